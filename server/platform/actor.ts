// Who acts: nobody, an owner, a member of staff with grants by brand and place, or the system itself.
export const roles = [
  'agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'storeKeeper', 'warrantyOfficer', 'cashier', 'serviceManager',
  'regionalManager', 'allianceOfficer', 'auditor', 'administrator',
] as const;
export type Role = (typeof roles)[number];

/** A role, for one brand or (null) every brand of the alliance, at one outlet or (null) everywhere. */
export type Grant = { role: Role; brandId: string | null; outletId: string | null };

export type Actor =
  | { kind: 'nobody' }
  | { kind: 'owner'; id: string; name: string; brandIds: string[] }
  | { kind: 'staff'; id: string; name: string; grants: Grant[] }
  | { kind: 'system'; id: string };

export const system = (id: string): Actor => ({ kind: 'system', id });

/** The brands whose rows this actor may see: '*' or a comma-separated list ('' sees nothing). */
export function visibleBrands(actor: Actor): string {
  switch (actor.kind) {
    case 'system': return '*';
    case 'nobody': return '';
    case 'owner': return actor.brandIds.join(',');
    case 'staff':
      return actor.grants.some((grant) => grant.brandId === null) ? '*' : [...new Set(actor.grants.map((grant) => grant.brandId))].join(',');
  }
}

export const actorName = (actor: Actor): string => (actor.kind === 'nobody' ? 'nobody' : actor.kind === 'system' ? actor.id : actor.name);
export const actorId = (actor: Actor): string | null => (actor.kind === 'nobody' ? null : actor.id);

/** Whether a member of staff holds one of these roles for this brand and, where given, this outlet. The system always does. */
export function holds(actor: Actor, wanted: readonly Role[], where: { brandId?: string | null; outletId?: string | null } = {}): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'staff') return false;
  return actor.grants.some((grant) =>
    wanted.includes(grant.role) &&
    (grant.brandId === null || where.brandId == null || grant.brandId === where.brandId) &&
    (grant.outletId === null || where.outletId == null || grant.outletId === where.outletId));
}
