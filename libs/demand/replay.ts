// What a forecast would have done to a shelf: months replayed as they came. At the end of a month the position is raised to
// S (never lowered), the order of `leadMonths` ago arrives, the month's demand is served, the rest waits. Holding is the
// stock in the end and half of what was served, so a curve of stock against fill rate judges a forecast by what it costs.

export type ShelfMonths = { demand: ArrayLike<number>; upTo: ArrayLike<number> };
export type ShelfResult = { asked: number; served: number; holding: number; ordered: number };

export type Shelf = {
  /** On the shelf and on order, less what waits. */
  position: () => number;
  /** One month: raise the position to `upTo`, receive, serve `demand` (NaN: nothing recorded). The first month begins with `upTo` on the shelf. */
  month: (upTo: number, demand: number) => void;
  result: ShelfResult;
};

/** A shelf to be led through its months one by one. */
export function openShelf(leadMonths: number): Shelf {
  let [onHand, waiting, onOrder, begun] = [0, 0, 0, false];
  const way: number[] = [];
  const result: ShelfResult = { asked: 0, served: 0, holding: 0, ordered: 0 };
  const position = (): number => onHand - waiting + onOrder;
  return {
    position, result,
    month: (upTo, demand) => {
      if (!begun) [onHand, begun] = [upTo, true];
      const placed = Math.max(0, upTo - position());
      way.push(placed);
      onOrder += placed;
      result.ordered += placed;
      if (way.length > leadMonths) {
        const come = way.shift()!;
        onHand += come;
        onOrder -= come;
      }
      const late = Math.min(onHand, waiting);
      const units = Number.isNaN(demand) ? 0 : demand;
      const served = Math.min(onHand - late, units);
      onHand -= late + served;
      waiting += units - served - late;
      result.asked += units;
      result.served += served;
      result.holding += onHand + served / 2;
    },
  };
}

/** One shelf through its months; begins with S on the shelf and nothing on order. */
export function replayShelf({ demand, upTo }: ShelfMonths, leadMonths: number): ShelfResult {
  const shelf = openShelf(leadMonths);
  for (let t = 0; t < demand.length; t++) shelf.month(upTo[t]!, demand[t]!);
  return shelf.result;
}

export type CurvePoint = { level: number; fillRate: number; monthsOfStock: number };

/** Fill rate and months of stock when every shelf is kept at the same quantile of its forecast; `upTo[level][shelf][month]`. */
export function stockCurve(demands: readonly ArrayLike<number>[], levels: readonly number[], upTo: (shelf: number, month: number) => readonly number[], leadMonths: number): CurvePoint[] {
  const table = demands.map((demand, shelf) => Array.from({ length: demand.length }, (_, month) => upTo(shelf, month)));
  return levels.map((level, at) => {
    const all: ShelfResult = { asked: 0, served: 0, holding: 0, ordered: 0 };
    demands.forEach((demand, shelf) => {
      const one = replayShelf({ demand, upTo: table[shelf]!.map((row) => row[at]!) }, leadMonths);
      for (const key of ['asked', 'served', 'holding', 'ordered'] as const) all[key] += one[key];
    });
    return { level, fillRate: all.asked > 0 ? all.served / all.asked : 1, monthsOfStock: all.asked > 0 ? all.holding / all.asked : 0 };
  });
}

/** Months of stock at a fill rate, read between the points of a curve; NaN where the curve does not reach. */
export function monthsOfStockAt(curve: readonly CurvePoint[], fillRate: number): number {
  for (let i = 1; i < curve.length; i++) {
    const [a, b] = [curve[i - 1]!, curve[i]!];
    if (a.fillRate <= fillRate && b.fillRate >= fillRate && b.fillRate > a.fillRate) return a.monthsOfStock + ((b.monthsOfStock - a.monthsOfStock) * (fillRate - a.fillRate)) / (b.fillRate - a.fillRate);
  }
  return Number.NaN;
}
