// False alarms are a budget. A limit is the score that healthy vehicles exceed only so often: by the number of looks a rule takes
// and a heavy-tailed chance, until a model's own healthy cars have shown how far they go (conformal quantile, or an extreme-value
// fit of the tail where the budget asks for more car-months than there are).
//
// Sources: conformal quantile: Vovk, Gammerman, Shafer, Algorithmic Learning in a Random World (2005), ch. 2; peaks over
// threshold: Pickands (1975), Hosking & Wallis (1987) by probability-weighted moments.

import { type LearntKind, learntKinds, type Reached, type Tails } from './evidence.ts';

/** False evidence allowed per 1,000 vehicle-months, all rules together. */
export const budgets = { stop: 0.02, visit: 0.5, info: 5 } as const;

export interface Limits {
  /** Improvement of fit (χ²) from which a change of one cell is information and a visit. */
  cellInfo: number;
  cellVisit: number;
  /** Standard deviations for connections, cooling and other trends. */
  trendInfo: number;
  trendVisit: number;
  /** How many times those limits the model's own healthy cars reach, by rule. */
  tails: Tails;
}

/** Upper tail of the standard normal, inverse, by Newton on an asymptotic start; enough for limits. */
function normalTail(p: number): number {
  let z = Math.sqrt(Math.max(0.5, -2 * Math.log(p) - Math.log(2 * Math.PI) - Math.log(Math.max(1, -2 * Math.log(p)))));
  for (let i = 0; i < 8; i++) {
    const density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    const tail = (density / z) * (1 - 1 / z ** 2 + 3 / z ** 4 - 15 / z ** 6 + 105 / z ** 8);
    z += (tail - p) / density;
  }
  return z;
}

/**
 * Limits without a fleet: the budget shared by eight rules, a month of some 90 looks at 100 cells and 30 moments, then the
 * standard deviation taken 1.25 times as large, because field noise has heavier tails than the normal.
 */
export function firstLimits(): Limits {
  const looks = 90 * 100 * 30;
  const z = (perThousandMonths: number, tests: number): number => 1.25 * normalTail(perThousandMonths / 1000 / 8 / tests);
  return {
    cellInfo: z(budgets.info, looks) ** 2, cellVisit: z(budgets.visit, looks) ** 2,
    trendInfo: z(budgets.info, 90 * 100), trendVisit: z(budgets.visit, 90 * 100), tails: {},
  };
}

/** The score that at most a share of healthy vehicles exceeds, with the certainty a finite sample allows; Infinity when the sample is too small for it. */
export function conformalLimit(healthy: readonly number[], share: number): number {
  const rank = Math.ceil((healthy.length + 1) * (1 - share));
  return rank > healthy.length ? Number.POSITIVE_INFINITY : healthy.toSorted((a, b) => a - b)[rank - 1]!;
}

/** Scores from which a tail is fitted, and how many of them must lie beyond its threshold. */
const [leastScores, leastBeyond] = [50, 10];

/**
 * The same for shares below 1/n: a generalised Pareto tail fitted to the highest tenth, at least ten values; where most vehicles
 * scored nothing, to those that scored. Infinity where there are too few.
 */
export function tailLimit(healthy: readonly number[], share: number): number {
  const n = healthy.length;
  const sorted = healthy.toSorted((a, b) => a - b);
  const scored = n - sorted.findLastIndex((score) => score <= 0) - 1;
  const count = Math.min(scored === n ? n : scored - 1, Math.max(leastBeyond, Math.floor(n / 10)));
  if (n < leastScores || count < leastBeyond) return Number.POSITIVE_INFINITY;
  const threshold = sorted[n - count - 1]!;
  const over = sorted.slice(n - count).map((value) => value - threshold);
  const b0 = over.reduce((sum, value) => sum + value, 0) / count;
  const b1 = over.reduce((sum, value, i) => sum + value * ((count - 1 - i) / (count - 1)), 0) / count;
  if (b0 <= 0 || b0 <= 2 * b1) return sorted[n - 1]! * 1.5;
  const shape = Math.max(-0.2, Math.min(0.5, 2 - b0 / (b0 - 2 * b1)));
  const scale = Math.max(1e-9, ((2 * b0 * b1) / (b0 - 2 * b1)));
  const ratio = Math.min(1, (share * n) / count);
  return threshold + (Math.abs(shape) < 1e-6 ? -scale * Math.log(ratio) : (scale / shape) * (ratio ** -shape - 1));
}

export type Method = 'conformal' | 'extremeValue' | 'none';

/** Conformal where the sample is large enough for the share, else the fitted tail, else nothing is known. */
export function healthyLimit(healthy: readonly number[], share: number): { limit: number; method: Method } {
  const conformal = conformalLimit(healthy, share);
  if (conformal < Number.POSITIVE_INFINITY) return { limit: conformal, method: 'conformal' };
  const fitted = tailLimit(healthy, share);
  return fitted < Number.POSITIVE_INFINITY ? { limit: fitted, method: 'extremeValue' } : { limit: 0, method: 'none' };
}

/** Car-months of healthy cars from which their tail is fitted at all, and rules that share a budget. */
export const leastMonths = 300;
const rulesThatShare = 8;
/** A fleet moves a limit up to so many times the limit of chance and never below it: ill cars taken for healthy ones cannot blind a rule. */
export const widest = 2;

/** A limit of a rule as learnt: how many times the limit of chance, by which method, from how many car-months. */
export interface Learnt { info: number; visit: number; infoBy: Method; visitBy: Method; months: number }

/** The limits of a model from how near its healthy cars came, a car-month each. A rule that looked in too few of them is left out. */
export function fitTails(months: readonly Reached[]): Partial<Record<LearntKind, Learnt>> {
  const held = (limit: number): number => Math.round(100 * Math.min(widest, Math.max(1, limit))) / 100;
  const share = (perThousandMonths: number): number => perThousandMonths / 1000 / rulesThatShare;
  const fitted: Partial<Record<LearntKind, Learnt>> = {};
  for (const kind of learntKinds) {
    const told = months.flatMap((month) => (month[kind] === undefined ? [] : [month[kind]]));
    if (told.length < leastMonths) continue;
    const info = healthyLimit(told.map(([any]) => any), share(budgets.info));
    const visit = healthyLimit(told.map(([, severe]) => severe), share(budgets.visit));
    fitted[kind] = { info: held(info.limit), visit: Math.max(held(info.limit), held(visit.limit)), infoBy: info.method, visitBy: visit.method, months: told.length };
  }
  return fitted;
}
