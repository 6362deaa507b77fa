// A car enters the register. E1 the VIN must be readable, its check digit only warns; E2 the owner must be known to
// the car's brand; E3 a plate that the same owner bore on another car leaves that car.
import type { Input } from '#platform/contract';
import { holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findModel } from '#brands';
import { findOwner, type Owner } from '#people';
import type { api, vehicleWarnings } from './api.ts';
import { plateVerdict } from './plate.ts';
import { closePlate, insertVehicle, openOwnership, openPlate, othersWithPlate, updateHolder } from './store.ts';
import type { Vehicle } from './vehicle.ts';
import { vinVerdict } from './vin.ts';

export const registrars = ['agent', 'adviser', 'serviceManager', 'administrator'] as const;
export type Warning = (typeof vehicleWarnings)[number];

export function readPlate(text: string | null): string | null {
  if (text === null) return null;
  const verdict = plateVerdict(text);
  return verdict.ok ? verdict.plateNo : refuse('plateNotValid', { field: 'plateNo', suggestion: verdict.suggestion });
}

export async function ownerAt(tx: Tx, ownerId: string, brandId: string, field: string): Promise<Owner> {
  const owner = await findOwner(tx, ownerId);
  return owner.brandIds.includes(brandId) ? owner : refuse('ownerNotAtBrand', { field });
}

export function tellOf(tx: Tx, action: `vehicles.${string}`, vehicle: Vehicle, more: { before?: unknown; why?: string } = {}): void {
  tx.record({ action, subject: 'vehicles', subjectId: vehicle.vin, brandId: vehicle.brandId, version: vehicle.version, after: vehicle, ...more });
  tx.announce({ topic: 'vehicles', id: vehicle.id, brandId: vehicle.brandId, ownerId: vehicle.ownerId });
}

/** Takes the plate off another car of the same owner; warns when somebody else's car bears it. (E3) */
export async function takePlate(tx: Tx, vehicle: Vehicle, plateNo: string, onDay: string): Promise<Warning[]> {
  const others = await othersWithPlate(tx, plateNo, vehicle.vin);
  for (const other of others.filter((each) => each.ownerId === vehicle.ownerId)) {
    const without = await updateHolder(tx, other.vin, other.version, { ownerId: other.ownerId, plateNo: null });
    await closePlate(tx, other.vin, onDay);
    if (without !== undefined) tellOf(tx, 'vehicles.plateMoved', without, { before: other });
  }
  return others.some((other) => other.ownerId !== vehicle.ownerId) ? ['plateOnAnotherCar'] : [];
}

export async function addVehicle(tx: Tx, input: Input<typeof api.addVehicle>): Promise<{ vehicle: Vehicle; warnings: Warning[] }> {
  const verdict = vinVerdict(input.vin);
  if (!verdict.ok) refuse('vinNotValid', { field: 'vin', reason: verdict.reason, suggestion: verdict.suggestion });
  const model = await findModel(tx, input.modelId);
  if (!holds(tx.actor, registrars, { brandId: model.brandId })) refuse('notAllowed');
  const owner = await ownerAt(tx, input.ownerId, model.brandId, 'ownerId');
  const plateNo = readPlate(input.plateNo);
  const vehicle = await insertVehicle(tx, {
    vin: verdict.vin, brandId: model.brandId, modelId: model.id, modelName: model.name, modelNameEn: model.nameEn, ownerId: owner.id, plateNo,
    colour: input.colour.trim(), deliveredOn: input.deliveredOn, usageNature: input.usageNature,
  });
  if (vehicle === undefined) refuse('vinTaken', { field: 'vin' });
  const fromOn = input.deliveredOn ?? beijingDay(tx.now);
  await openOwnership(tx, { ...vehicle, fromOn });
  const warnings: Warning[] = verdict.checkDigitFits ? [] : ['checkDigit'];
  if (plateNo !== null) {
    warnings.push(...(await takePlate(tx, vehicle, plateNo, fromOn)));
    await openPlate(tx, { ...vehicle, plateNo, fromOn });
  }
  tellOf(tx, 'vehicles.add', vehicle);
  return { vehicle, warnings };
}
