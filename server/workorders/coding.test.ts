// Parts that work only once they were coded to the car by software: until that is recorded the car stays.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { settleWorkOrder } from './at-the-counter.ts';
import { finishAtHome, openAtHome } from './at-home.ts';
import { newCar, outletId, refusalOf, shop, visit } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const people = await shop(home);
const planner = home.staff({ role: 'partsPlanner', brandId: 'xihe' });
const entry = { brandId: 'xihe', code: 'P-12V', name: '12V 蓄电池', nameEn: '12 V battery', class: 'battery', origin: 'originalPart' } as const;
const coding = { code: 'P-12V', tool: 'DIAG-3', softwareVersion: 'V3.2' };
const back = { toName: '车主', odometerKm: 12_001, socPct: 50, unpaidReason: '月结' };
const save = async (more: Record<string, unknown>): Promise<void> => {
  const { version } = (await planner.call('findParts', { brandId: 'xihe', text: (more['code'] as string | undefined) ?? 'P-12V' })).parts.find((one: { code: string }) => one.code === ((more['code'] as string | undefined) ?? 'P-12V')) ?? { version: 0 };
  await planner.call('savePart', { ...entry, ...more, version });
};
const inWork = async () => {
  const one = await (await visit(home, people)).approved(['LV-BATTERY']);
  await one.by(people.worker, 'startWork');
  return one;
};

beforeAll(() => save({ softwareCoded: true }));

test('work is not finished before the coding is recorded, and the refusal names the part', async () => {
  const one = await inWork();
  await expect(one.by(people.worker, 'finishWork', { note: '完成' })).rejects.toMatchObject({ code: 'codingNeeded', details: { code: 'P-12V', name: '12V 蓄电池' } });
  expect(await refusalOf(one.by(people.worker, 'recordCoding', { ...coding, code: 'P-BRAKE' }))).toBe('notCoded');
  // told by a phone that had no network: the time is that of the press
  const doneAt = home.clock.now().toISOString();
  home.clock.advance({ minutes: 40 });
  await one.by(people.worker, 'recordCoding', { ...coding, doneAt });
  expect(one.page.codings).toMatchObject([{ ...coding, doneAt, byName: '周师傅' }]);
  await one.by(people.worker, 'finishWork', { note: '完成' });
  await one.by(people.manager, 'handBack', back);
  expect(one.state).toBe('handedBack');
});

test('a part that is marked as coded after the work was finished holds the car back until it is recorded', async () => {
  await save({ softwareCoded: false });
  const one = await inWork();
  await one.by(people.worker, 'finishWork', { note: '完成' });
  await save({ softwareCoded: true });
  if (one.state === 'inspection') {
    expect(await refusalOf(one.by(people.second, 'inspect', { passed: true, words: '合格' }))).toBe('codingNeeded');
    await save({ softwareCoded: false });
    await one.by(people.second, 'inspect', { passed: true, words: '合格' });
    await save({ softwareCoded: true });
  }
  expect(await refusalOf(one.by(people.manager, 'handBack', back))).toBe('codingNeeded');
  await one.by(people.worker, 'recordCoding', coding);
  await one.by(people.manager, 'handBack', back);
  expect(one.state).toBe('handedBack');
});

test('an inspection passes only what is coded, also where it came inside a kit; what fails goes back without it', async () => {
  await save({ softwareCoded: false });
  await save({ code: 'P-CONTROLLER', name: '控制器', nameEn: 'Controller' });
  const one = await (await visit(home, people)).approved(['BRAKE-PADS', 'LV-BATTERY']);
  await one.by(people.worker, 'startWork');
  await one.by(people.worker, 'finishWork', { note: '完成' });
  expect(one.state).toBe('inspection');
  const fitted = one.page.lines.find((line) => line.kind === 'part')?.code as string;
  await save({ code: 'P-CONTROLLER', name: '控制器', nameEn: 'Controller', softwareCoded: true });
  await save({ code: fitted, name: '蓄电池套件', nameEn: 'Battery kit', kit: [{ code: 'P-CONTROLLER', quantity: 1 }] });
  expect((await one.fresh()).fitting).toMatchObject([{ code: 'P-CONTROLLER', softwareCoded: true }]);
  expect(await refusalOf(one.by(people.second, 'inspect', { passed: true, words: '合格' }))).toBe('codingNeeded');
  await one.by(people.second, 'inspect', { passed: false, words: '未匹配' });
  expect(one.state).toBe('inProgress');
  await one.by(people.worker, 'recordCoding', { ...coding, code: 'P-CONTROLLER' });
  await one.by(people.worker, 'startWork').catch(() => undefined);
  await one.by(people.worker, 'finishWork', { note: '已匹配' });
  await one.by(people.second, 'inspect', { passed: true, words: '合格' });
  expect(one.state).toBe('ready');
});

test('a newer number that was picked in place of the ordered one asks for its own coding', async () => {
  await save({ softwareCoded: false });
  await save({ code: 'P-12V-B', name: '12V 蓄电池 B', nameEn: '12 V battery B', softwareCoded: true });
  await planner.call('supersede', { brandId: 'xihe', oldCode: 'P-12V', newCode: 'P-12V-B', bothWays: false, useOldFirst: true, why: '新电池带芯片' });
  const keeper = home.staff({ role: 'storeKeeper', brandId: 'xihe', outletId });
  await keeper.call('countPart', { outletId, brandId: 'xihe', code: 'P-12V-B', onHand: 3 });
  const newer = await inWork();
  await keeper.call('moveStock', { outletId, brandId: 'xihe', code: 'P-12V-B', kind: 'pick', quantity: 1, label: `${newer.page.workOrder.number}-1` });
  expect((await newer.fresh()).fitting).toMatchObject([{ code: 'P-12V-B', softwareCoded: true }]);
  await expect(newer.by(people.worker, 'finishWork', { note: '完成' })).rejects.toMatchObject({ code: 'codingNeeded', details: { code: 'P-12V-B' } });
  await newer.by(people.worker, 'recordCoding', { ...coding, code: 'P-12V-B' });
  await newer.by(people.worker, 'finishWork', { note: '已匹配' });
  const older = await inWork();
  // what was put back was not fitted, and who has the older one codes nothing
  await keeper.call('moveStock', { outletId, brandId: 'xihe', code: 'P-12V-B', kind: 'pick', quantity: 1, label: older.page.workOrder.number });
  await keeper.call('moveStock', { outletId, brandId: 'xihe', code: 'P-12V-B', kind: 'return', quantity: 1, label: older.page.workOrder.number });
  await older.by(people.worker, 'finishWork', { note: '完成' });
  expect([newer, older].map((one) => one.state)).not.toContain('inProgress');
});

test('at the owner’s place: what is not coded is not finished with the visit, and money alone hands nothing back', async () => {
  const atHome = async (id: string) => {
    const car = await newCar(home);
    await home.inside((tx) => openAtHome(tx, { id, number: 'V2611-00001', caseId: car.caseId, vin: car.vin, outletId, operations: ['LV-BATTERY'], technicianId: people.ids.worker, technicianName: '周师傅', words: null, odometerKm: 8_200, socPct: 71, untilAt: new Date(home.clock.now().getTime() + 3_600_000) }));
    const order = (await people.adviser.call('listWorkOrders', { caseId: car.caseId })).workOrders[0];
    return async () => (await people.adviser.call('showWorkOrder', { workOrderId: order.id }));
  };
  const at = (page: { workOrder: { id: string; version: number } }) => ({ workOrderId: page.workOrder.id, version: page.workOrder.version });
  await save({ softwareCoded: true });
  const first = await atHome('home-1');
  await home.inside((tx) => finishAtHome(tx, 'home-1', '完成'));
  expect(await first()).toMatchObject({ workOrder: { state: 'inProgress' }, fitting: [{ code: 'P-12V' }] });
  await people.worker.call('recordCoding', { ...at(await first()), ...coding });
  await people.worker.call('finishWork', { ...at(await first()), note: '已匹配' });
  expect((await first()).workOrder.state).toBe('ready');
  // marked as coded only after the work was finished: paid, and still not handed back
  await save({ softwareCoded: false });
  const second = await atHome('home-2');
  await home.inside((tx) => finishAtHome(tx, 'home-2', '完成'));
  expect((await second()).workOrder.state).toBe('ready');
  await save({ softwareCoded: true });
  const { workOrderId } = at(await second());
  await home.inside((tx) => settleWorkOrder(tx, { workOrderId }));
  expect((await second()).workOrder).toMatchObject({ state: 'ready', settled: true });
  expect(await refusalOf(people.manager.call('handBack', { ...at(await second()), toName: '车主', odometerKm: 8_200, socPct: 71 }))).toBe('codingNeeded');
  await people.worker.call('recordCoding', { ...at(await second()), ...coding });
  await people.manager.call('handBack', { ...at(await second()), toName: '车主', odometerKm: 8_200, socPct: 71 });
  expect((await second()).workOrder.state).toBe('handedBack');
});

test('other roles and other brands record no coding', async () => {
  await save({ softwareCoded: true });
  const one = await inWork();
  expect(await refusalOf(home.staff({ role: 'technician', brandId: 'yuanlan', outletId: 'shanghai-one' }).call('recordCoding', { ...one.at(), ...coding }))).toBe('workOrderNotFound');
  for (const who of [people.adviser, planner]) expect(await refusalOf(who.call('recordCoding', { ...one.at(), ...coding }))).toBe('notAllowed');
});
