// Insulation to the car's body, one figure per day and state (parked, driving, charging). Rain and washing lower it for hours
// and dry again, a fault does not: of a week the drier days count, of a day its middle, and rainy rows not at all where rain is
// known. A state that alone is low says on which side the fault is. kΩ.
// Limit: GB 18384-2020, 100 Ω per volt of the highest working voltage for DC circuits.
import type { Cause, Sign } from './evidence.ts';
import { median, type Moment, type Phase, robustSpread } from './moment.ts';

export const phases = ['parked', 'driving', 'charging'] as const satisfies readonly Phase[];
const daysKept = 60;
const dayMs = 86_400_000;

interface Series { days: number[]; logs: number[]; sum: number; n: number; lows: number; best: number }
export interface Insulation {
  day: number;
  by: Record<Phase, Series>;
  /** Rows in a row below the legal limit, and since when. */
  below: number;
  belowAt: number;
  maxV: number;
  highest: number;
}

const newSeries = (): Series => ({ days: [], logs: [], sum: 0, n: 0, lows: 0, best: 0 });
export const newInsulation = (): Insulation => ({ day: -1, by: { parked: newSeries(), driving: newSeries(), charging: newSeries() }, below: 0, belowAt: 0, maxV: 0, highest: 0 });

/** Looks at a moment; true when a day was closed or the legal limit is under-run for long. */
export function observeInsulation(state: Insulation, moment: Moment): boolean {
  const { row } = moment;
  if (row.packV > state.maxV) state.maxV = row.packV;
  const day = Math.floor(row.at / dayMs);
  let closed = false;
  if (day !== state.day) {
    if (state.day >= 0) closed = closeDay(state);
    state.day = day;
  }
  const kohm = row.insulationKohm;
  if (!(kohm > 0) || row.wet === 1) return closed;
  if (kohm > state.highest) state.highest = kohm;
  const series = state.by[moment.phase];
  series.sum += Math.log(kohm);
  series.n++;
  const low = kohm < legalKohm(state, undefined);
  if (low && state.below === 0) state.belowAt = row.at;
  state.below = low ? state.below + 1 : 0;
  return closed || (state.below >= 10 && state.below % 10 === 0);
}

/** The mean of logarithms stands for a day: a few glitches of a day do not move it far. */
function closeDay(state: Insulation): boolean {
  let any = false;
  for (const phase of phases) {
    const series = state.by[phase];
    if (series.n < 3) {
      series.sum = 0;
      series.n = 0;
      continue;
    }
    series.days.push(state.day);
    series.logs.push(Math.round((10_000 * series.sum) / series.n) / 10_000);
    if (series.days.length > daysKept) {
      series.days.shift();
      series.logs.shift();
    }
    series.sum = 0;
    series.n = 0;
    any = true;
  }
  return any;
}

export const legalKohm = (state: Insulation, maxV: number | undefined): number => (100 * (maxV ?? state.maxV)) / 1000;

/** The value that the drier days of the last week reach: the second highest of the last seven. */
function dryLevel(series: Series): number | undefined {
  const week = series.logs.slice(-7);
  return week.length < 5 ? undefined : week.toSorted((a, b) => b - a)[1];
}

interface Trend { level: number; before: number; spread: number; perDay: number; days: number }

/** Median of all slopes between days at least a week apart (Theil 1950, Sen 1968). */
function trendOf(series: Series): Trend | undefined {
  const level = dryLevel(series);
  if (level === undefined || series.logs.length < 10) return undefined;
  const slopes: number[] = [];
  const from = Math.max(0, series.logs.length - 30);
  for (let i = from; i < series.logs.length; i++) {
    for (let j = i + 1; j < series.logs.length; j++) {
      const days = series.days[j]! - series.days[i]!;
      if (days >= 7) slopes.push((series.logs[j]! - series.logs[i]!) / days);
    }
  }
  const early = series.logs.slice(0, Math.max(7, Math.floor(series.logs.length / 3)));
  const steps = series.logs.slice(1).map((log, i) => log - series.logs[i]!);
  return { level, before: median(early), spread: Math.max(0.03, robustSpread(steps) / Math.SQRT2), perDay: slopes.length < 6 ? 0 : median(slopes), days: series.days.at(-1)! - series.days[0]! };
}

const causeOf = (low: readonly Phase[], told: readonly Phase[]): Cause => {
  if (low.length === 1 && told.length > 1) {
    if (low[0] === 'charging') return 'charger';
    if (low[0] === 'driving') return 'drive';
  }
  return 'highVoltage';
};

/** One sign for the whole pack: the state that is worst decides. */
export function insulationSigns(state: Insulation, maxV: number | undefined): Sign[] {
  const legal = legalKohm(state, maxV);
  const trends = phases.flatMap((phase) => {
    const trend = trendOf(state.by[phase]);
    return trend === undefined ? [] : [{ phase, trend }];
  });
  const fallen = trends.filter(({ trend }) => {
    const fall = trend.before - trend.level;
    const sinking = trend.perDay < 0 && trend.level + 30 * trend.perDay < Math.log(legal * 5);
    return fall > Math.max(0.4, 5 * trend.spread) && (sinking || fall > 0.7);
  });
  const lasting = state.below >= 10;
  const worst = fallen.toSorted((a, b) => a.trend.level - b.trend.level)[0];
  if (worst === undefined && !lasting) return [];
  const level = worst === undefined ? legal : Math.exp(worst.trend.level);
  const toLegal = worst !== undefined && worst.trend.perDay < -0.002 ? Math.max(0, (worst.trend.level - Math.log(legal)) / -worst.trend.perDay) : Number.POSITIVE_INFINITY;
  const urgent = level < 5 * legal || toLegal < 45;
  const cause = causeOf(fallen.map((one) => one.phase), trends.map((one) => one.phase));
  const spread = worst?.trend.spread ?? 0.3;
  return [{
    key: 'insulation', kind: 'insulation', tier: lasting && (worst !== undefined || state.below >= 60) ? 'stop' : urgent || lasting ? 'visit' : 'info', quantity: 'insulationKohm', value: level, unit: 'kΩ',
    low: level * Math.exp(-1.645 * spread), high: level * Math.exp(1.645 * spread), cause, ruledOut: cause === 'charger' ? ['rain', 'driveSide'] : cause === 'drive' ? ['rain', 'charger'] : ['rain'],
    nextTest: 'insulationByPole', score: worst === undefined ? 2 : (worst.trend.before - worst.trend.level) / Math.max(0.4, 5 * spread),
    also: { legalKohm: legal, ...(toLegal < 1000 ? { daysToLegal: toLegal } : {}), ...(worst === undefined ? {} : { beforeKohm: Math.exp(worst.trend.before), perDayShare: worst.trend.perDay }) },
  }];
}
