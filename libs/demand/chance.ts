// Chance from a seed: the same seed gives the same numbers, so every simulation and every bootstrap can be run again.

export type Chance = () => number;

/** Uniform numbers in [0, 1) (mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Exponential time with this rate. */
export const waitFor = (chance: Chance, rate: number): number => -Math.log(1 - chance()) / rate;

/** A Poisson count: by products when small, split in halves when large. */
export function poissonCount(chance: Chance, mean: number): number {
  if (mean > 30) return poissonCount(chance, mean / 2) + poissonCount(chance, mean / 2);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = chance(); product > limit; product *= chance()) count++;
  return count;
}

/** A gamma value (Marsaglia & Tsang 2000). */
export function gammaValue(chance: Chance, shape: number, scale: number): number {
  if (shape < 1) return gammaValue(chance, shape + 1, scale) * chance() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - chance()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v * scale;
  }
}

/** An index, each as likely as its weight says. */
export function pickByWeight(chance: Chance, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let left = chance() * total;
  for (let i = 0; i < weights.length; i++) if ((left -= weights[i]!) < 0) return i;
  return weights.length - 1;
}
