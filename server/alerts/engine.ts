// The engine of alerts: from rules, what is remembered of a vehicle and one reading (or news of the clock), to what
// happens. Pure. N1 for each kind of trouble a vehicle has at most one alert open; N2 it gets more urgent at once, and less
// urgent only when all that made it so has been calm, hysteresis included, for the rule's time; N3 it is over when every
// condition has been calm for that time; N4 trouble back within ten minutes is the same alert, later it is a new one;
// N5 what was judged already changes nothing; N6 a danger to life that arrives late is still told, whatever else is open,
// unless a danger of its kind was told since; a late reading never ends one; N7 what is unknown neither begins nor ends anything.
import { answerFromNews, answerTo, type Answer, type News } from './quantities.ts';
import { askedBy, nothingObserved, observe, type Asked, type Observed } from './observed.ts';
import { conditionKey, isCalm, isMet, keysOf, type AlertKind, type Condition, type QuantityName, type Rule, type Severity } from './rule.ts';
import type { Reading } from '#telemetry';

/** Trouble that returns this soon is the same trouble. (N4) */
export const flappingMs = 600_000;
/** Older news than this is history, not an alarm. (N6) */
export const lateMostMs = 86_400_000;

export type Evidence = { quantity: QuantityName; value: number; is: 'atLeast' | 'atMost'; threshold: number; sinceMs: number };

type Open = {
  severity: Severity; worst: Severity; sinceMs: number; calmSinceMs: number | null;
  /** Since when nothing as bad as its severity holds any more. */
  easedSinceMs: number | null;
  /** It was calm for a moment, though not long enough to be over. */
  rested: boolean;
};
type KindMemory = {
  /** Conditions not yet calm again, by name: since when met without a break, null between threshold and clearing point. */
  held: Record<string, number | null>;
  open: Open | null;
  ended: { atMs: number; severity: Severity } | null;
  /** Until when a danger of this kind was told. (N6) */
  dangerUntilMs?: number;
};
export type Memory = { atMs: number; observed: Observed; kinds: Partial<Record<AlertKind, KindMemory>> };
export const noMemory: Memory = { atMs: 0, observed: nothingObserved, kinds: {} };

export type AlertEvent = { kind: AlertKind; atMs: number } & (
  | { does: 'raise'; severity: Severity; evidence: Evidence; late: boolean }
  | { does: 'reopen'; severity: Severity; evidence: Evidence; late: boolean }
  | { does: 'escalate'; from: Severity; to: Severity; evidence: Evidence }
  | { does: 'deEscalate'; from: Severity; to: Severity }
  | { does: 'again'; evidence: Evidence }
  | { does: 'clear'; because: 'calm' | 'ruleOff' });

type Ask = (condition: Condition) => Answer;
type Met = { condition: Condition; evidence: Evidence };

const worst = (met: readonly Met[]): Met | undefined =>
  met.reduce<Met | undefined>((found, each) => (found === undefined || each.condition.severity < found.condition.severity ? each : found), undefined);

const evidenceOf = (condition: Condition, value: number, sinceMs: number): Evidence =>
  ({ quantity: condition.quantity, value, is: condition.is, threshold: condition.threshold, sinceMs });

/** Brings `held` up to the moment and answers the conditions that have lasted long enough. (N7) */
function weigh(rule: Rule, kind: KindMemory, ask: Ask, atMs: number): Met[] {
  const met: Met[] = [];
  const keys = keysOf(rule);
  for (let index = 0; index < keys.length; index++) {
    const condition = rule.conditions[index] as Condition;
    const key = keys[index] as string;
    const answer = ask(condition);
    if (answer === undefined) continue;
    if (answer === 'calm' || isCalm(condition, answer)) {
      if (key in kind.held) delete kind.held[key];
    } else if (isMet(condition, answer)) {
      const sinceMs = kind.held[key] ?? atMs;
      kind.held[key] = sinceMs;
      if (atMs - sinceMs >= condition.holdSeconds * 1000) met.push({ condition, evidence: evidenceOf(condition, answer, sinceMs) });
    } else if (key in kind.held) kind.held[key] = null;
  }
  for (const key of Object.keys(kind.held)) if (!keys.includes(key)) delete kind.held[key]; // the rule was changed meanwhile
  return met;
}

function escalate(open: Open, name: AlertKind, top: Met, atMs: number): AlertEvent[] {
  const from = open.severity;
  if (top.condition.severity >= from) return [];
  open.severity = top.condition.severity;
  open.worst = Math.min(open.worst, open.severity) as Severity;
  open.easedSinceMs = null;
  return [{ does: 'escalate', kind: name, atMs, from, to: open.severity, evidence: top.evidence }];
}

/** Less urgent, when nothing as bad as now has held for the rule's time and something lesser still does. (N2) */
function ease(rule: Rule, kind: KindMemory, open: Open, atMs: number): AlertEvent[] {
  const holding = rule.conditions.filter((condition) => conditionKey(condition) in kind.held).map((condition) => condition.severity);
  const from = open.severity;
  if (holding.some((severity) => severity <= from)) {
    open.easedSinceMs = null;
    return [];
  }
  open.easedSinceMs ??= atMs;
  if (holding.length === 0 || atMs - open.easedSinceMs < rule.clearHoldSeconds * 1000) return [];
  open.severity = Math.min(...holding) as Severity;
  open.easedSinceMs = null;
  return [{ does: 'deEscalate', kind: rule.kind, atMs, from, to: open.severity }];
}

/** Starts an alert, or takes up the one that ended a moment ago, as urgent as it was. (N4) */
function begin(kind: KindMemory, name: AlertKind, top: Met, atMs: number, late: boolean): AlertEvent[] {
  const flapping = kind.ended !== null && atMs >= kind.ended.atMs && atMs - kind.ended.atMs <= flappingMs;
  const severity = flapping && kind.ended !== null ? kind.ended.severity : top.condition.severity;
  kind.open = { severity, worst: severity, sinceMs: top.evidence.sinceMs, calmSinceMs: null, easedSinceMs: null, rested: false };
  return [{ does: flapping ? 'reopen' : 'raise', kind: name, atMs, severity, evidence: top.evidence, late }, ...escalate(kind.open, name, top, atMs)];
}

function end(kind: KindMemory, name: AlertKind, atMs: number, because: 'calm' | 'ruleOff'): AlertEvent[] {
  if (kind.open === null) return [];
  if (kind.open.worst === 1) kind.dangerUntilMs = Math.max(kind.dangerUntilMs ?? 0, atMs);
  kind.ended = { atMs, severity: kind.open.severity };
  kind.open = null;
  return [{ does: 'clear', kind: name, atMs, because }];
}

function judge(rule: Rule, kind: KindMemory, ask: Ask, atMs: number): AlertEvent[] {
  const top = worst(weigh(rule, kind, ask, atMs));
  if (kind.open === null) return top === undefined ? [] : begin(kind, rule.kind, top, atMs, false);
  const events: AlertEvent[] = [];
  if (top !== undefined) {
    if (kind.open.rested) events.push({ does: 'again', kind: rule.kind, atMs, evidence: top.evidence });
    kind.open.rested = false;
    events.push(...escalate(kind.open, rule.kind, top, atMs));
  }
  events.push(...ease(rule, kind, kind.open, atMs));
  if (!holdsNothing(kind)) {
    kind.open.calmSinceMs = null;
    return events;
  }
  kind.open.calmSinceMs ??= atMs;
  kind.open.rested = true;
  if (atMs - kind.open.calmSinceMs >= rule.clearHoldSeconds * 1000) events.push(...end(kind, rule.kind, atMs, 'calm')); // N3
  return events;
}

/** News of an earlier moment: only what counts at once and endangers life, and only if no danger told covers it. (N5, N6) */
function judgeLate(rule: Rule, kind: KindMemory, reading: Reading, asked: Asked, lastMs: number): AlertEvent[] {
  const atMs = reading.at.getTime();
  if (kind.open?.worst === 1 || lastMs - atMs > lateMostMs || atMs <= (kind.dangerUntilMs ?? 0)) return [];
  const met: Met[] = [];
  for (const condition of rule.conditions) {
    if (condition.severity !== 1 || condition.holdSeconds !== 0 || condition.onlyIn !== undefined) continue;
    const answer = answerTo(condition, reading, nothingObserved, asked);
    if (typeof answer === 'number' && isMet(condition, answer)) met.push({ condition, evidence: evidenceOf(condition, answer, atMs) });
  }
  const top = worst(met);
  if (top === undefined) return [];
  kind.held[conditionKey(top.condition)] = atMs;
  return kind.open === null ? begin(kind, rule.kind, top, atMs, true) : escalate(kind.open, rule.kind, top, atMs);
}

/** A memory of its own that may be changed, with what earlier versions of the program did not keep. What was observed is never changed in place. */
function recalled(before: Memory): Memory {
  const kinds: Memory['kinds'] = {};
  for (const name of Object.keys(before.kinds) as AlertKind[]) {
    const { held, open, ended, dangerUntilMs = ended?.severity === 1 ? ended.atMs : undefined } = before.kinds[name] as KindMemory;
    kinds[name] = {
      held: { ...held }, ended, ...(dangerUntilMs === undefined ? {} : { dangerUntilMs }),
      open: open === null ? null : { ...open, worst: open.worst ?? open.severity, easedSinceMs: open.easedSinceMs ?? null },
    };
  }
  return { atMs: before.atMs, observed: { ...nothingObserved, ...before.observed }, kinds };
}

const holdsNothing = (kind: KindMemory): boolean => {
  for (const _ in kind.held) return false;
  return true;
};

/** Whether anything of a kind still matters, so that the memory stays small; `kind` forgets the end that does not. */
function matters(kind: KindMemory, nowMs: number): boolean {
  if (kind.open !== null || !holdsNothing(kind)) return true;
  if (kind.ended !== null && nowMs - kind.ended.atMs > lateMostMs) kind.ended = null;
  return kind.ended !== null || nowMs - (kind.dangerUntilMs ?? 0) <= lateMostMs;
}

/** What `judging` makes of each rule's kind; what no longer matters of any kind is forgotten. */
function judgeKinds(memory: Memory, rules: readonly Rule[], judging: (rule: Rule, kind: KindMemory) => AlertEvent[]): AlertEvent[] {
  const events: AlertEvent[] = [];
  for (const rule of rules) {
    const known = memory.kinds[rule.kind];
    const kind = known ?? { held: {}, open: null, ended: null };
    for (const event of judging(rule, kind)) events.push(event);
    if (known === undefined && matters(kind, memory.atMs)) memory.kinds[rule.kind] = kind;
  }
  for (const name of Object.keys(memory.kinds) as AlertKind[]) if (!matters(memory.kinds[name] as KindMemory, memory.atMs)) delete memory.kinds[name];
  return events;
}

/** Judges one reading. The rules are those of the vehicle's brand; `before` is not changed. */
export function evaluate(rules: readonly Rule[], before: Memory, reading: Reading): { memory: Memory; events: AlertEvent[] } {
  const memory = recalled(before);
  const asked = askedBy(rules);
  const atMs = reading.at.getTime();
  const late = atMs < memory.atMs;
  if (!late) {
    memory.observed = observe(memory.observed, reading, asked);
    memory.atMs = atMs;
  }
  const ask: Ask = (condition) => answerTo(condition, reading, memory.observed, asked);
  const events = judgeKinds(memory, rules, (rule, kind) => {
    if (rule.enabled) return late ? judgeLate(rule, kind, reading, asked, memory.atMs) : judge(rule, kind, ask, atMs);
    kind.held = {};
    return late ? [] : end(kind, rule.kind, atMs, 'ruleOff');
  });
  return { memory, events };
}

/** Whether the car is in danger by anything but its silence. */
const inDanger = (memory: Memory): boolean =>
  Object.entries(memory.kinds).some(([name, kind]) => name !== 'wentSilent' && kind.open !== null && (kind.open.severity === 1 || (name === 'overheatingPack' && kind.open.severity === 2)));

/** Judges what the clock knows without a reading, by the rules that ask about it. Readings still count from where they stood. */
export function evaluateNews(rules: readonly Rule[], before: Memory, nowMs: number, news: News): { memory: Memory; events: AlertEvent[] } {
  const memory = recalled(before);
  if (news.weather !== undefined) memory.observed.weather = [...news.weather];
  const danger = inDanger(memory);
  const ask: Ask = (condition) => answerFromNews(condition, news, memory.observed, danger);
  const atMs = Math.max(nowMs, memory.atMs);
  const asking = rules.filter((rule) => rule.enabled && rule.conditions.some((condition) => ask(condition) !== undefined));
  return { memory, events: judgeKinds(memory, asking, (rule, kind) => judge(rule, kind, ask, atMs)) };
}
