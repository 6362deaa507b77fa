// A rule of alerts: which quantity beyond which threshold for how long is which severity, and when it is over. Data.
// U1 a rule that cannot work (clearing beyond its own threshold, two conditions with one name, a question about nothing)
// is not accepted.
import { quantityNames, type alertKinds, type carStates, type signalNames, type weatherKinds } from './api.ts';

export type AlertKind = (typeof alertKinds)[number];
export type QuantityName = (typeof quantityNames)[number];
export type Signal = (typeof signalNames)[number];
export type CarState = (typeof carStates)[number];
export type WeatherKind = (typeof weatherKinds)[number];
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
  /** What exactly is asked, where the quantity can be asked of several things. */
  flags?: number[] | undefined;
  signal?: Signal | undefined;
  windowSeconds?: number | undefined;
  weather?: WeatherKind[] | undefined;
  /** Counts only while the car is in this state; only while it is in an area of this weather. */
  when?: CarState | undefined;
  onlyIn?: WeatherKind | undefined;
};

export type Rule = {
  kind: AlertKind; enabled: boolean; clearHoldSeconds: number; conditions: Condition[]; version: number;
  /** Alerts of this severity and more urgent ones open a case; severity 1 always does. 0: none but those. */
  caseUpTo?: number;
};

/** A condition's name within its rule. */
export const conditionKey = (condition: Condition): string =>
  [`${condition.quantity}.${condition.severity}`, condition.signal, condition.windowSeconds, condition.flags?.join('-'), condition.weather?.join('-'), condition.when, condition.onlyIn]
    .filter((part) => part !== undefined && part !== '').join('.');

const keysOfRules = new WeakMap<Rule, readonly string[]>();

/** The names of a rule's conditions, in their order; worked out once for a rule as it was read. */
export function keysOf(rule: Rule): readonly string[] {
  let keys = keysOfRules.get(rule);
  if (keys === undefined) keysOfRules.set(rule, (keys = rule.conditions.map(conditionKey)));
  return keys;
}

export const isMet = (condition: Condition, value: number): boolean =>
  condition.is === 'atLeast' ? value >= condition.threshold : value <= condition.threshold;

/** Back on the good side, hysteresis included. A threshold that is its own clearing point means "no longer met". */
export const isCalm = (condition: Condition, value: number): boolean =>
  condition.is === 'atLeast' ? value < condition.threshold && value <= condition.clearAt : value > condition.threshold && value >= condition.clearAt;

export type RuleFlaw = { field: string; reason: 'unknownQuantity' | 'clearsBeyondThreshold' | 'sameTwice' | 'outOfRange' | 'asksNothing' };

/** What a quantity has to be told to be a question. */
const needs: Partial<Record<QuantityName, readonly (keyof Condition)[]>> = {
  flagLevel: ['flags'], changePerMin: ['signal', 'windowSeconds'], missingSeconds: ['signal'], weatherLevel: ['weather'],
};

function flawOf(condition: Condition): RuleFlaw | undefined {
  if (!quantityNames.includes(condition.quantity)) return { field: 'quantity', reason: 'unknownQuantity' };
  if (condition.holdSeconds < 0 || condition.holdSeconds > 86_400) return { field: 'holdSeconds', reason: 'outOfRange' };
  const wrongSide = condition.is === 'atLeast' ? condition.clearAt > condition.threshold : condition.clearAt < condition.threshold;
  if (wrongSide) return { field: 'clearAt', reason: 'clearsBeyondThreshold' };
  const missing = (needs[condition.quantity] ?? []).find((field) => {
    const given = condition[field];
    return given === undefined || (Array.isArray(given) && given.length === 0);
  });
  if (missing !== undefined) return { field: missing, reason: 'asksNothing' };
  if (condition.quantity === 'changePerMin' && condition.signal === 'place') return { field: 'signal', reason: 'asksNothing' };
  return undefined;
}

/** What is wrong with a rule as someone typed it; undefined when nothing is. (U1) */
export function ruleFlaw(rule: { clearHoldSeconds: number; conditions: readonly Condition[] }): RuleFlaw | undefined {
  if (rule.clearHoldSeconds < 0 || rule.clearHoldSeconds > 86_400) return { field: 'clearHoldSeconds', reason: 'outOfRange' };
  const seen = new Set<string>();
  for (const [index, condition] of rule.conditions.entries()) {
    const flaw = flawOf(condition);
    if (flaw !== undefined) return { field: `conditions.${index}.${flaw.field}`, reason: flaw.reason };
    if (seen.has(conditionKey(condition))) return { field: `conditions.${index}`, reason: 'sameTwice' };
    seen.add(conditionKey(condition));
  }
  return undefined;
}
