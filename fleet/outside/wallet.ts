// The demo's counterpart of WeChat Pay API v3: checks the merchant's signature, signs its answers, and notifies with
// signed, encrypted messages, as the real platform does. It stands outside: the house knows only its address.
import { createCipheriv, createHash, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Merchant } from '../../server/platform/outside/payment.ts';
import { openOrderBook } from './order-book.ts';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
type Order = { outTradeNo: string; amountFen: number; notifyUrl: string; state: 'NOTPAY' | 'SUCCESS' | 'PAYERROR' | 'REFUND' | 'CLOSED'; transactionId: string | null; paidAt: Date | null; refunds: Map<string, { fen: number; at: Date }> };
type Answer = { status: number; body: unknown };
export type Message = { bytes: Uint8Array; headers: Record<string, string> };
export type Wallet = {
  merchant: Merchant;
  /** Pays (or declines) an order and notifies the merchant; false when there is no such order. */
  pay(outTradeNo: string, decline?: boolean): Promise<boolean>;
  /** The notification of an order as it is now, to be delivered by hand. */
  notificationOf(outTradeNo: string, at?: Date): Message;
  /** The notifications of an order's refunds, to be delivered by hand. */
  refundNotificationsOf(outTradeNo: string, at?: Date): Message[];
  /** Marks an order paid without telling anybody, now or as of a time. */
  payQuietly(outTradeNo: string, at?: Date): void;
  /** What was paid on a day of Beijing and stands on its bill. */
  paidOn(onDay: string): { no: string; fen: number }[];
  /** Leaves an order out of every bill, as happens to platforms too. */
  leaveOut(outTradeNo: string): void;
  /** Puts a line into a day's bill that no order knows. */
  addToBill(line: { no: string; fen: number; at: Date }): void;
  /** Where the merchant hears call-backs from now on. */
  notifyAt(url: string): void;
  close(): Promise<void>;
};

const read = (request: IncomingMessage): Promise<string> => new Promise((resolve) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
});

function seal(apiV3Key: string, resource: unknown, kind: string): { algorithm: string; ciphertext: string; associated_data: string; nonce: string; original_type: string } {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce));
  cipher.setAAD(Buffer.from(kind));
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(resource), 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, associated_data: kind, nonce, original_type: kind };
}

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const local = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const billColumns = ['交易时间', '公众账号ID', '商户号', '特约商户号', '设备号', '微信订单号', '商户订单号', '用户标识', '交易类型', '交易状态', '付款银行', '货币种类', '应结订单金额', '代金券金额', '微信退款单号', '商户退款单号', '退款金额', '充值券退款金额', '退款类型', '退款状态', '商品名称', '商户数据包', '手续费', '费率', '订单金额', '申请退款金额', '费率备注'];

/** The trade bill (ALL) of a day, as the platform writes it. */
function billText(merchant: { appid: string; mchid: string }, orders: Iterable<Order>, strays: readonly { no: string; fen: number; at: Date }[], onDay: string): string | undefined {
  const lines: string[][] = [];
  const sums = { paid: 0, back: 0 };
  const add = (at: Date, transactionId: string, no: string, fen: number, refund: { no: string; fen: number } | null): void => {
    if (!local(at).startsWith(onDay)) return;
    if (refund === null) sums.paid += fen;
    else sums.back += refund.fen;
    lines.push([local(at), merchant.appid, merchant.mchid, '0', '', transactionId, no, 'oUser', 'NATIVE', refund === null ? 'SUCCESS' : 'REFUND', 'OTHERS', 'CNY', refund === null ? yuan(fen) : '0.00', '0.00', refund === null ? '0' : `50${refund.no}`, refund?.no ?? '0', yuan(refund?.fen ?? 0), '0.00', refund === null ? '' : 'ORIGINAL', refund === null ? '' : 'SUCCESS',
      '维修结算, 到店', '', refund === null ? (fen * 0.00006).toFixed(5) : '0.00000', '0.60%', refund === null ? yuan(fen) : '0.00', yuan(refund?.fen ?? 0), '']);
  };
  for (const order of orders) {
    if (order.paidAt !== null) add(order.paidAt, order.transactionId ?? '', order.outTradeNo, order.amountFen, null);
    for (const [no, refund] of order.refunds) add(refund.at, order.transactionId ?? '', order.outTradeNo, order.amountFen, { no, fen: refund.fen });
  }
  for (const line of strays) add(line.at, `42${line.no}`, line.no, line.fen, null);
  if (lines.length === 0) return undefined;
  const row = (cells: readonly string[]): string => `\`${cells.join(',`')}`;
  return `\uFEFF${[billColumns.join(','), ...lines.map(row), '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额', row([String(lines.length), yuan(sums.paid), yuan(sums.back), '0.00', '0.00000', yuan(sums.paid), yuan(sums.back)])].join('\r\n')}\r\n`;
}

/** Tells the merchant, a few times where nobody answers. */
const deliver = async (to: string, { bytes, headers }: Message): Promise<void> => {
  for (let tries = 0; tries < 5; tries++) {
    const answered = await fetch(to, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: new Uint8Array(bytes) }).then((response) => response.ok, () => false);
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 300 * 2 ** tries));
  }
};

/** Opens the wallet on a free loopback port. `notifyUrl` is where the merchant hears call-backs; `clock` dates them; `file` keeps its orders. */
export async function openWallet(notifyUrl = '', clock: () => Date = () => new Date(), file?: string): Promise<Wallet> {
  const [merchantKeys, platformKeys] = [pair(), pair()];
  const apiV3Key = randomBytes(16).toString('hex');
  const platformSerial = randomBytes(20).toString('hex').toUpperCase();
  const { orders, ...book } = openOrderBook<Order>(file);
  const strays: { no: string; fen: number; at: Date }[] = [];
  const leftOut = new Set<string>();
  const billed = (): Order[] => [...orders.values()].filter((order) => !leftOut.has(order.outTradeNo));
  const signed = (body: string, at = new Date()): Record<string, string> => {
    const [timestamp, nonce] = [String(Math.floor(at.getTime() / 1000)), randomBytes(16).toString('hex')];
    return { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': nonce, 'wechatpay-serial': platformSerial, 'wechatpay-signature': createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`).sign(platformKeys.privateKey, 'base64') };
  };
  const resourceOf = (order: Order) => ({ appid: merchant.appid, mchid: merchant.mchid, out_trade_no: order.outTradeNo, transaction_id: order.transactionId, trade_state: order.state, amount: { total: order.amountFen, payer_total: order.amountFen, currency: 'CNY' } });
  const message = (event: string, kind: string, resource: unknown, at?: Date): Message => {
    const body = JSON.stringify({ id: randomBytes(16).toString('hex'), create_time: (at ?? clock()).toISOString(), event_type: event, resource_type: 'encrypt-resource', summary: event, resource: seal(apiV3Key, resource, kind) });
    return { bytes: Buffer.from(body), headers: signed(body, at ?? clock()) };
  };
  const refundMessage = (order: Order, refundNo: string, refundFen: number, at?: Date): Message =>
    message('REFUND.SUCCESS', 'refund', { mchid: merchant.mchid, out_trade_no: order.outTradeNo, out_refund_no: refundNo, refund_status: 'SUCCESS', amount: { total: order.amountFen, refund: refundFen } }, at);

  /** Closing an order, a refund as it stands, the bill of a day. */
  function orderAnswer(method: string, url: string): Answer | undefined {
    const closing = /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/.exec(url)?.[1];
    if (method === 'POST' && closing !== undefined) {
      const order = orders.get(closing);
      if (order !== undefined && order.state !== 'NOTPAY') return { status: 400, body: { code: 'ORDERPAID' } };
      if (order !== undefined) order.state = 'CLOSED';
      return { status: 204, body: undefined };
    }
    const refundNo = /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/.exec(url)?.[1];
    const refund = refundNo === undefined ? undefined : [...orders.values()].map((order) => order.refunds.get(refundNo)).find((one) => one !== undefined);
    if (method === 'GET' && refundNo !== undefined) return refund === undefined ? { status: 404, body: { code: 'RESOURCE_NOT_EXISTS' } } : { status: 200, body: { out_refund_no: refundNo, status: 'SUCCESS', amount: { refund: refund.fen } } };
    const onDay = /^\/v3\/bill\/tradebill\?bill_date=(\d{4}-\d{2}-\d{2})&bill_type=ALL&tar_type=GZIP$/.exec(url)?.[1];
    if (method !== 'GET' || onDay === undefined) return undefined;
    const text = billText(merchant, billed(), strays, onDay);
    if (text === undefined) return { status: 404, body: { code: 'NO_STATEMENT_EXIST' } };
    return { status: 200, body: { hash_type: 'SHA1', hash_value: createHash('sha1').update(text).digest('hex'), download_url: `${merchant.baseUrl}/v3/billdownload/file?token=${onDay}` } };
  }

  function answer(method: string, url: string, body: string): Answer {
    const input = (body === '' ? {} : JSON.parse(body)) as { out_trade_no?: string; out_refund_no?: string; notify_url?: string; amount?: { total: number; refund?: number } };
    if (method === 'POST' && url === '/v3/pay/transactions/native') {
      const outTradeNo = input.out_trade_no ?? '';
      const known = orders.get(outTradeNo);
      if (known !== undefined && known.amountFen !== input.amount?.total) return { status: 400, body: { code: 'INVALID_REQUEST' } };
      if (known === undefined) orders.set(outTradeNo, { outTradeNo, amountFen: input.amount?.total ?? 0, notifyUrl: input.notify_url ?? notifyUrl, state: 'NOTPAY', transactionId: null, paidAt: null, refunds: new Map() });
      return { status: 200, body: { code_url: `weixin://wxpay/bizpayurl?pr=${outTradeNo}` } };
    }
    const asked = /^\/v3\/pay\/transactions\/out-trade-no\/([^?/]+)\?mchid=/.exec(url)?.[1];
    if (method === 'GET' && asked !== undefined) {
      const order = orders.get(asked);
      return order === undefined ? { status: 404, body: { code: 'ORDER_NOT_EXIST' } } : { status: 200, body: resourceOf(order) };
    }
    if (method === 'POST' && url === '/v3/refund/domestic/refunds') {
      const order = orders.get(input.out_trade_no ?? '');
      const [refundNo, refundFen] = [input.out_refund_no ?? '', input.amount?.refund ?? 0];
      if (order === undefined || order.state === 'NOTPAY') return { status: 404, body: { code: 'RESOURCE_NOT_EXISTS' } };
      const before = [...order.refunds.entries()].filter(([no]) => no !== refundNo).reduce((sum, [, one]) => sum + one.fen, 0);
      if (before + refundFen > order.amountFen) return { status: 400, body: { code: 'NOT_ENOUGH' } };
      if (!order.refunds.has(refundNo)) {
        order.refunds.set(refundNo, { fen: refundFen, at: clock() });
        order.state = 'REFUND';
        if (order.notifyUrl !== '') void deliver(order.notifyUrl, refundMessage(order, refundNo, refundFen));
      }
      return { status: 200, body: { out_refund_no: refundNo, status: 'PROCESSING', amount: { refund: refundFen, total: order.amountFen } } };
    }
    return orderAnswer(method, url) ?? { status: 404, body: { code: 'NOT_FOUND' } };
  }

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const body = await read(request);
    const said = /^WECHATPAY2-SHA256-RSA2048 mchid="([^"]*)",nonce_str="([^"]*)",timestamp="(\d+)",serial_no="([^"]*)",signature="([^"]*)"$/.exec(request.headers.authorization ?? '');
    const fine = said !== null && Math.abs(Date.now() / 1000 - Number(said[3])) < 300 &&
      createVerify('RSA-SHA256').update(`${request.method}\n${request.url}\n${said[3]}\n${said[2]}\n${body}\n`).verify(merchantKeys.publicKey, said[5] ?? '', 'base64');
    const billDay = /^\/v3\/billdownload\/file\?token=(.+)$/.exec(request.url ?? '')?.[1];
    if (fine && billDay !== undefined) return void response.writeHead(200, { 'content-type': 'text/plain' }).end(gzipSync(billText(merchant, billed(), strays, billDay) ?? '')); // a file is not signed: its hash was
    const { status, body: out } = fine ? answer(request.method ?? '', request.url ?? '', body) : { status: 401, body: { code: 'SIGN_ERROR' } };
    const text = out === undefined ? '' : JSON.stringify(out);
    response.writeHead(status, { 'content-type': 'application/json', ...signed(text) }).end(text, book.changed);
  });
  server.keepAliveTimeout = 0; // a quiet line is the merchant's to close, so that none is closed under a request
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const settle = (outTradeNo: string, state: Order['state'], at = clock()): Order | undefined => {
    const order = orders.get(outTradeNo);
    if (order !== undefined && ['NOTPAY', 'PAYERROR'].includes(order.state)) Object.assign(order, { state, paidAt: state === 'SUCCESS' ? at : null, transactionId: state === 'SUCCESS' ? `42${Date.now()}${randomBytes(4).readUInt32BE()}` : null });
    book.changed();
    return order;
  };
  const merchant: Merchant = { baseUrl: `http://127.0.0.1:${port}`, mchid: '1900000001', appid: 'wxdemo0000000001', notifyUrl, serialNo: 'DEMOMERCHANT', privateKeyPem: merchantKeys.privateKey, apiV3Key, platformSerial, platformPublicKeyPem: platformKeys.publicKey };
  return {
    merchant,
    async pay(outTradeNo, decline = false) {
      const order = settle(outTradeNo, decline ? 'PAYERROR' : 'SUCCESS');
      if (order === undefined) return false;
      if (!decline) void deliver(order.notifyUrl, message('TRANSACTION.SUCCESS', 'transaction', resourceOf(order)));
      return true;
    },
    notificationOf: (outTradeNo, at) => message('TRANSACTION.SUCCESS', 'transaction', resourceOf(orders.get(outTradeNo) as Order), at),
    refundNotificationsOf(outTradeNo, at) {
      const order = orders.get(outTradeNo) as Order;
      // as of a time: none of them was made after it
      if (at !== undefined) for (const refund of order.refunds.values()) if (refund.at > at) refund.at = at;
      return [...order.refunds].map(([refundNo, refund]) => refundMessage(order, refundNo, refund.fen, at));
    },
    notifyAt(url) {
      merchant.notifyUrl = url;
      book.houseIsAt(url);
    },
    addToBill: (line) => void strays.push(line),
    payQuietly: (outTradeNo, at) => void settle(outTradeNo, 'SUCCESS', at),
    paidOn: (onDay) => [...billed()].flatMap((order) => (order.paidAt !== null && local(order.paidAt).startsWith(onDay) ? [{ no: order.outTradeNo, fen: order.amountFen }] : [])),
    leaveOut: (outTradeNo) => void leftOut.add(outTradeNo),
    async close() {
      book.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
