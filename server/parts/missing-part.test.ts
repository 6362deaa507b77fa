// A part that is not there, from the booking to the hand-back: said before anybody confirms, with the day or the house that has it;
// five pieces ordered, three come, the car goes home, and returns when its boxes are full. And kits, which are their pieces.
import { beforeAll, expect, test } from 'vitest';
import { addDays, beijingDay } from '#platform/calendar';
import { house, type Caller } from '#platform/testing';
import { newCar, outletId, refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
const second = 'beijing-two';
const at = { outletId, brandId: 'xihe' };
let people: Shop;
let keeper: Caller;
let planner: Caller;
let supplierId: string;
const day = (days: number): string => addDays(beijingDay(home.clock.now()), days);
beforeAll(async () => {
  people = await shop(home);
  await people.administrator.call('addOutlet', {
    id: second, name: '北京二号店', nameEn: 'Beijing Two', city: '北京', cityEn: 'Beijing', tier: 1, kind: 'serviceCentre', address: '二号路 2 号', phone: '010-60000002', lon: 116.3, lat: 39.9, brandIds: ['xihe'], capabilities: ['lift'], opensOnHolidays: false,
    weeklyHours: [{ weekday: 1, opens: '08:30', closes: '18:00' }],
  });
  keeper = home.staff({ role: 'storeKeeper', brandId: 'xihe', outletId, name: '库管老马' });
  planner = home.staff({ role: 'partsPlanner', brandId: 'xihe', name: '计划员小江' });
  supplierId = (await planner.call('addSupplier', { brandId: 'xihe', name: '宁川电器', nameEn: 'Ningchuan', promisedDays: 3 })).id;
});
type Ordered = { id: string; lines: { id: string; code: string; quantity: number; note?: string }[] };
const lineOf = (order: Ordered, code: string): string => order.lines.find((line) => line.code === code)?.id ?? '';
const stockOf = async (code: string) => (await planner.call('showStock', at)).parts.find((one: { code: string }) => one.code === code);
/** Approved work with these parts on order for it. */
async function waits(parts: { code: string; quantity: number }[]): Promise<Visit> {
  const one = await visit(home, people);
  await one.estimate(['CHARGE-PORT'], [], parts.filter((part) => part.code !== 'P-PORT'));
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  await one.by(people.adviser, 'orderParts', { parts });
  return one;
}
const boxOf = (one: Visit, code: string): string => one.page.partsWait?.ordered.find((part) => part.code === code)?.id ?? '';

/** An order as it stands after so many deeds. */
const of = (order: { id: string; version: number }, later = 0) => ({ purchaseId: order.id, version: order.version + later });

test('before anybody confirms a booking says which part is missing, who has it, and from which day it is here; earlier it is not sold', async () => {
  await keeper.call('countPart', { ...at, code: 'P-PORT', onHand: 0 });
  const mine = await newCar(home, 'xihe', {}, 'nobody');
  const ask = async (onDay: string) => (await mine.owner.call('findSlots', { vehicleId: mine.vehicleId, outletId, operations: ['CHARGE-PORT'], fromOn: onDay, days: 1 })).days[0];
  expect((await ask(day(2))).refused).toEqual({ code: 'partsMissing', data: { part: 'P-PORT' } });
  await planner.call('countPart', { outletId: second, brandId: 'xihe', code: 'P-PORT', onHand: 3 });
  expect((await ask(day(2))).refused).toMatchObject({ code: 'partsMissing', data: { part: 'P-PORT', elsewhere: '北京二号店', elsewhereEn: 'Beijing Two', elsewhereId: second } });
  await planner.call('orderFromSupplier', { ...at, supplierId, lines: [{ code: 'P-PORT', quantity: 1 }] });
  expect((await ask(day(2))).refused).toMatchObject({ code: 'partsMissing', data: { part: 'P-PORT', arrives: day(3) } });
  const { slots } = await ask(day(3));
  const early = new Date(Date.parse(slots[0].startsAt) - 86_400_000).toISOString();
  expect(await refusalOf(mine.owner.call('bookAppointment', { vehicleId: mine.vehicleId, outletId, operations: ['CHARGE-PORT'], startsAt: early }))).toBe('slotTaken');
  await mine.owner.call('bookAppointment', { vehicleId: mine.vehicleId, outletId, operations: ['CHARGE-PORT'], startsAt: slots[0].startsAt });
  await home.settle();
  expect((await ask(day(4))).refused).toMatchObject({ code: 'partsMissing', data: { part: 'P-PORT' } }); // the one that comes is promised
});

test('five pieces ordered, three come by the store: the owner hears it, the car goes home, its time is after the rest, and with the rest it is finished', async () => {
  await keeper.call('countPart', { ...at, code: 'P-12V', onHand: 0 });
  const one = await waits([{ code: 'P-PORT', quantity: 1 }, { code: 'P-12V', quantity: 4 }]);
  const order: Ordered & { version: number } = await planner.call('orderFromSupplier', { ...at, supplierId, lines: [{ code: 'P-PORT', quantity: 1, waitingPartId: boxOf(one, 'P-PORT') }, { code: 'P-12V', quantity: 4, waitingPartId: boxOf(one, 'P-12V') }] });
  await home.settle();
  home.clock.advance({ hours: 5 });
  await keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: lineOf(order, 'P-12V'), quantity: 3 }] });
  await home.settle();
  expect((await one.fresh()).partsWait).toMatchObject({ complete: false, ordered: [{ code: 'P-PORT', arrived: 0, expectedOn: day(3) }, { code: 'P-12V', arrived: 3 }] });
  expect((await one.car.owner.call('myNotices', { limit: 50 })).notices.filter((notice: { code: string }) => notice.code === 'partsArrived')).toHaveLength(1);
  await one.by(one.car.owner, 'answerPartsWait', { choice: 'goesHome', words: '周末要用车' });
  await one.by(people.adviser, 'letCarHome', { odometerKm: 12_003, socPct: 50, carState: { drained: 'no', energy: 'live', bolts: 'torqued', toolsInside: '' } });
  const { days } = await one.car.owner.call('findResumeSlots', { workOrderId: one.id });
  expect(days.filter((each: { onDay: string; slots: unknown[] }) => each.onDay < day(3) && each.slots.length > 0)).toEqual([]);
  const { slots } = days.find((each: { slots: unknown[] }) => each.slots.length > 0);
  const resume = await one.car.owner.call('bookResume', { ...one.at(), startsAt: slots[0].startsAt });
  home.clock.advance({ days: 2 });
  expect(await keeper.call('receivePurchase', { ...of(order, 1), came: [{ purchaseLineId: lineOf(order, 'P-12V'), quantity: 1 }, { purchaseLineId: lineOf(order, 'P-PORT'), quantity: 1 }] })).toMatchObject({ state: 'received', boxes: [{ code: 'P-12V', complete: true }, { code: 'P-PORT', complete: true }] });
  await home.settle();
  expect((await one.fresh())).toMatchObject({ workOrder: { holdReason: null, waitingFor: 'carAtHome' }, partsWait: { complete: true, waitingSince: null } });
  home.clock.set(resume.startsAt);
  await one.by(people.adviser, 'takeCarBack', { odometerKm: 12_080, socPct: 40 });
  await one.by(people.worker, 'startWork');
  await one.by(people.worker, 'finishWork', { note: '完成' });
  expect(['ready', 'inspection']).toContain(one.state);
  expect(await stockOf('P-12V')).toMatchObject({ onHand: 0, expected: [] });
});

test('a kit is its pieces: never itself, never counted, ordered by piece, boxed when the last piece is here; a replaced number is ordered as the newest', async () => {
  const entry = { brandId: 'xihe', name: '套件', nameEn: 'Kit', class: 'general', origin: 'originalPart', version: 0 };
  for (const code of ['P-SEAL', 'P-BOLT', 'P-BOLT-B']) await planner.call('savePart', { ...entry, code, name: code, nameEn: code });
  await planner.call('savePart', { ...entry, code: 'K-SEALS', kit: [{ code: 'P-SEAL', quantity: 2 }, { code: 'P-BOLT', quantity: 4 }] });
  await planner.call('savePart', { ...entry, code: 'K-WHOLE', kit: [{ code: 'K-SEALS', quantity: 1 }, { code: 'P-SEAL', quantity: 1 }] });
  expect(await refusalOf(planner.call('savePart', { ...entry, code: 'K-SEALS', kit: [{ code: 'K-WHOLE', quantity: 1 }], version: 1 }))).toBe('kitOfItself');
  expect(await refusalOf(keeper.call('countPart', { ...at, code: 'K-SEALS', onHand: 3 }))).toBe('kitIsPieces');
  expect(await refusalOf(keeper.call('moveStock', { ...at, code: 'K-SEALS', kind: 'pick', quantity: 1 }))).toBe('kitIsPieces');
  await planner.call('supersede', { brandId: 'xihe', oldCode: 'P-BOLT', newCode: 'P-BOLT-B', bothWays: false, useOldFirst: false, why: '新螺栓' });
  const order: Ordered & { version: number } = await planner.call('orderFromSupplier', { ...at, supplierId, lines: [{ code: 'K-WHOLE', quantity: 2 }] });
  expect(order.lines.map(({ code, quantity }) => ({ code, quantity })).toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual([{ code: 'P-BOLT-B', quantity: 8 }, { code: 'P-SEAL', quantity: 6 }]);
  // a car waits for one kit: the box is filled when its last piece comes, and only once
  const work = await visit(home, people);
  await home.inside((tx) => tx.db.query(home.sql`insert into parts.waiting (id, brand_id, outlet_id, code, quantity, for_id, label, vin, asked_at, asked_by) values ('kit-car', 'xihe', ${outletId}, 'K-SEALS', 1, ${work.id}, 'W-KIT-1', ${work.car.vin}, ${home.clock.now()}, '顾问')`));
  expect(await keeper.call('receivePurchase', { ...of(order), came: [{ purchaseLineId: lineOf(order, 'P-SEAL'), quantity: 6 }] })).toMatchObject({ boxes: [] });
  expect((await planner.call('listShortages', { brandId: 'xihe', outletId })).waiting.find((one: { code: string }) => one.code === 'K-SEALS')).toMatchObject({ onShelf: 0, missing: 1 });
  expect(await keeper.call('receivePurchase', { ...of(order, 1), came: [{ purchaseLineId: lineOf(order, 'P-BOLT-B'), quantity: 8 }] })).toMatchObject({ boxes: [{ waitingId: 'kit-car', code: 'K-SEALS', quantity: 1, complete: true }] });
  const { parts } = await planner.call('showStock', at);
  expect(parts.filter((one: { code: string }) => ['P-SEAL', 'P-BOLT-B'].includes(one.code)).map((one: { code: string; onHand: number | null }) => one.code)).toHaveLength(2);
  const left = await home.inside((tx) => tx.db.query(home.sql`select code, on_hand from parts.stock where place_id = ${outletId} and code in ('P-SEAL', 'P-BOLT-B') order by code`));
  expect(left).toEqual([{ code: 'P-BOLT-B', onHand: 4 }, { code: 'P-SEAL', onHand: 4 }]);
});
