// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { gatewayState } from './gateway-state.ts';

export const routes = serve(api, { gatewayState });
