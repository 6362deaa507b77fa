// An invoice says what is owed for the approved lines of a visit, by whom, and what became of it. Money moves only by
// signed word of the payment platform; the ledger only grows, and its rows sum to the invoice to the fen.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { invoiceIssued, invoicePaid, paymentAsked, refundAsked, refundMade, type Invoice } from './invoice.ts';
export { askAboutPayments, findInvoice, issueInvoice, placeOrder, placeRefund } from './pay.ts';
