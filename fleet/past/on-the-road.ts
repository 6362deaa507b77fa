// Vehicles of the outlets that come to people, the visits they were asked for, and how far today has come: planned last evening,
// driven up to now.
import { planDays } from '../../server/dispatch/dispatch.ts';
import { addDays, beijingDay } from '../../server/platform/calendar.ts';
import type { Actor } from '../../server/platform/actor.ts';
import type { Random } from '../random.ts';
import type { Replay } from '../replay.ts';
import { roadLines } from '../roads.ts';
import { administrator, ownerActor, staffActor, type Known } from '../settle-world.ts';
import type { CarPlan, StaffPlan, World as Country } from '../world.ts';

const usual = { plateNo: null as string | null, heightCm: 198, lon: null, lat: null, shiftFrom: '08:30', shiftUntil: '18:00', overtimeMin: 60, breakFrom: '11:30', breakUntil: '13:30', breakMin: 40, inUse: true };
/** Each with what it carries: help on the spot needs its tool on board. The charging unit is heavy: one van and the truck have it. */
const kinds = [
  ['van1', 'serviceVan', '上门一号', 198, ['jumpStarter', 'tyreService', 'torqueWrench']], ['van2', 'serviceVan', '上门二号', 198, ['jumpStarter', 'tyreService', 'mobileCharger', 'torqueWrench']],
  ['driver1', 'driver', '取送专员', 0, []], ['truck1', 'flatbed', '平板救援车', 320, ['jumpStarter', 'mobileCharger']],
] as const;

async function vehicles(on: Replay, country: Country, known: Known, now: Date): Promise<void> {
  for (const outlet of country.outlets.filter((one) => one.capabilities.includes('mobile'))) {
    const city = country.cities.find((one) => one.name === outlet.city);
    for (const [nth, [who, kind, name, heightCm, tools]] of kinds.entries()) {
      const staffId = known.staffId.get(`${outlet.id}-${who}`) ?? null;
      const van = await on.call(administrator, now, 'addVan', { outletId: outlet.id, kind, name, staffId, ...usual, tools: [...tools], heightCm, plateNo: kind === 'driver' ? null : `${city?.plate ?? '沪A'}D7${nth}${String(outlet.id.length).padStart(2, '0')}8` });
      // they are on the road, not in the workshop
      if (staffId !== null) await on.call(administrator, now, 'planShifts', { outletId: outlet.id, staffId, fromOn: beijingDay(now), toOn: addDays(beijingDay(now), 60), weekdays: [1, 2, 3, 4, 5, 6, 7], kind: 'off' });
      if (kind === 'serviceVan') for (const brandId of outlet.brandIds) await on.call(administrator, now, 'stockVan', { vanId: van.id, brandId, code: 'P-12V', quantity: nth, keep: 1 });
    }
  }
}

type Wanted = { kind: 'homeVisit' | 'pickUp'; operations: string[] };
const wanted: readonly Wanted[] = [
  { kind: 'homeVisit', operations: ['LV-SWAP'] }, { kind: 'homeVisit', operations: ['TYRE-REPAIR'] }, { kind: 'homeVisit', operations: ['SW-UPDATE'] }, { kind: 'pickUp', operations: [] }, { kind: 'homeVisit', operations: ['LV-TEST'] },
  { kind: 'homeVisit', operations: ['LV-SWAP'] }, { kind: 'homeVisit', operations: ['TYRE-REPAIR'] }, { kind: 'pickUp', operations: [] }, { kind: 'homeVisit', operations: ['SW-UPDATE'] }, { kind: 'homeVisit', operations: ['LV-TEST'] },
];

/** Owners of the city ask, over yesterday; each in another window of the day. */
async function asks(on: Replay, country: Country, known: Known, cars: readonly CarPlan[], at: Date, onDay: string, random: Random): Promise<void> {
  for (const [nth, want] of wanted.entries()) {
    const car = cars[nth];
    const owner = country.owners.find((one) => one.key === car?.ownerKey);
    const vehicleId = car === undefined ? undefined : known.vehicleId.get(car.vin);
    if (car === undefined || owner === undefined || vehicleId === undefined) continue;
    const actor = ownerActor(known, owner);
    const place = { lon: Math.round((car.city.lon + random.bell(0, 0.06)) * 1e5) / 1e5, lat: Math.round((car.city.lat + random.bell(0, 0.045)) * 1e5) / 1e5, address: `${random.pick(car.city.streets)} ${random.int(10, 900)} 号 ${random.int(1, 20)} 栋` };
    const { days } = await on.call(actor, at, 'findVisitTimes', { vehicleId, kind: want.kind, operations: want.operations, lon: place.lon, lat: place.lat, fromOn: onDay, days: 1 });
    const windows: { fromAt: string }[] = days[0]?.windows ?? [];
    const window = windows[nth % Math.max(1, windows.length)];
    if (window !== undefined) await on.call(actor, at, 'askVisit', { vehicleId, ...want, place, fromAt: window.fromAt, readiness: { items: ['reachable', 'keyReady'], ...(nth % 3 === 0 ? { gate: '东门登记', heightCm: 210 } : {}) } });
  }
}

type Stop = { jobId: string; kind: string; state: string; plannedFrom: string | null; serviceMin: number; place: { lon: number; lat: number } };
/** The day as it was driven until now: repairs are done in their time, a car that is fetched is still on the way to its owner. */
async function drive(on: Replay, actor: Actor, onDay: string, from: Date, now: Date): Promise<void> {
  const { stops } = (await on.call(actor, from, 'myStops', { on: onDay })) as { stops: Stop[] };
  for (const stop of stops) {
    const starts = Date.parse(stop.plannedFrom ?? '');
    const steps = [['depart', starts - 20 * 60_000], ['arrive', starts], ...(stop.kind === 'homeVisit' ? [['start', starts + 3 * 60_000], ['finish', starts + stop.serviceMin * 60_000]] as const : [])] as const;
    for (const [move, at] of steps) {
      if (!(at <= now.getTime())) return;
      const share = move === 'depart' ? 0.6 : 1;
      await on.call(actor, new Date(at), 'moveStop', { jobId: stop.jobId, clientId: `${stop.jobId}-${move}`, move, at: new Date(at).toISOString(), lon: stop.place.lon - (1 - share) * 0.03, lat: stop.place.lat - (1 - share) * 0.02 });
    }
    if (stop.kind !== 'homeVisit') return;
  }
}

/** Yesterday's asking, last evening's plan, and today until now. Takes cars that nothing else is told of. */
export async function onTheRoad(on: Replay, country: Country, known: Known, now: Date, random: Random, taken: Set<string>): Promise<void> {
  const today = beijingDay(now);
  const eve = (time: string): Date => new Date(`${addDays(today, -1)}T${time}:00+08:00`);
  await on.call(administrator, eve('14:00'), 'saveMapLines', { lines: roadLines() });
  await vehicles(on, country, known, eve('14:10'));
  for (const outlet of country.outlets.filter((one) => one.capabilities.includes('mobile') && one.city !== '丽江')) {
    const cars = country.cars.filter((car) => car.city.name === outlet.city && outlet.brandIds.includes(car.brandId) && !taken.has(car.vin)).slice(-wanted.length);
    for (const car of cars) taken.add(car.vin);
    await asks(on, country, known, cars, eve('15:00'), today, random);
  }
  await on.round(eve('20:10'), planDays);
  for (const plan of country.staff.filter((one) => /-(van\d|driver1)$/.test(one.userName)) as StaffPlan[]) await drive(on, staffActor(known, plan), today, eve('21:00'), now);
}
