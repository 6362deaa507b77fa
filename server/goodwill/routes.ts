// Operations of goodwill on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { appealGoodwill, grantGoodwill, listGoodwill, listGoodwillLadder, myGoodwill, refuseGoodwill, requestGoodwill, withdrawGoodwill } from './decide.ts';

export const routes = serve(api, { listGoodwill, listGoodwillLadder, requestGoodwill, grantGoodwill, refuseGoodwill, withdrawGoodwill, myGoodwill, appealGoodwill });
