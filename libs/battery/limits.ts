// False alarms are a budget. A limit is the score that healthy vehicles exceed only so often: from the tail of a fleet's own
// healthy scores where there is one (conformal quantile, or an extreme-value fit of the tail when the budget asks for more
// than there are vehicles), per model and, where scores depend on them, per bin of charge and temperature; before that, from
// the number of looks a rule takes and a heavy-tailed chance.
//
// Sources: conformal quantile: Vovk, Gammerman, Shafer, Algorithmic Learning in a Random World (2005), ch. 2; peaks over
// threshold: Pickands (1975), Hosking & Wallis (1987) by probability-weighted moments.

import type { Chemistry } from './frame.ts';
import { kinds, type Peaks } from './evidence.ts';
import { freshTails, type Tails } from './tails.ts';

/** False evidence allowed per 1,000 vehicle-months, all rules together. */
export const budgets = { stop: 0.02, visit: 0.5, info: 5 } as const;

export interface Limits {
  /** Improvement of fit (χ²) from which a change of one cell is information and a visit. */
  cellInfo: number;
  cellVisit: number;
  /** Standard deviations for connections, cooling and other trends. */
  trendInfo: number;
  trendVisit: number;
  /** How many times those limits healthy cars of a chemistry reach, by rule. */
  tails: Record<Chemistry, Tails>;
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
    trendInfo: z(budgets.info, 90 * 100), trendVisit: z(budgets.visit, 90 * 100), tails: freshTails,
  };
}

/** The score that at most a share of healthy vehicles exceeds, with the certainty a finite sample allows; Infinity when the sample is too small for it. */
export function conformalLimit(healthy: readonly number[], share: number): number {
  const rank = Math.ceil((healthy.length + 1) * (1 - share));
  return rank > healthy.length ? Number.POSITIVE_INFINITY : healthy.toSorted((a, b) => a - b)[rank - 1]!;
}

/** The same for shares below 1/n: a generalised Pareto tail fitted to the highest tenth (at least 10 values); Infinity below 50 values. */
export function tailLimit(healthy: readonly number[], share: number): number {
  const n = healthy.length;
  if (n < 50) return Number.POSITIVE_INFINITY;
  const sorted = healthy.toSorted((a, b) => a - b);
  const count = Math.max(10, Math.floor(n / 10));
  const threshold = sorted[n - count - 1]!;
  const over = sorted.slice(n - count).map((value) => value - threshold);
  const b0 = over.reduce((sum, value) => sum + value, 0) / count;
  const b1 = over.reduce((sum, value, i) => sum + value * ((count - 1 - i) / (count - 1)), 0) / count;
  if (b0 <= 0 || b0 <= 2 * b1) return sorted[n - 1]! * 1.5;
  const shape = Math.max(-0.2, Math.min(0.5, 2 - b0 / (b0 - 2 * b1)));
  const scale = Math.max(1e-9, ((2 * b0 * b1) / (b0 - 2 * b1)));
  const ratio = (share * n) / count;
  return threshold + (Math.abs(shape) < 1e-6 ? -scale * Math.log(ratio) : (scale / shape) * (ratio ** -shape - 1));
}

/** Conformal where the sample is large enough for the share, else the fitted tail. */
export function healthyLimit(healthy: readonly number[], share: number): number {
  const conformal = conformalLimit(healthy, share);
  return conformal < Number.POSITIVE_INFINITY ? conformal : tailLimit(healthy, share);
}

/** A healthy vehicle's score where it was taken; the bins are 20 % of charge and 15 °C wide. */
export interface HealthyScore { score: number; model: string; socPct: number; tempC: number }
export const binOf = (at: Omit<HealthyScore, 'score'>): string => `${at.model}|${Math.min(4, Math.floor(at.socPct / 20))}|${Math.floor((at.tempC + 15) / 15)}`;

/** A limit per bin, never below half of the limit over all bins, and that one where a bin has fewer than 200 scores. */
export function binnedLimits(scores: readonly HealthyScore[], share: number): { all: number; bins: Record<string, number> } {
  const all = healthyLimit(scores.map((one) => one.score), share);
  const grouped = Map.groupBy(scores, binOf);
  const bins: Record<string, number> = {};
  for (const [bin, members] of grouped) if (members.length >= 200) bins[bin] = Math.max(all / 2, healthyLimit(members.map((one) => one.score), share));
  return { all, bins };
}

/** Vehicle-months of healthy cars from which their tail is fitted at all, and rules that share a budget. */
export const leastMonths = 300;
const rulesThatShare = 8;

/** What share of healthy cars goes beyond, where most of them were never near: the tail of those that were. */
function tailOf(peaks: readonly number[], share: number): number {
  const near = peaks.filter((one) => one > 0);
  if (near.length === 0) return 1;
  const most = Math.max(...near);
  // Too few to fit: a quarter beyond the farthest.
  const limit = near.length < 50 ? 1.25 * most : healthyLimit(near, (share * peaks.length) / near.length);
  return Math.round(100 * Math.max(1, limit)) / 100;
}

/** The tails of a chemistry or a model from how near its healthy cars came, so many months each; undefined where they are too few. */
export function fitTails(cars: readonly Peaks[], monthsEach: number): Tails | undefined {
  if (cars.length * monthsEach < leastMonths) return undefined;
  const share = (perThousandMonths: number): number => (perThousandMonths / 1000 / rulesThatShare) * monthsEach;
  const tails: Tails = {};
  for (const kind of kinds) {
    const info = tailOf(cars.map((car) => car[kind]?.any ?? 0), share(budgets.info));
    const visit = Math.max(info, tailOf(cars.map((car) => car[kind]?.severe ?? 0), share(budgets.visit)));
    if (info > 1 || visit > 1) tails[kind] = { info, visit };
  }
  return tails;
}
