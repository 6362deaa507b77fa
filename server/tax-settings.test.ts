// The tax platform set up by environment and file: what is refused.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTaxAccount } from './tax-settings.ts';

const dir = mkdtempSync(join(tmpdir(), 'tax-'));
afterAll(() => rmSync(dir, { recursive: true }));
const secretFile = join(dir, 'secret');
writeFileSync(secretFile, ' tidal-plate \n');
const settings = { TAX_PLATFORM_URL: 'https://tax.example.cn/v1/', TAX_PLATFORM_KEY_ID: 'k1', TAX_PLATFORM_SECRET_FILE: secretFile, TAX_PLATFORM_SELLER_TAX_NO: '91310000MA1K00000X' };

test('all or nothing is a house with or without tax invoices, half of it is refused with the names of what is missing', () => {
  expect(readTaxAccount({})).toBeUndefined();
  expect(readTaxAccount(settings)).toEqual({ baseUrl: 'https://tax.example.cn/v1', keyId: 'k1', secret: 'tidal-plate', sellerTaxNo: '91310000MA1K00000X' });
  expect(() => readTaxAccount({ ...settings, TAX_PLATFORM_KEY_ID: '' })).toThrow('TAX_PLATFORM_KEY_ID is missing');
  expect(() => readTaxAccount({ ...settings, TAX_PLATFORM_URL: 'http://tax.example.cn' })).toThrow('https');
  expect(() => readTaxAccount({ ...settings, TAX_PLATFORM_URL: 'x' })).toThrow('not an address');
  expect(() => readTaxAccount({ ...settings, TAX_PLATFORM_SELLER_TAX_NO: 'x' })).toThrow('taxpayer number');
  expect(() => readTaxAccount({ ...settings, TAX_PLATFORM_SECRET_FILE: '/nowhere' })).toThrow('cannot be read (ENOENT)');
});
