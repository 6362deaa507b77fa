// Payment by Alipay's open platform, gateway v2 with RSA2, to its published protocol. Y1 nothing is believed that Alipay did not
// sign; Y2 amounts are fen here and yuan with two decimals there, by whole numbers; Y3 what is said to another app or seller
// is not said to us; Y4 a call-back with a time of its own far off is not believed (Alipay repeats for about 25 hours).
import { createSign, createVerify } from 'node:crypto';
import { unzipSync } from 'fflate';
import { fenOfYuan, readAlipayBill, yuanOfFen, type BillRow } from './bills.ts';
import { sentTwiceAtMost, type Notified, type PaymentPort, type PayState, type Verdict } from './payment.ts';

/** Where the platform answers. */
export const alipayUrl = 'https://openapi.alipay.com/gateway.do';

export type AlipayMerchant = { gatewayUrl: string; appId: string; sellerId: string; notifyUrl: string; privateKeyPem: string; alipayPublicKeyPem: string };

/** What is signed: values that are not empty, by name, joined as they are, not encoded. */
export const signContent = (fields: Readonly<Record<string, string>>, without: readonly string[] = ['sign']): string =>
  Object.keys(fields).filter((name) => !without.includes(name) && fields[name] !== '').sort().map((name) => `${name}=${fields[name]}`).join('&');
export const rsa2 = (content: string, privateKeyPem: string): string => createSign('RSA-SHA256').update(content, 'utf8').sign(privateKeyPem, 'base64');
const rsa2Fits = (content: string, signature: string, publicKeyPem: string): boolean => createVerify('RSA-SHA256').update(content, 'utf8').verify(publicKeyPem, signature, 'base64');

const beijing = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** The form of a request, signed. */
export function requestOf(merchant: AlipayMerchant, method: string, content: unknown, now: Date, notifyUrl = ''): Record<string, string> {
  const fields: Record<string, string> = { app_id: merchant.appId, method, format: 'JSON', charset: 'utf-8', sign_type: 'RSA2', timestamp: beijing(now), version: '1.0', notify_url: notifyUrl, biz_content: JSON.stringify(content) };
  if (notifyUrl === '') delete fields['notify_url'];
  return { ...fields, sign: rsa2(signContent(fields), merchant.privateKeyPem) };
}

/** The text of the answer's node as it was sent: the signature covers these very characters. */
export function signedPart(text: string, node: string): string | undefined {
  const start = text.indexOf(`"${node}"`);
  if (start < 0) return undefined;
  const from = text.indexOf('{', start);
  let [depth, quoted] = [0, false];
  for (let at = from; at >= 0 && at < text.length; at++) {
    const sign = text[at];
    if (quoted && sign === '\\') at += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === '{') depth += 1;
    else if (!quoted && sign === '}' && --depth === 0) return text.slice(from, at + 1);
  }
  return undefined;
}

type Said = { code: string; sub_code?: string } & Record<string, string | undefined>;

async function call(merchant: AlipayMerchant, method: string, content: unknown, notifyUrl?: string): Promise<Said> {
  const response = await sentTwiceAtMost(merchant.gatewayUrl, () => ({
    method: 'POST', signal: AbortSignal.timeout(8_000), headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }, body: new URLSearchParams(requestOf(merchant, method, content, new Date(), notifyUrl)).toString(),
  }));
  const text = await response.text();
  const node = signedPart(text, `${method.replaceAll('.', '_')}_response`);
  const sign = /"sign"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  if (node === undefined || sign === undefined || !rsa2Fits(node, sign, merchant.alipayPublicKeyPem)) throw new Error(`the answer to ${method} is not signed by Alipay`); // (Y1)
  return JSON.parse(node) as Said;
}
const must = (said: Said): Said => {
  if (said.code !== '10000') throw new Error(`Alipay refused: ${said.code} ${said.sub_code ?? ''}`);
  return said;
};
const states: Record<string, PayState['state']> = { WAIT_BUYER_PAY: 'NOTPAY', TRADE_SUCCESS: 'SUCCESS', TRADE_FINISHED: 'SUCCESS', TRADE_CLOSED: 'CLOSED' };
/** An order that nobody scanned does not exist at Alipay yet. */
const notThereYet = (said: Said): boolean => said.sub_code === 'ACQ.TRADE_NOT_EXIST';

/** A call-back: a form, signed without `sign` and `sign_type`; some are signed with the latter, so both are tried, as Alipay's own kit does. */
function readNotification(merchant: AlipayMerchant, bytes: Uint8Array, now: Date): Verdict<Notified> {
  const fields = Object.fromEntries(new URLSearchParams(Buffer.from(bytes).toString('utf8')));
  const signature = fields['sign'] ?? '';
  const fits = fields['sign_type'] === 'RSA2' && [['sign', 'sign_type'], ['sign']].some((without) => rsa2Fits(signContent(fields, without), signature, merchant.alipayPublicKeyPem));
  if (!fits) return { ok: false, reason: 'badSignature' };
  const saidAt = Date.parse(`${(fields['notify_time'] ?? '').replace(' ', 'T')}+08:00`);
  if (!(saidAt < now.getTime() + 300_000 && saidAt > now.getTime() - 26 * 3_600_000)) return { ok: false, reason: 'badClock' }; // (Y4)
  if (fields['app_id'] !== merchant.appId || fields['seller_id'] !== merchant.sellerId) return { ok: false, reason: 'notOurs' }; // (Y3)
  try {
    return { ok: true, value: { what: 'payment', outTradeNo: fields['out_trade_no'] ?? '', transactionId: fields['trade_no'] ?? '', state: fields['refund_fee'] === undefined ? states[fields['trade_status'] ?? ''] ?? '' : 'REFUND', amountFen: fenOfYuan(fields['total_amount'] ?? ''), currency: 'CNY' } };
  } catch {
    return { ok: false, reason: 'unreadable' };
  }
}

/** The bill of a day: a zip with the business details in GBK. */
async function bill(merchant: AlipayMerchant, onDay: string): Promise<BillRow[] | undefined> {
  const said = await call(merchant, 'alipay.data.dataservice.bill.downloadurl.query', { bill_type: 'trade', bill_date: onDay });
  if (said.sub_code === 'isv.bill-not-exist' || said.sub_code === 'isp.bill_not_exist') return undefined;
  const url = must(said)['bill_download_url'] ?? '';
  if (!URL.canParse(url)) throw new Error('Alipay gave no address of the bill');
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`the bill cannot be fetched: ${response.status}`);
  const details = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer()), { filter: (file) => file.originalSize < 200_000_000 }))
    .map(([, bytes]) => new TextDecoder('gb18030').decode(bytes)).find((text) => text.startsWith('#支付宝业务明细查询'));
  if (details === undefined) throw new Error('the bill has no business details');
  return readAlipayBill(details);
}

/** The adapter for one merchant. Network errors and unsigned answers throw: the caller tries again. */
export function alipay(merchant: AlipayMerchant): PaymentPort {
  return {
    async create({ outTradeNo, description, amountFen }) {
      const said = must(await call(merchant, 'alipay.trade.precreate', { out_trade_no: outTradeNo, total_amount: yuanOfFen(amountFen), subject: description }, merchant.notifyUrl));
      return { codeUrl: said['qr_code'] ?? '' };
    },
    async query(outTradeNo) {
      const said = await call(merchant, 'alipay.trade.query', { out_trade_no: outTradeNo });
      if (notThereYet(said)) return undefined;
      return { state: states[must(said)['trade_status'] ?? ''] ?? 'PAYERROR', transactionId: said['trade_no'] ?? null, amountFen: fenOfYuan(said['total_amount'] ?? '') };
    },
    async refund({ outRefundNo, outTradeNo, refundFen, why }) {
      // `fund_change` N on a repeat of the same number says that nothing moved a second time: the refund stands all the same.
      must(await call(merchant, 'alipay.trade.refund', { out_trade_no: outTradeNo, out_request_no: outRefundNo, refund_amount: yuanOfFen(refundFen), ...(why === undefined ? {} : { refund_reason: why.slice(0, 256) }) }));
      return { state: 'SUCCESS' };
    },
    async queryRefund({ outRefundNo, outTradeNo }) {
      const said = must(await call(merchant, 'alipay.trade.fastpay.refund.query', { out_trade_no: outTradeNo, out_request_no: outRefundNo }));
      return said['refund_status'] === 'REFUND_SUCCESS' ? { state: 'SUCCESS', amountFen: fenOfYuan(said['refund_amount'] ?? '') } : undefined;
    },
    async close(outTradeNo) {
      const said = await call(merchant, 'alipay.trade.close', { out_trade_no: outTradeNo });
      if (!notThereYet(said)) must(said);
    },
    bill: (onDay) => bill(merchant, onDay),
    readNotification: (bytes, _headers, now) => readNotification(merchant, bytes, now),
  };
}
