// For tests: a payment platform in memory. It keeps what was ordered, ended and given back, and says what the test lets it say.
import type { Notified, PaymentPort } from '#platform/outside/payment';

export function platformInMemory() {
  const orders = new Map<string, number>();
  const closed = new Set<string>();
  const refunds = new Map<string, { of: string; fen: number }>();
  let said: Notified | undefined;
  const payment: PaymentPort = {
    create: async ({ outTradeNo, amountFen }) => {
      orders.set(outTradeNo, amountFen);
      return { codeUrl: `weixin://${outTradeNo}` };
    },
    query: async () => undefined, queryRefund: async () => undefined, bill: async () => undefined,
    close: async (outTradeNo) => void closed.add(outTradeNo),
    refund: async ({ outRefundNo, outTradeNo, refundFen }) => {
      refunds.set(outRefundNo, { of: outTradeNo, fen: refundFen });
      return { state: 'PROCESSING' };
    },
    readNotification: () => (said === undefined ? { ok: false, reason: 'badSignature' } : { ok: true, value: said }),
  };
  /** Lets the platform say it, to the house's open door. */
  const tellBy = (nobody: { call(operation: 'paymentNotified', input: unknown): Promise<unknown> }) => async (what: Notified): Promise<void> => {
    said = what;
    await nobody.call('paymentNotified', { bytes: Buffer.from('{}'), contentType: 'application/json' });
    said = undefined;
  };
  return { orders, closed, refunds, payment, tellBy };
}
