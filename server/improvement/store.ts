// SQL of findings and actions.
import { join, many, run, sql, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Action, ActionEffect, ActionState, Finding, Measured, Verdict } from './action.ts';

const ruleNames = ['measureDays', 'fewestAnswers', 'falseAlarmsPerTenSeriesYears', 'watchDays', 'effectDays'] as const;
export async function rulesOn(tx: Tx, onDay: string): Promise<Record<(typeof ruleNames)[number], number>> {
  const rows = await many<{ name: string; value: number }>(tx, sql`select distinct on (name) name, value from improvement.rules
    where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by name, valid_from desc`);
  const rule = (name: string): number => {
    const found = rows.find((row) => row.name === name)?.value;
    if (found === undefined) throw new Error(`no rule "${name}" is in force on ${onDay}`);
    return found;
  };
  return Object.fromEntries(ruleNames.map((name) => [name, rule(name)])) as Record<(typeof ruleNames)[number], number>;
}

export type Where = { places: readonly Place[]; brandId?: string; outletId?: string; modelId?: string; cause?: string };
function within(where: Where): Sql[] {
  const conditions: Sql[] = [withinPlaces(where.places, sql`x.brand_id`, sql`x.outlet_id`)];
  if (where.brandId !== undefined) conditions.push(sql`x.brand_id = ${where.brandId}`);
  if (where.outletId !== undefined) conditions.push(sql`x.outlet_id = ${where.outletId}`);
  if (where.modelId !== undefined) conditions.push(sql`x.model_id = ${where.modelId}`);
  if (where.cause !== undefined) conditions.push(sql`x.cause = ${where.cause}`);
  return conditions;
}
type Period = { fromAt: Date; untilAt: Date };
const inPeriod = (period: Period): Sql => sql`x.at >= ${period.fromAt}::timestamptz and x.at < ${period.untilAt}::timestamptz`;

// Findings

export const insertFinding = (tx: Tx, finding: Omit<Finding, 'id' | 'at'>) =>
  run(tx, sql`insert into improvement.findings (id, brand_id, outlet_id, model_id, cause, source, survey_id, voice_id, case_id, case_number, score, words, at, by_name)
    values (${newId()}, ${finding.brandId}, ${finding.outletId}::text, ${finding.modelId}::text, ${finding.cause}, ${finding.source}, ${finding.surveyId}::text, ${finding.voiceId ?? null}::text, ${finding.caseId}::text,
      ${finding.caseNumber}::text, ${finding.score}::smallint, ${finding.words}::text, ${tx.now}::timestamptz, ${finding.byName})
    on conflict do nothing returning 1`);

export type Group = { brandId: string; cause: Finding['cause']; outletId: string | null; modelId: string | null; findings: number; lastAt: Date; openActions: number };

export const groupedFindings = (tx: Tx, where: Where, period: Period) =>
  many<Group>(tx, sql`select x.brand_id, x.cause, x.outlet_id, x.model_id, count(*)::int as findings, max(x.at) as last_at,
      (select count(*)::int from improvement.actions a where a.brand_id = x.brand_id and a.cause = x.cause and a.state in ('open', 'inProgress', 'done')
        and (a.outlet_id is null or a.outlet_id = x.outlet_id) and (a.model_id is null or a.model_id = x.model_id)) as open_actions
    from improvement.findings x where ${join([...within(where), inPeriod(period)], ' and ')}
    group by x.brand_id, x.cause, x.outlet_id, x.model_id order by findings desc, last_at desc limit 500`);

export const findingsOf = (tx: Tx, where: Where, period: Period, most = 200) =>
  many<Finding>(tx, sql`select x.id, x.brand_id, x.outlet_id, x.model_id, x.cause, x.source, x.survey_id, x.voice_id, x.case_id, x.case_number, x.score, x.words, x.at, x.by_name
    from improvement.findings x where ${join([...within(where), inPeriod(period)], ' and ')} order by x.at desc, x.id desc limit ${most}`);

export const findingsByCause = (tx: Tx, where: Where, period: Period, middleAt: Date) =>
  many<{ cause: Finding['cause']; findings: number; findingsBefore: number }>(tx, sql`select x.cause, (count(*) filter (where x.at >= ${middleAt}::timestamptz))::int as findings,
      (count(*) filter (where x.at < ${middleAt}::timestamptz))::int as findings_before
    from improvement.findings x where ${join([...within(where), inPeriod(period)], ' and ')} group by x.cause order by 2 desc, 3 desc, 1`);

// Actions

type ActionColumns = Omit<Action, 'before' | 'after'> & {
  beforeNumerator: number; beforeDenominator: number; beforeFromAt: Date; beforeUntilAt: Date;
  afterNumerator: number | null; afterDenominator: number | null; afterFromAt: Date | null; afterUntilAt: Date | null;
};
const columns = sql`x.id, x.number, x.brand_id, x.outlet_id, x.model_id, x.cause, x.what, x.owner_staff_id, x.owner_name, x.due_on, x.measure, x.state, x.added_by_name, x.added_at,
  x.done_at, x.measure_at, x.dropped_why, x.climbed_at, x.before_numerator, x.before_denominator, x.before_from_at, x.before_until_at,
  x.after_numerator, x.after_denominator, x.after_from_at, x.after_until_at, x.effect, x.to_owners, x.verdict, x.version`;

function actionOf(row: ActionColumns): Action {
  const { beforeNumerator, beforeDenominator, beforeFromAt, beforeUntilAt, afterNumerator, afterDenominator, afterFromAt, afterUntilAt, ...rest } = row;
  const after = afterNumerator === null || afterDenominator === null || afterFromAt === null || afterUntilAt === null ? null
    : { numerator: afterNumerator, denominator: afterDenominator, fromAt: afterFromAt, untilAt: afterUntilAt };
  return { ...rest, before: { numerator: beforeNumerator, denominator: beforeDenominator, fromAt: beforeFromAt, untilAt: beforeUntilAt }, after };
}
const actions = async (tx: Tx, statement: Sql): Promise<Action[]> => (await many<ActionColumns>(tx, statement)).map(actionOf);

export const actionById = async (tx: Tx, id: string): Promise<Action | undefined> => (await actions(tx, sql`select ${columns} from improvement.actions x where x.id = ${id}`))[0];

type Fresh = Pick<Action, 'number' | 'brandId' | 'outletId' | 'modelId' | 'cause' | 'what' | 'ownerStaffId' | 'ownerName' | 'dueOn' | 'measure' | 'addedByName' | 'before'>;
export async function insertAction(tx: Tx, action: Fresh): Promise<Action> {
  const [row] = await actions(tx, sql`insert into improvement.actions as x (id, number, brand_id, outlet_id, model_id, cause, what, owner_staff_id, owner_name, due_on, measure, state,
      added_by_name, added_at, before_numerator, before_denominator, before_from_at, before_until_at)
    values (${newId()}, ${action.number}, ${action.brandId}, ${action.outletId}::text, ${action.modelId}::text, ${action.cause}, ${action.what}, ${action.ownerStaffId}, ${action.ownerName},
      ${action.dueOn}::date, ${action.measure}, 'open', ${action.addedByName}, ${tx.now}::timestamptz, ${action.before.numerator}, ${action.before.denominator},
      ${action.before.fromAt}::timestamptz, ${action.before.untilAt}::timestamptz) returning ${columns}`);
  if (row === undefined) throw new Error('an action that was written did not come back');
  return row;
}

/** Undefined when somebody else was faster. */
export const saveAction = async (tx: Tx, a: Action): Promise<Action | undefined> =>
  (await actions(tx, sql`update improvement.actions x set what = ${a.what}, owner_staff_id = ${a.ownerStaffId}, owner_name = ${a.ownerName}, due_on = ${a.dueOn}::date, state = ${a.state},
      done_at = ${a.doneAt}::timestamptz, measure_at = ${a.measureAt}::timestamptz, dropped_why = ${a.droppedWhy}::text, climbed_at = ${a.climbedAt}::timestamptz, to_owners = ${a.toOwners}::text,
      verdict = ${a.verdict}::text, effect = ${a.effect === null ? null : JSON.stringify(a.effect)}::jsonb, after_numerator = ${a.after?.numerator ?? null}::int, after_denominator = ${a.after?.denominator ?? null}::int,
      after_from_at = ${a.after?.fromAt ?? null}::timestamptz, after_until_at = ${a.after?.untilAt ?? null}::timestamptz, version = version + 1
    where x.id = ${a.id} and x.version = ${a.version} returning ${columns}`))[0];

export const writeMeasured = async (tx: Tx, id: string, after: Measured, effect: ActionEffect | null, verdict: Verdict): Promise<Action | undefined> =>
  (await actions(tx, sql`update improvement.actions x set state = 'measured', verdict = ${verdict}, effect = ${effect === null ? null : JSON.stringify(effect)}::jsonb, after_numerator = ${after.numerator}, after_denominator = ${after.denominator},
      after_from_at = ${after.fromAt}::timestamptz, after_until_at = ${after.untilAt}::timestamptz, version = version + 1
    where x.id = ${id} and x.state = 'done' returning ${columns}`))[0];

export const actionsToMeasure = (tx: Tx, limit: number) =>
  actions(tx, sql`select ${columns} from improvement.actions x where x.state = 'done' and x.measure_at <= ${tx.now}::timestamptz order by x.measure_at limit ${limit} for update skip locked`);

/** Marks what is overdue, once per due day. */
export const markOverdue = (tx: Tx, today: string) =>
  actions(tx, sql`update improvement.actions x set climbed_at = ${tx.now}::timestamptz where x.due_on < ${today}::date and x.state in ('open', 'inProgress') and x.climbed_at is null returning ${columns}`);

export type ActionFilter = Where & { state?: ActionState; overdueOn?: string; ownerStaffId?: string; after?: { dueOn: string; id: string }; limit: number };

export function listedActions(tx: Tx, filter: ActionFilter): Promise<Action[]> {
  const { ownerStaffId } = filter;
  const conditions = within(filter);
  if (ownerStaffId !== undefined) conditions.splice(0, 1, sql`x.owner_staff_id = ${ownerStaffId}`);
  if (filter.state !== undefined) conditions.push(sql`x.state = ${filter.state}`);
  if (filter.overdueOn !== undefined) conditions.push(sql`x.state in ('open', 'inProgress') and x.due_on < ${filter.overdueOn}::date`);
  if (filter.after !== undefined) conditions.push(sql`(x.due_on, x.id) > (${filter.after.dueOn}::date, ${filter.after.id})`);
  return actions(tx, sql`select ${columns} from improvement.actions x where ${join(conditions, ' and ')} order by x.due_on, x.id limit ${filter.limit}`);
}

export const actionNumbers = (tx: Tx, where: Where, today: string) =>
  many<{ state: ActionState; verdict: Verdict | null; actions: number; overdue: number }>(tx, sql`select x.state, x.verdict, count(*)::int as actions,
      (count(*) filter (where x.state in ('open', 'inProgress') and x.due_on < ${today}::date))::int as overdue
    from improvement.actions x where ${join(within(where), ' and ')} group by x.state, x.verdict`);
