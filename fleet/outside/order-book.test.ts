// Platforms know their orders also after the demo was closed and opened again: what was paid can be refunded, and stays on its bill.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { alipay } from '../../server/platform/outside/alipay.ts';
import { wechatPay } from '../../server/platform/outside/payment.ts';
import { openAlipay } from './alipay-wallet.ts';
import { openWallet } from './wallet.ts';

const dir = mkdtempSync(join(tmpdir(), 'careloop-orders-'));
afterAll(() => rmSync(dir, { recursive: true }));
const now = new Date('2026-11-24T02:00:00Z');
const clock = (): Date => now;

test('WeChat’s orders, with their refunds', async () => {
  const file = join(dir, 'house', 'wechat.json');
  const first = await openWallet('', clock, file);
  await wechatPay(first.merchant).create({ outTradeNo: 'W1', description: 'x', amountFen: 500 });
  first.payQuietly('W1');
  await wechatPay(first.merchant).refund({ outRefundNo: 'R1', outTradeNo: 'W1', refundFen: 200, totalFen: 500 });
  await first.close();
  const again = await openWallet('', clock, file);
  const pay = wechatPay(again.merchant);
  expect(await pay.query('W1')).toMatchObject({ state: 'REFUND', amountFen: 500 });
  expect(await pay.queryRefund({ outRefundNo: 'R1', outTradeNo: 'W1' })).toMatchObject({ amountFen: 200 });
  expect(again.paidOn('2026-11-24')).toEqual([{ no: 'W1', fen: 500 }]);
  await expect(pay.refund({ outRefundNo: 'R2', outTradeNo: 'W1', refundFen: 301, totalFen: 500 })).rejects.toThrow(/NOT_ENOUGH/);
  await again.close();
});

test('Alipay’s orders, with their refunds', async () => {
  const file = join(dir, 'alipay.json');
  const first = await openAlipay('', clock, file);
  await alipay(first.merchant).create({ outTradeNo: 'A1', description: 'x', amountFen: 700 });
  first.payQuietly('A1');
  await first.close();
  const again = await openAlipay('', clock, file);
  const pay = alipay(again.merchant);
  await pay.refund({ outRefundNo: 'R1', outTradeNo: 'A1', refundFen: 700, totalFen: 700 });
  expect(await pay.queryRefund({ outRefundNo: 'R1', outTradeNo: 'A1' })).toMatchObject({ state: 'SUCCESS', amountFen: 700 });
  await again.close();
});
