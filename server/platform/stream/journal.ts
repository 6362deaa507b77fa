// The stream of vehicle data, as a journal in the database: frames go in as they came, in batches, and are read in order.
// J1 a frame is in the journal when the transaction that appended it has committed, and never half;
// J2 the same content of the same vehicle is kept once;
// J3 ids become visible in rising order, so a reader that remembers the last id misses nothing.
import { many, run, sql } from '../database.ts';
import type { Tx } from '../tx.ts';

export type Edition = 2016 | 2025;

/** A frame as it came from a vehicle. */
export type IncomingFrame = {
  vin: string; edition: Edition; command: number;
  /** The first 16 bytes of the SHA-256 of `bytes`: its content's name. */
  sha: Uint8Array;
  bytes: Uint8Array; receivedAt: Date; connectionId: string;
};
export type JournalFrame = { id: number; vin: string; edition: Edition; command: number; bytes: Uint8Array; receivedAt: Date; connectionId: string };

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** Appends frames in their order; answers how many were new. */
export async function appendFrames(tx: Tx, frames: readonly IncomingFrame[]): Promise<number> {
  if (frames.length === 0) return 0;
  await run(tx, sql`select pg_advisory_xact_lock(hashtext('platform.journal'))`); // J3: one appender at a time
  return run(tx, sql`insert into platform.journal (vin, edition, command, sha, bytes, received_at, connection_id)
    select vin, edition, command, decode(sha, 'base64'), decode(bytes, 'base64'), received_at, connection_id
    from unnest(${frames.map((frame) => frame.vin)}::text[], ${frames.map((frame) => frame.edition)}::int[], ${frames.map((frame) => frame.command)}::int[],
      ${frames.map((frame) => base64(frame.sha))}::text[], ${frames.map((frame) => base64(frame.bytes))}::text[],
      ${frames.map((frame) => frame.receivedAt.toISOString())}::timestamptz[], ${frames.map((frame) => frame.connectionId)}::text[])
      with ordinality as f(vin, edition, command, sha, bytes, received_at, connection_id, place)
    order by place
    on conflict (vin, sha) do nothing returning id`);
}

/** The frames after `afterId`, oldest first. */
export const readFrames = (tx: Tx, afterId: number, limit: number): Promise<JournalFrame[]> =>
  many(tx, sql`select id, vin, edition, command, bytes, received_at, connection_id from platform.journal where id > ${afterId} order by id limit ${limit}`);

/** How many frames wait behind `afterId`, counting no further than `most`. */
export async function waitingFrames(tx: Tx, afterId: number, most: number): Promise<number> {
  const [row] = await many<{ count: number }>(tx, sql`select count(*) as count from (select 1 from platform.journal where id > ${afterId} limit ${most}) w`);
  return row?.count ?? 0;
}

/** Forgets frames that were read (`upToId`) and came before `receivedBefore`; at most `limit` of them. */
export const pruneJournal = (tx: Tx, upToId: number, receivedBefore: Date, limit: number): Promise<number> =>
  run(tx, sql`delete from platform.journal where id in (
    select id from (select id, received_at from platform.journal where id <= ${upToId} order by id limit ${limit}) oldest
    where received_at < ${receivedBefore.toISOString()}::timestamptz) returning id`);

const listeners = new Set<() => void>();

/** Calls `heard` whenever this process has appended; readers in other processes look again by the clock. */
export function onAppended(heard: () => void): () => void {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

/** To be called after the transaction that appended has committed. */
export function tellAppended(): void {
  for (const heard of listeners) heard();
}
