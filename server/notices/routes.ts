// Which verb does which operation on notices.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { markNoticesRead, noticesOfCase, noticesToMe } from './show-notices.ts';

export const routes = serve(api, { myNotices: noticesToMe, staffNotices: noticesToMe, markNoticesRead, noticesOfCase });
