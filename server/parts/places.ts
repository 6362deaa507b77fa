// Where parts lie: an outlet's own shelf, a van, a warehouse. P1 a place belongs to an outlet and a brand; who may not act there
// does not learn that it is; P2 only numbers of the price list or the catalogue.
import { findOutlet } from '#network';
import { holds, type Role } from '#platform/actor';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import type { api } from './api.ts';
import { catalogueCode } from './catalogue-store.ts';
import { insertPlace, placeById, placesOf, type At } from './store.ts';

export const keepers: readonly Role[] = ['storeKeeper', 'partsPlanner', 'serviceManager', 'regionalManager', 'administrator'];
export const planners: readonly Role[] = ['partsPlanner', 'serviceManager', 'regionalManager', 'administrator'];
export const readers: readonly Role[] = ['adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'auditor', ...keepers];

/** (P1) */
export async function placeFor(tx: Tx, at: { outletId: string; brandId: string; placeId?: string | undefined }, roles: readonly Role[]): Promise<At> {
  const outlet = await findOutlet(tx, at.outletId);
  if (!holds(tx.actor, roles, { outletId: at.outletId, brandId: at.brandId })) refuse('outletNotFound', { id: at.outletId });
  if (!outlet.brandIds.includes(at.brandId)) refuse('outletDoesNotStock', { field: 'brandId' });
  if (at.placeId === undefined || at.placeId === at.outletId) return { placeId: at.outletId, outletId: at.outletId, brandId: at.brandId };
  const place = await placeById(tx, at.brandId, at.placeId);
  if (place === undefined || !place.active || place.outletId !== at.outletId) return refuse('placeNotFound', { field: 'placeId', id: at.placeId });
  return { placeId: place.id, outletId: place.outletId, brandId: place.brandId };
}

/** A place by its id alone: an outlet's shelf is named by the outlet. */
export async function placeNamed(tx: Tx, brandId: string, id: string, roles: readonly Role[]): Promise<At> {
  const place = await placeById(tx, brandId, id);
  return placeFor(tx, { outletId: place?.outletId ?? id, brandId, ...(place === undefined ? {} : { placeId: id }) }, roles);
}

/** (P2) */
export async function knownPart(tx: Tx, brandId: string, code: string): Promise<{ name: string; nameEn: string; unitFen: number | null }> {
  const part = (await findBook(tx, brandId)).content.parts.find((one) => one.code === code);
  const catalogued = await catalogueCode(tx, brandId, code);
  if (part === undefined && catalogued === undefined) return refuse('partNotFound', { field: 'code', code });
  return { name: catalogued?.name ?? part?.name ?? code, nameEn: catalogued?.nameEn ?? part?.nameEn ?? code, unitFen: catalogued?.costFen ?? (part === undefined ? null : Math.round(part.unitFen * costShare)) };
}
/** What a part costs to buy where nobody said it: a share of its list price. */
export const costShare = 0.6;

export function brandFor(tx: Tx, brandId: string, roles: readonly Role[]): void {
  if (!holds(tx.actor, roles, { brandId })) refuse('brandNotFound', { id: brandId });
}

/** Vans are added where their days are planned. */
export async function addPlace(tx: Tx, input: Input<typeof api.addPlace>) {
  const at = await placeFor(tx, input, planners);
  const place = await insertPlace(tx, { id: newId(), brandId: at.brandId, outletId: at.outletId, kind: 'warehouse', name: input.name.trim(), nameEn: input.nameEn.trim() });
  tx.record({ action: 'parts.addPlace', subject: 'parts', subjectId: place.id, brandId: at.brandId, after: place });
  tx.announce({ topic: 'parts', id: place.id, brandId: at.brandId, outletId: at.outletId });
  return place;
}

export async function listPlaces(tx: Tx, input: Input<typeof api.listPlaces>) {
  brandFor(tx, input.brandId, readers);
  return { places: (await placesOf(tx, input.brandId)).filter((one) => one.active && (input.outletId === undefined || one.outletId === input.outletId)) };
}
