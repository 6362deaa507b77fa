// At the till: companies pay parts, cash is rounded, deposits and coupons are used, in any order and by any channel; what is paid
// is what was owed, the state follows its table, and the ledger says the same to the fen.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { balanceOf } from '#ledger';
import { outletId, refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';
import { invoiceMoves, stateOf, type InvoiceState } from './invoice.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const show = (id: string) => people.manager.call('showInvoice', { invoiceId: id });
const standing = (account: Parameters<typeof balanceOf>[1], party: string) => home.inside((tx) => balanceOf(tx, account, party));
async function issued(operations = ['MAINTAIN'], payers: unknown[] = []): Promise<{ one: Visit; id: string; ownerId: string }> {
  const one = await visit(home, people);
  await one.estimate(operations, payers);
  if (one.page.lines.some((line) => line.goodwillWaits)) await one.by(people.manager, 'approveGoodwill');
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  await one.by(people.worker, 'startWork');
  await one.by(people.worker, 'finishWork', { note: '完成' });
  if (one.state === 'inspection') await one.by(people.second, 'inspect', { passed: true, words: '合格' });
  await home.settle();
  const [invoice] = (await one.car.owner.call('myInvoices', {})).invoices;
  return { one, id: invoice.id, ownerId: one.car.ownerId };
}
/** Calls an operation on the invoice at its present version. */
async function at(id: string, name: string, input: Record<string, unknown>, who = people.adviser): Promise<string> {
  return refusalOf(who.call(name, { invoiceId: id, version: (await show(id)).invoice.version, ...input }));
}
const payerOf = async (id: string, kind: string) => (await show(id)).payers.find((payer: { kind: string }) => payer.kind === kind);

describe('an invoice at the till', () => {
  test('is paid by a company in part and by the owner in cash, less than ten fen left off, and then closes the work order', async () => {
    const { one, id, ownerId } = await issued(['BRAKE-PADS']);
    expect((await show(id)).invoice).toMatchObject({ state: 'issued', owedFen: 22_400 });
    expect(await at(id, 'splitInvoice', { companies: [{ name: '同城快送', taxNo: '91310000MA1K00000X', amountFen: 22_401 }] })).toBe('payersDoNotAddUp');
    expect(await at(id, 'splitInvoice', { companies: [{ name: '同城快送', taxNo: '91310000MA1K00000X', amountFen: 12_391 }] })).toBe('done');
    const [company, owner] = [await payerOf(id, 'company'), await payerOf(id, 'owner')];
    expect([company.owedFen, owner.owedFen]).toEqual([12_391, 10_009]);
    expect(await standing('receivable', `owner:${ownerId}`)).toBe(10_009);
    expect(await at(id, 'receiveMoney', { payerId: company.id, channel: 'bankTransfer', amountFen: 12_391, reference: '回单 1' })).toBe('done');
    expect((await show(id)).invoice).toMatchObject({ state: 'partlyPaid', paidFen: 12_391 });
    expect((await show(id)).payments, 'with the number of its slip').toMatchObject([{ channel: 'bankTransfer', note: '回单 1' }]);
    expect((await one.car.owner.call('myInvoices', {})).invoices[0], 'the owner is asked for their own part only').toMatchObject({ owedFen: 22_400, myOwedFen: 10_009, myPaidFen: 0 });
    expect(await at(id, 'splitInvoice', { companies: [] })).toBe('paidInPart');
    expect(await at(id, 'receiveMoney', { payerId: owner.id, channel: 'cash', amountFen: 10_010 })).toBe('moreThanOwed');
    expect(await at(id, 'receiveMoney', { payerId: owner.id, channel: 'cash', amountFen: 10_000 })).toBe('done');
    await home.settle();
    expect((await show(id)).invoice).toMatchObject({ state: 'paid', paidFen: 22_400 });
    expect(await standing('receivable', `owner:${ownerId}`)).toBe(0);
    expect((await one.fresh()).workOrder.settled).toBe(true);
    const { entries } = await people.manager.call('listEntries', { subjectId: id });
    expect(entries.flatMap((entry: { postings: { account: string; fen: number }[] }) => entry.postings).filter((each: { account: string }) => each.account === 'rounding')).toEqual([{ account: 'rounding', party: 'cash', fen: 9 }]);
  });
  test('takes a coupon off line by line, once; a second of the same code, of another owner, or past its day is refused with its reason', async () => {
    const [first, second] = [await issued(['BRAKE-PADS', 'MAINTAIN']), await issued()];
    await people.manager.call('addCoupon', { brandId: 'xihe', code: 'THANKS-10', name: '感谢券', nameEn: 'Thanks', pct: 10, validTo: '2026-12-31' });
    await people.manager.call('addCoupon', { brandId: 'xihe', code: 'MINE-1', ownerId: first.ownerId, name: '专享', nameEn: 'Yours', fen: 100, validTo: '2026-12-31' });
    expect(await at(first.id, 'redeemCoupon', { code: 'thanks-10' })).toBe('done');
    const { invoice } = await show(first.id);
    expect(invoice).toMatchObject({ owedFen: 43_200, couponFen: 4_800, couponCode: 'THANKS-10' });
    expect(invoice.lines.reduce((sum: number, line: { couponFen: number }) => sum + line.couponFen, 0)).toBe(4_800);
    expect(await at(first.id, 'redeemCoupon', { code: 'MINE-1' })).toBe('couponTakenAlready');
    expect(await at(second.id, 'redeemCoupon', { code: 'THANKS-10' })).toBe('couponNotValid');
    expect(await at(second.id, 'redeemCoupon', { code: 'MINE-1' })).toBe('couponNotValid');
    expect(await standing('receivable', `owner:${first.ownerId}`)).toBe(43_200);
  });
  test('that a coupon covers whole settles itself; a coupon of an invoice that is all refunded is its owner’s again', async () => {
    const [free, paid] = [await issued(), await issued()];
    for (const code of ['FREE-1', 'TEN-1']) await people.manager.call('addCoupon', { brandId: 'xihe', code, name: '券', nameEn: 'Coupon', fen: code === 'FREE-1' ? 99_999 : 1_000, validTo: '2026-12-31' });
    expect(await at(free.id, 'redeemCoupon', { code: 'FREE-1' })).toBe('done');
    await home.settle();
    expect((await show(free.id)).invoice).toMatchObject({ state: 'settledZero', owedFen: 0, couponFen: 25_600 });
    expect((await free.one.fresh()).workOrder.settled).toBe(true);
    await at(paid.id, 'redeemCoupon', { code: 'TEN-1' });
    await at(paid.id, 'receiveMoney', { payerId: (await payerOf(paid.id, 'owner')).id, channel: 'card', amountFen: 24_600 });
    expect(await at(paid.id, 'refundInvoice', { amountFen: 24_600, why: '全退' }, people.manager)).toBe('done');
    await home.settle();
    expect((await show(paid.id)).invoice).toMatchObject({ state: 'refunded', refundedFen: 24_600 });
    const next = await issued();
    expect(await at(next.id, 'redeemCoupon', { code: 'TEN-1' })).toBe('done');
  });
  test('is settled from a deposit as far as it goes; a deposit of somebody else is not there', async () => {
    const [mine, other] = [await issued(), await issued()];
    const deposit = await people.adviser.call('takeDeposit', { ownerId: mine.ownerId, brandId: 'xihe', outletId, amountFen: 20_000, channel: 'cash', why: '订配件' });
    expect(await at(other.id, 'payWithDeposit', { depositId: deposit.id, amountFen: 1 })).toBe('depositNotFound');
    expect(await at(mine.id, 'payWithDeposit', { depositId: deposit.id, amountFen: 20_001 })).toBe('depositTooSmall');
    expect(await at(mine.id, 'payWithDeposit', { depositId: deposit.id, amountFen: 20_000 })).toBe('done');
    expect((await show(mine.id)).invoice).toMatchObject({ state: 'partlyPaid', paidFen: 20_000 });
    expect([await standing('deposits', deposit.id), await standing('receivable', `owner:${mine.ownerId}`)]).toEqual([0, 5_600]);
    expect((await mine.one.car.owner.call('myBenefits', {})).deposits).toMatchObject([{ state: 'used', leftFen: 0 }]);
  });
  test('says who bears what: goodwill by maker, outlet and owner, and the shares sum to the line', async () => {
    const { id, ownerId } = await issued(['MAINTAIN'], [{ code: 'MAINTAIN', payType: 'goodwill', ownerPct: 33, makerPct: 33 }]);
    const { invoice, payers } = await show(id);
    expect(invoice).toMatchObject({ totalFen: 25_600, owedFen: 8_448 });
    expect(payers.map((payer: { kind: string; owedFen: number }) => [payer.kind, payer.owedFen])).toEqual([['owner', 8_448], ['maker', 8_448]]);
    const { entries } = await people.manager.call('listEntries', { subjectId: id });
    expect(entries[0].postings.filter((each: { account: string }) => each.account.startsWith('goodwill')).map((each: { account: string; fen: number }) => [each.account, each.fen])).toEqual([['goodwillMaker', 8_448], ['goodwillOutlet', 8_704]]);
    expect(await standing('receivable', `owner:${ownerId}`)).toBe(8_448);
  });
});

type Step = { do: 'cash' | 'card' | 'deposit' | 'refund'; fen: number };
test('whatever is paid by whatever channel and given back, the ledger sums to zero, receivables are what is left to pay, and the state goes only where its table says', async () => {
  const step: fc.Arbitrary<Step> = fc.record({ do: fc.constantFrom('cash' as const, 'card' as const, 'card' as const, 'deposit' as const, 'refund' as const), fen: fc.oneof(fc.integer({ min: 1, max: 26_000 }), fc.constant(25_600)) });
  const moved = new Set<string>();
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
    const { id, ownerId } = await issued();
    const owner = await payerOf(id, 'owner');
    const deposit = await people.adviser.call('takeDeposit', { ownerId, brandId: 'xihe', outletId, amountFen: 9_000, channel: 'card', why: '订配件' });
    let before: InvoiceState = 'issued';
    for (const each of steps) {
      if (each.do === 'refund') await at(id, 'refundInvoice', { amountFen: each.fen, why: '退' }, people.manager);
      else if (each.do === 'deposit') await at(id, 'payWithDeposit', { depositId: deposit.id, amountFen: each.fen });
      else await at(id, 'receiveMoney', { payerId: owner.id, channel: each.do, amountFen: each.fen });
      const { invoice } = await show(id);
      expect(invoice.state).toBe(stateOf(invoice));
      if (invoice.state !== before) expect(invoiceMoves[before]).toContain(invoice.state);
      if (invoice.state !== before) moved.add(`${before} ${invoice.state}`);
      before = invoice.state;
      expect(invoice.refundedFen <= invoice.paidFen && invoice.paidFen <= invoice.owedFen).toBe(true);
      expect(await standing('receivable', `owner:${ownerId}`)).toBe(invoice.owedFen - invoice.paidFen);
      expect((await people.manager.call('showBalances', {})).sumFen).toBe(0);
    }
  }), { numRuns: 12, endOnFailure: true });
  expect(moved.size).toBeGreaterThan(1);
}, 300_000);
