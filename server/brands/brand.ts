// What a brand and a model are, and who speaks for the whole alliance.
// B1 only a grant without brand and place speaks for the whole alliance.
import type { Static } from '#platform/contract';
import type { Actor, Role } from '#platform/actor';
import type { Alliance as AllianceShape, Brand as BrandShape, Model as ModelShape } from './api.ts';

export type Alliance = Static<typeof AllianceShape>;
export type Brand = Static<typeof BrandShape>;
export type Model = Static<typeof ModelShape>;

/** Whether the actor holds one of the roles for every brand and every place. (B1) */
export const holdsEverywhere = (actor: Actor, roles: readonly Role[]): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'staff' && actor.grants.some((grant) => roles.includes(grant.role) && grant.brandId === null && grant.outletId === null));
