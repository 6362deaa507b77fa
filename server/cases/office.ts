// When the office clocks of a case run: office hours on working days, and a day that its outlet arranged for itself as the outlet
// says (shut for stocktaking, open on a Sunday). Pure, and the reading of it.
import { beijingDay, onWorkingDays, type Hours, type Period } from '#platform/calendar';
import { exceptionsFrom, type DayException } from '#network';
import type { Tx } from '#platform/tx';
import { officeHours } from './clock-store.ts';

/** Periods are in order and do not overlap: no minute is counted twice. */
export function withOwnDays(office: readonly Period[], days: readonly DayException[]): Hours {
  if (days.length === 0) return office;
  const usual = onWorkingDays(office);
  const own = new Map(days.map((one) => [one.onDay, one.periods.map(({ opens, closes }) => ({ opensAt: opens, closesAt: closes }))]));
  return (onDay) => own.get(onDay) ?? usual(onDay);
}

export async function hoursFor(tx: Tx, outletId: string | null): Promise<Hours> {
  const today = beijingDay(tx.now);
  return withOwnDays(await officeHours(tx, today), outletId === null ? [] : await exceptionsFrom(tx, outletId, today));
}
