// Heat. Per spell of hard work (a third of C and more): how far the probes spread; first spells are the frozen baseline, a
// growing spread is a cooling fault, and so is what cooling.ts finds it no longer takes away. Per rest: a probe that left the
// others, or stands still while they move, is a broken probe and not a hot cell.
import { type Cooling, coolingSigns, newCooling, observeCooling } from './cooling.ts';
import { namedFrom, type Sign } from './evidence.ts';
import type { Limits } from './limits.ts';
import { median, type Moment, robustSpread } from './moment.ts';

interface Spells { first: number[]; recent: number[]; /** C² of the first and the recent spells. */ firstWork: number[]; recentWork: number[] }
export interface Thermal {
  spell: { since: number; startC: number; endC: number; spreadC: number; heat: number; lastAt: number } | undefined;
  /** Largest spread of the probes in a spell of hard work, °C: the first spells and the last. */
  spread: Spells;
  cooling: Cooling;
  spells: number;
  hottestC: number;
  probeBase: Float32Array | undefined;
  probeSum: Float32Array;
  probeLooks: number;
  probeNow: Float32Array;
  restAt: number;
  firstAt: number;
  hotRows: number;
}

const newSpells = (): Spells => ({ first: [], recent: [], firstWork: [], recentWork: [] });
export const newThermal = (): Thermal => ({
  spell: undefined, spread: newSpells(), cooling: newCooling(), spells: 0, hottestC: -40, probeBase: undefined, probeSum: new Float32Array(0), probeLooks: 0, probeNow: new Float32Array(0), restAt: 0, firstAt: 0, hotRows: 0,
});

const baselineSpells = 6;
const recentSpells = 4;

function keep(state: Spells, value: number, work: number): void {
  if (state.first.length < baselineSpells) {
    state.first.push(value);
    state.firstWork.push(work);
    return;
  }
  state.recent.push(value);
  state.recentWork.push(work);
  if (state.recent.length > recentSpells) {
    state.recent.shift();
    state.recentWork.shift();
  }
}

/** Looks at a moment; true when a spell or a rest of probes came to an end, or something is too hot now. */
export function observeThermal(state: Thermal, moment: Moment): boolean {
  const { row } = moment;
  const [high, low] = [row.tempMaxC, row.tempMinC];
  if (high > state.hottestC && high < 120) state.hottestC = high;
  state.hotRows = high >= 55 && high < 120 && low > 0 ? state.hotRows + 1 : 0;
  const probesDone = row.probes !== undefined && moment.restMs >= 3_600_000 && row.at - state.restAt > 6 * 3_600_000 ? probesAtRest(state, row.probes, row.at) : false;
  const cooled = observeCooling(state.cooling, moment);
  return closeOrGrow(state, moment, high, low) || cooled || probesDone || (state.hotRows > 0 && state.hotRows % 6 === 0);
}

function closeOrGrow(state: Thermal, moment: Moment, high: number, low: number): boolean {
  const { row } = moment;
  const spell = state.spell;
  const working = moment.phase !== 'parked' && !Number.isNaN(high) && !Number.isNaN(low) && !Number.isNaN(row.currentA);
  const stale = spell !== undefined && row.at - spell.lastAt > 900_000;
  let closed = false;
  if (spell !== undefined && (stale || (!working && moment.restMs > 300_000) || row.at - spell.since > 5_400_000)) {
    closed = closeSpell(state, spell);
    state.spell = undefined;
  }
  if (!working) return closed;
  state.spell ??= { since: row.at, startC: high, endC: high, spreadC: high - low, heat: 0, lastAt: row.at };
  const now = state.spell;
  const hours = Math.min(moment.dtMs, 120_000) / 3_600_000;
  now.heat += now.since === row.at ? 0 : (row.currentA / moment.capacityAh) ** 2 * hours;
  now.endC = high;
  now.spreadC = Math.max(now.spreadC, high - low);
  now.lastAt = row.at;
  return closed;
}

function closeSpell(state: Thermal, spell: NonNullable<Thermal['spell']>): boolean {
  if (spell.heat < 0.02 || spell.lastAt - spell.since < 600_000) return false;
  // Only hard work asks something of the cooling.
  const hours = (spell.lastAt - spell.since) / 3_600_000;
  if (spell.heat / hours < 0.09) return false;
  keep(state.spread, spell.spreadC, spell.heat / hours);
  state.spells++;
  if (state.firstAt === 0) state.firstAt = spell.since;
  return state.spells > baselineSpells;
}

function probesAtRest(state: Thermal, probes: Float32Array, at: number): boolean {
  if (state.probeSum.length !== probes.length) {
    state.probeSum = new Float32Array(probes.length);
    state.probeNow = new Float32Array(probes.length);
    state.probeLooks = 0;
    state.probeBase = undefined;
  }
  const middle = median(Array.from(probes).filter((c) => !Number.isNaN(c)));
  if (Number.isNaN(middle)) return false;
  state.restAt = at;
  for (let i = 0; i < probes.length; i++) {
    const off = !Number.isNaN(probes[i]!) ? probes[i]! - middle : 60;
    if (state.probeBase === undefined) state.probeSum[i]! += off;
    state.probeNow[i] = state.probeLooks === 0 ? off : state.probeNow[i]! + 0.35 * (off - state.probeNow[i]!);
  }
  state.probeLooks++;
  if (state.probeBase === undefined && state.probeLooks >= 8) state.probeBase = state.probeSum.map((sum) => sum / state.probeLooks);
  return true;
}

/** A probe that left its place among the others at rest by 6 °C, or tells nothing sensible. */
function probeSigns(state: Thermal): Sign[] {
  const base = state.probeBase;
  if (base === undefined || state.probeLooks < 11) return [];
  return Array.from(state.probeNow, (off, i): Sign[] => {
    const moved = off - base[i]!;
    if (Math.abs(moved) < 6) return [];
    return [{
      kind: 'probeSensor', tier: 'info', probes: [i + 1], quantity: 'offsetC', value: moved, unit: '°C', low: moved - 2, high: moved + 2, cause: 'measurement',
      ruledOut: ['singleFrame', 'weather', 'neighbours'], nextTest: 'compareProbes', score: Math.abs(moved) / 6, also: {},
    }];
  }).flat().slice(0, 3);
}

/** Probes part by the heat they see: where a spell works twice as hard as the first ones did, twice their spread is none of the cooling's. */
function grown({ first, recent, firstWork, recentWork }: Spells, floor: number): { value: number; sd: number; z: number } | undefined {
  if (first.length < baselineSpells || recent.length < recentSpells) return undefined;
  const sd = Math.max(floor / 4, robustSpread(first));
  const harder = (work: number | undefined): number => (work === undefined || firstWork.length < first.length ? 1 : Math.max(1, work / median(firstWork)));
  const value = median(recent.map((spread, i) => spread - median(first) * harder(recentWork[i])));
  return { value, sd, z: value / (sd * Math.sqrt(1 / recentSpells + 1 / first.length) * 1.25) };
}

/** Cooling: less is taken away, or the spread has grown, beyond what the first spells show. A broken probe is no heat. */
export function thermalSigns(state: Thermal, limits: Limits): Sign[] {
  const probes = probeSigns(state);
  if (probes.length > 0) return probes;
  const found = coolingSigns(state.cooling);
  const spread = grown(state.spread, 3);
  if (spread !== undefined && spread.value >= 4 && spread.z >= namedFrom * limits.trendInfo) {
    found.push({
      key: 'cooling:spread', kind: 'cooling', tier: spread.value >= 6 && spread.z >= limits.trendVisit ? 'visit' : 'info', quantity: 'probeSpreadC', value: spread.value, unit: '°C', low: spread.value - 1.645 * spread.sd,
      high: spread.value + 1.645 * spread.sd, cause: 'cooling', ruledOut: ['singleProbe', 'weather'], nextTest: 'coolantFlow', score: spread.z / limits.trendInfo, also: { hottestC: state.hottestC },
    });
  }
  if (state.hotRows >= 6 && found.every((sign) => sign.score < 1)) {
    found.push({
      key: 'cooling:hot', kind: 'cooling', tier: 'visit', quantity: 'hottestC', value: state.hottestC, unit: '°C', low: state.hottestC - 1, high: state.hottestC + 1, cause: 'cooling',
      ruledOut: ['singleFrame'], nextTest: 'coolantFlow', score: 1.5, also: {},
    });
  }
  return found.sort((a, b) => b.score - a.score).slice(0, 1);
}
