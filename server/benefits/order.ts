// An order of an owner at a payment platform for a package or a deposit, and its refunds: states with total tables, and facts.
import { fact } from '#platform/facts';
import type { onlineChannels, orderStates, orderedThings } from './api.ts';

export type OnlineChannel = (typeof onlineChannels)[number];
export type OrderState = (typeof orderStates)[number];
export type Order = {
  id: string; brandId: string; ownerId: string; what: (typeof orderedThings)[number]; planId: string | null; vehicleId: string; vin: string; outletId: string; why: string; amountFen: number; outTradeNo: string; channel: OnlineChannel;
  state: OrderState; codeUrl: string | null; transactionId: string | null; askedAt: Date; paidAt: Date | null; boughtId: string | null;
};
export type OrderRefundState = 'asked' | 'processing' | 'done' | 'failed';
export type OrderRefund = { id: string; orderId: string; brandId: string; ownerId: string; outRefundNo: string; amountFen: number; state: OrderRefundState; why: string };

/** An order that failed may still be paid late: money that came is counted. */
export const orderMoves: Record<OrderState, readonly OrderState[]> = { asked: ['created', 'paid', 'failed'], created: ['paid', 'failed'], failed: ['paid'], paid: [] };
export const orderRefundMoves: Record<OrderRefundState, readonly OrderRefundState[]> = { asked: ['processing', 'done', 'failed'], processing: ['done', 'failed'], failed: ['done'], done: [] };
export const isOnline = (channel: string): channel is OnlineChannel => channel === 'wechat' || channel === 'alipay';

export const benefitOrdered = fact<{ orderId: string }>('benefits.ordered');
export const benefitRefundAsked = fact<{ refundId: string }>('benefits.refundAsked');
