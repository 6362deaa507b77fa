// What is asked of me of an invoice: my own part until it is paid. What a company pays of it is never asked of me.
import type { Out } from '#client/client';

type Invoice = Pick<Out<'myInvoices'>['invoices'][number], 'state' | 'myOwedFen' | 'myPaidFen'>;

export const isOpen = (invoice: Invoice): boolean => invoice.state === 'issued' || invoice.state === 'partlyPaid';
export const myLeftFen = (invoice: Invoice): number => (isOpen(invoice) ? Math.max(0, invoice.myOwedFen - invoice.myPaidFen) : 0);
