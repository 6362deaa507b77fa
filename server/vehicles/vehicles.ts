// The register of cars. A car is its VIN; plates and owners come and go and are kept with their days. A car belongs to
// one brand and one owner, and is behind the wall for everybody else.
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { vehicleByVin } from './store.ts';
import type { Vehicle } from './vehicle.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';
export { searchVehicles, type FoundVehicle } from './find-vehicles.ts';
export { normalPlate, plateVerdict } from './plate.ts';
export { carsDelivered, carsByModel, deliveryDays, foundVehicles, holdersOf, marksKnown, ownerHistory, plateHistory, vehicleByIdOrVin, vehicleByVin, vehiclesByVin, vehiclesOf, type Delivered } from './store.ts';
export { vehicleTransferred, type PlateStretch, type Vehicle } from './vehicle.ts';
export { checkDigitOf, maskVin, normalVin, vinVerdict } from './vin.ts';

/** The car of a VIN; refuses alike when there is none and when it is behind the wall. */
export async function findVehicle(tx: Tx, vin: string): Promise<Vehicle> {
  return (await vehicleByVin(tx, vin)) ?? refuse('vehicleNotFound', { id: vin });
}
