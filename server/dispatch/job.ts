// A job: a car at somebody's place, and what is to be done there. J1 the table of moves is total: what it does not allow is
// refused, whoever asks; J2 what ended stays as it ended, but a failed job may be planned again; J3 a car that is on the way with
// us is not taken from its driver by a plan.
import { actorName, type Actor } from '#platform/actor';
import { fact } from '#platform/facts';
import { refuse } from '#platform/refusals';
import type { Static } from '#platform/contract';
import type { HandOver, Place, Readiness, failReasons, jobKinds, jobStates, phoneMoves, vanKinds } from './phone-api.ts';

export type JobKind = (typeof jobKinds)[number];
export type JobState = (typeof jobStates)[number];
export type PhoneMove = (typeof phoneMoves)[number];
export type FailReason = (typeof failReasons)[number];
export type VanKind = (typeof vanKinds)[number];
export type JobPlace = Static<typeof Place>;
/** What only some vehicles can do: their kind, tools on board, what the person must be certified for, and the height of the way in. */
export type Needs = { vanKinds?: VanKind[]; tools?: string[]; skills?: string[]; mostHeightCm?: number };
export type End = 'pickup' | 'delivery';

export type Job = {
  id: string; number: string; kind: JobKind; reference: string | null; brandId: string; ownerId: string; vehicleId: string; vin: string; caseId: string | null; outletId: string;
  state: JobState; operations: string[]; parts: { code: string; quantity: number }[]; needs: Needs; words: string | null; place: JobPlace; toPlace: JobPlace | null; serviceMin: number;
  onDay: string; windowFrom: Date; windowUntil: Date; urgent: boolean; readiness: Static<typeof Readiness>;
  vanId: string | null; staffId: string | null; seq: number | null; plannedFrom: Date | null; plannedUntil: Date | null; pinned: boolean; toldFrom: Date | null; toldUntil: Date | null;
  departedAt: Date | null; arrivedAt: Date | null; startedAt: Date | null; carriedAt: Date | null; endedAt: Date | null; endedWhy: string | null;
  codes: { pickup?: string; delivery?: string }; codeTries: number; handOvers: Partial<Record<End, Static<typeof HandOver>>>; mostKm: number | null; openedBy: string; openedAt: Date; version: number;
};

/** From each state, where it may go. (J1, J2) */
export const moves: Record<JobState, readonly JobState[]> = {
  waiting: ['planned', 'cancelled'],
  planned: ['waiting', 'departed', 'arrived', 'working', 'failed', 'cancelled'],
  departed: ['planned', 'waiting', 'arrived', 'working', 'failed', 'cancelled'],
  arrived: ['working', 'carrying', 'waiting', 'failed', 'cancelled'],
  working: ['carrying', 'finished', 'failed'],
  carrying: ['finished', 'failed'],
  finished: [],
  failed: ['waiting', 'cancelled'],
  cancelled: [],
};

export const moveTo: Record<PhoneMove, JobState> = { depart: 'departed', arrive: 'arrived', start: 'working', carry: 'carrying', finish: 'finished', fail: 'failed' };

/** Under way: its driver is on it, and no plan takes it away. (J3) */
export const underWay: readonly JobState[] = ['departed', 'arrived', 'working', 'carrying'];
/** A plan may still give it to anybody. */
export const plannable: readonly JobState[] = ['waiting', 'planned'];
export const ended: readonly JobState[] = ['finished', 'failed', 'cancelled'];
/** Carried by its vehicle from one place to the other. */
export const isCarried = (job: Pick<Job, 'toPlace'>): boolean => job.toPlace !== null;

/** Refuses a move that the table does not have. (J1) */
export function mustMove(job: Pick<Job, 'state'>, to: JobState): void {
  if (!moves[job.state].includes(to)) refuse('jobNotNow', { state: job.state, asked: to });
}

/** Who did it, as the board shows it: nobody by name when the house did it. */
export const byName = (actor: Actor): string => (actor.kind === 'system' ? '' : actorName(actor));

type About = { jobId: string; kind: JobKind; reference: string | null; caseId: string | null; brandId: string; ownerId: string; outletId: string; vehicleId: string };
export const about = (job: Job): About => ({
  jobId: job.id, kind: job.kind, reference: job.reference, caseId: job.caseId, brandId: job.brandId, ownerId: job.ownerId, outletId: job.outletId, vehicleId: job.vehicleId,
});
export const jobOpened = fact<About & { windowFrom: string; windowUntil: string }>('dispatch.opened');
/** The owner is told when somebody comes: first, or again because it moved. */
export const jobTimed = fact<About & { fromAt: string; untilAt: string; before: string | null; version: number }>('dispatch.timed');
export const jobDeparted = fact<About & { at: string; arrivesAt: string | null }>('dispatch.departed');
export const jobArrived = fact<About & { at: string }>('dispatch.arrived');
export const jobStarted = fact<About & { at: string }>('dispatch.started');
export const jobCarried = fact<About & { at: string }>('dispatch.carried');
export const jobFinished = fact<About & { at: string }>('dispatch.finished');
export const jobFailed = fact<About & { at: string; reason: string; words: string | null; version: number }>('dispatch.failed');
export const jobCancelled = fact<About & { why: string; byOwner: boolean }>('dispatch.cancelled');
