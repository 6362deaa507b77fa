// The two other ways in, to the end: the owner's own report with words and photos, closed by the owner's word; and a call
// by phone about a car that says nothing by itself, closed by silence after two reminders.
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { arrival, newCar, outletId, refusalOf, shop, Visit, type Car, type Shop } from '../../server/workorders/small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let people: Shop;
let agent: Caller;
beforeAll(async () => {
  people = await shop(home);
  agent = home.staff({ role: 'agent', brandId: 'xihe', name: '坐席' });
});

const photo = async (who: Caller, byte: number): Promise<string> => (await who.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, byte]), contentType: 'image/png' })).fileId;
const mine = (car: Car) => car.owner.call('showMyCase', { caseId: car.caseId });
const stageOf = async (car: Car): Promise<string> => (await mine(car)).case.stage;

/** Books the first free slot, as `who`, and comes at that time. */
async function booked(car: Car, who: Caller, operations: string[]) {
  const { days } = await who.call('findSlots', { vehicleId: car.vehicleId, outletId, operations, days: 5 });
  const startsAt = days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0].startsAt as string;
  const appointment = await who.call('bookAppointment', { vehicleId: car.vehicleId, caseId: car.caseId, outletId, operations, startsAt });
  await home.settle();
  expect(await stageOf(car)).toBe('booked');
  home.clock.set(startsAt);
  const one = new Visit(home, people, car, await people.adviser.call('checkIn', { ...arrival(home), outletId: undefined, appointmentId: appointment.id }));
  await home.settle();
  expect(await stageOf(car)).toBe('inService');
  return one;
}

describe('an owner who reports by words and photos', () => {
  test('is helped to the end, and closes the case by saying that it is solved', async () => {
    const car = await newCar(home, 'xihe', {}, 'nobody');
    const pictures = [await photo(car.owner, 1), await photo(car.owner, 2)];
    const stranger = (await newCar(home)).owner;
    expect(await refusalOf(car.owner.call('reportTrouble', { vehicleId: car.vehicleId, words: '充不进电', fileIds: [await photo(stranger, 3)] }))).toBe('fileNotYours');
    const opened = await car.owner.call('reportTrouble', { vehicleId: car.vehicleId, words: '充不进电，插上枪就报故障', fileIds: pictures, place: { kind: 'home', words: '小区车库' } });
    const theirs: Car = { ...car, caseId: opened.caseId };
    expect(opened).toMatchObject({ joined: false });
    await home.settle();
    const first = await agent.call('showCase', { caseId: theirs.caseId });
    expect(first.case).toMatchObject({ trouble: 'charging', holder: { kind: 'desk', desk: 'brandDesk' }, stage: 'open' });
    expect(first.contacts).toMatchObject([{ source: 'owner', words: '充不进电，插上枪就报故障', fileIds: pictures }]);
    for (const fileId of pictures) {
      expect(await refusalOf(agent.call('caseFile', { caseId: theirs.caseId, fileId }))).toBe('done');
      expect(await refusalOf(stranger.call('caseFile', { caseId: theirs.caseId, fileId }))).toBe('caseNotFound');
    }
    await agent.call('takeCase', { caseId: theirs.caseId, version: first.case.version });

    const one = await booked(theirs, car.owner, ['CHARGE-PORT']);
    expect((await people.adviser.call('showCase', { caseId: theirs.caseId })).case.holder).toMatchObject({ kind: 'desk', desk: 'outletDesk', outletId });
    await one.ready(['CHARGE-PORT']);
    expect(one.page.workOrder).toMatchObject({ state: 'ready', settled: true });
    expect((await car.owner.call('myInvoices', { caseId: theirs.caseId })).invoices).toMatchObject([{ state: 'settledZero', owedFen: 0 }]);
    await one.by(people.adviser, 'handBack', { toName: '车主', odometerKm: 12_002, socPct: 80 });
    await home.settle();
    const asked = await mine(theirs);
    expect(asked.case.stage).toBe('awaitingConfirmation');
    expect(await refusalOf(stranger.call('confirmSolved', { caseId: theirs.caseId, version: asked.case.version }))).toBe('caseNotFound');
    await car.owner.call('confirmSolved', { caseId: theirs.caseId, version: asked.case.version });
    await home.settle();
    const closed = await mine(theirs);
    expect(closed.case).toMatchObject({ stage: 'closed', closedHow: 'confirmed' });
    const kinds = (closed.entries as { kind: string }[]).map((entry) => entry.kind);
    for (const kind of ['opened', 'appointmentBooked', 'estimateSent', 'workStarted', 'workFinished']) expect(kinds.filter((one_) => one_ === kind), kind).toHaveLength(1);
    const after = await agent.call('showCase', { caseId: theirs.caseId });
    expect(after.clocks.filter((clock: { state: string }) => ['running', 'paused'].includes(clock.state))).toEqual([]);
    expect(after.holders.filter((holder: { untilAt: string | null }) => holder.untilAt === null).length).toBeLessThanOrEqual(1);
  });
});

describe('a call about a car that is not online', () => {
  test('is taken by phone, served, and closed by silence after two reminders', async () => {
    const car = await newCar(home, 'xihe', {}, 'nobody');
    expect(await refusalOf(agent.call('showVehicleState', { vin: car.vin }))).toBe('stateNotFound');
    const { callers } = await agent.call('findCaller', { text: car.phone });
    expect(callers).toMatchObject([{ vehicleId: car.vehicleId, cases: [] }]);
    const opened = await agent.call('openCase', { vehicleId: callers[0].vehicleId, words: '仪表全黑，车锁不上，打电话的是家人', callerName: '家人' });
    const theirs: Car = { ...car, caseId: opened.caseId };
    await home.settle();
    expect((await agent.call('showCase', { caseId: theirs.caseId })).case).toMatchObject({ stage: 'open', holder: { kind: 'person', name: '坐席' } });
    expect((await car.owner.call('myCases', {})).cases).toMatchObject([{ id: theirs.caseId, stage: 'open' }]);
    const again = await agent.call('openCase', { vehicleId: car.vehicleId, words: '又打来问', callerName: '家人' });
    expect(again).toMatchObject({ caseId: theirs.caseId, joined: true });

    const one = await booked(theirs, agent, ['LV-BATTERY']);
    await one.estimate(['LV-BATTERY']);
    await one.by(people.adviser, 'sendEstimate');
    await one.by(people.adviser, 'recordAnswer', { answers: one.page.lines.map((line) => ({ lineId: line.id, answer: 'approved' })), words: '电话里同意' });
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '已更换' });
    await home.settle();
    await one.fresh();
    expect(await stageOf(theirs)).toBe('awaitingPayment');
    await one.by(people.manager, 'handBack', { toName: '家人', odometerKm: 12_001, socPct: 70, unpaidReason: '公司月结' });
    await home.settle();
    expect(await stageOf(theirs)).toBe('awaitingConfirmation');

    const seen: [string, number][] = [];
    for (let hour = 0; hour < 24 * 14 && (await stageOf(theirs)) !== 'closed'; hour++) {
      home.clock.advance({ hours: 1 });
      await home.runRounds('watch-silence', 'send-due-messages');
      const reminders = ((await agent.call('noticesOfCase', { caseId: theirs.caseId })).notices as { code: string }[]).filter((notice) => notice.code === 'confirmReminder').length;
      const stage = await stageOf(theirs);
      if (seen.at(-1)?.[1] !== reminders || seen.at(-1)?.[0] !== stage) seen.push([stage, reminders]);
    }
    expect(seen).toEqual([['awaitingConfirmation', 0], ['awaitingConfirmation', 1], ['awaitingConfirmation', 2], ['closed', 2]]);
    expect((await mine(theirs)).case).toMatchObject({ closedHow: 'silence' });
    home.clock.advance({ days: 3 });
    await home.runRounds('watch-silence');
    expect((await mine(theirs)).case.stage).toBe('closed');
  });
});
