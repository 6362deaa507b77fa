// What the world adds to a stock rule: a supplier's smallest lot, a shelf that goes stale, the last chance to buy, and
// the price of a car that waits. Money in fen, times in months unless the name says otherwise.
import { type Law, atMost, expectedShort, lawMean, mixture, poisson, quantile } from './law.ts';
import { type Stream, compoundPoisson, unitsPerMonth } from './lead-time-demand.ts';

/** Units to order so that the position reaches `upTo`, in whole lots and not below the supplier's least; 0 when nothing is missing. */
export function inLots(position: number, upTo: number, lot = 1, least = 0): number {
  if (position >= upTo) return 0;
  return Math.ceil(Math.max(upTo - position, least) / lot) * lot;
}

/** Expected units thrown away when `stock` units bought now are used first in, first out and spoil after `shelfLifeMonths`. */
export function expectedSpoilt(stream: Stream, shelfLifeMonths: number, stock: number): number {
  const life = compoundPoisson(stream.customersPerMonth * shelfLifeMonths, stream.sizes);
  return stock - lawMean(life) + expectedShort(life, stock);
}

/** The largest stock of which no more than `share` is expected to spoil. */
export function mostBeforeSpoiling(stream: Stream, shelfLifeMonths: number, share: number): number {
  let stock = 0;
  while (stock < 100_000 && expectedSpoilt(stream, shelfLifeMonths, stock + 1) <= share * (stock + 1)) stock++;
  return stock;
}

/** What is still asked for until the duty ends: the months' means (falling as cars leave the road), uncertain as a whole by `spread` (deviation over mean). */
export function lifelongDemand(monthlyMeans: ArrayLike<number>, spread = 0.3): Law {
  let mean = 0;
  for (let i = 0; i < monthlyMeans.length; i++) mean += monthlyMeans[i]!;
  // three points that keep mean and deviation of the factor (Gauss–Hermite)
  const factors = [1 - Math.sqrt(3) * spread, 1, 1 + Math.sqrt(3) * spread].map((factor) => Math.max(0, factor));
  return mixture(factors.map((factor) => poisson(mean * factor)), [1, 4, 1]);
}

export type LastBuy = {
  /** Price of a unit now, and what keeping one until the end costs on average. */
  price: number;
  keeping: number;
  /** What a unit left in the end still brings; negative when it costs (dangerous goods). */
  left: number;
  /** What a missing unit costs later: small series, reworked part, buying back the car. */
  missing: number;
};

/** The last-time buy: units, expected cost, expected units left and missing. The critical ratio decides (newsvendor). */
export function lastTimeBuy(demand: Law, onHand: number, { price, keeping, left, missing }: LastBuy): { units: number; cost: number; leftOver: number; missing: number; enough: number } {
  const under = missing - price;
  const over = price + keeping - left;
  const upTo = under <= 0 ? 0 : over <= 0 ? quantile(demand, 1) : quantile(demand, under / (under + over));
  const units = Math.max(0, upTo - onHand);
  const total = onHand + units;
  const short = expectedShort(demand, total);
  const leftOver = total - lawMean(demand) + short;
  return { units, cost: units * price + (keeping - left) * leftOver + missing * short, leftOver, missing: short, enough: atMost(demand, total) };
}

export type WaitingCar = {
  /** Loaner car or travel money owed per day, from day `loanerFromDay` of the stay on. */
  loanerFenPerDay: number;
  loanerFromDay: number;
  /** Bay and yard that the car takes up. */
  placeFenPerDay: number;
  /** Worth of an owner's good will per day of waiting. */
  goodwillFenPerDay: number;
  /** What it costs when a stay reaches a limit of the three guarantees (replacement or return of the car), the days until then, and how unsure the arrival is (deviation in days). */
  guarantee?: { fen: number; daysLeft: number; deviationDays: number };
};

/** What the wait of one car costs if it lasts `days`: the price that ranks cars and that stock is weighed against. */
export function priceOfWaiting(car: WaitingCar, days: number): number {
  const loaner = Math.max(0, days - Math.max(0, car.loanerFromDay - 1)) * car.loanerFenPerDay;
  const guarantee = car.guarantee === undefined ? 0 : car.guarantee.fen / (1 + Math.exp((-1.702 * (days - car.guarantee.daysLeft)) / Math.max(0.1, car.guarantee.deviationDays)));
  return Math.round(days * (car.placeFenPerDay + car.goodwillFenPerDay) + loaner + guarantee);
}

/** The stock at which one more unit costs more to hold than the cars it saves from waiting: the smallest S with P(D ≤ S) ≥ w / (w + h). Both prices per unit and month. */
export const stockAtPrice = (during: Law, holdingPerMonth: number, waitingPerMonth: number): number =>
  waitingPerMonth <= 0 ? 0 : quantile(during, waitingPerMonth / (waitingPerMonth + holdingPerMonth));

/** The price of a waiting car per month that a chosen stock implies: what one believes when one keeps so much. */
export function impliedWaitingPrice(during: Law, holdingPerMonth: number, stock: number): number {
  const kept = atMost(during, stock);
  return kept >= 1 ? Number.POSITIVE_INFINITY : (holdingPerMonth * kept) / (1 - kept);
}

/** Months of demand that a stock covers. */
export const monthsOfCover = (stream: Stream, stock: number): number => (unitsPerMonth(stream) > 0 ? stock / unitsPerMonth(stream) : Number.POSITIVE_INFINITY);
