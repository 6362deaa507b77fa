// SQL of issues.
import { join, many, maybe, run, sql, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Issue, IssueState } from './issue.ts';

const columns = sql`x.id, x.number, x.brand_id, x.trouble, x.model_id, x.outlet_id, x.batch, x.software, x.state, x.raised_on, x.since_on, x.seen, x.expected, x.ratio_from, x.ratio_to, x.finding, x.what, x.owner_staff_id,
  x.owner_name, x.due_on, x.fixed_at, x.measure_at, x.dismissed_why, x.effect, x.verdict, x.version`;
const issues = (tx: Tx, statement: Sql) => many<Issue>(tx, statement);

type Fresh = Pick<Issue, 'number' | 'brandId' | 'trouble' | 'modelId' | 'outletId' | 'batch' | 'software' | 'raisedOn' | 'sinceOn' | 'seen' | 'expected' | 'ratioFrom' | 'ratioTo'>;
/** Undefined when the series has an open issue. (K2) */
export const insertIssue = (tx: Tx, issue: Fresh) =>
  maybe<Issue>(tx, sql`insert into improvement.issues as x (id, number, brand_id, trouble, model_id, outlet_id, batch, software, state, raised_on, since_on, seen, expected, ratio_from, ratio_to)
    values (${newId()}, ${issue.number}, ${issue.brandId}, ${issue.trouble}, ${issue.modelId}::text, ${issue.outletId}::text, ${issue.batch}::text, ${issue.software}::text, 'raised', ${issue.raisedOn}::date, ${issue.sinceOn}::date, ${issue.seen}, ${issue.expected},
      ${issue.ratioFrom}, ${issue.ratioTo})
    on conflict (brand_id, trouble, coalesce(model_id, ''), coalesce(outlet_id, ''), coalesce(batch, ''), coalesce(software, '')) where state in ('raised', 'looking', 'fixing') do nothing returning ${columns}`);

export const issueById = (tx: Tx, id: string) => maybe<Issue>(tx, sql`select ${columns} from improvement.issues x where x.id = ${id}`);

/** The issues of these series that are open or were raised lately. */
export const issuesSince = (tx: Tx, brandId: string, since: string) =>
  issues(tx, sql`select ${columns} from improvement.issues x where x.brand_id = ${brandId} and (x.raised_on >= ${since}::date or x.state in ('raised', 'looking', 'fixing'))`);

/** Undefined when somebody else was faster. */
export const saveIssue = (tx: Tx, x: Issue) =>
  maybe<Issue>(tx, sql`update improvement.issues x set state = ${x.state}, finding = ${x.finding}::text, what = ${x.what}::text, owner_staff_id = ${x.ownerStaffId}::text, owner_name = ${x.ownerName}::text,
      due_on = ${x.dueOn}::date, fixed_at = ${x.fixedAt}::timestamptz, measure_at = ${x.measureAt}::timestamptz, dismissed_why = ${x.dismissedWhy}::text, effect = ${x.effect === null ? null : JSON.stringify(x.effect)}::jsonb,
      verdict = ${x.verdict}::text, version = version + 1
    where x.id = ${x.id} and x.version = ${x.version} returning ${columns}`);

/** Whether another issue of the same series is open. (K2) */
export const otherIsOpen = async (tx: Tx, x: Issue): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from improvement.issues x where x.id <> ${x.id} and x.brand_id = ${x.brandId} and x.trouble = ${x.trouble} and x.model_id is not distinct from ${x.modelId}::text and x.outlet_id is not distinct from ${x.outletId}::text
    and x.batch is not distinct from ${x.batch}::text and x.software is not distinct from ${x.software}::text and x.state in ('raised', 'looking', 'fixing')`)) !== undefined;

export const issuesToMeasure = (tx: Tx, limit: number) =>
  issues(tx, sql`select ${columns} from improvement.issues x where x.state = 'fixed' and x.measure_at <= ${tx.now}::timestamptz order by x.measure_at limit ${limit} for update skip locked`);

export function listedIssues(tx: Tx, where: { places: readonly Place[]; brandId?: string; state?: IssueState }): Promise<Issue[]> {
  const conditions: Sql[] = [withinPlaces(where.places, sql`x.brand_id`, sql`x.outlet_id`)];
  if (where.brandId !== undefined) conditions.push(sql`x.brand_id = ${where.brandId}`);
  if (where.state !== undefined) conditions.push(sql`x.state = ${where.state}`);
  return issues(tx, sql`select ${columns} from improvement.issues x where ${join(conditions, ' and ')} order by x.state in ('measured', 'dismissed'), x.raised_on desc, x.id limit 200`);
}

/** Makes sure that nobody else raises issues of this brand until this transaction ends. */
export const lockIssues = (tx: Tx, brandId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`issues ${brandId}`}))`);
