// Making a battery's state anew from its history: when the library's version changed, when the car got another pack, or when
// somebody asks for it.
// R1 the state stands for the same frames as before: the history, then what the stream holds that the history has not yet;
// R2 nobody reads the part meanwhile, and its reader starts again from what is written; R3 what the new state believes becomes
// the open findings: what it no longer believes is over because it was recalculated, and what is open already tells nobody again;
// R4 only what the pack in the car told of itself is heard.
import { observe } from '@careloop/battery';
import { holdCursor, holdCursors, moveCursor } from '#platform/stream/cursors';
import { partOf } from '#platform/stream/stream';
import type { Tx } from '#platform/tx';
import { batteryPast, historyTo, rowsBehind } from '#telemetry';
import { findModel } from '#brands';
import { findVehicle } from '#vehicles';
import { batteryReader } from './follow-batteries.ts';
import { frameOf, libraryVersion, tellsOfBattery } from './frames.ts';
import { freshKept, saveKept, type Kept } from './keep-state.ts';
import { judgeByFleet } from './learn-limits.ts';
import { stretchesOfPack, within, type Stretch } from './pack-in-car.ts';
import { outdatedStates, stateHead } from './store.ts';

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
  await judgeByFleet(tx, [kept]);
  const stretches = await stretchesOfPack(tx, vin); // R4
  const from = new Date(Math.max(Date.parse(`${vehicle.deliveredOn ?? '2015-01-01'}T00:00:00Z`) - 86_400_000, tx.now.getTime() - longestDays * 86_400_000, stretches?.[0]?.from.getTime() ?? 0));
  for await (const rows of batteryPast(tx, vehicle, from, new Date(tx.now.getTime() + 86_400_000))) {
    for (const row of rows) {
      if (!within(stretches, row.collectedAt)) continue;
      observe(kept.state, frameOf(row));
      kept.frames++;
    }
  }
  await hearRest(tx, kept, stretches, { part, from: await historyTo(tx, vin), to: cursor.position });
  kept.fedTo = Math.max(kept.fedTo, cursor.position);
  kept.rebuiltAt = tx.now;
  kept.rebuiltRows = kept.frames;
  await saveKept(tx, [kept], true); // R3
  await moveCursor(tx, batteryReader, part, cursor.position); // R2
  return kept;
}

/** What the stream holds between the history and the reader. (R1) */
async function hearRest(tx: Tx, kept: Kept, stretches: readonly Stretch[] | undefined, { part, from, to }: { part: number; from: number; to: number }): Promise<void> {
  for (let after = from; after < to; ) {
    const { rows, to: reached } = await rowsBehind(tx, batteryReader, part, after, 2_000);
    for (const { row } of rows) {
      if (row.vin !== kept.car.vin || row.sequence > to || !tellsOfBattery(row) || !within(stretches, row.collectedAt)) continue;
      observe(kept.state, frameOf(row));
      kept.frames++;
    }
    if (reached <= after) return;
    after = reached;
  }
}

/** Reaction: the car carries another pack than before, and what the old one told is no longer this car's. (R4) */
export async function beginAnew(tx: Tx, { vin }: { vin: string }): Promise<void> {
  if ((await stateHead(tx, vin)) === undefined) return;
  await holdCursors(tx, batteryReader, [partOf(vin)]);
  await rebuildCar(tx, vin);
}

/** Round: rebuilds some of the states that another version of the library wrote. */
export async function rebuildOutdated(tx: Tx): Promise<void> {
  for (const vin of await outdatedStates(tx, libraryVersion, carsAtOnce)) await rebuildCar(tx, vin);
}
