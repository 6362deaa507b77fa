// How waiting for parts stands, for everybody who looks at a visit.
import { appointmentTimes } from '#appointments';
import { beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { orderedOf, type OrderedPart } from './parts-store.ts';
import type { WorkOrder } from './work-order.ts';

export const missingOf = (ordered: readonly OrderedPart[]): OrderedPart[] => ordered.filter((one) => one.arrived < one.quantity);
export const isComplete = (ordered: readonly OrderedPart[]): boolean => missingOf(ordered).length === 0;

/** By visit; those that ordered nothing have none. */
export async function partsWaits(tx: Tx, orders: readonly WorkOrder[]) {
  const ordered = Map.groupBy(await orderedOf(tx, orders.map((one) => one.id)), (one) => one.workOrderId);
  const times = await appointmentTimes(tx, orders.flatMap((one) => one.resumeAppointmentId ?? []));
  const today = beijingDay(tx.now);
  return new Map(orders.flatMap((order) => {
    const own = ordered.get(order.id) ?? [];
    if (own.length === 0) return [];
    const missing = missingOf(own);
    const since = missing.length === 0 ? null : missing.reduce((first, one) => (one.orderedAt < first ? one.orderedAt : first), (missing[0] as OrderedPart).orderedAt);
    return [[order.id, {
      ordered: own.map((one) => ({ ...one, box: `${order.number}-${one.box}`, late: one.arrived < one.quantity && one.expectedOn !== null && one.expectedOn < today })),
      complete: missing.length === 0, waitingSince: since, awaySince: order.awaySince, choice: order.partsChoice, resume: order.resumeAppointmentId === null ? null : (times.get(order.resumeAppointmentId) ?? null),
    }] as const];
  }));
}
