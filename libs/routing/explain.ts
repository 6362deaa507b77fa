// Why this vehicle: what the job costs where it is, what it would cost with each other vehicle, and what would break there.
import type { Problem, Reason, Solution } from './problem.ts';
import { compact, touch } from './plan.ts';
import { breaks, forbids, reasonsFor } from './reasons.ts';
import { rich } from './rich.ts';
import { layOut } from './solve.ts';

/** `costs`: what the whole plan would cost more with the job there than without it. Null: it cannot be there, `breaks` says why. */
export type VehicleSays = { vehicle: string; serves: boolean; costs: number | null; breaks: Reason[] };

export type Explanation = { job: string; servedBy: string[]; startsAt: number | null; vehicles: VehicleSays[]; leftOut: Reason[] };

export function explain(problem: Problem, solution: Solution, job: string): Explanation {
  const table = layOut(problem, 1, solution);
  const { ground, plan, driver, random } = table;
  const task = ground.tasks.findIndex((one) => one.visits.some((visit) => ground.jobs[ground.jobOf[visit]!]!.id === job));
  if (task < 0) throw new TypeError(`routing: the job ${job} is not in the problem`);
  const { visits } = ground.tasks[task]!;
  const where = visits.map((visit) => plan.routeOf[visit]!);
  const stop = solution.routes.flatMap((route) => route.stops).find((one) => one.kind === 'visit' && one.job === job);
  const craft = rich(plan, ground, driver, random);
  const leftOut = where[0]! < 0 ? reasonsFor(table, task, craft.lend) : [];
  plan.turn++;
  plan.touches = 0;
  visits.forEach((visit, k) => {
    if (where[k]! < 0 || ground.frozen[visit] === 1) return;
    touch(plan, where[k]!);
    plan.routeOf[visit] = -1;
    compact(plan, where[k]!);
    craft.refresh(where[k]!);
  });
  const frozen = visits.some((visit) => ground.frozen[visit] === 1);
  const vehicles = ground.vehicles.map((vehicle, route): VehicleSays => {
    const serves = where.includes(route);
    const never = [...new Set(visits.flatMap((visit) => forbids(table, route, visit)))];
    if (frozen) return { vehicle: vehicle.id, serves, costs: null, breaks: serves ? [] : ['frozen'] };
    if (never.length > 0) return { vehicle: vehicle.id, serves, costs: null, breaks: never };
    const costs = craft.seekIn(route, task);
    return costs === Infinity ? { vehicle: vehicle.id, serves, costs: null, breaks: breaks(table, route, task, craft.lend) } : { vehicle: vehicle.id, serves, costs, breaks: [] };
  });
  return { job, servedBy: where.filter((route) => route >= 0).map((route) => ground.vehicles[route]!.id), startsAt: stop?.kind === 'visit' ? stop.starts : null, vehicles, leftOut };
}
