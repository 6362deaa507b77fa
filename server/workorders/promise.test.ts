// When an owner hears of a late car: before the promise passes, never at night.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beijingInstant, beijingTime, isQuiet } from '#platform/calendar';
import { ownerHearsAt, proposedPromise, standingOf } from './promise.ts';

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

// Open 08:30–18:00 on 24 and 25 November, closed on 26, open again on 27 with a break at noon.
const open = [['24', '08:30', '18:00'], ['25', '08:30', '18:00'], ['27', '09:00', '11:50'], ['27', '13:00', '17:00']].map(([day, from, to]) => ({ opensAt: beijingInstant(`2026-11-${day ?? ''}`, from ?? ''), closesAt: beijingInstant(`2026-11-${day ?? ''}`, to ?? '') }));
test.each([['24', '09:10', '24', '13:30'], ['24', '00:30', '24', '12:30'], ['24', '13:45', '24', '18:00'], ['24', '17:00', '25', '11:30'], ['24', '23:10', '25', '12:30'], ['25', '18:00', '27', '14:30'], ['25', '17:50', '27', '14:00']])(
  'a car that comes on %s November at %s may be promised for %s November at %s: four hours of work, never at night', (day, time, promisedOn, promisedAt) => {
    expect(proposedPromise(beijingInstant(`2026-11-${day}`, time), open)).toEqual(beijingInstant(`2026-11-${promisedOn}`, promisedAt));
  });
test('the promise that is proposed lies in opening hours whenever the car comes; where nobody works, none is proposed', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 3 * 1_440 }), (minutes) => {
    const now = new Date(beijingInstant('2026-11-24', '00:00').getTime() + minutes * 60_000);
    const at = proposedPromise(now, open);
    expect(at).toBeDefined();
    expect(open.some(({ opensAt, closesAt }) => at !== undefined && at >= opensAt && at <= closesAt), String(at)).toBe(true);
  }));
  expect(proposedPromise(beijingInstant('2026-11-27', '15:00'), open)).toBeUndefined();
});
