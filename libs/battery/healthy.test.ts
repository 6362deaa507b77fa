// What healthy cars do that once looked like a fault, each by its physical cause; and limits learnt from healthy cars.
import { describe, expect, test } from 'vitest';
import { trial } from '../../fleet/pack/trial.ts';
import { createRandom } from '../../fleet/random.ts';
import { fitTails, newState, observe, type Peaks } from './battery.ts';
import { newCooling, coolingSigns } from './cooling.ts';
import { type Entry, pctOf } from './deviations.ts';
import { look, newEvidences, type Sign } from './evidence.ts';
import { followBalancing, placeUnder, topSteps } from './worth.ts';

test.each([
  ['its balancer brings the high cells down', 100_500_063], ['a high cell climbs the end of the curve and is read level on the plateau', 101_500_088],
  ['it told the evening of before twice after a night at 30 °C', 102_500_029], ['one cell stands 1.6 % above the others from the first day', 100_500_008],
])('a healthy LFP car is told nothing: %s', (_, seed) => {
  expect(trial({ chemistry: 'lfp', planted: undefined, seed, days: 91 }).told).toEqual([]);
});

test('every repeat after a sleep is passed by, not the first alone', () => {
  const state = newState({ chemistry: 'ncm', ratedAh: 150 });
  const at = Date.UTC(2026, 0, 5);
  const driving = { packV: 380, currentA: 22.6, socPct: 60, speedKmh: 39, charging: 3, tempMaxC: 24, tempMinC: 23 };
  observe(state, { at, ...driving });
  for (let n = 0; n < 3; n++) observe(state, { at: at + 8 * 3_600_000 + 60_000 * n, ...driving });
  observe(state, { at: at + 9 * 3_600_000, ...driving, packV: 381, currentA: 30 });
  observe(state, { at: at + 10 * 3_600_000, ...driving, packV: 382, currentA: 31 });
  expect(state.hygiene.counts.frozen).toBe(3);
});

describe('balancing', () => {
  const random = createRandom(5);
  const base = Float32Array.from({ length: 100 }, () => random.bell(0, 0.5));
  const learn = (top: number | undefined): number | undefined => {
    const tops = new Float32Array(topSteps);
    let told: number | undefined;
    for (let rest = 0; rest < 6; rest++) told = followBalancing(tops, base, Float32Array.from(base, (place) => 8 * (placeUnder(place, top) + random.bell(0, 0.1))), () => 0.2, 8);
    return told;
  };

  test('cells that came down to a level together are where a balancer put them', () => {
    expect(Math.abs(learn(0.3)! - 0.3)).toBeLessThanOrEqual(0.16);
    expect(Math.abs(learn(-0.3)! + 0.3)).toBeLessThanOrEqual(0.16);
  });

  test('where no cell came down there was none, and one cell that leaks is no balancer', () => {
    expect(learn(undefined)).toBeUndefined();
    const tops = new Float32Array(topSteps);
    for (let rest = 0; rest < 6; rest++) expect(followBalancing(tops, base, Float32Array.from(base, (place, cell) => 8 * (place - (cell === 7 ? 4 : 0))), () => 0.2, 8)).toBeUndefined();
  });
});

test('at the end of the LFP curve cells ahead and behind are read alike, and one on the plateau only as at most so high', () => {
  const entry: Entry = { at: 0, socPct: 99, slopeMv: 25, bends: false, tempC: 20, lists: 3, kneeMv: 30 };
  const mvAt = (pct: number): number => 30 * (Math.exp((pct * 25) / 30) - 1);
  for (const pct of [-0.7, 0.5, 1.5]) expect(pctOf([], entry, mvAt(pct)).pct).toBeCloseTo(pct, 5);
  expect(pctOf([], entry, mvAt(1.5)).atMost).toBe(false);
  expect(pctOf([], entry, mvAt(-4)).atMost).toBe(true);
});

test('one odd stretch does not say that the cooling is gone, several do', () => {
  const state = { ...newCooling(), base: { perHeat: 36, perHour: 2, sd: 0.1 }, looks: 12 };
  const after = (ys: readonly number[]): number | undefined => {
    const last = ys.map((y) => ({ warm: 1, y }));
    const sum = (of: (one: { warm: number; y: number }) => number): number => last.reduce((all, one) => all * 0.85 + of(one), 0);
    return coolingSigns({ ...state, last, recent2: sum((one) => one.warm ** 2), recentY: sum((one) => one.warm * one.y) })[0]?.score;
  };
  expect(after([2, 2, 2, 2, 2, 2, 2, -6])).toBeUndefined();
  expect(after([2, 2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2])).toBeGreaterThan(1);
});

describe('limits from healthy cars', () => {
  const healthy = (n: number, seed: number): Peaks[] => {
    const random = createRandom(seed);
    return Array.from({ length: n }, () => ({ leakage: { any: 0.3 - 0.15 * Math.log(random.next()), severe: random.chance(0.1) ? 0.5 : 0 } }));
  };

  test('too few vehicle-months give none', () => {
    expect(fitTails(healthy(99, 1), 3)).toBeUndefined();
    expect(fitTails(healthy(101, 1), 3)).toBeDefined();
  });

  test('what other healthy cars do stays within the budget', () => {
    const tails = fitTails(healthy(1000, 2), 3)!;
    const beyond = healthy(4000, 3).filter((car) => car.leakage!.any > tails.leakage!.info).length;
    expect(tails.leakage!.info).toBeGreaterThan(1);
    // 5 per 1,000 vehicle-months shared by eight rules: 7.5 of 4,000 cars in three months; thrice that is far beyond chance.
    expect(beyond).toBeLessThan(22);
    expect(tails.leakage!.visit).toBeGreaterThanOrEqual(tails.leakage!.info);
  });

  test('a sign is held against how far healthy cars go, and near misses are remembered', () => {
    const sign = (score: number): Sign => ({ kind: 'leakage', tier: 'visit', cells: [4], quantity: 'leakCurrentMa', value: 3, unit: 'mA', low: 2, high: 4, cause: 'cell', ruledOut: [], nextTest: 'restThreeDays', score, also: {} });
    const state = newEvidences();
    const twice = (score: number) => [1, 2].flatMap((at) => look(state, ['leakage'], [sign(score)], { leakage: { info: 1.5, visit: 2 } }, at, 30));
    expect(twice(1.4)).toEqual([]);
    expect(state.peaks.leakage).toEqual({ any: 1.4, severe: 1.4 });
    expect(twice(1.8).map((one) => one.tier)).toEqual(['info']);
    expect(twice(2.1).map((one) => [one.tier, one.state])).toEqual([['visit', 'escalated']]);
  });
});
