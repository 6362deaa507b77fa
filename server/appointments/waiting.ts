// A place in line for an outlet's days, in place of races at midnight. W1 who came first is asked first; W2 an offer is kept
// for its time and then goes on; W3 an offer's time does not run at night; W4 who lets offers pass goes to the end, then out.
import { beijingDay, beijingInstant, addDays } from '#platform/calendar';
import { fact } from '#platform/facts';
import { refuse } from '#platform/refusals';
import type { waitingStates } from './api.ts';

export type WaitingState = (typeof waitingStates)[number];
export type Waiting = {
  id: string; brandId: string; ownerId: string; vehicleId: string; caseId: string | null; outletId: string; operations: string[]; fromOn: string; toOn: string; state: WaitingState;
  joinedAt: Date; lineAt: Date; offeredAt: Date | null; offerStartsAt: Date | null; offerUntil: Date | null; missedOffers: number; endedWhy: string | null; appointmentId: string | null; version: number;
};

/** From each state, where it may go. */
export const waitingMoves: Record<WaitingState, readonly WaitingState[]> = {
  waiting: ['offered', 'left', 'ended'], offered: ['waiting', 'taken', 'left', 'ended'], taken: [], left: [], ended: [],
};
export function mustMoveOn(one: Pick<Waiting, 'state'>, to: WaitingState): void {
  if (!waitingMoves[one.state].includes(to)) refuse('waitingNotNow', { state: one.state });
}

type About = { waitingId: string; vehicleId: string; brandId: string; ownerId: string; outletId: string; startsAt: string; offerUntil: string };
export const waitingOffered = fact<About>('appointments.waitingOffered');
export const waitingEnded = fact<{ waitingId: string; vehicleId: string; brandId: string; ownerId: string; outletId: string; why: string }>('appointments.waitingEnded');

export type OfferRules = { offerMin: number; fromHour: number; untilHour: number; leadMin: number };

/** Until when an offer made now is kept; undefined when the slot starts too soon to offer it to anybody. (W2, W3) */
export function offerUntil(now: Date, startsAt: Date, rules: OfferRules): Date | undefined {
  const onDay = beijingDay(now);
  const at = (day: string, hour: number): number => beijingInstant(day, '00:00').getTime() + hour * 3_600_000;
  const [opens, closes] = [at(onDay, rules.fromHour), at(onDay, rules.untilHour)];
  const begins = now.getTime() < opens ? opens : now.getTime() >= closes ? at(addDays(onDay, 1), rules.fromHour) : now.getTime();
  const evening = begins === now.getTime() ? closes : begins + (rules.untilHour - rules.fromHour) * 3_600_000;
  const runs = rules.offerMin * 60_000;
  const ends = begins + runs <= evening ? begins + runs : evening + (24 - rules.untilHour + rules.fromHour) * 3_600_000 + (begins + runs - evening);
  const latest = startsAt.getTime() - rules.leadMin * 60_000;
  return latest <= now.getTime() ? undefined : new Date(Math.min(ends, latest));
}
