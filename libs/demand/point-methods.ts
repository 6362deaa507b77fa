// The known methods that give one number: demand per month from now on, flat. They are here as peers and as ingredients
// (a law is put around them in law-around.ts). Months that nobody recorded are skipped. No method fails on any history:
// nothing recorded and nothing asked for both forecast 0.
// Croston 1972; Syntetos & Boylan 2005 (SBA); Teunter, Syntetos & Babai 2011 (TSB); Nikolopoulos et al. 2011 (ADIDA);
// Petropoulos & Kourentzes 2015 (IMAPA); Gardner & McKenzie 1985 (damped trend).
import { type History, meanOf, recorded } from './history.ts';
import { minimise } from './minimise.ts';

/** Forecast of units per month after the end of a history. */
export type PointMethod = (history: History) => number;

/** The level after smoothing a list, begun at its first value. */
function smoothed(list: ArrayLike<number>, alpha: number): number {
  let level = list[0] ?? 0;
  for (let i = 1; i < list.length; i++) level += alpha * (list[i]! - level);
  return level;
}

/** Sizes of the months that had demand, and months from one to the next (the first counted from the beginning). */
function sizesAndGaps(list: Float64Array): { sizes: number[]; gaps: number[] } {
  const sizes: number[] = [];
  const gaps: number[] = [];
  let last = -1;
  for (let t = 0; t < list.length; t++) {
    if (list[t] === 0) continue;
    sizes.push(list[t]!);
    gaps.push(t - last);
    last = t;
  }
  return { sizes, gaps };
}

export const historicalMean: PointMethod = (history) => meanOf(recorded(history));

/** Simple exponential smoothing. */
export const ses = (history: History, alpha = 0.1): number => smoothed(recorded(history), alpha);

export function croston(history: History, alpha = 0.1): number {
  const { sizes, gaps } = sizesAndGaps(recorded(history));
  return sizes.length === 0 ? 0 : smoothed(sizes, alpha) / smoothed(gaps, alpha);
}

export const sba = (history: History, alpha = 0.1): number => (1 - alpha / 2) * croston(history, alpha);

export function tsb(history: History, alphaSize = 0.1, alphaChance = 0.1): number {
  const list = recorded(history);
  const { sizes } = sizesAndGaps(list);
  return sizes.length === 0 ? 0 : smoothed(list.map((units) => (units > 0 ? 1 : 0)), alphaChance) * smoothed(sizes, alphaSize);
}

/** Squared one-step errors of smoothing with `alpha`, and the level in the end. */
function sesErrors(list: ArrayLike<number>, alpha: number): { squares: number; level: number } {
  let [level, squares] = [list[0] ?? 0, 0];
  for (let i = 1; i < list.length; i++) {
    const miss = list[i]! - level;
    squares += miss * miss;
    level += alpha * miss;
  }
  return { squares, level };
}

/** Smoothing whose constant (0.1 to 0.3) makes its own one-step errors smallest. */
const sesFitted = (list: ArrayLike<number>): number => sesErrors(list, minimise((alpha) => sesErrors(list, alpha).squares, 0.1, 0.3)).level;

/** Per-month forecast by smoothing sums over blocks of `months`, the blocks counted back from the end. */
function byBlocks(list: Float64Array, months: number): number {
  const blocks = new Float64Array(Math.floor(list.length / months));
  const first = list.length - blocks.length * months;
  for (let i = 0; i < blocks.length * months; i++) blocks[Math.floor(i / months)]! += list[first + i]!;
  return sesFitted(blocks) / months;
}

/** Round half to even, as the peers do. */
const roundEven = (x: number): number => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));
const meanGap = (list: Float64Array): number => Math.max(1, roundEven(meanOf(sizesAndGaps(list).gaps)));

/** Aggregate by the mean gap between demands, smooth, divide again. */
export const adida: PointMethod = (history) => {
  const list = recorded(history);
  return list.some((units) => units > 0) ? byBlocks(list, meanGap(list)) : 0;
};

/** The mean of aggregating by every number of months up to the mean gap. */
export const imapa: PointMethod = (history) => {
  const list = recorded(history);
  if (!list.some((units) => units > 0)) return 0;
  const widest = meanGap(list);
  let sum = 0;
  for (let months = 1; months <= widest; months++) sum += byBlocks(list, months);
  return sum / widest;
};

/** Level and damped trend; answers the mean of the next `months` months, never below 0. */
export function dampedTrend(history: History, months = 1, alpha = 0.1, beta = 0.05, damping = 0.9): number {
  const list = recorded(history);
  let [level, trend] = [list[0] ?? 0, 0];
  for (let i = 1; i < list.length; i++) {
    const before = level;
    level = alpha * list[i]! + (1 - alpha) * (level + damping * trend);
    trend = beta * (level - before) + (1 - beta) * damping * trend;
  }
  let [sum, step, reach] = [0, 1, 0];
  for (let m = 0; m < months; m++) {
    step *= damping;
    reach += step;
    sum += Math.max(0, level + reach * trend);
  }
  return sum / Math.max(1, months);
}

/** The methods by the names they have in the tables. */
export const pointMethods: Record<string, PointMethod> = {
  'historical mean': historicalMean,
  SES: (history) => ses(history),
  damped: (history) => dampedTrend(history, 6),
  Croston: (history) => croston(history),
  SBA: (history) => sba(history),
  TSB: (history) => tsb(history),
  ADIDA: adida,
  IMAPA: imapa,
};
