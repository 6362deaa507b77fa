// Statements of tax invoices.
import { join, many, maybe, one, sql, type Sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Paper } from './paper.ts';

const columns = sql`id, brand_id, owner_id, outlet_id, invoice_id, payer_id, kind, of_id, state, serial, number, buyer_kind, buyer_title, buyer_tax_no, gross_fen, tax_fen, tax_basis_points, lines, reason, refund_no, confirmation_no, file_id, error, tries, asked_by, asked_at, issued_at, version`;

export const paperById = (tx: Tx, id: string) => maybe<Paper>(tx, sql`select ${columns} from fapiao.papers where id = ${id}`);
export const numberTaken = async (tx: Tx, number: string, id: string): Promise<boolean> => (await maybe(tx, sql`select id from fapiao.papers where number = ${number} and id <> ${id}`)) !== undefined;
export const lockPaper = (tx: Tx, id: string) => maybe<Paper>(tx, sql`select ${columns} from fapiao.papers where id = ${id} for update`);
export const papersOfOwner = (tx: Tx, ownerId: string, invoiceId?: string) => many<Paper>(tx, sql`select ${columns} from fapiao.papers where owner_id = ${ownerId} and (${invoiceId ?? null}::text is null or invoice_id = ${invoiceId ?? null}) order by asked_at desc limit 100`);
export function papersWithin(tx: Tx, places: readonly Place[], where: { invoiceId?: string | undefined; state?: string | undefined; limit: number }): Promise<Paper[]> {
  const all: Sql[] = [withinPlaces(places, sql`brand_id`, sql`outlet_id`)];
  if (where.invoiceId !== undefined) all.push(sql`invoice_id = ${where.invoiceId}`);
  if (where.state !== undefined) all.push(sql`state = ${where.state}`);
  return many(tx, sql`select ${columns} from fapiao.papers where ${join(all, ' and ')} order by (state = 'issued'), asked_at desc limit ${where.limit}`);
}
export const blueOf = (tx: Tx, payerId: string) => maybe<Paper>(tx, sql`select ${columns} from fapiao.papers where payer_id = ${payerId} and kind = 'blue' and state <> 'failed' for update`);
export const redsOf = (tx: Tx, blueId: string) => many<Paper>(tx, sql`select ${columns} from fapiao.papers where of_id = ${blueId} order by asked_at`);
/** Undefined when there is one for it already. */
export const insertPaper = (tx: Tx, p: Pick<Paper, 'id' | 'brandId' | 'ownerId' | 'outletId' | 'invoiceId' | 'payerId' | 'kind' | 'ofId' | 'serial' | 'buyerKind' | 'buyerTitle' | 'buyerTaxNo' | 'grossFen' | 'taxFen' | 'taxBasisPoints' | 'lines' | 'reason' | 'refundNo' | 'askedBy'>) =>
  maybe<Paper>(tx, sql`insert into fapiao.papers (id, brand_id, owner_id, outlet_id, invoice_id, payer_id, kind, of_id, state, serial, buyer_kind, buyer_title, buyer_tax_no, gross_fen, tax_fen, tax_basis_points, lines, reason, refund_no, asked_by, asked_at)
    values (${p.id}, ${p.brandId}, ${p.ownerId}, ${p.outletId}, ${p.invoiceId}, ${p.payerId}, ${p.kind}, ${p.ofId}, 'asked', ${p.serial}, ${p.buyerKind}, ${p.buyerTitle}, ${p.buyerTaxNo}, ${p.grossFen}, ${p.taxFen}, ${p.taxBasisPoints}, ${JSON.stringify(p.lines)}::jsonb, ${p.reason}, ${p.refundNo}, ${p.askedBy}, ${tx.now})
    on conflict do nothing returning ${columns}`);
export const savePaper = (tx: Tx, p: Paper) =>
  one<Paper>(tx, sql`update fapiao.papers set state = ${p.state}, serial = ${p.serial}, number = ${p.number}, buyer_kind = ${p.buyerKind}, buyer_title = ${p.buyerTitle}, buyer_tax_no = ${p.buyerTaxNo}, confirmation_no = ${p.confirmationNo}, file_id = ${p.fileId}, error = ${p.error}, tries = ${p.tries},
    tried_at = ${tx.now}, issued_at = ${p.issuedAt}, version = version + 1 where id = ${p.id} returning ${columns}`);
/** Papers under way whose last try is a while ago; later tries come ever later. */
export const waitingPapers = (tx: Tx) =>
  many<Paper>(tx, sql`select ${columns} from fapiao.papers where state in ('asked', 'waitsForBuyer', 'confirmed') and coalesce(tried_at, asked_at) < ${tx.now}::timestamptz - least(3600, 60 * power(2, least(tries, 6))) * interval '1 second' order by asked_at limit 20`);
