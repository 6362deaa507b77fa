// SQL of clocks and of the rules they run by.
import type { Period } from '#platform/calendar';
import { many, maybe, run, sql, write } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { CaseKind } from './case.ts';
import type { BreachReason, Clock, ClockRule, ClockTimes } from './clock.ts';

const columns = sql`id, case_id, clock, calendar, minutes, at_risk_pct, started_at, due_at, at_risk_at, paused_at, pause_reason, used_minutes, at_risk_told_at,
  breached_at, breach_reason, breach_words, breach_explained_by, breach_explained_at, met_at, ended_at`;

/** Rules in force on a day for a kind and urgency. */
export const clockRules = (tx: Tx, kind: CaseKind, urgency: number, onDay: string) =>
  many<ClockRule>(tx, sql`select distinct on (clock) clock, calendar, minutes, at_risk_pct from cases.clock_rules
    where kind = ${kind} and urgency = ${urgency} and valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by clock, valid_from desc`);

export const officeHours = (tx: Tx, onDay: string) =>
  many<Period>(tx, sql`select opens_at, closes_at from cases.office_hours
    where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by opens_at`);

export function insertClocks(tx: Tx, of: { caseId: string; brandId: string; ownerId: string }, clocks: readonly ClockTimes[]): void {
  if (clocks.length === 0) return;
  const rows = clocks.map(({ clock, calendar, minutes, atRiskPct, startedAt, dueAt, atRiskAt }) => ({ id: newId(), clock, calendar, minutes, at_risk_pct: atRiskPct, started_at: startedAt, due_at: dueAt, at_risk_at: atRiskAt }));
  write(tx, sql`insert into cases.clocks (id, case_id, brand_id, owner_id, clock, calendar, minutes, at_risk_pct, started_at, due_at, at_risk_at)
    select r.id, ${of.caseId}, ${of.brandId}, ${of.ownerId}, r.clock, r.calendar, r.minutes, r.at_risk_pct, r.started_at, r.due_at, r.at_risk_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, clock text, calendar text, minutes int, at_risk_pct int, started_at timestamptz, due_at timestamptz, at_risk_at timestamptz)
    on conflict do nothing`);
}

export const runningClocks = (tx: Tx, caseId: string) => many<Clock>(tx, sql`select ${columns} from cases.clocks where case_id = ${caseId} and ended_at is null order by due_at`);
export const allClocks = (tx: Tx, caseId: string) => many<Clock>(tx, sql`select ${columns} from cases.clocks where case_id = ${caseId} order by started_at, due_at`);
export const clockById = (tx: Tx, caseId: string, id: string) => maybe<Clock>(tx, sql`select ${columns} from cases.clocks where id = ${id} and case_id = ${caseId}`);

/** Running clocks of many cases. */
export async function clocksOfCases(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Clock[]>> {
  const rows = await many<Clock>(tx, sql`select ${columns} from cases.clocks where case_id = any(${[...caseIds]}::text[]) and ended_at is null order by due_at`);
  return Map.groupBy(rows, (clock) => clock.caseId);
}

/** Writes the times of a running clock; a due time that moved on may be told of again. */
export const writeTimes = (tx: Tx, id: string, clock: ClockTimes) =>
  run(tx, sql`update cases.clocks set calendar = ${clock.calendar}, minutes = ${clock.minutes}, at_risk_pct = ${clock.atRiskPct}, due_at = ${clock.dueAt}::timestamptz,
    at_risk_at = ${clock.atRiskAt}::timestamptz, paused_at = ${clock.pausedAt}::timestamptz, pause_reason = ${clock.pauseReason}::text, used_minutes = ${clock.usedMinutes}::float8,
    at_risk_told_at = case when ${clock.atRiskAt}::timestamptz > ${tx.now}::timestamptz then null else at_risk_told_at end where id = ${id}`);

export const endClock = (tx: Tx, id: string, met: boolean) =>
  run(tx, sql`update cases.clocks set ended_at = ${tx.now}::timestamptz, met_at = case when ${met}::boolean then ${tx.now}::timestamptz end, paused_at = null, pause_reason = null,
    used_minutes = null where id = ${id} and ended_at is null`);

/** Missed without having been marked: ended late, or still running past its time. */
export const markBreach = (tx: Tx, id: string) => maybe<Clock>(tx, sql`update cases.clocks set breached_at = due_at where id = ${id} and breached_at is null returning ${columns}`);

export const explain = (tx: Tx, id: string, why: { reason: BreachReason; words: string | null; byName: string }) =>
  run(tx, sql`update cases.clocks set breach_reason = ${why.reason}, breach_words = ${why.words}::text, breach_explained_by = ${why.byName},
    breach_explained_at = ${tx.now}::timestamptz where id = ${id}`);

export const unexplained = async (tx: Tx, caseId: string): Promise<number> =>
  run(tx, sql`select 1 from cases.clocks where case_id = ${caseId} and breached_at is not null and breach_reason is null`);

export const clocksPastDue = (tx: Tx, limit: number) =>
  many<Clock>(tx, sql`select ${columns} from cases.clocks where ended_at is null and paused_at is null and breached_at is null and due_at < ${tx.now}::timestamptz
    order by due_at limit ${limit}`);

/** Marks clocks that came within reach of their time, once each. */
export const markAtRisk = (tx: Tx, limit: number) =>
  many<Clock>(tx, sql`update cases.clocks set at_risk_told_at = ${tx.now}::timestamptz where id in (select id from cases.clocks
      where ended_at is null and paused_at is null and breached_at is null and at_risk_told_at is null and at_risk_at <= ${tx.now}::timestamptz and due_at >= ${tx.now}::timestamptz
      order by due_at limit ${limit} for update skip locked) returning ${columns}`);

/** Keeps the case's place in the inbox: by the clock that is due first. */
export const writeNextDue = (tx: Tx, caseId: string) =>
  run(tx, sql`update cases.cases set next_due_at = coalesce((select min(due_at) from cases.clocks where case_id = ${caseId} and ended_at is null and paused_at is null),
    '9999-12-31T00:00:00Z') where id = ${caseId}`);
