// What a forecast would have done to a shelf: months replayed as they came. At the end of a month the position is raised to
// S (never lowered), the order of `leadMonths` ago arrives, the month's demand is served, the rest waits. Holding is the
// stock in the end and half of what was served, so a curve of stock against fill rate judges a forecast by what it costs.

export type ShelfMonths = { demand: ArrayLike<number>; upTo: ArrayLike<number> };
export type ShelfResult = { asked: number; served: number; holding: number; ordered: number };

/** One shelf through its months; begins with S on the shelf and nothing on order. */
export function replayShelf({ demand, upTo }: ShelfMonths, leadMonths: number): ShelfResult {
  let [onHand, waiting] = [upTo[0] ?? 0, 0];
  const result: ShelfResult = { asked: 0, served: 0, holding: 0, ordered: 0 };
  const placed = new Float64Array(demand.length);
  let onOrder = 0;
  for (let t = 0; t < demand.length; t++) {
    placed[t] = Math.max(0, upTo[t]! - (onHand - waiting + onOrder));
    onOrder += placed[t]!;
    result.ordered += placed[t]!;
    if (t >= leadMonths) {
      onHand += placed[t - leadMonths]!;
      onOrder -= placed[t - leadMonths]!;
    }
    const late = Math.min(onHand, waiting);
    onHand -= late;
    waiting -= late;
    const units = Number.isNaN(demand[t]!) ? 0 : demand[t]!;
    const served = Math.min(onHand, units);
    onHand -= served;
    waiting += units - served;
    result.asked += units;
    result.served += served;
    result.holding += onHand + served / 2;
  }
  return result;
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
