// The rows of the decision table of SAMR Order 43: what each gives, by which article, and whether use is paid for.
import type { remedyKinds, ruleCodes } from './api.ts';

export type RuleCode = (typeof ruleCodes)[number];
export type Remedy = (typeof remedyKinds)[number];

export const remedies: Record<RuleCode, { remedy: Remedy; article: string; usageFee: boolean }> = {
  W1: { remedy: 'freeRepair', article: '19', usageFee: false },
  W2: { remedy: 'onsiteAndTow', article: '15', usageFee: false },
  W3: { remedy: 'loanerOrTransport', article: '21', usageFee: false },
  A1: { remedy: 'replaceAssembly', article: '20', usageFee: false },
  V1: { remedy: 'replaceOrReturn', article: '22', usageFee: false },
  V2: { remedy: 'replaceOrReturn', article: '23', usageFee: false },
  V3: { remedy: 'replaceOrReturn', article: '24(1)', usageFee: true },
  V4: { remedy: 'replaceOrReturn', article: '24(2)', usageFee: true },
  V5: { remedy: 'replaceOrReturn', article: '24(3)', usageFee: true },
  V6: { remedy: 'replaceOrReturn', article: '24(4)', usageFee: true },
  V7: { remedy: 'replaceOrReturn', article: '24(4)', usageFee: true },
};

/** One thing that is due: the rule, its day and source, and the sum it stands on. */
export type Finding = {
  rule: RuleCode; remedy: Remedy; article: string; usageFee: boolean; validFrom: string; source: string;
  /** The day of the event by whose rules it is judged. */
  onDay: string;
  /** Numbers of the repairs it stands on. */
  repairs: string[];
  /** The problem, assembly or part that was counted. */
  key: string | null;
  sum: { value: number | null; most: number | null; lastOn: string; odometerKm: number | null; mostKm: number | null };
};
