// The shelf as a ledger: no unit from nothing, nothing taken twice, nothing kept that is not there or on its way; and what comes
// in releases the cars that wait for it.
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#fleet/random';
import { addDays, beijingDay } from '#platform/calendar';
import { house, type Caller } from '#platform/testing';
import { outletId, refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let people: Shop;
let keeper: Caller;
let planner: Caller;
const second = 'beijing-two';
const at = { outletId, brandId: 'xihe' };
const there = { outletId: second, brandId: 'xihe' };
const day = (days: number): string => addDays(beijingDay(home.clock.now()), days);
beforeAll(async () => {
  people = await shop(home);
  await people.administrator.call('addOutlet', {
    id: second, name: '北京二号店', nameEn: 'Beijing Two', city: '北京', cityEn: 'Beijing', tier: 1, kind: 'serviceCentre', address: '二号路 2 号', phone: '010-60000002', lon: 116.3, lat: 39.9, brandIds: ['xihe'], capabilities: ['lift'], opensOnHolidays: false,
    weeklyHours: [{ weekday: 1, opens: '08:30', closes: '18:00' }],
  });
  keeper = home.staff({ role: 'storeKeeper', brandId: 'xihe', outletId, name: '库管老马' });
  planner = home.staff({ role: 'partsPlanner', brandId: 'xihe', name: '计划员小江' });
});
const stockOf = async (code: string, where: Record<string, unknown> = at) => (await planner.call('showStock', where)).parts.find((one: { code: string }) => one.code === code);
/** An order as it stands after so many deeds. */
const of = (order: { id: string; version: number }, later = 0) => ({ purchaseId: order.id, version: order.version + later });
/** What the movements say, and what the balances say: by place and code, all three shelves. */
const books = () => home.inside(async (tx) => ({
  moved: await tx.db.query(home.sql`select place_id, brand_id, code, coalesce(sum(quantity) filter (where shelf = 'good'), 0)::int as good, coalesce(sum(quantity) filter (where shelf = 'quarantine'), 0)::int as bad, coalesce(sum(quantity) filter (where shelf = 'core'), 0)::int as cores from parts.movements group by 1, 2, 3 order by 1, 2, 3`),
  lies: await tx.db.query(home.sql`select place_id, brand_id, code, on_hand as good, quarantined as bad, cores from parts.stock where exists (select 1 from parts.movements m where m.place_id = stock.place_id and m.brand_id = stock.brand_id and m.code = stock.code) order by 1, 2, 3`),
}));
/** A car that waits for parts of approved work. */
async function waits(parts: { code: string; quantity: number }[]): Promise<Visit> {
  const one = await visit(home, people);
  await one.estimate(['CHARGE-PORT'], [], parts.filter((part) => part.code !== 'P-PORT'));
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  return one.by(people.adviser, 'orderParts', { parts }).then(() => one);
}

describe('the ledger', () => {
  test('a balance is the sum of its movements: nobody edits it, nobody rewrites what moved', async () => {
    expect(await keeper.call('countPart', { ...at, code: 'P-PORT', onHand: 5, bin: 'A-01-3' })).toEqual({ code: 'P-PORT', onHand: 5, difference: 5 });
    expect(await stockOf('P-PORT')).toMatchObject({ onHand: 5, bin: 'A-01-3', quarantined: 0 });
    const attempt = (statement: string) => home.inside((tx) => tx.db.exec(statement)).then(() => 'done', (error: Error) => error.message);
    expect(await attempt("update parts.stock set on_hand = 99 where code = 'P-PORT'")).toContain('sum of its movements');
    expect(await attempt("insert into parts.stock (place_id, outlet_id, brand_id, code, on_hand) values ('x', 'x', 'xihe', 'P-X', 3)")).toContain('sum of its movements');
    expect(await attempt('update parts.movements set quantity = 1')).toContain('append-only');
    expect(await attempt('delete from parts.movements')).toContain('append-only');
    expect(await attempt(`insert into parts.movements (at, place_id, outlet_id, brand_id, code, kind, quantity, by_name) values (now(), '${outletId}', '${outletId}', 'xihe', 'P-PORT', 'pick', -6, 'x')`)).toContain('violates check constraint');
    expect(await stockOf('P-PORT')).toMatchObject({ onHand: 5 });
  });

  test('two reach for the last one: one has it, the other is told how many are left', async () => {
    await keeper.call('countPart', { ...at, code: 'P-12V', onHand: 1 });
    const other = home.staff({ role: 'storeKeeper', brandId: 'xihe', outletId });
    const tries = await Promise.allSettled([keeper, other].map((who) => who.call('moveStock', { ...at, code: 'P-12V', kind: 'pick', quantity: 1, label: 'W2611-00099' })));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((tries.find((one) => one.status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({ code: 'notThatMany', details: { most: 0, field: 'quantity' } });
    expect((await stockOf('P-12V')).onHand).toBe(0);
    // what was taken comes back, once
    await keeper.call('moveStock', { ...at, code: 'P-12V', kind: 'return', quantity: 1, label: 'W2611-00099' });
    expect(await refusalOf(keeper.call('moveStock', { ...at, code: 'P-12V', kind: 'return', quantity: 1, label: 'W2611-00099' }))).toBe('nothingTaken');
  });

  test('what is set aside is not for picking; it is released, scrapped or sent back, and never more than lies there', async () => {
    await keeper.call('moveStock', { ...at, code: 'P-PORT', kind: 'quarantine', quantity: 2, why: '外壳有裂纹' });
    expect(await stockOf('P-PORT')).toMatchObject({ onHand: 3, quarantined: 2 });
    expect(await refusalOf(keeper.call('moveStock', { ...at, code: 'P-PORT', kind: 'scrap', quantity: 3 }))).toBe('notThatManyAside');
    for (const kind of ['scrap', 'quarantine']) expect(await refusalOf(keeper.call('moveStock', { ...at, code: 'P-PORT', kind, quantity: 1 }))).toBe('reasonNeeded');
    await keeper.call('moveStock', { ...at, code: 'P-PORT', kind: 'supplierReturn', quantity: 1, why: '退供应商' });
    await keeper.call('moveStock', { ...at, code: 'P-PORT', kind: 'release', quantity: 1, why: '复检合格' });
    await keeper.call('moveStock', { ...at, code: 'P-PORT', kind: 'coreIn', quantity: 1, label: 'W2611-00001' });
    expect(await stockOf('P-PORT')).toMatchObject({ onHand: 4, quarantined: 0, cores: 1 });
  });

  test('strangers to the outlet, and those who do not keep its store, move nothing', async () => {
    const elsewhere = home.staff({ role: 'storeKeeper', brandId: 'xihe', outletId: second });
    expect(await refusalOf(elsewhere.call('moveStock', { ...at, code: 'P-PORT', kind: 'pick', quantity: 1 }))).toBe('outletNotFound');
    expect(await refusalOf(people.worker.call('moveStock', { ...at, code: 'P-PORT', kind: 'pick', quantity: 1 }))).toBe('notAllowed');
    expect(await refusalOf(keeper.call('countPart', { ...at, code: 'P-NOBODY', onHand: 1 }))).toBe('partNotFound');
  });

  test('a hundred deeds in any order by seed: no unit comes from nothing, none is lost, holds are left alone (M1–M3)', async () => {
    const random = createRandom(7);
    const place = await people.administrator.call('addPlace', { ...at, name: '1 号库', nameEn: 'Store 1' });
    const spots = [at, there, { ...at, placeId: place.id }];
    const kinds = ['pick', 'return', 'quarantine', 'release', 'scrap', 'supplierReturn', 'coreIn', 'coreOut'];
    const open: { id: string; version: number }[] = [];
    for (let turn = 0; turn < 100; turn++) {
      const code = random.pick(['P-PORT', 'P-12V']);
      const spot = random.pick(spots);
      const deed = random.int(0, 9);
      const quantity = random.int(1, 4);
      const done = await refusalOf(
        deed < 5 ? people.administrator.call('moveStock', { ...spot, code, kind: random.pick(kinds), quantity, label: 'W-SEED', why: '例行' })
          : deed < 7 ? people.administrator.call('countPart', { ...spot, code, onHand: random.int(0, 9) })
            : deed < 8 ? people.administrator.call('askTransfer', { brandId: 'xihe', fromPlaceId: outletId, toPlaceId: random.pick([second, place.id]), code, quantity }).then((one) => open.push(one))
              : open.length === 0 ? Promise.resolve() : people.administrator.call('sendTransfer', { transferId: open[0]?.id, version: open[0]?.version }).then((one) => people.administrator.call('receiveTransfer', { transferId: one.id, version: one.version, quantity: one.quantity })).finally(() => open.shift()),
      );
      expect(['done', 'notThatMany', 'notThatManyAside', 'nothingTaken']).toContain(done);
    }
    const { moved, lies } = await books();
    expect(lies).toEqual(moved);
    expect(moved.every((row) => Object.values(row as object).every((value) => typeof value !== 'number' || value >= 0))).toBe(true);
    const [totals] = await home.inside((tx) => tx.db.query<{ out: number; arrived: number }>(home.sql`select coalesce(-sum(quantity) filter (where kind = 'transferOut'), 0)::int as out, coalesce(sum(quantity) filter (where kind = 'transferIn'), 0)::int as arrived from parts.movements`));
    expect(totals?.arrived).toBe(totals?.out);
  });
});

describe('five ordered, three come', () => {
  test('the box that was ordered for a car releases that car; what came wrong is set aside; the supplier is known by its receipts', async () => {
    await keeper.call('countPart', { ...at, code: 'P-PORT', onHand: 0 });
    await keeper.call('countPart', { ...at, code: 'P-12V', onHand: 0 });
    const [early, late] = [await waits([{ code: 'P-PORT', quantity: 1 }, { code: 'P-12V', quantity: 4 }]), await waits([{ code: 'P-PORT', quantity: 1 }])];
    const supplier = await planner.call('addSupplier', { brandId: 'xihe', name: '宁川电器', nameEn: 'Ningchuan', promisedDays: 6 });
    expect(await refusalOf(planner.call('addSupplier', { brandId: 'xihe', name: '宁川电器', nameEn: 'x', promisedDays: 6 }))).toBe('supplierTaken');
    const boxOf = (one: Visit, code: string): string => one.page.partsWait?.ordered.find((part) => part.code === code)?.id ?? '';
    const order = await planner.call('orderFromSupplier', { ...at, supplierId: supplier.id, lines: [{ code: 'P-PORT', quantity: 1, waitingPartId: boxOf(late, 'P-PORT') }, { code: 'P-12V', quantity: 4, waitingPartId: boxOf(early, 'P-12V') }] });
    await home.settle();
    await late.fresh();
    expect(late.page.partsWait?.ordered[0]?.expectedOn).toBe(day(6)); // the visit knows when
    home.clock.advance({ days: 4 });
    const line = (code: string): string => order.lines.find((one: { code: string }) => one.code === code).id;
    expect(await refusalOf(keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: line('P-PORT'), quantity: 2 }] }))).toBe('moreThanOrdered');
    expect(await refusalOf(keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: line('P-12V'), quantity: 2, rejected: 1 }] }))).toBe('faultNeeded');
    expect(await refusalOf(keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: line('P-12V'), quantity: 0, rejected: 99_999, fault: 'damaged' }] }))).toBe('moreThanOrdered');
    const came = await keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: line('P-PORT'), quantity: 1 }, { purchaseLineId: line('P-12V'), quantity: 2, rejected: 1, fault: 'damaged' }] });
    // ordered for the later car, so it is the later car's box, however long the other waits
    expect(came).toMatchObject({ state: 'partly', boxes: [{ label: `${late.page.workOrder.number}-1`, code: 'P-PORT', quantity: 1, complete: true }, { label: `${early.page.workOrder.number}-2`, code: 'P-12V', quantity: 2, complete: false }] });
    // a colleague who counted the same boxes does not bring them in again
    expect(await refusalOf(keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: line('P-12V'), quantity: 2 }] }))).toBe('staleEdit');
    await home.settle();
    expect((await late.fresh()).partsWait).toMatchObject({ complete: true, waitingSince: null });
    expect((await late.fresh()).workOrder.holdReason).toBeNull();
    expect((await early.fresh()).partsWait).toMatchObject({ complete: false, ordered: [{ code: 'P-PORT', arrived: 0 }, { code: 'P-12V', arrived: 2 }] });
    expect(await stockOf('P-12V')).toMatchObject({ onHand: 0, quarantined: 1, expected: [{ quantity: 2 }] });
    expect((await planner.call('listSuppliers', { brandId: 'xihe' })).suppliers).toMatchObject([{ name: '宁川电器', receipts: 2, meanDays: 4, inTimePct: 100, rejectedPct: 25 }]);
    // the rest comes to another hand: the visit's own page, and what was ordered for it is received with it
    await early.by(people.adviser, 'receiveOrderedParts', { came: [{ orderedId: boxOf(early, 'P-12V'), quantity: 2 }] });
    expect((await stockOf('P-12V')).expected).toEqual([]);
    const { moved, lies } = await books();
    expect(lies).toEqual(moved);
  });

  test('what comes for nobody goes to the car that is not safe, then to the one whose waiting costs most', async () => {
    const [first, unsafe] = [await waits([{ code: 'P-PORT', quantity: 1 }]), await visit(home, people)];
    await unsafe.estimate(['CHARGE-PORT']);
    await unsafe.by(people.adviser, 'sendEstimate');
    await unsafe.answer();
    await unsafe.by(people.adviser, 'holdWork', { reason: 'safety' });
    await unsafe.by(people.adviser, 'orderParts', { parts: [{ code: 'P-PORT', quantity: 1 }] });
    const order = await planner.call('orderFromSupplier', { ...at, lines: [{ code: 'P-PORT', quantity: 1 }] });
    const { boxes } = await keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: order.lines[0].id, quantity: 1 }] });
    expect(boxes).toMatchObject([{ label: `${unsafe.page.workOrder.number}-1`, complete: true }]);
    expect((await first.fresh()).partsWait?.complete).toBe(false);
  });

  test('a part that was picked for a visit is not taken from the shelf again when the car leaves', async () => {
    await keeper.call('countPart', { ...at, code: 'P-12V', onHand: 10 });
    const one = await visit(home, people);
    await one.approved(['LV-BATTERY']);
    await home.settle();
    expect((await stockOf('P-12V')).held).toBe(1);
    await keeper.call('moveStock', { ...at, code: 'P-12V', kind: 'pick', quantity: 1, label: one.page.workOrder.number });
    expect(await stockOf('P-12V')).toMatchObject({ held: 0, onHand: 9 });
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '完成' });
    await home.settle();
    await one.fresh();
    await one.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_001, socPct: 60, unpaidReason: '月结' });
    expect((await stockOf('P-12V')).onHand).toBe(9);
  });
});

describe('numbers that replace numbers', () => {
  test('a chain never closes on itself; a newer number serves the waiting car, the old stock first; dangerous goods are looked at before they are taken in', async () => {
    const entry = { brandId: 'xihe', name: '充电口总成 B', nameEn: 'Charge port B', class: 'evCore', origin: 'originalPart', version: 0 };
    await planner.call('savePart', { ...entry, code: 'P-PORT-B' });
    expect(await refusalOf(planner.call('savePart', { ...entry, code: 'P-CELL', unNumber: 'UN3480' }))).toBe('packingNeeded');
    await planner.call('savePart', { ...entry, code: 'P-CELL', name: '电池模组', nameEn: 'Module', class: 'battery', unNumber: 'UN3480', packing: 'P903，II 类', socMaxPct: 30, serialised: true });
    await planner.call('supersede', { brandId: 'xihe', oldCode: 'P-PORT', newCode: 'P-PORT-B', bothWays: false, useOldFirst: true, why: '密封圈改进' });
    expect(await refusalOf(planner.call('supersede', { brandId: 'xihe', oldCode: 'P-PORT-B', newCode: 'P-PORT', bothWays: false, useOldFirst: false, why: 'x' }))).toBe('chainLoops');
    const one = (await planner.call('listPurchases', { brandId: 'xihe', outletId })).purchases.length;
    const order = await planner.call('orderFromSupplier', { ...at, lines: [{ code: 'P-PORT-B', quantity: 1 }, { code: 'P-CELL', quantity: 1 }] });
    expect((await planner.call('listPurchases', { brandId: 'xihe', outletId })).purchases).toHaveLength(one + 1);
    const cell = order.lines.find((line: { code: string }) => line.code === 'P-CELL').id;
    const receive = (more: Record<string, unknown>) => refusalOf(keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: cell, quantity: 1, ...more }] }));
    expect([await receive({}), await receive({ serials: ['M-1'] }), await receive({ serials: ['M-1'], packingSound: true, socPct: 60 }), await receive({ serials: ['M-1'], packingSound: true, socPct: 28 })]).toEqual(['serialNeeded', 'packingUnseen', 'socTooHigh', 'done']);
    const car = await waits([{ code: 'P-PORT', quantity: 1 }]);
    // an earlier car waits for the old number too: urgency decides, and the newer number serves either
    const { boxes } = await keeper.call('receivePurchase', { ...of(order, 1), came: [{ purchaseLineId: order.lines.find((line: { code: string }) => line.code === 'P-PORT-B').id, quantity: 1 }] });
    expect(boxes).toMatchObject([{ code: 'P-PORT-B', complete: true }]);
    expect(boxes[0].vin).not.toBe(car.car.vin);
    const found = await planner.call('findParts', { brandId: 'xihe', text: 'p-port', vehicleId: car.car.vehicleId });
    expect(found.parts).toMatchObject([{ code: 'P-PORT', fits: 'yes', newest: 'P-PORT-B', chain: ['P-PORT', 'P-PORT-B'], servedBy: ['P-PORT', 'P-PORT-B'] }, { code: 'P-PORT-B', servedBy: ['P-PORT-B'] }]);
  });
});
