// Rested open-circuit voltage against state of charge. Generic curves per chemistry (25 °C, mean of charge and discharge,
// drawn from published shapes of NCM 523/622–graphite and LFP–graphite cells); a model's own curve replaces them.
// Millivolts at 0, 5, … 100 %; straight lines between.
import type { Chemistry, Pack } from './frame.ts';

const ncm = [3000, 3340, 3445, 3500, 3545, 3577, 3603, 3626, 3649, 3677, 3712, 3758, 3806, 3852, 3897, 3944, 3993, 4043, 4092, 4142, 4190];
const lfp = [2650, 3090, 3190, 3215, 3235, 3255, 3272, 3283, 3288, 3290, 3291, 3293, 3297, 3306, 3322, 3328, 3330, 3331, 3332, 3334, 3400];

export const curveOf = (pack: Pack, chemistry: Chemistry): readonly number[] => (pack.ocvMv?.length === 21 ? pack.ocvMv : chemistry === 'ncm' ? ncm : lfp);

/** State of charge of a rested cell, %; straight beyond the ends, within −10 and 110. */
export function socOf(curve: readonly number[], mv: number): number {
  let high = 1;
  while (high < 20 && curve[high]! < mv) high++;
  const [a, b] = [curve[high - 1]!, curve[high]!];
  return Math.max(-10, Math.min(110, 5 * (high - 1 + (mv - a) / Math.max(0.5, b - a))));
}

/** How many millivolts a percent is worth at this state of charge, smoothed over ±4 %. */
export function slopeAt(curve: readonly number[], socPct: number): number {
  const low = Math.max(0, Math.min(92, socPct - 4));
  return Math.max(0.15, (mvOf(curve, low + 8) - mvOf(curve, low)) / 8);
}

export function mvOf(curve: readonly number[], socPct: number): number {
  const at = Math.max(0, Math.min(99.999, socPct)) / 5;
  const low = Math.floor(at);
  return curve[low]! + (curve[low + 1]! - curve[low]!) * (at - low);
}
