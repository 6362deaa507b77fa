import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterWrongPassword, isResting, nextAskAt, type Tries } from './sign-in-limits.ts';

const none: Tries = { failed: 0, lastFailedAt: null, lockedUntil: null };
const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 24, 0, 0, 0) + minutes * 60_000);

describe('wrong passwords', () => {
  test('four are free, the fifth rests the name for a minute, each further one twice as long up to a quarter of an hour (L1)', () => {
    let tries = none;
    const rests: number[] = [];
    for (let i = 0; i < 11; i++) {
      tries = afterWrongPassword(tries, at(i));
      rests.push(tries.lockedUntil === null ? 0 : (tries.lockedUntil.getTime() - at(i).getTime()) / 60_000);
    }
    expect(rests).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]);
  });

  test('of more than a day ago are forgotten (L1)', () => {
    const many = { failed: 9, lastFailedAt: at(0), lockedUntil: at(15) };
    expect(afterWrongPassword(many, at(24 * 60 + 1))).toEqual({ failed: 1, lastFailedAt: at(24 * 60 + 1), lockedUntil: null });
  });

  test('a name rests until the instant, not after it', () => {
    expect(isResting({ ...none, lockedUntil: at(5) }, at(4))).toBe(true);
    expect(isResting({ ...none, lockedUntil: at(5) }, at(5))).toBe(false);
  });
});

describe('asking for codes', () => {
  test.each([
    [[], 0, undefined], [[0], 0.5, 1], [[0], 1, undefined], [[0, 2, 4, 6, 8], 10, 60], [[0, 2, 4, 6, 8], 60, undefined],
    [[0, 61, 122, 183, 244, 305, 366, 427, 488, 549], 700, 1440],
  ] as [number[], number, number | undefined][])('after asking at %j, at minute %d the next may be asked at %s (L3)', (asked, now, next) => {
    expect(nextAskAt(asked.map(at), at(now))).toEqual(next === undefined ? undefined : at(next));
  });

  test('whoever asks only when allowed never gets more than one a minute, five an hour, ten a day (L3)', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 80 }), (wishes) => {
      const asked: Date[] = [];
      for (const wish of wishes.sort((a, b) => a - b)) if (nextAskAt(asked, at(wish)) === undefined) asked.push(at(wish));
      const within = (span: number): number => Math.max(0, ...asked.map((end) => asked.filter((other) => other <= end && other.getTime() > end.getTime() - span * 60_000).length));
      expect([within(1) <= 1, within(60) <= 5, within(1440) <= 10]).toEqual([true, true, true]);
    }));
  });
});
