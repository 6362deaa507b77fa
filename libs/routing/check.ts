// The independent judge: reads a plan against the problem's own words and says every fault. It shares nothing with the search
// but the definition of travel; times, loads, stock, breaks and cost are reckoned here from the stops as they are told.
import { termsOf } from './check-cost.ts';
import type { Job, Problem, Reason, Route, Solution, Stop, Travel, Vehicle } from './problem.ts';
import { arrival, legDistance, legDuration } from './travel.ts';

export type Fault = { what: Reason | 'order' | 'time' | 'twice' | 'lost' | 'pair' | 'cost' | 'unknown' | 'idle'; vehicle?: string; job?: string; says: string };

type Say = (what: Fault['what'], says: string, about?: { vehicle?: string; job?: string }) => void;
type Visit = Extract<Stop, { kind: 'visit' }>;

const slack = 1e-6;
const isVisit = (stop: Stop): stop is Visit => stop.kind === 'visit';

export function check(problem: Problem, solution: Solution): Fault[] {
  const faults: Fault[] = [];
  const say: Say = (what, says, about = {}) => { faults.push({ what, says, ...about }); };
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  const vehicles = new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle]));
  const known = solution.routes.filter((route) => vehicles.has(route.vehicle) && route.stops.filter(isVisit).every((stop) => jobs.has(stop.job)));
  if (known.length < solution.routes.length) say('unknown', 'a vehicle or a job that the problem does not know');
  if (new Set(known.map((route) => route.vehicle)).size < known.length) say('twice', 'a vehicle has two routes');
  for (const route of known) {
    const vehicle = vehicles.get(route.vehicle)!;
    const about = { vehicle: vehicle.id };
    checkTimes(problem, vehicle, route, jobs, say);
    checkFitness(problem, vehicle, route, jobs, say);
    checkLoads(problem, vehicle, route, jobs, say);
    checkBreaks(vehicle, route, jobs, say);
    if (route.stops.filter(isVisit).length === 0) say('idle', 'a route without a visit', about);
  }
  checkShelves(problem, known, say);
  checkServed(problem, known, solution, say);
  const terms = termsOf(problem, known, solution.leftOut.map((left) => left.job));
  for (const [term, value] of Object.entries(terms)) {
    const told = solution.cost[term as keyof typeof terms];
    if (Math.abs(told - value) > 1e-6 * Math.max(1, Math.abs(value))) say('cost', `${term} is ${value}, told is ${told}`);
  }
  return faults;
}

const travelOf = (problem: Problem, vehicle: Vehicle): Travel => problem.travel[vehicle.travel ?? Object.keys(problem.travel)[0]!]!;
const frozenIn = (vehicle: Vehicle): number => vehicle.frozen?.length ?? 0;

/** The clock runs forward, no leg is faster than its travel, every visit starts inside a window. */
function checkTimes(problem: Problem, vehicle: Vehicle, route: Route, jobs: Map<string, Job>, say: Say): void {
  const travel = travelOf(problem, vehicle);
  const about = { vehicle: vehicle.id };
  const onlyFrozen = route.stops.filter(isVisit).length <= frozenIn(vehicle);
  if (route.departs < vehicle.shift.from - slack) say('shift', 'leaves before the shift', about);
  if (!onlyFrozen && route.returns > Math.max(vehicle.shift.until, vehicle.overtimeUntil ?? -Infinity) + slack) say('shift', 'is back after the shift', about);
  let time = route.departs;
  let place = vehicle.start;
  let distance = 0;
  let driven = 0;
  let pauses: { starts: number; leaves: number }[] = [];
  let seen = 0;
  const reach = (to: number | undefined, arrives: number, starts: number, past: boolean, job?: string): void => {
    const base = place === undefined || to === undefined ? 0 : legDuration(travel, place, to);
    const straight = arrival(travel, time, base);
    if (place !== undefined && to !== undefined) {
      distance += legDistance(travel, place, to);
      driven += straight - time;
    }
    const onWay = pauses.filter((pause) => pause.starts < arrives - slack).reduce((sum, pause) => sum + pause.leaves - pause.starts, 0);
    if (!past && arrives < straight + onWay - slack && arrives < straight + pauses.reduce((sum, pause) => sum + (pause.starts < straight - slack ? pause.leaves - pause.starts : 0), 0) - slack) say('time', `arrives at ${arrives}, cannot before ${straight + onWay}`, { ...about, ...(job === undefined ? {} : { job }) });
    if (!past && pauses.some((pause) => pause.leaves > starts + slack || pause.starts < time - slack)) say('break', 'a break overlaps a visit', about);
    if (!past && starts < arrives - slack) say('time', 'starts before it arrives', about);
    pauses = [];
    if (to !== undefined) place = to;
  };
  for (const stop of route.stops) {
    if (stop.kind === 'break') {
      pauses.push(stop);
      continue;
    }
    if (stop.kind === 'depot') {
      const depot = problem.depots?.find((one) => one.id === stop.depot);
      if (depot === undefined || depot.place !== stop.place) say('unknown', 'calls at an unknown depot', about);
      reach(stop.place, stop.arrives, stop.starts, false);
      if (depot?.windows !== undefined && !depot.windows.some((window) => stop.starts >= window.from - slack && stop.starts <= window.until + slack)) say('window', 'the depot is closed', about);
      if (Math.abs(stop.leaves - stop.starts - (depot?.service ?? 0)) > slack) say('time', 'loading takes another time', about);
      time = stop.leaves;
      continue;
    }
    const job = jobs.get(stop.job)!;
    const frozen = seen < frozenIn(vehicle) ? vehicle.frozen![seen]! : undefined;
    seen++;
    if (frozen !== undefined && frozen.job !== job.id) say('frozen', 'a frozen visit is not where it was', { ...about, job: job.id });
    if (frozen?.startedAt !== undefined && stop.starts !== frozen.startedAt) say('frozen', 'a visit that has begun starts at another time', { ...about, job: job.id });
    if (stop.place !== job.place) say('unknown', 'the visit is at another place', { ...about, job: job.id });
    reach(stop.place, stop.arrives, stop.starts, frozen?.startedAt !== undefined, job.id);
    checkStart(job, stop, frozen !== undefined, vehicle, route, say);
    time = stop.leaves;
  }
  reach(vehicle.end, route.returns, route.returns, false);
  if (seen < frozenIn(vehicle)) say('frozen', 'a frozen visit is missing', about);
  if (Math.abs(distance - route.distance) > slack * Math.max(1, distance) || Math.abs(driven - route.travelTime) > slack * Math.max(1, driven)) say('cost', 'distance or travel time is told wrong', about);
  if (!onlyFrozen && distance > (vehicle.mostDistance ?? Infinity) + slack) say('mostDistance', 'drives too far', about);
}

function checkStart(job: Job, stop: Visit, frozen: boolean, vehicle: Vehicle, route: Route, say: Say): void {
  const about = { vehicle: vehicle.id, job: job.id };
  const pinned = job.pinned?.startsAt;
  if (!frozen && pinned !== undefined && Math.abs(stop.starts - pinned) > slack) say('pinned', 'starts at another time than promised', about);
  const windows = pinned !== undefined ? undefined : job.windows;
  if (!frozen && windows !== undefined && !windows.some((window) => stop.starts >= window.from - slack && stop.starts <= window.until + slack)) say('window', 'starts outside its windows', about);
  if (!frozen && job.releasedAt !== undefined && route.departs < job.releasedAt - slack) say('window', 'the vehicle leaves before the job is released', about);
  const withSkill = (vehicle.skills ?? []).flatMap((skill) => job.serviceWith?.[skill] ?? []);
  const takes = withSkill.length > 0 ? Math.min(...withSkill) : (job.service ?? 0);
  if (Math.abs(stop.leaves - stop.starts - takes) > slack) say('time', 'the service takes another time', about);
}

/** Who may serve what. What is frozen was decided before. */
function checkFitness(problem: Problem, vehicle: Vehicle, route: Route, jobs: Map<string, Job>, say: Say): void {
  const tools = new Set(vehicle.tools ?? []);
  let seen = 0;
  for (const stop of route.stops) {
    if (stop.kind === 'depot') {
      const depot = problem.depots?.find((one) => one.id === stop.depot);
      for (const tool of stop.tools) {
        if (depot?.tools?.includes(tool) !== true) say('tool', `the depot has no ${tool}`, { vehicle: vehicle.id });
        tools.add(tool);
      }
    }
    if (stop.kind !== 'visit' || seen++ < frozenIn(vehicle)) continue;
    const job = jobs.get(stop.job)!;
    const about = { vehicle: vehicle.id, job: job.id };
    if (job.only?.includes(vehicle.id) === false || job.never?.includes(vehicle.id) === true) say('notAllowed', 'may not be served by this vehicle', about);
    if ((job.crew ?? 1) === 1 && job.pinned !== undefined && job.pinned.vehicle !== vehicle.id) say('pinned', 'is promised to another vehicle', about);
    for (const skill of job.skills ?? []) if (vehicle.skills?.includes(skill) !== true) say('skill', `wants ${skill}`, about);
    for (const tool of job.tools ?? []) if (!tools.has(tool)) say('tool', `wants ${tool}`, about);
  }
  if (seen > (vehicle.mostVisits ?? Infinity)) say('mostVisits', 'has too many visits', { vehicle: vehicle.id });
}

/** Loads stay under every capacity, parts never fall below nothing. */
function checkLoads(problem: Problem, vehicle: Vehicle, route: Route, jobs: Map<string, Job>, say: Say): void {
  const about = { vehicle: vehicle.id };
  const visits = route.stops.filter(isVisit).map((stop) => jobs.get(stop.job)!);
  const load = new Map<string, number>();
  const add = (amounts: Readonly<Record<string, number>> | undefined, sign: number): void => Object.entries(amounts ?? {}).forEach(([kind, amount]) => load.set(kind, (load.get(kind) ?? 0) + sign * amount));
  const fits = (): boolean => vehicle.capacity === undefined || [...load].every(([kind, amount]) => amount <= (vehicle.capacity?.[kind] ?? 0) + slack);
  for (const job of visits) add(job.delivers, 1);
  let over = !fits();
  const parts = new Map(Object.entries(vehicle.parts ?? {}));
  let seen = 0;
  for (const stop of route.stops) {
    if (stop.kind === 'depot') for (const [part, count] of Object.entries(stop.loads)) parts.set(part, (parts.get(part) ?? 0) + count);
    if (stop.kind !== 'visit') continue;
    const job = jobs.get(stop.job)!;
    add(job.delivers, -1);
    add(job.collects, 1);
    for (const pair of problem.pairs ?? []) add(pair.carries, pair.pickup === job.id ? 1 : pair.delivery === job.id ? -1 : 0);
    over ||= !fits();
    const past = seen++ < frozenIn(vehicle);
    for (const [part, count] of Object.entries(job.parts ?? {})) {
      const rest = (parts.get(part) ?? 0) - count;
      if (rest < -slack && !past) say('part', `lacks ${part}`, { ...about, job: job.id });
      parts.set(part, past ? Math.max(0, rest) : rest);
    }
  }
  if (over) say('capacity', 'carries more than it can', about);
}

/** Every break is taken in its time, or could still be taken after the return; no more than one call at a depot. */
function checkBreaks(vehicle: Vehicle, route: Route, jobs: Map<string, Job>, say: Say): void {
  const about = { vehicle: vehicle.id };
  const onlyFrozen = route.stops.filter((stop) => isVisit(stop) && jobs.has(stop.job)).length <= frozenIn(vehicle);
  const taken = route.stops.filter((stop) => stop.kind === 'break');
  const due = [...(vehicle.breaks ?? [])].sort((a, b) => a.from - b.from || a.until - b.until);
  due.forEach((pause, index) => {
    const told = taken[index];
    if (told === undefined) {
      if (!onlyFrozen && route.returns > pause.until + slack) say('break', 'a break is missing', about);
    } else if (told.starts < pause.from - slack || told.starts > pause.until + slack || Math.abs(told.leaves - told.starts - pause.duration) > slack) say('break', 'a break is at the wrong time', about);
  });
  if (taken.length > due.length) say('break', 'a break nobody asked for', about);
  if (route.stops.filter((stop) => stop.kind === 'depot').length > 1) say('order', 'calls at a depot more than once', about);
}

function checkShelves(problem: Problem, routes: readonly Route[], say: Say): void {
  for (const depot of problem.depots ?? []) {
    const taken = new Map<string, number>();
    for (const stop of routes.flatMap((route) => route.stops)) {
      if (stop.kind === 'depot' && stop.depot === depot.id) for (const [part, count] of Object.entries(stop.loads)) taken.set(part, (taken.get(part) ?? 0) + count);
    }
    for (const [part, count] of taken) if (count > (depot.parts?.[part] ?? 0) + slack) say('part', `${depot.id} has too few ${part}`);
  }
}

/** Everything is served once (a crew: by as many, at the same moment), pairs in order by one vehicle, or told as left out. */
function checkServed(problem: Problem, routes: readonly Route[], solution: Solution, say: Say): void {
  const served = new Map<string, { vehicle: string; at: number; starts: number; frozen: boolean }[]>();
  for (const route of routes) {
    const frozen = frozenIn(problem.vehicles.find((vehicle) => vehicle.id === route.vehicle)!);
    route.stops.filter(isVisit).forEach((stop, at) => served.set(stop.job, [...(served.get(stop.job) ?? []), { vehicle: route.vehicle, at, starts: stop.starts, frozen: at < frozen }]));
  }
  const left = new Set(solution.leftOut.map((one) => one.job));
  for (const job of problem.jobs) {
    const visits = served.get(job.id) ?? [];
    const crew = job.crew ?? 1;
    if (visits.length > 0 && left.has(job.id)) say('twice', 'is served and told as left out', { job: job.id });
    if (visits.length === 0 && !left.has(job.id)) say('lost', 'is neither served nor told as left out', { job: job.id });
    if (visits.length > crew) say('twice', 'is served more often than asked', { job: job.id });
    if (visits.length > 0 && visits.length < crew) say('crew', 'too few are there', { job: job.id });
    if (new Set(visits.map((visit) => visit.vehicle)).size < visits.length) say('crew', 'one vehicle counts twice', { job: job.id });
    if (!visits.every((visit) => visit.frozen) && visits.some((visit) => Math.abs(visit.starts - visits[0]!.starts) > slack)) say('crew', 'the crew does not begin together', { job: job.id });
    if (crew > 1 && job.pinned !== undefined && visits.length > 0 && !visits.some((visit) => visit.vehicle === job.pinned?.vehicle)) say('pinned', 'the promised vehicle is not there', { job: job.id });
  }
  for (const pair of problem.pairs ?? []) {
    const pickup = served.get(pair.pickup)?.[0];
    const delivery = served.get(pair.delivery)?.[0];
    if ((pickup === undefined) !== (delivery === undefined)) say('pair', 'one half of a pair is served', { job: pair.pickup });
    if (pickup !== undefined && delivery !== undefined && (pickup.vehicle !== delivery.vehicle || pickup.at > delivery.at)) say('pair', 'is delivered before it is picked up, or by another', { job: pair.pickup });
  }
  const owed = problem.jobs.filter((job) => left.has(job.id)).some((job) => {
    const pair = problem.pairs?.find((one) => one.pickup === job.id || one.delivery === job.id);
    const all = pair === undefined ? [job] : problem.jobs.filter((one) => one.id === pair.pickup || one.id === pair.delivery);
    return all.some((one) => one.prize === undefined);
  });
  if (owed === solution.feasible) say('lost', 'feasible is told wrong');
}
