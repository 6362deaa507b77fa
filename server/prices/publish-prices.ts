// Publishing a book: whole, from a day on that is not past, and only when it is sound.
import { findBrand } from '#brands';
import { actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import type { PriceChange } from './compare-books.ts';
import { faultsOf, type Book } from './price-lines.ts';
import { insertBook } from './store.ts';

export async function publishPrices(tx: Tx, input: Input<typeof api.publishPrices>) {
  await findBrand(tx, input.brandId);
  if (!holds(tx.actor, ['administrator', 'regionalManager'], { brandId: input.brandId })) refuse('notAllowed');
  return publishBook(tx, input);
}

/** Who may publish was judged by the caller. `changes`: against the book in force, where it was compared. */
export async function publishBook(tx: Tx, input: { brandId: string; validFrom: string; note: string; content: Book }, changes?: readonly PriceChange[]) {
  if (input.validFrom < beijingDay(tx.now)) refuse('priceBookInPast', { field: 'validFrom' });
  const faults = faultsOf(input.content);
  if (faults.length > 0) refuse('priceBookBroken', { field: 'content', code: faults[0]?.code, faults: faults.slice(0, 20) });
  const id = newId();
  if (!(await insertBook(tx, { id, brandId: input.brandId, validFrom: input.validFrom, content: input.content, publishedBy: actorName(tx.actor), note: input.note }))) {
    refuse('priceBookTaken', { field: 'validFrom', validFrom: input.validFrom });
  }
  tx.record({ action: 'prices.publish', subject: 'prices', subjectId: id, brandId: input.brandId, after: { validFrom: input.validFrom, operations: input.content.operations.length, parts: input.content.parts.length, ...(changes === undefined ? {} : { changes: changes.slice(0, 200) }) }, why: input.note });
  tx.announce({ topic: 'prices', id, brandId: input.brandId });
  return { id, validFrom: input.validFrom };
}
