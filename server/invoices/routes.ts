// Operations of invoices on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { alipayNotified, payInvoice, paymentNotified, paymentState } from './pay.ts';
import { givePackageBack, refundInvoice } from './refund.ts';
import { listInvoices, myInvoices, showInvoice } from './show.ts';
import { payWithDeposit, receiveMoney, redeemCoupon, splitInvoice } from './till.ts';

export const routes = serve(api, { myInvoices, payInvoice, paymentState, paymentNotified, alipayNotified, listInvoices, showInvoice, splitInvoice, redeemCoupon, receiveMoney, payWithDeposit, refundInvoice, givePackageBack });
