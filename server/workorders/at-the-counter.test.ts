// At the counter: what is refused when a car comes in, what is promised, and when it may leave.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { consumeAll } from '#telemetry';
import { appendFrames } from '#platform/stream/journal';
import { healthy, report } from '../telemetry/testing.ts';
import { arrival, newCar, outletId, refusalOf, shop, visit, type Car, type Shop } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const inHours = (hours: number) => new Date(home.clock.now().getTime() + hours * 3_600_000).toISOString();
const auditOf = (id: string, action: string) => home.inside((tx) => tx.db.query(home.sql`select why from platform.audit where subject_id = ${id} and action = ${action}`));
const photo = async (who: Caller): Promise<string> => (await who.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), contentType: 'image/png' })).fileId;

describe('taking a car in', () => {
  const takeIn = (car: Car, more: Record<string, unknown> = {}, who = people.adviser) => who.call('checkIn', arrival(home, { caseId: car.caseId, ...more }));
  /** The car has told its odometer. */
  async function carWithOdometer(km: number): Promise<Car> {
    const car = await newCar(home);
    const bytes = report(car.vin, home.clock.now(), { ...healthy, odometerKm: km });
    const frame = { vin: car.vin, edition: 2016, command: bytes[2] as number, bytes, receivedAt: home.clock.now(), sha: createHash('sha256').update(bytes).digest().subarray(0, 16), connectionId: 'c1' } as const;
    await home.inside((tx) => appendFrames(tx, [frame]));
    await consumeAll(home.world, []);
    return car;
  }
  test.each([
    [11_998, 'odometerNeedsConfirming'], [12_000, 'done'], [15_000, 'done'], [15_001, 'odometerNeedsConfirming'], [120_000, 'odometerNeedsConfirming'], [1_200, 'odometerNeedsConfirming'],
  ])('at %i km of a car that says 12,000 is %s, and after a second look it is taken in (C1)', async (odometerKm, expected) => {
    const car = await carWithOdometer(12_000);
    const refused = await takeIn(car, { odometerKm }).then(() => undefined, (error: { code: string; details: unknown }) => error);
    expect(refused?.code ?? 'done').toBe(expected);
    if (refused === undefined) return;
    expect(refused.details).toMatchObject({ field: 'odometerKm', knownKm: 12_000 });
    expect((await takeIn(car, { odometerKm, confirmOdometer: true })).checkIn.odometerKm).toBe(odometerKm);
  });
  test('that never told its odometer needs no second look (C1)', async () => {
    expect((await takeIn(await newCar(home), { odometerKm: 900_000 })).workOrder.state).toBe('checkedIn');
  });
  test('is refused while it is in the shop, and welcome again afterwards', async () => {
    const car = await newCar(home);
    const one = await visit(home, people, car);
    expect(await refusalOf(takeIn(car))).toBe('checkedInAlready');
    await one.ready(['MAINTAIN']);
    expect(await refusalOf(takeIn(car))).toBe('checkedInAlready');
    await one.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_001, socPct: 50, unpaidReason: '月结' });
    expect(await refusalOf(takeIn(car))).toBe('done');
  });
  test('by two advisers at once makes one work order, with an appointment and without', async () => {
    const car = await newCar(home);
    const walkIn = await Promise.all([people.adviser, people.colleague].map((who) => refusalOf(takeIn(car, {}, who))));
    expect(walkIn.sort()).toEqual(['checkedInAlready', 'done']);
    const booked = await newCar(home);
    const { days } = await booked.owner.call('findSlots', { vehicleId: booked.vehicleId, outletId, operations: ['MAINTAIN'], days: 3 });
    const startsAt = days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0].startsAt;
    const appointment = await booked.owner.call('bookAppointment', { vehicleId: booked.vehicleId, caseId: booked.caseId, outletId, operations: ['MAINTAIN'], startsAt });
    const withAppointment = await Promise.all([people.adviser, people.colleague].map((who) => refusalOf(who.call('checkIn', { ...arrival(home), outletId: undefined, appointmentId: appointment.id }))));
    expect(withAppointment.sort()).toEqual(['checkedInAlready', 'done']);
    expect((await people.adviser.call('showAppointment', { appointmentId: appointment.id })).state).toBe('inWork');
  });
  test('with a promise that has passed is refused (C2)', async () => {
    const car = await newCar(home);
    expect(await refusalOf(takeIn(car, { promisedAt: inHours(0) }))).toBe('promiseInPast');
    expect(await refusalOf(takeIn(car, { promisedAt: inHours(-1) }))).toBe('promiseInPast');
    expect(await refusalOf(takeIn(car, { promisedAt: inHours(0.01) }))).toBe('done');
  });
  test('with a photo or a signature that somebody else uploaded is refused, and own ones are shown to those who may see', async () => {
    const car = await newCar(home);
    const [mine, theirs] = [await photo(people.adviser), await photo(people.colleague)];
    const at = (fileId: string) => ({ photos: [{ position: 'front', fileId }] });
    expect(await refusalOf(takeIn(car, at(theirs)))).toBe('fileNotYours');
    expect(await refusalOf(takeIn(car, { signatureFileId: theirs }))).toBe('fileNotYours');
    expect(await refusalOf(takeIn(car, at('nothing')))).toBe('fileNotYours');
    const page = await takeIn(car, at(mine));
    const show = (who: Caller, fileId: string) => refusalOf(who.call('workOrderFile', { workOrderId: page.workOrder.id, fileId }));
    expect(await show(car.owner, mine)).toBe('done');
    expect(await show(people.colleague, mine)).toBe('done');
    expect(await show(people.adviser, theirs)).toBe('notFound');
    expect(await show((await newCar(home)).owner, mine)).toBe('workOrderNotFound');
  });
  test('for a closed case is refused', async () => {
    const car = await newCar(home);
    await home.inside((tx) => tx.db.query(home.sql`update cases.cases set stage = 'closed', closed_at = ${home.clock.now()}, closed_how = 'confirmed' where id = ${car.caseId}`));
    expect(await refusalOf(takeIn(car))).toBe('workNotNow');
  });
  test('moves the case to the outlet, once', async () => {
    const one = await visit(home, people);
    await home.settle();
    const page = await people.adviser.call('showCase', { caseId: one.car.caseId });
    expect(page.case.stage).toBe('inService');
    expect(page.case.outletId).toBe(outletId);
    expect(page.entries.filter((entry: { kind: string }) => entry.kind === 'stageMoved')).toHaveLength(1);
  });
});

describe('a promise', () => {
  test('is moved with its reason, and what was promised before stays to be read (C2)', async () => {
    const one = await visit(home, people);
    const first = one.page.workOrder.promisedAt;
    expect(await refusalOf(one.by(people.adviser, 'movePromise', { promisedAt: inHours(9) }))).toBe('badInput');
    expect(await refusalOf(one.by(people.adviser, 'movePromise', { promisedAt: inHours(-1), reason: '等件' }))).toBe('promiseInPast');
    expect(await refusalOf(one.by(people.adviser, 'movePromise', { promisedAt: inHours(60 * 24 + 1), reason: '等件' }))).toBe('promiseTooFar');
    await one.by(people.adviser, 'movePromise', { promisedAt: inHours(9), reason: '等件' });
    expect(one.page.workOrder.promises).toMatchObject([{ promisedAt: first, reason: null }, { promisedAt: one.page.workOrder.promisedAt, reason: '等件' }]);
    await home.settle();
    expect((await one.car.owner.call('showMyCase', { caseId: one.car.caseId })).entries.filter((entry: { kind: string }) => entry.kind === 'promiseMoved')).toHaveLength(1);
  });
  test('that passed unkept is marked once, however often the round comes (C2)', async () => {
    const one = await visit(home, people);
    const kept = await (await visit(home, people)).ready(['MAINTAIN']);
    home.clock.set(new Date(Date.parse(one.page.workOrder.promisedAt) - 60_000).toISOString());
    await home.runRounds('watch-promises');
    expect((await one.fresh()).workOrder.promiseMissedAt).toBeNull();
    home.clock.advance({ minutes: 2 });
    await home.runRounds('watch-promises');
    const missed = (await one.fresh()).workOrder;
    expect(missed.promiseMissedAt).not.toBeNull();
    home.clock.advance({ minutes: 10 });
    await home.runRounds('watch-promises');
    await home.runRounds('watch-promises');
    expect((await one.fresh()).workOrder).toEqual(missed);
    expect(await auditOf(one.id, 'workorders.missPromise')).toHaveLength(1);
    expect((await kept.fresh()).workOrder.promiseMissedAt).toBeNull();
    expect(await auditOf(kept.id, 'workorders.missPromise')).toHaveLength(0);
  });
});

test('a promise lies within the next sixty days, also the first one (C2)', async () => {
  const takeIn = async (hours: number) => refusalOf(people.adviser.call('checkIn', arrival(home, { caseId: (await newCar(home)).caseId, promisedAt: inHours(hours) })));
  expect([await takeIn(60 * 24), await takeIn(60 * 24 + 0.1)]).toEqual(['done', 'promiseTooFar']);
});

describe('giving a car back', () => {
  const back = { toName: '车主', odometerKm: 12_003, socPct: 60 };
  test('before it is paid for is refused to an adviser even with a reason, and to a manager without one (C3)', async () => {
    const one = await (await visit(home, people)).ready(['MAINTAIN']);
    expect(one.page.workOrder).toMatchObject({ state: 'ready', settled: false, waitingFor: 'payment' });
    expect(await refusalOf(one.by(people.adviser, 'handBack', back))).toBe('notPaid');
    expect(await refusalOf(one.by(people.adviser, 'handBack', { ...back, unpaidReason: '月结' }))).toBe('notPaid');
    expect(await refusalOf(one.by(people.manager, 'handBack', back))).toBe('notPaid');
    expect(await refusalOf(one.by(people.manager, 'handBack', { ...back, unpaidReason: ' ' }))).toBe('badInput');
    await one.by(people.manager, 'handBack', { ...back, unpaidReason: '月结客户' });
    expect(one.state).toBe('handedBack');
    expect(await auditOf(one.id, 'workorders.handBack')).toEqual([{ why: '月结客户' }]);
    await home.settle();
    expect((await one.car.owner.call('showMyCase', { caseId: one.car.caseId })).case.stage).toBe('awaitingConfirmation');
  });
  test('with fewer kilometres than it came with needs a second look (C1)', async () => {
    const one = await (await visit(home, people)).ready(['CHARGE-PORT']);
    expect(await refusalOf(one.by(people.adviser, 'handBack', { ...back, odometerKm: 11_999 }))).toBe('odometerWentBack');
    await one.by(people.adviser, 'handBack', { ...back, odometerKm: 11_999, confirmOdometer: true });
    expect(one.state).toBe('handedBack');
  });
  test('for which the owner owes nothing needs no reason and no manager (C3)', async () => {
    const one = await (await visit(home, people)).ready(['CHARGE-PORT']);
    expect(one.page).toMatchObject({ ownerFen: 0, workOrder: { settled: true, waitingFor: 'pickUp' } });
    await one.by(people.adviser, 'handBack', back);
    expect(one.state).toBe('handedBack');
  });
});
