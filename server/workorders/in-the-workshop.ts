// While a car is in the workshop its alerts wake nobody: from check-in to hand-back.
import { carInWorkshop, carOutOfWorkshop } from '#alerts';
import type { Tx } from '#platform/tx';
import { lockWorkOrder } from './store.ts';

/** Reaction: a car was checked in. */
export async function quietAlerts(tx: Tx, body: { workOrderId: string }): Promise<void> {
  const order = await lockWorkOrder(tx, body.workOrderId);
  if (order !== undefined && order.state !== 'handedBack' && order.state !== 'cancelled' && order.awaySince === null) await carInWorkshop(tx, { workOrderId: order.id, vin: order.vin, brandId: order.brandId, ownerId: order.ownerId });
}

/** Reaction: a car was handed back. */
export const hearAlertsAgain = (tx: Tx, body: { workOrderId: string }): Promise<void> => carOutOfWorkshop(tx, body);
