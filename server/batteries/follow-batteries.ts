// Feeds every frame of every registered car to the battery library, part by part, behind telemetry.
// F1 a frame is heard once: what a state has heard is written with it (fed_to), the cursor moves only past what is written, and a
// process that takes a part over passes by what states have heard; F2 evidence is written in the transaction in which it was
// found; F3 a state (50 KB, a frame is 1) is written when something was found, and otherwise in its turn, a few at each look, so that
// writing is never one burst; F4 one process at a time: each turn counts, and a memory of another turn is thrown away; F5 a state of
// another version of the library hears nothing until it is rebuilt from the history, so that nothing is heard by half.
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
import { judgeByFleet } from './learn-limits.ts';
import { noteSaidCodes } from './said-codes.ts';

export const batteryReader = 'batteries';

/**
 * What this process remembers of a part: where it stands, and the batteries it met there. A part with more cars than fit is heard
 * for a while, then put away (everything written and forgotten), and left to gather before it is heard again.
 */
type Memory = { turn: number; position: number; savedAtMs: number; cars: Map<string, Kept>; puttingAway: boolean; restsUntilMs: number };
const memories = new WeakMap<VehicleStream, Map<number, Memory>>();
/** States written in one turn; the rest have theirs in the next. */
const writtenAtOnce = 100;
const gatherMs = 300_000;
/** Every state is written within this time; more cars have more of it, so that writing costs a car no more. */
const saveEvery = (cars: number): number => (cars <= 100 ? 300_000 : 1_800_000);
/** How it is followed; `saveEveryMs` 0: everything is written at once. */
export type Following = { limit?: number; saveEveryMs?: number; carsMost?: number };

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
    kept.unwrittenFrom ??= row.sequence;
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
  for (let from = 0; from < which.length; from += writtenAtOnce) await saveKept(tx, which.slice(from, from + writtenAtOnce));
  for (const one of which) one.unwrittenFrom = undefined;
}

/** Hears rows in the order of the stream; writes what was found, and answers whether anything is left unwritten. */
async function hearAll(tx: Tx, memory: Memory, rows: readonly BehindRow[]): Promise<void> {
  const byVin = Map.groupBy(rows, ({ row }) => row.vin);
  await bring(tx, memory, [...byVin.keys()]);
  await noteSaidCodes(tx, rows);
  await judgeByFleet(tx, [...byVin.keys()].flatMap((vin) => memory.cars.get(vin) ?? []));
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

const unwritten = (memory: Memory): Kept[] =>
  [...memory.cars.values()].filter((one) => one.unwrittenFrom !== undefined).sort((a, b) => (a.unwrittenFrom as number) - (b.unwrittenFrom as number));

/** The states whose turn it is to be written, those that have waited longest first. (F3) */
function due(memory: Memory, nowMs: number, { saveEveryMs = saveEvery(memory.cars.size) }: Following): Kept[] {
  const waiting = unwritten(memory);
  if (saveEveryMs === 0) return waiting;
  if (memory.puttingAway) return waiting.slice(0, writtenAtOnce);
  const share = Math.floor(memory.cars.size * Math.min(1, (nowMs - memory.savedAtMs) / saveEveryMs));
  if (share > 0) memory.savedAtMs = nowMs;
  return waiting.slice(0, Math.min(share, writtenAtOnce));
}

const freshMemory = (cursor: { turn: number; position: number }, nowMs: number): Memory =>
  ({ turn: cursor.turn, position: cursor.position, savedAtMs: nowMs, cars: new Map(), puttingAway: false, restsUntilMs: 0 });

async function follow(tx: Tx, part: number, how: Following): Promise<Followed & { memory?: Memory }> {
  const cursor = await holdCursor(tx, batteryReader, part);
  if (cursor === undefined) return { frames: 0, saved: 0, busy: true, more: false };
  const nowMs = tx.now.getTime();
  const known = memoriesOf(tx.stream).get(part);
  const memory: Memory = known?.turn === cursor.turn ? known : freshMemory(cursor, nowMs); // F4
  memoriesOf(tx.stream).delete(part); // until this transaction has committed, nothing is remembered
  const { rows, to, more } = memory.puttingAway ? { rows: [], to: memory.position, more: false } : await rowsBehind(tx, batteryReader, part, memory.position, how.limit ?? 2_000);
  if (rows.length > 0) await hearAll(tx, memory, rows);
  const carsMost = how.carsMost ?? 600;
  memory.puttingAway = !more && memory.cars.size > carsMost;
  const writing = due(memory, nowMs, how);
  await save(tx, writing);
  const oldest = unwritten(memory)[0]?.unwrittenFrom;
  const moved = Math.max(cursor.position, oldest === undefined ? to : oldest - 1); // F1
  if (rows.length === 0 && writing.length === 0 && moved === cursor.position && to === memory.position) return { frames: 0, saved: 0, busy: false, more, memory };
  await moveCursor(tx, batteryReader, part, moved);
  const away = memory.puttingAway && oldest === undefined;
  const next: Memory = { ...memory, turn: cursor.turn + 1, position: to, ...(away ? { cars: new Map(), puttingAway: false, restsUntilMs: nowMs + gatherMs } : {}) };
  return { frames: rows.length, saved: writing.length, busy: false, more: more || (memory.puttingAway && !away), memory: next };
}

/** Follows a part for one turn. A turn that fails is undone with its transaction, and its memory with it. */
export async function followPart(world: World, part: number, how: Following = {}): Promise<Followed> {
  const rests = (memoriesOf(world.stream).get(part)?.restsUntilMs ?? 0) > world.clock().getTime();
  if (rests && how.saveEveryMs !== 0) return { frames: 0, saved: 0, busy: false, more: false };
  const { memory, ...followed } = await unitOfWork(world, system('batteries'), (tx) => follow(tx, part, how));
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
