// The standard test of a battery as guided steps, and what the values of a step mean. Pure.
// T1 steps come in their order, and nothing is charged or discharged before looks, voltage and insulation have passed; T2 what is a
// danger, or another battery than the papers say, stops the test; T3 the capacity counts when two runs in a row agree; T4 the same
// values and limits give the same result; T7 what no battery can show is a slip of the pen and is not written down.
import type { stepKinds } from './paper-api.ts';
import type { BatteryRule } from './store.ts';

export type StepKind = (typeof stepKinds)[number];
export type TestStep = { kind: StepKind; state: 'todo' | 'passed' | 'failed'; values: Record<string, number>; words: string | null; at: string | null; byName: string | null };
export type TestOf = { chemistry: string; ratedAh: number; packV: number | null };
export const procedure = 'CL-BAT-1 (2026-11), after the order of GB/T 34015-2017';
export const steps: readonly StepKind[] = ['documents', 'visual', 'voltage', 'insulation', 'codes', 'capacity', 'resistance', 'spread', 'result'];

/** What each step asks to be measured or looked at; 1 is yes, 0 is no. */
export const asks: Record<StepKind, readonly string[]> = {
  documents: ['codeMatches'], visual: ['swelling', 'leak', 'deformation', 'burn', 'waterLine'], voltage: ['packV', 'cellMaxMv', 'cellMinMv'], insulation: ['insulationKohm', 'packV'], codes: ['openCodes'],
  capacity: ['firstAh', 'secondAh', 'tempC', 'currentA'], resistance: ['resistanceMohm', 'newMohm'], spread: ['restHours', 'spreadMv'], result: [],
};
/** Failing these stops the test: the battery is treated as damaged, or it is not the one of this file. (T2) */
export const stopping: readonly StepKind[] = ['documents', 'visual', 'voltage', 'insulation'];
/** A step whose values were beyond its limit, but no danger, may be done again while the test runs: two runs that disagree ask for a third. (T3) */
export const mayRepeat = (all: readonly TestStep[], kind: StepKind): boolean => !stopping.includes(kind) && all.some((one) => one.kind === kind && one.state === 'failed');
/** Between what a value can lie on any car's battery, in the unit that is asked for; what is answered yes or no is 1 or 0. (T7) */
const possible: Readonly<Record<string, readonly [least: number, most: number]>> = {
  packV: [20, 1500], cellMaxMv: [0, 5000], cellMinMv: [0, 5000], insulationKohm: [0, 1_000_000], openCodes: [0, 999], firstAh: [1, 2000], secondAh: [1, 2000], tempC: [-40, 80], currentA: [0.1, 2000],
  resistanceMohm: [0.1, 10_000], newMohm: [0.1, 10_000], restHours: [0, 1000], spreadMv: [0, 5000],
};
/** A pack that gives more than this share of its rated capacity was not charged and discharged once. */
const mostOfRated = 1.25;
const limitsOf: Record<StepKind, readonly string[]> = {
  documents: [], visual: [], voltage: ['testCellHighMv', 'testCellLowMv'], insulation: ['testInsulationOhmPerV'], codes: [], capacity: ['testTempLowC', 'testTempHighC', 'testRepeatPct'], resistance: ['testResistancePct'], spread: ['testRestSpreadMv'], result: [],
};

/** The rule that counts for a chemistry and model, of those in force: the model's own, the chemistry's, the general one. */
export const ruleFor = (rules: readonly BatteryRule[], name: string, chemistry: string, modelId: string): BatteryRule | undefined =>
  rules.filter((rule) => rule.name === name && (rule.modelId === '' || rule.modelId === modelId) && (rule.chemistry === '' || rule.chemistry === chemistry))
    .sort((a, b) => Number(b.modelId !== '') - Number(a.modelId !== '') || Number(b.chemistry !== '') - Number(a.chemistry !== '') || (a.validFrom < b.validFrom ? 1 : -1))[0];
export const limitsFor = (rules: readonly BatteryRule[], kind: StepKind, chemistry: string, modelId: string): BatteryRule[] => limitsOf[kind].flatMap((name) => ruleFor(rules, name, chemistry, modelId) ?? []);

export const firstSteps = (): TestStep[] => steps.map((kind) => ({ kind, state: 'todo', values: {}, words: null, at: null, byName: null }));
/** The step that is to be done now. (T1) */
export const stepNow = (all: readonly TestStep[]): StepKind | undefined => all.find((one) => one.state === 'todo')?.kind;
/** What was asked and not told. */
export const untold = (kind: StepKind, values: Readonly<Record<string, number>>): string | undefined => asks[kind].find((name) => values[name] === undefined || !Number.isFinite(values[name]));

/** The first value that cannot be, or that nobody asked for. (T7) */
export function impossible(kind: StepKind, values: Readonly<Record<string, number>>, ratedAh: number): string | undefined {
  return Object.entries(values).find(([name, value]) => {
    if (!asks[kind].includes(name)) return true;
    const range = possible[name];
    if (range === undefined) return value !== 0 && value !== 1;
    if (value < range[0] || value > range[1]) return true;
    if (name === 'cellMinMv') return value > (values['cellMaxMv'] ?? 0);
    return (name === 'firstAh' || name === 'secondAh') && ratedAh > 0 && value > mostOfRated * ratedAh;
  })?.[0];
}

/** Whether the values of a step are within its limits. (T3, T4) */
export function passes(kind: StepKind, values: Readonly<Record<string, number>>, limit: (name: string) => number): boolean {
  const value = (name: string): number => values[name] ?? Number.NaN;
  switch (kind) {
    case 'documents': return value('codeMatches') === 1;
    case 'visual': return asks.visual.every((name) => value(name) === 0);
    case 'voltage': return value('cellMaxMv') <= limit('testCellHighMv') && value('cellMinMv') >= limit('testCellLowMv');
    case 'insulation': return value('insulationKohm') * 1000 >= limit('testInsulationOhmPerV') * value('packV');
    case 'codes': return value('openCodes') === 0;
    case 'capacity': return value('tempC') >= limit('testTempLowC') && value('tempC') <= limit('testTempHighC') && value('firstAh') > 0 && (100 * Math.abs(value('firstAh') - value('secondAh'))) / value('firstAh') <= limit('testRepeatPct');
    case 'resistance': return (100 * value('resistanceMohm')) / value('newMohm') <= limit('testResistancePct');
    case 'spread': return value('restHours') >= 1 && value('spreadMv') <= limit('testRestSpreadMv');
    default: return true;
  }
}

/** Health by the test: the second run against rated. */
export const sohOf = (capacityAh: number, ratedAh: number): number => Math.round((1000 * capacityAh) / ratedAh) / 10;

/** Whether estimate and test agree: the estimate's 90 % interval, widened by the test's own uncertainty, holds the test. */
export const agrees = (estimate: { lowPct: number; highPct: number }, sohPct: number, sdPct: number): boolean => sohPct >= estimate.lowPct - 1.645 * sdPct && sohPct <= estimate.highPct + 1.645 * sdPct;
