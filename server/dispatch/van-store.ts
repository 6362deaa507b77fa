// Every SQL statement about vehicles, their days, where they are and what they should always carry.
import { many, maybe, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { OffWhy, Van } from './van.ts';

const columns = sql`id, outlet_id, name, kind, plate_no, staff_id, tools, height_cm, lon, lat, shift_from, shift_until, overtime_min, break_from, break_until, break_min, in_use, version`;
export const vansAt = (tx: Tx, outletId: string) => many<Van>(tx, sql`select ${columns} from dispatch.vans where outlet_id = ${outletId} order by kind, name, id`);
export const vanById = (tx: Tx, id: string) => maybe<Van>(tx, sql`select ${columns} from dispatch.vans where id = ${id}`);
export const vansByIds = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Van>> =>
  new Map((await many<Van>(tx, sql`select ${columns} from dispatch.vans where id = any(${[...ids]}::text[])`)).map((van) => [van.id, van]));
export const outletsWithVans = async (tx: Tx): Promise<string[]> => (await many<{ outletId: string }>(tx, sql`select distinct outlet_id from dispatch.vans where in_use order by outlet_id`)).map((row) => row.outletId);
/** The vehicle somebody drives on a day. */
export const vanOfPerson = (tx: Tx, staffId: string, onDay: string) =>
  maybe<Van>(tx, sql`select ${columns} from dispatch.vans v where in_use and coalesce((select d.staff_id from dispatch.van_days d where d.van_id = v.id and d.on_day = ${onDay}::date), v.staff_id) = ${staffId} order by name limit 1`);

type Fields = Omit<Van, 'id' | 'outletId' | 'version'>;
/** Undefined when the outlet has one of this name. */
export const insertVan = (tx: Tx, outletId: string, v: Fields) =>
  maybe<Van>(tx, sql`insert into dispatch.vans (id, outlet_id, name, kind, plate_no, staff_id, tools, height_cm, lon, lat, shift_from, shift_until, overtime_min, break_from, break_until, break_min, in_use)
    values (${newId()}, ${outletId}, ${v.name}, ${v.kind}, ${v.plateNo}::text, ${v.staffId}::text, ${v.tools}::text[], ${v.heightCm}, ${v.lon}::float8, ${v.lat}::float8, ${v.shiftFrom}, ${v.shiftUntil}, ${v.overtimeMin}, ${v.breakFrom}, ${v.breakUntil}, ${v.breakMin}, ${v.inUse})
    on conflict (outlet_id, name) do nothing returning ${columns}`);
/** Undefined when the version is no longer the latest. */
export const updateVan = (tx: Tx, v: Omit<Van, 'outletId' | 'kind'>) =>
  maybe<Van>(tx, sql`update dispatch.vans set name = ${v.name}, plate_no = ${v.plateNo}::text, staff_id = ${v.staffId}::text, tools = ${v.tools}::text[], height_cm = ${v.heightCm}, lon = ${v.lon}::float8, lat = ${v.lat}::float8, shift_from = ${v.shiftFrom}, shift_until = ${v.shiftUntil},
      overtime_min = ${v.overtimeMin}, break_from = ${v.breakFrom}, break_until = ${v.breakUntil}, break_min = ${v.breakMin}, in_use = ${v.inUse}, version = version + 1
    where id = ${v.id} and version = ${v.version} returning ${columns}`);

export type VanDay = { vanId: string; staffId: string | null; offFrom: Date | null; offWhy: OffWhy | null };
export const vanDays = async (tx: Tx, vanIds: readonly string[], onDay: string): Promise<Map<string, VanDay>> =>
  new Map((await many<VanDay>(tx, sql`select van_id, staff_id, off_from, off_why from dispatch.van_days where van_id = any(${[...vanIds]}::text[]) and on_day = ${onDay}::date`)).map((row) => [row.vanId, row]));
export const writeVanDay = (tx: Tx, onDay: string, d: VanDay) =>
  run(tx, sql`insert into dispatch.van_days (van_id, on_day, staff_id, off_from, off_why) values (${d.vanId}, ${onDay}::date, ${d.staffId}::text, ${d.offFrom}::timestamptz, ${d.offWhy}::text)
    on conflict (van_id, on_day) do update set staff_id = excluded.staff_id, off_from = excluded.off_from, off_why = excluded.off_why`);

export type Position = { vanId: string; at: Date; lon: number; lat: number };
/** An older report does not overtake a newer one. */
export const writePosition = (tx: Tx, p: Position) =>
  run(tx, sql`insert into dispatch.positions as p (van_id, at, lon, lat) values (${p.vanId}, ${p.at}, ${p.lon}, ${p.lat}) on conflict (van_id) do update set at = excluded.at, lon = excluded.lon, lat = excluded.lat where p.at < excluded.at`);
export const positionsOf = async (tx: Tx, vanIds: readonly string[]): Promise<Map<string, Position>> =>
  new Map((await many<Position>(tx, sql`select van_id, at, lon, lat from dispatch.positions where van_id = any(${[...vanIds]}::text[])`)).map((row) => [row.vanId, row]));

export type Keep = { vanId: string; brandId: string; code: string; keep: number };
export const keepsOf = (tx: Tx, vanIds: readonly string[]) => many<Keep>(tx, sql`select van_id, brand_id, code, keep from dispatch.keeps where van_id = any(${[...vanIds]}::text[]) and keep > 0 order by van_id, brand_id, code`);
export const writeKeep = (tx: Tx, k: Keep) => run(tx, sql`insert into dispatch.keeps (van_id, brand_id, code, keep) values (${k.vanId}, ${k.brandId}, ${k.code}, ${k.keep}) on conflict (van_id, brand_id, code) do update set keep = excluded.keep`);
