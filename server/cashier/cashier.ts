// The cashier's day: the till as our books say it beside what was counted and what the payment platforms' bills say. Days are closed by
// name and stay as they are; every difference is open with a holder and a reason, explained, or has resolved itself.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { billAsked } from './difference.ts';
export { compareBill, fetchBills } from './reconcile.ts';
