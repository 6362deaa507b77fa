// The records behind each indicator of the CARE scorecard: of any brand and outlet, each with the moment that says which month it
// belongs to, and whether it counts.
import { sql, type Sql } from '#platform/database';
import type { CareMeasure } from './care-measures.ts';

const order = sql`'workOrder' as link, o.id, o.number, o.vin, o.brand_id, o.outlet_id`;
const trouble = sql`'case' as link, c.id, c.number, c.vin, c.brand_id, c.outlet_id`;
const asked = sql`'case' as link, s.case_id as id, s.case_number as number, s.vin, s.brand_id, s.outlet_id`;
const first = sql`cross join lateral (select x.source from cases.contacts x where x.case_id = c.id order by x.at, x.id limit 1) f`;
const call = sql`case when h.case_id is not null then 'case' when h.vehicle_id is not null then 'vehicle' else 'none' end as link, coalesce(h.case_id, h.vehicle_id, h.id) as id, h.number,
  (select v.vin from vehicles.vehicles v where v.id = h.vehicle_id) as vin, h.brand_id, null::text as outlet_id, h.arrived_at as at`;
const complaint = sql`'complaint' as link, v.id, v.number, v.vin, v.brand_id, v.outlet_id`;
const clock = (name: string, now: Date): Sql => sql`select ${trouble}, k.due_at as at, coalesce(k.met_at <= k.due_at, false) as counts from cases.clocks k join cases.cases c on c.id = k.case_id
  where k.clock = ${name} and k.due_at < ${now}::timestamptz and not (k.met_at is null and k.ended_at is not null and k.ended_at <= k.due_at)`;

const userCentred: Partial<Record<CareMeasure, (now: Date) => Sql>> = {
  fixedFirstTime: () => sql`select ${order}, o.handed_back_at as at, not exists (select 1 from workorders.work_orders n where n.vin = o.vin and n.comeback ->> 'workOrderId' = o.id and n.checked_in_at < o.handed_back_at + interval '30 days') as counts
    from workorders.work_orders o where o.handed_back_at is not null`,
  saidNotSolved: () => sql`select ${trouble}, e.at, exists (select 1 from cases.entries r where r.case_id = e.case_id and r.kind = 'reopened' and r.at >= e.at and r.at < e.at + interval '30 days') as counts
    from cases.entries e join cases.cases c on c.id = e.case_id where e.kind = 'confirmationAsked'`,
  satisfied: () => sql`select ${asked}, s.answered_at as at, s.score >= 4 as counts from feedback.surveys s where s.state = 'answered'`,
  surveysAnswered: () => sql`select ${asked}, s.sent_at as at, s.state = 'answered' as counts from feedback.surveys s where s.sent_at is not null and s.state <> 'dropped'`,
  respondedInTime: (now) => clock('respond', now),
  handedOnTwice: () => sql`select ${trouble}, c.opened_at as at, (select count(*) from cases.hand_overs h where h.case_id = c.id and h.state = 'accepted') >= 2 as counts from cases.cases c`,
};
const active: Partial<Record<CareMeasure, (now: Date) => Sql>> = {
  foundByUs: () => sql`select ${trouble}, c.opened_at as at, f.source in ('alert', 'battery') as counts from cases.cases c ${first} where c.kind = 'trouble'`,
  foundNothing: () => sql`select 'finding' as link, b.id, b.number, b.vin, b.brand_id, w.outlet_id, b.outcome_at as at, b.outcome = 'nothingFound' as counts from batteries.findings b left join workorders.work_orders w on w.id = b.work_order_id where b.outcome is not null`,
  updatedInTime: (now) => clock('update', now),
  closedBySilence: () => sql`select ${trouble}, c.closed_at as at, c.closed_how = 'silence' as counts from cases.cases c where c.closed_at is not null`,
  toldBeforeLate: () => sql`select ${order}, o.finished_at as at, o.promise_missed_at is null as counts from workorders.work_orders o where o.finished_at is not null and (jsonb_array_length(o.promises) > 1 or o.promise_missed_at is not null)`,
  promisesMoved: () => sql`select ${order}, o.finished_at as at, jsonb_array_length(o.promises) > 1 as counts from workorders.work_orders o where o.finished_at is not null`,
};
const respect: Partial<Record<CareMeasure, (now: Date) => Sql>> = {
  agreedBeforeWork: () => sql`select ${order}, o.finished_at as at, l.answer = 'approved' and coalesce(l.answered_at <= o.finished_at, false) as counts from workorders.lines l join workorders.work_orders o on o.id = l.work_order_id where l.kind = 'labour' and l.done and o.finished_at is not null`,
  estimatesChanged: () => sql`select ${order}, o.finished_at as at, o.estimate_version > 1 as counts from workorders.work_orders o where o.finished_at is not null`,
  linePromiseKept: (now) => sql`select ${call}, h.answered_at is not null and (h.promised_at is null or h.answered_at <= h.promised_at) as counts from hotline.contacts h where h.answered_at is not null or h.promised_at < ${now}::timestamptz or h.state = 'done'`,
  calledBack: () => sql`select ${call}, h.call_back_due_at is not null or h.call_back_tries > 0 or coalesce(h.outcome = 'calledBack', false) as counts from hotline.contacts h`,
  complaintsInTime: (now) => sql`select ${complaint}, v.answer_due_at as at, coalesce(v.answered_at <= v.answer_due_at, false) as counts from voices.voices v where v.kind = 'complaint' and v.twin_of is null and v.answer_due_at is not null and v.answer_due_at < ${now}::timestamptz`,
  complaintsAgain: () => sql`select ${complaint}, v.answered_at as at, v.again_at is not null as counts from voices.voices v where v.kind = 'complaint' and v.twin_of is null and v.answered_at is not null`,
  goodwillAnswered: (now) => sql`select 'workOrder' as link, g.work_order_id as id, g.number, g.vin, g.brand_id, g.outlet_id, g.requested_at as at, coalesce(g.decided_at <= g.requested_at + interval '3 days', false) as counts
    from goodwill.requests g where g.state <> 'withdrawn' and (g.decided_at is not null or g.requested_at < ${now}::timestamptz - interval '3 days')`,
  goodwillAppealed: () => sql`select 'workOrder' as link, g.work_order_id as id, g.number, g.vin, g.brand_id, g.outlet_id, g.decided_at as at, g.appealed_at is not null as counts from goodwill.requests g where g.decided_at is not null`,
};
const digital: Partial<Record<CareMeasure, (now: Date) => Sql>> = {
  askedOnline: () => sql`select ${trouble}, c.opened_at as at, f.source = 'owner' as counts from cases.cases c ${first} where f.source in ('owner', 'phone')`,
  wentToPerson: () => sql`select 'vehicle' as link, t.vehicle_id as id, t.vin as number, t.vin, t.brand_id, null::text as outlet_id, t.opened_at as at, t.queued_at is not null as counts from conversations.conversations t`,
  approvedOnline: () => sql`select ${order}, a.at, a.channel = 'app' as counts from workorders.line_answers a join workorders.work_orders o on o.id = a.work_order_id where a.answer in ('approved', 'declined')`,
  linesDeclined: () => sql`select ${order}, a.at, a.answer = 'declined' as counts from workorders.line_answers a join workorders.work_orders o on o.id = a.work_order_id where a.answer in ('approved', 'declined')`,
  paidOnline: () => sql`select 'invoice' as link, i.id, i.number, i.vin, i.brand_id, i.outlet_id, p.paid_at as at, p.channel in ('wechat', 'alipay') as counts from invoices.payments p join invoices.invoices i on i.id = p.invoice_id where p.paid_at is not null`,
  refunded: () => sql`select 'invoice' as link, i.id, i.number, i.vin, i.brand_id, i.outlet_id, i.paid_at as at, i.refunded_fen > 0 as counts from invoices.invoices i where i.paid_at is not null`,
};
const rows = { ...userCentred, ...active, ...respect, ...digital } as Record<CareMeasure, (now: Date) => Sql>;

/** Columns: link, id, number, vin, brand_id, outlet_id, at, counts. */
export const recordsFor = (measure: CareMeasure, now: Date): Sql => rows[measure](now);
/** Several indicators together; `measure` says which. */
export function recordsOf(measures: readonly CareMeasure[], now: Date): Sql {
  const [head, ...rest] = measures.map((measure) => sql`select ${measure}::text as measure, r.* from (${recordsFor(measure, now)}) r`) as [Sql, ...Sql[]];
  return rest.reduce((all, next) => sql`${all} union all ${next}`, head);
}
