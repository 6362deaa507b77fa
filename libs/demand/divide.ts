// How to divide stock between a warehouse and its outlets so that the fewest cars wait. For a given warehouse stock the
// waiting at an outlet falls convexly with its stock, so the best division is by greatest relief, unit by unit; the best
// warehouse stock is found by trying each. That is the optimum, not a rule of thumb, whenever a unit costs the same
// wherever it lies; with prices by place
// the ways to spend that no other way beats are followed from outlet to outlet.
import { poisson, type Law } from './law.ts';
import { type How, type Network, networkRate, outstandingAt, owedByWarehouse } from './two-echelon.ts';

export type Division = { warehouse: number; stocks: number[]; waiting: number; units: number };

/** Waiting at an outlet with 0, 1, 2 … units, as long as another unit relieves by more than `least`. */
function waitingCurve(outstanding: Law, least: number): number[] {
  let [waiting, tail] = [0, 1];
  for (let k = 1; k < outstanding.p.length; k++) waiting += k * outstanding.p[k]!;
  const curve = [waiting];
  for (let k = 0; k < outstanding.p.length; k++) {
    tail -= outstanding.p[k]!;
    if (tail <= least) break;
    waiting = Math.max(0, waiting - tail);
    curve.push(waiting);
  }
  return curve;
}

type Spread = { waiting: number[]; place: number[] };

/** Waiting over all outlets with 0, 1, 2 … units among them in the best way, and where each unit went. */
function bestSpread(curves: readonly number[][], most: number): Spread {
  const steps: { relief: number; outlet: number; rank: number }[] = [];
  curves.forEach((curve, outlet) => { for (let rank = 1; rank < curve.length && rank <= most; rank++) steps.push({ relief: curve[rank - 1]! - curve[rank]!, outlet, rank }); });
  steps.sort((a, b) => b.relief - a.relief || a.rank - b.rank || a.outlet - b.outlet);
  let sum = curves.reduce((all, curve) => all + curve[0]!, 0);
  const [waiting, place] = [[sum], [] as number[]];
  for (const { relief, outlet } of steps.slice(0, most)) {
    sum -= relief;
    waiting.push(Math.max(0, sum));
    place.push(outlet);
  }
  return { waiting, place };
}

const spreadWith = (network: Network, warehouse: number, most: number, how: How, least: number): Spread => {
  const owed = owedByWarehouse(network, warehouse);
  return bestSpread(network.outlets.map((_, i) => waitingCurve(outstandingAt(network, owed, i, how), least)), most);
};

/** The division of `units` units of which `warehouse` stay at the warehouse. */
export function divisionWith(network: Network, warehouse: number, units: number, how: How = 'exact'): Division {
  const { waiting, place } = spreadWith(network, warehouse, units - warehouse, how, 0);
  const stocks = network.outlets.map(() => 0);
  for (const outlet of place) stocks[outlet]!++;
  return { warehouse, stocks, waiting: waiting.at(-1)!, units: warehouse + place.length };
}

/** The fewest waiting cars with 0, 1, 2 … units in the whole network, and the warehouse stock that goes with each. */
export type Frontier = { waiting: number[]; warehouse: number[] };

/**
 * The frontier of a network up to `most` units. Units that relieve by less than `leastRelief` waiting cars are not looked
 * at (a warehouse unit relieves by no more than the chance that it is owed), so a frontier for dear parts is short.
 */
export function frontierOf(network: Network, most: number, how: How = 'exact', leastRelief = 1e-12): Frontier {
  const found: Frontier = { waiting: [], warehouse: [] };
  const outstanding = poisson(networkRate(network) * network.supplyTime);
  let owing = 1;
  for (let stock = 0; stock <= most && owing > leastRelief; stock++) {
    spreadWith(network, stock, most - stock, how, leastRelief).waiting.forEach((waiting, units) => {
      if (waiting < (found.waiting[stock + units] ?? Number.POSITIVE_INFINITY) - 1e-13) [found.waiting[stock + units], found.warehouse[stock + units]] = [waiting, stock];
    });
    owing -= outstanding.p[stock] ?? 0;
  }
  return found;
}

/** The best division of `units` units; fewer where more would not let a car wait less. */
export function bestDivision(network: Network, units: number, how: How = 'exact'): Division {
  const { waiting, warehouse } = frontierOf(network, units, how);
  const last = Math.min(units, waiting.length - 1);
  return divisionWith(network, warehouse[last]!, last, how);
}

/** The fewest units, best divided, with at most this many cars waiting on average (by `how`, which is exact unless one wants to see METRIC err). */
export function fewestUnits(network: Network, mostWaiting: number, how: How = 'exact'): Division {
  if (!(mostWaiting > 0)) throw new RangeError('no stock lets nobody wait at all');
  for (let most = 8; ; most *= 2) {
    const { waiting, warehouse } = frontierOf(network, most, how, Math.min(1e-12, mostWaiting / 1e3));
    const units = waiting.findIndex((one) => one <= mostWaiting);
    if (units >= 0) return divisionWith(network, warehouse[units]!, units, how);
  }
}

/** What a unit costs where it lies, in any money. */
export type Prices = { warehouse: number; outlets: readonly number[] };

/** The cheapest stock whose waiting stays within `mostWaiting`, when a unit costs differently by place: every warehouse stock is tried, and of two ways to spend on the first outlets only the one that another does not beat in both cost and waiting is followed. */
export function cheapestStock(network: Network, prices: Prices, mostWaiting: number): Division & { cost: number } {
  if (!(mostWaiting > 0)) throw new RangeError('no stock lets nobody wait at all');
  let best: (Division & { cost: number }) | undefined;
  const outstanding = networkRate(network) * network.supplyTime;
  const last = Math.ceil(outstanding + 8 * Math.sqrt(outstanding) + 4);
  for (let stock = 0; stock <= last; stock++) {
    const begin = stock * prices.warehouse;
    if (best !== undefined && begin >= best.cost) break;
    const owed = owedByWarehouse(network, stock);
    const curves = network.outlets.map((_, i) => waitingCurve(outstandingAt(network, owed, i), Math.min(1e-9, mostWaiting / 1e3) / network.outlets.length));
    const found = cheapestOutlets(curves, prices.outlets, mostWaiting, best === undefined ? Number.POSITIVE_INFINITY : best.cost - begin);
    if (found !== undefined) best = { warehouse: stock, stocks: found.stocks, waiting: found.waiting, units: stock + found.stocks.reduce((sum, one) => sum + one, 0), cost: begin + found.cost };
  }
  return best!;
}

/** Cheapest stocks within a bound on waiting; states (cost, waiting) that another state beats are dropped. */
function cheapestOutlets(curves: readonly number[][], prices: readonly number[], mostWaiting: number, below: number): { stocks: number[]; waiting: number; cost: number } | undefined {
  type State = { cost: number; waiting: number; stocks: number[] };
  const rest = curves.map((_, i) => curves.slice(i + 1).reduce((sum, curve) => sum + curve.at(-1)!, 0));
  let states: State[] = [{ cost: 0, waiting: 0, stocks: [] }];
  curves.forEach((curve, i) => {
    const next: State[] = [];
    for (const state of states) {
      curve.forEach((waiting, stock) => {
        const one = { cost: state.cost + stock * prices[i]!, waiting: state.waiting + waiting, stocks: [...state.stocks, stock] };
        if (one.cost < below && one.waiting + rest[i]! <= mostWaiting) next.push(one);
      });
    }
    next.sort((a, b) => a.cost - b.cost || a.waiting - b.waiting);
    let least = Number.POSITIVE_INFINITY;
    states = next.filter((state) => (state.waiting < least - 1e-13 ? ((least = state.waiting), true) : false));
  });
  return states[0];
}
