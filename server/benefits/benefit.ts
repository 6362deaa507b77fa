// What a benefit is worth and whether it may be used; pure. N1 what is left of a deposit and of a package is what was paid less
// what was used, given back or kept; N2 the values of all times together are the price; N3 a refusal says why.
import { spread } from '#prices';
import type { depositStates, notCovered, paidBy } from './api.ts';

export type Item = { code: string; name: string; nameEn: string; times: number; worthFen: number };
export type Plan = { id: string; brandId: string; name: string; nameEn: string; priceFen: number; months: number; transferable: boolean; items: Item[] };
export type Package = {
  id: string; number: string; brandId: string; ownerId: string; planId: string; vin: string; outletId: string; name: string; nameEn: string; priceFen: number; channel: (typeof paidBy)[number]; transferable: boolean; validTo: string; state: 'active' | 'returned'; soldAt: Date; version: number;
};
export type Entitlement = { id: string; packageId: string; code: string; times: number; valueFen: number; used: number; held: number; usedFen: number; takenNths: number[] };
export type Deposit = { id: string; number: string; brandId: string; ownerId: string; outletId: string; why: string; amountFen: number; usedFen: number; returnedFen: number; forfeitedFen: number; channel: (typeof paidBy)[number]; takenAt: Date; version: number };
export type CouponRow = { id: string; code: string; brandId: string; forOwnerId: string | null; name: string; nameEn: string; fen: number | null; pct: number | null; mostFen: number | null; minFen: number; validFrom: string; validTo: string; usedFor: string | null; usedAt: Date | null };

/** What each item of a package is worth of its price, by what it costs on the list; a list price of nothing counts alike for all. (N2) */
export function itemValues(priceFen: number, items: readonly Item[]): number[] {
  const weights = items.map((item) => item.worthFen * item.times);
  return spread(priceFen, weights.every((weight) => weight === 0) ? items.map((item) => item.times) : weights);
}
/** The value of the nth time (from 0) of an item. (N2) */
export const timeValue = (valueFen: number, times: number, nth: number): number => spread(valueFen, Array.from({ length: times }, () => 1))[nth] as number;

export const depositLeft = (one: Deposit): number => one.amountFen - one.usedFen - one.returnedFen - one.forfeitedFen;
/** What a deposit is, from its sums alone: the last of it decides. */
export function depositState(one: Deposit): (typeof depositStates)[number] {
  if (depositLeft(one) > 0) return depositLeft(one) === one.amountFen ? 'taken' : 'partlyUsed';
  if (one.forfeitedFen > 0) return 'forfeited';
  return one.returnedFen > 0 ? 'returned' : 'used';
}
export const depositMoves: Record<(typeof depositStates)[number], readonly (typeof depositStates)[number][]> = {
  taken: ['partlyUsed', 'used', 'returned', 'forfeited'], partlyUsed: ['partlyUsed', 'used', 'returned', 'forfeited'], used: [], returned: [], forfeited: [],
};

export type Held = { package: Package; entitlement: Entitlement };
export type Verdict = { ok: true; held: Held } | { ok: false; why: (typeof notCovered)[number] };
/** The first package that covers an operation, those that end first before others; else the reason nearest to covering. (N3) */
export function coverOf(packages: readonly Package[], entitlements: readonly Entitlement[], code: string, ownerId: string, onDay: string): Verdict {
  let why: (typeof notCovered)[number] = 'noPackage';
  const nearest = { noPackage: 0, otherOperation: 1, notTransferred: 2, expired: 3, usedUp: 4 };
  const say = (reason: typeof why): void => void (nearest[reason] > nearest[why] && (why = reason));
  for (const one of packages.filter((each) => each.state === 'active').sort((a, b) => a.validTo.localeCompare(b.validTo) || a.number.localeCompare(b.number))) {
    const entitlement = entitlements.find((each) => each.packageId === one.id && each.code === code);
    if (entitlement === undefined) say('otherOperation');
    else if (one.ownerId !== ownerId) say('notTransferred');
    else if (one.validTo < onDay) say('expired');
    else if (entitlement.used + entitlement.held >= entitlement.times) say('usedUp');
    else return { ok: true, held: { package: one, entitlement } };
  }
  return { ok: false, why };
}
