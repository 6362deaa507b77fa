// The stream as a journal in the database: each batch of a gateway becomes one segment per part, read in order.
// J1 a frame is in the journal when the transaction that appended it has committed, and never half;
// J2 what this process has appended lately is not appended again;
// J3 ids become visible in rising order, so a reader that remembers its position misses nothing.
import { many, maybe, run, sql } from '../database.ts';
import type { Tx } from '../tx.ts';
import { createRecent } from './recent.ts';
import { packFrames, unpackFrames } from './segment.ts';
import { partOf, type IncomingFrame, type JournalFrame, type VehicleStream } from './stream.ts';

export type { Edition, IncomingFrame, JournalFrame } from './stream.ts';

type At = Pick<Tx, 'db'>;

/** A position is the segment and the place in it; the last frame of a segment has the last place. */
const places = 65_536;
const firstSegmentAfter = (position: number): number => Math.floor((position + 1) / places);

/** Appends frames in their order; answers how many. */
export async function appendFrames(tx: At, frames: readonly IncomingFrame[]): Promise<number> {
  if (frames.length === 0) return 0;
  const byPart = [...Map.groupBy(frames, (frame) => partOf(frame.vin))].flatMap(([part, own]) => {
    const pieces: { part: number; count: number; body: Buffer }[] = [];
    for (let from = 0; from < own.length; from += places - 1) {
      const piece = own.slice(from, from + places - 1);
      pieces.push({ part, count: piece.length, body: packFrames(piece) });
    }
    return pieces;
  });
  const newest = Math.max(...frames.map((frame) => frame.receivedAt.getTime()));
  await run(tx, sql`select platform.append_frames(${`{${byPart.map((each) => each.part).join(',')}}`}::int[], ${`{${byPart.map((each) => each.count).join(',')}}`}::int[],
    ${`{${byPart.map((each) => each.body.length).join(',')}}`}::int[], ${new Date(newest).toISOString()}::timestamptz, ${Buffer.concat(byPart.map((each) => each.body))}::bytea)`);
  return frames.length;
}

/** The frames of a part after a position, oldest first. */
export async function readFrames(tx: At, part: number, after: number, limit: number): Promise<JournalFrame[]> {
  const from = firstSegmentAfter(after);
  const skipped = after >= from * places ? after - from * places + 1 : 0;
  const segments = await many<{ id: number; body: Uint8Array }>(tx, sql`select id, body from (
    select id, body, sum(frames) over (order by id) - frames as before from (
      select id, frames, body from platform.journal where part = ${part}::int and id >= ${from} order by id limit ${limit + skipped}) next) counted
    where before < ${limit + skipped} order by id`);
  return framesIn(segments).filter((frame) => frame.id > after).slice(0, limit);
}

function framesIn(segments: readonly { id: number; body: Uint8Array }[]): JournalFrame[] {
  const frames: JournalFrame[] = [];
  for (const segment of segments) {
    const packed = unpackFrames(segment.body);
    for (const [place, frame] of packed.entries()) frames.push({ ...frame, id: segment.id * places + (place === packed.length - 1 ? places - 1 : place) });
  }
  return frames;
}

/** The newest frames of a part, in whole segments, oldest first. */
async function newestFrames(tx: At, part: number, count: number): Promise<JournalFrame[]> {
  return framesIn(await many<{ id: number; body: Uint8Array }>(tx, sql`select id, body from (
    select id, body, sum(frames) over (order by id desc) - frames as before from (
      select id, frames, body from platform.journal where part = ${part}::int order by id desc limit ${count}) next) counted
    where before < ${count} order by id`));
}

/** How many frames wait for a reader, in whole segments. */
async function waitingFrames(tx: At, reader: string): Promise<number> {
  const row = await maybe<{ count: number | null }>(tx, sql`select sum(j.frames) as count from platform.cursors c
    join platform.journal j on j.part = c.part and j.id >= (c.position + 1) / ${places}::bigint where c.reader = ${reader}`);
  return row?.count ?? 0;
}

const waitingParts = async (tx: At, reader: string, parts: readonly number[]): Promise<number[]> =>
  (await many<{ part: number }>(tx, sql`select c.part from platform.cursors c where c.reader = ${reader} and c.part = any(${`{${parts.join(',')}}`}::int[])
    and exists (select 1 from platform.journal j where j.part = c.part and j.id >= (c.position + 1) / ${places}::bigint) order by c.moved_at`)).map((row) => row.part);

/** Forgets whole segments that were read up to `upTo` and came before `receivedBefore`. */
const pruneJournal = (tx: At, part: number, upTo: number, receivedBefore: Date, limit: number): Promise<number> =>
  run(tx, sql`delete from platform.journal where part = ${part}::int and id in (
    select id from platform.journal where part = ${part}::int and id < ${firstSegmentAfter(upTo)} and received_at < ${receivedBefore.toISOString()}::timestamptz
    order by id limit ${limit}) returning id`);

/** The stream of a house that has nothing but its database. */
export function databaseStream(): VehicleStream {
  const recent = createRecent();
  const listeners = new Set<() => void>();
  return {
    engine: 'database',
    async append(world, frames) {
      const fresh = recent.unknown(frames); // J2
      if (fresh.length === 0) return;
      await world.database.transaction({}, (db) => appendFrames({ db }, fresh));
      recent.remember(fresh);
      for (const heard of listeners) heard();
    },
    waiting: waitingParts,
    read: (tx, _reader, part, after, limit) => readFrames(tx, part, after, limit),
    newest: newestFrames,
    behind: waitingFrames,
    forget: pruneJournal,
    letGo: () => undefined,
    onArrival(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    close: async () => undefined,
  };
}
