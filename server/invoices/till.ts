// At the till: several payers of one invoice, money in cash, by card or by transfer, coupons. I6 what payers owe sums to what the
// invoice owes; I7 nobody pays more than they owe at the till; only cash may leave off less than ten fen, which is on record.
import { drawDeposit, giveCouponBack, takeCoupon } from '#benefits';
import { insurerOf } from '#insurance';
import { post } from '#ledger';
import { billOf } from '#prices';
import { actorName } from '#platform/actor';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { about, atTheTill, invoicePaid, stateOf, type Invoice } from './invoice.ts';
import { countPaid, endOldOrders } from './pay.ts';
import { ofCoupon, ofPayment } from './postings.ts';
import { invoiceToEdit, tellOf } from './show.ts';
import { dropPayer, insertPayer, invoiceById, insertPayment, payersOf, saveInvoice, savePayer } from './store.ts';

const till = ['adviser', 'cashier', 'serviceManager'] as const;

/** (I6) */
export async function splitInvoice(tx: Tx, input: Input<typeof api.splitInvoice>) {
  const invoice = await invoiceToEdit(tx, input, till);
  const payers = (await payersOf(tx, [invoice.id])).filter(atTheTill);
  const owner = payers.find((payer) => payer.kind === 'owner') ?? refuse('payerNotFound');
  if (payers.some((payer) => payer.paidFen > 0)) refuse('paidInPart');
  const companiesFen = input.companies.reduce((sum, one) => sum + one.amountFen, 0);
  if (companiesFen > invoice.owedFen) refuse('payersDoNotAddUp', { field: 'companies' });
  const before = payers.filter((payer) => payer.kind === 'company');
  const moved = [{ account: 'receivable' as const, party: `owner:${invoice.ownerId}`, fen: before.reduce((sum, one) => sum + one.owedFen, 0) - companiesFen }, ...before.map((one) => ({ account: 'receivable' as const, party: `company:${one.id}`, fen: -one.owedFen }))];
  for (const one of before) await dropPayer(tx, one.id);
  for (const one of input.companies) {
    const added = await insertPayer(tx, invoice, { id: newId(), kind: 'company', name: one.name.trim(), taxNo: one.taxNo, owedFen: one.amountFen });
    moved.push({ account: 'receivable', party: `company:${added.id}`, fen: one.amountFen });
  }
  await savePayer(tx, { ...owner, owedFen: invoice.owedFen - companiesFen });
  await endOldOrders(tx, owner.id, invoice.owedFen - companiesFen);
  const saved = await saveInvoice(tx, invoice);
  await post(tx, { kind: 'split', reference: `${saved.id} ${saved.version}`, brandId: saved.brandId, outletId: saved.outletId, ownerId: saved.ownerId, subject: 'invoices', subjectId: saved.id, amountFen: companiesFen, words: input.companies.map((one) => one.name).join('、') || saved.number, postings: moved });
  tellOf(tx, saved, 'invoices.split', { after: { companies: input.companies } });
  return { ok: true as const };
}

/** Takes a coupon off, line by line; a coupon that covers all settles the invoice. */
export async function redeemCoupon(tx: Tx, input: Input<typeof api.redeemCoupon>) {
  const invoice = await invoiceToEdit(tx, input, till);
  if (invoice.couponCode !== null) refuse('couponTakenAlready', { field: 'code' });
  const payers = (await payersOf(tx, [invoice.id])).filter(atTheTill);
  const owner = payers.find((payer) => payer.kind === 'owner') ?? refuse('payerNotFound');
  if (payers.length > 1 || owner.paidFen > 0 || invoice.state !== 'issued') refuse('paidInPart');
  const coupon = await takeCoupon(tx, { brandId: invoice.brandId, code: input.code, ownerId: invoice.ownerId, owedFen: invoice.owedFen, usedFor: invoice.id });
  const bill = billOf(invoice.lines, coupon);
  const changed = { ...invoice, lines: bill.lines.map(({ shares: _shares, ...line }) => line), owedFen: bill.owedFen, couponFen: bill.couponFen, couponCode: input.code.toUpperCase() };
  await savePayer(tx, { ...owner, owedFen: bill.owedFen });
  await endOldOrders(tx, owner.id, bill.owedFen);
  const saved = await saveInvoice(tx, { ...changed, state: stateOf(changed) });
  await post(tx, { kind: 'discounted', reference: saved.id, brandId: saved.brandId, outletId: saved.outletId, ownerId: saved.ownerId, subject: 'invoices', subjectId: saved.id, amountFen: bill.couponFen, words: `${saved.number} ${input.code.toUpperCase()}`, postings: ofCoupon(bill.couponFen, saved.ownerId) });
  tellOf(tx, saved, 'invoices.coupon', { after: { couponFen: bill.couponFen, owedFen: bill.owedFen } });
  if (saved.state === 'settledZero') tx.tell(invoicePaid({ ...about(saved), paidFen: 0 }));
  return { ok: true as const };
}
/** A reaction to money given back: when all of it went back, the coupon is the owner's again. */
export async function couponAfterRefund(tx: Tx, body: { invoiceId: string }): Promise<void> {
  const invoice = await invoiceById(tx, body.invoiceId);
  if (invoice?.state === 'refunded' && invoice.couponCode !== null) await giveCouponBack(tx, invoice.brandId, invoice.couponCode, invoice.id);
}

/** Settles what the owner owes from a deposit of theirs. */
export async function payWithDeposit(tx: Tx, input: Input<typeof api.payWithDeposit>) {
  const invoice = await invoiceToEdit(tx, input, till);
  const payer = (await payersOf(tx, [invoice.id])).find((one) => one.kind === 'owner') ?? refuse('payerNotFound');
  const leftFen = payer.owedFen - payer.paidFen;
  if (leftFen <= 0) refuse('nothingToPay');
  if (input.amountFen > leftFen) refuse('moreThanOwed', { field: 'amountFen', leftFen });
  const deposit = await drawDeposit(tx, input.depositId, invoice, input.amountFen);
  const id = newId();
  const payment = await insertPayment(tx, invoice, { id, payerId: payer.id, outTradeNo: `CD${id.toUpperCase()}`, amountFen: input.amountFen, channel: 'deposit', state: 'paid', receivedBy: actorName(tx.actor), note: deposit.number });
  await post(tx, { kind: 'paid', reference: payment.outTradeNo, brandId: invoice.brandId, outletId: invoice.outletId, ownerId: invoice.ownerId, subject: 'invoices', subjectId: invoice.id, amountFen: input.amountFen, words: deposit.number, postings: ofPayment(invoice, payer, 'deposit', input.amountFen, { depositId: deposit.id }) });
  return settled(tx, await countPaid(tx, invoice, payer, input.amountFen), { amountFen: input.amountFen, channel: 'deposit' });
}
function settled(tx: Tx, saved: Invoice, after: Record<string, unknown>) {
  tellOf(tx, saved, 'invoices.receive', { after });
  if (saved.state === 'paid') tx.tell(invoicePaid({ ...about(saved), paidFen: saved.paidFen }));
  return { ok: true as const };
}

/** (I7) */
export async function receiveMoney(tx: Tx, input: Input<typeof api.receiveMoney>) {
  const invoice = await invoiceToEdit(tx, input, till);
  const payer = (await payersOf(tx, [invoice.id])).find((one) => one.id === input.payerId) ?? refuse('payerNotFound', { field: 'payerId' });
  const direct = payer.kind === 'maker' || (payer.kind === 'insurer' && (await insurerOf(tx, invoice.workOrderId)) !== undefined);
  if (direct) refuse('payerSettlesDirectly', { field: 'payerId' }); // by its claim or its accident, once
  const leftFen = payer.owedFen - payer.paidFen;
  if (leftFen <= 0) refuse('nothingToPay');
  if (input.amountFen > leftFen) refuse('moreThanOwed', { field: 'amountFen', leftFen });
  const roundedFen = input.channel === 'cash' && leftFen - input.amountFen < 10 ? leftFen - input.amountFen : 0;
  const amountFen = input.amountFen + roundedFen;
  const id = newId();
  const payment = await insertPayment(tx, invoice, { id, payerId: payer.id, outTradeNo: `CT${id.toUpperCase()}`, amountFen: input.amountFen, channel: input.channel, state: 'paid', receivedBy: actorName(tx.actor), ...(input.reference === undefined ? {} : { note: input.reference }) });
  await post(tx, {
    kind: 'paid', reference: payment.outTradeNo, brandId: invoice.brandId, outletId: invoice.outletId, ownerId: invoice.ownerId, subject: 'invoices', subjectId: invoice.id, amountFen, words: input.reference ?? invoice.number,
    postings: ofPayment(invoice, payer, input.channel, amountFen, { roundedFen }),
  });
  const saved = await countPaid(tx, invoice, payer, amountFen);
  if (atTheTill(payer)) return settled(tx, saved, { amountFen: input.amountFen, channel: input.channel, roundedFen });
  tellOf(tx, saved, 'invoices.receive', { after: { amountFen: input.amountFen, channel: input.channel } });
  return { ok: true as const };
}
