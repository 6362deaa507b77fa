// Jobs for several at once: who of all meets there, and when.
import type { Driver } from './drive.ts';
import type { Ground } from './ground.ts';
import { type Plan, putBehind, touch } from './plan.ts';
import type { Random } from './random.ts';
import type { scansOf, shelvesOf } from './rich.ts';

/**
 * A crew meets at one moment: moments at which one of them could be there first are tried, and the cheapest routes for each. A
 * route that has to wait for the moment is no cheaper than without it, so that most need not be driven again.
 */
export function crewsOf(plan: Plan, ground: Ground, scans: ReturnType<typeof scansOf>, random: Random, shelves: ReturnType<typeof shelvesOf>, driver: Driver) {
  const mostMoments = 5;
  const { routes } = plan;
  const crews = ground.tasks.flatMap((task, index) => (task.kind === 'crew' ? [index] : []));
  const rows = 2 * routes;
  const firstOf = new Map(crews.map((task, index) => [task, index * rows]));
  const stamp = new Int32Array(crews.length * rows);
  const aloneFor = new Float64Array(crews.length * rows);
  const aloneAt = new Float64Array(crews.length * rows);
  const moments = new Float64Array(mostMoments);
  const order = new Int32Array(routes);
  const pinnedOf = Int32Array.from(ground.jobOf, (job) => ground.vehicles.findIndex((vehicle) => vehicle.id === ground.jobs[job]!.pinned?.vehicle));
  const most = Math.max(0, ...crews.map((task) => ground.tasks[task]!.visits.length));
  const who = new Int32Array(most);
  const prices = new Float64Array(most);
  const at = new Int32Array(most);
  const chosen = ground.tasks.map((task) => ({ moment: Number.NaN, routes: task.visits.map(() => 0), at: task.visits.map(() => 0) }));

  /** What each route would take for one of the crew with nobody to wait for, and when it would begin; the routes, the cheapest first. */
  const alone = (first: number, visit: number): number => {
    let count = 0;
    for (let route = 0; route < routes; route++) {
      if (ground.may[visit * routes + route] === 0) continue;
      const key = first + plan.row[route]!;
      const version = plan.version[plan.row[route]!]!;
      if (stamp[key] !== version) {
        shelves?.without(route);
        driver.last.lacks = false;
        aloneFor[key] = scans.single(route, visit, true);
        aloneAt[key] = scans.place.starts;
        stamp[key] = driver.last.lacks && shelves !== undefined ? 0 : version;
      }
      if (aloneFor[key] === Infinity) continue;
      let k = count++;
      for (; k > 0 && aloneFor[first + plan.row[order[k - 1]!]!]! > aloneFor[key]!; k--) order[k] = order[k - 1]!;
      order[k] = route;
    }
    return count;
  };

  /** The moments of the cheapest routes, each once. */
  const momentsOf = (first: number, count: number): number => {
    let known = 0;
    for (let k = 0; k < count && known < mostMoments; k++) {
      const moment = aloneAt[first + plan.row[order[k]!]!]!;
      let old = 0;
      while (old < known && moments[old] !== moment) old++;
      if (old < known) continue;
      moments[known++] = moment;
    }
    return known;
  };

  /** The cheapest `size` routes at the moment that is agreed on, in front of `who`; the pinned one is always among them. Infinity: not under `limit`. */
  const crewAt = (first: number, visit: number, size: number, count: number, blink: number, limit: number): number => {
    const pinnedRoute = pinnedOf[visit]!;
    let found = 0;
    const take = (route: number): void => {
      const under = found < size ? limit : Math.min(limit, prices[size - 1]!);
      shelves?.without(route);
      const price = scans.single(route, visit, false, under);
      if (price === Infinity) return;
      let k = found < size ? found++ : size - 1;
      for (; k > (pinnedRoute >= 0 ? 1 : 0) && prices[k - 1]! > price; k--) {
        prices[k] = prices[k - 1]!;
        who[k] = who[k - 1]!;
        at[k] = at[k - 1]!;
      }
      prices[k] = price;
      who[k] = route;
      at[k] = scans.place.at;
    };
    if (pinnedRoute >= 0) {
      take(pinnedRoute);
      if (found === 0) return Infinity;
    }
    for (let k = 0; k < count; k++) {
      const route = order[k]!;
      if (found === size && aloneFor[first + plan.row[route]!]! >= prices[size - 1]!) break;
      if (route !== pinnedRoute && random() >= blink) take(route);
    }
    if (found < size) return Infinity;
    let sum = 0;
    for (let k = 0; k < size; k++) sum += prices[k]!;
    return sum;
  };

  const seek = (task: number, blink: number): number => {
    const { visits } = ground.tasks[task]!;
    const visit = visits[0]!;
    const first = firstOf.get(task)!;
    plan.agreed[task] = Number.NaN;
    const count = alone(first, visit);
    const known = count < visits.length ? 0 : momentsOf(first, count);
    let cheapest = Infinity;
    for (let m = 0; m < known; m++) {
      plan.agreed[task] = moments[m]!;
      const sum = crewAt(first, visit, visits.length, count, blink, cheapest);
      if (sum >= cheapest) continue;
      cheapest = sum;
      chosen[task]!.moment = moments[m]!;
      for (let k = 0; k < visits.length; k++) {
        chosen[task]!.routes[k] = who[k]!;
        chosen[task]!.at[k] = at[k]!;
      }
    }
    plan.agreed[task] = chosen[task]!.moment;
    return cheapest;
  };

  const put = (task: number, refresh: (route: number) => void): void => {
    const { routes: chosenRoutes, at: places, moment } = chosen[task]!;
    plan.agreed[task] = moment;
    ground.tasks[task]!.visits.forEach((visit, k) => {
      touch(plan, chosenRoutes[k]!);
      putBehind(plan, chosenRoutes[k]!, places[k]!, visit);
      refresh(chosenRoutes[k]!);
    });
  };
  return { seek, put };
}
