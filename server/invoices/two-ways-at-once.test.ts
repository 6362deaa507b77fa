// An order at a payment platform stands open while something else happens at the till: a coupon, cash, a split, a refund. What is
// asked is what is owed now, the car is settled as soon as everybody has paid, and money goes back to whoever paid it.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import type { Notified } from '#platform/outside/payment';
import { balanceOf } from '#ledger';
import { refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';
import { platformInMemory } from './platform-in-memory.test-data.ts';

const { orders, closed, payment, tellBy } = platformInMemory();
const home = await house({ startsAt: '2026-11-24T02:00:00Z', outside: { payment } });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const said = tellBy(home.nobody);
const tell = async (what: Notified): Promise<void> => {
  await said(what);
  await home.settle();
};
const paidThrough = (outTradeNo: string): Promise<void> => tell({ what: 'payment', outTradeNo, transactionId: `4${outTradeNo}`, state: 'SUCCESS', amountFen: orders.get(outTradeNo) ?? -1, currency: 'CNY' });

const show = (id: string) => people.manager.call('showInvoice', { invoiceId: id });
const at = async (id: string, name: string, input: Record<string, unknown>, who = people.adviser): Promise<string> =>
  refusalOf(who.call(name, { invoiceId: id, version: (await show(id)).invoice.version, ...input }));
const payerOf = async (id: string, kind: string) => (await show(id)).payers.find((payer: { kind: string }) => payer.kind === kind);
async function issued(operations = ['MAINTAIN'], payers: unknown[] = []): Promise<{ one: Visit; id: string; pay(channel?: string): Promise<{ outTradeNo: string; amountFen: number; state: string }> }> {
  const one = await visit(home, people);
  await one.estimate(operations, payers);
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  await one.by(people.worker, 'startWork');
  await one.by(people.worker, 'finishWork', { note: '完成' });
  if (one.state === 'inspection') await one.by(people.second, 'inspect', { passed: true, words: '合格' });
  await home.settle();
  const [{ id }] = (await one.car.owner.call('myInvoices', {})).invoices;
  return { one, id, pay: async (channel = 'wechat') => {
    const payment = await one.car.owner.call('payInvoice', { invoiceId: id, channel });
    await home.settle();
    return payment;
  } };
}
const isSettled = async (one: Visit): Promise<boolean> => (await one.fresh()).workOrder.settled;

describe('an owner who pressed pay and then did something else first', () => {
  test('is given the car when the old code is paid after part was given in cash: the surplus goes back, and nothing is waited for', async () => {
    const { one, id, pay } = await issued();
    const { outTradeNo } = await pay();
    expect(await at(id, 'receiveMoney', { payerId: (await payerOf(id, 'owner')).id, channel: 'cash', amountFen: 10_000 })).toBe('done');
    await paidThrough(outTradeNo);
    expect((await show(id)).invoice.state).toBe('paid');
    expect((await show(id)).refunds).toMatchObject([{ amountFen: 10_000 }]);
    expect(await isSettled(one)).toBe(true);
  });
  test('is asked for what is owed now: after a coupon, or after part was paid, the next press is a new order and the old one is ended', async () => {
    const { id, pay } = await issued();
    const first = await pay();
    expect(first.amountFen).toBe(25_600);
    await people.manager.call('addCoupon', { brandId: 'xihe', code: 'LATE-10', name: '券', nameEn: 'Coupon', fen: 1_000, validTo: '2026-12-31' });
    expect(await at(id, 'redeemCoupon', { code: 'LATE-10' })).toBe('done');
    const second = await pay();
    expect(second).toMatchObject({ amountFen: 24_600 });
    expect(second.outTradeNo).not.toBe(first.outTradeNo);
    expect([...closed]).toContain(first.outTradeNo);
    await paidThrough(second.outTradeNo);
    expect((await show(id)).invoice).toMatchObject({ state: 'paid', paidFen: 24_600 });
  });
});

describe('an invoice of several payers', () => {
  test('is paid when each has paid: what one pays too much is not the other’s', async () => {
    const { one, id, pay } = await issued();
    const { outTradeNo } = await pay();
    expect(await at(id, 'splitInvoice', { companies: [{ name: '同城快送', taxNo: null, amountFen: 15_600 }] })).toBe('done');
    await paidThrough(outTradeNo);
    expect((await show(id)).invoice.state).toBe('partlyPaid');
    expect(await isSettled(one)).toBe(false);
    const [refund] = (await show(id)).refunds;
    await tell({ what: 'refund', outRefundNo: refund.outRefundNo, outTradeNo, state: 'SUCCESS', amountFen: 15_600 });
    expect((await show(id)).invoice.state).toBe('partlyPaid');
    expect(await at(id, 'receiveMoney', { payerId: (await payerOf(id, 'company')).id, channel: 'bankTransfer', amountFen: 15_600 })).toBe('done');
    await home.settle();
    expect((await show(id)).invoice.state).toBe('paid');
    expect(await isSettled(one)).toBe(true);
  });
  test('gives back to the owner what the owner paid, never out of what the insurer or the maker paid', async () => {
    const { one, id, pay } = await issued(['MAINTAIN'], [{ code: 'MAINTAIN', payType: 'insurance', ownerPct: 25 }]);
    const { outTradeNo } = await pay();
    await paidThrough(outTradeNo);
    const insurer = await payerOf(id, 'insurer');
    home.clock.advance({ minutes: 5 });
    expect(await at(id, 'receiveMoney', { payerId: insurer.id, channel: 'bankTransfer', amountFen: insurer.owedFen })).toBe('done');
    expect(await at(id, 'refundInvoice', { amountFen: 1_000, why: '退' }, people.manager)).toBe('done');
    await home.settle();
    expect((await show(id)).refunds).toMatchObject([{ amountFen: 1_000, channel: 'wechat' }]);
    expect((await payerOf(id, 'insurer')).refundedFen).toBe(0);
    expect(one.state).toBe('ready');
    expect(await home.inside((tx) => balanceOf(tx, 'insuranceReceivable', 'insurer:保险公司'))).toBe(0);
  });
});
