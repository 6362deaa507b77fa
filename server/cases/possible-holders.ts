// Whom a case may be handed to by name: colleagues whose role may hold it, of its brand, at outlets that serve the brand.
// Nobody is offered who would be refused; the present holder and the one who asks are left out.
import { actorId } from '#platform/actor';
import type { Input } from '#platform/contract';
import type { Tx } from '#platform/tx';
import { outletsFor } from '#network';
import { colleaguesFor } from '#people';
import type { api } from './api.ts';
import { findCase } from './find-case.ts';
import { mayHold } from './holder.ts';

const most = 20;

export async function listPossibleHolders(tx: Tx, input: Input<typeof api.listPossibleHolders>) {
  const one = await findCase(tx, input.caseId);
  const outlets = new Map((await outletsFor(tx, { brandId: one.brandId })).map((outlet) => [outlet.id, outlet]));
  const found = await colleaguesFor(tx, { roles: mayHold, brandId: one.brandId, outletIds: [...outlets.keys()], nearOutletId: one.outletId ?? one.holder.outletId, text: input.text, limit: most + 2 });
  const others = found.filter((member) => member.id !== one.holder.staffId && member.id !== actorId(tx.actor)).slice(0, most);
  return {
    people: others.map((member) => {
      const grants = member.grants.filter((grant) => mayHold.includes(grant.role) && (grant.brandId === null || grant.brandId === one.brandId) && (grant.outletId === null || outlets.has(grant.outletId)));
      const outlet = outlets.get(grants.find((grant) => grant.outletId !== null)?.outletId ?? '');
      return { id: member.id, name: member.name, roles: [...new Set(grants.map((grant) => grant.role))], outlet: outlet === undefined ? null : { id: outlet.id, name: outlet.name, nameEn: outlet.nameEn } };
    }),
  };
}
