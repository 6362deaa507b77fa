// A day of dispatch as people live it, over HTTP: asked for, planned, told, driven, a no-show, somebody ill, a car fetched and brought.
import { beforeAll, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { overTheWire } from '../../tests/over-the-wire.ts';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { healthy, report } from '../telemetry/testing.ts';

const home = await house({ startsAt: '2026-11-24T01:00:00Z' }); // Tuesday 09:00 in Beijing
const outletId = 'shanghai-one';
const street = { lon: 121.33, lat: 31.2, address: '沪闵路 100 号 3 栋' };
let [mine, other] = [undefined as never as Awaited<ReturnType<typeof ownerWithCar>>, undefined as never as Awaited<ReturnType<typeof ownerWithCar>>];
let [first, driver, dispatcher, otherDispatcher, adviser] = [] as never as Caller[] as [Caller, Caller, Caller, Caller, Caller];
const vans: Record<string, string> = {};
let people: Awaited<ReturnType<typeof workshop>>;
const usual = { plateNo: null as string | null, tools: [], heightCm: 200, lon: null, lat: null, shiftFrom: '08:30', shiftUntil: '18:00', overtimeMin: 60, breakFrom: '11:30', breakUntil: '13:30', breakMin: 30, inUse: true };

beforeAll(async () => {
  people = await workshop(home);
  const { administrator, technicianIds } = people;
  [mine, other] = [await ownerWithCar(home, 'xihe'), await ownerWithCar(home, 'yuanlan')];
  const both = (id: string): Caller => home.as({ kind: 'staff', id, name: '周师傅', grants: ['xihe', 'yuanlan'].map((brandId) => ({ role: 'technician' as const, brandId, outletId })) });
  [first, driver] = [both(technicianIds[0] as string), both(technicianIds[2] as string)];
  [dispatcher, otherDispatcher, adviser] = [home.staff({ role: 'dispatcher', brandId: 'xihe' }), home.staff({ role: 'dispatcher', brandId: 'yuanlan' }), home.staff({ role: 'adviser', brandId: 'xihe', outletId })];
  for (const [name, kind, staffId] of [['一号车', 'serviceVan', technicianIds[0]], ['二号车', 'serviceVan', technicianIds[1]], ['取送', 'driver', technicianIds[2]]] as const) {
    vans[name] = (await administrator.call('addVan', { outletId, name, kind, staffId, ...usual })).id;
  }
  await expect(administrator.call('addVan', { outletId, name: '坏班次', kind: 'driver', staffId: null, ...usual, shiftUntil: '08:00' })).rejects.toMatchObject({ code: 'vanHoursNotValid', details: { field: 'shiftUntil' } });
});

const timesFor = (who: typeof mine, kind: string, operations?: string[]) => who.owner.call('findVisitTimes', { vehicleId: who.vehicleId, kind, ...(operations === undefined ? {} : { operations }), lon: street.lon, lat: street.lat, days: 2 });
const board = (who: Caller) => who.call('showDispatch', { outletId });
let nth = 0;
const press = (who: Caller, jobId: string, move: string, more: Record<string, unknown> = {}) => who.call('moveStop', { jobId, clientId: `client-${nth += 1}`, move, at: home.clock.now().toISOString(), ...more });
const visits: Record<string, string> = {};

test('only work that may be done outside is offered at home', async () => {
  const brakes = await timesFor(mine, 'homeVisit', ['BRAKE-PADS']);
  expect(brakes).toMatchObject({ notOutside: [{ code: 'BRAKE-PADS' }], days: [] });
  await expect(mine.owner.call('askVisit', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['BRAKE-PADS'], place: street, fromAt: '2026-11-24T06:00:00Z' })).rejects.toThrow('notOutside');
  const battery = await timesFor(mine, 'homeVisit', ['LV-BATTERY']);
  expect(battery.days[0].windows[0]).toEqual({ fromAt: '2026-11-24T02:00:00.000Z', untilAt: '2026-11-24T04:00:00.000Z' });
  await expect(mine.owner.call('askVisit', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], place: street, fromAt: '2026-11-24T01:10:00Z' })).rejects.toThrow('windowTaken');
});

test('two visits are asked for, planned and told; the owner sees one time and prepares the place', async () => {
  visits['other'] = (await other.owner.call('askVisit', { vehicleId: other.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], place: { ...street, lon: 121.31 }, fromAt: '2026-11-24T02:00:00Z' })).id;
  const asked = await mine.owner.call('askVisit', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], place: street, fromAt: '2026-11-24T04:00:00Z', words: '车库在地下二层' });
  visits['mine'] = asked.id;
  await expect(mine.owner.call('askVisit', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], place: street, fromAt: '2026-11-24T06:00:00Z' })).rejects.toThrow('visitAsked');
  expect(asked).toMatchObject({ state: 'waiting', arrivesAt: null, readinessOpen: true });
  expect((await mine.owner.call('showMyCase', { caseId: asked.caseId })).case.stage).toBe('booked');
  await home.runRounds('plan-dispatch-days');
  const visit = await mine.owner.call('showVisit', { jobId: asked.id });
  expect(visit.state).toBe('planned');
  expect(Date.parse(visit.arrivesAt)).toBeGreaterThanOrEqual(Date.parse('2026-11-24T04:00:00Z'));
  expect(Date.parse(visit.toldUntil) - Date.parse(visit.toldFrom)).toBe(3_600_000);
  expect(Date.parse(visit.toldFrom)).toBeGreaterThanOrEqual(Date.parse('2026-11-24T04:00:00Z')); // not from before the window that was agreed
  expect((await board(dispatcher)).steps[0].by).toBe(''); // planned by itself, and not by a name of the machine
  expect(visit.van).toBeNull(); // nobody is on the way yet
  const ready = await mine.owner.call('saveReadiness', { jobId: asked.id, version: visit.version, readiness: { items: ['reachable', 'space'], gate: '3 号门', heightCm: 210 } });
  expect(ready.readiness).toMatchObject({ gate: '3 号门' });
  await expect(other.owner.call('showVisit', { jobId: asked.id })).rejects.toThrow('jobNotFound');
});

test('the board shows my brand its visits and of the other only that time is taken', async () => {
  const day = await board(dispatcher);
  expect(day.jobs.map((job: { id: string }) => job.id)).toEqual([visits['mine']]);
  expect(day.takenByOthers).toHaveLength(1);
  expect(JSON.stringify(day)).not.toContain(visits['other']);
  expect(day.loads).toEqual([expect.objectContaining({ code: 'P-12V', needed: 1, onBoard: 0, keep: 0, load: 1 })]);
});

test('a move is tried before it is made, names the rule that breaks, and is refused to who saw an older plan', async () => {
  const { version, jobs } = await board(dispatcher);
  const jobId = visits['mine'] as string;
  const tried = await dispatcher.call('tryMove', { jobId, vanId: vans['取送'] });
  expect(tried).toMatchObject({ fits: false, breaks: ['kind'] });
  await expect(dispatcher.call('moveJob', { jobId, vanId: vans['取送'], version })).rejects.toMatchObject({ code: 'doesNotFit', details: { breaks: ['kind'] } });
  const to = jobs[0].vanId === vans['一号车'] ? '二号车' : '一号车';
  expect(await dispatcher.call('tryMove', { jobId, vanId: vans[to] })).toMatchObject({ fits: true, lateMin: 0, version });
  const both = await Promise.allSettled([1, 2].map(() => dispatcher.call('moveJob', { jobId, vanId: vans[to], version })));
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'staleEdit' } });
  expect((await board(dispatcher)).jobs[0].vanId).toBe(vans[to]);
  await dispatcher.call('undoPlan', { outletId, on: '2026-11-24', version: version + 1 });
  expect((await board(dispatcher)).jobs[0].vanId).toBe(jobs[0].vanId);
  const why = await dispatcher.call('explainJob', { jobId });
  expect(why.vans.find((one: { vanId: string }) => one.vanId === vans['取送'])).toMatchObject({ serves: false, costFen: null, breaks: ['kind'] });
  await expect(otherDispatcher.call('explainJob', { jobId })).rejects.toThrow('jobNotFound');
  const pinned = await dispatcher.call('moveJob', { jobId, vanId: vans['一号车'], version: version + 2 });
  await dispatcher.call('pinJob', { jobId, pinned: true, version: pinned.version });
  const again = await otherDispatcher.call('moveJob', { jobId: visits['other'], vanId: vans['一号车'], version: pinned.version + 1 });
  await dispatcher.call('planDispatch', { outletId, on: '2026-11-24', version: again.version });
  expect((await board(dispatcher)).jobs[0]).toMatchObject({ vanId: vans['一号车'], pinned: true });
});

test('a no-show is reported once however often the phone sends it, and a new plan is proposed and accepted', async () => {
  await home.settle();
  const { vanId } = (await board(otherDispatcher)).jobs[0];
  if (vanId !== vans['一号车']) await otherDispatcher.call('moveJob', { jobId: visits['other'], vanId: vans['一号车'], version: (await board(otherDispatcher)).version });
  const { stops } = await first.call('myStops', {});
  expect(stops.map((stop: { jobId: string }) => stop.jobId)).toEqual([visits['other'], visits['mine']]);
  expect(stops[1]).toMatchObject({ ownerName: '苏**', tasks: [{ code: 'LV-BATTERY' }], parts: [{ code: 'P-12V', quantity: 1, onBoard: 0 }], readiness: { heightCm: 210 } });
  home.clock.set('2026-11-24T02:00:00Z');
  const jobId = visits['other'] as string;
  expect(stops[0].ownerPhone).toContain('****');
  expect(await press(first, jobId, 'depart', { lon: 121.305, lat: 31.185 })).toMatchObject({ ownerPhone: '13900002222' }); // who stands at a gate can call
  expect((await other.owner.call('listMyAccessLog', {})).looks).toMatchObject([{ what: 'phone', why: expect.stringContaining('上门途中联系') }]);
  expect((await other.owner.call('showVisit', { jobId })).van).toMatchObject({ lon: 121.305 });
  await press(first, jobId, 'arrive');
  await expect(press(first, jobId, 'fail')).rejects.toMatchObject({ code: 'reasonNeeded', details: { field: 'reason' } });
  home.clock.set('2026-11-24T02:40:00Z');
  const gone = { jobId, clientId: 'the-same-press', move: 'fail', at: '2026-11-24T02:35:00Z', reason: 'ownerAbsent', words: '电话不通' };
  const [one, two] = [await first.call('moveStop', gone), await first.call('moveStop', gone)];
  expect(one).toMatchObject({ state: 'failed', endedWhy: 'ownerAbsent', endedAt: '2026-11-24T02:35:00.000Z' }); // the phone's time
  expect(two.version).toBe(one.version);
  await expect(driver.call('moveStop', gone)).rejects.toThrow('jobNotFound');
  await home.settle();
  const { disturbances } = await board(otherDispatcher);
  expect(disturbances).toMatchObject([{ kind: 'noShow', state: 'open', jobId }]);
  const seen = await otherDispatcher.call('showProposal', { disturbanceId: disturbances[0].id });
  expect(seen.outdated).toBe(false);
  await expect(dispatcher.call('showProposal', { disturbanceId: disturbances[0].id })).rejects.toThrow('disturbanceNotFound');
  expect(await otherDispatcher.call('answerProposal', { disturbanceId: disturbances[0].id, answer: 'accept', version: seen.version })).toMatchObject({ state: 'accepted' });
  await expect(otherDispatcher.call('answerProposal', { disturbanceId: disturbances[0].id, answer: 'accept', version: seen.version + 1 })).rejects.toThrow('disturbanceOver');
});

test('the whole day is proposed before it moves anybody; who asks again gets the one that waits, and accepting it is one step', async () => {
  const before = await board(dispatcher);
  const [one, two] = [await dispatcher.call('proposePlan', { outletId, on: '2026-11-24' }), await otherDispatcher.call('proposePlan', { outletId, on: '2026-11-24' })];
  expect([one.kind, two.id]).toEqual(['replan', one.id]);
  expect((await board(dispatcher)).version).toBe(before.version);
  expect((await board(dispatcher)).jobs).toEqual(before.jobs);
  const seen = await dispatcher.call('showProposal', { disturbanceId: one.id });
  expect(seen).toMatchObject({ outdated: false, version: before.version, leftOutAfter: 0 });
  expect(await dispatcher.call('answerProposal', { disturbanceId: one.id, answer: 'accept', version: seen.version })).toMatchObject({ state: 'accepted' });
  expect((await board(dispatcher)).steps[0]).toMatchObject({ version: before.version + 1, what: 'replan' });
  await expect(dispatcher.call('proposePlan', { outletId, on: '2026-11-23' })).rejects.toThrow('dayOver');
  await expect(dispatcher.call('proposePlan', { outletId, on: '2026-11-29' })).rejects.toThrow('nothingToPlan');
});

test('a day that is over is not planned any more, and nothing on it is moved', async () => {
  await expect(dispatcher.call('planDispatch', { outletId, on: '2026-11-23', version: 0 })).rejects.toThrow('dayOver');
  await expect(dispatcher.call('undoPlan', { outletId, on: '2026-11-23', version: 0 })).rejects.toThrow('dayOver');
});

test('a phone that is not in the vehicle moves no vehicle on the map: nobody drives a thousand kilometres in a minute', async () => {
  const seen = async () => (await board(dispatcher)).vans.find((van: { id: string }) => van.id === vans['一号车']).position;
  const tell = (lon: number, lat: number) => first.call('reportPosition', { lon, lat, at: home.clock.now().toISOString() });
  home.clock.advance({ minutes: 1 });
  await tell(121.306, 31.186);
  home.clock.advance({ minutes: 1 });
  await tell(116.4, 39.9);
  expect(await seen()).toMatchObject({ lon: 121.306, lat: 31.186 });
  await tell(121.31, 31.19);
  expect(await seen()).toMatchObject({ lon: 121.31, lat: 31.19 });
  const passenger = home.as({ kind: 'staff', id: people.technicianIds[3] ?? 'nobody-drives', name: '同事', grants: [{ role: 'technician', brandId: 'xihe', outletId }] });
  await expect(passenger.call('reportPosition', { lon: 121.3, lat: 31.1, at: home.clock.now().toISOString() })).rejects.toThrow('vanNotFound');
});

test('the technician falls ill: the visit goes to the other van, and its owner is told', async () => {
  const jobId = visits['mine'] as string;
  const one = await dispatcher.call('reportDisturbance', { outletId, kind: 'ill', vanId: vans['一号车'] });
  const before = await board(dispatcher);
  const again = await dispatcher.call('answerProposal', { disturbanceId: one.id, answer: 'again', version: before.version });
  const seen = await dispatcher.call('showProposal', { disturbanceId: again.id });
  expect(seen.changes).toMatchObject([{ jobId, vanFrom: vans['一号车'], vanTo: vans['二号车'] }]); // whose visit it was, though who is ill drives nowhere any more
  expect(seen.changes[0].fromAt).not.toBeNull();
  await dispatcher.call('answerProposal', { disturbanceId: one.id, answer: 'accept', version: seen.version });
  expect((await board(dispatcher)).jobs[0]).toMatchObject({ vanId: vans['二号车'], state: 'planned', lateMin: 0 });
});

test('a closed road makes the way longer, and the other technician does the work', async () => {
  const jobId = visits['mine'] as string;
  await expect(dispatcher.call('reportDisturbance', { outletId, kind: 'roadClosed', lon: 121.315, lat: 31.19 })).rejects.toMatchObject({ code: 'disturbanceIncomplete', details: { field: 'words' } });
  const closed = await dispatcher.call('reportDisturbance', { outletId, kind: 'roadClosed', lon: 121.315, lat: 31.19, radiusM: 900, delayMin: 25, words: '高架封闭' });
  expect((await board(dispatcher)).closures).toMatchObject([{ words: '高架封闭', delayMin: 25 }]);
  expect(await dispatcher.call('answerProposal', { disturbanceId: closed.id, answer: 'dismiss', version: (await board(dispatcher)).version })).toMatchObject({ state: 'dismissed' });
  const longer = await dispatcher.call('reportDisturbance', { outletId, kind: 'roadClosed', lon: 121.318, lat: 31.192, words: '水管爆裂' });
  const onPhone = async () => (await driver.call('myStops', {})).roads.map((road: { words: string; endedWhy: string | null }) => [road.words, road.endedWhy]);
  expect((await onPhone()).sort()).toEqual([['水管爆裂', null], ['高架封闭', null]]);
  // opened again by whoever of the outlet's brands hears of it, with the reason; the proposal for the closed road ends, one without the detour is made
  const closureId = (await board(dispatcher)).closures.find((road: { words: string }) => road.words === '水管爆裂').id;
  await expect(dispatcher.call('reopenRoad', { outletId, closureId, why: ' ' })).rejects.toMatchObject({ code: 'badInput' });
  await expect(dispatcher.call('reopenRoad', { outletId, closureId: 'no-such-road', why: '修好了' })).rejects.toThrow('closureNotFound');
  const both = await Promise.allSettled([dispatcher, otherDispatcher].map((who) => who.call('reopenRoad', { outletId, closureId, why: '抢修完成' })));
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'roadOpenAlready', details: { by: expect.any(String) } } });
  const after = await board(otherDispatcher);
  expect(after.closures.map((road: { words: string }) => road.words)).toEqual(['高架封闭']);
  expect(after.disturbances).toEqual(expect.arrayContaining([expect.objectContaining({ id: longer.id, state: 'dismissed' }), expect.objectContaining({ kind: 'roadOpen', state: 'open', closureId, words: '水管爆裂 · 抢修完成' })]));
  expect((await onPhone()).sort()).toEqual([['水管爆裂', '抢修完成'], ['高架封闭', null]]);
  const { staffId } = (await board(dispatcher)).vans.find((van: { id: string }) => van.id === vans['二号车']);
  const second = home.as({ kind: 'staff', id: staffId, name: '吴师傅', grants: [{ role: 'technician', brandId: 'xihe', outletId }] });
  home.clock.set('2026-11-24T04:05:00Z');
  for (const move of ['depart', 'arrive']) await press(second, jobId, move);
  await press(second, jobId, 'start', { odometerKm: 8_200, socPct: 71 });
  await press(second, jobId, 'finish');
  await expect(press(second, jobId, 'start')).rejects.toThrow('jobNotNow');
  const visit = await mine.owner.call('showVisit', { jobId });
  expect(visit).toMatchObject({ state: 'finished', van: null });
  await home.settle();
  const ready = (await adviser.call('listWorkOrders', { caseId: visit.caseId })).workOrders[0];
  expect(ready).toMatchObject({ state: 'ready', settled: false }); // opened, worked on and invoiced like any other
  const { invoices } = await adviser.call('listInvoices', { workOrderId: ready.id });
  const cashier = home.staff({ role: 'cashier', brandId: 'xihe', outletId });
  const { invoice, payers } = await cashier.call('showInvoice', { invoiceId: invoices[0].id });
  await cashier.call('receiveMoney', { invoiceId: invoice.id, version: invoice.version, payerId: payers[0].id, channel: 'cash', amountFen: invoice.owedFen });
  await home.settle();
  const { workOrders } = await adviser.call('listWorkOrders', { caseId: visit.caseId });
  expect(workOrders).toMatchObject([{ state: 'handedBack', settled: true }]); // the car never left its owner
  const order = await adviser.call('showWorkOrder', { workOrderId: workOrders[0].id });
  expect(order.lines.map((line: { code: string; done: boolean; payType: string }) => [line.code, line.done, line.payType])).toEqual([['LV-BATTERY', true, 'owner'], ['P-12V', true, 'owner']]);
  expect(order.checkIn).toMatchObject({ odometerKm: 8_200, socPct: 71, homeVisitId: jobId });
  expect(order.spells).toMatchObject([{ technicianName: '吴师傅' }]);
  expect((await mine.owner.call('showMyCase', { caseId: visit.caseId })).case.stage).toBe('awaitingConfirmation');
});

test('a car is fetched with codes, photos, mileage and charge at both ends', async () => {
  const { days } = await timesFor(mine, 'pickUp');
  const asked = await mine.owner.call('askVisit', { vehicleId: mine.vehicleId, kind: 'pickUp', operations: [], place: street, fromAt: days[0].windows[0].fromAt });
  await home.runRounds('plan-dispatch-days');
  const owners = await mine.owner.call('showVisit', { jobId: asked.id });
  const desk = await adviser.call('showVisit', { jobId: asked.id });
  expect([Object.keys(owners.codes), Object.keys(desk.codes)]).toEqual([['pickup'], ['delivery']]); // each their own end
  home.clock.set(days[0].windows[0].fromAt.replace('.000Z', 'Z'));
  await press(driver, asked.id, 'depart');
  await press(driver, asked.id, 'arrive');
  const photo = async (): Promise<string> => (await driver.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, nth]), contentType: 'image/png' })).fileId;
  await expect(press(driver, asked.id, 'carry')).rejects.toThrow('handOverFirst');
  const end = async (more: Record<string, unknown>) => driver.call('recordHandOver', { jobId: asked.id, end: 'pickup', code: owners.codes.pickup, photoIds: [await photo()], odometerKm: 12_000, socPct: 60, ...more });
  await expect(end({ code: owners.codes.pickup === '000000' ? '111111' : '000000' })).rejects.toThrow('codeWrong');
  for (let guess = 0; guess < 20; guess += 1) await expect(end({ code: String(guess).padStart(6, '7') })).rejects.toMatchObject({ code: expect.stringMatching(/^(codeWrong|codeTriedTooOften)$/) });
  await expect(end({})).rejects.toThrow('codeTriedTooOften'); // twenty guesses: also the right one is not heard
  const renewed = await adviser.call('renewCodes', { jobId: asked.id, version: (await adviser.call('showVisit', { jobId: asked.id })).version });
  owners.codes.pickup = (await mine.owner.call('showVisit', { jobId: asked.id })).codes.pickup;
  expect(renewed.codes.delivery).not.toBe(desk.codes.delivery);
  desk.codes.delivery = renewed.codes.delivery;
  await expect(end({ socPct: 6 })).rejects.toMatchObject({ code: 'chargeTooLow', details: { leastPct: 10 } });
  await overTheWire(home, mine.vin, [report(mine.vin, home.clock.now(), { ...healthy, odometerKm: 12_001.4 })]);
  for (const odometerKm of [1_200, 120_000]) await expect(end({ odometerKm })).rejects.toMatchObject({ code: 'odometerUnlikely', details: { knownKm: 12_001 } }); // a digit left out, or one too many
  expect((await end({ odometerKm: 12_001 })).handOvers.pickup).toMatchObject({ odometerKm: 12_001, socPct: 60 });
  await press(driver, asked.id, 'carry');
  await expect(press(driver, asked.id, 'finish')).rejects.toThrow('handOverFirst');
  await expect(end({ end: 'delivery', code: desk.codes.delivery, odometerKm: 12_400 })).rejects.toThrow('drivenTooFar');
  await expect(end({ end: 'delivery', code: desk.codes.delivery, odometerKm: 11_000 })).rejects.toThrow('odometerBack');
  const over = await end({ end: 'delivery', code: desk.codes.delivery, odometerKm: 12_006 });
  await press(driver, asked.id, 'finish');
  const photoId = over.handOvers.pickup.photoIds[0];
  expect((await mine.owner.call('handOverPhoto', { jobId: asked.id, fileId: photoId })).length).toBeGreaterThan(3);
  await expect(other.owner.call('handOverPhoto', { jobId: asked.id, fileId: photoId })).rejects.toThrow('jobNotFound');
});

test('a rescue is a job of our own truck when it can be there: the contractor who was only asked is thanked, the owner has the one time of the plan, and the driver’s phone moves the chain', async () => {
  const { administrator } = people;
  const agent = home.staff({ role: 'agent', brandId: 'yuanlan' });
  const tow = await administrator.call('addStaff', { userName: 'tow1', name: '柳师傅', grants: [{ role: 'technician', brandId: 'yuanlan', outletId }] });
  await administrator.call('addVan', { outletId, name: '平板车', kind: 'flatbed', staffId: tow.id, ...usual, plateNo: '沪B55555', shiftFrom: '00:00', shiftUntil: '23:59' });
  await administrator.call('addContractor', { brandId: 'yuanlan', name: '嘉定道路救援', nameEn: 'Jiading Tow', phone: '021-5550000', city: '上海', lon: 121.2, lat: 31.3, radiusKm: 80, means: ['flatbed', 'hvTrained'], truckHeightMm: 2900, baseFen: 40_000, includedKm: 10, fenPerKm: 1_200 });
  const driverOfTruck = home.as({ kind: 'staff', id: tow.id, name: '柳师傅', grants: [{ role: 'technician', brandId: 'yuanlan', outletId }] });
  const stands = { vehicleId: other.vehicleId, trouble: 'powerLoss', place: { kind: 'roadside', words: '延安西路 1500 号门口', lon: 121.29, lat: 31.15 } };
  const mission = await other.owner.call('requestRescue', stands);
  await home.settle();
  let page = await agent.call('showRescue', { missionId: mission.id });
  expect(page.legs.map((leg: { own: boolean; state: string; why: string | null }) => [leg.own, leg.state, leg.why])).toEqual([[false, 'replaced', 'ownVehicle'], [true, 'accepted', null]]);
  const { stops } = await driverOfTruck.call('myStops', {});
  expect(stops).toMatchObject([{ kind: 'rescue', state: 'planned', urgent: true, toPlace: { address: expect.any(String) } }]);
  const { missions } = await other.owner.call('myRescues', {});
  expect(missions[0]).toMatchObject({ state: 'helpComing', arrival: { of: 'helpAtCar', at: stops[0].plannedFrom, basis: 'distance' } });
  await expect(agent.call('recordLeg', { missionId: mission.id, version: page.version, legId: page.legs[1].id, legVersion: page.legs[1].version, deed: 'arrive' })).rejects.toThrow('legNotNow'); // its driver tells
  await press(driverOfTruck, stops[0].jobId, 'depart', { lon: 121.291, lat: 31.152 }); // quicker than planned: it is nearly there
  await home.settle();
  await home.runRounds('time-own-rescues');
  const nearly = (await other.owner.call('myRescues', {})).missions[0].arrival;
  expect(Date.parse(nearly.at)).toBeLessThan(Date.parse(stops[0].plannedFrom));
  for (const move of ['arrive', 'carry', 'finish']) {
    await press(driverOfTruck, stops[0].jobId, move);
    await home.settle();
  }
  page = await agent.call('showRescue', { missionId: mission.id });
  expect(page).toMatchObject({ state: 'delivered', legs: [{ state: 'replaced' }, { own: true, state: 'delivered', driverName: '柳师傅', truckPlate: '沪B55555' }] });
});

test('a rescue whose truck breaks down is given to the next helper; one that a contractor took first leaves the board', async () => {
  const agent = home.staff({ role: 'agent', brandId: 'yuanlan' });
  const { staffId } = (await board(otherDispatcher)).vans.find((van: { name: string }) => van.name === '平板车');
  const truck = home.as({ kind: 'staff', id: staffId, name: '柳师傅', grants: [{ role: 'technician', brandId: 'yuanlan', outletId }] });
  const ask = async () => {
    const mission = await other.owner.call('requestRescue', { vehicleId: other.vehicleId, trouble: 'powerLoss', place: { kind: 'roadside', words: '虹桥路口', lon: 121.31, lat: 31.15 } });
    await home.settle();
    return mission;
  };
  const first = await ask();
  const stop = (await truck.call('myStops', {})).stops.find((one: { state: string }) => one.state === 'planned');
  await press(truck, stop.jobId, 'depart');
  await press(truck, stop.jobId, 'fail', { reason: 'vanBroken', words: '爆胎' });
  await home.settle();
  expect((await board(otherDispatcher)).vans.find((van: { name: string }) => van.name === '平板车')).toMatchObject({ off: 'broken' }); // before anybody plans again
  await people.administrator.call('setVanDay', { vanId: stop.vanId, on: '2026-11-24', staffId, offFrom: null, offWhy: null }); // mended
  let page = await agent.call('showRescue', { missionId: first.id });
  expect(page.legs.slice(-2).map((leg: { own: boolean; state: string }) => [leg.own, leg.state])).toEqual([[true, 'declined'], [false, 'requested']]);
  await agent.call('recordLeg', { missionId: first.id, version: page.version, legId: page.legs.at(-1).id, legVersion: page.legs.at(-1).version, deed: 'accept', arrivesInMin: 30 });
  await home.settle();
  expect((await board(otherDispatcher)).jobs.filter((job: { kind: string; state: string }) => job.kind === 'rescue' && job.state === 'planned')).toEqual([]);
  page = await agent.call('showRescue', { missionId: first.id });
  await agent.call('cancelRescue', { missionId: first.id, version: page.version, why: 'ownerWish' });
  await home.settle();
  const second = await ask();
  expect((await board(otherDispatcher)).jobs.filter((job: { kind: string; state: string }) => job.kind === 'rescue' && job.state === 'planned')).toHaveLength(1);
  page = await agent.call('showRescue', { missionId: second.id });
  const { contractors } = await agent.call('listRescueContractors', { missionId: second.id });
  await agent.call('askContractor', { missionId: second.id, version: page.version, contractorId: contractors[0].id }); // the desk wants another helper
  await home.settle();
  expect((await board(otherDispatcher)).jobs.filter((job: { kind: string; state: string }) => job.kind === 'rescue' && job.state === 'planned')).toEqual([]);
});

test('an emergency on the phone: who dispatches opens the case and sends help in one step; another brand, and who does not answer the phone, may not', async () => {
  const place = { kind: 'roadside', words: '沪闵路高架下', lon: 121.31, lat: 31.16 };
  const asked = { vehicleId: mine.vehicleId, trouble: 'powerLoss', place };
  await expect(otherDispatcher.call('startRescueOfCar', asked)).rejects.toThrow('vehicleNotFound');
  for (const who of [adviser, first]) await expect(who.call('startRescueOfCar', asked)).rejects.toThrow('notAllowed');
  const mission = await dispatcher.call('startRescueOfCar', asked);
  expect(mission).toMatchObject({ begunBy: 'staff', trouble: 'powerLoss', place: { words: '沪闵路高架下' } });
  expect((await dispatcher.call('startRescueOfCar', asked)).id).toBe(mission.id); // told twice
  expect((await mine.owner.call('myRescues', {})).missions[0].id).toBe(mission.id);
});

test('after a no-show the owner takes another time, and somebody comes then', async () => {
  const jobId = visits['other'] as string;
  const failed = await other.owner.call('showVisit', { jobId });
  expect(failed.state).toBe('failed');
  const { days } = await other.owner.call('findVisitTimes', { vehicleId: other.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], lon: street.lon, lat: street.lat, days: 4, moving: jobId });
  const { fromAt } = days.flatMap((one: { windows: { fromAt: string }[] }) => one.windows)[0];
  expect(await other.owner.call('moveVisit', { jobId, fromAt, version: failed.version })).toMatchObject({ state: 'waiting', windowFrom: fromAt, endedAt: null });
  home.clock.set(new Date(Date.parse(fromAt) - 30 * 60_000).toISOString().replace('.000Z', 'Z'));
  await home.runRounds('plan-dispatch-days');
  const visit = await other.owner.call('showVisit', { jobId });
  expect(visit.state).toBe('planned');
  expect(Date.parse(visit.arrivesAt)).toBeGreaterThanOrEqual(Date.parse(fromAt));
});
