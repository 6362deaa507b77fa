// The fast craft: like vehicles, one window and one load per visit. Whether and at what price a visit fits is told in constant
// time from earliest departure and latest start; the best place of a task in a row is remembered until the row changes.
import { type Plan, putBehind, touch } from './plan.ts';
import type { Random } from './random.ts';

/** What a craft tells the search: costs of rows, the cheapest place of a task, and how to put it there. */
export type Craft = {
  /** A row's content changed: cost and what insertion tests need are computed anew. */
  refresh(route: number): void;
  /** Looks for the cheapest place (`alone`: in an unused route); the price, or Infinity. */
  seek(task: number, blink: number, alone: boolean): number;
  /** What `seek` tells is what the plan's cost grows by. */
  exact?: true;
  /** All rows will be told anew: nothing is taken from shelves any more. */
  forget?(): void;
  /** Puts the task where `seek` found room. */
  put(task: number): void;
};

/** Matrices over visits, then start (row `visits`) and end (`visits + 1`); `to`: transposed. */
export type Plain = {
  visits: number;
  pairs: boolean;
  distance: Float64Array;
  distanceTo: Float64Array;
  duration: Float64Array;
  durationTo: Float64Array;
  earliest: Float64Array;
  latest: Float64Array;
  service: Float64Array;
  load: Float64Array;
  capacity: number;
  use: number;
};

/** What every plain craft knows of each row. */
export type Rows = { leave: Float64Array; late: Float64Array; leg: Float64Array; load: Float64Array; loadAt: Float64Array };

export const rowsFor = (plan: Plan): Rows => ({
  leave: new Float64Array(2 * plan.routes * plan.stride), late: new Float64Array(2 * plan.routes * plan.stride), leg: new Float64Array(2 * plan.routes * plan.stride),
  load: new Float64Array(2 * plan.routes), loadAt: new Float64Array(2 * plan.routes * plan.stride),
});

export function plainRefresh(plan: Plan, plain: Plain, rows: Rows): (route: number) => void {
  const { seq, stride, row } = plan;
  const { distance, duration, earliest, latest, service, load } = plain;
  const { leave, late, leg, loadAt } = rows;
  const wide = plain.visits + 2;
  return (route) => {
    const now = row[route]!;
    const base = now * stride;
    const size = plan.size[now]!;
    let time = earliest[plain.visits]!;
    let sum = 0;
    let loaded = 0;
    let from = plain.visits;
    leave[base] = time;
    loadAt[base] = 0;
    for (let i = 1; i <= size + 1; i++) {
      const to = seq[base + i]!;
      const length = distance[from * wide + to]!;
      leg[base + i - 1] = length;
      sum += length;
      time += duration[from * wide + to]!;
      if (time < earliest[to]!) time = earliest[to]!;
      time += service[to]!;
      leave[base + i] = time;
      loaded += load[to]!;
      loadAt[base + i] = loaded;
      from = to;
    }
    let bound = latest[from]!;
    late[base + size + 1] = bound;
    for (let i = size; i >= 1; i--) {
      const visit = seq[base + i]!;
      bound -= duration[visit * wide + from]! + service[visit]!;
      if (bound > latest[visit]!) bound = latest[visit]!;
      late[base + i] = bound;
      from = visit;
    }
    rows.load[now] = loaded;
    plan.cost[now] = size === 0 ? 0 : sum + plain.use;
  };
}

export function singles(plan: Plan, plain: Plain, random: Random): Craft {
  const rows = rowsFor(plan);
  const refresh = plainRefresh(plan, plain, rows);
  const { seq, stride, row, routes } = plan;
  const { distance, distanceTo, duration, durationTo, earliest, latest, service, load } = plain;
  const { leave, late, leg } = rows;
  const wide = plain.visits + 2;
  const stamp = new Int32Array(plan.tasks * routes);
  const price = new Float64Array(plan.tasks * routes);
  const place = new Int32Array(plan.tasks * routes);
  let bestRoute = 0;
  let bestAt = 0;
  let scanAt = 0;

  const scan = (now: number, visit: number, except: number): number => {
    const base = now * stride;
    const end = base + plan.size[now]!;
    const rowOf = visit * wide;
    const opens = earliest[visit]!;
    const closes = latest[visit]!;
    const stay = service[visit]!;
    const ready = opens + stay;
    let best = Infinity;
    let at = base;
    while (at <= end && late[at + 1]! < ready) at++;
    for (; at <= end; at++) {
      if (leave[at]! > closes) break;
      const before = seq[at]!;
      let time = leave[at]! + durationTo[rowOf + before]!;
      if (time > closes) continue;
      if (time < opens) time = opens;
      const after = seq[at + 1]!;
      if (time + stay + duration[rowOf + after]! > late[at + 1]!) continue;
      const more = distanceTo[rowOf + before]! + distance[rowOf + after]! - leg[at]!;
      if (more < best && at - base !== except) {
        best = more;
        scanAt = at - base;
      }
    }
    return best;
  };

  const seek = (task: number, blink: number, alone: boolean): number => {
    const visit = plan.visitsOf[task]![0]!;
    const rest = plain.capacity - load[visit]!;
    let best = Infinity;
    let empty = -1;
    for (let route = 0; route < routes; route++) {
      const now = row[route]!;
      if (plan.size[now] === 0) {
        if (empty < 0) empty = route;
        continue;
      }
      if (alone) continue;
      if (rows.load[now]! > rest) continue;
      const key = task * routes + route;
      if (stamp[key] !== plan.version[now]) {
        stamp[key] = plan.version[now]!;
        price[key] = scan(now, visit, -1);
        place[key] = scanAt;
      }
      let more = price[key]!;
      if (more >= best) continue;
      let at = place[key]!;
      if (random() < blink) {
        more = scan(now, visit, at);
        at = scanAt;
        if (more >= best) continue;
      }
      best = more;
      bestRoute = route;
      bestAt = at;
    }
    if (empty >= 0 && rest >= 0) {
      const more = scan(row[empty]!, visit, -1) + plain.use;
      if (more < best) {
        best = more;
        bestRoute = empty;
        bestAt = 0;
      }
    }
    return best;
  };

  const put = (task: number): void => {
    touch(plan, bestRoute);
    putBehind(plan, bestRoute, bestAt, plan.visitsOf[task]![0]!);
    refresh(bestRoute);
  };
  for (let route = 0; route < routes; route++) refresh(route);
  return { refresh, seek, put, exact: true };
}
