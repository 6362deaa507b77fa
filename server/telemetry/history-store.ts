// Every SQL statement about the history: the files that count, the cursor, late frames, days of cars, rules.
import { many, maybe, run, sql } from '#platform/database';
import { cursorsOf, enrol, holdCursor, moveCursor, dismiss } from '#platform/stream/cursors';
import { allParts, type JournalFrame } from '#platform/stream/stream';
import type { Tx } from '#platform/tx';
import { vinHash, type PlacedFrame, type Shelf } from './history-row.ts';
import type { Written } from './lake.ts';
import type { Reading } from './reading.ts';
import { historyReader } from './readers.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
const iso = (at: Date): string => at.toISOString();

// The cursor and what comes behind it ----------------------------------------------------------------------------------

export type HistoryReach = { writtenTo: Date; movedAt: Date };
/** How far all parts are in the lake; undefined before history has begun. */
export const historyReach = async (tx: Tx): Promise<HistoryReach | undefined> => {
  const [reach] = await many<{ writtenTo: Date | null; movedAt: Date | null }>(tx, sql`select min(written_to) as written_to, max(moved_at) as moved_at from telemetry.history_parts`);
  return reach === undefined || reach.writtenTo === null || reach.movedAt === null ? undefined : { writtenTo: reach.writtenTo, movedAt: reach.movedAt };
};

/** Reads the stream from its oldest frame, or from where the history was when it was switched off. */
export async function beginHistory(tx: Tx): Promise<void> {
  await enrol(tx, historyReader);
  await run(tx, sql`insert into telemetry.history_parts (part, written_to, moved_at) select part, 'epoch', ${iso(tx.now)}::timestamptz
    from unnest(${`{${allParts.join(',')}}`}::int[]) as part on conflict (part) do nothing`);
  const left = await many<{ part: number; leftAt: number }>(tx, sql`update telemetry.history_parts p set left_at = null from telemetry.history_parts old
    where p.part = old.part and old.left_at is not null returning p.part, old.left_at`);
  for (const { part, leftAt } of left) await moveCursor(tx, historyReader, part, leftAt);
}

/** Reads the stream no more, so that it forgets without waiting for the history; what is written stays. */
export async function endHistory(tx: Tx): Promise<void> {
  for (const { part, position } of await dismiss(tx, historyReader)) await run(tx, sql`update telemetry.history_parts set left_at = ${position} where part = ${part}::int returning 1`);
}

/** Up to which position of a part frames are in the lake; undefined for a house whose history does not read. */
export const historyPosition = async (tx: Tx, part: number): Promise<number | undefined> =>
  (await cursorsOf(tx, historyReader)).find((cursor) => cursor.part === part)?.position;

export type PartMove = { part: number; from: number; to: number; writtenTo: Date };

/** Moves the cursors of parts; false when one of them is held or was moved by somebody else. */
export async function moveHistory(tx: Tx, parts: readonly PartMove[]): Promise<boolean> {
  for (const { part, from, to } of parts) {
    if (from === to) continue;
    if ((await holdCursor(tx, historyReader, part))?.position !== from) return false;
    await moveCursor(tx, historyReader, part, to);
  }
  await run(tx, sql`update telemetry.history_parts p set written_to = greatest(p.written_to, m.written_to), moved_at = ${iso(tx.now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(parts.map((each) => ({ part: each.part, written_to: iso(each.writtenTo) })))}::jsonb) as m(part int, written_to timestamptz)
    where p.part = m.part returning 1`);
  return true;
}

/** Puts frames that come behind the cursor aside for the history, if it reads. */
export async function keepForHistory(tx: Tx, part: number, frames: readonly JournalFrame[]): Promise<void> {
  if (frames.length === 0) return;
  const rows = frames.map(({ vin, edition, command, bytes, receivedAt }, place) => ({ place, vin, edition, command, bytes: base64(bytes), received_at: iso(receivedAt) }));
  await run(tx, sql`insert into telemetry.history_late (part, vin, edition, command, bytes, received_at)
    select ${part}::int, vin, edition, command, decode(bytes, 'base64'), received_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(place int, vin text, edition smallint, command smallint, bytes text, received_at timestamptz)
    where exists (select 1 from platform.cursors where reader = ${historyReader}) order by place`);
}
export const lateFrames = (tx: Tx, parts: readonly number[], limit: number): Promise<PlacedFrame[]> =>
  many(tx, sql`select id, vin, edition, command, bytes, received_at from telemetry.history_late where part = any(${`{${parts.join(',')}}`}::int[]) order by id limit ${limit}`);
export const dropLateFrames = (tx: Tx, ids: readonly number[]): Promise<number> =>
  run(tx, sql`delete from telemetry.history_late where id = any(${ids}::bigint[]) returning 1`);

// The files that count -------------------------------------------------------------------------------------------------

export type HistoryFile = { name: string; brandId: string; onDay: string; bucket: number; buckets: number; rowCount: number; byteCount: number };
const fileColumns = sql`name, brand_id, on_day, bucket, buckets, row_count, byte_count`;

export const listFiles = (tx: Tx, files: readonly { shelf: Shelf; written: Written }[]): Promise<number> => {
  const rows = files.map(({ shelf, written }) => ({
    name: written.name, brand_id: shelf.brandId, on_day: shelf.onDay, bucket: shelf.bucket, buckets: shelf.buckets, row_count: written.rowCount, byte_count: written.byteCount,
    first_vin: written.firstVin, last_vin: written.lastVin, first_at: iso(written.firstAt), last_at: iso(written.lastAt),
  }));
  return run(tx, sql`insert into telemetry.history_files (name, brand_id, on_day, bucket, buckets, row_count, byte_count, first_vin, last_vin, first_at, last_at, written_at)
    select name, brand_id, on_day, bucket, buckets, row_count, byte_count, first_vin, last_vin, first_at, last_at, ${iso(tx.now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(name text, brand_id text, on_day date, bucket int, buckets int, row_count bigint, byte_count bigint,
      first_vin text, last_vin text, first_at timestamptz, last_at timestamptz)`);
};

/** The files that may hold rows of a car between two moments. The wall hides those of other brands. */
export const filesOf = async (tx: Tx, car: { vin: string; brandId: string }, from: Date, to: Date): Promise<string[]> =>
  (await many<{ name: string }>(tx, sql`select name from telemetry.history_files
    where gone_at is null and brand_id = ${car.brandId} and last_at >= ${iso(from)}::timestamptz and first_at <= ${iso(to)}::timestamptz
      and ${car.vin} between first_vin and last_vin and bucket = (${vinHash(car.vin)}::int & (buckets - 1)) order by on_day, name`)).map((file) => file.name);

/** The files of a shelf that may have rows of these vehicles and moments. */
export const filesBeside = async (tx: Tx, shelf: Shelf, rows: readonly { vin: string; collectedAt: Date }[]): Promise<string[]> => {
  const vins = rows.map((row) => row.vin).sort();
  const times = rows.map((row) => row.collectedAt.getTime());
  const [first, last] = times.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number]);
  return (await many<{ name: string }>(tx, sql`select name from telemetry.history_files where gone_at is null and brand_id = ${shelf.brandId} and on_day = ${shelf.onDay}::date
    and bucket = ${shelf.bucket} and buckets = ${shelf.buckets} and first_vin <= ${vins.at(-1) ?? ''} and last_vin >= ${vins[0] ?? ''}
    and first_at <= ${new Date(last).toISOString()}::timestamptz and last_at >= ${new Date(first).toISOString()}::timestamptz order by name`)).map((file) => file.name);
};

/** Shelves with files to merge: `count` small ones, or more than one when the day is over and quiet. */
export const shelvesToMerge = (tx: Tx, at: { count: number; smallRows: number; closedBefore: string; quietSince: Date; limit: number }): Promise<Shelf[]> =>
  many(tx, sql`select brand_id, on_day, bucket, buckets from telemetry.history_files where gone_at is null
    group by brand_id, on_day, bucket, buckets
    having count(*) filter (where row_count < ${at.smallRows}) >= ${at.count}
      or (count(*) > 1 and on_day < ${at.closedBefore}::date and max(written_at) < ${iso(at.quietSince)}::timestamptz)
    order by count(*) desc limit ${at.limit}`);
export const filesOn = (tx: Tx, shelf: Shelf): Promise<HistoryFile[]> =>
  many(tx, sql`select ${fileColumns} from telemetry.history_files where gone_at is null and brand_id = ${shelf.brandId} and on_day = ${shelf.onDay}::date
    and bucket = ${shelf.bucket} and buckets = ${shelf.buckets} order by name`);

/** Takes files off the list; answers how many of them still counted. */
export const dropFiles = (tx: Tx, names: readonly string[]): Promise<number> =>
  run(tx, sql`update telemetry.history_files set gone_at = ${iso(tx.now)}::timestamptz where name = any(${names}::text[]) and gone_at is null returning 1`);
export const goneFiles = async (tx: Tx, before: Date, limit: number): Promise<string[]> =>
  (await many<{ name: string }>(tx, sql`select name from telemetry.history_files where gone_at < ${iso(before)}::timestamptz order by gone_at limit ${limit}`)).map((file) => file.name);
export const forgetFiles = (tx: Tx, names: readonly string[]): Promise<number> =>
  run(tx, sql`delete from telemetry.history_files where name = any(${names}::text[]) and gone_at is not null returning 1`);
export const knownFiles = async (tx: Tx, names: readonly string[]): Promise<Set<string>> =>
  new Set((await many<{ name: string }>(tx, sql`select name from telemetry.history_files where name = any(${names}::text[])`)).map((file) => file.name));

export type BrandHistory = { brandId: string; files: number; rows: number; bytes: number; firstOn: string; lastOn: string };
export const historyByBrand = (tx: Tx): Promise<BrandHistory[]> =>
  many(tx, sql`select brand_id, count(*) as files, sum(row_count)::bigint as rows, sum(byte_count)::bigint as bytes, min(on_day) as first_on, max(on_day) as last_on
    from telemetry.history_files where gone_at is null group by brand_id order by brand_id`);

/** Readings of one owner's time, oldest first; `to` included. */
export const readingsBetween = (tx: Tx, vin: string, ownerId: string, from: Date, to: Date): Promise<Reading[]> =>
  many(tx, sql`select * from telemetry.readings where vin = ${vin} and owner_id = ${ownerId} and at between ${iso(from)}::timestamptz and ${iso(to)}::timestamptz order by at limit 200000`);

// Days of cars ---------------------------------------------------------------------------------------------------------

export type VehicleDay = {
  vin: string; onDay: string; brandId: string; cellSpreadMaxMv: number | null; tempMaxC: number | null; tempMinC: number | null; insulationMinKohm: number | null;
  lvBatteryMinMv: number | null; socMinPct: number | null; odometerMinKm: number | null; odometerMaxKm: number | null;
};
/** Widens what is known of each day; saying the same again changes nothing. */
export const widenDays = (tx: Tx, days: readonly VehicleDay[]): Promise<number> => {
  const rows = days.map((day) => ({
    vin: day.vin, on_day: day.onDay, brand_id: day.brandId, cell_spread_max_mv: day.cellSpreadMaxMv, temp_max_c: day.tempMaxC, temp_min_c: day.tempMinC,
    insulation_min_kohm: day.insulationMinKohm, lv_battery_min_mv: day.lvBatteryMinMv, soc_min_pct: day.socMinPct, odometer_min_km: day.odometerMinKm, odometer_max_km: day.odometerMaxKm,
  }));
  return run(tx, sql`insert into telemetry.vehicle_days as d (vin, on_day, brand_id, cell_spread_max_mv, temp_max_c, temp_min_c, insulation_min_kohm, lv_battery_min_mv, soc_min_pct, odometer_min_km, odometer_max_km)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(vin text, on_day date, brand_id text, cell_spread_max_mv int, temp_max_c real, temp_min_c real,
      insulation_min_kohm real, lv_battery_min_mv int, soc_min_pct real, odometer_min_km float8, odometer_max_km float8)
    on conflict (vin, on_day) do update set
      cell_spread_max_mv = greatest(d.cell_spread_max_mv, excluded.cell_spread_max_mv), temp_max_c = greatest(d.temp_max_c, excluded.temp_max_c), temp_min_c = least(d.temp_min_c, excluded.temp_min_c),
      insulation_min_kohm = least(d.insulation_min_kohm, excluded.insulation_min_kohm), lv_battery_min_mv = least(d.lv_battery_min_mv, excluded.lv_battery_min_mv),
      soc_min_pct = least(d.soc_min_pct, excluded.soc_min_pct), odometer_min_km = least(d.odometer_min_km, excluded.odometer_min_km), odometer_max_km = greatest(d.odometer_max_km, excluded.odometer_max_km)`);
};

export type Worst = {
  vin: string; cellSpreadMaxMv: number | null; tempMaxC: number | null; insulationMinKohm: number | null; lvBatteryMinMv: number | null; kmPerDay: number | null;
};
/** The worst of each car since a day, for cars that said anything. */
export const worstSince = (tx: Tx, vins: readonly string[], sinceOn: string): Promise<Worst[]> =>
  many(tx, sql`select vin, max(cell_spread_max_mv) as cell_spread_max_mv, max(temp_max_c) as temp_max_c, min(insulation_min_kohm) as insulation_min_kohm, min(lv_battery_min_mv) as lv_battery_min_mv,
      ((max(odometer_max_km) - min(odometer_min_km)) / greatest(1, max(on_day) - min(on_day) + 1))::float8 as km_per_day
    from telemetry.vehicle_days where vin = any(${vins}::text[]) and on_day >= ${sinceOn}::date group by vin`);
export const forgetDays = (tx: Tx, brandId: string, before: string): Promise<number> =>
  run(tx, sql`delete from telemetry.vehicle_days where brand_id = ${brandId} and on_day < ${before}::date`);

// Rules ---------------------------------------------------------------------------------------------------------------

export type HistoryRule = { id: string; brandId: string; fromOn: string; keepDays: number; source: string; setBy: string; setAt: Date };
export const historyRules = (tx: Tx): Promise<HistoryRule[]> =>
  many(tx, sql`select id, brand_id, from_on, keep_days, source, set_by, set_at from telemetry.history_rules order by brand_id, from_on`);
export const writeRule = (tx: Tx, rule: HistoryRule): Promise<HistoryRule | undefined> =>
  maybe(tx, sql`insert into telemetry.history_rules (id, brand_id, from_on, keep_days, source, set_by, set_at)
    values (${rule.id}, ${rule.brandId}, ${rule.fromOn}::date, ${rule.keepDays}, ${rule.source}, ${rule.setBy}, ${iso(rule.setAt)}::timestamptz)
    on conflict (brand_id, from_on) do update set keep_days = excluded.keep_days, source = excluded.source, set_by = excluded.set_by, set_at = excluded.set_at
    returning id, brand_id, from_on, keep_days, source, set_by, set_at`);
export const brandsWithHistory = async (tx: Tx): Promise<string[]> =>
  (await many<{ brandId: string }>(tx, sql`select distinct brand_id from telemetry.history_files where gone_at is null order by 1`)).map((row) => row.brandId);
export const filesBefore = async (tx: Tx, brandId: string, before: string): Promise<string[]> =>
  (await many<{ name: string }>(tx, sql`select name from telemetry.history_files where gone_at is null and brand_id = ${brandId} and on_day < ${before}::date limit 5000`)).map((file) => file.name);
