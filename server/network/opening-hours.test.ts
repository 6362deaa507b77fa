import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstants, fitTogether, periodsOn, weekFits, weekdayOf, type Week } from './opening-hours.ts';
import { dayKindOf } from './working-hours.ts';

const weekdays = [1, 2, 3, 4, 5];
const twoShifts: Week = {
  weeklyHours: weekdays.flatMap((weekday) => [{ weekday, opens: '13:30', closes: '18:00' }, { weekday, opens: '08:30', closes: '12:00' }]),
  opensOnHolidays: false,
};
const everyDay: Week = { weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '09:00', closes: weekday > 5 ? '17:00' : '20:00' })), opensOnHolidays: true };

describe('the hours of a day', () => {
  test.each([
    ['a Tuesday', twoShifts, '2026-11-24', [['08:30', '12:00'], ['13:30', '18:00']]],
    ['a Sunday', twoShifts, '2026-11-29', []],
    ['a Sunday where it opens every day', everyDay, '2026-11-29', [['09:00', '17:00']]],
    ['National Day, a Thursday (H2)', twoShifts, '2026-10-01', []],
    ['National Day where holidays are open (H2)', everyDay, '2026-10-01', [['09:00', '20:00']]],
    ['the working Saturday after it, with Monday’s hours (H3)', twoShifts, '2026-10-10', [['08:30', '12:00'], ['13:30', '18:00']]],
    ['that Saturday where Saturdays have hours of their own (H3)', everyDay, '2026-10-10', [['09:00', '17:00']]],
  ])('%s', (_day, week, onDay, hours) => {
    expect(periodsOn(week, onDay, dayKindOf(onDay), undefined).map(({ opens, closes }) => [opens, closes])).toEqual(hours);
  });

  test('an exception wins, also over a holiday; no periods means closed (H1)', () => {
    expect(periodsOn(twoShifts, '2026-10-01', 'holiday', [{ opens: '10:00', closes: '16:00' }])).toEqual([{ opens: '10:00', closes: '16:00' }]);
    expect(periodsOn(everyDay, '2026-11-24', 'plain', [])).toEqual([]);
  });

  test('become instants in Beijing time, up to the midnight that ends the day', () => {
    expect(asInstants('2026-11-24', [{ opens: '08:30', closes: '24:00' }])).toEqual([{ opensAt: new Date('2026-11-24T00:30:00Z'), closesAt: new Date('2026-11-24T16:00:00Z') }]);
  });
});

test('weekdays count from Monday', () => {
  expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(weekdayOf)).toEqual([1, 6, 7]);
});

describe('hours that fit together', () => {
  test.each([
    [[['08:00', '12:00'], ['13:00', '18:00']], true], [[['08:00', '12:00'], ['12:00', '18:00']], true], [[], true],
    [[['08:00', '12:00'], ['11:59', '18:00']], false], [[['12:00', '08:00']], false], [[['09:00', '09:00']], false],
  ] as [string[][], boolean][])('%j: %s', (periods, fits) => {
    expect(fitTogether(periods.map(([opens = '', closes = '']) => ({ opens, closes })))).toBe(fits);
  });

  test('a week fits when each of its days does', () => {
    expect(weekFits([{ weekday: 1, opens: '08:00', closes: '12:00' }, { weekday: 2, opens: '08:00', closes: '12:00' }])).toBe(true);
    expect(weekFits([{ weekday: 1, opens: '08:00', closes: '12:00' }, { weekday: 1, opens: '08:00', closes: '12:00' }])).toBe(false);
  });

  test('whatever fits gives instants in order that do not overlap', () => {
    const time = fc.integer({ min: 0, max: 1440 }).map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
    fc.assert(fc.property(fc.array(fc.record({ opens: time, closes: time }), { maxLength: 4 }), (periods) => {
      fc.pre(fitTogether(periods));
      const instants = asInstants('2026-11-24', periodsOn(twoShifts, '2026-11-24', 'plain', periods)).flatMap(({ opensAt, closesAt }) => [opensAt.getTime(), closesAt.getTime()]);
      expect(instants).toEqual([...instants].sort((a, b) => a - b));
    }));
  });
});
