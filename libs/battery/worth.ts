// What a percent of charge is worth in millivolts at a rest, and how far balancing has pressed the pack together since the
// baseline. The curve knows the first where it is steep; on LFP's plateau and at its knees the curve does not know where it
// is, but the pack does: cells that stood a percent apart part by as many millivolts as a percent is worth (regression of this
// rest's deviations on the cells' known places). The second is the drift that goes with a cell's place: a balancer bleeds the
// high cells down to a level, so high cells sink without leaking; only what a cell does beyond that is its own.
import type { Chemistry } from './frame.ts';
import { robustSpread } from './moment.ts';
import { slopeAt } from './ocv.ts';

interface Line { slope: number; at0: number; sd: number }

/** Line through (x, y) by least squares, twice, the second time without what lies 3.5 spreads off the first. NaN is left out. */
export function robustLine(x: ArrayLike<number>, y: ArrayLike<number>, firstSlope: number): Line | undefined {
  let [slope, at0, sd] = [firstSlope, Number.NaN, Number.POSITIVE_INFINITY];
  for (let pass = 0; pass < 2; pass++) {
    const left: number[] = [];
    for (let i = 0; i < x.length; i++) if (!Number.isNaN(y[i]!)) left.push(y[i]! - slope * x[i]!);
    if (left.length < 8) return undefined;
    const centre = left.toSorted((a, b) => a - b)[left.length >> 1]!;
    const reach = 3.5 * Math.max(1e-6, robustSpread(left));
    let [n, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      const [a, b] = [x[i]!, y[i]!];
      if (Number.isNaN(b) || Math.abs(b - slope * a - centre) > reach) continue;
      n++;
      sx += a; sy += b; sxx += a * a; sxy += a * b; syy += b * b;
    }
    const spread = sxx - (sx * sx) / n;
    if (n < 8 || !(spread > 1e-6)) return undefined;
    const cross = sxy - (sx * sy) / n;
    slope = cross / spread;
    at0 = (sy - slope * sx) / n;
    sd = Math.sqrt(Math.max(0.01, (syy - (sy * sy) / n - slope * cross) / Math.max(1, n - 2)) / spread);
  }
  return { slope, at0, sd };
}

export interface Worth { slopeMv: number; rough: number }

/** Millivolts per percent, and the share by which that may be wrong. `places` are the cells' known places in %, if any. */
export function worthOf(curve: readonly number[], chemistry: Chemistry, socPct: number, devsMv: ArrayLike<number>, places: Float32Array | undefined): Worth {
  const fromCurve = slopeAt(curve, socPct);
  if (chemistry === 'ncm') return { slopeMv: fromCurve, rough: 0.12 };
  const steep = socPct < 27;
  // Before the cells' sensing is known its offsets part them on a plateau as a half a millivolt per percent would.
  const least = places === undefined ? 0.5 : 0.15;
  if (places === undefined) {
    // Half a percent is a usual spread of charge; half a millivolt that of sensing.
    const parted = Math.max(0, robustSpread(Array.from(devsMv).filter((dev) => !Number.isNaN(dev))) - 0.6) / 0.5;
    return { slopeMv: Math.max(least, steep ? fromCurve : Math.max(fromCurve, parted)), rough: steep ? 0.3 : 0.45 };
  }
  const line = robustLine(places, devsMv, fromCurve);
  const priorSd = steep ? 0.3 * fromCurve : 0.8 * fromCurve + 0.6;
  if (line === undefined) return { slopeMv: Math.max(least, fromCurve), rough: 0.45 };
  const [p, q] = [1 / priorSd ** 2, 1 / (line.sd ** 2 + (0.1 * line.slope) ** 2)];
  const slopeMv = Math.max(least, (p * fromCurve + q * Math.max(0, line.slope)) / (p + q));
  return { slopeMv, rough: socPct > 94 ? 0.5 : Math.min(0.6, 0.15 + Math.sqrt(1 / (p + q)) / slopeMv) };
}

/** Follows the cells' places: quickly where the curve tells their scale, slowly where only the pack does. */
export function followPlaces(places: Float32Array, devsMv: ArrayLike<number>, { slopeMv }: Worth, certain: boolean): void {
  const share = certain ? 0.15 : 0.05 * Math.min(1, slopeMv / 3) ** 2;
  for (let i = 0; i < places.length; i++) if (!Number.isNaN(devsMv[i]!)) places[i]! += share * (devsMv[i]! / slopeMv - places[i]!);
}

/** Places in the baseline, %, that the balancer's top may have come down to; the first says that it did nothing. */
export const topSteps = 32;
const topAt = (step: number): number => 3 - 0.15 * (step - 1);

/**
 * Where a cell that does nothing of its own stands, % from the middle cell: a balancer bleeds whatever is above a level, so
 * cells above it come down to it, one after the other and together, and when the middle cell is among them those below rise.
 */
export const placeUnder = (base: number, topPct: number | undefined, press = 0): number => (topPct === undefined ? base * (1 + press) : Math.min(base, topPct) - Math.min(0, topPct));

/**
 * How far a cell is from what its balancer can have done to it. It bleeds all cells above its level alike, so the highest come
 * down last: between where a cell stood and the level every place is healthy.
 */
export function offUnder(pct: number, base: number, topPct: number | undefined, press = 0): number {
  const lowest = placeUnder(base, topPct, press);
  if (topPct === undefined || pct <= lowest) return pct - lowest;
  return Math.max(0, pct - Math.max(lowest, base - Math.min(0, topPct)));
}

/**
 * Learns how far the balancer has come down: of each level what speaks against it, χ² of all cells, held at 9 a cell so that a
 * faulty one does not decide, fading over rests (places where little can be read say little of themselves). Undefined as long
 * as no level explains the cells clearly better than none.
 */
export function followBalancing(tops: Float32Array, base: Float32Array, devsMv: ArrayLike<number>, sdPct: (place: number) => number, slopeMv: number): number | undefined {
  const sds = Float32Array.from(base, (place) => sdPct(place));
  let best = 0;
  for (let step = 0; step < topSteps; step++) {
    const top = step === 0 ? undefined : topAt(step);
    let sum = 0;
    for (let i = 0; i < base.length; i++) {
      const mv = devsMv[i]!;
      if (!Number.isNaN(mv)) sum += Math.min(9, ((mv / slopeMv - placeUnder(base[i]!, top)) / sds[i]!) ** 2);
    }
    tops[step] = 0.75 * tops[step]! + sum;
    if (tops[step]! < tops[best]!) best = step;
  }
  return best === 0 || tops[0]! - tops[best]! < 15 ? undefined : Math.round(100 * topAt(best)) / 100;
}

/** Share of its baseline place that a cell has lost to balancing by now, 0 … 1 (shrunk where all cells stand close together). */
export function pressed(base: Float32Array, devsMv: ArrayLike<number>, slopeMv: number): number {
  const line = robustLine(base, Float32Array.from(devsMv, (mv, i) => mv / slopeMv - base[i]!), 0);
  if (line === undefined) return 0;
  return Math.max(-1, Math.min(0.3, line.slope / (1 + (line.sd / 0.4) ** 2)));
}
