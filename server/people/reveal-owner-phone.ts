// Looking behind a mask. K1 each look has a reason, stands in the audit, and the owner can read it; K2 who may not
// see the owner may not look.
import type { Input } from '#platform/contract';
import { holds } from '#platform/actor';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { insertLook, looksAt, ownerById } from './store.ts';

/** Writes down that a member of staff looked at something of an owner's. (K1) */
export async function recordLook(tx: Tx, look: { ownerId: string; brandId: string; what: string; why: string; subject: string; subjectId: string }): Promise<void> {
  if (tx.actor.kind !== 'staff') return;
  await insertLook(tx, { ownerId: look.ownerId, brandId: look.brandId, what: look.what, why: look.why, staffId: tx.actor.id, staffName: tx.actor.name });
  tx.record({ action: 'people.look', subject: look.subject, subjectId: look.subjectId, brandId: look.brandId, why: look.why, after: { what: look.what } });
}

export async function revealOwnerPhone(tx: Tx, input: Input<typeof api.revealOwnerPhone>) {
  const owner = (await ownerById(tx, input.id)) ?? refuse('ownerNotFound', { id: input.id });
  const brandId = owner.brandIds.find((id) => holds(tx.actor, ['agent', 'adviser', 'dispatcher', 'serviceManager'], { brandId: id })) ?? refuse('notAllowed');
  await recordLook(tx, { ownerId: owner.id, brandId, what: 'phone', why: input.why.trim(), subject: 'owners', subjectId: owner.id });
  return { phone: owner.phone };
}

export async function listMyAccessLog(tx: Tx) {
  if (tx.actor.kind !== 'owner') refuse('notAllowed');
  return { looks: await looksAt(tx, tx.actor.id, 200) };
}
