// Which verb does which question across modules.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { careRecords, showCare } from './care.ts';
import { monthRecords, monthToDate } from './month.ts';
import { search } from './search.ts';
import { setupState } from './setup-state.ts';
import { whoAmI } from './who-am-i.ts';

export const routes = serve(api, { whoAmI, setupState, search, monthToDate, monthRecords, showCare, careRecords });
