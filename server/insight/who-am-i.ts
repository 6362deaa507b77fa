// Who is signed in, as the faces need it: a name, roles with the names of brands and outlets, a language.
import { visibleBrands } from '#platform/actor';
import type { Output } from '#platform/contract';
import type { Tx } from '#platform/tx';
import { allBrands } from '#brands';
import { outletsById } from '#network';
import { languageOf, staffById } from '#people';
import type { api } from './api.ts';

type Me = Output<typeof api.whoAmI>;
type Named = Me['brands'][number];

const named = (thing: Named | undefined): Named | null => (thing === undefined ? null : { id: thing.id, name: thing.name, nameEn: thing.nameEn });

export async function whoAmI(tx: Tx): Promise<Me> {
  const { actor } = tx;
  if (actor.kind !== 'owner' && actor.kind !== 'staff') {
    return { kind: 'nobody', id: null, name: '', language: 'zh', mustChangePassword: false, grants: [], brands: [] };
  }
  const seen = visibleBrands(actor).split(',');
  const brands = await allBrands(tx);
  const grants = actor.kind === 'staff' ? actor.grants : [];
  const outlets = await outletsById(tx, grants.flatMap((grant) => grant.outletId ?? []));
  const member = actor.kind === 'staff' ? await staffById(tx, actor.id) : undefined;
  return {
    kind: actor.kind, id: actor.id, name: actor.name, language: member?.language ?? (await languageOf(tx, actor.id)),
    mustChangePassword: member?.passwordIsTemporary === true,
    grants: grants.map((grant) => ({
      role: grant.role, brand: named(brands.find((brand) => brand.id === grant.brandId)), outlet: grant.outletId === null ? null : named(outlets.get(grant.outletId)),
    })),
    brands: brands.filter((brand) => seen[0] === '*' || seen.includes(brand.id)).map((brand) => named(brand) as Named),
  };
}
