// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { showVehicleState } from './show-vehicle-state.ts';
import { telemetryState } from './telemetry-state.ts';
import { adoptUnknownVehicle, listUnknownVehicles } from './unknown-vehicles.ts';
import { vehicleReadings } from './vehicle-readings.ts';

export const routes = serve(api, { showVehicleState, vehicleReadings, listUnknownVehicles, adoptUnknownVehicle, telemetryState });
