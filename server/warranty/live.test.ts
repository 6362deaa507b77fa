// The counters of a car from the house's own visits, who may see them, and who is told before a limit.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import type { Output } from '#platform/contract';
import { newCar, outletId, refusalOf, shop, visit, type Car, type Shop } from '../workorders/small-shop.test-data.ts';
import type { api } from './api.ts';

type Guarantees = Output<typeof api.showGuarantees>;
const home = await house({ startsAt: '2026-06-02T01:00:00Z' }); // Tuesday, 09:00 in Beijing
let people: Shop;
let officerId: string;
beforeAll(async () => {
  people = await shop(home);
  officerId = (await people.administrator.call('addStaff', { userName: 'officer', name: '质保专员', grants: [{ role: 'warrantyOfficer', brandId: 'xihe', outletId }] })).id;
});
const officer = () => home.staff({ role: 'warrantyOfficer', brandId: 'xihe', outletId, id: officerId });
const seen = (car: Car): Promise<Guarantees> => people.adviser.call('showGuarantees', { vehicleId: car.vehicleId });
const counter = (page: Guarantees, kind: string) => page.counters.find((one) => one.kind === kind);
const round = () => home.runRounds('watch-guarantees');
const news = async (who = people.adviser) =>
  ((await who.call('staffNotices', {})).notices as { code: string; data: { vehicleId: string; counter: string; value: number } }[]).filter((one) => one.code.startsWith('guarantee'));

describe('the counters of a car', () => {
  test('a new car has its periods, with their last days, and nothing counted', async () => {
    const car = await newCar(home);
    const page = await seen(car);
    expect(page).toMatchObject({ standing: 'household', startOn: '2025-06-01', counters: [], due: [], visits: [], told: [] });
    expect(page.periods.map((one) => [one.kind, one.lastOn, one.mostKm, one.open])).toEqual([
      ['sevenDays', '2025-06-08', null, false], ['early', '2025-07-31', 3_000, false], ['threeGuarantees', '2027-06-01', 50_000, true], ['repairWarranty', '2028-06-01', 60_000, true],
    ]);
  });
  test('a commercial car and one not delivered have none', async () => {
    expect(await seen(await newCar(home, 'xihe', { usageNature: 'commercial' }))).toMatchObject({ standing: 'contractOnly', periods: [], counters: [] });
  });
  test('a repair that the maker pays counts from check-in until the work is done, and the car’s standing at the counter afterwards does not', async () => {
    const one = await visit(home, people, await newCar(home));
    await one.estimate(['CHARGE-PORT']);
    expect(await seen(one.car)).toMatchObject({ visits: [{ counts: true, provisional: true, workOrderId: one.id }] });
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    home.clock.advance({ hours: 30 });
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '完成' });
    home.clock.advance({ days: 9 });
    const page = await seen(one.car);
    expect(counter(page, 'totalRepairDays')).toMatchObject({ value: 2, most: 30, state: 'clear', article: '24(4)', sum: [{ number: one.page.workOrder.number, days: 2 }] });
    expect(counter(page, 'sameProblemRepairs')).toMatchObject({ key: 'charging', value: 1, most: 4 });
    expect(counter(page, 'singleRepairDays')).toBeUndefined();
    expect(page.visits).toMatchObject([{ counts: true, provisional: false }]);
  });
  test('a visit counts until its estimate says that the owner pays', async () => {
    const one = await visit(home, people, await newCar(home));
    expect(counter(await seen(one.car), 'sameProblemRepairs')?.value).toBe(1);
    await one.estimate(['BRAKE-PADS']);
    expect(await seen(one.car)).toMatchObject({ counters: [], visits: [{ counts: false, provisional: false }] });
  });
  test('a visit that was called off, or at which the owner declined all, was no repair', async () => {
    const off = await visit(home, people, await newCar(home));
    await off.by(people.adviser, 'cancelWork', { words: '改天' });
    expect(await seen(off.car)).toMatchObject({ counters: [], visits: [] });
    const declined = await visit(home, people, await newCar(home));
    await declined.approved(['CHARGE-PORT'], ['CHARGE-PORT', 'P-PORT']);
    expect(await seen(declined.car)).toMatchObject({ counters: [], visits: [] });
  });
});

describe('one step before a limit', () => {
  test('the outlet, its managers and the warranty officer hear on day 4, on day 5, and on day 6 that a loaner car is due; each once', async () => {
    const one = await visit(home, people, await newCar(home));
    const told = async () => (await news()).filter((notice) => notice.data.vehicleId === one.car.vehicleId && notice.data.counter === 'singleRepairDays').map((notice) => [notice.code, notice.data.value]);
    home.clock.advance({ hours: 71 });
    await round();
    expect(await told()).toEqual([]);
    home.clock.advance({ hours: 2 });
    await round();
    await round();
    expect(await told()).toEqual([['guaranteeNear', 4]]);
    home.clock.advance({ days: 1 });
    await round();
    home.clock.advance({ days: 1 });
    await round();
    await round();
    expect(await told()).toEqual([['guaranteeDue', 6], ['guaranteeNear', 5], ['guaranteeNear', 4]]);
    for (const who of [people.manager, officer()]) expect((await news(who)).filter((notice) => notice.data.vehicleId === one.car.vehicleId)).toHaveLength(3);
    const page = await seen(one.car);
    expect(page.told.map((step) => [step.value, step.due, step.toldTo.map((to) => to.desk ?? to.name)])).toEqual([
      [6, true, ['outletDesk', '质保专员']], [5, false, ['outletDesk', '质保专员']], [4, false, ['outletDesk', '质保专员']],
    ]);
    expect(page.due).toContainEqual(expect.objectContaining({ rule: 'W3', remedy: 'loanerOrTransport', article: '21', sum: expect.objectContaining({ value: 6, most: 5 }) }));
    expect(counter(page, 'singleRepairDays')).toMatchObject({ state: 'due', value: 6, step: 6 });
    expect(await news(home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'elsewhere' }))).toEqual([]);
    expect(await news(home.staff({ role: 'adviser', brandId: 'yuanlan', outletId }))).toEqual([]);
  });
  test('the third and fourth repair of the same problem are told before the fifth gives another car', async () => {
    const car = await newCar(home);
    const values: unknown[] = [];
    for (const times of [1, 2, 3, 4, 5]) {
      const { caseId } = times === 1 ? car : await people.adviser.call('openCase', { vehicleId: car.vehicleId, words: '充不进电', outletId });
      const one = await visit(home, people, { ...car, caseId });
      await round();
      const page = await seen(car);
      values.push([times, counter(page, 'sameProblemRepairs')?.state, page.told.filter((step) => step.counter === 'sameProblemRepairs').length, page.due.some((finding) => finding.rule === 'V7')]);
      await one.ready(['CHARGE-PORT']);
      await one.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_001, socPct: 50 });
      await home.settle();
      const mine = ((await car.owner.call('myCases', {})).cases as { id: string; version: number }[]).find((other) => other.id === caseId);
      await car.owner.call('confirmSolved', { caseId, version: mine?.version });
      await home.settle();
      home.clock.advance({ days: 20 });
    }
    expect(values).toEqual([[1, 'clear', 0, false], [2, 'clear', 0, false], [3, 'near', 1, false], [4, 'near', 2, false], [5, 'due', 3, true]]);
  });
});

describe('who sees them', () => {
  test('the owner sees their own car, without who was told', async () => {
    const one = await visit(home, people, await newCar(home));
    home.clock.advance({ hours: 73 });
    await round();
    expect(await one.car.owner.call('showGuarantees', { vehicleId: one.car.vehicleId })).toMatchObject({ standing: 'household', told: [], visits: [{ workOrderId: one.id, number: one.page.workOrder.number }] });
    expect((await seen(one.car)).told).toHaveLength(1);
    expect(await refusalOf((await newCar(home)).owner.call('showGuarantees', { vehicleId: one.car.vehicleId }))).toBe('vehicleNotFound');
    for (const role of ['adviser', 'warrantyOfficer', 'auditor'] as const) expect(await refusalOf(home.staff({ role, brandId: 'yuanlan' }).call('showGuarantees', { vehicleId: one.car.vehicleId }))).toBe('vehicleNotFound');
  });
  test('a buyer has the visits of the seller counted, and reads neither their number nor whose they were', async () => {
    const one = await visit(home, people, await newCar(home));
    await one.ready(['CHARGE-PORT']);
    const buyer = await newCar(home);
    await people.adviser.call('transferVehicle', { id: one.car.vehicleId, toOwnerId: buyer.ownerId, plateNo: null, why: '二手车过户', version: 1 });
    const page = (await buyer.owner.call('showGuarantees', { vehicleId: one.car.vehicleId })) as Guarantees;
    expect(counter(page, 'totalRepairDays')).toMatchObject({ value: 1, sum: [{ number: '' }] });
    expect(page.visits).toMatchObject([{ workOrderId: null, number: '' }]);
    expect(JSON.stringify(page)).not.toContain(one.page.workOrder.number);
    expect(JSON.stringify(page)).not.toContain(one.id);
  });
});
