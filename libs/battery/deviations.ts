// How far each cell of a resting pack is from the middle cell: the one measurement most cell faults are read from. One entry
// per rest (mean of up to six lists while nothing flows), kept in a history of 54 that thins out with age, and a baseline of
// the first rests that is then frozen, so that a pack whose modules drift cannot hide the drift in its own spread (B4).
// Shapes: `devs` is entries × cells in 0.1 mV (int16, −32768 = not told); the baseline is in % of charge per cell.
import type { Moment } from './moment.ts';
import { median } from './moment.ts';
import { mvOf, socOf } from './ocv.ts';
import { followBalancing, followPlaces, pressed, topSteps, worthOf } from './worth.ts';
import type { Chemistry } from './frame.ts';

export const entriesKept = 54;
export const notTold = -32_768;
const listsPerRest = 6;
const entryEveryMs = 2 * 3_600_000;

export interface Entry {
  at: number;
  /** State of charge of the middle cell, %. */
  socPct: number;
  /** Millivolts per percent of charge there. */
  slopeMv: number;
  /** The curve may be followed between two voltages; not on LFP's plateau. */
  bends: boolean;
  tempC: number;
  lists: number;
  /** Share by which `slopeMv` may be wrong. */
  rough?: number;
  /** Place in the baseline above which cells were level by then, %, because a balancer bleeds the high ones; missing: none were. */
  topPct?: number;
  /** NCM: what balancing has added to a cell's place, as a share of its baseline place. */
  press?: number;
  /** How high the middle cell stands above LFP's plateau at the end of its curve, mV; missing elsewhere. */
  kneeMv?: number;
}

export interface Deviations {
  cells: number;
  entries: Entry[];
  devs: Int16Array;
  /** Entries ever made, also those thinned out. */
  made: number;
  /** The rest that goes on: sums of deviations, mV, and how often each cell told. */
  sums: Float32Array;
  told: Uint8Array;
  lists: number;
  middleSum: number;
  restAt: number;
  doneAt: number;
  baseline: {
    at: number; devPct: Float32Array; spreadPct: number; noiseMv: number;
    /** LFP: what each cell's sensing is off by, mV; missing in states put away before it was learnt. */
    offsetMv?: Float32Array;
  } | undefined;
  /** Where the cells stand now, % of charge: only to learn what a percent is worth at a rest, never to judge a cell by. */
  places: Float32Array | undefined;
  /** What speaks against each place of the balancer's top, fading (see worth.ts). */
  tops: Float32Array;
  /** LFP: the middle cell on the upper plateau, mV; 0 before it was seen. */
  plateauMv: number;
}

export const newDeviations = (): Deviations => ({
  cells: 0, entries: [], devs: new Int16Array(0), made: 0, sums: new Float32Array(0), told: new Uint8Array(0), lists: 0, middleSum: 0, restAt: 0, doneAt: 0, baseline: undefined, places: undefined, tops: new Float32Array(topSteps), plateauMv: 0,
});

/** Rest before a deviation between cells is believed; they relax alike, so less than for the open-circuit voltage itself. */
export const restForCellsMs = 1_200_000;

function begin(state: Deviations, cells: number): void {
  if (state.cells !== cells) {
    state.cells = cells;
    state.entries = [];
    state.devs = new Int16Array(entriesKept * cells);
    state.sums = new Float32Array(cells);
    state.told = new Uint8Array(cells);
  }
  state.sums.fill(0);
  state.told.fill(0);
  state.lists = 0;
  state.middleSum = 0;
}

/** Looks at a moment; true when a rest became an entry. */
export function observeRest(state: Deviations, moment: Moment): boolean {
  const { row } = moment;
  if (moment.chemistry === undefined) return false;
  const resting = moment.idleMs >= restForCellsMs;
  if (!resting) return state.lists > 0 ? finish(state, moment) : false;
  if (row.cells === undefined) return false;
  if (state.lists > 0 && row.at - state.restAt > 1_800_000) return finish(state, moment);
  if (state.lists === 0) {
    if (row.at - state.doneAt < entryEveryMs) return false;
    begin(state, row.cells.length);
    state.restAt = row.at;
  }
  state.lists++;
  state.middleSum += moment.middleMv;
  for (let i = 0; i < row.cells.length; i++) {
    const mv = row.cells[i]!;
    if (mv === 0) continue;
    state.sums[i]! += mv - moment.middleMv;
    state.told[i]!++;
  }
  return state.lists >= listsPerRest ? finish(state, moment) : false;
}

function finish(state: Deviations, moment: Moment): boolean {
  const middle = state.middleSum / state.lists;
  const devs = new Int16Array(state.cells);
  for (let i = 0; i < state.cells; i++) devs[i] = state.told[i]! === 0 ? notTold : Math.max(-32_000, Math.min(32_000, Math.round((10 * state.sums[i]!) / state.told[i]!)));
  const lists = state.lists;
  state.lists = 0;
  state.doneAt = state.restAt;
  enter(state, { at: state.restAt, middleMv: middle, shownPct: moment.row.socPct, tempC: moment.row.tempMaxC, lists, chemistry: moment.chemistry!, curve: moment.curve }, devs);
  return true;
}

export interface Rest { at: number; middleMv: number; shownPct: number; tempC: number; lists: number; chemistry: Chemistry; curve: readonly number[] }

/** Makes an entry of a rest. On LFP's plateau the shown charge says better where the pack is than the voltage. */
export function enter(state: Deviations, rest: Rest, devs: Int16Array): void {
  const { at, chemistry, curve, tempC, lists } = rest;
  const byVoltage = socOf(curve, rest.middleMv);
  const socPct = chemistry === 'ncm' || Number.isNaN(rest.shownPct) || (byVoltage < 25 && rest.shownPct < 40) ? byVoltage : rest.shownPct;
  const offsetMv = state.baseline?.offsetMv;
  const devsMv = Float32Array.from(devs, (dev, cell) => (dev === notTold ? Number.NaN : dev / 10 - (offsetMv?.[cell] ?? 0)));
  const kneeMv = chemistry === 'lfp' && socPct > 94 ? Math.round(10 * Math.max(4, rest.middleMv - (state.plateauMv || mvOf(curve, 90) + 2))) / 10 : undefined;
  // At the knee places and millivolts are in line only after the exponential is taken out.
  if (kneeMv !== undefined) for (let i = 0; i < devsMv.length; i++) devsMv[i] = straightened(devsMv[i]!, kneeMv);
  const worth = worthOf(curve, chemistry, socPct, devsMv, state.places);
  const entry: Entry = { at, socPct: Math.round(100 * socPct) / 100, slopeMv: Math.round(1000 * worth.slopeMv) / 1000, bends: chemistry === 'ncm', tempC, lists, rough: Math.round(100 * worth.rough) / 100 };
  if (kneeMv !== undefined) entry.kneeMv = kneeMv;
  if (chemistry === 'lfp' && socPct > 78 && socPct < 93) state.plateauMv = state.plateauMv === 0 ? rest.middleMv : state.plateauMv + 0.2 * (rest.middleMv - state.plateauMv);
  if (state.baseline !== undefined && chemistry === 'ncm') entry.press = Math.round(1000 * pressed(state.baseline.devPct, devsMv, worth.slopeMv)) / 1000;
  else if (state.baseline !== undefined) {
    const { devPct, noiseMv, spreadPct } = state.baseline;
    const topPct = followBalancing(state.tops, devPct, devsMv, (place) => Math.sqrt(variancePct(worth.slopeMv, lists, noiseMv, place, spreadPct, worth.rough)), worth.slopeMv);
    if (topPct !== undefined) entry.topPct = topPct;
  }
  if (state.places !== undefined) followPlaces(state.places, devsMv, worth, chemistry === 'ncm' || socPct < 27);
  keepEntry(state, entry, devs, chemistry, curve);
}

/** Puts an entry at the end of the history. */
export function keepEntry(state: Deviations, entry: Entry, devs: Int16Array, chemistry: Chemistry, curve: readonly number[]): void {
  if (state.entries.length === entriesKept) thin(state, entry.at);
  state.devs.set(devs, state.entries.length * state.cells);
  state.entries.push(entry);
  state.made++;
  if (state.baseline === undefined) freeze(state, chemistry, curve);
}

/** Leaves out the entry whose neighbours are closest for its age; of two the less informative goes. The newest 16 stay. */
function thin(state: Deviations, now: number): void {
  const { entries } = state;
  let [worst, least] = [1, Number.POSITIVE_INFINITY];
  for (let i = 1; i < entries.length - 16; i++) {
    const cost = ((entries[i + 1]!.at - entries[i - 1]!.at) / (now - entries[i]!.at + 86_400_000)) * Math.min(1, entries[i]!.slopeMv / 4);
    if (cost < least) [worst, least] = [i, cost];
  }
  entries.splice(worst, 1);
  state.devs.copyWithin(worst * state.cells, (worst + 1) * state.cells, (entries.length + 1) * state.cells);
}

/** Deviation of a cell in an entry as told, mV; NaN when it did not tell. */
export function toldMv(state: Deviations, entry: number, cell: number): number {
  const dev = state.devs[entry * state.cells + cell]!;
  return dev === notTold ? Number.NaN : dev / 10;
}

/** The same less what its sensing is off by, as far as the baseline knows. */
export const devMv = (state: Deviations, entry: number, cell: number): number => toldMv(state, entry, cell) - (state.baseline?.offsetMv?.[cell] ?? 0);

/**
 * At the knee the voltage climbs like an exponential from the plateau: what a cell lacks grows faster than its millivolts, and
 * what it is ahead slower. Millivolts as they would be if the curve went on straight from the middle cell.
 */
const straightened = (mv: number, kneeMv: number): number => kneeMv * Math.log(Math.max(0.05, 1 + mv / kneeMv));

/** By how much the plateau under the knee may be told too low: hysteresis between driving and charging and what still relaxes, mV. */
const plateauMayRiseMv = 20;

/**
 * The plateau was seen while driving; after a charge it lies higher, and the knee may be as low as `least`. A cell behind is read
 * in the middle of both, as uncertain as they differ; one that may have fallen down to the plateau stands at most so high.
 */
function pctAtKnee(mv: number, kneeMv: number, slopeMv: number): { pct: number; slopeMv: number; atMost: boolean } {
  const pct = straightened(mv, kneeMv) / slopeMv;
  const local = slopeMv * Math.min(2, 1 + mv / kneeMv);
  if (mv >= 0) return { pct, slopeMv: local, atMost: false };
  const least = Math.max(0.3 * kneeMv, kneeMv - plateauMayRiseMv);
  if (mv < -0.9 * least) return { pct, slopeMv: 0.3, atMost: true };
  const other = straightened(mv, least) / slopeMv;
  return { pct: (pct + other) / 2, slopeMv: 1 / Math.hypot(1 / local, pct - other), atMost: false };
}

/**
 * A cell's deviation as charge, %, and the millivolts per percent it was read with: the smoothed slope for small ones, the
 * curve itself between the two voltages for large ones, where a straight line would miss its bends. `atMost`: it may stand
 * lower than it reads.
 */
export function pctOf(curve: readonly number[], entry: Entry, mv: number): { pct: number; slopeMv: number; atMost?: boolean } {
  const size = Math.abs(mv);
  if (entry.kneeMv !== undefined) return pctAtKnee(mv, entry.kneeMv, entry.slopeMv);
  if (size < 8 || !(entry.bends || entry.socPct < 27)) return { pct: mv / entry.slopeMv, slopeMv: entry.slopeMv };
  const chord = Math.abs(socOf(curve, mvOf(curve, entry.socPct) + mv) - entry.socPct);
  const bent = chord > 0.2 ? size / chord : entry.slopeMv;
  const share = Math.min(1, (size - 8) / 12);
  const slopeMv = entry.slopeMv * (bent / entry.slopeMv) ** share;
  return { pct: mv / slopeMv, slopeMv };
}

/** What a millivolt of noise, the spread of the baseline and the curve's own error (a share of the deviation) make, variance in %². */
export function variancePct(slopeMv: number, lists: number, noiseMv: number, devPct: number, spreadPct: number, steepness: number): number {
  const noise = noiseMv / (slopeMv * Math.sqrt(Math.min(lists, 3)));
  return noise * noise + spreadPct * spreadPct + (steepness * devPct) ** 2;
}

const informative = (entry: Entry): boolean => entry.slopeMv >= 1;

/** How far cells of a pack may stand apart in the beginning, %, and what their sensing is usually off by, mV. */
const [placeSdPct, offsetSdMv] = [3, 1];
const passes = 6;

/**
 * On a plateau a millivolt of sensing reads as many percent, and the more so the flatter it is: a cell's place and its sensing
 * are told apart by the rests at which a percent is worth more and less. Both per cell, and anew what a percent is worth at each
 * rest by those places, in turn. Changes `devPct` and what the entries say of their slopes; answers the offsets, mV.
 */
function partOffsets(state: Deviations, curve: readonly number[], devPct: Float32Array): Float32Array {
  const { entries, cells } = state;
  const offsetMv = new Float32Array(cells);
  const straight = entries.map(() => new Float32Array(cells));
  for (let pass = 0; pass < passes; pass++) {
    entries.forEach((entry, k) => {
      const read = straight[k]!;
      for (let cell = 0; cell < cells; cell++) {
        const { pct, atMost } = pctOf(curve, entry, devMv(state, k, cell) - offsetMv[cell]!);
        read[cell] = atMost === true ? Number.NaN : pct * entry.slopeMv;
      }
      const { slopeMv, rough } = worthOf(curve, 'lfp', entry.socPct, read, devPct);
      entry.slopeMv = Math.round(1000 * slopeMv) / 1000;
      entry.rough = Math.round(100 * rough) / 100;
    });
    for (let cell = 0; cell < cells; cell++) {
      let [ss, s1, n, sx, x1] = [1 / placeSdPct ** 2, 0, 1 / offsetSdMv ** 2, 0, 0];
      entries.forEach(({ slopeMv, lists, rough = 0.35 }, k) => {
        const x = straight[k]![cell]! + offsetMv[cell]!;
        if (Number.isNaN(x)) return;
        const w = 1 / (1 / Math.min(lists, 3) + (0.15 * slopeMv) ** 2 + (rough * slopeMv * devPct[cell]!) ** 2);
        ss += w * slopeMv * slopeMv; s1 += w * slopeMv; n += w; sx += w * slopeMv * x; x1 += w * x;
      });
      const all = ss * n - s1 * s1;
      devPct[cell] = (sx * n - x1 * s1) / all;
      offsetMv[cell] = (x1 * ss - sx * s1) / all;
    }
  }
  return offsetMv;
}

/** After eight informative rests over three days (or twenty rests over ten) the baseline is what they show, for good. */
function freeze(state: Deviations, chemistry: Chemistry, curve: readonly number[]): void {
  const { entries, cells } = state;
  const span = entries.at(-1)!.at - entries[0]!.at;
  // On a plateau eight rests may say next to nothing: together they must be worth five rests at 3.5 mV per percent.
  if (entries.reduce((sum, entry) => sum + entry.slopeMv ** 2, 0) < 60 && entries.length < 40) return;
  const good = entries.filter(informative).length;
  if (!((good >= 8 && span >= 3 * 86_400_000) || (good >= 4 && entries.length >= 20 && span >= 10 * 86_400_000))) return;
  const devPct = new Float32Array(cells);
  const spreads: number[] = [];
  const noises: number[] = [];
  for (let cell = 0; cell < cells; cell++) {
    let [sum, weights] = [0, 0];
    // How far the cell stands, roughly, so that a rest that reads it small does not weigh more for reading it small.
    const about = Math.abs(median(entries.flatMap((entry, k) => {
      const { pct, slopeMv } = pctOf(curve, entry, devMv(state, k, cell));
      return !Number.isNaN(pct) && slopeMv >= 1 ? [pct] : [];
    }))) || 0;
    entries.forEach((entry, k) => {
      const mv = devMv(state, k, cell);
      if (Number.isNaN(mv)) return;
      const { pct, slopeMv, atMost } = pctOf(curve, entry, mv);
      const weight = (atMost === true ? 0.02 : 1) / variancePct(slopeMv, entry.lists, 1, about, 0.15, entry.rough ?? 0.12);
      sum += weight * pct;
      weights += weight;
    });
    devPct[cell] = weights > 0 ? sum / weights : 0;
  }
  const offsetMv = chemistry === 'lfp' ? partOffsets(state, curve, devPct) : undefined;
  for (let cell = 0; cell < cells; cell++) {
    const off: number[] = [];
    const offMv: number[] = [];
    entries.forEach((entry, k) => {
      const mv = devMv(state, k, cell) - (offsetMv?.[cell] ?? 0);
      if (Number.isNaN(mv)) return;
      offMv.push(Math.abs(mv - devPct[cell]! * entry.slopeMv));
      if (informative(entry)) off.push(Math.abs(mv / entry.slopeMv - devPct[cell]!));
    });
    if (off.length > 0) spreads.push(1.4826 * median(off));
    if (offMv.length > 0) noises.push(1.4826 * median(offMv));
  }
  const noiseMv = Math.max(0.8, Math.min(6, median(noises)));
  state.places = devPct.slice();
  state.baseline = { at: entries[0]!.at, devPct, spreadPct: Math.max(0.1, Math.min(1.5, 0.7 * median(spreads))), noiseMv, ...(offsetMv === undefined ? {} : { offsetMv }) };
}

