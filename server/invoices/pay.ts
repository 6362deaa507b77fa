// Paying by a platform. I2 an outside call never sits inside a person's transaction: asking is committed, the call follows as a
// reaction and may be repeated; I3 a call-back counts once, only as signed, and only for the amount that was asked; I5 what is
// paid beyond what is owed is on record and goes back by itself.
import { benefitPaid } from '#benefits';
import { post } from '#ledger';
import { actorName } from '#platform/actor';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import { portOf, type Notified, type Verdict } from '#platform/outside/payment';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import { acrossWalls, type Tx } from '#platform/tx';
import type { api } from './api.ts';
import { about, atTheTill, invoicePaid, orderEnded, paymentAsked, refundAsked, stateBy, type Channel, type Invoice, type InvoicePayer, type Payment } from './invoice.ts';
import { ofPayment } from './postings.ts';
import { refunded } from './refund.ts';
import { findInvoice, tellOf } from './show.ts';
import { endOtherOrders, insertPayment, insertRefund, invoiceById, lastPaymentOf, lockInvoice, lockPaymentByNo, openPaymentOf, payerById, payersOf, paymentById, saveInvoice, savePayer, silentPayments, writeCode, writePaymentEnd } from './store.ts';

const forPayer = ({ outTradeNo, amountFen, channel, state, codeUrl }: Payment) => ({ outTradeNo, amountFen, channel, state, codeUrl });

/** (I2) */
export async function payInvoice(tx: Tx, input: Input<typeof api.payInvoice>) {
  await findInvoice(tx, input.invoiceId);
  const invoice = (await lockInvoice(tx, input.invoiceId)) ?? refuse('invoiceNotFound', { id: input.invoiceId });
  const owner = (await payersOf(tx, [invoice.id])).find((payer) => payer.kind === 'owner');
  if (owner === undefined || !['issued', 'partlyPaid'].includes(invoice.state) || owner.paidFen >= owner.owedFen) return refuse('nothingToPay');
  const channel = input.channel ?? 'wechat';
  const open = await openPaymentOf(tx, owner.id, channel);
  if (open?.state === 'asked') tx.tell(paymentAsked({ paymentId: open.id })); // the order may have been given up: placing it again is the same order
  if (open !== undefined) return forPayer(open);
  const id = newId();
  const payment = await insertPayment(tx, invoice, { id, payerId: owner.id, outTradeNo: `CL${id.toUpperCase()}`, amountFen: owner.owedFen - owner.paidFen, channel, state: 'asked' });
  tx.tell(paymentAsked({ paymentId: id }));
  tellOf(tx, invoice, 'invoices.pay', { after: { outTradeNo: payment.outTradeNo, amountFen: payment.amountFen, channel } });
  return forPayer(payment);
}

/** A reaction: places the order with the payment platform. The same number again is the same order. */
export async function placeOrder(tx: Tx, body: { paymentId: string }): Promise<void> {
  const payment = await paymentById(tx, body.paymentId);
  if (payment === undefined || payment.state !== 'asked') return;
  const invoice = await invoiceById(tx, payment.invoiceId);
  const { codeUrl } = await portOf(tx, payment.channel).create({ outTradeNo: payment.outTradeNo, amountFen: payment.amountFen, description: `维修结算 ${invoice?.number ?? ''}` });
  await writeCode(tx, payment.id, codeUrl);
  if (invoice !== undefined) tx.announce({ topic: 'invoices', id: invoice.id, brandId: invoice.brandId, ownerId: invoice.ownerId, outletId: invoice.outletId });
}

export async function paymentState(tx: Tx, input: Input<typeof api.paymentState>) {
  const invoice = await findInvoice(tx, input.invoiceId);
  const payment = await lastPaymentOf(tx, invoice.id, input.channel);
  return { payment: payment === undefined ? null : forPayer(payment), invoiceState: invoice.state };
}

/** Orders over another amount than is left are ended, here and at the platform: an owner is asked for what is owed now. */
export async function endOldOrders(tx: Tx, payerId: string, leftFen: number): Promise<void> {
  for (const { id } of await endOtherOrders(tx, payerId, leftFen)) tx.tell(orderEnded({ paymentId: id }));
}
/** A reaction: the platform ends an order; what it was quicker to receive is counted. */
export async function closeOrder(tx: Tx, body: { paymentId: string }): Promise<void> {
  const payment = await paymentById(tx, body.paymentId);
  if (payment?.state !== 'failed') return;
  const port = portOf(tx, payment.channel);
  await port.close(payment.outTradeNo).catch(async (error: unknown) => {
    const now = await port.query(payment.outTradeNo);
    if (now?.state === 'SUCCESS') await received(tx, { outTradeNo: payment.outTradeNo, transactionId: now.transactionId ?? '', amountFen: now.amountFen ?? -1 });
    else if (now?.state === 'NOTPAY' || now?.state === 'USERPAYING') throw error;
  });
}

/** Counts money of a payer: their sums, the invoice's, and the state that follows. */
export async function countPaid(tx: Tx, invoice: Invoice, payer: InvoicePayer, amountFen: number): Promise<Invoice> {
  await savePayer(tx, { ...payer, paidFen: payer.paidFen + amountFen });
  await endOldOrders(tx, payer.id, payer.owedFen - payer.paidFen - amountFen);
  if (!atTheTill(payer)) return saveInvoice(tx, invoice);
  const state = stateBy(await payersOf(tx, [invoice.id]));
  return saveInvoice(tx, { ...invoice, paidFen: invoice.paidFen + amountFen, state, paidAt: invoice.paidAt ?? (state === 'paid' ? tx.now : null) });
}

/** The one way in which a platform's money is counted as received. (I3) */
async function received(tx: Tx, said: { outTradeNo: string; transactionId: string; amountFen: number }): Promise<void> {
  const payment = await lockPaymentByNo(tx, said.outTradeNo);
  if (payment === undefined) return (await benefitPaid(tx, said)) ? undefined : log.warn({ outTradeNo: said.outTradeNo }, 'a payment of an order that is not ours');
  if (said.amountFen !== payment.amountFen) return log.error({ outTradeNo: said.outTradeNo, saidFen: said.amountFen, askedFen: payment.amountFen }, 'a payment of another amount than was asked');
  const invoice = await lockInvoice(tx, payment.invoiceId);
  const payer = await payerById(tx, payment.payerId);
  if (invoice === undefined || payer === undefined) return;
  const counted = await post(tx, {
    kind: 'paid', reference: payment.outTradeNo, brandId: invoice.brandId, outletId: invoice.outletId, ownerId: invoice.ownerId, subject: 'invoices', subjectId: invoice.id, amountFen: payment.amountFen, words: invoice.number,
    postings: ofPayment(invoice, payer, payment.channel, payment.amountFen),
  });
  if (!counted) return;
  await writePaymentEnd(tx, payment.id, 'paid', said.transactionId);
  const saved = await countPaid(tx, invoice, payer, payment.amountFen);
  tellOf(tx, saved, 'invoices.receive', { after: { amountFen: payment.amountFen, transactionId: said.transactionId } });
  const surplusFen = Math.min(payment.amountFen, payer.paidFen + payment.amountFen - payer.owedFen);
  if (surplusFen > 0) await askRefund(tx, saved, payment, surplusFen, '重复支付，多付部分自动退回 / paid twice, the surplus goes back'); // (I5)
  if (saved.state === 'paid' && invoice.state !== 'paid') tx.tell(invoicePaid({ ...about(saved), paidFen: saved.paidFen }));
}

export async function askRefund(tx: Tx, invoice: Invoice, payment: Payment, amountFen: number, why: string): Promise<string> {
  const id = newId();
  await insertRefund(tx, invoice, { id, outRefundNo: `CR${id.toUpperCase()}`, outTradeNo: payment.outTradeNo, channel: payment.channel, amountFen, why, askedBy: actorName(tx.actor) });
  if (payment.channel === 'wechat' || payment.channel === 'alipay') tx.tell(refundAsked({ refundId: id }));
  tellOf(tx, await saveInvoice(tx, invoice), 'invoices.refund', { after: { amountFen, channel: payment.channel }, why });
  return id;
}

function believed(verdict: Verdict<Notified>, call: Call): Notified {
  if (verdict.ok) return verdict.value;
  log.warn({ reason: verdict.reason, ip: call.ip }, 'a payment call-back was not believed');
  return refuse('notANotification', { reason: verdict.reason });
}
const follow = (tx: Tx, said: Notified): Promise<void> => acrossWalls(tx, 'the payment platform speaks for no brand', async () => {
  if (said.what === 'refund') await refunded(tx, said);
  else if (said.state === 'SUCCESS' && said.currency === 'CNY') await received(tx, said);
});

export async function paymentNotified(tx: Tx, _input: Input<typeof api.paymentNotified>, call: Call) {
  await follow(tx, believed(tx.outside.payment.readNotification(call.bytes, call.headers, tx.now), call));
  return { code: 'SUCCESS' };
}
export async function alipayNotified(tx: Tx, _input: Input<typeof api.alipayNotified>, call: Call) {
  await follow(tx, believed(portOf(tx, 'alipay').readNotification(call.bytes, call.headers, tx.now), call));
  return { bytes: Buffer.from('success'), mediaType: 'text/plain; charset=utf-8' };
}

/** A round: asks about payments without news, as a call-back may be lost. */
export async function askAboutPayments(tx: Tx): Promise<void> {
  const silent = new Set<Channel>(); // a platform that is not there is not waited for twenty times: its others come with the next round
  for (const payment of await silentPayments(tx, new Date(tx.now.getTime() - 60_000))) {
    if (silent.has(payment.channel)) continue;
    const asked = await portOf(tx, payment.channel).query(payment.outTradeNo).then((state) => ({ state }), () => undefined);
    if (asked === undefined) silent.add(payment.channel);
    const state = asked?.state;
    if (state?.state === 'SUCCESS') await received(tx, { outTradeNo: payment.outTradeNo, transactionId: state.transactionId ?? '', amountFen: state.amountFen ?? -1 });
    if (state !== undefined && ['CLOSED', 'PAYERROR', 'REVOKED'].includes(state.state)) await writePaymentEnd(tx, payment.id, 'failed', null);
  }
}
