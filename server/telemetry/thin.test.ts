import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinned, type Dot } from './thin.ts';

const lines = fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: -50, max: 50 })), { maxLength: 300 })
  .map((points): Dot[] => points.toSorted((a, b) => a[0] - b[0]));

test('no peak is lost, points stay in order, and there are at most two per stretch (D1, D2, D3)', () => {
  fc.assert(fc.property(lines, fc.integer({ min: 1, max: 20_000 }), (points, stretchMs) => {
    const kept = thinned(points, stretchMs);
    const stretches = new Map<number, Dot[]>();
    for (const point of points) stretches.set(Math.floor(point[0] / stretchMs), [...(stretches.get(Math.floor(point[0] / stretchMs)) ?? []), point]);
    for (const [stretch, all] of stretches) {
      const mine = kept.filter((point) => Math.floor(point[0] / stretchMs) === stretch).map((point) => point[1]);
      expect(mine.length).toBeLessThanOrEqual(2);
      const values = all.map((point) => point[1]);
      expect([Math.min(...mine), Math.max(...mine)]).toEqual([Math.min(...values), Math.max(...values)]);
    }
    expect(kept.map((point) => point[0])).toEqual(kept.map((point) => point[0]).toSorted((a, b) => a - b));
    for (const point of kept) expect(points).toContainEqual(point);
  }));
});

test('a line that is short enough stays as it is', () => {
  expect(thinned([[0, 1], [1000, 2], [2000, 1]], 1000)).toEqual([[0, 1], [1000, 2], [2000, 1]]);
});
