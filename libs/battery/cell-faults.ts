// Names the cell and the class: imbalance, leakage, step, low capacity, module board, sensor. Looks once per rest at the
// history of deviations, against the frozen baseline; what a neighbour, a board or a sense wire explains is not blamed on a
// cell (B7).
import { namedFrom, type Kind, type Sign, type Tier } from './evidence.ts';
import { type Deviations, devMv, type Entry, entriesKept, pctOf, variancePct } from './deviations.ts';
import { driftOf, fitStories, type Fit, leastDriftSd, newSeries, stories, remaining, type Series, type Story } from './cell-fit.ts';
import type { Chemistry } from './frame.ts';
import type { Limits } from './limits.ts';
import { median, robustSpread } from './moment.ts';
import { mvOf } from './ocv.ts';
import { offUnder, placeUnder } from './worth.ts';

export interface CellContext {
  capacityAh: number;
  curve: readonly number[];
  limits: Limits;
  cellsPerBoard: number | undefined;
  chemistry: Chemistry;
  /** What is believed of a cell (from 1) already. */
  believed?: (cell: number) => Kind | undefined;
  /** How far off the board is that a cell (from 1) is believed to be read by, mV; 0 for none. */
  boardMv?: (cell: number) => number;
}

const z90 = 1.645;
const dayMs = 86_400_000;
/** For entries of states that were put away before each entry told its own. */
const usualRough = (chemistry: Chemistry): number => (chemistry === 'lfp' ? 0.35 : 0.12);
const series: Series = newSeries(entriesKept);

/** How far a cell is from its place; what says only how high it stands at most says nothing against a place further down. */
const offOf = (pct: number, base: number, entry: Entry, atMost: boolean | undefined): number => {
  const off = offUnder(pct, base, entry.topPct, entry.press);
  return atMost === true && off > 0 ? 0 : off;
};
/** A wrong slope is wrong by a share of where the cell stands, also where it makes the cell read as if it stood nowhere. */
const farther = (pct: number, place: number): number => Math.max(Math.abs(pct), Math.abs(place));

/** The series of one cell. Entries where it did not tell are left out; `straight` reads millivolts as such, without the curve's bends. */
function fill(state: Deviations, cell: number, { curve, chemistry }: CellContext, straight = false): Series {
  const { entries, baseline } = state;
  series.n = 0;
  series.flat = chemistry === 'lfp';
  const base = baseline!.devPct[cell]!;
  for (let k = 0; k < entries.length; k++) {
    const entry = entries[k]!;
    const mv = devMv(state, k, cell);
    if (Number.isNaN(mv)) continue;
    const { pct, slopeMv, atMost } = straight ? { pct: mv / entry.slopeMv, slopeMv: entry.slopeMv, atMost: false } : pctOf(curve, entry, mv);
    series.days[series.n] = (entry.at - entries[0]!.at) / dayMs;
    series.soc[series.n] = entry.socPct;
    series.slope[series.n] = slopeMv;
    const place = placeUnder(base, entry.topPct, entry.press);
    series.y[series.n] = offOf(pct, base, entry, atMost);
    series.w[series.n] = 1 / variancePct(slopeMv, entry.lists, baseline!.noiseMv, farther(pct, place), baseline!.spreadPct, entry.rough ?? usualRough(chemistry));
    series.n++;
  }
  return series;
}

export interface Recent { shiftPct: number; shiftMv: number; sd: number; restless: number }

/** Where every cell stands now against its baseline: mean of the last six entries, and how far the last twelve are from it (χ² each). */
export function recentShifts(state: Deviations, { curve, chemistry }: CellContext): Recent[] {
  const { entries, baseline } = state;
  const from = Math.max(0, entries.length - 6);
  return Array.from({ length: state.cells }, (_, cell) => {
    let [sum, weights, mvSum, n, chi, looks] = [0, 0, 0, 0, 0, 0];
    const base = baseline!.devPct[cell]!;
    for (let k = Math.max(0, entries.length - 12); k < entries.length; k++) {
      const mv = devMv(state, k, cell);
      if (Number.isNaN(mv)) continue;
      const entry = entries[k]!;
      const { pct, slopeMv, atMost } = pctOf(curve, entry, mv);
      const place = placeUnder(base, entry.topPct, entry.press);
      const w = 1 / variancePct(slopeMv, entry.lists, baseline!.noiseMv, farther(pct, place), baseline!.spreadPct, entry.rough ?? usualRough(chemistry));
      const off = offOf(pct, base, entry, atMost);
      chi += w * off ** 2;
      looks++;
      if (k < from) continue;
      sum += w * off;
      weights += w;
      mvSum += off === 0 ? 0 : mv - place * entry.slopeMv;
      n++;
    }
    return n === 0 ? { shiftPct: 0, shiftMv: 0, sd: Number.POSITIVE_INFINITY, restless: 0 } : { restless: chi / looks, shiftPct: sum / weights, shiftMv: mvSum / n, sd: Math.sqrt(1 / weights) };
  });
}

/** Runs of four or more neighbours that moved the same way by about as much: a board or a module, not cells. */
export function boards(recent: readonly Recent[], cellsPerBoard: number | undefined): { first: number; last: number; shiftPct: number; shiftMv: number }[] {
  const scale = Math.max(0.2, robustSpread(recent.map((one) => one.shiftPct)));
  const moved = (one: Recent): number => (Math.abs(one.shiftPct) > Math.max(0.9, 3.5 * Math.min(scale, 0.6)) && Math.abs(one.shiftMv) > 8 ? Math.sign(one.shiftPct) : 0);
  const found: { first: number; last: number; shiftPct: number; shiftMv: number }[] = [];
  const least = cellsPerBoard === undefined ? 4 : Math.max(4, Math.ceil(cellsPerBoard * 0.7));
  for (let start = 0; start < recent.length; start++) {
    const way = moved(recent[start]!);
    if (way === 0) continue;
    let [first, last] = [start, start];
    // Up to three neighbours that moved less are taken along when the run goes on behind them.
    for (let next = last + 1; next < recent.length && next <= last + 4; next++) if (moved(recent[next]!) === way) last = next;
    // A board is off as a whole: where enough of it moved, those beside that went half as far are of it.
    if (last - first + 1 >= least) {
      const half = 0.5 * median(recent.slice(first, last + 1).map((one) => one.shiftMv));
      const along = (one: Recent | undefined): boolean => one !== undefined && one.shiftMv * way > Math.max(4, half * way);
      while (along(recent[first - 1])) first--;
      while (along(recent[last + 1])) last++;
    }
    const members = recent.slice(first, last + 1);
    const shiftMv = median(members.map((one) => one.shiftMv));
    if (members.length >= least && members.length <= recent.length / 2 && robustSpread(members.map((one) => one.shiftMv)) < 0.4 * Math.abs(shiftMv)) {
      found.push({ first, last, shiftPct: median(members.map((one) => one.shiftPct)), shiftMv });
    }
    start = last;
  }
  return found;
}

const tierOf = (score: number, severe: boolean, context: CellContext): Tier => (severe && score * context.limits.cellInfo >= context.limits.cellVisit ? 'visit' : 'info');

/** What a leak of so much charge a day is as current and as a resistance over the cell. */
export function leakOf(pctPerDay: number, capacityAh: number, cellMv: number): { currentMa: number; resistanceOhm: number } {
  const currentMa = (Math.abs(pctPerDay) / 100) * capacityAh * 1000 / 24;
  return { currentMa, resistanceOhm: currentMa > 0 ? cellMv / currentMa : Number.POSITIVE_INFINITY };
}

/** Two neighbours off by the same amount in opposite directions share a sense wire. */
const sharesWire = (recent: readonly Recent[], cell: number): number | undefined =>
  [cell - 1, cell + 1].find((other) => {
    const [a, b] = [recent[cell]!.shiftMv, recent[other]?.shiftMv ?? 0];
    return a * b < 0 && Math.abs(b) > 5 && Math.abs(a + b) < 0.3 * Math.abs(a);
  });

function leakSign(state: Deviations, cell: number, fit: Fit, score: number, context: CellContext): Sign {
  const middleMv = mvOf(context.curve, median(state.entries.map((entry) => entry.socPct)));
  const { currentMa, resistanceOhm } = leakOf(fit.effect, context.capacityAh, middleMv);
  const onset = state.entries[Math.max(0, fit.from - 1)]!.at;
  const lostPct = Math.abs(fit.effect) * ((state.entries.at(-1)!.at - onset) / dayMs);
  const lowMa = Math.max(0, currentMa * (1 - (z90 * fit.sd) / Math.abs(fit.effect)));
  const stop = Math.abs(fit.effect) >= 4 && score * context.limits.cellInfo > 2 * context.limits.cellVisit;
  return {
    kind: 'leakage', tier: stop ? 'stop' : tierOf(score, lowMa >= 2 || lostPct >= 2.5, context), cells: [cell + 1], quantity: 'leakCurrentMa',
    value: currentMa, unit: 'mA', low: lowMa, high: currentMa * (1 + (z90 * fit.sd) / Math.abs(fit.effect)),
    onsetAt: onset, cause: 'cell', ruledOut: ['currentFlowing', 'frozenValues', 'senseWire', 'boardOffset', 'step'], nextTest: 'restThreeDays', score,
    also: { equivalentOhm: resistanceOhm, pctPerDay: fit.effect, lostPct },
  };
}

function simpleSign(state: Deviations, cell: number, fit: Fit, score: number, context: CellContext): Sign {
  const onsetAt = state.entries[Math.max(0, fit.from)]!.at;
  const spread = z90 * fit.sd;
  const place = { cells: [cell + 1], onsetAt, score, low: fit.effect - spread, high: fit.effect + spread, value: fit.effect };
  const now = recentShifts(state, context)[cell]!;
  const also = { shiftPct: now.shiftPct, shiftMv: now.shiftMv };
  if (fit.story === 'stepMv' || fit.story === 'driftMv') {
    return {
      ...place, kind: 'sensor', tier: 'info', quantity: fit.story === 'stepMv' ? 'offsetMv' : 'driftMvPerDay', unit: fit.story === 'stepMv' ? 'mV' : 'mV/d',
      cause: 'measurement', ruledOut: ['leakage', 'step', 'boardOffset', 'frozenValues'], nextTest: 'measureCellByHand', also,
    };
  }
  if (fit.story === 'capacity') {
    return {
      ...place, kind: 'lowCapacity', tier: tierOf(score, fit.effect >= 8, context), quantity: 'missingCapacityPct', unit: '%', cause: 'cell',
      ruledOut: ['leakage', 'boardOffset', 'senseWire', 'currentFlowing'], nextTest: 'standardCapacityTest', also,
    };
  }
  if (fit.story === 'stepPct') {
    return {
      ...place, kind: 'step', tier: tierOf(score, Math.abs(fit.effect) >= 3, context), quantity: 'stepPct', unit: '%', cause: 'cell',
      ruledOut: ['leakage', 'senseWire', 'boardOffset', 'frozenValues'], nextTest: 'measureCellByHand', also,
    };
  }
  return {
    ...place, kind: 'imbalance', tier: 'info', quantity: 'driftPctPerDay', unit: '%/d', cause: 'cell',
    ruledOut: ['leakage', 'senseWire', 'boardOffset'], nextTest: 'balanceAtFullCharge', also,
  };
}

/**
 * Below these a change is not worth a word, however certain; and the whole interval, not its middle alone, must lie beyond what
 * healthy cells differ by (a test of a minimum effect: Murphy & Myors, J. Applied Psychology 84, 1999). Where a curve is flat a
 * large middle with a wide interval is what chance looks like.
 */
function worthTelling(state: Deviations, fit: Fit, context: CellContext): boolean {
  const days = (state.entries.at(-1)!.at - state.entries[Math.max(0, fit.from - 1)]!.at) / dayMs;
  const least = Math.abs(fit.effect) - z90 * fit.sd;
  if (fit.story === 'leak') return leakOf(fit.effect, context.capacityAh, 3600).currentMa >= 0.3 && Math.abs(fit.effect) * days >= 0.8 && least >= 3 * series.driftSd;
  if (fit.story === 'capacity') return fit.effect >= 4 && least >= 3;
  if (fit.story === 'rise') return fit.effect * days >= 2.5;
  if (fit.story === 'stepPct') return Math.abs(fit.effect) >= 1.5;
  return fit.story === 'stepMv' ? Math.abs(fit.effect) >= 10 : Math.abs(fit.effect) * days >= 10;
}

/**
 * Missing capacity needs a contrast between charges that a lost charge does not: where the step explains nearly as much, it was
 * the step. Who misses more than two fifths ends every drive and charge long before the others: that is a wire.
 */
const missesCapacity = ({ capacity, stepPct }: Record<Story, Fit>): boolean => capacity.effect <= 40 && (stepPct.effect > 0 || capacity.gain > 1.6 * stepPct.gain);

/**
 * Losing charge bit by bit is preferred to a drifting wire unless the wire explains clearly more; between steps the better one
 * is taken. Charge does not come from nowhere: a step up is the wire. What is believed already is given up only for a clearly
 * better story.
 */
function chosenStory(fits: Record<Story, Fit>, believed: Kind | undefined): Fit {
  const better = (a: Fit, b: Fit): Fit => (b.gain > a.gain ? b : a);
  const step = fits.stepPct.effect > 0 ? { ...fits.stepMv, gain: Math.max(fits.stepMv.gain, fits.stepPct.gain) } : better(fits.stepPct, fits.stepMv);
  const physical = [fits.leak, fits.rise, ...(missesCapacity(fits) ? [fits.capacity] : [])].reduce(better);
  const drifting = fits.driftMv.gain > physical.gain * 1.05 + 10 ? fits.driftMv : physical;
  const chosen = step.gain > drifting.gain ? step : drifting;
  const before = stories.map((story) => fits[story]).filter((fit) => kindOf[fit.story] === believed && !(fit.story === 'stepPct' && fit.effect > 0)).toSorted((a, b) => b.gain - a.gain)[0];
  return before !== undefined && before.gain > 0.7 * chosen.gain ? before : chosen;
}

const kindOf: Record<Story, Kind> = { leak: 'leakage', rise: 'imbalance', stepPct: 'step', stepMv: 'sensor', driftMv: 'sensor', capacity: 'lowCapacity' };

/** Three of the eight nearest neighbours went at least half as far the same way: not this cell alone. */
function moreLikeIt(recent: readonly Recent[], cell: number): boolean {
  const shift = recent[cell]!.shiftMv;
  let alike = 0;
  for (let other = Math.max(0, cell - 4); other <= Math.min(recent.length - 1, cell + 4); other++) {
    const ratio = recent[other]!.shiftMv / shift;
    if (other !== cell && ratio > 0.5 && ratio < 2) alike++;
  }
  return alike >= 3 && Math.abs(shift) > 4;
}

/** How far the cells of an entry are apart, mV; each entry is worked out once a look. */
function spreadsOf(state: Deviations): (entry: number) => number {
  const known: number[] = [];
  return (entry) => (known[entry] ??= robustSpread(Array.from({ length: state.cells }, (_, cell) => devMv(state, entry, cell)).filter((mv) => !Number.isNaN(mv))));
}

/**
 * A step by charge or by the wire? Where a percent is worth more millivolts all cells part more: a lost charge grows with that
 * spread, a wire's offset does not. Undefined when the spread hardly changes over the entries after the step.
 */
function growsWithSpread(state: Deviations, cell: number, from: number, spreadOf: (entry: number) => number): boolean | undefined {
  const shifts: number[] = [];
  const spreads: number[] = [];
  for (let k = from; k < state.entries.length; k++) {
    const mv = devMv(state, k, cell);
    if (Number.isNaN(mv)) continue;
    shifts.push(Math.abs(mv - placeUnder(state.baseline!.devPct[cell]!, state.entries[k]!.topPct, state.entries[k]!.press) * state.entries[k]!.slopeMv));
    spreads.push(spreadOf(k));
  }
  const unevenness = (list: readonly number[]): number => robustSpread(list) / Math.max(1e-6, Math.abs(median(list)));
  if (shifts.length < 5 || unevenness(spreads) < 0.12) return undefined;
  return unevenness(shifts.map((shift, i) => shift / Math.max(0.3, spreads[i]!))) < unevenness(shifts);
}

/**
 * What is usual in this pack: χ² per entry that healthy shapes leave (every fourth cell), and how far cells drift. At most
 * fourfold: where whole modules drift, their drift must not hide a cell.
 */
function unrest(state: Deviations, context: CellContext): number {
  const drifts: number[] = [];
  series.driftSd = leastDriftSd;
  for (let cell = 0; cell < state.cells; cell += 2) drifts.push(driftOf(fill(state, cell, context)));
  const span = (state.entries.at(-1)!.at - state.entries[0]!.at) / dayMs;
  series.driftSd = span < 14 ? leastDriftSd : Math.max(leastDriftSd, Math.min(0.006, robustSpread(drifts)));
  const left: number[] = [];
  for (let cell = 0; cell < state.cells; cell += 4) if (fill(state, cell, context).n > 6) left.push(remaining(series, undefined) / series.n);
  return left.length === 0 ? 1 : Math.max(0.15, Math.min(4, median(left)));
}

/**
 * On a curve that is flat here and steep there a wire gives itself away: the same millivolts wherever a percent is worth more
 * or less. From the entry on which the change began, at least six of them.
 */
function steadyMv(state: Deviations, cell: number, from: number): boolean {
  const shifts: number[] = [];
  const slopes: number[] = [];
  for (let k = from; k < state.entries.length; k++) {
    const { slopeMv, topPct, press } = state.entries[k]!;
    const mv = devMv(state, k, cell);
    // Where a percent is worth much, the baseline's own error is worth as much.
    if (Number.isNaN(mv) || slopeMv > 6) continue;
    shifts.push(mv - placeUnder(state.baseline!.devPct[cell]!, topPct, press) * slopeMv);
    slopes.push(slopeMv);
  }
  const usual = Math.abs(median(shifts));
  return shifts.length >= 6 && usual >= 10 && Math.max(...slopes) > 2.5 * Math.min(...slopes) && robustSpread(shifts) < 1.5 + 0.12 * usual;
}

/**
 * On a flat curve the errors of rests hang together, and healthy cars reach further than the chance of independent ones: of a
 * hundred healthy LFP cars (seed 3 of the fleet bench) this quantile, conformal, keeps the budget for information.
 */
const flatTail = 1.2;

/** The signs of cells that changed, most striking first; at most six cells are fitted at a look. */
function changedCells(state: Deviations, recent: readonly Recent[], taken: ReadonlySet<number>, context: CellContext): Sign[] {
  const usualChi = unrest(state, context);
  // What is told of its board is not told of the cell again, unless it goes twice as far.
  const ofBoard = (cell: number): boolean => Math.abs(recent[cell]!.shiftMv) < 2 * Math.abs(context.boardMv?.(cell + 1) ?? 0);
  // At most 4: where whole modules drift, their drift must not hide a cell.
  const usual = Math.max(1, Math.min(4, median(recent.map((one) => one.restless))));
  const ranked = recent.map((one, cell) => ({ cell, z: one.restless / usual })).filter(({ cell, z }) => !taken.has(cell) && !ofBoard(cell) && (context.believed?.(cell + 1) !== undefined || (z > 3 && !moreLikeIt(recent, cell)))).sort((a, b) => b.z - a.z).slice(0, 6);
  const signs: Sign[] = [];
  const spreadOf = spreadsOf(state);
  for (const { cell } of ranked) {
    fill(state, cell, context);
    if (series.n < 8) continue;
    let fits = fitStories(series);
    const wire = series.flat && steadyMv(state, cell, fits.stepMv.from);
    if (wire) fits = fitStories(fill(state, cell, context, true));
    let fit = wire ? fits.stepMv : chosenStory(fits, context.believed?.(cell + 1));
    if (!wire && (fit.story === 'stepMv' || fit.story === 'stepPct')) {
      const charge = fits.stepPct.effect < 0 ? growsWithSpread(state, cell, fit.from, spreadOf) : undefined;
      if (charge !== undefined) fit = charge ? fits.stepPct : fits.stepMv;
    }
    // A story that fits badly counts less, by its root: a cell that no story fits is the more odd.
    const misfit = remaining(series, fit) / Math.max(1, series.n - 4);
    const score = fit.gain / (usualChi * Math.sqrt(Math.max(1, misfit / usualChi))) / context.limits.cellInfo / (series.flat ? flatTail : 1);
    if (score < namedFrom || !worthTelling(state, fit, context)) continue;
    // A wire is off by as many millivolts at every charge.
    const other = Math.max(fits.stepMv.gain, fits.driftMv.gain) >= 0.5 * fit.gain ? sharesWire(recent, cell) : undefined;
    if (other !== undefined) {
      const pair = [Math.min(cell, other) + 1, Math.max(cell, other) + 1];
      if (signs.some((one) => one.kind === 'sensor' && one.cells?.[0] === pair[0])) continue;
      signs.push({
        kind: 'sensor', tier: 'info', cells: pair, quantity: 'offsetMv', value: recent[cell]!.shiftMv, unit: 'mV', low: recent[cell]!.shiftMv - 3, high: recent[cell]!.shiftMv + 3,
        onsetAt: state.entries[Math.max(0, fit.from)]!.at, cause: 'measurement', ruledOut: ['leakage', 'step', 'boardOffset'], nextTest: 'exchangeSenseLeads', score, also: {},
      });
    } else signs.push(fit.story === 'leak' ? leakSign(state, cell, fit, score, context) : simpleSign(state, cell, fit, score, context));
  }
  return signs;
}

/**
 * A cell far from the rest from the first day on that goes no further: needs balancing, nothing more. A cell that has gone more
 * than half as far again, or come back, is for the stories of change. On LFP's plateau a large distance reads too small, a cell
 * that fell behind the knee smaller still: there one that stands alone, half as far again as any other and 3 % at least (its
 * scale is known to a half), is named by its place in the
 * pack's own spread.
 */
function imbalancedCells(state: Deviations, recent: readonly Recent[], taken: ReadonlySet<number>, { chemistry, believed }: CellContext): Sign[] {
  const bases = Array.from(state.baseline!.devPct);
  const spread = robustSpread(bases);
  const second = bases.map(Math.abs).sort((a, b) => b - a)[1] ?? 0;
  const usual = Math.max(4.5, 6 * Math.max(0.5, spread));
  const alone = chemistry === 'lfp' ? Math.max(3, 1.5 * second, 3.8 * Math.max(0.4, spread)) : usual;
  const limit = Math.min(usual, alone);
  return bases.flatMap((base, cell): Sign[] => {
    const { shiftPct, sd } = recent[cell]!;
    const now = base + shiftPct;
    const mayMove = (believed?.(cell + 1) === 'imbalance' ? 1.1 : 0.55) * Math.abs(base);
    if (taken.has(cell) || Math.abs(base) < limit || Math.abs(shiftPct) > mayMove) return [];
    return [{
      kind: 'imbalance', tier: Math.abs(now) >= 10 ? 'visit' : 'info', cells: [cell + 1], quantity: 'deviationPct', value: now, unit: '%', low: now - z90 * sd, high: now + z90 * sd,
      cause: 'cell', ruledOut: ['leakage', 'step', 'boardOffset', 'currentFlowing'], nextTest: 'balanceAtFullCharge', score: Math.abs(base) / limit, also: {},
    }];
  });
}

/** A cell that tells the same voltage while the others move, or that no longer tells any. */
function deadSensors(state: Deviations, context: CellContext): Sign[] {
  const from = Math.max(0, state.entries.length - 8);
  const middles = state.entries.map((entry) => mvOf(context.curve, entry.socPct));
  const recentMiddles = middles.slice(from);
  const range = Math.max(...recentMiddles) - Math.min(...recentMiddles);
  if (recentMiddles.length < 6) return [];
  const signs: Sign[] = [];
  for (let cell = 0; cell < state.cells; cell++) {
    const told = recentMiddles.flatMap((middle, i) => {
      const mv = devMv(state, from + i, cell);
      return !Number.isNaN(mv) ? [middle + mv] : [];
    });
    const silent = told.length <= 1;
    const stuck = told.length >= 6 && range > 60 && Math.max(...told) - Math.min(...told) < 0.08 * range;
    if (!silent && !stuck) continue;
    signs.push({
      kind: 'sensor', tier: 'info', cells: [cell + 1], quantity: silent ? 'toldShare' : 'movedShare', value: silent ? told.length / recentMiddles.length : (Math.max(...told) - Math.min(...told)) / range, unit: '1', low: 0, high: 0.1,
      cause: 'measurement', ruledOut: ['leakage', 'step', 'lowCapacity'], nextTest: 'exchangeSenseLeads', score: 3, also: {},
    });
  }
  return signs;
}

/** All that is to be seen in the cells of a pack at this rest. */
export function cellSigns(state: Deviations, context: CellContext): Sign[] {
  if (state.baseline === undefined || state.entries.length < 10) return [];
  const recent = recentShifts(state, context);
  const dead = deadSensors(state, context);
  const taken = new Set(dead.flatMap((sign) => sign.cells!.map((cell) => cell - 1)));
  const moved = boards(recent, context.cellsPerBoard).map((board): Sign => {
    const members = Array.from({ length: board.last - board.first + 1 }, (_, i) => board.first + i).filter((cell) => Math.abs(recent[cell]!.shiftMv - board.shiftMv) < Math.max(6, 0.6 * Math.abs(board.shiftMv)));
    // Within the run only a cell that went twice as far has a story of its own.
    for (let cell = board.first; cell <= board.last; cell++) if (members.includes(cell) || Math.abs(recent[cell]!.shiftMv) < 2 * Math.abs(board.shiftMv)) taken.add(cell);
    return {
      key: `moduleBoard:${board.shiftPct > 0 ? 'up' : 'down'}`, kind: 'moduleBoard', tier: 'info', cells: members.map((cell) => cell + 1),
      quantity: 'offsetMv', value: board.shiftMv, unit: 'mV', low: board.shiftMv - 0.2 * Math.abs(board.shiftMv), high: board.shiftMv + 0.2 * Math.abs(board.shiftMv), cause: 'module',
      ruledOut: ['leakage', 'neighbours', 'currentFlowing', 'frozenValues'], nextTest: 'measureCellByHand', score: Math.abs(board.shiftPct) / 0.9, also: { shiftPct: board.shiftPct },
    };
  });
  const apart = imbalancedCells(state, recent, taken, context);
  for (const sign of apart) for (const cell of sign.cells!) taken.add(cell - 1);
  return [...dead, ...moved, ...apart, ...changedCells(state, recent, taken, context)];
}
