// `solve`: the problem as numbers, the craft it needs (fast where it is plain), the search, and the plan people can read.
import { driverOf, type Driver } from './drive.ts';
import { type Ground, groundOf } from './ground.ts';
import { costOf, routeOf } from './outcome.ts';
import { type Craft, singles } from './plain.ts';
import { plainOf } from './plain-ground.ts';
import { pairs } from './plain-pairs.ts';
import { emptyPlan, type Plan, restore } from './plan.ts';
import type { LeftOut, Problem, Solution } from './problem.ts';
import { type Random, seeded } from './random.ts';
import { reasonsFor } from './reasons.ts';
import { rich, type Rich } from './rich.ts';
import type { Near } from './ruin.ts';
import { type Orders, search, type Tuning, type Until } from './search.ts';

export type SolveOptions = {
  seed?: number;
  /** Iterations, or seconds of the clock that is given; whatever comes first. */
  stop: Until;
  /** Begin from this plan instead of from nothing. */
  from?: Solution;
  tuning?: Partial<Tuning>;
};

export type Table = { ground: Ground; plan: Plan; driver: Driver; random: Random };

/** The plan on the table: what is frozen lies there already; then the visits of `from` that still are possible. */
export function layOut(problem: Problem, seed: number, from?: Pick<Solution, 'routes'>): Table {
  const ground = groundOf(problem);
  const plan = emptyPlan(ground.vehicles.length, ground.tasks.map((task) => task.visits), ground.tasks.map((task) => task.prize ?? ground.must));
  const driver = driverOf(ground, plan.agreed);
  const seq = ground.frozenOf.map((visits) => [...visits]);
  restore(plan, { seq: seq.map((visits) => Int32Array.from(visits)), agreed: plan.agreed.slice(), cost: 0 });
  if (from !== undefined) layDown(ground, plan, driver, seq, from);
  return { ground, plan, driver, random: seeded(seed) };
}

function layDown(ground: Ground, plan: Plan, driver: Driver, seq: number[][], from: Pick<Solution, 'routes'>): void {
  const free = new Map<string, number[]>();
  ground.jobOf.forEach((job, visit) => {
    if (ground.frozen[visit] === 0) free.set(ground.jobs[job]!.id, [...(free.get(ground.jobs[job]!.id) ?? []), visit]);
  });
  const laid = new Map<number, number>();
  for (const route of from.routes) {
    const index = ground.vehicles.findIndex((vehicle) => vehicle.id === route.vehicle);
    if (index < 0) continue;
    for (const stop of route.stops) {
      const visit = stop.kind === 'visit' ? free.get(stop.job)?.shift() : undefined;
      if (visit === undefined || stop.kind !== 'visit' || ground.may[visit * ground.vehicles.length + index] === 0) continue;
      const task = ground.taskOf[visit]!;
      if (ground.tasks[task]!.kind === 'crew') plan.agreed[task] = stop.starts;
      seq[index]!.push(visit);
      laid.set(visit, index);
    }
  }
  const out = (task: number): void => ground.tasks[task]!.visits.forEach((visit) => {
    const index = laid.get(visit);
    if (index !== undefined && ground.frozen[visit] === 0) seq[index] = seq[index]!.filter((one) => one !== visit);
    laid.delete(visit);
  });
  ground.tasks.forEach((task, index) => {
    const where = task.visits.map((visit) => laid.get(visit));
    const bad = where.includes(undefined) || (task.kind === 'pair' && (where[0] !== where[1] || seq[where[0]!]!.indexOf(task.visits[0]!) > seq[where[0]!]!.indexOf(task.visits[1]!)));
    if (bad) out(index);
  });
  seq.forEach((_, index) => {
    while (seq[index]!.length > ground.frozenOf[index]!.length && driver.drive(index, Int32Array.from(seq[index]!), seq[index]!.length) === Infinity) out(ground.taskOf[seq[index]!.at(-1)!]!);
  });
  restore(plan, { seq: seq.map((visits) => Int32Array.from(visits)), agreed: plan.agreed.slice(), cost: 0 });
}

/** Neighbours by the way there or back, whichever is shorter, on the first travel. */
export function nearOf(ground: Ground): Near {
  const visits = ground.jobOf.length;
  const width = Math.min(visits, 500);
  const of = new Int32Array(visits * width);
  const travel = ground.travels[0];
  if (travel === undefined) return { of, width };
  const far = new Float64Array(visits);
  for (let visit = 0; visit < visits; visit++) {
    const here = ground.place[visit]!;
    for (let other = 0; other < visits; other++) {
      const there = ground.place[other]!;
      far[other] = other === visit ? -1 : Math.min(travel.distance[here * travel.places + there]!, travel.distance[there * travel.places + here]!);
    }
    const order = Array.from({ length: visits }, (_, other) => other).sort((a, b) => far[a]! - far[b]! || a - b);
    for (let k = 0; k < width; k++) of[visit * width + k] = order[k]!;
  }
  return { of, width };
}

/** In what order tasks are put back: the bulky, the far, the near, the narrow, the early, the late first. */
function ordersOf(ground: Ground): Orders {
  const travel = ground.travels[0];
  const base = ground.vehicles[0]?.start ?? ground.place[0] ?? 0;
  const key = (value: (visit: number) => number): Float64Array => Float64Array.from(ground.tasks, (task) => value(task.visits[0]!));
  const kinds = ground.capacities.length;
  const way = (visit: number): number => travel?.distance[base * travel.places + ground.place[visit]!] ?? 0;
  const opens = (visit: number): number => Math.max(-1e15, ground.windows[visit]![0]!.from);
  const closes = (visit: number): number => Math.min(1e15, ground.windows[visit]!.at(-1)!.until);
  const few = (visit: number): number => ground.vehicles.reduce((sum, _, route) => sum + ground.may[visit * ground.vehicles.length + route]!, 0);
  return [
    { weight: kinds > 0 ? 4 : 0, key: key((visit) => -Math.abs(ground.flow[visit * kinds] ?? 0)) },
    { weight: 2, key: key((visit) => -way(visit)) }, { weight: 1, key: key(way) },
    { weight: 2, key: key((visit) => closes(visit) - opens(visit)) }, { weight: 2, key: key(opens) }, { weight: 2, key: key((visit) => -closes(visit)) },
    { weight: ground.may.every((may) => may === 1) ? 0 : 3, key: key(few) },
  ];
}

export function craftFor({ ground, plan, driver, random }: Table): Craft {
  const plain = plainOf(ground);
  if (plain === undefined) return rich(plan, ground, driver, random);
  return plain.pairs ? pairs(plan, plain, random) : singles(plan, plain, random);
}

/** The plan as it lies, told in stops and costs. What was left out before for reasons `known` keeps them. */
export function tell(table: Table, iterations: number, craft: Rich = rich(table.plan, table.ground, table.driver, table.random), known: readonly LeftOut[] = []): Solution {
  const { ground, plan, driver } = table;
  const before = new Map(known.map((left) => [left.job, left.reasons]));
  const routes = ground.vehicles.flatMap((_, route) => {
    const row = plan.row[route]!;
    const list = plan.seq.slice(row * plan.stride + 1, row * plan.stride + 1 + plan.size[row]!);
    if (list.length === 0) return [];
    craft.refresh(route);
    driver.again(route, list, list.length);
    return [routeOf(ground, driver, route, list)];
  });
  const absent = Array.from(plan.absent.subarray(0, plan.absents)).sort((a, b) => a - b);
  const leftOut = absent.flatMap((task) => {
    const reasons = before.get(ground.jobs[ground.jobOf[ground.tasks[task]!.visits[0]!]!]!.id) ?? reasonsFor(table, task, craft.lend);
    return [...new Set(ground.tasks[task]!.visits.map((visit) => ground.jobs[ground.jobOf[visit]!]!.id))].map((job) => ({ job, reasons }));
  });
  return { feasible: absent.every((task) => ground.tasks[task]!.prize !== undefined), routes, leftOut, cost: costOf(ground, routes, absent), iterations };
}

export function solve(problem: Problem, { seed = 1, stop, from, tuning }: SolveOptions): Solution {
  const table = layOut(problem, seed, from);
  const { ground, plan, random } = table;
  if (ground.tasks.length === 0 || ground.vehicles.length === 0) return tell(table, 0);
  const craft = craftFor(table);
  const { iterations } = search({ plan, craft, near: nearOf(ground), orders: ordersOf(ground), random, fixed: ground.frozen, until: stop, tuning: { ...(from === undefined ? {} : { hot: 0.1 }), ...tuning } });
  return tell(table, iterations);
}
