// Alipay set up by environment and files: what is refused, and that a house so set up pays over the wire.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openAlipay } from '../fleet/outside/alipay-wallet.ts';
import { readAlipay } from './alipay-settings.ts';
import { alipay } from './platform/outside/alipay.ts';

const wallet = await openAlipay();
const dir = mkdtempSync(join(tmpdir(), 'alipay-'));
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await wallet.close();
});
const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};
const bare = (pem: string): string => pem.split('\n').filter((line) => !line.startsWith('-----')).join('');
const settings = {
  ALIPAY_APP_ID: wallet.merchant.appId, ALIPAY_SELLER_ID: wallet.merchant.sellerId, ALIPAY_PRIVATE_KEY_FILE: file('key', bare(wallet.merchant.privateKeyPem)), ALIPAY_PUBLIC_KEY_FILE: file('alipay.pem', wallet.merchant.alipayPublicKeyPem),
  ALIPAY_NOTIFY_URL: 'https://care.example.cn/api/payments/alipay', ALIPAY_URL: wallet.merchant.gatewayUrl,
};

test('no setting is a house without Alipay; half of them is refused with the names of what is missing', () => {
  expect(readAlipay({})).toBeUndefined();
  expect(() => readAlipay({ ALIPAY_APP_ID: '2021000000000001' })).toThrow('Alipay is set up in part: ALIPAY_SELLER_ID, ALIPAY_PRIVATE_KEY_FILE, ALIPAY_PUBLIC_KEY_FILE, ALIPAY_NOTIFY_URL are missing.');
});
test.each([
  ['ALIPAY_APP_ID', '1', 'sixteen digits'], ['ALIPAY_SELLER_ID', '1900000000000001', '2088'], ['ALIPAY_PRIVATE_KEY_FILE', '/nowhere/key', 'cannot be read (ENOENT)'], ['ALIPAY_PRIVATE_KEY_FILE', settings.ALIPAY_PUBLIC_KEY_FILE, 'not an RSA private key'],
  ['ALIPAY_PUBLIC_KEY_FILE', file('rubbish', 'rubbish'), 'not an RSA public key'], ['ALIPAY_NOTIFY_URL', 'http://care.example.cn/api/payments/alipay', 'https'], ['ALIPAY_NOTIFY_URL', 'https://care.example.cn/', 'must end with'], ['ALIPAY_URL', 'nonsense', 'not an address'],
])('%s of %s is refused', (name, value, why) => expect(() => readAlipay({ ...settings, [name]: value })).toThrow(why));
test('a house so set up orders over the wire, with the bare key of the key tool', async () => {
  const merchant = readAlipay(settings);
  if (merchant === undefined) throw new Error('no merchant');
  expect(await alipay(merchant).create({ outTradeNo: 'CL1', amountFen: 100, description: '维修' })).toEqual({ codeUrl: 'https://qr.alipay.com/CL1' });
});
