// Which rules count for a vehicle: those of its brand where the brand has its own, the house's elsewhere.
import type { Tx } from '#platform/tx';
import { allRules, type BrandRule } from './store.ts';

export const house = '*';

/** The rules of one brand out of all. */
export function chosen(all: readonly BrandRule[], brandId: string): BrandRule[] {
  const own = new Map(all.filter((rule) => rule.brandId === brandId).map((rule) => [rule.kind, rule]));
  return all.filter((rule) => rule.brandId === house).map((rule) => own.get(rule.kind) ?? rule);
}

/** Reads the rules once; answers those of each brand asked for. */
export async function rulesFor(tx: Tx): Promise<(brandId: string) => BrandRule[]> {
  const all = await allRules(tx);
  const remembered = new Map<string, BrandRule[]>();
  return (brandId) => {
    const rules = remembered.get(brandId) ?? chosen(all, brandId);
    remembered.set(brandId, rules);
    return rules;
  };
}
