// Operations of tax invoices on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { askFapiao, fapiaoFile, listFapiao, myFapiao, retryFapiao } from './ask.ts';

export const routes = serve(api, { myFapiao, listFapiao, askFapiao, retryFapiao, fapiaoFile });
