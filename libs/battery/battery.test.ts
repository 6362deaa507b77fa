import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { live } from '../../fleet/pack/car-life.ts';
import type { Planted } from '../../fleet/pack/faults.ts';
import { createRandom } from '../../fleet/random.ts';
import {
  type BatteryFrame, cellHistory, conformalLimit, describeEvidence, describeReport, type Evidence, firstLimits, fitEffects, flush, healthyLimit, type Measurement, newState, observe, type Pack, report, restore, serialise, tailLimit,
} from './battery.ts';

const startAt = Date.UTC(2026, 0, 5);

/** Frames of a seeded car; lists are copied, as a caller's buffer would be reused. */
function carFrames(faults: Planted[], days: number, kind: 'ncm' | 'lfp' = 'ncm', seed = 1): BatteryFrame[] {
  const frames: BatteryFrame[] = [];
  live({ kind, cells: 100, ratedAh: 150, soh: 0.92, days, startAt, stepSeconds: 60, faults }, createRandom(seed), (frame) => frames.push(frame));
  return frames;
}

function run(frames: readonly BatteryFrame[], pack: Pack = { ratedAh: 150 }): { told: Evidence[]; state: ReturnType<typeof newState> } {
  const state = newState(pack);
  const told = frames.flatMap((frame) => observe(state, frame));
  told.push(...flush(state));
  return { told, state };
}

const leak: Planted = { kind: 'leakage', onsetDay: 12, place: 40, size: 500 };
const leaking = carFrames([leak], 40);

describe('a car with a leaking cell', () => {
  const { told, state } = run(leaking);

  test('the cell is named, with current, resistance and onset, and nothing else is', () => {
    const found = report(state).evidence;
    expect(found.map((one) => [one.kind, one.cells])).toEqual([['leakage', [41]]]);
    const [one] = found;
    expect(one!.value).toBeGreaterThan(4);
    expect(one!.value).toBeLessThan(12);
    expect(one!.also['equivalentOhm']).toBeGreaterThan(300);
    expect(one!.also['equivalentOhm']).toBeLessThan(900);
    expect(Math.abs((one!.onsetAt! - startAt) / 86_400_000 - 12)).toBeLessThan(5);
    expect(told.filter((each) => each.state === 'raised')).toHaveLength(1);
    expect(describeEvidence(one!, 'zh')).toContain('电芯 41');
    expect(describeEvidence(one!, 'en')).toContain('cell 41');
    expect(describeReport(report(state), 'en')).toContain('100 cells in series, ncm');
  });

  test('any order of arrival within ten minutes gives the same state', () => {
    const random = createRandom(3);
    const shuffled = leaking.map((frame) => ({ frame, key: frame.at + random.next() * 590_000 })).sort((a, b) => a.key - b.key).map((one) => one.frame);
    expect(shuffled.map((frame) => frame.at)).not.toEqual(leaking.map((frame) => frame.at));
    const other = run(shuffled);
    expect(serialise(other.state)).toBe(serialise(state));
    expect(other.told).toEqual(told);
  });

  test('frames that come twice change nothing but the count of frames', () => {
    const twice = run(leaking.flatMap((frame) => [frame, frame]));
    expect(twice.told).toEqual(told);
    expect(report(twice.state).hygiene.merged).toBeGreaterThanOrEqual(leaking.length);
  });

  test('putting the state away at any point changes nothing', () => {
    const random = createRandom(5);
    let other = newState({ ratedAh: 150 });
    const heard: Evidence[] = [];
    for (const frame of leaking) {
      heard.push(...observe(other, frame));
      if (random.chance(0.01)) other = restore(serialise(other));
    }
    heard.push(...flush(other));
    expect(heard).toEqual(told);
    expect(serialise(other)).toBe(serialise(state));
  });

  test('a state that was put away with the names of its rests and how near it came at all is read as it was', () => {
    const packed = JSON.parse(serialise(state)) as { deviations: { entries: unknown }; evidences: { peaks?: unknown } };
    packed.deviations.entries = state.deviations.entries;
    packed.evidences.peaks = { leakage: { any: 2, severe: 2 } };
    expect(serialise(restore(JSON.stringify(packed)))).toBe(serialise(state));
  });

  test('the state stays within 64 KB, also when frames come every second', () => {
    expect(serialise(state).length).toBeLessThanOrEqual(65_536);
    const last = leaking.at(-1)!;
    const busy = restore(serialise(state));
    for (let i = 1; i <= 1200; i++) observe(busy, { ...last, at: last.at + 900_000 + i * 1000, currentA: 20 + (i % 7) });
    expect(serialise(busy).length).toBeLessThanOrEqual(65_536);
  });

  test('the history of cells can be asked for, rest by rest', () => {
    const history = cellHistory(state);
    expect(history.rests.length).toBe(history.deviationsMv.length);
    expect(history.deviationsMv.at(-1)![40]).toBeLessThan(-15);
  });
});

test('a healthy car is told nothing, and its interval holds the truth', () => {
  const { told, state } = run(carFrames([], 45));
  expect(told).toEqual([]);
  const { capacity } = report(state);
  expect(capacity!.lowPct).toBeLessThan(92.5);
  expect(capacity!.highPct).toBeGreaterThan(91.5);
  expect(capacity!.measurements).toBeGreaterThan(7);
});

test('LFP is recognised by itself', () => {
  expect(report(run(carFrames([], 8, 'lfp'), {}).state).chemistry).toBe('lfp');
});

test('a growing joint, a board and a falling insulation are told apart', () => {
  const kindsOf = (fault: Planted): string[] => report(run(carFrames([fault], 50)).state).evidence.map((one) => one.kind);
  expect(kindsOf({ kind: 'connectionResistance', onsetDay: 12, place: 40, size: 0.6 })).toEqual(['connectionResistance']);
  expect(kindsOf({ kind: 'moduleBoard', onsetDay: 15, place: 40, size: 20 })).toEqual(['moduleBoard']);
  expect(kindsOf({ kind: 'insulation', onsetDay: 12, place: 0, size: 2.5 })).toEqual(['insulation']);
});

describe('runaway', () => {
  const calm = (at: number, more: Partial<BatteryFrame> = {}): BatteryFrame => ({ at, packV: 380, currentA: 20, socPct: 60, speedKmh: 50, cellMv: new Uint16Array(100).fill(3800), tempMaxC: 30, tempMinC: 27, probeC: [27, 28, 29, 30], ...more });

  test('is told in the frame that shows it', () => {
    const state = newState({ chemistry: 'ncm' });
    for (let i = 0; i < 20; i++) expect(observe(state, calm(startAt + i * 10_000))).toEqual([]);
    const cells = new Uint16Array(100).fill(3800);
    cells[7] = 1900;
    const [one] = observe(state, calm(startAt + 200_000, { tempMaxC: 62, probeC: [27, 62, 29, 30], cellMv: cells }));
    expect(one).toMatchObject({ kind: 'runaway', tier: 'stop', state: 'raised' });
    expect(observe(state, calm(startAt + 210_000, { tempMaxC: 90, probeC: [27, 90, 60, 30], cellMv: cells }))).toEqual([]);
  });

  test('one broken probe or one broken frame stops no car', () => {
    const state = newState({ chemistry: 'ncm' });
    for (let i = 0; i < 20; i++) observe(state, calm(startAt + i * 10_000));
    expect(observe(state, calm(startAt + 200_000, { tempMaxC: 120, probeC: [27, 120, 29, 30] }))).toEqual([]);
    expect(observe(state, calm(startAt + 210_000))).toEqual([]);
  });

  test('silence and frozen repeats do not end it; half an hour of fresh cool rows does', () => {
    const state = newState({ chemistry: 'ncm' });
    observe(state, calm(startAt));
    const hot = calm(startAt + 10_000, { tempMaxC: 80, tempMinC: 40, probeC: [40, 80, 70, 45] });
    expect(observe(state, hot)).toHaveLength(1);
    for (let i = 0; i < 200; i++) expect(observe(state, { ...hot, at: startAt + 20_000_000 + i * 30_000 }).filter((one) => one.kind === 'runaway')).toEqual([]);
    expect(report(state).evidence[0]?.kind).toBe('runaway');
    const later = Array.from({ length: 150 }, (_, i) => observe(state, calm(startAt + 40_000_000 + i * 30_000, { currentA: 15 + (i % 9), cellMv: new Uint16Array(100).fill(3790 + (i % 9)) }))).flat().filter((one) => one.kind === 'runaway');
    expect(later.map((one) => [one.kind, one.state])).toEqual([['runaway', 'cleared']]);
  });

  test('a list in raw bytes beside extremes in degrees is no heat', () => {
    const state = newState({ chemistry: 'ncm' });
    expect(observe(state, calm(startAt, { probeC: [67, 68, 69, 70] }))).toEqual([]);
  });
});

test('hygiene: sentinels, lists of another length, a turned sign and odometer glitches are counted and not worked with', () => {
  const frames = carFrames([], 12).map((frame) => ({ ...frame, currentA: -frame.currentA! }));
  frames[50]!.cellMv = new Uint16Array(20).fill(3700);
  frames[60]!.odometerKm = 3;
  frames[61]!.cellMv = frames[61]!.cellMv!.map((mv, i) => (i === 3 ? 62_660 : mv));
  const { hygiene } = report(run(frames).state);
  expect(hygiene.currentSignTurned).toBe(true);
  expect(hygiene.cellRowsOfOtherLength).toBe(1);
  expect(hygiene.odometerGlitches).toBeGreaterThan(0);
  expect(hygiene.cellSentinels).toBeGreaterThan(0);
  const state = newState();
  expect(observe(state, { at: Number.NaN })).toEqual([]);
  expect(observe(state, { at: 5 })).toEqual([]);
  expect(report(state).hygiene.refused).toBe(2);
});

test('voltages told again after a sleep, as they stood under load, are no rest: no charge is read from them', () => {
  const state = newState({ chemistry: 'ncm', ratedAh: 150 });
  const at = Date.UTC(2026, 0, 5);
  const volts = (mv: number) => ({ packV: mv / 10, cellMaxMv: mv + 5, cellMinMv: mv - 5, socPct: 60, speedKmh: 0, currentA: 0.5 });
  for (let n = 0; n < 20; n++) observe(state, { at: at + 30_000 * n, ...volts(4000 + n), currentA: -60, charging: 1 });
  const charged = volts(4019);
  observe(state, { at: at + 630_000, ...charged });
  for (let n = 0; n < 3; n++) observe(state, { at: at + 8 * 3_600_000 + 30_000 * n, ...charged });
  flush(state);
  expect(state.hygiene.staleVolts).toBe(true);
  expect(state.capacity.anchors).toEqual([]);
  observe(state, { at: at + 8 * 3_600_000 + 120_000, ...volts(3850) });
  flush(state);
  expect(state.capacity.anchors.map((one) => Math.round(one.raw))).toEqual([65]);
});

describe('limits', () => {
  test('a conformal limit is exceeded by no more than its share of healthy cars', () => {
    const random = createRandom(9);
    const draw = (n: number): number[] => Array.from({ length: n }, () => -Math.log(random.next()));
    const over = Array.from({ length: 200 }, () => {
      const limit = conformalLimit(draw(199), 0.05);
      return draw(50).filter((score) => score > limit).length / 50;
    });
    expect(over.reduce((a, b) => a + b) / 200).toBeLessThanOrEqual(0.056);
    expect(conformalLimit([1, 2, 3], 0.01)).toBe(Number.POSITIVE_INFINITY);
  });

  test('the fitted tail reaches beyond the sample', () => {
    const random = createRandom(11);
    const scores = Array.from({ length: 2000 }, () => -Math.log(random.next()));
    expect(tailLimit(scores, 1e-5)).toBeGreaterThan(8);
    expect(tailLimit(scores, 1e-5)).toBeLessThan(17);
    expect(healthyLimit(scores, 0.01).limit).toBeCloseTo(-Math.log(0.01), 0);
    expect([0.01, 1e-5].map((share) => healthyLimit(scores, share).method)).toEqual(['conformal', 'extremeValue']);
  });

  test('where most cars were never near a limit the tail is that of those that were, and nine of them are too few', () => {
    const random = createRandom(12);
    const near = (n: number): number[] => Array.from({ length: 500 }, (_, i) => (i < n ? 0.3 - 0.2 * Math.log(random.next()) : 0));
    // One in ten beyond 0.3, falling by e every 0.2: one in a hundred thousand lies near 0.3 + 0.2 × ln(10⁴) = 2.1.
    expect(tailLimit(near(50), 1e-5)).toBeGreaterThan(1.2);
    expect(tailLimit(near(50), 1e-5)).toBeLessThan(4);
    expect(tailLimit(near(9), 1e-5)).toBe(Number.POSITIVE_INFINITY);
    expect(healthyLimit(near(9), 1e-5).method).toBe('none');
  });

  test('a smaller budget gives a higher limit', () => {
    const limits = firstLimits();
    expect(limits.cellVisit).toBeGreaterThan(limits.cellInfo);
    expect(limits.trendVisit).toBeGreaterThan(limits.trendInfo);
  });
});

test('effects of cold and current are learnt over a fleet, each car at its own level', () => {
  const random = createRandom(13);
  const cars = Array.from({ length: 60 }, () => {
    const level = 120 + 30 * random.next();
    return Array.from({ length: 12 }, (): Measurement => {
      const [tempC, cRate] = [25 * random.next(), 0.1 + random.next()];
      return { at: 0, ah: level * (1 - 0.002 * (25 - tempC) - 0.03 * (cRate - 0.2)) + random.bell(0, 1), sdAh: 1.5, fromPct: 20, toPct: 80, tempC, cRate };
    });
  });
  const effects = fitEffects(cars);
  expect(effects.perColdC).toBeCloseTo(-0.002, 3);
  expect(effects.perC).toBeCloseTo(-0.03, 2);
});

test('the door names its promises in the README', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  for (const name of ['newState', 'observe', 'flush', 'report', 'serialise', 'restore', 'cellHistory']) expect(readme).toContain(`\`${name}`);
});
