// The referee: the same rules lived through, customer by customer, from a seed. The formulas of this library must agree
// with it within chance. Times are fixed and orders come first, first served, as in the formulas.
import { type Chance, chanceFrom, pickByWeight, poissonCount, waitFor } from './chance.ts';
import type { Stream } from './lead-time-demand.ts';
import { type Network, networkRate } from './two-echelon.ts';

export type Lived = { customers: number; fillRate: number; wait: number; waiting: number };

/** A warehouse and its outlets lived through until `customers` cars have come; the first tenth is not counted. */
export function liveNetwork(network: Network, warehouse: number, stocks: readonly number[], customers: number, seed: number): Lived[] {
  const chance = chanceFrom(seed);
  const rate = networkRate(network);
  const weights = network.outlets.map((outlet) => outlet.rate);
  const asked: number[] = [];
  const arrivals: number[][] = stocks.map(() => []);
  const sums = stocks.map(() => ({ customers: 0, served: 0, waited: 0 }));
  let now = 0;
  let counted = 0;
  for (let n = 0; n < customers; n++) {
    now += waitFor(chance, rate);
    if (n === Math.floor(customers / 10)) counted = now;
    const i = pickByWeight(chance, weights);
    asked.push(now);
    // the unit that leaves now was ordered when the customer `warehouse` places earlier came
    const before = n - warehouse;
    const leaves = before < 0 ? now : Math.max(now, asked[before]! + network.supplyTime);
    arrivals[i]!.push(leaves + network.outlets[i]!.transport);
    const unit = arrivals[i]!.length - 1 - stocks[i]!;
    const wait = unit < 0 ? 0 : Math.max(0, arrivals[i]![unit]! - now);
    if (counted === 0) continue;
    sums[i]!.customers++;
    sums[i]!.waited += wait;
    if (wait === 0) sums[i]!.served++;
  }
  return sums.map((one) => ({ customers: one.customers, fillRate: one.served / one.customers, wait: one.waited / one.customers, waiting: one.waited / (now - counted) }));
}

/** Units asked for in `months` months of a stream. */
export function askedIn({ customersPerMonth, sizes }: Stream, months: number, chance: Chance): number {
  let units = 0;
  const customers = poissonCount(chance, customersPerMonth * months);
  if (sizes === undefined) return customers;
  for (let n = 0; n < customers; n++) units += pickByWeight(chance, sizes.p) * sizes.step;
  return units;
}

export type Rule = { leadMonths: number; order: (position: number) => number };

/** One shelf lived through with one-unit-of-time steps: order by rule, receive, serve. Answers shares and averages per period. */
export function liveShelf(stream: Stream, { leadMonths, order }: Rule, months: number, seed: number): { fillRate: number; endStock: number; endWaiting: number; orders: number } {
  const chance = chanceFrom(seed);
  const placed: number[] = [];
  let [net, position] = [0, 0];
  const sums = { asked: 0, served: 0, stock: 0, waiting: 0, orders: 0, months: 0 };
  for (let t = 0; t < months; t++) {
    const units = order(position);
    placed.push(units);
    position += units;
    if (t >= leadMonths) net += placed[t - leadMonths]!;
    const asked = askedIn(stream, 1, chance);
    const served = Math.min(asked, Math.max(0, net));
    net -= asked;
    position -= asked;
    if (t < months / 10) continue;
    sums.months++;
    sums.asked += asked;
    sums.served += served;
    sums.stock += Math.max(0, net);
    sums.waiting += Math.max(0, -net);
    if (units > 0) sums.orders++;
  }
  return { fillRate: sums.asked > 0 ? sums.served / sums.asked : 1, endStock: sums.stock / sums.months, endWaiting: sums.waiting / sums.months, orders: sums.orders / sums.months };
}
