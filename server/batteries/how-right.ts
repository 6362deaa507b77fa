// How right we are, decided from what workshops found: precision (of what was told, how much was true), recall (of what was
// true, how much was told), lead time, cost, and false alarms against their budgets. Pure.
// H1 shares come with their 90 % interval (Wilson 1927), so that three visits do not look like a fact; H2 what nobody has looked at yet
// counts for neither side; H3 information is judged where somebody happened to look, visits and stops always.
import type { Outcome, Tier } from './finding.ts';

export type Seen = { rule: string; modelId: string; worstTier: Tier; outcome: Outcome | null; foundAt: Date; visitToldAt: Date | null; outcomeAt: Date | null; costFen: number | null };
export type Missed = { rule: string; modelId: string };
export type Share = { pct: number; lowPct: number; highPct: number };

const z = 1.645;
/** A share with its 90 % interval; null of nothing. (H1) */
export function shareOf(hits: number, of: number): Share | null {
  if (of === 0) return null;
  const share = hits / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  const pct = (value: number): number => Math.round(1000 * Math.min(1, Math.max(0, value))) / 10;
  return { pct: pct(share), lowPct: pct(middle - half), highPct: pct(middle + half) };
}

const median = (list: readonly number[]): number | null => {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted.length === 0 ? null : Math.round(10 * ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2) / 10;
};

function rowOf(rule: string, modelId: string | null, seen: readonly Seen[], missed: readonly Missed[]) {
  const count = (outcome: Outcome): number => seen.filter((one) => one.outcome === outcome).length;
  const [confirmed, otherCause, nothingFound] = [count('confirmed'), count('otherCause'), count('nothingFound')];
  const costFen = seen.reduce((sum, one) => sum + (one.costFen ?? 0), 0);
  const leads = seen.flatMap((one) => (one.outcome === 'confirmed' && one.outcomeAt !== null ? [(one.outcomeAt.getTime() - (one.visitToldAt ?? one.foundAt).getTime()) / 86_400_000] : []));
  return {
    rule, modelId, told: seen.length, confirmed, otherCause, nothingFound, waiting: seen.filter((one) => one.outcome === null && one.worstTier !== 'info').length, missed: missed.length,
    precision: shareOf(confirmed, confirmed + otherCause + nothingFound), recall: shareOf(confirmed, confirmed + missed.length), leadDays: median(leads), costFen, costPerConfirmedFen: confirmed === 0 ? null : Math.round(costFen / confirmed),
  };
}

/** One row per rule, and one per rule and model below it. (H2, H3) */
export function howRight(seen: readonly Seen[], missed: readonly Missed[]) {
  const rules = [...new Set([...seen, ...missed].map((one) => one.rule))].sort();
  return rules.flatMap((rule) => {
    const [own, lost] = [seen.filter((one) => one.rule === rule), missed.filter((one) => one.rule === rule)];
    const models = [...new Set([...own, ...lost].map((one) => one.modelId))].sort();
    return [rowOf(rule, null, own, lost), ...models.map((modelId) => rowOf(rule, modelId, own.filter((one) => one.modelId === modelId), lost.filter((one) => one.modelId === modelId)))];
  });
}

/** False alarms per 1,000 vehicle-months that the product allows itself. */
export const budgets: Record<Tier, number> = { stop: 0.02, visit: 0.5, info: 5 };

/** What so many false ones may be in truth, at 95 %: none in a few months proves nothing. (Byar's approximation; Breslow & Day 1987) (H1) */
export const mostOf = (n: number): number => (n + 1) * (1 - 1 / (9 * (n + 1)) + z / (3 * Math.sqrt(n + 1))) ** 3;

/** How many were told per tier, how many of them were false, and what that is, and may be, per 1,000 vehicle-months. */
export const against = (seen: readonly Seen[], vehicleMonths: number) => (['stop', 'visit', 'info'] as const).map((tier) => {
  const own = seen.filter((one) => one.worstTier === tier);
  const falseOnes = own.filter((one) => one.outcome === 'nothingFound').length;
  const per1000 = (n: number): number | null => (vehicleMonths < 1 ? null : Math.round((100_000 * n) / vehicleMonths) / 100);
  return { tier, told: own.length, falseOnes, per1000Months: per1000(falseOnes), mostPer1000Months: per1000(mostOf(falseOnes)), budget: budgets[tier] };
});
