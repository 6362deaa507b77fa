// Which part of a brand's list is which assembly or main part before the law: read from the maker's parts list, by day.
import { actorName, holds } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { insertMappedPart, mapOfBrand } from './judgement-store.ts';
import { ruleBook } from './store.ts';

export const listMappedParts = async (tx: Tx, input: Input<typeof api.listMappedParts>) => ({ parts: (await mapOfBrand(tx, input.brandId)).filter(() => holds(tx.actor, ['technician', 'adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'], { brandId: input.brandId })) });

export async function mapPart(tx: Tx, input: Input<typeof api.mapPart>) {
  if (!holds(tx.actor, ['warrantyOfficer', 'administrator'], { brandId: input.brandId })) refuse('notAllowed');
  const { part = null, whole, ...rest } = input;
  const list = (await ruleBook(tx)).mainParts.filter((row) => row.assembly === input.assembly);
  if (part !== null && list.length > 0 && !list.some((row) => row.part === part)) refuse('mainPartUnknown', { field: 'part' });
  await insertMappedPart(tx, { ...rest, part: whole ? null : part, whole });
  tx.record({ action: 'warranty.mapPart', subject: 'partMap', subjectId: `${input.brandId} ${input.partCode}`, brandId: input.brandId, after: { ...input, byName: actorName(tx.actor) } });
  return listMappedParts(tx, { brandId: input.brandId });
}
