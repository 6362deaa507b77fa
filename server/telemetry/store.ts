// Every SQL statement of telemetry.
import { many, one, run, sql } from '#platform/database';
import type { JournalFrame } from '#platform/stream/journal';
import type { Tx } from '#platform/tx';
import type { Reading } from './reading.ts';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const rowsOf = (objects: readonly object[]): string =>
  JSON.stringify(objects.map((object) => Object.fromEntries(Object.entries(object).map(([name, value]) => [snake(name), value]))));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

// Readings -----------------------------------------------------------------------------------------------------------

/** Readings of a vehicle in a stretch of time, oldest first. */
export const readingsIn = (tx: Tx, vin: string, from: Date, to: Date, limit: number): Promise<Reading[]> =>
  many(tx, sql`select * from (select * from telemetry.readings where vin = ${vin} and at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
    order by at desc limit ${limit}) newest order by at`);

export type Point = {
  at: Date; readings: number; socPct: number | null; odometerKm: number | null; speedKmh: number | null; totalVoltageV: number | null;
  currentA: number | null; insulationKohm: number | null; cellMaxMv: number | null; cellMinMv: number | null; cellSpreadMv: number | null;
  tempMaxC: number | null; tempMinC: number | null; alarmLevel: number | null; lvBatteryMv: number | null; charging: boolean;
};

/** One point per stretch of `seconds`: worst values for what can hurt, means for what flows, the last for what counts up. */
export const pointsOf = (tx: Tx, vin: string, from: Date, to: Date, seconds: number): Promise<Point[]> =>
  many(tx, sql`select to_timestamp(floor(extract(epoch from at) / ${seconds}::int) * ${seconds}::int) as at, count(*) as readings,
      (array_agg(soc_pct order by at desc) filter (where soc_pct is not null))[1] as soc_pct, max(odometer_km) as odometer_km,
      round(avg(speed_kmh)::numeric, 1) as speed_kmh, round(avg(total_voltage_v)::numeric, 1) as total_voltage_v, round(avg(current_a)::numeric, 1) as current_a,
      min(insulation_kohm) as insulation_kohm, max(cell_max_mv) as cell_max_mv, min(cell_min_mv) as cell_min_mv,
      max(cell_max_mv - cell_min_mv) as cell_spread_mv, max(temp_max_c) as temp_max_c, min(temp_min_c) as temp_min_c,
      max(alarm_level) as alarm_level, min(lv_battery_mv) as lv_battery_mv, coalesce(bool_or(charging_state in ('parkedCharging', 'drivingCharging')), false) as charging
    from telemetry.readings where vin = ${vin} and at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
    group by 1 order by 1`);

// Strangers ----------------------------------------------------------------------------------------------------------

export type Stranger = { vin: string; firstSeenAt: Date; lastSeenAt: Date; framesCount: number; framesKept: number; lastBytes: Uint8Array; adoptedAt: Date | null };

export const strangersOf = (tx: Tx, vins: readonly string[]): Promise<Stranger[]> =>
  many(tx, sql`select * from telemetry.strangers where vin = any(${vins}::text[])`);

export const strangersCount = async (tx: Tx): Promise<number> =>
  (await one<{ count: number }>(tx, sql`select count(*) as count from telemetry.strangers`)).count;

export const waitingStrangers = (tx: Tx, after: string, limit: number): Promise<Stranger[]> =>
  many(tx, sql`select * from telemetry.strangers where adopted_at is null and vin > ${after} order by vin limit ${limit}`);

export const writeStrangers = (tx: Tx, strangers: readonly Omit<Stranger, 'adoptedAt'>[]): Promise<number> =>
  run(tx, sql`insert into telemetry.strangers (vin, first_seen_at, last_seen_at, frames_count, frames_kept, last_bytes)
    select vin, first_seen_at, last_seen_at, frames_count, frames_kept, decode(last_bytes, 'base64')
    from jsonb_to_recordset(${rowsOf(strangers.map((each) => ({ ...each, lastBytes: base64(each.lastBytes) })))}::jsonb)
      as r(vin text, first_seen_at timestamptz, last_seen_at timestamptz, frames_count bigint, frames_kept bigint, last_bytes text)
    on conflict (vin) do update set last_seen_at = greatest(telemetry.strangers.last_seen_at, excluded.last_seen_at), frames_count = excluded.frames_count,
      frames_kept = excluded.frames_kept, last_bytes = excluded.last_bytes, adopted_at = null`);

/** Keeps frames of strangers, each content once. */
export const keepStrangerFrames = (tx: Tx, frames: readonly JournalFrame[]): Promise<number> =>
  run(tx, sql`insert into telemetry.stranger_frames (vin, edition, command, sha, bytes, received_at, connection_id)
    select vin, edition, command, decode(sha, 'base64'), decode(bytes, 'base64'), received_at, connection_id
    from jsonb_to_recordset(${rowsOf(frames.map((frame) => ({ ...frame, sha: base64(frame.sha), bytes: base64(frame.bytes) })))}::jsonb)
      as r(vin text, edition smallint, command smallint, sha text, bytes text, received_at timestamptz, connection_id text)
    on conflict (vin, sha) do nothing`);

/** Which of these frames of strangers are kept already, as `vin sha` in hexadecimal. */
export const keptOfStrangers = async (tx: Tx, frames: readonly JournalFrame[]): Promise<Set<string>> =>
  new Set((await many<{ name: string }>(tx, sql`select vin || ' ' || encode(sha, 'hex') as name from telemetry.stranger_frames where vin = any(${[...new Set(frames.map((frame) => frame.vin))]}::text[])
    and encode(sha, 'hex') = any(${frames.map((frame) => Buffer.from(frame.sha).toString('hex'))}::text[])`)).map((row) => row.name));

/** Marks strangers as adopted: from now on their kept frames are read like any other. */
export const adoptStrangers = (tx: Tx, vins: readonly string[]): Promise<number> =>
  run(tx, sql`update telemetry.strangers set adopted_at = ${tx.now.toISOString()}::timestamptz where vin = any(${vins}::text[]) and adopted_at is null returning vin`);

/** The part of a vehicle as SQL says it (platform/stream/stream.ts). */
const partOfVin = sql`position(substr(md5(vin), 1, 1) in '0123456789abcdef') - 1`;

/** Parts in which adopted vehicles wait to be read. */
export const adoptedParts = async (at: Pick<Tx, 'db'>): Promise<number[]> =>
  (await many<{ part: number }>(at, sql`select distinct ${partOfVin} as part from telemetry.strangers where adopted_at is not null`)).map((row) => row.part);

/** Takes the next kept frames of a part's adopted vehicles out, `known` adopted first; the adopted whose frames are all taken are strangers no more. */
export async function takeAdoptedFrames(tx: Tx, part: number, limit: number, known: readonly string[] = []): Promise<JournalFrame[]> {
  const adopted = await many<{ vin: string }>(tx, sql`with fresh as (update telemetry.strangers set adopted_at = ${tx.now.toISOString()}::timestamptz where vin = any(${[...known]}::text[]) and adopted_at is null returning vin, adopted_at)
    select vin from (select vin, adopted_at from telemetry.strangers where adopted_at is not null and ${partOfVin} = ${part}::int union all select vin, adopted_at from fresh) adopted order by adopted_at, vin limit 50`);
  if (adopted.length === 0) return [];
  const vins = adopted.map((row) => row.vin);
  const frames = await many<JournalFrame>(tx, sql`delete from telemetry.stranger_frames where id in (
    select id from telemetry.stranger_frames where vin = any(${vins}::text[]) order by id limit ${limit})
    returning id, vin, edition, command, sha, bytes, received_at, connection_id`);
  await run(tx, sql`delete from telemetry.strangers s where s.vin = any(${vins}::text[])
    and not exists (select 1 from telemetry.stranger_frames f where f.vin = s.vin)`);
  return frames.sort((a, b) => a.id - b.id);
}

// Defects and upkeep -------------------------------------------------------------------------------------------------

export type Defect = { vin: string; reason: string; at: Date; bytes: Uint8Array; count: number };

export const countDefects = (tx: Tx, defects: readonly Defect[]): Promise<number> =>
  run(tx, sql`insert into telemetry.defects (vin, reason, on_day, count, last_at, last_bytes)
    select vin, reason, (at at time zone 'Asia/Shanghai')::date, count, at, decode(bytes, 'base64')
    from jsonb_to_recordset(${rowsOf(defects.map((each) => ({ ...each, bytes: base64(each.bytes) })))}::jsonb) as r(vin text, reason text, at timestamptz, count int, bytes text)
    on conflict (vin, reason, on_day) do update set count = telemetry.defects.count + excluded.count, last_at = excluded.last_at, last_bytes = excluded.last_bytes`);

/** Marks frames as heard; answers the names (`vin sha`) of those that were not heard before. */
export const markHeard = async (tx: Tx, frames: readonly JournalFrame[]): Promise<Set<string>> =>
  new Set((await many<{ name: string }>(tx, sql`insert into telemetry.heard_frames (vin, sha, received_at)
    select vin, decode(sha, 'hex'), received_at from unnest(${frames.map((frame) => frame.vin)}::text[], ${frames.map((frame) => Buffer.from(frame.sha).toString('hex'))}::text[],
      ${frames.map((frame) => frame.receivedAt.toISOString())}::timestamptz[]) as f(vin, sha, received_at)
    on conflict (vin, sha) do nothing returning vin || ' ' || encode(sha, 'hex') as name`)).map((row) => row.name));

export const forgetHeard = (tx: Tx, before: Date): Promise<number> =>
  run(tx, sql`delete from telemetry.heard_frames where received_at < ${before.toISOString()}::timestamptz`);

export const defectsByReason = (tx: Tx, fromAt: Date): Promise<{ reason: string; vehicles: number; count: number; lastAt: Date }[]> =>
  many(tx, sql`select reason, count(distinct vin) as vehicles, sum(count)::bigint as count, max(last_at) as last_at from telemetry.defects
    where last_at >= ${fromAt.toISOString()}::timestamptz group by reason order by count desc limit 50`);

export const countStates = (tx: Tx, onlineSince: Date): Promise<{ known: number; online: number }> =>
  one(tx, sql`select count(*) as known, count(*) filter (where received_at >= ${onlineSince.toISOString()}::timestamptz
    and (logged_out_at is null or logged_out_at < seen_at)) as online from telemetry.states`);

/** Deletes the readings of before `cutoff`. The key begins with the VIN, so each vehicle's old end is found at once. */
export const forgetReadings = (tx: Tx, cutoff: Date): Promise<number> =>
  run(tx, sql`delete from telemetry.readings r using telemetry.states s where r.vin = s.vin and r.at < ${cutoff.toISOString()}::timestamptz returning 1`);

export async function forgetStrangers(tx: Tx, framesBefore: Date, strangersBefore: Date): Promise<void> {
  await run(tx, sql`with gone as (delete from telemetry.stranger_frames where received_at < ${framesBefore.toISOString()}::timestamptz returning vin),
    counts as (select vin, count(*) as frames from gone group by vin)
    update telemetry.strangers s set frames_kept = greatest(0, s.frames_kept - counts.frames) from counts where s.vin = counts.vin`);
  await run(tx, sql`delete from telemetry.strangers s where last_seen_at < ${strangersBefore.toISOString()}::timestamptz
    and not exists (select 1 from telemetry.stranger_frames f where f.vin = s.vin)`);
}

export const forgetDefects = (tx: Tx, before: Date): Promise<number> =>
  run(tx, sql`delete from telemetry.defects where last_at < ${before.toISOString()}::timestamptz`);
