// What lies on a shelf and what is on its way, and counting it. C1 a count writes the difference as a movement; C2 a part that was
// never counted is unknown, not none; C3 what is expected is on order, and what comes in part leaves the rest expected.
import { actorName } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import type { api } from './api.ts';
import { catalogueCode, catalogueOf } from './catalogue-store.ts';
import { insertLines, insertPurchase, lockPurchase, openLine, openLinesAt, purchaseById, savePurchase, linesOf, dropLine, type Line } from './order-store.ts';
import { keepers, knownPart, placeFor, readers } from './places.ts';
import { receivePurchase } from './receive.ts';
import { holdsAt, lockStock, move, stockAt, writeBin, writeCounted, type At } from './store.ts';

export function tellOfPart(tx: Tx, action: `parts.${string}`, at: At, code: string, more: { before?: unknown; after?: unknown; why?: string } = {}): void {
  tx.record({ action, subject: 'parts', subjectId: `${at.placeId} ${code}`, brandId: at.brandId, ...more });
  tx.announce({ topic: 'parts', id: code, brandId: at.brandId, outletId: at.outletId });
}

const shown = (tx: Tx, one: Line) => ({ id: one.id, code: one.code, quantity: one.quantity - one.received, expectedOn: one.expectedOn, note: one.note, late: one.expectedOn !== null && one.expectedOn < beijingDay(tx.now) });

export async function showStock(tx: Tx, input: Input<typeof api.showStock>) {
  const at = await placeFor(tx, input, readers);
  const [{ content }, catalogued, stock, expected, holds] = [await findBook(tx, at.brandId), await catalogueOf(tx, at.brandId), await stockAt(tx, at), await openLinesAt(tx, at), await holdsAt(tx, at.outletId, at.brandId)];
  const names = new Map([...content.parts, ...catalogued].map((one) => [one.code, { name: one.name, nameEn: one.nameEn }]));
  const entries = new Map(catalogued.map((one) => [one.code, one]));
  const byCode = new Map(stock.map((one) => [one.code, one]));
  const onShelf = at.placeId === at.outletId;
  return {
    parts: [...names].map(([code, name]) => {
      const [there, entry] = [byCode.get(code), entries.get(code)];
      return {
        code, ...name, onHand: there === undefined || (there.countedAt === null && there.onHand === 0) ? null : there.onHand, countedAt: there?.countedAt ?? null, countedBy: there?.countedBy ?? null, bin: there?.bin ?? null, quarantined: there?.quarantined ?? 0, cores: there?.cores ?? 0,
        held: onShelf ? holds.filter((one) => one.code === code).reduce((sum, one) => sum + one.quantity, 0) : 0,
        softwareCoded: entry?.softwareCoded ?? false, colour: entry?.colour ?? null, serialised: entry?.serialised ?? false, coreReturn: entry?.coreReturn ?? false, unNumber: entry?.unNumber ?? null, expected: expected.filter((one) => one.code === code).map((one) => shown(tx, one)),
      };
    }),
  };
}

/** (C1) */
export async function countPart(tx: Tx, input: Input<typeof api.countPart>) {
  const at = await placeFor(tx, input, keepers);
  await knownPart(tx, at.brandId, input.code);
  const difference = await writeCount(tx, at, input.code, input);
  if (input.bin !== undefined) await writeBin(tx, at, input.code, input.bin);
  return { code: input.code, onHand: input.onHand, difference };
}

/** Answers the difference that it wrote. (C1) */
export async function writeCount(tx: Tx, at: At, code: string, counted: { onHand: number; why?: string | undefined }): Promise<number> {
  const kit = (await catalogueCode(tx, at.brandId, code))?.kit ?? [];
  if (kit.length > 0) refuse('kitIsPieces', { field: 'code', pieces: kit.map((one) => `${one.code} × ${one.quantity}`).join('、') });
  const before = (await lockStock(tx, at, [code])).get(code);
  const there = before?.onHand ?? 0;
  await move(tx, [{ placeId: at.placeId, outletId: at.outletId, brandId: at.brandId, code, kind: before?.countedAt == null && there === 0 ? 'opening' : 'count', shelf: 'good', quantity: counted.onHand - there, refKind: 'count', why: counted.why ?? null }]);
  await writeCounted(tx, at, code, actorName(tx.actor));
  tellOfPart(tx, 'parts.count', at, code, { before: before?.countedAt == null ? null : there, after: counted.onHand, ...(counted.why === undefined ? {} : { why: counted.why }) });
  return counted.onHand - there;
}

/** Something is on its way of which nobody wrote an order: one line without a supplier. */
export async function expectParts(tx: Tx, input: Input<typeof api.expectParts>) {
  const at = await placeFor(tx, input, keepers);
  await knownPart(tx, at.brandId, input.code);
  const purchase = await insertPurchase(tx, { id: newId(), number: await nextNumber(tx, 'PO'), ...at, supplierId: null, state: 'sent', note: input.note?.trim() ?? null, madeBy: actorName(tx.actor) });
  const [line] = await insertLines(tx, purchase, [{ id: newId(), code: input.code, quantity: input.quantity, unitFen: null, expectedOn: input.expectedOn, note: input.note?.trim() ?? null, waitingId: null }]);
  tellOfPart(tx, 'parts.expect', at, input.code, { after: line });
  return shown(tx, line as Line);
}

/** (C3) */
export async function receiveParts(tx: Tx, input: Input<typeof api.receiveParts>) {
  const line = await lineOf(tx, input.expectedId);
  const { version } = (await lockPurchase(tx, line.purchaseId)) ?? refuse('expectedPartsNotFound', { id: input.expectedId });
  await receivePurchase(tx, { purchaseId: line.purchaseId, version, came: [{ purchaseLineId: line.id, quantity: input.quantity }] });
  return { ok: true as const };
}

async function lineOf(tx: Tx, id: string): Promise<Line> {
  const line = await openLine(tx, id);
  if (line === undefined) return refuse('expectedPartsNotFound', { id });
  await placeFor(tx, line, keepers).catch(() => refuse('expectedPartsNotFound', { id }));
  return line;
}

export async function dropExpectedParts(tx: Tx, input: Input<typeof api.dropExpectedParts>) {
  const { purchaseId } = await lineOf(tx, input.expectedId);
  await lockPurchase(tx, purchaseId);
  const line = await lineOf(tx, input.expectedId);
  await dropLine(tx, line.id);
  const purchase = await purchaseById(tx, line.purchaseId);
  const left = (await linesOf(tx, [line.purchaseId])).filter((one) => one.endedAt === null);
  if (purchase !== undefined && left.length === 0) await savePurchase(tx, { ...purchase, state: line.received > 0 || purchase.state === 'partly' ? 'received' : 'cancelled' });
  tellOfPart(tx, 'parts.drop', line, line.code, { before: line });
  return { ok: true as const };
}
