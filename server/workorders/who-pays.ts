// Who pays a line: suggested from warranty terms valid on the day, stated with its reason. A person may choose otherwise.
// W1 the owner's share and the others' sum to the line, to the fen (`splitLine` of #prices); W2 within the terms the owner pays nothing;
// W3 nobody charges the maker or the house against the rules without somebody else's agreement; W4 what an open recall or service
// action covers costs its owner nothing, whoever agrees.
import { lastOfMonths } from '#platform/calendar';
import type { payReasons, payTypes } from './api.ts';

export type PayType = (typeof payTypes)[number];
export type PayReason = (typeof payReasons)[number];
export type Terms = { repairWarrantyMonths: number; repairWarrantyKm: number; evCoreMonths: number; evCoreKm: number; wearMonths: number; wearKm: number };
export type Car = { deliveredOn: string | null; odometerKm: number; usageNature: 'household' | 'commercial'; onDay: string };

const within = (car: Car, months: number, km: number): boolean => car.deliveredOn !== null && car.onDay <= lastOfMonths(car.deliveredOn, months) && car.odometerKm <= km;

export const makers: readonly PayType[] = ['warranty', 'threeGuarantees', 'recall'];
/** Whether somebody else must agree that this one bears the line: a gift always, the maker or the house only where the rules did not say so; among the maker's own kinds the claim decides. (W3) */
export const needsAgreement = (suggested: PayType, chosen: PayType): boolean =>
  chosen === 'goodwill' || (chosen === 'internal' && suggested !== 'internal') || (makers.includes(chosen) && !makers.includes(suggested));

export function suggestPayer(coverage: 'general' | 'evCore' | 'wear' | 'none', car: Car, terms: Terms): { payType: PayType; payReason: PayReason } {
  if (coverage === 'none') return { payType: 'owner', payReason: 'notCovered' };
  if (coverage === 'evCore' && within(car, terms.evCoreMonths, terms.evCoreKm)) return { payType: 'warranty', payReason: 'withinEvCore' };
  if (coverage === 'wear') return within(car, terms.wearMonths, terms.wearKm) ? { payType: 'warranty', payReason: 'withinWear' } : { payType: 'owner', payReason: 'outOfWarranty' };
  if (car.usageNature === 'commercial') return { payType: 'owner', payReason: 'commercialUse' };
  return within(car, terms.repairWarrantyMonths, terms.repairWarrantyKm) ? { payType: 'warranty', payReason: 'withinRepairWarranty' } : { payType: 'owner', payReason: 'outOfWarranty' };
}
