// What is asked for while an order is on its way. Customers come by a Poisson stream and take one or several units
// (compound Poisson); the time an order needs is a law of its own. Time is in months throughout, or in any other unit as
// long as rate and time use the same.
import { type Law, atMost, exactly, lawMean, mixture, nothing, poisson } from './law.ts';

/** Customers per month, and how many units one takes (`sizes.p[k]`: chance of k units; always one when left out). */
export type Stream = { customersPerMonth: number; sizes?: Law };
/** How long an order may need, and how likely that is; chances of any sum above 0. */
export type LeadTimes = readonly { months: number; chance: number }[];

const one: Law = exactly(1);
export const unitsPerMonth = ({ customersPerMonth, sizes = one }: Stream): number => customersPerMonth * lawMean(sizes);

/** Law of a compound Poisson sum with `customers` expected (Panjer's recursion). */
export function compoundPoisson(customers: number, sizes: Law = one): Law {
  if (!(customers > 0)) return nothing;
  if (sizes.p.length === 2 && sizes.p[1] === 1) {
    const law = poisson(customers);
    return { step: law.step * sizes.step, p: law.p };
  }
  const none = sizes.p[0] ?? 0;
  const square = sizes.p.reduce((sum, chance, k) => sum + chance * k * k, 0);
  const first = sizes.p.reduce((sum, chance, k) => sum + chance * k, 0);
  const length = Math.ceil(customers * first + 12 * Math.sqrt(customers * square) + 10 * sizes.p.length);
  const p = new Float64Array(length);
  p[0] = Math.exp(-customers * (1 - none));
  if (p[0] < 1e-280) throw new RangeError('compound Poisson: too many customers for one recursion; split the time');
  for (let n = 1; n < length; n++) {
    let sum = 0;
    for (let k = 1; k < sizes.p.length && k <= n; k++) sum += k * sizes.p[k]! * p[n - k]!;
    p[n] = (customers / n) * sum;
  }
  return mixture([{ step: sizes.step, p }], [1]);
}

/** Law of the units asked for over a lead time, plus `months` of review when stock is looked at only now and then. */
export const leadTimeDemand = (stream: Stream, leadTimes: LeadTimes, months = 0): Law =>
  mixture(leadTimes.map((lead) => compoundPoisson(stream.customersPerMonth * (lead.months + months), stream.sizes)), leadTimes.map((lead) => lead.chance));

/** A stream with this mean and variance of units per month: single units where the variance allows no more, else clusters of logarithmic size (negative binomial months). */
export function streamOf(mean: number, variance: number): Stream {
  if (!(variance > mean * (1 + 1e-9))) return { customersPerMonth: Math.max(0, mean) };
  const ratio = 1 - mean / variance;
  const log = -Math.log1p(-ratio);
  const p = new Float64Array(Math.min(400, Math.ceil(Math.log(1e-12) / Math.log(ratio)) + 2));
  for (let k = 1; k < p.length; k++) p[k] = ratio ** k / (k * log);
  return { customersPerMonth: (mean / (variance / mean - 1)) * log, sizes: mixture([{ step: 1, p }], [1]) };
}

/** Chance that stock on the shelf serves a whole month without anyone waiting. */
export const chanceNobodyWaits = (law: Law, stock: number): number => atMost(law, stock);
