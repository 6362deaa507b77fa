// A rule of alerts: which quantity beyond which threshold for how long is which severity, and when it is over. Data.
// U1 a rule that cannot work (clearing beyond its own threshold, two conditions with one name) is not accepted.
import { type alertKinds, quantityNames } from './api.ts';

export type AlertKind = (typeof alertKinds)[number];
export type QuantityName = (typeof quantityNames)[number];
/** 1 is the most urgent: a danger to life. 4 can wait for the next visit. */
export type Severity = 1 | 2 | 3 | 4;

export type Condition = {
  quantity: QuantityName;
  is: 'atLeast' | 'atMost';
  threshold: number;
  /** The value has to pass this again, back on the good side, before the trouble counts as over. */
  clearAt: number;
  /** How long it has to last before it counts; 0 counts at once, also when the news arrives late. */
  holdSeconds: number;
  severity: Severity;
};

export type Rule = { kind: AlertKind; enabled: boolean; clearHoldSeconds: number; conditions: Condition[]; version: number };

/** A condition's name within its rule. */
export const conditionKey = (condition: Condition): string => `${condition.quantity}.${condition.severity}`;

export const isMet = (condition: Condition, value: number): boolean =>
  condition.is === 'atLeast' ? value >= condition.threshold : value <= condition.threshold;

/** Back on the good side, hysteresis included. A threshold that is its own clearing point means "no longer met". */
export const isCalm = (condition: Condition, value: number): boolean =>
  condition.is === 'atLeast' ? value < condition.threshold && value <= condition.clearAt : value > condition.threshold && value >= condition.clearAt;

export type RuleFlaw = { field: string; reason: 'unknownQuantity' | 'clearsBeyondThreshold' | 'sameTwice' | 'outOfRange' };

/** What is wrong with a rule as someone typed it; undefined when nothing is. (U1) */
export function ruleFlaw(rule: { clearHoldSeconds: number; conditions: readonly Condition[] }): RuleFlaw | undefined {
  if (rule.clearHoldSeconds < 0 || rule.clearHoldSeconds > 86_400) return { field: 'clearHoldSeconds', reason: 'outOfRange' };
  const seen = new Set<string>();
  for (const [index, condition] of rule.conditions.entries()) {
    const field = `conditions.${index}`;
    if (!quantityNames.includes(condition.quantity)) return { field: `${field}.quantity`, reason: 'unknownQuantity' };
    if (condition.holdSeconds < 0 || condition.holdSeconds > 86_400) return { field: `${field}.holdSeconds`, reason: 'outOfRange' };
    const wrongSide = condition.is === 'atLeast' ? condition.clearAt > condition.threshold : condition.clearAt < condition.threshold;
    if (wrongSide) return { field: `${field}.clearAt`, reason: 'clearsBeyondThreshold' };
    if (seen.has(conditionKey(condition))) return { field, reason: 'sameTwice' };
    seen.add(conditionKey(condition));
  }
  return undefined;
}
