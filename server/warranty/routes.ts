// Which verb does which operation of the guarantees.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { showGuarantees } from './show-guarantees.ts';

export const routes = serve(api, { showGuarantees });
