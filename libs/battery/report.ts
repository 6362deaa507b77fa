// The state as a person or a page asks for it: health with its interval, range, what is left, what is believed to be wrong,
// and what the data were worth. Reading changes nothing.
import { type CapacityReport, capacityReport, shownLine } from './capacity.ts';
import { evidenceOf } from './danger.ts';
import { type Entry, toldMv } from './deviations.ts';
import { type Evidence, openEvidence } from './evidence.ts';
import type { Chemistry } from './frame.ts';
import { careDue, type Care, type Due, type RemainingLife, remainingLife } from './life.ts';
import { capacityOf } from './observe.ts';
import type { State } from './state.ts';
import { kmPerDay, rangeSplit, type RangeSplit } from './use.ts';

export interface Report {
  firstAt: number;
  lastAt: number;
  days: number;
  chemistry: Chemistry | undefined;
  cells: number;
  capacity: CapacityReport | undefined;
  range: RangeSplit | undefined;
  remainingLife: RemainingLife | undefined;
  kmPerDay: number;
  /** LFP cars need a full charge now and then to know their charge: when the last was, and when the next is due (30 days). */
  fullCharge: { lastAt: number | undefined; dueAt: number | undefined };
  care: Due[];
  evidence: Evidence[];
  /** What the shown state of charge is worth: rested = at50 + slope × (shown − 50). */
  shownCharge: { at50: number; slope: number } | undefined;
  rests: number;
  charges: number;
  hygiene: State['hygiene']['counts'] & { currentSignTurned: boolean };
}

/** Everything known now; `plan` are the maker's care intervals. */
export function report(state: State, plan: readonly Care[] = []): Report {
  const chemistry = state.chemistry.chosen;
  const capacity = capacityReport(state.capacity, state.pack, chemistry ?? 'ncm');
  const rated = state.pack.ratedAh;
  const sdPct = capacity?.highPct === undefined ? 0 : (capacity.highPct - capacity.lowPct!) / 3.29;
  const lastFull = state.capacity.lastFullAt > 0 ? state.capacity.lastFullAt : undefined;
  const since = lastFull ?? (state.firstAt > 0 ? state.firstAt : undefined);
  const lastAt = state.before?.at ?? 0;
  return {
    firstAt: state.firstAt, lastAt, days: state.firstAt === 0 ? 0 : (lastAt - state.firstAt) / 86_400_000, chemistry, cells: state.hygiene.cellCount, capacity,
    range: rangeSplit(state.use, capacityOf(state), rated ?? (state.capacity.firstAh || capacityOf(state)), state.pack.nominalWhPerKm),
    remainingLife: rated === undefined ? undefined : remainingLife(state.life, state.capacity, state.use, rated, sdPct),
    kmPerDay: kmPerDay(state.use), fullCharge: { lastAt: lastFull, dueAt: chemistry === 'lfp' && since !== undefined ? since + 30 * 86_400_000 : undefined },
    care: careDue(plan, state.use),
    evidence: [...(state.danger.open ? [evidenceOf(state.danger, state.danger.firstAt, 'raised', (lastAt - state.firstAt) / 86_400_000)] : []), ...openEvidence(state.evidences)],
    shownCharge: shownLine(state.capacity), rests: state.deviations.made, charges: state.capacity.measurements,
    hygiene: { ...state.hygiene.counts, currentSignTurned: state.hygiene.sign < 0 },
  };
}

/** The history of cells for a heat map: per rest its moment and charge, and per cell the deviation in mV (NaN = not told). */
export function cellHistory(state: State): { rests: Entry[]; deviationsMv: Float32Array[]; baselinePct: Float32Array | undefined } {
  const { deviations } = state;
  return {
    rests: deviations.entries.map((entry) => ({ ...entry })), baselinePct: deviations.baseline?.devPct,
    deviationsMv: deviations.entries.map((_, k) => Float32Array.from({ length: deviations.cells }, (_cell, cell) => toldMv(deviations, k, cell))),
  };
}

/** Resistance of every cell's path beyond the middle cell's, mΩ, and its baseline; empty before the first pair. */
export const cellResistances = (state: State): { mohm: Float32Array; baselineMohm: Float32Array | undefined; pairs: number } => ({
  mohm: state.connection.mohm.slice(), baselineMohm: state.connection.baseline?.slice(), pairs: state.connection.pairs,
});
