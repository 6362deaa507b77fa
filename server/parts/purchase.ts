// Ordering from suppliers. O1 an order is a draft until it is sent; what is sent is on order and counts as such; O2 a line may be for
// one waiting car, which hears when its part is expected; O3 what a supplier keeps is read from receipts, never typed; O4 of a kit its pieces are
// ordered, and for a number that was replaced the newest, and the line says for what.
import { actorName } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { catalogueOf, kitsOf, supersessionsOf } from './catalogue-store.ts';
import { piecesOf } from './kit.ts';
import { dropLine, expectLine, expectWaiting, insertLines, insertPurchase, insertSupplier, keptBySuppliers, linesOf, lockPurchase, lockWaiting, openWaiting, purchasesOf, savePurchase, supplierById, suppliersOf, type Purchase, type PurchaseState } from './order-store.ts';
import { brandFor, keepers, knownPart, placeFor, planners, readers } from './places.ts';
import type { At } from './store.ts';
import { newestOf } from './supersession.ts';
import { boxesExpected } from './waiting.ts';

/** From each state, where an order may go. */
export const purchaseMoves: Record<PurchaseState, readonly PurchaseState[]> = { draft: ['sent', 'cancelled'], sent: ['partly', 'received', 'cancelled'], partly: ['partly', 'received', 'cancelled'], received: [], cancelled: [] };

export function tellOfPurchase(tx: Tx, one: Purchase, action: `parts.${string}`, more: { before?: unknown; after?: unknown; why?: string } = {}): void {
  tx.record({ action, subject: 'purchases', subjectId: one.id, brandId: one.brandId, version: one.version, ...more });
  tx.announce({ topic: 'parts', id: one.id, brandId: one.brandId, outletId: one.outletId });
}

type LineAsked = { code: string; quantity: number; expectedOn?: string | undefined; waitingPartId?: string | undefined };
/** (O4) */
async function asSupplied(tx: Tx, brandId: string, lines: readonly LineAsked[]): Promise<(LineAsked & { note: string | null })[]> {
  const [kits, chains, today] = [await kitsOf(tx, brandId), await supersessionsOf(tx, brandId), beijingDay(tx.now)];
  return lines.flatMap((line) => piecesOf(kits, [line]).map((piece) => {
    const code = newestOf(chains, piece.code, today);
    const said = [...(piece.code === line.code ? [] : [`套件 ${line.code} / kit ${line.code}`]), ...(code === piece.code ? [] : [`代替 ${piece.code} / replaces ${piece.code}`])];
    return { ...line, code, quantity: piece.quantity, note: said.length === 0 ? null : said.join('; ') };
  }));
}

/** An order with its lines, expected when the supplier promises unless somebody says otherwise. (O1, O2) */
export async function writePurchase(tx: Tx, at: At, supplierId: string | null, lines: readonly LineAsked[], sent: boolean, note: string | null): Promise<Purchase> {
  const supplier = supplierId === null ? undefined : await supplierById(tx, supplierId);
  if (supplierId !== null && supplier?.brandId !== at.brandId) refuse('supplierNotFound', { field: 'supplierId', id: supplierId });
  const byPromise = supplier === undefined ? null : addDays(beijingDay(tx.now), supplier.promisedDays);
  const rows = [];
  for (const line of await asSupplied(tx, at.brandId, lines)) {
    const { unitFen } = await knownPart(tx, at.brandId, line.code);
    const car = line.waitingPartId === undefined ? undefined : await lockWaiting(tx, line.waitingPartId);
    if (line.waitingPartId !== undefined && (car === undefined || car.brandId !== at.brandId || car.outletId !== at.outletId)) refuse('waitingPartNotFound', { field: 'lines', id: line.waitingPartId });
    if (line.expectedOn !== undefined && line.expectedOn < beijingDay(tx.now)) refuse('badInput', { field: 'expectedOn', reason: 'inPast' });
    rows.push({ id: newId(), code: line.code, quantity: line.quantity, unitFen, expectedOn: line.expectedOn ?? byPromise, note: line.note, waitingId: line.waitingPartId ?? null });
  }
  const purchase = await insertPurchase(tx, { id: newId(), number: await nextNumber(tx, 'PO'), ...at, supplierId, state: sent ? 'sent' : 'draft', note, madeBy: actorName(tx.actor) });
  await insertLines(tx, purchase, rows);
  if (sent) await tellWaiting(tx, purchase, rows);
  tellOfPurchase(tx, purchase, 'parts.order', { after: { lines: rows.map(({ code, quantity }) => ({ code, quantity })) } });
  return purchase;
}

/** (O2) */
async function tellWaiting(tx: Tx, purchase: Purchase, lines: readonly { waitingId: string | null; expectedOn: string | null }[]): Promise<void> {
  const told: { forId: string; id: string; expectedOn: string }[] = [];
  for (const line of lines) {
    const car = line.waitingId === null || line.expectedOn === null ? undefined : await lockWaiting(tx, line.waitingId);
    if (car === undefined || line.expectedOn === null) continue;
    await expectWaiting(tx, car.id, line.expectedOn);
    told.push({ forId: car.forId, id: car.id, expectedOn: line.expectedOn });
  }
  for (const [forId, of] of Map.groupBy(told, (one) => one.forId)) tx.tell(boxesExpected({ forId, brandId: purchase.brandId, boxes: of.map(({ id, expectedOn }) => ({ id, expectedOn })) }));
}

export async function orderFromSupplier(tx: Tx, input: Input<typeof api.orderFromSupplier>) {
  const at = await placeFor(tx, input, planners);
  return show(tx, await writePurchase(tx, at, input.supplierId ?? null, input.lines, input.sent !== false, input.note?.trim() ?? null));
}

async function purchaseToEdit(tx: Tx, id: string, version: number): Promise<Purchase> {
  const one = await lockPurchase(tx, id);
  if (one === undefined) return refuse('purchaseNotFound', { id });
  await placeFor(tx, one, planners).catch(() => refuse('purchaseNotFound', { id }));
  if (one.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'purchases', id, version) });
  return one;
}

export async function sendPurchase(tx: Tx, input: Input<typeof api.sendPurchase>) {
  const before = await purchaseToEdit(tx, input.purchaseId, input.version);
  if (!purchaseMoves[before.state].includes('sent')) refuse('purchaseNotNow', { state: before.state });
  const sent = await savePurchase(tx, { ...before, state: 'sent', sentAt: tx.now });
  await tellWaiting(tx, sent, await linesOf(tx, [sent.id]));
  tellOfPurchase(tx, sent, 'parts.send', { before: { state: before.state } });
  return show(tx, sent);
}

export async function cancelPurchase(tx: Tx, input: Input<typeof api.cancelPurchase>) {
  const before = await purchaseToEdit(tx, input.purchaseId, input.version);
  if (!purchaseMoves[before.state].includes('cancelled')) refuse('purchaseNotNow', { state: before.state });
  for (const line of await linesOf(tx, [before.id])) await dropLine(tx, line.id);
  const after = await savePurchase(tx, { ...before, state: before.state === 'partly' ? 'received' : 'cancelled' });
  tellOfPurchase(tx, after, 'parts.cancelOrder', { before: { state: before.state }, why: input.why });
  return show(tx, after);
}

/** The supplier names another day. */
export async function expectPurchase(tx: Tx, input: Input<typeof api.expectPurchase>) {
  const before = await purchaseToEdit(tx, input.purchaseId, input.version);
  if (before.state !== 'sent' && before.state !== 'partly') refuse('purchaseNotNow', { state: before.state });
  if (input.expectedOn < beijingDay(tx.now)) refuse('badInput', { field: 'expectedOn', reason: 'inPast' });
  const lines = (await linesOf(tx, [before.id])).filter((line) => line.endedAt === null && (input.purchaseLineId === undefined || line.id === input.purchaseLineId));
  if (lines.length === 0) refuse('purchaseNotFound', { id: input.purchaseId });
  for (const line of lines) await expectLine(tx, line.id, input.expectedOn);
  const after = await savePurchase(tx, before);
  await tellWaiting(tx, after, lines.map((line) => ({ ...line, expectedOn: input.expectedOn })));
  tellOfPurchase(tx, after, 'parts.expectOrder', { after: { expectedOn: input.expectedOn }, why: input.why });
  return show(tx, after);
}

async function shown(tx: Tx, brandId: string, purchases: readonly Purchase[]) {
  const [lines, suppliers, waiting, catalogue] = [await linesOf(tx, purchases.map((one) => one.id)), await suppliersOf(tx, brandId), await openWaiting(tx, brandId), await catalogueOf(tx, brandId)];
  const today = beijingDay(tx.now);
  return purchases.map((one) => ({
    id: one.id, number: one.number, outletId: one.outletId, placeId: one.placeId, supplierId: one.supplierId, supplierName: suppliers.find((each) => each.id === one.supplierId)?.name ?? null, supplierNameEn: suppliers.find((each) => each.id === one.supplierId)?.nameEn ?? null, state: one.state, note: one.note, madeBy: one.madeBy, madeAt: one.madeAt, version: one.version,
    lines: lines.filter((line) => line.purchaseId === one.id).map((line) => {
      const car = waiting.find((each) => each.id === line.waitingId);
      const entry = catalogue.find((each) => each.code === line.code);
      return {
        id: line.id, code: line.code, quantity: line.quantity, received: line.received, unitFen: line.unitFen, expectedOn: line.expectedOn, open: line.endedAt === null, late: line.endedAt === null && line.expectedOn !== null && line.expectedOn < today, waitingFor: car?.label ?? null,
        serialised: entry?.serialised ?? false, unNumber: entry?.unNumber ?? null, socMaxPct: entry?.socMaxPct ?? null,
      };
    }),
  }));
}
const show = async (tx: Tx, one: Purchase) => (await shown(tx, one.brandId, [one]))[0] ?? refuse('purchaseNotFound', { id: one.id });

export async function listPurchases(tx: Tx, input: Input<typeof api.listPurchases>) {
  if (input.outletId === undefined) brandFor(tx, input.brandId, readers);
  else await placeFor(tx, { outletId: input.outletId, brandId: input.brandId }, readers);
  return { purchases: await shown(tx, input.brandId, await purchasesOf(tx, input.brandId, input.open !== false, input.outletId ?? null)) };
}

export async function addSupplier(tx: Tx, input: Input<typeof api.addSupplier>) {
  brandFor(tx, input.brandId, planners);
  const made = await insertSupplier(tx, { id: newId(), brandId: input.brandId, name: input.name.trim(), nameEn: input.nameEn.trim(), promisedDays: input.promisedDays });
  if (made === undefined) return refuse('supplierTaken', { field: 'name' });
  tx.record({ action: 'parts.addSupplier', subject: 'suppliers', subjectId: made.id, brandId: made.brandId, after: made });
  return { id: made.id };
}

/** (O3) */
export async function listSuppliers(tx: Tx, input: Input<typeof api.listSuppliers>) {
  brandFor(tx, input.brandId, [...keepers, 'auditor']);
  const [suppliers, kept] = [await suppliersOf(tx, input.brandId), await keptBySuppliers(tx, input.brandId, new Date(tx.now.getTime() - 365 * 86_400_000))];
  return { suppliers: suppliers.map((one) => {
    const found = kept.find((each) => each.supplierId === one.id);
    return {
      id: one.id, name: one.name, nameEn: one.nameEn, promisedDays: one.promisedDays, receipts: found?.receipts ?? 0, meanDays: found === undefined ? null : Math.round(found.meanDays * 10) / 10, longDays: found === undefined ? null : Math.round(found.longDays * 10) / 10,
      inTimePct: found === undefined || found.dated === 0 ? null : Math.round((100 * found.inTime) / found.dated), rejectedPct: found === undefined || found.units === 0 ? null : Math.round((1000 * found.rejected) / found.units) / 10,
    };
  }) };
}
