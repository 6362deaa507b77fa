// Where an actor's rights reach, as a condition for lists: the same answer `holds` gives for one record.
import type { Actor, Role } from './actor.ts';
import { join, sql, type Sql } from './database.ts';

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
export function withinPlaces(places: readonly Place[], brand: Sql, outlet: Sql): Sql {
  if (places.some((place) => place.brandId === null && place.outletId === null)) return sql`true`;
  const brands = places.filter((place) => place.outletId === null).map((place) => place.brandId);
  const outlets = places.filter((place) => place.brandId === null).map((place) => place.outletId);
  const ways = places.filter((place) => place.brandId !== null && place.outletId !== null).map((place) => sql`(${brand} = ${place.brandId} and ${outlet} = ${place.outletId})`);
  if (brands.length > 0) ways.push(sql`${brand} = any(${brands}::text[])`);
  if (outlets.length > 0) ways.push(sql`${outlet} = any(${outlets}::text[])`);
  return ways.length === 0 ? sql`false` : sql`(${join(ways, ' or ')})`;
}
