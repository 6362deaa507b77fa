// Open-circuit voltage of the fleet's cells: other curves than the battery library's, three makes of NCM (811, 523 and 622
// kinds) and three of LFP (steps and plateaus a little apart), smooth, tabulated by twentieths of a percent so that a hundred
// cells cost little.

export type Kind = 'ncm' | 'lfp';

type Points = readonly (readonly [soc: number, mv: number])[];
const points: Record<Kind, readonly Points[]> = {
  ncm: [
    [[0, 2980], [2, 3190], [5, 3330], [10, 3438], [15, 3492], [20, 3536], [25, 3572], [30, 3600], [35, 3624], [40, 3650], [45, 3684], [50, 3728], [55, 3780], [60, 3832], [65, 3880], [70, 3926], [75, 3974], [80, 4024], [85, 4070], [90, 4106], [95, 4142], [100, 4190]],
    [[0, 3000], [2, 3230], [5, 3380], [10, 3470], [15, 3520], [20, 3560], [25, 3590], [30, 3612], [35, 3632], [40, 3655], [45, 3682], [50, 3716], [55, 3762], [60, 3812], [65, 3858], [70, 3902], [75, 3948], [80, 3996], [85, 4046], [90, 4096], [95, 4148], [100, 4196]],
    [[0, 2950], [2, 3150], [5, 3300], [10, 3420], [15, 3480], [20, 3528], [25, 3560], [30, 3586], [35, 3608], [40, 3630], [45, 3658], [50, 3696], [55, 3744], [60, 3790], [65, 3836], [70, 3882], [75, 3932], [80, 3984], [85, 4034], [90, 4082], [95, 4132], [100, 4184]],
  ],
  lfp: [
    [[0, 2550], [2, 2900], [4, 3060], [7, 3165], [10, 3200], [15, 3220], [20, 3242], [25, 3262], [30, 3279], [35, 3288], [40, 3291], [50, 3294], [58, 3298], [63, 3310], [68, 3326], [75, 3331], [85, 3333], [93, 3335], [96, 3339], [98, 3352], [99, 3375], [100, 3440]],
    [[0, 2600], [2, 2930], [4, 3070], [7, 3168], [10, 3205], [15, 3222], [20, 3240], [25, 3258], [30, 3274], [35, 3285], [40, 3289], [48, 3291], [55, 3294], [60, 3302], [65, 3320], [70, 3329], [78, 3332], [86, 3334], [93, 3336], [96, 3341], [98, 3358], [99, 3384], [100, 3450]],
    [[0, 2500], [2, 2860], [4, 3040], [7, 3150], [10, 3195], [15, 3214], [20, 3236], [25, 3257], [30, 3276], [35, 3289], [40, 3293], [50, 3296], [60, 3300], [66, 3311], [71, 3326], [77, 3331], [86, 3333], [93, 3335], [97, 3341], [98.5, 3356], [99.3, 3378], [100, 3425]],
  ],
};

/** How many makes of each there are. */
export const makes = 3;

/** Millivolts at −2 … 104 %, 20 steps to a percent, by cubic pieces that keep rising (Fritsch & Carlson 1980). */
function tabulate(list: Points): Float32Array {
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

export const tables: Record<Kind, readonly Float32Array[]> = { ncm: points.ncm.map(tabulate), lfp: points.lfp.map(tabulate) };

/** Millivolts of a rested cell. */
export function ocvMv(table: Float32Array, soc: number): number {
  const at = Math.max(0, Math.min(table.length - 1.001, (soc + 2) * 20));
  const low = at | 0;
  return table[low]! + (table[low + 1]! - table[low]!) * (at - low);
}
