// Moves the latest states on with what a batch said.
// M1 the latest state is that of the newest moment, field by field; a reading from before leaves it alone;
// M2 what an earlier owner's car knew of places is not the new owner's to see.
import type { Tx } from '#platform/tx';
import type { Read } from './consume.ts';
import { eventTime } from './event-time.ts';
import { silenceMs, vehicleObserved } from './facts.ts';
import type { Known } from './known-vehicles.ts';
import { measuredFields, type Reading } from './reading.ts';
import { statesOf, writeStates, type State } from './readings-store.ts';
import type { Remembered } from './remembered.ts';

/** When a vehicle was last heard, and its logins and logouts. */
export type Sign = { receivedAt: Date; loggedInAt: Date | null; loggedOutAt: Date | null; of: Known };

const later = (a: Date | null, b: Date | null): Date | null => (a === null || (b !== null && b > a) ? b : a);

export function signsOf(batch: readonly Read[]): Map<string, Sign> {
  const signs = new Map<string, Sign>();
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

function stateAfter(before: State | undefined, reading: Reading): State {
  const { at, reissued: _reissued, ...rest } = reading;
  const state: State = { ...rest, seenAt: at, loggedInAt: before?.loggedInAt ?? null, loggedOutAt: before?.loggedOutAt ?? null };
  if (before === undefined) return state;
  const sameOwner = before.ownerId === reading.ownerId;
  for (const field of measuredFields) {
    if (state[field] === null && (sameOwner || (field !== 'lon' && field !== 'lat'))) (state as Record<string, unknown>)[field] = before[field]; // M2
  }
  return state;
}

/** Writes the states that moved; answers what to call once they are committed. */
export async function moveStates(tx: Tx, fresh: readonly Reading[], signs: ReadonlyMap<string, Sign>, remembered: Remembered<State>): Promise<() => void> {
  const states = new Map<string, State>();
  const missing: string[] = [];
  for (const vin of signs.keys()) {
    const state = remembered.known.get(vin);
    if (state === undefined) missing.push(vin);
    else states.set(vin, state);
  }
  if (missing.length > 0) for (const state of await statesOf(tx, missing)) states.set(state.vin, state);
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
    const own = state === before ? { ...state } : state; // what is remembered is never changed in place
    own.brandId = sign.of.brandId;
    own.ownerId = sign.of.ownerId;
    own.receivedAt = receivedAt;
    own.loggedInAt = sign.loggedInAt ?? own.loggedInAt;
    own.loggedOutAt = sign.loggedOutAt ?? own.loggedOutAt;
    moved.set(vin, own);
    if (before === undefined || receivedAt.getTime() - before.receivedAt.getTime() > silenceMs) {
      tx.tell(vehicleObserved({ vin, ...sign.of, at: state.seenAt.toISOString() }));
    }
  }
  if (moved.size > 0) writeStates(tx, [...moved.values()]);
  return () => remembered.keep(moved);
}
