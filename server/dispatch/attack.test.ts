// What must not happen to a day: one job dropped by two at once, a place in the past, strange input, the wrong people at every operation
// of the board.
import { beforeAll, expect, test, vi } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { beijingDay } from '#platform/calendar';

vi.mock('./day.ts', async (real) => {
  const day = await real<typeof import('./day.ts')>();
  return { ...day, neverFits: vi.fn(day.neverFits) };
});
const { neverFits } = await import('./day.ts');

const home = await house({ startsAt: '2026-11-24T01:00:00Z' }); // Tuesday 09:00 in Beijing
const outletId = 'shanghai-one';
const day = '2026-11-24';
const usual = { plateNo: null as string | null, tools: [] as string[], heightCm: 200, lon: null, lat: null, shiftFrom: '08:30', shiftUntil: '18:00', overtimeMin: 60, breakFrom: '11:30', breakUntil: '13:30', breakMin: 30, inUse: true };
let [dispatcher, colleague] = [] as never as [Caller, Caller];
let [jobId, driverVan] = ['', ''];
let owner: Caller;
const vans: string[] = [];
beforeAll(async () => {
  const { administrator, technicianIds } = await workshop(home);
  [dispatcher, colleague] = [home.staff({ role: 'dispatcher', brandId: 'xihe', name: '甲' }), home.staff({ role: 'dispatcher', brandId: 'xihe', name: '乙' })];
  for (const [nth, staffId] of technicianIds.slice(0, 2).entries()) vans.push((await administrator.call('addVan', { outletId, name: `车${nth}`, kind: 'serviceVan', staffId, ...usual })).id);
  driverVan = (await administrator.call('addVan', { outletId, name: '取送', kind: 'driver', staffId: technicianIds[2], ...usual })).id;
  const mine = await ownerWithCar(home, 'xihe');
  owner = mine.owner;
  jobId = (await mine.owner.call('askVisit', { vehicleId: mine.vehicleId, kind: 'homeVisit', operations: ['LV-BATTERY'], place: { lon: 121.33, lat: 31.2, address: '沪闵路 100 号' }, fromAt: '2026-11-24T06:00:00Z' })).id;
  await dispatcher.call('planDispatch', { outletId, on: day, version: 0 });
});
const board = () => dispatcher.call('showDispatch', { outletId });

test('one job dropped by two dispatchers on two vehicles: one is done, the other is told what changed', async () => {
  const { version } = await board();
  const both = await Promise.allSettled([dispatcher.call('moveJob', { jobId, vanId: vans[0], version }), colleague.call('moveJob', { jobId, vanId: vans[1], version })]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'staleEdit', details: { changes: [expect.anything()] } } });
  expect((await board()).version).toBe(version + 1);
});

test('whether a vehicle may ever have a job is asked once: for a try, for a move, and for a move that is refused with the reason', async () => {
  const { version } = await board();
  const asked = async (deed: () => Promise<unknown>) => {
    vi.mocked(neverFits).mockClear();
    await deed();
    return vi.mocked(neverFits).mock.calls.length;
  };
  expect(await asked(() => dispatcher.call('tryMove', { jobId, vanId: vans[1] }))).toBe(1);
  expect(await asked(() => dispatcher.call('tryMove', { jobId, vanId: driverVan }))).toBe(1);
  expect(await asked(() => expect(dispatcher.call('moveJob', { jobId, vanId: driverVan, version })).rejects.toMatchObject({ code: 'doesNotFit', details: { breaks: ['kind'] } }))).toBe(1);
  await dispatcher.call('setVanDay', { vanId: vans[1], on: day, staffId: null, offFrom: null, offWhy: 'away' });
  expect(await asked(() => expect(dispatcher.call('moveJob', { jobId, vanId: vans[1], version })).rejects.toMatchObject({ code: 'doesNotFit', details: { breaks: ['off'] } }))).toBe(1);
  await dispatcher.call('setVanDay', { vanId: vans[1], on: day, staffId: null, offFrom: null, offWhy: null });
});

test('undo takes back a pin as well, and what a vehicle would cost is the same sum in the list of reasons and under the pointer', async () => {
  const job = async () => (await board()).jobs[0];
  const has = (await job()).vanId;
  await dispatcher.call('pinJob', { jobId, pinned: true, version: (await board()).version });
  await dispatcher.call('undoPlan', { outletId, on: day, version: (await board()).version });
  expect(await job()).toMatchObject({ pinned: false, vanId: has });
  await dispatcher.call('pinJob', { jobId, pinned: true, version: (await board()).version });
  await dispatcher.call('pinJob', { jobId, pinned: false, version: (await board()).version });
  await dispatcher.call('undoPlan', { outletId, on: day, version: (await board()).version });
  expect(await job()).toMatchObject({ pinned: true });
  await dispatcher.call('pinJob', { jobId, pinned: false, version: (await board()).version });
  const other = vans.find((van) => van !== has) as string;
  const said = async (vanId: string) => (await dispatcher.call('explainJob', { jobId })).vans.find((one: { vanId: string }) => one.vanId === vanId).costFen;
  expect(Math.abs((await said(other)) - (await dispatcher.call('tryMove', { jobId, vanId: other })).costFen)).toBeLessThanOrEqual(200);
  expect(await said(has)).toBe(0);
  await dispatcher.call('moveJob', { jobId, vanId: null, version: (await board()).version }); // nobody has it
  const tried = await dispatcher.call('tryMove', { jobId, vanId: other });
  expect(tried.costFen).toBeGreaterThan(0); // the way there, and nothing saved
  expect(Math.abs((await said(other)) - tried.costFen)).toBeLessThanOrEqual(200);
  await dispatcher.call('moveJob', { jobId, vanId: has, version: (await board()).version });
});

test('an owner whose visit goes to another time and back is told each time: the last message is the time that counts', async () => {
  const told = async (): Promise<string[]> => {
    await home.settle();
    return (await owner.call('myNotices', { limit: 50 })).notices.filter((one: { code: string }) => one.code.startsWith('comes')).map((one: { data: { startsAt: string } }) => one.data.startsAt);
  };
  const before = await told();
  for (const fromAt of ['2026-11-24T08:00:00.000Z', '2026-11-24T06:00:00.000Z']) {
    const { version } = await owner.call('showVisit', { jobId });
    await owner.call('moveVisit', { jobId, fromAt, version });
    await home.runRounds('plan-dispatch-days');
  }
  expect(await told()).toHaveLength(before.length + 2);
  expect((await told())[0]).toBe((await owner.call('showVisit', { jobId })).toldFrom);
});

test('a place in the past, or before the window, is no place: what is shown is when somebody really comes', async () => {
  for (const startsAt of ['2026-11-23T06:00:00Z', '2026-11-24T00:00:00Z', '1970-01-01T00:00:00Z', '2999-01-01T00:00:00Z']) {
    const tried = await dispatcher.call('tryMove', { jobId, vanId: vans[0], startsAt });
    expect(tried).toMatchObject({ fits: true, lateMin: 0 });
    expect(Date.parse(tried.startsAt)).toBeGreaterThanOrEqual(Date.parse('2026-11-24T06:00:00Z'));
    const { version } = await board();
    await dispatcher.call('moveJob', { jobId, vanId: vans[0], startsAt, version });
    expect(Date.parse((await board()).jobs[0].arrivesAt)).toBeGreaterThanOrEqual(Date.parse('2026-11-24T06:00:00Z'));
  }
});

test('strange input is refused at the door, field by field', async () => {
  const { version } = await board();
  for (const [operation, input] of [
    ['tryMove', { jobId, vanId: vans[0], startsAt: 'yesterday' }], ['moveJob', { jobId, vanId: vans[0], version: -1 }], ['moveJob', { jobId: `${jobId}' or '1'='1`, vanId: vans[0], version }],
    ['reportDisturbance', { outletId, kind: 'roadClosed', lon: 999, lat: 31, words: '封路' }], ['reportDisturbance', { outletId, kind: 'roadClosed', lon: 121, lat: 31, words: '封路', delayMin: 1e9 }], ['reportDisturbance', { outletId, kind: 'meteor' }],
    ['reportPosition', { lon: Number.NaN, lat: 0, at: home.clock.now().toISOString() }], ['stockVan', { vanId: vans[0], brandId: 'xihe', code: 'P-12V', quantity: -5, keep: 0 }], ['setVanDay', { vanId: vans[0], on: '2026-02-31', staffId: null, offFrom: null, offWhy: null }],
    ['addVan', { outletId, kind: 'serviceVan', name: ' ', staffId: null, ...usual }], ['addVan', { outletId, kind: 'rocket', name: '火箭', staffId: null, ...usual }],
  ] as const) await expect([operation, await (operation === 'reportPosition' ? home.staff({ role: 'technician', brandId: 'xihe', outletId }) : dispatcher).call(operation, input).then(() => 'heard', (error: { code: string }) => error.code)]).toEqual([operation, expect.stringMatching(/^(badInput|jobNotFound)$/)]);
  expect((await board()).version).toBe(version);
});

test('of the board’s operations nobody else gets one: not an adviser, a technician, an owner, a stranger, nor another brand', async () => {
  const { version } = await board();
  await dispatcher.call('reportDisturbance', { outletId, kind: 'roadClosed', lon: 121.4, lat: 31.3, words: '封路' });
  const closed = (await board()).closures[0];
  const deeds = [['planDispatch', { outletId, on: day, version }], ['moveJob', { jobId, vanId: vans[1], version }], ['pinJob', { jobId, pinned: true, version }], ['undoPlan', { outletId, on: day, version }], ['tryMove', { jobId, vanId: vans[1] }], ['explainJob', { jobId }],
    ['reportDisturbance', { outletId, kind: 'ill', vanId: vans[0] }], ['proposePlan', { outletId, on: day }], ['reopenRoad', { outletId, closureId: closed.id, why: '通了' }], ['setVanDay', { vanId: vans[0], on: day, staffId: null, offFrom: null, offWhy: 'away' }]] as const;
  const elsewhere = home.staff({ role: 'dispatcher', brandId: 'langtu' });
  const wrong = [home.nobody, home.staff({ role: 'adviser', brandId: 'xihe', outletId }), home.staff({ role: 'technician', brandId: 'xihe', outletId }), home.staff({ role: 'auditor', brandId: null }), home.owner({ id: 'somebody', brandIds: ['xihe'] }), elsewhere];
  for (const who of wrong) for (const [operation, input] of deeds) await expect(who.call(operation, input)).rejects.toMatchObject({ code: expect.stringMatching(/^(signInFirst|notSignedIn|notAllowed|jobNotFound|outletNotFound|vanNotFound|signedOut|notFound)$/) });
  expect(beijingDay(home.clock.now())).toBe(day);
  expect((await board()).closures).toHaveLength(1);
  expect((await board()).version).toBe(version);
});
