// Hands that are in a hurry: two at the last piece, more than was ordered, a draft taken for an order, a promise given away, a circle
// of numbers, a parcel to itself, a scan of anything, a thousand pieces of advice at once.
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { outletId, refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
const at = { outletId, brandId: 'xihe' };
let people: Shop;
let keeper: Caller;
let planner: Caller;
beforeAll(async () => {
  people = await shop(home);
  keeper = home.staff({ role: 'storeKeeper', brandId: 'xihe', outletId, name: '库管老马' });
  planner = home.staff({ role: 'partsPlanner', brandId: 'xihe', name: '计划员小江' });
});
/** An order as it stands after so many deeds. */
const of = (order: { id: string; version: number }, later = 0) => ({ purchaseId: order.id, version: order.version + later });
const stockOf = async (code: string) => (await planner.call('showStock', at)).parts.find((one: { code: string }) => one.code === code);
const count = (code: string, onHand: number) => keeper.call('countPart', { ...at, code, onHand });
async function waits(code: string, quantity: number): Promise<Visit> {
  const one = await visit(home, people);
  await one.estimate(['CHARGE-PORT'], [], code === 'P-PORT' ? [] : [{ code, quantity }]);
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  await one.by(people.adviser, 'orderParts', { parts: [{ code, quantity }] });
  await home.settle();
  return one;
}
const shortage = async (one: Visit) => (await planner.call('listShortages', { brandId: 'xihe' })).waiting.find((car: { forId: string }) => car.forId === one.page.workOrder.id);

describe('what is on order', () => {
  test('a draft is nothing that comes: not on the shelf’s list, not for a car, not to be received', async () => {
    await count('P-12V', 0);
    const draft = await planner.call('orderFromSupplier', { ...at, lines: [{ code: 'P-12V', quantity: 9, expectedOn: '2026-11-26' }], sent: false });
    expect((await stockOf('P-12V')).expected).toEqual([]);
    expect(await refusalOf(keeper.call('receiveParts', { expectedId: draft.lines[0].id, quantity: 1 }))).toBe('expectedPartsNotFound');
    expect(await refusalOf(keeper.call('receivePurchase', { ...of(draft), came: [{ purchaseLineId: draft.lines[0].id, quantity: 1 }] }))).toBe('purchaseNotNow');
    await planner.call('sendPurchase', { purchaseId: draft.id, version: draft.version });
    expect((await stockOf('P-12V')).expected).toMatchObject([{ quantity: 9 }]);
    // by either door no more comes in than was ordered, and nothing below one
    expect(await refusalOf(keeper.call('receiveParts', { expectedId: draft.lines[0].id, quantity: 10 }))).toBe('moreThanOrdered');
    const both = await Promise.allSettled([keeper.call('receiveParts', { expectedId: draft.lines[0].id, quantity: 9 }), planner.call('receivePurchase', { ...of(draft, 1), came: [{ purchaseLineId: draft.lines[0].id, quantity: 9 }] })]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await stockOf('P-12V')).toMatchObject({ onHand: 9, expected: [] });
    expect([await refusalOf(count('P-12V', -1)), await refusalOf(keeper.call('moveStock', { ...at, code: 'P-12V', kind: 'pick', quantity: 0 }))]).toEqual(['badInput', 'badInput']);
  });

  test('dangerous goods are looked at by whichever door they come in', async () => {
    await planner.call('savePart', { brandId: 'xihe', code: 'P-CELL', name: '电池模组', nameEn: 'Module', class: 'battery', origin: 'originalPart', unNumber: 'UN3480', packing: 'P903', socMaxPct: 30, version: 0 });
    const order = await planner.call('orderFromSupplier', { ...at, lines: [{ code: 'P-CELL', quantity: 1 }] });
    expect(await refusalOf(keeper.call('receiveParts', { expectedId: order.lines[0].id, quantity: 1 }))).toBe('packingUnseen');
  });

  test('a car whose part was ordered by its newer number is not ordered for twice', async () => {
    await count('P-PORT', 0);
    await planner.call('savePart', { brandId: 'xihe', code: 'P-PORT-B', name: '充电口总成 B', nameEn: 'Charge port B', class: 'evCore', origin: 'originalPart', version: 0 });
    await planner.call('supersede', { brandId: 'xihe', oldCode: 'P-PORT', newCode: 'P-PORT-B', bothWays: false, useOldFirst: true, why: '密封圈改进' });
    expect(await refusalOf(planner.call('supersede', { brandId: 'xihe', oldCode: 'P-PORT', newCode: 'P-PORT', bothWays: false, useOldFirst: false, why: 'x' }))).toBe('chainLoops');
    const car = await waits('P-PORT', 1);
    const before = await shortage(car);
    expect(before).toMatchObject({ code: 'P-PORT', ordered: false });
    const order = await planner.call('orderFromSupplier', { ...at, lines: [{ code: 'P-PORT', quantity: 1, waitingPartId: before.id }] });
    expect(order.lines).toMatchObject([{ code: 'P-PORT-B' }]);
    expect(await shortage(car)).toMatchObject({ ordered: true });
    const { boxes } = await keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: order.lines[0].id, quantity: 1 }] });
    expect(boxes).toMatchObject([{ waitingId: before.id, complete: true }]);
  });
});

describe('what is promised', () => {
  test('a waiting car is not served with what another visit was promised', async () => {
    await count('P-12V', 0);
    const car = await waits('P-12V', 1);
    await count('P-12V', 1);
    const other = await visit(home, people);
    await other.approved(['LV-BATTERY']);
    await home.settle();
    expect((await stockOf('P-12V')).held).toBe(1);
    const line = await shortage(car);
    expect(line.onShelf).toBe(0);
    expect(await refusalOf(keeper.call('fillBox', { waitingPartId: line.id }))).toBe('notThatMany');
    await count('P-12V', 2);
    expect((await shortage(car)).onShelf).toBe(1);
    expect(await keeper.call('fillBox', { waitingPartId: line.id })).toMatchObject({ quantity: 1, complete: true });
    // the box of the other visit is scanned for its number: that is the same work
    await keeper.call('moveStock', { ...at, code: 'P-12V', kind: 'pick', quantity: 1, label: `${other.page.workOrder.number}-1` });
    expect(await stockOf('P-12V')).toMatchObject({ onHand: 0, held: 0 });
  });

  test('a piece with a number of its own is taken once, one number for one piece', async () => {
    await planner.call('savePart', { brandId: 'xihe', code: 'P-INV', name: '逆变器', nameEn: 'Inverter', class: 'evCore', origin: 'originalPart', serialised: true, softwareCoded: true, colour: '银', version: 0 });
    const order = await planner.call('orderFromSupplier', { ...at, lines: [{ code: 'P-INV', quantity: 2 }] });
    await keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: order.lines[0].id, quantity: 2, serials: ['INV-1', 'INV-2'] }] });
    expect(await stockOf('P-INV')).toMatchObject({ onHand: 2, softwareCoded: true, serialised: true, colour: '银' });
    // who fits a number hears what to mind
    await planner.call('savePart', { brandId: 'xihe', code: 'P-12V', name: '12V 蓄电池', nameEn: '12 V battery', class: 'battery', origin: 'originalPart', softwareCoded: true, colour: '黑', version: 0 });
    const one = await visit(home, people);
    await one.estimate(['LV-BATTERY']);
    expect((await one.fresh()).fitting).toEqual([{ code: 'P-12V', name: '12V 蓄电池', nameEn: '12 V battery', softwareCoded: true, colour: '黑', serialised: false, coreReturn: false }]);
    const pick = (more: Record<string, unknown>) => refusalOf(keeper.call('moveStock', { ...at, code: 'P-INV', kind: 'pick', quantity: 1, ...more }));
    expect([await pick({}), await pick({ quantity: 2, serial: 'INV-1' }), await pick({ serial: 'INV-1' }), await pick({ serial: 'INV-1' }), await pick({ serial: 'INV-2' })]).toEqual(['serialNeeded', 'serialNeeded', 'done', 'serialNotHere', 'done']);
  });

  test('a parcel does not travel to where it lies, nor to a stranger’s shelf; who does not keep the store moves nothing', async () => {
    await count('P-12V', 3);
    const ask = (who: Caller, more: Record<string, unknown>) => refusalOf(who.call('askTransfer', { brandId: 'xihe', fromPlaceId: outletId, toPlaceId: outletId, code: 'P-12V', quantity: 1, ...more }));
    expect([await ask(keeper, {}), await ask(keeper, { toPlaceId: 'nowhere' }), await ask(home.staff({ role: 'storeKeeper', brandId: 'kunpeng', outletId: 'elsewhere' }), {}), await ask(people.worker, {})]).toEqual(['badInput', 'outletNotFound', 'outletNotFound', 'notAllowed']);
    for (const code of ['<script>', 'W2611-00001', '件', `P${'9'.repeat(60)}`]) expect(['badInput', 'partNotFound']).toContain(await refusalOf(count(code, 1)));
    expect(await stockOf('P-12V')).toMatchObject({ onHand: 3 });
  });
});

test('a thousand pieces of advice are taken at once, each once, however often the button is pressed', async () => {
  const why = { perMonth: 1, onHand: 0, held: 0, onOrder: 0, waiting: 0, target: 1, leadDays: 9, fillPct: 90, spareThere: null, months: null };
  const ids = Array.from({ length: 1_000 }, (_, index) => `advice-${String(index).padStart(4, '0')}`);
  await home.inside((tx) => tx.db.query(home.sql`insert into parts.suggestions (id, brand_id, outlet_id, place_id, code, kind, quantity, cost_fen, saves_fen, why, state, made_at)
    select id, 'xihe', ${outletId}, ${outletId}, 'P-12V', 'buy', 1, 100, 100, ${JSON.stringify(why)}::jsonb, 'open', now() from unnest(${ids}::text[]) as id`));
  const before = await home.inside((tx) => tx.db.query<{ units: number }>(home.sql`select coalesce(sum(quantity), 0)::int as units from parts.purchase_lines where code = 'P-12V'`));
  const tries = await Promise.allSettled([0, 1].map(() => planner.call('acceptSuggestions', { brandId: 'xihe', suggestionIds: ids })));
  expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(tries.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'suggestionTaken' } });
  const after = await home.inside((tx) => tx.db.query<{ units: number }>(home.sql`select coalesce(sum(quantity), 0)::int as units from parts.purchase_lines where code = 'P-12V'`));
  expect((after[0]?.units ?? 0) - (before[0]?.units ?? 0)).toBe(1_000);
  expect((await planner.call('listSuggestions', { brandId: 'xihe' })).open).toBe(0);
}, 120_000);

describe('picking for work', () => {
  test('what is kept stands on one list with the number to take and its bin; a newer number that is picked lets the older one’s promise go, and no more than was picked', async () => {
    await planner.call('savePart', { brandId: 'xihe', code: 'P-OLD', name: '旧件', nameEn: 'Old', class: 'general', origin: 'originalPart', version: 0 });
    await planner.call('savePart', { brandId: 'xihe', code: 'P-NEW', name: '新件', nameEn: 'New', class: 'general', origin: 'originalPart', version: 0 });
    await planner.call('supersede', { brandId: 'xihe', oldCode: 'P-OLD', newCode: 'P-NEW', bothWays: false, useOldFirst: true, why: '改型' });
    await count('P-OLD', 1);
    await keeper.call('countPart', { ...at, code: 'P-NEW', onHand: 5, bin: 'A-02-1' });
    const hold = (forId: string, label: string, quantity: number) => home.inside((tx) => tx.db.query(home.sql`insert into parts.holds (for_kind, for_id, label, outlet_id, brand_id, code, quantity, on_day) values ('workOrder', ${forId}, ${label}, ${outletId}, 'xihe', 'P-OLD', ${quantity}, '2026-11-24')`));
    await hold('pick-1', 'W2611-70001', 3);
    await hold('pick-2', 'W2611-70002', 1);
    const picks = async () => (await keeper.call('listPicks', at)).picks.filter((one: { code: string }) => one.code === 'P-OLD').map(({ label, take, quantity, bin, onHand }: Record<string, unknown>) => ({ label, take, quantity, bin, onHand }));
    expect(await picks()).toEqual([{ label: 'W2611-70001', take: 'P-NEW', quantity: 3, bin: 'A-02-1', onHand: 5 }, { label: 'W2611-70002', take: 'P-OLD', quantity: 1, bin: null, onHand: 1 }]);
    await keeper.call('moveStock', { ...at, code: 'P-NEW', kind: 'pick', quantity: 2, label: 'W2611-70001' });
    expect(await picks()).toMatchObject([{ label: 'W2611-70001', quantity: 1 }, { label: 'W2611-70002', quantity: 1 }]);
    await keeper.call('moveStock', { ...at, code: 'P-NEW', kind: 'pick', quantity: 1, label: 'W2611-70001' });
    expect(await picks()).toMatchObject([{ label: 'W2611-70002', quantity: 1 }]);
    expect(await refusalOf(home.staff({ role: 'storeKeeper', brandId: 'yuanlan', outletId }).call('listPicks', at))).toBe('outletNotFound');
    expect(await refusalOf(people.worker.call('moveStock', { ...at, code: 'P-NEW', kind: 'pick', quantity: 1 }))).toBe('notAllowed');
  });

  test('an old row that ends before it began does not pull the mean wait below zero, and cars are told masked', async () => {
    await home.inside((tx) => tx.db.query(home.sql`insert into parts.waiting (id, brand_id, outlet_id, code, quantity, served, for_id, label, vin, asked_at, asked_by, ended_at, ended_how) values ('backwards', 'xihe', ${outletId}, 'P-12V', 1, 1, 'x', 'W-X', 'LXHH9EEE6TT000046', ${home.clock.now()}, '顾问', ${new Date(home.clock.now().getTime() - 90 * 86_400_000)}, 'served')`));
    const service = (await planner.call('partsReport', { brandId: 'xihe' })).service.find((one: { outletId: string }) => one.outletId === outletId);
    expect(service.meanDays).toBeGreaterThanOrEqual(0);
    await count('P-12V', 0);
    const car = await waits('P-12V', 1);
    expect(await shortage(car)).toMatchObject({ vinMasked: expect.stringMatching(/^...\*{8}.{6}$/) });
    expect(JSON.stringify([await planner.call('listShortages', { brandId: 'xihe' }), await planner.call('showPart', { brandId: 'xihe', code: 'P-12V' })])).not.toContain(car.car.vin);
  });
});
