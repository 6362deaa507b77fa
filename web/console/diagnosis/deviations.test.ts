import { expect, test } from 'vitest';
import { furthestOff, offMedian } from './deviations.ts';
import { brokenAtSilence, lastOf, lengthOf, moved, scaled, within } from './range.ts';

test('cells are measured from the median of their moment; a cell that says nothing has no distance', () => {
  expect(offMedian([3_700, 3_702, null, 3_650, 3_701])).toEqual([-0.5, 1.5, null, -50.5, 0.5]);
  expect(offMedian([null, null])).toEqual([null, null]);
});

test('the cell that is off on the whole comes before one that was off once', () => {
  const far = furthestOff([[0, -30, 2], [0, -28, null], [20, -31, 0], [0, -30, 0]]);
  expect(far[0]).toEqual({ no: 2, mean: -29.75, worst: -31 });
  expect(far[1]).toEqual({ no: 1, mean: 5, worst: 20 });
});

const now = 1_800_000_000_000;
test('a range never ends after now and is never shorter than five minutes or longer than 400 days (R1, R2)', () => {
  expect(moved(lastOf('h6', now), 0.5, now)).toEqual(lastOf('h6', now));
  expect(moved(lastOf('h6', now), -1, now)).toEqual({ from: now - 12 * 3_600_000, to: now - 6 * 3_600_000 });
  let range = lastOf('h6', now);
  for (let step = 0; step < 20; step++) range = scaled(range, 0.5, now);
  expect(range.to - range.from).toBe(300_000);
  for (let step = 0; step < 40; step++) range = scaled(range, 2, now);
  expect(range.to - range.from).toBe(399 * 86_400_000);
  expect(range.to).toBeLessThanOrEqual(now);
  expect(within({ from: now - 1000, to: now + 10_000_000 }, now).to).toBe(now);
  expect([lengthOf(lastOf('d30', now)), lengthOf({ from: 0, to: 12_345_678 })]).toEqual(['d30', undefined]);
});

test('a line stops where a car said nothing for hours, and goes on over the hour between the calls of a parked one', () => {
  const hour = 3_600_000;
  const points = [[0, 50], [hour, 51], [2 * hour, 52], [40 * hour, 70]];
  expect(brokenAtSilence(points, 60_000)).toEqual([[0, 50], [hour, 51], [2 * hour, 52], [2 * hour + 1, null], [40 * hour, 70]]);
  expect(brokenAtSilence(points, 20 * hour)).toEqual(points); // each point stands for a stretch that is longer than the silence
});
