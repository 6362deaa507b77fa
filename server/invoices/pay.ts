// Issuing, paying, refunding. I1 an invoice is made of exactly the approved lines that were done; I2 an outside call never
// sits inside a person's transaction: asking is committed, the call follows as a reaction and may be repeated; I3 a
// call-back counts once, only as signed, and only for the amount that was asked; I4 never more is refunded than was paid;
// I5 what is paid beyond what is owed is on record and goes back by itself.
import { outletsById } from '#network';
import { actorName, holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import { nextNumber } from '#platform/numbers';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import { acrossWalls, type Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import { doneLines, findWorkOrder } from '#workorders';
import type { api } from './api.ts';
import { about, invoiceIssued, invoicePaid, paymentAsked, refundAsked, refundMade, stateOf, type Invoice, type Payment } from './invoice.ts';
import {
  insertInvoice, insertPayment, insertRefund, invoiceById, invoicesOfOwner, lastPaymentOf, ledgerOf, listedInvoices, lockInvoice, lockPaymentByNo, lockRefundByNo, openPaymentOf, paymentById, paymentToRefund, pendingRefundFen,
  refundById, saveSums, silentPayments, writeCode, writeLedger, writePaymentEnd, writeRefundState,
} from './store.ts';

const lookers: readonly Role[] = ['agent', 'adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];
const maySee = (tx: Tx, one: Invoice): boolean => (tx.actor.kind === 'owner' ? one.ownerId === tx.actor.id : holds(tx.actor, lookers, one));
export async function findInvoice(tx: Tx, id: string): Promise<Invoice> {
  const one = await invoiceById(tx, id);
  return one !== undefined && maySee(tx, one) ? one : refuse('invoiceNotFound', { id });
}
const tellOf = (tx: Tx, one: Invoice, action: `invoices.${string}`, more: { after?: unknown; why?: string } = {}): void => {
  tx.record({ action, subject: 'invoices', subjectId: one.id, brandId: one.brandId, version: one.version, ...more });
  tx.announce({ topic: 'invoices', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
};

/** A reaction to finished work. (I1) */
export async function issueInvoice(tx: Tx, body: { workOrderId: string }): Promise<void> {
  const order = await findWorkOrder(tx, body.workOrderId);
  const lines = (await doneLines(tx, order.id)).map(({ kind, code, name, nameEn, quantity, unitFen, totalFen, payType, ownerFen }) => ({ kind, code, name, nameEn, quantity, unitFen, totalFen, payType, ownerFen }));
  const owedFen = lines.reduce((sum, line) => sum + line.ownerFen, 0);
  const issued = await insertInvoice(tx, {
    id: newId(), number: await nextNumber(tx, 'S'), brandId: order.brandId, ownerId: order.ownerId, caseId: order.caseId, workOrderId: order.id, outletId: order.outletId,
    state: stateOf({ owedFen, paidFen: 0, refundedFen: 0 }), lines, totalFen: lines.reduce((sum, line) => sum + line.totalFen, 0), owedFen,
  });
  if (issued === undefined) return;
  await writeLedger(tx, issued, 'owed', owedFen, `invoice ${issued.id}`);
  tx.tell(invoiceIssued(about(issued)));
  tellOf(tx, issued, 'invoices.issue', { after: { totalFen: issued.totalFen, owedFen } });
}

const forPayer = ({ outTradeNo, amountFen, state, codeUrl }: Payment) => ({ outTradeNo, amountFen, state, codeUrl });

/** (I2) */
export async function payInvoice(tx: Tx, input: Input<typeof api.payInvoice>) {
  await findInvoice(tx, input.invoiceId);
  const invoice = (await lockInvoice(tx, input.invoiceId)) ?? refuse('invoiceNotFound', { id: input.invoiceId });
  if (invoice.state !== 'issued') refuse('nothingToPay');
  const open = await openPaymentOf(tx, invoice.id);
  if (open?.state === 'asked') tx.tell(paymentAsked({ paymentId: open.id })); // the order may have been given up: placing it again is the same order
  if (open !== undefined) return forPayer(open);
  const id = newId();
  const payment = await insertPayment(tx, invoice, { id, outTradeNo: `CL${id.toUpperCase()}`, amountFen: invoice.owedFen - invoice.paidFen });
  tx.tell(paymentAsked({ paymentId: id }));
  tellOf(tx, invoice, 'invoices.pay', { after: { outTradeNo: payment.outTradeNo, amountFen: payment.amountFen } });
  return forPayer(payment);
}

/** A reaction: places the order with the payment platform. The same number again is the same order. */
export async function placeOrder(tx: Tx, body: { paymentId: string }): Promise<void> {
  const payment = await paymentById(tx, body.paymentId);
  if (payment === undefined || payment.state !== 'asked') return;
  const invoice = await invoiceById(tx, payment.invoiceId);
  const { codeUrl } = await tx.outside.payment.create({ outTradeNo: payment.outTradeNo, amountFen: payment.amountFen, description: `维修结算 ${invoice?.number ?? ''}` });
  await writeCode(tx, payment.id, codeUrl);
  if (invoice !== undefined) tx.announce({ topic: 'invoices', id: invoice.id, brandId: invoice.brandId, ownerId: invoice.ownerId, outletId: invoice.outletId });
}

export async function paymentState(tx: Tx, input: Input<typeof api.paymentState>) {
  const invoice = await findInvoice(tx, input.invoiceId);
  const payment = await lastPaymentOf(tx, invoice.id);
  return { payment: payment === undefined ? null : forPayer(payment), invoiceState: invoice.state };
}

async function askRefund(tx: Tx, invoice: Invoice, refund: { outTradeNo: string; amountFen: number; why: string }): Promise<void> {
  const id = newId();
  await insertRefund(tx, invoice, { id, outRefundNo: `CR${id.toUpperCase()}`, ...refund, askedBy: actorName(tx.actor) });
  tx.tell(refundAsked({ refundId: id }));
  tellOf(tx, await saveSums(tx, invoice), 'invoices.refund', { after: { amountFen: refund.amountFen }, why: refund.why });
}

/** The one way in which money is counted as received. (I3) */
async function received(tx: Tx, said: { outTradeNo: string; transactionId: string; amountFen: number }): Promise<void> {
  const payment = await lockPaymentByNo(tx, said.outTradeNo);
  if (payment === undefined) return log.warn({ outTradeNo: said.outTradeNo }, 'a payment of an order that is not ours');
  if (said.amountFen !== payment.amountFen) return log.error({ outTradeNo: said.outTradeNo, saidFen: said.amountFen, askedFen: payment.amountFen }, 'a payment of another amount than was asked');
  const invoice = await lockInvoice(tx, payment.invoiceId);
  if (invoice === undefined || !(await writeLedger(tx, invoice, 'paid', payment.amountFen, payment.outTradeNo))) return;
  await writePaymentEnd(tx, payment.id, 'paid', said.transactionId);
  const sums = { ...invoice, paidFen: invoice.paidFen + payment.amountFen };
  const saved = await saveSums(tx, { ...sums, state: stateOf(sums), paidAt: invoice.paidAt ?? tx.now });
  tellOf(tx, saved, 'invoices.receive', { after: { amountFen: payment.amountFen, transactionId: said.transactionId } });
  const surplusFen = Math.min(payment.amountFen, saved.paidFen - saved.owedFen);
  if (surplusFen > 0) return askRefund(tx, saved, { outTradeNo: payment.outTradeNo, amountFen: surplusFen, why: '重复支付，多付部分自动退回 / paid twice, the surplus goes back' }); // (I5)
  tx.tell(invoicePaid({ ...about(saved), paidFen: saved.paidFen }));
}

async function refunded(tx: Tx, said: { outRefundNo: string; state: string; amountFen: number }): Promise<void> {
  const refund = await lockRefundByNo(tx, said.outRefundNo);
  if (refund === undefined || refund.state === 'done') return;
  const invoice = await lockInvoice(tx, refund.invoiceId);
  if (invoice === undefined) return;
  if (said.state !== 'SUCCESS') {
    await writeRefundState(tx, refund.id, 'failed');
    return tellOf(tx, invoice, 'invoices.refundFailed', { after: { amountFen: refund.amountFen, said: said.state } });
  }
  if (said.amountFen !== refund.amountFen) return log.error({ outRefundNo: said.outRefundNo, saidFen: said.amountFen, askedFen: refund.amountFen }, 'a refund of another amount than was asked');
  if (!(await writeLedger(tx, invoice, 'refunded', refund.amountFen, refund.outRefundNo))) return;
  await writeRefundState(tx, refund.id, 'done');
  const sums = { ...invoice, refundedFen: invoice.refundedFen + refund.amountFen };
  const saved = await saveSums(tx, { ...sums, state: stateOf(sums) });
  tx.tell(refundMade({ ...about(saved), refundedFen: refund.amountFen }));
  tellOf(tx, saved, 'invoices.refundDone', { after: { amountFen: refund.amountFen } });
}

export async function paymentNotified(tx: Tx, _input: Input<typeof api.paymentNotified>, call: Call) {
  const verdict = tx.outside.payment.readNotification(call.bytes, call.headers, tx.now);
  if (!verdict.ok) {
    log.warn({ reason: verdict.reason, ip: call.ip }, 'a payment call-back was not believed');
    return refuse('notANotification', { reason: verdict.reason });
  }
  const said = verdict.value;
  await acrossWalls(tx, 'the payment platform speaks for no brand', async () => {
    if (said.what === 'refund') await refunded(tx, said);
    else if (said.state === 'SUCCESS' && said.currency === 'CNY') await received(tx, said);
  });
  return { code: 'SUCCESS' };
}

/** A round: asks about payments without news, as a call-back may be lost. */
export async function askAboutPayments(tx: Tx): Promise<void> {
  for (const payment of await silentPayments(tx, new Date(tx.now.getTime() - 60_000))) {
    const asked = await tx.outside.payment.query(payment.outTradeNo).then((state) => ({ state }), () => undefined);
    if (asked === undefined) return; // a platform that is not there is not waited for twenty times: the others come with the next round
    const { state } = asked;
    if (state?.state === 'SUCCESS') await received(tx, { outTradeNo: payment.outTradeNo, transactionId: state.transactionId ?? '', amountFen: state.amountFen ?? -1 });
    if (state !== undefined && ['CLOSED', 'PAYERROR', 'REVOKED'].includes(state.state)) await writePaymentEnd(tx, payment.id, 'failed', null);
  }
}

/** (I4) */
export async function refundInvoice(tx: Tx, input: Input<typeof api.refundInvoice>) {
  const seen = await findInvoice(tx, input.invoiceId);
  if (!holds(tx.actor, ['serviceManager'], seen)) refuse('notAllowed');
  const invoice = (await lockInvoice(tx, seen.id)) ?? refuse('invoiceNotFound', { id: seen.id });
  if (invoice.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'invoices', invoice.id, input.version) });
  const payment = await paymentToRefund(tx, invoice.id, input.amountFen);
  if (payment === undefined || input.amountFen > invoice.paidFen - invoice.refundedFen - (await pendingRefundFen(tx, invoice.id))) return refuse('refundTooMuch', { field: 'amountFen' });
  await askRefund(tx, invoice, { outTradeNo: payment.outTradeNo, amountFen: input.amountFen, why: input.why });
  return { ok: true as const };
}

/** A reaction: asks the payment platform for the refund; the same number again is the same refund. */
export async function placeRefund(tx: Tx, body: { refundId: string }): Promise<void> {
  const refund = await refundById(tx, body.refundId);
  if (refund === undefined || refund.state !== 'asked') return;
  const payment = await lockPaymentByNo(tx, refund.outTradeNo);
  await tx.outside.payment.refund({ outRefundNo: refund.outRefundNo, outTradeNo: refund.outTradeNo, refundFen: refund.amountFen, totalFen: payment?.amountFen ?? 0 });
  await writeRefundState(tx, refund.id, 'processing');
}

async function shown(tx: Tx, list: readonly Invoice[]) {
  const outlets = await outletsById(tx, list.map((one) => one.outletId));
  const vins = new Map<string, string>();
  for (const one of list) vins.set(one.id, (await findWorkOrder(tx, one.workOrderId)).vin);
  const vehicles = await vehiclesByVin(tx, [...vins.values()]);
  return list.map((one) => ({ ...one, outletName: outlets.get(one.outletId)?.name ?? '', outletNameEn: outlets.get(one.outletId)?.nameEn ?? '', plateNo: vehicles.get(vins.get(one.id) ?? '')?.plateNo ?? null }));
}

export const myInvoices = async (tx: Tx, input: Input<typeof api.myInvoices>) => ({ invoices: tx.actor.kind === 'owner' ? await shown(tx, await invoicesOfOwner(tx, tx.actor.id, input.caseId)) : [] });
export const listInvoices = async (tx: Tx, input: Input<typeof api.listInvoices>) => ({ invoices: await shown(tx, await listedInvoices(tx, placesOf(tx.actor, lookers), { ...input, limit: input.limit ?? 100 })) });
export async function showInvoice(tx: Tx, input: Input<typeof api.showInvoice>) {
  const [invoice] = await shown(tx, [await findInvoice(tx, input.invoiceId)]);
  return { invoice: invoice ?? refuse('invoiceNotFound'), ledger: await ledgerOf(tx, input.invoiceId) };
}
