// The calendar by the notices of the State Council, and its arithmetic against counting minute by minute.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addWorkingMinutes, afterQuietHours, beijingDay, beijingInstant, beijingTime, holidayOn, isAnnounced, isQuiet, isWorkingDay, weekdayOf, workingMinutesBetween, type Period } from './calendar.ts';
import { holidayNotices } from './holidays.ts';

const office: Period[] = [{ opensAt: '09:00', closesAt: '12:00' }, { opensAt: '13:30', closesAt: '18:00' }];
const all = (fromOn: string, untilOn: string): string[] => {
  const days: string[] = [];
  for (let day = fromOn; day <= untilOn; day = addDays(day, 1)) days.push(day);
  return days;
};

describe('working days (K2)', () => {
  test.each([
    ['2026-01-04', true, 'Sunday worked for New Year'], ['2026-02-14', true, 'Saturday worked for Spring Festival'],
    ['2026-02-28', true, 'Saturday worked for Spring Festival'], ['2026-05-09', true, 'Saturday worked for Labour Day'],
    ['2026-09-20', true, 'Sunday worked for National Day'], ['2026-10-10', true, 'Saturday worked for National Day'],
    ['2026-02-15', false, 'first day of Spring Festival'], ['2026-02-23', false, 'last day of Spring Festival'], ['2026-02-24', true, 'the day after'],
    ['2026-10-07', false, 'last day of National Day'], ['2026-10-08', true, 'the day after'], ['2026-09-25', false, 'Mid-Autumn'],
    ['2025-01-26', true, 'Sunday worked in 2025'], ['2025-02-04', false, 'last day of Spring Festival 2025'], ['2025-10-08', false, 'eighth day of the double holiday'],
    ['2026-11-24', true, 'a plain Tuesday'], ['2026-11-28', false, 'a plain Saturday'],
  ])('%s: %s (%s)', (day, working) => expect(isWorkingDay(day)).toBe(working));

  test('2025 has 248 working days and 2026 has 248', () => {
    expect(all('2025-01-01', '2025-12-31').filter(isWorkingDay)).toHaveLength(248);
    expect(all('2026-01-01', '2026-12-31').filter(isWorkingDay)).toHaveLength(248);
  });

  test('what is worked in exchange is a weekend and no holiday; every stretch lies in its year; every row names its source', () => {
    for (const notice of holidayNotices) {
      expect(notice.source).toMatch(/国办发明电〔\d{4}〕\d+号/);
      for (const day of notice.worked) expect([0, 6].includes(weekdayOf(day)) && holidayOn(day) === undefined && day.startsWith(String(notice.year))).toBe(true);
      for (const stretch of notice.off) expect(stretch.fromOn <= stretch.untilOn && stretch.fromOn.startsWith(String(notice.year)) && stretch.untilOn.startsWith(String(notice.year))).toBe(true);
    }
  });

  test('a year without a notice says so, keeps the days of standing law, and guesses no festival (K1, K4)', () => {
    expect(isAnnounced('2026-12-31')).toBe(true);
    expect(isAnnounced('2027-01-04')).toBe(false);
    expect(isWorkingDay('2027-01-01')).toBe(false);
    expect(isWorkingDay('2027-01-04')).toBe(true);
    expect(holidayOn('2027-10-01')).toBeUndefined();
  });
});

describe('Beijing time', () => {
  test('the day changes at 16:00 UTC', () => {
    expect(beijingDay(new Date('2026-11-23T15:59:59Z'))).toBe('2026-11-23');
    expect(beijingDay(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
    expect(beijingTime(new Date('2026-11-23T16:05:00Z'))).toBe('00:05');
    expect(beijingInstant('2026-11-24', '00:00').toISOString()).toBe('2026-11-23T16:00:00.000Z');
    expect(beijingInstant('2026-11-24', '24:00')).toEqual(beijingInstant('2026-11-25', '00:00'));
  });
});

describe('quiet hours', () => {
  const night = { fromTime: '21:00', untilTime: '09:00' };
  test.each([
    ['20:59', '2026-11-24', '20:59'], ['21:00', '2026-11-25', '09:00'], ['23:30', '2026-11-25', '09:00'], ['00:00', '2026-11-24', '09:00'], ['08:59', '2026-11-24', '09:00'], ['09:00', '2026-11-24', '09:00'],
  ])('what is due on 24 November at %s comes on %s at %s', (time, onDay, then) => expect(afterQuietHours(beijingInstant('2026-11-24', time), night)).toEqual(beijingInstant(onDay, then)));
  test('what comes after them is never quiet and at most half a day later', () => {
    fc.assert(fc.property(fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-12-01T00:00:00Z') }), (ms) => {
      const after = afterQuietHours(new Date(ms), night);
      expect(isQuiet(after, night)).toBe(false);
      expect(after.getTime() - ms).toBeGreaterThanOrEqual(0);
      expect(after.getTime() - ms).toBeLessThanOrEqual(12 * 3_600_000);
    }));
  });
});

describe('working time (K3)', () => {
  test('an hour from Friday 17:30 ends Monday 9:30', () => {
    expect(addWorkingMinutes(beijingInstant('2026-11-27', '17:30'), 60, office)).toEqual(beijingInstant('2026-11-30', '09:30'));
  });
  test('an hour from the eve of National Day passes the whole week', () => {
    expect(addWorkingMinutes(beijingInstant('2026-09-30', '17:30'), 60, office)).toEqual(beijingInstant('2026-10-08', '09:30'));
  });
  test('a Saturday worked in exchange counts', () => {
    expect(addWorkingMinutes(beijingInstant('2026-05-08', '17:30'), 60, office)).toEqual(beijingInstant('2026-05-09', '09:30'));
  });
  test('time that ends at closing ends at closing, not next morning', () => {
    expect(addWorkingMinutes(beijingInstant('2026-11-24', '17:00'), 60, office)).toEqual(beijingInstant('2026-11-24', '18:00'));
  });
  test('a place that never opens is a mistake in its hours and not an endless search', () => {
    expect(() => addWorkingMinutes(new Date(), 1, () => [])).toThrow(/no working time/);
  });

  const instant = fc.integer({ min: Date.parse('2025-01-01T00:00:00Z'), max: Date.parse('2026-12-01T00:00:00Z') }).map((ms) => new Date(ms - (ms % 60_000)));
  const minutes = fc.integer({ min: 0, max: 4_000 });
  const hours = fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 12, max: 24 }), fc.boolean()).map(([opens, closes, lunch]): Period[] => {
    const text = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
    return lunch && opens < 12 && closes > 13 ? [{ opensAt: text(opens), closesAt: '12:00' }, { opensAt: '13:00', closesAt: text(closes) }] : [{ opensAt: text(opens), closesAt: text(closes) }];
  });
  const isOpen = (at: Date, periods: Period[]): boolean => isWorkingDay(beijingDay(at)) && periods.some((period) => period.opensAt <= beijingTime(at) && beijingTime(at) < period.closesAt);

  test('is what counting open minutes one by one gives', () => {
    fc.assert(fc.property(instant, fc.integer({ min: 1, max: 1_500 }), hours, (start, count, periods) => {
      let at = start.getTime();
      for (let left = count; left > 0; at += 60_000) if (isOpen(new Date(at), periods)) left--;
      expect(addWorkingMinutes(start, count, periods).getTime()).toBe(at);
    }), { numRuns: 60 });
  });
  test('in two parts is the same as at once', () => {
    fc.assert(fc.property(instant, minutes, minutes, hours, (start, first, second, periods) => {
      fc.pre(second > 0);
      expect(addWorkingMinutes(addWorkingMinutes(start, first, periods), second, periods)).toEqual(addWorkingMinutes(start, first + second, periods));
    }));
  });
  test('added and measured agree', () => {
    fc.assert(fc.property(instant, minutes, hours, (start, count, periods) => {
      expect(workingMinutesBetween(start, addWorkingMinutes(start, count, periods), periods)).toBeCloseTo(count, 6);
    }));
  });
  test('never ends before it started, and later starts never end earlier', () => {
    fc.assert(fc.property(instant, fc.integer({ min: 0, max: 100_000 }), minutes, hours, (start, laterBy, count, periods) => {
      const end = addWorkingMinutes(start, count, periods).getTime();
      expect(end).toBeGreaterThanOrEqual(start.getTime());
      expect(addWorkingMinutes(new Date(start.getTime() + laterBy * 60_000), count, periods).getTime()).toBeGreaterThanOrEqual(end);
    }));
  });
});
