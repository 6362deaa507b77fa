// The demo's counterpart of Alipay's open platform (gateway v2, RSA2): checks the app's signature, signs its answers and its forms,
// and writes the daily bill as a zip in GBK, as the real platform does. It stands outside: the house knows only its address.
import { createSign, createVerify, generateKeyPairSync, randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import { zipSync } from 'fflate';
import { writeGb18030 } from '../../libs/gbt32960/gb18030.ts';
import type { AlipayMerchant } from '../../server/platform/outside/alipay.ts';
import { openOrderBook } from './order-book.ts';

type Refund = { no: string; fen: number; at: Date };
type Order = { no: string; fen: number; subject: string; notifyUrl: string; state: 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED'; tradeNo: string; scanned: boolean; paidAt: Date | null; refunds: Refund[] };
export type AlipayWallet = {
  merchant: AlipayMerchant;
  /** Scans and pays an order, telling nobody. */
  payQuietly(outTradeNo: string): boolean;
  pay(outTradeNo: string): Promise<boolean>;
  /** The buyer pays or declines on the phone; the merchant is told in Alipay's own time, and whoever pressed does not wait for it. */
  tap(outTradeNo: string, decline: boolean): boolean;
  /** The form of an order's notification, to be delivered by hand; `change` speaks before it is signed. */
  formOf(outTradeNo: string, change?: Record<string, string>, signsType?: boolean): Buffer;
  notifyAt(url: string): void;
  /** Puts a line into a day's bill that no order knows. */
  addToBill(line: { no: string; fen: number; at: Date }): void;
  close(): Promise<void>;
};

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const fenOf = (text: string): number => Math.round(Number(text) * 100);
const local = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const content = (fields: Record<string, string>, without: string[]): string => Object.keys(fields).filter((name) => !without.includes(name) && fields[name] !== '').sort().map((name) => `${name}=${fields[name]}`).join('&');
const kilo = '\t'; // Alipay pads its cells

function billText(onDay: string, rows: { tradeNo: string; no: string; kind: '交易' | '退款'; subject: string; at: Date; fen: number; refundNo: string }[]): string {
  const line = (row: (typeof rows)[number]): string => [row.tradeNo + kilo, row.no + kilo, row.kind, row.subject, local(row.at), local(row.at), '', '', '', '', 'x***@y.cn', (row.kind === '退款' ? '-' : '') + yuan(row.fen), yuan(row.fen), '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00', row.refundNo + kilo, '0.00', '0.00', ''].join(',');
  const paid = rows.filter((row) => row.kind === '交易');
  return [
    '#支付宝业务明细查询', '#账号：[20880000000000010156]', `#起始日期：[${onDay} 00:00:00]   终止日期：[${onDay} 24:00:00]`, '#-----------------------------------------业务明细列表----------------------------------------',
    '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注',
    ...rows.map(line), '#-----------------------------------------业务明细列表结束------------------------------------',
    `#交易合计：${paid.length}笔，商家实收共${yuan(paid.reduce((sum, row) => sum + row.fen, 0))}元，商家优惠共0.00元`, `#退款合计：${rows.length - paid.length}笔，商家实收退款共-0.00元，商家优惠退款共0.00元`, `#导出时间：[${onDay} 23:59:59]`,
  ].join('\r\n');
}

/** Opens the wallet on a free loopback port; `clock` dates what happens in it, `file` keeps its orders. */
export async function openAlipay(notifyUrl = '', clock: () => Date = () => new Date(), file?: string): Promise<AlipayWallet> {
  const [appKeys, alipayKeys] = [pair(), pair()];
  const { orders, ...book } = openOrderBook<Order>(file);
  const strays: { no: string; fen: number; at: Date }[] = [];
  const sign = (text: string): string => createSign('RSA-SHA256').update(text, 'utf8').sign(alipayKeys.privateKey, 'base64');
  const fails = (sub: string) => ({ code: '40004', msg: 'Business Failed', sub_code: sub, sub_msg: sub });
  const fine = (more: Record<string, unknown>) => ({ code: '10000', msg: 'Success', ...more });

  const formOf = (order: Order, change: Record<string, string> = {}, signsType = false): Buffer => {
    const fields: Record<string, string> = {
      notify_time: local(clock()), notify_type: 'trade_status_sync', notify_id: `n${randomInt(1e9)}`, app_id: merchant.appId, charset: 'utf-8', version: '1.0', sign_type: 'RSA2', trade_no: order.tradeNo, out_trade_no: order.no, seller_id: merchant.sellerId,
      trade_status: order.state, total_amount: yuan(order.fen), receipt_amount: yuan(order.fen), subject: order.subject, gmt_create: local(clock()), ...change,
    };
    return Buffer.from(new URLSearchParams({ ...fields, sign: sign(content(fields, signsType ? ['sign'] : ['sign', 'sign_type'])) }).toString());
  };

  function answer(method: string, input: Record<string, string>): Record<string, unknown> {
    const order = orders.get(input['out_trade_no'] ?? '');
    if (method === 'alipay.trade.precreate') {
      const no = input['out_trade_no'] ?? '';
      if (order !== undefined && order.fen !== fenOf(input['total_amount'] ?? '')) return fails('ACQ.CONTEXT_INCONSISTENT');
      if (order === undefined) orders.set(no, { no, fen: fenOf(input['total_amount'] ?? ''), subject: input['subject'] ?? '', notifyUrl: input['notify_url'] ?? '', state: 'WAIT_BUYER_PAY', tradeNo: `20261124220014${randomInt(1e9)}`, scanned: false, paidAt: null, refunds: [] });
      return fine({ out_trade_no: no, qr_code: `https://qr.alipay.com/${no}` });
    }
    if (method === 'alipay.data.dataservice.bill.downloadurl.query') return fine({ bill_download_url: `http://127.0.0.1:${port}/bill?on=${input['bill_date']}` });
    if (order === undefined || !order.scanned) return fails('ACQ.TRADE_NOT_EXIST');
    if (method === 'alipay.trade.query') return fine({ out_trade_no: order.no, trade_no: order.tradeNo, trade_status: order.state, total_amount: yuan(order.fen) });
    if (method === 'alipay.trade.close') {
      if (order.state !== 'WAIT_BUYER_PAY') return fails('ACQ.REASON_TRADE_STATUS_INVALID');
      order.state = 'TRADE_CLOSED';
      return fine({ out_trade_no: order.no, trade_no: order.tradeNo });
    }
    const known = order.refunds.find((refund) => refund.no === input['out_request_no']);
    if (method === 'alipay.trade.fastpay.refund.query') return fine(known === undefined ? {} : { out_trade_no: order.no, out_request_no: known.no, refund_amount: yuan(known.fen), total_amount: yuan(order.fen), refund_status: 'REFUND_SUCCESS' });
    if (method !== 'alipay.trade.refund') return fails('isv.invalid-method');
    const fen = fenOf(input['refund_amount'] ?? '');
    if (order.state !== 'TRADE_SUCCESS') return fails('ACQ.TRADE_STATUS_ERROR');
    if (known === undefined && order.refunds.reduce((sum, one) => sum + one.fen, 0) + fen > order.fen) return fails('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
    if (known === undefined) order.refunds.push({ no: input['out_request_no'] ?? '', fen, at: clock() });
    return fine({ out_trade_no: order.no, trade_no: order.tradeNo, fund_change: known === undefined ? 'Y' : 'N', refund_fee: yuan(order.refunds.reduce((sum, one) => sum + one.fen, 0)) });
  }

  const billOf = (onDay: string): Uint8Array => {
    const that = (at: Date | null): at is Date => at !== null && local(at).startsWith(onDay);
    const rows = [...orders.values()].flatMap((order) => [
      ...(that(order.paidAt) ? [{ tradeNo: order.tradeNo, no: order.no, kind: '交易' as const, subject: order.subject, at: order.paidAt, fen: order.fen, refundNo: '' }] : []),
      ...order.refunds.filter((refund) => that(refund.at)).map((refund) => ({ tradeNo: order.tradeNo, no: order.no, kind: '退款' as const, subject: order.subject, at: refund.at, fen: refund.fen, refundNo: refund.no })),
    ]);
    const more = strays.filter((line) => that(line.at)).map((line) => ({ tradeNo: `2026${line.no}`, no: line.no, kind: '交易' as const, subject: '门店收款', at: line.at, fen: line.fen, refundNo: '' }));
    return zipSync({ [`20880000000000010156_${onDay}_details.csv`]: writeGb18030(billText(onDay, [...rows, ...more])) });
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'GET' && (request.url ?? '').startsWith('/bill?on=')) return void response.writeHead(200, { 'content-type': 'application/zip' }).end(billOf((request.url ?? '').slice(9)));
      const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
      const method = fields['method'] ?? '';
      book.changed();
      const signed = fields['sign_type'] === 'RSA2' && createVerify('RSA-SHA256').update(content(fields, ['sign']), 'utf8').verify(appKeys.publicKey, fields['sign'] ?? '', 'base64');
      const said = JSON.stringify(signed ? answer(method, { ...(JSON.parse(fields['biz_content'] ?? '{}') as Record<string, string>), notify_url: fields['notify_url'] ?? '' }) : { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature' });
      response.writeHead(200, { 'content-type': 'text/html;charset=utf-8' }).end(`{"${method.replaceAll('.', '_')}_response":${said},"sign":"${sign(said)}"}`);
    });
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const merchant: AlipayMerchant = { gatewayUrl: `http://127.0.0.1:${port}/gateway.do`, appId: '2021000000000001', sellerId: '2088000000000001', notifyUrl, privateKeyPem: appKeys.privateKey, alipayPublicKeyPem: alipayKeys.publicKey };
  const payQuietly = (outTradeNo: string): boolean => {
    const order = orders.get(outTradeNo);
    book.changed();
    if (order !== undefined && order.state === 'WAIT_BUYER_PAY') Object.assign(order, { state: 'TRADE_SUCCESS', scanned: true, paidAt: clock() });
    return order !== undefined;
  };
  const tell = async (outTradeNo: string): Promise<void> => {
    const order = orders.get(outTradeNo) as Order;
    const told = (): Promise<boolean> => fetch(order.notifyUrl, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }, body: new Uint8Array(formOf(order)) }).then(async (response) => (await response.text()) === 'success', () => false);
    for (let tries = 0; tries < 5 && !(await told()); tries++) await new Promise((resolve) => setTimeout(resolve, 300 * 2 ** tries));
  };
  return {
    merchant, payQuietly,
    async pay(outTradeNo) {
      if (!payQuietly(outTradeNo)) return false;
      await tell(outTradeNo);
      return true;
    },
    tap(outTradeNo, decline) {
      if (decline) return orders.has(outTradeNo);
      if (!payQuietly(outTradeNo)) return false;
      void tell(outTradeNo);
      return true;
    },
    formOf: (outTradeNo, change, signsType) => formOf(orders.get(outTradeNo) as Order, change, signsType),
    notifyAt(url) {
      merchant.notifyUrl = url;
      book.houseIsAt(url);
    },
    addToBill: (line) => void strays.push(line),
    async close() {
      book.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
