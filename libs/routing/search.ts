// The search: take strings out, put them back where they cost least (with a blink now and then), keep or take back by the rule
// of annealing. Temperature falls with the elapsed share of the stop, so a search of one second is a whole search, too.
import type { Craft } from './plain.ts';
import { keep, type Kept, type Plan, restore, takeBack } from './plan.ts';
import type { Random } from './random.ts';
import { type Near, ruinBy, type RuinSizes } from './ruin.ts';

/** Whatever comes first. `clock` tells seconds: CPU time of the thread, where a busy machine should not matter. */
export type Until = { iterations?: number; seconds?: number; clock?: () => number };

export type Orders = { weight: number; key: Float64Array }[];

export type SearchParts = { plan: Plan; craft: Craft; near: Near; orders: Orders; random: Random; fixed: Uint8Array; until: Until; tuning?: Partial<Tuning> };

export type Tuning = RuinSizes & { hot: number; cold: number; blink: number; trip: number; trips: number; wide: number };

export const usual: Tuning = { average: 10, longest: 10, split: 0.5, goOn: 0.01, hot: 1, cold: 0.01, blink: 0.01, trip: 5, trips: 0.7, wide: 3 };

/** The elapsed share of the stop, 0 to 1; the clock is looked at once in 64 iterations. */
export function elapsed(until: Until): (iteration: number) => number {
  const clock = until.clock ?? (() => performance.now() / 1000);
  const began = clock();
  let share = 0;
  return (iteration) => {
    if (until.seconds !== undefined && (iteration & 63) === 0) share = (clock() - began) / until.seconds;
    return until.iterations === undefined ? share : Math.max(share, iteration / until.iterations);
  };
}

/** Sorts the tasks of a ruin by one of the orders, or shuffles them. */
function sorter(orders: Orders, random: Random): (out: Int32Array, count: number) => void {
  const whole = orders.reduce((sum, order) => sum + order.weight, 0) + 4;
  return (out, count) => {
    let pick = random() * whole;
    let chosen = 0;
    while (chosen < orders.length && pick >= orders[chosen]!.weight) pick -= orders[chosen++]!.weight;
    if (chosen === orders.length) {
      for (let i = count - 1; i > 0; i--) {
        const k = Math.floor(random() * (i + 1));
        const swap = out[i]!;
        out[i] = out[k]!;
        out[k] = swap;
      }
      return;
    }
    const key = orders[chosen]!.key;
    for (let i = 1; i < count; i++) {
      const task = out[i]!;
      let k = i - 1;
      while (k >= 0 && key[out[k]!]! > key[task]!) {
        out[k + 1] = out[k]!;
        k--;
      }
      out[k + 1] = task;
    }
  };
}

/** What a visit that is in the plan costs: the measure of heat. What is left out for now has a price that is no measure of anything. */
function perVisit(plan: Plan): number {
  let cost = 0;
  let visits = 0;
  for (let route = 0; route < plan.routes; route++) {
    cost += plan.cost[plan.row[route]!]!;
    visits += plan.size[plan.row[route]!]!;
  }
  return visits === 0 ? 0 : cost / visits;
}

export function search({ plan, craft, near, orders, random, fixed, until, tuning }: SearchParts): { best: Kept; iterations: number } {
  const set = { ...usual, ...tuning };
  const ruin = ruinBy(plan, near, random, set, fixed);
  const order = sorter(orders, random);
  const share = elapsed(until);
  const left = new Int32Array(plan.tasks);

  /**
   * Puts back what was taken out; leaves the tasks without room in `left`. Tells what leaving them costs. Where prices of places are
   * exact it gives up, and tells Infinity, as soon as they are more than `budget`: the turn would be taken back.
   */
  const recreate = (out: Int32Array, count: number, open: boolean, budget: number): number => {
    plan.absents = 0;
    let lost = 0;
    let rest = budget;
    for (let i = 0; i < count; i++) {
      const task = out[i]!;
      let price = open && i === 0 ? craft.seek(task, set.blink, true) : Infinity;
      if (price === Infinity) price = craft.seek(task, set.blink, false);
      if (price < plan.penalty[task]! || (open && i === 0 && price < Infinity)) {
        rest -= price;
        if (rest < 0) return Infinity;
        craft.put(task);
      } else {
        left[plan.absents++] = task;
        lost += plan.penalty[task]!;
        rest -= plan.penalty[task]!;
      }
    }
    return lost;
  };

  const comeBack = (to: Kept): number => {
    restore(plan, to);
    craft.forget?.();
    for (let route = 0; route < plan.routes; route++) craft.refresh(route);
    return to.cost;
  };

  /** One turn: the new cost of the plan, which may be the old one. */
  const turn = (current: number, heat: number, opens: boolean): number => {
    let change = 0;
    for (let i = 0; i < plan.absents; i++) change -= plan.penalty[plan.absent[i]!]!;
    const absents = plan.absents;
    const { out, count } = ruin(opens ? set.wide : 1);
    const touched = plan.touches;
    let torn = 0;
    for (let i = 0; i < touched; i++) {
      craft.refresh(plan.touched[i]!);
      const row = plan.row[plan.touched[i]!]!;
      torn += plan.cost[row]! - plan.cost[row ^ 1]!;
    }
    order(out, count);
    const most = opens ? Infinity : -heat * Math.log(random());
    change += recreate(out, count, opens, craft.exact === true ? most - change - torn + 1e-6 : Infinity);
    for (let i = 0; i < plan.touches; i++) {
      const row = plan.row[plan.touched[i]!]!;
      change += plan.cost[row]! - plan.cost[row ^ 1]!;
    }
    if (change < most) {
      for (let i = 0; i < plan.absents; i++) plan.absent[i] = left[i]!;
      return current + change;
    }
    takeBack(plan, out, count);
    plan.absents = absents;
    return current;
  };

  let current = 0;
  for (let route = 0; route < plan.routes; route++) current += plan.cost[plan.row[route]!]!;
  for (let i = 0; i < plan.absents; i++) current += plan.penalty[plan.absent[i]!]!;
  current = turn(current, Infinity, false);
  const hot = (set.hot * perVisit(plan)) || 1;
  let best = keep(plan, current);
  let home = best;
  let homeAt = 0;
  const trip = set.trip * plan.visits;
  let iteration = 1;
  for (let now = share(1); now < 1; now = share(++iteration)) {
    if (iteration === homeAt) {
      if (current > home.cost) current = comeBack(home);
    }
    const opens = iteration % (3 * trip) === 0 && now < set.trips;
    if (opens) {
      home = keep(plan, current);
      homeAt = iteration + trip;
    }
    current = turn(current, hot * (set.cold / set.hot) ** now, opens);
    if (current < best.cost - 1e-9) best = keep(plan, current);
  }
  comeBack(best);
  return { best, iterations: iteration };
}
