// SQL of areas of weather and of the cars inside.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Outline } from './outline.ts';
import type { WeatherKind } from './rule.ts';

export type Area = {
  id: string; kind: WeatherKind; level: number; name: string; nameEn: string; outline: Outline; fromAt: Date; toAt: Date; source: string; sourceKey: string | null;
  byName: string; enteredAt: Date; endedAt: Date | null; endedWhy: string | null; version: number;
};
type NewArea = Pick<Area, 'kind' | 'level' | 'name' | 'nameEn' | 'outline' | 'fromAt' | 'toAt' | 'source' | 'sourceKey' | 'byName'>;

export const insertArea = (tx: Tx, area: NewArea) =>
  one<Area>(tx, sql`insert into alerts.areas (id, kind, level, name, name_en, outline, from_at, to_at, source, source_key, by_name, entered_at)
    values (${newId()}, ${area.kind}, ${area.level}, ${area.name}, ${area.nameEn}, ${JSON.stringify(area.outline)}::jsonb, ${area.fromAt.toISOString()}::timestamptz,
      ${area.toAt.toISOString()}::timestamptz, ${area.source}, ${area.sourceKey}::text, ${area.byName}, ${tx.now.toISOString()}::timestamptz)
    on conflict (source, source_key) where source_key is not null do update set kind = excluded.kind, level = excluded.level, name = excluded.name, name_en = excluded.name_en,
      outline = excluded.outline, from_at = excluded.from_at, to_at = excluded.to_at, version = alerts.areas.version + 1 returning *`);

export const areaBySource = (tx: Tx, source: string, key: string) => maybe<Area>(tx, sql`select * from alerts.areas where source = ${source} and source_key = ${key}`);
export const areaById = (tx: Tx, id: string) => maybe<Area>(tx, sql`select * from alerts.areas where id = ${id}`);

/** Undefined when it is over or the version is no longer the latest. */
export const endAreaRow = (tx: Tx, id: string, version: number, why: string | null) =>
  maybe<Area>(tx, sql`update alerts.areas set ended_at = ${tx.now.toISOString()}::timestamptz, ended_why = ${why}::text, version = version + 1
    where id = ${id} and version = ${version} and ended_at is null returning *`);

export const areasSince = (tx: Tx, since: Date) =>
  many<Area>(tx, sql`select * from alerts.areas where to_at >= ${since.toISOString()}::timestamptz order by (ended_at is null and to_at > ${tx.now.toISOString()}::timestamptz) desc, from_at desc, id limit 200`);

export const areasInForce = (tx: Tx) =>
  many<Area>(tx, sql`select * from alerts.areas where ended_at is null and from_at <= ${tx.now.toISOString()}::timestamptz and to_at > ${tx.now.toISOString()}::timestamptz order by id`);

export type Inside = { areaId: string; vin: string; brandId: string; ownerId: string; enteredAt: Date; leftAt: Date | null };

export const carsInside = (tx: Tx) => many<Inside>(tx, sql`select * from alerts.area_cars where left_at is null`);

export const enterArea = (tx: Tx, cars: readonly Pick<Inside, 'areaId' | 'vin' | 'brandId' | 'ownerId'>[]) =>
  run(tx, sql`insert into alerts.area_cars (area_id, vin, brand_id, owner_id, entered_at)
    select area_id, vin, brand_id, owner_id, ${tx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(cars.map((car) => ({ area_id: car.areaId, vin: car.vin, brand_id: car.brandId, owner_id: car.ownerId })))}::jsonb) as r(area_id text, vin text, brand_id text, owner_id text)
    on conflict (area_id, vin) do update set left_at = null, owner_id = excluded.owner_id`);

export const leaveArea = (tx: Tx, cars: readonly Pick<Inside, 'areaId' | 'vin'>[]) =>
  run(tx, sql`update alerts.area_cars c set left_at = ${tx.now.toISOString()}::timestamptz
    from unnest(${cars.map((car) => car.areaId)}::text[], ${cars.map((car) => car.vin)}::text[]) as gone(area_id, vin) where c.area_id = gone.area_id and c.vin = gone.vin`);

export const carsOfArea = (tx: Tx, areaId: string) => many<Inside>(tx, sql`select * from alerts.area_cars where area_id = ${areaId} order by (left_at is null) desc, entered_at desc, vin limit 500`);

export const countsOfAreas = (tx: Tx, ids: readonly string[]) =>
  many<{ areaId: string; inside: number; ever: number }>(tx, sql`select area_id, count(*) filter (where left_at is null) as inside, count(*) as ever
    from alerts.area_cars where area_id = any(${[...ids]}::text[]) group by area_id`);
