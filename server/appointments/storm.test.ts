// The booking storm: two hundred at once for the last times of a day. Nobody is sold what another has, and every loser is
// told the nearest times that are truly free.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { Refusal } from '#platform/refusals';
import { makeVin } from '../../fleet/vin.ts';
import { workshop } from '../../tests/two-brands.ts';

const home = await house({ startsAt: '2026-11-24T01:00:00Z' });
const brandOf = (nth: number): 'xihe' | 'yuanlan' => (nth % 2 === 0 ? 'xihe' : 'yuanlan');
type Client = { owner: ReturnType<typeof home.owner>; vehicleId: string };
const at = { outletId: 'shanghai-one', operations: ['MAINTAIN'] };
let clients: Client[];
let last: string[];

beforeAll(async () => {
  await workshop(home);
  const advisers = { xihe: home.staff({ role: 'adviser', brandId: 'xihe' }), yuanlan: home.staff({ role: 'adviser', brandId: 'yuanlan' }) };
  const client = async (nth: number): Promise<Client> => {
    const brandId = brandOf(nth);
    const { id: ownerId } = await advisers[brandId].call('addOwner', { brandId, name: `车主${nth}`, phone: `136${String(nth).padStart(8, '0')}`, kind: 'person' });
    const { vehicle } = await advisers[brandId].call('addVehicle', { vin: makeVin('LTT', 'EST4E', 'T', 30_000 + nth), modelId: `${brandId}-one`, ownerId, plateNo: null, colour: '白', deliveredOn: null, usageNature: 'household' });
    return { owner: home.owner({ id: ownerId, brandIds: [brandId] }), vehicleId: vehicle.id };
  };
  clients = [];
  for (let nth = 0; nth < 200; nth += 20) clients.push(...(await Promise.all(Array.from({ length: 20 }, (_, more) => client(nth + more)))));
  const [one] = clients as [Client];
  const [day] = (await one.owner.call('findSlots', { vehicleId: one.vehicleId, ...at, fromOn: '2026-11-26', days: 1 })).days;
  const starts: string[] = day.slots.map((slot: { startsAt: string }) => slot.startsAt);
  last = starts.slice(-4);
}, 240_000);

test('two hundred want the last times of one day: as many are sold as fit, nothing twice, and every loser hears the nearest that are free', async () => {
  const outcomes = await Promise.allSettled(clients.map(({ owner, vehicleId }, nth) => owner.call('bookAppointment', { vehicleId, ...at, startsAt: last[nth % last.length] })));
  const sold = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value as { id: string; startsAt: string; endsAt: string }] : []));
  const lost = outcomes.flatMap((one, nth) => (one.status === 'rejected' ? [{ nth, error: one.reason as Refusal }] : []));
  expect(sold.length).toBeGreaterThan(0);
  expect(sold.length + lost.length).toBe(200);
  const overlapping = await home.inside((tx) => tx.db.query(home.sql`select a.resource_id from appointments.reservations a join appointments.reservations b
    on a.resource_id = b.resource_id and a.appointment_id < b.appointment_id and a.during && b.during`));
  expect(overlapping).toEqual([]);
  const held = await home.inside((tx) => tx.db.query<{ count: number }>(home.sql`select count(distinct appointment_id)::int as count from appointments.reservations`));
  expect(held[0]?.count).toBe(sold.length);
  for (const { nth, error } of lost) {
    expect(error).toBeInstanceOf(Refusal);
    expect(error.code).toBe('slotTaken');
    const wanted = Date.parse(last[nth % last.length] as string);
    const offered = (error.details['alternatives'] as { startsAt: string }[]).map((slot) => Math.abs(Date.parse(slot.startsAt) - wanted));
    expect(offered.length).toBe(6);
    expect(offered).toEqual(offered.toSorted((a, b) => a - b)); // the nearest first
  }
  const final = lost.at(-1) as { nth: number; error: Refusal };
  const loser = clients[final.nth] as Client;
  const { days } = await loser.owner.call('findSlots', { vehicleId: loser.vehicleId, ...at, fromOn: '2026-11-25', days: 10 });
  const free = new Set(days.flatMap((day: { slots: { startsAt: string }[] }) => day.slots.map((slot) => slot.startsAt)));
  const told = (final.error.details['alternatives'] as { startsAt: string }[]).map((slot) => slot.startsAt);
  expect(told.every((startsAt) => free.has(startsAt))).toBe(true);
}, 240_000);

test('the losers take what they were told, together, and again nobody is sold what another has', async () => {
  const { days } = await (clients[1] as Client).owner.call('findSlots', { vehicleId: (clients[1] as Client).vehicleId, ...at, fromOn: '2026-11-27', days: 1 });
  const [first] = days[0].slots as { startsAt: string }[];
  const outcomes = await Promise.allSettled(clients.slice(100, 160).map(({ owner, vehicleId }) => owner.call('bookAppointment', { vehicleId, ...at, startsAt: first?.startsAt })));
  const codes = outcomes.map((one) => (one.status === 'fulfilled' ? 'booked' : (one.reason as Refusal).code));
  expect(codes.filter((code) => code === 'booked')).toHaveLength(1); // one bay
  expect(new Set(codes)).toEqual(new Set(['booked', 'slotTaken']));
}, 240_000);
