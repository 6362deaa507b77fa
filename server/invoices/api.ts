// The contract of invoices: what is owed for which approved lines, paying, what the payment platform says, refunds.
import { Done, Fen, Id, Instant, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const invoiceStates = ['issued', 'paid', 'partlyRefunded', 'refunded', 'settledZero'] as const;
export const paymentStates = ['asked', 'created', 'paid', 'failed'] as const;
const lookers = ['agent', 'adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

const InvoiceLine = Type.Object({ kind: Type.String(), code: Type.String(), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), unitFen: Fen, totalFen: Fen, payType: Type.String(), ownerFen: Fen });
export const Invoice = Type.Object({
  id: Id, number: Type.String(), brandId: Id, ownerId: Id, caseId: Id, workOrderId: Id, outletId: Id, outletName: Type.String(), outletNameEn: Type.String(), plateNo: Nullable(Type.String()), state: OneOf(invoiceStates),
  lines: Type.Array(InvoiceLine), totalFen: Fen, owedFen: Fen, paidFen: Fen, refundedFen: Fen, issuedAt: Instant, paidAt: Nullable(Instant), version: Version,
});
const LedgerRow = Type.Object({ kind: OneOf(['owed', 'paid', 'refunded'] as const), amountFen: Fen, reference: Type.String(), at: Instant });

export const refusals = ['invoiceNotFound', 'nothingToPay', 'refundTooMuch', 'notANotification'] as const;

export const api = {
  myInvoices: op({ method: 'GET', path: '/my/invoices', who: ['owner'], summary: 'My invoices, unpaid ones first', input: Type.Object({ caseId: Type.Optional(Id) }), output: Type.Object({ invoices: Type.Array(Invoice) }), refusals: [] }),
  payInvoice: op({
    method: 'POST', path: '/my/invoices/:invoiceId/pay', who: ['owner'], summary: 'Begins paying; the same press twice is one payment',
    input: Type.Object({ invoiceId: Id }), output: Type.Object({ outTradeNo: Type.String(), amountFen: Fen, state: OneOf(paymentStates), codeUrl: Nullable(Type.String()) }), refusals: ['invoiceNotFound', 'nothingToPay'],
  }),
  paymentState: op({
    method: 'GET', path: '/my/invoices/:invoiceId/payment', who: ['owner'], summary: 'How the payment stands', input: Type.Object({ invoiceId: Id }),
    output: Type.Object({ payment: Nullable(Type.Object({ outTradeNo: Type.String(), amountFen: Fen, state: OneOf(paymentStates), codeUrl: Nullable(Type.String()) })), invoiceState: OneOf(invoiceStates) }), refusals: ['invoiceNotFound'],
  }),
  paymentNotified: op({
    method: 'POST', path: '/payments/notifications', who: ['anyone'], raw: true, summary: 'Where the payment platform tells what happened; signed and encrypted',
    input: Type.Object({}), output: Type.Object({ code: Type.String() }), refusals: ['notANotification'],
  }),
  listInvoices: op({ method: 'GET', path: '/invoices', who: [...lookers], summary: 'Invoices of my brands and places, newest first', input: Type.Object({ state: Type.Optional(OneOf(invoiceStates)), caseId: Type.Optional(Id), workOrderId: Type.Optional(Id), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }), output: Type.Object({ invoices: Type.Array(Invoice) }), refusals: [] }),
  showInvoice: op({ method: 'GET', path: '/invoices/:invoiceId', who: [...lookers], summary: 'An invoice with its ledger', input: Type.Object({ invoiceId: Id }), output: Type.Object({ invoice: Invoice, ledger: Type.Array(LedgerRow) }), refusals: ['invoiceNotFound'] }),
  refundInvoice: op({
    method: 'POST', path: '/invoices/:invoiceId/refund', who: ['serviceManager'], summary: 'Gives money back, at most what was paid and not refunded',
    input: Type.Object({ invoiceId: Id, amountFen: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }), why: Words(300), version: Version }), output: Done, refusals: ['invoiceNotFound', 'refundTooMuch'],
  }),
};
