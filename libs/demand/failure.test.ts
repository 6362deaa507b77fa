// Failure curves, demand from the cars on the road, and the early warning with its promise on false alarms.
import { describe, expect, test } from 'vitest';
import { chanceFrom, poissonCount } from './chance.ts';
import { type Life, failsWithin, fitWeibull, kaplanMeier, survival, survivalAt } from './failure-curve.ts';
import { lawMean, lawVariance } from './law.ts';
import { byAnalogy, parcDemand } from './parc.ts';
import { thresholdFor, watchRising } from './rising.ts';

/** Lives of a Weibull part in cars sold over three years and looked at today. */
function livesOf(count: number, shape: number, scale: number, seed: number, takenOver = 0): Life[] {
  const chance = chanceFrom(seed);
  return Array.from({ length: 3 * count }, () => {
    const failsAt = scale * (-Math.log(1 - chance())) ** (1 / shape);
    const age = 1 + 47 * chance();
    const from = chance() < takenOver ? age * chance() * 0.6 : 0;
    return failsAt <= from ? undefined : { age: Math.min(failsAt, age), failed: failsAt <= age, from };
  }).filter((life) => life !== undefined).slice(0, count);
}

describe('Weibull', () => {
  test.each([[0.8, 200, 0], [1, 80, 0.3], [2.5, 60, 0.5]])('shape %d, scale %d are found again within their errors', (shape, scale, takenOver) => {
    let inside = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const fit = fitWeibull(livesOf(3000, shape, scale, seed, takenOver))!;
      if (Math.abs(Math.log(fit.shape / shape)) < 2 * fit.errors.logShape && Math.abs(Math.log(fit.scale / scale)) < 2 * fit.errors.logScale) inside++;
    }
    expect(inside).toBeGreaterThanOrEqual(16);
  });
  test('exponential lives by formula: time at risk over failures', () => {
    const lives: Life[] = [5, 8, 11, 20, 30].map((age, i) => ({ age, failed: i < 3 }));
    const fit = fitWeibull(lives)!;
    expect(fit.scale ** fit.shape).toBeCloseTo(lives.reduce((sum, { age }) => sum + age ** fit.shape, 0) / 3, 6);
    expect(fitWeibull(lives.map((life) => ({ ...life, failed: false })))).toBeUndefined();
    expect(fitWeibull([])).toBeUndefined();
  });
});

describe('Kaplan–Meier', () => {
  test('the remission times of 21 patients (Freireich 1963)', () => {
    const [failed, whole] = [[6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]];
    const steps = kaplanMeier([...failed.map((age) => ({ age, failed: true })), ...whole.map((age) => ({ age, failed: false }))]);
    expect(steps.map(({ survival: alive }) => alive.toFixed(4))).toEqual(['0.8571', '0.8067', '0.7529', '0.6902', '0.6275', '0.5378', '0.4482']);
    expect(steps.map(({ atRisk }) => atRisk)).toEqual([21, 17, 15, 12, 11, 7, 6]);
    for (const { survival: alive, low, high } of steps) expect(low < alive && alive < high && high <= 1).toBe(true);
    expect(survivalAt(steps, 12)).toBeCloseTo(0.7529, 4);
  });
  test('follows the true curve, also when cars were taken over later', () => {
    const steps = kaplanMeier(livesOf(6000, 2, 40, 8, 0.5));
    for (const age of [5, 15, 25, 35]) expect(Math.abs(survivalAt(steps, age) - survival({ shape: 2, scale: 40 }, age))).toBeLessThan(0.03);
  });
});

describe('demand from the cars on the road', () => {
  test('a constant failure rate gives cars times rate, every month', () => {
    const months = parcDemand([{ cars: 1000, ageMonths: 10 }, { cars: 500, ageMonths: 40, perCar: 2 }], { shape: 1, scale: 100 }, 6);
    for (const { mean } of months) expect(mean).toBeCloseTo(2000 * (1 - Math.exp(-0.01)), 0);
    expect(parcDemand([], { shape: 2, scale: 50 }, 3).map(({ mean }) => mean)).toEqual([0, 0, 0]);
  });
  test('new cars and an ageing curve raise it, and an unsure curve widens the law', () => {
    const curve = fitWeibull(livesOf(300, 2.5, 90, 3))!;
    const months = parcDemand([{ cars: 5000, ageMonths: 6 }], curve, 24, { arriving: new Array<number>(24).fill(400) });
    expect(months[23]!.mean).toBeGreaterThan(3 * months[0]!.mean);
    expect(lawVariance(months[23]!.law)).toBeGreaterThan(months[23]!.mean * 1.5);
  });
  test('failures counted in a simulated parc', () => {
    const chance = chanceFrom(5);
    const curve = { shape: 2, scale: 60 };
    const expected = parcDemand([{ cars: 20_000, ageMonths: 12 }], curve, 12).reduce((sum, { mean }) => sum + mean, 0);
    let failures = 0;
    for (let car = 0; car < 20_000; car++) {
      let age = 12;
      for (let month = 0; month < 12; month++, age++) if (chance() < failsWithin(curve, age, 1)) [failures, age] = [failures + 1, 0];
    }
    expect(Math.abs(failures / expected - 1)).toBeLessThan(0.03);
  });
  test('a new part borrows from parts like it, and its own months overrule them', () => {
    const sisters = [1, 2, 3, 4].map((rate) => ({ history: new Array<number>(24).fill(rate), cars: 10_000 }));
    const first = byAnalogy(sisters, 2000, 3)!;
    expect(first.mean).toBeCloseTo(2.5 * 0.2 * 3, 6);
    expect(lawVariance(first.law)).toBeGreaterThan(lawMean(first.law));
    const later = byAnalogy(sisters, 2000, 3, new Array<number>(36).fill(3))!;
    expect(later.mean).toBeGreaterThan(7);
    expect(byAnalogy([], 100)).toBeUndefined();
    expect(byAnalogy([{ history: [Number.NaN], cars: 5 }], 100)).toBeUndefined();
    expect(byAnalogy([{ history: [0, 0], cars: 5 }], 100)!.mean).toBe(0);
  });
});

describe('rising failures', () => {
  const [groups, months] = [400, 120];
  const watch = (ratioFrom: (t: number) => number, seed: number) => {
    const chance = chanceFrom(seed);
    return Array.from({ length: groups }, (_, g) => {
      const expected = 0.2 + (g % 10) * 0.6;
      return watchRising(Array.from({ length: months }, (_, t) => ({ expected, seen: poissonCount(chance, expected * ratioFrom(t)) })), 600);
    });
  };
  test('false alarms are no more frequent than promised', () => {
    const watches = watch(() => 1, 1);
    const watchedMonths = watches.reduce((sum, { alarmMonth }) => sum + (alarmMonth ?? months - 1) + 1, 0);
    const alarms = watches.filter(({ alarmMonth }) => alarmMonth !== undefined).length;
    expect(alarms).toBeGreaterThan(0);
    expect(watchedMonths / alarms).toBeGreaterThan(600);
  });
  test('three times the failures from month 60 on is told within months', () => {
    const late = watch((t) => (t < 60 ? 1 : 3), 2).filter(({ alarmMonth }) => alarmMonth === undefined || alarmMonth >= 60);
    const delays = late.map(({ alarmMonth }) => (alarmMonth === undefined ? months : alarmMonth - 59)).toSorted((a, b) => a - b);
    expect(delays[Math.floor(delays.length / 2)]).toBeLessThanOrEqual(4);
    expect(thresholdFor(50, 12)).toBe(600);
  });
});
