// Poisson demand whose rate wanders: a gamma law of the rate, fed by the months, each month counting less as it ages
// (the steady model of Harvey & Fernandes 1989; Snyder, Ord & Beaumont 2012 for parts). The gamma law before the first
// month is learnt from all parts together, so a part with three months borrows and a part with three years hardly does.
// Lumpiness (variance over mean beyond Poisson) is learnt the same way, which makes the law negative binomial.
import { type History, recorded, sumOf } from './history.ts';
import { type Law, logNegativeBinomial, negativeBinomial } from './law.ts';

/** Rate in units per month: gamma of `units` over `months`; `lump` is variance over mean of one month at a known rate. */
export type Prior = { units: number; months: number; lump: number };
/** What is known of one part: `units` over `months` of evidence after ageing, and its lumpiness. */
export type Belief = { units: number; months: number; lump: number };

/** Borrowed when there is nothing to learn from: a unit a year. */
export const plainPrior: Prior = { units: 0.25, months: 3, lump: 1.5 };

/** Months of evidence with which the lumpiness of all parts enters that of one. */
const lumpMonths = 8;

/** Of every month of a recorded history, squared distance from the year around it over the mean: what lumpiness is made of. */
export function lumpsOf(list: Float64Array): Float64Array {
  const lumps = new Float64Array(list.length);
  let sum = sumOf(list.subarray(0, Math.min(6, list.length)));
  for (let t = 0; t < list.length; t++) {
    if (t + 6 < list.length) sum += list[t + 6]!;
    if (t - 7 >= 0) sum -= list[t - 7]!;
    const near = sum / (Math.min(list.length, t + 7) - Math.max(0, t - 6));
    lumps[t] = (list[t]! - near) ** 2 / Math.max(near, 0.02);
  }
  return lumps;
}

/** What the first `end` months of a recorded history say; a month keeps the share `keep` of its weight per month of age. */
export function believeUntil(list: Float64Array, end: number, keep: number, prior: Prior, lumps = lumpsOf(list.subarray(0, end))): Belief {
  let [units, months, squares, weights] = [0, 0, 0, 0];
  for (let t = 0; t < end; t++) {
    units = keep * units + list[t]!;
    months = keep * months + 1;
    squares = 0.98 * squares + lumps[t]!;
    weights = 0.98 * weights + 1;
  }
  return { units: units + prior.units, months: months + prior.months, lump: Math.max(1, (lumpMonths * prior.lump + squares) / (lumpMonths + weights)) };
}

/** What a history says of one part. */
export function believe(history: History, keep: number, prior: Prior = plainPrior): Belief {
  const list = recorded(history);
  return believeUntil(list, list.length, keep, prior);
}

/** Mean and variance of the sum of `months` months. */
export function beliefMoments(belief: Belief, months: number): { mean: number; variance: number } {
  const mean = (belief.units / belief.months) * months;
  return { mean, variance: mean * belief.lump + (mean * mean) / belief.units };
}

export function lawOfBelief(belief: Belief, months = 1): Law {
  const { mean, variance } = beliefMoments(belief, months);
  return negativeBinomial(mean, variance);
}

/** ln probability of what came in `months` months. */
export function scoreOfBelief(belief: Belief, months: number, units: number): number {
  const { mean, variance } = beliefMoments(belief, months);
  return logNegativeBinomial(Math.round(units), mean, variance > mean * (1 + 1e-9) ? (mean * mean) / (variance - mean) : Number.POSITIVE_INFINITY);
}

/** The gamma law of rates over all parts, by moments of their means, and the lumpiness of a typical part. */
export function learnPrior(histories: readonly History[]): Prior {
  let [count, mean, squares, noise, lumps, lumpWeight] = [0, 0, 0, 0, 0, 0];
  for (const history of histories) {
    const list = recorded(history);
    if (list.length < 3) continue;
    const own = sumOf(list) / list.length;
    count++;
    mean += own;
    squares += own * own;
    noise += own / list.length;
    if (own > 0) {
      lumps += Math.min(20, sumOf(lumpsOf(list)) / list.length);
      lumpWeight++;
    }
  }
  if (count < 5 || mean === 0) return plainPrior;
  mean /= count;
  const lump = Math.max(1.05, lumps / lumpWeight);
  const spread = Math.max(squares / count - mean * mean - (lump * noise) / count, 0.05 * mean * mean);
  const shape = Math.max(0.15, Math.min(3, (mean * mean) / spread));
  return { units: shape, months: shape / mean, lump };
}
