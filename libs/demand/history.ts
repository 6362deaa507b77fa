// What was asked for, month by month. A history is a list of whole units, oldest first; NaN is a month nobody recorded
// (not a month in which nothing was asked for). Histories of any length are welcome: empty, all missing, all zero.

/** Units asked for per month, oldest first; NaN where nothing was recorded. */
export type History = ArrayLike<number>;

/** The recorded months only, oldest first; what cannot be a demand (negative, infinite) counts as not recorded. */
export function recorded(history: History): Float64Array {
  const list = new Float64Array(history.length);
  let count = 0;
  for (let t = 0; t < history.length; t++) {
    const units = history[t]!;
    if (units >= 0 && units < Number.POSITIVE_INFINITY) list[count++] = units;
  }
  return list.subarray(0, count);
}

export const sumOf = (list: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += list[i]!;
  return sum;
};

export const meanOf = (list: ArrayLike<number>): number => (list.length === 0 ? 0 : sumOf(list) / list.length);
