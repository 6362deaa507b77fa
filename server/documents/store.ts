// Statements of documents. What was issued is inserted and counted, never rewritten.
import { many, maybe, one, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Document } from './document.ts';

const columns = sql`id, number, kind, brand_id, owner_id, outlet_id, work_order_id, invoice_id, content, hash, issued_at, issued_by, prints, last_printed_at`;

export const documentById = (tx: Tx, id: string) => maybe<Document>(tx, sql`select ${columns} from documents.documents where id = ${id}`);
export const documentByNumber = (tx: Tx, number: string) => maybe<Document>(tx, sql`select ${columns} from documents.documents where number = ${number}`);
export const documentsOf = (tx: Tx, workOrderId: string) => many<Document>(tx, sql`select ${columns} from documents.documents where work_order_id = ${workOrderId} order by issued_at desc, number desc`);
export const insertDocument = (tx: Tx, d: Omit<Document, 'prints' | 'lastPrintedAt'>) =>
  one<Document>(tx, sql`insert into documents.documents (id, number, kind, brand_id, owner_id, outlet_id, work_order_id, invoice_id, content, hash, issued_at, issued_by)
    values (${d.id}, ${d.number}, ${d.kind}, ${d.brandId}, ${d.ownerId}, ${d.outletId}, ${d.workOrderId}, ${d.invoiceId}, ${JSON.stringify(d.content)}::jsonb, ${d.hash}, ${d.issuedAt}, ${d.issuedBy}) returning ${columns}`);
export const countPrint = (tx: Tx, id: string) => one<Document>(tx, sql`update documents.documents set prints = prints + 1, last_printed_at = ${tx.now} where id = ${id} returning ${columns}`);
/** Whether the same visit has a later document of the same kind. */
export const newerThan = async (tx: Tx, d: Document): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from documents.documents where work_order_id = ${d.workOrderId} and kind = ${d.kind} and (issued_at, number) > (${d.issuedAt}, ${d.number})`)) !== undefined;
