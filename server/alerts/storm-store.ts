// SQL of storms.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Alert } from './alert.ts';
import type { AlertKind } from './rule.ts';
import type { Storm } from './storm.ts';

export const openStorms = (tx: Tx, brandId: string, kind: AlertKind) =>
  many<Storm>(tx, sql`select * from alerts.storms where brand_id = ${brandId} and kind = ${kind} and ended_at is null`);

/** Alerts of a kind told lately that stand in no storm yet. */
export const looseAlerts = (tx: Tx, brandId: string, kind: AlertKind, since: Date) =>
  many<{ id: string; vin: string }>(tx, sql`select id, vin from alerts.alerts where brand_id = ${brandId} and kind = ${kind} and told_at >= ${since.toISOString()}::timestamptz
    and cleared_at is null and storm_id is null order by told_at desc limit 2000`);

/** Undefined when another process began the same storm. */
export const insertStorm = (tx: Tx, storm: Pick<Storm, 'number' | 'brandId' | 'kind' | 'shared' | 'beganAt'>) =>
  maybe<Storm>(tx, sql`insert into alerts.storms (id, number, brand_id, kind, shared, began_at, last_at, cars)
    values (${newId()}, ${storm.number}, ${storm.brandId}, ${storm.kind}, ${storm.shared}, ${storm.beganAt.toISOString()}::timestamptz, ${tx.now.toISOString()}::timestamptz, 0)
    on conflict do nothing returning *`);

/** Puts alerts into a storm and counts its cars anew. */
export async function addToStorm(tx: Tx, stormId: string, alertIds: readonly string[]): Promise<void> {
  await run(tx, sql`update alerts.alerts set storm_id = ${stormId} where id = any(${[...alertIds]}::text[])`);
  await run(tx, sql`update alerts.storms set last_at = ${tx.now.toISOString()}::timestamptz, cars = (select count(distinct vin) from alerts.alerts where storm_id = ${stormId}) where id = ${stormId}`);
}

export const stormById = (tx: Tx, id: string) => maybe<Storm>(tx, sql`select * from alerts.storms where id = ${id}`);

export const stormsFor = (tx: Tx, open: boolean | undefined, since: Date) =>
  many<Storm>(tx, sql`select * from alerts.storms where (ended_at is null or (${open ?? null}::boolean is distinct from true and ended_at >= ${since.toISOString()}::timestamptz))
    order by (ended_at is null) desc, began_at desc, id limit 50`);

export const countsOfStorms = (tx: Tx, ids: readonly string[]) =>
  many<{ stormId: string; open: number; dangers: number }>(tx, sql`select storm_id, count(*) filter (where cleared_at is null) as open, count(*) filter (where worst_severity = 1) as dangers
    from alerts.alerts where storm_id = any(${[...ids]}::text[]) group by storm_id`);

export const alertsOfStorm = (tx: Tx, stormId: string) =>
  many<Alert>(tx, sql`select * from alerts.alerts where storm_id = ${stormId} order by (cleared_at is null) desc, worst_severity, told_at desc limit 500`);

/** Storms that no car has joined since `before`. */
export const stormsPast = (tx: Tx, before: Date) =>
  many<Storm>(tx, sql`select * from alerts.storms where ended_at is null and last_at < ${before.toISOString()}::timestamptz order by last_at limit 50 for update skip locked`);

export const endStorm = (tx: Tx, id: string) => one<Storm>(tx, sql`update alerts.storms set ended_at = ${tx.now.toISOString()}::timestamptz where id = ${id} returning *`);

/** What still stands of a storm or of a time in a workshop and was kept quiet. */
export const quietOfStorm = (tx: Tx, stormId: string) =>
  many<Alert>(tx, sql`select * from alerts.alerts where storm_id = ${stormId} and cleared_at is null and worst_severity > 2 and not in_maintenance order by severity, told_at`);
