// Naming the alliance, the brands that join it, and their models.
// B2 a code is given once; B3 a brand joins an alliance that exists; B4 nobody changes a brand they do not administer.
import type { Input } from '#platform/contract';
import { holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { holdsEverywhere, type Alliance, type Brand, type Model } from './brand.ts';
import { brandById, insertBrand, insertModel, theAlliance, updateBrand, writeAlliance } from './store.ts';

export async function setUpAlliance(tx: Tx, input: Input<typeof api.setUpAlliance>): Promise<Alliance> {
  if (!holdsEverywhere(tx.actor, ['administrator'])) refuse('notAllowed');
  const before = await theAlliance(tx);
  const alliance = await writeAlliance(tx, input);
  tx.record({ action: 'brands.setUpAlliance', subject: 'alliance', subjectId: 'alliance', version: alliance.version, before, after: alliance });
  return alliance;
}

export async function addBrand(tx: Tx, input: Input<typeof api.addBrand>): Promise<Brand> {
  if (!holdsEverywhere(tx.actor, ['administrator'])) refuse('notAllowed');
  if ((await theAlliance(tx)) === undefined) refuse('allianceNotSetUp');
  const brand = (await insertBrand(tx, input)) ?? refuse('brandCodeTaken', { field: 'id', id: input.id });
  tx.record({ action: 'brands.add', subject: 'brands', subjectId: brand.id, brandId: brand.id, version: brand.version, after: brand });
  return brand;
}

export async function changeBrand(tx: Tx, input: Input<typeof api.changeBrand>): Promise<Brand> {
  if (!holds(tx.actor, ['administrator'], { brandId: input.id })) refuse('notAllowed');
  const before = (await brandById(tx, input.id)) ?? refuse('brandNotFound', { id: input.id });
  const brand = (await updateBrand(tx, input)) ?? refuse('staleEdit', { changes: await changesSince(tx, 'brands', input.id, input.version) });
  tx.record({ action: 'brands.change', subject: 'brands', subjectId: brand.id, brandId: brand.id, version: brand.version, before, after: brand });
  return brand;
}

export async function addModel(tx: Tx, input: Input<typeof api.addModel>): Promise<Model> {
  if (!holds(tx.actor, ['administrator'], { brandId: input.brandId })) refuse('notAllowed');
  if ((await brandById(tx, input.brandId)) === undefined) refuse('brandNotFound', { field: 'brandId', id: input.brandId });
  const model = (await insertModel(tx, input)) ?? refuse('modelCodeTaken', { field: 'id', id: input.id });
  tx.record({ action: 'brands.addModel', subject: 'models', subjectId: model.id, brandId: model.brandId, version: model.version, after: model });
  return model;
}
