// The one search box of the console: a plate, a VIN or its end, a phone, a name, a case number. Q1 everything comes
// through the doors of the modules, so the walls hold and what is found is masked; Q2 owners only for those who may list them.
import type { Input, Output } from '#platform/contract';
import { holds, type Role } from '#platform/actor';
import type { Tx } from '#platform/tx';
import { maskPhone, searchOwners } from '#people';
import { searchVehicles } from '#vehicles';
import type { api } from './api.ts';

type Hit = Output<typeof api.search>['hits'][number];
const readsOwners: readonly Role[] = ['agent', 'adviser', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'administrator', 'auditor'];
const most = 20;

async function vehicleHits(tx: Tx, text: string): Promise<Hit[]> {
  return (await searchVehicles(tx, text, most)).map((vehicle) => {
    const rest = [vehicle.vinMasked, vehicle.ownerName, vehicle.ownerPhone].join(' · ');
    return {
      kind: 'vehicle', id: vehicle.id, brandId: vehicle.brandId, label: vehicle.plateNo ?? vehicle.vinMasked,
      detail: `${vehicle.modelName} · ${rest}`, detailEn: `${vehicle.modelNameEn} · ${rest}`,
    };
  });
}

async function ownerHits(tx: Tx, text: string): Promise<Hit[]> {
  if (!holds(tx.actor, readsOwners)) return [];
  return (await searchOwners(tx, text, most)).map((owner) => ({
    kind: 'owner', id: owner.id, brandId: owner.brandIds[0] ?? null, label: owner.name, detail: maskPhone(owner.phone), detailEn: maskPhone(owner.phone),
  }));
}

export async function search(tx: Tx, input: Input<typeof api.search>) {
  const text = input.text.trim();
  if (text === '') return { hits: [] };
  return { hits: [...(await vehicleHits(tx, text)), ...(await ownerHits(tx, text))] };
}
