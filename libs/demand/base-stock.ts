// Base stock: what is taken is ordered again at once (or at the next review), so the stock position is always S.
// Exact for compound Poisson demand when orders do not overtake each other. A target is a fill rate (share of units served
// from the shelf) or a mean wait in months (Little: waiting units over demand); the answer is the smallest S that keeps it.
import { type Law, exactly, expectedShort, lawMean, quantile } from './law.ts';
import { type LeadTimes, type Stream, leadTimeDemand, unitsPerMonth } from './lead-time-demand.ts';
import { thinned } from './two-echelon.ts';

export type Service = {
  /** Share of units served from the shelf. */
  fillRate: number;
  /** Units (cars) waiting, on average. */
  waiting: number;
  /** Units on the shelf, on average. */
  onHand: number;
  /** Mean months that a unit of demand waits. */
  waitMonths: number;
};
export type Target = { fillRate: number } | { waitMonths: number };

/** Service of a base stock under continuous review. */
export function serviceOf(stream: Stream, leadTimes: LeadTimes, stock: number): Service {
  const during = leadTimeDemand(stream, leadTimes);
  const rate = unitsPerMonth(stream);
  const waiting = expectedShort(during, stock);
  return { fillRate: rate > 0 ? servedAtOnce(during, stream.sizes ?? exactly(1), stock) : 1, waiting, onHand: stock - lawMean(during) + waiting, waitMonths: rate > 0 ? waiting / rate : 0 };
}

/** Share of the units of an arriving customer that the shelf holds. */
function servedAtOnce(during: Law, sizes: Law, stock: number): number {
  let served = 0;
  for (let taken = 0; taken < during.p.length && taken * during.step < stock; taken++) {
    const left = stock - taken * during.step;
    for (let k = 1; k < sizes.p.length; k++) served += during.p[taken]! * sizes.p[k]! * Math.min(k * sizes.step, left);
  }
  return served / lawMean(sizes);
}

/** Service when stock is looked at every `reviewMonths` and ordered up to `stock`. */
export function reviewedServiceOf(stream: Stream, leadTimes: LeadTimes, reviewMonths: number, stock: number): Service {
  const before = leadTimeDemand(stream, leadTimes);
  const after = leadTimeDemand(stream, leadTimes, reviewMonths);
  const rate = unitsPerMonth(stream);
  if (!(rate > 0)) return { fillRate: 1, waiting: 0, onHand: stock, waitMonths: 0 };
  const [first, last] = [expectedShort(before, stock), expectedShort(after, stock)];
  const waiting = (first + last) / 2;
  return { fillRate: 1 - (last - first) / (rate * reviewMonths), waiting, onHand: stock - (lawMean(before) + lawMean(after)) / 2 + waiting, waitMonths: waiting / rate };
}

/** The smallest base stock that keeps a target; refuses a target that no stock can keep. */
export function baseStockFor(stream: Stream, leadTimes: LeadTimes, target: Target, reviewMonths = 0): { stock: number; service: Service } {
  if ('fillRate' in target ? !(target.fillRate < 1) : !(target.waitMonths > 0)) throw new RangeError('a fill rate below 1 or a wait above 0 can be kept by stock; perfection cannot');
  const kept = ({ fillRate, waitMonths }: Service): boolean => ('fillRate' in target ? fillRate >= target.fillRate - 1e-12 : waitMonths <= target.waitMonths + 1e-12);
  const at = (stock: number): Service => (reviewMonths > 0 ? reviewedServiceOf(stream, leadTimes, reviewMonths, stock) : serviceOf(stream, leadTimes, stock));
  let [low, high] = [-1, 1];
  while (!kept(at(high))) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (kept(at(middle))) high = middle;
    else low = middle;
  }
  return kept(at(0)) ? { stock: 0, service: at(0) } : { stock: high, service: at(high) };
}

/**
 * Expected share of demand served in one month by ordering up to `stock`, from laws of demand: `before` over the lead
 * time, `after` over lead time and the month. The forecast's laws go in here as they are.
 */
export function fillRateOf(before: Law, after: Law, stock: number): number {
  const month = lawMean(after) - lawMean(before);
  return month > 1e-12 ? 1 - (expectedShort(after, stock) - expectedShort(before, stock)) / month : 1;
}

/** A law of demand over some months, told for a share of them: each unit falls into that share with that chance. */
export const lawOverShare = (law: Law, share: number): Law => ({ step: law.step, p: thinned({ step: 1, p: law.p }, share).p });

/**
 * The one level for all shelves (each kept at that quantile of its own law over lead time and month) at which the shelves
 * together are expected to serve `fillRate` of what is asked for in the month. One level for all is the cheapest way to a
 * pooled fill rate when a unit costs the same to hold everywhere. Where a shelf's position (on hand and on order) is above
 * its quantile already, it is counted as it is, for stock is not sent back.
 */
export function levelForFillRate(laws: readonly Law[], leadMonths: number, fillRate: number, positions?: ArrayLike<number>): number {
  const before = laws.map((law) => lawOverShare(law, leadMonths / (leadMonths + 1)));
  const month = laws.reduce((sum, law, i) => sum + lawMean(law) - lawMean(before[i]!), 0);
  if (!(month > 0)) return fillRate;
  const unserved = (level: number): number => laws.reduce((sum, law, i) => {
    const stock = Math.max(quantile(law, level), positions?.[i] ?? 0);
    return sum + expectedShort(law, stock) - expectedShort(before[i]!, stock);
  }, 0);
  let [low, high] = [0, 1];
  for (let round = 0; round < 30; round++) {
    const middle = (low + high) / 2;
    if (unserved(middle) <= (1 - fillRate) * month) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * What to ask for now, so that a fill rate is got over a longer time: what was served beyond or short of it so far is made
 * up over the next `months` months. Between a third and three times the share unserved that was asked for.
 */
export function steeredFillRate(fillRate: number, soFar: { asked: number; served: number }, unitsPerMonth: number, months = 4): number {
  if (!(unitsPerMonth > 0)) return fillRate;
  const unserved = 1 - fillRate - (fillRate * soFar.asked - soFar.served) / (months * unitsPerMonth);
  return 1 - Math.max((1 - fillRate) / 3, Math.min(3 * (1 - fillRate), unserved));
}
