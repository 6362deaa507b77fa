// How the reading of the vehicle stream stands, for the administrator.
import { cursorsOf } from '#platform/stream/cursors';
import type { Tx } from '#platform/tx';
import { onlineMs } from './show-vehicle-state.ts';
import { reader } from './readers.ts';
import { countStates, defectsByReason, strangersCount } from './store.ts';

const defectDays = 7;

export async function telemetryState(tx: Tx) {
  const cursors = await cursorsOf(tx, reader);
  const newest = Math.max(0, ...cursors.filter((cursor) => cursor.position > 0).map((cursor) => cursor.movedAt.getTime()));
  const { known, online } = await countStates(tx, new Date(tx.now.getTime() - onlineMs));
  return {
    position: Math.max(0, ...cursors.map((cursor) => cursor.position)), movedAt: newest === 0 ? null : new Date(newest), framesWaiting: await tx.stream.behind(tx, reader),
    vehiclesKnown: known, vehiclesOnline: online, unknownVehicles: await strangersCount(tx),
    defects: await defectsByReason(tx, new Date(tx.now.getTime() - defectDays * 86_400_000)),
  };
}
