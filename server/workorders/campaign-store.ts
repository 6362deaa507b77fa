// Statements of campaigns and of the cars they are for, and of what was done on a car lately.
import { beijingDay } from '#platform/calendar';
import { many, maybe, one, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { WorkOrder } from './work-order.ts';

export type Campaign = { id: string; brandId: string; code: string; kind: 'recall' | 'serviceAction'; name: string; nameEn: string; what: string; whatEn: string; operations: string[]; openedOn: string; closedOn: string | null };
const columns = sql`c.id, c.brand_id, c.code, c.kind, c.name, c.name_en, c.what, c.what_en, c.operations, c.opened_on, c.closed_on`;

/** Undefined when the brand has a campaign of this code. */
export const insertCampaign = (tx: Tx, c: Omit<Campaign, 'closedOn'> & { openedBy: string }) =>
  maybe<Campaign>(tx, sql`insert into workorders.campaigns as c (id, brand_id, code, kind, name, name_en, what, what_en, operations, opened_on, opened_by, opened_at)
    values (${c.id}, ${c.brandId}, ${c.code}, ${c.kind}, ${c.name}, ${c.nameEn}, ${c.what}, ${c.whatEn}, ${JSON.stringify(c.operations)}::jsonb, ${c.openedOn}::date, ${c.openedBy}, ${tx.now})
    on conflict (brand_id, code) do nothing returning ${columns}`);
export const insertCampaignCars = (tx: Tx, c: Pick<Campaign, 'id' | 'brandId'>, vins: readonly string[]) =>
  run(tx, sql`insert into workorders.campaign_cars (campaign_id, brand_id, vin) select ${c.id}, ${c.brandId}, vin from unnest(${[...vins]}::text[]) as vin on conflict do nothing returning 1`);
export const campaigns = (tx: Tx, brandIds: readonly string[] | null) =>
  many<Campaign & { cars: number; done: number }>(tx, sql`select ${columns}, count(v.vin)::int as cars, count(v.done_at)::int as done from workorders.campaigns c left join workorders.campaign_cars v on v.campaign_id = c.id
    where (${brandIds === null} or c.brand_id = any(${[...(brandIds ?? [])]}::text[])) group by c.id order by c.opened_on desc, c.code limit 200`);
export const campaignById = (tx: Tx, id: string) => maybe<Campaign>(tx, sql`select ${columns} from workorders.campaigns c where c.id = ${id}`);
export const closeCampaignOn = (tx: Tx, id: string, onDay: string) => one<Campaign>(tx, sql`update workorders.campaigns c set closed_on = ${onDay}::date where id = ${id} returning ${columns}`);
export const carsOfCampaign = (tx: Tx, id: string) =>
  many<{ vin: string; toldAt: Date | null; doneAt: Date | null; workOrderId: string | null }>(tx, sql`select vin, told_at, done_at, work_order_id from workorders.campaign_cars where campaign_id = ${id} order by vin`);
export const takeUntold = async (tx: Tx, id: string, most: number): Promise<string[]> =>
  (await many<{ vin: string }>(tx, sql`update workorders.campaign_cars set told_at = ${tx.now} where campaign_id = ${id} and vin in (select vin from workorders.campaign_cars where campaign_id = ${id} and told_at is null and done_at is null order by vin limit ${most}) returning vin`)).map((row) => row.vin);
/** What a car is in and has not had done. */
export const openCampaignsOf = (tx: Tx, vin: string) =>
  many<Campaign>(tx, sql`select ${columns} from workorders.campaigns c join workorders.campaign_cars v on v.campaign_id = c.id where v.vin = ${vin} and v.done_at is null and c.closed_on is null and c.opened_on <= ${beijingDay(tx.now)}::date order by c.kind, c.opened_on, c.code`);
export const writeCampaignDone = (tx: Tx, campaignId: string, order: WorkOrder) =>
  run(tx, sql`update workorders.campaign_cars set done_at = ${tx.now}, work_order_id = ${order.id} where campaign_id = ${campaignId} and vin = ${order.vin} and done_at is null returning 1`);

export type Past = { workOrderId: string; number: string; bookId: string; handedBackAt: Date; handedBackKm: number; lines: { kind: 'labour' | 'part'; code: string; forOperation: string | null; hv: boolean; system: string }[] };
/** Visits of a car that went back since, with what was done on each, newest first. */
export const visitsSince = (tx: Tx, vin: string, since: Date) =>
  many<Past>(tx, sql`select o.id as work_order_id, o.number, o.book_id, o.handed_back_at, coalesce((o.handed_back ->> 'odometerKm')::int, (o.check_in ->> 'odometerKm')::int) as handed_back_km,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'code', l.code, 'forOperation', l.for_operation, 'hv', l.hv, 'system', l.system)), '[]'::jsonb) from workorders.lines l where l.work_order_id = o.id and l.done) as lines
    from workorders.work_orders o where o.vin = ${vin} and o.state = 'handedBack' and o.handed_back_at >= ${since} order by o.handed_back_at desc limit 20`);
export const visitsOf = (tx: Tx, vin: string) =>
  one<{ visits: number; lastVisitAt: Date | null }>(tx, sql`select count(*)::int as visits, max(checked_in_at) as last_visit_at from workorders.work_orders where vin = ${vin} and state <> 'cancelled'`);
export const openOrderOfCar = (tx: Tx, vin: string) => maybe<{ id: string }>(tx, sql`select id from workorders.work_orders where vin = ${vin} and state not in ('handedBack', 'cancelled') limit 1`);
