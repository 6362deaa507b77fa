// The problem as rows of numbers: sorted by id, so that the order of the input means nothing, every name turned into an index.
// What contradicts itself (an unknown id, a window that ends before it begins) is an error of the caller and is thrown.
import type { Amounts, Depot, Job, Problem, Travel, Vehicle, Window } from './problem.ts';

export type Task = { kind: 'single' | 'pair' | 'crew'; visits: number[]; prize: number | undefined };

export type Ground = {
  problem: Problem;
  vehicles: Vehicle[];
  jobs: Job[];
  depots: Depot[];
  travels: Travel[];
  travelOf: number[];
  tasks: Task[];
  /** Per visit (a job has one for each of its crew). */
  jobOf: Int32Array;
  taskOf: Int32Array;
  place: Int32Array;
  windows: Window[][];
  service: Float64Array;
  may: Uint8Array;
  otherVehicle: Float64Array;
  runningAt: Float64Array;
  movedPrice: number;
  frozen: Uint8Array;
  startedAt: Float64Array;
  frozenOf: number[][];
  capacities: string[];
  capacity: Float64Array;
  delivers: Float64Array;
  flow: Float64Array;
  parts: string[];
  onBoard: Float64Array;
  needs: Float64Array;
  shelf: Float64Array;
  tools: string[];
  hasTool: Uint8Array;
  needsTool: Uint8Array;
  depotTool: Uint8Array;
  fairShare: Float64Array;
  /** Vehicles that differ in nothing share one. */
  likeness: Int32Array;
  /** What leaving out a job that must be served counts in the search. */
  must: number;
};

const byId = <T extends { id: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
const amount = (amounts: Amounts | undefined, name: string): number => amounts?.[name] ?? 0;
const namesOf = (all: readonly (Amounts | undefined)[]): string[] => [...new Set(all.flatMap((amounts) => Object.keys(amounts ?? {})))].sort();

function mistake(text: string): never {
  throw new TypeError(`routing: ${text}`);
}

function checkInput(problem: Problem): void {
  const ids = (list: readonly { id: string }[], what: string): Set<string> => {
    const known = new Set(list.map((one) => one.id));
    return known.size === list.length ? known : mistake(`two ${what} have the same id`);
  };
  const vehicles = ids(problem.vehicles, 'vehicles');
  const jobs = ids(problem.jobs, 'jobs');
  ids(problem.depots ?? [], 'depots');
  const places = Math.min(...Object.values(problem.travel).map((travel) => travel.places));
  if (!Number.isFinite(places)) mistake('no travel');
  const place = (at: number | undefined, of: string): unknown => (at !== undefined && !(Number.isInteger(at) && at >= 0 && at < places) ? mistake(`${of} is at place ${at}, which no matrix knows`) : undefined);
  const window = (one: Window, of: string): unknown => (one.until >= one.from ? undefined : mistake(`a window of ${of} ends before it begins`));
  for (const travel of Object.values(problem.travel)) if (travel.distance.length !== travel.places ** 2 || (travel.duration?.length ?? travel.places ** 2) !== travel.places ** 2) mistake('a matrix is not square');
  for (const vehicle of problem.vehicles) {
    place(vehicle.start, vehicle.id);
    place(vehicle.end, vehicle.id);
    window(vehicle.shift, vehicle.id);
    for (const pause of vehicle.breaks ?? []) window(pause, vehicle.id);
    if (vehicle.travel !== undefined && problem.travel[vehicle.travel] === undefined) mistake(`${vehicle.id} travels by ${vehicle.travel}, which is not given`);
    for (const { job } of vehicle.frozen ?? []) if (!jobs.has(job)) mistake(`${vehicle.id} has the unknown job ${job} frozen`);
  }
  for (const job of problem.jobs) {
    place(job.place, job.id);
    for (const one of job.windows ?? []) window(one, job.id);
    if (!Number.isInteger(job.crew ?? 1) || (job.crew ?? 1) < 1) mistake(`the crew of ${job.id} is no number of people`);
    if (job.pinned !== undefined && !vehicles.has(job.pinned.vehicle)) mistake(`${job.id} is pinned to an unknown vehicle`);
  }
  const paired = (problem.pairs ?? []).flatMap((pair) => [pair.pickup, pair.delivery]);
  if (new Set(paired).size !== paired.length) mistake('a job is in two pairs');
  for (const id of paired) {
    const job = problem.jobs.find((one) => one.id === id) ?? mistake(`the unknown job ${id} is in a pair`);
    if ((job.crew ?? 1) > 1) mistake(`${id} is in a pair and wants a crew`);
  }
  for (const depot of problem.depots ?? []) place(depot.place, depot.id);
}

function tasksOf(problem: Problem, jobs: readonly Job[]): { tasks: Task[]; jobOf: number[] } {
  const indexOf = new Map(jobs.map((job, index) => [job.id, index]));
  const jobOf: number[] = [];
  const tasks: Task[] = [];
  const visit = (job: number): number => jobOf.push(job) - 1;
  const pairOf = new Map((problem.pairs ?? []).map((pair) => [pair.pickup, pair]));
  const deliveries = new Set((problem.pairs ?? []).map((pair) => pair.delivery));
  jobs.forEach((job, index) => {
    if (deliveries.has(job.id)) return;
    const pair = pairOf.get(job.id);
    if (pair !== undefined) {
      const delivery = jobs[indexOf.get(pair.delivery)!]!;
      const prize = job.prize === undefined || delivery.prize === undefined ? undefined : job.prize + delivery.prize;
      tasks.push({ kind: 'pair', visits: [visit(index), visit(indexOf.get(pair.delivery)!)], prize });
    } else if ((job.crew ?? 1) > 1) tasks.push({ kind: 'crew', visits: Array.from({ length: job.crew! }, () => visit(index)), prize: job.prize });
    else tasks.push({ kind: 'single', visits: [visit(index)], prize: job.prize });
  });
  return { tasks, jobOf };
}

export function serviceOf(job: Job, vehicle: Vehicle): number {
  const { serviceWith } = job;
  if (serviceWith === undefined) return job.service ?? 0;
  const by = (vehicle.skills ?? []).map((skill) => serviceWith[skill]).filter((time) => time !== undefined);
  return by.length > 0 ? Math.min(...by) : (job.service ?? 0);
}

/** Whether the vehicle, with its skills as a set, may serve the job at all, whatever else it does. */
export function allowed(job: Job, vehicle: Vehicle, depots: readonly Depot[], skills: ReadonlySet<string> = new Set(vehicle.skills)): boolean {
  if (job.only !== undefined && !job.only.includes(vehicle.id)) return false;
  if (job.never?.includes(vehicle.id) === true) return false;
  if (job.pinned !== undefined && (job.crew ?? 1) === 1 && job.pinned.vehicle !== vehicle.id) return false;
  if (!(job.skills ?? []).every((skill) => skills.has(skill))) return false;
  return (job.tools ?? []).every((tool) => vehicle.tools?.includes(tool) === true || depots.some((depot) => depot.tools?.includes(tool) === true));
}

/** What a vehicle's fair share of the work is: by length of shift. */
export function fairShares(problem: Problem, vehicles: readonly Vehicle[]): number[] {
  const { balance } = problem;
  if (balance === undefined) return vehicles.map(() => Infinity);
  const work = problem.jobs.reduce((sum, job) => sum + (job.crew ?? 1) * (balance.of === 'visits' ? 1 : (job.service ?? 0)), 0);
  const shifts = vehicles.reduce((sum, vehicle) => sum + vehicle.shift.until - vehicle.shift.from, 0);
  return vehicles.map((vehicle) => (work * (vehicle.shift.until - vehicle.shift.from)) / Math.max(1e-9, shifts));
}

function likenesses(problem: Problem, vehicles: readonly Vehicle[]): Int32Array {
  const named = new Set([
    ...problem.jobs.flatMap((job) => [...(job.only ?? []), ...(job.never ?? []), ...(job.pinned === undefined ? [] : [job.pinned.vehicle])]),
    ...(problem.running?.visits ?? []).map((visit) => visit.vehicle),
  ]);
  const seen = new Map<string, number>();
  return Int32Array.from(vehicles, (vehicle) => {
    const key = JSON.stringify(named.has(vehicle.id) || vehicle.frozen !== undefined ? vehicle : { ...vehicle, id: '' });
    if (!seen.has(key)) seen.set(key, seen.size);
    return seen.get(key)!;
  });
}

function largest(numbers: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! > most) most = numbers[i]!;
  return most;
}

function mustBeServed(problem: Problem, vehicles: readonly Vehicle[]): number {
  const legs = Object.values(problem.travel).map((travel) => [largest(travel.distance), largest(travel.duration ?? travel.distance)] as const);
  const distance = largest(legs.map((leg) => leg[0]));
  const duration = largest(legs.map((leg) => leg[1]));
  const each = largest(vehicles.map((vehicle) => (vehicle.prices?.use ?? 0) + 3 * distance * (vehicle.prices === undefined ? 1 : (vehicle.prices.distance ?? 0)) + 3 * duration * (vehicle.prices?.travelTime ?? 0)
    + (vehicle.prices?.overtime ?? 0) * ((vehicle.overtimeUntil ?? vehicle.shift.until) - vehicle.shift.until)));
  const prizes = problem.jobs.reduce((sum, job) => sum + (job.prize ?? 0), 0);
  return 1000 * (1 + each) + 10 * prizes;
}

type Fillings = { jobs: readonly Job[]; vehicles: readonly Vehicle[]; depots: readonly Depot[]; jobOf: readonly number[] };

function amountsOf(problem: Problem, { jobs, vehicles, depots, jobOf }: Fillings) {
  const capacities = namesOf([...vehicles.map((one) => one.capacity), ...jobs.flatMap((job) => [job.delivers, job.collects]), ...(problem.pairs ?? []).map((pair) => pair.carries)]);
  const parts = namesOf(jobs.map((job) => job.parts));
  const tools = [...new Set(jobs.flatMap((job) => job.tools ?? []))].sort();
  const carried = new Map<string, { carries: Amounts | undefined; sign: number }>();
  for (const { pickup, delivery, carries } of problem.pairs ?? []) carried.set(pickup, { carries, sign: 1 }).set(delivery, { carries, sign: -1 });
  const table = <T>(rows: readonly T[], names: readonly string[], value: (row: T, name: string) => number): Float64Array => Float64Array.from(rows.flatMap((row) => names.map((name) => value(row, name))));
  const bits = <T>(rows: readonly T[], value: (row: T) => readonly string[] | undefined): Uint8Array => Uint8Array.from(rows.flatMap((row) => tools.map((tool) => (value(row)?.includes(tool) === true ? 1 : 0))));
  const jobAt = jobOf.map((job) => jobs[job]!);
  return {
    capacities, parts, tools,
    capacity: table(vehicles, capacities, (vehicle, name) => vehicle.capacity?.[name] ?? (vehicle.capacity === undefined ? Infinity : 0)),
    delivers: table(jobAt, capacities, (job, name) => amount(job.delivers, name)),
    flow: table(jobAt, capacities, (job, name) => amount(job.collects, name) - amount(job.delivers, name) + (carried.get(job.id)?.sign ?? 0) * amount(carried.get(job.id)?.carries, name)),
    onBoard: table(vehicles, parts, (vehicle, name) => amount(vehicle.parts, name)),
    needs: table(jobAt, parts, (job, name) => amount(job.parts, name)),
    shelf: table(depots, parts, (depot, name) => amount(depot.parts, name)),
    hasTool: bits(vehicles, (vehicle) => vehicle.tools),
    needsTool: bits(jobAt, (job) => job.tools),
    depotTool: bits(depots, (depot) => depot.tools),
  };
}

export function groundOf(problem: Problem): Ground {
  checkInput(problem);
  const vehicles = byId(problem.vehicles);
  const jobs = byId(problem.jobs);
  const depots = byId(problem.depots ?? []);
  const { tasks, jobOf } = tasksOf(problem, jobs);
  const routes = vehicles.length;
  const travelNames = Object.keys(problem.travel).sort();
  const first = Object.keys(problem.travel)[0]!;
  const jobAt = jobOf.map((job) => jobs[job]!);
  const skills = vehicles.map((vehicle) => new Set(vehicle.skills));
  const cross = (value: (job: Job, vehicle: Vehicle, route: number) => number): number[] => jobAt.flatMap((job) => vehicles.map((vehicle, route) => value(job, vehicle, route)));
  const running = new Map<string, { vehicles: Set<string>; startsAt: number }>();
  for (const { job, vehicle, startsAt } of problem.running?.visits ?? []) running.set(job, { vehicles: new Set([...(running.get(job)?.vehicles ?? []), vehicle]), startsAt });
  const frozenVisits = frozenOf(vehicles, jobs, jobOf);
  const frozen = new Uint8Array(jobOf.length);
  const startedAt = new Float64Array(jobOf.length).fill(Number.NaN);
  frozenVisits.forEach((visits, route) => visits.forEach((visit, at) => {
    frozen[visit] = 1;
    startedAt[visit] = vehicles[route]!.frozen![at]!.startedAt ?? Number.NaN;
  }));
  const taskOf = new Int32Array(jobOf.length);
  tasks.forEach((task, index) => task.visits.forEach((visit) => { taskOf[visit] = index; }));
  return {
    problem, vehicles, jobs, depots, tasks, taskOf, frozen, startedAt, frozenOf: frozenVisits,
    travels: travelNames.map((name) => problem.travel[name]!), travelOf: vehicles.map((vehicle) => travelNames.indexOf(vehicle.travel ?? first)),
    jobOf: Int32Array.from(jobOf), place: Int32Array.from(jobAt, (job) => job.place),
    windows: jobAt.map((job) => (job.pinned?.startsAt !== undefined ? [{ from: job.pinned.startsAt, until: job.pinned.startsAt }] : [...(job.windows ?? [{ from: -Infinity, until: Infinity }])].sort((a, b) => a.from - b.from))),
    service: Float64Array.from(cross(serviceOf)), may: Uint8Array.from(cross((job, vehicle, route) => (allowed(job, vehicle, depots, skills[route]) ? 1 : 0))),
    otherVehicle: Float64Array.from(cross((job, vehicle) => (running.get(job.id)?.vehicles.has(vehicle.id) === false ? (problem.running?.otherVehiclePrice ?? 0) : 0))),
    runningAt: Float64Array.from(jobAt, (job) => running.get(job.id)?.startsAt ?? Number.NaN), movedPrice: problem.running?.movedTimePrice ?? 0,
    ...amountsOf(problem, { jobs, vehicles, depots, jobOf }),
    fairShare: Float64Array.from(fairShares(problem, vehicles)), likeness: likenesses(problem, vehicles), must: mustBeServed(problem, vehicles),
  };

  function frozenOf(all: readonly Vehicle[], known: readonly Job[], of: readonly number[]): number[][] {
    const taken = new Set<number>();
    return all.map((vehicle) => (vehicle.frozen ?? []).map(({ job }) => {
      const visit = of.findIndex((index, at) => known[index]!.id === job && !taken.has(at));
      if (visit < 0 || routes === 0) mistake(`${job} is frozen more often than it has visits`);
      taken.add(visit);
      return visit;
    }));
  }
}
