// The hours in which shops of the past take cars in and work on them.
import { beijingDay, beijingTime } from '../../server/platform/calendar.ts';
import type { Random } from '../random.ts';

type Hours = { opens: string; closes: string; minutes: number };
const shopHours: Hours = { opens: '08:40', closes: '17:20', minutes: 520 };
/** Of the desks on the phone. */
export const officeHours: Hours = { opens: '09:00', closes: '18:00', minutes: 540 };
const dayMs = 86_400_000;
const at = (day: Date, time: string): Date => new Date(Date.parse(`${beijingDay(day)}T${time}:00+08:00`));

/** The moment itself in working hours, else some time the next morning. */
export function openAt(moment: Date, random: Random): Date {
  const time = beijingTime(moment);
  if (time >= shopHours.opens && time < shopHours.closes) return moment;
  const day = time < shopHours.opens ? moment : new Date(moment.getTime() + dayMs);
  return new Date(at(day, '08:45').getTime() + random.int(0, 60) * 60_000);
}

/** So many working minutes before a moment. */
export function openBefore(moment: Date, minutes: number, { opens, closes, minutes: openMin }: Hours = shopHours): Date {
  const time = beijingTime(moment);
  const from = time < opens ? at(new Date(moment.getTime() - dayMs), closes) : time > closes ? at(moment, closes) : moment;
  const since = (from.getTime() - at(from, opens).getTime()) / 60_000;
  if (minutes <= since) return new Date(from.getTime() - minutes * 60_000);
  const rest = minutes - since;
  const whole = Math.floor(rest / openMin);
  return new Date(at(new Date(from.getTime() - (whole + 1) * dayMs), closes).getTime() - (rest - whole * openMin) * 60_000);
}
