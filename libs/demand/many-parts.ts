// One budget over many parts, each with its own network: which units to buy so that the fewest cars wait, a car weighing
// what its part weighs. Every part's frontier (divide.ts) is cut to its convex hull; hull steps are bought in the order of
// relief per money until the money is gone, then single steps that still fit. The relaxed problem (a step may be bought in
// part) gives a bound no plan can beat, the Lagrangian bound, and the gap to it is told with every plan.
import { type Division, type Frontier, divisionWith, frontierOf } from './divide.ts';
import type { Network } from './two-echelon.ts';

export type StockedPart = {
  network: Network;
  /** What a unit costs, in the money of the budget. */
  price: number;
  /** How much a waiting car counts (safety, three-guarantee days); 1 when left out. */
  weight?: number;
};
export type Step = { part: number; units: number; cost: number; relief: number };
export type Plan = {
  /** Units of each part in its whole network. */
  units: number[];
  cost: number;
  /** Weighted cars waiting on average under the plan, and the least that any plan of this budget could have. */
  waiting: number;
  bound: number;
  /** (waiting − bound) / bound. */
  gap: number;
  /** Weighted cars one more unit of money would save: 1 over the price of a waiting car at the margin. */
  reliefPerMoney: number;
};

/** Steps of the lower convex hull of a frontier, steepest first. */
export function hullSteps({ waiting }: Frontier, part: number, { price, weight = 1 }: StockedPart): Step[] {
  const hull: number[] = [];
  for (let n = 0; n < waiting.length; n++) {
    if (!(waiting[n]! < (hull.length === 0 ? Number.POSITIVE_INFINITY : waiting[hull.at(-1)!]!))) continue;
    while (hull.length >= 2) {
      const [a, b] = [hull.at(-2)!, hull.at(-1)!];
      if ((waiting[a]! - waiting[b]!) * (n - a) > (waiting[a]! - waiting[n]!) * (b - a)) break;
      hull.pop();
    }
    hull.push(n);
  }
  return hull.slice(1).map((n, i) => ({ part, units: n - hull[i]!, cost: (n - hull[i]!) * price, relief: weight * (waiting[hull[i]!]! - waiting[n]!) }));
}

/** What to buy from all parts' steps with a budget; `unserved` is the weighted waiting with no stock at all. */
export function spend(steps: readonly Step[], parts: number, unserved: number, budget: number): Plan {
  const order = steps.toSorted((a, b) => b.relief * a.cost - a.relief * b.cost);
  const plan: Plan = { units: new Array<number>(parts).fill(0), cost: 0, waiting: unserved, bound: unserved, gap: 0, reliefPerMoney: 0 };
  const closed = new Uint8Array(parts);
  let relaxed = budget;
  for (const step of order) {
    if (relaxed > 0) {
      const share = Math.min(1, relaxed / step.cost);
      plan.bound -= share * step.relief;
      plan.reliefPerMoney = step.relief / step.cost;
      relaxed -= share * step.cost;
    }
    if (closed[step.part] === 1) continue;
    if (plan.cost + step.cost <= budget + 1e-9) {
      plan.units[step.part]! += step.units;
      plan.cost += step.cost;
      plan.waiting -= step.relief;
    } else closed[step.part] = 1;
  }
  plan.gap = plan.bound > 0 ? (plan.waiting - plan.bound) / plan.bound : 0;
  return plan;
}

/** The plan for a budget. Frontiers can be computed elsewhere (in threads) and handed in. */
export function planStock(parts: readonly StockedPart[], budget: number, frontiers = parts.map((part) => frontierOf(part.network, 400, 'exact', 1e-7))): Plan & { divide: (part: number) => Division } {
  const steps = frontiers.flatMap((frontier, index) => hullSteps(frontier, index, parts[index]!));
  const unserved = frontiers.reduce((sum, { waiting }, index) => sum + (parts[index]!.weight ?? 1) * waiting[0]!, 0);
  const plan = spend(steps, parts.length, unserved, budget);
  return { ...plan, divide: (part) => divisionWith(parts[part]!.network, frontiers[part]!.warehouse[plan.units[part]!]!, plan.units[part]!) };
}
