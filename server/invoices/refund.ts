// Money given back. I4 never more is refunded than was paid, by whatever way and however often it is pressed or said; what came
// over a platform goes back by its signed word, what came to the till goes back at the till.
import { benefitRefunded, depositChannel, giveTimesBack, isOnline, refillDeposit } from '#benefits';
import { earned, entriesAbout, post } from '#ledger';
import type { Input } from '#platform/contract';
import { log } from '#platform/log';
import { portOf } from '#platform/outside/payment';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { about, atTheTill, refundAsked, refundMade, splitRefund, stateBy, type Channel, type Refund } from './invoice.ts';
import { askRefund } from './pay.ts';
import { ofRefund, partyOf } from './postings.ts';
import { invoiceToEdit, tellOf } from './show.ts';
import { lockInvoice, lockPaymentByNo, lockRefundByNo, moneyLeftFen, payerById, payersOf, paymentsToRefund, pendingRefundFen, refundById, saveInvoice, savePayer, silentRefunds, writeRefundState } from './store.ts';

/** (I4) */
export async function refundInvoice(tx: Tx, input: Input<typeof api.refundInvoice>) {
  const invoice = await invoiceToEdit(tx, input, ['serviceManager']);
  const payments = await paymentsToRefund(tx, invoice.id);
  const parts = splitRefund(payments, input.amountFen);
  if (parts === undefined || invoice.paidFen < invoice.owedFen || input.amountFen > invoice.paidFen - invoice.refundedFen - (await pendingRefundFen(tx, invoice.id))) return refuse('refundTooMuch', { field: 'amountFen' });
  for (const { payment, fen } of parts) {
    const channel = payment.channel === 'deposit' ? await wayOfDeposit(tx, payment.note ?? '') : payment.channel;
    const current = (await lockInvoice(tx, invoice.id)) ?? refuse('invoiceNotFound', { id: invoice.id });
    const asked = await refundById(tx, await askRefund(tx, current, { ...payment, channel }, fen, input.why));
    if (asked !== undefined && channel !== 'wechat' && channel !== 'alipay') await givenBack(tx, asked);
  }
  return { ok: true as const };
}

/** A deposit goes back as it came to the till; one that was paid online is filled again, and goes back from there. */
async function wayOfDeposit(tx: Tx, number: string): Promise<Channel> {
  const channel = await depositChannel(tx, number);
  return isOnline(channel) ? 'deposit' : channel;
}

/** The times are the owner's again: what they were worth is owed in service once more, and is no longer earned. */
export async function givePackageBack(tx: Tx, input: Input<typeof api.givePackageBack>) {
  const invoice = await invoiceToEdit(tx, input, ['serviceManager']);
  const back = await giveTimesBack(tx, invoice.workOrderId);
  if (back.length === 0) return refuse('packageNotUsed');
  const fen = back.reduce((sum, one) => sum + one.valueFen, 0);
  const saved = await saveInvoice(tx, invoice);
  await post(tx, {
    kind: 'packageGivenBack', reference: `${invoice.id} ${saved.version}`, brandId: invoice.brandId, outletId: invoice.outletId, ownerId: invoice.ownerId, subject: 'invoices', subjectId: invoice.id, amountFen: fen, words: `${invoice.number} ${input.why.trim()}`,
    postings: [...back.map((one) => ({ account: 'packages' as const, party: one.packageId, fen: -one.valueFen })), ...earned(-fen, invoice.taxBasisPoints, 'refund')],
  });
  tellOf(tx, saved, 'invoices.givePackageBack', { after: { times: back.length, fen }, why: input.why.trim() });
  return { ok: true as const };
}

/** A reaction: asks the payment platform for the refund; the same number again is the same refund. */
export async function placeRefund(tx: Tx, body: { refundId: string }): Promise<void> {
  const refund = await refundById(tx, body.refundId);
  if (refund === undefined || refund.state !== 'asked') return;
  const payment = await lockPaymentByNo(tx, refund.outTradeNo);
  const { state } = await portOf(tx, refund.channel).refund({ outRefundNo: refund.outRefundNo, outTradeNo: refund.outTradeNo, refundFen: refund.amountFen, totalFen: payment?.amountFen ?? 0, why: refund.why });
  if (state === 'CLOSED') return refunded(tx, { outRefundNo: refund.outRefundNo, state, amountFen: refund.amountFen });
  await writeRefundState(tx, refund.id, 'processing');
  if (refund.channel === 'alipay' && state === 'SUCCESS') await refunded(tx, { outRefundNo: refund.outRefundNo, state, amountFen: refund.amountFen }); // Alipay answers at once
}

/** What a platform said became of a refund. */
export async function refunded(tx: Tx, said: { outRefundNo: string; state: string; amountFen: number }): Promise<void> {
  const refund = await lockRefundByNo(tx, said.outRefundNo);
  if (refund === undefined) return void (await benefitRefunded(tx, said));
  if (refund.state === 'done') return;
  if (said.state !== 'SUCCESS') {
    const invoice = await lockInvoice(tx, refund.invoiceId);
    await writeRefundState(tx, refund.id, 'failed');
    return invoice === undefined ? undefined : tellOf(tx, invoice, 'invoices.refundFailed', { after: { amountFen: refund.amountFen, said: said.state } });
  }
  if (said.amountFen !== refund.amountFen) return log.error({ outRefundNo: said.outRefundNo, saidFen: said.amountFen, askedFen: refund.amountFen }, 'a refund of another amount than was asked');
  await givenBack(tx, refund);
}

/** A round: asks about refunds without a last word, as a call-back may be lost; one that the platform knows nothing of is asked for again. */
export async function askAboutRefunds(tx: Tx): Promise<void> {
  const silent = new Set<string>();
  for (const refund of await silentRefunds(tx, new Date(tx.now.getTime() - 5 * 60_000))) {
    if (silent.has(refund.channel)) continue;
    const asked = await portOf(tx, refund.channel).queryRefund(refund).then((said) => ({ said }), () => undefined);
    if (asked === undefined) silent.add(refund.channel);
    else if (asked.said === undefined && refund.state === 'asked') tx.tell(refundAsked({ refundId: refund.id }));
    else if (asked.said !== undefined && asked.said.state !== 'PROCESSING') await refunded(tx, { outRefundNo: refund.outRefundNo, ...asked.said });
  }
}

/** Counts money that went back, once. */
async function givenBack(tx: Tx, refund: Refund): Promise<void> {
  const invoice = await lockInvoice(tx, refund.invoiceId);
  const payment = await lockPaymentByNo(tx, refund.outTradeNo);
  const payer = payment === undefined ? undefined : await payerById(tx, payment.payerId);
  if (invoice === undefined || payer === undefined) return;
  const roundedFen = (await moneyLeftFen(tx, payer.id)) === refund.amountFen ? payer.paidFen - payer.refundedFen - refund.amountFen : 0;
  const amountFen = refund.amountFen + roundedFen;
  const receivableFen = (await entriesAbout(tx, invoice.id)).flatMap((entry) => entry.postings).filter((one) => one.account === 'receivable' && one.party === partyOf(payer, invoice)).reduce((fen, one) => fen + one.fen, 0);
  const counted = await post(tx, {
    kind: 'refunded', reference: refund.outRefundNo, brandId: invoice.brandId, outletId: invoice.outletId, ownerId: invoice.ownerId, subject: 'invoices', subjectId: invoice.id, amountFen, words: refund.why,
    postings: ofRefund(invoice, payer, refund.channel, refund.amountFen, { receivableFen, roundedFen, ...(refund.channel === 'deposit' ? { depositId: await refillDeposit(tx, payment?.note ?? '', refund.amountFen) } : {}) }),
  });
  if (!counted) return;
  await writeRefundState(tx, refund.id, 'done');
  await savePayer(tx, { ...payer, refundedFen: payer.refundedFen + amountFen });
  const refundedFen = invoice.refundedFen + (atTheTill(payer) ? amountFen : 0);
  const saved = await saveInvoice(tx, { ...invoice, refundedFen, state: stateBy(await payersOf(tx, [invoice.id])) });
  tx.tell(refundMade({ ...about(saved), refundedFen: refund.amountFen }));
  tellOf(tx, saved, 'invoices.refundDone', { after: { amountFen: refund.amountFen } });
}
