// An invoice says what is owed for the approved lines of a visit, by whom, and what became of it. Money moves only by
// signed word of a payment platform or by a named person at the till; every movement stands in the ledger, to the fen.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { invoiceIssued, invoicePaid, orderEnded, paymentAsked, refundAsked, refundMade, type Channel, type Invoice, type InvoicePayer } from './invoice.ts';
export { claimGivenUp, claimMadeAgain, claimPaid, claimTakenBack, insurerPaid } from './direct.ts';
export { issueInvoice } from './issue.ts';
export { askAboutPayments, closeOrder, placeOrder } from './pay.ts';
export { askAboutRefunds, placeRefund } from './refund.ts';
export { couponAfterRefund } from './till.ts';
export { findInvoice, invoicesNumbered } from './show.ts';
export { invoiceOfWorkOrder, lockInvoice, movedThrough, movementsByNo, payersOf, paymentsOf, refundsOf, type Moved } from './store.ts';
