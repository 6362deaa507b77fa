// Which story explains one cell's deviations best? Every story is one shape in time, fitted by weighted least squares with the
// moment it began searched over the history, beside what a healthy cell does anyhow: a constant, a slope over the state of
// charge (capacity), an offset of its sensor in mV, and a slow drift (cells of one pack discharge themselves a little
// differently). Those four are held near zero by how far healthy cells go. The gain is how much χ² falls: the log-likelihood
// ratio that decides between stories (B6).
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
  /** How far the drift of healthy cells of this pack goes, %/day (standard deviation). */
  driftSd: number;
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
  n: 0, flat: false, days: new Float64Array(capacity), soc: new Float64Array(capacity), slope: new Float64Array(capacity), y: new Float64Array(capacity), w: new Float64Array(capacity), driftSd: leastDriftSd,
});

/** Self-discharge of healthy cells differs by a few hundredths of a percent a week. */
export const leastDriftSd = 0.004;

const nuisances = 4;

/** What a healthy cell does, orthonormal under the weights (rows: entries, then one per nuisance that holds it near zero). */
interface Healthy { q: Float64Array[]; rows: number; root: Float64Array; left: Float64Array }

function healthyOf(series: Series): Healthy {
  const { n } = series;
  const rows = n + nuisances;
  let [s0, s1] = [0, 0];
  for (let k = 0; k < n; k++) {
    s0 += series.w[k]!;
    s1 += series.w[k]! * series.soc[k]!;
  }
  const socMean = s0 > 0 ? s1 / s0 : 50;
  const root = new Float64Array(n);
  for (let k = 0; k < n; k++) root[k] = Math.sqrt(series.w[k]!);
  // Held by: % constant, % per % of charge, mV, % per day; more where the curve is flat and the baseline less certain.
  const held = series.flat ? [0.5, 0.02, 1, series.driftSd] : [0.25, 0.015, 0.8, series.driftSd];
  const q = Array.from({ length: nuisances }, (_, j) => {
    const column = new Float64Array(rows);
    for (let k = 0; k < n; k++) column[k] = root[k]! * (j === 0 ? 1 : j === 1 ? series.soc[k]! - socMean : j === 2 ? 1 / series.slope[k]! : series.days[k]!);
    column[n + j] = 1 / held[j]!;
    return column;
  });
  for (let j = 0; j < nuisances; j++) {
    for (let i = 0; i < j; i++) {
      const along = dot(q[i]!, q[j]!, rows);
      for (let k = 0; k < rows; k++) q[j]![k]! -= along * q[i]![k]!;
    }
    const length = Math.sqrt(dot(q[j]!, q[j]!, rows));
    for (let k = 0; k < rows; k++) q[j]![k]! /= length;
  }
  const left = new Float64Array(rows);
  for (let k = 0; k < n; k++) left[k] = root[k]! * series.y[k]!;
  takeOut(left, q, rows);
  return { q, rows, root, left };
}

function dot(a: Float64Array, b: Float64Array, n: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += a[k]! * b[k]!;
  return sum;
}

function takeOut(vector: Float64Array, q: readonly Float64Array[], rows: number): void {
  for (const one of q) {
    const along = dot(one, vector, rows);
    for (let k = 0; k < rows; k++) vector[k]! -= along * one[k]!;
  }
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
function fitFrom(series: Series, { q, root, left }: Healthy, story: Story, from: number, level: number): Fit {
  const [q0, q1, q2, q3] = [q[0]!, q[1]!, q[2]!, q[3]!];
  let [xx, xy, a0, a1, a2, a3] = [0, 0, 0, 0, 0, 0];
  for (let k = from; k < series.n; k++) {
    const x = root[k]! * shapeAt(series, story, from, k, level);
    xx += x * x;
    xy += x * left[k]!;
    a0 += x * q0[k]!;
    a1 += x * q1[k]!;
    a2 += x * q2[k]!;
    a3 += x * q3[k]!;
  }
  xx -= a0 * a0 + a1 * a1 + a2 * a2 + a3 * a3;
  if (!(xx > 1e-9)) return { story, gain: 0, effect: 0, sd: Number.POSITIVE_INFINITY, from, level };
  return { story, gain: (xy * xy) / xx, effect: xy / xx, sd: 1 / Math.sqrt(xx), from, level };
}

/** χ² that is left with what a healthy cell does, and with a story beside it. */
export function remaining(series: Series, fit: Fit | undefined): number {
  const healthy = healthyOf(series);
  if (fit === undefined) return dot(healthy.left, healthy.left, healthy.rows);
  const vector = new Float64Array(healthy.rows);
  for (let k = 0; k < series.n; k++) vector[k] = healthy.root[k]! * (series.y[k]! - fit.effect * shapeAt(series, fit.story, fit.from, k, fit.level));
  takeOut(vector, healthy.q, healthy.rows);
  return dot(vector, vector, healthy.rows);
}

/** The straight drift of a whole series, %/day. */
export function driftOf(series: Series): number {
  let [s0, s1, s2, y0, y1] = [0, 0, 0, 0, 0];
  for (let k = 0; k < series.n; k++) {
    const [w, day, y] = [series.w[k]!, series.days[k]!, series.y[k]!];
    s0 += w; s1 += w * day; s2 += w * day * day; y0 += w * y; y1 += w * day * y;
  }
  const spread = s2 * s0 - s1 * s1;
  return spread > 1e-9 ? (y1 * s0 - y0 * s1) / spread : 0;
}

const levels = [50, 65, 80, 95];

/** The best beginning of every story; one that has fewer than three entries after it is none. */
export function fitStories(series: Series): Record<Story, Fit> {
  const healthy = healthyOf(series);
  const best = {} as Record<Story, Fit>;
  for (const story of stories) {
    best[story] = { story, gain: 0, effect: 0, sd: Number.POSITIVE_INFINITY, from: 0, level: 0 };
    const least = story === 'capacity' ? 6 : 3;
    for (let from = 1; from <= series.n - least; from++) {
      for (const level of story === 'capacity' ? levels : [0]) {
        const fit = fitFrom(series, healthy, story, from, level);
        if ((story === 'leak' && fit.effect > 0) || ((story === 'rise' || story === 'capacity') && fit.effect < 0)) continue;
        if (fit.gain > best[story].gain) best[story] = fit;
      }
    }
  }
  return best;
}
