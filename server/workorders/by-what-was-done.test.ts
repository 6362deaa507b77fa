// The shelf, people's practice and the owner's record follow what was done to the car, not what was planned when it was booked.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { arrival, newCar, outletId, shop, Visit, visit, type Car, type Shop } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T01:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
  for (const code of ['P-PORT', 'P-12V']) await people.manager.call('countPart', { outletId, brandId: 'xihe', code, onHand: 10 });
});
const onHand = async (code: string): Promise<number> => (await people.manager.call('showStock', { outletId, brandId: 'xihe' })).parts.find((part: { code: string }) => part.code === code).onHand;
const practised = async (): Promise<number> => (await home.inside((tx) => tx.db.query(home.sql`select 1 from network.practice where last_on >= '2026-11-24'`))).length;
async function booked(car: Car, operations: string[]) {
  const { days } = await car.owner.call('findSlots', { vehicleId: car.vehicleId, outletId, operations, days: 5 });
  const startsAt = days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0].startsAt;
  const appointment = await car.owner.call('bookAppointment', { vehicleId: car.vehicleId, caseId: car.caseId, outletId, operations, startsAt });
  await home.settle();
  return appointment;
}
const takenIn = async (car: Car, at: Record<string, unknown>): Promise<Visit> => new Visit(home, people, car, await people.adviser.call('checkIn', { ...arrival(home), outletId: undefined, ...at }));
const back = { toName: '车主', odometerKm: 12_001, socPct: 50, unpaidReason: '月结' };

test('a visit that is called off takes no part from the shelf, and nobody has practised on it', async () => {
  const car = await newCar(home);
  const appointment = await booked(car, ['CHARGE-PORT', 'HV-INSPECT']);
  const one = await takenIn(car, { appointmentId: appointment.id });
    await one.by(people.adviser, 'cancelWork', { words: '车主赶时间' });
  await home.settle();
  expect(await onHand('P-PORT')).toBe(10);
  expect(await practised()).toBe(0);
});

test('the shelf loses what went into the car: not what was declined, and also what was found in the workshop or came without an appointment', async () => {
  const car = await newCar(home);
  const appointment = await booked(car, ['CHARGE-PORT']);
  const one = await takenIn(car, { appointmentId: appointment.id });
  await one.ready(['CHARGE-PORT', 'LV-BATTERY'], ['CHARGE-PORT', 'P-PORT']);
  await one.by(people.manager, 'handBack', back);
  expect([await onHand('P-PORT'), await onHand('P-12V')]).toEqual([10, 9]);
  const walkIn = await (await visit(home, people)).ready(['CHARGE-PORT']);
  await walkIn.by(people.manager, 'handBack', back);
  expect([await onHand('P-PORT'), await onHand('P-12V')]).toEqual([9, 9]);
});

test('an owner who comes to the appointment and is taken in by the case did not miss it', async () => {
  const car = await newCar(home);
  const appointment = await booked(car, ['MAINTAIN']);
  const one = await takenIn(car, { caseId: car.caseId, outletId });
  home.clock.set(new Date(Date.parse(appointment.startsAt) + 3 * 3_600_000).toISOString());
  await home.runRounds();
  await home.settle();
  expect((await car.owner.call('myAppointments', {})).appointments).toMatchObject([{ id: appointment.id, state: 'inWork' }]);
  await one.ready(['MAINTAIN']);
  await one.by(people.manager, 'handBack', back);
  await home.settle();
  expect((await car.owner.call('myAppointments', {})).appointments).toMatchObject([{ state: 'done' }]);
});
