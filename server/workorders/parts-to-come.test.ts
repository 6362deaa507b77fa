// Five parts ordered, three come: what is done with the car, the promise, the bay, and when the work goes on.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { addDays, beijingDay } from '#platform/calendar';
import { newCar, outletId, refusalOf, shop, visit, type Shop, type Visit } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const day = (days: number): string => addDays(beijingDay(home.clock.now()), days);
const drivable = { drained: 'no', energy: 'live', bolts: 'torqued', toolsInside: '' };
/** Approved work with two kinds of parts, five pieces; `expected` in so many days. */
async function waiting(expected = 2): Promise<Visit> {
  const one = await visit(home, people);
  await one.estimate(['CHARGE-PORT'], [], [{ code: 'P-12V', quantity: 4 }]);
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  await one.by(people.adviser, 'orderParts', { parts: [{ code: 'P-PORT', quantity: 1, expectedOn: day(expected) }, { code: 'P-12V', quantity: 4, expectedOn: day(expected) }] });
  return one;
}
const ordered = (one: Visit, code: string) => one.page.partsWait?.ordered.find((part) => part.code === code) ?? { id: '' };
const codesOf = async (one: Visit) => (await one.car.owner.call('myNotices', { limit: 50 })).notices.map((notice: { code: string }) => notice.code);

describe('ordering', () => {
  test('more than the owner approved, or what was never approved, is refused; what is ordered has a box that names the order (W1, W2)', async () => {
    const one = await visit(home, people);
    await one.estimate(['CHARGE-PORT']);
    expect(await refusalOf(people.adviser.call('orderParts', { ...one.at(), parts: [{ code: 'P-PORT', quantity: 1 }] }))).toBe('workNotNow');
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    for (const parts of [[{ code: 'P-PORT', quantity: 2 }], [{ code: 'P-PORT', quantity: 1 }, { code: 'P-PORT', quantity: 1 }], [{ code: 'P-12V', quantity: 1 }]]) expect(await refusalOf(people.adviser.call('orderParts', { ...one.at(), parts }))).toBe('partNotOnOrder');
    await one.by(people.adviser, 'orderParts', { parts: [{ code: 'P-PORT', quantity: 1 }] });
    expect(one.page).toMatchObject({ workOrder: { holdReason: 'waitingPart' }, partsWait: { complete: false, ordered: [{ code: 'P-PORT', quantity: 1, arrived: 0, box: `${one.page.workOrder.number}-1`, expectedOn: null }] } });
    expect(await refusalOf(people.adviser.call('orderParts', { ...one.at(), parts: [{ code: 'P-PORT', quantity: 1 }] }))).toBe('partNotOnOrder');
  });
});

describe('five ordered, three come', () => {
  test('the owner hears it once, in the app and by short message; the car waits with a clock that began with the order, and nothing is finished without the rest (W5)', async () => {
    const one = await waiting();
    const since = one.page.partsWait?.waitingSince;
    home.clock.advance({ hours: 3 });
    await one.by(people.adviser, 'receiveOrderedParts', { came: [{ orderedId: ordered(one, 'P-12V').id, quantity: 3 }] });
    expect(await refusalOf(people.adviser.call('receiveOrderedParts', { ...one.at(), came: [{ orderedId: ordered(one, 'P-12V').id, quantity: 2 }] }))).toBe('tooManyCame');
    await home.settle();
    expect((await codesOf(one)).filter((code: string) => code === 'partsArrived')).toHaveLength(1);
    const car = (await people.manager.call('shopBoard', { outletId })).cars.find((each: { id: string }) => each.id === one.id);
    expect(car).toMatchObject({ blocker: 'part', blockedSince: since, away: false });
    await one.by(people.worker, 'startWork');
    expect(await refusalOf(people.worker.call('finishWork', { ...one.at(), note: '完成' }))).toBe('partsNotHere');
    await one.by(people.worker, 'stopWork', { reason: 'waitingPart' });
  });

  test('the car goes home only by the owner’s word, with nobody working on it and in a state to be driven; then its promise waits and its bay is free (W3, W4)', async () => {
    const one = await waiting();
    const go = { odometerKm: 12_003, socPct: 50, carState: drivable };
    expect(await refusalOf(people.adviser.call('letCarHome', { ...one.at(), ...go }))).toBe('ownerHasNotSaid');
    await one.by(one.car.owner, 'answerPartsWait', { choice: 'goesHome', words: '周末要用车' });
    expect(one.page.partsWait?.choice).toMatchObject({ choice: 'goesHome', words: '周末要用车', channel: 'app' });
    for (const bad of [{ bolts: 'someLoose' }, { energy: 'deEnergised' }, { drained: 'yes' }]) expect(await refusalOf(people.adviser.call('letCarHome', { ...one.at(), ...go, carState: { ...drivable, ...bad } }))).toBe('notToBeDriven');
    await one.by(people.worker, 'startWork');
    expect(await refusalOf(people.adviser.call('letCarHome', { ...one.at(), ...go }))).toBe('stillWorking');
    await one.by(people.worker, 'stopWork', { reason: 'waitingPart' });
    await one.by(people.adviser, 'letCarHome', go);
    expect(one.page.workOrder.awaySince).not.toBeNull();
    home.clock.advance({ hours: 30 });
    await home.runRounds('watch-promises');
    expect((await one.fresh()).workOrder.promiseMissedAt).toBeNull();
    expect(await refusalOf(people.worker.call('startWork', one.at()))).toBe('carIsAway');
    expect(await refusalOf(people.worker.call('recordLockOut', { ...one.at(), measuredV: 0.8, meter: 'M-7', guardianId: people.ids.second }))).toBe('carIsAway');
    expect((await people.manager.call('shopBoard', { outletId })).cars.find((each: { id: string }) => each.id === one.id)).toMatchObject({ away: true });
  });

  test('the appointment to go on is on no day before the parts are here, comes from the function that books every visit, and moves the promise; the car comes back and the work is finished', async () => {
    const one = await waiting(3);
    await one.by(people.adviser, 'recordPartsAnswer', { choice: 'goesHome', words: '电话里说先开走', channel: 'phone' });
    await one.by(people.adviser, 'letCarHome', { odometerKm: 12_003, socPct: 50, carState: drivable });
    const { days } = await one.car.owner.call('findResumeSlots', { workOrderId: one.id });
    expect(days.filter((each: { onDay: string; slots: unknown[] }) => each.onDay < day(3) && each.slots.length > 0)).toEqual([]);
    expect(days.find((each: { onDay: string }) => each.onDay === day(1)).refused).toMatchObject({ code: 'partsMissing', data: { arrives: day(3) } });
    const { slots } = days.find((each: { slots: unknown[] }) => each.slots.length > 0);
    const stranger = await newCar(home);
    expect(await refusalOf(stranger.owner.call('bookResume', { ...one.at(), startsAt: slots[0].startsAt }))).toBe('workOrderNotFound');
    expect(await refusalOf(one.car.owner.call('bookResume', { ...one.at(), startsAt: home.clock.now().toISOString() }))).toBe('slotTaken');
    const resume = await one.car.owner.call('bookResume', { ...one.at(), startsAt: slots[0].startsAt });
    await home.settle();
    await one.fresh();
    expect(one.page).toMatchObject({ workOrder: { promisedAt: resume.endsAt }, partsWait: { resume: { id: resume.id, state: 'booked' } } });
    // another time: the one that was kept is free again
    const later = await one.car.owner.call('bookResume', { ...one.at(), startsAt: slots[1].startsAt });
    await one.fresh();
    expect((await people.manager.call('showAppointment', { appointmentId: resume.id })).state).toBe('cancelled');
    // moved like any visit, it still asks for the parts of this visit, not for the shelf
    const { version } = await people.manager.call('showAppointment', { appointmentId: later.id });
    const early = new Date(Date.parse(slots[1].startsAt) - 2 * 86_400_000).toISOString();
    expect(await one.car.owner.call('moveAppointment', { appointmentId: later.id, startsAt: early, version }).catch((error: { code: string; details: { why: string } }) => `${error.code} ${error.details.why}`)).toBe('slotTaken partsMissing');
    const moving = await one.car.owner.call('findSlots', { vehicleId: one.car.vehicleId, outletId, operations: ['CHARGE-PORT'], days: 5, moving: later.id });
    expect(moving.days.find((each: { onDay: string }) => each.onDay === day(1)).refused).toMatchObject({ code: 'partsMissing', data: { arrives: day(3) } });
    await one.car.owner.call('moveAppointment', { appointmentId: later.id, startsAt: slots[2].startsAt, version });
    await one.fresh();
    await one.by(people.adviser, 'receiveOrderedParts', { came: [{ orderedId: ordered(one, 'P-12V').id, quantity: 4 }, { orderedId: ordered(one, 'P-PORT').id, quantity: 1 }] });
    expect(one.page).toMatchObject({ workOrder: { holdReason: null, waitingFor: 'carAtHome' }, partsWait: { complete: true, waitingSince: null } });
    home.clock.set(later.startsAt);
    expect(await refusalOf(people.adviser.call('takeCarBack', { ...one.at(), odometerKm: 12_000, socPct: 40 }))).toBe('odometerWentBack');
    await one.by(people.adviser, 'takeCarBack', { odometerKm: 12_080, socPct: 40 });
    expect(one.page.workOrder).toMatchObject({ awaySince: null, appointmentId: later.id });
    expect((await people.manager.call('showAppointment', { appointmentId: later.id })).state).toBe('inWork');
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '完成' });
    expect(['ready', 'inspection']).toContain(one.state);
  });

  test('a car that stays takes its bay at once when the time is booked', async () => {
    const one = await waiting(1);
    await one.by(one.car.owner, 'answerPartsWait', { choice: 'stays' });
    const { days } = await people.adviser.call('findResumeSlots', { workOrderId: one.id });
    const { slots } = days.find((each: { slots: unknown[] }) => each.slots.length > 0);
    const resume = await people.adviser.call('bookResume', { ...one.at(), startsAt: slots[0].startsAt });
    expect(resume.state).toBe('inWork');
    expect((await one.fresh()).workOrder.appointmentId).toBe(resume.id);
    home.clock.set(resume.endsAt);
    await home.runRounds('watch-no-shows');
    expect((await people.manager.call('showAppointment', { appointmentId: resume.id })).state).toBe('inWork');
  });
});
