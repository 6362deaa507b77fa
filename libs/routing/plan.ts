// The plan the search works on: routes as rows of numbers, two rows for each. A change is written into the other row, so that
// taking it back is turning to the old one: no copying, no allocation, and what was computed for the old row still holds.
// A task is what is served as a whole: one visit, a pair, or all visits of a crew.

export type Plan = {
  visits: number;
  routes: number;
  stride: number;
  /** Rows: `seq[row * stride + 0..size + 1]`, first and last stand for start and end. */
  seq: Int32Array;
  size: Int32Array;
  cost: Float64Array;
  /** Changes with every change of a row's content, never repeats. */
  version: Int32Array;
  /** The row that holds now, per route. */
  row: Int32Array;
  routeOf: Int32Array;
  taskOf: Int32Array;
  tasks: number;
  visitsOf: Int32Array[];
  /** The moment the crew of a task has agreed on; NaN: none. */
  agreed: Float64Array;
  agreedBefore: Float64Array;
  /** What leaving a task out costs. */
  penalty: Float64Array;
  absent: Int32Array;
  absents: number;
  touched: Int32Array;
  touches: number;
  touchedIn: Int32Array;
  turn: number;
  versions: number;
};

export function emptyPlan(routes: number, visitsOf: readonly (readonly number[])[], penalty: readonly number[]): Plan {
  const visits = visitsOf.reduce((sum, task) => sum + task.length, 0);
  const tasks = visitsOf.length;
  const stride = visits + 2;
  const plan: Plan = {
    visits, routes, stride, tasks,
    seq: new Int32Array(2 * routes * stride), size: new Int32Array(2 * routes), cost: new Float64Array(2 * routes), version: new Int32Array(2 * routes),
    row: Int32Array.from({ length: routes }, (_, route) => 2 * route), routeOf: new Int32Array(visits).fill(-1), taskOf: new Int32Array(visits),
    agreed: new Float64Array(tasks).fill(Number.NaN), agreedBefore: new Float64Array(tasks).fill(Number.NaN),
    visitsOf: visitsOf.map((task) => Int32Array.from(task)), penalty: Float64Array.from(penalty),
    absent: Int32Array.from({ length: tasks }, (_, task) => task), absents: tasks,
    touched: new Int32Array(routes), touches: 0, touchedIn: new Int32Array(routes), turn: 0, versions: 0,
  };
  visitsOf.forEach((task, index) => task.forEach((visit) => { plan.taskOf[visit] = index; }));
  for (let row = 0; row < 2 * routes; row++) {
    plan.seq[row * stride] = visits;
    plan.seq[row * stride + 1] = visits + 1;
    plan.version[row] = ++plan.versions;
  }
  return plan;
}

/** From here on the route's other row is worked on; the old one is kept until the turn ends. */
export function touch(plan: Plan, route: number): void {
  if (plan.touchedIn[route] === plan.turn) return;
  plan.touchedIn[route] = plan.turn;
  plan.touched[plan.touches++] = route;
  const old = plan.row[route]!;
  const now = old ^ 1;
  const { seq, stride } = plan;
  const length = plan.size[old]! + 2;
  const from = old * stride;
  const to = now * stride;
  for (let i = 0; i < length; i++) seq[to + i] = seq[from + i]!;
  plan.size[now] = plan.size[old]!;
  plan.cost[now] = plan.cost[old]!;
  plan.row[route] = now;
}

/** Takes everything out of a touched route that no longer says it belongs there. */
export function compact(plan: Plan, route: number): void {
  const { seq, routeOf } = plan;
  const row = plan.row[route]!;
  const base = row * plan.stride;
  const size = plan.size[row]!;
  let kept = 0;
  for (let i = 1; i <= size; i++) {
    const visit = seq[base + i]!;
    if (routeOf[visit] === route) seq[base + ++kept] = visit;
  }
  seq[base + kept + 1] = plan.visits + 1;
  plan.size[row] = kept;
  plan.version[row] = ++plan.versions;
}

/** Puts a visit behind position `at` of a touched route. */
export function putBehind(plan: Plan, route: number, at: number, visit: number): void {
  const { seq } = plan;
  const row = plan.row[route]!;
  const base = row * plan.stride;
  const size = plan.size[row]!;
  for (let i = base + size + 1; i > base + at; i--) seq[i + 1] = seq[i]!;
  seq[base + at + 1] = visit;
  plan.size[row] = size + 1;
  plan.routeOf[visit] = route;
  plan.version[row] = ++plan.versions;
}

export function beginTurn(plan: Plan): void {
  plan.turn++;
  plan.touches = 0;
}

/** As if the turn had not been. Visits of `tasks` are out first, then the old rows say what they hold. */
export function takeBack(plan: Plan, tasks: Int32Array, count: number): void {
  const { seq, routeOf } = plan;
  for (let i = 0; i < count; i++) {
    const visits = plan.visitsOf[tasks[i]!]!;
    plan.agreed[tasks[i]!] = plan.agreedBefore[tasks[i]!]!;
    for (let k = 0; k < visits.length; k++) routeOf[visits[k]!] = -1;
  }
  for (let i = 0; i < plan.touches; i++) {
    const route = plan.touched[i]!;
    const old = plan.row[route]! ^ 1;
    plan.row[route] = old;
    const base = old * plan.stride;
    const size = plan.size[old]!;
    for (let k = 1; k <= size; k++) routeOf[seq[base + k]!] = route;
  }
}

/** The routes by themselves: to keep the best plan, and to come back to it. */
export type Kept = { seq: Int32Array[]; agreed: Float64Array; cost: number };

export function keep(plan: Plan, cost: number): Kept {
  const { seq, stride, size, row } = plan;
  return { cost, agreed: plan.agreed.slice(), seq: Array.from({ length: plan.routes }, (_, route) => seq.slice(row[route]! * stride + 1, row[route]! * stride + 1 + size[row[route]!]!)) };
}

export function restore(plan: Plan, kept: Kept): void {
  beginTurn(plan);
  plan.routeOf.fill(-1);
  plan.agreed.set(kept.agreed);
  kept.seq.forEach((visits, route) => {
    const row = plan.row[route]!;
    const base = row * plan.stride;
    plan.seq.set(visits, base + 1);
    plan.seq[base + visits.length + 1] = plan.visits + 1;
    plan.size[row] = visits.length;
    plan.version[row] = ++plan.versions;
    for (const visit of visits) plan.routeOf[visit] = route;
  });
  plan.absents = 0;
  for (let task = 0; task < plan.tasks; task++) if (plan.routeOf[plan.visitsOf[task]![0]!] === -1) plan.absent[plan.absents++] = task;
}
