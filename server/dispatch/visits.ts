// A visit as its owner sees it: asked for, moved, prepared, and one honest time until somebody is there. O1 a car has one open visit of a
// kind; O2 where the vehicle is, is shown only while it is on the way to this owner; O3 each sees only the code of their own end.
import { findCase, moveCase, noEvidence, openCase } from '#cases';
import { findOutlet, outletsById } from '#network';
import { namesOf } from '#people';
import { actorId, actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { digitCode } from '#platform/ids';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { findBook } from '#prices';
import type { Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { arrivalOf } from './board.ts';
import { emptyPlan, timesOf, type PlanContent } from './day.ts';
import { gatherDay, type GatheredDay } from './gather-day.ts';
import { findJob } from './hand-over.ts';
import { mustMove, plannable, underWay, type Job } from './job.ts';
import { jobsOfCase, jobsOfOwner, lockJob, openJobOfCar, rulesOn, saveJob } from './job-store.ts';
import { cancelJob, openJob, tellOfJob } from './open-job.ts';
import { only } from './move-stop.ts';
import { retimed } from './plan-day.ts';
import { latestPlan, lockDay } from './plan-store.ts';
import { vanById } from './van-store.ts';
import { askedOperations, askedVehicle, comingFrom, notOutside, partsOf, serviceMinOf, windowAt, type Asked } from './visit-times.ts';

const asks = { homeVisit: ['reachable', 'space', 'shelter', 'petsAway', 'noUpdateToday', 'keyReady'], pickUp: ['reachable', 'noUpdateToday', 'keyReady'], return: ['reachable', 'space'], rescue: ['reachable', 'space'] } as const;

/** The codes this actor may read: owners their own end, the desk the outlet's. (O3) */
function codesFor(tx: Tx, job: Job): Job['codes'] {
  if (job.toPlace === null || job.kind === 'rescue') return {};
  const ownersEnd = job.kind === 'return' ? 'delivery' as const : 'pickup' as const;
  const end = tx.actor.kind === 'owner' ? ownersEnd : ownersEnd === 'pickup' ? 'delivery' as const : 'pickup' as const;
  return job.codes[end] === undefined || job.handOvers[end] !== undefined ? {} : { [end]: job.codes[end] };
}

type Days = Map<string, { at: GatheredDay; plan: PlanContent }>;
async function dayOf(tx: Tx, days: Days, job: Job): Promise<{ at: GatheredDay; plan: PlanContent }> {
  const key = `${job.outletId} ${job.onDay}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const at = await gatherDay(tx, job.outletId, job.onDay);
  const running = await latestPlan(tx, job.outletId, job.onDay);
  const found = { at, plan: running === undefined ? emptyPlan : retimed(at, running.content) };
  days.set(key, found);
  return found;
}

export async function visitsFor(tx: Tx, jobs: readonly Job[]) {
  const outlets = await outletsById(tx, jobs.map((job) => job.outletId));
  const drivers = await acrossWalls(tx, 'the name of who comes', () => namesOf(tx, jobs.flatMap((job) => job.staffId ?? [])));
  const days: Days = new Map();
  const today = beijingDay(tx.now);
  const shown = [];
  for (const job of jobs) {
    const live = job.endedAt === null && (job.onDay === today || underWay.includes(job.state));
    const day = live ? await dayOf(tx, days, job) : undefined;
    const van = job.vanId === null ? undefined : await vanById(tx, job.vanId);
    const position = job.state === 'departed' ? (day?.at.vans.find((state) => state.van.id === job.vanId)?.position ?? null) : null; // (O2)
    const book = job.operations.length === 0 ? [] : (await findBook(tx, job.brandId)).content.operations;
    const outlet = outlets.get(job.outletId);
    shown.push({
      ...job, outletName: outlet?.name ?? '', outletNameEn: outlet?.nameEn ?? '', outletPhone: outlet?.phone ?? '', arrivesAt: day === undefined ? (job.arrivedAt ?? job.plannedFrom) : arrivalOf(job, day.at, timesOf(day.plan), tx.now),
      operations: job.operations.map((code) => ({ code, name: book.find((one) => one.code === code)?.name ?? code, nameEn: book.find((one) => one.code === code)?.nameEn ?? code })),
      driverName: drivers.get(job.staffId ?? '')?.slice(0, 1) ?? '', vanPlateNo: van?.plateNo ?? null, van: position, readinessOpen: plannable.includes(job.state), asks: [...asks[job.kind]], codes: codesFor(tx, job),
    });
  }
  return shown;
}

async function caseOf(tx: Tx, vehicle: Vehicle, input: Input<typeof api.askVisit>): Promise<string | null> {
  if (input.caseId !== undefined) {
    const one = await findCase(tx, input.caseId);
    return one.vehicleId === vehicle.id && one.stage !== 'closed' ? one.id : refuse('caseNotFound', { field: 'caseId' });
  }
  if (input.kind !== 'homeVisit') return null;
  const words = input.words?.trim();
  const { case: one } = await openCase(tx, {
    vehicle, source: tx.actor.kind === 'owner' ? 'owner' : 'phone', by: { id: actorId(tx.actor), name: actorName(tx.actor) }, evidence: { ...noEvidence, troubles: ['maintenance'], words: words === undefined ? [] : [words] }, ...(words === undefined ? {} : { words }),
  });
  return one.id;
}

export async function askVisit(tx: Tx, input: Input<typeof api.askVisit>) {
  const vehicle = await askedVehicle(tx, input.vehicleId);
  const operations = await askedOperations(tx, vehicle, input.operations);
  if (input.kind === 'homeVisit' && operations.length === 0) refuse('nothingToDo', { field: 'operations' });
  const inside = input.kind === 'homeVisit' ? notOutside(operations)[0] : undefined;
  if (inside !== undefined) refuse('notOutside', { field: 'operations', name: inside.name, nameEn: inside.nameEn });
  const asked: Asked = { vehicle, kind: input.kind, operations, place: input.place };
  const outlet = (await comingFrom(tx, asked)) ?? refuse('noVanThere', { field: 'place' });
  await lockDay(tx, outlet.id, beijingDay(new Date(input.fromAt)));
  const window = await windowAt(tx, asked, outlet.id, new Date(input.fromAt));
  if ((await openJobOfCar(tx, vehicle.id, input.kind)) !== undefined) refuse('visitAsked', { field: 'vehicleId' }); // (O1)
  const caseId = await caseOf(tx, vehicle, input);
  const there = { lon: outlet.lon, lat: outlet.lat, address: outlet.address };
  const job = await openJob(tx, {
    kind: input.kind, brandId: vehicle.brandId, ownerId: vehicle.ownerId, vehicleId: vehicle.id, vin: vehicle.vin, caseId, outletId: outlet.id, operations: operations.map((one) => one.code), parts: input.kind === 'homeVisit' ? partsOf(operations) : [],
    place: input.kind === 'return' ? there : input.place, to: input.kind === 'homeVisit' ? null : input.kind === 'pickUp' ? there : input.place, serviceMin: serviceMinOf(asked, await rulesOn(tx, beijingDay(tx.now))), window, words: input.words?.trim() ?? null,
    readiness: input.readiness === undefined ? {} : { ...input.readiness, at: tx.now.toISOString() },
  });
  if (caseId !== null && job.kind === 'homeVisit') await moveCase(tx, caseId, 'booked', { key: `home visit ${job.id}`, data: { jobId: job.id }, outletId: outlet.id });
  return only(await visitsFor(tx, [job]));
}

export async function myVisits(tx: Tx) {
  return { visits: tx.actor.kind === 'owner' ? await visitsFor(tx, await jobsOfOwner(tx, tx.actor.id)) : [] };
}
export const showVisit = async (tx: Tx, input: Input<typeof api.showVisit>) => only(await visitsFor(tx, [await findJob(tx, input.jobId)]));

const desk = ['agent', 'adviser', 'dispatcher', 'serviceManager'] as const;
export async function visitsOfCase(tx: Tx, input: Input<typeof api.visitsOfCase>) {
  const one = await findCase(tx, input.caseId);
  return { visits: await visitsFor(tx, (await jobsOfCase(tx, one.id)).filter((job) => holds(tx.actor, desk, job))) };
}

/** The visit for an edit: owners their own, desks of its brand and place. */
async function visitToEdit(tx: Tx, id: string, version: number): Promise<Job> {
  const job = await lockJob(tx, id);
  const mine = job !== undefined && (tx.actor.kind === 'owner' ? job.ownerId === tx.actor.id : holds(tx.actor, desk, job));
  if (job === undefined || !mine) return refuse('jobNotFound', { id });
  if (job.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'jobs', id, version) });
  return job;
}

export async function saveReadiness(tx: Tx, input: Input<typeof api.saveReadiness>) {
  const before = await visitToEdit(tx, input.jobId, input.version);
  if (!plannable.includes(before.state)) refuse('jobNotNow', { state: before.state });
  const after = await saveJob(tx, { ...before, readiness: { ...input.readiness, at: tx.now.toISOString() } });
  tellOfJob(tx, after, 'dispatch.readiness', { before: before.readiness, after: after.readiness });
  return only(await visitsFor(tx, [after]));
}

/** Another window: it leaves the plan it is in, and is planned again. */
export async function moveVisit(tx: Tx, input: Input<typeof api.moveVisit>) {
  const before = await visitToEdit(tx, input.jobId, input.version);
  if (!plannable.includes(before.state) && before.state !== 'failed') refuse('jobNotNow', { state: before.state });
  if (before.kind === 'rescue') refuse('jobNotNow', { state: before.state });
  const vehicle = await askedVehicle(tx, before.vehicleId);
  const asked: Asked = { vehicle, kind: before.kind as Asked['kind'], operations: await askedOperations(tx, vehicle, before.operations), place: before.kind === 'return' ? (before.toPlace ?? before.place) : before.place, moving: before.id };
  const fromAt = new Date(input.fromAt);
  await lockDay(tx, before.outletId, beijingDay(fromAt));
  const window = await windowAt(tx, asked, (await findOutlet(tx, before.outletId)).id, fromAt);
  const after = await saveJob(tx, {
    ...before, state: 'waiting', onDay: beijingDay(fromAt), windowFrom: window.from, windowUntil: window.until, vanId: null, staffId: null, seq: null, plannedFrom: null, plannedUntil: null, pinned: false, toldFrom: null, toldUntil: null,
    departedAt: null, arrivedAt: null, startedAt: null, carriedAt: null, endedAt: null, endedWhy: null,
  });
  if (after.caseId !== null && after.kind === 'homeVisit') await moveCase(tx, after.caseId, 'booked', { key: `home visit ${after.id} ${after.version}`, data: { jobId: after.id }, outletId: after.outletId });
  tellOfJob(tx, after, 'dispatch.moveVisit', { before: { windowFrom: before.windowFrom }, after: { windowFrom: after.windowFrom } });
  return only(await visitsFor(tx, [after]));
}

export async function cancelVisit(tx: Tx, input: Input<typeof api.cancelVisit>) {
  const before = await visitToEdit(tx, input.jobId, input.version);
  mustMove(before, 'cancelled');
  const after = await cancelJob(tx, before, input.why, tx.actor.kind === 'owner');
  if (after.caseId !== null && after.kind === 'homeVisit') await moveCase(tx, after.caseId, 'open', { key: `home visit off ${after.id}`, data: { jobId: after.id } });
  return { ok: true as const };
}

export async function renewCodes(tx: Tx, input: Input<typeof api.renewCodes>) {
  const before = await visitToEdit(tx, input.jobId, input.version);
  if (before.toPlace === null || before.endedAt !== null) refuse('jobNotNow', { state: before.state });
  const codes = { pickup: before.handOvers.pickup === undefined ? digitCode() : before.codes.pickup, delivery: before.handOvers.delivery === undefined ? digitCode() : before.codes.delivery } as Job['codes'];
  const after = await saveJob(tx, { ...before, codes, codeTries: 0 });
  tellOfJob(tx, after, 'dispatch.renewCodes');
  return only(await visitsFor(tx, [after]));
}
