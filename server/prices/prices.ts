// Prices: what a brand publishes, operation by operation in plain words, from a day on. One pure function prices the
// public list, the estimate and the invoice, so that they agree to the fen.
import { beijingDay } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { bookById, bookOn, type BookRow } from './store.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';
export { labourFen, operationsFor, partsFor, priceLines, type Book, type LabourOperation, type Part, type Priced, type PricedLine, type PriceRequest } from './price-lines.ts';
export { billOf, splitLine, spread, type Bill, type BillLine, type Coupon, type Payer } from './bill.ts';
export type { BookRow } from './store.ts';

/** The book that counts for a brand on a day (today when left out); refuses when there is none. */
export async function findBook(tx: Tx, brandId: string, onDay = beijingDay(tx.now)): Promise<BookRow> {
  return (await bookOn(tx, brandId, onDay)) ?? refuse('priceBookNotFound', { brandId });
}

/** A book by its id, as old documents name it. */
export async function findBookById(tx: Tx, id: string): Promise<BookRow> {
  return (await bookById(tx, id)) ?? refuse('priceBookNotFound', { id });
}
