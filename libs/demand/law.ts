// A law: how likely each quantity is. Everything the library forecasts is a law, never a single number, because stock is
// a question about the tail. Probabilities are kept as a list over 0, step, 2·step, … units; `step` is 1 unless the
// quantities are so large that single units do not matter. Laws sum to 1; what lies beyond the list is too little to matter.
import { logGamma } from './log-gamma.ts';

/** `p[k]` is the probability of `k * step` units. */
export type Law = { step: number; p: Float64Array };

/** Tails are kept down to this, so that costs agree with the literature to the last printed digit. */
const least = 1e-17;
/** Above this many units a law is kept on a coarser grid: thousands of points tell no planner more than two thousand. */
const finest = 2000;
const stepFor = (units: number): number => (units <= finest ? 1 : Math.ceil(units / finest));

export const nothing: Law = { step: 1, p: Float64Array.of(1) };

export const exactly = (units: number): Law => {
  const step = stepFor(units);
  const p = new Float64Array(Math.round(units / step) + 1);
  p[p.length - 1] = 1;
  return { step, p };
};

/** Probabilities by a ratio p[k+1]/p[k], from a known ln p[0], until the rest is negligible; begins at the mode when p[0] is too small to hold. */
function byRatio(logFirst: number, ratio: (k: number) => number, mean: number, deviation: number): Float64Array {
  const most = Math.ceil(mean + 12 * deviation + 40) + 1;
  const list: number[] = [];
  if (logFirst > -600) {
    let one = Math.exp(logFirst);
    for (let k = 0; k < 50 * most; k++) {
      list.push(one);
      if (k >= mean && one < least) break;
      one *= ratio(k);
    }
  } else {
    let log = logFirst;
    for (let k = 0; k < 50 * most; k++) {
      list.push(Math.exp(log));
      if (k > mean && log < -40) break;
      log += Math.log(ratio(k));
    }
  }
  return normalised(Float64Array.from(list));
}

/** The same list scaled to sum 1. */
function normalised(p: Float64Array): Float64Array {
  let sum = 0;
  for (let k = 0; k < p.length; k++) sum += p[k]!;
  if (!(sum > 0)) return Float64Array.of(1);
  for (let k = 0; k < p.length; k++) p[k]! /= sum;
  return p;
}

/** Poisson law of a mean in units. */
export function poisson(mean: number): Law {
  if (!(mean > 1e-12)) return nothing;
  const step = stepFor(mean + 12 * Math.sqrt(mean));
  if (step > 1) return onGrid(mean, mean, step);
  return { step, p: byRatio(-mean, (k) => mean / (k + 1), mean, Math.sqrt(mean)) };
}

/** Negative binomial law of a mean and variance in units; a Poisson law where the variance is not above the mean. */
export function negativeBinomial(mean: number, variance: number): Law {
  if (!(mean > 1e-12)) return nothing;
  if (!(variance > mean * (1 + 1e-9))) return poisson(mean);
  const deviation = Math.sqrt(variance);
  const step = stepFor(mean + 12 * deviation);
  if (step > 1) return onGrid(mean, variance, step);
  const size = (mean * mean) / (variance - mean);
  const share = mean / (size + mean);
  return { step, p: byRatio(-size * Math.log1p(mean / size), (k) => (share * (size + k)) / (k + 1), mean, deviation) };
}

/** For large quantities: a gamma law of that mean and variance, cut into steps by its density. */
function onGrid(mean: number, variance: number, step: number): Law {
  const shape = (mean * mean) / variance;
  const scale = variance / mean;
  const p = new Float64Array(Math.ceil((mean + 12 * Math.sqrt(variance)) / step) + 2);
  const constant = -logGamma(shape) - shape * Math.log(scale);
  for (let k = 0; k < p.length; k++) {
    const units = Math.max(k, 0.25) * step;
    p[k] = Math.exp(constant + (shape - 1) * Math.log(units) - units / scale) * (k === 0 ? 0.5 : 1);
  }
  return { step, p: normalised(p) };
}

/** ln of the probability of `units` under a negative binomial of a mean and size (size infinite: Poisson). */
export function logNegativeBinomial(units: number, mean: number, size: number): number {
  if (!(mean > 1e-12)) return units === 0 ? 0 : -30;
  if (size > 1e7) return units * Math.log(mean) - mean - logGamma(units + 1);
  return logGamma(units + size) - logGamma(size) - logGamma(units + 1) - size * Math.log1p(mean / size) - units * Math.log1p(size / mean);
}

/** The law of counts seen in a list, each as often as its weight says. */
export function empirical(values: ArrayLike<number>, weights?: ArrayLike<number>): Law {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  const step = stepFor(most);
  const p = new Float64Array(Math.round(most / step) + 1);
  for (let i = 0; i < values.length; i++) p[Math.round(values[i]! / step)]! += weights === undefined ? 1 : weights[i]!;
  return { step, p: normalised(p) };
}

/** A law on a grid of `step`, each quantity moved to the nearest point. */
function regrid(law: Law, step: number): Law {
  if (law.step === step) return law;
  const p = new Float64Array(Math.round(((law.p.length - 1) * law.step) / step) + 1);
  for (let k = 0; k < law.p.length; k++) p[Math.round((k * law.step) / step)]! += law.p[k]!;
  return { step, p };
}

/** One of several laws by chance, with these shares (of any sum above 0). */
export function mixture(laws: readonly Law[], shares: ArrayLike<number>): Law {
  let step = 1;
  for (const law of laws) step = Math.max(step, law.step);
  const parts = laws.map((law) => regrid(law, step));
  const p = new Float64Array(parts.reduce((most, law) => Math.max(most, law.p.length), 1));
  parts.forEach((law, index) => {
    const share = shares[index]!;
    if (share > 0) for (let k = 0; k < law.p.length; k++) p[k]! += share * law.p[k]!;
  });
  return { step, p: normalised(p) };
}

/** The sum of two independent quantities. */
export function plus(a: Law, b: Law): Law {
  const step = Math.max(a.step, b.step, stepFor((a.p.length - 1) * a.step + (b.p.length - 1) * b.step));
  const [one, two] = [regrid(a, step).p, regrid(b, step).p];
  const p = new Float64Array(one.length + two.length - 1);
  for (let i = 0; i < one.length; i++) {
    const share = one[i]!;
    if (share > 0) for (let j = 0; j < two.length; j++) p[i + j]! += share * two[j]!;
  }
  return { step, p: shortened(normalised(p)) };
}

/** The sum of `times` independent quantities of one law. */
export function timesOver(law: Law, times: number): Law {
  let sum = nothing;
  let power = law;
  for (let left = Math.max(0, Math.round(times)); left > 0; left >>= 1) {
    if (left & 1) sum = plus(sum, power);
    if (left > 1) power = plus(power, power);
  }
  return sum;
}

/** Without a tail that weighs nothing. */
function shortened(p: Float64Array): Float64Array {
  let end = p.length;
  let rest = 0;
  while (end > 1 && rest + p[end - 1]! < 1e-15) rest += p[--end]!;
  return end === p.length ? p : normalised(p.slice(0, end));
}

/** The smallest quantity of which at least `level` of the cases are at or below. */
export function quantile(law: Law, level: number): number {
  let sum = 0;
  for (let k = 0; k < law.p.length; k++) {
    sum += law.p[k]!;
    if (sum >= level - 1e-12) return k * law.step;
  }
  return (law.p.length - 1) * law.step;
}

/** Several quantiles in one walk; `levels` must rise. */
export function quantiles(law: Law, levels: readonly number[]): number[] {
  const found: number[] = [];
  let sum = 0;
  for (let k = 0; k < law.p.length && found.length < levels.length; k++) {
    sum += law.p[k]!;
    while (found.length < levels.length && sum >= levels[found.length]! - 1e-12) found.push(k * law.step);
  }
  while (found.length < levels.length) found.push((law.p.length - 1) * law.step);
  return found;
}

export function lawMean(law: Law): number {
  let sum = 0;
  for (let k = 1; k < law.p.length; k++) sum += k * law.p[k]!;
  return sum * law.step;
}

export function lawVariance(law: Law): number {
  const mean = lawMean(law);
  let sum = 0;
  for (let k = 0; k < law.p.length; k++) sum += law.p[k]! * (k * law.step - mean) ** 2;
  return sum;
}

/** Probability of `units` or fewer. */
export function atMost(law: Law, units: number): number {
  let sum = 0;
  for (let k = 0; k < law.p.length && k * law.step <= units; k++) sum += law.p[k]!;
  return Math.min(1, sum);
}

/** Expected units that `stock` cannot serve: E (D − stock)+. */
export function expectedShort(law: Law, stock: number): number {
  let sum = 0;
  for (let k = law.p.length - 1; k >= 0 && k * law.step > stock; k--) sum += law.p[k]! * (k * law.step - stock);
  return sum;
}
