// The line in place of the race: the table of moves, the time of an offer, and the line over HTTP.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { moves } from './appointment.ts';
import { appointmentStates, waitingStates } from './api.ts';
import { mustMoveOn, offerUntil, waitingMoves } from './waiting.ts';

const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);

test('every move of a place in line is either in the table or refused', () => {
  const made = waitingStates.flatMap((from) => waitingStates.map((to) => {
    try {
      mustMoveOn({ state: from }, to);
      return `${from} → ${to}`;
    } catch {
      return '';
    }
  })).filter((one) => one !== '');
  expect(made).toEqual(['waiting → offered', 'waiting → left', 'waiting → ended', 'offered → waiting', 'offered → taken', 'offered → left', 'offered → ended']);
  expect(Object.keys(waitingMoves)).toEqual([...waitingStates]);
});

test('every move of an appointment is in the table: what is done or called off stays so, and who came late is taken in', () => {
  const table = Object.fromEntries(appointmentStates.map((from) => [from, appointmentStates.filter((to) => moves[from].includes(to))]));
  expect(table).toEqual({ booked: ['arrived', 'inWork', 'cancelled', 'noShow'], arrived: ['inWork', 'cancelled'], inWork: ['done'], done: [], cancelled: [], noShow: ['arrived', 'inWork'] });
});

const rules = { offerMin: 60, fromHour: 8, untilHour: 21, leadMin: 90 };
const beijing = (local: string): Date => new Date(`2026-11-${local}:00+08:00`);
test.each([
  ['24T10:00', '26T10:00', '24T11:00', 'an hour by day'],
  ['24T20:30', '26T10:00', '25T08:30', 'half an hour in the evening, half an hour in the morning'],
  ['24T22:00', '26T10:00', '25T09:00', 'made at night it runs from the morning'],
  ['24T05:00', '26T10:00', '24T09:00', 'made before dawn it runs from eight'],
  ['24T10:00', '24T12:00', '24T10:30', 'no longer than an hour and a half before the time itself'],
])('an offer made at %s for %s is kept until %s: %s (W2, W3)', (now, startsAt, until) => {
  expect(offerUntil(beijing(now), beijing(startsAt), rules)?.toISOString()).toBe(beijing(until).toISOString());
});
test('a time that starts too soon is offered to nobody', () => {
  expect(offerUntil(beijing('24T10:00'), beijing('24T11:30'), rules)).toBeUndefined();
});

const home = await house({ startsAt: '2026-11-24T01:00:00Z' });
type Person = Awaited<ReturnType<typeof ownerWithCar>>;
let early: Person;
let late: Person;
const waitAt = (who: Person, toOn = '2026-11-26') => who.owner.call('joinWaiting', { vehicleId: who.vehicleId, outletId: 'shanghai-one', operations: ['HV-INSPECT'], fromOn: '2026-11-26', toOn });
const mine = async (who: Person) => (await who.owner.call('myWaiting', {})).waiting[0];

beforeAll(async () => {
  const { technicianIds } = await workshop(home);
  early = await ownerWithCar(home, 'xihe');
  late = await ownerWithCar(home, 'yuanlan');
  const manager = home.staff({ role: 'administrator', brandId: null });
  // on the 26th one certified person is off: nobody may guard
  await manager.call('planShifts', { outletId: 'shanghai-one', staffId: technicianIds[0], fromOn: '2026-11-26', toOn: '2026-11-26', weekdays: [4], kind: 'off' });
});

test('nobody waits where there is free time, or where waiting cannot help (W5)', async () => {
  expect(await refusalOf(early.owner.call('joinWaiting', { vehicleId: early.vehicleId, outletId: 'shanghai-one', operations: ['MAINTAIN'], fromOn: '2026-11-26', toOn: '2026-11-26' }))).toBe('slotsAreFree');
  expect(await refusalOf(early.owner.call('joinWaiting', { vehicleId: early.vehicleId, outletId: 'shanghai-one', operations: ['CALIBRATE'], fromOn: '2026-11-26', toOn: '2026-11-26' }))).toBe('nothingToWaitFor');
});

test('each sees the place in line, which counts everybody before and shows nobody', async () => {
  expect(await waitAt(early)).toMatchObject({ state: 'waiting', place: 1 });
  home.clock.advance({ minutes: 1 });
  expect(await waitAt(late)).toMatchObject({ place: 2 });
  expect(await refusalOf(waitAt(late))).toBe('alreadyWaiting');
  const desk = await home.staff({ role: 'adviser', brandId: 'yuanlan', outletId: 'shanghai-one' }).call('outletWaiting', { outletId: 'shanghai-one' });
  expect(desk.waiting).toMatchObject([{ ownerName: '陆远航', place: 2 }]);
});

test('when the second certified person comes after all, the first in line is offered a time that is kept for an hour, and then the next (W1, W2)', async () => {
  await home.staff({ role: 'administrator', brandId: null }).call('planShifts', { outletId: 'shanghai-one', staffId: (await home.staff({ role: 'administrator', brandId: null }).call('showRoster', { outletId: 'shanghai-one' })).shifts[0].staffId, fromOn: '2026-11-26', toOn: '2026-11-26', weekdays: [4], kind: 'asOpen' });
  await home.runRounds('run-waiting-lists');
  const offer = await mine(early);
  expect(offer).toMatchObject({ state: 'offered', offerStartsAt: '2026-11-26T00:30:00.000Z' });
  expect(new Date(offer.offerUntil).getTime() - home.clock.now().getTime()).toBe(3_600_000);
  expect((await mine(late)).offerStartsAt).not.toBe(offer.offerStartsAt); // nobody else gets the held time
  home.clock.advance({ minutes: 61 });
  expect(await refusalOf(early.owner.call('takeOffer', { waitingId: offer.id, version: offer.version }))).toBe('offerOver');
  await home.runRounds('run-waiting-lists');
  expect((await early.owner.call('myNotices', {})).notices.map((one: { code: string }) => one.code)).toContain('waitingOffered');
});

test('a taken offer is an appointment like any other, and its time is nobody else’s (W6)', async () => {
  const offer = await mine(late);
  expect(offer.state).toBe('offered');
  const made = await late.owner.call('takeOffer', { waitingId: offer.id, version: offer.version });
  expect(made).toMatchObject({ state: 'booked', startsAt: offer.offerStartsAt, operations: [{ code: 'HV-INSPECT' }] });
  expect(await mine(late)).toMatchObject({ state: 'taken', place: null });
  await home.settle();
});

test('who cancels frees the time for who waits, before anybody else can see it', async () => {
  const [visit] = (await late.owner.call('myAppointments', {})).appointments;
  const offer = await mine(early);
  await early.owner.call('leaveWaiting', { waitingId: offer.id, version: offer.version });
  for (const [name, from, to] of [['tow-in', '2026-11-26T00:30:00Z', visit.startsAt], ['walk-in', visit.endsAt, '2026-11-26T07:10:00Z']]) {
    await home.inside((tx) => tx.db.query(home.sql`insert into appointments.reservations (appointment_id, outlet_id, resource_kind, resource_id, during)
      select ${name}, 'shanghai-one', 'bay', id, tstzrange(${from}::timestamptz, ${to}::timestamptz) from network.bays where outlet_id = 'shanghai-one'`));
  }
  expect(await waitAt(early)).toMatchObject({ state: 'waiting', place: 1 });
  await late.owner.call('cancelAppointment', { appointmentId: visit.id, why: '临时有事', version: visit.version });
  expect(await mine(early)).toMatchObject({ state: 'offered', offerStartsAt: visit.startsAt });
  const [day] = (await late.owner.call('findSlots', { vehicleId: late.vehicleId, outletId: 'shanghai-one', operations: ['HV-INSPECT'], fromOn: '2026-11-26', days: 1 })).days;
  expect(day.slots).toEqual([]);
});
