// Stock benches: small networks against every division there is, and many parts at many outlets against a Lagrangian bound.
// Frontiers are computed in two threads; the time told is the processor's, summed over both, and the clock's.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type Frontier, type Network, type StockedPart, chanceFrom, fewestUnits, frontierOf, networkService, planStock } from '@careloop/demand';

const small = 200;

/** A small network: supply and ways from days to months, slow parts and fast. */
function smallNetwork(seed: number): { network: Network; target: number } {
  const chance = chanceFrom(seed);
  const outlets = Array.from({ length: 2 + Math.floor(2 * chance()) }, () => ({ rate: 0.02 + 0.28 * chance(), transport: 0.5 + 3 * chance() }));
  return { network: { supplyTime: 2 + 12 * chance(), outlets }, target: (0.02 + 0.2 * chance()) * outlets.reduce((sum, { rate }) => sum + rate, 0) * 2 };
}

/** The fewest units with which some division keeps the target, by trying every division of 0, 1, 2 … units. */
function enumerated({ outlets, ...rest }: Network, target: number): number {
  const network = { outlets, ...rest };
  const waits = (stocks: number[], left: number): boolean =>
    stocks.length === outlets.length ? networkService(network, stocks[0]!, [...stocks.slice(1), left]).waiting <= target : Array.from({ length: left + 1 }, (_, n) => n).some((n) => waits([...stocks, n], left - n));
  for (let units = 0; ; units++) if (waits([], units)) return units;
}

function smallNetworks(): string[] {
  let [optimum, metricMisses, metricMore, variMisses] = [0, 0, 0, 0];
  for (let seed = 1; seed <= small; seed++) {
    const { network, target } = smallNetwork(seed);
    const least = enumerated(network, target);
    const found = fewestUnits(network, target);
    if (found.units === least && networkService(network, found.warehouse, found.stocks).waiting <= target) optimum++;
    const [metric, vari] = (['metric', 'variMetric'] as const).map((how) => fewestUnits(network, target, how)) as [typeof found, typeof found];
    if (networkService(network, metric.warehouse, metric.stocks).waiting > target) metricMisses++;
    else if (metric.units > least) metricMore++;
    if (networkService(network, vari.warehouse, vari.stocks).waiting > target) variMisses++;
  }
  return [
    `**${small} small networks** (2 or 3 outlets), fewest units within a target of waiting cars, against every division: optimum in ${((100 * optimum) / small).toFixed(1)} % (aim ≥ 99). METRIC's plan misses the target in ${((100 * metricMisses) / small).toFixed(1)} % and buys more than needed in ${((100 * metricMore) / small).toFixed(1)} %; VARI-METRIC's misses it in ${((100 * variMisses) / small).toFixed(1)} %.`, '',
  ];
}

const [partCount, outletCount, leastReliefPerMoney] = [5000, 60, 2e-6];

/** Five thousand parts at sixty outlets: most ask for less than a unit a year at an outlet. */
function largeParts(): StockedPart[] {
  const chance = chanceFrom(42);
  return Array.from({ length: partCount }, () => {
    const base = Math.exp(-5 + 3.2 * chance());
    return {
      price: Math.round(30 + 6000 * chance() ** 4), weight: chance() < 0.1 ? 3 : 1,
      network: { supplyTime: 0.4 + 2 * chance(), outlets: Array.from({ length: outletCount }, () => ({ rate: base * (0.3 + 2 * chance()), transport: 0.05 + 0.15 * chance() })) },
    };
  });
}

type Share = { kind: 'frontiers'; from: number; to: number };
const frontiersOf = (parts: readonly StockedPart[]): Frontier[] => parts.map((part) => frontierOf(part.network, 2000, 'exact', (leastReliefPerMoney * part.price) / (part.weight ?? 1)));

function inThread(share: Share): Promise<{ frontiers: Frontier[]; cpuS: number }> {
  return new Promise((resolve, reject) => new Worker(new URL(import.meta.url), { workerData: share }).once('message', resolve).once('error', reject));
}

async function manyParts(): Promise<string[]> {
  const began = performance.now();
  const parts = largeParts();
  const halves = await Promise.all([{ kind: 'frontiers' as const, from: 0, to: partCount / 2 }, { kind: 'frontiers' as const, from: partCount / 2, to: partCount }].map(inThread));
  const before = process.cpuUsage();
  const frontiers = halves.flatMap((half) => half.frontiers);
  const value = parts.reduce((sum, part) => sum + part.price, 0);
  const rows = [10, 20, 40].map((times) => {
    const plan = planStock(parts, value * times, frontiers);
    return `| ${((value * times) / 1e6).toFixed(0)} | ${plan.waiting.toFixed(2)} | ${plan.bound.toFixed(2)} | ${(100 * plan.gap).toPrecision(2)} | ${(1 / plan.reliefPerMoney).toFixed(0)} |`;
  });
  const used = process.cpuUsage(before);
  const cpuS = halves.reduce((sum, half) => sum + half.cpuS, 0) + (used.user + used.system) / 1e6;
  return [
    `**${partCount.toLocaleString('en')} parts × (1 warehouse + ${outletCount} outlets)**, exact waiting everywhere, three budgets: ${((performance.now() - began) / 1000).toFixed(1)} s by the clock, ${cpuS.toFixed(1)} s of processor over two threads (aim ≤ 60 s). Gap to the Lagrangian bound aimed at ≤ 0.5 %.`, '',
    '| budget, millions | weighted cars waiting | bound | gap, % | price of a waiting car at the margin |', '|---:|---:|---:|---:|---:|', ...rows, '',
  ];
}

export const networks = async (): Promise<string[]> => [...smallNetworks(), ...(await manyParts())];

if (!isMainThread && (workerData as Share | undefined)?.kind === 'frontiers') {
  const { from, to } = workerData as Share;
  const before = process.threadCpuUsage();
  const frontiers = frontiersOf(largeParts().slice(from, to));
  const used = process.threadCpuUsage(before);
  parentPort?.postMessage({ frontiers, cpuS: (used.user + used.system) / 1e6 });
}
