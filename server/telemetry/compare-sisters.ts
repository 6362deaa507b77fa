// A car among its sisters: the same model of the same brand, each at the worst of the last days. S1 sisters have no name,
// number or place here, and below five of them nothing is said, so that none can be guessed; S2 the wall decides who counts.
import type { Input } from '#platform/contract';
import { addDays, beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { foundVehicles } from '#vehicles';
import { sisterMeasures, type api } from './api.ts';
import { worstSince, type Worst } from './history-store.ts';
import { windowOf } from './car-window.ts';

const fewest = 5;
const mostSisters = 500;
/** Whether a high value is the bad one. */
const highIsWorse: Record<(typeof sisterMeasures)[number], boolean> = { cellSpreadMaxMv: true, tempMaxC: true, insulationMinKohm: false, lvBatteryMinMv: false, kmPerDay: true };

export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low + (high - low) * (at - Math.floor(at));
}
const round = (value: number): number => Math.round(value * 10) / 10;

/** Where a car stands among others in one measure; null where too few say anything. (S1) */
export function standing(mine: number | null, others: readonly number[], worseIsHigh: boolean) {
  if (others.length < fewest) return null;
  const sorted = others.toSorted((a, b) => a - b);
  const share = (of: (other: number) => boolean): number => others.filter(of).length / others.length;
  const better = mine === null ? null : share((other) => (worseIsHigh ? other > mine : other < mine)) + share((other) => other === mine) / 2; // among equals it stands in the middle
  return { mine: mine === null ? null : round(mine), sisters: others.length, p10: round(quantile(sorted, 0.1)), median: round(quantile(sorted, 0.5)), p90: round(quantile(sorted, 0.9)), betterShare: better };
}

export async function compareSisters(tx: Tx, input: Input<typeof api.compareSisters>) {
  const now = tx.now.toISOString();
  const { vehicle } = await windowOf(tx, { vin: input.vin, fromAt: new Date(tx.now.getTime() - 1).toISOString(), toAt: now }, 'history');
  const sinceOn = addDays(beijingDay(tx.now), -input.days);
  const family = await foundVehicles(tx, { brandId: vehicle.brandId, modelId: vehicle.modelId, limit: mostSisters }); // S2
  const worst = await worstSince(tx, [...new Set([vehicle.vin, ...family.map((one) => one.vin)])], sinceOn);
  const mine = worst.find((one) => one.vin === vehicle.vin);
  const measureOf = (one: Worst | undefined, measure: (typeof sisterMeasures)[number]): number | null => one?.[measure] ?? null;
  return {
    sinceOn, measures: sisterMeasures.map((measure) => ({
      measure,
      standing: standing(measureOf(mine, measure), worst.filter((one) => one.vin !== vehicle.vin).flatMap((one) => measureOf(one, measure) ?? []), highIsWorse[measure]),
    })),
  };
}
