// Parts that move between outlets, warehouses and vans. T1 what is sent has left one shelf and is on its way, on no shelf; T2 what
// came is what somebody counted, and what is missing on the way is said, not hidden; T3 from each state only where the table says.
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { tellOfPart } from './counting.ts';
import { insertTransfer, lockTransfer, saveTransfer, transfersOf, type Transfer, type TransferState } from './order-store.ts';
import { brandFor, keepers, knownPart, placeNamed, readers } from './places.ts';
import { spareAt } from './spare.ts';
import { lockStock, move, type At } from './store.ts';
import { fillBoxes } from './waiting.ts';

/** (T3) */
export const transferMoves: Record<TransferState, readonly TransferState[]> = { asked: ['sent', 'cancelled'], sent: ['received'], received: [], cancelled: [] };
export const daysOnTheWay = 3;

const from = (one: Transfer): At => ({ placeId: one.fromPlaceId, outletId: one.fromOutletId, brandId: one.brandId });
const to = (one: Transfer): At => ({ placeId: one.toPlaceId, outletId: one.toOutletId, brandId: one.brandId });

export async function writeTransfer(tx: Tx, a: { from: At; to: At; code: string; quantity: number; why: string | null }): Promise<Transfer> {
  const made = await insertTransfer(tx, {
    id: newId(), number: await nextNumber(tx, 'PT'), brandId: a.from.brandId, code: a.code, quantity: a.quantity, fromPlaceId: a.from.placeId, fromOutletId: a.from.outletId, toPlaceId: a.to.placeId, toOutletId: a.to.outletId, why: a.why, askedBy: actorName(tx.actor),
    expectedOn: addDays(beijingDay(tx.now), a.from.outletId === a.to.outletId ? 0 : daysOnTheWay),
  });
  tellOfPart(tx, 'parts.askTransfer', a.from, a.code, { after: made });
  tx.announce({ topic: 'parts', id: a.code, brandId: a.to.brandId, outletId: a.to.outletId });
  return made;
}

export async function askTransfer(tx: Tx, input: Input<typeof api.askTransfer>) {
  const [source, target] = [await placeNamed(tx, input.brandId, input.fromPlaceId, readers), await placeNamed(tx, input.brandId, input.toPlaceId, keepers)];
  await knownPart(tx, input.brandId, input.code);
  if (source.placeId === target.placeId) refuse('badInput', { field: 'toPlaceId', reason: 'same' });
  const spare = await spareAt(tx, source, input.code);
  if (spare < input.quantity) refuse('notThatMany', { field: 'quantity', most: spare, there: spare });
  return shownTransfer(await writeTransfer(tx, { from: source, to: target, code: input.code, quantity: input.quantity, why: input.why ?? null }));
}

async function mine(tx: Tx, id: string, version: number, at: (one: Transfer) => At): Promise<Transfer> {
  const one = await lockTransfer(tx, id);
  if (one === undefined || !holds(tx.actor, keepers, at(one))) return refuse('transferNotFound', { id });
  if (one.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'parts', id, version) });
  return one;
}
const mustMove = (one: Transfer, next: TransferState): void => {
  if (!transferMoves[one.state].includes(next)) refuse('transferNotNow', { state: one.state });
};

/** (T1) */
export async function sendTransfer(tx: Tx, input: Input<typeof api.sendTransfer>) {
  const one = await mine(tx, input.transferId, input.version, from);
  mustMove(one, 'sent');
  const spare = await spareAt(tx, from(one), one.code);
  if (spare < one.quantity) refuse('notThatMany', { field: 'quantity', most: spare, there: spare });
  await move(tx, [{ ...from(one), code: one.code, kind: 'transferOut', shelf: 'good', quantity: -one.quantity, refKind: 'transfer', refId: one.id, refLabel: one.number }]);
  const sent = await saveTransfer(tx, { ...one, state: 'sent', sentAt: tx.now });
  tellOfPart(tx, 'parts.sendTransfer', from(one), one.code, { after: sent });
  return shownTransfer(sent);
}

/** From hand to hand: it is never on its way. (T1) */
export async function transferNow(tx: Tx, a: { from: At; to: At; code: string; quantity: number; why: string | null }): Promise<void> {
  const one = await writeTransfer(tx, a);
  const row = { code: a.code, shelf: 'good' as const, refKind: 'transfer', refId: one.id, refLabel: one.number };
  await move(tx, [{ ...a.from, ...row, kind: 'transferOut', quantity: -a.quantity }, { ...a.to, ...row, kind: 'transferIn', quantity: a.quantity }]);
  tellOfPart(tx, 'parts.receiveTransfer', a.to, a.code, { after: await saveTransfer(tx, { ...one, state: 'received', came: a.quantity, sentAt: tx.now, receivedAt: tx.now }) });
}

/** (T2) */
export async function receiveTransfer(tx: Tx, input: Input<typeof api.receiveTransfer>) {
  const one = await mine(tx, input.transferId, input.version, to);
  mustMove(one, 'received');
  if (input.quantity > one.quantity) refuse('moreThanOrdered', { field: 'quantity', code: one.code, most: one.quantity });
  if (input.quantity < one.quantity && input.why === undefined) refuse('reasonNeeded', { field: 'why' });
  await lockStock(tx, to(one), [one.code]);
  await move(tx, [{ ...to(one), code: one.code, kind: 'transferIn', shelf: 'good', quantity: input.quantity, refKind: 'transfer', refId: one.id, refLabel: one.number, why: input.why ?? null }]);
  const received = await saveTransfer(tx, { ...one, state: 'received', came: input.quantity, receivedAt: tx.now });
  tellOfPart(tx, 'parts.receiveTransfer', to(one), one.code, { after: received, ...(input.why === undefined ? {} : { why: input.why }) });
  return { transfer: shownTransfer(received), boxes: await fillBoxes(tx, to(one), [{ code: one.code, quantity: input.quantity, orderedFor: null }]) };
}

export async function cancelTransfer(tx: Tx, input: Input<typeof api.cancelTransfer>) {
  const one = await lockTransfer(tx, input.transferId);
  if (one === undefined || !(holds(tx.actor, keepers, from(one)) || holds(tx.actor, keepers, to(one)))) return refuse('transferNotFound', { id: input.transferId });
  if (one.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'parts', one.id, input.version) });
  mustMove(one, 'cancelled');
  const after = await saveTransfer(tx, { ...one, state: 'cancelled' });
  tellOfPart(tx, 'parts.cancelTransfer', from(one), one.code, { before: { state: one.state }, why: input.why });
  return shownTransfer(after);
}

export const shownTransfer = (one: Transfer) => ({
  id: one.id, number: one.number, code: one.code, quantity: one.quantity, came: one.came, fromPlaceId: one.fromPlaceId, fromOutletId: one.fromOutletId, toPlaceId: one.toPlaceId, toOutletId: one.toOutletId, state: one.state, why: one.why, askedBy: one.askedBy, askedAt: one.askedAt, expectedOn: one.expectedOn, version: one.version,
});

export async function listTransfers(tx: Tx, input: Input<typeof api.listTransfers>) {
  brandFor(tx, input.brandId, readers);
  const all = await transfersOf(tx, input.brandId, input.open !== false);
  return { transfers: all.filter((one) => (holds(tx.actor, readers, from(one)) || holds(tx.actor, readers, to(one))) && (input.outletId === undefined || one.fromOutletId === input.outletId || one.toOutletId === input.outletId)).map(shownTransfer) };
}
