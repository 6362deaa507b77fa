// Paying by Alipay through its signed gateway, spoken to over HTTP as in life.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { alipay } from '#platform/outside/alipay';
import { payBy } from '../../fleet/demo.ts';
import { openAlipay } from '../../fleet/outside/alipay-wallet.ts';
import { openWallet } from '../../fleet/outside/wallet.ts';
import { refusalOf, shop, visit, type Shop } from '../workorders/small-shop.test-data.ts';

const wallet = await openAlipay();
const nothing = await openWallet(); // WeChat's, which knows none of these orders
const home = await house({ demo: true, outside: { alipay: alipay(wallet.merchant), demo: { messages: () => [], stories: [], cars: [], planted: () => [], plant: () => undefined, pay: payBy(nothing, wallet) } } });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
  wallet.notifyAt(`${await home.app.listen({ host: '127.0.0.1', port: 0 })}/api/payments/alipay`);
});
afterAll(async () => {
  await wallet.close();
  await nothing.close();
});
const show = (id: string) => people.manager.call('showInvoice', { invoiceId: id });
const notify = async (bytes: Buffer): Promise<string> => (await home.nobody.call('alipayNotified', { bytes, contentType: 'application/x-www-form-urlencoded;charset=utf-8' })).toString();
async function ordered() {
  const one = await (await visit(home, people)).ready(['MAINTAIN']);
  const [{ id }] = (await one.car.owner.call('myInvoices', {})).invoices;
  const { outTradeNo } = await one.car.owner.call('payInvoice', { invoiceId: id, channel: 'alipay' });
  await home.settle();
  return { one, id: id as string, outTradeNo: outTradeNo as string, owner: one.car.owner };
}

test('an owner scans, Alipay tells it twice, and the invoice is paid once; the answer is the word it waits for', async () => {
  const { one, id, outTradeNo, owner } = await ordered();
  expect((await owner.call('paymentState', { invoiceId: id })).payment).toMatchObject({ channel: 'alipay', state: 'created', codeUrl: `https://qr.alipay.com/${outTradeNo}` });
  expect((await owner.call('paymentState', { invoiceId: id, channel: 'wechat' })).payment).toBeNull(); // the other way to pay is still free
  expect((await owner.call('paymentState', { invoiceId: id, channel: 'alipay' })).payment).toMatchObject({ outTradeNo });
  expect(await wallet.pay(outTradeNo)).toBe(true);
  expect(await notify(wallet.formOf(outTradeNo))).toBe('success');
  await home.settle();
  expect((await show(id)).invoice).toMatchObject({ state: 'paid', paidFen: 25_600 });
  expect((await show(id)).ledger.map((row: { kind: string }) => row.kind)).toEqual(['owed', 'paid']);
  expect((await one.fresh()).workOrder.settled).toBe(true);
  const { balances } = await people.manager.call('showBalances', {});
  expect(balances.find((each: { account: string; party: string | null }) => each.party === 'alipay')).toMatchObject({ account: 'cash', fen: 25_600 });
});
test('an owner who pays by Alipay in the demo stops nobody: the press is answered before the house hears of the payment, pressed twice it is paid once, and declined it stays open', async () => {
  const { id, outTradeNo, owner } = await ordered();
  await owner.call('demoPay', { outTradeNo, decline: true });
  expect((await show(id)).invoice).toMatchObject({ state: 'issued', paidFen: 0 });
  await Promise.all([owner.call('demoPay', { outTradeNo }), owner.call('demoPay', { outTradeNo })]);
  await expect.poll(async () => (await show(id)).invoice, { timeout: 10_000 }).toMatchObject({ state: 'paid', paidFen: 25_600 });
  await home.settle();
  expect((await show(id)).ledger.map((row: { kind: string }) => row.kind)).toEqual(['owed', 'paid']);
  expect(await refusalOf(owner.call('demoPay', { outTradeNo: 'CL-NONE' }))).toBe('nothingToPay');
}, 60_000);
test('a forged or changed form is refused and changes nothing, and so is one of another amount', async () => {
  const { id, outTradeNo } = await ordered();
  wallet.payQuietly(outTradeNo);
  expect(await refusalOf(notify(Buffer.from(wallet.formOf(outTradeNo).toString().replace('256.00', '0.01'))))).toBe('notANotification');
  expect(await notify(wallet.formOf(outTradeNo, { total_amount: '0.01' }))).toBe('success');
  expect(await notify(wallet.formOf(outTradeNo, { trade_status: 'WAIT_BUYER_PAY' }))).toBe('success');
  expect((await show(id)).invoice).toMatchObject({ state: 'issued', paidFen: 0 });
  home.clock.advance({ seconds: 61 });
  await home.runRounds('ask-about-payments');
  expect((await show(id)).invoice.state, 'what got lost is found by asking').toBe('paid');
});
test('money goes back at once, in parts, by the same numbers when it is asked again', async () => {
  const { id, outTradeNo } = await ordered();
  await wallet.pay(outTradeNo);
  const refund = async (amountFen: number) => refusalOf(people.manager.call('refundInvoice', { invoiceId: id, amountFen, why: '多收', version: (await show(id)).invoice.version }));
  expect(await refund(600)).toBe('done');
  await home.settle();
  expect((await show(id)).invoice).toMatchObject({ state: 'partlyRefunded', refundedFen: 600 });
  expect(await refund(25_001)).toBe('refundTooMuch');
  expect(await refund(25_000)).toBe('done');
  await home.settle();
  expect((await show(id)).invoice).toMatchObject({ state: 'refunded', refundedFen: 25_600 });
  expect((await people.manager.call('showBalances', {})).sumFen).toBe(0);
});
