// Giving all of it back, by whatever way it came: cash with some fen left off, a deposit, a platform whose word got lost; and a deposit
// is used only where it was left.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import fc from 'fast-check';
import { balanceOf } from '#ledger';
import { splitRefund } from './invoice.ts';
import { outletId, refusalOf, shop, visit, type Shop } from '../workorders/small-shop.test-data.ts';

/** A platform in memory that carries refunds out and whose call-backs all get lost. */
const orders = new Map<string, number>();
const refunds = new Map<string, number>();
const home = await house({
  startsAt: '2026-11-24T02:00:00Z',
  outside: {
    payment: {
      create: async ({ outTradeNo, amountFen }) => {
        orders.set(outTradeNo, amountFen);
        return { codeUrl: `weixin://${outTradeNo}` };
      },
      query: async (outTradeNo) => ({ state: 'SUCCESS', transactionId: `4${outTradeNo}`, amountFen: orders.get(outTradeNo) ?? -1 }),
      refund: async ({ outRefundNo, outTradeNo, refundFen }) => {
        if (!orders.has(outTradeNo)) return { state: 'CLOSED' };
        refunds.set(outRefundNo, refundFen);
        return { state: 'PROCESSING' };
      },
      queryRefund: async ({ outRefundNo }) => (refunds.has(outRefundNo) ? { state: 'SUCCESS', amountFen: refunds.get(outRefundNo) ?? -1 } : undefined),
      close: async () => undefined, bill: async () => undefined,
      readNotification: () => ({ ok: false, reason: 'badSignature' }),
    },
  },
});
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const show = (id: string) => people.manager.call('showInvoice', { invoiceId: id });
const at = async (id: string, name: string, input: Record<string, unknown>, who = people.adviser): Promise<string> =>
  refusalOf(who.call(name, { invoiceId: id, version: (await show(id)).invoice.version, ...input }));
async function issued() {
  const one = await (await visit(home, people)).ready(['MAINTAIN']);
  const [{ id }] = (await one.car.owner.call('myInvoices', {})).invoices;
  const payer = (await show(id)).payers[0];
  return { id: id as string, ownerId: one.car.ownerId, owner: one.car.owner, payerId: payer.id as string };
}
const standing = (account: Parameters<typeof balanceOf>[1], party: string) => home.inside((tx) => balanceOf(tx, account, party));

test('an invoice paid in cash with six fen left off is refunded when the cash is back: the coupon is the owner’s again, and nothing stands in the books', async () => {
  await people.manager.call('addCoupon', { brandId: 'xihe', code: 'SIX-FEN', name: '券', nameEn: 'Coupon', fen: 1_004, validTo: '2026-12-31' });
  const { id, payerId } = await issued();
  const till = await standing('cash', 'cash');
  expect(await at(id, 'redeemCoupon', { code: 'SIX-FEN' })).toBe('done');
  expect(await at(id, 'receiveMoney', { payerId, channel: 'cash', amountFen: 24_590 })).toBe('done');
  expect(await at(id, 'refundInvoice', { amountFen: 14_590, why: '退一部分' }, people.manager)).toBe('done');
  expect((await show(id)).invoice).toMatchObject({ state: 'partlyRefunded', refundedFen: 14_590 });
  expect(await at(id, 'refundInvoice', { amountFen: 10_001, why: '多退' }, people.manager)).toBe('refundTooMuch');
  expect(await at(id, 'refundInvoice', { amountFen: 10_000, why: '其余也退' }, people.manager)).toBe('done');
  await home.settle();
  expect((await show(id)).invoice).toMatchObject({ state: 'refunded', paidFen: 24_596, refundedFen: 24_596 });
  expect([await standing('cash', 'cash') - till, await standing('rounding', 'cash')]).toEqual([0, 0]);
  expect(await at((await issued()).id, 'redeemCoupon', { code: 'SIX-FEN' })).toBe('done');
});

test('what was paid from a deposit goes back at the till, as the deposit came', async () => {
  const { id, ownerId } = await issued();
  const before = await standing('cash', 'card');
  const deposit = await people.adviser.call('takeDeposit', { ownerId, brandId: 'xihe', outletId, amountFen: 25_600, channel: 'card', why: '订配件' });
  expect(await at(id, 'payWithDeposit', { depositId: deposit.id, amountFen: 25_600 })).toBe('done');
  expect(await at(id, 'refundInvoice', { amountFen: 600, why: '多收' }, people.manager)).toBe('done');
  expect(await at(id, 'refundInvoice', { amountFen: 25_000, why: '全退' }, people.manager)).toBe('done');
  expect((await show(id)).invoice).toMatchObject({ state: 'refunded', refundedFen: 25_600 });
  expect([await standing('cash', 'card') - before, await standing('deposits', deposit.id)]).toEqual([0, 0]);
});

test('a deposit that was left with one brand pays no invoice of another', async () => {
  const { id, ownerId } = await issued();
  const both = home.staff({ role: 'adviser', brandId: null, outletId });
  await home.inside((tx) => tx.db.query(home.sql`insert into benefits.deposits (id, number, brand_id, owner_id, outlet_id, why, amount_fen, channel, taken_by, taken_at) values ('of-yuanlan', 'D-OTHER', 'yuanlan', ${ownerId}, ${outletId}, '订配件', 25600, 'cash', 'x', now())`));
  expect(await at(id, 'payWithDeposit', { depositId: 'of-yuanlan', amountFen: 25_600 }, both)).toBe('depositNotFound');
});

test('a refund of an order that the platform does not know is said to have failed, and stands in nobody’s way', async () => {
  const { id, owner } = await issued();
  await owner.call('payInvoice', { invoiceId: id });
  await home.settle();
  home.clock.advance({ minutes: 2 });
  await home.runRounds('ask-about-payments');
  expect((await show(id)).invoice.state).toBe('paid');
  const known = new Map(orders);
  orders.clear();
  expect(await at(id, 'refundInvoice', { amountFen: 25_600, why: '全退' }, people.manager)).toBe('done');
  await home.settle();
  expect(await show(id)).toMatchObject({ invoice: { state: 'paid', refundedFen: 0 }, refunds: [{ state: 'failed', amountFen: 25_600 }] });
  for (const [no, fen] of known) orders.set(no, fen);
  expect(await at(id, 'refundInvoice', { amountFen: 25_600, why: '再退一次' }, people.manager), 'the same money may be asked for again').toBe('done');
});

test('a refund whose call-back got lost is found by asking, once', async () => {
  const { id, owner } = await issued();
  await owner.call('payInvoice', { invoiceId: id });
  await home.settle();
  home.clock.advance({ minutes: 2 });
  await home.runRounds();
  await home.settle();
  expect((await show(id)).invoice.state).toBe('paid');
  expect(await at(id, 'refundInvoice', { amountFen: 5_000, why: '多收' }, people.manager)).toBe('done');
  await home.settle();
  expect((await show(id)).refunds).toMatchObject([{ state: 'processing' }]);
  home.clock.advance({ minutes: 10 });
  for (let time = 0; time < 2; time++) {
    await home.runRounds();
    await home.settle();
  }
  expect((await show(id)).refunds).toMatchObject([{ state: 'done' }]);
  expect((await show(id)).invoice).toMatchObject({ state: 'partlyRefunded', refundedFen: 5_000 });
});

test('more than any one payment is given back in one go: the last payments first, each by the way it came', async () => {
  const { id, payerId } = await issued();
  const before = [await standing('cash', 'cash'), await standing('cash', 'card')];
  expect(await at(id, 'receiveMoney', { payerId, channel: 'cash', amountFen: 15_000 })).toBe('done');
  expect(await at(id, 'receiveMoney', { payerId, channel: 'card', amountFen: 10_600 })).toBe('done');
  expect(await at(id, 'refundInvoice', { amountFen: 25_601, why: '多退' }, people.manager)).toBe('refundTooMuch');
  expect(await at(id, 'refundInvoice', { amountFen: 20_000, why: '没有修好' }, people.manager)).toBe('done');
  expect([await standing('cash', 'cash') - (before[0] ?? 0), await standing('cash', 'card') - (before[1] ?? 0)]).toEqual([5_600, 0]);
  expect((await show(id)).invoice).toMatchObject({ state: 'partlyRefunded', refundedFen: 20_000 });
  expect(await at(id, 'refundInvoice', { amountFen: 5_600, why: '其余也退' }, people.manager)).toBe('done');
  expect((await show(id)).invoice).toMatchObject({ state: 'refunded', refundedFen: 25_600 });
});

test('what goes back is split to the fen, never more out of a payment than is left of it, and out of one alone where one is enough', () => {
  const payments = fc.array(fc.record({ leftFen: fc.integer({ min: 1, max: 1_000_000 }) }), { maxLength: 6 });
  fc.assert(fc.property(payments, fc.integer({ min: 1, max: 3_000_000 }), (latestFirst, fen) => {
    const parts = splitRefund(latestFirst, fen);
    const all = latestFirst.reduce((sum, one) => sum + one.leftFen, 0);
    expect(parts === undefined).toBe(fen > all);
    if (parts === undefined) return;
    expect(parts.reduce((sum, part) => sum + part.fen, 0)).toBe(fen);
    expect(parts.every((part) => part.fen > 0 && part.fen <= part.payment.leftFen)).toBe(true);
    if (latestFirst.some((one) => one.leftFen >= fen)) expect(parts).toHaveLength(1);
  }));
});
