// The clocks of a case, as data: what must happen by when, by a rule of minutes that pass always or in office hours.
// L1 a safety clock (calendar "always") never pauses; L2 a pause of an office clock costs exactly the working time it
// lasted; L3 a case that becomes more urgent is never due later than before; L4 state follows from times alone; L5 what was
// missed stays missed: a clock does not pause after its due time.
import { addWorkingMinutes, beijingDay, isAnnounced, workingMinutesBetween, type Hours } from '#platform/calendar';
import type { breachReasons, ClockName, clockStates, pauseReasons } from './codes.ts';

export type Calendar = 'always' | 'office';
export type ClockRule = { clock: ClockName; calendar: Calendar; minutes: number; atRiskPct: number };
export type PauseReason = (typeof pauseReasons)[number];
export type BreachReason = (typeof breachReasons)[number];
export type ClockState = (typeof clockStates)[number];

export type ClockTimes = {
  clock: ClockName; calendar: Calendar; minutes: number; atRiskPct: number; startedAt: Date; dueAt: Date; atRiskAt: Date;
  pausedAt: Date | null; pauseReason: PauseReason | null;
  /** Working minutes that had passed when it was paused. */
  usedMinutes: number | null;
};
export type Clock = ClockTimes & {
  id: string; caseId: string; atRiskToldAt: Date | null; breachedAt: Date | null; breachReason: BreachReason | null; breachWords: string | null;
  breachExplainedBy: string | null; breachExplainedAt: Date | null; metAt: Date | null; endedAt: Date | null;
};

const after = (at: Date, minutes: number, calendar: Calendar, office: Hours): Date =>
  calendar === 'always' ? new Date(at.getTime() + minutes * 60_000) : addWorkingMinutes(at, minutes, office);

const passed = (from: Date, until: Date, calendar: Calendar, office: Hours): number =>
  calendar === 'always' ? (until.getTime() - from.getTime()) / 60_000 : workingMinutesBetween(from, until, office);

export function startedClock(rule: ClockRule, at: Date, office: Hours): ClockTimes {
  return {
    ...rule, startedAt: at, pausedAt: null, pauseReason: null, usedMinutes: null,
    dueAt: after(at, rule.minutes, rule.calendar, office), atRiskAt: after(at, (rule.minutes * rule.atRiskPct) / 100, rule.calendar, office),
  };
}

/** Working minutes left until due; negative working time is none. */
const minutesLeft = (clock: ClockTimes, at: Date, office: Hours): number => Math.max(0, passed(at, clock.dueAt, clock.calendar, office));

/** When the first of these clocks is due; a case without one stands last. */
export const firstDue = (clocks: readonly ClockTimes[]): Date => new Date(Math.min(Date.parse('9999-12-31T00:00:00Z'), ...clocks.map((clock) => clock.dueAt.getTime())));

/** Undefined when this clock may not pause, is paused already, or was missed. (L1, L5) */
export function pausedClock(clock: ClockTimes, at: Date, reason: PauseReason, office: Hours): ClockTimes | undefined {
  if (clock.calendar === 'always' || clock.pausedAt !== null || at > clock.dueAt) return undefined;
  return { ...clock, pausedAt: at, pauseReason: reason, usedMinutes: clock.minutes - minutesLeft(clock, at, office) };
}

/** Undefined when it is not paused. (L2) */
export function resumedClock(clock: ClockTimes, at: Date, office: Hours): ClockTimes | undefined {
  if (clock.pausedAt === null || clock.usedMinutes === null) return undefined;
  const left = clock.minutes - clock.usedMinutes;
  const untilRisk = Math.max(0, (clock.minutes * clock.atRiskPct) / 100 - clock.usedMinutes);
  return {
    ...clock, pausedAt: null, pauseReason: null, usedMinutes: null,
    dueAt: after(at, left, clock.calendar, office), atRiskAt: after(at, untilRisk, clock.calendar, office),
  };
}

/** The clock by the rule of another urgency: tighter from now on, looser from its start. (L3) */
export function clockByRule(clock: ClockTimes, rule: ClockRule, at: Date, tighter: boolean, office: Hours): ClockTimes {
  const fresh = startedClock(rule, tighter ? at : clock.startedAt, office);
  if (!tighter) return { ...fresh, startedAt: clock.startedAt };
  const dueAt = clock.pausedAt === null && clock.dueAt < fresh.dueAt ? clock.dueAt : fresh.dueAt;
  return { ...fresh, startedAt: clock.startedAt, dueAt, atRiskAt: new Date(Math.min(fresh.atRiskAt.getTime(), dueAt.getTime())) };
}

/** (L4) */
export function stateOf(clock: Pick<Clock, 'metAt' | 'endedAt' | 'pausedAt' | 'dueAt' | 'atRiskAt'>, now: Date): ClockState {
  if (clock.metAt !== null) return clock.metAt <= clock.dueAt ? 'met' : 'metLate';
  if (clock.endedAt !== null) return 'ended';
  if (clock.pausedAt !== null) return 'paused';
  if (now > clock.dueAt) return 'breached';
  return now >= clock.atRiskAt ? 'atRisk' : 'running';
}

/** Whether the due time may still move because the holidays of its year are not announced. */
export const isProvisional = (clock: Pick<ClockTimes, 'calendar' | 'dueAt'>): boolean => clock.calendar === 'office' && !isAnnounced(beijingDay(clock.dueAt));

/** The clocks that run in a stage; a booked owner knows the day, and who was asked to confirm has the word. */
export const clocksOf = (stage: string): readonly ClockName[] => (stage === 'open' ? ['respond', 'plan', 'update'] : stage === 'inService' ? ['update'] : []);
