// The forecast of the house: better than the known methods on months it has not seen, calm on histories with nothing in them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { boost, stepsOf } from './boost.ts';
import { type Chance, chanceFrom, gammaValue, poissonCount } from './chance.ts';
import { candidatesOfFew, forecastCombined, learnCombined } from './combine.ts';
import { lawMean, quantile } from './law.ts';
import { lawAround } from './law-around.ts';
import { scaledPinball } from './metrics.ts';
import { ses } from './point-methods.ts';
import { type PartHistory, learnPooled, pooledForecasts } from './pooled.ts';
import { believe, lawOfBelief, learnPrior } from './steady.ts';
import { waveUntil } from './year.ts';

const csv = readFileSync(join(import.meta.dirname, '../../bench/series/carparts-300.csv'), 'utf8');
const complete = csv.trim().split(/\r?\n/).slice(1).map((line) => Float64Array.from(line.split(',').slice(1), (cell) => (cell === '' ? Number.NaN : Number(cell)))).filter((units) => units.every((one) => !Number.isNaN(one)));
const zeros = (count: number): number[] => new Array<number>(count).fill(0);
const poor: [string, number[]][] = [
  ['empty', []], ['all missing', new Array<number>(30).fill(Number.NaN)], ['all zero', zeros(40)], ['one demand', [...zeros(20), 3, ...zeros(19)]], ['three months', [0, 2, 0]], ['one month', [1]],
  ['missing in between', [0, 1, Number.NaN, Number.NaN, 0, 2, 0, 0, Number.NaN, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]], ['very large', Array.from({ length: 40 }, (_, t) => 1e6 + 1e5 * (t % 7))], ['fractions', Array.from({ length: 30 }, (_, t) => (t % 4) / 3)],
];

test('on car parts, from a month it was not tuned on, the mixture beats smoothing by more than 2 % of quantile loss', () => {
  const origin = 33;
  const parts = complete.map((units) => ({ history: units.subarray(0, origin) }));
  const forecast = forecastCombined(learnCombined(parts, { ahead: 6, sum: false }), parts);
  const rows = complete.map((units, index) => {
    const one = forecast(index);
    const laws = [1, 2, 3, 4, 5, 6].map((lead) => one.law(lead));
    return { history: units.subarray(0, origin), actual: units.subarray(origin, origin + 6), quantile: (level: number, month: number) => quantile(laws[month]!, level), mean: () => 0 };
  });
  const smoothing = rows.map((row) => {
    const law = lawAround(row.history, ses(row.history));
    return { ...row, quantile: (level: number) => quantile(law, level) };
  });
  expect(scaledPinball(rows)).toBeLessThan(0.98 * scaledPinball(smoothing));
});

describe('histories with little in them', () => {
  const together: PartHistory[] = [...poor.map(([, history]) => ({ history })), ...complete.slice(0, 60).map((history) => ({ history }))];
  for (const span of [{ ahead: 6, sum: false }, { ahead: 3, sum: true }]) {
    test(`among others, ${span.sum ? 'sums' : 'months'}`, () => {
      const forecast = forecastCombined(learnCombined(together, span, { rounds: 10 }), together);
      poor.forEach((_, index) => {
        const one = forecast(index);
        for (const lead of [1, span.ahead]) {
          const law = one.law(lead);
          expect(law.p.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
          expect(lawMean(law)).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(quantile(law, 0.99))).toBe(true);
        }
        expect(one.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      });
      expect(lawMean(forecast(7).law()) / (span.sum ? 3 : 1)).toBeGreaterThan(5e5);
      expect(lawMean(forecast(2).law())).toBeLessThan(0.3);
    });
  }
  test.each(poor)('%s alone', (_, history) => {
    const parts = [{ history }];
    const model = learnCombined(parts, { ahead: 3, sum: true });
    expect(model.pooled).toBeUndefined();
    expect(quantile(forecastCombined(model, parts)(0).law(), 0.9)).toBeGreaterThanOrEqual(0);
  });
  test('no part at all', () => expect(learnCombined([], { ahead: 3, sum: true }).shares).toHaveLength(candidatesOfFew.length));
});

/** Parts whose rate is a gamma draw, held for all months. */
const heldRates = (count: number, months: number, chance: Chance) => Array.from({ length: count }, () => {
  const rate = gammaValue(chance, 1.5, 0.6);
  return { rate, history: Float64Array.from({ length: months }, () => poissonCount(chance, rate)) };
});

test('a part with three months borrows from all, one with years hardly', () => {
  const chance = chanceFrom(3);
  const prior = learnPrior(heldRates(500, 36, chance).map(({ history }) => history));
  expect(prior.units / prior.months).toBeCloseTo(0.9, 0);
  expect(lawMean(lawOfBelief(believe([0, 0, 0], 1, prior)))).toBeGreaterThan(0.1);
  expect(lawMean(lawOfBelief(believe(zeros(60), 1, prior)))).toBeLessThan(0.04);
});

test('where rates are held, quantiles of the mixture are kept as often as they say', () => {
  const parts = heldRates(400, 42, chanceFrom(8));
  const known = parts.map(({ history }) => ({ history: history.subarray(0, 36) }));
  const forecast = forecastCombined(learnCombined(known, { ahead: 6, sum: true }, { rounds: 30 }), known);
  let below = 0;
  parts.forEach(({ history }, index) => { if (history.subarray(36).reduce((sum, units) => sum + units, 0) <= quantile(forecast(index).law(), 0.9)) below++; });
  expect(below / parts.length).toBeGreaterThan(0.87);
  expect(below / parts.length).toBeLessThan(0.98);
});

test('the pooled model learns from traits and sisters what a part itself cannot show', () => {
  const chance = chanceFrom(5);
  const parts: PartHistory[] = [];
  for (let family = 0; family < 150; family++) {
    const doubling = family % 2 === 0;
    for (let sister = 0; sister < 2; sister++) parts.push({ family: String(family), traits: [doubling ? 1 : 0], history: Float64Array.from({ length: 30 }, (_, t) => poissonCount(chance, t % 6 >= 3 && doubling ? 3 : 0.5)) });
  }
  const model = learnPooled(parts, { ahead: 1, sum: false }, { rounds: 40 })!;
  const of = pooledForecasts(model, parts);
  const end = parts.map((_, index) => of(index)(27).mean);
  const mean = (odd: number): number => end.filter((_, index) => Math.floor(index / 2) % 2 === odd).reduce((sum, one) => sum + one, 0) / 150;
  expect(mean(0)).toBeGreaterThan(2 * mean(1));
});

test('boosted trees find a step in mean and size', () => {
  const chance = chanceFrom(2);
  const [rows, column] = [6000, new Float32Array(6000)];
  const target = Float64Array.from({ length: rows }, (_, row) => {
    column[row] = chance();
    return column[row]! > 0.5 ? poissonCount(chance, gammaValue(chance, 0.5, 8)) : poissonCount(chance, 1);
  });
  const model = boost({ features: [column], target, logMean: new Float64Array(rows), logSize: new Float64Array(rows).fill(1), weight: new Float64Array(rows).fill(1) }, { rounds: 150, rate: 0.1, depth: 1, leaf: 50, seed: 1, share: 0.7 });
  expect(Math.exp(stepsOf(model.means, [0.9]))).toBeCloseTo(4, 0);
  expect(Math.exp(stepsOf(model.means, [0.1]))).toBeCloseTo(1, 0);
  expect(Math.exp(1 + stepsOf(model.sizes, [0.9]))).toBeLessThan(1);
  expect(1 + stepsOf(model.sizes, [0.1])).toBeGreaterThan(1.5);
});

/** Sixteen parts of a small house: from one a month to sixty, a tenth more each year, every other one with a season. */
const smallHouse = (chance: Chance) => Array.from({ length: 16 }, (_, part) => {
  const [pace, wave] = [0.8 * 1.33 ** part, part % 2 === 0 ? 0.5 : 0];
  return Float64Array.from({ length: 42 }, (__, t) => poissonCount(chance, pace * 1.008 ** t * (1 + wave * Math.sin((2 * Math.PI * t) / 12))));
});
const total = (list: ArrayLike<number>): number => Array.from(list).reduce((sum, one) => sum + one, 0);

test('where parts are too few to learn from each other, half a year is foretold better than by the mean of the last year', () => {
  let [own, plain] = [0, 0];
  for (const [seed, end] of [[1, 30], [2, 30], [3, 30], [4, 36], [5, 36], [6, 36]] as const) {
    const whole = smallHouse(chanceFrom(seed));
    const parts = whole.map((units) => ({ history: units.subarray(0, end) }));
    const model = learnCombined(parts, { ahead: 6, sum: false });
    expect([model.pooled, model.shares.length]).toEqual([undefined, candidatesOfFew.length]);
    const forecast = forecastCombined(model, parts);
    whole.forEach((units, index) => {
      const [came, foretold] = [total(units.subarray(end, end + 6)), total([1, 2, 3, 4, 5, 6].map((lead) => lawMean(forecast(index).law(lead))))];
      [own, plain] = [own + Math.abs(came - foretold), plain + Math.abs(came - total(units.subarray(end - 12, end)) / 2)];
    });
  }
  expect(own).toBeLessThan(0.9 * plain);
});

test('what all parts say of one is their mean, also where some go a hundred times as fast as others', () => {
  const parts = smallHouse(chanceFrom(4));
  const mean = total(parts.map((units) => total(units) / units.length)) / parts.length;
  const prior = learnPrior(parts);
  expect(prior.units / prior.months).toBeCloseTo(mean, 6);
});

test('a wave is read from whole years, and what chance alone would make is none', () => {
  const chance = chanceFrom(9);
  const months = (wave: number): Float64Array => Float64Array.from({ length: 36 }, (_, t) => poissonCount(chance, 20 * (1 + wave * Math.cos((2 * Math.PI * t) / 12))));
  const size = (list: Float64Array, end: number): number => { const { cosine, sine } = waveUntil(list, end, 1.1); return Math.hypot(cosine, sine); };
  expect(size(months(0.6), 36)).toBeCloseTo(0.6, 0);
  expect(size(months(0.6), 23)).toBe(0); // not yet two years
  const calm = Array.from({ length: 200 }, () => size(months(0), 36));
  expect(calm.filter((one) => one > 0).length / calm.length).toBeLessThan(0.45);
  expect(total(calm) / calm.length).toBeLessThan(0.04);
});
