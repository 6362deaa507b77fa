// The invoice and its facts. Money in fen; the ledger's rows sum to what the invoice says.
import { fact } from '#platform/facts';
import type { invoiceStates, paymentStates } from './api.ts';

export type InvoiceState = (typeof invoiceStates)[number];
export type InvoiceLine = { kind: string; code: string; name: string; nameEn: string; quantity: number; unitFen: number; totalFen: number; payType: string; ownerFen: number };
export type Invoice = {
  id: string; number: string; brandId: string; ownerId: string; caseId: string; workOrderId: string; outletId: string; state: InvoiceState; lines: InvoiceLine[];
  totalFen: number; owedFen: number; paidFen: number; refundedFen: number; issuedAt: Date; paidAt: Date | null; version: number;
};
export type Payment = { id: string; invoiceId: string; outTradeNo: string; amountFen: number; state: (typeof paymentStates)[number]; codeUrl: string | null; transactionId: string | null };
export type Refund = { id: string; invoiceId: string; outRefundNo: string; outTradeNo: string; amountFen: number; state: 'asked' | 'processing' | 'done' | 'failed' };

/** What an invoice is, from its sums alone. */
export function stateOf(sums: { owedFen: number; paidFen: number; refundedFen: number }): InvoiceState {
  if (sums.owedFen === 0) return 'settledZero';
  if (sums.paidFen < sums.owedFen) return 'issued';
  if (sums.paidFen - sums.refundedFen >= sums.owedFen) return 'paid';
  return sums.refundedFen < sums.paidFen ? 'partlyRefunded' : 'refunded';
}

type About = { invoiceId: string; caseId: string; workOrderId: string; brandId: string; ownerId: string; outletId: string; owedFen: number };
export const invoiceIssued = fact<About>('invoices.issued');
export const invoicePaid = fact<About & { paidFen: number }>('invoices.paid');
export const refundMade = fact<About & { refundedFen: number }>('invoices.refunded');
export const paymentAsked = fact<{ paymentId: string }>('invoices.paymentAsked');
export const refundAsked = fact<{ refundId: string }>('invoices.refundAsked');
export const about = (one: Invoice): About => ({ invoiceId: one.id, caseId: one.caseId, workOrderId: one.workOrderId, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId, owedFen: one.owedFen });
