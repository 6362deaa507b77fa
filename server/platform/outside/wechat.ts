// WeChat official accounts of the brands: their keys, and messages of customer service to whoever wrote within 48 hours,
// and the pictures that people send, which WeChat keeps for three days.
// W1 the access token is asked for once and kept until shortly before its end; an answer that calls it void asks once more;
// W2 a call ends after five seconds, a picture after twenty, and none is read beyond its limit; W3 nothing throws: it is said whether a message went out and, if not, why.
import { limits } from '../limits.ts';
import '../tx.ts';

export type WechatAccount = { brandId: string; appId: string; appSecret: string; token: string; encodingAesKey?: string; url?: string };
/** `again`: nobody answered, or WeChat is busy; it may go out a moment later. */
export type SentOrNot = { ok: true } | { ok: false; why: string; code?: number; again?: boolean };
export type Fetched = { ok: true; bytes: Uint8Array } | { ok: false; why: string };
export type Wechat = { accountOf(brandId: string): WechatAccount | undefined; send(brandId: string, openId: string, text: string): Promise<SentOrNot>; fetchPicture(brandId: string, mediaId: string): Promise<Fetched> };

declare module '../tx.ts' {
  interface Outside {
    wechat?: Wechat;
  }
}

const busy = -1;
const tokenVoid = new Set([40001, 40014, 42001]);
/** A text message holds 2,048 bytes. */
const mostBytes = 2_000;

export function inParts(text: string): string[] {
  const parts: string[] = [''];
  let size = 0;
  for (const sign of text) {
    const bytes = Buffer.byteLength(sign);
    if (size + bytes > mostBytes) {
      parts.push('');
      size = 0;
    }
    parts[parts.length - 1] += sign;
    size += bytes;
  }
  return parts;
}

/** The whole body, unless it is longer than a picture may be. */
async function bytesOf(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += (part as Uint8Array).length;
    if (size > limits.photoBytes) throw new Error('too large');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}

type Answer = { errcode?: number; errmsg?: string; access_token?: string; expires_in?: number };

/** (W1–W3) */
export function wechat(accounts: readonly WechatAccount[], clock: () => number = Date.now): Wechat {
  const tokens = new Map<string, { token: string; until: number }>();
  const base = (account: WechatAccount): string => (account.url ?? 'https://api.weixin.qq.com').replace(/\/$/, '');
  const call = async (address: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(address, { ...init, redirect: 'error', signal: AbortSignal.timeout(5_000) });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    return (await response.json()) as Answer;
  };
  const tokenOf = async (account: WechatAccount, anew: boolean): Promise<string> => {
    const known = tokens.get(account.appId);
    if (!anew && known !== undefined && known.until > clock()) return known.token;
    const query = new URLSearchParams({ grant_type: 'client_credential', appid: account.appId, secret: account.appSecret });
    const answer = await call(`${base(account)}/cgi-bin/token?${query}`);
    if (typeof answer.access_token !== 'string') throw new Error(`no access token: ${answer.errcode ?? ''} ${answer.errmsg ?? ''}`);
    tokens.set(account.appId, { token: answer.access_token, until: clock() + Math.max(60, (answer.expires_in ?? 7200) - 300) * 1000 });
    return answer.access_token;
  };
  const sendOne = async (account: WechatAccount, openId: string, text: string, anew = false): Promise<SentOrNot> => {
    const token = await tokenOf(account, anew);
    const answer = await call(`${base(account)}/cgi-bin/message/custom/send?access_token=${encodeURIComponent(token)}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ touser: openId, msgtype: 'text', text: { content: text } }) });
    if ((answer.errcode ?? 0) === 0) return { ok: true };
    if (!anew && tokenVoid.has(answer.errcode as number)) return sendOne(account, openId, text, true);
    return { ok: false, why: `${answer.errcode} ${answer.errmsg ?? ''}`.trim(), code: answer.errcode as number, again: answer.errcode === busy };
  };
  /** GET /cgi-bin/media/get answers the file itself, and JSON with a code when it has none. */
  const fetchOne = async (account: WechatAccount, mediaId: string, anew = false): Promise<Fetched> => {
    const query = new URLSearchParams({ access_token: await tokenOf(account, anew), media_id: mediaId });
    const response = await fetch(`${base(account)}/cgi-bin/media/get?${query}`, { redirect: 'error', signal: AbortSignal.timeout(20_000) });
    if (!response.ok) return { ok: false, why: `answered ${response.status}` };
    const bytes = await bytesOf(response);
    if (!/json|text\/plain/.test(response.headers.get('content-type') ?? '')) return { ok: true, bytes };
    const { errcode = 0, errmsg = '' } = JSON.parse(Buffer.from(bytes).toString('utf8')) as Answer;
    return !anew && tokenVoid.has(errcode) ? fetchOne(account, mediaId, true) : { ok: false, why: `${errcode} ${errmsg}`.trim() };
  };
  return {
    async fetchPicture(brandId, mediaId) {
      const account = accounts.find((one) => one.brandId === brandId);
      if (account === undefined) return { ok: false, why: 'no account' };
      return fetchOne(account, mediaId).catch((error: unknown) => ({ ok: false, why: error instanceof Error ? error.message : String(error) }));
    },
    accountOf: (brandId) => accounts.find((account) => account.brandId === brandId),
    async send(brandId, openId, text) {
      const account = accounts.find((one) => one.brandId === brandId);
      if (account === undefined) return { ok: false, why: 'no account' };
      try {
        for (const [at, part] of inParts(text).entries()) {
          const sent = await sendOne(account, openId, part);
          if (!sent.ok) return { ...sent, again: sent.again === true && at === 0 };
        }
        return { ok: true };
      } catch (error) {
        return { ok: false, why: error instanceof Error ? error.message : String(error), again: true };
      }
    },
  };
}
