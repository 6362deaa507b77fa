// One cleaned row in its context: how long since the last, what the car is doing, the middle cell. Made once per row and
// handed to everything that looks at it.
import type { Chemistry, Row } from './frame.ts';

export type Phase = 'parked' | 'driving' | 'charging';

export interface Moment {
  row: Row;
  /** Since the last row, ms; 0 for the first. */
  dtMs: number;
  /** No more than a trickle flows. */
  quiet: boolean;
  phase: Phase;
  /** Capacity as known best, Ah. */
  capacityAh: number;
  chemistry: Chemistry | undefined;
  curve: readonly number[];
  /** Middle of the cells that told, mV; from extremes or the pack when there is no list; NaN when nothing told. */
  middleMv: number;
  /** At rest since, ms; the rested open-circuit voltage may be believed from half an hour on. */
  restMs: number;
  /** The same while no more than a light load (twice the trickle) flows: good enough to compare cells with each other. */
  idleMs: number;
  /** Current before and now hardly differ, and the last row is at most two minutes old. */
  steady: boolean;
  days: number;
}

const scratch = new Uint16Array(1024);

/** Middle of the cells that told (0 = not told). */
export function middleOf(cells: Uint16Array): number {
  let n = 0;
  for (let i = 0; i < cells.length && n < 1024; i++) if (cells[i]! > 0) scratch[n++] = cells[i]!;
  if (n === 0) return Number.NaN;
  const sorted = scratch.subarray(0, n).sort();
  return n % 2 === 1 ? sorted[n >> 1]! : (sorted[n >> 1]! + sorted[(n >> 1) - 1]!) / 2;
}

/** Middle of the first `n` of a list, which is put in order by it (typed lists sort by number, and fast). */
function middleOfSorted(list: Float64Array, n: number): number {
  if (n === 0) return Number.NaN;
  const sorted = list.subarray(0, n).sort();
  const half = n >> 1;
  return n % 2 === 1 ? sorted[half]! : (sorted[half]! + sorted[half - 1]!) / 2;
}

export const median = (values: ArrayLike<number>): number => middleOfSorted(Float64Array.from(values), values.length);

/** Median of the distances from the median, scaled to a standard deviation. */
export const robustSpread = (values: ArrayLike<number>): number => {
  const list = Float64Array.from(values);
  const middle = middleOfSorted(list, list.length);
  for (let i = 0; i < list.length; i++) list[i] = Math.abs(list[i]! - middle);
  return 1.4826 * middleOfSorted(list, list.length);
};
