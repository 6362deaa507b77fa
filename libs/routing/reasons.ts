// Why a task is not in the plan, or cannot be in a route: first what forbids it whatever else is planned, then what the drive says.
import { allowed } from './ground.ts';
import type { Reason } from './problem.ts';
import type { Table } from './solve.ts';

/** Tells the driver what the other routes leave on the shelves for this one. */
export type Lend = (route: number) => void;

/** Why this vehicle may never serve the visit; empty when it may. */
export function forbids({ ground }: Table, route: number, visit: number): Reason[] {
  const job = ground.jobs[ground.jobOf[visit]!]!;
  const vehicle = ground.vehicles[route]!;
  if (allowed(job, vehicle, ground.depots)) return [];
  const reasons: Reason[] = [];
  if ((job.only !== undefined && !job.only.includes(vehicle.id)) || job.never?.includes(vehicle.id) === true) reasons.push('notAllowed');
  if (job.pinned !== undefined && (job.crew ?? 1) === 1 && job.pinned.vehicle !== vehicle.id) reasons.push('pinned');
  if (!(job.skills ?? []).every((skill) => vehicle.skills?.includes(skill) === true)) reasons.push('skill');
  if (!(job.tools ?? []).every((tool) => vehicle.tools?.includes(tool) === true || ground.depots.some((depot) => depot.tools?.includes(tool) === true))) reasons.push('tool');
  return reasons;
}

/** What breaks when the task joins what the vehicle already does (alone: only what is frozen there); empty when some place is possible. */
export function breaks({ ground, plan, driver }: Table, route: number, task: number, lend: Lend | 'alone'): Reason[] {
  const alone = lend === 'alone';
  if (alone) driver.taken.fill(0);
  else lend(route);
  const { visits, kind } = ground.tasks[task]!;
  const row = plan.row[route]!;
  const now = alone ? [...ground.frozenOf[route]!] : Array.from(plan.seq.subarray(row * plan.stride + 1, row * plan.stride + 1 + plan.size[row]!));
  const counts = new Map<Reason, number>();
  const agreed = plan.agreed[task]!;
  plan.agreed[task] = Number.NaN;
  const possible = (list: readonly number[]): boolean => {
    if (driver.drive(route, Int32Array.from(list), list.length) < Infinity) return true;
    counts.set(driver.why(), (counts.get(driver.why()) ?? 0) + 1);
    return false;
  };
  let any = false;
  for (let at = ground.frozenOf[route]!.length; at <= now.length && !any; at++) {
    const one = now.toSpliced(at, 0, visits[0]!);
    if (kind !== 'pair') any = possible(one);
    else for (let other = at + 1; other <= one.length && !any; other++) any = possible(one.toSpliced(other, 0, visits[1]!));
  }
  plan.agreed[task] = agreed;
  return any ? [] : [...counts].sort((a, b) => b[1] - a[1]).map(([reason]) => reason);
}

/** Why a task was left out: the codes that stand in the way of every vehicle that comes nearest to serving it. */
export function reasonsFor(table: Table, task: number, lend: Lend): Reason[] {
  const { ground } = table;
  const { visits, kind, prize } = ground.tasks[task]!;
  if (ground.vehicles.length === 0) return ['noVehicle'];
  const able: number[] = [];
  const never = new Set<Reason>();
  ground.vehicles.forEach((_, route) => {
    const why = visits.flatMap((visit) => forbids(table, route, visit));
    if (why.length === 0) able.push(route);
    else for (const reason of why) never.add(reason);
  });
  const crew = kind === 'crew' ? visits.length : 1;
  if (able.length < crew) return able.length > 0 ? ['crew', ...never] : [...never];
  const alone = able.map((route) => breaks(table, route, task, 'alone'));
  const fit = alone.filter((why) => why.length === 0).length;
  if (fit < crew) return [...new Set<Reason>([...(fit > 0 ? ['crew' as const] : []), ...alone.flat()])];
  const now = able.map((route) => breaks(table, route, task, lend));
  const fitNow = now.filter((why) => why.length === 0).length;
  if (fitNow >= crew) return prize !== undefined ? ['price'] : kind === 'crew' ? ['crew'] : ['otherJobs'];
  return [...new Set<Reason>(['otherJobs', ...now.flat()])];
}
