// Calling a work order off: when it may be, what the owner hears, and where car and case are afterwards.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { arrival, newCar, outletId, refusalOf, shop, visit, type Shop, type Visit } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const words = '车主赶时间，先把车开走';
const stageOf = async (one: Visit): Promise<string> => (await one.car.owner.call('showMyCase', { caseId: one.car.caseId })).case.stage;

describe('a work order', () => {
  const until: Record<string, (one: Visit) => Promise<unknown>> = {
    'just checked in': async () => undefined,
    diagnosed: (one) => one.by(people.worker, 'recordDiagnosis', { complaint: '充不进电', cause: '端口', correction: '更换' }),
    'waiting for the owner': (one) => one.estimate(['MAINTAIN']).then(() => one.by(people.adviser, 'sendEstimate')),
    'approved and not begun': (one) => one.approved(['MAINTAIN']),
  };
  test.each(Object.keys(until))('%s is called off with the owner’s words, and its case opens again (X1, X3)', async (name) => {
    const one = await visit(home, people);
    await until[name]?.(one);
    await home.settle();
    await one.fresh();
    await one.by(people.adviser, 'cancelWork', { words });
    await home.settle();
    expect([one.state, await stageOf(one)]).toEqual(['cancelled', 'open']);
  });
  test('of which the owner declined every line is called off, and nothing is to be paid', async () => {
    const one = await visit(home, people);
    await one.estimate(['MAINTAIN']);
    await one.by(people.adviser, 'sendEstimate');
    await one.answer(one.page.lines.map((line) => line.code));
    await home.settle();
    expect((await one.fresh()).workOrder.state).toBe('ready');
    const told = ((await one.car.owner.call('myNotices', { limit: 100 })).notices as { code: string; caseId: string }[]).filter((notice) => notice.caseId === one.car.caseId).map((notice) => notice.code);
    expect(told).toContain('nothingDone');
    expect(told).not.toContain('workFinished'); // nobody worked
    await one.by(people.adviser, 'cancelWork', { words: '车主全部不做' });
    await home.settle();
    expect([one.state, await stageOf(one)]).toEqual(['cancelled', 'open']);
    const { invoices } = await people.manager.call('listInvoices', { workOrderId: one.id });
    expect(invoices.every((invoice: { owedFen: number }) => invoice.owedFen === 0)).toBe(true);
  });
  test('that was begun, is ready, or went back is not called off (X1)', async () => {
    const one = await (await visit(home, people)).approved(['MAINTAIN']);
    await one.by(people.worker, 'startWork');
    expect(await refusalOf(one.by(people.manager, 'cancelWork', { words }))).toBe('workNotNow');
    await one.by(people.worker, 'stopWork', { reason: 'break' });
    await one.estimate(['MAINTAIN', 'HV-DIAG']).catch(() => undefined);
    await one.fresh();
    expect(await refusalOf(one.by(people.manager, 'cancelWork', { words }))).toBe('workNotNow');
    const done = await (await visit(home, people)).ready(['MAINTAIN']);
    expect(await refusalOf(done.by(people.manager, 'cancelWork', { words }))).toBe('workNotNow');
    await done.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_001, socPct: 50, unpaidReason: '月结' });
    expect(await refusalOf(done.by(people.manager, 'cancelWork', { words }))).toBe('workNotNow');
  });
  test('is called off once, and two at once make it one', async () => {
    const one = await visit(home, people);
    const answers = await Promise.all([people.adviser, people.colleague].map((who) => refusalOf(who.call('cancelWork', { ...one.at(), words }))));
    expect(answers.sort()).toEqual(['done', 'staleEdit']);
    await one.fresh();
    expect(await refusalOf(one.by(people.adviser, 'cancelWork', { words }))).toBe('workNotNow');
  });
  test('is called off by the counter, not by a technician and not by its owner', async () => {
    const one = await visit(home, people);
    for (const who of [people.worker, one.car.owner]) expect(await refusalOf(who.call('cancelWork', { ...one.at(), words }))).toBe('notAllowed');
  });
});

test('the owner reads on the timeline and by notice that it was called off, in the words that were said (X2)', async () => {
  const one = await visit(home, people);
  await one.by(people.adviser, 'cancelWork', { words });
  await home.settle();
  const { entries } = await one.car.owner.call('showMyCase', { caseId: one.car.caseId });
  expect(entries.find((entry: { kind: string }) => entry.kind === 'workCancelled')?.data).toMatchObject({ why: words });
  expect((await one.car.owner.call('myNotices', { limit: 100 })).notices.map((notice: { code: string }) => notice.code)).toContain('workCancelled');
  const audit = await home.inside((tx) => tx.db.query(home.sql`select why from platform.audit where subject_id = ${one.id} and action = 'workorders.cancel'`));
  expect(audit).toEqual([{ why: words }]);
});

test('the slot of a visit that was called off is free again, and the car may come another day (X3)', async () => {
  const car = await newCar(home);
  const slot = async () => (await car.owner.call('findSlots', { vehicleId: car.vehicleId, outletId, operations: ['MAINTAIN'], days: 3 })).days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0].startsAt;
  const book = async () => car.owner.call('bookAppointment', { vehicleId: car.vehicleId, caseId: car.caseId, outletId, operations: ['MAINTAIN'], startsAt: await slot() });
  const appointment = await book();
  await home.settle();
  const page = await people.adviser.call('checkIn', { ...arrival(home), outletId: undefined, appointmentId: appointment.id });
  await home.settle();
  await people.adviser.call('cancelWork', { workOrderId: page.workOrder.id, version: page.workOrder.version, words });
  await home.settle();
  const again = await book();
  expect(again.startsAt).toBe(appointment.startsAt);
});
