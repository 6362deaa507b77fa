// Operations of prices on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { changePriceDraft, dropPriceDraft, publishPriceDraft, showPriceDraft, startPriceDraft } from './draft-prices.ts';
import { publishPrices } from './publish-prices.ts';
import { findOperations, listPriceBooks, showPriceList } from './show-prices.ts';

export const routes = serve(api, {
  showPriceList, findOperations, listPriceBooks, publishPrices, showPriceDraft, startPriceDraft, changePriceDraft, dropPriceDraft, publishPriceDraft,
});
