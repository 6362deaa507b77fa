// Finding cars by whatever somebody has at hand: plate, VIN or its end, the owner's phone or name.
// L1 the wall decides what is found; L2 what is found is masked.
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findOwner, maskPhone, namesOf, ownersById, searchOwners } from '#people';
import type { api } from './api.ts';
import { normalPlate } from './plate.ts';
import { foundVehicles, ownerHistory, plateHistory, vehicleByIdOrVin, vehiclesOf, type Search } from './store.ts';
import type { Vehicle } from './vehicle.ts';
import { maskVin } from './vin.ts';

export type FoundVehicle = Omit<Vehicle, 'vin'> & { vinMasked: string; ownerName: string; ownerPhone: string };

/** Cars as lists show them. (L2) */
async function masked(tx: Tx, vehicles: readonly Vehicle[]): Promise<FoundVehicle[]> {
  const owners = await ownersById(tx, [...new Set(vehicles.map((vehicle) => vehicle.ownerId))]);
  return vehicles.map(({ vin, ...vehicle }) => {
    const owner = owners.get(vehicle.ownerId);
    return { ...vehicle, vinMasked: maskVin(vin), ownerName: owner?.name ?? '', ownerPhone: owner === undefined ? '' : maskPhone(owner.phone) };
  });
}

async function matches(tx: Tx, text: string): Promise<Pick<Search, 'mark' | 'ownerIds'>> {
  const owners = await searchOwners(tx, text, 50);
  return { mark: normalPlate(text), ownerIds: owners.map((owner) => owner.id) };
}

/** Cars for the one search box, masked. */
export async function searchVehicles(tx: Tx, text: string, limit = 20): Promise<FoundVehicle[]> {
  return masked(tx, await foundVehicles(tx, { ...(await matches(tx, text)), limit }));
}

export async function findVehicles(tx: Tx, input: Input<typeof api.findVehicles>) {
  const limit = input.limit ?? 50;
  const { text, limit: _limit, ...rest } = input;
  const found = await foundVehicles(tx, { ...rest, ...(text === undefined ? {} : await matches(tx, text)), limit: limit + 1 });
  const vehicles = await masked(tx, found.slice(0, limit));
  return { vehicles, next: found.length > limit ? (vehicles.at(-1)?.id ?? null) : null };
}

export async function showVehicle(tx: Tx, input: Input<typeof api.showVehicle>) {
  const vehicle = (await vehicleByIdOrVin(tx, input.id)) ?? refuse('vehicleNotFound', { id: input.id });
  const owner = await findOwner(tx, vehicle.ownerId);
  const owners = await ownerHistory(tx, vehicle.vin);
  const names = await namesOf(tx, owners.map((stretch) => stretch.ownerId));
  return {
    vehicle, owner: { id: owner.id, name: owner.name, phone: maskPhone(owner.phone) },
    plates: await plateHistory(tx, vehicle.vin),
    owners: owners.map((stretch) => ({ ...stretch, name: names.get(stretch.ownerId) ?? '' })),
  };
}

export async function listMyVehicles(tx: Tx) {
  if (tx.actor.kind !== 'owner') refuse('notAllowed');
  return { vehicles: await vehiclesOf(tx, tx.actor.id) };
}
