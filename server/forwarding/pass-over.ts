// A target that nobody passes on to (no process runs forwarding, or it cannot keep up) does not hold the journal for ever:
// what it has not read within seven days is owed no more.
// O1 every frame that is passed over and was due is counted as due and as expired, by car and day, before the journal may
// forget it; O2 counting and moving on are one transaction, and wait for whoever reads the part at this moment.
import { holdCursor, moveCursor } from '#platform/stream/cursors';
import { allParts } from '#platform/stream/stream';
import type { Tx } from '#platform/tx';
import { counted, dueOf } from './forward.ts';
import { addCounts, allTargets } from './store.ts';
import { readerOf, type Target } from './target.ts';

const framesAtOnce = 5_000;
/** A round stops here; the next one, a minute later, goes on. */
const framesMost = 500_000;

/** Passes over what a part has from before a moment, up to `most` frames; answers how many. */
async function passOverPart(tx: Tx, target: Target, part: number, before: Date, most: number): Promise<number> {
  const reader = readerOf(target.id);
  const cursor = await holdCursor(tx, reader, part);
  let [position, passed] = [cursor?.position ?? 0, 0];
  while (cursor !== undefined && passed < most) {
    const read = await tx.stream.read(tx, reader, part, position, framesAtOnce);
    const young = read.findIndex((frame) => frame.receivedAt >= before);
    const old = young < 0 ? read : read.slice(0, young);
    const last = old.at(-1);
    if (last === undefined) break;
    await addCounts(tx, target.id, counted((await dueOf(tx, target, old)).map((frame) => ({ ...frame, adds: { due: 1, expired: 1 } })))); // O1
    position = last.id;
    passed += old.length;
    if (young >= 0) break;
  }
  if (passed > 0) await moveCursor(tx, reader, part, position); // O2
  tx.stream.letGo(reader, part);
  return passed;
}

/** Passes over what no target has read since before a moment. */
export async function passOver(tx: Tx, before: Date): Promise<void> {
  let left = framesMost;
  for (const target of (await allTargets(tx)).filter((one) => one.enabled)) {
    const own = left;
    for (const part of await tx.stream.waiting(tx, readerOf(target.id), allParts)) if (left > 0) left -= await passOverPart(tx, target, part, before, left);
    if (left < own) tx.announce({ topic: 'forwarding', id: target.id });
  }
}
