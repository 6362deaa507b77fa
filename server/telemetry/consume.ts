// Reads the vehicle stream on, part by part, in batches: frames become readings, latest states, strangers and counted
// defects, and observers (alerts) see what is new, all in the transaction that moves the part's cursor.
// C1 a batch counts whole or not at all, so a killed process repeats it and doubles nothing; C2 one reader of a part at a time;
// C3 vehicles on no register are kept apart with their frames, and read in order once they are registered;
// C4 what cannot be understood is counted with its reason and stops nothing; C5 one effect per vehicle, moment and item,
// however often a frame is in the stream.
import { isSealed, trustOfCars, type Trust } from '#gateway';
import { system } from '#platform/actor';
import { holdCursor, moveCursor } from '#platform/stream/cursors';
import { allParts, type JournalFrame } from '#platform/stream/stream';
import { unitOfWork, type Tx, type World } from '#platform/tx';
import { eventTime } from './event-time.ts';
import { keepFaults } from './fault-codes.ts';
import { keepReadings } from './keep-readings.ts';
import { keepStrangers } from './keep-strangers.ts';
import { keepForHistory } from './history-store.ts';
import { knownVehicles, type Known } from './known-vehicles.ts';
import { moveStates, signsOf, type Sign } from './move-states.ts';
import { mayTellOfNow, measuredFields, type Measured, type Reading } from './reading.ts';
import { reader } from './readers.ts';
import { remembered, type Turn } from './remembered.ts';
import { adoptedParts, countDefects, markHeard, takeAdoptedFrames, type Defect } from './store.ts';
import { understand, type Understood } from './understand.ts';

/**
 * Sees the readings of each batch that were not known before (there may be none), each vehicle's in the order of time, inside
 * the reader's transaction; may answer what to call once that is committed.
 */
export type Observer = (tx: Tx, readings: readonly Reading[], turn: Turn) => Promise<void | (() => void)>;
export type Consumed = { frames: number; readings: number; busy: boolean };

export type Read = { frame: JournalFrame; understood: Understood; of: Known };

function understandSafely(bytes: Uint8Array, trust: Trust): Understood {
  try {
    return understand(bytes, trust);
  } catch {
    return { does: 'nothing', defects: ['decoderFailed'] };
  }
}

const saysAnything = (measured: Measured): boolean => {
  for (const field of measuredFields) if (measured[field] !== null) return true;
  return false;
};

/** The readings a batch brings, before they are compared with what is known. */
function incoming(batch: readonly Read[]): Reading[] {
  const taken = new Set<string>();
  return batch.flatMap(({ frame, understood, of }) => {
    if (understood.does !== 'report' || !saysAnything(understood.measured)) return [];
    let { at, clock } = eventTime(understood.saidAt, frame.receivedAt);
    // Vehicles without a believable clock may report twice in one millisecond of ours; each report keeps its own place.
    while (clock !== 'good' && taken.has(`${frame.vin} ${at.getTime()}`)) at = new Date(at.getTime() + 1);
    taken.add(`${frame.vin} ${at.getTime()}`);
    const signature = understood.signature === 'none' ? null : understood.signature;
    return [{ ...understood.measured, vin: frame.vin, at, clock, receivedAt: frame.receivedAt, reissued: understood.reissued, signature, ...of }];
  });
}

const announced = new Map<string, number>();

/** Tells open screens, at most once per vehicle and second. */
function announce(tx: Tx, signs: ReadonlyMap<string, Sign>): void {
  if (announced.size > 100_000) announced.clear();
  for (const [vin, sign] of signs) {
    const last = announced.get(vin);
    if (last !== undefined && Math.abs(tx.now.getTime() - last) < 1000) continue;
    announced.set(vin, tx.now.getTime());
    tx.announce({ topic: 'telemetry', id: vin, brandId: sign.of.brandId, ownerId: sign.of.ownerId });
  }
}

function defectsOf(batch: readonly { frame: JournalFrame; understood: Understood }[]): Defect[] {
  const counted = new Map<string, Defect>();
  for (const { frame, understood } of batch) {
    const clock = understood.does === 'report' ? eventTime(understood.saidAt, frame.receivedAt).clock : 'good';
    for (const reason of clock === 'good' ? understood.defects : [...understood.defects, clock === 'ahead' ? 'clockAhead' : 'clockAbsurd']) {
      const key = `${frame.vin} ${reason} ${new Date(frame.receivedAt.getTime() + 28_800_000).toISOString().slice(0, 10)}`;
      counted.set(key, { vin: frame.vin, reason, at: frame.receivedAt, bytes: frame.bytes, count: (counted.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counted.values()];
}

const nameOf = (frame: JournalFrame): string => `${frame.vin} ${Buffer.from(frame.sha).toString('hex')}`;

/** Leaves out frames heard before whose effect no moment tells apart: defects, and reports without a believable clock. (C5) */
async function withoutRepeats(tx: Tx, batch: readonly Read[]): Promise<readonly Read[]> {
  const nameless = batch.filter(({ frame, understood }) => understood.defects.length > 0
    || (understood.does === 'report' && eventTime(understood.saidAt, frame.receivedAt).clock !== 'good'));
  if (nameless.length === 0) return batch;
  const fresh = await markHeard(tx, nameless.map(({ frame }) => frame));
  const asked = new Set(nameless.map(({ frame }) => nameOf(frame)));
  return batch.filter(({ frame }) => {
    const name = asked.size > 0 ? nameOf(frame) : '';
    return !asked.has(name) || fresh.delete(name); // of two alike in one batch, the first counts
  });
}

/** Reads frames by what is known of their cars; keys are asked for where a frame is sealed or signed, and nowhere else. */
async function readAll(tx: Tx, frames: readonly JournalFrame[], known: ReadonlyMap<string, Known>): Promise<Read[]> {
  const trustOf = await trustOfCars(tx, []);
  const reads = frames.flatMap((frame): Read[] => {
    const of = known.get(frame.vin);
    return of === undefined ? [] : [{ frame, of, understood: understandSafely(frame.bytes, trustOf(frame.vin, frame.receivedAt)) }];
  });
  const secured = reads.filter(({ frame, understood }) => isSealed(frame.bytes) || (understood.does === 'report' && understood.signature === 'noKey'));
  if (secured.length === 0) return reads;
  const keyedTrustOf = await trustOfCars(tx, [...new Set(secured.map(({ frame }) => frame.vin))]);
  for (const read of secured) read.understood = understandSafely(read.frame.bytes, keyedTrustOf(read.frame.vin, read.frame.receivedAt));
  return reads;
}

async function digest(tx: Tx, observers: readonly Observer[], part: number, limit: number): Promise<Consumed & { done?(): void }> {
  const cursor = await holdCursor(tx, reader, part);
  if (cursor === undefined) return { frames: 0, readings: 0, busy: true }; // C2
  const journal = await tx.stream.read(tx, reader, part, cursor.position, limit);
  const known = await knownVehicles(tx, journal.map((frame) => frame.vin));
  const adopted = await takeAdoptedFrames(tx, part, limit, [...known.keys()]);
  await keepForHistory(tx, part, adopted);
  for (const [vin, of] of await knownVehicles(tx, adopted.map((frame) => frame.vin))) known.set(vin, of);
  const frames = [...adopted, ...journal];
  if (frames.length === 0) return { frames: 0, readings: 0, busy: false };
  await keepStrangers(tx, frames.filter((frame) => !known.has(frame.vin)));
  const batch = await withoutRepeats(tx, await readAll(tx, frames, known));
  const fresh = await keepReadings(tx, incoming(batch));
  await keepFaults(tx, batch);
  const telling = fresh.filter(mayTellOfNow);
  const signs = signsOf(batch);
  const turn = { part, turn: cursor.turn };
  const afterwards = [await moveStates(tx, telling, signs, remembered(tx.stream, 'states', turn))];
  const defects = defectsOf(batch);
  if (defects.length > 0) await countDefects(tx, defects);
  for (const observe of observers) afterwards.push((await observe(tx, telling, turn)) ?? (() => undefined));
  announce(tx, signs);
  await moveCursor(tx, reader, part, journal.at(-1)?.id ?? cursor.position);
  return { frames: frames.length, readings: fresh.length, busy: false, done: () => afterwards.forEach((after) => after()) };
}

/** Reads one batch of a part. (C1) */
export async function consumePart(world: World, observers: readonly Observer[], part: number, limit: number): Promise<Consumed> {
  const { done, ...consumed } = await unitOfWork(world, system('telemetry'), (tx) => digest(tx, observers, part, limit));
  done?.();
  return consumed;
}

/** Of these parts, those in which frames wait to be read, or adopted vehicles. */
export async function waitingParts(world: World, parts: readonly number[] = allParts): Promise<number[]> {
  const at = { db: world.database };
  const adopted = await adoptedParts(at);
  return [...new Set([...(await world.stream.waiting(at, reader, parts)), ...adopted.filter((part) => parts.includes(part))])];
}

/** Reads one batch of the part that has waited longest. */
export async function consumeOnce(world: World, observers: readonly Observer[], limit = 500): Promise<Consumed> {
  const [part] = await waitingParts(world);
  return part === undefined ? { frames: 0, readings: 0, busy: false } : consumePart(world, observers, part, limit);
}

/** Reads until nothing waits; answers how many frames it read itself. */
export async function consumeAll(world: World, observers: readonly Observer[]): Promise<number> {
  for (let total = 0; ; ) {
    const parts = await waitingParts(world);
    if (parts.length === 0) return total;
    for (const part of parts) {
      const { frames, busy } = await consumePart(world, observers, part, 500);
      if (busy) await new Promise((resolve) => setTimeout(resolve, 20)); // another reader is at it
      total += frames;
    }
  }
}

/** Puts a part's next frame aside as unreadable, so that a bug met by one frame does not stop all vehicles; its bytes are kept. */
export const setAside = (world: World, part: number): Promise<void> =>
  unitOfWork(world, system('telemetry'), async (tx) => {
    const cursor = await holdCursor(tx, reader, part);
    if (cursor === undefined) return;
    const adopted = await takeAdoptedFrames(tx, part, 1);
    await keepForHistory(tx, part, adopted);
    const [frame] = adopted.length > 0 ? adopted : await tx.stream.read(tx, reader, part, cursor.position, 1);
    if (frame === undefined) return;
    await countDefects(tx, [{ vin: frame.vin, reason: 'readingFailed', at: frame.receivedAt, bytes: frame.bytes, count: 1 }]);
    await moveCursor(tx, reader, part, adopted.length === 0 ? frame.id : cursor.position);
  });
