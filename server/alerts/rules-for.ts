// Which rules count for a vehicle: those of its brand where the brand has its own, the house's elsewhere.
import type { VehicleStream } from '#platform/stream/stream';
import type { Tx } from '#platform/tx';
import { allRules, rulesAsOf, type BrandRule } from './store.ts';

export const house = '*';

/** The rules of one brand out of all. */
export function chosen(all: readonly BrandRule[], brandId: string): BrandRule[] {
  const own = new Map(all.filter((rule) => rule.brandId === brandId).map((rule) => [rule.kind, rule]));
  return all.filter((rule) => rule.brandId === house).map((rule) => own.get(rule.kind) ?? rule);
}

type Read = { asOf: string; of(brandId: string): BrandRule[] };
const lastRead = new WeakMap<VehicleStream, Read>();

/** The rules as they are now, of each brand asked for; read anew only when one was changed. */
export async function rulesFor(tx: Tx): Promise<(brandId: string) => BrandRule[]> {
  const asOf = await rulesAsOf(tx);
  const last = lastRead.get(tx.stream);
  if (last?.asOf === asOf) return last.of;
  const all = await allRules(tx);
  const byBrand = new Map<string, BrandRule[]>();
  const of = (brandId: string): BrandRule[] => {
    const rules = byBrand.get(brandId) ?? chosen(all, brandId);
    byBrand.set(brandId, rules);
    return rules;
  };
  lastRead.set(tx.stream, { asOf, of });
  return of;
}
