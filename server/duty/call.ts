// A call: a dangerous alarm told to the person on duty. Who is called in which order, and when the next one is. Pure.
// D1 those of the outlet nearest to the car come before those of the whole brand, first turns before second ones; D2 who
// does not answer in time is passed over and, when all were, called again; D3 it ends: with an answer, or with the managers.
import { fact } from '#platform/facts';

export type Shift = {
  id: string; brandId: string; outletId: string | null; staffId: string; staffName: string; phone: string; turn: 1 | 2 | 3; fromAt: Date; untilAt: Date; byName: string; addedAt: Date; droppedAt: Date | null;
};
export type Call = {
  id: string; alertId: string | null; caseId: string | null; contactId: string | null; contactNumber: string | null; brandId: string; severity: number; nth: number; shiftId: string; staffId: string; staffName: string; phone: string; calledAt: Date; answerByAt: Date;
  sentAt: Date | null; tries: number; lastError: string | null; answeredAt: Date | null; answeredBy: string | null; climbedAt: Date | null;
};

export const dutyCalled = fact<{ callId: string; alertId: string | null; caseId?: string | null; brandId: string; staffId: string }>('duty.called');
/** Nobody is on the roster (`nobody`), or nobody answered (`noAnswer`). */
export const dutyUnmanned = fact<{ alertId: string | null; caseId?: string | null; contactId?: string | null; number?: string; brandId: string; severity: number; why: 'nobody' | 'noAnswer' }>('duty.unmanned');

/** The order in which people are called; each once per round, however many shifts they hold. (D1) */
export function callOrder(shifts: readonly Shift[], nearestOutletId: string | undefined): Shift[] {
  const counts = shifts.filter((shift) => shift.outletId === null || shift.outletId === nearestOutletId);
  const ordered = [...counts].sort((a, b) => Number(a.outletId === null) - Number(b.outletId === null) || a.turn - b.turn || a.addedAt.getTime() - b.addedAt.getTime() || (a.id < b.id ? -1 : 1));
  return ordered.filter((shift, index) => ordered.findIndex((other) => other.staffId === shift.staffId) === index);
}

/** Who is called the nth time, counted from 1; undefined when it is enough, or there is nobody. (D2, D3) */
export const nthCalled = (order: readonly Shift[], nth: number, most: number): Shift | undefined => (nth > most ? undefined : order[(nth - 1) % Math.max(1, order.length)]);
