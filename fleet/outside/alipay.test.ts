// The Alipay adapter against a counterpart that follows the published protocol, with true keys: signing, verifying, states, refunds
// and the bill; and WeChat Pay's bill likewise.
import { createSign, generateKeyPairSync } from 'node:crypto';
import { writeGb18030 } from '../../libs/gbt32960/gb18030.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { alipay, requestOf, rsa2, signContent, signedPart } from '../../server/platform/outside/alipay.ts';
import { fenOfYuan, readAlipayBill, readWechatBill, yuanOfFen } from '../../server/platform/outside/bills.ts';
import { verified, wechatPay } from '../../server/platform/outside/payment.ts';
import { openAlipay } from './alipay-wallet.ts';
import { openWallet } from './wallet.ts';

const now = new Date('2026-11-24T02:00:00Z');
const wallet = await openAlipay('https://care.example.cn/api/payments/alipay', () => now);
const port = alipay(wallet.merchant);
const wechat = await openWallet('', () => now);
const speaks = wechatPay(wechat.merchant);
afterAll(async () => {
  await wallet.close();
  await wechat.close();
});

describe('a request to Alipay', () => {
  test('is signed over its values that are not empty, by name, as they are', () => {
    const fields = requestOf(wallet.merchant, 'alipay.trade.query', { out_trade_no: 'CL1' }, now);
    expect(fields).toMatchObject({ app_id: '2021000000000001', method: 'alipay.trade.query', format: 'JSON', charset: 'utf-8', sign_type: 'RSA2', timestamp: '2026-11-24 10:00:00', version: '1.0', biz_content: '{"out_trade_no":"CL1"}' });
    expect(signContent(fields)).toBe('app_id=2021000000000001&biz_content={"out_trade_no":"CL1"}&charset=utf-8&format=JSON&method=alipay.trade.query&sign_type=RSA2&timestamp=2026-11-24 10:00:00&version=1.0');
    expect(fields['sign']).toBe(createSign('RSA-SHA256').update(signContent(fields)).sign(wallet.merchant.privateKeyPem, 'base64'));
    expect(signContent({ b: '', a: '1', sign: 'x', sign_type: 'RSA2' }, ['sign', 'sign_type'])).toBe('a=1');
  });
  test('of another key is refused there, and an answer of another key is not believed here', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
    await expect(alipay({ ...wallet.merchant, privateKeyPem: other.privateKey }).create({ outTradeNo: 'CLX', amountFen: 1, description: 'x' })).rejects.toThrow('isv.invalid-signature');
    await expect(alipay({ ...wallet.merchant, alipayPublicKeyPem: other.publicKey }).create({ outTradeNo: 'CLX', amountFen: 1, description: 'x' })).rejects.toThrow('not signed by Alipay');
  });
  test('is believed over the very characters of the answer, whatever stands in them', () => {
    const node = '{"code":"10000","msg":"a \\"quoted\\" } brace","inner":{"x":"{"}}';
    expect(signedPart(`{"alipay_trade_query_response":${node},"alipay_cert_sn":"1","sign":"s"}`, 'alipay_trade_query_response')).toBe(node);
    expect(signedPart('{"other":{}}', 'alipay_trade_query_response')).toBeUndefined();
  });
  test('orders once, pays, gives back in parts by its own numbers and never more than came', async () => {
    const order = { outTradeNo: 'CL1', amountFen: 25_601, description: '维修结算 S2611-00001' };
    expect(await port.create(order)).toEqual({ codeUrl: 'https://qr.alipay.com/CL1' });
    expect(await port.create(order)).toEqual({ codeUrl: 'https://qr.alipay.com/CL1' });
    await expect(port.create({ ...order, amountFen: 1 })).rejects.toThrow('ACQ.CONTEXT_INCONSISTENT');
    expect(await port.query('CL1'), 'nobody scanned it yet').toBeUndefined();
    wallet.payQuietly('CL1');
    expect(await port.query('CL1')).toMatchObject({ state: 'SUCCESS', amountFen: 25_601 });
    const back = { outTradeNo: 'CL1', outRefundNo: 'CR1', refundFen: 601, totalFen: 25_601, why: '多收' };
    expect(await port.refund(back)).toEqual({ state: 'SUCCESS' });
    expect(await port.refund(back), 'the same number again moves nothing').toEqual({ state: 'SUCCESS' });
    expect(await port.queryRefund({ outTradeNo: 'CL1', outRefundNo: 'CR1' })).toEqual({ state: 'SUCCESS', amountFen: 601 });
    expect(await port.queryRefund({ outTradeNo: 'CL1', outRefundNo: 'CR9' })).toBeUndefined();
    await expect(port.refund({ ...back, outRefundNo: 'CR2', refundFen: 25_001 })).rejects.toThrow('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
    await port.create({ ...order, outTradeNo: 'CL2' });
    await port.close('CL2');
  });
});

describe('a form that Alipay sends', () => {
  const read = (bytes: Buffer, at = now) => port.readNotification(bytes, {}, at);
  test('is believed as signed, with the type of signature in it or without', async () => {
    for (const signsType of [false, true]) expect(read(wallet.formOf('CL1', {}, signsType))).toMatchObject({ ok: true, value: { what: 'payment', outTradeNo: 'CL1', state: 'SUCCESS', amountFen: 25_601, currency: 'CNY' } });
    expect(read(wallet.formOf('CL1', { subject: '结算 & 100% +1 = 好' }))).toMatchObject({ ok: true });
  });
  test('is not believed when changed, unsigned, for another app or seller, or from another time; and money given back is no payment', () => {
    const text = wallet.formOf('CL1').toString();
    const no = (reason: string) => ({ ok: false, reason });
    expect(read(Buffer.from(text.replace('total_amount=256.01', 'total_amount=256.02')))).toEqual(no('badSignature'));
    expect(read(Buffer.from(text.replace(/sign=[^&]*/, 'sign=')))).toEqual(no('badSignature'));
    expect(read(Buffer.from(text.replace('sign_type=RSA2', 'sign_type=RSA')))).toEqual(no('badSignature'));
    expect(read(Buffer.from('%%%'))).toEqual(no('badSignature'));
    expect(read(wallet.formOf('CL1', { app_id: '2021' }))).toEqual(no('notOurs'));
    expect(read(wallet.formOf('CL1', { seller_id: '2088' }))).toEqual(no('notOurs'));
    expect(read(wallet.formOf('CL1', { total_amount: 'viel' }))).toEqual(no('unreadable'));
    const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
    expect(read(wallet.formOf('CL1'), hours(25))).toMatchObject({ ok: true });
    expect(read(wallet.formOf('CL1'), hours(27))).toEqual(no('badClock'));
    expect(read(wallet.formOf('CL1'), hours(-0.1))).toEqual(no('badClock'));
    expect(read(wallet.formOf('CL1', { refund_fee: '6.01' }))).toMatchObject({ ok: true, value: { state: 'REFUND' } });
    expect(read(wallet.formOf('CL1', { trade_status: 'WAIT_BUYER_PAY' }))).toMatchObject({ value: { state: 'NOTPAY' } });
  });
});

describe('a bill of the day', () => {
  test('of Alipay comes as a zip in GBK and says by our numbers what moved', async () => {
    wallet.addToBill({ no: 'SHOP1', fen: 990, at: now });
    expect(await port.bill('2026-11-24')).toMatchObject([{ kind: 'payment', no: 'CL1', amountFen: 25_601 }, { kind: 'refund', no: 'CR1', amountFen: 601 }, { kind: 'payment', no: 'SHOP1', amountFen: 990 }]);
    expect(await port.bill('2026-11-23')).toEqual([]);
  });
  test('of WeChat Pay comes packed, is believed by the hash that was signed, and says what moved', async () => {
    await speaks.create({ outTradeNo: 'CLW1', amountFen: 25_600, description: '维修' });
    await speaks.create({ outTradeNo: 'CLW2', amountFen: 100, description: '维修' });
    wechat.payQuietly('CLW1');
    await speaks.refund({ outTradeNo: 'CLW1', outRefundNo: 'CRW1', refundFen: 5_600, totalFen: 25_600, why: '多收' });
    expect(await speaks.queryRefund({ outRefundNo: 'CRW1', outTradeNo: 'CLW1' })).toEqual({ state: 'SUCCESS', amountFen: 5_600 });
    expect(await speaks.queryRefund({ outRefundNo: 'NONE', outTradeNo: 'CLW1' })).toBeUndefined();
    await speaks.close('CLW2');
    expect(await speaks.query('CLW2')).toMatchObject({ state: 'CLOSED' });
    await expect(speaks.close('CLW1')).rejects.toThrow('ORDERPAID');
    expect(await speaks.bill('2026-11-24')).toMatchObject([{ kind: 'payment', no: 'CLW1', amountFen: 25_600, feeFen: 154 }, { kind: 'refund', no: 'CRW1', amountFen: 5_600 }]);
    expect(await speaks.bill('2026-11-20')).toBeUndefined();
  });
  test('that is not as published, or whose sums are not those of its lines, is refused whole', () => {
    const head = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
    const line = '`2026-11-24 10:00:00,`wx1,`19,`0,`,`42,`CL1,`o,`NATIVE,`SUCCESS,`OTHERS,`CNY,`1.00,`0.00,`0,`0,`0.00,`0.00,`,`,`一,二,`,`0.00600,`0.60%,`1.00,`0.00,`';
    const foot = (count: number, sum: string) => `总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n\`${count},\`${sum},\`0.00,\`0.00,\`0.00,\`${sum},\`0.00`;
    expect(readWechatBill(`\uFEFF${head}\n${line}\n${foot(1, '1.00')}\n`)).toMatchObject([{ no: 'CL1', amountFen: 100, feeFen: 1 }]);
    expect(() => readWechatBill(`${head}\n${line}\n${foot(2, '1.00')}`)).toThrow('says 2 trades and has 1');
    expect(() => readWechatBill(`${head}\n${line}\n${foot(1, '2.00')}`)).toThrow('订单总金额');
    expect(() => readWechatBill(`${head}\n${line.replace('SUCCESS', 'MAYBE')}\n${foot(1, '1.00')}`)).toThrow('MAYBE');
    expect(() => readWechatBill('<html>')).toThrow('no trade bill');
    expect(() => readAlipayBill('<html>')).toThrow('no bill of Alipay');
    expect(new TextDecoder('gb18030').decode(writeGb18030('#支付宝业务明细查询'))).toBe('#支付宝业务明细查询');
  });
  test('speaks of yuan, and we of fen, by whole numbers', () => {
    for (const [text, fen] of [['0', 0], ['0.01', 1], ['1.5', 150], ['-0.10', -10], ['88888888.88', 8_888_888_888], ['12.3400', 1234]] as const) expect(fenOfYuan(text)).toBe(fen);
    for (const fen of [0, 1, 99, 100, 101, -5, 123_456_789]) expect(fenOfYuan(yuanOfFen(fen))).toBe(fen);
    for (const text of ['', '1.234', '1,00', 'NaN', '1e3']) expect(() => fenOfYuan(text)).toThrow('no amount');
  });
});

test('while WeChat Pay changes its key, both count, each by its serial', () => {
  const headers = (serial: string) => ({ 'wechatpay-timestamp': String(now.getTime() / 1000), 'wechatpay-nonce': 'n', 'wechatpay-serial': serial, 'wechatpay-signature': rsa2(`${now.getTime() / 1000}\nn\n{}\n`, wallet.merchant.privateKeyPem) });
  const fresh = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const signed = { ...headers('PUB_KEY_ID_2'), 'wechatpay-signature': createSign('RSA-SHA256').update(`${now.getTime() / 1000}\nn\n{}\n`).sign(fresh.privateKey, 'base64') };
  const both = { ...wechat.merchant, otherPlatformKeys: { PUB_KEY_ID_2: fresh.publicKey } };
  expect(verified(both, Buffer.from('{}'), signed, now)).toEqual({ ok: true, value: true });
  expect(verified(wechat.merchant, Buffer.from('{}'), signed, now)).toEqual({ ok: false, reason: 'unknownSerial' });
  expect(verified(both, Buffer.from('{}'), headers('PUB_KEY_ID_2'), now)).toEqual({ ok: false, reason: 'badSignature' });
});
