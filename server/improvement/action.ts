// Findings and actions: what feedback teaches, what is done about it, and how one knows whether it worked.
// I1 the states of an action are a total table; only the measure ends one that was done, and what it measured can be measured on or begun
// again; I2 it worked when the measure became better than it did elsewhere, with 95 % certainty; otherwise nothing is claimed, and with too few
// answers that is said; I3 an action has one owner and one date; I7 who named its cause hears what was changed, once.
import { beijingDay } from '#platform/calendar';
import { fact } from '#platform/facts';
import type { actionStates, measures, verdicts } from './api.ts';
import type { Cause } from '#feedback';

export type ActionState = (typeof actionStates)[number];
export type Measure = (typeof measures)[number];
export type Verdict = (typeof verdicts)[number];
export type Measured = { numerator: number; denominator: number; fromAt: Date; untilAt: Date };

/** A measure of one side: a part of a whole, and the sum of squares where marks are averaged. */
export type Arm = { numerator: number; denominator: number; squares: number };
export type ActionEffect = { before: Arm; after: Arm; elsewhereBefore: Arm; elsewhereAfter: Arm; controlled: boolean; change: number; from: number; to: number };

export type Finding = {
  id: string; brandId: string; outletId: string | null; modelId: string | null; cause: Cause; source: 'survey' | 'staff' | 'voice'; surveyId: string | null; voiceId?: string | null; caseId: string | null;
  caseNumber: string | null; score: number | null; words: string | null; at: Date; byName: string;
};
export type Action = {
  id: string; number: string; brandId: string; outletId: string | null; modelId: string | null; cause: Cause; what: string; ownerStaffId: string; ownerName: string;
  dueOn: string; measure: Measure; state: ActionState; addedByName: string; addedAt: Date; doneAt: Date | null; measureAt: Date | null; droppedWhy: string | null;
  climbedAt: Date | null; before: Measured; after: Measured | null; effect: ActionEffect | null; verdict: Verdict | null; toOwners: string | null; version: number;
};

/** May an action go from one state to another. (I1) */
export const stateMoves: Record<ActionState, Record<ActionState, boolean>> = {
  open: { open: false, inProgress: true, done: true, measured: false, dropped: true },
  inProgress: { open: false, inProgress: false, done: true, measured: false, dropped: true },
  done: { open: false, inProgress: true, done: false, measured: true, dropped: false },
  measured: { open: false, inProgress: true, done: true, measured: false, dropped: false },
  dropped: { open: false, inProgress: false, done: false, measured: false, dropped: false },
};

export const isOverdue = (action: Pick<Action, 'state' | 'dueOn'>, now: Date): boolean =>
  (action.state === 'open' || action.state === 'inProgress') && action.dueOn < beijingDay(now);
/** An action as people see it. */
export const shown = (action: Action, now: Date) => ({ ...action, overdue: isOverdue(action, now) });

/** What a measure reads off the answers: a part of a whole. */
export function measuredBy(measure: Measure, answers: { answered: number; low: number; lowForCause: number; scoreSum: number; scoreSquares: number }): Arm {
  const numerator = measure === 'lowShareOfCause' ? answers.lowForCause : measure === 'lowShare' ? answers.low : answers.scoreSum;
  return { numerator, denominator: answers.answered, squares: answers.scoreSquares };
}

/** The mean of a side and how far it may be off: a share with a success and a failure added (Agresti and Caffo), a mark by its own spread. */
function estimate(measure: Measure, { numerator, denominator, squares }: Arm): { mean: number; variance: number } {
  if (measure === 'averageScore') return { mean: numerator / denominator, variance: Math.max(0.25, (squares - numerator ** 2 / denominator) / Math.max(1, denominator - 1)) / denominator };
  const share = (numerator + 1) / (denominator + 2);
  return { mean: share, variance: (share * (1 - share)) / (denominator + 2) };
}

/** How much the measure changed beyond what it changed elsewhere, with a 90 % interval. There is a control where enough others answered. (I2) */
export function effectOfAction(measure: Measure, arms: Pick<ActionEffect, 'before' | 'after' | 'elsewhereBefore' | 'elsewhereAfter'>, fewestAnswers: number): ActionEffect | null {
  const { before, after, elsewhereBefore, elsewhereAfter } = arms;
  if (before.denominator < fewestAnswers || after.denominator < fewestAnswers) return null;
  const controlled = elsewhereBefore.denominator >= fewestAnswers && elsewhereAfter.denominator >= fewestAnswers;
  const sides = [[after, 1], [before, -1], ...(controlled ? [[elsewhereAfter, -1], [elsewhereBefore, 1]] : [])] as [Arm, number][];
  const estimates = sides.map(([arm, sign]) => ({ ...estimate(measure, arm), sign }));
  const change = estimates.reduce((sum, { mean, sign }) => sum + mean * sign, 0);
  const half = 1.645 * Math.sqrt(estimates.reduce((sum, { variance }) => sum + variance, 0));
  return { ...arms, controlled, change, from: change - half, to: change + half };
}

/** (I2) */
export function verdictOf(measure: Measure, effect: ActionEffect | null): Verdict {
  if (effect === null) return 'tooFewAnswers';
  const [from, to] = measure === 'averageScore' ? [-effect.to, -effect.from] : [effect.from, effect.to];
  return to < 0 ? 'worked' : from > 0 ? 'didNotWork' : 'notProven';
}

export const actionAdded = fact<{ actionId: string; brandId: string; ownerStaffId: string }>('improvement.actionAdded');
/** (I7) */
export const actionDone = fact<{ actionId: string; brandId: string }>('improvement.actionDone');
export const actionOverdue = fact<{ actionId: string; brandId: string; dueOn: string }>('improvement.actionOverdue');
export const actionMeasured = fact<{ actionId: string; brandId: string; verdict: Verdict }>('improvement.actionMeasured');
