// When an outlet is open on a day.
// H1 an exception of the day wins over everything; H2 on a State Council holiday only outlets that say so are open,
// with the hours of that weekday; H3 a make-up working day at a weekend has Monday's hours where the weekday has none.
import type { Period, WeekPeriod } from './outlet.ts';

export type DayKind = 'plain' | 'holiday' | 'makeUp';
export type Week = { weeklyHours: readonly WeekPeriod[]; opensOnHolidays: boolean };

const inOrder = (periods: readonly Period[]): Period[] => periods.map(({ opens, closes }) => ({ opens, closes })).sort((a, b) => a.opens.localeCompare(b.opens));

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (onDay: string): number => new Date(`${onDay}T00:00:00Z`).getUTCDay() || 7;

/** The periods of a day in order. */
export function periodsOn(week: Week, onDay: string, kind: DayKind, exception: readonly Period[] | undefined): Period[] {
  if (exception !== undefined) return inOrder(exception);
  if (kind === 'holiday' && !week.opensOnHolidays) return [];
  const of = (weekday: number) => week.weeklyHours.filter((period) => period.weekday === weekday);
  const usual = of(weekdayOf(onDay));
  return inOrder(usual.length === 0 && kind === 'makeUp' ? of(1) : usual);
}

/** Beijing wall-clock periods of a day as instants; '24:00' is the next midnight. */
export const asInstants = (onDay: string, periods: readonly Period[]): { opensAt: Date; closesAt: Date }[] => {
  const midnight = Date.parse(`${onDay}T00:00:00+08:00`);
  const at = (time: string): Date => new Date(midnight + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000);
  return periods.map(({ opens, closes }) => ({ opensAt: at(opens), closesAt: at(closes) }));
};

/** Whether periods of one day follow one another without touching each other's inside. */
export const fitTogether = (periods: readonly Period[]): boolean => {
  const sorted = inOrder(periods);
  return sorted.every((period, index) => period.opens < period.closes && (index === 0 || (sorted[index - 1] as Period).closes <= period.opens));
};

export const weekFits = (periods: readonly WeekPeriod[]): boolean =>
  [1, 2, 3, 4, 5, 6, 7].every((weekday) => fitTogether(periods.filter((period) => period.weekday === weekday)));
