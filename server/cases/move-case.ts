// A case moves through its stages: by the facts of visits further down the river, told as calls here, and by people.
// V1 one cause moves a case once; V2 late news is noted and moves nothing; V3 clocks follow the stage; V4 moving to
// "awaiting confirmation" asks the owner, and the silence is counted from then.
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { confirmationAsked, moves, ofCase, type Case, type Stage } from './case.ts';
import { giveTo } from './give-case.ts';
import { runStageClocks } from './run-clocks.ts';
import { lockCase, saveCase } from './store.ts';
import { writeOn } from './timeline.ts';

export type Cause = {
  /** What made it move; the same cause moves it once. (V1) */
  key?: string;
  data?: Record<string, unknown>;
  /** Where the car is served; the outlet then sees the case. */
  outletId?: string;
};

/** Moves a case as far as the table of stages lets it; anything that may not move now is left as it is. (V2) */
export async function moveCase(tx: Tx, caseId: string, stage: Stage, cause: Cause = {}): Promise<Case> {
  const one = (await lockCase(tx, caseId)) ?? refuse('caseNotFound', { id: caseId });
  if (stage === 'closed') throw new Error('a case is closed by its owner, by silence, or as a duplicate; never moved there');
  const move = moves[one.stage][stage];
  const noted = await writeOn(tx, one, {
    kind: 'stageMoved', visibility: move === 'moves' ? 'owner' : 'staff', data: { from: one.stage, to: stage, moved: move === 'moves', ...cause.data }, ...(cause.key === undefined ? {} : { key: cause.key }),
  });
  if (noted === undefined) return one;
  const outletId = cause.outletId ?? one.outletId;
  if (move !== 'moves' && outletId === one.outletId) return one;
  return stageSet(tx, { ...one, outletId }, move === 'moves' ? stage : one.stage);
}

/** Writes a stage that the table allows, with what follows from it. (V3, V4) */
export async function stageSet(tx: Tx, one: Case, stage: Stage): Promise<Case> {
  const asking = stage === 'awaitingConfirmation' && one.stage !== stage;
  const saved = await saveCase(tx, {
    ...one, stage,
    ...(asking ? { confirmationAskedAt: tx.now, reminders: 0, remindedAt: null } : {}),
    ...(stage === 'open' ? { closedAt: null, closedHow: null, confirmationAskedAt: null } : {}),
  });
  if (saved === undefined) return refuse('staleEdit');
  await runStageClocks(tx, saved);
  tx.record({ action: 'cases.move', subject: 'cases', subjectId: one.id, brandId: one.brandId, version: saved.version, before: { stage: one.stage, outletId: one.outletId }, after: { stage, outletId: saved.outletId } });
  if (asking) tx.tell(confirmationAsked({ ...ofCase(saved), askedAt: tx.now.toISOString() }));
  return saved;
}

type Visit = { caseId: string };

/** A visit is booked: the outlet sees the case from now on; who holds it stays until the car is there. */
export const caseBooked = (tx: Tx, body: Visit & { appointmentId: string; outletId: string }) =>
  moveCase(tx, body.caseId, 'booked', { key: `booked ${body.appointmentId} ${body.outletId}`, data: { appointmentId: body.appointmentId }, outletId: body.outletId });

/** A rescue brought the car to an outlet: it sees the case from now on, and whoever holds it stays until the car is checked in. */
export async function caseBrought(tx: Tx, body: Visit & { missionId: string; outletId: string }): Promise<void> {
  const one = await lockCase(tx, body.caseId);
  if (one === undefined || one.stage === 'closed') return;
  await moveCase(tx, body.caseId, one.stage, { key: `brought ${body.missionId} ${body.outletId}`, data: { missionId: body.missionId }, outletId: body.outletId });
}

/** The visit is off: somebody has to find another way. */
export async function caseUnbooked(tx: Tx, body: Visit & { appointmentId: string }): Promise<void> {
  const one = await lockCase(tx, body.caseId);
  if (one?.stage === 'booked') await moveCase(tx, body.caseId, 'open', { key: `unbooked ${body.appointmentId}`, data: { appointmentId: body.appointmentId } });
}

/** The car is at the outlet: checking it in is accepting the case. */
export async function caseInService(tx: Tx, body: Visit & { workOrderId: string; outletId: string }): Promise<void> {
  const before = await lockCase(tx, body.caseId);
  const one = await moveCase(tx, body.caseId, 'inService', { key: `in service ${body.workOrderId}`, data: { workOrderId: body.workOrderId }, outletId: body.outletId });
  if (before?.version === one.version || one.holder.outletId === body.outletId) return;
  await giveTo(tx, one, { kind: 'desk', desk: 'outletDesk', outletId: body.outletId, staffId: null, name: null }, 'checkedIn');
}

/** The work order was called off and the car goes back as it came: the trouble is still there. */
export async function caseWorkCancelled(tx: Tx, body: Visit & { workOrderId: string; why: string }): Promise<void> {
  const one = await lockCase(tx, body.caseId);
  if (one?.stage === 'inService') await moveCase(tx, body.caseId, 'open', { key: `work cancelled ${body.workOrderId}`, data: { workOrderId: body.workOrderId, why: body.why } });
}

export const caseOwed = (tx: Tx, body: Visit & { invoiceId: string; owedFen: number }) =>
  body.owedFen > 0 ? moveCase(tx, body.caseId, 'awaitingPayment', { key: `owed ${body.invoiceId}`, data: { invoiceId: body.invoiceId, owedFen: body.owedFen } }) : Promise.resolve(undefined);

export const caseHandedBack = (tx: Tx, body: Visit & { workOrderId: string }) =>
  moveCase(tx, body.caseId, 'awaitingConfirmation', { key: `handed back ${body.workOrderId}`, data: { workOrderId: body.workOrderId } });
