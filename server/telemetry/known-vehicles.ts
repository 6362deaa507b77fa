// Which of these VINs are on the register, and whose they are.
import type { Tx } from '#platform/tx';
import { holdersOf } from '#vehicles';

export type Known = { brandId: string; ownerId: string };

export async function knownVehicles(tx: Tx, vins: readonly string[]): Promise<Map<string, Known>> {
  if (vins.length === 0) return new Map();
  return new Map((await holdersOf(tx, [...new Set(vins)])).map(({ vin, brandId, ownerId }) => [vin, { brandId, ownerId }]));
}
