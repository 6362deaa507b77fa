// When each order costs something by itself: (s, S) under periodic review and (r, Q) under continuous review, both exact.
// Zheng & Federgruen 1991 (a fast search for s and S that ends at the optimum); Federgruen & Zheng 1992 for r and Q.
// Costs are per period or per month; `holding` and `waiting` are per unit and period.
import { type Law, exactly, lawMean, plus, timesOver } from './law.ts';
import { type LeadTimes, type Stream, leadTimeDemand, unitsPerMonth } from './lead-time-demand.ts';

export type OrderCosts = { order: number; holding: number; waiting: number };

/** Expected cost of a period that ends with what `law` leaves of a position y; reads a table that is grown when asked further. */
function periodCost(law: Law, { holding, waiting }: OrderCosts): (y: number) => number {
  const mean = lawMean(law);
  const known = new Map<number, number>();
  return (y) => {
    const found = known.get(y);
    if (found !== undefined) return found;
    let onHand = 0;
    for (let k = 0; k < law.p.length && k * law.step < y; k++) onHand += law.p[k]! * (y - k * law.step);
    const cost = holding * onHand + waiting * (mean - y + onHand);
    known.set(y, cost);
    return cost;
  };
}

/** Where a function of whole numbers that falls and then rises is smallest. */
function bottomOf(cost: (y: number) => number, start: number): number {
  let y = Math.round(start);
  while (cost(y + 1) < cost(y)) y++;
  while (cost(y - 1) <= cost(y)) y--;
  return y;
}

/** Cost per period of one (s, S): order up to S when the position is at or below s. */
export function costOfSS(demand: Law, costs: OrderCosts, s: number, S: number, leadPeriods = 0): number {
  const G = periodCost(timesOver(demand, leadPeriods + 1), costs);
  const renewal = renewals(demand, S - s);
  let [cost, periods] = [costs.order, 0];
  for (let j = 0; j < S - s; j++) {
    cost += renewal[j]! * G(S - j);
    periods += renewal[j]!;
  }
  return cost / periods;
}

/** Expected visits to "j units below S" before an order. */
function renewals(demand: Law, length: number): Float64Array {
  const m = new Float64Array(Math.max(1, length));
  const stay = 1 - demand.p[0]!;
  m[0] = 1 / stay;
  for (let j = 1; j < m.length; j++) {
    let sum = 0;
    for (let k = 1; k <= j && k < demand.p.length; k++) sum += demand.p[k]! * m[j - k]!;
    m[j] = sum / stay;
  }
  return m;
}

/** The best (s, S) for a demand per period, orders arriving `leadPeriods` later. `demand` must be on single units and not nothing. */
export function bestSS(demand: Law, costs: OrderCosts, leadPeriods = 0): { s: number; S: number; cost: number } {
  if (demand.step !== 1 || !(demand.p[0]! < 1)) throw new RangeError('(s, S) needs a demand in single units that is not always nothing');
  const G = periodCost(timesOver(demand, leadPeriods + 1), costs);
  const bottom = bottomOf(G, lawMean(demand) * (leadPeriods + 1));
  let m = renewals(demand, 64);
  const cost = (s: number, S: number): number => {
    if (S - s > m.length) m = renewals(demand, 2 * (S - s));
    let [sum, periods] = [costs.order, 0];
    for (let j = 0; j < S - s; j++) {
      sum += m[j]! * G(S - j);
      periods += m[j]!;
    }
    return sum / periods;
  };
  let S = bottom;
  let s = bottom - 1;
  while (cost(s, S) > G(s)) s--;
  let best = cost(s, S);
  for (let next = S + 1; G(next) <= best; next++) {
    if (cost(s, next) < best) {
      S = next;
      while (s + 1 < bottom && cost(s, S) <= G(s + 1)) s++;
      best = cost(s, S);
    }
  }
  return { s, S, cost: best };
}

/** Cost per month of (r, Q): order Q (or several Q) whenever the position is at or below r. */
export function costOfRQ(stream: Stream, leadTimes: LeadTimes, costs: OrderCosts, r: number, Q: number): number {
  const G = periodCost(leadTimeDemand(stream, leadTimes), costs);
  let sum = costs.order * unitsPerMonth(stream);
  for (let y = r + 1; y <= r + Q; y++) sum += G(y);
  return sum / Q;
}

/** The best (r, Q). `lot` is the smallest quantity the supplier sends. */
export function bestRQ(stream: Stream, leadTimes: LeadTimes, costs: OrderCosts, lot = 1): { r: number; Q: number; cost: number } {
  const during = leadTimeDemand(stream, leadTimes);
  const G = periodCost(during, costs);
  const bottom = bottomOf(G, lawMean(during));
  let [low, high, sum] = [bottom, bottom, costs.order * unitsPerMonth(stream) + G(bottom)];
  for (;;) {
    const Q = high - low + 1;
    const next = Math.min(G(low - 1), G(high + 1));
    if (Q >= lot && next >= sum / Q) return { r: low - 1, Q, cost: sum / Q };
    sum += next;
    if (G(low - 1) <= G(high + 1)) low--;
    else high++;
  }
}

/** Law of the stock short or on the shelf under (r, Q): position uniform on r+1 … r+Q, less what is asked for meanwhile; answers the share of units served at once. */
export function fillRateOfRQ(stream: Stream, leadTimes: LeadTimes, r: number, Q: number): number {
  const before = leadTimeDemand(stream, leadTimes);
  const sizes = stream.sizes ?? exactly(1);
  const after = plus(before, sizes);
  const short = (law: Law, y: number): number => law.p.reduce((sum, chance, k) => sum + chance * Math.max(0, k * law.step - Math.max(0, y)), 0);
  let missed = 0;
  for (let y = r + 1; y <= r + Q; y++) missed += y > 0 ? short(after, y) - short(before, y) : lawMean(sizes);
  return 1 - missed / Q / lawMean(sizes);
}

/** The smallest r whose (r, Q) keeps a fill rate below 1. */
export function reorderPointFor(stream: Stream, leadTimes: LeadTimes, Q: number, fillRate: number): number {
  if (!(fillRate < 1)) throw new RangeError('no stock keeps a fill rate of 1');
  let r = -Q;
  while (fillRateOfRQ(stream, leadTimes, r, Q) < fillRate) r++;
  return r;
}
