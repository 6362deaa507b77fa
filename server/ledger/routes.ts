// Operations of the ledger on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { listEntries, showBalances } from './post.ts';

export const routes = serve(api, { showBalances, listEntries });
