// An alliance is several makers' brands that share outlets and a way of working but not their customers. A brand has
// a code that people chose ('xihe'), a name, a hotline and models; a model says what its pack is made of and what
// capacity the maker promises. All of it is public.
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { brandById, modelById } from './store.ts';
import type { Brand, Model } from './brand.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';
export { allBrands, allModels, modelsOf, theAlliance } from './store.ts';
export { holdsEverywhere, type Alliance, type Brand, type Model } from './brand.ts';

export async function findBrand(tx: Tx, id: string): Promise<Brand> {
  return (await brandById(tx, id)) ?? refuse('brandNotFound', { id });
}

export async function findModel(tx: Tx, id: string): Promise<Model> {
  return (await modelById(tx, id)) ?? refuse('modelNotFound', { id });
}
