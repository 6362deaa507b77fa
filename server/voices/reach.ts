// Where somebody's rights over voices reach. R1 nobody hears, adds or answers voices beyond the own brands and places.
import { findBrand } from '#brands';
import { findOutlet } from '#network';
import type { Role } from '#platform/actor';
import { placesOf, reaches } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { voiceById } from './store.ts';
import type { Voice } from './voice.ts';

export const doers = ['agent', 'adviser', 'serviceManager', 'regionalManager'] as const;
export const managers = ['serviceManager', 'regionalManager', 'administrator'] as const;
/** Who may know customers; the others read brands. */
export const customerReaders = [...doers, 'auditor', 'administrator'] as const;
export const readers = [...customerReaders, 'allianceOfficer'] as const;

/** (R1) */
export async function brandChecked(tx: Tx, brandId: string, roles: readonly Role[], outletId?: string): Promise<string> {
  if (!placesOf(tx.actor, roles).some((mine) => mine.brandId === null || mine.brandId === brandId)) refuse('notAllowed');
  await findBrand(tx, brandId);
  if (outletId !== undefined && !(await findOutlet(tx, outletId)).brandIds.includes(brandId)) refuse('outletNotFound', { id: outletId });
  return brandId;
}
/** What belongs to no outlet yet may be read and worked on by everybody of the brand. (R1) */
export async function voiceInReach(tx: Tx, id: string, roles: readonly Role[]): Promise<Voice> {
  const voice = await voiceById(tx, id);
  const mine = voice !== undefined && placesOf(tx.actor, roles).some((place) => reaches(place, voice) || (voice.outletId === null && place.brandId === voice.brandId));
  return mine ? voice : refuse('voiceNotFound', { id });
}
