// The invoice and its facts. Money in fen; the ledger's entries sum to what the invoice says. The moves of invoices,
// payments and refunds stand in total tables.
import { fact } from '#platform/facts';
import type { invoiceStates, payerKinds, paymentChannels, paymentStates } from './api.ts';

export type InvoiceState = (typeof invoiceStates)[number];
export type PaymentState = (typeof paymentStates)[number];
export type Channel = (typeof paymentChannels)[number];
export type InvoiceLine = {
  kind: string; code: string; name: string; nameEn: string; quantity: number; unitFen: number; totalFen: number; payType: string; ownerFen: number; makerFen: number; couponFen: number;
};
export type Invoice = {
  id: string; number: string; brandId: string; ownerId: string; caseId: string; workOrderId: string; outletId: string; vin: string; state: InvoiceState; lines: InvoiceLine[];
  totalFen: number; owedFen: number; paidFen: number; refundedFen: number; couponFen: number; couponCode: string | null; taxFen: number; taxBasisPoints: number; issuedAt: Date; paidAt: Date | null; version: number;
};
export type InvoicePayer = { id: string; invoiceId: string; kind: (typeof payerKinds)[number]; name: string; taxNo: string | null; owedFen: number; paidFen: number; refundedFen: number; borneFen: number };
export type Payment = {
  id: string; invoiceId: string; payerId: string; outTradeNo: string; amountFen: number; channel: Channel; state: PaymentState; codeUrl: string | null; transactionId: string | null; paidAt: Date | null; receivedBy: string | null; note: string | null;
};
export type RefundState = 'asked' | 'processing' | 'done' | 'failed';
export type Refund = { id: string; invoiceId: string; outRefundNo: string; outTradeNo: string; amountFen: number; channel: Channel; state: RefundState; why: string };

/** What an invoice is, from its sums alone. */
export function stateOf(sums: { owedFen: number; paidFen: number; refundedFen: number }): InvoiceState {
  if (sums.owedFen === 0) return 'settledZero';
  if (sums.paidFen === 0) return 'issued';
  if (sums.paidFen < sums.owedFen) return 'partlyPaid';
  if (sums.paidFen - sums.refundedFen >= sums.owedFen) return 'paid';
  return sums.refundedFen < sums.paidFen ? 'partlyRefunded' : 'refunded';
}

/** What it is by what each payer at the till owes: what one gave too much is nobody else's, until it goes back. */
export function stateBy(payers: readonly InvoicePayer[]): InvoiceState {
  const till = payers.filter(atTheTill);
  const sum = (of: (payer: InvoicePayer) => number): number => till.reduce((fen, payer) => fen + of(payer), 0);
  return stateOf({ owedFen: sum((one) => one.owedFen), paidFen: sum((one) => Math.min(one.paidFen, one.owedFen)), refundedFen: sum((one) => Math.max(0, one.refundedFen - Math.max(0, one.paidFen - one.owedFen))) });
}

/** From each state, where money may take it; a late second payment makes what was given back paid again, until it goes back too. */
export const invoiceMoves: Record<InvoiceState, readonly InvoiceState[]> = {
  issued: ['partlyPaid', 'paid', 'settledZero'],
  partlyPaid: ['paid'],
  paid: ['partlyRefunded', 'refunded'],
  partlyRefunded: ['paid', 'refunded'],
  refunded: ['paid', 'partlyRefunded'],
  settledZero: [],
};
/** An order that failed may still be paid late: money that came is counted. */
export const paymentMoves: Record<PaymentState, readonly PaymentState[]> = { asked: ['created', 'paid', 'failed'], created: ['paid', 'failed'], failed: ['paid'], paid: [] };
export const refundMoves: Record<RefundState, readonly RefundState[]> = { asked: ['processing', 'done', 'failed'], processing: ['done', 'failed'], failed: ['done'], done: [] };
/** Out of which payments an amount goes back: out of one if one is enough, the last such; otherwise out of the last ones until it is whole. Undefined when all together are not enough. */
export function splitRefund<P extends { leftFen: number }>(latestFirst: readonly P[], amountFen: number): { payment: P; fen: number }[] | undefined {
  const single = latestFirst.find((one) => one.leftFen >= amountFen);
  if (single !== undefined) return [{ payment: single, fen: amountFen }];
  const parts: { payment: P; fen: number }[] = [];
  let left = amountFen;
  for (const payment of latestFirst) {
    const fen = Math.min(left, payment.leftFen);
    if (fen > 0) parts.push({ payment, fen });
    left -= fen;
  }
  return left > 0 ? undefined : parts;
}
/** Those who pay at the till; the others settle directly. */
export const atTheTill = (payer: Pick<InvoicePayer, 'kind'>): boolean => payer.kind === 'owner' || payer.kind === 'company';

type About = { invoiceId: string; caseId: string; workOrderId: string; brandId: string; ownerId: string; outletId: string; owedFen: number };
export const invoiceIssued = fact<About>('invoices.issued');
export const invoicePaid = fact<About & { paidFen: number }>('invoices.paid');
export const refundMade = fact<About & { refundedFen: number }>('invoices.refunded');
export const paymentAsked = fact<{ paymentId: string }>('invoices.paymentAsked');
/** An order over what is no longer owed is not to be paid any more. */
export const orderEnded = fact<{ paymentId: string }>('invoices.orderEnded');
export const refundAsked = fact<{ refundId: string }>('invoices.refundAsked');
export const about = (one: Invoice): About => ({ invoiceId: one.id, caseId: one.caseId, workOrderId: one.workOrderId, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId, owedFen: one.owedFen });
