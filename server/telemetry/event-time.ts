// When a reading happened: what the vehicle says, unless its clock cannot be true. The data is kept either way.
// E1 a moment in the future or in an age before the vehicle could have stored it is replaced by the moment of receipt,
// and marked; E2 the mark says why.
import type { ClockMark } from './reading.ts';

/** Clocks drift and links are fast: this much ahead of us is believed. */
export const aheadMostSeconds = 120;
/** Terminals store at most seven days of unsent data (2025 edition); a longer memory is a clock that was never set. */
export const behindMostDays = 30;

/** The moment of a reading: `said` is what the frame carries, null when it is no date at all. */
export function eventTime(said: Date | null, receivedAt: Date): { at: Date; clock: ClockMark } {
  if (said === null || Number.isNaN(said.getTime())) return { at: receivedAt, clock: 'absurd' };
  const aheadMs = said.getTime() - receivedAt.getTime();
  if (aheadMs > aheadMostSeconds * 1000) return { at: receivedAt, clock: 'ahead' };
  if (aheadMs < -behindMostDays * 86_400_000) return { at: receivedAt, clock: 'absurd' };
  return { at: said, clock: 'good' };
}
