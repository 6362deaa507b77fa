// How the reading of the vehicle stream stands, for the administrator.
import { waitingFrames } from '#platform/stream/journal';
import type { Tx } from '#platform/tx';
import { onlineMs } from './show-vehicle-state.ts';
import { countStates, cursorOf, defectsByReason, strangersCount } from './store.ts';

const defectDays = 7;

export async function telemetryState(tx: Tx) {
  const cursor = await cursorOf(tx);
  const { known, online } = await countStates(tx, new Date(tx.now.getTime() - onlineMs));
  return {
    position: cursor?.position ?? 0, movedAt: cursor?.movedAt ?? null, framesWaiting: await waitingFrames(tx, cursor?.position ?? 0, 100_000),
    vehiclesKnown: known, vehiclesOnline: online, unknownVehicles: await strangersCount(tx),
    defects: await defectsByReason(tx, new Date(tx.now.getTime() - defectDays * 86_400_000)),
  };
}
