// How the car is used: kilometres a day, and what a kilometre takes, so that a shorter range is split into what the battery
// lost and what driving takes more (cold, tyres, speed). The first 1,000 km are the reference unless the model's is known.
import type { Moment } from './moment.ts';

export interface Use {
  firstAt: number;
  lastAt: number;
  firstKm: number;
  lastKm: number;
  wh: number;
  whFromKm: number;
  broken: boolean;
  firstWh: number;
  firstOverKm: number;
  recentWhPerKm: number;
  recentKm: number;
  middleV: number;
}

export const newUse = (): Use => ({ firstAt: 0, lastAt: 0, firstKm: -1, lastKm: -1, wh: 0, whFromKm: -1, broken: false, firstWh: 0, firstOverKm: 0, recentWhPerKm: 0, recentKm: 0, middleV: 0 });

const stretchKm = 40;

/** Counts the energy of one step. */
export function observeUse(state: Use, moment: Moment, beforeA: number | undefined): void {
  const { row } = moment;
  if (state.firstAt === 0) state.firstAt = row.at;
  state.lastAt = row.at;
  if (!Number.isNaN(row.packV)) state.middleV = state.middleV === 0 ? row.packV : state.middleV + 0.0005 * (row.packV - state.middleV);
  const km = row.odometerKm;
  if (!Number.isNaN(km)) {
    if (state.firstKm < 0) state.firstKm = km;
    state.lastKm = km;
  }
  if (moment.phase === 'charging') return;
  if (moment.dtMs > 150_000 || beforeA === undefined || Number.isNaN(beforeA) || Number.isNaN(row.currentA) || Number.isNaN(row.packV)) {
    if (moment.dtMs > 150_000 && !Number.isNaN(km) && state.whFromKm >= 0 && km - state.whFromKm > 0.5) state.broken = true;
  } else state.wh += (((row.currentA + beforeA) / 2) * row.packV * moment.dtMs) / 3_600_000;
  if (Number.isNaN(km)) return;
  if (state.whFromKm < 0 || state.broken && km - state.whFromKm < 3) {
    state.whFromKm = km;
    state.wh = 0;
    state.broken = false;
    return;
  }
  const driven = km - state.whFromKm;
  if (driven < stretchKm) return;
  const perKm = state.wh / driven;
  if (!state.broken && perKm > 50 && perKm < 2000) {
    if (state.firstOverKm < 1000) {
      state.firstWh += state.wh;
      state.firstOverKm += driven;
    }
    const share = state.recentKm === 0 ? 1 : Math.min(1, driven / 400);
    state.recentWhPerKm += share * (perKm - state.recentWhPerKm);
    state.recentKm += driven;
  }
  state.whFromKm = km;
  state.wh = 0;
  state.broken = false;
}

export const kmPerDay = (state: Use): number => {
  const days = (state.lastAt - state.firstAt) / 86_400_000;
  return days < 3 || state.firstKm < 0 ? 0 : (state.lastKm - state.firstKm) / days;
};

export interface RangeSplit {
  rangeKm: number;
  /** Against the reference: shares that add up to the whole change (natural logarithms, −0.1 is about −10 %). */
  batteryPart: number;
  consumptionPart: number;
  whPerKm: number;
  referenceWhPerKm: number;
}

/** Range of a full battery, and what changed it; undefined until 300 km were measured. */
export function rangeSplit(state: Use, capacityAh: number, referenceAh: number, nominalWhPerKm: number | undefined): RangeSplit | undefined {
  const reference = nominalWhPerKm ?? (state.firstOverKm >= 300 ? state.firstWh / state.firstOverKm : 0);
  if (reference <= 0 || state.recentKm < 300 || !(capacityAh > 0)) return undefined;
  return {
    rangeKm: (capacityAh * state.middleV) / state.recentWhPerKm, batteryPart: Math.log(capacityAh / referenceAh), consumptionPart: Math.log(reference / state.recentWhPerKm),
    whPerKm: state.recentWhPerKm, referenceWhPerKm: reference,
  };
}
