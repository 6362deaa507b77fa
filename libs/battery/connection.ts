// Resistance of one cell's current path beyond that of the middle cell: between two steady lists of cells at different
// currents, how far the cell moved against the middle per ampere. Cells are read in turn, so only lists while the current
// holds still count. First pairs are the frozen baseline; a cell's own growth against it, measured by how much all other
// cells' values scatter, is a loose joint (or a cell whose own resistance grows). Unit mΩ.
import { keptFrom, type Sign } from './evidence.ts';
import type { Limits } from './limits.ts';
import { type Moment, robustSpread } from './moment.ts';

export interface Connection {
  anchor: Uint16Array;
  anchorA: number;
  anchorAt: number;
  anchorMv: number;
  /** Running mean of mΩ beyond the middle, weighted by (ΔI)². */
  mohm: Float32Array;
  weight: number;
  baseline: Float32Array | undefined;
  baselinePairs: number;
  pairs: number;
  firstAt: number;
}

export const newConnection = (): Connection => ({ anchor: new Uint16Array(0), anchorA: 0, anchorAt: 0, anchorMv: 0, mohm: new Float32Array(0), weight: 0, baseline: undefined, baselinePairs: 0, pairs: 0, firstAt: 0 });

const anchorForMs = 900_000;
const baselineAfter = 12;
const forget = 0.85;
const leastChange = 0.1;

/** Looks at a moment; true when a pair was measured. */
export function observeConnection(state: Connection, moment: Moment): boolean {
  const { row } = moment;
  const { cells } = row;
  // Near empty and near full the cells part by charge, not by resistance.
  if (cells === undefined || !moment.steady || Number.isNaN(row.currentA) || row.socPct < 20 || row.socPct > 90) return false;
  if (state.mohm.length !== cells.length) {
    Object.assign(state, newConnection());
    state.mohm = new Float32Array(cells.length);
  }
  const change = row.currentA - state.anchorA;
  const usable = state.anchor.length === cells.length && row.at - state.anchorAt <= anchorForMs;
  const large = usable && Math.abs(change) >= leastChange * moment.capacityAh && Math.abs(moment.middleMv - state.anchorMv) < 250;
  if (large) measure(state, cells, moment, change);
  if (large || !usable || Math.abs(change) < 0.04 * moment.capacityAh) {
    state.anchor = cells.slice();
    state.anchorA = row.currentA;
    state.anchorAt = row.at;
    state.anchorMv = moment.middleMv;
  }
  return large;
}

function measure(state: Connection, cells: Uint16Array, moment: Moment, change: number): void {
  const weight = Math.min(1, (change / moment.capacityAh) ** 2 * 4);
  const share = weight / (state.weight * forget + weight);
  for (let i = 0; i < cells.length; i++) {
    const [now, then] = [cells[i]!, state.anchor[i]!];
    if (now === 0 || then === 0) continue;
    const moved = now - moment.middleMv - (then - state.anchorMv);
    if (Math.abs(moved) > 400) continue;
    state.mohm[i]! += share * (-moved / change - state.mohm[i]!);
  }
  state.weight = state.weight * forget + weight;
  state.pairs++;
  if (state.firstAt === 0) state.firstAt = moment.row.at;
  if (state.baseline === undefined && state.pairs >= baselineAfter) {
    state.baseline = state.mohm.slice();
    state.baselinePairs = state.pairs;
  }
}

/** Growth from which the joint is worth a visit, mΩ, and from which it is called unsafe: about 40 W and 100 W at 200 A. */
const visitMohm = 0.4;
export const unsafeMohm = 1;

/** Three neighbours that grow together are read by one board; joints do not loosen in a row. */
const inARow = (sign: Sign, all: readonly Sign[]): boolean => all.filter((other) => Math.abs(other.cells![0]! - sign.cells![0]!) <= 2).length >= 3;

/** A joint that was bad already when looking began is told as well: eight spreads beyond all cells, and half a milliohm. */
export function connectionSigns(state: Connection, limits: Limits, capacityAh: number): Sign[] {
  const { baseline, mohm } = state;
  if (baseline === undefined || state.pairs < state.baselinePairs + 3) return [];
  const grown = Array.from(mohm, (value, i) => value - baseline[i]!);
  const spread = Math.max(0.012, robustSpread(grown));
  const first = Math.max(0.03, robustSpread(Array.from(baseline)));
  return grown.flatMap((growth, cell): Sign[] => {
    const whole = baseline[cell]! + growth;
    const old = growth < 0.1 && baseline[cell]! > 0.5 && baseline[cell]! / first >= limits.trendVisit + 2;
    const value = old ? whole : growth;
    const z = old ? baseline[cell]! / first : growth / spread;
    if (!old && (growth < 0.08 || z < keptFrom * limits.trendInfo)) return [];
    return [{
      kind: 'connectionResistance', tier: value >= visitMohm && z >= limits.trendVisit ? 'visit' : 'info', cells: [cell + 1], quantity: 'excessResistanceMohm', value, unit: 'mΩ',
      low: value - 1.645 * spread, high: value + 1.645 * spread, cause: 'connection', ruledOut: ['leakage', 'lowCapacity', 'frozenValues', 'senseWire'], nextTest: 'torqueAndDrop',
      score: z / limits.trendInfo, also: { heatAtOneCWatt: (value / 1000) * capacityAh * capacityAh, shareOfUnsafe: whole / unsafeMohm },
    }];
  }).filter((sign, _, all) => !inARow(sign, all)).sort((a, b) => b.value - a.value).slice(0, 4);
}
