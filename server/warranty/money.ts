// What returning a car costs and gives back. F1 whole fen, half up; F2 a coefficient above the rule's is no agreement.
import { ruleOn, type RuleBook } from './rule-book.ts';

/** Art. 27: price × km / 1000 × n, n in parts per million; 'coefficientTooHigh' above the most that the rule of the car's day allows. */
export function usageFee(book: RuleBook, boughtOn: string, car: { priceFen: number; odometerKm: number; coefficientPpm: number }): { feeFen: number; article: string; source: string } | 'coefficientTooHigh' | 'noRule' {
  const rule = ruleOn(book, 'usageFeeMostPpm', boughtOn);
  if (rule === undefined) return 'noRule';
  if (!(car.coefficientPpm <= rule.value)) return 'coefficientTooHigh';
  const whole = (value: number): bigint => (Number.isFinite(value) && value > 0 ? BigInt(Math.round(value)) : 0n);
  const feeFen = (whole(car.priceFen) * whole(car.odometerKm) * whole(car.coefficientPpm) + 500_000_000n) / 1_000_000_000n;
  return { feeFen: Number(feeFen), article: rule.article, source: rule.source };
}

/** Vehicle Purchase Tax Law 15: what the state pays back, less so much per full year since the tax was paid. */
export function purchaseTaxBackFen(book: RuleBook, paidFen: number, paidOn: string, askedOn: string): number {
  const rule = ruleOn(book, 'purchaseTaxYearPct', askedOn);
  const years = Number(askedOn.slice(0, 4)) - Number(paidOn.slice(0, 4)) - (askedOn.slice(5) < paidOn.slice(5) ? 1 : 0);
  return Math.floor((paidFen * Math.max(0, 100 - (rule?.value ?? 0) * Math.max(0, years))) / 100);
}
