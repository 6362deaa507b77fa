// Outlets that help each other out: a car whose outlet is empty is served from another outlet of the pool, and only when
// all are empty by an emergency order. Full pooling with Poisson demand and one-for-one ordering is Erlang's loss system:
// the share that is sent by emergency depends only on total stock and total load, whatever the law of the lead time.
// Who serves whom is solved exactly as a Markov chain for small pools (exponential lead times), and refused for large ones.

/** Erlang's loss formula: chance that all `servers` are busy under an offered load. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

export type PoolOutlet = { rate: number; leadTime: number; stock: number };
/** Shares of one outlet's demand by where it is served. */
export type PoolService = { own: number; lateral: number; emergency: number };

/** Share of the whole pool's demand that no outlet can serve. */
export const emergencyShare = (pool: readonly PoolOutlet[]): number =>
  erlangB(pool.reduce((sum, { stock }) => sum + stock, 0), pool.reduce((sum, { rate, leadTime }) => sum + rate * leadTime, 0));

const mostStates = 40_000;

/** Where each outlet's demand is served: by itself, by the outlet of the pool with most on the shelf, or by emergency. */
export function poolService(pool: readonly PoolOutlet[]): PoolService[] {
  const states = pool.reduce((product, { stock }) => product * (stock + 1), 1);
  if (states > mostStates) throw new RangeError(`a pool of ${states} states is too large for the exact chain; emergencyShare still holds`);
  const place: number[] = [];
  pool.reduce((product, { stock }, i) => ((place[i] = product), product * (stock + 1)), 1);
  const onHand = (state: number, i: number): number => Math.floor(state / place[i]!) % (pool[i]!.stock + 1);
  const serving = (state: number, i: number): number => {
    if (onHand(state, i) > 0) return i;
    let best = -1;
    for (let j = 0; j < pool.length; j++) if (onHand(state, j) > 0 && (best < 0 || onHand(state, j) > onHand(state, best))) best = j;
    return best;
  };
  const chance = stationary(pool, states, (state) => pool.flatMap(({ rate, leadTime, stock }, i) => {
    const from = serving(state, i);
    const back = stock - onHand(state, i);
    return [...(from >= 0 && rate > 0 ? [{ to: state - place[from]!, rate }] : []), ...(back > 0 ? [{ to: state + place[i]!, rate: back / leadTime }] : [])];
  }));
  return pool.map((_, i) => {
    const shares: PoolService = { own: 0, lateral: 0, emergency: 0 };
    for (let state = 0; state < states; state++) {
      const from = serving(state, i);
      shares[from === i ? 'own' : from >= 0 ? 'lateral' : 'emergency'] += chance[state]!;
    }
    return shares;
  });
}

/** Long-run chances of a chain's states: Gauss–Seidel over what flows in and out. */
function stationary(pool: readonly PoolOutlet[], states: number, moves: (state: number) => { to: number; rate: number }[]): Float64Array {
  const into: { from: number; rate: number }[][] = Array.from({ length: states }, () => []);
  const out = new Float64Array(states);
  for (let state = 0; state < states; state++) {
    for (const { to, rate } of moves(state)) {
      into[to]!.push({ from: state, rate });
      out[state]! += rate;
    }
  }
  const chance = new Float64Array(states).fill(1 / states);
  if (pool.every(({ rate }) => rate === 0)) return chance.fill(0).fill(1, states - 1);
  for (let round = 0; round < 5000; round++) {
    let [moved, sum] = [0, 0];
    for (let state = 0; state < states; state++) {
      let flow = 0;
      for (const { from, rate } of into[state]!) flow += rate * chance[from]!;
      const next = out[state]! > 0 ? flow / out[state]! : chance[state]!;
      moved += Math.abs(next - chance[state]!);
      chance[state] = next;
      sum += next;
    }
    for (let state = 0; state < states; state++) chance[state]! /= sum;
    if (moved < 1e-13) break;
  }
  return chance;
}

export type Transfer = { from: number; to: number; units: number };

/**
 * Which units to move now between outlets, given laws of what each will be asked for until its next delivery: each unit
 * moves where it saves more waiting cars than it costs at the giver, as long as the saving pays for the way.
 * `waitingPrice` is the price of one car short, `way(from, to)` the cost of one unit's way, in the same money.
 */
export function lateralTransfers(shelves: readonly { onHand: number; shortWith: (units: number) => number }[], waitingPrice: number, way: (from: number, to: number) => number): Transfer[] {
  const stock = shelves.map(({ onHand }) => onHand);
  const moves = new Map<string, Transfer>();
  for (;;) {
    let best: { from: number; to: number; worth: number } | undefined;
    for (let from = 0; from < stock.length; from++) {
      if (stock[from]! <= 0) continue;
      const loss = shelves[from]!.shortWith(stock[from]! - 1) - shelves[from]!.shortWith(stock[from]!);
      for (let to = 0; to < stock.length; to++) {
        if (to === from) continue;
        const worth = waitingPrice * (shelves[to]!.shortWith(stock[to]!) - shelves[to]!.shortWith(stock[to]! + 1) - loss) - way(from, to);
        if (worth > 1e-9 && (best === undefined || worth > best.worth)) best = { from, to, worth };
      }
    }
    if (best === undefined) return [...moves.values()];
    stock[best.from]!--;
    stock[best.to]!++;
    const key = `${best.from} ${best.to}`;
    const known = moves.get(key);
    if (known === undefined) moves.set(key, { from: best.from, to: best.to, units: 1 });
    else known.units++;
  }
}
