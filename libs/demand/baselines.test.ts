// The known methods and the metrics, against figures computed elsewhere on 300 car parts; and histories with nothing in them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { History } from './history.ts';
import { lawMean, quantile } from './law.ts';
import { inSample, lawAround } from './law-around.ts';
import { type Judged, bias, medianError, scaledPinball, scaledRootError, seasonalMase, weightedQuantileLoss } from './metrics.ts';
import { dampedTrend, pointMethods } from './point-methods.ts';

const csv = readFileSync(join(import.meta.dirname, '../../bench/series/carparts-300.csv'), 'utf8');
const all = csv.trim().split(/\r?\n/).slice(1).map((line) => Float64Array.from(line.split(',').slice(1), (cell) => (cell === '' ? Number.NaN : Number(cell))));
const complete = all.filter((units) => units.every((one) => !Number.isNaN(one)));

type Forecast = Pick<Judged, 'quantile' | 'mean'>;
const judge = (set: Float64Array[], origin: number, months: number, method: (history: History) => Forecast): Judged[] =>
  set.map((units) => ({ history: units.slice(0, origin), actual: units.slice(origin, origin + months), ...method(units.slice(0, origin)) }));
const zero = (): Forecast => ({ quantile: () => 0, mean: () => 0 });

test('forecasting nothing has the losses it is known to have', () => {
  expect(complete).toHaveLength(280);
  expect(scaledPinball(judge(complete, 45, 6, zero))).toBeCloseTo(0.4659204428, 9);
  const rows = judge(all, 39, 12, zero);
  expect(seasonalMase(rows)).toBeCloseTo(0.7856547608, 9);
  expect(medianError(rows)).toBeCloseTo(0.4529761905, 9);
  expect(weightedQuantileLoss(rows)).toBeCloseTo(1, 9);
});

test('last year again, and the months as they were', () => {
  const lastYear = (history: History): Forecast => {
    const last = Array.from(history).findLast((units) => !Number.isNaN(units)) ?? 0;
    const of = (month: number): number => {
      const units = history[history.length - 12 + month]!;
      return Number.isNaN(units) ? last : units;
    };
    return { quantile: (_, month) => of(month), mean: of };
  };
  const rows = judge(all, 39, 12, lastYear);
  expect(seasonalMase(rows)).toBeCloseTo(1.1727771244, 9);
  expect(medianError(rows)).toBeCloseTo(0.7455357143, 9);
  const seen = judge(complete, 45, 6, (history) => {
    const law = inSample(history);
    return { quantile: (level) => quantile(law, level), mean: () => lawMean(law) };
  });
  expect(scaledPinball(seen)).toBeCloseTo(0.4441845106, 9);
});

test.each([
  ['historical mean', 0.6824, 0.448, 0.4505],
  ['SES', 0.6111, 0.314, 0.3810],
  ['Croston', 0.7281, 0.379, 0.5019],
  ['SBA', 0.7167, 0.310, 0.4962],
  ['TSB', 0.6238, 0.406, 0.3916],
  ['ADIDA', 0.6139, 0.223, 0.4090],
  ['IMAPA', 0.6034, 0.238, 0.4076],
])('%s with a negative binomial around it', (name, rmsse, over, spl) => {
  const rows = judge(complete, 45, 6, (history) => {
    const forecast = pointMethods[name]!(history);
    const law = lawAround(history, forecast);
    return { quantile: (level) => quantile(law, level), mean: () => forecast };
  });
  expect(scaledRootError(rows).toFixed(4)).toBe(rmsse.toFixed(4));
  expect(bias(rows).toFixed(3)).toBe(over.toFixed(3));
  expect(scaledPinball(rows).toFixed(4)).toBe(spl.toFixed(4));
});

describe('histories with little in them', () => {
  const months = (count: number, units: (t: number) => number): number[] => Array.from({ length: count }, (_, t) => units(t));
  const poor: [string, number[]][] = [
    ['empty', []], ['all missing', months(30, () => Number.NaN)], ['all zero', months(40, () => 0)], ['one demand', months(40, (t) => (t === 17 ? 3 : 0))],
    ['three months', [0, 2, 0]], ['one month', [4]], ['holes', months(30, (t) => (t % 3 === 0 ? Number.NaN : t % 5))], ['very large', months(40, (t) => 1e6 + 1e5 * (t % 7))], ['fractions', months(20, (t) => (t % 4) / 3)],
  ];
  test.each(poor)('%s: every method answers a demand, and a law of sum 1', (_, history) => {
    for (const method of [...Object.values(pointMethods), (one: History) => dampedTrend(one, 6)]) {
      const forecast = method(history);
      expect(forecast).toBeGreaterThanOrEqual(0);
      expect(forecast).toBeLessThan(Number.POSITIVE_INFINITY);
      const law = lawAround(history, forecast, 3);
      expect(law.p.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
      expect(quantile(law, 0.9)).toBeGreaterThanOrEqual(quantile(law, 0.1));
    }
  });
});
