// A merchant set up by environment and files: what is refused, and that a house so set up pays over the wire.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openWallet } from '../fleet/outside/wallet.ts';
import { readConfig } from './config.ts';
import { readMerchant } from './payment-settings.ts';
import { wechatPay } from './platform/outside/payment.ts';

const wallet = await openWallet();
const dir = mkdtempSync(join(tmpdir(), 'merchant-'));
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await wallet.close();
});
const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};
const { merchant } = wallet;
const settings = {
  WECHAT_PAY_MCHID: merchant.mchid, WECHAT_PAY_APPID: merchant.appid, WECHAT_PAY_SERIAL: '5157F09EFDC096DE15EBE81A47057A72', WECHAT_PAY_PRIVATE_KEY_FILE: file('key.pem', merchant.privateKeyPem),
  WECHAT_PAY_API_V3_KEY_FILE: file('v3', `${merchant.apiV3Key}\n`), WECHAT_PAY_PLATFORM_KEY_FILE: file('platform.pem', merchant.platformPublicKeyPem), WECHAT_PAY_PLATFORM_KEY_ID: merchant.platformSerial,
  WECHAT_PAY_NOTIFY_URL: 'https://care.example.cn/api/payments/notifications', WECHAT_PAY_URL: merchant.baseUrl,
};
const without = (name: keyof typeof settings) => ({ ...settings, [name]: undefined });
const certificate = `-----BEGIN CERTIFICATE-----
MIIDHTCCAgWgAwIBAgIUH1MiR37ckim4k/cn4xgHU3wNKaowDQYJKoZIhvcNAQEL
BQAwHTEbMBkGA1UEAwwScGxhdGZvcm0gb2YgYSB0ZXN0MCAXDTI2MTEyNTIwMDgy
MloYDzIxMjYxMTAxMjAwODIyWjAdMRswGQYDVQQDDBJwbGF0Zm9ybSBvZiBhIHRl
c3QwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDQuDsXXEZEqrjhtem+
LXergAKwuplvipSW8D/k0zs0O0z261z3NUVO2aMKU93zYJZSnuSrQSaPX5GjEOhG
EcoZeRR5Sk9zA2aCJgzU2OwTgjlFuk2jnfBs8dY3azsWPUF/IVmh71qkbmflqHCu
y6J5Zl+KmCxLRbPNoozh9tZ4DstOnZ17q+iRwj+gaS85G+xxdS7TyRQg1DYE16XY
2gYQb4HqzrzJMgBUoptZd4dwmlt1D8KY32Kk6PY4Ec2WM9H4jS7aeox9EQga4446
sALejr5iQaoR9Uz0KrJcSdMus65Cw7AQL0sYHnbDjP+pWDgkJvw5+fSI8q94VelE
BN3tAgMBAAGjUzBRMB0GA1UdDgQWBBS90LVK3xX48LU4ZEWh7jUwFYmqGjAfBgNV
HSMEGDAWgBS90LVK3xX48LU4ZEWh7jUwFYmqGjAPBgNVHRMBAf8EBTADAQH/MA0G
CSqGSIb3DQEBCwUAA4IBAQB0CaaVGgznyQqEdbOdhSWmnee6EihC8+DEi09kvgz9
GuMIOY3rZ3Ld4FxyD5XrJhxbez2TKKRCGnhvIKmc03JksOx2k3vBeaRKVNhyD3Qd
5CfS21os70o3c4taXDAGC+p+0cIfizG3OWtZV/Om2RPwTqNym55sxEv/uQvkNcSj
0GU/K4NAuGdnT6t7RJHJua0mjo1cWEhFzVtV1SPyOzDj9KihvxT/UEKG94s+bQ2k
8GR8uuxDUBkVbTIqrmY+dcC8A0Jvr+h4BhtympY/s9nAcuUo2u7shwkgVxtiWiU3
EJHKaz2PRK1kU/byePXN9mGg8esA02dXw3M/uLxktGbj
-----END CERTIFICATE-----
`;

test('no setting is a house without payment; half of them is refused with the names of what is missing', () => {
  expect(readMerchant({})).toBeUndefined();
  expect(() => readMerchant({ WECHAT_PAY_MCHID: '1900000001' })).toThrow('Payment is set up in part: WECHAT_PAY_APPID, WECHAT_PAY_SERIAL, WECHAT_PAY_PRIVATE_KEY_FILE, WECHAT_PAY_API_V3_KEY_FILE, WECHAT_PAY_PLATFORM_KEY_FILE, WECHAT_PAY_NOTIFY_URL are missing.');
  expect(() => readMerchant(without('WECHAT_PAY_APPID'))).toThrow('WECHAT_PAY_APPID is missing');
  expect(() => readMerchant(without('WECHAT_PAY_PLATFORM_KEY_ID'))).toThrow('a public key needs its id');
});

test.each([
  ['WECHAT_PAY_MCHID', 'shop', 'eight to ten digits'],
  ['WECHAT_PAY_APPID', '1900000001', 'begins with "wx"'],
  ['WECHAT_PAY_SERIAL', 'my certificate', 'hexadecimal'],
  ['WECHAT_PAY_PRIVATE_KEY_FILE', '/nowhere/key.pem', 'cannot be read (ENOENT)'],
  ['WECHAT_PAY_PRIVATE_KEY_FILE', settings.WECHAT_PAY_PLATFORM_KEY_FILE, 'not an RSA private key'],
  ['WECHAT_PAY_API_V3_KEY_FILE', file('short', 'too short'), 'there are 9 bytes in it'],
  ['WECHAT_PAY_PLATFORM_KEY_FILE', settings.WECHAT_PAY_PRIVATE_KEY_FILE, 'neither the platform’s RSA public key nor its certificate'],
  ['WECHAT_PAY_NOTIFY_URL', 'http://care.example.cn/api/payments/notifications', 'must be an https address'],
  ['WECHAT_PAY_NOTIFY_URL', 'https://care.example.cn/api/payments/notifications?from=wx', 'no "?"'],
  ['WECHAT_PAY_NOTIFY_URL', 'https://care.example.cn/', 'must end with /api/payments/notifications'],
  ['WECHAT_PAY_URL', 'payment', 'is not an address'],
])('%s that is %s is refused in a sentence: %s', (name, value, sentence) => {
  const refusal = (() => {
    try {
      return String(readMerchant({ ...settings, [name]: value }));
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(refusal).toContain(name);
  expect(refusal).toContain(sentence);
  expect(refusal).not.toContain(merchant.apiV3Key);
});

test('a platform certificate brings its own serial', () => {
  const read = readMerchant({ ...without('WECHAT_PAY_PLATFORM_KEY_ID'), WECHAT_PAY_PLATFORM_KEY_FILE: file('cert.pem', certificate) });
  expect(read?.platformSerial).toBe('1F5322477EDC9229B893F727E31807537C0D29AA');
  expect(read?.platformPublicKeyPem).toContain('BEGIN PUBLIC KEY');
});

test('a house set up so places orders, hears of payments and refunds, as the platform speaks; the demo does not touch it', async () => {
  const before = { ...process.env };
  Object.assign(process.env, settings);
  try {
    expect(readConfig(['--demo']).merchant).toBeUndefined();
    const read = readConfig(['--empty']).merchant;
    if (read === undefined) throw new Error('the settings were not read');
    expect(read).toMatchObject({ notifyUrl: settings.WECHAT_PAY_NOTIFY_URL, platformSerial: merchant.platformSerial, serialNo: settings.WECHAT_PAY_SERIAL });
    const pay = wechatPay(read);
    expect((await pay.create({ outTradeNo: 'S1', description: '维修', amountFen: 8_800 })).codeUrl).toMatch(/^weixin:/);
    wallet.payQuietly('S1');
    expect(await pay.query('S1')).toMatchObject({ state: 'SUCCESS', amountFen: 8_800 });
    const { bytes, headers } = wallet.notificationOf('S1');
    expect(pay.readNotification(bytes, headers, new Date())).toMatchObject({ ok: true, value: { what: 'payment', outTradeNo: 'S1', amountFen: 8_800 } });
    expect(await pay.refund({ outRefundNo: 'S1-1', outTradeNo: 'S1', refundFen: 800, totalFen: 8_800 })).toEqual({ state: 'PROCESSING' });
  } finally {
    for (const name of Object.keys(settings)) delete process.env[name];
    Object.assign(process.env, before);
  }
});
