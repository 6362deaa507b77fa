// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { answerCall } from './call-people.ts';
import { addShift, dropShift, listDuty, listOnCallStaff } from './roster.ts';

export const routes = serve(api, { listDuty, listOnCallStaff, addShift, dropShift, answerCall });
