// What lies on board, as the book of parts has it, beside what a vehicle should always carry.
import { onHandAt } from '#parts';
import type { Tx } from '#platform/tx';
import { keepsOf } from './van-store.ts';

export type OnBoard = { vanId: string; brandId: string; code: string; quantity: number; keep: number };
export async function stockOf(tx: Tx, vanIds: readonly string[]): Promise<OnBoard[]> {
  const rows = new Map<string, OnBoard>();
  for (const one of await keepsOf(tx, vanIds)) rows.set(`${one.vanId} ${one.brandId} ${one.code}`, { ...one, quantity: 0 });
  for (const { placeId: vanId, brandId, code, onHand: quantity } of await onHandAt(tx, vanIds)) rows.set(`${vanId} ${brandId} ${code}`, { vanId, brandId, code, quantity, keep: rows.get(`${vanId} ${brandId} ${code}`)?.keep ?? 0 });
  return [...rows.values()];
}
