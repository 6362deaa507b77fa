// What the register knows of a car, and the news when it changes hands.
// R1 a car has exactly one owner on every day since it is known; R2 a plate belongs to one stretch of days of a car.
import { fact } from '#platform/facts';

export type UsageNature = 'household' | 'commercial';
export type Vehicle = {
  id: string; vin: string; brandId: string; modelId: string; modelName: string; modelNameEn: string; ownerId: string; plateNo: string | null;
  colour: string; deliveredOn: string | null; usageNature: UsageNature; version: number;
};
export type PlateStretch = { vin: string; plateNo: string; fromOn: string; toOn: string | null };
export type OwnerStretch = { vin: string; ownerId: string; fromOn: string; toOn: string | null };

export const vehicleTransferred = fact<{ vin: string; brandId: string; fromOwnerId: string; toOwnerId: string }>('vehicles.transferred');
