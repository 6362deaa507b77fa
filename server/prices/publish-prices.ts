// Publishing a book: whole, from a day on that is not past, and only when it is sound.
import { findBrand } from '#brands';
import { actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { faultsOf } from './price-lines.ts';
import { insertBook } from './store.ts';

export async function publishPrices(tx: Tx, input: Input<typeof api.publishPrices>) {
  await findBrand(tx, input.brandId);
  if (!holds(tx.actor, ['administrator', 'regionalManager'], { brandId: input.brandId })) refuse('notAllowed');
  if (input.validFrom < beijingDay(tx.now)) refuse('priceBookInPast', { field: 'validFrom' });
  const faults = faultsOf(input.content);
  if (faults.length > 0) refuse('priceBookBroken', { field: 'content', fault: faults[0], faults: faults.slice(0, 20) });
  const id = newId();
  if (!(await insertBook(tx, { id, brandId: input.brandId, validFrom: input.validFrom, content: input.content, publishedBy: actorName(tx.actor), note: input.note }))) {
    refuse('priceBookTaken', { field: 'validFrom', validFrom: input.validFrom });
  }
  tx.record({ action: 'prices.publish', subject: 'prices', subjectId: id, brandId: input.brandId, after: { validFrom: input.validFrom, operations: input.content.operations.length, parts: input.content.parts.length }, why: input.note });
  tx.announce({ topic: 'prices', id, brandId: input.brandId });
  return { id, validFrom: input.validFrom };
}
