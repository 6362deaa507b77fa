// The cashier's day: what the till should hold, closing by name, closed days that stay, and the platforms' bills beside our books, where every
// difference is found, held, explained, or resolves itself.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { wechatPay } from '#platform/outside/payment';
import { openWallet } from '../../fleet/outside/wallet.ts';
import { newCar, outletId, refusalOf, shop, visit, type Shop } from '../workorders/small-shop.test-data.ts';
import { differenceStates } from './api.ts';
import { compare, differenceMoves } from './difference.ts';

let now = () => new Date();
const wallet = await openWallet('', () => now());
const home = await house({ startsAt: '2026-11-24T02:00:00Z', outside: { payment: wechatPay(wallet.merchant) } });
now = home.clock.now;
let people: Shop;
const at = { brandId: 'xihe', outletId };
const cashier = home.staff({ role: 'cashier', brandId: 'xihe', outletId, name: '收银员小林' });
beforeAll(async () => {
  people = await shop(home);
});
afterAll(() => wallet.close());
const showTill = (more: Record<string, unknown> = {}, who = cashier) => who.call('showTill', { ...at, ...more });
async function issued(): Promise<{ id: string; owner: Awaited<ReturnType<typeof newCar>>['owner'] }> {
  const one = await (await visit(home, people)).ready(['MAINTAIN']);
  return { id: (await one.car.owner.call('myInvoices', {})).invoices[0].id, owner: one.car.owner };
}
async function paidInCash(): Promise<string> {
  const { id } = await issued();
  const { invoice, payers } = await cashier.call('showInvoice', { invoiceId: id });
  await cashier.call('receiveMoney', { invoiceId: id, version: invoice.version, payerId: payers[0].id, channel: 'cash', amountFen: 25_600 });
  return id;
}
/** Ordered at the platform and paid there, without a word to us. */
async function paidThere(): Promise<{ id: string; no: string }> {
  const { id, owner } = await issued();
  const { outTradeNo } = await owner.call('payInvoice', { invoiceId: id });
  await home.settle();
  wallet.payQuietly(outTradeNo);
  return { id, no: outTradeNo };
}
const hear = async (no: string): Promise<void> => {
  const message = wallet.notificationOf(no, home.clock.now());
  await home.nobody.call('paymentNotified', { bytes: Buffer.from(message.bytes), contentType: 'application/json', headers: message.headers });
  await home.settle();
};

describe('a day at the till', () => {
  test('shows what came and went by channel, is closed by a named person with what was counted, and does not change any more', async () => {
    await paidInCash();
    const car = await newCar(home);
    const deposit = await cashier.call('takeDeposit', { ...at, ownerId: car.ownerId, amountFen: 10_000, channel: 'cash', why: '订配件' });
    await cashier.call('returnDeposit', { depositId: deposit.id, amountFen: 4_000, version: 1 });
    const till = await showTill();
    expect(till).toMatchObject({ onDay: '2026-11-24', closed: null, cashFen: 31_600, sums: [{ channel: 'cash', inFen: 35_600, outFen: 4_000, fen: 31_600 }] });
    expect(till.movements.map((one: { kind: string; fen: number }) => [one.kind, one.fen])).toEqual([['depositReturned', -4_000], ['depositTaken', 10_000], ['paid', 25_600]]);
    const close = (input: Record<string, unknown>, who = cashier) => refusalOf(who.call('closeTill', { ...at, onDay: '2026-11-24', ...input }));
    expect(await close({ countedCashFen: 31_600, onDay: '2026-11-25' })).toBe('dayNotCome');
    expect(await close({ countedCashFen: 31_000 })).toBe('countNeedsWords');
    expect(await close({ countedCashFen: 31_600 }, home.staff({ role: 'cashier', brandId: 'xihe', outletId: 'elsewhere' }))).toBe('notAllowed');
    expect(await close({ countedCashFen: 31_500, words: '找零时少收一元' })).toBe('done');
    expect(await close({ countedCashFen: 31_500, words: '再来' })).toBe('dayClosedAlready');
    expect((await showTill({ onDay: '2026-11-24' })).closed).toMatchObject({ closedBy: '收银员小林', countedCashFen: 31_500, bookedCashFen: 31_600, words: '找零时少收一元' });
    await paidInCash();
    const next = await showTill();
    expect(next).toMatchObject({ onDay: '2026-11-25', fromOn: '2026-11-25', cashFen: 57_100 });
    expect((await showTill({ onDay: '2026-11-24' })).movements).toHaveLength(3);
    expect((await people.manager.call('showBalances', {})).sumFen).toBe(0);
  });
  test('has cash taken to the bank, at most what is there, and what a person booked wrongly is reversed by the manager, once, on an open day', async () => {
    home.clock.advance({ days: 1 });
    expect(await refusalOf(cashier.call('takeToBank', { ...at, amountFen: 57_101, reference: '缴款单 7' }))).toBe('notSoMuchCash');
    await cashier.call('takeToBank', { ...at, amountFen: 50_000, reference: '缴款单 7' });
    const { movements } = await showTill();
    const toBank = movements.find((one: { kind: string; mayReverse: boolean }) => one.kind === 'takenToBank');
    expect(toBank).toMatchObject({ mayReverse: true });
    expect((await showTill()).cashFen).toBe(7_100);
    expect(await refusalOf(cashier.call('reverseEntry', { entryId: toBank.id, why: '写错' }))).toBe('notAllowed');
    expect(await refusalOf(people.manager.call('reverseEntry', { entryId: movements.find((one: { kind: string }) => one.kind === 'paid').id, why: '写错' }))).toBe('entryNotByHand');
    expect(await refusalOf(people.manager.call('reverseEntry', { entryId: toBank.id, why: '写错' }))).toBe('done');
    expect(await refusalOf(people.manager.call('reverseEntry', { entryId: toBank.id, why: '再来' }))).toBe('entryReversed');
    expect((await showTill()).cashFen).toBe(57_100);
  });
  test('closed by two at once is closed once, and what is sold meanwhile stands on exactly one day', async () => {
    const close = () => refusalOf(cashier.call('closeTill', { ...at, onDay: '2026-11-25', countedCashFen: 57_100, words: '两人同时' }));
    const [first, second, id] = await Promise.all([close(), close(), paidInCash()]);
    expect([first, second].sort()).toEqual(['dayClosedAlready', 'done']);
    const days = (await people.manager.call('listEntries', { subjectId: id, account: 'cash' })).entries.map((entry: { onDay: string }) => entry.onDay);
    expect(days).toHaveLength(1);
    const closed = (await showTill({ onDay: '2026-11-25' })).closed;
    expect(closed.bookedCashFen).toBe(days[0] === '2026-11-25' ? 82_700 : 57_100);
  });
});

describe('a bill of a payment platform', () => {
  test('is fetched after the day: what both say is no difference, what one says is, and each is held and explained or resolves itself', async () => {
    home.clock.set('2026-12-01T02:00:00Z');
    const [both, lost, ours] = [await paidThere(), await paidThere(), await issued()];
    // One is told to us; one is lost on the way; one we believe paid that the platform does not know; one the platform knows and we do not.
    await hear(both.no);
    await home.inside((tx) => tx.db.query(home.sql`insert into invoices.payments (id, invoice_id, brand_id, owner_id, payer_id, out_trade_no, amount_fen, channel, state, asked_at, paid_at) values ('ghost', ${ours.id}, 'xihe', 'x', 'ghost', 'CLGHOST', 700, 'wechat', 'paid', ${home.clock.now()}, ${home.clock.now()})`));
    wallet.addToBill({ no: 'SHOP1', fen: 990, at: home.clock.now() });
    await home.runRounds('fetch-bills');
    expect((await cashier.call('listDifferences', {})).differences, 'the day is not over').toEqual([]);
    home.clock.set('2026-12-02T02:30:00Z');
    await home.runRounds('fetch-bills');
    const { differences } = await cashier.call('listDifferences', {});
    expect(differences.map((one: { kind: string; no: string }) => [one.kind, one.no])).toEqual([['missingInBill', 'CLGHOST']]);
    const everywhere = home.staff({ role: 'cashier', brandId: null, outletId: null, name: '总部出纳' });
    const all = (await everywhere.call('listDifferences', {})).differences.map((one: { kind: string; no: string }) => `${one.kind} ${one.no}`).sort();
    expect(all).toEqual([`missingHere ${lost.no}`, 'missingHere SHOP1', 'missingInBill CLGHOST'].sort());
    const [ghost] = differences;
    const hold = (input: Record<string, unknown>, who = cashier) => refusalOf(who.call('holdDifference', { differenceId: ghost.id, version: ghost.version, ...input }));
    expect(await hold({ words: '问微信', explained: false }, home.staff({ role: 'cashier', brandId: 'yuanlan', outletId }))).toBe('differenceNotFound');
    expect(await hold({ words: '已问微信客服，等回复', explained: false })).toBe('done');
    expect(await hold({ words: '测试数据', explained: true })).toBe('staleEdit');
    expect(await hold({ words: '测试数据', explained: true, version: ghost.version + 1 })).toBe('done');
    expect(await hold({ words: '再来', explained: true, version: ghost.version + 2 })).toBe('differenceEnded');
    // The lost one is found by asking; the next comparison resolves it.
    await home.inside((tx) => tx.db.query(home.sql`update invoices.payments set checked_at = null where out_trade_no = ${lost.no}`));
    await home.runRounds('ask-about-payments');
    await everywhere.call('askBill', { brandId: 'xihe', channel: 'wechat', onDay: '2026-12-01' });
    await home.settle();
    const after = (await everywhere.call('listDifferences', {})).differences;
    expect(after.find((one: { no: string }) => one.no === lost.no)).toMatchObject({ state: 'resolved' });
    expect(after.find((one: { no: string }) => one.no === 'SHOP1')).toMatchObject({ state: 'open', brandId: 'house' });
    expect((await cashier.call('listDifferences', { state: 'explained' })).differences).toMatchObject([{ no: 'CLGHOST', holder: '收银员小林', words: '测试数据' }]);
    expect((await people.manager.call('showBalances', {})).sumFen).toBe(0);
  });
  test('compared to any books names every number that differs and no other', () => {
    const row = fc.record({ kind: fc.constantFrom('payment' as const, 'refund' as const), no: fc.integer({ min: 0, max: 9 }).map((number) => `N${number}`), amountFen: fc.integer({ min: 1, max: 3 }) });
    const list = fc.uniqueArray(row, { maxLength: 12, selector: (one) => `${one.kind} ${one.no}` });
    fc.assert(fc.property(list, list, (bill, ours) => {
      const key = (one: { kind: string; no: string }) => `${one.kind} ${one.no}`;
      const found = new Map(compare(bill, ours).map((one) => [`${one.moved} ${one.no}`, one]));
      for (const at of new Set([...bill, ...ours].map(key))) {
        const [theirs, mine] = [bill.find((one) => key(one) === at), ours.find((one) => key(one) === at)];
        expect(found.get(at)?.kind).toBe(theirs === undefined ? 'missingInBill' : mine === undefined ? 'missingHere' : theirs.amountFen === mine.amountFen ? undefined : 'amountDiffers');
      }
      expect(found.size).toBeLessThanOrEqual(new Set([...bill, ...ours].map(key)).size);
      expect(compare(bill, ours, new Set(ours.map(key))).some((one) => one.kind === 'missingInBill')).toBe(false);
    }));
  });
  test('has differences that go only where their table says: the database refuses the rest', async () => {
    expect(Object.keys(differenceMoves).sort()).toEqual([...differenceStates].sort());
    for (const from of differenceStates) for (const to of differenceStates) {
      const id = `${from}-${to}`;
      await home.inside((tx) => tx.db.query(home.sql`insert into cashier.differences (id, brand_id, outlet_id, channel, on_day, kind, moved, no, state, holder, words, found_at) values (${id}, 'none', 'x', 'wechat', '2026-01-01', 'missingHere', 'payment', ${id}, ${from}, 'x', 'x', now())`));
      const said = await home.inside((tx) => tx.db.query(home.sql`update cashier.differences set state = ${to} where id = ${id}`)).then(() => 'moved', () => 'refused');
      expect(`${from} ${to} ${said}`).toBe(`${from} ${to} ${from === to || differenceMoves[from].includes(to) ? 'moved' : 'refused'}`);
    }
  });
});
