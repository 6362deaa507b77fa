// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { endLook, listLooks, myCarLooks, openLook } from './open-look.ts';

export const routes = serve(api, { openLook, endLook, listLooks, myCarLooks });
