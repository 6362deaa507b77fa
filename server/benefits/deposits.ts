// Deposits: taken, used for an invoice, given back, kept with a reason. N6 never more leaves a deposit than is in it.
import { post, type Posting } from '#ledger';
import { findOwner } from '#people';
import { actorName, holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { depositLeft, depositState, type Deposit } from './benefit.ts';
import { atPlace, till } from './packages.ts';
import { askBenefitBack } from './buy-online.ts';
import { isOnline } from './order.ts';
import { insertDeposit, lockDeposit, lockDepositByNumber, saveDeposit } from './store.ts';

export const shownDeposit = (one: Deposit) => ({ ...one, leftFen: depositLeft(one), state: depositState(one) });

export const entryOfDeposit = (one: Deposit, kind: string, amountFen: number, words: string, postings: Posting[]) =>
  ({ kind, reference: `${one.id} ${one.version}`, brandId: one.brandId, outletId: one.outletId, ownerId: one.ownerId, subject: 'deposits', subjectId: one.id, amountFen, words, postings });
const tellOf = (tx: Tx, one: Deposit, action: `benefits.${string}`, more: { after?: unknown; why?: string } = {}): void => {
  tx.record({ action, subject: 'deposits', subjectId: one.id, brandId: one.brandId, version: one.version, ...more });
  tx.announce({ topic: 'benefits', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
};

export async function takeDeposit(tx: Tx, input: Input<typeof api.takeDeposit>) {
  const owner = await findOwner(tx, input.ownerId);
  if (!owner.brandIds.includes(input.brandId)) refuse('ownerNotFound', { id: input.ownerId });
  await atPlace(tx, input.brandId, input.outletId);
  return shownDeposit(await depositOpened(tx, { ...input, why: input.why.trim() }));
}
/** A deposit that was paid. */
export async function depositOpened(tx: Tx, of: Pick<Deposit, 'ownerId' | 'brandId' | 'outletId' | 'amountFen' | 'channel' | 'why'>): Promise<Deposit> {
  const one = await insertDeposit(tx, { ...of, id: newId(), number: await nextNumber(tx, 'DP'), takenBy: actorName(tx.actor) });
  await post(tx, entryOfDeposit(one, 'depositTaken', one.amountFen, `${one.number} ${one.why}`, [{ account: 'cash', party: one.channel, fen: one.amountFen }, { account: 'deposits', party: one.id, fen: -one.amountFen }]));
  tellOf(tx, one, 'benefits.takeDeposit', { after: { amountFen: one.amountFen, channel: one.channel } });
  return one;
}

async function depositToEdit(tx: Tx, input: { depositId: string; amountFen: number; version: number }, roles: readonly Role[]): Promise<Deposit> {
  const one = (await lockDeposit(tx, input.depositId)) ?? refuse('depositNotFound', { id: input.depositId });
  if (!holds(tx.actor, roles, one)) refuse('notAllowed');
  if (one.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'deposits', one.id, input.version) });
  if (input.amountFen > depositLeft(one)) refuse('depositTooSmall', { field: 'amountFen', leftFen: depositLeft(one) }); // (N6)
  return one;
}

export async function returnDeposit(tx: Tx, input: Input<typeof api.returnDeposit>) {
  const one = await depositToEdit(tx, input, till);
  const saved = await saveDeposit(tx, { ...one, returnedFen: one.returnedFen + input.amountFen });
  if (isOnline(one.channel)) await askBenefitBack(tx, one.id, input.amountFen, saved.number);
  else await post(tx, entryOfDeposit(saved, 'depositReturned', input.amountFen, saved.number, [{ account: 'deposits', party: one.id, fen: input.amountFen }, { account: 'cash', party: one.channel, fen: -input.amountFen }]));
  tellOf(tx, saved, 'benefits.returnDeposit', { after: { amountFen: input.amountFen } });
  return shownDeposit(saved);
}
export async function forfeitDeposit(tx: Tx, input: Input<typeof api.forfeitDeposit>) {
  const one = await depositToEdit(tx, input, ['serviceManager']);
  const saved = await saveDeposit(tx, { ...one, forfeitedFen: one.forfeitedFen + input.amountFen });
  await post(tx, entryOfDeposit(saved, 'depositForfeited', input.amountFen, `${saved.number} ${input.why.trim()}`, [{ account: 'deposits', party: one.id, fen: input.amountFen }, { account: 'forfeits', party: 'deposits', fen: -input.amountFen }]));
  tellOf(tx, saved, 'benefits.forfeitDeposit', { after: { amountFen: input.amountFen }, why: input.why.trim() });
  return shownDeposit(saved);
}
/** What was taken from a deposit for an invoice is in it again; the caller posts it. */
export async function refillDeposit(tx: Tx, number: string, amountFen: number): Promise<string> {
  const one = (await lockDepositByNumber(tx, number)) ?? refuse('depositNotFound');
  tellOf(tx, await saveDeposit(tx, { ...one, usedFen: one.usedFen - amountFen }), 'benefits.refillDeposit', { after: { amountFen } });
  return one.id;
}
/** Takes from a deposit that this owner left with this brand for an invoice, as much as is wanted; the caller posts it. (N6) */
export async function drawDeposit(tx: Tx, depositId: string, of: { ownerId: string; brandId: string }, amountFen: number): Promise<Deposit> {
  const one = await lockDeposit(tx, depositId);
  if (one === undefined || one.ownerId !== of.ownerId || one.brandId !== of.brandId) return refuse('depositNotFound', { id: depositId });
  if (amountFen > depositLeft(one)) refuse('depositTooSmall', { field: 'amountFen', leftFen: depositLeft(one) });
  const saved = await saveDeposit(tx, { ...one, usedFen: one.usedFen + amountFen });
  tellOf(tx, saved, 'benefits.useDeposit', { after: { amountFen } });
  return saved;
}
