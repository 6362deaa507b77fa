// Findings and actions: what feedback teaches, what is done about it, and how one knows whether it worked.
// I1 the states of an action are a total table; only the measure ends one that was done; I2 it worked when the measure
// is better than as long before; with too few answers nothing is claimed; I3 an action has one owner and one date.
import { beijingDay } from '#platform/calendar';
import { fact } from '#platform/facts';
import type { actionStates, measures, verdicts } from './api.ts';
import type { Cause } from '#feedback';

export type ActionState = (typeof actionStates)[number];
export type Measure = (typeof measures)[number];
export type Verdict = (typeof verdicts)[number];
export type Measured = { numerator: number; denominator: number; fromAt: Date; untilAt: Date };

export type Finding = {
  id: string; brandId: string; outletId: string | null; modelId: string | null; cause: Cause; source: 'survey' | 'staff' | 'voice'; surveyId: string | null; voiceId?: string | null; caseId: string | null;
  caseNumber: string | null; score: number | null; words: string | null; at: Date; byName: string;
};
export type Action = {
  id: string; number: string; brandId: string; outletId: string | null; modelId: string | null; cause: Cause; what: string; ownerStaffId: string; ownerName: string;
  dueOn: string; measure: Measure; state: ActionState; addedByName: string; addedAt: Date; doneAt: Date | null; measureAt: Date | null; droppedWhy: string | null;
  climbedAt: Date | null; before: Measured; after: Measured | null; verdict: Verdict | null; version: number;
};

/** May an action go from one state to another. (I1) */
export const stateMoves: Record<ActionState, Record<ActionState, boolean>> = {
  open: { open: false, inProgress: true, done: true, measured: false, dropped: true },
  inProgress: { open: false, inProgress: false, done: true, measured: false, dropped: true },
  done: { open: false, inProgress: true, done: false, measured: true, dropped: false },
  measured: { open: false, inProgress: false, done: false, measured: false, dropped: false },
  dropped: { open: false, inProgress: false, done: false, measured: false, dropped: false },
};

export const isOverdue = (action: Pick<Action, 'state' | 'dueOn'>, now: Date): boolean =>
  (action.state === 'open' || action.state === 'inProgress') && action.dueOn < beijingDay(now);
/** An action as people see it. */
export const shown = (action: Action, now: Date) => ({ ...action, overdue: isOverdue(action, now) });

/** What a measure reads off the answers: a part of a whole. */
export function measuredBy(measure: Measure, answers: { answered: number; low: number; lowForCause: number; scoreSum: number }): { numerator: number; denominator: number } {
  const numerator = measure === 'lowShareOfCause' ? answers.lowForCause : measure === 'lowShare' ? answers.low : answers.scoreSum;
  return { numerator, denominator: answers.answered };
}

/** (I2) Compared as fractions, without rounding. */
export function verdictOf(measure: Measure, before: { numerator: number; denominator: number }, after: { numerator: number; denominator: number }, fewestAnswers: number): Verdict {
  if (before.denominator < fewestAnswers || after.denominator < fewestAnswers) return 'tooFewAnswers';
  const rise = after.numerator * before.denominator - before.numerator * after.denominator;
  return (measure === 'averageScore' ? rise > 0 : rise < 0) ? 'worked' : 'didNotWork';
}

export const actionAdded = fact<{ actionId: string; brandId: string; ownerStaffId: string }>('improvement.actionAdded');
export const actionOverdue = fact<{ actionId: string; brandId: string; dueOn: string }>('improvement.actionOverdue');
export const actionMeasured = fact<{ actionId: string; brandId: string; verdict: Verdict }>('improvement.actionMeasured');
