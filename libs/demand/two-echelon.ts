// A warehouse and the outlets it feeds, one for one, first come first served: how many cars wait where. Exact for Poisson
// demand and fixed times (Simon 1971; Graves 1985; Axsäter 1990): the warehouse owes B0 = (X0 − S0)+ units, X0 Poisson of
// its outstanding orders; each owed unit belongs to outlet i with chance l_i / L0; so what outlet i is short of is a binomial
// share of B0 plus what is under way to it. METRIC (Sherbrooke 1968) and VARI-METRIC (Graves 1985) are kept to compare.
// Any unit of time, the same for rates and times.
import { type Law, expectedShort, negativeBinomial, plus, poisson } from './law.ts';

export type OutletSupply = { rate: number; transport: number };
/** `supplyTime` is what the warehouse waits for its own orders. */
export type Network = { supplyTime: number; outlets: readonly OutletSupply[] };
export type OutletService = { waiting: number; fillRate: number; wait: number };
export type How = 'exact' | 'metric' | 'variMetric';

export const networkRate = ({ outlets }: Network): number => outlets.reduce((sum, { rate }) => sum + rate, 0);

/** Law of what the warehouse owes with `stock` on its own base. */
export function owedByWarehouse(network: Network, stock: number): Law {
  const { p } = poisson(networkRate(network) * network.supplyTime);
  const owed = new Float64Array(Math.max(1, p.length - stock));
  for (let k = 0; k < p.length; k++) owed[Math.max(0, k - stock)]! += p[k]!;
  return { step: 1, p: owed };
}

/** Each unit of a law kept with chance `share`, down to what is negligible. */
export function thinned({ p }: Law, share: number): Law {
  if (share >= 1) return { step: 1, p };
  const out = new Float64Array(p.length);
  const odds = share / (1 - share);
  for (let n = 0; n < p.length; n++) {
    if (p[n]! < 1e-18) continue;
    let one = p[n]! * (1 - share) ** n;
    if (one === 0) continue;
    for (let k = 0; k <= n; k++) {
      out[k]! += one;
      one *= ((n - k) / (k + 1)) * odds;
      if (one < 1e-19 && k > n * share) break;
    }
  }
  let end = out.length;
  while (end > 1 && out[end - 1]! < 1e-18) end--;
  return { step: 1, p: out.subarray(0, end) };
}

/** Law of what an outlet is short of its own base: owed to it by the warehouse, and under way. */
export function outstandingAt(network: Network, owed: Law, outlet: number, how: How = 'exact'): Law {
  const { rate, transport } = network.outlets[outlet]!;
  const all = networkRate(network);
  const share = all > 0 ? rate / all : 0;
  if (how === 'exact') return plus(thinned(owed, share), poisson(rate * transport));
  const mean = expectedShort(owed, 0);
  const square = owed.p.reduce((sum, chance, k) => sum + chance * k * k, 0);
  const expected = rate * transport + share * mean;
  return how === 'metric' ? poisson(expected) : negativeBinomial(expected, rate * transport + share * (1 - share) * mean + share * share * (square - mean * mean));
}

/** What a base stock does with a law of outstanding units. */
export function outletService(outstanding: Law, stock: number, rate: number): OutletService {
  const waiting = expectedShort(outstanding, stock);
  let fillRate = 0;
  for (let k = 0; k < Math.min(stock, outstanding.p.length); k++) fillRate += outstanding.p[k]!;
  return { waiting, fillRate, wait: rate > 0 ? waiting / rate : 0 };
}

/** Waiting cars, fill rate and mean wait at every outlet, and what the warehouse owes on average. */
export function networkService(network: Network, warehouse: number, stocks: readonly number[], how: How = 'exact'): { owed: number; outlets: OutletService[]; waiting: number } {
  const owed = owedByWarehouse(network, warehouse);
  const outlets = network.outlets.map(({ rate }, i) => outletService(outstandingAt(network, owed, i, how), stocks[i]!, rate));
  return { owed: expectedShort(owed, 0), outlets, waiting: outlets.reduce((sum, { waiting }) => sum + waiting, 0) };
}
