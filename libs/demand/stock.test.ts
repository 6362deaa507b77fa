// Stock rules against worked examples of the literature, to their printed digits, and against the simulator.
import { describe, expect, test } from 'vitest';
import { baseStockFor, reviewedServiceOf, serviceOf } from './base-stock.ts';
import { exactly, lawMean, lawVariance, mixture, negativeBinomial, poisson } from './law.ts';
import { compoundPoisson, leadTimeDemand, streamOf } from './lead-time-demand.ts';
import { expectedSpoilt, impliedWaitingPrice, inLots, lastTimeBuy, lifelongDemand, mostBeforeSpoiling, priceOfWaiting, stockAtPrice } from './limits.ts';
import { bestRQ, bestSS, costOfRQ, costOfSS, fillRateOfRQ, reorderPointFor } from './ordering.ts';
import { emergencyShare, erlangB, lateralTransfers, poolService } from './pooling.ts';
import { monthsOfStockAt, replayShelf, stockCurve } from './replay.ts';
import { bestSerial } from './serial.ts';
import { liveShelf } from './simulate.ts';

describe('(s, S): Zheng & Federgruen 1991, K 64, h 1, p 9, Poisson', () => {
  test.each([
    [10, 6, 40, '35.022'], [15, 10, 49, '42.698'], [20, 14, 62, '49.173'], [25, 19, 56, '54.262'], [30, 23, 66, '57.819'], [35, 28, 77, '61.215'],
    [40, 33, 87, '64.512'], [45, 37, 97, '67.776'], [50, 42, 108, '70.975'], [55, 47, 118, '74.149'], [60, 52, 129, '77.306'], [65, 56, 75, '78.518'],
  ])('mean %d', (mean, s, S, cost) => {
    const best = bestSS(poisson(mean), { order: 64, holding: 1, waiting: 9 });
    expect([best.s, best.S, best.cost.toFixed(3)]).toEqual([s, S, cost]);
  });
  test('Snyder & Shen, example 4.7', () => {
    const costs = { order: 5, holding: 1, waiting: 4 };
    const best = bestSS(poisson(6), costs);
    expect([best.s, best.S]).toEqual([4, 10]);
    expect(Math.abs(best.cost - 8.034111561471642)).toBeLessThan(1e-12);
    expect(costOfSS(poisson(6), costs, 4, 10)).toBeCloseTo(best.cost, 12);
  });
  test('no other pair is cheaper, with lumpy demand and a lead time', () => {
    const demand = negativeBinomial(3, 9);
    const costs = { order: 20, holding: 1, waiting: 12 };
    const best = bestSS(demand, costs, 2);
    for (let s = best.s - 6; s <= best.s + 6; s++) for (let S = s + 1; S <= best.S + 12; S++) expect(costOfSS(demand, costs, s, S, 2)).toBeGreaterThanOrEqual(best.cost - 1e-9);
  });
});

test('(r, Q): Snyder & Shen, example 5.8', () => {
  const [stream, lead, costs] = [{ customersPerMonth: 1.5 }, [{ months: 2, chance: 1 }], { order: 100, holding: 20, waiting: 150 }] as const;
  const best = bestRQ(stream, lead, costs);
  expect([best.r, best.Q]).toEqual([3, 5]);
  expect(Math.abs(best.cost - 107.92358063314978)).toBeLessThan(1e-11);
  for (let r = -2; r < 9; r++) for (let Q = 1; Q < 14; Q++) expect(costOfRQ(stream, lead, costs, r, Q)).toBeGreaterThanOrEqual(best.cost - 1e-9);
  expect(bestRQ(stream, lead, costs, 8).Q).toBe(8);
  const r = reorderPointFor(stream, lead, 5, 0.95);
  expect(fillRateOfRQ(stream, lead, r, 5)).toBeGreaterThanOrEqual(0.95);
  expect(fillRateOfRQ(stream, lead, r - 1, 5)).toBeLessThan(0.95);
});

test.each([[9, [8, 13, 18, 22], '12.688'], [99, [11, 17, 22, 27], '16.206']])('stages in a row: Shang & Song 2003, p %d', (waiting, stocks, cost) => {
  const best = bestSerial([0, 1, 2, 3].map(() => ({ leadTime: 0.25, echelonHolding: 0.25 })), 16, waiting);
  expect([best.stocks, best.cost.toFixed(3)]).toEqual([stocks, cost]);
});

describe('base stock', () => {
  test('a stream has the mean and variance asked for, however lumpy', () => {
    for (const [mean, variance] of [[0.2, 0.2], [2, 7], [5, 50]] as const) {
      const stream = streamOf(mean, variance);
      const month = compoundPoisson(stream.customersPerMonth, stream.sizes);
      expect(lawMean(month)).toBeCloseTo(mean, 6);
      expect(lawVariance(month)).toBeCloseTo(variance, 3);
    }
  });
  test('the smallest stock that keeps a target', () => {
    const stream = streamOf(2, 5);
    const lead = [{ months: 1, chance: 0.5 }, { months: 3, chance: 0.5 }];
    for (const target of [{ fillRate: 0.9 }, { fillRate: 0.98 }, { waitMonths: 0.1 }]) {
      const { stock } = baseStockFor(stream, lead, target);
      const [kept, less] = [serviceOf(stream, lead, stock), serviceOf(stream, lead, stock - 1)];
      if ('fillRate' in target) expect([kept.fillRate >= target.fillRate!, less.fillRate < target.fillRate!]).toEqual([true, true]);
      else expect([kept.waitMonths <= target.waitMonths, less.waitMonths > target.waitMonths]).toEqual([true, true]);
    }
    expect(() => baseStockFor(stream, lead, { fillRate: 1 })).toThrow(RangeError);
    expect(baseStockFor({ customersPerMonth: 0 }, lead, { fillRate: 0.9 }).stock).toBe(0);
  });
  test('monthly review agrees with a shelf lived through', () => {
    const stream = streamOf(1.4, 4);
    const lived = liveShelf(stream, { leadMonths: 2, order: (position) => Math.max(0, 9 - position) }, 200_000, 5);
    const { fillRate } = reviewedServiceOf(stream, [{ months: 2, chance: 1 }], 1, 9);
    expect(Math.abs(lived.fillRate - fillRate)).toBeLessThan(0.005);
  });
  test('(s, S) costs what a shelf lived through costs', () => {
    const costs = { order: 20, holding: 1, waiting: 9 };
    const { s, S, cost } = bestSS(poisson(3), costs, 1);
    const lived = liveShelf({ customersPerMonth: 3 }, { leadMonths: 1, order: (position) => (position <= s ? S - position : 0) }, 200_000, 9);
    expect(Math.abs(lived.orders * costs.order + lived.endStock * costs.holding + lived.endWaiting * costs.waiting - cost) / cost).toBeLessThan(0.01);
  });
});

describe('outlets that help each other', () => {
  test('the share sent by emergency is Erlang’s', () => {
    expect(emergencyShare([{ rate: 0.5, leadTime: 1, stock: 1 }, { rate: 0.5, leadTime: 1, stock: 1 }])).toBeCloseTo(0.2, 12);
    expect(erlangB(0, 3)).toBe(1);
  });
  test('the chain agrees with Erlang and tells own from lateral', () => {
    const pool = [{ rate: 0.5, leadTime: 1, stock: 2 }, { rate: 1.5, leadTime: 1, stock: 1 }, { rate: 0.1, leadTime: 1, stock: 0 }];
    const shares = poolService(pool);
    for (const { own, lateral, emergency } of shares) {
      expect(own + lateral + emergency).toBeCloseTo(1, 9);
      expect(emergency).toBeCloseTo(emergencyShare(pool), 8);
    }
    expect(shares[2]!.own).toBe(0);
    expect(shares[0]!.own).toBeGreaterThan(shares[1]!.own);
  });
  test('a unit moves only where the cars it saves pay for the way', () => {
    const shelves = [{ onHand: 4, shortWith: (units: number) => Math.max(0, 0.5 - 0.4 * units) }, { onHand: 0, shortWith: (units: number) => Math.max(0, 3 - 0.9 * units) }];
    expect(lateralTransfers(shelves, 1000, () => 500)).toEqual([{ from: 0, to: 1, units: 3 }]);
    expect(lateralTransfers(shelves, 1000, () => 950)).toEqual([]);
  });
});

describe('lots, shelf life, the last buy and the waiting car', () => {
  test('orders come in whole lots, and nothing is ordered when nothing is missing', () => {
    expect([inLots(3, 10, 4), inLots(3, 10, 1, 20), inLots(10, 10, 4), inLots(-2, 1, 5)]).toEqual([8, 20, 0, 5]);
  });
  test('stock that goes stale', () => {
    expect(expectedSpoilt({ customersPerMonth: 1 }, 6, 0)).toBeCloseTo(0, 12);
    const most = mostBeforeSpoiling({ customersPerMonth: 1 }, 6, 0.05);
    expect(expectedSpoilt({ customersPerMonth: 1 }, 6, most) / most).toBeLessThanOrEqual(0.05);
    expect(expectedSpoilt({ customersPerMonth: 1 }, 6, most + 1) / (most + 1)).toBeGreaterThan(0.05);
  });
  test('the last buy is the cheapest', () => {
    const demand = lifelongDemand(Array.from({ length: 120 }, (_, m) => 2 * 0.98 ** m));
    const prices = { price: 300, keeping: 120, left: -20, missing: 2500 };
    const best = lastTimeBuy(demand, 10, prices);
    const cost = (units: number): number => {
      let sum = units * prices.price;
      demand.p.forEach((chance, k) => { sum += chance * ((prices.keeping - prices.left) * Math.max(0, 10 + units - k) + prices.missing * Math.max(0, k - 10 - units)); });
      return sum;
    };
    expect(best.cost).toBeCloseTo(cost(best.units), 6);
    for (const units of [best.units - 5, best.units - 1, best.units + 1, best.units + 5]) expect(cost(units)).toBeGreaterThanOrEqual(best.cost - 1e-9);
    expect(lastTimeBuy(demand, 10_000, prices).units).toBe(0);
  });
  test('a waiting car costs more the nearer a limit is', () => {
    const car = { loanerFenPerDay: 20_000, loanerFromDay: 6, placeFenPerDay: 3000, goodwillFenPerDay: 5000 };
    expect(priceOfWaiting(car, 3)).toBe(24_000);
    expect(priceOfWaiting(car, 10)).toBe(180_000);
    const limit = { ...car, guarantee: { fen: 20_000_000, daysLeft: 8, deviationDays: 2 } };
    expect(priceOfWaiting(limit, 8)).toBe(priceOfWaiting(car, 8) + 10_000_000);
    expect(priceOfWaiting(limit, 4)).toBeGreaterThan(priceOfWaiting(car, 4));
    const during = leadTimeDemand({ customersPerMonth: 1 }, [{ months: 2, chance: 1 }]);
    const stock = stockAtPrice(during, 100, 1900);
    expect(impliedWaitingPrice(during, 100, stock)).toBeGreaterThanOrEqual(1900);
    expect(impliedWaitingPrice(during, 100, stock - 1)).toBeLessThan(1900);
  });
});

test('a shelf replayed by hand, and a curve over levels', () => {
  // S 2, lead time 1: month 0 serves 2 of 3 and orders nothing before; month 1 orders 3; they come in month 2, one for the car that waits, one served, one left
  expect(replayShelf({ demand: [3, 0, 1], upTo: [2, 2, 2] }, 1)).toEqual({ asked: 4, served: 3, holding: 1 + 0 + 1.5, ordered: 3 });
  const law = mixture([exactly(0), exactly(2)], [1, 1]);
  expect(lawMean(law)).toBe(1);
  const curve = stockCurve([[1, 1, 1, 1]], [0.5, 0.9], () => [0, 4], 1);
  expect(curve.map(({ fillRate }) => fillRate)).toEqual([0, 1]);
  expect(monthsOfStockAt(curve, 0.5)).toBeCloseTo((curve[0]!.monthsOfStock + curve[1]!.monthsOfStock) / 2, 12);
});
