// SQL of the inbox: cases by holder, place, urgency and clocks, page by page, and the numbers of its badges.
import type { Actor } from '#platform/actor';
import { join, many, one, sql, type Sql } from '#platform/database';
import { placesOf, withinPlaces } from '#platform/places';
import { roles } from '#platform/actor';
import type { Tx } from '#platform/tx';
import type { Case, Stage } from './case.ts';
import type { desks } from './codes.ts';
import { deskRoles } from './holder.ts';
import { caseColumns, caseOf, caseRows, matching, type CaseColumns } from './store.ts';

const bool = (value: boolean): Sql => (value ? sql`true` : sql`false`);

/** Rows of the desks at which the actor sits; `desk`, `brand` and `outlet` are the columns that name a desk. */
export function atMyDesks(actor: Actor, desk: Sql, brand: Sql, outlet: Sql): Sql {
  if (actor.kind === 'system') return sql`true`;
  const ways = (Object.keys(deskRoles) as (typeof desks)[number][]).flatMap((name) => {
    const places = placesOf(actor, deskRoles[name]);
    if (places.length === 0) return [];
    const managersOfNoOutlet = name === 'managerDesk' ? sql`or (${outlet} is null and ${withinPlaces(places.map((place) => ({ ...place, outletId: null })), brand, outlet)})` : sql``;
    return [sql`(${desk} = ${name} and (${withinPlaces(places, brand, outlet)} ${managersOfNoOutlet}))`];
  });
  return ways.length === 0 ? sql`false` : sql`(${join(ways, ' or ')})`;
}

const staffId = (actor: Actor): string => (actor.kind === 'staff' ? actor.id : '');
const isMine = (actor: Actor): Sql => sql`h.staff_id = ${staffId(actor)}`;
const isAsked = (actor: Actor): Sql => sql`c.id in (select a.case_id from cases.hand_overs a where a.state = 'asked'
  and (a.to_staff_id = ${staffId(actor)} or ${atMyDesks(actor, sql`a.to_desk`, sql`a.brand_id`, sql`a.to_outlet_id`)}))`;
const isAtMyDesk = (actor: Actor): Sql => sql`(h.kind = 'desk' and ${atMyDesks(actor, sql`h.desk`, sql`c.brand_id`, sql`h.outlet_id`)})`;
/** What the actor may see: the list gives the same answer as looking up one by one. */
const isSeen = (actor: Actor): Sql => sql`(${withinPlaces(placesOf(actor, roles), sql`c.brand_id`, sql`c.outlet_id`)} or ${isMine(actor)} or ${isAtMyDesk(actor)} or ${isAsked(actor)})`;

const running = sql`select k.case_id from cases.clocks k where k.ended_at is null and k.paused_at is null`;
const isAtRisk = (tx: Tx): Sql => sql`c.id in (${running} and k.at_risk_at <= ${tx.now}::timestamptz and k.due_at >= ${tx.now}::timestamptz)`;
const isBreached = (tx: Tx): Sql => sql`c.id in (${running} and k.due_at < ${tx.now}::timestamptz)`;
const isUnexplained = sql`c.id in (select k.case_id from cases.clocks k where k.breached_at is not null and k.breach_reason is null)`;

export type InboxFilter = {
  scope: 'mine' | 'desk' | 'all'; urgency?: number; stage?: Stage; clocks?: 'atRisk' | 'breached' | 'unexplained'; kind?: string; outletId?: string; brandId?: string;
  vehicleId?: string; match?: { text: string; ownerIds: readonly string[] };
  after?: { urgency: number; at: string; id: string }; limit: number;
};
export type InboxRow = Case & { contacts: number; unexplained: number; ownerWaitsForAnswer: boolean };

function conditions(tx: Tx, filter: InboxFilter): Sql[] {
  const { actor } = tx;
  const where: Sql[] = [isSeen(actor)];
  if (filter.scope === 'mine') where.push(sql`(${isMine(actor)} or ${isAsked(actor)})`);
  if (filter.scope === 'desk') where.push(sql`(${isAtMyDesk(actor)} or ${isAsked(actor)})`);
  if (filter.stage !== undefined) where.push(sql`c.stage = ${filter.stage}`);
  else if (filter.match === undefined && filter.vehicleId === undefined && filter.clocks !== 'unexplained') where.push(sql`c.stage <> 'closed'`);
  if (filter.urgency !== undefined) where.push(sql`c.urgency = ${filter.urgency}`);
  if (filter.kind !== undefined) where.push(sql`c.kind = ${filter.kind}`);
  if (filter.outletId !== undefined) where.push(sql`c.outlet_id = ${filter.outletId}`);
  if (filter.brandId !== undefined) where.push(sql`c.brand_id = ${filter.brandId}`);
  if (filter.vehicleId !== undefined) where.push(sql`c.vehicle_id = ${filter.vehicleId}`);
  if (filter.match !== undefined) where.push(matching(filter.match.text, filter.match.ownerIds));
  if (filter.clocks !== undefined) where.push(filter.clocks === 'unexplained' ? isUnexplained : filter.clocks === 'atRisk' ? isAtRisk(tx) : isBreached(tx));
  return where;
}

/** Whether this list is read by time of opening instead of by what is due. */
export const byOpening = (filter: Pick<InboxFilter, 'stage' | 'match' | 'vehicleId'>): boolean => filter.stage === 'closed' || filter.match !== undefined || filter.vehicleId !== undefined;

export async function inbox(tx: Tx, filter: InboxFilter): Promise<InboxRow[]> {
  const where = conditions(tx, filter);
  const { after } = filter;
  const last = byOpening(filter);
  if (after !== undefined) where.push(last ? sql`(c.opened_at, c.id) < (${after.at}::timestamptz, ${after.id})` : sql`(c.urgency, c.next_due_at, c.id) > (${after.urgency}::smallint, ${after.at}::timestamptz, ${after.id})`);
  const rows = await many<CaseColumns & { contacts: number; unexplained: number; ownerWaitsForAnswer: boolean }>(tx, sql`select ${caseColumns},
      (select count(*)::int from cases.contacts t where t.case_id = c.id) as contacts,
      (select count(*)::int from cases.clocks k where k.case_id = c.id and k.breached_at is not null and k.breach_reason is null) as unexplained,
      coalesce((select e.kind = 'ownerMessage' from cases.entries e where e.case_id = c.id and e.kind in ('ownerMessage', 'deskMessage', 'helpPlanned')
        order by e.at desc, e.id desc limit 1), ${bool(false)}) as owner_waits_for_answer
    from ${caseRows} where ${join(where, ' and ')}
    order by ${last ? sql`c.opened_at desc, c.id desc` : sql`c.urgency, c.next_due_at, c.id`} limit ${filter.limit}`);
  return rows.map((row) => caseOf(row));
}

/** Where the next page of the inbox begins. */
export const cursorOf = (row: Case, last: boolean): string => `${row.urgency}~${(last ? row.openedAt : row.nextDueAt).toISOString()}~${row.id}`;

export function cursorFrom(text: string | undefined): InboxFilter['after'] {
  const [urgency, at, id] = text?.split('~') ?? [];
  const readable = Number(urgency) >= 1 && at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at));
  return readable ? { urgency: Number(urgency), at: at as string, id: id as string } : undefined;
}

export type Counts = {
  mine: number; desk: number; all: number; asked: number; atRisk: number; breached: number; unexplained: number;
  urgency1: number; urgency2: number; urgency3: number; urgency4: number;
  open: number; booked: number; inService: number; awaitingPayment: number; awaitingConfirmation: number;
};

export function counts(tx: Tx, brandId: string | undefined): Promise<Counts> {
  const { actor } = tx;
  const live = sql`c.stage <> 'closed'`;
  return one(tx, sql`select count(*) filter (where ${live} and (${isMine(actor)} or ${isAsked(actor)}))::int as mine, count(*) filter (where ${live} and (${isAtMyDesk(actor)} or ${isAsked(actor)}))::int as desk,
      count(*) filter (where ${live})::int as "all", count(*) filter (where ${live} and ${isAsked(actor)})::int as asked,
      count(*) filter (where ${live} and ${isAtRisk(tx)})::int as at_risk,
      count(*) filter (where ${live} and c.next_due_at < ${tx.now}::timestamptz)::int as breached, count(*) filter (where ${isUnexplained})::int as unexplained,
      count(*) filter (where ${live} and c.urgency = 1)::int as urgency1, count(*) filter (where ${live} and c.urgency = 2)::int as urgency2,
      count(*) filter (where ${live} and c.urgency = 3)::int as urgency3, count(*) filter (where ${live} and c.urgency = 4)::int as urgency4,
      count(*) filter (where c.stage = 'open')::int as open, count(*) filter (where c.stage = 'booked')::int as booked, count(*) filter (where c.stage = 'inService')::int as in_service,
      count(*) filter (where c.stage = 'awaitingPayment')::int as awaiting_payment, count(*) filter (where c.stage = 'awaitingConfirmation')::int as awaiting_confirmation
    from ${caseRows} where ${isSeen(actor)} and ${brandId === undefined ? sql`true` : sql`c.brand_id = ${brandId}`}
      and (c.stage <> 'closed' or ${isUnexplained})`);
}
