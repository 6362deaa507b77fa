// Where an actor's rights reach, as a condition for lists: the same answer `holds` gives for one record.
import type { Actor, Role } from './actor.ts';
import { sql, type Sql } from './database.ts';

export type Place = { brandId: string | null; outletId: string | null };

/** The brands and outlets at which the actor holds one of the roles; null reaches everywhere. The system reaches all. */
export function placesOf(actor: Actor, roles: readonly Role[]): Place[] {
  if (actor.kind === 'system') return [{ brandId: null, outletId: null }];
  if (actor.kind !== 'staff') return [];
  return actor.grants.filter((grant) => roles.includes(grant.role)).map(({ brandId, outletId }) => ({ brandId, outletId }));
}

/** Whether a place reaches a record of this brand at this outlet; a record at no outlet is for those who reach everywhere. */
export const reaches = (place: Place, record: Place): boolean =>
  (place.brandId === null || place.brandId === record.brandId) && (place.outletId === null || place.outletId === record.outletId);

/** Rows whose brand and outlet one of the places reaches. */
export const withinPlaces = (places: readonly Place[], brand: Sql, outlet: Sql): Sql =>
  places.some((place) => place.brandId === null && place.outletId === null) ? sql`true`
    : sql`exists (select 1 from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as reach("brandId" text, "outletId" text)
        where (reach."brandId" is null or reach."brandId" = ${brand}) and (reach."outletId" is null or reach."outletId" = ${outlet}))`;
