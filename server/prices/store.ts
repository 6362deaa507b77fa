// Statements of the price books.
import { many, maybe, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Book } from './price-lines.ts';

export type BookRow = { id: string; brandId: string; validFrom: string; content: Book };

/** The book of a brand that counts on a day. */
export const bookOn = (tx: Tx, brandId: string, onDay: string): Promise<BookRow | undefined> =>
  maybe(tx, sql`select id, brand_id, valid_from, content from prices.books where brand_id = ${brandId} and valid_from <= ${onDay}::date order by valid_from desc limit 1`);

export const bookById = (tx: Tx, id: string): Promise<BookRow | undefined> => maybe(tx, sql`select id, brand_id, valid_from, content from prices.books where id = ${id}`);

export async function insertBook(tx: Tx, book: BookRow & { publishedBy: string; note: string }): Promise<boolean> {
  return (await run(tx, sql`insert into prices.books (id, brand_id, valid_from, content, published_by, published_at, note)
    values (${book.id}, ${book.brandId}, ${book.validFrom}::date, ${JSON.stringify(book.content)}::jsonb, ${book.publishedBy}, ${tx.now.toISOString()}::timestamptz, ${book.note})
    on conflict (brand_id, valid_from) do nothing returning 1`)) === 1;
}

export const booksOf = (tx: Tx, brandIds: readonly string[] | null) =>
  many<{ id: string; brandId: string; validFrom: string; publishedBy: string; publishedAt: Date; note: string; operations: number; parts: number }>(tx, sql`
    select id, brand_id, valid_from, published_by, published_at, note, jsonb_array_length(content->'operations') as operations, jsonb_array_length(content->'parts') as parts
    from prices.books where (${brandIds === null} or brand_id = any(${brandIds ?? []}::text[])) order by valid_from desc, brand_id limit 200`);
