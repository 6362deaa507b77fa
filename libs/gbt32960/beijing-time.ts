// The six bytes in which every message says when: year after 2000, month, day, hour, minute, second, as plain binary,
// always Beijing time (UTC+8, no daylight saving). §1. Moments are epoch milliseconds.
const eightHours = 8 * 3600_000;
const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** Days from 1970 to 2000. */
const to2000 = 10957;

/** The moment that six bytes at `at` name, in epoch ms; undefined when they are no moment (30 February, hour 24) or not there. */
export function readBeijing(bytes: Uint8Array, at = 0): number | undefined {
  if (bytes.length < at + 6) return undefined;
  const year = bytes[at]!, month = bytes[at + 1]!, day = bytes[at + 2]!, hour = bytes[at + 3]!, minute = bytes[at + 4]!, second = bytes[at + 5]!;
  if (year > 99 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined;
  const days = month === 2 && year % 4 === 0 ? 29 : daysIn[month - 1]!;
  if (day < 1 || day > days) return undefined;
  const past = to2000 + year * 365 + ((year + 3) >> 2) + daysBefore[month - 1]! + (month > 2 && year % 4 === 0 ? 1 : 0) + day - 1;
  return (past * 86400 + hour * 3600 + minute * 60 + second) * 1000 - eightHours;
}

/** Six bytes for a moment in epoch ms; parts of a second are cut. Throws a RangeError outside 2000–2099, Beijing time. */
export function beijingBytes(moment: number): Uint8Array {
  const there = new Date(moment + eightHours);
  const year = there.getUTCFullYear() - 2000;
  if (!(year >= 0 && year <= 99)) throw new RangeError(`${moment} is not a moment of the years 2000 to 2099`);
  return Uint8Array.of(year, there.getUTCMonth() + 1, there.getUTCDate(), there.getUTCHours(), there.getUTCMinutes(), there.getUTCSeconds());
}

/** `2026-03-01 08:30:15`, as a clock in Beijing shows it. */
export const formatBeijing = (moment: number): string => new Date(moment + eightHours).toISOString().slice(0, 19).replace('T', ' ');
