// The 12 V battery, where the maker sends its voltage: what it shows when the car has slept and nothing charges it, the lowest
// of each day. A week's middle below 12.0 V is a word to the owner, below 11.6 V a visit (lead-acid at 25 °C: 12.0 V is about
// a quarter of its charge). V.
import type { Sign } from './evidence.ts';
import { median, type Moment } from './moment.ts';

export interface Auxiliary { day: number; lowV: number; lows: number[] }
export const newAuxiliary = (): Auxiliary => ({ day: -1, lowV: 0, lows: [] });

const dayMs = 86_400_000;

/** Looks at a moment; true when a day was closed. */
export function observeAuxiliary(state: Auxiliary, moment: Moment): boolean {
  const { row } = moment;
  const day = Math.floor(row.at / dayMs);
  let closed = false;
  if (day !== state.day) {
    if (state.lowV > 0) {
      state.lows.push(state.lowV);
      if (state.lows.length > 14) state.lows.shift();
      closed = true;
    }
    state.day = day;
    state.lowV = 0;
  }
  if (row.auxV < 13 && moment.restMs > 600_000 && (state.lowV === 0 || row.auxV < state.lowV)) state.lowV = row.auxV;
  return closed;
}

export function auxiliarySigns(state: Auxiliary): Sign[] {
  if (state.lows.length < 5) return [];
  const value = median(state.lows.slice(-7));
  if (value >= 12) return [];
  return [{
    key: 'auxBattery', kind: 'auxBattery', tier: value < 11.6 ? 'visit' : 'info', quantity: 'restedAuxV', value, unit: 'V', low: value - 0.1, high: value + 0.1, cause: 'auxiliary',
    ruledOut: ['singleFrame'], nextTest: 'auxLoadTest', score: 1 + (12 - value) * 2, also: {},
  }];
}
