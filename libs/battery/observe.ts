// One frame in, evidence out. On arrival only what cannot wait is looked at (danger); everything else is worked on in order of
// time when ten minutes have passed, so that the order of arrival makes no difference. `flush` works on what still waits.
import { auxiliarySigns, observeAuxiliary } from './auxiliary.ts';
import { capacitySigns, countAh, observeCapacity } from './capacity.ts';
import { cellSigns } from './cell-faults.ts';
import { vote } from './chemistry.ts';
import { connectionSigns, observeConnection } from './connection.ts';
import { coolDown, watch } from './danger.ts';
import { observeRest } from './deviations.ts';
import { believedOf, boardMvOf, type Evidence, look } from './evidence.ts';
import { type BatteryFrame, readRow, type Row } from './frame.ts';
import { clean, gapMs } from './hygiene.ts';
import { insulationSigns, observeInsulation } from './insulation.ts';
import { noteCheckpoint } from './life.ts';
import { middleOf, type Moment, type Phase } from './moment.ts';
import { curveOf } from './ocv.ts';
import { arrive, leave } from './pending.ts';
import type { State } from './state.ts';
import { observeThermal, thermalSigns } from './thermal.ts';
import { observeUse } from './use.ts';

const none: Evidence[] = [];
const earliest = Date.UTC(2010, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/** Takes a frame in, in any order within ten minutes. Changes `state`; answers what is to be told now. */
export function observe(state: State, frame: BatteryFrame): Evidence[] {
  const { counts } = state.hygiene;
  if (!(frame.at > earliest && frame.at < latest)) {
    counts.refused++;
    return none;
  }
  counts.frames++;
  const row = readRow(frame);
  const danger = watch(state.danger, state.pending, row, daysOf(state, row.at));
  const how = arrive(state.pending, row);
  if (how !== 'waits') counts[how]++;
  let told = danger === undefined ? none : [danger];
  for (let next = leave(state.pending); next !== undefined; next = leave(state.pending)) told = work(state, next, told);
  return told;
}

/** Works on everything that still waits: at the end of a history, or when a car is taken apart. */
export function flush(state: State): Evidence[] {
  let told = none;
  for (let next = leave(state.pending, true); next !== undefined; next = leave(state.pending, true)) told = work(state, next, told);
  return told;
}

const daysOf = (state: State, at: number): number => (state.firstAt === 0 ? 0 : Math.max(0, (at - state.firstAt) / 86_400_000));

/** Capacity as known best: estimated, rated, or a usual one. */
export const capacityOf = (state: State): number => (state.capacity.measurements > 0 ? state.capacity.estimateAh : (state.pack.ratedAh ?? 120));

function phaseOf(row: Row, quietA: number): Phase {
  const moving = row.speedKmh > 1;
  if (!moving && row.currentA < -quietA && (row.charging !== 3 || !(!Number.isNaN(row.speedKmh)))) return 'charging';
  if ((row.charging === 1 || row.charging === 2) && row.currentA < 0) return 'charging';
  return moving || row.currentA > 2 * quietA ? 'driving' : 'parked';
}

function middleMv(state: State, row: Row): number {
  if (row.cells !== undefined) return middleOf(row.cells);
  if (!Number.isNaN(row.cellMaxMv) && !Number.isNaN(row.cellMinMv)) return (row.cellMaxMv + row.cellMinMv) / 2;
  return state.hygiene.cellCount > 0 && !Number.isNaN(row.packV) ? (1000 * row.packV) / state.hygiene.cellCount : Number.NaN;
}

/** Puts a cleaned row into its context and moves the clock of rest. */
function momentOf(state: State, row: Row): Moment {
  const { before } = state;
  const capacityAh = capacityOf(state);
  const quietA = Math.max(3, 0.03 * capacityAh);
  const quiet = Math.abs(row.currentA) <= quietA;
  const dtMs = before === undefined ? 0 : row.at - before.at;
  if (before === undefined) state.loadedAt = row.at;
  else if (!quiet) state.loadedAt = row.at;
  else if (dtMs > gapMs && (Math.abs(row.socPct - before.socPct) > 1.01 || row.odometerKm > before.odometerKm + 0.5)) state.loadedAt = row.at;
  else if (!before.quiet) state.loadedAt = Math.max(state.loadedAt, before.at);
  if (before === undefined || !(Math.abs(row.currentA) <= 2.2 * quietA) || state.loadedAt === row.at && quiet) state.workedAt = row.at;
  // A charger holds its current, and so does a car that does nothing: rows may lie further apart than while driving.
  const apart = before !== undefined && ((quiet && before.quiet) || (row.currentA < -quietA && before.currentA < -quietA && !(row.speedKmh > 1))) ? gapMs : 120_000;
  const holds = before !== undefined && dtMs <= apart && Math.abs(row.currentA - before.currentA) <= 0.025 * capacityAh;
  state.steadyFor = holds ? state.steadyFor + dtMs : 0;
  if (state.chemistry.chosen === undefined) vote(state.chemistry, middleMv(state, row), row.socPct, row.currentA / capacityAh);
  const chemistry = state.chemistry.chosen;
  const restMs = quiet ? row.at - state.loadedAt : 0;
  const idleMs = Math.max(restMs, row.at - state.workedAt);
  return {
    row, dtMs, quiet, phase: phaseOf(row, quietA), capacityAh, chemistry, curve: curveOf(state.pack, chemistry ?? 'ncm'), restMs, idleMs, steady: state.steadyFor >= 20_000,
    middleMv: row.cells !== undefined || restMs > 600_000 || chemistry === 'lfp' ? middleMv(state, row) : Number.NaN, days: daysOf(state, row.at),
  };
}

/** Works on one row in its turn. */
function work(state: State, row: Row, told: Evidence[]): Evidence[] {
  const before = state.before;
  if (state.firstAt === 0) state.firstAt = row.at;
  clean(state.hygiene, row, before, capacityOf(state));
  const moment = momentOf(state, row);
  countAh(state.capacity, moment, before);
  const measured = observeCapacity(state.capacity, moment, state.pack);
  observeUse(state.use, moment, before?.currentA);
  if (measured !== undefined) noteCheckpoint(state.life, state.capacity, state.use.lastKm);
  const signs = rulesOf(state, moment, measured !== undefined);
  const over = coolDown(state.danger, row, !state.hygiene.stalePack && !state.hygiene.staleCells, moment.days);
  state.before = {
    at: row.at, packV: row.packV, currentA: row.currentA, socPct: !Number.isNaN(row.socPct) ? row.socPct : (before?.socPct ?? Number.NaN),
    odometerKm: !Number.isNaN(row.odometerKm) ? row.odometerKm : (before?.odometerKm ?? Number.NaN), quiet: moment.quiet,
  };
  if (signs.length === 0 && over === undefined) return told;
  return [...told, ...signs, ...(over === undefined ? [] : [over])];
}

/** Every rule looks when something it stands on was completed, not at every row. */
function rulesOf(state: State, moment: Moment, measured: boolean): Evidence[] {
  const { at } = moment.row;
  let told = none;
  const say = (family: Parameters<typeof look>[1], signs: Parameters<typeof look>[2]): void => {
    const more = look(state.evidences, family, signs, state.limits.tails, at, moment.days);
    if (more.length > 0) told = [...told, ...more];
  };
  if (observeRest(state.deviations, moment)) {
    say(['imbalance', 'leakage', 'step', 'lowCapacity', 'moduleBoard', 'sensor'], cellSigns(state.deviations, {
      capacityAh: moment.capacityAh, curve: moment.curve, limits: state.limits, cellsPerBoard: state.pack.cellsPerBoard, chemistry: moment.chemistry!, believed: (cell) => believedOf(state.evidences, cell), boardMv: (cell) => boardMvOf(state.evidences, cell),
    }));
  }
  if (measured) say(['capacityLoss'], capacitySigns(state.capacity, state.pack, state.chemistry.chosen ?? 'ncm'));
  if (observeConnection(state.connection, moment)) say(['connectionResistance'], connectionSigns(state.connection, state.limits, moment.capacityAh));
  if (observeInsulation(state.insulation, moment)) say(['insulation'], insulationSigns(state.insulation, state.pack.maxV));
  if (observeThermal(state.thermal, moment)) say(['cooling', 'probeSensor'], thermalSigns(state.thermal, state.limits));
  if (observeAuxiliary(state.auxiliary, moment)) say(['auxBattery'], auxiliarySigns(state.auxiliary));
  return told;
}
