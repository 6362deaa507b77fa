// When a car changes hands, what is open on its battery is the new owner's to know; and asking for a state to be made anew.
import { holds } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { rebuildCar } from './rebuild.ts';
import { followedOf } from './show-battery.ts';
import { handOnFindings, stateHead } from './store.ts';

/** Reaction: the car has a new owner. */
export const handOnBattery = async (tx: Tx, body: { vin: string; fromOwnerId: string; toOwnerId: string }): Promise<void> => void (await handOnFindings(tx, body.vin, body.fromOwnerId, body.toOwnerId));

/** A history that has less than half of what the state has heard would forget what is known. */
export async function rebuildBattery(tx: Tx, input: Input<typeof api.rebuildBattery>) {
  const vehicle = await findVehicle(tx, input.vin);
  if (!holds(tx.actor, ['serviceManager', 'administrator'], { brandId: vehicle.brandId })) refuse('notAllowed');
  const before = await stateHead(tx, vehicle.vin);
  const kept = await rebuildCar(tx, vehicle.vin);
  if (kept === undefined) return refuse('batteryBusy');
  if (before !== undefined && kept.frames < before.frames / 2) refuse('historyShort', { frames: kept.frames, heard: before.frames });
  tx.record({ action: 'batteries.rebuild', subject: 'vehicles', subjectId: vehicle.vin, brandId: vehicle.brandId, after: { frames: kept.frames } });
  return followedOf((await stateHead(tx, vehicle.vin)) ?? refuse('internal', { vin: vehicle.vin }));
}
