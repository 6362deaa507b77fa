// Operations of the till on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { closeTill, reverseEntry, showTill, takeToBank } from './close.ts';
import { askBill, holdDifference, listDifferences } from './reconcile.ts';

export const routes = serve(api, { showTill, closeTill, takeToBank, reverseEntry, askBill, listDifferences, holdDifference });
