// Where each reader of the stream stands in each part, and which process reads which parts.
// C1 a part is read by whoever holds its cursor's row, inside the transaction that moves it: a killed reader's work is
// undone with its transaction, and nothing counts twice; C2 workers share the parts evenly, each with a lease; the parts
// of one that is gone are free when its lease ends, and a newcomer is given its share within seconds.
import { many, maybe, run, sql, type Database } from '../database.ts';
import type { Tx } from '../tx.ts';
import { allParts, partsCount } from './stream.ts';

export type Cursor = { part: number; position: number; movedAt: Date };

/** Holds the cursor of a part until the transaction ends; undefined when another process holds it. (C1) */
export const holdCursor = (tx: Tx, reader: string, part: number): Promise<{ position: number; turn: number } | undefined> =>
  maybe(tx, sql`select position, turn from platform.cursors where reader = ${reader} and part = ${part}::int for update skip locked`);

/** Moves a cursor that is held, and counts its turn up. */
export const moveCursor = (tx: Tx, reader: string, part: number, position: number): Promise<number> =>
  run(tx, sql`update platform.cursors set position = greatest(position, ${position}), turn = turn + 1, moved_at = ${tx.now.toISOString()}::timestamptz
    where reader = ${reader} and part = ${part}::int returning 1`);

/** Holds the cursors of parts until the transaction ends, waiting for readers in the middle of a batch. */
export const holdCursors = (tx: Tx, reader: string, parts: readonly number[]): Promise<unknown> =>
  many(tx, sql`select part from platform.cursors where reader = ${reader} and part = any(${`{${parts.join(',')}}`}::int[]) order by part for update`);

/** Counts turns up without moving: what a reader remembers of these parts is read again. */
export const countTurns = (tx: Tx, reader: string, parts: readonly number[]): Promise<number> =>
  run(tx, sql`update platform.cursors set turn = turn + 1 where reader = ${reader} and part = any(${`{${parts.join(',')}}`}::int[])`);

export const cursorsOf = (tx: Tx, reader: string): Promise<Cursor[]> =>
  many(tx, sql`select part, position, moved_at from platform.cursors where reader = ${reader} order by part`);

/** Up to where every reader has read a part. */
export const readByAll = (tx: Tx): Promise<{ part: number; position: number }[]> =>
  many(tx, sql`select part, min(position) as position from platform.cursors group by part order by part`);

/** Makes sure a reader has a cursor in every part; a new one starts at the oldest frame there is. */
export const enrol = (at: { db: Tx['db'] }, reader: string): Promise<number> =>
  run(at, sql`insert into platform.cursors (reader, part, position, moved_at) select ${reader}, part, 0, now()
    from unnest(${`{${allParts.join(',')}}`}::int[]) as part on conflict do nothing`);

/** A reader that reads no more: nothing is kept for it from now on. Answers where it stood. */
export const dismiss = (tx: Tx, reader: string): Promise<{ part: number; position: number }[]> =>
  many(tx, sql`delete from platform.cursors where reader = ${reader} returning part, position`);

const leaseSeconds = 8;
const aliveSeconds = 6;
/** How often a worker says that it is there. */
export const shareEveryMs = 1_500;

/** Says that a worker is there, gives up what is beyond its share and takes what is free; answers the parts it reads. (C2) */
export function takeShare(database: Database, reader: string, worker: string): Promise<number[]> {
  return database.transaction({}, async (db) => {
    const at = { db };
    await run(at, sql`select pg_advisory_xact_lock(hashtext(${`share ${reader}`}))`);
    await run(at, sql`insert into platform.stream_workers (reader, worker, seen_at) values (${reader}, ${worker}, now()) on conflict (reader, worker) do update set seen_at = now()`);
    await run(at, sql`delete from platform.stream_workers where reader = ${reader} and seen_at < now() - make_interval(secs => ${aliveSeconds})`);
    const workers = await many<{ worker: string }>(at, sql`select worker from platform.stream_workers where reader = ${reader} order by worker`);
    const rank = workers.findIndex((each) => each.worker === worker);
    const share = Math.floor(partsCount / workers.length) + (rank < partsCount % workers.length ? 1 : 0);
    const leases = await many<{ part: number; mine: boolean; free: boolean }>(at, sql`select c.part, coalesce(l.held_by = ${worker}, false) as mine,
      (l.held_until is null or l.held_until < now()) as free
      from platform.cursors c left join platform.stream_leases l on l.reader = c.reader and l.part = c.part where c.reader = ${reader} order by c.part`);
    const mine = leases.filter((lease) => lease.mine).slice(0, share);
    const free = leases.filter((lease) => !lease.mine && lease.free).slice(0, Math.max(0, share - mine.length));
    const parts = [...mine, ...free].map((lease) => lease.part);
    await run(at, sql`delete from platform.stream_leases where reader = ${reader} and held_by = ${worker} and not part = any(${`{${parts.join(',')}}`}::int[])`);
    await run(at, sql`insert into platform.stream_leases (reader, part, held_by, held_until)
      select ${reader}, part, ${worker}, now() + make_interval(secs => ${leaseSeconds}) from unnest(${`{${parts.join(',')}}`}::int[]) as part
      on conflict (reader, part) do update set held_by = excluded.held_by, held_until = excluded.held_until`);
    return parts.sort((a, b) => a - b);
  });
}

/** A worker that stops gives its parts back at once. */
export async function leaveShare(database: Database, reader: string, worker: string): Promise<void> {
  await database.query(sql`delete from platform.stream_workers where reader = ${reader} and worker = ${worker}`);
  await database.query(sql`delete from platform.stream_leases where reader = ${reader} and held_by = ${worker}`);
}
