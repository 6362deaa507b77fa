// Capacity: ampere-hours between two moments whose state of charge is known, each with its variance, followed over time by
// a robust Kalman filter. States of charge come from the rested open-circuit voltage, from the shown value where the voltage
// says little (LFP's plateau), and from a charge that reached the top. B8: every figure has a 90 % interval.
// The shown state of charge is no truth: makers show a window of the cell (field data: rested 12 % … 94 % shown as 0 … 100).
// Where it does run along the curve one to one, its mean bias per twentieth corrects a curve that is not quite this cell's.
import type { Sign } from './evidence.ts';
import { corrected as withoutEffects } from './effects.ts';
import type { Chemistry, Pack } from './frame.ts';
import { gapMs } from './hygiene.ts';
import type { Moment, Phase } from './moment.ts';
import { slopeAt, socOf } from './ocv.ts';

interface Anchor { at: number; ah: number; varAh: number; breaks: number; socPct: number; sd: number; tempC: number }

export interface Measurement { at: number; ah: number; sdAh: number; fromPct: number; toPct: number; tempC: number; cRate: number }

export interface Capacity {
  /** Ampere-hours given since the beginning, their variance, and how often counting was interrupted. */
  ah: number;
  varAh: number;
  breaks: number;
  throughputAh: number;
  anchors: Anchor[];
  anchoredRestAt: number;
  estimateAh: number;
  varEstimate: number;
  updatedAt: number;
  measurements: number;
  rejected: number;
  /** The last 24, newest last. */
  recent: Measurement[];
  /** First ten measurements: what this pack began with. */
  firstAh: number;
  /** Shown against rested: sums for a line, bias per twentieth, and the scatter (variance) that is left. */
  shown: { n: number; x: number; y: number; xx: number; xy: number; bias: Float64Array; times: Float64Array; scatter: number };
  fullAt: number;
  fullAh: number;
  lastFullAt: number;
  phase: Phase;
}

export const newCapacity = (pack: Pack): Capacity => ({
  ah: 0, varAh: 0, breaks: 0, throughputAh: 0, anchors: [], anchoredRestAt: 0, estimateAh: pack.ratedAh === undefined ? 0 : 0.93 * pack.ratedAh,
  varEstimate: pack.ratedAh === undefined ? 0 : (0.06 * pack.ratedAh) ** 2, updatedAt: 0, measurements: 0, rejected: 0, recent: [], firstAh: 0,
  shown: { n: 0, x: 0, y: 0, xx: 0, xy: 0, bias: new Float64Array(20), times: new Float64Array(20), scatter: 12 }, fullAt: 0, fullAh: 0, lastFullAt: 0, phase: 'parked',
});

const leastWindowPct = 25;
const anchorForMs = 3 * 86_400_000;

/** Counts the charge of one step. A silence in which charge moved unseen breaks the count. */
export function countAh(state: Capacity, moment: Moment, before: { currentA: number; socPct: number; odometerKm: number } | undefined): void {
  if (before === undefined) return;
  const [a, b] = [before.currentA, moment.row.currentA];
  const hours = moment.dtMs / 3_600_000;
  if (Number.isNaN(a) || Number.isNaN(b)) {
    if (moment.dtMs > 60_000) state.breaks++;
    return;
  }
  const quiet = 0.03 * moment.capacityAh;
  if (moment.dtMs > gapMs) {
    const charging = a < -quiet && b < -quiet && Math.abs(a - b) < 0.15 * Math.abs(a) && moment.dtMs < 3_600_000;
    const movedPct = Math.abs(moment.row.socPct - before.socPct);
    const driven = moment.row.odometerKm > before.odometerKm + 0.3;
    if (!charging && (driven || !(movedPct <= 1.01))) bridge(state, moment, before.socPct);
    if (!charging) return;
  }
  const given = ((a + b) / 2) * hours;
  state.ah += given;
  state.throughputAh += Math.abs(given);
  state.varAh += ((a - b) * hours) ** 2 / 12 + (moment.dtMs > gapMs ? (0.05 * given) ** 2 : 0);
}

/** A silence in which few points of charge went is bridged by them, uncertainly; more breaks the count. */
function bridge(state: Capacity, moment: Moment, beforePct: number): void {
  const given = ((beforePct - moment.row.socPct) / 100) * moment.capacityAh;
  if (!(Math.abs(beforePct - moment.row.socPct) <= 6)) {
    state.breaks++;
    return;
  }
  state.ah += given;
  state.varAh += (0.25 * given) ** 2 + (0.006 * moment.capacityAh) ** 2;
}

/** The line from shown to rested, when there is enough of it: rested = at50 + slope × (shown − 50). */
export function shownLine(state: Capacity): { at50: number; slope: number } | undefined {
  const { n, x, y, xx, xy } = state.shown;
  const spread = n * xx - x * x;
  if (n < 8 || spread / (n * n) < 100) return undefined;
  const slope = (n * xy - x * y) / spread;
  return { slope, at50: (y - slope * x) / n + 50 * slope };
}

function learnShown(state: Capacity, shownPct: number, restedPct: number): void {
  const { shown } = state;
  shown.n++;
  shown.x += shownPct; shown.y += restedPct; shown.xx += shownPct ** 2; shown.xy += shownPct * restedPct;
  if (shown.n > 8) shown.scatter += 0.08 * ((shownPct - corrected(state, restedPct)) ** 2 - shown.scatter);
  const bin = Math.max(0, Math.min(19, Math.floor(restedPct / 5)));
  const times = Math.min(30, shown.times[bin]! + 1);
  shown.bias[bin]! += (shownPct - restedPct - shown.bias[bin]!) / times;
  shown.times[bin] = times;
}

/** The curve's answer moved by the mean bias of the shown value near it, where shown and rested agree in scale. */
function corrected(state: Capacity, restedPct: number): number {
  const line = shownLine(state);
  if (line === undefined || Math.abs(line.slope - 1) > 0.09) return restedPct;
  const { bias, times } = state.shown;
  const at = Math.max(0, Math.min(18.999, restedPct / 5 - 0.5));
  const low = Math.floor(at);
  const part = (i: number): number => bias[i]! * (times[i]! / (times[i]! + 3));
  return restedPct + part(low) + (part(low + 1) - part(low)) * (at - low);
}

/** State of charge of a rested pack from voltage and shown value, each by its certainty. */
function restedSoc(state: Capacity, moment: Moment, chemistry: Chemistry, own: boolean): { socPct: number; sd: number } {
  const raw = socOf(moment.curve, moment.middleMv);
  const slope = slopeAt(moment.curve, raw);
  const young = moment.restMs < 7_200_000 ? 1.5 : 1;
  const sdOcv = Math.hypot((young * (chemistry === 'lfp' ? 5 : 3)) / slope, own ? 0.4 : chemistry === 'lfp' ? 1 : 1.5);
  const shown = moment.row.socPct;
  const line = shownLine(state);
  if (sdOcv < 4 && !Number.isNaN(shown)) learnShown(state, shown, raw);
  const rested = corrected(state, raw);
  if (Number.isNaN(shown)) return { socPct: rested, sd: sdOcv };
  const sdShown = chemistry === 'lfp' ? 2.5 : Math.max(0.8, Math.min(3.5, Math.sqrt(state.shown.scatter)));
  const scaled = chemistry === 'ncm' && line !== undefined && Math.abs(line.slope - 1) > 0.09 ? line.at50 + line.slope * (shown - 50) : shown;
  const [p, q] = [1 / sdOcv ** 2, 1 / sdShown ** 2];
  return { socPct: (p * rested + q * scaled) / (p + q), sd: Math.sqrt(1 / (p + q)) };
}

/** Looks at a moment; a measurement when one came of it. */
export function observeCapacity(state: Capacity, moment: Moment, pack: Pack): Measurement | undefined {
  const { row, chemistry } = moment;
  const was = state.phase;
  state.phase = moment.phase;
  if (chemistry === undefined) return undefined;
  if (chemistry === 'lfp' && moment.phase === 'charging') {
    const top = !Number.isNaN(row.cellMaxMv) ? Math.max(row.cellMaxMv, moment.middleMv) : moment.middleMv;
    if (top >= 3480 && !(row.socPct < 97)) {
      state.fullAt = row.at;
      state.fullAh = state.ah;
    }
  }
  if (was === 'charging' && moment.phase !== 'charging' && state.fullAt > 0 && row.at - state.fullAt < 3_600_000) {
    state.fullAt = 0;
    state.lastFullAt = row.at;
    return addAnchor(state, moment, { at: row.at, ah: state.fullAh, varAh: state.varAh, breaks: state.breaks, socPct: 100, sd: 0.6, tempC: row.tempMaxC }, pack.effects);
  }
  if (moment.phase === 'charging' && row.socPct >= 99.5) state.lastFullAt = row.at;
  const enough = chemistry === 'lfp' ? 3_600_000 : 1_800_000;
  if (moment.restMs < enough || Number.isNaN(moment.middleMv) || row.at - state.anchoredRestAt < 3_600_000) return undefined;
  if (row.cells === undefined && Number.isNaN(row.cellMaxMv) && Number.isNaN(row.packV)) return undefined;
  state.anchoredRestAt = row.at;
  return addAnchor(state, moment, { at: row.at, ah: state.ah, varAh: state.varAh, breaks: state.breaks, tempC: row.tempMaxC, ...restedSoc(state, moment, chemistry, pack.ocvMv !== undefined) }, pack.effects);
}

function addAnchor(state: Capacity, moment: Moment, anchor: Anchor, effects: Pack['effects']): Measurement | undefined {
  state.anchors = state.anchors.filter((other) => other.breaks === anchor.breaks && anchor.at - other.at < anchorForMs);
  const best = state.anchors.reduce<Anchor | undefined>((a, b) => (a === undefined || precision(b, anchor) > precision(a, anchor) ? b : a), undefined);
  if (best === undefined || Math.abs(anchor.socPct - best.socPct) < leastWindowPct) {
    state.anchors.push(anchor);
    if (state.anchors.length > 4) state.anchors.shift();
    return undefined;
  }
  state.anchors = [anchor];
  const window = (anchor.socPct - best.socPct) / 100;
  const counted = best.ah - anchor.ah;
  const ah = counted / window;
  if (!(ah > 5 && ah < 1000)) return undefined;
  const hours = (anchor.at - best.at) / 3_600_000;
  const varCounted = (0.004 * counted) ** 2 + (0.03 * Math.min(hours, 24)) ** 2 + (anchor.varAh - best.varAh);
  const sdAh = Math.sqrt(varCounted + ((anchor.sd ** 2 + best.sd ** 2) / 1e4) * ah ** 2) / Math.abs(window);
  const measured: Measurement = { at: anchor.at, ah, sdAh, fromPct: best.socPct, toPct: anchor.socPct, tempC: anchor.tempC, cRate: Math.abs(counted) / Math.max(hours, 0.2) / moment.capacityAh };
  const one = effects === undefined ? measured : withoutEffects(measured, effects);
  state.recent.push(one);
  if (state.recent.length > 24) state.recent.shift();
  update(state, one);
  return one;
}

const precision = (a: Anchor, b: Anchor): number => Math.abs(a.socPct - b.socPct) / Math.hypot(a.sd, b.sd);

/** Kalman step; what is more than 2.5 standard deviations off counts less, more than 6 not at all unless it goes on. */
function update(state: Capacity, one: Measurement): void {
  if (state.estimateAh === 0) {
    state.estimateAh = one.ah;
    state.varEstimate = (2 * one.sdAh) ** 2;
  } else {
    const days = state.updatedAt === 0 ? 0 : (one.at - state.updatedAt) / 86_400_000;
    state.varEstimate += (0.0004 * state.estimateAh) ** 2 * Math.min(400, days);
    const off = one.ah - state.estimateAh;
    const r = Math.abs(off) / Math.sqrt(state.varEstimate + one.sdAh ** 2);
    if (r > 6 && state.rejected < 5) {
      state.rejected++;
      return;
    }
    if (r > 6) state.varEstimate = off ** 2;
    const noise = one.sdAh ** 2 * (r > 2.5 && r <= 6 ? (r / 2.5) ** 2 : 1);
    const gain = state.varEstimate / (state.varEstimate + noise);
    state.estimateAh += gain * off;
    state.varEstimate *= 1 - gain;
  }
  state.rejected = 0;
  state.updatedAt = one.at;
  state.measurements++;
  if (state.measurements <= 10) state.firstAh = state.estimateAh;
}

export interface CapacityReport {
  capacityAh: number;
  lowAh: number;
  highAh: number;
  /** Fraction of rated, %; only when the rated capacity is known. */
  sohPct?: number;
  lowPct?: number;
  highPct?: number;
  measurements: number;
  updatedAt: number;
}

/** What averaging does not take away: the curve and the current sensor of this car, as a share of capacity. */
export const systematic = (chemistry: Chemistry | undefined, pack: Pack): number => (pack.ocvMv !== undefined ? 0.006 : chemistry === 'lfp' ? 0.01 : 0.012);

/** The estimate with its 90 % interval; undefined before the first measurement. */
export function capacityReport(state: Capacity, pack: Pack, chemistry: Chemistry | undefined): CapacityReport | undefined {
  if (state.measurements === 0) return undefined;
  const sd = Math.sqrt(state.varEstimate + (systematic(chemistry, pack) * state.estimateAh) ** 2);
  const [lowAh, highAh] = [state.estimateAh - 1.645 * sd, state.estimateAh + 1.645 * sd];
  const rated = pack.ratedAh;
  const base = { capacityAh: state.estimateAh, lowAh, highAh, measurements: state.measurements, updatedAt: state.updatedAt };
  return rated === undefined ? base : { ...base, sohPct: (100 * state.estimateAh) / rated, lowPct: (100 * lowAh) / rated, highPct: (100 * highAh) / rated };
}

/** Health that is surely below 80 % (a usual warranty line; the warranty decision is not made here) is told. */
export function capacitySigns(state: Capacity, pack: Pack, chemistry: Chemistry | undefined): Sign[] {
  const told = capacityReport(state, pack, chemistry);
  if (told?.highPct === undefined || told.measurements < 5 || told.highPct >= 80) return [];
  return [{
    key: 'capacityLoss', kind: 'capacityLoss', tier: told.highPct < 70 ? 'visit' : 'info', quantity: 'sohPct', value: told.sohPct!, unit: '%', low: told.lowPct!, high: told.highPct, cause: 'ageing',
    ruledOut: ['frozenValues', 'currentFlowing'], nextTest: 'standardCapacityTest', score: 80 / told.highPct, also: { capacityAh: told.capacityAh, measurements: told.measurements },
  }];
}
