// What comes in. V1 what came good is on the shelf and at once in the boxes of the cars that wait for it; V2 what came wrong or
// broken is set aside with its fault and goes back to who sent it, never more of it than was ordered; V3 every receipt says how long it took and how good it was.
import { actorName } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { catalogueCode } from './catalogue-store.ts';
import { tellOfPart } from './counting.ts';
import { addReceived, insertReceipt, linesOf, lockPurchase, purchaseById, savePurchase, type Line } from './order-store.ts';
import { keepers, placeFor } from './places.ts';
import { lockStock, move, stockAt } from './store.ts';
import { fillBoxes, type Box } from './waiting.ts';

export type Came = { line: Line; good: number; rejected: number; fault: string | null; serials: readonly string[] };

/** (V1, V2, V3) */
export async function receiveLines(tx: Tx, came: readonly Came[]): Promise<Box[]> {
  const boxes: Box[] = [];
  const purchases = new Map(await Promise.all([...new Set(came.map((one) => one.line.purchaseId))].map(async (id) => [id, await purchaseById(tx, id)] as const)));
  for (const [, at] of came.map((one) => [one.line.placeId, one.line] as const)) await lockStock(tx, at, came.filter((one) => one.line.placeId === at.placeId).map((one) => one.line.code));
  for (const { line, good, rejected, fault, serials } of came) {
    const purchase = purchases.get(line.purchaseId);
    const ref = { refKind: 'purchase', refId: line.purchaseId, refLabel: purchase?.number ?? '' };
    const base = { placeId: line.placeId, outletId: line.outletId, brandId: line.brandId, code: line.code, unitFen: line.unitFen, ...ref };
    const single = serials.length === good && good > 0 ? serials.map((serial) => ({ ...base, kind: 'receive' as const, shelf: 'good' as const, quantity: 1, serial })) : [{ ...base, kind: 'receive' as const, shelf: 'good' as const, quantity: good }];
    await move(tx, [...single, { ...base, kind: 'receive' as const, shelf: 'quarantine' as const, quantity: rejected, why: fault }]);
    await insertReceipt(tx, { id: newId(), line, supplierId: purchase?.supplierId ?? null, quantity: good + rejected, rejected, fault, by: actorName(tx.actor), orderedAt: purchase?.sentAt ?? purchase?.madeAt ?? tx.now });
    await addReceived(tx, line.id, good);
    tellOfPart(tx, 'parts.receive', line, line.code, { before: { expected: line.quantity - line.received }, after: { came: good, rejected, fault } });
  }
  for (const [, of] of Map.groupBy(came, (one) => one.line.placeId)) boxes.push(...(await fillBoxes(tx, (of[0] as Came).line, of.map((one) => ({ code: one.line.code, quantity: one.good, orderedFor: one.line.waitingId })))));
  for (const [id, purchase] of purchases) {
    if (purchase === undefined) continue;
    const open = (await linesOf(tx, [id])).some((one) => one.endedAt === null);
    await savePurchase(tx, { ...purchase, state: open ? 'partly' : 'received' });
  }
  return boxes;
}

export async function receivePurchase(tx: Tx, input: Input<typeof api.receivePurchase>) {
  const purchase = await lockPurchase(tx, input.purchaseId);
  if (purchase === undefined) return refuse('purchaseNotFound', { id: input.purchaseId });
  await placeFor(tx, purchase, keepers).catch(() => refuse('purchaseNotFound', { id: input.purchaseId }));
  if (purchase.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'purchases', purchase.id, input.version) }); // somebody else counted the same boxes
  if (purchase.state !== 'sent' && purchase.state !== 'partly') refuse('purchaseNotNow', { state: purchase.state });
  const lines = new Map((await linesOf(tx, [purchase.id])).map((line) => [line.id, line]));
  const came: Came[] = [];
  for (const one of input.came) {
    const line = lines.get(one.purchaseLineId);
    if (line === undefined) return refuse('purchaseNotFound', { field: 'came', id: one.purchaseLineId });
    if (line.endedAt !== null || one.quantity + (one.rejected ?? 0) === 0) refuse('nothingExpected', { field: 'came', code: line.code });
    if (one.quantity > line.quantity - line.received) refuse('moreThanOrdered', { field: 'came', code: line.code, most: line.quantity - line.received });
    if ((one.rejected ?? 0) > line.quantity) refuse('moreThanOrdered', { field: 'came', code: line.code, most: line.quantity });
    if ((one.rejected ?? 0) > 0 && one.fault === undefined) refuse('faultNeeded', { field: 'fault' });
    const entry = await catalogueCode(tx, line.brandId, line.code);
    if (entry?.serialised === true && (one.serials?.length ?? 0) !== one.quantity) refuse('serialNeeded', { field: 'serials', code: line.code });
    if (entry?.unNumber != null && one.quantity > 0 && one.packingSound !== true) refuse('packingUnseen', { field: 'packingSound', un: entry.unNumber });
    if (entry?.socMaxPct != null && one.quantity > 0 && (one.socPct === undefined || one.socPct > entry.socMaxPct)) refuse('socTooHigh', { field: 'socPct', most: entry.socMaxPct });
    came.push({ line, good: one.quantity, rejected: one.rejected ?? 0, fault: one.fault ?? null, serials: one.serials ?? [] });
  }
  if (new Set(came.map((one) => one.line.id)).size !== came.length) refuse('badInput', { field: 'came', reason: 'twice' });
  const boxes = await receiveLines(tx, came);
  const bins = new Map((await stockAt(tx, purchase)).map((one) => [one.code, one.bin]));
  const shelf = [...Map.groupBy(came, (one) => one.line.code)].map(([code, of]) => ({ code, quantity: of.reduce((sum, one) => sum + one.good, 0) - boxes.filter((box) => box.code === code).reduce((sum, box) => sum + box.quantity, 0), bin: bins.get(code) ?? null }));
  return { boxes, shelf: shelf.filter((one) => one.quantity > 0), state: (await purchaseById(tx, purchase.id))?.state ?? 'received' };
}
