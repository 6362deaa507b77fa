// A small seeded fleet of the pack model against the aims: leaks in time and in the right cell, healthy cars left alone, health
// within its error; and the dates that follow from use. The whole fleet is `npm run bench -- battery-fleet`.
import { describe, expect, test } from 'vitest';
import { fleetScore } from '../../fleet/pack/scores.ts';
import { plant, trial, type Trial } from '../../fleet/pack/trial.ts';
import { createRandom } from '../../fleet/random.ts';
import { newCapacity } from './capacity.ts';
import { careDue, newLife, remainingLife } from './life.ts';
import { newUse } from './use.ts';

const day = 86_400_000;
const at = Date.UTC(2026, 5, 1);

describe.each([['ncm', 30, 1], ['lfp', 60, 1.5]] as const)('a small fleet of %s cars', (chemistry, leakDays, errorPct) => {
  const cars: Trial[] = [
    ...[1, 2, 3].map((seed) => trial({ chemistry, planted: undefined, seed: 7_100_000 + seed, days: 75 })),
    ...(['leakage', 'step', 'sensor', 'lowCapacity'] as const).map((kind, i) => trial({ chemistry, planted: plant(kind, createRandom(7_200_000 + i)), seed: 7_300_000 + i, days: 85 })),
  ];
  const score = fleetScore(cars);

  test('the leak of 1 kΩ is told in time and every cell is the right one', () => {
    const leak = score.classes.find((one) => one.kind === 'leakage')!;
    expect(leak.toldClass).toBe(1);
    expect(leak.delayDays).toBeLessThanOrEqual(leakDays);
    expect(score.rightCellShare).toBe(1);
  });

  test('every faulty car is told of, nearly every one by its class, and no healthy car is sent to a visit', () => {
    expect(score.recallTold).toBe(1);
    expect(score.classes.reduce((sum, one) => sum + one.toldClass, 0)).toBeGreaterThanOrEqual(3);
    expect(score.falseTold.stop + score.falseTold.visit).toBe(0);
  });

  test('health after twenty charges is right within twice the mean error aimed at', () => {
    expect(score.healthCars).toBeGreaterThanOrEqual(3);
    expect(score.healthErrorPct).toBeLessThan(2 * errorPct);
  });
});

test.each([7_500_000, 7_500_012, 7_500_019, 7_500_021])('a healthy LFP car whose estimate once lay above a limit, with an interval that did not, is told nothing (seed %i)', (seed) => {
  expect(trial({ chemistry: 'lfp', planted: undefined, seed, days: 91 }).told).toEqual([]);
});

/** A car with a fault of its own kind and place, as `npm run bench -- battery-fleet` plants it. */
const ill = (chemistry: 'ncm' | 'lfp', kind: 'step' | 'leakage' | 'cooling' | 'sensor', seed: number): Trial => trial({ chemistry, planted: plant(kind, createRandom(seed + 5000)), seed, days: 91 });
const kindsTold = (car: Trial): string[] => [...new Set(car.told.map((one) => one.kind))];

test.each([400_610_000, 401_610_001])('a lost charge that rests at few charges have shown is not taken for missing capacity (LFP, seed %i)', (seed) => {
  expect(kindsTold(ill('lfp', 'step', seed))).toEqual(['step']);
});

test('a wire that is off by 38 mV is no cell that misses three fifths of its capacity', () => {
  expect(kindsTold(ill('lfp', 'sensor', 401_660_000))).toEqual(['sensor']);
});

test('a leak that the end of the curve reads too small is told, and neighbours that part by charge share no wire', () => {
  expect(kindsTold(ill('lfp', 'leakage', 402_600_004))).toEqual(['leakage']);
  expect(kindsTold(ill('lfp', 'leakage', 401_600_000))).toEqual(['leakage']);
});

test.each([501_600_002, 501_600_004])('a leak in a car that rests mostly on the plateau is told within 60 days of its onset (LFP, seed %i)', (seed) => {
  const car = ill('lfp', 'leakage', seed);
  const [first] = car.told.filter((one) => one.kind === 'leakage');
  expect((first!.at - Date.UTC(2026, 0, 5)) / day - car.planted!.onsetDay).toBeLessThan(60);
  expect(first!.cells).toEqual([car.planted!.place + 1]);
});

test.each([401_180_000, 401_180_002])('a cooling that goes over weeks is told a fortnight before it is gone, once (NCM, seed %i)', (seed) => {
  const car = ill('ncm', 'cooling', seed);
  const [first, ...more] = car.told.filter((one) => one.kind === 'cooling' && one.state === 'raised');
  expect(car.limitDay! - (first!.at - Date.UTC(2026, 0, 5)) / day).toBeGreaterThanOrEqual(14);
  expect(more).toEqual([]);
});

describe('dates that follow from use', () => {
  const use = { ...newUse(), firstAt: at - 100 * day, lastAt: at, firstKm: 20_000, lastKm: 25_000 };

  test('care is due by whichever of days and kilometres comes first, soonest first', () => {
    const due = careDue([{ code: 'coolant', everyDays: 730, lastAt: at - 700 * day, lastKm: 0 }, { code: 'check', everyKm: 10_000, everyDays: 365, lastAt: at - 10 * day, lastKm: 16_000 }, { code: 'past', everyKm: 1000, lastAt: 0, lastKm: 20_000 }], use);
    expect(due).toEqual([{ code: 'past', at, by: 'km' }, { code: 'check', at: at + 20 * day, by: 'km' }, { code: 'coolant', at: at + 30 * day, by: 'days' }]);
    expect(careDue([{ code: 'never', lastAt: 0, lastKm: 0 }], use)).toEqual([]);
  });

  test('remaining life is in order of its quantiles, sooner for a worse battery, wider for a less certain one', () => {
    const capacity = { ...newCapacity({ ratedAh: 100 }), estimateAh: 90, varEstimate: 1, measurements: 20, updatedAt: at };
    const left = remainingLife(newLife(), capacity, use, 100, 1)!;
    expect(left.at.q10).toBeLessThan(left.at.q50);
    expect(left.at.q50).toBeLessThan(left.at.q90);
    expect((left.at.q50 - at) / (365.25 * day)).toBeCloseTo(10 / 1.8, 0);
    expect(left.furtherKm!.q50).toBe(Math.round(((left.at.q50 - at) / (365.25 * day)) * 50 * 365.25));
    expect(remainingLife(newLife(), { ...capacity, estimateAh: 84 }, use, 100, 1)!.at.q50).toBeLessThan(left.at.q50);
    const wider = remainingLife(newLife(), capacity, use, 100, 4)!;
    expect(wider.at.q90 - wider.at.q10).toBeGreaterThan(left.at.q90 - left.at.q10);
    expect(remainingLife(newLife(), { ...capacity, measurements: 3 }, use, 100, 1)).toBeUndefined();
  });

  test("a car's own checkpoints move its fading", () => {
    const capacity = { ...newCapacity({ ratedAh: 100 }), estimateAh: 90, varEstimate: 1, measurements: 20, updatedAt: at };
    const falling = Array.from({ length: 24 }, (_, i) => ({ at: at - (24 - i) * 30 * day, km: i * 1000, ah: 98 - (i * 30 * 4) / 365.25, sdAh: 0.4 }));
    expect(remainingLife({ checkpoints: falling }, capacity, use, 100, 1)!.fadePctPerYear).toBeGreaterThan(2.3);
  });
});
