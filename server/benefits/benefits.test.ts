// Deposits, packages, coupons and several payers at the till, in any order: the ledger always sums to zero and says to the fen
// what is owed to whom; every refusal says why.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { balanceOf } from '#ledger';
import type { Notified, PaymentPort } from '#platform/outside/payment';
import { newCar, outletId, refusalOf, shop, visit, type Car, type Shop } from '../workorders/small-shop.test-data.ts';
import { coverOf, depositMoves, depositState, itemValues, timeValue, type Deposit, type Entitlement, type Package } from './benefit.ts';
import { orderMoves, orderRefundMoves } from './order.ts';

/** A platform in memory: remembers what was asked, and says of refunds what it is told to. */
type Online = PaymentPort & { refunds: { outRefundNo: string; outTradeNo: string; refundFen: number; totalFen: number }[]; fails: boolean };
let said: Notified | undefined;
const platform: Online = {
  refunds: [], fails: false,
  create: async ({ outTradeNo }) => ({ codeUrl: `weixin://${outTradeNo}` }),
  query: async () => undefined,
  async refund(refund) {
    platform.refunds.push(refund);
    return { state: 'PROCESSING' };
  },
  queryRefund: async ({ outRefundNo }) => ({ state: platform.fails ? 'ABNORMAL' : 'SUCCESS', amountFen: platform.refunds.find((one) => one.outRefundNo === outRefundNo)?.refundFen ?? -1 }),
  close: async () => undefined, bill: async () => undefined,
  readNotification: () => (said === undefined ? { ok: false, reason: 'badSignature' } : { ok: true, value: said }),
};
const home = await house({ startsAt: '2026-11-24T02:00:00Z', outside: { payment: platform } });
let people: Shop;
let planId = '';
beforeAll(async () => {
  people = await shop(home);
  planId = (await people.region.call('addPlan', { brandId: 'xihe', name: '三次保养', nameEn: 'Three maintenances', priceFen: 50_000, months: 24, transferable: true, items: [{ code: 'MAINTAIN', times: 3 }] })).id;
});
const standing = (account: Parameters<typeof balanceOf>[1], party: string) => home.inside((tx) => balanceOf(tx, account, party));
const sumOfAll = async (): Promise<number> => (await people.manager.call('showBalances', {})).sumFen;
const sell = (car: Car, plan = planId) => people.adviser.call('sellPackage', { planId: plan, vehicleId: car.vehicleId, outletId, channel: 'card' });
const check = (car: Car, code: string) => people.adviser.call('checkEntitlement', { vehicleId: car.vehicleId, code });
const byPackage = [{ code: 'MAINTAIN', payType: 'package' }];

describe('a package', () => {
  test('pays for its operation: what was paid becomes income time by time, and nothing is owed at the till', async () => {
    const car = await newCar(home);
    const sold = await sell(car);
    expect(sold).toMatchObject({ leftFen: 50_000, validTo: '2028-11-24', entitlements: [{ code: 'MAINTAIN', times: 3, left: 3 }] });
    expect(await standing('packages', sold.id)).toBe(-50_000);
    const one = await visit(home, people, car);
    await one.estimate(['MAINTAIN'], byPackage);
    expect(await check(car, 'MAINTAIN')).toMatchObject({ covered: true, left: 2 });
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '完成' });
    await home.settle();
    const [invoice] = (await car.owner.call('myInvoices', {})).invoices;
    expect(invoice).toMatchObject({ state: 'settledZero', totalFen: 25_600, owedFen: 0 });
    expect(await standing('packages', sold.id)).toBe(-(50_000 - 16_667));
    expect((await car.owner.call('myBenefits', {})).packages).toMatchObject([{ leftFen: 33_333, entitlements: [{ used: 1, held: 0, left: 2 }] }]);
    expect(await sumOfAll()).toBe(0);
  });
  test('is given back with its time when the manager says so, once: it is owed in service again and no longer earned', async () => {
    const car = await newCar(home);
    const sold = await sell(car);
    const one = await visit(home, people, car);
    await one.estimate(['MAINTAIN'], byPackage);
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '完成' });
    await home.settle();
    const [invoice] = (await car.owner.call('myInvoices', {})).invoices;
    const giveBack = async (who = people.manager) => refusalOf(who.call('givePackageBack', { invoiceId: invoice.id, version: (await people.manager.call('showInvoice', { invoiceId: invoice.id })).invoice.version, why: '保养漏做机滤，重做' }));
    expect(await giveBack(people.adviser)).toBe('notAllowed');
    expect(await giveBack()).toBe('done');
    expect(await giveBack()).toBe('packageNotUsed');
    expect(await standing('packages', sold.id)).toBe(-50_000);
    expect((await car.owner.call('myBenefits', {})).packages).toMatchObject([{ leftFen: 50_000, entitlements: [{ used: 0, held: 0, left: 3 }] }]);
    expect(await sumOfAll()).toBe(0);
    expect(await check(car, 'MAINTAIN')).toMatchObject({ covered: true, left: 3 });
  });
  test('is held by an estimate, let go when the estimate changes or the work is called off, and never held twice', async () => {
    const car = await newCar(home);
    const plan = await people.region.call('addPlan', { brandId: 'xihe', name: '一次保养', nameEn: 'One maintenance', priceFen: 20_000, months: 12, transferable: false, items: [{ code: 'MAINTAIN', times: 1 }] });
    await sell(car, plan.id);
    const one = await visit(home, people, car);
    await one.estimate(['MAINTAIN'], byPackage);
    expect(await check(car, 'MAINTAIN')).toEqual({ covered: false, why: 'usedUp', packageNumber: null, left: 0 });
    await one.estimate(['MAINTAIN'], byPackage);
    await one.estimate(['MAINTAIN']);
    expect(await check(car, 'MAINTAIN')).toMatchObject({ covered: true });
    await one.estimate(['MAINTAIN'], byPackage);
    await one.by(people.adviser, 'cancelWork', { words: '不做了' });
    await home.settle();
    expect(await check(car, 'MAINTAIN')).toMatchObject({ covered: true, left: 1 });
  });
  test('that does not cover an operation says why: none, another operation, used up, ended, or sold with the car', async () => {
    const [bare, car] = [await newCar(home), await newCar(home)];
    const refused = async (of: Car, code: string): Promise<unknown> => {
      const one = await visit(home, people, { ...of, caseId: (await people.adviser.call('openCase', { vehicleId: of.vehicleId, words: '保养', outletId })).caseId });
      const said = await people.adviser.call('saveEstimate', { ...one.at(), operations: [code], parts: [], payers: [{ code, payType: 'package' }] }).then(() => 'done', (error: { code: string; details: { why: string } }) => `${error.code} ${error.details.why}`);
      await one.by(people.adviser, 'cancelWork', { words: '不做了' });
      return said;
    };
    expect(await refused(bare, 'MAINTAIN')).toBe('notInPackage noPackage');
    const plan = await people.region.call('addPlan', { brandId: 'xihe', name: '不过户', nameEn: 'Not transferable', priceFen: 20_000, months: 12, transferable: false, items: [{ code: 'MAINTAIN', times: 1 }] });
    await sell(car, plan.id);
    expect(await refused(car, 'BRAKE-PADS')).toBe('notInPackage otherOperation');
    const { vehicle } = await people.administrator.call('showVehicle', { id: car.vehicleId });
    const buyer = await newCar(home);
    await people.administrator.call('transferVehicle', { id: car.vehicleId, toOwnerId: buyer.ownerId, plateNo: null, why: '二手车', version: vehicle.version });
    await home.settle();
    expect(await check(car, 'MAINTAIN')).toMatchObject({ covered: false, why: 'notTransferred' });
  });
  test('goes with the car by its rule; what is left of one that does not is paid out, once', async () => {
    const [car, buyer] = [await newCar(home), await newCar(home)];
    const [goes, stays] = [await sell(car), await sell(car, (await people.region.call('addPlan', { brandId: 'xihe', name: '留人', nameEn: 'Stays', priceFen: 9_999, months: 12, transferable: false, items: [{ code: 'CALIBRATE', times: 2 }] })).id)];
    const { vehicle } = await people.administrator.call('showVehicle', { id: car.vehicleId });
    await people.administrator.call('transferVehicle', { id: car.vehicleId, toOwnerId: buyer.ownerId, plateNo: null, why: '二手车', version: vehicle.version });
    await home.settle();
    const numbers = async (of: Car) => (await of.owner.call('myBenefits', {})).packages.map((one: { number: string }) => one.number);
    expect(await numbers(buyer)).toContain(goes.number);
    expect(await numbers(car)).toEqual([stays.number]);
    expect(await check(car, 'MAINTAIN')).toMatchObject({ covered: true });
    const back = (version: number) => refusalOf(people.manager.call('returnPackage', { packageId: stays.id, why: '车已卖', version }));
    expect(await back(9)).toBe('staleEdit');
    expect(await back(1)).toBe('done');
    expect(await back(2)).toBe('packageReturned');
    expect(await standing('packages', stays.id)).toBe(0);
    expect(await sumOfAll()).toBe(0);
  });
  test('is worth its price over all its times, to the fen, whatever the list prices', () => {
    const item = fc.record({ worthFen: fc.integer({ min: 0, max: 1_000_000 }), times: fc.integer({ min: 1, max: 12 }) });
    fc.assert(fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.array(item, { minLength: 1, maxLength: 6 }), (priceFen, some) => {
      const values = itemValues(priceFen, some.map((one, at) => ({ ...one, code: `C${at}`, name: '', nameEn: '' })));
      expect(values.reduce((sum, fen) => sum + fen, 0)).toBe(priceFen);
      for (const [at, one] of some.entries()) expect(Array.from({ length: one.times }, (_, nth) => timeValue(values[at] as number, one.times, nth)).reduce((sum, fen) => sum + fen, 0)).toBe(values[at]);
    }));
  });
  test('is chosen by its last day, and the nearest reason is said', () => {
    const one = (id: string, validTo: string, more: Partial<Package> = {}): Package => ({ id, number: id, brandId: 'xihe', ownerId: 'me', planId: 'p', vin: 'v', outletId: 'o', name: '', nameEn: '', priceFen: 1, channel: 'cash', transferable: false, validTo, state: 'active', soldAt: new Date(), version: 1, ...more });
    const of = (packageId: string, used = 0): Entitlement => ({ id: packageId, packageId, code: 'A', times: 1, valueFen: 1, used, held: 0, usedFen: 0, takenNths: [] });
    const [late, soon, gone] = [one('late', '2027-12-31'), one('soon', '2027-01-31'), one('gone', '2026-01-01')];
    const why = (packages: Package[], entitlements: Entitlement[], code = 'A', owner = 'me') => {
      const verdict = coverOf(packages, entitlements, code, owner, '2026-11-24');
      return verdict.ok ? verdict.held.package.id : verdict.why;
    };
    expect(why([late, soon], [of('late'), of('soon')])).toBe('soon');
    expect(why([late, soon], [of('late'), of('soon', 1)])).toBe('late');
    expect(why([soon, gone], [of('soon', 1), of('gone')])).toBe('usedUp');
    expect(why([gone], [of('gone')])).toBe('expired');
    expect(why([soon], [of('soon')], 'A', 'other')).toBe('notTransferred');
    expect(why([soon], [of('soon')], 'B')).toBe('otherOperation');
    expect(why([{ ...soon, state: 'returned' }], [of('soon')])).toBe('noPackage');
  });
});

describe('bought in the app', () => {
  const port = platform;
  const pay = async (order: { outTradeNo: string; amountFen: number }, amountFen = order.amountFen) => {
    said = { what: 'payment', outTradeNo: order.outTradeNo, transactionId: `4${order.outTradeNo}`, state: 'SUCCESS', amountFen, currency: 'CNY' };
    await home.nobody.call('paymentNotified', { bytes: Buffer.from('{}'), contentType: 'application/json', headers: {} });
    await home.settle();
  };
  const buy = (car: Car, more: Record<string, unknown> = {}) => car.owner.call('buyPackage', { planId, vehicleId: car.vehicleId, outletId, channel: 'wechat', ...more });

  test('a package is there from the platform’s signed word on, once, for the amount that was asked, and the till has it (B2)', async () => {
    const [car, stranger] = [await newCar(home), await newCar(home)];
    const [order, again] = await Promise.all([buy(car), buy(car)]);
    expect(again.id, 'pressed twice is one order').toBe(order.id);
    expect(await refusalOf(buy(stranger, { vehicleId: car.vehicleId }))).toBe('vehicleNotFound');
    expect(await refusalOf(stranger.owner.call('showMyOrder', { orderId: order.id }))).toBe('orderNotFound');
    await home.settle();
    expect(await car.owner.call('showMyOrder', { orderId: order.id })).toMatchObject({ state: 'created', codeUrl: `weixin://${order.outTradeNo}`, amountFen: 50_000 });
    await pay(order, 49_999);
    expect((await car.owner.call('myBenefits', {})).packages).toEqual([]);
    for (let times = 0; times < 3; times++) await pay(order);
    const { packages: [one] } = await car.owner.call('myBenefits', {});
    expect(one).toMatchObject({ channel: 'wechat', leftFen: 50_000, entitlements: [{ left: 3 }] });
    expect(await standing('packages', one.id)).toBe(-50_000);
    expect(await sumOfAll()).toBe(0);
    const till = await people.manager.call('showTill', { brandId: 'xihe', outletId });
    expect(till.movements.filter((each: { kind: string; channel: string; fen: number; subjectId: string }) => each.subjectId === one.id)).toMatchObject([{ kind: 'packageSold', channel: 'wechat', fen: 50_000 }]);
  });

  test('what is not used goes back by the way it came, once, and is owed until it is there; what the till sold goes back at the till (B3)', async () => {
    const car = await newCar(home);
    const order = await buy(car);
    await home.settle();
    await pay(order);
    const one = await visit(home, people, car);
    await one.estimate(['MAINTAIN'], byPackage);
    const { packages: [bought] } = await car.owner.call('myBenefits', {});
    const giveUp = (version: number) => refusalOf(car.owner.call('giveUpPackage', { packageId: bought.id, version }));
    expect(await giveUp(1)).toBe('packageInUse');
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '完成' });
    await home.settle();
    expect(await giveUp(1)).toBe('done');
    expect(await giveUp(2)).toBe('packageReturned');
    await home.settle();
    expect(port.refunds.filter((each) => each.outTradeNo === order.outTradeNo)).toMatchObject([{ refundFen: 33_333, totalFen: 50_000 }]);
    expect(await standing('packages', bought.id), 'owed until it is there').toBe(-33_333);
    home.clock.advance({ minutes: 6 });
    await home.runRounds('ask-about-benefits');
    await home.runRounds('ask-about-benefits');
    expect(await standing('packages', bought.id)).toBe(0);
    expect(await sumOfAll()).toBe(0);
    const sold = await sell(car);
    expect(await refusalOf(car.owner.call('giveUpPackage', { packageId: sold.id, version: 1 }))).toBe('boughtAtOutlet');
  });

  test('a deposit pays an invoice, is filled again by its refund, and goes back over the platform; a refund that the platform cannot make leaves it the owner’s', async () => {
    const car = await newCar(home);
    const order = await car.owner.call('leaveDeposit', { vehicleId: car.vehicleId, outletId, amountFen: 30_000, why: '订充电口', channel: 'wechat' });
    await home.settle();
    await pay(order);
    const mine = async () => (await car.owner.call('myBenefits', {})).deposits[0];
    const one = await (await visit(home, people, car)).ready(['MAINTAIN']);
    const [invoice] = (await car.owner.call('myInvoices', {})).invoices;
    const at = async () => ({ invoiceId: invoice.id, version: (await people.manager.call('showInvoice', { invoiceId: invoice.id })).invoice.version });
    await people.adviser.call('payWithDeposit', { ...(await at()), depositId: (await mine()).id, amountFen: 25_600 });
    await people.manager.call('refundInvoice', { ...(await at()), amountFen: 25_600, why: '没有修好' });
    expect(one.state).toBe('ready');
    expect(await mine()).toMatchObject({ leftFen: 30_000, usedFen: 0 });
    port.fails = true;
    await people.adviser.call('returnDeposit', { depositId: (await mine()).id, amountFen: 30_000, version: (await mine()).version });
    await home.settle();
    home.clock.advance({ minutes: 6 });
    await home.runRounds('ask-about-benefits');
    expect(await mine(), 'the platform could not').toMatchObject({ leftFen: 30_000, returnedFen: 0 });
    port.fails = false;
    await people.adviser.call('returnDeposit', { depositId: (await mine()).id, amountFen: 30_000, version: (await mine()).version });
    await home.settle();
    home.clock.advance({ minutes: 6 });
    await home.runRounds('ask-about-benefits');
    expect(await mine()).toMatchObject({ leftFen: 0, returnedFen: 30_000, state: 'returned' });
    expect(await standing('deposits', (await mine()).id)).toBe(0);
    expect(await sumOfAll()).toBe(0);
  });

  test('orders and their refunds move by one total table, and the database keeps to it', async () => {
    const states = Object.keys(orderMoves) as (keyof typeof orderMoves)[];
    const pairs = await home.inside((tx) => tx.db.query<{ def: string }>(home.sql`select string_agg(pg_get_functiondef(oid), ' ') as def from pg_proc where proname in ('order_moves', 'order_refund_moves')`));
    const def = pairs[0]?.def ?? '';
    for (const from of states) for (const to of states) if (from !== to) expect(def.includes(`('${from}', '${to}')`), `${from} → ${to}`).toBe(orderMoves[from].includes(to) || (orderRefundMoves as Record<string, readonly string[]>)[from]?.includes(to) === true);
    for (const [from, tos] of Object.entries(orderRefundMoves)) for (const to of Object.keys(orderRefundMoves)) if (from !== to && !(from in orderMoves && to in orderMoves)) expect(def.includes(`('${from}', '${to}')`), `${from} → ${to}`).toBe((tos as readonly string[]).includes(to));
  });
});

describe('a deposit', () => {
  type Step = { do: 'return' | 'forfeit'; fen: number };
  test('is taken, given back and kept in any parts and order: never more than is in it, and the ledger follows to the fen', async () => {
    const car = await newCar(home);
    const states = new Set<string>();
    const step: fc.Arbitrary<Step> = fc.record({ do: fc.constantFrom('return' as const, 'forfeit' as const), fen: fc.integer({ min: 1, max: 700 }) });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      let one = await people.adviser.call('takeDeposit', { ownerId: car.ownerId, brandId: 'xihe', outletId, amountFen: 1_000, channel: 'cash', why: '订配件' });
      let left = 1_000;
      for (const each of steps) {
        const before = one.state;
        const act = people.manager.call(each.do === 'return' ? 'returnDeposit' : 'forfeitDeposit', { depositId: one.id, amountFen: each.fen, version: one.version, ...(each.do === 'forfeit' ? { why: '逾期未取' } : {}) });
        if (each.fen > left) expect(await refusalOf(act)).toBe('depositTooSmall');
        else one = await act;
        if (each.fen <= left) left -= each.fen;
        expect(one.leftFen).toBe(left);
        expect(await standing('deposits', one.id)).toBe(-left || 0);
        if (one.state !== before) expect(depositMoves[before as 'taken']).toContain(one.state);
        states.add(one.state);
      }
      expect(await sumOfAll()).toBe(0);
    }), { numRuns: 20 });
    expect([...states].sort()).toEqual(expect.arrayContaining(['partlyUsed']));
  });
  test('in every state says what may follow', () => {
    const of = (usedFen: number, returnedFen: number, forfeitedFen: number) => depositState({ amountFen: 3, usedFen, returnedFen, forfeitedFen } as Deposit);
    expect([of(0, 0, 0), of(1, 0, 0), of(3, 0, 0), of(0, 3, 0), of(0, 0, 3), of(1, 1, 1)]).toEqual(['taken', 'partlyUsed', 'used', 'returned', 'forfeited', 'forfeited']);
    expect(Object.keys(depositMoves).sort()).toEqual(['forfeited', 'partlyUsed', 'returned', 'taken', 'used']);
  });
  test('is nobody’s but its owner’s and its outlet’s', async () => {
    const car = await newCar(home);
    const one = await people.adviser.call('takeDeposit', { ownerId: car.ownerId, brandId: 'xihe', outletId, amountFen: 1_000, channel: 'cash', why: '订配件' });
    const elsewhere = home.staff({ role: 'cashier', brandId: 'xihe', outletId: 'elsewhere' });
    expect(await refusalOf(elsewhere.call('returnDeposit', { depositId: one.id, amountFen: 1, version: 1 }))).toBe('notAllowed');
    expect(await refusalOf(people.adviser.call('forfeitDeposit', { depositId: one.id, amountFen: 1, why: 'x', version: 1 }))).toBe('notAllowed');
    expect(await refusalOf(elsewhere.call('takeDeposit', { ownerId: car.ownerId, brandId: 'xihe', outletId, amountFen: 1, channel: 'cash', why: 'x' }))).toBe('notAllowed');
    expect((await (await newCar(home)).owner.call('myBenefits', {})).deposits).toEqual([]);
  });
});
