// Statements of invoices, payments, refunds and the ledger.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Invoice, Payment, Refund } from './invoice.ts';

const columns = sql`id, number, brand_id, owner_id, case_id, work_order_id, outlet_id, state, lines, total_fen, owed_fen, paid_fen, refunded_fen, issued_at, paid_at, version`;
const paymentColumns = sql`id, invoice_id, out_trade_no, amount_fen, state, code_url, transaction_id`;
const refundColumns = sql`id, invoice_id, out_refund_no, out_trade_no, amount_fen, state`;

export const invoiceById = (tx: Tx, id: string) => maybe<Invoice>(tx, sql`select ${columns} from invoices.invoices where id = ${id}`);
export const lockInvoice = (tx: Tx, id: string) => maybe<Invoice>(tx, sql`select ${columns} from invoices.invoices where id = ${id} for update`);
export const invoicesOfOwner = (tx: Tx, ownerId: string, caseId?: string) =>
  many<Invoice>(tx, sql`select ${columns} from invoices.invoices where owner_id = ${ownerId} and (${caseId ?? null}::text is null or case_id = ${caseId ?? null}) order by (state = 'issued') desc, issued_at desc limit 50`);
export function listedInvoices(tx: Tx, places: readonly Place[], where: { state?: string; caseId?: string; workOrderId?: string; limit: number }): Promise<Invoice[]> {
  const conditions: Sql[] = [withinPlaces(places, sql`brand_id`, sql`outlet_id`)];
  if (where.state !== undefined) conditions.push(sql`state = ${where.state}`);
  if (where.caseId !== undefined) conditions.push(sql`case_id = ${where.caseId}`);
  if (where.workOrderId !== undefined) conditions.push(sql`work_order_id = ${where.workOrderId}`);
  return many(tx, sql`select ${columns} from invoices.invoices where ${join(conditions, ' and ')} order by issued_at desc limit ${where.limit}`);
}
/** Undefined when the work order has its invoice already. */
export const insertInvoice = (tx: Tx, i: Omit<Invoice, 'paidFen' | 'refundedFen' | 'issuedAt' | 'paidAt' | 'version'>) =>
  maybe<Invoice>(tx, sql`insert into invoices.invoices (id, number, brand_id, owner_id, case_id, work_order_id, outlet_id, state, lines, total_fen, owed_fen, issued_at)
    values (${i.id}, ${i.number}, ${i.brandId}, ${i.ownerId}, ${i.caseId}, ${i.workOrderId}, ${i.outletId}, ${i.state}, ${JSON.stringify(i.lines)}::jsonb, ${i.totalFen}, ${i.owedFen}, ${tx.now})
    on conflict (work_order_id) do nothing returning ${columns}`);
export const saveSums = (tx: Tx, i: Invoice) =>
  one<Invoice>(tx, sql`update invoices.invoices set state = ${i.state}, paid_fen = ${i.paidFen}, refunded_fen = ${i.refundedFen}, paid_at = ${i.paidAt}, version = version + 1 where id = ${i.id} returning ${columns}`);

/** Writes a row of the ledger; false when this reference stands there already. */
export const writeLedger = async (tx: Tx, i: Invoice, kind: 'owed' | 'paid' | 'refunded', amountFen: number, reference: string): Promise<boolean> =>
  (await run(tx, sql`insert into invoices.ledger (invoice_id, brand_id, kind, amount_fen, reference, at) values (${i.id}, ${i.brandId}, ${kind}, ${amountFen}, ${reference}, ${tx.now}) on conflict (kind, reference) do nothing returning 1`)) === 1;
export const ledgerOf = (tx: Tx, invoiceId: string) =>
  many<{ kind: 'owed' | 'paid' | 'refunded'; amountFen: number; reference: string; at: Date }>(tx, sql`select kind, amount_fen, reference, at from invoices.ledger where invoice_id = ${invoiceId} order by id`);

export const openPaymentOf = (tx: Tx, invoiceId: string) => maybe<Payment>(tx, sql`select ${paymentColumns} from invoices.payments where invoice_id = ${invoiceId} and state in ('asked', 'created')`);
export const lastPaymentOf = (tx: Tx, invoiceId: string) => maybe<Payment>(tx, sql`select ${paymentColumns} from invoices.payments where invoice_id = ${invoiceId} order by asked_at desc limit 1`);
/** The payment that a refund of this size can still be taken from: the platform gives back at most what came with it. */
export const paymentToRefund = (tx: Tx, invoiceId: string, amountFen: number) =>
  maybe<Payment>(tx, sql`select ${paymentColumns} from invoices.payments p where invoice_id = ${invoiceId} and state = 'paid'
    and amount_fen - coalesce((select sum(r.amount_fen) from invoices.refunds r where r.out_trade_no = p.out_trade_no and r.state <> 'failed'), 0) >= ${amountFen} order by asked_at desc limit 1`);
export const paymentById = (tx: Tx, id: string) => maybe<Payment>(tx, sql`select ${paymentColumns} from invoices.payments where id = ${id}`);
export const lockPaymentByNo = (tx: Tx, outTradeNo: string) => maybe<Payment>(tx, sql`select ${paymentColumns} from invoices.payments where out_trade_no = ${outTradeNo} for update`);
export const insertPayment = (tx: Tx, i: Invoice, p: { id: string; outTradeNo: string; amountFen: number }) =>
  one<Payment>(tx, sql`insert into invoices.payments (id, invoice_id, brand_id, owner_id, out_trade_no, amount_fen, state, asked_at) values (${p.id}, ${i.id}, ${i.brandId}, ${i.ownerId}, ${p.outTradeNo}, ${p.amountFen}, 'asked', ${tx.now}) returning ${paymentColumns}`);
export const writeCode = (tx: Tx, id: string, codeUrl: string) => run(tx, sql`update invoices.payments set state = 'created', code_url = ${codeUrl} where id = ${id} and state = 'asked'`);
export const writePaymentEnd = (tx: Tx, id: string, state: 'paid' | 'failed', transactionId: string | null) => run(tx, sql`update invoices.payments set state = ${state}, transaction_id = ${transactionId} where id = ${id}`);
/** Payments without news for a while. */
export const silentPayments = (tx: Tx, before: Date) =>
  many<Payment>(tx, sql`update invoices.payments set checked_at = ${tx.now} where id in (select id from invoices.payments where state = 'created' and coalesce(checked_at, asked_at) < ${before} limit 20) returning ${paymentColumns}`);

export const insertRefund = (tx: Tx, i: Invoice, r: { id: string; outRefundNo: string; outTradeNo: string; amountFen: number; why: string; askedBy: string }) =>
  run(tx, sql`insert into invoices.refunds (id, invoice_id, brand_id, out_refund_no, out_trade_no, amount_fen, state, why, asked_by, asked_at)
    values (${r.id}, ${i.id}, ${i.brandId}, ${r.outRefundNo}, ${r.outTradeNo}, ${r.amountFen}, 'asked', ${r.why}, ${r.askedBy}, ${tx.now})`);
export const refundById = (tx: Tx, id: string) => maybe<Refund>(tx, sql`select ${refundColumns} from invoices.refunds where id = ${id}`);
export const lockRefundByNo = (tx: Tx, no: string) => maybe<Refund>(tx, sql`select ${refundColumns} from invoices.refunds where out_refund_no = ${no} for update`);
/** An end that was told meanwhile stays: a refund is on its way only after it was asked. */
export const writeRefundState = (tx: Tx, id: string, state: Refund['state']) => run(tx, sql`update invoices.refunds set state = ${state} where id = ${id} and state <> 'done' and (${state}::text <> 'processing' or state = 'asked')`);
export const pendingRefundFen = async (tx: Tx, invoiceId: string): Promise<number> =>
  (await one<{ fen: number }>(tx, sql`select coalesce(sum(amount_fen), 0)::int as fen from invoices.refunds where invoice_id = ${invoiceId} and state in ('asked', 'processing')`)).fen;
