// The general craft: every rule of the model, by driving the candidate list. What cannot be is seen in constant time where a
// loose bound on time already says so; what is dearer by distance alone than the best found is not driven at all.
import { crewsOf } from './crews.ts';
import type { Driver } from './drive.ts';
import type { Ground } from './ground.ts';
import type { Craft } from './plain.ts';
import { type Plan, putBehind, touch } from './plan.ts';
import type { Random } from './random.ts';
import { asNumbers } from './travel.ts';

type Found = { route: number; at: number; other: number };

/** Earliest leaving and latest starting per position without breaks and depots: bounds that every true drive keeps. */
function looseTimes(plan: Plan, ground: Ground) {
  const cells = 2 * plan.routes * plan.stride;
  const leave = new Float64Array(cells);
  const late = new Float64Array(cells);
  const quickest = ground.travels.map((travel) => Math.min(1, ...(travel.slowness?.factors ?? [1])));
  const opens = Float64Array.from(ground.windows, (windows, visit) => (ground.frozen[visit] === 1 ? -Infinity : windows[0]!.from));
  const closes = Float64Array.from(ground.windows, (windows, visit) => (ground.frozen[visit] === 1 ? Infinity : windows.at(-1)!.until));
  const durations = ground.travels.map((travel, index) => {
    const times = asNumbers(travel.duration ?? travel.distance);
    return quickest[index] === 1 ? times : times.map((time) => time * quickest[index]!);
  });
  const leg = (route: number, from: number, to: number): number => {
    const travel = ground.travelOf[route]!;
    return from < 0 || to < 0 ? 0 : durations[travel]![from * ground.travels[travel]!.places + to]!;
  };
  const start = ground.vehicles.map((vehicle) => vehicle.start ?? -1);
  const end = ground.vehicles.map((vehicle) => vehicle.end ?? -1);
  const hardEnd = ground.vehicles.map((vehicle) => Math.max(vehicle.shift.until, vehicle.overtimeUntil ?? -Infinity));

  const refresh = (route: number): void => {
    const row = plan.row[route]!;
    const base = row * plan.stride;
    const size = plan.size[row]!;
    let time = ground.vehicles[route]!.shift.from;
    let place = start[route]!;
    leave[base] = time;
    for (let i = 1; i <= size; i++) {
      const visit = plan.seq[base + i]!;
      time = Math.max(time + leg(route, place, ground.place[visit]!), opens[visit]!);
      if (!Number.isNaN(ground.startedAt[visit])) time = ground.startedAt[visit]!;
      time += ground.service[visit * plan.routes + route]!;
      place = ground.place[visit]!;
      leave[base + i] = time;
    }
    let bound = hardEnd[route]!;
    place = end[route]!;
    late[base + size + 1] = bound;
    for (let i = size; i >= 1; i--) {
      const visit = plan.seq[base + i]!;
      bound = Math.min(closes[visit]!, bound - leg(route, ground.place[visit]!, place) - ground.service[visit * plan.routes + route]!);
      place = ground.place[visit]!;
      late[base + i] = bound;
    }
  };

  /** False when the visit surely has no room behind position `at`. */
  const mayFit = (route: number, at: number, visit: number): boolean => {
    const base = plan.row[route]! * plan.stride + at;
    const size = plan.size[plan.row[route]!]!;
    const before = at === 0 ? start[route]! : ground.place[plan.seq[base]!]!;
    const after = at === size ? end[route]! : ground.place[plan.seq[base + 1]!]!;
    const time = Math.max(leave[base]! + leg(route, before, ground.place[visit]!), opens[visit]!);
    return time <= closes[visit]! && time + ground.service[visit * plan.routes + route]! + leg(route, ground.place[visit]!, after) <= late[base + 1]!;
  };
  return { refresh, mayFit };
}

/** What the way alone costs more with the visit behind position `at`. */
function detourOf(plan: Plan, ground: Ground): (route: number, at: number, visit: number) => number {
  const price = ground.vehicles.map((vehicle) => (vehicle.prices === undefined ? 1 : (vehicle.prices.distance ?? 0)));
  const distances = ground.travels.map((travel) => asNumbers(travel.distance));
  return (route, at, visit) => {
    const row = plan.row[route]!;
    const base = row * plan.stride + at;
    const travel = ground.travelOf[route]!;
    const places = ground.travels[travel]!.places;
    const distance = distances[travel]!;
    const before = at === 0 ? (ground.vehicles[route]!.start ?? -1) : ground.place[plan.seq[base]!]!;
    const after = at === plan.size[row]! ? (ground.vehicles[route]!.end ?? -1) : ground.place[plan.seq[base + 1]!]!;
    const here = ground.place[visit]!;
    const leg = (from: number, to: number): number => (from < 0 || to < 0 ? 0 : distance[from * places + to]!);
    return price[route]! * (leg(before, here) + leg(here, after) - (before < 0 || after < 0 || plan.size[row] === 0 ? 0 : leg(before, after)));
  };
}

/** The cheapest place of one visit or of a pair in one route, by driving what may fit. */
export function scansOf(plan: Plan, ground: Ground, driver: Driver, mayFit: (route: number, at: number, visit: number) => boolean) {
  const list = new Int32Array(plan.stride);
  const detour = detourOf(plan, ground);
  const sound = 1e-7;
  let driven = 0;
  const place = { at: 0, other: 0, starts: 0 };

  /** The row with `first` behind position `at`, and `second` (or none: -1) behind position `other`. */
  const drive = (route: number, at: number, first: number, other: number, second: number, best: number): number => {
    const row = plan.row[route]!;
    const base = row * plan.stride;
    const size = plan.size[row]!;
    let length = 0;
    for (let i = 0; i <= size; i++) {
      if (i > 0) list[length++] = plan.seq[base + i]!;
      if (i === at) list[length++] = first;
      if (i === other && second >= 0) list[length++] = second;
    }
    driven = length;
    return driver.drive(route, list, length, best + plan.cost[row]!) - plan.cost[row]!;
  };

  /** Infinity where it is not under `limit`. */
  const single = (route: number, visit: number, crew: boolean, limit = Infinity): number => {
    const size = plan.size[plan.row[route]!]!;
    let best = limit;
    for (let at = ground.frozenOf[route]!.length; at <= size; at++) {
      if (!mayFit(route, at, visit) || detour(route, at, visit) >= best + sound) continue;
      const more = drive(route, at, visit, -1, -1, best);
      if (more >= best - 1e-9) continue;
      best = more;
      place.at = at;
      if (crew) place.starts = startOf(route, visit);
    }
    return best < limit ? best : Infinity;
  };

  /** When the visit begins in the list just driven. */
  const startOf = (route: number, visit: number): number => {
    driver.again(route, list, driven);
    const { steps } = driver;
    let step = 0;
    while (steps.what[step] !== visit) step++;
    return steps.starts[step * steps.labels + labelAt(step)]!;
  };

  /** The label of the kept drive at a step: goes back from the end. */
  const labelAt = (step: number): number => {
    const { steps, last } = driver;
    let label = last.label;
    for (let back = steps.count - 1; back > step; back--) {
      while (steps.how[back * steps.labels + label] === 2) label--;
      if (steps.how[back * steps.labels + label] === 1) label--;
    }
    return label;
  };

  const pair = (route: number, pickup: number, delivery: number): number => {
    const size = plan.size[plan.row[route]!]!;
    let best = Infinity;
    for (let at = ground.frozenOf[route]!.length; at <= size; at++) {
      if (!mayFit(route, at, pickup)) continue;
      for (let other = at; other <= size; other++) {
        if (!mayFit(route, other, delivery)) continue;
        if (other > at && detour(route, at, pickup) + detour(route, other, delivery) >= best + sound) continue;
        const more = drive(route, at, pickup, other, delivery, best);
        if (more >= best - 1e-9) continue;
        best = more;
        place.at = at;
        place.other = other;
      }
    }
    return best;
  };
  return { single, pair, place };
}

/** Drives a route as it stands; a route that cannot be (only what is frozen can be so) costs what leaving out would. */
function rowCost(plan: Plan, ground: Ground, driver: Driver): (route: number) => number {
  const list = new Int32Array(plan.stride);
  return (route) => {
    const row = plan.row[route]!;
    const size = plan.size[row]!;
    for (let i = 0; i < size; i++) list[i] = plan.seq[row * plan.stride + 1 + i]!;
    const cost = driver.drive(route, list, size);
    return cost === Infinity ? ground.must : cost;
  };
}

export type Rich = Craft & { seekIn(route: number, task: number): number; lend(route: number): void };

export function rich(plan: Plan, ground: Ground, driver: Driver, random: Random): Rich {
  const { routes } = plan;
  const loose = looseTimes(plan, ground);
  const scans = scansOf(plan, ground, driver, loose.mayFit);
  const costOf = rowCost(plan, ground, driver);
  // Remembered per row, so that what was found for a route is still known when a change of it is taken back.
  const rows = 2 * routes;
  const stamp = new Int32Array(plan.tasks * rows);
  const price = new Float64Array(plan.tasks * rows);
  const at = new Int32Array(plan.tasks * rows);
  const other = new Int32Array(plan.tasks * rows);
  const shelves = shelvesOf(plan, ground, driver);
  const best: Found = { route: -1, at: 0, other: 0 };
  const tried = new Int32Array(ground.likeness.length);
  let seeks = 0;

  const refresh = (route: number): void => {
    shelves?.without(route);
    const row = plan.row[route]!;
    plan.cost[row] = costOf(route);
    loose.refresh(route);
    shelves?.remember(route);
  };

  /** The cheapest place in one route, remembered while the route stays as it is; what hangs on shelves others share is not. */
  const seekIn = (route: number, task: number): number => {
    const { kind, visits } = ground.tasks[task]!;
    for (let i = 0; i < visits.length; i++) if (ground.may[visits[i]! * routes + route] === 0) return Infinity;
    const row = plan.row[route]!;
    const key = task * rows + row;
    const version = plan.version[row]!;
    if (stamp[key] === version) return price[key]!;
    shelves?.without(route);
    driver.last.lacks = false;
    price[key] = kind === 'pair' ? scans.pair(route, visits[0]!, visits[1]!) : scans.single(route, visits[0]!, false);
    stamp[key] = driver.last.lacks && shelves !== undefined ? 0 : version;
    at[key] = scans.place.at;
    other[key] = scans.place.other;
    return price[key]!;
  };
  const crews = crewsOf(plan, ground, scans, random, shelves, driver);

  const seek = (task: number, blink: number, alone: boolean): number => {
    if (ground.tasks[task]!.kind === 'crew') return crews.seek(task, blink);
    seeks++;
    let cheapest = Infinity;
    for (let route = 0; route < routes; route++) {
      if (plan.size[plan.row[route]!] === 0) {
        const like = ground.likeness[route]!;
        if (tried[like] === seeks) continue;
        tried[like] = seeks;
      } else if (alone) continue;
      const more = seekIn(route, task);
      if (more >= cheapest || random() < blink) continue;
      cheapest = more;
      best.route = route;
      best.at = at[task * rows + plan.row[route]!]!;
      best.other = other[task * rows + plan.row[route]!]!;
    }
    return cheapest;
  };

  const put = (task: number): void => {
    const { kind, visits } = ground.tasks[task]!;
    if (kind === 'crew') return crews.put(task, refresh);
    touch(plan, best.route);
    if (kind === 'pair') putBehind(plan, best.route, best.other, visits[1]!);
    putBehind(plan, best.route, best.at, visits[0]!);
    refresh(best.route);
  };
  for (let route = 0; route < routes; route++) refresh(route);
  return { refresh, seek, put, exact: true, seekIn, lend: (route) => shelves?.without(route), forget: () => shelves?.forget() };
}

/** Shelves are shared: what each route takes from them, and what that leaves for another. */
export function shelvesOf(plan: Plan, ground: Ground, driver: Driver) {
  const cells = ground.shelf.length;
  const parts = ground.parts.length;
  const wanted = ground.parts.map((_, part) => ground.jobOf.reduce((sum, _job, visit) => sum + ground.needs[visit * parts + part]!, 0));
  if (ground.shelf.every((amount, cell) => amount >= wanted[cell % parts]!)) return undefined;
  const loads = new Float64Array(2 * plan.routes * cells);
  const without = (route: number): void => {
    driver.taken.fill(0);
    for (let one = 0; one < plan.routes; one++) {
      if (one === route) continue;
      for (let cell = 0; cell < cells; cell++) driver.taken[cell]! += loads[plan.row[one]! * cells + cell]!;
    }
  };
  const remember = (route: number): void => {
    const row = plan.row[route]!;
    loads.fill(0, row * cells, (row + 1) * cells);
    const depot = driver.last.depot;
    if (plan.size[row] === 0 || depot < 0) return;
    for (let part = 0; part < parts; part++) {
      let need = -ground.onBoard[route * parts + part]!;
      for (let i = 1; i <= plan.size[row]!; i++) need += ground.needs[plan.seq[row * plan.stride + i]! * parts + part]!;
      if (need > 0) loads[row * cells + depot * parts + part] = need;
    }
  };
  return { without, remember, forget: () => loads.fill(0) };
}
