// How right the battery library was over a fleet of trials: told or not, which class, which cell, how many days after the onset
// and before the hard limit, how often healthy cars were told something, how far the state of health was off.
import { budgets, conformalLimit, type Evidence, type Tier } from '@careloop/battery';
import type { PlantedKind } from './faults.ts';
import { dayOf, plantedKinds, type Trial } from './trial.ts';

export const raised = (car: Trial): Evidence[] => car.told.filter((one) => one.state !== 'cleared');

/** The striking power of a car's evidence; 0 when nothing was told. */
export const scoreOf = (car: Trial): number => Math.max(0, ...raised(car).map((one) => one.score));

/** The class a car is taken for: danger before everything, then the most striking evidence since the onset, or none. */
export const guess = (car: Trial): Evidence | undefined =>
  raised(car).filter((one) => dayOf(one) >= (car.planted?.onsetDay ?? 0)).sort((a, b) => Number(b.kind === 'runaway') - Number(a.kind === 'runaway') || b.score - a.score)[0];

export const rightPlace = (car: Trial, one: Evidence): boolean => {
  const place = car.planted!.place + 1;
  return one.cells !== undefined ? one.cells.includes(place) : one.probes === undefined || one.probes.includes(place);
};

export const middle = (list: readonly number[]): number => (list.length === 0 ? Number.NaN : list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!);
const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;

/** Chance that a faulty car is more striking than a healthy one; ties count half. */
function auroc(healthy: readonly Trial[], faulty: readonly Trial[]): number {
  const against = healthy.map(scoreOf);
  return mean(faulty.map((car) => mean(against.map((score) => (scoreOf(car) > score ? 1 : scoreOf(car) === score ? 0.5 : 0)))));
}

export interface ClassScore {
  kind: PlantedKind;
  cars: number;
  toldAnything: number;
  toldClass: number;
  wronglyClass: number;
  f1: number;
  placed: number;
  located: number;
  delayDays: number;
  /** Share told within 30 and within 60 days of the onset. */
  within30: number;
  within60: number;
  leadDays: number;
}

function classScore(kind: PlantedKind, cars: readonly Trial[]): ClassScore {
  const mine = cars.filter((car) => car.planted?.kind === kind);
  const toldClass = mine.filter((car) => guess(car)?.kind === kind).length;
  const wronglyClass = cars.filter((car) => car.planted?.kind !== kind && guess(car)?.kind === kind).length;
  const firsts = mine.flatMap((car) => raised(car).filter((one) => one.kind === kind && dayOf(one) >= car.planted!.onsetDay).slice(0, 1).map((one) => ({ car, one, delay: dayOf(one) - car.planted!.onsetDay })));
  const located = firsts.filter(({ one }) => one.cells !== undefined || one.probes !== undefined);
  const missedLimit = mine.filter((car) => car.limitDay !== undefined && !firsts.some((first) => first.car === car));
  return {
    kind, cars: mine.length, toldAnything: mine.filter((car) => guess(car) !== undefined).length, toldClass, wronglyClass, f1: toldClass === 0 ? 0 : (2 * toldClass) / (toldClass + wronglyClass + mine.length),
    located: located.length, placed: located.filter(({ car, one }) => rightPlace(car, one)).length, delayDays: middle(firsts.map((one) => one.delay)),
    within30: firsts.filter((one) => one.delay <= 30).length / mine.length, within60: firsts.filter((one) => one.delay <= 60).length / mine.length,
    // A car that was told nothing had no lead at all.
    leadDays: middle([...firsts.flatMap(({ car, one }) => (car.limitDay === undefined ? [] : [car.limitDay - dayOf(one)])), ...missedLimit.map(() => 0)]),
  };
}

export interface FleetScore {
  classes: ClassScore[];
  healthyCars: number;
  faultyCars: number;
  auroc: number;
  /** Recall where half a percent of healthy cars (at least one in a sample this small) are more striking than the limit. */
  recall: number;
  limit: number;
  /** Of the faulty cars those told anything at all. */
  recallTold: number;
  /** Of cars told anything, those that are faulty and were told after the onset. */
  precision: number;
  macroF1: number;
  rightCellShare: number;
  /** False evidence of healthy cars per 1,000 vehicle-months by tier, and how many there were. */
  falsePer1000Months: Record<Tier, number>;
  falseTold: Record<Tier, number>;
  falseKinds: string[];
  healthErrorPct: number;
  healthBiasPct: number;
  healthCars: number;
  coverage: number;
}

export function fleetScore(cars: readonly Trial[]): FleetScore {
  const healthy = cars.filter((car) => car.planted === undefined);
  const faulty = cars.filter((car) => car.planted !== undefined);
  const classes = plantedKinds.map((kind) => classScore(kind, cars)).filter((one) => one.cars > 0);
  const scores = healthy.map(scoreOf);
  const conformal = conformalLimit(scores, 0.005);
  const limit = Number.isFinite(conformal) ? conformal : Math.max(0, ...scores);
  const detected = faulty.filter((car) => guess(car) !== undefined);
  const flagged = healthy.filter((car) => raised(car).length > 0);
  const months = healthy.reduce((sum, car) => sum + car.days / 30.44, 0);
  const wrong = flagged.flatMap(raised);
  const falseTold = Object.fromEntries((Object.keys(budgets) as Tier[]).map((tier) => [tier, wrong.filter((one) => one.tier === tier).length])) as Record<Tier, number>;
  const health = cars.flatMap((car) => (car.health === undefined ? [] : [car.health]));
  const cells = classes.reduce((sum, one) => sum + one.located, 0);
  return {
    classes, healthyCars: healthy.length, faultyCars: faulty.length, auroc: auroc(healthy, faulty), limit, recall: faulty.filter((car) => scoreOf(car) > limit).length / faulty.length,
    recallTold: detected.length / faulty.length, precision: detected.length / Math.max(1, detected.length + flagged.length), macroF1: mean(classes.map((one) => one.f1)),
    rightCellShare: classes.reduce((sum, one) => sum + one.placed, 0) / Math.max(1, cells), falseTold,
    falsePer1000Months: Object.fromEntries(Object.entries(falseTold).map(([tier, n]) => [tier, (1000 * n) / Math.max(1, months)])) as Record<Tier, number>,
    falseKinds: wrong.map((one) => `${one.kind} ${one.tier} ${one.score.toFixed(1)}`), healthCars: health.length, healthErrorPct: mean(health.map((one) => Math.abs(one.toldPct - one.truePct))),
    healthBiasPct: mean(health.map((one) => one.toldPct - one.truePct)), coverage: mean(health.map((one) => Number(one.lowPct <= one.truePct && one.truePct <= one.highPct))),
  };
}
