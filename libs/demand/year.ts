// The last year of one part, and its season, where there are too few parts for a model over all of them. The pace is that of the
// last twelve months, every season once; the season is one wave a year, read from whole years and held back as far as chance alone
// would have made it (positive-part James–Stein), so that what has none gets none. Pure.
import { sumOf } from './history.ts';
import type { Belief, Prior } from './steady.ts';

const year = 12;
/** A wave of a year around the pace, as a share of it; months are counted from the first recorded one. */
export type Wave = { cosine: number; sine: number };
export const calm: Wave = { cosine: 0, sine: 0 };
const turn = (month: number): number => (2 * Math.PI * (month % year)) / year;

/** The wave of the first `end` months, from whole years counted back from there; two of them at least. */
export function waveUntil(list: Float64Array, end: number, lump: number): Wave {
  const years = Math.floor(end / year);
  if (years < 2) return calm;
  let [cosine, sine, units, months] = [0, 0, 0, 0];
  for (let back = 1; back <= years; back++) {
    const first = end - back * year;
    const pace = sumOf(list.subarray(first, first + year)) / year;
    if (pace <= 0) continue;
    for (let t = first; t < first + year; t++) {
      cosine += (list[t]! / pace - 1) * Math.cos(turn(t));
      sine += (list[t]! / pace - 1) * Math.sin(turn(t));
    }
    [units, months] = [units + pace * year, months + year];
  }
  if (months === 0) return calm;
  [cosine, sine] = [(2 * cosine) / months, (2 * sine) / months];
  const byChance = (4 * lump) / units;
  const held = Math.max(0, 1 - byChance / Math.max(cosine * cosine + sine * sine, 1e-12));
  return { cosine: cosine * held, sine: sine * held };
}

/** What the last year says of the `months` months from the `lead`-th on, in season. */
export function yearBelief(list: Float64Array, end: number, lead: number, months: number, { belief, prior, wave }: { belief: Belief; prior: Prior; wave: Wave }): Belief {
  const first = Math.max(0, end - year);
  let season = 0;
  for (let t = end + lead - 1; t < end + lead - 1 + months; t++) season += Math.max(0.1, 1 + wave.cosine * Math.cos(turn(t)) + wave.sine * Math.sin(turn(t))) / months;
  const units = sumOf(list.subarray(first, end)) + prior.units;
  return { units, months: (end - first + prior.months) / season, lump: belief.lump };
}
