// An owner reads and corrects what is known of them; every brand that knows them gets the correction.
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { refuseDrivers } from './drivers.ts';
import { driversOf, ownerById, writeProfile } from './store.ts';

export async function showMyProfile(tx: Tx) {
  const owner = tx.actor.kind === 'owner' ? await ownerById(tx, tx.actor.id) : undefined;
  if (owner === undefined) refuse('notAllowed');
  return { ...owner, drivers: await driversOf(tx, owner.id) };
}

export async function changeMyProfile(tx: Tx, input: Input<typeof api.changeMyProfile>, call: Call) {
  await refuseDrivers(tx, call);
  const before = await showMyProfile(tx);
  await writeProfile(tx, before.id, { name: input.name.trim(), language: input.language });
  const after = await showMyProfile(tx);
  for (const brandId of before.brandIds) {
    tx.record({
      action: 'people.changeProfile', subject: 'owners', subjectId: before.id, brandId, version: after.version,
      before: { name: before.name, language: before.language }, after: { name: after.name, language: after.language },
    });
    tx.announce({ topic: 'people', id: before.id, brandId, ownerId: before.id });
  }
  return after;
}
