// The till of an outlet: what it should hold, counting and closing it. T1 a day is closed once, by name, with what was counted; T2 what was
// counted otherwise is said in words and stands in the ledger; T3 closed days do not change: mistakes are reversed on a later day.
import { balancesWithin, closedDays, entriesWithin, entryById, insertClosedDay, lastClosedDay, lockTill, post, reverse, bookingDay, type EntryRow } from '#ledger';
import { findOutlet } from '#network';
import { actorId, actorName, holds } from '#platform/actor';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { lookers } from './reconcile.ts';
import { billDays, differencesWithin } from './store.ts';

const till = ['cashier', 'serviceManager'] as const;
/** Entries that a person made by hand here, and may undo. */
const byHand = ['takenToBank', 'cashDifference'];
type At = { brandId: string; outletId: string };
const everywhere = [{ brandId: null, outletId: null }];

async function placeFor(tx: Tx, at: At, roles: readonly ('cashier' | 'serviceManager' | 'regionalManager' | 'auditor' | 'administrator')[]): Promise<void> {
  const outlet = await findOutlet(tx, at.outletId);
  if (!outlet.brandIds.includes(at.brandId)) refuse('outletNotFound', { id: at.outletId });
  if (!holds(tx.actor, roles, at)) refuse('notAllowed');
}
const cashUntil = async (tx: Tx, at: At, untilOn: string): Promise<number> => (await balancesWithin(tx, everywhere, { ...at, untilOn })).find((one) => one.account === 'cash' && one.party === 'cash')?.fen ?? 0;

export async function showTill(tx: Tx, input: Input<typeof api.showTill>) {
  await placeFor(tx, input, lookers);
  const at = { brandId: input.brandId, outletId: input.outletId };
  const past = await closedDays(tx, at.brandId, at.outletId, 30);
  const onDay = input.onDay ?? (await bookingDay(tx, at.brandId, at.outletId));
  const closed = past.find((one) => one.onDay === onDay) ?? null;
  const before = past.find((one) => one.onDay < onDay);
  const fromOn = before === undefined ? undefined : addDays(before.onDay, 1);
  const balances = await balancesWithin(tx, everywhere, { ...at, fromOn, untilOn: onDay });
  const entries = await entriesWithin(tx, everywhere, { ...at, fromOn, untilOn: onDay, account: 'cash', limit: 200 });
  const undone = new Set(entries.map((one) => one.reverses));
  const bills = await billDays(tx, addDays(onDay, -7));
  return {
    onDay, fromOn: fromOn ?? null, closed, past, bills, cashFen: await cashUntil(tx, at, onDay), differences: await differencesWithin(tx, everywhere, { ...at, state: 'open', limit: 100 }),
    sums: balances.filter((one) => one.account === 'cash').map((one) => ({ channel: one.party ?? '', inFen: one.debitFen, outFen: one.creditFen, fen: one.fen })), movements: entries.flatMap((one) => movements(one, undone)),
  };
}
const movements = (one: EntryRow, undone: ReadonlySet<string | null>) => one.postings.filter((each) => each.account === 'cash').map((each) => ({
  id: one.id, onDay: one.onDay, at: one.at, kind: one.kind, words: one.words, postedBy: one.postedBy, postedByKind: one.postedByKind, channel: each.party, fen: each.fen, subject: one.subject, subjectId: one.subjectId, reversed: undone.has(one.id), mayReverse: byHand.includes(one.kind) && !undone.has(one.id),
}));

/** (T1, T2) */
export async function closeTill(tx: Tx, input: Input<typeof api.closeTill>) {
  await placeFor(tx, input, till);
  const at = { brandId: input.brandId, outletId: input.outletId };
  if (input.onDay > beijingDay(tx.now)) refuse('dayNotCome', { field: 'onDay' });
  await lockTill(tx, at.brandId, at.outletId);
  const last = await lastClosedDay(tx, at.brandId, at.outletId);
  if (last !== null && last >= input.onDay) refuse('dayClosedAlready', { onDay: last });
  const bookedCashFen = await cashUntil(tx, at, input.onDay);
  const offFen = input.countedCashFen - bookedCashFen;
  if (offFen !== 0 && input.words === undefined) refuse('countNeedsWords', { field: 'words', offFen });
  const balances = await balancesWithin(tx, everywhere, { ...at, ...(last === null ? {} : { fromOn: addDays(last, 1) }), untilOn: input.onDay });
  const sums = balances.filter((one) => one.account === 'cash').map((one) => ({ channel: one.party ?? '', fen: one.fen }));
  await insertClosedDay(tx, { ...at, onDay: input.onDay, closedById: actorId(tx.actor) ?? '', closedBy: actorName(tx.actor), countedCashFen: input.countedCashFen, bookedCashFen, words: input.words?.trim() ?? null, sums });
  // What was counted otherwise belongs to the next day: the closed one stays as its books were.
  if (offFen !== 0) await post(tx, { kind: 'cashDifference', reference: `${at.brandId} ${at.outletId} ${input.onDay}`, ...at, ownerId: null, subject: 'till', subjectId: input.onDay, amountFen: offFen, words: input.words?.trim() ?? '', postings: [{ account: 'cash', party: 'cash', fen: offFen }, { account: 'differences', party: 'cash', fen: -offFen }] });
  tx.record({ action: 'till.close', subject: 'till', subjectId: `${at.outletId} ${input.onDay}`, brandId: at.brandId, after: { countedCashFen: input.countedCashFen, bookedCashFen, sums }, ...(input.words === undefined ? {} : { why: input.words }) });
  tx.announce({ topic: 'till', id: at.outletId, brandId: at.brandId, outletId: at.outletId });
  return (await closedDays(tx, at.brandId, at.outletId, 1))[0] ?? refuse('dayClosedAlready');
}

export async function takeToBank(tx: Tx, input: Input<typeof api.takeToBank>) {
  await placeFor(tx, input, till);
  const at = { brandId: input.brandId, outletId: input.outletId };
  await lockTill(tx, at.brandId, at.outletId);
  if (input.amountFen > (await cashUntil(tx, at, '9999-12-31'))) refuse('notSoMuchCash', { field: 'amountFen' });
  const id = newId();
  await post(tx, { kind: 'takenToBank', reference: id, ...at, ownerId: null, subject: 'till', subjectId: id, amountFen: input.amountFen, words: input.reference.trim(), postings: [{ account: 'cash', party: 'cash', fen: -input.amountFen }, { account: 'cash', party: 'bankTransfer', fen: input.amountFen }] });
  tx.record({ action: 'till.bank', subject: 'till', subjectId: at.outletId, brandId: at.brandId, after: { amountFen: input.amountFen, reference: input.reference } });
  tx.announce({ topic: 'till', id: at.outletId, brandId: at.brandId, outletId: at.outletId });
  return { ok: true as const };
}

/** (T3) */
export async function reverseEntry(tx: Tx, input: Input<typeof api.reverseEntry>) {
  const entry = await entryById(tx, input.entryId);
  if (entry === undefined || !holds(tx.actor, ['serviceManager'], entry)) return refuse('entryNotFound', { id: input.entryId });
  if (!byHand.includes(entry.kind)) refuse('entryNotByHand');
  await reverse(tx, entry, input.why.trim());
  tx.record({ action: 'till.reverse', subject: 'till', subjectId: entry.id, brandId: entry.brandId, why: input.why });
  tx.announce({ topic: 'till', id: entry.id, brandId: entry.brandId, outletId: entry.outletId });
  return { ok: true as const };
}
