// A car gets another plate, or another owner.
// F1 the seller sees nothing of the car from that moment on, and the buyer nothing of the seller's time; F2 what was
// stays in the history with its days; F3 nothing begins before what it replaces.
import type { Input } from '#platform/contract';
import { holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { ownerAt, readPlate, registrars, takePlate, tellOf, type Warning } from './add-vehicle.ts';
import type { api } from './api.ts';
import { closeOwnership, closePlate, openOwnership, openPlate, presentSince, updateHolder, vehicleByIdOrVin } from './store.ts';
import { vehicleTransferred, type Vehicle } from './vehicle.ts';

async function vehicleToChange(tx: Tx, key: string): Promise<Vehicle> {
  const vehicle = (await vehicleByIdOrVin(tx, key)) ?? refuse('vehicleNotFound', { id: key });
  return holds(tx.actor, registrars, { brandId: vehicle.brandId }) ? vehicle : refuse('notAllowed');
}

/** The day something begins: not before what it replaces, not in the future. (F3) */
function dayToBegin(tx: Tx, wanted: string | undefined, notBefore: string | null): string {
  const today = beijingDay(tx.now);
  const day = wanted ?? today;
  if (day > today || (notBefore !== null && day < notBefore)) refuse('transferDayNotValid', { field: 'fromOn', notBefore, today });
  return day;
}

const stale = async (tx: Tx, vin: string, version: number): Promise<never> => refuse('staleEdit', { changes: await changesSince(tx, 'vehicles', vin, version) });

export async function changePlate(tx: Tx, input: Input<typeof api.changePlate>): Promise<{ vehicle: Vehicle; warnings: Warning[] }> {
  const before = await vehicleToChange(tx, input.id);
  const plateNo = readPlate(input.plateNo);
  if (plateNo === before.plateNo) return { vehicle: before, warnings: [] };
  const fromOn = dayToBegin(tx, input.fromOn, (await presentSince(tx, before.vin)).plateFromOn);
  const vehicle = (await updateHolder(tx, before.vin, input.version, { ownerId: before.ownerId, plateNo })) ?? (await stale(tx, before.vin, input.version));
  await closePlate(tx, before.vin, fromOn);
  const warnings = plateNo === null ? [] : await takePlate(tx, vehicle, plateNo, fromOn);
  if (plateNo !== null) await openPlate(tx, { ...vehicle, plateNo, fromOn });
  tellOf(tx, 'vehicles.changePlate', vehicle, { before });
  return { vehicle, warnings };
}

export async function transferVehicle(tx: Tx, input: Input<typeof api.transferVehicle>): Promise<{ vehicle: Vehicle; warnings: Warning[] }> {
  const before = await vehicleToChange(tx, input.id);
  if (input.toOwnerId === before.ownerId) refuse('sameOwner', { field: 'toOwnerId' });
  const buyer = await ownerAt(tx, input.toOwnerId, before.brandId, 'toOwnerId');
  const plateNo = readPlate(input.plateNo);
  const since = await presentSince(tx, before.vin);
  const fromOn = dayToBegin(tx, input.fromOn, [since.plateFromOn ?? '', since.ownerFromOn].sort().at(-1) ?? null);
  const vehicle = (await updateHolder(tx, before.vin, input.version, { ownerId: buyer.id, plateNo })) ?? (await stale(tx, before.vin, input.version));
  await closeOwnership(tx, before.vin, fromOn);
  await openOwnership(tx, { ...vehicle, fromOn });
  await closePlate(tx, before.vin, fromOn);
  const warnings = plateNo === null ? [] : await takePlate(tx, vehicle, plateNo, fromOn);
  if (plateNo !== null) await openPlate(tx, { ...vehicle, plateNo, fromOn });
  tellOf(tx, 'vehicles.transfer', vehicle, { before, why: input.why.trim() });
  tx.announce({ topic: 'vehicles', id: vehicle.id, brandId: vehicle.brandId, ownerId: before.ownerId });
  tx.tell(vehicleTransferred({ vin: vehicle.vin, brandId: vehicle.brandId, fromOwnerId: before.ownerId, toOwnerId: buyer.id }));
  return { vehicle, warnings };
}
