// Posting to the ledger. G3 the same kind and reference stands once, however often it is posted; G4 an entry belongs to the
// first day that is still open; G5 nothing is edited: what was wrong is reversed by another entry, once.
import { actorName } from '#platform/actor';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { ledgerLookers, type api } from './api.ts';
import { balanced, reversed, type Posting } from './entry.ts';
import { balancesWithin, entriesWithin, holdTill, insertEntry, isReversed, lastClosedDay, taxRateOn, type EntryRow } from './store.ts';

export type NewEntry = { kind: string; reference: string; brandId: string; outletId: string; ownerId: string | null; subject: string; subjectId: string; amountFen: number; words: string; postings: readonly Posting[]; reverses?: string };

/** The day an entry of now belongs to. (G4) */
export async function bookingDay(tx: Tx, brandId: string, outletId: string): Promise<string> {
  await holdTill(tx, brandId, outletId);
  const [today, closed] = [beijingDay(tx.now), await lastClosedDay(tx, brandId, outletId)];
  return closed !== null && closed >= today ? addDays(closed, 1) : today;
}

/** Writes an entry; false when it stands there already. (G3) */
export async function post(tx: Tx, entry: NewEntry): Promise<boolean> {
  const postings = balanced(entry.postings);
  const onDay = await bookingDay(tx, entry.brandId, entry.outletId);
  return insertEntry(tx, { ...entry, id: newId(), onDay, postings, postedBy: actorName(tx.actor), postedByKind: tx.actor.kind, reverses: entry.reverses ?? null });
}

/** (G5) */
export async function reverse(tx: Tx, entry: EntryRow, words: string): Promise<void> {
  if (entry.reverses !== null || (await isReversed(tx, entry.id))) refuse('entryReversed');
  await post(tx, { ...entry, kind: 'reversal', reference: entry.id, amountFen: -entry.amountFen, words, postings: reversed(entry.postings), reverses: entry.id });
}

/** Tax inside repair prices today, in hundredths of a percent. */
export const repairTax = (tx: Tx): Promise<number> => taxRateOn(tx, 'repair', beijingDay(tx.now));

export async function showBalances(tx: Tx, input: Input<typeof api.showBalances>) {
  const balances = await balancesWithin(tx, placesOf(tx.actor, ledgerLookers), input);
  return { balances, sumFen: balances.reduce((sum, one) => sum + one.fen, 0) };
}
export const listEntries = async (tx: Tx, input: Input<typeof api.listEntries>) => ({ entries: await entriesWithin(tx, placesOf(tx.actor, ledgerLookers), { ...input, limit: input.limit ?? 100 }) });
