// What the one who drives reports. M1 a client id is heard once, and answered the same when it comes again; M2 the phone's clock is
// kept beside the server's and used where it can be true; M3 a job that was given to somebody else is refused, not lost; M4 a car is
// handed over with code and photos before it is driven away and before the job is done; M5 what cannot be done says why; M6 a place that
// no vehicle can have reached since the last one is not believed.
import { greatCircle } from '@careloop/routing';
import { moveCase } from '#cases';
import { recordLook } from '#people';
import { actorId } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { about, isCarried, jobArrived, jobCarried, jobDeparted, jobFailed, jobFinished, jobStarted, moveTo, mustMove, underWay, type Job, type PhoneMove } from './job.ts';
import { insertMark, jobById, lockJob, markByClient, saveJob } from './job-store.ts';
import { tellOfJob } from './open-job.ts';
import { stopsFor } from './show-stops.ts';
import { positionsOf, vanOfPerson, writePosition, type Position } from './van-store.ts';

const mayLagMs = 24 * 3_600_000;
const mayLeadMs = 2 * 60_000;

/** The phone's time when it can be true, else the server's. (M2) */
export function timeOf(phoneAt: Date, now: Date, job: Pick<Job, 'departedAt' | 'arrivedAt' | 'startedAt' | 'carriedAt'>): Date {
  const last = [job.departedAt, job.arrivedAt, job.startedAt, job.carriedAt].reduce<number>((latest, at) => Math.max(latest, at?.getTime() ?? 0), 0);
  const at = phoneAt.getTime();
  return Number.isFinite(at) && at <= now.getTime() + mayLeadMs && at >= now.getTime() - mayLagMs && at >= last ? phoneAt : now;
}

/** My job, kept from others until the transaction ends; the same no for what is not there and what is another's. (M3) */
export async function myJob(tx: Tx, jobId: string): Promise<Job> {
  const job = await lockJob(tx, jobId);
  return job !== undefined && job.staffId === actorId(tx.actor) ? job : refuse('jobNotFound', { id: jobId });
}

const stamped = (job: Job, move: PhoneMove, at: Date): Job => {
  switch (move) {
    case 'depart': return { ...job, state: 'departed', departedAt: at };
    case 'arrive': return { ...job, state: 'arrived', arrivedAt: at };
    case 'start': return { ...job, state: 'working', arrivedAt: job.arrivedAt ?? at, startedAt: at };
    case 'carry': return { ...job, state: 'carrying', startedAt: job.startedAt ?? at, carriedAt: at };
    case 'finish': return { ...job, state: 'finished', endedAt: at };
    case 'fail': return { ...job, state: 'failed', endedAt: at };
  }
};

function tellOfMove(tx: Tx, job: Job, move: PhoneMove, at: Date, reason: string | null, words: string | null): void {
  const told = { ...about(job), at: at.toISOString() };
  const arrivesAt = job.plannedFrom === null ? null : job.plannedFrom.toISOString();
  if (move === 'depart') tx.tell(jobDeparted({ ...told, arrivesAt }));
  else if (move === 'arrive') tx.tell(jobArrived(told));
  else if (move === 'start') tx.tell(jobStarted(told));
  else if (move === 'carry') tx.tell(jobCarried(told));
  else if (move === 'finish') tx.tell(jobFinished(told));
  else tx.tell(jobFailed({ ...told, reason: reason ?? 'other', words, version: job.version }));
}

/** The case follows a home visit, whose end its order tells; other kinds have their own holders. */
async function moveItsCase(tx: Tx, job: Job, move: PhoneMove): Promise<void> {
  if (job.kind !== 'homeVisit' || job.caseId === null) return;
  const cause = (what: string) => ({ key: `${what} ${job.id} ${job.version}`, data: { jobId: job.id }, outletId: job.outletId });
  if (move === 'start') await moveCase(tx, job.caseId, 'inService', cause('home visit began'));
  else if (move === 'fail') await moveCase(tx, job.caseId, 'open', cause('home visit failed'));
}

export async function moveStop(tx: Tx, input: Input<typeof api.moveStop>) {
  const heard = await markByClient(tx, input.clientId);
  if (heard !== undefined) { // (M1)
    const job = heard.jobId === input.jobId && heard.staffId === actorId(tx.actor) ? await jobById(tx, heard.jobId) : undefined;
    return job === undefined ? refuse('jobNotFound', { id: input.jobId }) : only(await stopsFor(tx, [job]));
  }
  const before = await myJob(tx, input.jobId);
  mustMove(before, moveTo[input.move]);
  if (input.move === 'fail' && input.reason === undefined) refuse('reasonNeeded', { field: 'reason' }); // (M5)
  const carried = isCarried(before);
  if (before.kind !== 'rescue' && ((input.move === 'carry' && before.handOvers.pickup === undefined) || (input.move === 'finish' && carried && before.handOvers.delivery === undefined))) refuse('handOverFirst', { end: input.move === 'carry' ? 'pickup' : 'delivery' }); // (M4)
  if (input.move === 'finish' && carried && before.state === 'working') refuse('jobNotNow', { state: before.state, asked: 'finished' });
  const at = timeOf(new Date(input.at), tx.now, before);
  const [reason, words] = [input.reason ?? null, input.words?.trim() ?? null];
  await insertMark(tx, { clientId: input.clientId, jobId: before.id, brandId: before.brandId, move: input.move, staffId: actorId(tx.actor) ?? '', phoneAt: new Date(input.at), reason, words, odometerKm: input.odometerKm ?? null, socPct: input.socPct ?? null });
  const after = await saveJob(tx, { ...stamped(before, input.move, at), ...(input.move === 'fail' ? { endedWhy: reason } : {}) });
  if (input.lon !== undefined && input.lat !== undefined && after.vanId !== null) await writePosition(tx, { vanId: after.vanId, at, lon: input.lon, lat: input.lat });
  if (!underWay.includes(before.state) && underWay.includes(after.state)) await recordLook(tx, { ownerId: after.ownerId, brandId: after.brandId, what: 'phone', why: `上门途中联系 ${after.number}`, subject: 'owners', subjectId: after.ownerId });
  await moveItsCase(tx, after, input.move);
  tellOfMove(tx, after, input.move, at, reason, words);
  tellOfJob(tx, after, `dispatch.${input.move}`, { before: { state: before.state }, ...(words === null ? {} : { why: words }) });
  return only(await stopsFor(tx, [after]));
}

export const only = <T>(list: readonly T[]): T => list[0] ?? refuse('jobNotFound');

const freshMs = 15 * 60_000;
/** Whether a vehicle can be there: nobody drives this fast, so such a report is a phone that errs, or one that is not in the vehicle. (M6) */
function canBeThere(last: Position | undefined, next: { lon: number; lat: number; at: Date }): boolean {
  const passedMs = next.at.getTime() - (last?.at.getTime() ?? 0);
  return last === undefined || passedMs > freshMs || greatCircle(last, next) <= 1_000 + (Math.max(0, passedMs) / 3_600_000) * 180_000;
}

export async function reportPosition(tx: Tx, input: Input<typeof api.reportPosition>) {
  const van = (await vanOfPerson(tx, actorId(tx.actor) ?? '', beijingDay(tx.now))) ?? refuse('vanNotFound');
  const at = timeOf(new Date(input.at), tx.now, { departedAt: null, arrivedAt: null, startedAt: null, carriedAt: null });
  if (!canBeThere((await positionsOf(tx, [van.id])).get(van.id), { lon: input.lon, lat: input.lat, at })) return { ok: true as const };
  await writePosition(tx, { vanId: van.id, at, lon: input.lon, lat: input.lat });
  tx.announce({ topic: 'dispatch', id: van.id, outletId: van.outletId });
  return { ok: true as const };
}
