// When an outlet is open on a day, from its week, its exceptional days and the State Council's holidays. See
// opening-hours.ts for which wins.
import type { Input } from '#platform/contract';
import { beijingDay, holidayOn, isWorkingDay } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { asInstants, periodsOn, weekdayOf, type DayKind } from './opening-hours.ts';
import type { Outlet } from './outlet.ts';
import { exceptionOn, exceptionsFrom, outletById } from './store.ts';

export function dayKindOf(onDay: string): DayKind {
  const weekend = weekdayOf(onDay) >= 6;
  if (isWorkingDay(onDay)) return weekend ? 'makeUp' : 'plain';
  return !weekend || holidayOn(onDay) !== undefined ? 'holiday' : 'plain';
}

export const openOn = async (tx: Tx, outlet: Outlet, onDay: string): Promise<{ opensAt: Date; closesAt: Date }[]> =>
  asInstants(onDay, periodsOn(outlet, onDay, dayKindOf(onDay), (await exceptionOn(tx, outlet.id, onDay))?.periods));

/** The periods in which an outlet works on a Beijing day, in order; none when it is closed. */
export async function workingHours(tx: Tx, outletId: string, onDay: string): Promise<{ opensAt: Date; closesAt: Date }[]> {
  return openOn(tx, (await outletById(tx, outletId)) ?? refuse('outletNotFound', { id: outletId }), onDay);
}

export async function showOutlet(tx: Tx, input: Input<typeof api.showOutlet>) {
  const outlet = (await outletById(tx, input.id)) ?? refuse('outletNotFound', { id: input.id });
  const today = beijingDay(tx.now);
  return { outlet, exceptions: await exceptionsFrom(tx, outlet.id, today), open: await openOn(tx, outlet, input.on ?? today) };
}
