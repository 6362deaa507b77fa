// Calling off a work order before anybody has worked: the owner declines everything or takes the car away. X1 what was
// worked on is handed back and paid for, never called off; X2 the owner's words stand with it; X3 the car goes as it came:
// its slot is free, its case is open again.
import { appointmentDone, resumeGivenBack } from '#appointments';
import { releaseParts, waitNoLonger } from '#parts';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { orderToEdit, pageOf, tellOf } from './show-work-orders.ts';
import { linesOf, lockOutsOf, saveOrder, spellsOf } from './store.ts';
import { about, mustMove, workCancelled } from './work-order.ts';

export async function cancelWork(tx: Tx, input: Input<typeof api.cancelWork>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, ['adviser', 'serviceManager']);
  mustMove(order, 'cancelled');
  const approved = (await linesOf(tx, [order.id])).some((line) => line.answer === 'approved');
  // a car that is ready with everything declined goes as it came
  if (order.state === 'cancelled' || (order.state === 'ready' && approved) || (await spellsOf(tx, order.id)).length > 0) refuse('workNotNow', { state: order.state }); // (X1)
  if ((await lockOutsOf(tx, order.id)).some((one) => one.releasedAt === null)) refuse('lockOutOpen');
  const saved = await saveOrder(tx, { ...order, state: 'cancelled', holdReason: null, awaySince: null });
  if (order.appointmentId !== null) await appointmentDone(tx, order.appointmentId, []); // (X3)
  if (order.resumeAppointmentId !== null) await resumeGivenBack(tx, order.resumeAppointmentId, input.words);
  await releaseParts(tx, 'workOrder', order.id);
  await waitNoLonger(tx, order.id);
  tx.tell(workCancelled({ ...about(saved), why: input.words }));
  tellOf(tx, saved, 'workorders.cancel', { before: { state: order.state }, after: { state: saved.state }, why: input.words }); // (X2)
  return pageOf(tx, saved);
}
