// Reads the journal on, in batches: frames become readings, latest states, strangers and counted defects, and observers
// (alerts) see what is new, all in the transaction that moves the cursor.
// C1 a batch counts whole or not at all, so a killed process repeats it and doubles nothing; C2 one reader at a time;
// C3 vehicles on no register are kept apart with their frames, and read in order once they are registered;
// C4 what cannot be understood is counted with its reason and stops nothing.
import { system } from '#platform/actor';
import { readFrames, type JournalFrame } from '#platform/stream/journal';
import { unitOfWork, type Tx, type World } from '#platform/tx';
import { eventTime } from './event-time.ts';
import { silenceMs, vehicleObserved } from './facts.ts';
import { knownVehicles, type Known } from './known-vehicles.ts';
import { latestOf, measuredFields, merged, type Reading } from './reading.ts';
import {
  adoptStrangers, countDefects, cursorOf, lockStream, moveCursor, readingsAt, statesOf, takeAdoptedFrames, writeReadings, writeStates,
  type Defect, type State,
} from './store.ts';
import { keepStrangers } from './keep-strangers.ts';
import { understand, type Understood } from './understand.ts';

/** Sees the readings that were not known before, each vehicle's in the order of time, inside the reader's transaction. */
export type Observer = (tx: Tx, readings: readonly Reading[]) => Promise<void>;
export type Consumed = { frames: number; readings: number; busy: boolean };

type Read = { frame: JournalFrame; understood: Understood; of: Known };
type Sign = { receivedAt: Date; loggedInAt: Date | null; loggedOutAt: Date | null; of: Known };

function understandSafely(bytes: Uint8Array): Understood {
  try {
    return understand(bytes);
  } catch {
    return { does: 'nothing', defects: ['decoderFailed'] };
  }
}

/** The readings a batch brings, before they are compared with what is known. */
function incoming(batch: readonly Read[]): Reading[] {
  const taken = new Set<string>();
  return batch.flatMap(({ frame, understood, of }) => {
    if (understood.does !== 'report' || measuredFields.every((field) => understood.measured[field] === null)) return [];
    let { at, clock } = eventTime(understood.saidAt, frame.receivedAt);
    // Vehicles without a believable clock may report twice in one millisecond of ours; each report keeps its own place.
    while (clock !== 'good' && taken.has(`${frame.vin} ${at.getTime()}`)) at = new Date(at.getTime() + 1);
    taken.add(`${frame.vin} ${at.getTime()}`);
    return [{ ...understood.measured, vin: frame.vin, at, clock, receivedAt: frame.receivedAt, reissued: understood.reissued, ...of }];
  });
}

const keyOf = (reading: { vin: string; at: Date }): string => `${reading.vin} ${reading.at.getTime()}`;

/** Keeps what is new and answers it, each vehicle's in the order of time. */
async function keepReadings(tx: Tx, readings: readonly Reading[]): Promise<Reading[]> {
  if (readings.length === 0) return [];
  const known = new Map((await readingsAt(tx, readings)).map((reading) => [keyOf(reading), reading]));
  const fresh = new Map<string, Reading>();
  for (const reading of readings) {
    const key = keyOf(reading);
    const earlier = known.get(key);
    const now = earlier === undefined ? reading : merged(earlier, reading);
    if (now === undefined) continue;
    known.set(key, now);
    fresh.set(key, now);
  }
  const ordered = [...fresh.values()].sort((a, b) => (a.vin === b.vin ? a.at.getTime() - b.at.getTime() : a.vin < b.vin ? -1 : 1));
  if (ordered.length > 0) await writeReadings(tx, ordered);
  return ordered;
}

/** When a vehicle was last heard, and its logins and logouts. */
function signsOf(batch: readonly Read[]): Map<string, Sign> {
  const signs = new Map<string, Sign>();
  const later = (a: Date | null, b: Date | null): Date | null => (a === null || (b !== null && b > a) ? b : a);
  for (const { frame, understood, of } of batch) {
    const before = signs.get(frame.vin) ?? { receivedAt: frame.receivedAt, loggedInAt: null, loggedOutAt: null, of };
    const saidAt = understood.does === 'nothing' ? null : eventTime(understood.saidAt, frame.receivedAt).at;
    signs.set(frame.vin, {
      of, receivedAt: later(before.receivedAt, frame.receivedAt) as Date,
      loggedInAt: understood.does === 'login' ? later(before.loggedInAt, saidAt) : before.loggedInAt,
      loggedOutAt: understood.does === 'logout' ? later(before.loggedOutAt, saidAt) : before.loggedOutAt,
    });
  }
  return signs;
}

/** The state after a reading; what an earlier owner's car knew of places is not the new owner's to see. */
function stateAfter(before: State | undefined, reading: Reading): State {
  const { at, reissued: _reissued, ...rest } = reading;
  const fresh: State = { ...rest, seenAt: at, loggedInAt: before?.loggedInAt ?? null, loggedOutAt: before?.loggedOutAt ?? null };
  if (before === undefined) return fresh;
  return latestOf(fresh, before.ownerId === reading.ownerId ? before : { ...before, lon: null, lat: null });
}

/** Moves the latest states on; a reading from before the known one leaves them alone. */
async function moveStates(tx: Tx, fresh: readonly Reading[], signs: ReadonlyMap<string, Sign>): Promise<void> {
  const states = new Map((await statesOf(tx, [...signs.keys()])).map((state) => [state.vin, state]));
  const moved = new Map<string, State>();
  for (const reading of fresh) {
    const before = moved.get(reading.vin) ?? states.get(reading.vin);
    if (before === undefined || reading.at >= before.seenAt) moved.set(reading.vin, stateAfter(before, reading));
  }
  for (const [vin, sign] of signs) {
    const before = states.get(vin);
    const state = moved.get(vin) ?? before;
    if (state === undefined) continue;
    const receivedAt = before !== undefined && before.receivedAt > sign.receivedAt ? before.receivedAt : sign.receivedAt;
    moved.set(vin, { ...state, ...sign.of, receivedAt, loggedInAt: sign.loggedInAt ?? state.loggedInAt, loggedOutAt: sign.loggedOutAt ?? state.loggedOutAt });
    if (before === undefined || receivedAt.getTime() - before.receivedAt.getTime() > silenceMs) {
      tx.tell(vehicleObserved({ vin, ...sign.of, at: state.seenAt.toISOString() }));
    }
  }
  if (moved.size > 0) await writeStates(tx, [...moved.values()]);
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

async function digest(tx: Tx, observers: readonly Observer[], limit: number): Promise<Consumed> {
  if (!(await lockStream(tx))) return { frames: 0, readings: 0, busy: true }; // C2
  const journal = await readFrames(tx, (await cursorOf(tx))?.position ?? 0, limit);
  const known = await knownVehicles(tx, journal.map((frame) => frame.vin));
  if (known.size > 0) await adoptStrangers(tx, [...known.keys()]);
  const adopted = await takeAdoptedFrames(tx, limit);
  for (const [vin, of] of await knownVehicles(tx, adopted.map((frame) => frame.vin))) known.set(vin, of);
  const frames = [...adopted, ...journal];
  if (frames.length === 0) return { frames: 0, readings: 0, busy: false };
  await keepStrangers(tx, frames.filter((frame) => !known.has(frame.vin)));
  const batch = frames.flatMap((frame): Read[] => {
    const of = known.get(frame.vin);
    return of === undefined ? [] : [{ frame, of, understood: understandSafely(frame.bytes) }];
  });
  const fresh = await keepReadings(tx, incoming(batch));
  const signs = signsOf(batch);
  await moveStates(tx, fresh, signs);
  const defects = defectsOf(batch);
  if (defects.length > 0) await countDefects(tx, defects);
  if (fresh.length > 0) for (const observe of observers) await observe(tx, fresh);
  announce(tx, signs);
  const last = journal.at(-1);
  if (last !== undefined) await moveCursor(tx, last.id);
  return { frames: frames.length, readings: fresh.length, busy: false };
}

/** Reads one batch. (C1) */
export const consumeOnce = (world: World, observers: readonly Observer[], limit = 500): Promise<Consumed> =>
  unitOfWork(world, system('telemetry'), (tx) => digest(tx, observers, limit));

/** Reads until nothing waits; answers how many frames it read itself. */
export async function consumeAll(world: World, observers: readonly Observer[]): Promise<number> {
  for (let total = 0; ; ) {
    const { frames, busy } = await consumeOnce(world, observers);
    if (frames === 0 && !busy) return total;
    if (busy) await new Promise((resolve) => setTimeout(resolve, 20)); // another reader is at it
    total += frames;
  }
}

/** Puts the next frame aside as unreadable, so that a bug met by one frame does not stop all vehicles; its bytes are kept. */
export const setAside = (world: World): Promise<void> =>
  unitOfWork(world, system('telemetry'), async (tx) => {
    if (!(await lockStream(tx))) return;
    const adopted = await takeAdoptedFrames(tx, 1);
    const [frame] = adopted.length > 0 ? adopted : await readFrames(tx, (await cursorOf(tx))?.position ?? 0, 1);
    if (frame === undefined) return;
    await countDefects(tx, [{ vin: frame.vin, reason: 'readingFailed', at: frame.receivedAt, bytes: frame.bytes, count: 1 }]);
    if (adopted.length === 0) await moveCursor(tx, frame.id);
  });
