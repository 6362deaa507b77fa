// The judge's own reckoning of cost, term by term, from the stops as told.
import type { Cost, Job, Problem, Route } from './problem.ts';

/** A vehicle's fair share of all work, by length of shift. */
function share(problem: Problem, vehicle: Problem['vehicles'][number]): number {
  const length = (one: Problem['vehicles'][number]): number => one.shift.until - one.shift.from;
  const work = problem.jobs.map((job) => (job.crew ?? 1) * (problem.balance?.of === 'visits' ? 1 : (job.service ?? 0))).reduce((a, b) => a + b, 0);
  return (work * length(vehicle)) / Math.max(1e-9, problem.vehicles.map(length).reduce((a, b) => a + b, 0));
}

function stability(problem: Problem, vehicle: string, job: Job, starts: number): number {
  const before = (problem.running?.visits ?? []).filter((visit) => visit.job === job.id);
  if (before.length === 0) return 0;
  const other = before.some((visit) => visit.vehicle === vehicle) ? 0 : (problem.running?.otherVehiclePrice ?? 0);
  return other + (problem.running?.movedTimePrice ?? 0) * Math.abs(starts - before.at(-1)!.startsAt);
}

export function termsOf(problem: Problem, routes: readonly Route[], leftOut: readonly string[]): Cost {
  const cost: Cost = { total: 0, use: 0, distance: 0, travelTime: 0, overtime: 0, wishes: 0, leftOut: 0, balance: 0, stability: 0 };
  for (const route of routes) {
    const vehicle = problem.vehicles.find((one) => one.id === route.vehicle)!;
    const prices = vehicle.prices ?? { distance: 1 };
    cost.use += prices.use ?? 0;
    cost.distance += (prices.distance ?? 0) * route.distance;
    cost.travelTime += (prices.travelTime ?? 0) * route.travelTime;
    cost.overtime += (prices.overtime ?? 0) * Math.max(0, route.returns - vehicle.shift.until);
    let work = 0;
    for (const stop of route.stops) {
      const job = stop.kind === 'visit' ? problem.jobs.find((one) => one.id === stop.job) : undefined;
      if (job === undefined || stop.kind !== 'visit') continue;
      work += problem.balance?.of === 'visits' ? 1 : stop.leaves - stop.starts;
      if (job.wish?.from !== undefined) cost.wishes += (job.wish.earlyPrice ?? 0) * Math.max(0, job.wish.from - stop.starts);
      if (job.wish?.until !== undefined) cost.wishes += (job.wish.latePrice ?? 0) * Math.max(0, stop.starts - job.wish.until);
      cost.stability += stability(problem, vehicle.id, job, stop.starts);
    }
    if (problem.balance !== undefined) cost.balance += problem.balance.price * Math.max(0, work - share(problem, vehicle));
  }
  const left = new Set(leftOut);
  for (const job of problem.jobs) {
    if (!left.has(job.id)) continue;
    const pair = problem.pairs?.find((one) => one.pickup === job.id || one.delivery === job.id);
    const whole = pair === undefined || problem.jobs.filter((one) => one.id === pair.pickup || one.id === pair.delivery).every((one) => one.prize !== undefined);
    if (whole) cost.leftOut += job.prize ?? 0;
  }
  cost.total = Object.values(cost).reduce((a, b) => a + b, 0);
  return cost;
}
