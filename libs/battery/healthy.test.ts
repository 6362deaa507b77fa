// What healthy cars do that once looked like a fault, each by its physical cause; and limits learnt from healthy cars.
import { describe, expect, test } from 'vitest';
import { trial } from '../../fleet/pack/trial.ts';
import { createRandom } from '../../fleet/random.ts';
import { budgets, fitTails, monthsReached, newState, observe, type Reached, widest } from './battery.ts';
import { newCooling, coolingSigns } from './cooling.ts';
import { devMv, enter, type Entry, newDeviations, pctOf, toldMv } from './deviations.ts';
import { look, newEvidences, type Sign } from './evidence.ts';
import { curveOf } from './ocv.ts';
import { followBalancing, offUnder, placeUnder, topSteps } from './worth.ts';

test.each([
  ['its balancer brings the high cells down', 100_500_063], ['a high cell climbs the end of the curve and is read level on the plateau', 101_500_088],
  ['it told the evening of before twice after a night at 30 °C', 102_500_029], ['one cell stands 1.6 % above the others from the first day', 100_500_008],
  ['its highest cell comes down last', 501_500_010], ['a cell whose sensing is 2 mV off rests on the plateau for weeks', 501_500_088],
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

  test('the highest come down last: between where it stood and the level a cell is healthy, beyond it is not', () => {
    expect([2, 1, 0.3].map((pct) => offUnder(pct, 2, 0.3))).toEqual([0, 0, 0]);
    expect([2.5, 0.1, -1].map((pct) => offUnder(pct, 2, 0.3))).toEqual([0.5, 0.1 - 0.3, -1.3]);
    // The middle cell came down by 0.3 %: a cell that was not bled rose by as much against it.
    expect([-0.7, -1].map((pct) => offUnder(pct, -1, -0.3))).toEqual([0, expect.closeTo(-0.3)]);
    expect(offUnder(0.5, 0.2, undefined)).toBeCloseTo(0.3);
  });

  test('where no cell came down there was none, and one cell that leaks is no balancer', () => {
    expect(learn(undefined)).toBeUndefined();
    const tops = new Float32Array(topSteps);
    for (let rest = 0; rest < 6; rest++) expect(followBalancing(tops, base, Float32Array.from(base, (place, cell) => 8 * (place - (cell === 7 ? 4 : 0))), () => 0.2, 8)).toBeUndefined();
  });
});

test('on LFP the place of a cell and what its sensing is off by are told apart', () => {
  const random = createRandom(9);
  const curve = curveOf({}, 'lfp');
  const truth = Array.from({ length: 60 }, () => ({ pct: random.bell(0, 0.7), mv: random.bell(0, 1.2) }));
  const state = { ...newDeviations(), cells: 60, devs: new Int16Array(54 * 60) };
  const worth = [[20, 4], [66, 2.6], [88, 0.25], [50, 0.3], [80, 0.25]] as const;
  for (let rest = 0; rest < 40; rest++) {
    const [socPct, slopeMv] = worth[rest % worth.length]!;
    const devs = Int16Array.from(truth, ({ pct, mv }) => Math.round(10 * (pct * slopeMv + mv + random.bell(0, 0.4))));
    enter(state, { at: rest * 36_000_000, middleMv: curve[Math.round(socPct / 5)]!, shownPct: socPct, tempC: 20, lists: 3, chemistry: 'lfp', curve }, devs);
  }
  const offsets = state.baseline!.offsetMv!;
  const wrong = (of: (cell: number) => number): number => Math.sqrt(truth.reduce((sum, _, cell) => sum + of(cell) ** 2, 0) / truth.length);
  expect(wrong((cell) => offsets[cell]! - truth[cell]!.mv)).toBeLessThan(0.45);
  expect(wrong((cell) => state.baseline!.devPct[cell]! - truth[cell]!.pct)).toBeLessThan(0.35);
  expect(devMv(state, 3, 5)).toBeCloseTo(toldMv(state, 3, 5) - offsets[5]!, 6);
  // What a percent is worth on the plateau is no longer what the sensing makes of it.
  expect(state.entries.at(-1)!.slopeMv).toBeLessThan(0.6);
});

test('at the end of the LFP curve cells ahead and behind are read alike, and one on the plateau only as at most so high', () => {
  const entry: Entry = { at: 0, socPct: 99, slopeMv: 25, bends: false, tempC: 20, lists: 3, kneeMv: 30 };
  const mvAt = (pct: number): number => 30 * (Math.exp((pct * 25) / 30) - 1);
  for (const pct of [-0.7, 0.5, 1.5]) expect(pctOf([], entry, mvAt(pct)).pct).toBeCloseTo(pct, 5);
  expect(pctOf([], entry, mvAt(1.5)).atMost).toBe(false);
  expect(pctOf([], entry, mvAt(-4)).atMost).toBe(true);
});

test('after a charge the plateau lies higher than it was seen: a cell 4 % behind is not read as 1 % with certainty', () => {
  // The true knee is 12 mV high, the plateau was seen 20 mV lower; the pack parts by 10 mV per percent.
  const entry: Entry = { at: 0, socPct: 99, slopeMv: 10, bends: false, tempC: 20, lists: 3, kneeMv: 32 };
  const mvAt = (pct: number): number => 12 * (Math.exp((pct * 10) / 12) - 1);
  const near = pctOf([], entry, mvAt(-0.5));
  expect(Math.abs(near.pct + 0.5)).toBeLessThan(0.15);
  expect(near.atMost).toBe(false);
  expect(pctOf([], entry, mvAt(-4))).toMatchObject({ atMost: true, slopeMv: 0.3 });
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
  const healthy = (n: number, seed: number, scale = 0.12): Reached[] => {
    const random = createRandom(seed);
    return Array.from({ length: n }, () => ({ leakage: [0.3 - scale * Math.log(random.next()), random.chance(0.1) ? 0.5 : 0] }));
  };

  test('too few vehicle-months give none, nor a rule that did not look', () => {
    expect(fitTails(healthy(299, 1))).toEqual({});
    expect(Object.keys(fitTails(healthy(300, 1)))).toEqual(['leakage']);
  });

  test.each([[600, 'extremeValue'], [2400, 'conformal']] as const)('what other healthy cars do stays within the budget, from %i car-months', (months, method) => {
    const { leakage } = fitTails(healthy(months, 2));
    expect(leakage).toMatchObject({ infoBy: method, visitBy: 'extremeValue', months });
    expect(leakage!.info).toBeGreaterThan(1);
    expect(leakage!.visit).toBeGreaterThanOrEqual(leakage!.info);
    // 5 per 1,000 vehicle-months shared by eight rules: 12.5 of 20,000; three times that is far beyond chance.
    const beyond = healthy(20_000, 3).filter((car) => car.leakage![0] > leakage!.info).length;
    expect(beyond).toBeLessThan((3 * 20_000 * budgets.info) / 1000 / 8);
  });

  test('a fleet full of ill cars cannot blind a rule, and one that is never near does not make it bolder than chance', () => {
    expect(fitTails(healthy(600, 4, 3)).leakage).toMatchObject({ info: widest, visit: widest });
    expect(fitTails(healthy(600, 5, 0.01)).leakage).toMatchObject({ info: 1, visit: 1 });
  });

  const sign = (score: number, more: Partial<Sign> = {}): Sign => ({ kind: 'leakage', tier: 'visit', cells: [4], quantity: 'leakCurrentMa', value: 3, unit: 'mA', low: 2, high: 4, cause: 'cell', ruledOut: [], nextTest: 'restThreeDays', score, also: {}, ...more });

  test('a sign is held against how far healthy cars go', () => {
    const state = newEvidences();
    const twice = (score: number) => [1, 2].flatMap((at) => look(state, ['leakage'], [sign(score)], { leakage: { info: 1.5, visit: 2 } }, at, 30));
    expect(twice(1.4)).toEqual([]);
    expect(twice(1.8).map((one) => one.tier)).toEqual(['info']);
    expect(twice(2.1).map((one) => [one.tier, one.state])).toEqual([['visit', 'escalated']]);
  });

  test('what is told of a cell ends when a fortnight does not show it, sooner where the cell has another story', () => {
    const day = 86_400_000;
    const told = (after: (no: number) => Sign[]): string[] => {
      const state = newEvidences();
      return Array.from({ length: 40 }, (_, no) => look(state, ['leakage', 'step'], no < 3 ? [sign(2)] : after(no), {}, no * day, 30)).flat().map((one) => `${one.state} ${one.kind} ${one.at / day}`);
    };
    expect(told(() => [])).toEqual(['raised leakage 1', 'cleared leakage 16']);
    expect(told((no) => (no > 12 ? [sign(2)] : []))).toEqual(['raised leakage 1']);
    expect(told(() => [sign(2, { kind: 'step' })])).toEqual(['raised leakage 1', 'raised step 4', 'cleared leakage 8']);
  });

  test('no fleet moves what stands against law, heat or volts, nor a sign to stop', () => {
    const all = Object.fromEntries(['leakage', 'cooling', 'insulation', 'auxBattery', 'capacityLoss', 'runaway'].map((kind) => [kind, { info: 9, visit: 9 }]));
    const told = (one: Sign) => { const state = newEvidences(); return [1, 2].flatMap((at) => look(state, [one.kind], [one], all, at, 30)).map((each) => each.tier); };
    expect(told(sign(1.1))).toEqual([]);
    expect(told(sign(1.1, { tier: 'stop' }))).toEqual(['stop']);
    for (const kind of ['insulation', 'auxBattery', 'capacityLoss'] as const) expect(told(sign(1.1, { kind }))).toEqual(['visit']);
    expect(told(sign(1.1, { kind: 'cooling', key: 'cooling:removal' }))).toEqual([]);
    expect(told(sign(1.5, { kind: 'cooling', key: 'cooling:hot' }))).toEqual(['visit']);
  });

  test('near misses are remembered month by month, by the limits of chance whatever is in force, and a month with few days says nothing', () => {
    const state = newEvidences();
    const day = 86_400_000;
    const at = (no: number): number => no * day;
    for (let no = 0; no < 60; no++) if (no < 35 || no > 55) look(state, ['leakage'], no === 12 || no === 13 ? [sign(1.4)] : no === 20 ? [sign(3)] : [], { leakage: { info: 2, visit: 2 } }, at(no), 30);
    look(state, ['leakage'], [], {}, at(60), 30);
    expect(monthsReached({ ...newState(), evidences: state }.evidences)).toEqual([{ no: 0, reached: { leakage: [1.4, 1.4] } }]);
    for (let no = 61; no < 400; no++) look(state, ['leakage', 'cooling'], [], {}, at(no), 30);
    expect(monthsReached(state).map((month) => month.no)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(monthsReached(state)[0]!.reached).toEqual({ leakage: [0, 0], cooling: [0, 0] });
  });
});
