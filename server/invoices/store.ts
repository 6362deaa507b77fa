// Statements of invoices, their payers, payments and refunds.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Channel, Invoice, InvoicePayer, Payment, PaymentState, Refund, RefundState } from './invoice.ts';

const columns = sql`id, number, brand_id, owner_id, case_id, work_order_id, outlet_id, vin, state, lines, total_fen, owed_fen, paid_fen, refunded_fen, coupon_fen, coupon_code, tax_fen, tax_basis_points, issued_at, paid_at, version`;
const payerColumns = sql`id, invoice_id, kind, name, tax_no, owed_fen, paid_fen, refunded_fen, borne_fen`;
const paymentColumns = sql`id, invoice_id, payer_id, out_trade_no, amount_fen, channel, state, code_url, transaction_id, paid_at, received_by, note`;
const refundColumns = sql`id, invoice_id, out_refund_no, out_trade_no, amount_fen, channel, state, why`;

export const invoiceById = (tx: Tx, id: string) => maybe<Invoice>(tx, sql`select ${columns} from invoices.invoices where id = ${id}`);
export const invoiceOfWorkOrder = (tx: Tx, workOrderId: string) => maybe<Invoice>(tx, sql`select ${columns} from invoices.invoices where work_order_id = ${workOrderId}`);
export const lockInvoice = (tx: Tx, id: string) => maybe<Invoice>(tx, sql`select ${columns} from invoices.invoices where id = ${id} for update`);
export const lockInvoiceOfOrder = (tx: Tx, workOrderId: string) => maybe<Invoice>(tx, sql`select ${columns} from invoices.invoices where work_order_id = ${workOrderId} for update`);
export const invoicesOfOwner = (tx: Tx, ownerId: string, caseId?: string) =>
  many<Invoice>(tx, sql`select ${columns} from invoices.invoices where owner_id = ${ownerId} and (${caseId ?? null}::text is null or case_id = ${caseId ?? null}) order by (state in ('issued', 'partlyPaid')) desc, issued_at desc limit 50`);
export function listedInvoices(tx: Tx, places: readonly Place[], where: { state?: string; caseId?: string; workOrderId?: string; found?: { number: string; vins: readonly string[] }; after?: { at: Date; id: string }; limit: number }): Promise<Invoice[]> {
  const conditions: Sql[] = [withinPlaces(places, sql`brand_id`, sql`outlet_id`)];
  if (where.state !== undefined) conditions.push(sql`state = ${where.state}`);
  if (where.caseId !== undefined) conditions.push(sql`case_id = ${where.caseId}`);
  if (where.workOrderId !== undefined) conditions.push(sql`work_order_id = ${where.workOrderId}`);
  if (where.found !== undefined) conditions.push(sql`(strpos(number, ${where.found.number}) > 0 or vin = any(${[...where.found.vins]}::text[]))`);
  if (where.after !== undefined) conditions.push(sql`(issued_at, id) < (${where.after.at}::timestamptz, ${where.after.id})`);
  return many(tx, sql`select ${columns} from invoices.invoices where ${join(conditions, ' and ')} order by issued_at desc, id desc limit ${where.limit}`);
}
/** Undefined when the work order has its invoice already. */
export const insertInvoice = (tx: Tx, i: Omit<Invoice, 'paidFen' | 'refundedFen' | 'couponFen' | 'couponCode' | 'issuedAt' | 'paidAt' | 'version'>) =>
  maybe<Invoice>(tx, sql`insert into invoices.invoices (id, number, brand_id, owner_id, case_id, work_order_id, outlet_id, vin, state, lines, total_fen, owed_fen, tax_fen, tax_basis_points, issued_at)
    values (${i.id}, ${i.number}, ${i.brandId}, ${i.ownerId}, ${i.caseId}, ${i.workOrderId}, ${i.outletId}, ${i.vin}, ${i.state}, ${JSON.stringify(i.lines)}::jsonb, ${i.totalFen}, ${i.owedFen}, ${i.taxFen}, ${i.taxBasisPoints}, ${tx.now})
    on conflict (work_order_id) do nothing returning ${columns}`);
export const saveInvoice = (tx: Tx, i: Invoice) =>
  one<Invoice>(tx, sql`update invoices.invoices set state = ${i.state}, lines = ${JSON.stringify(i.lines)}::jsonb, owed_fen = ${i.owedFen}, paid_fen = ${i.paidFen}, refunded_fen = ${i.refundedFen}, coupon_fen = ${i.couponFen}, coupon_code = ${i.couponCode},
    paid_at = ${i.paidAt}, version = version + 1 where id = ${i.id} returning ${columns}`);

export const payersOf = (tx: Tx, invoiceIds: readonly string[]) => many<InvoicePayer>(tx, sql`select ${payerColumns} from invoices.payers where invoice_id = any(${[...invoiceIds]}::text[]) order by kind desc, id`);
export const payerById = (tx: Tx, id: string) => maybe<InvoicePayer>(tx, sql`select ${payerColumns} from invoices.payers where id = ${id}`);
export const insertPayer = (tx: Tx, i: Invoice, p: Pick<InvoicePayer, 'id' | 'kind' | 'name' | 'taxNo' | 'owedFen'>) =>
  one<InvoicePayer>(tx, sql`insert into invoices.payers (id, invoice_id, brand_id, owner_id, kind, name, tax_no, owed_fen) values (${p.id}, ${i.id}, ${i.brandId}, ${i.ownerId}, ${p.kind}, ${p.name}, ${p.taxNo}, ${p.owedFen}) returning ${payerColumns}`);
export const savePayer = (tx: Tx, p: InvoicePayer) => run(tx, sql`update invoices.payers set owed_fen = ${p.owedFen}, paid_fen = ${p.paidFen}, refunded_fen = ${p.refundedFen}, borne_fen = ${p.borneFen} where id = ${p.id}`);
export const dropPayer = (tx: Tx, id: string) => run(tx, sql`delete from invoices.payers where id = ${id} and paid_fen = 0`);

export const openPaymentOf = (tx: Tx, payerId: string, channel: Channel) => maybe<Payment>(tx, sql`select ${paymentColumns} from invoices.payments where payer_id = ${payerId} and channel = ${channel} and state in ('asked', 'created')`);
export const lastPaymentOf = (tx: Tx, invoiceId: string, channel?: 'wechat' | 'alipay') => maybe<Payment>(tx, sql`select ${paymentColumns} from invoices.payments where invoice_id = ${invoiceId} and channel in ('wechat', 'alipay') and (${channel ?? null}::text is null or channel = ${channel ?? null}) order by asked_at desc limit 1`);
export const paymentsOf = (tx: Tx, invoiceId: string) => many<Payment>(tx, sql`select ${paymentColumns} from invoices.payments where invoice_id = ${invoiceId} order by asked_at`);
/** The payment at the till that a refund of this size can still be taken from: the platform gives back at most what came with it. */
/** Payments at the till of which something can still go back, the last first, with how much. */
export const paymentsToRefund = (tx: Tx, invoiceId: string) =>
  many<Payment & { leftFen: number }>(tx, sql`select * from (select ${paymentColumns}, asked_at, (amount_fen - coalesce((select sum(r.amount_fen) from invoices.refunds r where r.out_trade_no = p.out_trade_no and r.state <> 'failed'), 0))::int as left_fen
    from invoices.payments p where invoice_id = ${invoiceId} and state = 'paid' and payer_id in (select y.id from invoices.payers y where y.invoice_id = p.invoice_id and y.kind in ('owner', 'company'))) paid
    where left_fen > 0 order by asked_at desc, id desc`);
/** What came from a payer and did not go back yet; less than they are credited with where cash left off some fen. */
export const moneyLeftFen = async (tx: Tx, payerId: string): Promise<number> =>
  (await one<{ fen: number }>(tx, sql`select (coalesce(sum(p.amount_fen), 0) - coalesce(sum((select sum(r.amount_fen) from invoices.refunds r where r.out_trade_no = p.out_trade_no and r.state = 'done')), 0))::bigint as fen
    from invoices.payments p where p.payer_id = ${payerId} and p.state = 'paid'`)).fen;
export const paymentById = (tx: Tx, id: string) => maybe<Payment>(tx, sql`select ${paymentColumns} from invoices.payments where id = ${id}`);
export const lockPaymentByNo = (tx: Tx, outTradeNo: string) => maybe<Payment>(tx, sql`select ${paymentColumns} from invoices.payments where out_trade_no = ${outTradeNo} for update`);
export const insertPayment = (tx: Tx, i: Invoice, p: { id: string; payerId: string; outTradeNo: string; amountFen: number; channel: Channel; state: 'asked' | 'paid'; receivedBy?: string; note?: string }) =>
  one<Payment>(tx, sql`insert into invoices.payments (id, invoice_id, brand_id, owner_id, payer_id, out_trade_no, amount_fen, channel, state, asked_at, paid_at, received_by, note)
    values (${p.id}, ${i.id}, ${i.brandId}, ${i.ownerId}, ${p.payerId}, ${p.outTradeNo}, ${p.amountFen}, ${p.channel}, ${p.state}, ${tx.now}, ${p.state === 'paid' ? tx.now : null}, ${p.receivedBy ?? null}, ${p.note ?? null}) returning ${paymentColumns}`);
export const writeCode = (tx: Tx, id: string, codeUrl: string) => run(tx, sql`update invoices.payments set state = 'created', code_url = ${codeUrl} where id = ${id} and state = 'asked'`);
export const writePaymentEnd = (tx: Tx, id: string, state: Extract<PaymentState, 'paid' | 'failed'>, transactionId: string | null) =>
  run(tx, sql`update invoices.payments set state = ${state}, transaction_id = ${transactionId}, paid_at = ${state === 'paid' ? tx.now : null} where id = ${id} and state <> 'paid'`);
/** Orders of a payer over another amount than is left end; answers which. */
export const endOtherOrders = (tx: Tx, payerId: string, leftFen: number) =>
  many<{ id: string }>(tx, sql`update invoices.payments set state = 'failed' where payer_id = ${payerId} and state in ('asked', 'created') and amount_fen <> ${leftFen} returning id`);
/** Payments without news for a while. */
export const silentPayments = (tx: Tx, before: Date) =>
  many<Payment>(tx, sql`update invoices.payments set checked_at = ${tx.now} where id in (select id from invoices.payments where state = 'created' and coalesce(checked_at, asked_at) < ${before} limit 20) returning ${paymentColumns}`);

export const insertRefund = (tx: Tx, i: Invoice, r: { id: string; outRefundNo: string; outTradeNo: string; amountFen: number; channel: Channel; why: string; askedBy: string }) =>
  one<Refund>(tx, sql`insert into invoices.refunds (id, invoice_id, brand_id, out_refund_no, out_trade_no, amount_fen, channel, state, why, asked_by, asked_at)
    values (${r.id}, ${i.id}, ${i.brandId}, ${r.outRefundNo}, ${r.outTradeNo}, ${r.amountFen}, ${r.channel}, 'asked', ${r.why}, ${r.askedBy}, ${tx.now}) returning ${refundColumns}`);
export const refundById = (tx: Tx, id: string) => maybe<Refund>(tx, sql`select ${refundColumns} from invoices.refunds where id = ${id}`);
export const refundsOf = (tx: Tx, invoiceId: string) => many<Refund>(tx, sql`select ${refundColumns} from invoices.refunds where invoice_id = ${invoiceId} order by asked_at`);
export const lockRefundByNo = (tx: Tx, no: string) => maybe<Refund>(tx, sql`select ${refundColumns} from invoices.refunds where out_refund_no = ${no} for update`);
/** An end that was told meanwhile stays: a refund is on its way only after it was asked. */
export const writeRefundState = (tx: Tx, id: string, state: RefundState) =>
  run(tx, sql`update invoices.refunds set state = ${state}, done_at = ${state === 'done' ? tx.now : null} where id = ${id} and state <> 'done' and (${state}::text <> 'processing' or state = 'asked')`);
/** Refunds without a last word for a while. */
export const silentRefunds = (tx: Tx, before: Date) => many<Refund>(tx, sql`select ${refundColumns} from invoices.refunds where state in ('asked', 'processing') and channel in ('wechat', 'alipay') and asked_at < ${before} order by asked_at limit 20`);
export const pendingRefundFen = async (tx: Tx, invoiceId: string): Promise<number> =>
  (await one<{ fen: number }>(tx, sql`select coalesce(sum(amount_fen), 0)::int as fen from invoices.refunds where invoice_id = ${invoiceId} and state in ('asked', 'processing')`)).fen;

/** What moved through a channel, by the numbers the channel knows: payments in, refunds out. */
export type Moved = { kind: 'payment' | 'refund'; no: string; amountFen: number; brandId: string; outletId: string; invoiceId: string };
const movements = (payments: Sql, refunds: Sql): Sql => sql`select 'payment' as kind, p.out_trade_no as no, p.amount_fen, i.brand_id, i.outlet_id, i.id as invoice_id from invoices.payments p join invoices.invoices i on i.id = p.invoice_id where p.state = 'paid' and ${payments}
  union all select 'refund', r.out_refund_no, r.amount_fen, i.brand_id, i.outlet_id, i.id from invoices.refunds r join invoices.invoices i on i.id = r.invoice_id where r.state = 'done' and ${refunds} order by 2`;
export const movedThrough = (tx: Tx, channel: Channel, from: Date, until: Date) =>
  many<Moved>(tx, movements(sql`p.channel = ${channel} and p.paid_at >= ${from} and p.paid_at < ${until}`, sql`r.channel = ${channel} and r.done_at >= ${from} and r.done_at < ${until}`));
export const movementsByNo = (tx: Tx, channel: Channel, nos: readonly string[]) =>
  many<Moved>(tx, movements(sql`p.channel = ${channel} and p.out_trade_no = any(${[...nos]}::text[])`, sql`r.channel = ${channel} and r.out_refund_no = any(${[...nos]}::text[])`));
