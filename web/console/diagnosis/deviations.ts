// How far cells are from their neighbours. The median of a moment is the measure, so that charge and load drop out.
type Values = readonly (number | null)[];

/** Each value's distance from the median of all. */
export function offMedian(values: Values): (number | null)[] {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  if (sorted.length === 0) return values.map(() => null);
  const median = ((sorted[Math.floor((sorted.length - 1) / 2)] as number) + (sorted[Math.ceil((sorted.length - 1) / 2)] as number)) / 2;
  return values.map((value) => (value === null ? null : value - median));
}

export type Off = { no: number; mean: number; worst: number };
/** Cells by how far off they are on the whole, the furthest first; `no` counts from 1. */
export function furthestOff(moments: readonly Values[]): Off[] {
  const sums = new Map<number, { sum: number; count: number; worst: number }>();
  for (const moment of moments) {
    moment.forEach((off, index) => {
      if (off === null) return;
      const known = sums.get(index) ?? { sum: 0, count: 0, worst: 0 };
      sums.set(index, { sum: known.sum + off, count: known.count + 1, worst: Math.abs(off) > Math.abs(known.worst) ? off : known.worst });
    });
  }
  return [...sums].map(([index, { sum, count, worst }]) => ({ no: index + 1, mean: sum / count, worst })).sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
}
