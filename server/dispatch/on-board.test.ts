// What lies on board is one book with the shelves: loaded from the outlet, planned with, fitted at the owner's door; nothing comes from
// nothing, nothing is loaded twice, and another brand's parts are nobody's business.
import { beforeAll, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';

const home = await house({ startsAt: '2026-11-24T01:00:00Z' }); // Tuesday 09:00 in Beijing
const outletId = 'shanghai-one';
const at = { outletId, brandId: 'xihe' };
const part = { brandId: 'xihe', code: 'P-12V' };
const usual = { plateNo: null as string | null, tools: [], heightCm: 200, lon: null, lat: null, shiftFrom: '08:30', shiftUntil: '18:00', overtimeMin: 60, breakFrom: '11:30', breakUntil: '13:30', breakMin: 30, inUse: true };
let [administrator, dispatcher, colleague, otherBrand, driver] = [] as never as [Caller, Caller, Caller, Caller, Caller];
let [van, empty, jobId] = ['', '', ''];
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
beforeAll(async () => {
  const people = await workshop(home);
  administrator = people.administrator;
  [dispatcher, colleague, otherBrand] = [home.staff({ role: 'dispatcher', brandId: 'xihe', name: '甲' }), home.staff({ role: 'dispatcher', brandId: 'xihe', name: '乙' }), home.staff({ role: 'dispatcher', brandId: 'yuanlan' })];
  driver = home.as({ kind: 'staff', id: people.technicianIds[0] as string, name: '周师傅', grants: [{ role: 'technician', brandId: 'xihe', outletId }] });
  await administrator.call('countPart', { ...at, code: 'P-12V', onHand: 3 });
  van = (await dispatcher.call('addVan', { outletId, name: '一号车', kind: 'serviceVan', staffId: people.technicianIds[0], ...usual })).id;
  empty = (await dispatcher.call('addVan', { outletId, name: '空车', kind: 'serviceVan', staffId: null, ...usual })).id;
  await dispatcher.call('addVan', { outletId, name: '取送', kind: 'driver', staffId: people.technicianIds[2], ...usual });
  mine = await ownerWithCar(home, 'xihe');
  jobId = (await mine.owner.call('askVisit', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], place: { lon: 121.33, lat: 31.2, address: '沪闵路 100 号' }, fromAt: '2026-11-24T06:00:00Z' })).id;
  await dispatcher.call('planDispatch', { outletId, on: '2026-11-24', version: 0 });
});
const lies = async (placeId?: string): Promise<number> => (await administrator.call('showStock', { ...at, ...(placeId === undefined ? {} : { placeId }) })).parts.find((one: { code: string }) => one.code === 'P-12V').onHand ?? 0;
const loads = async () => (await dispatcher.call('showDispatch', { outletId })).loads;
const codesOf = (all: PromiseSettledResult<unknown>[]) => all.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { code: string }).code)).sort();

test('a van is a place of the book for every brand of its outlet, by its own name; who drives without a vehicle is none', async () => {
  for (const brandId of ['xihe', 'yuanlan']) expect((await administrator.call('listPlaces', { brandId, outletId })).places.map((one: { id: string; kind: string; name: string }) => [one.id, one.kind, one.name]).sort()).toEqual([[van, 'van', '一号车'], [empty, 'van', '空车']].sort());
  const { vans } = await dispatcher.call('listVans', { outletId });
  const { staffName: _, id, outletId: __, kind: ___, ...fields } = vans.find((one: { id: string }) => one.id === empty);
  await dispatcher.call('changeVan', { vanId: id, ...fields, name: '二号车' });
  expect((await administrator.call('listPlaces', { brandId: 'yuanlan', outletId })).places.map((one: { name: string }) => one.name)).toContain('二号车');
});

test('two who load the same load it once, and what is on board has left the shelf', async () => {
  expect(await dispatcher.call('stockVan', { vanId: van, ...part, keep: 1 })).toMatchObject({ quantity: 0, keep: 1 });
  const [short] = await loads();
  expect(short).toMatchObject({ vanId: van, code: 'P-12V', needed: 1, keep: 1, onBoard: 0, load: 2, onShelf: 3 });
  const both = await Promise.allSettled([dispatcher, colleague].map((who) => who.call('loadVan', { vanId: van, ...part, quantity: 2, onBoard: 0 })));
  expect(codesOf(both)).toEqual(['done', 'staleEdit']);
  expect((both.find((one) => one.status === 'rejected') as PromiseRejectedResult).reason.details.changes[0]).toMatchObject({ action: 'dispatch.loadVan', after: { code: 'P-12V', quantity: 2 } }); // by whom, and what
  expect([await lies(), await lies(van)]).toEqual([1, 2]);
  expect(await loads()).toEqual([]);
  expect((await driver.call('myStops', {})).stops[0].parts).toMatchObject([{ code: 'P-12V', quantity: 1, onBoard: 2 }]);
  expect((await administrator.call('listTransfers', { brandId: 'xihe', open: false })).transfers).toMatchObject([{ state: 'received', quantity: 2, came: 2, fromPlaceId: outletId, toPlaceId: van }]);
});

test('nothing is loaded that is not on the shelf: of two vans that reach for the last one the second is told how many there are', async () => {
  await expect(dispatcher.call('loadVan', { vanId: van, ...part, quantity: 5, onBoard: 2 })).rejects.toMatchObject({ code: 'notThatMany', details: { most: 1 } });
  const both = await Promise.allSettled([[van, 2], [empty, 0]].map(([vanId, onBoard]) => dispatcher.call('loadVan', { vanId, ...part, quantity: 1, onBoard })));
  expect(codesOf(both)).toEqual(['done', 'notThatMany']);
  expect((await lies()) + (await lies(van)) + (await lies(empty))).toBe(3);
  await expect(dispatcher.call('loadVan', { vanId: van, ...part, code: 'P-NOBODY', quantity: 1, onBoard: 0 })).rejects.toThrow('partNotFound');
});

test('the store keeper and the dispatcher read one book: what is carried back to the shelf is lacking in the plan, and a count on board is a movement', async () => {
  await dispatcher.call('stockVan', { vanId: van, ...part, quantity: 2 });
  await dispatcher.call('stockVan', { vanId: empty, ...part, quantity: 0 });
  const asked = await administrator.call('askTransfer', { brandId: 'xihe', fromPlaceId: van, toPlaceId: outletId, code: 'P-12V', quantity: 1 });
  const sent = await administrator.call('sendTransfer', { transferId: asked.id, version: asked.version });
  await administrator.call('receiveTransfer', { transferId: sent.id, version: sent.version, quantity: 1 });
  expect(await loads()).toMatchObject([{ vanId: van, onBoard: 1, load: 1 }]);
  const there = await lies();
  await administrator.call('moveStock', { ...at, code: 'P-12V', kind: 'quarantine', quantity: there, why: '破损' });
  expect(await loads()).toMatchObject([{ onBoard: 1, load: 1, onShelf: 0 }]);
  await administrator.call('moveStock', { ...at, code: 'P-12V', kind: 'release', quantity: there });
  await driver.call('loadVan', { vanId: van, ...part, quantity: 1, onBoard: 1 }); // who drives it, too
  expect(await loads()).toEqual([]);
});

test('another brand sees nothing of it and moves nothing; nor do others of the house', async () => {
  expect((await otherBrand.call('listVans', { outletId })).stock).toEqual([]);
  expect((await otherBrand.call('showDispatch', { outletId })).loads).toEqual([]);
  const before = [await lies(), await lies(van)];
  const passenger = home.staff({ role: 'technician', brandId: 'xihe', outletId });
  for (const who of [otherBrand, passenger, home.staff({ role: 'dispatcher', brandId: 'xihe', outletId: 'another' }), home.staff({ role: 'adviser', brandId: 'xihe', outletId }), home.nobody]) {
    for (const [operation, input] of [['loadVan', { quantity: 1, onBoard: 2 }], ['stockVan', { quantity: 9, keep: 9 }]] as const) await expect(who.call(operation, { vanId: van, ...part, ...input })).rejects.toMatchObject({ code: expect.stringMatching(/^(vanNotFound|outletNotFound|notAllowed|notSignedIn)$/) });
  }
  expect([await lies(), await lies(van)]).toEqual(before);
});

test('what is fitted at the door comes from the van, once, and handing back takes nothing more from the shelf', async () => {
  const [shelf, board] = [await lies(), await lies(van)];
  home.clock.set('2026-11-24T06:05:00Z');
  for (const move of ['depart', 'arrive', 'start', 'finish']) await driver.call('moveStop', { jobId, clientId: `one-${move}`, move, at: home.clock.now().toISOString() });
  await home.settle();
  expect([await lies(), await lies(van)]).toEqual([shelf, board - 1]);
  const adviser = home.staff({ role: 'adviser', brandId: 'xihe', outletId });
  const { number, id } = (await adviser.call('listWorkOrders', { outletId })).workOrders[0];
  expect((await administrator.call('listMovements', { ...at, placeId: van })).movements[0]).toMatchObject({ kind: 'pick', quantity: -1, refLabel: number });
  const { invoices } = await adviser.call('listInvoices', { workOrderId: id });
  const cashier = home.staff({ role: 'cashier', brandId: 'xihe', outletId });
  const { invoice, payers } = await cashier.call('showInvoice', { invoiceId: invoices[0].id });
  await cashier.call('receiveMoney', { invoiceId: invoice.id, version: invoice.version, payerId: payers[0].id, channel: 'cash', amountFen: invoice.owedFen });
  await home.settle();
  expect((await adviser.call('showWorkOrder', { workOrderId: id })).workOrder.state).toBe('handedBack');
  expect([await lies(), await lies(van)]).toEqual([shelf, board - 1]);
  const [sums] = await home.inside((tx) => tx.db.query<{ lies: number; moved: number }>(home.sql`select (select sum(on_hand)::int from parts.stock) as lies, (select sum(quantity)::int from parts.movements where shelf = 'good') as moved`));
  expect(sums?.lies).toBe(sums?.moved);
});

test('what the van did not have in the book came from the shelf; a part that is missing on board is counted as none', async () => {
  const { days } = await mine.owner.call('findVisitTimes', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], lon: 121.33, lat: 31.2, fromOn: '2026-11-25', days: 1 });
  const job = (await mine.owner.call('askVisit', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], place: { lon: 121.33, lat: 31.2, address: '沪闵路 100 号' }, fromAt: days[0].windows[0].fromAt })).id;
  await administrator.call('countPart', { ...at, code: 'P-12V', onHand: 4 });
  home.clock.set('2026-11-25T01:00:00Z');
  await dispatcher.call('planDispatch', { outletId, on: '2026-11-25', version: (await dispatcher.call('showDispatch', { outletId })).version });
  expect(await lies(van)).toBeGreaterThan(0);
  await dispatcher.call('reportDisturbance', { outletId, kind: 'partMissing', jobId: job });
  expect(await lies(van)).toBe(0);
  expect((await administrator.call('listMovements', { ...at, placeId: van })).movements[0]).toMatchObject({ kind: 'count', why: expect.stringContaining('车上没有') });
  for (const move of ['depart', 'arrive', 'start', 'finish']) await driver.call('moveStop', { jobId: job, clientId: `two-${move}`, move, at: home.clock.now().toISOString() });
  await home.settle();
  expect([await lies(), await lies(van)]).toEqual([4, 0]);
  const adviser = home.staff({ role: 'adviser', brandId: 'xihe', outletId });
  const order = (await adviser.call('listWorkOrders', { outletId })).workOrders.find((one: { state: string }) => one.state === 'ready');
  const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId });
  await manager.call('handBack', { workOrderId: order.id, version: order.version, toName: '车主', odometerKm: 12_001, socPct: 60, unpaidReason: '月结' });
  expect([await lies(), await lies(van)]).toEqual([3, 0]);
});
