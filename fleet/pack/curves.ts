// Open-circuit voltage of the fleet's cells: other curves than the battery library's (an NCM 811 kind and an LFP kind with
// hysteresis), smooth, tabulated by tenths of a percent so that a hundred cells cost little.

export type Kind = 'ncm' | 'lfp';

const points: Record<Kind, readonly (readonly [soc: number, mv: number])[]> = {
  ncm: [[0, 2980], [2, 3190], [5, 3330], [10, 3438], [15, 3492], [20, 3536], [25, 3572], [30, 3600], [35, 3624], [40, 3650], [45, 3684], [50, 3728], [55, 3780], [60, 3832], [65, 3880], [70, 3926], [75, 3974], [80, 4024], [85, 4070], [90, 4106], [95, 4142], [100, 4190]],
  lfp: [[0, 2550], [2, 2900], [4, 3060], [7, 3165], [10, 3200], [15, 3220], [20, 3242], [25, 3262], [30, 3279], [35, 3288], [40, 3291], [50, 3294], [58, 3298], [63, 3310], [68, 3326], [75, 3331], [85, 3333], [93, 3335], [96, 3339], [98, 3352], [99, 3375], [100, 3440]],
};

/** Millivolts at −2 … 104 %, 20 steps to a percent, by cubic pieces that keep rising (Fritsch & Carlson 1980). */
function tabulate(kind: Kind): Float32Array {
  const list = points[kind];
  const slopes = list.map((_, i) => {
    const before = i === 0 ? undefined : (list[i]![1] - list[i - 1]![1]) / (list[i]![0] - list[i - 1]![0]);
    const after = i === list.length - 1 ? undefined : (list[i + 1]![1] - list[i]![1]) / (list[i + 1]![0] - list[i]![0]);
    return before === undefined ? after! : after === undefined ? before : (2 * before * after) / (before + after);
  });
  return Float32Array.from({ length: 106 * 20 + 1 }, (_, index) => {
    const soc = index / 20 - 2;
    if (soc <= 0) return list[0]![1] + soc * slopes[0]!;
    if (soc >= 100) return list.at(-1)![1] + (soc - 100) * slopes.at(-1)!;
    const i = list.findIndex(([s]) => s > soc) - 1;
    const [a, b] = [list[i]!, list[i + 1]!];
    const width = b[0] - a[0];
    const t = (soc - a[0]) / width;
    return a[1] * (1 + 2 * t) * (1 - t) ** 2 + slopes[i]! * width * t * (1 - t) ** 2 + b[1] * t * t * (3 - 2 * t) + slopes[i + 1]! * width * t * t * (t - 1);
  });
}

export const tables: Record<Kind, Float32Array> = { ncm: tabulate('ncm'), lfp: tabulate('lfp') };

/** Millivolts of a rested cell. */
export function ocvMv(table: Float32Array, soc: number): number {
  const at = Math.max(0, Math.min(table.length - 1.001, (soc + 2) * 20));
  const low = at | 0;
  return table[low]! + (table[low + 1]! - table[low]!) * (at - low);
}
