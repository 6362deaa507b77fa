// Who may give which role to whom. G1 nobody gives more than they hold: an administrator within their brands and
// places, a service manager advisers and technicians of their own outlet; G2 who governs a person must reach all of
// that person's grants, so that nobody takes over somebody above them.
import type { Actor, Grant, Role } from '#platform/actor';

const givenBy: Partial<Record<Role, readonly Role[] | 'every'>> = { administrator: 'every', serviceManager: ['adviser', 'technician'] };

const covers = (mine: Grant, given: Grant): boolean =>
  (mine.brandId === null || mine.brandId === given.brandId) && (mine.outletId === null || mine.outletId === given.outletId);

/** Whether the actor may give or take this grant. (G1) */
export function mayGrant(actor: Actor, given: Grant): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'staff') return false;
  return actor.grants.some((mine) => {
    const roles = givenBy[mine.role];
    if (roles === undefined || !covers(mine, given)) return false;
    return roles === 'every' || (roles.includes(given.role) && given.outletId !== null);
  });
}

/** Whether the actor may act on the whole person: reset the password, disable. (G2) */
export function mayGovern(actor: Actor, grants: readonly Grant[]): boolean {
  if (grants.length > 0) return grants.every((grant) => mayGrant(actor, grant));
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.grants.some((grant) => grant.role === 'administrator'));
}

export const sameGrant = (a: Grant, b: Grant): boolean => a.role === b.role && a.brandId === b.brandId && a.outletId === b.outletId;

/**
 * The grants a person has after `wanted` was asked for: grants that the actor cannot reach stay as they are.
 * Answers the first grant that was asked for and may not be given, if there is one. (G1)
 */
export function grantsAfter(actor: Actor, had: readonly Grant[], wanted: readonly Grant[]): { ok: true; grants: Grant[] } | { ok: false; grant: Grant } {
  const kept = had.filter((grant) => !mayGrant(actor, grant));
  const fresh = wanted.filter((grant, index) => !had.some((old) => sameGrant(old, grant)) && wanted.findIndex((same) => sameGrant(same, grant)) === index);
  const notMine = fresh.find((grant) => !mayGrant(actor, grant));
  if (notMine !== undefined) return { ok: false, grant: notMine };
  const stay = had.filter((grant) => mayGrant(actor, grant) && wanted.some((same) => sameGrant(same, grant)));
  return { ok: true, grants: [...kept, ...stay, ...fresh] };
}
