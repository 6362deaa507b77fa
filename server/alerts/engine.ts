// The engine of alerts: from rules, what is remembered of a vehicle and one reading, to what happens. Pure.
// N1 for each kind of trouble a vehicle has at most one alert open; N2 while it is open it can only get more urgent;
// N3 it is over when every condition has been calm for the rule's time; N4 trouble back within ten minutes is the same
// alert, later it is a new one; N5 readings already judged change nothing; N6 a danger to life that arrives late is
// still told, but a late reading never ends an alert; N7 what is unknown neither begins nor ends anything.
import { answersOf, nothingObserved, observe, type Observed } from './quantities.ts';
import { conditionKey, isCalm, isMet, type AlertKind, type Condition, type QuantityName, type Rule, type Severity } from './rule.ts';
import type { Reading } from '#telemetry';

/** Trouble that returns this soon is the same trouble. (N4) */
export const flappingMs = 600_000;
/** Older news than this is history, not an alarm. (N6) */
export const lateMostMs = 86_400_000;

export type Evidence = { quantity: QuantityName; value: number; is: 'atLeast' | 'atMost'; threshold: number; sinceMs: number };

type KindMemory = {
  /** Conditions not yet calm again, by name: since when met without a break, null between threshold and clearing point. */
  held: Record<string, number | null>;
  /** `rested`: it was calm for a moment, though not long enough to be over. */
  open: { severity: Severity; sinceMs: number; calmSinceMs: number | null; rested: boolean } | null;
  ended: { atMs: number; severity: Severity } | null;
};
export type Memory = { atMs: number; observed: Observed; kinds: Partial<Record<AlertKind, KindMemory>> };
export const noMemory: Memory = { atMs: 0, observed: nothingObserved, kinds: {} };

export type AlertEvent = { kind: AlertKind; atMs: number } & (
  | { does: 'raise' | 'reopen'; severity: Severity; evidence: Evidence; late: boolean }
  | { does: 'escalate'; from: Severity; to: Severity; evidence: Evidence }
  | { does: 'again'; evidence: Evidence }
  | { does: 'clear'; because: 'calm' | 'ruleOff' });

type Answers = ReturnType<typeof answersOf>;
type Met = { condition: Condition; evidence: Evidence };

const worst = (met: readonly Met[]): Met | undefined =>
  met.reduce<Met | undefined>((found, each) => (found === undefined || each.condition.severity < found.condition.severity ? each : found), undefined);

const evidenceOf = (condition: Condition, value: number, sinceMs: number): Evidence =>
  ({ quantity: condition.quantity, value, is: condition.is, threshold: condition.threshold, sinceMs });

/** Brings `held` up to the moment and answers the conditions that have lasted long enough. (N7) */
function weigh(rule: Rule, kind: KindMemory, answers: Answers, atMs: number): Met[] {
  const met: Met[] = [];
  for (const condition of rule.conditions) {
    const key = conditionKey(condition);
    const answer = answers[condition.quantity];
    if (answer === undefined) continue;
    if (answer === 'calm' || isCalm(condition, answer)) delete kind.held[key];
    else if (isMet(condition, answer)) {
      const sinceMs = kind.held[key] ?? atMs;
      kind.held[key] = sinceMs;
      if (atMs - sinceMs >= condition.holdSeconds * 1000) met.push({ condition, evidence: evidenceOf(condition, answer, sinceMs) });
    } else if (key in kind.held) kind.held[key] = null;
  }
  const known = new Set(rule.conditions.map(conditionKey));
  for (const key of Object.keys(kind.held)) if (!known.has(key)) delete kind.held[key]; // the rule was changed meanwhile
  return met;
}

function escalate(open: NonNullable<KindMemory['open']>, name: AlertKind, top: Met, atMs: number): AlertEvent[] {
  const from = open.severity;
  if (top.condition.severity >= from) return []; // N2
  open.severity = top.condition.severity;
  return [{ does: 'escalate', kind: name, atMs, from, to: open.severity, evidence: top.evidence }];
}

/** Starts an alert, or takes up the one that ended a moment ago, as urgent as it was. (N4) */
function begin(kind: KindMemory, name: AlertKind, top: Met, atMs: number, late: boolean): AlertEvent[] {
  const flapping = kind.ended !== null && atMs - kind.ended.atMs <= flappingMs;
  const severity = flapping && kind.ended !== null ? kind.ended.severity : top.condition.severity;
  kind.open = { severity, sinceMs: top.evidence.sinceMs, calmSinceMs: null, rested: false };
  return [{ does: flapping ? 'reopen' : 'raise', kind: name, atMs, severity, evidence: top.evidence, late }, ...escalate(kind.open, name, top, atMs)];
}

function end(kind: KindMemory, name: AlertKind, atMs: number, because: 'calm' | 'ruleOff'): AlertEvent[] {
  if (kind.open === null) return [];
  kind.ended = { atMs, severity: kind.open.severity };
  kind.open = null;
  return [{ does: 'clear', kind: name, atMs, because }];
}

function judge(rule: Rule, kind: KindMemory, answers: Answers, atMs: number): AlertEvent[] {
  const top = worst(weigh(rule, kind, answers, atMs));
  if (kind.open === null) return top === undefined ? [] : begin(kind, rule.kind, top, atMs, false);
  const events: AlertEvent[] = [];
  if (top !== undefined) {
    if (kind.open.rested) events.push({ does: 'again', kind: rule.kind, atMs, evidence: top.evidence });
    kind.open.rested = false;
    events.push(...escalate(kind.open, rule.kind, top, atMs));
  }
  if (Object.keys(kind.held).length > 0) {
    kind.open.calmSinceMs = null;
    return events;
  }
  kind.open.calmSinceMs ??= atMs;
  kind.open.rested = true;
  if (atMs - kind.open.calmSinceMs >= rule.clearHoldSeconds * 1000) events.push(...end(kind, rule.kind, atMs, 'calm')); // N3
  return events;
}

/** News of an earlier moment: only what counts at once and endangers life, and only if no alert covered it. (N5, N6) */
function judgeLate(rule: Rule, kind: KindMemory, reading: Reading, lastMs: number): AlertEvent[] {
  const atMs = reading.at.getTime();
  if (kind.open !== null || lastMs - atMs > lateMostMs || (kind.ended !== null && atMs <= kind.ended.atMs)) return [];
  const answers = answersOf(reading, nothingObserved);
  const met: Met[] = [];
  for (const condition of rule.conditions) {
    const answer = answers[condition.quantity];
    if (condition.severity === 1 && condition.holdSeconds === 0 && typeof answer === 'number' && isMet(condition, answer)) {
      met.push({ condition, evidence: evidenceOf(condition, answer, atMs) });
    }
  }
  const top = worst(met);
  if (top === undefined) return [];
  kind.held[conditionKey(top.condition)] = atMs;
  return begin(kind, rule.kind, top, atMs, true);
}

/** Judges one reading. The rules are those of the vehicle's brand; `before` is not changed. */
export function evaluate(rules: readonly Rule[], before: Memory, reading: Reading): { memory: Memory; events: AlertEvent[] } {
  const memory = structuredClone(before);
  const atMs = reading.at.getTime();
  const late = atMs < memory.atMs;
  if (!late) {
    memory.observed = observe(memory.observed, reading);
    memory.atMs = atMs;
  }
  const answers = answersOf(reading, memory.observed);
  const events = rules.flatMap((rule) => {
    const kind = (memory.kinds[rule.kind] ??= { held: {}, open: null, ended: null });
    if (rule.enabled) return late ? judgeLate(rule, kind, reading, memory.atMs) : judge(rule, kind, answers, atMs);
    kind.held = {};
    return late ? [] : end(kind, rule.kind, atMs, 'ruleOff');
  });
  for (const [name, kind] of Object.entries(memory.kinds)) {
    if (kind.open === null && kind.ended === null && Object.keys(kind.held).length === 0) delete memory.kinds[name as AlertKind];
  }
  return { memory, events };
}
