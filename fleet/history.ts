// A year of the country's past up to this minute, as scripts of operations played in the order of time: services of every
// kind in every state, surveys, recovery, improvement, and the rounds of the clock.
import { watchNoShows } from '../server/appointments/appointments.ts';
import { watchClaims } from '../server/claims/claims.ts';
import { watchClocks, watchSilence } from '../server/cases/cases.ts';
import { expireSurveys, sendSurveys } from '../server/feedback/feedback.ts';
import { complains } from '../server/voices/voices.ts';
import { climbOverdueActions, measureActions } from '../server/improvement/improvement.ts';
import { beijingDay } from '../server/platform/calendar.ts';
import { watchGuarantees } from '../server/warranty/warranty.ts';
import { watchPromises } from '../server/workorders/workorders.ts';
import type { Wallet } from './outside/wallet.ts';
import { openCampaigns } from './past/campaigns.ts';
import type { AlipayWallet } from './outside/alipay-wallet.ts';
import { batteries } from './past/batteries.ts';
import { statements } from './past/statements.ts';
import { batteryCars } from './past/battery-cars.ts';
import { officersYear } from './past/claimed.ts';
import { castOf, outletsFor } from './past/cast.ts';
import { deskTalks } from './past/talks.ts';
import { outsideVoices } from './past/voices.ts';
import { answersAround, improve } from './past/improve.ts';
import { putOnCall } from './past/on-call.ts';
import { money } from './past/money.ts';
import { photo } from './past/photo.ts';
import type { Ending, Script, VisitPlan } from './past/plan.ts';
import { reasonOf, reasons, signalled, type Reason } from './past/reasons.ts';
import { rescues, setUpRescue } from './past/rescues.ts';
import { onTheRoad } from './past/on-the-road.ts';
import { equipTools, exercises, resources } from './past/resources.ts';
import { stores } from './past/parts.ts';
import { storyPlans, today, type Placed } from './past/today.ts';
import { visit } from './past/visit.ts';
import type { OutletPlan } from './places.ts';
import { createRandom, type Random } from './random.ts';
import type { Replay } from './replay.ts';
import { staffActor, type Known } from './settle-world.ts';
import type { CarPlan, StaffPlan, World as Country } from './world.ts';

export { storiesOf } from './past/today.ts';

const dayMs = 86_400_000;
/** Services begun in the year, per owner; those of the last days come on top. */
const perOwner = 0.45;

const winterly = (at: Date): boolean => [11, 12, 1, 2].includes(Number(beijingDay(at).slice(5, 7)));
function reasonAt(random: Random, at: Date): Reason {
  const weight = (one: Reason): number => one.share * (winterly(at) ? (one.winter ?? 1) : 1);
  let left = random.next() * reasons.reduce((sum, one) => sum + weight(one), 0);
  return reasons.find((one) => (left -= weight(one)) < 0) ?? (reasons[0] as Reason);
}

/** Every twentieth service ends in each of the rarer ways, however few there are. */
const rareEndings: Partial<Record<number, Ending>> = { 1: 'noShow', 4: 'cancelledByOwner', 9: 'noShow', 12: 'visitCancelled', 14: 'silence' };
function endingOf(random: Random, reason: Reason, index: number): Ending {
  const rare = rareEndings[index % 20];
  if (rare !== undefined) return rare;
  if (reason.byPhone !== undefined && random.chance(0.4)) return 'byPhone';
  return random.chance(0.06) ? 'silence' : 'visit';
}
const scoreOf = (random: Random): number | null => {
  const share = random.next();
  return share < 0.3 ? null : share < 0.33 ? 1 : share < 0.38 ? 2 : share < 0.44 ? 3 : share < 0.68 ? 4 : 5;
};

const opensAt = (day: Date, random: Random): Date => new Date(Date.parse(`${beijingDay(day)}T00:00:00+08:00`) + (7 + random.int(0, 13)) * 3_600_000 + random.int(0, 59) * 60_000);

/** A day of the last year, in winter more often. */
function someDay(random: Random, now: Date): Date {
  for (;;) {
    const day = new Date(now.getTime() - (9 + random.next() * 350) * dayMs);
    if (winterly(day) || random.chance(0.45)) return day;
  }
}

/** Services over the year of cars that are not `taken`; a car comes back after a while at the earliest. */
function pastPlans(country: Country, now: Date, random: Random, taken: ReadonlySet<string>, outletOf: (car: CarPlan, reason: Reason) => OutletPlan): Placed[] {
  const cars = country.cars.filter((car) => !taken.has(car.vin));
  const visits = new Map<string, number[]>();
  const isFree = (car: CarPlan, at: Date): boolean => Date.parse(car.deliveredOn) < at.getTime() - 8 * dayMs && (visits.get(car.vin) ?? []).every((other) => Math.abs(other - at.getTime()) > 25 * dayMs);
  const placed: Placed[] = [];
  const place = (outlet: OutletPlan, plan: VisitPlan): void => {
    visits.set(plan.car.vin, [...(visits.get(plan.car.vin) ?? []), plan.at.getTime()]);
    placed.push({ outlet, plan });
  };
  for (const said of country.cars.length < 200 ? [] : answersAround) {
    const at = opensAt(new Date(now.getTime() - said.daysAgo * dayMs), random);
    const outlet = country.outlets.find((one) => one.id === said.outletId);
    const near = cars.filter((car) => car.brandId === said.brandId && isFree(car, at)).toSorted((a, b) => Number(b.city.name === outlet?.city) - Number(a.city.name === outlet?.city))[0];
    if (outlet !== undefined && near !== undefined) place(outlet, { car: near, at, reason: reasonOf(random.pick(['maintenance', 'brakes', 'noise', 'airConditioning'])), entry: 'owner', ending: 'visit', until: 'end', score: said.score, complaint: said.complaint });
  }
  const count = Math.round(country.owners.length * perOwner);
  for (let index = 0; index < count; index++) {
    const at = opensAt(someDay(random, now), random);
    const car = random.pick(cars.filter((one) => isFree(one, at)));
    const byCar = index % 12 === 5 ? random.pick(signalled) : undefined;
    const refundShare = index % 40 === 3 ? 1 : index % 40 === 15 ? 0.3 : undefined;
    const reason = refundShare === undefined ? (byCar ?? reasonAt(random, at)) : reasonOf('maintenance');
    const ending = refundShare === undefined && byCar === undefined ? endingOf(random, reason, index) : 'visit';
    place(outletOf(car, reason), {
      car, at, reason, entry: byCar?.kind ?? (random.chance(0.6) ? 'owner' : 'phone'), ending, until: 'end', score: index % 40 === 15 ? random.int(1, 2) : scoreOf(random),
      ...(refundShare === undefined ? {} : { refundShare }), ...(ending === 'visitCancelled' ? { slot: { from: new Date(at.getTime() + 22 * 3_600_000) } } : {}), ...(index % 16 === 7 ? { lateMin: random.int(190, 420) } : {}),
    });
  }
  return placed;
}

/** Plays scripts in the order of their moments; what would come after `until` has not happened yet. */
async function playInOrder(scripts: readonly Script[], until: Date): Promise<void> {
  const waiting: { at: Date; script: Script }[] = [];
  const goOn = async (script: Script): Promise<void> => {
    const next = await script.next();
    if (next.done === true || next.value > until) return;
    const index = waiting.findLastIndex((one) => one.at <= next.value);
    waiting.splice(index + 1, 0, { at: next.value, script });
  };
  for (const script of scripts) await goOn(script);
  for (let first = waiting.shift(); first !== undefined; first = waiting.shift()) await goOn(first.script);
}

/** What the clock looked after: surveys and silence before noon, the rest less often. */
async function* rounds(on: Replay, from: Date, now: Date): Script {
  const first = Date.parse(`${beijingDay(from)}T11:00:00+08:00`);
  for (let day = 0; first + day * dayMs < now.getTime(); day++) {
    const at = new Date(first + day * dayMs);
    yield at;
    await on.round(at, (tx) => sendSurveys(tx, complains));
    await on.round(at, watchClaims);
    if (day % 2 === 0) await on.round(at, watchSilence);
    if (day % 7 === 0) for (const round of [expireSurveys, measureActions, climbOverdueActions]) await on.round(at, round);
  }
}

/** The clocks of what is under way: looked at through the last day, and now. */
async function* lastRounds(on: Replay, now: Date): Script {
  for (const hours of [40, 22, 14, 8, 4, 2, 1, 0.3, 0]) {
    const at = new Date(now.getTime() - hours * 3_600_000);
    yield at;
    for (const round of [watchClocks, watchNoShows, watchPromises, watchGuarantees]) await on.round(at, round);
  }
}

/** Plays the past year up to `now`. */
export async function makeHistory(on: Replay, country: Country, known: Known, now: Date, wallet: Wallet, alipay?: AlipayWallet): Promise<void> {
  const random = createRandom(country.seed).fork('history');
  const picture = photo(random);
  const taken = new Set<string>(batteryCars(country).map(({ car }) => car.vin));
  const outletOf = (car: CarPlan, reason: Reason): OutletPlan => {
    const { near, all } = outletsFor(country, car, reason);
    return near.length === 0 || random.chance(0.7) ? (all[0] as OutletPlan) : random.pick(near);
  };
  const nearest = (car: CarPlan, reason: Reason): OutletPlan => outletsFor(country, car, reason).all[0] as OutletPlan;
  const placed = [...storyPlans(country, now, random, taken, picture, nearest), ...today(country, now, random, taken, picture)];
  placed.push(...pastPlans(country, now, random, taken, outletOf));
  const scripts = placed.map(({ plan, outlet }, index) => visit(on, castOf(country, known, wallet, plan.car, outlet), plan, random.fork(`visit ${index}`)));
  const officers = country.brands.map((brand, before) => {
    const plan = country.staff.find((one) => one.userName === `${brand.id}-warrantyofficer`) as StaffPlan;
    return officersYear(on, { before, officer: staffActor(known, plan), supplierId: known.supplierId.get(brand.id) ?? '', picture }, new Date(now.getTime() - 360 * dayMs), now, random.fork(`claims ${brand.id}`));
  });
  await putOnCall(on, country, known, now);
  await openCampaigns(on, country, now);
  await setUpRescue(on, country, new Date(now.getTime() - 366 * dayMs));
  const calibrated = await equipTools(on, country, known, new Date(now.getTime() - 366 * dayMs), now);
  await playInOrder([rounds(on, new Date(now.getTime() - 365 * dayMs), now), ...improve(on, country, known, now), ...outsideVoices(on, country, known, now, random), ...scripts, exercises(on, country, known, now), calibrated, ...officers, lastRounds(on, now)], now);
  await resources(on, country, known, now);
  await rescues(on, country, known, now, taken);
  await onTheRoad(on, country, known, now, createRandom(country.seed).fork('on the road'), taken);
  await stores(on, country, known, now);
  await money(on, country, known, now);
  await batteries(on, country, known, now);
  await statements(on, country, known, now, { wallet, alipay });
  await playInOrder(deskTalks(on, country, known, now, random), now);
}
