// SQL of cars in a workshop.
import { many, maybe, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Alert } from './alert.ts';

export type Maintenance = {
  id: string; vin: string; brandId: string; ownerId: string; workOrderId: string | null; why: string | null; byName: string; sinceAt: Date; untilAt: Date | null; endedAt: Date | null;
};

/** Which of these cars are in a workshop now. */
export const inMaintenance = async (tx: Tx, vins: readonly string[]): Promise<Set<string>> =>
  new Set((await many<{ vin: string }>(tx, sql`select vin from alerts.maintenance where vin = any(${[...vins]}::text[]) and ended_at is null
    and (until_at is null or until_at > ${tx.now.toISOString()}::timestamptz)`)).map((row) => row.vin));

/** Undefined when the car is in a workshop already, or the visit was seen before. */
export const insertMaintenance = (tx: Tx, one: Pick<Maintenance, 'vin' | 'brandId' | 'ownerId' | 'workOrderId' | 'why' | 'byName' | 'untilAt'>) =>
  maybe<Maintenance>(tx, sql`insert into alerts.maintenance (id, vin, brand_id, owner_id, work_order_id, why, by_name, since_at, until_at)
    values (${newId()}, ${one.vin}, ${one.brandId}, ${one.ownerId}, ${one.workOrderId}::text, ${one.why}::text, ${one.byName}, ${tx.now.toISOString()}::timestamptz,
      ${one.untilAt?.toISOString() ?? null}::timestamptz) on conflict do nothing returning *`);

/** A visit takes over what a person began. */
export const takeOver = (tx: Tx, vin: string, workOrderId: string) =>
  maybe<Maintenance>(tx, sql`update alerts.maintenance set work_order_id = ${workOrderId}, until_at = null where vin = ${vin} and ended_at is null and work_order_id is null returning *`);

export const maintenanceById = (tx: Tx, id: string) => maybe<Maintenance>(tx, sql`select * from alerts.maintenance where id = ${id}`);
export const maintenanceOfVisit = (tx: Tx, workOrderId: string) => maybe<Maintenance>(tx, sql`select * from alerts.maintenance where work_order_id = ${workOrderId}`);

/** The car of the visit was home in between and is back. */
export const reopenMaintenance = (tx: Tx, workOrderId: string) => many(tx, sql`update alerts.maintenance set ended_at = null where work_order_id = ${workOrderId} and ended_at is not null returning id`);

/** Undefined when it was over already. */
export const endMaintenanceRow = (tx: Tx, id: string) =>
  maybe<Maintenance>(tx, sql`update alerts.maintenance set ended_at = ${tx.now.toISOString()}::timestamptz where id = ${id} and ended_at is null returning *`);

export const maintenanceOverdue = (tx: Tx) =>
  many<Maintenance>(tx, sql`select * from alerts.maintenance where ended_at is null and until_at <= ${tx.now.toISOString()}::timestamptz order by until_at limit 100 for update skip locked`);

export const maintenanceFor = (tx: Tx, since: Date) =>
  many<Maintenance & { alerts: number }>(tx, sql`select m.*, (select count(*) from alerts.alerts a where a.vin = m.vin and a.in_maintenance and a.told_at >= m.since_at
      and (m.ended_at is null or a.told_at <= m.ended_at)) as alerts
    from alerts.maintenance m where m.ended_at is null or m.ended_at >= ${since.toISOString()}::timestamptz order by (m.ended_at is null) desc, m.since_at desc, m.id limit 200`);

/** Takes the mark off what still stands of the car's time in the workshop, and answers it. */
export const releaseAlerts = (tx: Tx, vin: string) =>
  many<Alert>(tx, sql`update alerts.alerts set in_maintenance = false, version = version + 1 where vin = ${vin} and in_maintenance and cleared_at is null returning *`);
