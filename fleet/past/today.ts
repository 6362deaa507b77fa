// What is under way now: at each place that a visitor looks at, cars in every state of a day, and appointments of today and
// the next days; and the owners whom a visitor meets first.
import { beijingDay } from '../../server/platform/calendar.ts';
import { byDaylight } from '../day.ts';
import { outletPlans, type OutletPlan } from '../places.ts';
import type { Random } from '../random.ts';
import type { CarPlan, World as Country } from '../world.ts';
import { fits } from './cast.ts';
import { officeHours, openBefore } from './hours.ts';
import type { Until, VisitPlan } from './plan.ts';
import { batteryReason, reasonOf, reasons, signalled, type Reason } from './reasons.ts';

export type Placed = { plan: VisitPlan; outlet: OutletPlan };
type Now = Until | 'bookedToday' | 'bookedTomorrow' | 'bookedLater' | 'reportedLate' | 'reportedRisk' | 'takenLate' | 'heldAway';

/** By place, the more important first. */
const scenes: readonly (readonly [outletId: string, states: readonly Now[]])[] = [
  ['sh-hongqiao', ['inspection', 'arrived', 'checkedIn', 'approved', 'inProgress', 'diagnosed', 'bookedToday', 'reported', 'quoted', 'unpaid', 'bookedTomorrow', 'bookedToday', 'ready', 'handedBack', 'inProgress', 'heldAway', 'bookedLater', 'complained', 'taken']],
  ['sz-bao-an', ['quoted', 'inProgress', 'bookedToday', 'unpaid', 'bookedTomorrow', 'reportedLate', 'diagnosed', 'handedBack', 'complained']],
  ['hz-gongshu', ['inProgress', 'unpaid', 'bookedToday', 'quoted', 'bookedTomorrow', 'taken']],
  ['sh-pudong', ['inProgress', 'bookedToday', 'quoted', 'unpaid', 'checkedIn', 'inspection', 'bookedTomorrow', 'handedBack']],
  ['cd-chenghua', ['quoted', 'bookedToday', 'inProgress', 'unpaid', 'arrived', 'bookedTomorrow']], ['sz-futian', ['inProgress', 'bookedToday', 'unpaid', 'bookedTomorrow']],
  ['cq-yubei', ['unpaid', 'bookedToday', 'takenLate']], ['cd-wuhou', ['held', 'bookedTomorrow']], ['xa-weiyang', ['inProgress', 'reportedRisk']],
];
const walksIn: readonly Now[] = ['checkedIn', 'approved', 'inspection'];
/** Working minutes since check-in in which a car gets that far. */
const minutesIn: Partial<Record<Now, number>> = { arrived: 5, checkedIn: 8, diagnosed: 25, quoted: 40, approved: 60, held: 90, heldAway: 150, inProgress: 80, inspection: 110, unpaid: 130, ready: 150, handedBack: 180 };
const stageOf = (now: Now): Until => (now.startsWith('booked') ? 'booked' : now.startsWith('reported') ? 'reported' : now === 'takenLate' ? 'taken' : now === 'heldAway' ? 'held' : (now as Until));

function reasonFor(random: Random, outlet: OutletPlan, state: Now): Reason {
  const named = (names: readonly string[]): Reason => reasonOf(random.pick(names));
  if (state === 'held' || state === 'heldAway') return batteryReason;
  if (state === 'inspection') return named(['brakes', 'noise']);
  if (state === 'unpaid' || state === 'ready') return named(['maintenance', 'tyre']); // nobody else pays for these
  if (state.startsWith('reported')) return named(['charging', 'noise', 'screen']);
  if (outlet.hvBays === 0) return named(['maintenance', 'tyre', 'screen']);
  return random.pick(reasons.filter((one) => fits(outlet, one) && !['insulation', 'battery'].includes(one.name)));
}

/** When it began and what it waits for, so that it stands in `state` now. */
export function planned(of: { car: CarPlan; reason: Reason; state: Now; walkIn: boolean; entry?: VisitPlan['entry'] }, now: Date, random: Random): VisitPlan {
  const { car, reason, state } = of;
  const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
  const common = { ...(state === 'heldAway' ? { goesHome: true } : {}), car, reason, entry: of.entry ?? (random.chance(0.65) ? 'owner' as const : 'phone' as const), ending: 'visit' as const, until: stageOf(state), score: null, present: { promisedAt: byDaylight(new Date(Math.ceil(hours(1 + random.next() * 7).getTime() / 1_800_000) * 1_800_000)) } };
  if (state === 'reported') return { ...common, entry: of.entry ?? 'owner', at: hours(-random.int(4, 50) / 60) };
  if (state === 'reportedLate' || state === 'reportedRisk') return { ...common, entry: 'owner', at: openBefore(now, state === 'reportedLate' ? 200 : 105, officeHours) };
  if (state === 'taken' || state === 'takenLate') return { ...common, at: state === 'taken' ? openBefore(now, random.int(60, 200)) : hours(-60) };
  const beijingMidnight = Date.parse(`${beijingDay(now)}T00:00:00+08:00`);
  if (stageOf(state) === 'booked') {
    const days = state === 'bookedToday' ? 0 : state === 'bookedTomorrow' ? 1 : random.int(2, 3);
    const from = days === 0 ? hours(random.int(1, 4)) : new Date(beijingMidnight + days * 86_400_000 + random.int(8, 15) * 3_600_000);
    return { ...common, at: hours(-random.int(20, 60) / 10), slot: { from } };
  }
  if (state === 'complained') return { ...common, at: hours(-random.pick([44, 54, 62])), score: random.int(1, 2), walkIn: true };
  const lately = state === 'held' ? hours(-76) : now; // what waits for a part stands for days: one step before a loaner car is due
  const checkIn = openBefore(lately, (minutesIn[state] ?? 60) + random.int(5, 35));
  return of.walkIn ? { ...common, at: new Date(checkIn.getTime() - 45 * 60_000), walkIn: true } : { ...common, at: new Date(checkIn.getTime() - random.int(22, 30) * 3_600_000), slot: { before: checkIn } };
}

/** Cars of a brand in the order in which they are chosen: those of a city first. */
const carsOf = (country: Country, brandId: string, city: string): CarPlan[] => country.cars.filter((car) => car.brandId === brandId).toSorted((a, b) => Number(b.city.name === city) - Number(a.city.name === city));

/** The day at the places that a visitor looks at. Uses cars that are not `taken`, and takes them. */
export function today(country: Country, now: Date, random: Random, taken: Set<string>, picture: Uint8Array): Placed[] {
  const most = Math.max(9, Math.round(country.cars.length * 0.15));
  const placed: Placed[] = [];
  for (const [outletId, states] of scenes) {
    const outlet = outletPlans.find((one) => one.id === outletId) as OutletPlan;
    for (const [index, state] of states.entries()) {
      if (placed.length >= most) return placed;
      const brandId = outlet.brandIds[index % outlet.brandIds.length] as string;
      const car = carsOf(country, brandId, outlet.city).find((one) => !taken.has(one.vin) && Date.parse(one.deliveredOn) < now.getTime() - 30 * 86_400_000);
      if (car === undefined) continue;
      taken.add(car.vin);
      const plan = planned({ car, reason: reasonFor(random, outlet, state), state, walkIn: walksIn.includes(state) || (state !== 'arrived' && random.chance(0.25)) }, now, random);
      placed.push({ outlet, plan: index % 3 === 0 ? { ...plan, picture } : plan });
    }
  }
  return placed;
}

type Story = { brand: number; nth: number; state: Now; reason: Reason; entry?: VisitPlan['entry']; several?: true; zh: string; en: string };
const stories: readonly Story[] = [
  { brand: 0, nth: 3, state: 'reported', reason: signalled[0] as Reason, entry: 'twelveVoltDying', zh: '车自己报了 12V 电压过低：预警刚变成工单', en: 'The car itself reported a dying 12 V battery: the alert has just become a case' },
  { brand: 1, nth: 0, state: 'quoted', reason: reasonOf('charging'), zh: '车在店里，报价等待逐项答复', en: 'The car is in the shop; an estimate waits for an answer, line by line' },
  { brand: 0, nth: 0, several: true, state: 'unpaid', reason: reasonOf('maintenance'), zh: '名下有两个品牌的车；一台保养完成，等待付款取车', en: 'Owns cars of two brands; one has been serviced: pay and pick up' },
  { brand: 0, nth: 1, state: 'held', reason: batteryReason, zh: '车在修，等待模组到货，交车时间已重新承诺', en: 'Under repair, waiting for a module; a new time has been promised' },
  { brand: 2, nth: 0, state: 'handedBack', reason: reasonOf('noise'), zh: '车已取回，等您说是否解决', en: 'The car is back; say whether it is solved' },
  { brand: 2, nth: 1, state: 'end', reason: reasonOf('maintenance'), zh: '服务已结束，请打分', en: 'The service has ended; rate it' },
];

/** An owner of one car sees the story at once. */
const hasOneCar = (country: Country, car: CarPlan): boolean => country.cars.filter((one) => one.ownerKey === car.ownerKey).length === 1;
const isSettled = (country: Country, car: CarPlan): boolean => Date.parse(car.deliveredOn) < Date.parse(country.today) - 60 * 86_400_000;

function carOf(country: Country, story: Story): CarPlan | undefined {
  if (story.several === true) {
    const others = [country.cars[1], country.cars[7]];
    const several = country.owners.filter((one) => one.brandIds.length > 1 && one.kind !== 'company' && others.every((other) => other?.ownerKey !== one.key));
    const car = country.cars.find((one) => several.some((owner) => owner.key === one.ownerKey) && isSettled(country, one));
    if (car !== undefined) return car;
  }
  return carsOf(country, country.brands[story.brand]?.id ?? '', country.cities[0]?.name ?? '').filter((car) => isSettled(country, car) && hasOneCar(country, car) && car !== country.cars[7] && car !== country.cars[1])[story.nth];
}

/** Owners whom a visitor meets first: a car and what is true of it. */
export function storiesOf(country: Country): { vin: string; story: string; storyEn: string }[] {
  const [hot, calm] = [country.cars[7], country.cars[1]];
  return [
    ...(hot === undefined ? [] : [{ vin: hot.vin, story: '电池过热：车上的信号变成预警，预警变成工单', storyEn: 'An overheating pack: its signals become an alert, the alert a case' }]),
    ...stories.flatMap((story) => carOf(country, story) ?? []).map((car, index) => ({ vin: car.vin, story: stories[index]?.zh ?? '', storyEn: stories[index]?.en ?? '' })),
    ...(calm === undefined ? [] : [{ vin: calm.vin, story: '家用车主，日常用车', storyEn: 'A household owner on an ordinary day' }]),
  ];
}

/** The services that make the stories true. Takes their cars. */
export function storyPlans(country: Country, now: Date, random: Random, taken: Set<string>, picture: Uint8Array, outletOf: (car: CarPlan, reason: Reason) => OutletPlan): Placed[] {
  for (const { vin } of storiesOf(country)) taken.add(vin);
  return stories.flatMap((story) => {
    const car = carOf(country, story);
    if (car === undefined) return [];
    const plan = story.state === 'end'
      ? { car, reason: story.reason, at: new Date(now.getTime() - 6 * 86_400_000), entry: 'owner' as const, ending: 'visit' as const, until: 'end' as const, score: null, present: { promisedAt: now } }
      : planned({ car, reason: story.reason, state: story.state, walkIn: true, entry: story.entry ?? 'owner' }, now, random);
    return [{ outlet: outletOf(car, story.reason), plan: { ...(story.entry === undefined ? plan : { ...plan, at: new Date(now.getTime() - 9 * 60_000) }), picture } }];
  });
}
