// Invoices and their payment through the signed platform, spoken to over HTTP as in life: issuing, paying once, call-backs
// that are repeated, forged or lost, a platform that is down, and money given back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { inspectionPassed } from '#workorders';
import { wechatPay, type Notified } from '#platform/outside/payment';
import { openWallet, type Message } from '../../fleet/outside/wallet.ts';
import { newCar, outletId, refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';
import { issueInvoice, placeOrder } from './invoices.ts';
import { writeRefundState } from './store.ts';

const wallet = await openWallet();
const speaks = wechatPay(wallet.merchant);
/** What the platform says next, when a test puts words into its mouth that the demo's counterpart never says. */
let said: Notified | undefined;
const home = await house({ outside: { payment: { ...speaks, readNotification: (...message) => (said === undefined ? speaks.readNotification(...message) : { ok: true, value: said }) } } });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
  const address = await home.app.listen({ host: '127.0.0.1', port: 0 });
  wallet.notifyAt(`${address}/api/payments/notifications`);
});
afterAll(() => wallet.close());

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (const stop = Date.now() + 15_000; Date.now() < stop; await new Promise((resolve) => setTimeout(resolve, 40))) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error('it did not happen within 15 seconds');
}
type Ledger = { kind: string; amountFen: number }[];
const show = (id: string) => people.manager.call('showInvoice', { invoiceId: id });
const rows = async (id: string) => ((await show(id)).ledger as Ledger).map((row) => [row.kind, row.amountFen]);
const paymentsOf = (id: string) => home.inside((tx) => tx.db.query<{ id: string; outTradeNo: string; state: string; codeUrl: string | null }>(home.sql`select * from invoices.payments where invoice_id = ${id} order by asked_at`));
const notify = (message: Message) => home.nobody.call('paymentNotified', { bytes: Buffer.from(message.bytes), contentType: 'application/json', headers: message.headers });

/** A visit whose work is done; by default the owner owes 256 yuan. */
async function issued(operations = ['MAINTAIN'], declined: string[] = []): Promise<{ visit: Visit; owner: Caller; id: string }> {
  const one = await (await visit(home, people)).ready(operations, declined);
  const [invoice] = (await one.car.owner.call('myInvoices', {})).invoices;
  return { visit: one, owner: one.car.owner, id: invoice.id };
}
/** Pressed to pay, and ordered at the platform. */
async function ordered() {
  const one = await issued();
  const { outTradeNo } = await one.owner.call('payInvoice', { invoiceId: one.id });
  await home.settle();
  return { ...one, outTradeNo: outTradeNo as string };
}
async function paid() {
  const one = await ordered();
  wallet.payQuietly(one.outTradeNo);
  await notify(wallet.notificationOf(one.outTradeNo));
  await home.settle();
  return one;
}

describe('an invoice', () => {
  test('is made of exactly the approved lines that were done, at the prices that were approved (I1)', async () => {
    const { visit: one, id } = await issued(['MAINTAIN', 'BRAKE-PADS', 'CHARGE-PORT'], ['MAINTAIN']);
    const { invoice } = await show(id);
    const done = one.page.lines.filter((line) => line.answer === 'approved' && line.done);
    expect(done.map((line) => line.code)).toEqual(['BRAKE-PADS', 'CHARGE-PORT', 'P-PORT']);
    expect(invoice.lines).toEqual(done.map(({ kind, code, name, nameEn, quantity, unitFen, totalFen, payType, ownerFen }) => ({ kind, code, name, nameEn, quantity, unitFen, totalFen, payType, ownerFen, couponFen: 0 })));
    expect(invoice).toMatchObject({ state: 'issued', totalFen: one.page.totalFen, owedFen: one.page.ownerFen, paidFen: 0, refundedFen: 0 });
    expect(await rows(id)).toEqual([['owed', 22_400]]);
  });
  test('is issued once, however often the finished work is told', async () => {
    const { visit: one, id } = await issued();
    const { workOrder } = one.page;
    for (let repeat = 0; repeat < 2; repeat++) await home.inside((tx) => issueInvoice(tx, { workOrderId: one.id }));
    await home.inside(async (tx) => tx.tell(inspectionPassed({ workOrderId: one.id, caseId: workOrder.caseId, brandId: 'xihe', ownerId: workOrder.ownerId, outletId })));
    await home.settle();
    expect((await one.car.owner.call('myInvoices', {})).invoices.map((each: { id: string }) => each.id)).toEqual([id]);
    expect(await rows(id)).toEqual([['owed', 25_600]]);
  });
  test('over nothing settles itself and the work order, and asks for no payment', async () => {
    const { visit: one, owner, id } = await issued(['CHARGE-PORT']);
    expect((await show(id)).invoice).toMatchObject({ state: 'settledZero', owedFen: 0, totalFen: 124_400 });
    expect(one.page.workOrder.settled).toBe(true);
    expect(await refusalOf(owner.call('payInvoice', { invoiceId: id }))).toBe('nothingToPay');
    expect(await paymentsOf(id)).toEqual([]);
  });
  test('is refused to other owners, brands and places, and only managers give money back', async () => {
    const { id } = await paid();
    const other = (await newCar(home)).owner;
    const strangers = [home.staff({ role: 'serviceManager', brandId: 'yuanlan', outletId }), home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'elsewhere' })];
    for (const name of ['payInvoice', 'paymentState']) expect(await refusalOf(other.call(name, { invoiceId: id }))).toBe('invoiceNotFound');
    for (const who of strangers) {
      expect(await refusalOf(who.call('showInvoice', { invoiceId: id }))).toBe('invoiceNotFound');
      expect(await refusalOf(who.call('refundInvoice', { invoiceId: id, amountFen: 1, why: 'x', version: 2 }))).toBe('invoiceNotFound');
      expect((await who.call('listInvoices', {})).invoices).toEqual([]);
    }
    expect(await refusalOf(people.adviser.call('refundInvoice', { invoiceId: id, amountFen: 1, why: 'x', version: 2 }))).toBe('notAllowed');
    expect((await show(id)).invoice).toMatchObject({ state: 'paid', refundedFen: 0 });
  });
});

describe('paying', () => {
  test('pressed twice, also at once, is one payment and one order', async () => {
    const { owner, id } = await issued();
    const both = await Promise.all([owner, owner].map((who) => who.call('payInvoice', { invoiceId: id })));
    expect(both[0].outTradeNo).toBe(both[1].outTradeNo);
    await home.settle();
    expect(await paymentsOf(id)).toMatchObject([{ outTradeNo: both[0].outTradeNo, state: 'created', codeUrl: `weixin://wxpay/bizpayurl?pr=${both[0].outTradeNo}` }]);
    const again = await owner.call('payInvoice', { invoiceId: id });
    expect(again).toMatchObject({ outTradeNo: both[0].outTradeNo, state: 'created' });
  });
  test('while the platform is down is asked for, tried again by the queue, and ordered once (I2)', async () => {
    const { owner, id } = await issued();
    const there = wallet.merchant.baseUrl;
    wallet.merchant.baseUrl = 'http://127.0.0.1:9';
    const { outTradeNo, state } = await owner.call('payInvoice', { invoiceId: id });
    expect(state).toBe('asked');
    await expect(home.settle()).rejects.toThrow();
    expect(await paymentsOf(id)).toMatchObject([{ state: 'asked', codeUrl: null }]);
    wallet.merchant.baseUrl = there;
    await until(async () => {
      await home.settle();
      return (await owner.call('paymentState', { invoiceId: id })).payment.state === 'created';
    });
    expect(await paymentsOf(id)).toMatchObject([{ outTradeNo, state: 'created' }]);
    const [payment] = await paymentsOf(id);
    for (let repeat = 0; repeat < 2; repeat++) await home.inside((tx) => placeOrder(tx, { paymentId: payment?.id ?? '' }));
    expect(await paymentsOf(id)).toEqual([payment]);
  });
  test('that could never be ordered is ordered when the owner presses again (I2)', async () => {
    const { owner, id } = await issued();
    await owner.call('payInvoice', { invoiceId: id });
    await home.world.database.query(home.sql`delete from pgboss.job where state < 'active' and data->>'reaction' like '%place-order'`);
    await home.settle();
    expect(await paymentsOf(id)).toMatchObject([{ state: 'asked' }]);
    await owner.call('payInvoice', { invoiceId: id });
    await home.settle();
    expect(await paymentsOf(id)).toMatchObject([{ state: 'created' }]);
  });
  test('that was declined ends, and the next press is a new order', async () => {
    const one = await ordered();
    await wallet.pay(one.outTradeNo, true);
    home.clock.advance({ seconds: 61 });
    await home.runRounds('ask-about-payments');
    const again = await one.owner.call('payInvoice', { invoiceId: one.id });
    expect(again.outTradeNo).not.toBe(one.outTradeNo);
    expect((await paymentsOf(one.id)).map((payment) => payment.state)).toEqual(['failed', 'asked']);
    expect((await show(one.id)).invoice).toMatchObject({ state: 'issued', paidFen: 0 });
    await home.settle();
  });
});

describe('what the platform says', () => {
  test('counts once however often it is said, also at once, and settles the work order (I3)', async () => {
    const one = await ordered();
    wallet.payQuietly(one.outTradeNo);
    const message = wallet.notificationOf(one.outTradeNo);
    const answers = await Promise.all([message, message, message].map((each) => notify(each)));
    expect(answers).toEqual(Array(3).fill({ code: 'SUCCESS' }));
    expect(await notify(wallet.notificationOf(one.outTradeNo))).toEqual({ code: 'SUCCESS' });
    await home.settle();
    expect(await rows(one.id)).toEqual([['owed', 25_600], ['paid', 25_600]]);
    expect((await show(one.id)).invoice).toMatchObject({ state: 'paid', paidFen: 25_600 });
    expect((await one.visit.fresh()).workOrder.settled).toBe(true);
    expect(await refusalOf(one.owner.call('payInvoice', { invoiceId: one.id }))).toBe('nothingToPay');
  });
  test.each<[string, (message: Message) => Message]>([
    ['a changed byte', ({ bytes, headers }) => ({ bytes: Buffer.from(bytes).map((byte, at) => (at === 8 ? byte ^ 1 : byte)), headers })],
    ['a byte more', ({ bytes, headers }) => ({ bytes: Buffer.concat([bytes, Buffer.from(' ')]), headers })],
    ['another serial', ({ bytes, headers }) => ({ bytes, headers: { ...headers, 'wechatpay-serial': 'FFFF' } })],
    ['another time than was signed', ({ bytes, headers }) => ({ bytes, headers: { ...headers, 'wechatpay-timestamp': String(Number(headers['wechatpay-timestamp']) + 1) } })],
    ['another nonce than was signed', ({ bytes, headers }) => ({ bytes, headers: { ...headers, 'wechatpay-nonce': 'x' } })],
    ['no signature', ({ bytes }) => ({ bytes, headers: {} })],
  ])('with %s is not believed (I3)', async (_how, forge) => {
    const one = await ordered();
    wallet.payQuietly(one.outTradeNo);
    expect(await refusalOf(notify(forge(wallet.notificationOf(one.outTradeNo))))).toBe('notANotification');
    expect(await rows(one.id)).toEqual([['owed', 25_600]]);
    await notify(wallet.notificationOf(one.outTradeNo));
    expect(await rows(one.id)).toHaveLength(2);
  });
  test.each([-301, 301])('%i seconds from now is not believed, however well signed (I3)', async (seconds) => {
    const one = await ordered();
    wallet.payQuietly(one.outTradeNo);
    expect(await refusalOf(notify(wallet.notificationOf(one.outTradeNo, new Date(home.clock.now().getTime() + seconds * 1000))))).toBe('notANotification');
    expect(await rows(one.id)).toEqual([['owed', 25_600]]);
  });
  test('of another amount than was asked is not counted (I3)', async () => {
    const { owner, id } = await issued();
    const { outTradeNo } = await owner.call('payInvoice', { invoiceId: id });
    await speaks.create({ outTradeNo, amountFen: 1, description: '一分钱' });
    wallet.payQuietly(outTradeNo);
    await notify(wallet.notificationOf(outTradeNo));
    expect(await rows(id)).toEqual([['owed', 25_600]]);
    expect((await show(id)).invoice).toMatchObject({ state: 'issued', paidFen: 0 });
    await home.world.database.query(home.sql`delete from pgboss.job where state < 'active' and data->>'reaction' like '%place-order'`);
  });
  test('of another currency, of an order not paid, or of an order that is not ours is not counted (I3)', async () => {
    const one = await ordered();
    const before = (await home.inside((tx) => tx.db.query<{ count: number }>(home.sql`select count(*)::int as count from ledger.entries`)))[0]?.count;
    await notify(wallet.notificationOf(one.outTradeNo));
    await speaks.create({ outTradeNo: 'CLNOTOURS', amountFen: 25_600, description: '别家' });
    wallet.payQuietly('CLNOTOURS');
    await notify(wallet.notificationOf('CLNOTOURS'));
    said = { what: 'payment', outTradeNo: one.outTradeNo, transactionId: '1', state: 'SUCCESS', amountFen: 25_600, currency: 'USD' };
    await notify(wallet.notificationOf(one.outTradeNo));
    said = undefined;
    expect((await home.inside((tx) => tx.db.query<{ count: number }>(home.sql`select count(*)::int as count from ledger.entries`)))[0]?.count).toBe(before);
    expect((await show(one.id)).invoice.state).toBe('issued');
  });
  test('and what got lost on the way is found by asking, once (I3)', async () => {
    const one = await ordered();
    wallet.payQuietly(one.outTradeNo);
    await home.runRounds('ask-about-payments');
    expect(await rows(one.id), 'a minute is waited first').toEqual([['owed', 25_600]]);
    home.clock.advance({ seconds: 61 });
    await home.runRounds('ask-about-payments');
    await notify(wallet.notificationOf(one.outTradeNo));
    await home.runRounds('ask-about-payments');
    expect(await rows(one.id)).toEqual([['owed', 25_600], ['paid', 25_600]]);
    expect((await one.visit.fresh()).workOrder.settled).toBe(true);
  });
});

describe('giving money back', () => {
  const refund = async (id: string, amountFen: number, who = people.manager, version?: number) =>
    who.call('refundInvoice', { invoiceId: id, amountFen, why: '重复收费', version: version ?? (await show(id)).invoice.version });
  test('goes through the platform, in parts, never beyond what was paid (I4)', async () => {
    const { id } = await paid();
    await refund(id, 5_600);
    await home.settle();
    await until(async () => (await show(id)).invoice.state === 'partlyRefunded');
    expect(await refusalOf(refund(id, 20_001))).toBe('refundTooMuch');
    await refund(id, 20_000);
    expect(await refusalOf(refund(id, 1)), 'what is on its way counts').toBe('refundTooMuch');
    await home.settle();
    await until(async () => (await show(id)).invoice.state === 'refunded');
    expect(await rows(id)).toEqual([['owed', 25_600], ['paid', 25_600], ['refunded', 5_600], ['refunded', 20_000]]);
    expect(await refusalOf(refund(id, 1))).toBe('refundTooMuch');
    await home.settle();
  });
  test('of an unpaid invoice is refused, and so is an edit of an old version', async () => {
    const { id } = await ordered();
    expect(await refusalOf(refund(id, 1))).toBe('refundTooMuch');
    const one = await paid();
    expect(await refusalOf(refund(one.id, 1, people.manager, 1))).toBe('staleEdit');
  });
  test('by two managers who each give the rest back at once happens once (I4)', async () => {
    const { id } = await paid();
    const { version } = (await show(id)).invoice;
    const other = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId, name: '店长乙' });
    const both = await Promise.all([people.manager, other].map((who) => refusalOf(refund(id, 25_600, who, version))));
    expect(both.sort()).toEqual(['done', 'staleEdit']);
    await home.settle();
    await until(async () => (await show(id)).invoice.state === 'refunded');
    expect(await rows(id)).toEqual([['owed', 25_600], ['paid', 25_600], ['refunded', 25_600]]);
  });
  test('pressed twice gives the money back once: the second press is of an old version (I4)', async () => {
    const { id } = await paid();
    const { version } = (await show(id)).invoice;
    expect(await Promise.all([1, 2].map(() => refusalOf(refund(id, 5_600, people.manager, version)))).then((both) => both.sort())).toEqual(['done', 'staleEdit']);
    await home.settle();
    await until(async () => (await show(id)).invoice.state === 'partlyRefunded');
    expect(await rows(id)).toEqual([['owed', 25_600], ['paid', 25_600], ['refunded', 5_600]]);
  });
  test('happens by itself for an owner who paid two orders of one invoice: both are on record, and the second goes back (I5)', async () => {
    const one = await ordered();
    await wallet.pay(one.outTradeNo, true);
    home.clock.advance({ seconds: 61 });
    await home.runRounds('ask-about-payments');
    const again = await one.owner.call('payInvoice', { invoiceId: one.id });
    await home.settle();
    for (const no of [one.outTradeNo, again.outTradeNo]) {
      wallet.payQuietly(no);
      await notify(wallet.notificationOf(no));
    }
    expect(await rows(one.id)).toEqual([['owed', 25_600], ['paid', 25_600], ['paid', 25_600]]);
    expect(await refusalOf(refund(one.id, 25_601)), 'what goes back by itself is not given twice').toBe('refundTooMuch');
    await home.settle();
    await until(async () => (await show(one.id)).invoice.refundedFen === 25_600);
    expect((await show(one.id)).invoice).toMatchObject({ state: 'paid', paidFen: 51_200 });
    await refund(one.id, 25_600);
    await home.settle();
    await until(async () => (await show(one.id)).invoice.state === 'refunded');
    const refunds = await home.inside((tx) => tx.db.query<{ outTradeNo: string }>(home.sql`select out_trade_no from invoices.refunds where invoice_id = ${one.id} order by id`));
    expect(refunds.map((each) => each.outTradeNo)).toEqual([again.outTradeNo, one.outTradeNo]);
  });
  test('of another amount than was asked is not counted, and what the platform could not do is on record (I3, I4)', async () => {
    const { id } = await paid();
    await refund(id, 100);
    const [asked] = await home.inside((tx) => tx.db.query<{ outRefundNo: string; outTradeNo: string }>(home.sql`select * from invoices.refunds where invoice_id = ${id}`));
    const says = async (state: string, amountFen: number) => {
      said = { what: 'refund', outRefundNo: asked?.outRefundNo ?? '', outTradeNo: asked?.outTradeNo ?? '', state, amountFen };
      await notify({ bytes: Buffer.from('{}'), headers: {} });
      said = undefined;
    };
    await says('SUCCESS', 25_600);
    expect(await rows(id)).toEqual([['owed', 25_600], ['paid', 25_600]]);
    await says('ABNORMAL', 100);
    const kept = await home.inside((tx) => tx.db.query<{ action: string }>(home.sql`select action from platform.audit where subject = 'invoices' and subject_id = ${id} order by id desc limit 1`));
    expect(kept).toEqual([{ action: 'invoices.refundFailed' }]);
    await home.settle();
  });
  test('that the platform could not do frees the amount for another try, and a late word of it changes no end (I4)', async () => {
    const { id } = await paid();
    await refund(id, 25_600);
    const [asked] = await home.inside((tx) => tx.db.query<{ outRefundNo: string; outTradeNo: string }>(home.sql`select * from invoices.refunds where invoice_id = ${id}`));
    const stateOf = async (no: string | undefined) => (await home.inside((tx) => tx.db.query<{ state: string }>(home.sql`select state from invoices.refunds where out_refund_no = ${no}`)))[0]?.state;
    said = { what: 'refund', outRefundNo: asked?.outRefundNo ?? '', outTradeNo: asked?.outTradeNo ?? '', state: 'CLOSED', amountFen: 25_600 };
    await notify({ bytes: Buffer.from('{}'), headers: {} });
    said = undefined;
    expect(await stateOf(asked?.outRefundNo)).toBe('failed');
    await home.settle();
    expect(await stateOf(asked?.outRefundNo), 'asking the platform late does not wake it up').toBe('failed');
    const [row] = await home.inside((tx) => tx.db.query<{ id: string }>(home.sql`select id from invoices.refunds where out_refund_no = ${asked?.outRefundNo}`));
    await home.inside((tx) => writeRefundState(tx, row?.id ?? '', 'processing'));
    expect(await stateOf(asked?.outRefundNo), 'nor does an asking that was under way when the end was told').toBe('failed');
    await refund(id, 25_600);
    await home.settle();
    await until(async () => (await show(id)).invoice.state === 'refunded');
    expect(await rows(id)).toEqual([['owed', 25_600], ['paid', 25_600], ['refunded', 25_600]]);
    expect(await stateOf(asked?.outRefundNo)).toBe('failed');
  });
});
