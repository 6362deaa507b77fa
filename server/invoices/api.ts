// The contract of invoices: what is owed for which approved lines and by whom, paying at the till or by a platform, coupons, several
// payers, what the payment platforms say, refunds.
import { Bytes, Done, Fen, Id, Instant, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';

export const invoiceStates = ['issued', 'partlyPaid', 'paid', 'partlyRefunded', 'refunded', 'settledZero'] as const;
export const paymentStates = ['asked', 'created', 'paid', 'failed'] as const;
export const refundStates = ['asked', 'processing', 'done', 'failed'] as const;
export const paymentChannels = ['wechat', 'alipay', 'cash', 'card', 'bankTransfer', 'deposit'] as const;
export const payerKinds = ['owner', 'company', 'maker', 'insurer'] as const;
const platforms = ['wechat', 'alipay'] as const;
const counterChannels = ['cash', 'card', 'bankTransfer'] as const;
const till = ['adviser', 'cashier', 'serviceManager'] as const;
const lookers = ['agent', 'adviser', 'cashier', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

const InvoiceLine = Type.Object({ kind: Type.String(), code: Type.String(), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), unitFen: Fen, totalFen: Fen, payType: Type.String(), ownerFen: Fen, couponFen: Fen });
export const Invoice = Type.Object({
  id: Id, number: Type.String(), brandId: Id, ownerId: Id, caseId: Id, workOrderId: Id, outletId: Id, outletName: Type.String(), outletNameEn: Type.String(), plateNo: Nullable(Type.String()), state: OneOf(invoiceStates),
  lines: Type.Array(InvoiceLine), totalFen: Fen, owedFen: Fen, paidFen: Fen, refundedFen: Fen, couponFen: Fen, couponCode: Nullable(Type.String()), taxFen: Fen, taxBasisPoints: Type.Integer(), issuedAt: Instant, paidAt: Nullable(Instant), version: Version,
});
/** With the owner's own part: what a company pays of it is not asked of them. */
export const OwnersInvoice = Type.Object({ ...Invoice.properties, myOwedFen: Fen, myPaidFen: Fen });
const LedgerRow = Type.Object({ kind: Type.String(), amountFen: Fen, reference: Type.String(), at: Instant });
const Payer = Type.Object({ id: Id, kind: OneOf(payerKinds), name: Type.String(), taxNo: Nullable(Type.String()), owedFen: Fen, paidFen: Fen, refundedFen: Fen, borneFen: Fen });
const PaymentRow = Type.Object({ id: Id, payerId: Id, outTradeNo: Type.String(), amountFen: Fen, channel: OneOf(paymentChannels), state: OneOf(paymentStates), paidAt: Nullable(Instant), receivedBy: Nullable(Type.String()), note: Nullable(Type.String()) });
const RefundRow = Type.Object({ id: Id, outRefundNo: Type.String(), amountFen: Fen, channel: OneOf(paymentChannels), state: OneOf(refundStates), why: Type.String() });
const PaymentNow = Type.Object({ outTradeNo: Type.String(), amountFen: Fen, channel: OneOf(paymentChannels), state: OneOf(paymentStates), codeUrl: Nullable(Type.String()) });
const Amount = Type.Integer({ minimum: 1, maximum: 2_000_000_000 });
/** Unified social credit code or taxpayer number. */
const TaxNo = Type.String({ pattern: '^[0-9A-Z]{15,20}$' });
const at = { invoiceId: Id, version: Version };

export const refusals = ['invoiceNotFound', 'nothingToPay', 'refundTooMuch', 'packageNotUsed', 'notANotification', 'payerNotFound', 'moreThanOwed', 'payersDoNotAddUp', 'paidInPart', 'couponTakenAlready', 'payerSettlesDirectly'] as const;

const owned = {
  myInvoices: op({ method: 'GET', path: '/my/invoices', who: ['owner'], summary: 'My invoices, unpaid ones first', input: Type.Object({ caseId: Type.Optional(Id) }), output: Type.Object({ invoices: Type.Array(OwnersInvoice) }), refusals: [] }),
  payInvoice: op({
    method: 'POST', path: '/my/invoices/:invoiceId/pay', who: ['owner'], summary: 'Begins paying; the same press twice is one payment',
    input: Type.Object({ invoiceId: Id, channel: Type.Optional(OneOf(platforms)) }), output: PaymentNow, refusals: ['invoiceNotFound', 'nothingToPay'],
  }),
  paymentState: op({
    method: 'GET', path: '/my/invoices/:invoiceId/payment', who: ['owner'], summary: 'How the payment stands, the last one or the last by a channel', input: Type.Object({ invoiceId: Id, channel: Type.Optional(OneOf(platforms)) }),
    output: Type.Object({ payment: Nullable(PaymentNow), invoiceState: OneOf(invoiceStates) }), refusals: ['invoiceNotFound'],
  }),
};
const told = {
  paymentNotified: op({
    method: 'POST', path: '/payments/notifications', who: ['anyone'], raw: true, summary: 'Where WeChat Pay tells what happened; signed and encrypted',
    input: Type.Object({}), output: Type.Object({ code: Type.String() }), refusals: ['notANotification'],
  }),
  alipayNotified: op({
    method: 'POST', path: '/payments/alipay', who: ['anyone'], raw: true, sendsBytes: true, summary: 'Where Alipay tells what happened; a signed form, answered with the word "success"',
    input: Type.Object({}), output: Bytes, refusals: ['notANotification'],
  }),
};
const atTheDesk = {
  listInvoices: op({ method: 'GET', path: '/invoices', who: [...lookers], summary: 'Invoices of my brands and places, newest first; found by their number, a plate or the end of a VIN', input: Type.Object({ state: Type.Optional(OneOf(invoiceStates)), caseId: Type.Optional(Id), workOrderId: Type.Optional(Id), find: Type.Optional(Words(40)), ...page }), output: Type.Object({ invoices: Type.Array(Invoice), next: Nullable(Type.String()) }), refusals: [] }),
  showInvoice: op({
    method: 'GET', path: '/invoices/:invoiceId', who: [...lookers], summary: 'An invoice with its payers, payments, refunds and ledger', input: Type.Object({ invoiceId: Id }),
    output: Type.Object({ invoice: Invoice, vehicleId: Id, ledger: Type.Array(LedgerRow), payers: Type.Array(Payer), payments: Type.Array(PaymentRow), refunds: Type.Array(RefundRow) }), refusals: ['invoiceNotFound'],
  }),
  splitInvoice: op({
    method: 'POST', path: '/invoices/:invoiceId/split', who: [...till], summary: 'Companies that pay a part of what the owner owes; the owner pays the rest',
    input: Type.Object({ ...at, companies: Type.Array(Type.Object({ name: Words(100), taxNo: Nullable(TaxNo), amountFen: Amount }), { maxItems: 5 }) }), output: Done, refusals: ['invoiceNotFound', 'payersDoNotAddUp', 'paidInPart'],
  }),
  redeemCoupon: op({
    method: 'POST', path: '/invoices/:invoiceId/coupon', who: ['owner', ...till], summary: 'Takes a coupon off what the owner owes, line by line',
    input: Type.Object({ ...at, code: Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' }) }), output: Done, refusals: ['invoiceNotFound', 'couponTakenAlready', 'paidInPart', 'couponNotValid'],
  }),
  receiveMoney: op({
    method: 'POST', path: '/invoices/:invoiceId/receive', who: [...till], summary: 'Money at the till or by transfer, from one of the payers; cash may leave off less than ten fen',
    input: Type.Object({ ...at, payerId: Id, channel: OneOf(counterChannels), amountFen: Amount, reference: Type.Optional(Words(60)) }), output: Done, refusals: ['invoiceNotFound', 'payerNotFound', 'nothingToPay', 'moreThanOwed', 'payerSettlesDirectly'],
  }),
  payWithDeposit: op({
    method: 'POST', path: '/invoices/:invoiceId/deposit', who: [...till], summary: 'Settles what the owner owes from a deposit of theirs', input: Type.Object({ ...at, depositId: Id, amountFen: Amount }), output: Done, refusals: ['invoiceNotFound', 'depositNotFound', 'depositTooSmall', 'nothingToPay', 'moreThanOwed'],
  }),
  refundInvoice: op({
    method: 'POST', path: '/invoices/:invoiceId/refund', who: ['serviceManager'], summary: 'Gives money back, at most what was paid and not refunded',
    input: Type.Object({ ...at, amountFen: Amount, why: Words(300) }), output: Done, refusals: ['invoiceNotFound', 'refundTooMuch'],
  }),
  givePackageBack: op({
    method: 'POST', path: '/invoices/:invoiceId/package-back', who: ['serviceManager'], summary: 'Gives back the package times that this invoice used up, with or without money going back',
    input: Type.Object({ ...at, why: Words(300) }), output: Done, refusals: ['invoiceNotFound', 'packageNotUsed', 'packageReturned'],
  }),
};
export const api = { ...owned, ...told, ...atTheDesk };
