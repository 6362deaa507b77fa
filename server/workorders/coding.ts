// Coding by software: what was fitted and works only once it was coded to the car. D1 work is not finished, not inspected and the
// car not handed back while a fitted part of that kind has no coding recorded, also where it came as a piece of a kit or as another
// number in place of the one on the order; D2 only what
// is fitted on this order is coded on it.
import { mindedWhenFitted } from '#parts';
import { actorId, actorName } from '#platform/actor';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { orderToEdit, pageOf, tellOf } from './show-work-orders.ts';
import { linesOf, saveOrder } from './store.ts';
import type { Line, WorkOrder } from './work-order.ts';
import { whenDone } from './when-done.ts';
import { codingsOf, insertCoding } from './workshop-store.ts';

const toCode = async (tx: Tx, order: WorkOrder, lines: readonly Line[]): Promise<{ code: string; name: string }[]> =>
  (await mindedWhenFitted(tx, order, lines.filter((line) => line.kind === 'part'))).filter((one) => one.softwareCoded);

/** The first fitted part that has no coding yet. */
export async function uncoded(tx: Tx, order: WorkOrder, fitted: readonly Line[]): Promise<{ code: string; name: string } | undefined> {
  const needed = await toCode(tx, order, fitted);
  if (needed.length === 0) return undefined;
  const coded = new Set((await codingsOf(tx, order.id)).map((one) => one.code));
  return needed.find((one) => !coded.has(one.code));
}

/** (D1) */
export async function mustBeCoded(tx: Tx, order: WorkOrder, fitted: readonly Line[]): Promise<void> {
  const first = await uncoded(tx, order, fitted);
  if (first !== undefined) refuse('codingNeeded', { code: first.code, name: first.name });
}

/** (D2) */
export async function recordCoding(tx: Tx, input: Input<typeof api.recordCoding>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, ['technician', 'serviceManager']);
  if (!['approved', 'inProgress', 'inspection', 'ready'].includes(order.state)) refuse('workNotNow', { state: order.state });
  const approved = (await linesOf(tx, [order.id])).filter((line) => line.answer === 'approved');
  if (!(await toCode(tx, order, approved)).some((one) => one.code === input.code)) refuse('notCoded', { field: 'code', code: input.code });
  const coding = { id: newId(), code: input.code, tool: input.tool.trim(), softwareVersion: input.softwareVersion.trim(), doneAt: whenDone(tx, input.doneAt, order.checkedInAt), byId: actorId(tx.actor) ?? '', byName: actorName(tx.actor) };
  await insertCoding(tx, order, coding);
  const saved = await saveOrder(tx, order);
  tellOf(tx, saved, 'workorders.recordCoding', { after: coding });
  return pageOf(tx, saved);
}
