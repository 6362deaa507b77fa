// Payment by WeChat Pay API v3, to its published protocol: signed requests, verified answers and notifications,
// encrypted resources. Y1 nothing is believed that the platform did not sign within five minutes; Y2 amounts are fen; Y3 what
// is said to another merchant or another app of ours is not said to us.
import { createDecipheriv, createHash, createSign, createVerify, randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { readWechatBill, type BillRow } from './bills.ts';
import type { Outside } from '../tx.ts';

export type PayState = { state: 'SUCCESS' | 'NOTPAY' | 'CLOSED' | 'USERPAYING' | 'PAYERROR' | 'REFUND' | 'REVOKED'; transactionId: string | null; amountFen: number | null };
export type Notified =
  | { what: 'payment'; outTradeNo: string; transactionId: string; state: string; amountFen: number; currency: string }
  | { what: 'refund'; outRefundNo: string; outTradeNo: string; state: string; amountFen: number };
export type Verdict<T> = { ok: true; value: T } | { ok: false; reason: 'badSignature' | 'badClock' | 'unknownSerial' | 'unreadable' | 'notOurs' };

export type PaymentPort = {
  /** Orders a payment; answers what the payer scans or opens. The same number again is the same order. */
  create(order: { outTradeNo: string; description: string; amountFen: number }): Promise<{ codeUrl: string }>;
  query(outTradeNo: string): Promise<PayState | undefined>;
  refund(refund: { outRefundNo: string; outTradeNo: string; refundFen: number; totalFen: number; why?: string }): Promise<{ state: string }>;
  /** How a refund stands; undefined when the platform knows none of this number. */
  queryRefund(refund: { outRefundNo: string; outTradeNo: string }): Promise<{ state: string; amountFen: number } | undefined>;
  /** Ends an order that is not paid: nobody can pay it any more. */
  close(outTradeNo: string): Promise<void>;
  /** What moved on a day (Beijing time) by the platform's own file; undefined when there is none for the day (yet). */
  bill(onDay: string): Promise<BillRow[] | undefined>;
  /** Reads a call-back: raw bytes and headers as they came. (Y1) */
  readNotification(bytes: Uint8Array, headers: Record<string, string | undefined>, now: Date): Verdict<Notified>;
};
declare module '../tx.ts' {
  interface Outside {
    payment: PaymentPort;
    alipay?: PaymentPort;
  }
}

/** The platform of a channel; one that is not connected says so when it is asked. */
export const portOf = (at: { outside: Outside }, channel: string): PaymentPort => (channel === 'alipay' ? at.outside.alipay ?? notConnected : at.outside.payment);

/** Where the platform answers. */
export const wechatPayUrl = 'https://api.mch.weixin.qq.com';

export type Merchant = {
  baseUrl: string; mchid: string; appid: string; notifyUrl: string; serialNo: string; privateKeyPem: string;
  apiV3Key: string; platformSerial: string; platformPublicKeyPem: string;
  /** Keys that count beside, by serial, while the platform changes from one to the next. */
  otherPlatformKeys?: Readonly<Record<string, string>>;
};

/** The Authorization header of a request. `path` is path and query as sent, without host. */
export function authorization(merchant: Pick<Merchant, 'mchid' | 'serialNo' | 'privateKeyPem'>, method: string, path: string, body: string, nonce: string, seconds: number): string {
  const signature = createSign('RSA-SHA256').update(`${method}\n${path}\n${seconds}\n${nonce}\n${body}\n`).sign(merchant.privateKeyPem, 'base64');
  return `WECHATPAY2-SHA256-RSA2048 mchid="${merchant.mchid}",nonce_str="${nonce}",timestamp="${seconds}",serial_no="${merchant.serialNo}",signature="${signature}"`;
}

/** AES-256-GCM with the tag at the end; throws when it was tampered with. */
export function decryptResource(apiV3Key: string, resource: { nonce: string; associated_data?: string; ciphertext: string }): string {
  const sealed = Buffer.from(resource.ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(resource.nonce, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-16));
  decipher.setAAD(Buffer.from(resource.associated_data ?? '', 'utf8'));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8');
}

/** Whether the platform signed these bytes just now. */
export function verified(merchant: Pick<Merchant, 'platformSerial' | 'platformPublicKeyPem' | 'otherPlatformKeys'>, bytes: Uint8Array, headers: Record<string, string | undefined>, now: Date): Verdict<true> {
  const [timestamp, nonce, signature, serial] = ['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial'].map((name) => headers[name]);
  if (timestamp === undefined || nonce === undefined || signature === undefined || serial === undefined) return { ok: false, reason: 'badSignature' };
  if (!(Math.abs(now.getTime() / 1000 - Number(timestamp)) < 300)) return { ok: false, reason: 'badClock' };
  const key = serial === merchant.platformSerial ? merchant.platformPublicKeyPem : merchant.otherPlatformKeys?.[serial];
  if (key === undefined) return { ok: false, reason: 'unknownSerial' };
  const signed = createVerify('RSA-SHA256').update(`${timestamp}\n${nonce}\n`).update(bytes).update('\n').verify(key, signature, 'base64');
  return signed ? { ok: true, value: true } : { ok: false, reason: 'badSignature' };
}

type Resource = { mchid?: string; appid?: string; out_trade_no: string; transaction_id?: string; trade_state?: string; amount?: { total?: number; payer_total?: number; refund?: number; currency?: string }; out_refund_no?: string; refund_status?: string };

function readNotification(merchant: Merchant, bytes: Uint8Array, headers: Record<string, string | undefined>, now: Date): Verdict<Notified> {
  const signed = verified(merchant, bytes, headers, now);
  if (!signed.ok) return signed;
  try {
    const body = JSON.parse(Buffer.from(bytes).toString('utf8')) as { event_type: string; resource: { nonce: string; associated_data?: string; ciphertext: string } };
    const said = JSON.parse(decryptResource(merchant.apiV3Key, body.resource)) as Resource;
    if (said.mchid !== merchant.mchid) return { ok: false, reason: 'notOurs' }; // (Y3)
    if (body.event_type.startsWith('REFUND.')) return { ok: true, value: { what: 'refund', outRefundNo: said.out_refund_no ?? '', outTradeNo: said.out_trade_no, state: said.refund_status ?? '', amountFen: said.amount?.refund ?? -1 } };
    if (said.appid !== merchant.appid) return { ok: false, reason: 'notOurs' };
    return { ok: true, value: { what: 'payment', outTradeNo: said.out_trade_no, transactionId: said.transaction_id ?? '', state: said.trade_state ?? '', amountFen: said.amount?.total ?? -1, currency: said.amount?.currency ?? '' } };
  } catch {
    return { ok: false, reason: 'unreadable' };
  }
}

/** Sends once more what met a line that the other side had just closed: every request carries a number that makes it one. */
export async function sentTwiceAtMost(url: string, request: () => RequestInit): Promise<Response> {
  try {
    return await fetch(url, request());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // out of time, and not a broken line
    return fetch(url, request());
  }
}

type Answer = { status: number; body: Record<string, unknown> };
const must = (answer: Answer): Record<string, unknown> => {
  if (answer.status >= 300) throw new Error(`the payment platform refused: ${answer.status} ${String(answer.body['code'])}`);
  return answer.body;
};
const signedHeaders = (merchant: Merchant, method: string, path: string, body: string): Record<string, string> => ({
  accept: 'application/json', 'content-type': 'application/json', authorization: authorization(merchant, method, path, body, randomBytes(16).toString('hex'), Math.floor(Date.now() / 1000)),
});

/** A call whose answer is believed only when the platform signed it. (Y1) */
async function call(merchant: Merchant, method: 'GET' | 'POST', path: string, input?: unknown): Promise<Answer> {
  const body = input === undefined ? '' : JSON.stringify(input);
  const response = await sentTwiceAtMost(merchant.baseUrl + path, () => ({ method, ...(body === '' ? {} : { body }), signal: AbortSignal.timeout(8_000), headers: signedHeaders(merchant, method, path, body) }));
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status < 300 && !verified(merchant, bytes, Object.fromEntries(response.headers.entries()), new Date()).ok) throw new Error(`the answer to ${method} ${path} is not signed by the payment platform`);
  return { status: response.status, body: bytes.length === 0 ? {} : (JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>) };
}

/** The trade bill of a day: its address and hash come signed, the file itself is believed by that hash. */
async function bill(merchant: Merchant, onDay: string): Promise<BillRow[] | undefined> {
  const answer = await call(merchant, 'GET', `/v3/bill/tradebill?bill_date=${onDay}&bill_type=ALL&tar_type=GZIP`);
  if (answer.status === 404 || answer.body['code'] === 'NO_STATEMENT_EXIST' || answer.body['code'] === 'STATEMENT_CREATING') return undefined;
  const said = must(answer) as { download_url: string; hash_type: string; hash_value: string };
  const url = new URL(said.download_url);
  if (url.origin !== new URL(merchant.baseUrl).origin) throw new Error('the bill lies at another address than the payment platform');
  const response = await fetch(url, { headers: signedHeaders(merchant, 'GET', url.pathname + url.search, ''), signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`the bill cannot be fetched: ${response.status}`);
  const plain = gunzipSync(Buffer.from(await response.arrayBuffer()));
  if (said.hash_type !== 'SHA1' || createHash('sha1').update(plain).digest('hex') !== said.hash_value.toLowerCase()) throw new Error('the bill is not the one that was signed for');
  return readWechatBill(plain.toString('utf8'));
}

/** The adapter for one merchant. Network errors and unsigned answers throw: the caller tries again. */
export function wechatPay(merchant: Merchant): PaymentPort {
  return {
    async create({ outTradeNo, description, amountFen }) {
      const body = must(await call(merchant, 'POST', '/v3/pay/transactions/native', { appid: merchant.appid, mchid: merchant.mchid, description, out_trade_no: outTradeNo, notify_url: merchant.notifyUrl, amount: { total: amountFen, currency: 'CNY' } }));
      return { codeUrl: String(body['code_url']) };
    },
    async query(outTradeNo) {
      const answer = await call(merchant, 'GET', `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${merchant.mchid}`);
      if (answer.status === 404) return undefined;
      const said = must(answer) as unknown as Resource;
      return { state: said.trade_state as PayState['state'], transactionId: said.transaction_id ?? null, amountFen: said.amount?.total ?? null };
    },
    async refund({ outRefundNo, outTradeNo, refundFen, totalFen, why }) {
      const reason = why === undefined ? {} : { reason: [...why].slice(0, 26).join('') }; // at most 80 bytes
      const answer = await call(merchant, 'POST', '/v3/refund/domestic/refunds', { out_trade_no: outTradeNo, out_refund_no: outRefundNo, ...reason, notify_url: merchant.notifyUrl, amount: { refund: refundFen, total: totalFen, currency: 'CNY' } });
      if (answer.status === 404 && answer.body['code'] === 'RESOURCE_NOT_EXISTS') return { state: 'CLOSED' }; // no such order: nothing will ever go back this way
      const body = must(answer);
      return { state: String(body['status']) };
    },
    async queryRefund({ outRefundNo }) {
      const answer = await call(merchant, 'GET', `/v3/refund/domestic/refunds/${outRefundNo}`);
      if (answer.status === 404) return undefined;
      const said = must(answer) as { status: string; amount: { refund: number } };
      return { state: said.status, amountFen: said.amount.refund };
    },
    async close(outTradeNo) {
      must(await call(merchant, 'POST', `/v3/pay/transactions/out-trade-no/${outTradeNo}/close`, { mchid: merchant.mchid }));
    },
    bill: (onDay) => bill(merchant, onDay),
    readNotification: (bytes, headers, now) => readNotification(merchant, bytes, headers, now),
  };
}

const nobody = (): never => {
  throw new Error('no payment platform is connected to this house');
};
/** Stands where no merchant is configured: every order fails and is tried again, every call-back is refused. */
export const notConnected: PaymentPort = { create: nobody, query: nobody, refund: nobody, queryRefund: nobody, close: nobody, bill: nobody, readNotification: () => ({ ok: false, reason: 'unknownSerial' }) };
