// Which verb does which operation on brands.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { addBrand, addModel, changeBrand, setUpAlliance } from './set-up-alliance.ts';
import { allBrands, allModels, modelsOf, theAlliance } from './store.ts';

export const routes = serve(api, {
  showAlliance: async (tx) => ({ alliance: (await theAlliance(tx)) ?? null }),
  setUpAlliance,
  listBrands: async (tx) => ({ brands: await allBrands(tx) }),
  addBrand,
  changeBrand,
  listModels: async (tx, input) => ({ models: input.brandId === undefined ? await allModels(tx) : await modelsOf(tx, input.brandId) }),
  addModel,
});
