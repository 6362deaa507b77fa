// What is left: quantiles of the date and of the kilometres at which health falls below an end (80 % unless told otherwise),
// and when care of the battery is due. Fading per year is what cars of its kind do (mean 1.8, standard deviation 0.8 points;
// the published fleet in the data's README loses about 1.9 points per 100,000 km), moved by this car's own checkpoints as far
// as they are certain.
import type { Capacity } from './capacity.ts';
import { kmPerDay, type Use } from './use.ts';

export interface Checkpoint { at: number; km: number; ah: number; sdAh: number }
export interface Life { checkpoints: Checkpoint[] }
export const newLife = (): Life => ({ checkpoints: [] });

const everyMs = 30 * 86_400_000;
const yearMs = 365.25 * 86_400_000;
const checkpointsKept = 60;

/** Notes the estimate once in thirty days. */
export function noteCheckpoint(state: Life, capacity: Capacity, km: number): void {
  const last = state.checkpoints.at(-1);
  if (capacity.measurements < 5 || (last !== undefined && capacity.updatedAt - last.at < everyMs)) return;
  state.checkpoints.push({ at: capacity.updatedAt, km, ah: capacity.estimateAh, sdAh: Math.sqrt(capacity.varEstimate) });
  if (state.checkpoints.length > checkpointsKept) state.checkpoints.splice(1, 1);
}

const priorFade = { mean: 1.8, sd: 0.8 };

/** Points of health lost per year: this car's line through its checkpoints, held by what cars of its kind do. */
export function fadePerYear(state: Life, ratedAh: number): { mean: number; sd: number } {
  const points = state.checkpoints;
  let [p, m] = [1 / priorFade.sd ** 2, priorFade.mean / priorFade.sd ** 2];
  if (points.length >= 3) {
    const mean = points.reduce((sum, one) => sum + one.at, 0) / points.length;
    let [sxx, sxy, noise] = [0, 0, 0];
    for (const one of points) {
      const x = (one.at - mean) / yearMs;
      sxx += x * x;
      sxy += x * one.ah;
      noise += one.sdAh ** 2 / points.length;
    }
    const slope = (-100 * sxy) / sxx / ratedAh;
    // Neighbouring estimates of a filter are not independent: their noise is taken twice as large.
    const precision = 1 / ((4 * (100 / ratedAh) ** 2 * noise) / sxx);
    p += precision;
    m += precision * slope;
  }
  return { mean: m / p, sd: Math.sqrt(1 / p) };
}

export interface RemainingLife {
  endPct: number;
  /** 10, 50 and 90 of 100 such cars are past the end at this date and these further kilometres. */
  at: { q10: number; q50: number; q90: number };
  furtherKm: { q10: number; q50: number; q90: number } | undefined;
  fadePctPerYear: number;
}

const grid = [-1.645, -1.036, -0.674, -0.385, -0.126, 0.126, 0.385, 0.674, 1.036, 1.645];

/** Health and fading are both uncertain: every pair of ten by ten deciles is one possible car. */
export function remainingLife(state: Life, capacity: Capacity, use: Use, ratedAh: number, sdPct: number, endPct = 80): RemainingLife | undefined {
  if (capacity.measurements < 5) return undefined;
  const fade = fadePerYear(state, ratedAh);
  const soh = (100 * capacity.estimateAh) / ratedAh;
  const years = grid.flatMap((a) => grid.map((b) => Math.max(0, soh + a * sdPct - endPct) / Math.max(0.25, fade.mean + b * fade.sd))).sort((x, y) => x - y);
  const pick = (share: number): number => years[Math.floor(share * (years.length - 1))]!;
  const [q10, q50, q90] = [pick(0.1), pick(0.5), pick(0.9)];
  const perYear = kmPerDay(use) * 365.25;
  const at = (y: number): number => Math.round(capacity.updatedAt + y * yearMs);
  return {
    endPct, fadePctPerYear: fade.mean, at: { q10: at(q10), q50: at(q50), q90: at(q90) },
    furtherKm: perYear > 0 ? { q10: Math.round(q10 * perYear), q50: Math.round(q50 * perYear), q90: Math.round(q90 * perYear) } : undefined,
  };
}

/** A line of a maker's plan: whichever of kilometres and days comes first. */
export interface Care { code: string; everyKm?: number; everyDays?: number; lastAt: number; lastKm: number }
export interface Due { code: string; at: number; by: 'days' | 'km' }

/** When each care is due, soonest first, kilometres told as a date by how this car is driven. */
export function careDue(plan: readonly Care[], use: Use): Due[] {
  const perDay = kmPerDay(use);
  return plan.flatMap((care): Due[] => {
    const byDays = care.everyDays === undefined ? Number.POSITIVE_INFINITY : care.lastAt + care.everyDays * 86_400_000;
    const leftKm = care.everyKm === undefined ? Number.POSITIVE_INFINITY : care.lastKm + care.everyKm - use.lastKm;
    const byKm = leftKm <= 0 ? use.lastAt : perDay > 0 ? use.lastAt + (leftKm / perDay) * 86_400_000 : Number.POSITIVE_INFINITY;
    const at = Math.min(byDays, byKm);
    return Number.isFinite(at) ? [{ code: care.code, at: Math.round(at), by: byDays <= byKm ? 'days' : 'km' }] : [];
  }).sort((a, b) => a.at - b.at);
}
