// What telemetry tells the rest of the house.
import { fact } from '#platform/facts';

/** A vehicle came into sight: for the first time, or after a silence of a quarter of an hour. */
export const vehicleObserved = fact<{ vin: string; brandId: string; ownerId: string; at: string }>('telemetry.vehicleObserved');
export const silenceMs = 900_000;
