// How good a forecast was. Absolute errors of the median reward forecasting nothing on series that are mostly zero, so
// the judge is the loss over quantiles (SPL, CRPS*), with bias beside it; MASE is kept to show the trap.
// Missing actuals (NaN) are skipped. Every figure is NaN when nothing could be judged, never a false 0.
import type { History } from './history.ts';

/** One series at one origin: what was known, what came, and what had been forecast for each month that came. */
export type Judged = {
  history: History;
  actual: History;
  /** Quantile of one month at a level. */
  quantile: (level: number, month: number) => number;
  /** Expected units of one month. */
  mean: (month: number) => number;
};

export const splLevels = [0.1, 0.25, 0.5, 0.75, 0.9] as const;
export const crpsLevels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

export const pinball = (level: number, actual: number, forecast: number): number =>
  actual >= forecast ? level * (actual - forecast) : (1 - level) * (forecast - actual);

/** Mean of |y[t] − y[t − lag]| (or its square) over pairs that were both recorded. */
function scaleOf(history: History, lag: number, square = false): number {
  let [sum, count] = [0, 0];
  for (let t = lag; t < history.length; t++) {
    const step = Math.abs(history[t]! - history[t - lag]!);
    if (Number.isNaN(step)) continue;
    sum += square ? step * step : step;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

const mean = (list: number[]): number => list.reduce((sum, one) => sum + one, 0) / (list.length || Number.NaN);

/** Mean of a loss over the months that were recorded. */
function overMonths(actual: History, loss: (units: number, month: number) => number): number {
  const list: number[] = [];
  for (let m = 0; m < actual.length; m++) if (!Number.isNaN(actual[m]!)) list.push(loss(actual[m]!, m));
  return mean(list);
}

/** Mean scaled pinball loss; series that never changed are dropped. */
export function scaledPinball(rows: readonly Judged[], levels: readonly number[] = splLevels): number {
  const scaled = rows.map((row) => ({ row, scale: scaleOf(row.history, 1) })).filter(({ scale }) => scale > 0);
  return mean(levels.map((level) => mean(scaled.map(({ row, scale }) => overMonths(row.actual, (units, m) => pinball(level, units, row.quantile(level, m))) / scale))));
}

/** CRPS*: twice the pinball losses of all cells over the sum of the actuals, mean over the levels. */
export function weightedQuantileLoss(rows: readonly Judged[], levels: readonly number[] = crpsLevels): number {
  let units = 0;
  const losses = levels.map(() => 0);
  for (const row of rows) {
    for (let m = 0; m < row.actual.length; m++) {
      const actual = row.actual[m]!;
      if (Number.isNaN(actual)) continue;
      units += Math.abs(actual);
      levels.forEach((level, index) => { losses[index]! += pinball(level, actual, row.quantile(level, m)); });
    }
  }
  return mean(losses.map((loss) => (2 * loss) / units));
}

/** Mean absolute error of the median over the yearly change, over all cells with a finite ratio. */
export function seasonalMase(rows: readonly Judged[]): number {
  const cells: number[] = [];
  for (const row of rows) {
    const scale = scaleOf(row.history, 12);
    for (let m = 0; m < row.actual.length; m++) {
      const ratio = Math.abs(row.actual[m]! - row.quantile(0.5, m)) / scale;
      if (Number.isFinite(ratio)) cells.push(ratio);
    }
  }
  return mean(cells);
}

/** Mean absolute error of the median over all recorded cells. */
export function medianError(rows: readonly Judged[]): number {
  const cells: number[] = [];
  for (const row of rows) for (let m = 0; m < row.actual.length; m++) if (!Number.isNaN(row.actual[m]!)) cells.push(Math.abs(row.actual[m]! - row.quantile(0.5, m)));
  return mean(cells);
}

/** Root mean squared error of the mean over the mean squared change, mean over series. */
export const scaledRootError = (rows: readonly Judged[]): number =>
  mean(rows.map((row) => Math.sqrt(overMonths(row.actual, (units, m) => (units - row.mean(m)) ** 2) / scaleOf(row.history, 1, true))).filter(Number.isFinite));

/** Forecast less actual, as a share of actual. */
export function bias(rows: readonly Judged[]): number {
  let [over, units] = [0, 0];
  for (const row of rows) {
    for (let m = 0; m < row.actual.length; m++) {
      if (Number.isNaN(row.actual[m]!)) continue;
      over += row.mean(m) - row.actual[m]!;
      units += row.actual[m]!;
    }
  }
  return units === 0 ? Number.NaN : over / units;
}

/** Share of recorded cells at or below the quantile of a level: calibrated when at least, and not much above, the level. */
export function coverage(rows: readonly Judged[], level: number): number {
  const cells: number[] = [];
  for (const row of rows) for (let m = 0; m < row.actual.length; m++) if (!Number.isNaN(row.actual[m]!)) cells.push(row.actual[m]! <= row.quantile(level, m) ? 1 : 0);
  return mean(cells);
}
