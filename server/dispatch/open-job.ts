// Opening a job, for whoever needs somebody to drive: home visits, pick-ups and returns here, rescue missions by a call.
// P1 a reference has one job, however often it is asked for; P2 who is to bring a car somewhere says where; P3 each end of a car's
// way has a code of its own.
import { beijingDay } from '#platform/calendar';
import { actorName } from '#platform/actor';
import { digitCode, newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { about, jobCancelled, jobOpened, mustMove, type Job, type JobKind, type JobPlace, type Needs } from './job.ts';
import { insertJob, jobByReference, lockJob, rulesOn, saveJob } from './job-store.ts';
import { roadKm } from './travel.ts';

export type NewJob = {
  kind: JobKind;
  /** Of what it is for (a mission, an appointment): the same is opened once. (P1) */
  reference?: string;
  brandId: string; ownerId: string; vehicleId: string; vin: string; caseId?: string | null; outletId: string;
  /** What is to be done there, from the brand's price book. */
  operations?: readonly string[]; parts?: readonly { code: string; quantity: number }[];
  needs?: Needs; words?: string | null; place: JobPlace;
  /** Where the car is brought; left out where it is repaired on the spot. */
  to?: JobPlace | null;
  /** How long it takes at the place; by the rule when left out. */
  serviceMin?: number;
  /** When somebody should arrive. */
  window: { from: Date; until: Date };
  urgent?: boolean; readiness?: Job['readiness'];
};

export const ruleOf = (rules: ReadonlyMap<string, number>, name: string): number => rules.get(name) ?? refuse('internal', { rule: name });


export function tellOfJob(tx: Tx, job: Job, action: `dispatch.${string}`, more: { before?: unknown; after?: unknown; why?: string } = {}): void {
  tx.record({ action, subject: 'jobs', subjectId: job.id, brandId: job.brandId, version: job.version, after: { state: job.state, vanId: job.vanId, plannedFrom: job.plannedFrom }, ...more });
  tx.announce({ topic: 'dispatch', id: job.id, brandId: job.brandId, ownerId: job.ownerId, outletId: job.outletId });
}

/** Opens a job, or answers the one that its reference has. */
export async function openJob(tx: Tx, asked: NewJob): Promise<Job> {
  const known = asked.reference === undefined ? undefined : await jobByReference(tx, asked.kind, asked.reference);
  if (known !== undefined) return known;
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const to = asked.to ?? null;
  if (to === null && (asked.kind === 'pickUp' || asked.kind === 'return')) throw new Error('a car that is fetched is brought somewhere'); // (P2)
  const mostKm = to === null ? null : Math.ceil((roadKm(rules, asked.place, to) * ruleOf(rules, 'mostKmOverPct')) / 100) + 5;
  const job = await insertJob(tx, {
    id: newId(), number: await nextNumber(tx, 'J'), kind: asked.kind, reference: asked.reference ?? null, brandId: asked.brandId, ownerId: asked.ownerId, vehicleId: asked.vehicleId, vin: asked.vin, caseId: asked.caseId ?? null, outletId: asked.outletId,
    operations: [...(asked.operations ?? [])], parts: [...(asked.parts ?? [])], needs: asked.needs ?? {}, words: asked.words ?? null, place: asked.place, toPlace: to, serviceMin: asked.serviceMin ?? ruleOf(rules, 'handOverMin'),
    onDay: beijingDay(asked.window.from), windowFrom: asked.window.from, windowUntil: asked.window.until, urgent: asked.urgent ?? false, readiness: asked.readiness ?? {},
    codes: to === null ? {} : { pickup: digitCode(), delivery: digitCode() }, mostKm, openedBy: actorName(tx.actor),
  });
  if (job === undefined) return (await jobByReference(tx, asked.kind, asked.reference ?? '')) ?? refuse('jobNotFound');
  tx.tell(jobOpened({ ...about(job), windowFrom: job.windowFrom.toISOString(), windowUntil: job.windowUntil.toISOString() }));
  tellOfJob(tx, job, 'dispatch.openJob');
  return job;
}

/** Calls a job off for whoever opened it; one that ended, or is on the way with the car, stays as it is. Answers whether it was called off. */
export async function callOff(tx: Tx, jobId: string, why: string): Promise<boolean> {
  const before = await lockJob(tx, jobId);
  if (before === undefined || ['finished', 'cancelled', 'working', 'carrying'].includes(before.state)) return false;
  await cancelJob(tx, before, why, false);
  return true;
}

export async function cancelJob(tx: Tx, before: Job, why: string, byOwner: boolean): Promise<Job> {
  mustMove(before, 'cancelled');
  const after = await saveJob(tx, { ...before, state: 'cancelled', endedAt: tx.now, endedWhy: why });
  tx.tell(jobCancelled({ ...about(after), why, byOwner }));
  tellOfJob(tx, after, 'dispatch.cancelJob', { before: { state: before.state }, why });
  return after;
}
