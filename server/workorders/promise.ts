// When an owner hears that a promise will not be kept. V1 always before it passes; V2 never in quiet hours: what would fall into
// the night is said in the evening before. V3 what is proposed at the counter lies in the opening hours of the outlet.
import { beijingInstant, beijingTime, beijingDay, addDays } from '#platform/calendar';

const dayMinutes = 1_440;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
export type Quiet = { fromMinute: number; untilMinute: number };

const quietAt = (minute: number, quiet: Quiet): boolean => (quiet.fromMinute > quiet.untilMinute ? minute >= quiet.fromMinute || minute < quiet.untilMinute : minute >= quiet.fromMinute && minute < quiet.untilMinute);

/** Whether nobody is to be disturbed now. (V2) */
export const isQuietNow = (now: Date, quiet: Quiet): boolean => quietAt(minuteOf(beijingTime(now)), quiet);

/** The moment at which the owner of a promise is told, when nobody has moved it by then. (V1, V2) */
export function ownerHearsAt(promisedAt: Date, beforeMinutes: number, quiet: Quiet): Date {
  const at = new Date(promisedAt.getTime() - beforeMinutes * 60_000);
  const minute = minuteOf(beijingTime(at));
  if (!quietAt(minute, quiet)) return at;
  const onDay = minute >= quiet.fromMinute ? beijingDay(at) : addDays(beijingDay(at), quiet.fromMinute > quiet.untilMinute ? -1 : 0);
  return new Date(beijingInstant(onDay, timeOf(Math.max(0, (quiet.fromMinute + dayMinutes - beforeMinutes) % dayMinutes))).getTime());
}

const proposedAfterMs = 4 * 3_600_000;
const halfHourMs = 1_800_000;
/** What the counter may promise for a car that comes now: after four hours in which the outlet works, on the half hour unless it closes before. (V3) */
export function proposedPromise(now: Date, open: readonly { opensAt: Date; closesAt: Date }[]): Date | undefined {
  let leftMs = proposedAfterMs;
  for (const { opensAt, closesAt } of open) {
    const fromMs = Math.max(opensAt.getTime(), now.getTime());
    const worksMs = closesAt.getTime() - fromMs;
    if (worksMs >= leftMs) return new Date(Math.min(closesAt.getTime(), Math.ceil((fromMs + leftMs) / halfHourMs) * halfHourMs));
    leftMs -= Math.max(0, worksMs);
  }
  return undefined;
}

export type Standing = 'kept' | 'atRisk' | 'late';
/** How a promise stands: ready cars have kept theirs unless it passed before. */
export function standingOf(order: { state: string; promisedAt: Date; promiseMissedAt: Date | null; finishedAt: Date | null }, now: Date): Standing {
  if (['ready', 'handedBack', 'cancelled'].includes(order.state)) return order.finishedAt !== null && order.finishedAt > order.promisedAt ? 'late' : 'kept';
  if (order.promisedAt < now) return 'late';
  return order.promisedAt.getTime() - now.getTime() < 3_600_000 ? 'atRisk' : 'kept';
}
