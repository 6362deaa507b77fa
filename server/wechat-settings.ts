// The WeChat official accounts of the brands, from the file that WECHAT_ACCOUNTS names: a JSON list of
// { brandId, appId, appSecret, token, encodingAesKey? }. A house whose accounts cannot be read does not start.
import { readFileSync } from 'node:fs';
import type { WechatAccount } from './platform/outside/wechat.ts';

const wrong = (words: string): never => {
  throw new Error(`WECHAT_ACCOUNTS: ${words}`);
};

export function readWechatAccounts(env: Record<string, string | undefined>): WechatAccount[] {
  const file = env['WECHAT_ACCOUNTS']?.trim();
  if (file === undefined || file === '') return [];
  let rows: unknown;
  try {
    rows = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return wrong(`"${file}" cannot be read: ${(error as Error).message}`);
  }
  if (!Array.isArray(rows)) return wrong('a list of accounts is wanted');
  return rows.map((row: Record<string, unknown>, index) => {
    for (const name of ['brandId', 'appId', 'appSecret', 'token']) if (typeof row[name] !== 'string' || row[name] === '') wrong(`account ${index + 1} has no "${name}"`);
    if (row['encodingAesKey'] !== undefined && !/^[A-Za-z0-9+/]{43}$/.test(String(row['encodingAesKey']))) wrong(`the encodingAesKey of account ${index + 1} has not 43 letters and digits`);
    if (row['url'] !== undefined && !URL.canParse(String(row['url']))) wrong(`the url of account ${index + 1} is no address`);
    return row as unknown as WechatAccount;
  });
}
