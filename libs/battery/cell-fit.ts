// Which story explains one cell's deviations best? Every story is one shape in time, fitted by weighted least squares beside a
// constant and a slope over the state of charge (both held near the baseline), with the moment it began searched over the
// history. The gain is how much χ² falls: the log-likelihood ratio that decides between stories (B6).
// Units: deviations in % of charge, time in days.

export const stories = ['leak', 'rise', 'stepPct', 'stepMv', 'driftMv', 'capacity'] as const;
export type Story = (typeof stories)[number];

export interface Series {
  n: number;
  flat: boolean;
  days: Float64Array;
  soc: Float64Array;
  /** mV per %. */
  slope: Float64Array;
  /** Deviation minus baseline, %. */
  y: Float64Array;
  /** 1 / variance. */
  w: Float64Array;
}

export interface Fit {
  story: Story;
  gain: number;
  /** %/day for leak and rise, % for stepPct, mV for stepMv, mV/day for driftMv, % of capacity missing for capacity. */
  effect: number;
  sd: number;
  /** Index of the entry before which nothing had happened. */
  from: number;
  /** Charge at which a cell of less capacity is level with the others, %. */
  level: number;
}

export const newSeries = (capacity: number): Series => ({
  n: 0, flat: false, days: new Float64Array(capacity), soc: new Float64Array(capacity), slope: new Float64Array(capacity), y: new Float64Array(capacity), w: new Float64Array(capacity),
});

/** How far the constant (%) and the slope over charge (% per %) may be from the baseline's: more where the curve is flat and bends. */
const heldBy = (series: Series): { constantSd: number; socSlopeSd: number } => (series.flat ? { constantSd: 0.6, socSlopeSd: 0.04 } : { constantSd: 0.25, socSlopeSd: 0.015 });

interface Nuisance { m11: number; m12: number; m22: number; y1: number; y2: number; det: number; socMean: number }

function nuisance(series: Series): Nuisance {
  const { constantSd, socSlopeSd } = heldBy(series);
  let [s0, s1] = [0, 0];
  for (let k = 0; k < series.n; k++) {
    s0 += series.w[k]!;
    s1 += series.w[k]! * series.soc[k]!;
  }
  const socMean = s0 > 0 ? s1 / s0 : 50;
  let [m11, m12, m22, y1, y2] = [1 / constantSd ** 2, 0, 1 / socSlopeSd ** 2, 0, 0];
  for (let k = 0; k < series.n; k++) {
    const [w, s, y] = [series.w[k]!, series.soc[k]! - socMean, series.y[k]!];
    m11 += w;
    m12 += w * s;
    m22 += w * s * s;
    y1 += w * y;
    y2 += w * s * y;
  }
  return { m11, m12, m22, y1, y2, det: m11 * m22 - m12 * m12, socMean };
}

function shapeAt(series: Series, story: Story, from: number, k: number, level: number): number {
  if (k < from) return 0;
  if (story === 'stepPct') return 1;
  if (story === 'stepMv') return 1 / series.slope[k]!;
  // A cell that holds less runs ahead of the others on both sides of where it is level with them.
  if (story === 'capacity') return (series.soc[k]! - level) / 100;
  const since = series.days[k]! - series.days[Math.max(0, from - 1)]!;
  return story === 'driftMv' ? since / series.slope[k]! : since;
}

/** Fits one story that begins at `from`. */
function fitFrom(series: Series, held: Nuisance, story: Story, from: number, level: number): Fit {
  let [n1, n2, sxx, sxy] = [0, 0, 0, 0];
  for (let k = from; k < series.n; k++) {
    const x = shapeAt(series, story, from, k, level);
    const wx = series.w[k]! * x;
    n1 += wx;
    n2 += wx * (series.soc[k]! - held.socMean);
    sxx += wx * x;
    sxy += wx * series.y[k]!;
  }
  const [a, b] = [(held.m22 * n1 - held.m12 * n2) / held.det, (held.m11 * n2 - held.m12 * n1) / held.det];
  const xx = sxx - (a * n1 + b * n2);
  const xy = sxy - (a * held.y1 + b * held.y2);
  if (!(xx > 1e-12)) return { story, gain: 0, effect: 0, sd: Number.POSITIVE_INFINITY, from, level };
  return { story, gain: (xy * xy) / xx, effect: xy / xx, sd: 1 / Math.sqrt(xx), from, level };
}

/** χ² that is left with constant and slope over charge, and with a story beside them. */
export function remaining(series: Series, fit: Fit | undefined): number {
  const held = nuisance(series);
  let [y1, y2] = [held.y1, held.y2];
  const rest = (k: number): number => series.y[k]! - (fit === undefined ? 0 : fit.effect * shapeAt(series, fit.story, fit.from, k, fit.level));
  if (fit !== undefined) {
    [y1, y2] = [0, 0];
    for (let k = 0; k < series.n; k++) {
      y1 += series.w[k]! * rest(k);
      y2 += series.w[k]! * (series.soc[k]! - held.socMean) * rest(k);
    }
  }
  const [a, b] = [(held.m22 * y1 - held.m12 * y2) / held.det, (held.m11 * y2 - held.m12 * y1) / held.det];
  let sum = 0;
  for (let k = 0; k < series.n; k++) sum += series.w[k]! * (rest(k) - a - b * (series.soc[k]! - held.socMean)) ** 2;
  return sum;
}

const levels = [50, 65, 80, 95];

/** The best beginning of every story; one that has fewer than three entries after it is none. */
export function fitStories(series: Series): Record<Story, Fit> {
  const held = nuisance(series);
  const best = {} as Record<Story, Fit>;
  for (const story of stories) {
    best[story] = { story, gain: 0, effect: 0, sd: Number.POSITIVE_INFINITY, from: 0, level: 0 };
    const least = story === 'capacity' ? 6 : 3;
    for (let from = 1; from <= series.n - least; from++) {
      for (const level of story === 'capacity' ? levels : [0]) {
        const fit = fitFrom(series, held, story, from, level);
        if ((story === 'leak' && fit.effect > 0) || ((story === 'rise' || story === 'capacity') && fit.effect < 0)) continue;
        if (fit.gain > best[story].gain) best[story] = fit;
      }
    }
  }
  return best;
}
