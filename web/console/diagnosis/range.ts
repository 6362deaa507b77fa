// The stretch of time under a magnifying glass: chosen by length, moved, narrowed and widened. R1 it never ends after now;
// R2 it is at least five minutes and at most 400 days.
export type Range = { from: number; to: number };
export const lengths = { h6: 6 * 3_600_000, h24: 86_400_000, d7: 7 * 86_400_000, d30: 30 * 86_400_000, d90: 90 * 86_400_000 } as const;
export type Length = keyof typeof lengths;
const shortest = 300_000;
const longest = 399 * 86_400_000;

/** The range as close to the wish as may be. (R1, R2) */
export function within(wish: Range, now: number): Range {
  const length = Math.min(longest, Math.max(shortest, wish.to - wish.from));
  const middle = (wish.from + wish.to) / 2;
  const to = Math.min(now, Math.round(wish.to - wish.from === length ? wish.to : middle + length / 2));
  return { from: Math.round(to - length), to };
}
export const lastOf = (length: Length, now: number): Range => ({ from: now - lengths[length], to: now });
export const moved = (range: Range, share: number, now: number): Range => within({ from: range.from + (range.to - range.from) * share, to: range.to + (range.to - range.from) * share }, now);
export function scaled(range: Range, factor: number, now: number): Range {
  const [middle, half] = [(range.from + range.to) / 2, ((range.to - range.from) * factor) / 2];
  return within({ from: middle - half, to: middle + half }, now);
}
export const lengthOf = (range: Range): Length | undefined => (Object.keys(lengths) as Length[]).find((one) => Math.abs(lengths[one] - (range.to - range.from)) < 1000);

/** A line stops where the car said nothing for long: what was not told is not drawn. Cars that rest call once an hour. */
export function brokenAtSilence(points: readonly (readonly number[])[], stretchMs: number): (readonly (number | null)[])[] {
  const longest = Math.max(3 * stretchMs, 3 * 3_600_000);
  return points.flatMap((point, index) => {
    const before = points[index - 1]?.[0];
    return before === undefined || (point[0] as number) - before <= longest ? [point] : [[before + 1, null], point];
  });
}
