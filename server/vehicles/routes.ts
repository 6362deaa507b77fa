// Which verb does which operation on the register of cars.
import { serve } from '#platform/routes';
import { addVehicle } from './add-vehicle.ts';
import { api } from './api.ts';
import { findVehicles, listMyVehicles, showVehicle } from './find-vehicles.ts';
import { changePlate, transferVehicle } from './transfer-vehicle.ts';

export const routes = serve(api, { findVehicles, showVehicle, listMyVehicles, addVehicle, changePlate, transferVehicle });
