// What is taken out: strings of neighbouring visits from neighbouring routes (slack induction by string removals, Christiaens
// and Vanden Berghe 2020), now and then with a stretch in the middle kept, so that capacity and time become free in one place.
import { beginTurn, compact, type Plan, touch } from './plan.ts';
import type { Random } from './random.ts';

export type Ruin = { out: Int32Array; count: number };

/** Neighbours of every visit, nearest first, itself in front. */
export type Near = { of: Int32Array; width: number };

export type RuinSizes = { average: number; longest: number; split: number; goOn: number };

export function ruinBy(plan: Plan, near: Near, random: Random, sizes: RuinSizes, fixed: Uint8Array): (scale: number) => Ruin {
  const ruin: Ruin = { out: new Int32Array(plan.tasks), count: 0 };
  const ruinedIn = new Int32Array(plan.routes);
  const { visits, stride, seq, routeOf, taskOf } = plan;

  const takeOut = (visit: number): void => {
    if (fixed[visit] === 1) return;
    const task = taskOf[visit]!;
    const all = plan.visitsOf[task]!;
    ruin.out[ruin.count++] = task;
    plan.agreedBefore[task] = plan.agreed[task]!;
    for (let k = 0; k < all.length; k++) {
      touch(plan, routeOf[all[k]!]!);
      routeOf[all[k]!] = -1;
    }
  };

  const takeString = (route: number, visit: number, longest: number): void => {
    touch(plan, route);
    const row = plan.row[route]!;
    const size = plan.size[row]!;
    const base = row * stride;
    let at = 1;
    while (seq[base + at] !== visit) at++;
    const length = 1 + Math.floor(random() * Math.min(size, longest));
    let kept = 0;
    if (length > 1 && length < size && random() < sizes.split) {
      kept = 1;
      while (length + kept < size && random() > sizes.goOn) kept++;
    }
    const whole = length + kept;
    const first = Math.max(1, at - whole + 1);
    const last = Math.min(at, size - whole + 1);
    const from = first + Math.floor(random() * (last - first + 1));
    const keptFrom = kept === 0 ? from + whole : from + 1 + Math.floor(random() * (length - 1));
    for (let i = from; i < from + whole; i++) {
      if (i >= keptFrom && i < keptFrom + kept) continue;
      const next = seq[base + i]!;
      if (routeOf[next] === route) takeOut(next);
    }
  };

  return (scale): Ruin => {
    beginTurn(plan);
    ruin.count = 0;
    for (let i = 0; i < plan.absents; i++) {
      ruin.out[ruin.count++] = plan.absent[i]!;
      plan.agreedBefore[plan.absent[i]!] = plan.agreed[plan.absent[i]!]!;
    }
    const placed = plan.tasks - plan.absents;
    if (placed === 0) return ruin;
    let used = 0;
    for (let route = 0; route < plan.routes; route++) if (plan.size[plan.row[route]!]! > 0) used++;
    const longest = Math.min(sizes.longest * scale, Math.max(1, visits / used));
    const most = Math.floor(1 + random() * ((4 * sizes.average * scale) / (1 + longest) - 1));
    const seed = Math.floor(random() * visits);
    let strings = 0;
    for (let k = 0; k < near.width && strings < most; k++) {
      const visit = near.of[seed * near.width + k]!;
      const route = routeOf[visit]!;
      if (route < 0 || ruinedIn[route] === plan.turn) continue;
      ruinedIn[route] = plan.turn;
      takeString(route, visit, longest);
      strings++;
    }
    for (let i = 0; i < plan.touches; i++) compact(plan, plan.touched[i]!);
    return ruin;
  };
}
