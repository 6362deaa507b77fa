// Every SQL statement of forwarding.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { LinkState, Target } from './target.ts';

const columns = sql`id, name, host, port, tls, code, user_name, brand_ids, plate_prefixes, again_seconds, rest_minutes, heartbeat_seconds, enabled, since_at, link, link_since,
  last_failure, failures, next_try_at, login_on, login_serial, added_at, version`;

export const allTargets = (tx: Tx): Promise<Target[]> => many(tx, sql`select ${columns} from forwarding.targets order by added_at, id`);
export const targetById = (tx: Tx, id: string): Promise<Target | undefined> => maybe(tx, sql`select ${columns} from forwarding.targets where id = ${id}`);

type Said = Pick<Target, 'name' | 'host' | 'port' | 'tls' | 'code' | 'userName' | 'brandIds' | 'platePrefixes' | 'againSeconds' | 'restMinutes' | 'heartbeatSeconds' | 'enabled'>;

export const insertTarget = (tx: Tx, t: Said & { password: string; sinceAt: Date }): Promise<Target> =>
  one(tx, sql`insert into forwarding.targets (id, name, host, port, tls, code, user_name, password, brand_ids, plate_prefixes, again_seconds, rest_minutes, heartbeat_seconds, enabled, since_at, added_at)
    values (${newId()}, ${t.name}, ${t.host}, ${t.port}, ${t.tls}, ${t.code}, ${t.userName}, ${t.password}, ${t.brandIds}::text[], ${t.platePrefixes}::text[], ${t.againSeconds}, ${t.restMinutes},
      ${t.heartbeatSeconds}, ${t.enabled}, ${t.sinceAt}::timestamptz, ${tx.now}::timestamptz) returning ${columns}`);

/** Undefined when somebody else was faster. What is changed is tried at once. */
export const updateTarget = (tx: Tx, id: string, version: number, t: Said & { password: string | null; sinceAt: Date | null }): Promise<Target | undefined> =>
  maybe(tx, sql`update forwarding.targets set name = ${t.name}, host = ${t.host}, port = ${t.port}, tls = ${t.tls}, code = ${t.code}, user_name = ${t.userName}, password = coalesce(${t.password}::text, password),
      brand_ids = ${t.brandIds}::text[], plate_prefixes = ${t.platePrefixes}::text[], again_seconds = ${t.againSeconds}, rest_minutes = ${t.restMinutes}, heartbeat_seconds = ${t.heartbeatSeconds},
      enabled = ${t.enabled}, since_at = coalesce(${t.sinceAt?.toISOString() ?? null}::timestamptz, since_at), failures = 0, next_try_at = null, version = version + 1
    where id = ${id} and version = ${version} returning ${columns}`);

// One process holds a target ------------------------------------------------------------------------------------------

/** Takes or keeps the targets that are free, up to this moment. */
export const holdTargets = (tx: Tx, holder: string, until: Date): Promise<(Target & { password: string })[]> =>
  many(tx, sql`update forwarding.targets set holder = ${holder}, held_until = ${until.toISOString()}::timestamptz
    where enabled and (holder = ${holder} or holder is null or held_until < ${tx.now}::timestamptz) returning ${columns}, password`);

export const freeTargets = (tx: Tx, holder: string): Promise<number> =>
  run(tx, sql`update forwarding.targets set holder = null, held_until = null, link = 'down', link_since = ${tx.now}::timestamptz where holder = ${holder}`);

/** Switched off meanwhile: nobody holds it and its line is down. */
export const restTargets = (tx: Tx): Promise<number> =>
  run(tx, sql`update forwarding.targets set holder = null, held_until = null, link = 'down', link_since = ${tx.now}::timestamptz where not enabled and holder is not null returning 1`);

/** Says how the link is; false when another process holds the target now. */
export const noteLink = async (tx: Tx, id: string, holder: string, is: { link: LinkState; failure?: string | null; failures?: number; nextTryAt?: Date | null }): Promise<boolean> =>
  (await run(tx, sql`update forwarding.targets set link = ${is.link}, link_since = ${tx.now}::timestamptz, last_failure = coalesce(${is.failure ?? null}::text, last_failure),
      failures = coalesce(${is.failures ?? null}::int, failures), next_try_at = ${is.nextTryAt?.toISOString() ?? null}::timestamptz
    where id = ${id} and holder = ${holder} returning 1`)) > 0;

export const noteLoginSerial = (tx: Tx, id: string, holder: string, on: string, serial: number): Promise<number> =>
  run(tx, sql`update forwarding.targets set login_on = ${on}::date, login_serial = ${serial} where id = ${id} and holder = ${holder} returning 1`);

export const stillHeld = async (tx: Tx, id: string, holder: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from forwarding.targets where id = ${id} and holder = ${holder} for share`)) !== undefined;

// What waits ----------------------------------------------------------------------------------------------------------

export type Waiting = { id: number; vin: string; brandId: string; command: number; bytes: Uint8Array; receivedAt: Date; reissue: boolean; tries: number; nextAt: Date };
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

export async function keepWaiting(tx: Tx, targetId: string, frames: readonly Waiting[]): Promise<void> {
  if (frames.length === 0) return;
  const rows = frames.map((f) => ({ id: f.id, vin: f.vin, brand_id: f.brandId, command: f.command, bytes: base64(f.bytes), received_at: f.receivedAt, reissue: f.reissue, tries: f.tries, next_at: f.nextAt }));
  await run(tx, sql`insert into forwarding.waiting (target_id, id, vin, brand_id, command, bytes, received_at, reissue, tries, next_at)
    select ${targetId}, id, vin, brand_id, command, decode(bytes, 'base64'), received_at, reissue, tries, next_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id bigint, vin text, brand_id text, command smallint, bytes text, received_at timestamptz, reissue boolean, tries int, next_at timestamptz)
    on conflict (target_id, id) do update set tries = excluded.tries, next_at = excluded.next_at, reissue = excluded.reissue`);
}

export const dueWaiting = (tx: Tx, targetId: string, limit: number): Promise<Waiting[]> =>
  many(tx, sql`select id, vin, brand_id, command, bytes, received_at, reissue, tries, next_at from forwarding.waiting
    where target_id = ${targetId} and next_at <= ${tx.now}::timestamptz order by next_at, id limit ${limit}`);

export const dropWaiting = (tx: Tx, targetId: string, ids: readonly number[]): Promise<number> =>
  run(tx, sql`delete from forwarding.waiting where target_id = ${targetId} and id = any(${[...ids]}::bigint[])`);

/** Takes out what is too old to be sent any more, of all targets. */
export const takeExpired = (tx: Tx, before: Date): Promise<{ targetId: string; vin: string; brandId: string; receivedAt: Date }[]> =>
  many(tx, sql`delete from forwarding.waiting where received_at < ${before.toISOString()}::timestamptz returning target_id, vin, brand_id, received_at`);

export const countWaiting = (tx: Tx): Promise<{ targetId: string; count: number; oldestAt: Date }[]> =>
  many(tx, sql`select target_id, count(*) as count, min(received_at) as oldest_at from forwarding.waiting group by target_id`);

// The proof -----------------------------------------------------------------------------------------------------------

export type Count = { vin: string; brandId: string; onDay: string; due: number; acknowledged: number; late: number; refused: number; expired: number };

export async function addCounts(tx: Tx, targetId: string, counts: readonly Count[]): Promise<void> {
  if (counts.length === 0) return;
  const rows = counts.map((c) => ({ vin: c.vin, brand_id: c.brandId, on_day: c.onDay, due: c.due, acknowledged: c.acknowledged, late: c.late, refused: c.refused, expired: c.expired }));
  await run(tx, sql`insert into forwarding.days as d (target_id, vin, brand_id, on_day, due, acknowledged, late, refused, expired)
    select ${targetId}, * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(vin text, brand_id text, on_day date, due bigint, acknowledged bigint, late bigint, refused bigint, expired bigint)
    on conflict (target_id, on_day, vin) do update set due = d.due + excluded.due, acknowledged = d.acknowledged + excluded.acknowledged, late = d.late + excluded.late,
      refused = d.refused + excluded.refused, expired = d.expired + excluded.expired`);
}

type Sums = Omit<Count, 'vin' | 'brandId' | 'onDay'>;
const sums = sql`sum(due)::bigint as due, sum(acknowledged)::bigint as acknowledged, sum(late)::bigint as late, sum(refused)::bigint as refused, sum(expired)::bigint as expired`;

export const daySums = (tx: Tx, targetId: string, fromDay: string): Promise<(Sums & { onDay: string; vehicles: number })[]> =>
  many(tx, sql`select on_day, count(*) as vehicles, ${sums} from forwarding.days where target_id = ${targetId} and on_day >= ${fromDay}::date group by on_day order by on_day desc`);

/** Cars of a day, those with something missing first. */
export const dayOf = (tx: Tx, targetId: string, onDay: string, limit: number): Promise<(Sums & { vin: string })[]> =>
  many(tx, sql`select vin, due, acknowledged, late, refused, expired from forwarding.days where target_id = ${targetId} and on_day = ${onDay}::date
    order by due - acknowledged desc, vin limit ${limit}`);

export const forgetDays = (tx: Tx, before: string): Promise<number> => run(tx, sql`delete from forwarding.days where on_day < ${before}::date`);
