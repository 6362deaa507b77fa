// When an owner hears of a late car: before the promise passes, never at night.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beijingInstant, beijingTime, isQuiet } from '#platform/calendar';
import { ownerHearsAt, standingOf } from './promise.ts';

const night = { fromMinute: 21 * 60, untilMinute: 9 * 60 };
test.each([['16:00', '2026-11-24', '15:45'], ['21:10', '2026-11-24', '20:55'], ['21:15', '2026-11-24', '20:45'], ['23:30', '2026-11-24', '20:45'], ['08:30', '2026-11-23', '20:45'], ['09:14', '2026-11-23', '20:45'], ['09:15', '2026-11-24', '09:00']])(
  'of a promise for 24 November %s the owner hears on %s at %s', (promised, onDay, time) => {
    expect(ownerHearsAt(beijingInstant('2026-11-24', promised), 15, night)).toEqual(beijingInstant(onDay, time));
  });
test('whatever the promise, the owner hears before it passes and never in quiet hours', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 7 * 1_440 }), fc.integer({ min: 5, max: 60 }), (minutes, before) => {
    const promisedAt = new Date(beijingInstant('2026-11-24', '00:00').getTime() + minutes * 60_000);
    const at = ownerHearsAt(promisedAt, before, night);
    expect(at.getTime()).toBeLessThan(promisedAt.getTime());
    expect(isQuiet(at, { fromTime: '21:00', untilTime: '09:00' }), beijingTime(at)).toBe(false);
  }));
});
test('a promise is at risk in its last hour, late when it passed before the car was ready', () => {
  const at = (time: string) => beijingInstant('2026-11-24', time);
  const order = { state: 'inProgress', promisedAt: at('16:00'), promiseMissedAt: null, finishedAt: null };
  expect([standingOf(order, at('15:00')), standingOf(order, at('15:01')), standingOf(order, at('16:01'))]).toEqual(['kept', 'atRisk', 'late']);
  expect(standingOf({ ...order, state: 'ready', finishedAt: at('15:59') }, at('18:00'))).toBe('kept');
  expect(standingOf({ ...order, state: 'ready', finishedAt: at('16:01') }, at('18:00'))).toBe('late');
});
