// Months of one car as frames: two trips a day, charging when low or by habit, parking in between with only short signs of
// life, seasons, rain, gaps of the link. Half of the cars are private, half work for their living (twice the distance, mostly
// fast charging). `live` hands each frame to the listener, and the truth can be asked at any time.
import type { BatteryFrame } from '@careloop/battery';
import type { Random } from '#fleet/random';
import { type Kind, makes } from './curves.ts';
import type { Planted } from './faults.ts';
import { balance, newPack, type PackModel, stepPack } from './pack.ts';
import { newSensors, type Sensors, tell } from './sensors.ts';

/** Frames come every `stepSeconds` while driving and charging fast, up to four minutes apart while charging slowly; while
 *  driving every `listEvery`th frame has the list of cells (the others only extremes), otherwise each has. */
export interface CarPlan { kind: Kind; cells: number; ratedAh: number; soh: number; days: number; startAt: number; stepSeconds: number; listEvery?: number; works?: boolean; /** Lives the warm months of the year. */ warm?: boolean; faults: Planted[] }

export interface CarLife { model: PackModel; sensors: Sensors; odometerKm: number; charges: number; plan: CarPlan }

const dayMs = 86_400_000;
const lowest = ({ soc }: PackModel): number => soc.reduce((least, one) => (one < least ? one : least), 200);
const topOf = ({ soc }: PackModel): number => soc.reduce((most, one) => (one > most ? one : most), -200);

/** Lives the car's days; the same seed gives the same frames. */
export function live(plan: CarPlan, random: Random, hear: (frame: BatteryFrame, life: CarLife) => void): CarLife {
  const model = newPack({ kind: plan.kind, make: random.int(0, makes - 1), cells: plan.cells, ratedAh: plan.ratedAh, soh: plan.soh, probes: 16, balancing: random.chance(0.5), fadePctPerYear: Math.max(0.3, random.bell(1.8, 0.8)) }, random.fork('pack'), plan.faults);
  const life: CarLife = { model, sensors: newSensors(model, random.fork('sensors')), odometerKm: 20_000 + random.int(0, 80_000), charges: 0, plan };
  const anySeason = random.next() * 365;
  const season = plan.warm === true ? 30 + 0.1 * anySeason : anySeason;
  const chance = random.chance(0.5);
  const works = plan.works ?? chance;
  const habit = { kmPerTrip: (works ? 30 : 12) + 20 * random.next(), below: 20 + 30 * random.next(), target: random.pick([85, 90, 95, 100]), fast: works ? 0.4 + 0.5 * random.next() : 0.4 * random.next() };
  let at = plan.startAt;
  for (let day = 0; day < plan.days; day++) {
    const ambientC = 16 + 11 * Math.sin(((day + season) / 365) * 2 * Math.PI) + random.bell(0, 3);
    life.sensors.wetness = random.chance(0.15) ? random.next() : life.sensors.wetness * 0.4;
    const midnight = plan.startAt + day * dayMs;
    at = trip(life, random, at, midnight + (7 + random.next()) * 3_600_000, habit.kmPerTrip, ambientC, hear);
    at = trip(life, random, at, Math.max(at + 3_600_000, midnight + (17 + random.next()) * 3_600_000), habit.kmPerTrip * (random.chance(0.15) ? 3 : 1), ambientC, hear);
    const low = lowest(model);
    if (low < habit.below || random.chance(0.12)) at = charge(life, random, at, habit, ambientC, hear);
  }
  return life;
}

/** Time that passes asleep; the shown charge is corrected toward the truth now and then. */
function sleep(life: CarLife, random: Random, from: number, to: number, ambientC: number): void {
  for (let left = (to - from) / 1000; left > 0; left -= 7200) stepPack(life.model, Math.min(7200, left), 0, ambientC, false);
  const error = life.sensors.shownError;
  life.sensors.shownError = to - from > 4 * 3_600_000 && life.plan.kind === 'ncm' ? 0.6 * error + random.bell(0, 0.8) : error + random.bell(0, 0.3);
  if (random.chance(0.25)) life.sensors.frozenFor = random.int(1, 2);
}

function trip(life: CarLife, random: Random, from: number, to: number, km: number, ambientC: number, hear: (frame: BatteryFrame, life: CarLife) => void): number {
  sleep(life, random, from, to, ambientC);
  const { plan, model } = life;
  let [at, driven, current] = [to, 0, 2.5];
  const speedMean = 25 + 45 * random.next();
  const silentFrom = random.chance(0.3) ? to + random.int(5, 30) * 60_000 : Number.POSITIVE_INFINITY;
  const silentFor = random.int(5, 25) * 60_000;
  const perKmAh = (0.15 / 3.6) * (1000 / plan.cells) * (1 + 0.012 * Math.max(0, 15 - ambientC));
  const idleSteps = 3;
  for (let step = 0; (driven < km || step < idleSteps) && lowest(model) > 4; step++) {
    const speed = step < idleSteps ? 0 : Math.max(0, speedMean + random.bell(0, 18));
    const previous = current;
    current = step < idleSteps ? 2 + random.next() : speed * perKmAh * (0.6 + 0.8 * random.next()) + (random.chance(0.2) ? -0.3 * plan.ratedAh * random.next() : 0);
    stepPack(model, plan.stepSeconds, current, ambientC, true);
    at += plan.stepSeconds * 1000;
    driven += (speed * plan.stepSeconds) / 3600;
    life.odometerKm += (speed * plan.stepSeconds) / 3600;
    life.sensors.shownError += random.bell(0, 0.02);
    if (at > silentFrom && at < silentFrom + silentFor) continue;
    const frame = tell(model, life.sensors, { at, currentA: current, previousA: previous, speedKmh: Math.round(speed), odometerKm: life.odometerKm, charging: 3, ambientC, parked: step < idleSteps, withoutList: step >= idleSteps && step % (plan.listEvery ?? 1) !== 0 });
    if (frame !== undefined) hear(frame, life);
  }
  return at;
}

function charge(life: CarLife, random: Random, from: number, habit: { target: number; fast: number }, ambientC: number, hear: (frame: BatteryFrame, life: CarLife) => void): number {
  const { plan, model } = life;
  let at = from + 1_200_000 + random.int(0, 3_600_000);
  sleep(life, random, from, at, ambientC);
  const fast = random.next() < habit.fast;
  const target = plan.kind === 'lfp' && random.chance(0.4) ? 100 : habit.target;
  const rate = (fast ? 0.5 + 0.4 * random.next() : 0.12 + 0.06 * random.next()) * plan.ratedAh;
  const stepSeconds = fast ? plan.stepSeconds : Math.max(plan.stepSeconds, Math.min(240, plan.stepSeconds * 4));
  let current = 2;
  for (let step = 0; ; step++) {
    const highest = topOf(model);
    const full = highest >= 99.8 || model.meanSoc >= target;
    const previous = current;
    current = step < 2 ? 2 : full ? 0.5 : -Math.min(rate, highest > 90 ? rate * Math.max(0.08, (100.5 - highest) / 10) : rate);
    // The charger came on, and went off, somewhere between two frames.
    stepPack(model, stepSeconds, step === 2 || full ? previous + (current - previous) * random.next() : current, ambientC, true);
    if (highest > 92) balance(model, stepSeconds);
    at += stepSeconds * 1000;
    const frame = tell(model, life.sensors, { at, currentA: current, previousA: previous, speedKmh: 0, odometerKm: life.odometerKm, charging: step < 2 ? 3 : full ? 4 : 1, ambientC, parked: true, withoutList: false });
    if (frame !== undefined) hear(frame, life);
    if (full) {
      life.charges++;
      if (highest >= 99.5) life.sensors.shownError = 100 - model.meanSoc;
      return at;
    }
  }
}
