// Feeds every frame of every registered car to the battery library, part by part, behind telemetry.
// F1 a frame is heard once: what a state has heard is written with it (fed_to), the cursor moves only past what is written, and a
// process that takes a part over passes by what states have heard; F2 evidence is written in the transaction in which it was
// found; F3 a state is written when something was found, and every few minutes otherwise: it is 50 KB, a frame is 1;
// F4 one process at a time: each turn counts, and a memory of another turn is thrown away; F5 a state of another version of the
// library hears nothing until it is rebuilt from the history, so that nothing is heard by half.
import { observe, type Evidence } from '@careloop/battery';
import { system } from '#platform/actor';
import { log } from '#platform/log';
import { holdCursor, moveCursor } from '#platform/stream/cursors';
import { allParts, type VehicleStream } from '#platform/stream/stream';
import { unitOfWork, type Tx, type World } from '#platform/tx';
import { rowsBehind, type BehindRow } from '#telemetry';
import { carryOut } from './carry-out.ts';
import { frameOf, tellsOfBattery } from './frames.ts';
import { keptFor, saveKept, type Kept } from './keep-state.ts';
import { noteSaidCodes } from './said-codes.ts';

export const batteryReader = 'batteries';

/** What this process remembers of a part: where it stands, and the batteries it met there. */
type Memory = { turn: number; position: number; savedAtMs: number; cars: Map<string, Kept> };
const memories = new WeakMap<VehicleStream, Map<number, Memory>>();
const carsMost = 600;

const memoriesOf = (stream: VehicleStream): Map<number, Memory> => {
  const known = memories.get(stream) ?? new Map<number, Memory>();
  memories.set(stream, known);
  return known;
};
/** Throws away what is remembered of parts: another process may read them now. */
export const forgetParts = (stream: VehicleStream, parts: readonly number[] = allParts): void => {
  for (const part of parts) memoriesOf(stream).delete(part);
};

function hear(kept: Kept, rows: readonly BehindRow[]): Evidence[] {
  const found: Evidence[] = [];
  for (const { row } of rows) {
    if (row.sequence <= kept.fedTo || !tellsOfBattery(row)) continue; // F1
    try {
      found.push(...observe(kept.state, frameOf(row)));
    } catch (error) {
      log.error({ err: error, vin: row.vin, frame: row.sequence }, 'a frame could not be heard by the battery library and is passed by');
    }
    kept.frames++;
    kept.dirty = true;
    kept.fedTo = row.sequence;
  }
  return found;
}

/** Brings states of cars that are not in memory; asks for those it has, that brand, model or owner may have changed, only at a save. */
async function bring(tx: Tx, memory: Memory, vins: readonly string[]): Promise<void> {
  const missing = vins.filter((vin) => !memory.cars.has(vin));
  for (const [vin, kept] of await keptFor(tx, missing)) memory.cars.set(vin, kept);
}

async function save(tx: Tx, which: readonly Kept[]): Promise<void> {
  await saveKept(tx, which);
  for (const one of which) one.dirty = false;
}

/** Hears rows in the order of the stream; writes what was found, and answers whether anything is left unwritten. */
async function hearAll(tx: Tx, memory: Memory, rows: readonly BehindRow[]): Promise<void> {
  const byVin = Map.groupBy(rows, ({ row }) => row.vin);
  await bring(tx, memory, [...byVin.keys()]);
  await noteSaidCodes(tx, rows);
  const telling: Kept[] = [];
  for (const [vin, own] of byVin) {
    const kept = memory.cars.get(vin);
    if (kept === undefined || kept.outdated) continue; // F5
    kept.car = { ...kept.car, ...(own.at(-1) as BehindRow).of };
    const found = hear(kept, own);
    if (found.length === 0) continue;
    await carryOut(tx, kept.car, kept.state, found);
    telling.push(kept);
  }
  await save(tx, telling); // F2
}

export type Followed = { frames: number; saved: number; busy: boolean; more: boolean };

async function follow(tx: Tx, part: number, options: { limit: number; saveEveryMs: number }): Promise<Followed & { memory?: Memory }> {
  const cursor = await holdCursor(tx, batteryReader, part);
  if (cursor === undefined) return { frames: 0, saved: 0, busy: true, more: false };
  const known = memoriesOf(tx.stream).get(part);
  const memory: Memory = known?.turn === cursor.turn ? known : { turn: cursor.turn, position: cursor.position, savedAtMs: tx.now.getTime(), cars: new Map() }; // F4
  memoriesOf(tx.stream).delete(part); // until this transaction has committed, nothing is remembered
  const { rows, to, more } = await rowsBehind(tx, batteryReader, part, memory.position, options.limit);
  if (rows.length > 0) await hearAll(tx, memory, rows);
  const dirty = [...memory.cars.values()].filter((one) => one.dirty);
  const due = tx.now.getTime() - memory.savedAtMs >= options.saveEveryMs || (memory.cars.size > carsMost && dirty.length > 0); // F3
  if (due && dirty.length > 0) await save(tx, dirty);
  const moved = due || dirty.length === 0 ? to : cursor.position; // F1
  if (rows.length > 0 || moved > cursor.position) await moveCursor(tx, batteryReader, part, moved);
  else return { frames: 0, saved: 0, busy: false, more: false, memory };
  const cars = memory.cars.size > carsMost ? new Map<string, Kept>() : memory.cars;
  return { frames: rows.length, saved: due ? dirty.length : 0, busy: false, more, memory: { turn: cursor.turn + 1, position: to, savedAtMs: due || dirty.length === 0 ? tx.now.getTime() : memory.savedAtMs, cars } };
}

/** Follows a part for one turn. A turn that fails is undone with its transaction, and its memory with it. */
export async function followPart(world: World, part: number, options: { limit?: number; saveEveryMs?: number } = {}): Promise<Followed> {
  const { memory, ...followed } = await unitOfWork(world, system('batteries'), (tx) => follow(tx, part, { limit: options.limit ?? 2_000, saveEveryMs: options.saveEveryMs ?? 300_000 }));
  if (memory !== undefined) memoriesOf(world.stream).set(part, memory);
  return followed;
}

/** Follows until nothing waits and everything is written; answers how many frames were heard of. For tests and the end of a process. */
export async function followAll(world: World, saveEveryMs = 0): Promise<number> {
  let total = 0;
  for (const part of allParts) {
    for (let more = true; more; ) {
      const turn = await followPart(world, part, { saveEveryMs });
      total += turn.frames;
      more = turn.more;
    }
  }
  return total;
}
