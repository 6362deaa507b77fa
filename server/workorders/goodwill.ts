// Goodwill that was granted enters the estimate: the owner's part of the lines falls, and the owner is asked about them
// again. G1 it enters only before work begins; G2 nobody gives away more on an order, at once or bit by bit, than the ladder of the day
// allows the role.
import { actorId, holds, type Actor, type Role } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { goodwillLimits } from './goodwill-store.ts';
import { tellOf, waitsForGoodwill } from './show-work-orders.ts';
import { linesOf, lockWorkOrder, replaceLines, saveOrder, spellsOf } from './store.ts';
import type { Line, WorkOrder } from './work-order.ts';

/** The most this person may give away for an order at once, by the ladder of the day. (G2) */
export async function mostGoodwillFen(tx: Tx, actor: Actor, where: { brandId: string; outletId: string }): Promise<number> {
  const limits = await goodwillLimits(tx, beijingDay(tx.now));
  return Math.max(0, ...limits.filter((one) => holds(actor, [one.role as Role], where)).map((one) => one.mostFen));
}
/** What the house gives away; what the maker bears is for the claim to say. */
const gifts: readonly Line['payType'][] = ['goodwill', 'internal'];
const givenOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.totalFen - line.ownerFen, 0);
/** Refuses an agreement to more goodwill than the role may give, with what this person gave on the order before. (G2) */
export async function withinGoodwillLimit(tx: Tx, order: WorkOrder, lines: readonly Line[]): Promise<void> {
  const given = givenOf(lines.filter((line) => gifts.includes(line.payType) && (waitsForGoodwill(line) || (line.goodwillBy !== null && line.goodwillOkBy === actorId(tx.actor)))));
  const most = await mostGoodwillFen(tx, tx.actor, order);
  if (given > most) refuse('goodwillAboveLimit', { mostYuan: most / 100, givenYuan: given / 100 });
}

/** What this person gave away on an order before, beside these lines. (G2) */
export const goodwillGivenBefore = async (tx: Tx, workOrderId: string, besides: readonly string[]): Promise<number> =>
  givenOf((await linesOf(tx, [workOrderId])).filter((line) => line.payType === 'goodwill' && line.goodwillOkBy === actorId(tx.actor) && !besides.includes(line.id)));

/** Lines of an order whose payment can still change. (G1) */
export async function linesForGoodwill(tx: Tx, order: WorkOrder): Promise<Line[]> {
  if (!['checkedIn', 'diagnosed', 'quoted', 'approved'].includes(order.state) || (await spellsOf(tx, order.id)).length > 0) refuse('workNotNow', { state: order.state });
  return (await linesOf(tx, [order.id])).filter((line) => line.answer !== 'declined' && !line.done && ['owner', 'goodwill'].includes(line.payType));
}

export async function applyGoodwill(tx: Tx, workOrderId: string, shares: readonly { lineId: string; ownerFen: number; makerFen: number }[], requestedBy: string): Promise<void> {
  const order = (await lockWorkOrder(tx, workOrderId)) ?? refuse('workOrderNotFound');
  const open = await linesForGoodwill(tx, order);
  if (shares.some((share) => !open.some((line) => line.id === share.lineId))) refuse('lineNotFound');
  const lines = (await linesOf(tx, [order.id])).map((line): Line => {
    const share = shares.find((one) => one.lineId === line.id);
    if (share === undefined) return line;
    return { ...line, payType: 'goodwill', payReason: 'chosen', ownerFen: share.ownerFen, makerFen: share.makerFen, goodwillBy: requestedBy, goodwillOkBy: actorId(tx.actor), answer: 'draft', answeredAt: null, answeredBy: null, answerChannel: null, answerWords: null, proof: null, estimateVersion: order.estimateVersion + 1 };
  });
  await replaceLines(tx, order, lines);
  tellOf(tx, await saveOrder(tx, { ...order, estimateVersion: order.estimateVersion + 1, state: order.state === 'approved' ? 'quoted' : order.state }), 'workorders.applyGoodwill', { after: { lines: shares } });
}
