// A long line made short enough to draw: of each stretch of time the lowest and the highest value stay, at the moments
// at which they were. D1 no peak is lost; D2 points stay in the order of time; D3 at most two points per stretch.
export type Dot = readonly [atMs: number, value: number];

const inOrder = (a: Dot, b: Dot): Dot[] => (a[0] <= b[0] ? [a, b] : [b, a]);

/** The points of a stretch whose lowest and highest are known. Equal values are one point. */
export const ofStretch = (low: Dot, high: Dot): Dot[] => (low[1] === high[1] ? [low] : inOrder(low, high));

/** Thins points that are in the order of time. (D1, D2, D3) */
export function thinned(points: readonly Dot[], stretchMs: number): Dot[] {
  const kept: Dot[] = [];
  let low: Dot | undefined;
  let high: Dot | undefined;
  let stretch = Number.NaN;
  const flush = (): void => {
    if (low !== undefined && high !== undefined) kept.push(...ofStretch(low, high));
  };
  for (const point of points) {
    const at = Math.floor(point[0] / stretchMs);
    if (at !== stretch) {
      flush();
      [stretch, low, high] = [at, point, point];
    } else {
      if (low === undefined || point[1] < low[1]) low = point;
      if (high === undefined || point[1] > high[1]) high = point;
    }
  }
  flush();
  return kept;
}
