// Demand from its cause: the cars on the road and the failure curve of a part give the failures of the months to come,
// before the first box was ever sold. And demand of a part without history from parts like it, per car on the road.
import type { History } from './history.ts';
import { recorded, sumOf } from './history.ts';
import { type Weibull, type WeibullFit, failsWithin } from './failure-curve.ts';
import { type Law, negativeBinomial } from './law.ts';

/** Cars of one age: how many, how old now in months, how many of the part each carries. */
export type Cohort = { cars: number; ageMonths: number; perCar?: number };
export type ParcMonth = { mean: number; law: Law };

/**
 * Expected failures in each of the next `months` months and their law. Cars join as `arriving[m]` says (age 0 in month m),
 * and the share `leavingPerMonth` leaves the road. A replaced part begins a new life: replacements fail by the same curve,
 * from age 0. The law is negative binomial: Poisson chance and what the fit does not know of the curve.
 */
export function parcDemand(cohorts: readonly Cohort[], curve: Weibull | WeibullFit, months: number, { arriving = [], leavingPerMonth = 0 }: { arriving?: readonly number[]; leavingPerMonth?: number } = {}): ParcMonth[] {
  const low = withShift(curve, -1);
  const high = withShift(curve, 1);
  const [middle, less, more] = [curve, low, high].map((one) => failuresByMonth(cohorts, one, months, arriving, leavingPerMonth)) as [number[], number[], number[]];
  return middle.map((mean, m) => {
    const doubt = (more[m]! - less[m]!) / 2;
    return { mean, law: negativeBinomial(mean, mean + doubt * doubt) };
  });
}

/** The curve with its scale moved by so many standard errors; as it is when nothing is known of its error. */
const withShift = (curve: Weibull | WeibullFit, by: number): Weibull => ({ shape: curve.shape, scale: 'errors' in curve ? curve.scale * Math.exp(-by * curve.errors.logScale) : curve.scale });

function failuresByMonth(cohorts: readonly Cohort[], curve: Weibull, months: number, arriving: readonly number[], leaving: number): number[] {
  type Living = { parts: number; age: number };
  const living: Living[] = cohorts.map(({ cars, ageMonths, perCar = 1 }) => ({ parts: cars * perCar, age: ageMonths }));
  return Array.from({ length: months }, (_, m) => {
    if ((arriving[m] ?? 0) > 0) living.push({ parts: arriving[m]!, age: 0 });
    let failures = 0;
    for (const group of living) {
      const failing = group.parts * failsWithin(curve, group.age, 1);
      failures += failing;
      group.parts = (group.parts - failing) * (1 - leaving);
      group.age++;
    }
    if (failures > 0) living.push({ parts: failures * (1 - leaving), age: 0.5 });
    return failures;
  });
}

/** A part that is like the new one: its demand, and the cars that carried it meanwhile (one number, or one a month). */
export type Sister = { history: History; cars: number | ArrayLike<number>; likeness?: number };

/**
 * Law of the sum of `months` months for a part without history on `cars` cars: a gamma law of the rate per car, fitted by
 * moments to the sisters' rates (each counting by its likeness), with what was asked for already (`own`) as evidence.
 * Undefined when no sister has a recorded month.
 */
export function byAnalogy(sisters: readonly Sister[], cars: number, months = 1, own: History = []): { mean: number; law: Law } | undefined {
  const known = sisters.flatMap(({ history, cars: carried, likeness = 1 }) => {
    let carMonths = 0;
    for (let t = 0; t < history.length; t++) if (!Number.isNaN(history[t]!)) carMonths += typeof carried === 'number' ? carried : (carried[t] ?? 0);
    return carMonths > 0 ? [{ units: sumOf(recorded(history)), carMonths, likeness }] : [];
  });
  if (known.length === 0) return undefined;
  const weight = known.reduce((sum, one) => sum + one.likeness, 0);
  const rate = known.reduce((sum, one) => sum + (one.likeness * one.units) / one.carMonths, 0) / weight;
  const spread = known.reduce((sum, one) => sum + one.likeness * ((one.units / one.carMonths - rate) ** 2 - rate / one.carMonths), 0) / weight;
  // never surer than half the mean: sisters are few and likeness is a judgement
  const variance = Math.max(spread, (0.25 + 1 / known.length) * rate * rate);
  if (!(rate > 0)) return { mean: 0, law: negativeBinomial(0, 0) };
  const asked = recorded(own);
  const shape = (rate * rate) / variance + sumOf(asked);
  const exposure = rate / variance + asked.length * cars;
  const mean = (shape / exposure) * cars * months;
  return { mean, law: negativeBinomial(mean, mean + (mean * mean) / shape) };
}
