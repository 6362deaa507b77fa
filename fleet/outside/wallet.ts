// The demo's counterpart of WeChat Pay API v3: checks the merchant's signature, signs its answers, and notifies with
// signed, encrypted messages, as the real platform does. It stands outside: the house knows only its address.
import { createCipheriv, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Merchant } from '../../server/platform/outside/payment.ts';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
type Order = { outTradeNo: string; amountFen: number; notifyUrl: string; state: 'NOTPAY' | 'SUCCESS' | 'PAYERROR' | 'REFUND'; transactionId: string | null; refunds: Map<string, number> };
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
  /** Marks an order paid without telling anybody. */
  payQuietly(outTradeNo: string): void;
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

/** Opens the wallet on a free loopback port. `notifyUrl` is where the merchant hears call-backs; `clock` dates them. */
export async function openWallet(notifyUrl = '', clock: () => Date = () => new Date()): Promise<Wallet> {
  const [merchantKeys, platformKeys] = [pair(), pair()];
  const apiV3Key = randomBytes(16).toString('hex');
  const platformSerial = randomBytes(20).toString('hex').toUpperCase();
  const orders = new Map<string, Order>();
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
  const deliver = async (to: string, { bytes, headers }: Message): Promise<void> => {
    for (let tries = 0; tries < 5; tries++) {
      const answered = await fetch(to, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: new Uint8Array(bytes) }).then((response) => response.ok, () => false);
      if (answered) return;
      await new Promise((resolve) => setTimeout(resolve, 300 * 2 ** tries));
    }
  };

  function answer(method: string, url: string, body: string): Answer {
    const input = (body === '' ? {} : JSON.parse(body)) as { out_trade_no?: string; out_refund_no?: string; notify_url?: string; amount?: { total: number; refund?: number } };
    if (method === 'POST' && url === '/v3/pay/transactions/native') {
      const outTradeNo = input.out_trade_no ?? '';
      const known = orders.get(outTradeNo);
      if (known !== undefined && known.amountFen !== input.amount?.total) return { status: 400, body: { code: 'INVALID_REQUEST' } };
      if (known === undefined) orders.set(outTradeNo, { outTradeNo, amountFen: input.amount?.total ?? 0, notifyUrl: input.notify_url ?? notifyUrl, state: 'NOTPAY', transactionId: null, refunds: new Map() });
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
      const before = [...order.refunds.entries()].filter(([no]) => no !== refundNo).reduce((sum, [, fen]) => sum + fen, 0);
      if (before + refundFen > order.amountFen) return { status: 400, body: { code: 'NOT_ENOUGH' } };
      if (!order.refunds.has(refundNo)) {
        order.refunds.set(refundNo, refundFen);
        order.state = 'REFUND';
        if (order.notifyUrl !== '') void deliver(order.notifyUrl, refundMessage(order, refundNo, refundFen));
      }
      return { status: 200, body: { out_refund_no: refundNo, status: 'PROCESSING', amount: { refund: refundFen, total: order.amountFen } } };
    }
    return { status: 404, body: { code: 'NOT_FOUND' } };
  }

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const body = await read(request);
    const said = /^WECHATPAY2-SHA256-RSA2048 mchid="([^"]*)",nonce_str="([^"]*)",timestamp="(\d+)",serial_no="([^"]*)",signature="([^"]*)"$/.exec(request.headers.authorization ?? '');
    const fine = said !== null && Math.abs(Date.now() / 1000 - Number(said[3])) < 300 &&
      createVerify('RSA-SHA256').update(`${request.method}\n${request.url}\n${said[3]}\n${said[2]}\n${body}\n`).verify(merchantKeys.publicKey, said[5] ?? '', 'base64');
    const { status, body: out } = fine ? answer(request.method ?? '', request.url ?? '', body) : { status: 401, body: { code: 'SIGN_ERROR' } };
    const text = JSON.stringify(out);
    response.writeHead(status, { 'content-type': 'application/json', ...signed(text) }).end(text);
  });
  server.keepAliveTimeout = 0; // a quiet line is the merchant's to close, so that none is closed under a request
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const settle = (outTradeNo: string, state: Order['state']): Order | undefined => {
    const order = orders.get(outTradeNo);
    if (order !== undefined && order.state !== 'SUCCESS' && order.state !== 'REFUND') Object.assign(order, { state, transactionId: state === 'SUCCESS' ? `42${Date.now()}${randomBytes(4).readUInt32BE()}` : null });
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
      return [...order.refunds].map(([refundNo, refundFen]) => refundMessage(order, refundNo, refundFen, at));
    },
    notifyAt(url) {
      merchant.notifyUrl = url;
    },
    payQuietly: (outTradeNo) => void settle(outTradeNo, 'SUCCESS'),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
