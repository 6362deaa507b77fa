// Statements of the price books and of the drafts of the next ones.
import { many, maybe, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Book } from './price-lines.ts';

export type BookRow = { id: string; brandId: string; validFrom: string; content: Book };

/** Books never change once published: what was read lately need not be read and taken apart again. */
const read = new Map<string, BookRow>();
const mostRead = 32;
function keepRead(row: BookRow | undefined): BookRow | undefined {
  if (row === undefined) return undefined;
  if (read.size >= mostRead) read.delete(read.keys().next().value ?? '');
  read.set(row.id, row);
  return row;
}

/** The book of a brand that counts on a day. */
export async function bookOn(tx: Tx, brandId: string, onDay: string): Promise<BookRow | undefined> {
  const found = await maybe<{ id: string }>(tx, sql`select id from prices.books where brand_id = ${brandId} and valid_from <= ${onDay}::date order by valid_from desc limit 1`);
  return found === undefined ? undefined : (read.get(found.id) ?? bookById(tx, found.id));
}

/** A book that was once seen may be shown again: books are public. */
export const bookById = async (tx: Tx, id: string): Promise<BookRow | undefined> => read.get(id) ?? keepRead(await maybe(tx, sql`select id, brand_id, valid_from, content from prices.books where id = ${id}`));

export async function insertBook(tx: Tx, book: BookRow & { publishedBy: string; note: string }): Promise<boolean> {
  return (await run(tx, sql`insert into prices.books (id, brand_id, valid_from, content, published_by, published_at, note)
    values (${book.id}, ${book.brandId}, ${book.validFrom}::date, ${JSON.stringify(book.content)}::jsonb, ${book.publishedBy}, ${tx.now.toISOString()}::timestamptz, ${book.note})
    on conflict (brand_id, valid_from) do nothing returning 1`)) === 1;
}

export const booksOf = (tx: Tx, brandIds: readonly string[] | null) =>
  many<{ id: string; brandId: string; validFrom: string; publishedBy: string; publishedAt: Date; note: string; operations: number; parts: number }>(tx, sql`
    select id, brand_id, valid_from, published_by, published_at, note, jsonb_array_length(content->'operations') as operations, jsonb_array_length(content->'parts') as parts
    from prices.books where (${brandIds === null} or brand_id = any(${brandIds ?? []}::text[])) order by valid_from desc, brand_id limit 200`);

export type Draft = { id: string; brandId: string; content: Book; startedBy: string; startedAt: Date; changedBy: string; changedAt: Date; version: number };

const draftColumns = sql`id, brand_id, content, started_by, started_at, changed_by, changed_at, version`;
export const draftOf = (tx: Tx, brandId: string) => maybe<Draft>(tx, sql`select ${draftColumns} from prices.drafts where brand_id = ${brandId}`);

/** Undefined when the brand has a draft. */
export const insertDraft = (tx: Tx, draft: { brandId: string; content: Book; by: string }) =>
  maybe<Draft>(tx, sql`insert into prices.drafts (brand_id, id, content, started_by, started_at, changed_by, changed_at)
    values (${draft.brandId}, ${newId()}, ${JSON.stringify(draft.content)}::jsonb, ${draft.by}, ${tx.now.toISOString()}::timestamptz, ${draft.by}, ${tx.now.toISOString()}::timestamptz)
    on conflict (brand_id) do nothing returning ${draftColumns}`);

/** Undefined when the version is no longer the latest. */
export const updateDraft = (tx: Tx, draft: { brandId: string; version: number; content: Book; by: string }) =>
  maybe<Draft>(tx, sql`update prices.drafts set content = ${JSON.stringify(draft.content)}::jsonb, changed_by = ${draft.by}, changed_at = ${tx.now.toISOString()}::timestamptz, version = version + 1
    where brand_id = ${draft.brandId} and version = ${draft.version} returning ${draftColumns}`);

export const deleteDraft = async (tx: Tx, brandId: string, version: number): Promise<boolean> =>
  (await run(tx, sql`delete from prices.drafts where brand_id = ${brandId} and version = ${version} returning 1`)) === 1;
