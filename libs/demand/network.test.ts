// Warehouse and outlets: exact waiting to ten digits, the simulator as referee, and the best division against all divisions.
import { describe, expect, test } from 'vitest';
import { chanceFrom } from './chance.ts';
import { bestDivision, cheapestStock, fewestUnits, frontierOf } from './divide.ts';
import { hullSteps, planStock } from './many-parts.ts';
import { liveNetwork } from './simulate.ts';
import { type Network, networkService } from './two-echelon.ts';

const even: Network = { supplyTime: 14, outlets: [{ rate: 0.1, transport: 2 }, { rate: 0.1, transport: 2 }] };

describe('waiting cars, exactly', () => {
  test('two at the warehouse, one at each outlet', () => {
    const exact = networkService(even, 2, [1, 1]);
    expect(Math.abs(exact.owed - 1.0918883006)).toBeLessThan(1e-10);
    for (const outlet of exact.outlets) {
      expect(Math.abs(outlet.waiting - 0.2647652257)).toBeLessThan(1e-10);
      expect(outlet.fillRate.toFixed(8)).toBe('0.51882108');
      expect(outlet.wait).toBeCloseTo(outlet.waiting / 0.1, 12);
    }
    expect(networkService(even, 2, [1, 1], 'metric').outlets[0]!.waiting.toFixed(8)).toBe('0.22023044');
    expect(networkService(even, 2, [1, 1], 'variMetric').outlets[0]!.waiting.toFixed(8)).toBe('0.25963155');
  });
  test('three at the warehouse, one outlet empty', () => {
    const exact = networkService(even, 3, [0, 1]);
    expect(Math.abs(exact.owed - 0.5613419841)).toBeLessThan(1e-10);
    expect(exact.outlets.map(({ waiting }) => waiting.toFixed(10))).toEqual(['0.4806709920', '0.1339569751']);
    expect(exact.outlets.map(({ fillRate }) => fillRate.toFixed(8))).toEqual(['0.00000000', '0.65328598']);
    expect(networkService(even, 3, [0, 1], 'metric').outlets.map(({ waiting }) => waiting.toFixed(8))).toEqual(['0.48067099', '0.09903932']);
    expect(networkService(even, 3, [0, 1], 'variMetric').outlets.map(({ waiting }) => waiting.toFixed(8))).toEqual(['0.48067099', '0.13277785']);
  });
  test('the same network lived through', () => {
    const network: Network = { supplyTime: 10, outlets: [{ rate: 0.3, transport: 2 }, { rate: 0.1, transport: 4 }, { rate: 0.02, transport: 1 }] };
    const exact = networkService(network, 4, [1, 1, 0]);
    liveNetwork(network, 4, [1, 1, 0], 400_000, 3).forEach((lived, i) => {
      expect(Math.abs(lived.wait / exact.outlets[i]!.wait - 1)).toBeLessThan(0.04);
      expect(Math.abs(lived.fillRate - exact.outlets[i]!.fillRate)).toBeLessThan(0.01);
    });
  });
});

/** Every way to put at most `units` units, one by one. */
function everyDivision(network: Network, units: number): { units: number; waiting: number }[] {
  const found: { units: number; waiting: number }[] = [];
  const place = (stocks: number[], left: number): void => {
    if (stocks.length === network.outlets.length + 1) {
      found.push({ units: units - left, waiting: networkService(network, stocks[0]!, stocks.slice(1)).waiting });
      return;
    }
    for (let n = 0; n <= left; n++) place([...stocks, n], left - n);
  };
  place([], units);
  return found;
}

describe('the best division', () => {
  const chance = chanceFrom(20261126);
  const networks = Array.from({ length: 12 }, (): Network => ({
    supplyTime: 2 + 10 * chance(),
    outlets: Array.from({ length: 2 + Math.floor(chance() * 2) }, () => ({ rate: 0.02 + 0.2 * chance(), transport: 0.5 + 3 * chance() })),
  }));
  test.each(networks.map((network, index) => [index, network] as const))('network %d: no division of as many units lets fewer cars wait', (_, network) => {
    const all = everyDivision(network, 6);
    for (let units = 0; units <= 6; units++) {
      const least = Math.min(...all.filter((one) => one.units <= units).map(({ waiting }) => waiting));
      expect(bestDivision(network, units).waiting).toBeCloseTo(least, 10);
    }
    const target = 0.5 * bestDivision(network, 2).waiting + 0.5 * bestDivision(network, 5).waiting;
    const found = fewestUnits(network, target);
    expect(networkService(network, found.warehouse, found.stocks).waiting).toBeLessThanOrEqual(target);
    expect(found.units).toBe(Math.min(...all.filter(({ waiting }) => waiting <= target).map(({ units }) => units)));
  });
  test('prices by place: what is cheapest, compared with every stock', () => {
    const network = networks[1]!;
    const prices = { warehouse: 1, outlets: network.outlets.map((_, i) => 1.3 + 0.4 * i) };
    const target = bestDivision(network, 4).waiting * 1.1;
    const found = cheapestStock(network, prices, target);
    let least = Number.POSITIVE_INFINITY;
    const place = (stocks: number[], cost: number): void => {
      if (cost >= least || stocks.some((units) => units > 8)) return;
      if (stocks.length === network.outlets.length + 1) {
        if (networkService(network, stocks[0]!, stocks.slice(1)).waiting <= target) least = cost;
        return;
      }
      for (let n = 0; n <= 8; n++) place([...stocks, n], cost + n * (stocks.length === 0 ? prices.warehouse : prices.outlets[stocks.length - 1]!));
    };
    place([], 0);
    expect(found.cost).toBeCloseTo(least, 9);
    expect(found.waiting).toBeLessThanOrEqual(target);
  });
});

test('a budget over many parts: the gap to a bound no plan can beat is told, and the plan is what it says', () => {
  const chance = chanceFrom(4);
  const parts = Array.from({ length: 40 }, () => ({
    price: 20 + Math.round(500 * chance()), weight: chance() < 0.2 ? 3 : 1,
    network: { supplyTime: 1 + 2 * chance(), outlets: Array.from({ length: 5 }, () => ({ rate: 0.02 + 0.3 * chance(), transport: 0.1 + 0.2 * chance() })) },
  }));
  const plan = planStock(parts, 40_000);
  expect(plan.cost).toBeLessThanOrEqual(40_000);
  expect(plan.gap).toBeGreaterThanOrEqual(0);
  expect(plan.gap).toBeLessThan(0.02);
  let [waiting, cost] = [0, 0];
  parts.forEach((part, index) => {
    const { warehouse, stocks } = plan.divide(index);
    waiting += part.weight * networkService(part.network, warehouse, stocks).waiting;
    cost += part.price * (warehouse + stocks.reduce((sum, one) => sum + one, 0));
  });
  expect(waiting).toBeCloseTo(plan.waiting, 8);
  expect(cost).toBeCloseTo(plan.cost, 8);
  const steps = hullSteps(frontierOf(parts[0]!.network, 30), 0, parts[0]!);
  for (let i = 1; i < steps.length; i++) expect(steps[i]!.relief / steps[i]!.cost).toBeLessThanOrEqual(steps[i - 1]!.relief / steps[i - 1]!.cost + 1e-12);
});
