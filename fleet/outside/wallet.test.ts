import { createServer } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { decryptResource, wechatPay } from '../../server/platform/outside/payment.ts';
import { openWallet } from './wallet.ts';

const wallet = await openWallet('http://127.0.0.1:9/none');
afterAll(() => wallet.close());
const pay = wechatPay(wallet.merchant);

test('the published vector decrypts', () => {
  expect(decryptResource('0123456789abcdef0123456789abcdef', { nonce: '0123456789ab', associated_data: 'transaction', ciphertext: '4ouITzeV7GmUYUbi3WteHWDS5e076h4ZReuqRrqM+N1PXV1boadmhiW9LEO2a7PGvKtw1AMKIESyCxKlSw==' })).toBe('{"out_trade_no":"T1","trade_state":"SUCCESS"}');
});

test('an order is placed, paid, queried and refunded over the wire, each message signed', async () => {
  expect((await pay.create({ outTradeNo: 'T1', description: 'x', amountFen: 12_345 })).codeUrl).toMatch(/^weixin:/);
  expect(await pay.query('T1')).toMatchObject({ state: 'NOTPAY', amountFen: 12_345 });
  wallet.payQuietly('T1');
  expect(await pay.query('T1')).toMatchObject({ state: 'SUCCESS' });
  expect(await pay.query('T2')).toBeUndefined();
  expect(await pay.refund({ outRefundNo: 'R1', outTradeNo: 'T1', refundFen: 345, totalFen: 12_345 })).toEqual({ state: 'PROCESSING' });
  await expect(pay.refund({ outRefundNo: 'R2', outTradeNo: 'T1', refundFen: 12_345, totalFen: 12_345 })).rejects.toThrow('NOT_ENOUGH');
  expect(await pay.refund({ outRefundNo: 'R3', outTradeNo: 'T-of-nobody', refundFen: 1, totalFen: 1 }), 'an order that is not there gives nothing back').toEqual({ state: 'CLOSED' });
});

test('a notification is believed only as signed, whole, and fresh (Y1)', () => {
  const { bytes, headers } = wallet.notificationOf('T1');
  expect(pay.readNotification(bytes, headers, new Date())).toMatchObject({ ok: true, value: { what: 'payment', outTradeNo: 'T1', amountFen: 12_345, currency: 'CNY' } });
  expect(pay.readNotification(Buffer.from(`${Buffer.from(bytes).toString()} `), headers, new Date())).toEqual({ ok: false, reason: 'badSignature' });
  expect(pay.readNotification(bytes, headers, new Date(Date.now() + 301_000))).toEqual({ ok: false, reason: 'badClock' });
  expect(pay.readNotification(bytes, { ...headers, 'wechatpay-serial': 'X' }, new Date())).toEqual({ ok: false, reason: 'unknownSerial' });
  expect(pay.readNotification(bytes, {}, new Date())).toEqual({ ok: false, reason: 'badSignature' });
});

test('what is said to another app or another merchant is not said to us, however well signed (Y3)', () => {
  const { bytes, headers } = wallet.notificationOf('T1');
  for (const other of [{ appid: 'wxother000000001' }, { mchid: '1900000002' }]) {
    expect(wechatPay({ ...wallet.merchant, ...other }).readNotification(bytes, headers, new Date())).toEqual({ ok: false, reason: 'notOurs' });
  }
});

test('a line that the platform had just closed is no failed payment: the request goes out once more', async () => {
  let calls = 0;
  const door = createServer((request, response) => {
    calls++;
    if (calls === 1) return void request.socket.destroy(); // as a platform does that tires of a quiet line
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => void fetch(wallet.merchant.baseUrl + (request.url ?? ''), { method: 'POST', headers: { authorization: request.headers.authorization ?? '' }, body: Buffer.concat(chunks) })
      .then(async (answer) => response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => name.startsWith('wechatpay')))).end(Buffer.from(await answer.arrayBuffer()))));
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port } = door.address() as { port: number };
  expect((await wechatPay({ ...wallet.merchant, baseUrl: `http://127.0.0.1:${port}` }).create({ outTradeNo: 'T5', description: 'x', amountFen: 5 })).codeUrl).toContain('T5');
  expect(calls).toBe(2);
  door.closeAllConnections();
  await new Promise((resolve) => door.close(resolve));
});

test('a stranger’s signature is turned away by the wallet', async () => {
  const other = await openWallet('http://127.0.0.1:9/none');
  await expect(wechatPay({ ...wallet.merchant, privateKeyPem: other.merchant.privateKeyPem }).create({ outTradeNo: 'T9', description: 'x', amountFen: 1 })).rejects.toThrow('401');
  await other.close();
});
