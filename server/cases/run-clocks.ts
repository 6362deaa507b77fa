// Starting, meeting, pausing and ending the clocks of a case.
// R1 at most one clock of a name runs per case; R2 news is owed again from the moment news was given; R3 a clock that
// ended late is a breach like one that still runs, and a breach wants a reason.
import { actorName } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { hoursFor } from './office.ts';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { clockBreached, ofCase, type Case, type CaseKind } from './case.ts';
import type { ClockName } from './codes.ts';
import { clockById, clockRules, endClock, explain, insertClocks, markBreach, runningClocks, writeNextDue, writeTimes } from './clock-store.ts';
import { clockByRule, clocksOf, pausedClock, resumedClock, startedClock, type Clock, type ClockTimes, type PauseReason } from './clock.ts';
import { caseToEdit, openCaseToEdit } from './find-case.ts';
import { saveCase } from './store.ts';
import { writeOn } from './timeline.ts';
import type { Urgency } from './urgency.ts';

/** Lets the clocks of the case's stage run: starts what is missing, ends what no longer belongs. (R1) */
export async function runStageClocks(tx: Tx, one: Case): Promise<void> {
  const wanted = clocksOf(one.stage);
  const running = await runningClocks(tx, one.id);
  for (const clock of running) if (!wanted.includes(clock.clock)) await end(tx, one, clock, clock.clock !== 'update' && one.stage !== 'closed');
  const missing = wanted.filter((name) => !running.some((clock) => clock.clock === name));
  await start(tx, one, missing);
  await writeNextDue(tx, one.id);
}

async function start(tx: Tx, one: Case, names: readonly ClockName[]): Promise<void> {
  if (names.length > 0) insertClocks(tx, ofCase(one), await freshClocks(tx, one.kind, one.urgency, names, one.outletId));
}

/** Clocks that begin now, by the rules of today. */
async function freshClocks(tx: Tx, kind: CaseKind, urgency: Urgency, names: readonly ClockName[], outletId: string | null = null): Promise<ClockTimes[]> {
  const today = beijingDay(tx.now);
  const [office, rules] = await Promise.all([hoursFor(tx, outletId), clockRules(tx, kind, urgency, today)]);
  return rules.filter((rule) => names.includes(rule.clock)).map((rule) => startedClock(rule, tx.now, office));
}

/** The clocks of a case in its first moment. */
export const firstClocks = (tx: Tx, kind: CaseKind, urgency: Urgency, outletId: string | null): Promise<ClockTimes[]> => freshClocks(tx, kind, urgency, clocksOf('open'), outletId);

/** Ends a clock; when that is too late, the breach is marked and told. (R3) */
async function end(tx: Tx, one: Case, clock: Clock, met: boolean): Promise<void> {
  if (clock.pausedAt === null && tx.now > clock.dueAt) await breach(tx, one, clock);
  await endClock(tx, clock.id, met);
}

/** Marks a missed clock, once. */
export async function breach(tx: Tx, one: Case, clock: Clock): Promise<void> {
  if ((await markBreach(tx, clock.id)) === undefined) return;
  await writeOn(tx, one, { kind: 'clockBreached', data: { clock: clock.clock, dueAt: clock.dueAt.toISOString() }, key: `breach ${clock.id}`, by: { name: '' } });
  tx.tell(clockBreached({ ...ofCase(one), clockId: clock.id, clock: clock.clock }));
}

/** What a clock waited for has happened. News is owed anew. (R2) */
export async function meetClock(tx: Tx, one: Case, name: ClockName): Promise<void> {
  const clock = (await runningClocks(tx, one.id)).find((running) => running.clock === name);
  if (clock === undefined) return;
  await end(tx, one, clock, true);
  if (name === 'update' && clocksOf(one.stage).includes('update')) await start(tx, one, ['update']);
  await writeNextDue(tx, one.id);
}

/** The running clocks follow the case's new urgency. */
export async function rerateClocks(tx: Tx, one: Case, tighter: boolean): Promise<void> {
  const today = beijingDay(tx.now);
  const office = await hoursFor(tx, one.outletId);
  const rules = await clockRules(tx, one.kind, one.urgency, today);
  for (const clock of await runningClocks(tx, one.id)) {
    const rule = rules.find((other) => other.clock === clock.clock);
    if (rule !== undefined) await writeTimes(tx, clock.id, clockByRule(clock, rule, tx.now, tighter, office));
  }
  await writeNextDue(tx, one.id);
}

/** Lets paused clocks run again; only those paused for one of the reasons, where reasons are given. */
export async function resumeFor(tx: Tx, one: Case, reasons?: readonly PauseReason[]): Promise<number> {
  const office = await hoursFor(tx, one.outletId);
  let resumed = 0;
  for (const clock of await runningClocks(tx, one.id)) {
    if (clock.pauseReason === null || (reasons !== undefined && !reasons.includes(clock.pauseReason))) continue;
    const running = resumedClock(clock, tx.now, office);
    if (running === undefined) continue;
    await writeTimes(tx, clock.id, running);
    resumed++;
  }
  if (resumed > 0) {
    await writeNextDue(tx, one.id);
    await writeOn(tx, one, { kind: 'clocksResumed' });
  }
  return resumed;
}

export async function pauseClocks(tx: Tx, input: Input<typeof api.pauseClocks>) {
  const one = await openCaseToEdit(tx, input.caseId, input.version);
  const office = await hoursFor(tx, one.outletId);
  const running = await runningClocks(tx, one.id);
  const paused = running.flatMap((clock) => {
    const times = pausedClock(clock, tx.now, input.reason, office);
    return times === undefined ? [] : [{ id: clock.id, times }];
  });
  if (running.some((clock) => clock.calendar === 'always')) refuse('safetyClockNeverPauses', { urgency: one.urgency });
  if (paused.length === 0) refuse('noClockToPause');
  for (const { id, times } of paused) await writeTimes(tx, id, times);
  await writeNextDue(tx, one.id);
  await writeOn(tx, one, { kind: 'clocksPaused', text: input.words ?? null, data: { reason: input.reason } });
  return saveClockChange(tx, one, 'cases.pauseClocks', { reason: input.reason, words: input.words });
}

export async function resumeClocks(tx: Tx, input: Input<typeof api.resumeClocks>) {
  const one = await openCaseToEdit(tx, input.caseId, input.version);
  await resumeFor(tx, one);
  return saveClockChange(tx, one, 'cases.resumeClocks', {});
}

async function saveClockChange(tx: Tx, one: Case, action: `cases.${string}`, after: unknown) {
  const saved = (await saveCase(tx, one)) ?? refuse('staleEdit');
  tx.record({ action, subject: 'cases', subjectId: one.id, brandId: one.brandId, version: saved.version, after });
  return { caseId: saved.id, version: saved.version };
}

/** A missed clock gets its reason; a later, better reason replaces it and both stay in the audit. */
export async function explainBreach(tx: Tx, input: Input<typeof api.explainBreach>) {
  const one = await caseToEdit(tx, input.caseId);
  const clock = await clockById(tx, one.id, input.clockId);
  if (clock === undefined || clock.breachedAt === null) return refuse('clockNotFound', { id: input.clockId });
  await explain(tx, clock.id, { reason: input.reason, words: input.words ?? null, byName: actorName(tx.actor) });
  await writeOn(tx, one, { kind: 'breachExplained', text: input.words ?? null, data: { clock: clock.clock, reason: input.reason } });
  tx.record({
    action: 'cases.explainBreach', subject: 'cases', subjectId: one.id, brandId: one.brandId, why: input.words ?? null,
    before: { clock: clock.clock, reason: clock.breachReason, words: clock.breachWords }, after: { clock: clock.clock, reason: input.reason, words: input.words },
  });
  return { ok: true as const };
}
