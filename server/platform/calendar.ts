// Days and working time in mainland China: Beijing time, holidays, weekends worked in exchange, opening hours.
// K2 a day is a working day by the notice of its year; K3 working time passes only while it is open, so adding it in
// two parts is adding it at once; K4 a year whose notice is not out is answered by weekday and standing law, and
// `isAnnounced` says so; K5 a period ends on its corresponding day, and never in a holiday (Civil Code 200-203).
import { holidayNotices, standingDaysOff, type HolidayNotice } from './holidays.ts';

/** Open from and until, 'HH:MM' Beijing time, '24:00' allowed; in order and not overlapping. */
export type Period = { opensAt: string; closesAt: string };
/** The same hours on every working day, or hours that each day says for itself. */
export type Hours = readonly Period[] | ((onDay: string) => readonly Period[]);

const minuteMs = 60_000;
const dayMs = 86_400_000;
const beijingMs = 8 * 3_600_000;
/** Longest search for the next open minute; a place that is shut for longer has no working time to count. */
const longestShutDays = 400;

const noticeOf = new Map<number, HolidayNotice>(holidayNotices.map((notice) => [notice.year, notice]));

/** The local day in mainland China at an instant. */
export const beijingDay = (at: Date): string => new Date(at.getTime() + beijingMs).toISOString().slice(0, 10);

/** The clock on the wall at an instant, 'HH:MM'. */
export const beijingTime = (at: Date): string => new Date(at.getTime() + beijingMs).toISOString().slice(11, 16);

/** The instant of a local time; '24:00' is the midnight that ends the day. */
export function beijingInstant(onDay: string, time: string): Date {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return new Date(Date.parse(`${onDay}T00:00:00Z`) - beijingMs + (hours * 60 + minutes) * minuteMs);
}

export const addDays = (onDay: string, days: number): string => new Date(Date.parse(`${onDay}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Days from one day to another; negative when the other is earlier. */
export const daysBetween = (fromOn: string, untilOn: string): number => (Date.parse(`${untilOn}T00:00:00Z`) - Date.parse(`${fromOn}T00:00:00Z`)) / dayMs;

/** 0 is Sunday. */
export const weekdayOf = (onDay: string): number => new Date(`${onDay}T00:00:00Z`).getUTCDay();

/** Whether the State Council has said how this day's year is arranged. */
export const isAnnounced = (onDay: string): boolean => noticeOf.has(Number(onDay.slice(0, 4)));

/** The holiday a day belongs to; undefined on all other days and in years not announced. */
export function holidayOn(onDay: string): { name: string; nameEn: string } | undefined {
  return noticeOf.get(Number(onDay.slice(0, 4)))?.off.find((stretch) => stretch.fromOn <= onDay && onDay <= stretch.untilOn);
}

/** The corresponding day of a month later on, or that month's end (Civil Code 202). */
export function correspondingDay(fromOn: string, months: number): string {
  const [year, month, day] = fromOn.split('-').map(Number) as [number, number, number];
  const endOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, endOfMonth))).toISOString().slice(0, 10);
}
function afterHolidays(onDay: string): string {
  let day = onDay;
  while (holidayOn(day) !== undefined) day = addDays(day, 1);
  return day;
}
/** The last day of a period of days whose first day is not counted; in a holiday, the day after it. (K5) */
export const lastOfDays = (fromOn: string, days: number): string => afterHolidays(addDays(fromOn, days));
/** The last day of a period of months: the corresponding day; in a holiday, the day after it. (K5) */
export const lastOfMonths = (fromOn: string, months: number): string => afterHolidays(correspondingDay(fromOn, months));

export function isWorkingDay(onDay: string): boolean {
  const weekend = weekdayOf(onDay) === 0 || weekdayOf(onDay) === 6;
  const notice = noticeOf.get(Number(onDay.slice(0, 4)));
  if (notice === undefined) return !weekend && !standingDaysOff.includes(onDay.slice(5));
  if (notice.worked.includes(onDay)) return true;
  return !weekend && holidayOn(onDay) === undefined;
}

/** The same periods on working days, none on others. */
export const onWorkingDays = (periods: readonly Period[]) => (onDay: string): readonly Period[] => (isWorkingDay(onDay) ? periods : []);

const openOn = (hours: Hours, onDay: string): readonly Period[] => (typeof hours === 'function' ? hours(onDay) : onWorkingDays(hours)(onDay));

/** The instant by which so many working minutes have passed since `startAt`; `startAt` itself for none. (K3) */
export function addWorkingMinutes(startAt: Date, minutes: number, hours: Hours): Date {
  let leftMs = minutes * minuteMs;
  if (leftMs <= 0) return startAt;
  let onDay = beijingDay(startAt);
  for (let shutDays = 0; shutDays < longestShutDays; shutDays++) {
    for (const period of openOn(hours, onDay)) {
      const fromMs = Math.max(beijingInstant(onDay, period.opensAt).getTime(), startAt.getTime());
      const untilMs = beijingInstant(onDay, period.closesAt).getTime();
      if (untilMs <= fromMs) continue;
      if (untilMs - fromMs >= leftMs) return new Date(fromMs + leftMs);
      leftMs -= untilMs - fromMs;
      shutDays = 0;
    }
    onDay = addDays(onDay, 1);
  }
  throw new Error(`no working time within ${longestShutDays} days of ${onDay}`);
}

/** How many working minutes pass between two instants, parts of minutes included. */
export function workingMinutesBetween(startAt: Date, endAt: Date, hours: Hours): number {
  let passedMs = 0;
  for (let onDay = beijingDay(startAt); onDay <= beijingDay(endAt); onDay = addDays(onDay, 1)) {
    for (const period of openOn(hours, onDay)) {
      const fromMs = Math.max(beijingInstant(onDay, period.opensAt).getTime(), startAt.getTime());
      const untilMs = Math.min(beijingInstant(onDay, period.closesAt).getTime(), endAt.getTime());
      passedMs += Math.max(0, untilMs - fromMs);
    }
  }
  return passedMs / minuteMs;
}

/** Hours of the night in which nobody is disturbed without need, 'HH:MM' Beijing time, over midnight. */
export type QuietHours = { fromTime: string; untilTime: string };

export const isQuiet = (at: Date, quiet: QuietHours): boolean =>
  quiet.fromTime <= quiet.untilTime ? quiet.fromTime <= beijingTime(at) && beijingTime(at) < quiet.untilTime : beijingTime(at) >= quiet.fromTime || beijingTime(at) < quiet.untilTime;

/** The instant itself, or the end of the quiet hours it falls into. */
export function afterQuietHours(at: Date, quiet: QuietHours): Date {
  if (!isQuiet(at, quiet)) return at;
  const today = beijingInstant(beijingDay(at), quiet.untilTime);
  return today > at ? today : beijingInstant(addDays(beijingDay(at), 1), quiet.untilTime);
}
