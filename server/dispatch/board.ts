// The day of an outlet as its dispatcher sees it: jobs of my brands with names, time that others take without; where everybody is,
// how the day looks from now on, and what is to be loaded before it begins.
import { findOutlet, type Outlet } from '#network';
import { freeOnShelf } from '#parts';
import { ownersById } from '#people';
import { holds, type Role } from '#platform/actor';
import { beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import { vehiclesByVin } from '#vehicles';
import type { api } from './api.ts';
import { emptyPlan, lacks, timesOf, type PlanContent } from './day.ts';
import { atSecond, endOfJob, gatherDay, secondOf, type GatheredDay, type VanState } from './gather-day.ts';
import { maskName } from './show-stops.ts';
import { plannable, underWay, type Job } from './job.ts';
import { retimed } from './plan-day.ts';
import { closuresOf, disturbancesOf, latestPlan, planSteps, type Disturbance } from './plan-store.ts';
import { stockOf } from './on-board.ts';

export const lookers: readonly Role[] = ['agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator'];
export const planners: readonly Role[] = ['dispatcher', 'serviceManager', 'regionalManager', 'administrator'];

/** The outlet, for those who dispatch (or look) for one of its brands; the same no for what is not there. */
export async function placeFor(tx: Tx, outletId: string, roles: readonly Role[]): Promise<Outlet> {
  const outlet = await findOutlet(tx, outletId);
  return outlet.brandIds.some((brandId) => holds(tx.actor, roles, { brandId, outletId })) ? outlet : refuse('outletNotFound', { id: outletId });
}
export const brandsOf = (tx: Tx, outlet: Outlet, roles: readonly Role[]): string[] => outlet.brandIds.filter((brandId) => holds(tx.actor, roles, { brandId, outletId: outlet.id }));

/** When somebody is there, as it looks now. */
export function arrivalOf(job: Job, at: GatheredDay, times: ReturnType<typeof timesOf>, now: Date): Date | null {
  if (job.arrivedAt !== null) return job.arrivedAt;
  if (underWay.includes(job.state)) {
    const state = at.vans.find((one) => one.van.id === job.vanId);
    const live = state?.position !== null && state?.position !== undefined && now.getTime() - state.position.at.getTime() < 15 * 60_000 ? state.position : undefined;
    return atSecond(at.onDay, endOfJob(job, at.day.rules, secondOf(now, at.onDay), at.onDay, live).arrives);
  }
  const planned = times.get(job.id);
  return planned === undefined ? job.plannedFrom : atSecond(at.onDay, planned.starts);
}

export const lateMin = (arrives: Date | null, windowUntil: Date): number => (arrives === null ? 0 : Math.max(0, Math.round((arrives.getTime() - windowUntil.getTime()) / 60_000)));

/** Jobs with the names that the board shows. */
async function named(tx: Tx, jobs: readonly Job[], at: GatheredDay, plan: PlanContent) {
  const [vehicles, owners] = [await vehiclesByVin(tx, jobs.map((job) => job.vin)), await ownersById(tx, jobs.map((job) => job.ownerId))];
  const names = new Map<string, { name: string; nameEn: string }>();
  for (const brandId of new Set(jobs.filter((job) => job.operations.length > 0).map((job) => job.brandId))) for (const one of (await findBook(tx, brandId)).content.operations) names.set(`${brandId} ${one.code}`, one);
  const times = timesOf(plan);
  const leftOut = new Map(plan.leftOut.map((one) => [one.jobId, one.reasons]));
  return jobs.map((job) => {
    const vehicle = vehicles.get(job.vin);
    const arrives = arrivalOf(job, at, times, tx.now);
    return {
      ...job, ownerName: maskName(owners.get(job.ownerId)?.name ?? ''), plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '',
      operations: job.operations.map((code) => ({ code, name: names.get(`${job.brandId} ${code}`)?.name ?? code, nameEn: names.get(`${job.brandId} ${code}`)?.nameEn ?? code })),
      arrivesAt: arrives, lateMin: job.endedAt === null ? lateMin(arrives, job.windowUntil) : 0, leftOut: job.state === 'waiting' ? (leftOut.get(job.id) ?? []) : [],
    };
  });
}

function vanOf(state: VanState, at: GatheredDay, plan: PlanContent) {
  const { van } = state;
  const route = plan.routes.find((one) => one.vanId === van.id);
  const until = beijingInstant(at.onDay, van.shiftUntil);
  const returns = route === undefined ? null : atSecond(at.onDay, route.returns);
  return {
    ...van, staffId: state.staffId, staffName: state.staffName, off: state.off, offFrom: state.offFrom, position: state.position,
    home: van.lon === null || van.lat === null ? { lon: at.outlet.lon, lat: at.outlet.lat } : { lon: van.lon, lat: van.lat },
    shiftFrom: beijingInstant(at.onDay, van.shiftFrom), shiftUntil: until, departsAt: route === undefined ? null : atSecond(at.onDay, route.departs), returnsAt: returns,
    overtimeMin: returns === null ? 0 : Math.max(0, Math.round((returns.getTime() - until.getTime()) / 60_000)), km: route?.km ?? 0, driveMin: route?.driveMin ?? 0,
    pauses: (route?.stops ?? []).flatMap((stop) => (stop.kind === 'job' ? [] : [{ kind: stop.kind, fromAt: atSecond(at.onDay, stop.kind === 'load' ? stop.arrives : stop.starts), untilAt: atSecond(at.onDay, stop.leaves) }])),
  };
}

/** What is to be put on board in the morning: what the plan uses, and what should always be there. */
async function loadsOf(tx: Tx, at: GatheredDay, brandIds: readonly string[], plan: PlanContent) {
  const times = timesOf(plan);
  const stock = await stockOf(tx, at.vans.map((state) => state.van.id));
  const loads: { vanId: string; brandId: string; code: string; name: string; nameEn: string; needed: number; onBoard: number; keep: number; load: number; onShelf: number }[] = [];
  for (const brandId of brandIds) {
    const rows = new Map<string, { vanId: string; code: string; used: number; keep: number; onBoard: number }>();
    const row = (vanId: string, code: string) => rows.get(`${vanId} ${code}`) ?? { vanId, code, used: 0, keep: 0, onBoard: 0 };
    for (const one of stock.filter((other) => other.brandId === brandId)) rows.set(`${one.vanId} ${one.code}`, { ...row(one.vanId, one.code), keep: one.keep, onBoard: one.quantity });
    for (const job of at.jobs.filter((other) => other.brandId === brandId && plannable.includes(other.state))) {
      const vanId = times.get(job.id)?.vanId;
      if (vanId !== undefined) for (const part of job.parts) rows.set(`${vanId} ${part.code}`, { ...row(vanId, part.code), used: row(vanId, part.code).used + part.quantity });
    }
    const short = [...rows.values()].filter((one) => one.used + one.keep > one.onBoard && one.used + one.keep > 0);
    const parts = short.length === 0 ? [] : (await findBook(tx, brandId)).content.parts;
    const free = await freeOnShelf(tx, at.outlet.id, brandId, short.map((one) => one.code));
    loads.push(...short.map((one) => {
      const part = parts.find((other) => other.code === one.code);
      return { vanId: one.vanId, brandId, code: one.code, name: part?.name ?? one.code, nameEn: part?.nameEn ?? one.code, needed: one.used, onBoard: one.onBoard, keep: one.keep, load: one.used + one.keep - one.onBoard, onShelf: free.get(one.code) ?? 0 };
    }));
  }
  return loads;
}

export const seenDisturbance = (one: Disturbance, ids: ReadonlySet<string>) => ({ ...one, jobId: one.jobId !== null && ids.has(one.jobId) ? one.jobId : null, words: one.jobId === null || ids.has(one.jobId) ? one.words : null });

export async function showDispatch(tx: Tx, input: Input<typeof api.showDispatch>) {
  const outlet = await placeFor(tx, input.outletId, lookers);
  const onDay = input.on ?? beijingDay(tx.now);
  const brandIds = brandsOf(tx, outlet, lookers);
  const at = await gatherDay(tx, outlet.id, onDay);
  const running = await latestPlan(tx, outlet.id, onDay);
  const plan = running === undefined ? emptyPlan : retimed(at, running.content);
  const mine = at.jobs.filter((job) => brandIds.includes(job.brandId));
  const ids = new Set(mine.map((job) => job.id));
  const [disturbances, closures, steps] = [await disturbancesOf(tx, outlet.id, onDay), await closuresOf(tx, outlet.id, onDay), await planSteps(tx, outlet.id, onDay)];
  const times = timesOf(plan);
  return {
    onDay, nowAt: tx.now, outletName: outlet.name, outletNameEn: outlet.nameEn, place: { lon: outlet.lon, lat: outlet.lat }, version: running?.version ?? 0, brandIds,
    jobs: await named(tx, mine, at, plan), vans: at.vans.filter((state) => state.van.inUse).map((state) => vanOf(state, at, plan)),
    takenByOthers: at.jobs.flatMap((job) => {
      const from = job.arrivedAt ?? (times.has(job.id) ? atSecond(onDay, times.get(job.id)?.starts ?? 0) : job.plannedFrom);
      const until = job.endedAt ?? (times.has(job.id) ? atSecond(onDay, times.get(job.id)?.leaves ?? 0) : job.plannedUntil);
      return ids.has(job.id) || job.vanId === null || from === null || until === null ? [] : [{ vanId: job.vanId, fromAt: from, untilAt: until }];
    }),
    disturbances: disturbances.map((one) => seenDisturbance(one, ids)), closures, steps: steps.map((step) => ({ ...step, what: step.what.split(' ')[0] ?? step.what })) as never, mayUndo: (running?.version ?? 0) > 1 && running?.what !== 'undone 2',
    loads: await loadsOf(tx, at, brandIds, plan),
  };
}

/** Why a vehicle may not have a job, in the words of dispatch where the solver only says "skill". */
export function finer(at: GatheredDay, vanId: string, jobId: string, reasons: readonly string[]): string[] {
  const [van, job] = [at.day.vans.find((one) => one.id === vanId), at.day.jobs.find((one) => one.id === jobId)];
  if (van === undefined || job === undefined) return ['off'];
  return reasons.flatMap((reason) => (reason === 'skill' ? [lacks(van, job) ?? reason] : [reason]));
}

