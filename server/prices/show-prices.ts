// Reading prices: the public list and the search of staff, both through `priceLines`.
import { findBrand } from '#brands';
import { visibleBrands } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { operationsFor, partsFor, priceLines, type Book, type LabourOperation } from './price-lines.ts';
import { bookOn, booksOf } from './store.ts';

const priced = (book: Book, operations: readonly LabourOperation[], tier: number, modelId: string | undefined) =>
  operations.map((operation) => ({ ...operation, ...priceLines(book, { tier, modelId, operations: [operation.code] }) }));

async function bookFor(tx: Tx, brandId: string, onDay: string) {
  await findBrand(tx, brandId);
  return (await bookOn(tx, brandId, onDay)) ?? refuse('priceBookNotFound', { brandId });
}

/** Labour is measured in steps of 0.05 h. */
const stepCentihours = 5;
/** By the function that prices estimates. */
const diagnosisOf = (book: Book, tier: number) => {
  const fen = (diagnosisCentihours: number): number => priceLines(book, { tier, operations: [], diagnosisCentihours }).totalFen;
  return { stepCentihours, stepFen: fen(stepCentihours), hourFen: fen(100) };
};

export async function showPriceList(tx: Tx, input: Input<typeof api.showPriceList>) {
  const book = await bookFor(tx, input.brandId, input.on ?? beijingDay(tx.now));
  const tier = input.tier ?? 1;
  return {
    brandId: input.brandId, tier, validFrom: book.validFrom, ratesFenPerHour: book.content.ratesFenPerHour,
    operations: priced(book.content, operationsFor(book.content, { modelId: input.modelId }), tier, input.modelId), parts: partsFor(book.content, { modelId: input.modelId }), diagnosis: diagnosisOf(book.content, tier),
  };
}

export async function findOperations(tx: Tx, input: Input<typeof api.findOperations>) {
  const book = await bookFor(tx, input.brandId, beijingDay(tx.now));
  const operations = operationsFor(book.content, input).slice(0, 40);
  return { operations: priced(book.content, operations, input.tier ?? 1, input.modelId), parts: input.trouble === undefined ? partsFor(book.content, input).slice(0, 40) : [] };
}

export async function listPriceBooks(tx: Tx, input: Input<typeof api.listPriceBooks>) {
  const visible = visibleBrands(tx.actor);
  const brands = visible === '*' ? null : visible.split(',');
  return { books: await booksOf(tx, input.brandId === undefined ? brands : (brands ?? [input.brandId]).filter((brandId) => brandId === input.brandId)) };
}
