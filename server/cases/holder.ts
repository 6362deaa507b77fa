// Who may hold a case, who answers for a desk, and the way up when nobody answers.
// H1 exactly one holder at every moment (the database refuses anything else at the end of each transaction); H2 asking
// changes nothing, only accepting does; H3 a question nobody answers climbs: to the managers, then to the region, who
// then have it; H4 at the top it stays.
import type { Actor, Role } from '#platform/actor';
import { reaches, type Place } from '#platform/places';
import type { Case, Desk } from './case.ts';

export type HandOverState = 'asked' | 'accepted' | 'refused' | 'climbed' | 'withdrawn';
export type HandOver = {
  id: string; caseId: string; brandId: string; toKind: 'desk' | 'person'; toDesk: Desk | null; toOutletId: string | null; toStaffId: string | null; toName: string | null;
  words: string | null; askedBy: string | null; askedByName: string; askedAt: Date; answerByAt: Date; state: HandOverState;
  answeredByName: string | null; answeredAt: Date | null; answerWords: string | null;
};

/** What becomes of a hand-over by each answer; undefined where the answer comes too late. Total. */
export const answers: Record<HandOverState, Record<'accept' | 'refuse' | 'withdraw' | 'timeOut', HandOverState | undefined>> = {
  asked: { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn', timeOut: 'climbed' },
  accepted: { accept: undefined, refuse: undefined, withdraw: undefined, timeOut: undefined },
  refused: { accept: undefined, refuse: undefined, withdraw: undefined, timeOut: undefined },
  climbed: { accept: undefined, refuse: undefined, withdraw: undefined, timeOut: undefined },
  withdrawn: { accept: undefined, refuse: undefined, withdraw: undefined, timeOut: undefined },
};

/** Roles that sit at a desk. */
export const deskRoles: Record<Desk, readonly Role[]> = {
  brandDesk: ['agent'], outletDesk: ['adviser', 'serviceManager'], managerDesk: ['serviceManager'], regionalDesk: ['regionalManager'],
};
export const mayHold: readonly Role[] = ['agent', 'adviser', 'serviceManager', 'regionalManager'];

/** The next desk up; undefined at the top. (H3, H4) */
export function deskAbove(desk: Desk | null): Desk | undefined {
  if (desk === 'regionalDesk') return undefined;
  return desk === 'managerDesk' ? 'regionalDesk' : 'managerDesk';
}

/** The outlet of a desk that belongs to one; brand and regional desks belong to none. */
export const outletOfDesk = (desk: Desk, outletId: string | null): string | null => (desk === 'outletDesk' || desk === 'managerDesk' ? outletId : null);

/**
 * Whether the actor sits at a desk. A managers' desk without an outlet is that of the brand's managers; where a brand
 * has none of its own beyond outlets, the managers of any of its outlets sit there.
 */
export function sitsAt(actor: Actor, desk: Desk, brandId: string, outletId: string | null): boolean {
  if (actor.kind !== 'staff') return false;
  return actor.grants.some((grant) => deskRoles[desk].includes(grant.role) && (grant.brandId === null || grant.brandId === brandId) &&
    (grant.outletId === null || grant.outletId === outletId || (outletId === null && desk === 'managerDesk')));
}

const staffGrants = (actor: Actor): Place[] => (actor.kind === 'staff' ? actor.grants.map(({ brandId, outletId }) => ({ brandId, outletId })) : []);

/** Whether somebody may see a case: its owner; staff of its brand where it is, where it is asked to go, or who have it. */
export function maySee(actor: Actor, one: Case, asked: HandOver | undefined): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'owner') return one.ownerId === actor.id;
  if (actor.kind !== 'staff') return false;
  if (staffGrants(actor).some((grant) => reaches(grant, one))) return true;
  if (one.holder.staffId === actor.id) return true;
  if (one.holder.desk !== null && sitsAt(actor, one.holder.desk, one.brandId, one.holder.outletId)) return true;
  if (asked === undefined) return false;
  return asked.toStaffId === actor.id || (asked.toDesk !== null && sitsAt(actor, asked.toDesk, one.brandId, asked.toOutletId));
}

/** Whether the actor speaks for the present holder: is that person, sits at that desk, or manages them. */
export function speaksFor(actor: Actor, one: Case): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'staff') return false;
  if (one.holder.staffId !== null) return one.holder.staffId === actor.id || isAbove(actor, one);
  return one.holder.desk !== null && (sitsAt(actor, one.holder.desk, one.brandId, one.holder.outletId) || isAbove(actor, one));
}

/** Managers of the case's outlet, of its brand, and of the region: they may take a case out of other hands. */
export const isAbove = (actor: Actor, one: Case): boolean =>
  actor.kind === 'staff' && actor.grants.some((grant) => (grant.role === 'serviceManager' || grant.role === 'regionalManager') && reaches(grant, one));
