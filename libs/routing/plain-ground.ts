// Whether a problem is plain enough for the fast craft, and its rows of numbers if so.
import type { Ground } from './ground.ts';
import type { Plain } from './plain.ts';

function plainVehicles({ problem, vehicles, travels, likeness }: Ground): boolean {
  const first = vehicles[0];
  if (first === undefined || travels.length !== 1 || travels[0]!.slowness !== undefined) return false;
  return problem.balance === undefined && problem.running === undefined && likeness.every((like) => like === 0) && first.start !== undefined && first.end !== undefined
    && first.overtimeUntil === undefined && (first.prices?.travelTime ?? 0) === 0 && (first.breaks ?? []).length === 0 && first.mostVisits === undefined && first.mostDistance === undefined && first.frozen === undefined;
}

function plainJobs(ground: Ground): boolean {
  const { jobs, problem, tasks, windows } = ground;
  if (!windows.every((all) => all.length === 1) || !tasks.every((task) => task.kind === tasks[0]!.kind && task.kind !== 'crew')) return false;
  if (!ground.may.every((may) => may === 1) || ground.capacities.length > 1 || ground.parts.length + ground.tools.length > 0) return false;
  const pairs = tasks[0]?.kind === 'pair';
  const loads = [jobs.some((job) => job.delivers !== undefined), jobs.some((job) => job.collects !== undefined)];
  if (pairs ? loads.includes(true) : loads.every((one) => one)) return false;
  return (pairs || (problem.pairs ?? []).length === 0) && jobs.every((job) => job.wish === undefined && job.releasedAt === undefined && job.serviceWith === undefined);
}

export function plainOf(ground: Ground): Plain | undefined {
  if (!plainVehicles(ground) || !plainJobs(ground) || ground.tasks.length === 0) return undefined;
  const visits = ground.jobOf.length;
  const wide = visits + 2;
  const vehicle = ground.vehicles[0]!;
  const travel = ground.travels[0]!;
  const place = (row: number): number => (row < visits ? ground.place[row]! : row === visits ? vehicle.start! : vehicle.end!);
  const price = vehicle.prices === undefined ? 1 : (vehicle.prices.distance ?? 0);
  const table = (value: (from: number, to: number) => number): Float64Array => {
    const cells = new Float64Array(wide * wide);
    for (let from = 0; from < wide; from++) for (let to = 0; to < wide; to++) cells[from * wide + to] = value(place(from), place(to));
    return cells;
  };
  const durations = travel.duration ?? travel.distance;
  const length = (from: number, to: number): number => price * travel.distance[from * travel.places + to]!;
  const time = (from: number, to: number): number => durations[from * travel.places + to]!;
  const same = travel.duration === undefined && price === 1;
  const distance = table(length);
  const distanceTo = table((from, to) => length(to, from));
  const column = (value: (visit: number) => number, atEnds: number): Float64Array => Float64Array.from({ length: wide }, (_, row) => (row < visits ? value(row) : atEnds));
  return {
    visits, pairs: ground.tasks[0]!.kind === 'pair', distance, distanceTo, duration: same ? distance : table(time), durationTo: same ? distanceTo : table((from, to) => time(to, from)),
    earliest: column((visit) => ground.windows[visit]![0]!.from, vehicle.shift.from), latest: column((visit) => ground.windows[visit]![0]!.until, vehicle.shift.until),
    service: column((visit) => ground.service[visit * ground.vehicles.length]!, 0), load: loadsOf(ground, wide),
    capacity: ground.capacities.length === 0 ? Infinity : ground.capacity[0]!, use: vehicle.prices?.use ?? 0,
  };
}

/** Of pairs what comes on board and leaves; of single visits what each takes of the room. */
function loadsOf(ground: Ground, wide: number): Float64Array {
  const load = new Float64Array(wide);
  if (ground.capacities.length === 0) return load;
  for (let visit = 0; visit < ground.jobOf.length; visit++) load[visit] = ground.tasks[ground.taskOf[visit]!]!.kind === 'pair' ? ground.flow[visit]! : Math.abs(ground.flow[visit]!);
  return load;
}
