// Operations of parts on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { countPart, dropExpectedParts, expectParts, receiveParts, showStock } from './counting.ts';

export const routes = serve(api, { showStock, countPart, expectParts, receiveParts, dropExpectedParts });
