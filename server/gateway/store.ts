// Every SQL statement of the gateway; the journal itself is the platform's stream.
import { many, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';

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
