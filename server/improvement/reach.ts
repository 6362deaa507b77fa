// Where somebody's rights in improvement reach. J2 nobody adds or sees findings and actions beyond their brands and places.
import type { Role } from '#platform/actor';
import { placesOf, reaches } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBrand, findModel } from '#brands';
import { findOutlet } from '#network';

export const managers = ['serviceManager', 'regionalManager', 'allianceOfficer'] as const;
export const doers = ['adviser', 'agent', 'technician', 'partsPlanner', 'warrantyOfficer', ...managers] as const;
export const readers = [...doers, 'auditor', 'administrator'] as const;

/** The brand, outlet and model of a new finding or action exist and belong together, and the actor reaches them. (J2) */
export async function placeChecked(tx: Tx, input: { brandId: string; outletId?: string | undefined; modelId?: string | undefined }, roles: readonly Role[]) {
  const place = { brandId: input.brandId, outletId: input.outletId ?? null };
  if (!placesOf(tx.actor, roles).some((mine) => reaches(mine, place))) refuse('notAllowed');
  await findBrand(tx, input.brandId);
  if (input.modelId !== undefined && (await findModel(tx, input.modelId)).brandId !== input.brandId) refuse('modelNotFound', { id: input.modelId });
  if (input.outletId !== undefined && !(await findOutlet(tx, input.outletId)).brandIds.includes(input.brandId)) refuse('outletNotFound', { id: input.outletId });
  return { ...place, modelId: input.modelId ?? null };
}
