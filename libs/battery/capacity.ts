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

/** `raw` is the curve's answer, NaN where a full charge says 100 %. */
interface Anchor { at: number; ah: number; varAh: number; breaks: number; raw: number; noise: number; shown: number; tempC: number }

export interface Measurement {
  at: number;
  ah: number;
  sdAh: number;
  fromPct: number;
  toPct: number;
  tempC: number;
  cRate: number;
  /** What was counted and both ends, to be read anew when the curve's bias is known better. */
  counted?: { ah: number; varAh: number; from: End; to: End };
}
type End = Pick<Anchor, 'raw' | 'noise' | 'shown'>;

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
  /** The estimate before the oldest of `recent`: from here on they are read anew. */
  carried: { ah: number; varAh: number; at: number } | undefined;
  /** The last 16, newest last. */
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
  varEstimate: pack.ratedAh === undefined ? 0 : (0.06 * pack.ratedAh) ** 2, updatedAt: 0, measurements: 0, rejected: 0, carried: undefined, recent: [], firstAh: 0,
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

function learnShown(state: Capacity, shownPct: number, restedPct: number, chemistry: Chemistry): void {
  const { shown } = state;
  shown.n++;
  shown.x += shownPct; shown.y += restedPct; shown.xx += shownPct ** 2; shown.xy += shownPct * restedPct;
  if (shown.n > 8) shown.scatter += 0.08 * ((shownPct - corrected(state, restedPct, chemistry)) ** 2 - shown.scatter);
  const bin = Math.max(0, Math.min(19, Math.floor(restedPct / 5)));
  const times = Math.min(30, shown.times[bin]! + 1);
  shown.bias[bin]! += (shownPct - restedPct - shown.bias[bin]!) / times;
  shown.times[bin] = times;
}

/** How far a curve that is not this cell's own may be off, % of charge. */
const curveSd = (chemistry: Chemistry, own: boolean): number => (own ? 0.4 : chemistry === 'lfp' ? 2.5 : 2);
const shownSd = (state: Capacity, chemistry: Chemistry): number => Math.max(chemistry === 'lfp' ? 1.5 : 1, Math.min(chemistry === 'lfp' ? 2.5 : 3.5, Math.sqrt(state.shown.scatter)));

/** Whether shown and rested agree in scale, so that the shown value may correct the curve. */
function agrees(state: Capacity, chemistry: Chemistry): boolean {
  const line = shownLine(state);
  if (chemistry === 'ncm') return line !== undefined && Math.abs(line.slope - 1) <= 0.09;
  // LFP's curve speaks at the lower end only: there both must be within what a shown value may be wrong by.
  const { bias, times } = state.shown;
  let [sum, n] = [0, 0];
  for (let i = 0; i < 7; i++) {
    sum += bias[i]! * times[i]!;
    n += times[i]!;
  }
  return n >= 3 && Math.abs(sum / n) <= 6;
}

/** The curve's answer moved by the mean bias of the shown value near it, where both agree. */
function corrected(state: Capacity, restedPct: number, chemistry: Chemistry): number {
  if (!agrees(state, chemistry)) return restedPct;
  const { bias, times } = state.shown;
  const at = Math.max(0, Math.min(18.999, restedPct / 5 - 0.5));
  const low = Math.floor(at);
  const part = (i: number): number => bias[i]! * (times[i]! / (times[i]! + 0.5));
  return restedPct + part(low) + (part(low + 1) - part(low)) * (at - low);
}

/** State of charge of a rested pack from voltage and shown value, each by its certainty, as far as both are known now. */
function socOfEnd(state: Capacity, { raw, noise, shown }: End, chemistry: Chemistry, own: boolean): { socPct: number; sd: number } {
  if (Number.isNaN(raw)) return { socPct: 100, sd: 0.6 };
  const rested = corrected(state, raw, chemistry);
  const learnt = agrees(state, chemistry);
  const each = shownSd(state, chemistry);
  const bin = Math.max(0, Math.min(19, Math.floor(raw / 5)));
  const curve = curveSd(chemistry, own);
  const sdOcv = Math.hypot(noise, learnt ? curve / Math.sqrt(1 + (state.shown.times[bin]! * curve * curve) / each ** 2) : curve);
  if (Number.isNaN(shown)) return { socPct: rested, sd: sdOcv };
  const line = shownLine(state);
  const scaled = chemistry === 'ncm' && line !== undefined && !learnt ? line.at50 + line.slope * (shown - 50) : shown;
  const [p, q] = [1 / sdOcv ** 2, 1 / each ** 2];
  return { socPct: (p * rested + q * scaled) / (p + q), sd: Math.sqrt(1 / (p + q)) };
}

/** A rest as an end of a stretch; where the voltage says something, it is compared with the shown value. */
function endAtRest(state: Capacity, moment: Moment, chemistry: Chemistry): End {
  const raw = socOf(moment.curve, moment.middleMv);
  const young = moment.restMs < 7_200_000 ? 1.5 : 1;
  // LFP: above its lower end the curve bends at places of its own, and charge or discharge before the rest moves it by more than it rises.
  const noise = chemistry === 'lfp' && raw > 27 ? 20 : (young * (chemistry === 'lfp' ? 6 : 3)) / slopeAt(moment.curve, raw);
  const shown = moment.row.socPct;
  if (noise < 4 && !Number.isNaN(shown)) learnShown(state, shown, raw, chemistry);
  return { raw, noise, shown };
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
    return addAnchor(state, moment, { at: row.at, ah: state.fullAh, varAh: state.varAh, breaks: state.breaks, raw: Number.NaN, noise: 0, shown: 100, tempC: row.tempMaxC }, pack);
  }
  if (moment.phase === 'charging' && row.socPct >= 99.5) state.lastFullAt = row.at;
  const enough = chemistry === 'lfp' ? 3_600_000 : 1_800_000;
  if (moment.restMs < enough || Number.isNaN(moment.middleMv) || row.at - state.anchoredRestAt < 3_600_000) return undefined;
  if (row.cells === undefined && Number.isNaN(row.cellMaxMv) && Number.isNaN(row.packV)) return undefined;
  state.anchoredRestAt = row.at;
  return addAnchor(state, moment, { at: row.at, ah: state.ah, varAh: state.varAh, breaks: state.breaks, tempC: row.tempMaxC, ...endAtRest(state, moment, chemistry) }, pack);
}

function addAnchor(state: Capacity, moment: Moment, anchor: Anchor, pack: Pack): Measurement | undefined {
  const chemistry = moment.chemistry!;
  const soc = (end: End): { socPct: number; sd: number } => socOfEnd(state, end, chemistry, pack.ocvMv !== undefined);
  const now = soc(anchor);
  state.anchors = state.anchors.filter((other) => other.breaks === anchor.breaks && anchor.at - other.at < anchorForMs);
  const precision = (other: Anchor): number => {
    const { socPct, sd } = soc(other);
    return Math.abs(now.socPct - socPct) / Math.hypot(now.sd, sd);
  };
  const best = state.anchors.reduce<Anchor | undefined>((a, b) => (a === undefined || precision(b) > precision(a) ? b : a), undefined);
  if (best === undefined || Math.abs(now.socPct - soc(best).socPct) < leastWindowPct) {
    state.anchors.push(anchor);
    if (state.anchors.length > 4) state.anchors.shift();
    return undefined;
  }
  state.anchors = [anchor];
  const ah = best.ah - anchor.ah;
  const hours = (anchor.at - best.at) / 3_600_000;
  const varAh = (0.004 * ah) ** 2 + (0.03 * Math.min(hours, 24)) ** 2 + (anchor.varAh - best.varAh);
  const end = ({ raw, noise, shown }: Anchor): End => ({ raw: short(raw), noise: short(noise), shown: short(shown) });
  const first: Measurement = {
    at: anchor.at, ah: 0, sdAh: 0, fromPct: 0, toPct: 0, tempC: anchor.tempC, cRate: short(Math.abs(ah) / Math.max(hours, 0.2) / moment.capacityAh), counted: { ah: short(ah), varAh: short(varAh), from: end(best), to: end(anchor) },
  };
  const measured = readAnew(state, first, chemistry, pack);
  if (!(measured.ah > 5 && measured.ah < 1000)) return undefined;
  // A state put away before measurements were read anew goes on from its estimate.
  if (state.carried === undefined) state.recent = [];
  state.carried ??= { ah: state.estimateAh, varAh: state.varEstimate, at: state.updatedAt };
  state.recent.push(measured);
  state.measurements++;
  follow(state, chemistry, pack);
  if (state.measurements <= 10) state.firstAh = state.estimateAh;
  return measured;
}

/** Three decimals are enough, and keep the state small. */
const short = (value: number): number => Math.round(1000 * value) / 1000;

/** A measurement as it reads with the bias of the curve as it is known now. */
function readAnew(state: Capacity, one: Measurement, chemistry: Chemistry, pack: Pack): Measurement {
  if (one.counted === undefined) return one;
  const [from, to] = [socOfEnd(state, one.counted.from, chemistry, pack.ocvMv !== undefined), socOfEnd(state, one.counted.to, chemistry, pack.ocvMv !== undefined)];
  const window = (to.socPct - from.socPct) / 100;
  const ah = one.counted.ah / window;
  const sdAh = Math.sqrt(one.counted.varAh + ((from.sd ** 2 + to.sd ** 2) / 1e4) * ah ** 2) / Math.abs(window);
  const measured = { ...one, ah: short(ah), sdAh: short(sdAh), fromPct: short(from.socPct), toPct: short(to.socPct) };
  return pack.effects === undefined ? measured : withoutEffects(measured, pack.effects);
}

/** The last 16 measurements are read anew and followed from what was carried; the 17th is worked into that for good. */
function follow(state: Capacity, chemistry: Chemistry, pack: Pack): void {
  state.recent = state.recent.map((one) => readAnew(state, one, chemistry, pack));
  const filter: Filter = { ...state.carried!, rejected: 0 };
  state.recent.forEach((one, i) => {
    update(filter, one);
    if (i > 0 || state.recent.length <= 16) return;
    state.carried = { ah: filter.ah, varAh: filter.varAh, at: filter.at };
  });
  if (state.recent.length > 16) state.recent.shift();
  state.estimateAh = filter.ah;
  state.varEstimate = filter.varAh;
  state.updatedAt = filter.at;
  state.rejected = filter.rejected;
}

interface Filter { ah: number; varAh: number; at: number; rejected: number }

/** Kalman step; what is more than 2.5 standard deviations off counts less, more than 6 not at all unless it goes on. */
function update(filter: Filter, one: Measurement): void {
  if (filter.ah === 0) {
    filter.ah = one.ah;
    filter.varAh = (2 * one.sdAh) ** 2;
  } else {
    const days = filter.at === 0 ? 0 : (one.at - filter.at) / 86_400_000;
    filter.varAh += (0.0004 * filter.ah) ** 2 * Math.min(400, days);
    const off = one.ah - filter.ah;
    const r = Math.abs(off) / Math.sqrt(filter.varAh + one.sdAh ** 2);
    if (r > 6 && filter.rejected < 5) {
      filter.rejected++;
      return;
    }
    if (r > 6) filter.varAh = off ** 2;
    const noise = one.sdAh ** 2 * (r > 2.5 && r <= 6 ? (r / 2.5) ** 2 : 1);
    const gain = filter.varAh / (filter.varAh + noise);
    filter.ah += gain * off;
    filter.varAh *= 1 - gain;
  }
  filter.rejected = 0;
  filter.at = one.at;
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
export const systematic = (pack: Pack): number => (pack.ocvMv !== undefined ? 0.005 : 0.007);

/**
 * How far this car's measurements lie about the estimate against what each was believed to be worth (a ratio of variances, held
 * at 1 as by two measurements; one measurement counts for six at most): beforehand only the worst ends are known, and a car
 * whose measurements agree is known better than that.
 */
function scatterOf(state: Capacity): number {
  const off = state.recent.map((one) => Math.min(6, ((one.ah - state.estimateAh) / one.sdAh) ** 2));
  return off.reduce((sum, one) => sum + one, 2) / (off.length + 2);
}

/**
 * Half a 90 % interval in believed standard deviations: 1.645 where beliefs were true. The fleet's cars of known truth (seeds 300 and 301:
 * 565 NCM, 544 LFP) lay inside it in 86.2 and 94.0 %, so it is as much wider and narrower as that takes (normal errors of another size).
 */
const halfWidth: Record<Chemistry, number> = { ncm: 1.82, lfp: 1.44 };

/** The estimate with its 90 % interval; undefined before the first measurement. */
export function capacityReport(state: Capacity, pack: Pack, chemistry: Chemistry): CapacityReport | undefined {
  if (state.measurements === 0) return undefined;
  const sd = Math.sqrt(state.varEstimate * scatterOf(state) + (systematic(pack) * state.estimateAh) ** 2);
  const half = halfWidth[chemistry] * sd;
  const [lowAh, highAh] = [state.estimateAh - half, state.estimateAh + half];
  const rated = pack.ratedAh;
  const base = { capacityAh: state.estimateAh, lowAh, highAh, measurements: state.measurements, updatedAt: state.updatedAt };
  return rated === undefined ? base : { ...base, sohPct: (100 * state.estimateAh) / rated, lowPct: (100 * lowAh) / rated, highPct: (100 * highAh) / rated };
}

/** Health that is surely below 80 % (a usual warranty line; the warranty decision is not made here) is told. */
export function capacitySigns(state: Capacity, pack: Pack, chemistry: Chemistry): Sign[] {
  const told = capacityReport(state, pack, chemistry);
  if (told?.highPct === undefined || told.measurements < 5 || told.highPct >= 80) return [];
  return [{
    key: 'capacityLoss', kind: 'capacityLoss', tier: told.highPct < 70 ? 'visit' : 'info', quantity: 'sohPct', value: told.sohPct!, unit: '%', low: told.lowPct!, high: told.highPct, cause: 'ageing',
    ruledOut: ['frozenValues', 'currentFlowing'], nextTest: 'standardCapacityTest', score: 80 / told.highPct, also: { capacityAh: told.capacityAh, measurements: told.measurements },
  }];
}
