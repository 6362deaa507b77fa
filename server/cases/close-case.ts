// How a case ends, and how it comes back.
// E1 it ends when the owner says it is solved, or after a stated silence with two reminders; E2 staff end only a
// duplicate or what the owner cancelled, with a reason, and not while a missed clock is unexplained; E3 an owner's "not
// solved" opens it again, also some weeks after the end; E4 silence is never counted without both reminders sent.
import type { Input } from '#platform/contract';
import { beijingDay } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { caseClosed, caseReopened, confirmationReminded, moves, ofCase, type Case, type ClosedHow } from './case.ts';
import { unexplained } from './clock-store.ts';
import { caseToEdit, openCaseToEdit } from './find-case.ts';
import { openHandOver, writeAnswer } from './holder-store.ts';
import { stageSet } from './move-case.ts';
import { runStageClocks } from './run-clocks.ts';
import { caseById, casesAwaitingOwner, lockCase, numbersOn, saveCase } from './store.ts';
import { announceCase, writeOn } from './timeline.ts';

const dayMs = 86_400_000;

async function end(tx: Tx, one: Case, how: ClosedHow, more: { why?: string; linkedCaseId?: string } = {}): Promise<Case> {
  const asked = await openHandOver(tx, one.id);
  if (asked !== undefined) await writeAnswer(tx, asked.id, { state: 'withdrawn', byName: null, words: null });
  const saved = (await saveCase(tx, { ...one, stage: 'closed', closedAt: tx.now, closedHow: how, linkedCaseId: more.linkedCaseId ?? one.linkedCaseId })) ?? refuse('staleEdit');
  await runStageClocks(tx, saved);
  await writeOn(tx, saved, { kind: 'closed', visibility: 'owner', text: more.why ?? null, data: { how, ...(more.linkedCaseId === undefined ? {} : { caseId: more.linkedCaseId }) } });
  tx.record({ action: 'cases.close', subject: 'cases', subjectId: one.id, brandId: one.brandId, version: saved.version, before: { stage: one.stage }, after: { stage: 'closed', how }, why: more.why ?? null });
  tx.tell(caseClosed({ ...ofCase(saved), how, at: tx.now.toISOString() }));
  return saved;
}

export async function askConfirmation(tx: Tx, input: Input<typeof api.askConfirmation>) {
  const one = await caseToEdit(tx, input.caseId, input.version);
  if (one.stage !== 'open' && one.stage !== 'booked') refuse('stageNotNow', { stage: one.stage });
  await writeOn(tx, one, { kind: 'confirmationAsked', visibility: 'owner', text: input.words });
  const saved = await stageSet(tx, one, 'awaitingConfirmation');
  return { caseId: saved.id, version: saved.version };
}

/** (E1) */
export async function confirmSolved(tx: Tx, input: Input<typeof api.confirmSolved>) {
  const one = await caseToEdit(tx, input.caseId, input.version);
  if (one.stage !== 'awaitingConfirmation') refuse('stageNotNow', { stage: one.stage });
  const saved = await end(tx, one, 'confirmed');
  return { caseId: saved.id, version: saved.version };
}

/** Whether the owner may still say that a closed case is not solved. */
export const mayReopen = (one: Case, now: Date, withinDays: number): boolean =>
  one.stage === 'awaitingConfirmation' || (one.closedAt !== null && one.closedHow !== 'duplicate' && now.getTime() - one.closedAt.getTime() <= withinDays * dayMs);

/** (E3) */
export async function notSolved(tx: Tx, input: Input<typeof api.notSolved>) {
  const one = await caseToEdit(tx, input.caseId, input.version);
  if (one.stage !== 'awaitingConfirmation' && one.stage !== 'closed') refuse('stageNotNow', { stage: one.stage });
  const withinDays = (await numbersOn(tx, beijingDay(tx.now))).get('reopenWithinDays') ?? 0;
  if (!mayReopen(one, tx.now, withinDays)) refuse('tooLateToReopen', { days: withinDays });
  const saved = await reopen(tx, one, input.words);
  return { caseId: saved.id, version: saved.version };
}

export async function reopen(tx: Tx, one: Case, words: string | null): Promise<Case> {
  if (moves[one.stage].open !== 'moves') refuse('stageNotNow', { stage: one.stage });
  await writeOn(tx, one, { kind: 'reopened', visibility: 'owner', text: words });
  const saved = await stageSet(tx, one, 'open');
  tx.tell(caseReopened({ ...ofCase(saved), at: tx.now.toISOString() }));
  return saved;
}

/** (E2) */
export async function closeCase(tx: Tx, input: Input<typeof api.closeCase>) {
  const one = await openCaseToEdit(tx, input.caseId, input.version);
  if (moves[one.stage].closed !== 'moves' || one.stage === 'awaitingConfirmation') refuse('stageNotNow', { stage: one.stage });
  if ((await unexplained(tx, one.id)) > 0) refuse('breachUnexplained', { number: one.number });
  let linkedCaseId: string | undefined;
  if (input.how === 'duplicate') {
    const other = input.ofCaseId === undefined ? undefined : await caseById(tx, input.ofCaseId);
    if (other === undefined || other.id === one.id || other.vin !== one.vin || other.ownerId !== one.ownerId) return refuse('duplicateNotFound', { field: 'ofCaseId' });
    linkedCaseId = other.id;
    await writeOn(tx, other, { kind: 'duplicateJoined', data: { caseId: one.id, number: one.number } });
    announceCase(tx, other);
  }
  const saved = await end(tx, one, input.how, { why: input.why, ...(linkedCaseId === undefined ? {} : { linkedCaseId }) });
  return { caseId: saved.id, version: saved.version };
}

/** What silence asks for now: a reminder, the end, or nothing yet. (E1, E4) */
export function silenceStep(one: { confirmationAskedAt: Date; reminders: number; remindedAt: Date | null }, now: Date,
  days: { first: number; second: number; close: number }): 'remind' | 'close' | 'wait' {
  const since = (now.getTime() - one.confirmationAskedAt.getTime()) / dayMs;
  const sinceReminder = one.remindedAt === null ? Number.POSITIVE_INFINITY : (now.getTime() - one.remindedAt.getTime()) / dayMs;
  if (one.reminders === 0) return since >= days.first ? 'remind' : 'wait';
  if (one.reminders === 1) return since >= days.second && sinceReminder >= 1 ? 'remind' : 'wait';
  return since >= days.close && sinceReminder >= days.close - days.second ? 'close' : 'wait';
}

/** Round: reminds owners who were asked to confirm, and takes a stated silence as agreement. */
export async function watchSilence(tx: Tx): Promise<void> {
  const numbers = await numbersOn(tx, beijingDay(tx.now));
  const days = { first: numbers.get('firstReminderDays') ?? 2, second: numbers.get('secondReminderDays') ?? 5, close: numbers.get('closeAfterDays') ?? 7 };
  for (const { id } of await casesAwaitingOwner(tx, new Date(tx.now.getTime() - days.first * dayMs), 500)) {
    const one = await lockCase(tx, id);
    if (one?.stage !== 'awaitingConfirmation' || one.confirmationAskedAt === null) continue;
    const step = silenceStep({ ...one, confirmationAskedAt: one.confirmationAskedAt }, tx.now, days);
    if (step === 'close') await end(tx, one, 'silence');
    if (step === 'remind') {
      const nth = one.reminders + 1;
      const saved = (await saveCase(tx, { ...one, reminders: nth, remindedAt: tx.now })) ?? one;
      await writeOn(tx, saved, { kind: 'confirmationReminder', visibility: 'owner', data: { nth } });
      tx.tell(confirmationReminded({ ...ofCase(one), askedAt: one.confirmationAskedAt.toISOString(), nth }));
    }
  }
}
