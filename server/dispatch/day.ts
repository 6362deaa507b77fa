// A day of an outlet as the solver reads it, and the solver's plan as people read it. Pure; times are seconds from Beijing midnight.
// D1 a job's window is what its owner was promised: later costs by the minute and ends; D2 only a vehicle of the right kind, with a
// person of the right papers and brand, may have it; D3 a known visit that moves, or goes to somebody else, has a price; D4 who calls in
// need waits at a price from the call on, and is still gone to when everything is late.
import type { Depot, Job as Asked, Pair, Problem, Reason, Route, Solution, Vehicle } from '@careloop/routing';
import type { Needs, JobKind, VanKind } from './job.ts';
import { travelFor, travelOf, type Closure, type Point, type Rules } from './travel.ts';

export type DayVan = {
  id: string; kind: VanKind; heightCm: number; start: Point; end: Point; from: number; until: number; overtimeUntil: number; pause: { from: number; until: number; duration: number } | null;
  brandIds: readonly string[] | null; tools: readonly string[]; parts: Readonly<Record<string, number>>;
};
export type DayJob = {
  id: string; kind: JobKind; brandId: string; place: Point; toPlace: Point | null; service: number; handOver: number; from: number; until: number; urgent: boolean; needs: Needs; parts: Readonly<Record<string, number>>; crew: number;
  /** Vehicles whose person has the papers; null where none are needed. */
  papers: readonly string[] | null;
  pinned: { vanId: string; startsAt: number | null } | null; running: { vanId: string; startsAt: number } | null;
};
export type Day = { vans: readonly DayVan[]; jobs: readonly DayJob[]; depot: Point; shelves: Readonly<Record<string, number>>; closures: readonly Closure[]; rules: Rules; now: number };

export type End = 'visit' | 'pickup' | 'delivery';
export type PlannedStop =
  | { kind: 'job'; jobId: string; end: End; arrives: number; starts: number; leaves: number }
  | { kind: 'load'; arrives: number; leaves: number; loads: Record<string, number> }
  | { kind: 'break'; starts: number; leaves: number };
export type PlannedRoute = { vanId: string; departs: number; returns: number; km: number; driveMin: number; stops: PlannedStop[] };
/** `pinned`: what was kept with its vehicle when this plan was made; plans of before it was written down do not say. */
export type PlanContent = { routes: PlannedRoute[]; leftOut: { jobId: string; reasons: Reason[] }[]; costFen: number; pinned?: string[] };
export const emptyPlan: PlanContent = { routes: [], leftOut: [], costFen: 0 };

const usualKinds: Record<JobKind, readonly VanKind[]> = { homeVisit: ['serviceVan'], pickUp: ['driver', 'flatbed'], return: ['driver', 'flatbed'], rescue: ['flatbed', 'wheelLift'] };
export const kindsFor = (job: Pick<DayJob, 'kind' | 'needs'>): readonly VanKind[] => job.needs.vanKinds ?? usualKinds[job.kind];
export const partKey = (brandId: string, code: string): string => `${brandId}/${code}`;
const rule = (day: Day, name: string): number => day.rules.get(name) ?? 0;
/** What it costs to go to nobody. */
export const leftOutPrice = (day: Day, job: DayJob): number => rule(day, 'leaveOutPrice') * (job.urgent ? 20 : 1);

/** What vehicles are asked for beside time and place, as skills. (D2) */
function skillsOf(job: DayJob): string[] {
  return [`brand:${job.brandId}`, `kind:${[...kindsFor(job)].sort().join('+')}`, ...(job.papers === null ? [] : [`papers:${job.id}`]), ...(job.needs.mostHeightCm === undefined ? [] : [`height:${job.needs.mostHeightCm}`])];
}
const ownsSkill = (van: DayVan, job: DayJob, skill: string): boolean =>
  skill.startsWith('brand:') ? van.brandIds === null || van.brandIds.includes(job.brandId) : skill.startsWith('kind:') ? kindsFor(job).includes(van.kind) : skill.startsWith('papers:') ? job.papers?.includes(van.id) === true : van.heightCm <= (job.needs.mostHeightCm ?? Infinity);
/** The first thing a vehicle lacks for a job; undefined when it may have it. */
export const lacks = (van: DayVan, job: DayJob): 'brand' | 'kind' | 'papers' | 'height' | undefined => {
  const skill = skillsOf(job).find((one) => !ownsSkill(van, job, one));
  return skill === undefined ? undefined : (skill.split(':')[0] as 'brand' | 'kind' | 'papers' | 'height');
};

/** What no plan changes: why this vehicle may not have this job today, wherever in its day. Known without the solver. */
export const neverFits = (day: Day, vanId: string, jobId: string): string[] => {
  const [van, job] = [day.vans.find((one) => one.id === vanId), day.jobs.find((one) => one.id === jobId)];
  if (van === undefined || job === undefined) return ['off'];
  const without = lacks(van, job);
  return [...(without === undefined ? [] : [without]), ...((job.needs.tools ?? []).every((tool) => van.tools.includes(tool)) ? [] : ['tool'])];
};

const idsOf = (job: DayJob): readonly string[] => (job.toPlace === null ? [job.id] : [`${job.id}:a`, `${job.id}:b`]);
/** The job and the end that a visit of the solver is. */
export const endOf = (id: string): { jobId: string; end: End } => (id.endsWith(':a') ? { jobId: id.slice(0, -2), end: 'pickup' } : id.endsWith(':b') ? { jobId: id.slice(0, -2), end: 'delivery' } : { jobId: id, end: 'visit' });

/** Which end of a car's way its owner waits at: their own place. */
const promisedEnd = (job: DayJob): 'a' | 'b' => (job.kind === 'return' ? 'b' : 'a');

const pinnedOf = (job: DayJob) => (job.pinned === null ? {} : { pinned: { vehicle: job.pinned.vanId, ...(job.pinned.startsAt === null ? {} : { startsAt: job.pinned.startsAt }) } });

function asked(day: Day, job: DayJob, placeOf: (point: Point) => number): Asked[] {
  const [late, prize] = [rule(day, 'latestMin') * 60, leftOutPrice(day, job)];
  const from = Math.max(job.from, day.now);
  const windows = [{ from, until: job.urgent ? 86_400 * 2 : Math.max(from, job.until + late) }];
  const wish = job.urgent ? { until: from, latePrice: rule(day, 'urgentPricePerMin') / 60 } : { until: Math.max(from, job.until), latePrice: rule(day, 'latePricePerMin') / 60 }; // (D1, D4)
  const base = { prize, skills: skillsOf(job), tools: [...(job.needs.tools ?? [])], parts: job.parts, ...pinnedOf(job) };
  if (job.toPlace === null) return [{ id: job.id, place: placeOf(job.place), service: job.service, windows, wish, ...base, ...(job.crew > 1 ? { crew: job.crew } : {}) }];
  const [a, b] = idsOf(job) as [string, string];
  const promised = { windows, wish };
  const own = { prize: prize / 2, skills: base.skills, tools: base.tools, ...(job.pinned === null ? {} : { pinned: { vehicle: job.pinned.vanId } }) };
  return [
    { id: a, place: placeOf(job.place), service: job.service, ...own, ...pinnedOf(job), ...(promisedEnd(job) === 'a' ? promised : { windows: [{ from: day.now, until: 86_400 * 2 }] }) },
    { id: b, place: placeOf(job.toPlace), service: job.handOver, ...own, ...(promisedEnd(job) === 'b' ? promised : { windows: [{ from: day.now, until: 86_400 * 2 }] }) },
  ];
}

function vehicleOf(day: Day, van: DayVan, wanted: readonly { job: DayJob; skill: string }[], placeOf: (point: Point) => number): Vehicle {
  const perMin = rule(day, 'travelPricePerMin');
  const skills = wanted.filter(({ job, skill }) => ownsSkill(van, job, skill)).map((one) => one.skill);
  return {
    id: van.id, travel: travelFor(van.kind), start: placeOf(van.start), end: placeOf(van.end), shift: { from: van.from, until: Math.max(van.from, van.until) }, overtimeUntil: Math.max(van.from, van.overtimeUntil),
    prices: { distance: rule(day, 'kmPrice') / 1000, travelTime: perMin / 60, overtime: rule(day, 'overtimePricePerMin') / 60 }, capacity: { car: 1 }, skills, tools: van.tools, parts: van.parts,
    ...(van.pause === null ? {} : { breaks: [van.pause] }),
  };
}

/** What was pinned to, or planned for, a vehicle that is off today is free again. */
function withoutAbsent(day: Day): Day {
  const there = new Set(day.vans.map((van) => van.id));
  return { ...day, jobs: day.jobs.map((job) => ({ ...job, pinned: job.pinned !== null && there.has(job.pinned.vanId) ? job.pinned : null, running: job.running !== null && there.has(job.running.vanId) ? job.running : null })) };
}

export function problemOf(whole: Day): Problem {
  const day = withoutAbsent(whole);
  const points: Point[] = [];
  const rows = new Map<string, number>();
  const placeOf = (point: Point): number => {
    const key = `${point.lon} ${point.lat}`;
    if (!rows.has(key)) rows.set(key, points.push(point) - 1);
    return rows.get(key) ?? 0;
  };
  const jobs = day.jobs.flatMap((job) => asked(day, job, placeOf));
  // Jobs that ask for the same thing by one name are looked at once.
  const wanted = [...new Map(day.jobs.flatMap((job) => skillsOf(job).map((skill) => [skill, { job, skill }] as const))).values()];
  const vehicles = day.vans.map((van) => vehicleOf(day, van, wanted, placeOf));
  const depots: Depot[] = [{ id: 'outlet', place: placeOf(day.depot), service: 600, parts: day.shelves, tools: [] }];
  const pairs = day.jobs.flatMap((job): Pair[] => (job.toPlace === null ? [] : [{ pickup: `${job.id}:a`, delivery: `${job.id}:b`, carries: { car: 1 } }]));
  const visits = day.jobs.flatMap((job) => (job.running === null ? [] : [{ job: idsOf(job)[0] as string, vehicle: job.running.vanId, startsAt: job.running.startsAt }]));
  return {
    travel: travelOf(day.rules, points, day.closures), vehicles, jobs, pairs, depots, balance: { of: 'work', price: rule(day, 'balancePricePerMin') / 60 },
    ...(visits.length === 0 ? {} : { running: { visits, otherVehiclePrice: rule(day, 'otherVanPrice'), movedTimePrice: rule(day, 'movedTimePricePerMin') / 60 } }), // (D3)
  };
}

const stopOf = (stop: Route['stops'][number]): PlannedStop =>
  stop.kind === 'visit' ? { kind: 'job', ...endOf(stop.job), arrives: stop.arrives, starts: stop.starts, leaves: stop.leaves }
    : stop.kind === 'depot' ? { kind: 'load', arrives: stop.arrives, leaves: stop.leaves, loads: { ...stop.loads } } : { kind: 'break', starts: stop.starts, leaves: stop.leaves };

export function planOf(solution: Solution): PlanContent {
  const leftOut = new Map(solution.leftOut.map((one) => [endOf(one.job).jobId, one.reasons]));
  return {
    routes: solution.routes.map((route) => ({ vanId: route.vehicle, departs: Math.round(route.departs), returns: Math.round(route.returns), km: Math.round(route.distance / 100) / 10, driveMin: Math.round(route.travelTime / 60), stops: route.stops.map(stopOf) })),
    leftOut: [...leftOut].map(([jobId, reasons]) => ({ jobId, reasons })), costFen: Math.round(solution.cost.total),
  };
}

/** A plan as the solver takes it up again: who goes where in which order, and why others do not; times it reckons itself. */
export function solutionOf(plan: PlanContent, without?: string): Solution {
  const idOf = (stop: Extract<PlannedStop, { kind: 'job' }>): string => (stop.end === 'visit' ? stop.jobId : `${stop.jobId}:${stop.end === 'pickup' ? 'a' : 'b'}`);
  return {
    feasible: true, iterations: 0, leftOut: plan.leftOut.filter((one) => one.jobId !== without).flatMap(({ jobId, reasons }) => [{ job: jobId, reasons }, { job: `${jobId}:a`, reasons }]), cost: { total: 0, use: 0, distance: 0, travelTime: 0, overtime: 0, wishes: 0, leftOut: 0, balance: 0, stability: 0 },
    routes: plan.routes.map((route) => ({
      vehicle: route.vanId, departs: route.departs, returns: route.returns, distance: 0, travelTime: 0,
      stops: route.stops.flatMap((stop) => (stop.kind !== 'job' || stop.jobId === without ? [] : [{ kind: 'visit' as const, job: idOf(stop), place: 0, arrives: stop.arrives, starts: stop.starts, leaves: stop.leaves }])),
    })),
  };
}

export type Timed = { vanId: string; seq: number; starts: number; leaves: number };
/** When somebody comes to each job, and when that vehicle is done with it. */
export function timesOf(plan: PlanContent): Map<string, Timed> {
  const times = new Map<string, Timed>();
  for (const route of plan.routes) {
    route.stops.forEach((stop, seq) => {
      if (stop.kind !== 'job') return;
      const known = times.get(stop.jobId);
      if (known === undefined) times.set(stop.jobId, { vanId: route.vanId, seq, starts: stop.starts, leaves: stop.leaves });
      else times.set(stop.jobId, { ...known, leaves: Math.max(known.leaves, stop.leaves) });
    });
  }
  return times;
}
