// An owner becomes known to a brand.
// W1 a phone is one account, however many brands; W2 a brand that adds a phone learns nothing of what another brand
// was told: name, kind and dates are each brand's own.
import type { Input } from '#platform/contract';
import { holds } from '#platform/actor';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import type { api } from './api.ts';
import { changesSeen } from './list-audit.ts';
import { maskPhone, normalPhone, type Language, type Owner, type OwnerKind } from './person.ts';
import { accountOf, linkOwner, ownerAtBrand, ownerById, updateOwnerAtBrand } from './store.ts';

const frontDesk = ['agent', 'adviser', 'serviceManager', 'administrator'] as const;

/** Makes sure that a brand knows the owner of a phone; what the brand already knows stays. Answers the owner's id. (W1, W2) */
export async function accountAtBrand(tx: Tx, at: { brandId: string; phone: string; name: string; kind: OwnerKind; language?: Language }): Promise<{ id: string; fresh: boolean }> {
  return acrossWalls(tx, 'the phone may be known to another brand', async () => {
    const id = await accountOf(tx, at.phone, at.language ?? 'zh');
    return { id, fresh: await linkOwner(tx, { ownerId: id, brandId: at.brandId, name: at.name, kind: at.kind }) };
  });
}

/** The owner as a list shows them. */
export const ownerRow = (owner: Owner): Owner => ({ ...owner, phone: maskPhone(owner.phone) });

export async function addOwner(tx: Tx, input: Input<typeof api.addOwner>): Promise<Owner> {
  if (!holds(tx.actor, frontDesk, { brandId: input.brandId })) refuse('notAllowed');
  const phone = normalPhone(input.phone) ?? refuse('phoneNotValid', { field: 'phone' });
  const { id, fresh } = await accountAtBrand(tx, { ...input, name: input.name.trim(), phone });
  const owner = (await ownerById(tx, id)) ?? refuse('ownerNotFound', { id });
  if (fresh) {
    tx.record({ action: 'people.addOwner', subject: 'owners', subjectId: id, brandId: input.brandId, version: owner.version, after: { name: input.name, kind: input.kind } });
    tx.announce({ topic: 'people', id, brandId: input.brandId, ownerId: id });
  }
  return ownerRow(owner);
}

export async function changeOwner(tx: Tx, input: Input<typeof api.changeOwner>): Promise<Owner> {
  if (!holds(tx.actor, frontDesk, { brandId: input.brandId })) refuse('notAllowed');
  const before = (await ownerAtBrand(tx, input.id, input.brandId)) ?? refuse('ownerNotFound', { id: input.id });
  const after = await updateOwnerAtBrand(tx, { ownerId: input.id, brandId: input.brandId, name: input.name.trim(), kind: input.kind, version: input.version });
  if (after === undefined) refuse('staleEdit', { changes: await changesSeen(tx, { subject: 'owners', subjectId: input.id, version: input.version, brandIds: [input.brandId] }) });
  tx.record({
    action: 'people.changeOwner', subject: 'owners', subjectId: input.id, brandId: input.brandId, version: after.version,
    before: { name: before.name, kind: before.kind }, after: { name: input.name, kind: input.kind },
  });
  tx.announce({ topic: 'people', id: input.id, brandId: input.brandId, ownerId: input.id });
  return ownerRow((await ownerById(tx, input.id)) ?? refuse('ownerNotFound', { id: input.id }));
}
