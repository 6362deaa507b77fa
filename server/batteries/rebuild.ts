// Making a battery's state anew from its history: when the library's version changed, or when somebody asks for it.
// R1 the state stands for the same frames as before: the history, then what the stream holds that the history has not yet;
// R2 nobody reads the part meanwhile, and its reader starts again from what is written; R3 what the new state believes becomes
// the open findings: what it no longer believes is over because it was recalculated, and what is open already tells nobody again.
import { observe } from '@careloop/battery';
import { holdCursor, moveCursor } from '#platform/stream/cursors';
import { partOf } from '#platform/stream/stream';
import type { Tx } from '#platform/tx';
import { batteryPast, historyTo, rowsBehind } from '#telemetry';
import { findModel } from '#brands';
import { findVehicle } from '#vehicles';
import { batteryReader } from './follow-batteries.ts';
import { frameOf, libraryVersion, tellsOfBattery } from './frames.ts';
import { freshKept, saveKept, type Kept } from './keep-state.ts';
import { outdatedStates } from './store.ts';

const longestDays = 5 * 366;
const carsAtOnce = 3;

/** Rebuilds one car's state; undefined when its part is being read this moment. */
export async function rebuildCar(tx: Tx, vin: string): Promise<Kept | undefined> {
  const vehicle = await findVehicle(tx, vin);
  const part = partOf(vin);
  const cursor = await holdCursor(tx, batteryReader, part); // R2
  if (cursor === undefined) return undefined;
  const model = await findModel(tx, vehicle.modelId).catch(() => undefined);
  const kept = freshKept({ vin, brandId: vehicle.brandId, ownerId: vehicle.ownerId, modelId: vehicle.modelId }, model);
  const from = new Date(Math.max(Date.parse(`${vehicle.deliveredOn ?? '2015-01-01'}T00:00:00Z`) - 86_400_000, tx.now.getTime() - longestDays * 86_400_000));
  for await (const rows of batteryPast(tx, vehicle, from, new Date(tx.now.getTime() + 86_400_000))) {
    for (const row of rows) observe(kept.state, frameOf(row));
    kept.frames += rows.length;
  }
  await hearRest(tx, kept, part, await historyTo(tx, vin), cursor.position);
  kept.fedTo = Math.max(kept.fedTo, cursor.position);
  kept.rebuiltAt = tx.now;
  kept.rebuiltRows = kept.frames;
  await saveKept(tx, [kept], true); // R3
  await moveCursor(tx, batteryReader, part, cursor.position); // R2
  return kept;
}

/** What the stream holds between the history and the reader. (R1) */
async function hearRest(tx: Tx, kept: Kept, part: number, from: number, to: number): Promise<void> {
  for (let after = from; after < to; ) {
    const { rows, to: reached } = await rowsBehind(tx, batteryReader, part, after, 2_000);
    for (const { row } of rows) {
      if (row.vin !== kept.car.vin || row.sequence > to || !tellsOfBattery(row)) continue;
      observe(kept.state, frameOf(row));
      kept.frames++;
    }
    if (reached <= after) return;
    after = reached;
  }
}

/** Round: rebuilds some of the states that another version of the library wrote. */
export async function rebuildOutdated(tx: Tx): Promise<void> {
  for (const vin of await outdatedStates(tx, libraryVersion, carsAtOnce)) await rebuildCar(tx, vin);
}
