// What a vehicle was last known to be, for its owner and for staff.
// L1 the place is exact for the owner, and for staff inside an open look at it, which the owner can read; all others see it
// to about a kilometre; the rest of the house gets the state through the door and answers for what it shows.
import type { Input } from '#platform/contract';
import { lookNow } from '#looks';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { statesOf, type State } from './readings-store.ts';

/** A vehicle counts as online for this long after its last frame; the standard asks for one every 30 s on the road. */
export const onlineMs = 180_000;

export const isOnline = (state: State, now: Date): boolean =>
  now.getTime() - state.receivedAt.getTime() <= onlineMs && (state.loggedOutAt === null || state.loggedOutAt < state.seenAt);

const coarse = (degrees: number | null): number | null => (degrees === null ? null : Math.round(degrees * 100) / 100);

export type LatestState = State & { online: boolean };

/** The latest state of a vehicle the actor may see; undefined when it has not been heard of yet. */
export async function latestState(tx: Tx, vin: string): Promise<LatestState | undefined> {
  const [state] = await statesOf(tx, [vin]);
  return state === undefined ? undefined : { ...state, online: isOnline(state, tx.now) };
}

export async function showVehicleState(tx: Tx, input: Input<typeof api.showVehicleState>) {
  const vehicle = await findVehicle(tx, input.vin);
  const found = (await latestState(tx, vehicle.vin)) ?? refuse('stateNotFound', { vin: vehicle.vin });
  const state = { ...found, signature: found.signature ?? null };
  const locationPrecise = tx.actor.kind === 'owner' || (await lookNow(tx, vehicle, 'place')) !== undefined;
  return locationPrecise ? { ...state, locationPrecise } : { ...state, lon: coarse(state.lon), lat: coarse(state.lat), locationPrecise };
}
