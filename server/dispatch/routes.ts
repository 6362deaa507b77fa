// Operations of dispatch on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { handOverPhoto, recordHandOver } from './hand-over.ts';
import { moveStop, reportPosition } from './move-stop.ts';
import { myStops } from './show-stops.ts';

export const routes = serve(api, { myStops, moveStop, reportPosition, recordHandOver, handOverPhoto });
