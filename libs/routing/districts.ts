// Large problems on several threads: the plan is cut into districts of neighbouring routes, each is searched on a thread of its own, and
// the cuts lie elsewhere in every round. Temperature falls over all rounds as it would in one long search. For more than about
// a thousand jobs; below that one search sees more than its districts would. (Ropke & Pisinger 2006 name the idea, POPMUSIC.)
import { layOut, solve, tell } from './solve.ts';
import type { Job, Problem, Route, Solution } from './problem.ts';
import { type Random, seeded } from './random.ts';
import { usual } from './search.ts';

export type DistrictOptions = {
  seed?: number;
  /** Iterations of all threads together, or seconds by the clock on the wall; whatever comes first. */
  stop: { iterations?: number; seconds?: number };
  /** Begin from this plan instead of from nothing. */
  from?: Solution;
  threads: readonly Thread[];
  rounds?: number;
};

/** What a thread is asked: the district's own problem, without the travels that it has already. */
export type Errand = { problem: Omit<Problem, 'travel'>; from: Solution; seed: number; stop: { iterations?: number; seconds?: number }; tuning: { hot: number; cold: number } };

/** Does one errand with the travels that were shared; its answer comes by message. How a thread is opened is the caller's affair: Node's and a browser's differ. */
export type Thread = (errand: Errand) => Promise<Solution>;
/** What a thread does with an errand. */
export const doErrand = ({ problem, from, seed, stop, tuning }: Errand, travel: Problem['travel']): Solution => solve({ ...problem, travel }, { seed, from, stop, tuning });

/** The travels in memory that threads share, so that a message carries none. */
export function shareTravel(travel: Problem['travel']): Problem['travel'] {
  const shared = (numbers: ArrayLike<number>): Float64Array => {
    const to = new Float64Array(new SharedArrayBuffer(8 * numbers.length));
    to.set(numbers);
    return to;
  };
  return Object.fromEntries(Object.entries(travel).map(([name, one]) => [name, { ...one, distance: shared(one.distance), ...(one.duration === undefined ? {} : { duration: shared(one.duration) }) }]));
}

const visitsOf = (route: Route | undefined) => (route?.stops ?? []).flatMap((stop) => (stop.kind === 'visit' ? [stop] : []));

/** Routes that share a crew stay together: lists of vehicles, each list with its visits' places. */
function bundlesOf(problem: Problem, plan: Solution): { vehicles: string[]; places: number[]; visits: number }[] {
  const bundleOf = new Map<string, { vehicles: string[]; places: number[]; visits: number }>();
  const seenOf = new Map<string, string>();
  const routes = new Map(plan.routes.map((route) => [route.vehicle, route]));
  for (const { id } of problem.vehicles) {
    const visits = visitsOf(routes.get(id));
    bundleOf.set(id, { vehicles: [id], places: visits.length === 0 ? [] : [visits[visits.length >> 1]!.place], visits: visits.length });
    for (const { job } of visits) {
      const other = seenOf.get(job);
      seenOf.set(job, id);
      const [mine, theirs] = [bundleOf.get(id)!, other === undefined ? undefined : bundleOf.get(other)!];
      if (theirs === undefined || theirs === mine) continue;
      theirs.vehicles.push(...mine.vehicles);
      theirs.places.push(...mine.places);
      theirs.visits += mine.visits;
      for (const vehicle of mine.vehicles) bundleOf.set(vehicle, theirs);
    }
  }
  return [...new Set(bundleOf.values())];
}

/** Cuts the vehicles into `count` districts of about as many visits each, between a route picked at random and the one farthest from it. */
function cut(problem: Problem, plan: Solution, count: number, random: Random): Set<string>[] {
  const travel = Object.values(problem.travel)[0]!;
  const way = (from: number, to: number): number => Math.min(travel.distance[from * travel.places + to]!, travel.distance[to * travel.places + from]!);
  const nearest = (one: readonly number[], to: number): number => Math.min(...one.map((place) => way(place, to)));
  const bundles = bundlesOf(problem, plan);
  const busy = bundles.filter((one) => one.visits > 0);
  const districts = Array.from({ length: count }, () => new Set<string>());
  const one = busy[Math.floor(random() * busy.length)]?.places[0] ?? 0;
  const other = busy.reduce((far, bundle) => (nearest(bundle.places, one) > nearest(far.places, one) ? bundle : far), busy[0] ?? { places: [one] }).places[0]!;
  const lean = new Map(busy.map((bundle) => [bundle, nearest(bundle.places, one) - nearest(bundle.places, other)]));
  const all = busy.reduce((sum, bundle) => sum + bundle.visits, 0);
  let before = 0;
  for (const bundle of busy.sort((a, b) => lean.get(a)! - lean.get(b)! || (a.vehicles[0]! < b.vehicles[0]! ? -1 : 1))) {
    const at = Math.min(count - 1, Math.floor((count * (before + bundle.visits / 2)) / all));
    for (const vehicle of bundle.vehicles) districts[at]!.add(vehicle);
    before += bundle.visits;
  }
  const idle = bundles.filter((bundle) => bundle.visits === 0).map((bundle) => bundle.vehicles[0]!);
  for (let i = idle.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    [idle[i], idle[k]] = [idle[k]!, idle[i]!];
  }
  idle.forEach((vehicle, index) => districts[index % count]!.add(vehicle));
  return districts;
}

/** What the vehicles load of a part at a depot. */
const loadedOf = (plan: Solution, depot: string, part: string, by: (vehicle: string) => boolean): number =>
  plan.routes.filter((route) => by(route.vehicle)).flatMap((route) => route.stops).reduce((sum, stop) => sum + (stop.kind === 'depot' && stop.depot === depot ? (stop.loads[part] ?? 0) : 0), 0);

/**
 * The problem that a district is by itself: its vehicles, what they serve, what nobody serves and lies nearest, and of the shelves
 * what it loads now and its share of what nobody does: districts that are searched at once must not count on the same box.
 */
function districtOf(problem: Problem, plan: Solution, vehicles: ReadonlySet<string>, jobs: ReadonlySet<string>, districts: number): { problem: Omit<Problem, 'travel'>; from: Solution } {
  const shelves = (problem.depots ?? []).map((depot) => ({
    ...depot,
    ...(depot.parts === undefined ? {} : { parts: Object.fromEntries(Object.entries(depot.parts).map(([part, amount]) => [part, loadedOf(plan, depot.id, part, (vehicle) => vehicles.has(vehicle)) + Math.floor((amount - loadedOf(plan, depot.id, part, () => true)) / districts)])) }),
  }));
  const own = (job: Job): Job => (job.only === undefined ? job : { ...job, only: job.only.filter((id) => vehicles.has(id)) });
  const { travel: _, ...rest } = problem;
  return {
    problem: {
      ...rest, vehicles: problem.vehicles.filter((vehicle) => vehicles.has(vehicle.id)), jobs: problem.jobs.filter((job) => jobs.has(job.id)).map(own), depots: shelves, pairs: (problem.pairs ?? []).filter((pair) => jobs.has(pair.pickup)),
      ...(problem.running === undefined ? {} : { running: { ...problem.running, visits: problem.running.visits.filter((visit) => jobs.has(visit.job)) } }),
    },
    from: { ...plan, routes: plan.routes.filter((route) => vehicles.has(route.vehicle)), leftOut: plan.leftOut.filter((left) => jobs.has(left.job)) },
  };
}

/** Which jobs are whose: served ones follow their vehicle; what is left out goes where it is pinned, or to the district with the nearest visit. */
function jobsOf(problem: Problem, plan: Solution, districts: readonly ReadonlySet<string>[]): Set<string>[] {
  const travel = Object.values(problem.travel)[0]!;
  const of = districts.map(() => new Set<string>());
  const at = (vehicle: string): number => districts.findIndex((district) => district.has(vehicle));
  const places = districts.map(() => [] as number[]);
  for (const route of plan.routes) {
    const district = at(route.vehicle);
    for (const stop of visitsOf(route)) {
      of[district]!.add(stop.job);
      places[district]!.push(stop.place);
    }
  }
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  const pickupOf = new Map((problem.pairs ?? []).map((pair) => [pair.delivery, pair.pickup]));
  for (const { job: id } of plan.leftOut) {
    const job = jobs.get(pickupOf.get(id) ?? id)!;
    const fit = job.only === undefined ? -1 : districts.findIndex((district) => job.only!.some((vehicle) => district.has(vehicle)));
    const near = places.map((all) => all.reduce((least, place) => Math.min(least, travel.distance[place * travel.places + job.place]!), Infinity));
    const district = job.pinned !== undefined ? at(job.pinned.vehicle) : fit >= 0 ? fit : near.indexOf(Math.min(...near));
    of[Math.max(0, district)]!.add(id);
  }
  return of;
}

const unserved = (problem: Problem, plan: Solution): number => {
  const free = new Set(problem.jobs.flatMap((job) => (job.prize === undefined ? [] : [job.id])));
  return plan.leftOut.filter((left) => !free.has(left.job)).length;
};

/**
 * Like `solve`, on several threads that know the travels of `problem`. By iterations the plan is the same again for the same seed,
 * number of threads and rounds; by seconds it is not. What spans the whole plan (balance, shelves) is guarded: a round that makes the whole dearer is not taken.
 */
export async function solveInDistricts(problem: Problem, { seed = 1, stop, from, threads, rounds = 12 }: DistrictOptions): Promise<Solution> {
  const began = performance.now();
  const random = seeded(seed);
  let plan = from ?? solve(problem, { seed, stop: { iterations: 1 } });
  let { iterations } = plan;
  const { hot, cold } = from === undefined ? usual : { ...usual, hot: 0.1 };
  const heat = (round: number): number => hot * (cold / hot) ** (round / rounds);
  for (let round = 0; round < rounds; round++) {
    const districts = cut(problem, plan, threads.length, random);
    const jobs = jobsOf(problem, plan, districts);
    const left = stop.seconds === undefined ? undefined : Math.max(0.001, (stop.seconds - (performance.now() - began) / 1000) / (rounds - round));
    const base = plan;
    const parts = await Promise.all(districts.map((vehicles, index) => {
      if (jobs[index]!.size === 0 || vehicles.size === 0) return { ...base, routes: [], leftOut: base.leftOut.filter((one) => jobs[index]!.has(one.job)), iterations: 0 };
      const turns = stop.iterations === undefined ? undefined : Math.max(1, Math.round((stop.iterations * jobs[index]!.size) / Math.max(1, problem.jobs.length) / rounds));
      return threads[index]!({
        ...districtOf(problem, base, vehicles, jobs[index]!, districts.length), seed: 1 + seed * 10_000 + round * threads.length + index, tuning: { hot: heat(round), cold: heat(round + 1) },
        stop: { ...(turns === undefined ? {} : { iterations: turns }), ...(left === undefined ? {} : { seconds: left }) },
      });
    }));
    iterations += parts.reduce((sum, part) => sum + part.iterations, 0);
    const table = layOut(problem, seed, { routes: parts.flatMap((part) => part.routes) });
    const next = tell(table, iterations, undefined, parts.flatMap((part) => part.leftOut));
    const [worse, before] = [unserved(problem, next), unserved(problem, plan)];
    if (worse < before || (worse === before && next.cost.total <= plan.cost.total)) plan = next;
  }
  const table = layOut(problem, seed, plan); // once more, so that what is left out says why
  return tell(table, iterations);
}
