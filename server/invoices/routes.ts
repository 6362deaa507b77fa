// Operations of invoices on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { listInvoices, myInvoices, payInvoice, paymentNotified, paymentState, refundInvoice, showInvoice } from './pay.ts';

export const routes = serve(api, { myInvoices, payInvoice, paymentState, paymentNotified, listInvoices, showInvoice, refundInvoice });
