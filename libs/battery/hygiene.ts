// What is wrong with field data before it is looked at: sentinels, values frozen after sleep, jumps of the shown state of
// charge, odometer glitches, a current told with the wrong sign. Everything is counted; nothing wrong is worked with (B2).
import type { Row } from './frame.ts';
import { cellHighMv, cellLowMv } from './frame.ts';

export interface Hygiene {
  /** How often each was met. */
  counts: Record<'frames' | 'merged' | 'late' | 'refused' | 'cellSentinels' | 'cellRowsOfOtherLength' | 'frozen' | 'socJumps' | 'odometerGlitches' | 'gaps', number>;
  cellCount: number;
  probeCount: number;
  /** Told again unchanged since the car woke: not a measurement until it changes. */
  staleCells: boolean;
  stalePack: boolean;
  /** Current as it was told last, also where it was stale. */
  lastA: number;
  /** The same of the extremes and the pack's voltage, as they were told last. */
  staleVolts: boolean;
  lastVolts: { max: number; min: number; pack: number };
  /** Lists in a row that did not change although the current did. */
  unchanged: number;
  lastCells: Uint16Array;
  lastCellsA: number;
  lastCellsAt: number;
  odometerKm: number;
  odometerAt: number;
  /** An odometer that does not fit, and how often it was confirmed. */
  otherKm: number;
  otherTimes: number;
  sign: 1 | -1;
  signFor: number;
  signAgainst: number;
  signSoc: number;
  signAh: number;
  socJumpAt: number;
}

export const newHygiene = (): Hygiene => ({
  counts: { frames: 0, merged: 0, late: 0, refused: 0, cellSentinels: 0, cellRowsOfOtherLength: 0, frozen: 0, socJumps: 0, odometerGlitches: 0, gaps: 0 },
  cellCount: 0, probeCount: 0, staleCells: false, stalePack: false, lastA: Number.NaN, staleVolts: false, lastVolts: { max: Number.NaN, min: Number.NaN, pack: Number.NaN }, unchanged: 0, lastCells: new Uint16Array(0), lastCellsA: 0, lastCellsAt: 0,
  odometerKm: -1, odometerAt: 0, otherKm: -1, otherTimes: 0, sign: 1, signFor: 0, signAgainst: 0, signSoc: -1, signAh: 0, socJumpAt: 0,
});

export const gapMs = 300_000;
export const sleepMs = 600_000;

/** Cleans the cell list in place (0 = not told); false when it is no measurement. */
function cleanCells(state: Hygiene, row: Row, sinceMs: number, largeA: number): boolean {
  const cells = row.cells!;
  if (state.cellCount === 0) state.cellCount = cells.length;
  if (cells.length !== state.cellCount) {
    state.counts.cellRowsOfOtherLength++;
    return false;
  }
  let [same, told] = [0, 0];
  const { lastCells } = state;
  for (let i = 0; i < cells.length; i++) {
    const mv = cells[i]!;
    if (mv < cellLowMv || mv > cellHighMv) {
      if (mv !== 0) state.counts.cellSentinels++;
      cells[i] = 0;
    } else told++;
    if (lastCells[i] === cells[i]) same++;
  }
  const identical = same === cells.length && cells.length >= 8;
  if (!identical) state.staleCells = false;
  else if (sinceMs > sleepMs) state.staleCells = true;
  state.unchanged = identical && Math.abs(row.currentA - state.lastCellsA) > largeA ? state.unchanged + 1 : identical ? state.unchanged : 0;
  state.lastCells = cells;
  state.lastCellsA = !Number.isNaN(row.currentA) ? row.currentA : state.lastCellsA;
  state.lastCellsAt = row.at;
  if (state.staleCells || state.unchanged >= 3 || told < cells.length * 0.6) {
    state.counts.frozen++;
    return false;
  }
  return true;
}

/** What is told alike after a sleep is the last reading before it, not the rested pack: no voltage until one of them changes. */
function cleanVolts(state: Hygiene, row: Row, dtMs: number): void {
  const { max, min, pack } = state.lastVolts;
  const same = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));
  const alike = same(row.cellMaxMv, max) && same(row.cellMinMv, min) && same(row.packV, pack);
  state.lastVolts = { max: row.cellMaxMv, min: row.cellMinMv, pack: row.packV };
  state.staleVolts = alike && (state.staleVolts || dtMs > sleepMs);
  if (!state.staleVolts) return;
  row.cellMaxMv = Number.NaN;
  row.cellMinMv = Number.NaN;
  row.packV = Number.NaN;
}

/** A kilometre reading that cannot follow the last one is left out; ten in a row that agree are a new odometer. */
function cleanOdometer(state: Hygiene, row: Row): void {
  const km = row.odometerKm;
  if (Number.isNaN(km)) return;
  const reach = 2 + (Math.max(0, row.at - state.odometerAt) / 3_600_000) * 220;
  const fits = state.odometerKm < 0 || (km >= state.odometerKm - 0.11 && km <= state.odometerKm + reach);
  if (fits && !(state.odometerKm < 0 && km === 0)) {
    state.odometerKm = Math.max(km, state.odometerKm);
    state.odometerAt = row.at;
    state.otherTimes = 0;
    return;
  }
  state.counts.odometerGlitches++;
  state.otherTimes = Math.abs(km - state.otherKm) < 5 ? state.otherTimes + 1 : 1;
  state.otherKm = km;
  row.odometerKm = Number.NaN;
  if (state.otherTimes >= 10 && km > 0) {
    state.odometerKm = km;
    state.odometerAt = row.at;
    state.otherTimes = 0;
  }
}

/** Over five points of charge the current must have gone the way of the charge; a maker with the other sign is turned round. */
function learnSign(state: Hygiene, row: Row, dtMs: number): void {
  if (Number.isNaN(row.socPct) || dtMs > gapMs || Number.isNaN(row.currentA)) {
    state.signSoc = -1;
    return;
  }
  if (state.signSoc < 0) {
    state.signSoc = row.socPct;
    state.signAh = 0;
  }
  state.signAh += (row.currentA * dtMs) / 3_600_000;
  const moved = row.socPct - state.signSoc;
  if (Math.abs(moved) < 5) return;
  if (Math.abs(state.signAh) > 1) {
    if (state.signAh * moved > 0) state.signAgainst++;
    else state.signFor++;
  }
  state.signSoc = -1;
  if (state.signAgainst >= 3 && state.signAgainst > 3 * state.signFor) {
    state.sign = state.sign === 1 ? -1 : 1;
    [state.signFor, state.signAgainst] = [state.signAgainst, 0];
  }
}

/** What was known one row before. */
export interface Before {
  at: number;
  packV: number;
  currentA: number;
  socPct: number;
}

/** Cleans a row in place. `capacityAh` says what a large current is. */
export function clean(state: Hygiene, row: Row, before: Before | undefined, capacityAh: number): void {
  const dtMs = before === undefined ? 0 : row.at - before.at;
  if (state.sign < 0) row.currentA = -row.currentA;
  if (dtMs > gapMs) state.counts.gaps++;
  // Also the second repeat is one: it is compared with what was told, not with what was left of it. Nobody wakes up driving.
  if (row.currentA === state.lastA && row.packV === state.lastVolts.pack) {
    if (dtMs > sleepMs && (Math.abs(row.currentA) > 0.02 * capacityAh || row.speedKmh > 1)) state.stalePack = true;
  } else state.stalePack = false;
  state.lastA = row.currentA;
  if (state.stalePack) {
    state.counts.frozen++;
    row.currentA = Number.NaN;
  }
  if (row.cells !== undefined && !cleanCells(state, row, row.at - state.lastCellsAt, 0.1 * capacityAh)) row.cells = undefined;
  cleanVolts(state, row, dtMs);
  if (row.probes !== undefined) {
    if (state.probeCount === 0) state.probeCount = row.probes.length;
    if (row.probes.length !== state.probeCount) row.probes = undefined;
  }
  cleanOdometer(state, row);
  learnSign(state, row, dtMs);
  if (before === undefined || Number.isNaN(row.socPct) || dtMs > gapMs) return;
  const possible = 3 + (300 * dtMs) / 3_600_000;
  if (Math.abs(row.socPct - before.socPct) <= possible) return;
  state.counts.socJumps++;
  state.socJumpAt = row.at;
}
