// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { gatewayState } from './gateway-state.ts';
import { liftBan, listBans } from './lift-ban.ts';
import { addDialect, endDialect, listDialects } from './manage-dialects.ts';
import { addVehicleKey, listVehicleKeys, withdrawVehicleKey } from './manage-keys.ts';
import { addPlatform, changePlatform, listPlatforms } from './manage-platforms.ts';

export const routes = serve(api, { gatewayState, listPlatforms, addPlatform, changePlatform, listBans, liftBan, listDialects, addDialect, endDialect, listVehicleKeys, addVehicleKey, withdrawVehicleKey });
