// One double-entry ledger for all money: every invoice, payment, refund, deposit, package and redemption posts to it. Every
// entry sums to zero (the database refuses others), closed days take no more, and nothing in it is ever changed.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { earned, taxWithin, type Account, type Posting } from './entry.ts';
export { bookingDay, post, repairTax, reverse, type NewEntry } from './post.ts';
export { balanceOf, balancesWithin, closedDays, entriesAbout, entriesWithin, entryById, insertClosedDay, lastClosedDay, lockTill, type ClosedDay, type EntryRow } from './store.ts';
