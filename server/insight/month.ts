// A manager's month to date. N1 a figure and its list come from the same rows, so that they agree; N2 only what the reader may
// see of the outlet counts; N3 the month before is taken over as many days, so that a young month is not compared with a whole one.
import { findOutlet } from '#network';
import { beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { many, sql, type Sql } from '#platform/database';
import { placesOf, reaches, withinPlaces } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { kindOf, pairs, valueFrom, type Measure, type MonthRecord } from './figure.ts';

const readers = ['serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
type Span = { from: Date; until: Date };

const firstOf = (month: string): Date => beijingInstant(`${month}-01`, '00:00');
function nextMonth(month: string, by: 1 | -1): string {
  const [year, nth] = month.split('-').map(Number) as [number, number];
  const count = year * 12 + nth - 1 + by;
  return `${String(Math.floor(count / 12))}-${String((count % 12) + 1).padStart(2, '0')}`;
}
/** The month up to now, and the same days of the one before. (N3) */
export function spansOf(month: string, now: Date): { of: Span; before: Span } {
  const [from, end, start] = [firstOf(month), firstOf(nextMonth(month, 1)), firstOf(nextMonth(month, -1))];
  const until = new Date(Math.max(from.getTime(), Math.min(now.getTime(), end.getTime())));
  const over = until.getTime() === end.getTime();
  return { of: { from, until }, before: { from: start, until: over ? from : new Date(Math.min(from.getTime(), start.getTime() + until.getTime() - from.getTime())) } };
}

const plate = (vin: Sql): Sql => sql`(select p.plate_no from vehicles.plates p where p.vin = ${vin} order by p.from_on desc, p.id desc limit 1) as plate_no`;
const order = sql`'workOrder' as link, o.id, o.number, ${plate(sql`o.vin`)}`;

/** The rows of each figure, of the outlet between two moments. */
function rowsOf(measure: Measure, within: (brand: Sql, outlet: Sql) => Sql, { from, until }: Span): Sql {
  const orders = (at: Sql): Sql => sql`from workorders.work_orders o where ${within(sql`o.brand_id`, sql`o.outlet_id`)} and o.state <> 'cancelled' and ${at} >= ${from} and ${at} < ${until}`;
  switch (measure) {
    case 'carsHandedBack': return sql`select ${order}, o.handed_back_at as at, true as counts, 1 as value ${orders(sql`o.handed_back_at`)}`;
    case 'comebacks': return sql`select ${order}, o.checked_in_at as at, o.comeback is not null as counts, 1 as value ${orders(sql`o.checked_in_at`)}`;
    case 'promisesKept': return sql`select ${order}, o.finished_at as at, o.finished_at <= o.promised_at as counts, round(extract(epoch from o.finished_at - o.promised_at) / 3600)::int as value ${orders(sql`o.finished_at`)}`;
    case 'promisesMoved': return sql`select ${order}, o.finished_at as at, jsonb_array_length(o.promises) > 1 as counts, jsonb_array_length(o.promises) - 1 as value ${orders(sql`o.finished_at`)}`;
    case 'estimatesChanged': return sql`select ${order}, o.finished_at as at, o.estimate_version > 1 as counts, o.estimate_version as value ${orders(sql`o.finished_at`)}`;
    case 'hoursToReady': return sql`select ${order}, o.finished_at as at, true as counts, round(extract(epoch from o.finished_at - o.checked_in_at) / 360)::double precision / 10 as value ${orders(sql`o.finished_at`)}`;
    case 'linesApproved': return sql`select ${order}, l.answered_at as at, l.answer = 'approved' as counts, l.owner_fen as value from workorders.lines l join workorders.work_orders o on o.id = l.work_order_id
      where ${within(sql`o.brand_id`, sql`o.outlet_id`)} and l.kind = 'labour' and l.answer in ('approved', 'declined') and l.answered_at >= ${from} and l.answered_at < ${until}`;
    case 'inspectionsFailed': return sql`select ${order}, a.at, not (a.after ->> 'passed')::boolean as counts, 1 as value from platform.audit a join workorders.work_orders o on o.id = a.subject_id
      where ${within(sql`o.brand_id`, sql`o.outlet_id`)} and a.subject = 'workorders' and a.action = 'workorders.inspect' and a.at >= ${from} and a.at < ${until}`;
    case 'invoicedFen': return sql`select 'invoice' as link, i.id, i.number, ${plate(sql`o.vin`)}, i.issued_at as at, true as counts, i.total_fen as value from invoices.invoices i join workorders.work_orders o on o.id = i.work_order_id
      where ${within(sql`i.brand_id`, sql`i.outlet_id`)} and i.issued_at >= ${from} and i.issued_at < ${until}`;
    case 'refundedFen': return sql`select 'invoice' as link, i.id, i.number, ${plate(sql`o.vin`)}, r.asked_at as at, true as counts, r.amount_fen as value from invoices.refunds r join invoices.invoices i on i.id = r.invoice_id join workorders.work_orders o on o.id = i.work_order_id
      where ${within(sql`i.brand_id`, sql`i.outlet_id`)} and r.state <> 'failed' and r.asked_at >= ${from} and r.asked_at < ${until}`;
    case 'satisfaction': return sql`select 'case' as link, s.case_id as id, s.case_number as number, s.plate_no, s.answered_at as at, true as counts, s.score as value from feedback.surveys s
      where ${within(sql`s.brand_id`, sql`s.outlet_id`)} and s.state = 'answered' and s.answered_at >= ${from} and s.answered_at < ${until}`;
    case 'surveysAnswered': return sql`select 'case' as link, s.case_id as id, s.case_number as number, s.plate_no, s.sent_at as at, s.state = 'answered' as counts, coalesce(s.score, 0) as value from feedback.surveys s
      where ${within(sql`s.brand_id`, sql`s.outlet_id`)} and s.sent_at is not null and s.state <> 'dropped' and s.sent_at >= ${from} and s.sent_at < ${until}`;
  }
}

type Asked = { outletId: string; month: string; within: (brand: Sql, outlet: Sql) => Sql; spans: ReturnType<typeof spansOf> };
/** (N2) */
async function askedOf(tx: Tx, input: { outletId: string; month?: string }): Promise<Asked> {
  const outlet = await findOutlet(tx, input.outletId);
  const places = placesOf(tx.actor, readers);
  if (!outlet.brandIds.some((brandId) => places.some((place) => reaches(place, { brandId, outletId: outlet.id })))) refuse('outletNotFound', { id: input.outletId });
  const month = input.month ?? beijingDay(tx.now).slice(0, 7);
  return { outletId: outlet.id, month, within: (brand, at) => sql`${withinPlaces(places, brand, at)} and ${at} = ${outlet.id}`, spans: spansOf(month, tx.now) };
}

const recordsOf = (tx: Tx, asked: Asked, measure: Measure, span: Span): Promise<MonthRecord[]> =>
  many<MonthRecord>(tx, sql`select * from (${rowsOf(measure, asked.within, span)}) rows order by at desc, number limit 2000`);
async function figureOf(tx: Tx, asked: Asked, measure: Measure) {
  const [rows, before] = await Promise.all([recordsOf(tx, asked, measure, asked.spans.of), recordsOf(tx, asked, measure, asked.spans.before)]);
  const kind = kindOf[measure];
  return { rows, figure: { measure, kind, records: rows.length, value: valueFrom(kind, rows), before: valueFrom(kind, before) } }; // (N1)
}
const spanOf = (asked: Asked) => ({ month: asked.month, fromOn: `${asked.month}-01`, untilAt: asked.spans.of.until });

export async function monthToDate(tx: Tx, input: Input<typeof api.monthToDate>) {
  const asked = await askedOf(tx, input);
  const shown = [];
  for (const [indicator, guard] of pairs) shown.push({ indicator: (await figureOf(tx, asked, indicator)).figure, guard: (await figureOf(tx, asked, guard)).figure });
  return { ...spanOf(asked), pairs: shown };
}

export async function monthRecords(tx: Tx, input: Input<typeof api.monthRecords>) {
  const asked = await askedOf(tx, input);
  const { rows, figure } = await figureOf(tx, asked, input.measure);
  return { ...spanOf(asked), figure, records: rows };
}
