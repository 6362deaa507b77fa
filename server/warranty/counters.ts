// The counters of art. 24 within the three guarantees: days of repair together, repairs of the same problem, of serious
// safety faults, replaced assemblies and main parts; each repair a step, judged by the rules of its day.
import { beijingDay, beijingInstant } from '#platform/calendar';
import { remedies, type Finding, type RuleCode } from './remedies.ts';
import { daysOf, daysTogether, lengthMs, without, type Span } from './repair-days.ts';
import type { counterKinds, counterStates } from './api.ts';
import { eventDay, type PartOf, type Repair } from './repair.ts';
import { isMainPart, powerAssemblies, ruleOn, stepsOn, type Periods, type RuleBook } from './rule-book.ts';

export type CounterKind = (typeof counterKinds)[number];
export type Counter = {
  kind: CounterKind; key: string; value: number; most: number; state: (typeof counterStates)[number];
  /** Where people are told, rising; and the last of them that was reached. */
  steps: number[]; step: number | null;
  rule: RuleCode; article: string; validFrom: string; source: string;
  sum: { number: string; onDay: string; hours: number; excludedHours: number; days: number }[];
};
const ruleOf: Record<CounterKind, RuleCode> = { singleRepairDays: 'W3', totalRepairDays: 'V6', sameProblemRepairs: 'V7', safetyRepairs: 'V3', assemblyReplacements: 'V4', partReplacements: 'V5' };

/** A counter as it stands by the rules of a day; undefined when none is in force. `due`: that it was reached by an earlier step. */
export function counterOf(book: RuleBook, kind: CounterKind, key: string, value: number, onDay: string, due: boolean, sum: Counter['sum']): Counter | undefined {
  const rule = ruleOn(book, kind, onDay);
  if (rule === undefined) return undefined;
  const steps = stepsOn(book, kind, onDay);
  const isDue = due || (kind === 'singleRepairDays' && value > rule.value);
  const step = isDue ? rule.value + 1 : (steps.filter((one) => one <= value).at(-1) ?? null);
  return { kind, key, value, most: rule.value, state: isDue ? 'due' : step === null ? 'clear' : 'near', steps, step, rule: ruleOf[kind], article: rule.article, validFrom: rule.validFrom, source: rule.source, sum };
}

/** After each repair: how much was counted, on which day, and whether the trouble is there again although it was counted before. */
type Step = { repair: Repair; value: number; onDay: string; again: boolean };
const exceeds: Record<CounterKind, (step: Step, most: number) => boolean> = {
  singleRepairDays: () => false,
  totalRepairDays: (step, most) => step.value > most,
  sameProblemRepairs: (step, most) => step.value > most,
  safetyRepairs: (step, most) => step.value > most || (step.value >= most && step.again),
  assemblyReplacements: (step, most) => step.value >= most && step.again,
  partReplacements: (step, most) => step.value >= most && step.again,
};

type Counted = { kind: CounterKind; key: string; steps: Step[]; sum: Counter['sum'] };

/** The time of each repair that counts: within the period, without what is excluded; and the sum as it is shown. */
function days(periods: Periods, repairs: readonly Repair[], at: Date): Counted[] {
  const endMs = Math.min(at.getTime(), beijingInstant(periods.threeGuarantees.lastOn, '24:00').getTime());
  const spans = repairs.map((one): Span => ({ fromMs: one.agreedAt.getTime(), toMs: Math.min((one.completedAt ?? at).getTime(), endMs) }));
  const left = repairs.map((one, index) => without(spans[index] as Span, one.excluded.map((part) => ({ fromMs: part.fromAt.getTime(), toMs: part.toAt.getTime() }))));
  const hours = (ms: number): number => Math.max(0, ms) / 3_600_000;
  const sum = repairs.map((one, index) => {
    const [whole, rest] = [Math.max(0, (spans[index] as Span).toMs - (spans[index] as Span).fromMs), lengthMs(left[index] ?? [])];
    return { number: one.number, onDay: eventDay(one), hours: hours(whole), excludedHours: hours(whole - rest), days: daysOf(rest) };
  });
  const steps = repairs.map((repair, index): Step => ({ repair, value: daysTogether(left.slice(0, index + 1)), onDay: beijingDay(new Date(Math.max((spans[index] as Span).toMs, repair.agreedAt.getTime()))), again: false }));
  return repairs.length === 0 ? [] : [{ kind: 'totalRepairDays', key: '', steps, sum }];
}

const once = (repair: Repair, day: string): Counter['sum'][number] => ({ number: repair.number, onDay: day, hours: 0, excludedHours: 0, days: 0 });
/** Repairs that share a key, counted one by one. */
function repeated(kind: CounterKind, repairs: readonly Repair[], keyOf: (one: Repair) => string | null): Counted[] {
  const groups = Map.groupBy(repairs.filter((one) => keyOf(one) !== null), (one) => keyOf(one) ?? '');
  return [...groups].map(([key, own]) => ({
    kind, key, sum: own.map((one) => once(one, eventDay(one))),
    steps: own.map((repair, index) => ({ repair, value: index + 1, onDay: eventDay(repair), again: !repair.resolved })),
  }));
}

type Touched = { key: string; replaced: boolean };
/** Replacements of one thing; it is there again when it comes back after them, or the last did not help. */
function replacements(book: RuleBook, kind: CounterKind, repairs: readonly Repair[], touchedBy: (one: Repair) => Touched[]): Counted[] {
  const touching = repairs.flatMap((repair) => touchedBy(repair).map((touched) => ({ repair, ...touched })));
  return [...Map.groupBy(touching, (one) => one.key)].flatMap(([key, own]) => {
    const byRepair = [...Map.groupBy(own, (one) => one.repair)];
    let value = 0;
    const steps = byRepair.map(([repair, touches]): Step => {
      const [before, most] = [value, ruleOn(book, kind, eventDay(repair))?.value ?? Number.POSITIVE_INFINITY];
      if (touches.some((one) => one.replaced)) value += 1;
      return { repair, value, onDay: eventDay(repair), again: before >= most || !repair.resolved };
    });
    return value === 0 ? [] : [{ kind, key, steps, sum: byRepair.filter(([, touches]) => touches.some((one) => one.replaced)).map(([repair]) => once(repair, eventDay(repair))) }];
  });
}
const parts = (one: Repair): PartOf[] => (one.faulty === null ? [] : [one.faulty]);
/** Whole assemblies count here, single parts there, and nothing twice. */
const assembliesOf = (one: Repair): Touched[] => [
  ...one.replaced.filter((part) => powerAssemblies.includes(part.assembly)).map((part) => ({ key: part.assembly, replaced: part.whole })),
  ...parts(one).filter((part) => powerAssemblies.includes(part.assembly)).map((part) => ({ key: part.assembly, replaced: false })),
];
const partsOf = (book: RuleBook) => (one: Repair): Touched[] => [
  ...one.replaced.filter((part) => !part.whole).map((part) => ({ ...part, replaced: true })), ...parts(one).map((part) => ({ ...part, replaced: false })),
].filter((part) => isMainPart(book, part.assembly, part.part, eventDay(one))).map((part) => ({ key: `${part.assembly}.${part.part}`, replaced: part.replaced }));

/** Counters and what they make due, of the repairs within the three guarantees, in order. */
export function byCount(book: RuleBook, periods: Periods, repairs: readonly Repair[], at: Date): { counters: Counter[]; findings: Finding[] } {
  const all: Counted[] = [
    ...days(periods, repairs, at), ...repeated('sameProblemRepairs', repairs, (one) => one.problem), ...repeated('safetyRepairs', repairs, (one) => (one.safety ? '' : null)),
    ...replacements(book, 'assemblyReplacements', repairs, assembliesOf), ...replacements(book, 'partReplacements', repairs, partsOf(book)),
  ];
  const findings: Finding[] = [];
  const counters = all.flatMap(({ kind, key, steps, sum }) => {
    const crossed = steps.find((step) => {
      const rule = ruleOn(book, kind, step.onDay);
      return rule !== undefined && exceeds[kind](step, rule.value);
    });
    const last = steps.at(-1);
    if (last === undefined) return [];
    const rule = crossed === undefined ? undefined : ruleOn(book, kind, crossed.onDay);
    if (crossed !== undefined && rule !== undefined) {
      findings.push({
        rule: ruleOf[kind], ...remedies[ruleOf[kind]], validFrom: rule.validFrom, source: rule.source, onDay: crossed.onDay, key: key === '' ? null : key,
        repairs: steps.slice(0, steps.indexOf(crossed) + 1).map((step) => step.repair.number),
        sum: { value: crossed.value, most: rule.value, lastOn: periods.threeGuarantees.lastOn, odometerKm: crossed.repair.odometerKm, mostKm: periods.threeGuarantees.mostKm },
      });
    }
    const counter = counterOf(book, kind, key, last.value, crossed?.onDay ?? last.onDay, crossed !== undefined, sum);
    return counter === undefined ? [] : [counter];
  });
  return { counters, findings };
}
