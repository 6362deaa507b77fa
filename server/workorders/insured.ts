// What an insurer bears of an order's lines. Its answer changes what the owner pays: a line not begun is the owner's to approve again,
// a line that was approved and begun stays as it was approved; while the insurer is asked the order waits for it.
import { tellOf } from './show-work-orders.ts';
import type { Tx } from '#platform/tx';
import { refuse } from '#platform/refusals';
import { linesOf, lockWorkOrder, replaceLines, saveOrder, spellsOf } from './store.ts';
import type { Line } from './work-order.ts';

/** Lines that an insurer is to pay; whether they may be seen is asked before. */
export const insuredLines = async (tx: Tx, workOrderId: string): Promise<Line[]> => (await linesOf(tx, [workOrderId])).filter((line) => line.payType === 'insurance');

/** `approvedFen` says what the insurer bears of a line; undefined: it has not said. */
export async function applyInsurance(tx: Tx, workOrderId: string, said: { waits: boolean; approvedFen?: (line: Line) => number | undefined }): Promise<void> {
  const order = (await lockWorkOrder(tx, workOrderId)) ?? refuse('workOrderNotFound');
  const open = ['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'].includes(order.state);
  const holdReason = !open ? order.holdReason : said.waits ? (order.holdReason ?? 'waitingInsurer') : order.holdReason === 'waitingInsurer' ? null : order.holdReason;
  const before = await linesOf(tx, [order.id]);
  const begun = (await spellsOf(tx, order.id)).length > 0;
  const lines = before.map((line): Line => {
    const approvedFen = line.payType === 'insurance' && !line.done && line.answer !== 'declined' && !(begun && line.answer === 'approved') ? said.approvedFen?.(line) : undefined;
    if (approvedFen === undefined || !open || line.totalFen - line.ownerFen === approvedFen) return line;
    const ownerFen = line.totalFen - approvedFen;
    return { ...line, ownerFen, payType: approvedFen === 0 ? 'owner' : 'insurance', payReason: 'chosen', answer: 'draft', answeredAt: null, answeredBy: null, answerChannel: null, answerWords: null, proof: null, estimateVersion: order.estimateVersion + 1 };
  });
  const changed = lines.some((line, at) => line !== before[at]);
  if (!changed && holdReason === order.holdReason) return;
  if (changed) await replaceLines(tx, order, lines);
  const state = changed && order.state === 'approved' ? 'quoted' : order.state;
  tellOf(tx, await saveOrder(tx, { ...order, state, holdReason, estimateVersion: order.estimateVersion + (changed ? 1 : 0) }), 'workorders.applyInsurance', { before: { holdReason: order.holdReason }, after: { holdReason, ownerFen: lines.reduce((sum, line) => sum + line.ownerFen, 0) } });
}
