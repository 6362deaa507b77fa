// The price of a line where it is not simply that of the list. O1 another price has its reason and its name, is set by a manager
// before the work is begun, and is the owner's to approve again; O2 an expired estimate is renewed at the prices of the day, with what
// each line cost before; what was approved in time stays at the price it was approved at.
import { actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook, labourFen, priceLines, splitLine, type Book } from '#prices';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { orderToEdit, pageOf, tellOf } from './show-work-orders.ts';
import { linesOf, replaceLines, saveOrder, spellsOf } from './store.ts';
import type { Line, WorkOrder } from './work-order.ts';

const pricers = ['serviceManager', 'regionalManager'] as const;
export const agreedBefore = 'agreedBefore';
const unasked = { answer: 'draft' as const, answeredAt: null, answeredBy: null, answerChannel: null, answerWords: null, proof: null };
const pct = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part * 100) / whole));

/** The line at another price; who pays which share of it stays. */
function at(line: Line, unitFen: number): Line {
  const totalFen = unitFen * line.quantity;
  if (line.payType === 'owner') return { ...line, unitFen, totalFen, ownerFen: totalFen, makerFen: 0 };
  return { ...line, unitFen, totalFen, ...splitLine(totalFen, line.payType, { ownerPct: pct(line.ownerFen, line.totalFen), makerPct: pct(line.makerFen, line.totalFen) }) };
}
/** A price that somebody set stays while the list's price is the one it was set against. */
export function keepsPrice(fresh: Line, before: readonly Line[]): Pick<Line, 'unitFen' | 'totalFen' | 'listFen' | 'overrideWhy' | 'overrideBy'> | undefined {
  const prior = before.find((other) => other.overrideWhy !== null && other.kind === fresh.kind && other.code === fresh.code && other.forOperation === fresh.forOperation && other.quantity === fresh.quantity && other.listFen === fresh.totalFen);
  return prior === undefined ? undefined : { unitFen: prior.unitFen, totalFen: prior.totalFen, listFen: prior.listFen, overrideWhy: prior.overrideWhy, overrideBy: prior.overrideBy };
}

/** (O1) */
export async function overridePrice(tx: Tx, input: Input<typeof api.overridePrice>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...pricers]);
  if (!holds(tx.actor, [...pricers], order)) refuse('notAllowed');
  if (!['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'].includes(order.state)) refuse('workNotNow', { state: order.state });
  const before = await linesOf(tx, [order.id]);
  const line = before.find((one) => one.id === input.lineId) ?? refuse('lineNotFound');
  if (line.done || (line.answer === 'approved' && (await spellsOf(tx, order.id)).length > 0)) refuse('workNotNow', { state: order.state });
  const listFen = line.listFen ?? line.totalFen;
  const priced = at(line, input.unitFen);
  const set = priced.totalFen === listFen ? { listFen: null, overrideWhy: null, overrideBy: null } : { listFen, overrideWhy: input.why.trim(), overrideBy: actorName(tx.actor) };
  const lines = before.map((one) => (one === line ? { ...priced, ...set, ...unasked, estimateVersion: order.estimateVersion + 1 } : one));
  await replaceLines(tx, order, lines);
  const saved = await saveOrder(tx, { ...order, estimateVersion: order.estimateVersion + 1, state: order.state === 'approved' ? 'quoted' : order.state });
  tellOf(tx, saved, 'workorders.overridePrice', { before: { code: line.code, totalFen: line.totalFen }, after: { code: line.code, totalFen: priced.totalFen, listFen }, why: input.why.trim() });
  return pageOf(tx, saved);
}

/** What a line costs in a book; undefined when the book does not have it. */
function unitIn(book: Book, line: Line, tier: number, priced: ReturnType<typeof priceLines>): number | undefined {
  if (line.kind === 'part') return book.parts.find((one) => one.code === line.code)?.unitFen;
  if (line.code === 'DIAGNOSIS-TIME') return line.labourCentihours === null ? undefined : labourFen(line.labourCentihours, book.ratesFenPerHour[tier - 1] ?? 0);
  return priced.lines.find((one) => one.kind === 'labour' && one.code === line.code)?.unitFen;
}

/** The lines of an expired estimate at the prices of the day, and the book they are from. (O2) */
export async function renewed(tx: Tx, order: WorkOrder, lines: readonly Line[]): Promise<{ bookId: string; lines: Line[] }> {
  const book = await findBook(tx, order.brandId, beijingDay(tx.now));
  if (book.id === order.bookId) return { bookId: order.bookId, lines: [...lines] };
  const { modelId } = await findVehicle(tx, order.vin);
  const operations = [...new Set(lines.filter((line) => line.kind === 'labour' && line.code !== 'DIAGNOSIS-TIME').map((line) => line.code))];
  const priced = priceLines(book.content, { tier: order.tier, modelId, operations });
  return { bookId: book.id, lines: lines.map((line): Line => {
    const unitFen = unitIn(book.content, line, order.tier, priced) ?? refuse(line.kind === 'part' ? 'partNotFound' : 'operationNotFound', { code: line.code });
    const listFen = unitFen * line.quantity;
    if (line.overrideWhy !== null) return { ...line, listFen };
    if (listFen === line.totalFen) return line;
    if (line.answer === 'approved' || line.done) return { ...line, listFen, overrideWhy: agreedBefore, overrideBy: null };
    return line.answer === 'declined' ? line : { ...at(line, unitFen), wasFen: line.totalFen };
  }) };
}
