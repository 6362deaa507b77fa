// The open hours of an outlet over a run of days, in three statements however many days; for planning ahead.
import { addDays, holidayOn } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { asInstants, periodsOn } from './opening-hours.ts';
import type { Outlet } from './outlet.ts';
import { exceptionsFrom } from './store.ts';
import { dayKindOf } from './working-hours.ts';

export type WorkingDay = { onDay: string; hours: { opensAt: Date; closesAt: Date }[]; closedBy: 'holiday' | 'exception' | 'week' | null; why: string | null };

/** Each day from `fromDay` on: when the outlet works, or what closes it. */
export async function workingDays(tx: Tx, outlet: Outlet, fromDay: string, days: number): Promise<WorkingDay[]> {
  const exceptions = new Map((await exceptionsFrom(tx, outlet.id, fromDay)).map((exception) => [exception.onDay, exception]));
  return Array.from({ length: days }, (_, index) => {
    const onDay = addDays(fromDay, index);
    const exception = exceptions.get(onDay);
    const kind = dayKindOf(onDay);
    const hours = asInstants(onDay, periodsOn(outlet, onDay, kind, exception?.periods));
    const closedBy = hours.length > 0 ? null : exception !== undefined ? 'exception' : kind === 'holiday' ? 'holiday' : 'week';
    return { onDay, hours, closedBy, why: exception?.why ?? holidayOn(onDay)?.name ?? null };
  });
}
