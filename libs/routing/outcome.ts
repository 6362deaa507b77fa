// From rows back to a plan people can read: stops with times, costs by term, and why something was left out.
import type { Driver } from './drive.ts';
import type { Ground } from './ground.ts';
import type { Cost, Route, Stop } from './problem.ts';
import { arrival, legDistance, legDuration } from './travel.ts';

/** The route that `driver` has just driven. */
export function routeOf(ground: Ground, driver: Driver, route: number, list: ArrayLike<number>): Route {
  const vehicle = ground.vehicles[route]!;
  const travel = ground.travels[ground.travelOf[route]!]!;
  const breaks = [...(vehicle.breaks ?? [])].sort((a, b) => a.from - b.from || a.until - b.until);
  const { steps, last } = driver;
  const labelsAt: { step: number; label: number; onWay?: { starts: number; duration: number }; there: { starts: number; duration: number }[] }[] = [];
  let label = last.label;
  for (let step = steps.count - 1; step >= 0; step--) {
    const entry: (typeof labelsAt)[number] = { step, label, there: [] };
    const cell = (): number => step * steps.labels + label;
    while (steps.how[cell()] === 2) {
      entry.there.unshift({ starts: steps.breakStarts[cell()]!, duration: breaks[label - 1]!.duration });
      label--;
    }
    if (steps.how[cell()] === 1) {
      entry.onWay = { starts: steps.breakStarts[cell()]!, duration: breaks[label - 1]!.duration };
      label--;
    }
    labelsAt.unshift(entry);
  }
  let from = Math.max(vehicle.shift.from, ...Array.from(list, (visit) => (ground.frozen[visit] === 1 ? -Infinity : (ground.jobs[ground.jobOf[visit]!]!.releasedAt ?? -Infinity))));
  let place = vehicle.start;
  const told: Route = { vehicle: vehicle.id, departs: from, returns: from, distance: 0, travelTime: 0, stops: [] };
  labelsAt.forEach(({ step, label: at, onWay, there }, index) => {
    const cell = step * steps.labels + at;
    const what = steps.what[step]!;
    const to = what === -2 ? vehicle.end : what === -1 ? ground.depots[last.depot]!.place : ground.place[what]!;
    const base = place === undefined || to === undefined ? 0 : legDuration(travel, place, to);
    const starts = what === -2 ? steps.arrives[cell]! : steps.starts[cell]!;
    if (index === 0 && onWay === undefined && there.length === 0 && travel.slowness === undefined && starts - base > from) {
      from = starts - base;
      told.departs = from;
    }
    const straight = arrival(travel, from, base);
    if (place !== undefined && to !== undefined) {
      told.distance += legDistance(travel, place, to);
      told.travelTime += straight - from;
    }
    if (onWay !== undefined) told.stops.push({ kind: 'break', starts: onWay.starts, leaves: onWay.starts + onWay.duration });
    let arrives = onWay !== undefined && onWay.starts < straight ? straight + onWay.duration : straight;
    for (const pause of there) told.stops.push({ kind: 'break', starts: pause.starts, leaves: pause.starts + pause.duration });
    if (what === -2) told.returns = steps.arrives[cell]!;
    else {
      if (ground.startedAt[what]! < arrives) arrives = ground.startedAt[what]!;
      told.stops.push(stopOf(ground, route, list, last.depot, what, { arrives, starts, leaves: steps.leaves[cell]! }));
      from = steps.leaves[cell]!;
      place = to;
    }
  });
  return told;
}

function stopOf(ground: Ground, route: number, list: ArrayLike<number>, depot: number, what: number, times: { arrives: number; starts: number; leaves: number }): Stop {
  if (what >= 0) return { kind: 'visit', job: ground.jobs[ground.jobOf[what]!]!.id, place: ground.place[what]!, ...times };
  const loads: Record<string, number> = {};
  ground.parts.forEach((name, part) => {
    let lack = -ground.onBoard[route * ground.parts.length + part]!;
    for (let i = 0; i < list.length; i++) lack += ground.needs[list[i]! * ground.parts.length + part]!;
    if (lack > 0) loads[name] = lack;
  });
  const tools = ground.tools.filter((_, tool) => ground.hasTool[route * ground.tools.length + tool] === 0 && Array.from(list).some((visit) => ground.needsTool[visit * ground.tools.length + tool] === 1));
  const place = ground.depots[depot]!;
  return { kind: 'depot', depot: place.id, place: place.place, ...times, loads, tools };
}

/** The cost of routes by term. `leftOut` counts the prizes of what is not served. */
export function costOf(ground: Ground, routes: readonly Route[], leftOut: readonly number[]): Cost {
  const vehicleOf = new Map(ground.vehicles.map((vehicle, index) => [vehicle.id, index]));
  const visitOf = new Map(Array.from(ground.jobOf, (job, visit) => [ground.jobs[job]!.id, visit]));
  const cost: Cost = { total: 0, use: 0, distance: 0, travelTime: 0, overtime: 0, wishes: 0, leftOut: 0, balance: 0, stability: 0 };
  for (const route of routes) {
    const index = vehicleOf.get(route.vehicle)!;
    const { prices, shift } = ground.vehicles[index]!;
    cost.use += prices?.use ?? 0;
    cost.distance += route.distance * (prices === undefined ? 1 : (prices.distance ?? 0));
    cost.travelTime += route.travelTime * (prices?.travelTime ?? 0);
    cost.overtime += Math.max(0, route.returns - shift.until) * (prices?.overtime ?? 0);
    let work = 0;
    for (const stop of route.stops) {
      if (stop.kind !== 'visit') continue;
      const visit = visitOf.get(stop.job)!;
      const { wish } = ground.jobs[ground.jobOf[visit]!]!;
      work += ground.problem.balance?.of === 'visits' ? 1 : stop.leaves - stop.starts;
      cost.wishes += Math.max(0, (wish?.from ?? -Infinity) - stop.starts) * (wish?.earlyPrice ?? 0) + Math.max(0, stop.starts - (wish?.until ?? Infinity)) * (wish?.latePrice ?? 0);
      cost.stability += ground.otherVehicle[visit * ground.vehicles.length + index]!;
      const before = ground.runningAt[visit]!;
      if (!Number.isNaN(before)) cost.stability += ground.movedPrice * Math.abs(stop.starts - before);
    }
    cost.balance += (ground.problem.balance?.price ?? 0) * Math.max(0, work - ground.fairShare[index]!);
  }
  for (const task of leftOut) cost.leftOut += ground.tasks[task]!.prize ?? 0;
  cost.total = cost.use + cost.distance + cost.travelTime + cost.overtime + cost.wishes + cost.leftOut + cost.balance + cost.stability;
  return cost;
}
