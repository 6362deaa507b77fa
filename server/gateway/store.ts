// Every SQL statement of the gateway about itself: what was turned away, the running gateways, platforms, bans. The
// journal is the platform's stream; what goes out to cars is in dispatch-store.ts.
import { many, maybe, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Ban } from './bans.ts';
import type { Platform } from './platform.ts';

export type Rejected = { receivedAt: Date; connectionId: string; peer: string; vin: string | null; reason: string; bytes: Uint8Array };

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

export async function keepRejected(tx: Tx, rejected: readonly Rejected[]): Promise<void> {
  if (rejected.length === 0) return;
  await run(tx, sql`insert into gateway.rejected_frames (received_at, connection_id, peer, vin, reason, bytes)
    select received_at, connection_id, peer, vin, reason, decode(bytes, 'base64')
    from jsonb_to_recordset(${JSON.stringify(rejected.map((each) => ({ received_at: each.receivedAt, connection_id: each.connectionId, peer: each.peer, vin: each.vin, reason: each.reason, bytes: base64(each.bytes) })))}::jsonb)
      as r(received_at timestamptz, connection_id text, peer text, vin text, reason text, bytes text)`);
}

export const lastRejected = (tx: Tx, limit: number): Promise<(Rejected & { id: number })[]> =>
  many(tx, sql`select * from gateway.rejected_frames order by id desc limit ${limit}`);

/** Keeps the newest `most` rejected frames. */
export const pruneRejected = (tx: Tx, most: number): Promise<number> =>
  run(tx, sql`delete from gateway.rejected_frames where id <= (select max(id) from gateway.rejected_frames) - ${most}::bigint returning id`);

// The running gateways ------------------------------------------------------------------------------------------------

export type GatewayRow<State> = { id: string; startedAt: Date; seenAt: Date; state: State };

export const writeGateway = (tx: Tx, gateway: GatewayRow<unknown>): Promise<number> =>
  run(tx, sql`insert into gateway.gateways (id, started_at, seen_at, state) values (${gateway.id}, ${gateway.startedAt.toISOString()}::timestamptz,
      ${gateway.seenAt.toISOString()}::timestamptz, ${JSON.stringify(gateway.state)}::jsonb)
    on conflict (id) do update set seen_at = excluded.seen_at, state = excluded.state`);

export const gatewaysSince = <State>(tx: Tx, at: Date): Promise<GatewayRow<State>[]> =>
  many(tx, sql`select * from gateway.gateways where seen_at >= ${at.toISOString()}::timestamptz order by started_at, id`);

export const forgetGateways = (tx: Tx, before: Date): Promise<number> =>
  run(tx, sql`delete from gateway.gateways where seen_at < ${before.toISOString()}::timestamptz`);

export const forgetGateway = (tx: Tx, id: string): Promise<number> => run(tx, sql`delete from gateway.gateways where id = ${id}`);

/** Tells the gateways of other processes that these cars have logged in here. */
export const tellArrivals = (tx: Tx, gatewayId: string, vins: readonly string[]): Promise<unknown> =>
  many(tx, sql`select pg_notify('careloop_gateway', ${JSON.stringify({ gatewayId, vins })})`);

// Platforms -----------------------------------------------------------------------------------------------------------

const platformColumns = sql`id, name, user_name, brand_ids, vin_prefixes, disabled_at, login_on, login_serial, last_login_at, last_peer, refused_count, version`;

export const allPlatforms = (tx: Tx): Promise<Platform[]> => many(tx, sql`select ${platformColumns} from gateway.platforms order by added_at, id`);
export const platformById = (tx: Tx, id: string): Promise<Platform | undefined> => maybe(tx, sql`select ${platformColumns} from gateway.platforms where id = ${id}`);

export const platformByUser = (tx: Tx, userName: string): Promise<(Platform & { passwordHash: string }) | undefined> =>
  maybe(tx, sql`select ${platformColumns}, password_hash from gateway.platforms where user_name = ${userName}`);

type Said = Pick<Platform, 'name' | 'brandIds' | 'vinPrefixes'>;

/** Undefined when the user name is taken. */
export const insertPlatform = (tx: Tx, said: Said & { userName: string; passwordHash: string }): Promise<Platform | undefined> =>
  maybe(tx, sql`insert into gateway.platforms (id, name, user_name, password_hash, brand_ids, vin_prefixes, added_at)
    values (${newId()}, ${said.name}, ${said.userName}, ${said.passwordHash}, ${said.brandIds}::text[], ${said.vinPrefixes}::text[], ${tx.now}::timestamptz)
    on conflict (user_name) do nothing returning ${platformColumns}`);

/** Undefined when somebody else was faster. */
export const updatePlatform = (tx: Tx, id: string, version: number, to: Said & { disabledAt: Date | null; passwordHash: string | null }): Promise<Platform | undefined> =>
  maybe(tx, sql`update gateway.platforms set name = ${to.name}, brand_ids = ${to.brandIds}::text[], vin_prefixes = ${to.vinPrefixes}::text[],
      disabled_at = ${to.disabledAt?.toISOString() ?? null}::timestamptz, password_hash = coalesce(${to.passwordHash}::text, password_hash), version = version + 1
    where id = ${id} and version = ${version} returning ${platformColumns}`);

/** Tells the gateways that a platform has changed. */
export const tellPlatforms = (tx: Tx): Promise<unknown> => many(tx, sql`select pg_notify('careloop_gateway', 'platforms')`);

export const noteLogin = (tx: Tx, id: string, login: { on: string; serial: number; peer: string }): Promise<number> =>
  run(tx, sql`update gateway.platforms set login_on = ${login.on}::date, login_serial = ${login.serial}, last_login_at = ${tx.now}::timestamptz, last_peer = ${login.peer} where id = ${id}`);

export const noteRefusal = (tx: Tx, userName: string): Promise<number> =>
  run(tx, sql`update gateway.platforms set refused_count = refused_count + 1 where user_name = ${userName}`);

// Bans ----------------------------------------------------------------------------------------------------------------

const banColumns = sql`address, reason, times, banned_at, until, lifted_at, lifted_by`;

export const bansNow = (tx: Tx): Promise<Ban[]> =>
  many(tx, sql`select ${banColumns} from gateway.bans where until > ${tx.now}::timestamptz and lifted_at is null order by banned_at desc limit 1000`);

export const banOf = (tx: Tx, address: string): Promise<Ban | undefined> => maybe(tx, sql`select ${banColumns} from gateway.bans where address = ${address}`);

export const writeBan = (tx: Tx, ban: Pick<Ban, 'address' | 'reason' | 'times' | 'until'>): Promise<number> =>
  run(tx, sql`insert into gateway.bans (address, reason, times, banned_at, until) values (${ban.address}, ${ban.reason}, ${ban.times}, ${tx.now}::timestamptz, ${ban.until.toISOString()}::timestamptz)
    on conflict (address) do update set reason = excluded.reason, times = excluded.times, banned_at = excluded.banned_at, until = excluded.until, lifted_at = null, lifted_by = null`);

/** Undefined when the address is not shut out now. */
export const liftBanOf = (tx: Tx, address: string, by: string): Promise<Ban | undefined> =>
  maybe(tx, sql`update gateway.bans set lifted_at = ${tx.now}::timestamptz, lifted_by = ${by}
    where address = ${address} and lifted_at is null and until > ${tx.now}::timestamptz returning ${banColumns}`);

export const forgetBans = (tx: Tx, before: Date): Promise<number> => run(tx, sql`delete from gateway.bans where until < ${before.toISOString()}::timestamptz`);
