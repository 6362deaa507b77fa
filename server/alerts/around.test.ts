import { expect, test } from 'vitest';
import { house } from '#platform/testing';
import type { WeatherWarning } from '#platform/outside/weather';
import { smallFleet, vinOf } from '../../tests/small-fleet.ts';

let warnings: WeatherWarning[] = [];
const home = await house({ startsAt: '2026-07-01T02:00:00Z', outside: { weather: { name: 'bureau', warnings: async () => warnings } } });
const fleet = await smallFleet(home, 24);
const { manager, say } = fleet;
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const rival = home.staff({ role: 'serviceManager', brandId: 'langtu' });

type Row = { id: string; vin: string; kind: string; severity: number; worstSeverity: number; state: string; stormId: string | null; inMaintenance: boolean; clearedAt: Date | null; followsId: string | null };
const alertsOf = (nth: number): Promise<Row[]> => home.inside((tx) => tx.db.query(home.sql`select * from alerts.alerts where vin = ${vinOf(nth)} order by told_at, id`));
const casesOf = (nth: number): Promise<{ id: string; urgency: number }[]> => home.inside((tx) => tx.db.query(home.sql`select id, urgency from cases.cases where vin = ${vinOf(nth)}`));
const deskNotices = (code: string): Promise<{ data: { cars: number } }[]> => home.inside((tx) => tx.db.query(home.sql`select data from notices.notices where code = ${code} and desk = 'brandDesk'`));
const waitingNotices = async (): Promise<number> => (await deskNotices('caseWaiting')).length;
const shanghai = { lon: 121.47, lat: 31.23 };
const beijing = { lon: 116.4, lat: 39.9 };

test('an alert that eases is noted on its case, and the case stays as urgent as it was', async () => {
  await say([23, { tempMaxC: 63 }]);
  await home.settle();
  const [one] = await casesOf(23);
  expect(one).toMatchObject({ urgency: 1 });
  for (let minute = 0; minute < 9; minute++) {
    home.clock.advance({ minutes: 1 });
    await say([23, { tempMaxC: 51, tempMinC: 30 }]);
  }
  await home.settle();
  expect(await alertsOf(23)).toMatchObject([{ kind: 'overheatingPack', state: 'deEscalated', severity: 2, worstSeverity: 1, clearedAt: null }]);
  expect(await casesOf(23)).toEqual([one]);
  const { entries } = await agent.call('showCase', { caseId: one!.id });
  expect(entries.filter((entry: { kind: string }) => entry.kind === 'alertDeEscalated')).toMatchObject([{ data: { from: 1, to: 2 } }]);
  await say([23, { tempMaxC: 64 }]);
  await home.settle();
  expect(await alertsOf(23)).toMatchObject([{ state: 'escalated', severity: 1 }]);
  const after = await agent.call('showCase', { caseId: one!.id });
  expect(after.entries.filter((entry: { kind: string }) => entry.kind === 'alertEscalated')).toHaveLength(1);
  for (let minute = 0; minute < 7; minute++) {
    home.clock.advance({ minutes: 1 });
    await say([23, {}]);
  }
  home.clock.advance({ minutes: 30 });
  await say([23, { tempMaxC: 63 }]);
  const [first, second] = await alertsOf(23);
  expect([first!.state, second!.state, second!.followsId]).toEqual(['cleared', 'raised', first!.id]);
});

test('one trouble of many cars within minutes is one storm: the desk is told once, dangers to life one by one', async () => {
  const stuck = { vehicleState: 'off', speedKmh: 0, chargingState: 'parkedCharging', currentA: 0, socPct: 50, ...shanghai } as const;
  const before = await waitingNotices();
  for (let nth = 0; nth < 12; nth++) await say([nth, stuck, 400], [nth, stuck]);
  await home.settle();
  const { storms } = await agent.call('listStorms', {});
  expect(storms).toMatchObject([{ kind: 'chargingFails', sharedBy: 'area', cars: 12, open: 12, dangers: 0, endedAt: null }]);
  expect(await deskNotices('alertStorm')).toMatchObject([{ data: { cars: 8 } }]);
  const cases = (await Promise.all(Array.from({ length: 12 }, (_, nth) => casesOf(nth)))).flat();
  expect(cases).toEqual([]);
  expect(await waitingNotices()).toBe(before);
  const page = await agent.call('showStorm', { stormId: storms[0].id });
  expect(page.alerts).toHaveLength(12);
  expect(JSON.stringify(page)).not.toContain(vinOf(0));
  expect((await agent.call('listAlerts', { open: true, withoutStorms: true, kind: 'chargingFails' })).alerts).toEqual([]);
  expect((await rival.call('listStorms', {})).storms).toEqual([]);
  await expect(rival.call('showStorm', { stormId: storms[0].id })).rejects.toMatchObject({ code: 'stormNotFound' });
  // a thirteenth car joins; a car elsewhere with the same model does not
  await say([12, stuck, 400], [12, stuck], [13, { ...stuck, ...beijing }, 400], [13, { ...stuck, ...beijing }]);
  await home.settle();
  expect((await agent.call('listStorms', {})).storms).toMatchObject([{ cars: 13 }]);
  expect(await casesOf(13)).toHaveLength(1);
  expect(await deskNotices('alertStorm')).toHaveLength(1);
});

test('many cars in danger are a storm, and each is told and has its case', async () => {
  const before = await waitingNotices();
  await say(...Array.from({ length: 9 }, (_, index): [number, { tempMaxC: number; lon: number; lat: number }] => [14 + index, { tempMaxC: 66, ...shanghai }]));
  await home.settle();
  for (let nth = 14; nth < 23; nth++) expect(await casesOf(nth)).toMatchObject([{ urgency: 1 }]);
  expect((await agent.call('listStorms', { open: true })).storms).toHaveLength(2);
  expect(await waitingNotices()).toBe(before + 9);
  const listed = (await agent.call('listAlerts', { open: true, withoutStorms: true, kind: 'overheatingPack' })).alerts;
  expect(listed.length).toBeGreaterThanOrEqual(9);
});

test('what a storm kept quiet and still stands when it is over gets its case then', async () => {
  home.clock.advance({ minutes: 10 });
  for (let nth = 0; nth < 6; nth++) await say([nth, { chargingState: 'notCharging' }], [nth, { chargingState: 'notCharging' }, 300]);
  home.clock.advance({ minutes: 25 });
  await home.runRounds('end-storms');
  expect((await agent.call('listStorms', { open: true })).storms).toEqual([]);
  expect(await casesOf(0)).toEqual([]);
  expect(await casesOf(7)).toHaveLength(1);
});

test('a car in a workshop keeps its alerts and wakes nobody, dangers to life excepted; at the end what stands is told', async () => {
  const adviser = home.staff({ role: 'adviser', brandId: 'xihe' });
  const untilAt = new Date(home.clock.now().getTime() + 3_600_000).toISOString();
  await expect(rival.call('beginMaintenance', { vehicleId: fleet.vehicleIds[0], untilAt, why: '检修' })).rejects.toMatchObject({ code: 'vehicleNotFound' });
  await expect(adviser.call('beginMaintenance', { vehicleId: fleet.vehicleIds[0], untilAt: '2026-01-01T00:00:00Z', why: '检修' })).rejects.toMatchObject({ code: 'timesCannotBe' });
  const mark = await adviser.call('beginMaintenance', { vehicleId: fleet.vehicleIds[0], untilAt, why: '更换充电口' });
  await expect(adviser.call('beginMaintenance', { vehicleId: fleet.vehicleIds[0], untilAt, why: '又一次' })).rejects.toMatchObject({ code: 'inMaintenanceAlready' });
  await say([0, { insulationKohm: 20 }, 60], [0, { insulationKohm: 20 }]);
  await home.settle();
  expect((await alertsOf(0)).at(-1)).toMatchObject({ kind: 'insulationFalling', severity: 2, inMaintenance: true, clearedAt: null });
  expect(await casesOf(0)).toEqual([]);
  expect((await agent.call('listMaintenance', {})).maintenance).toMatchObject([{ id: mark.id, alerts: 1, fromVisit: false, endedAt: null }]);
  await expect(rival.call('endMaintenance', { maintenanceId: mark.id })).rejects.toMatchObject({ code: 'maintenanceNotFound' });
  await say([0, { tempMaxC: 70, insulationKohm: 20 }]);
  await home.settle();
  expect(await casesOf(0)).toMatchObject([{ urgency: 1 }]);
  await adviser.call('endMaintenance', { maintenanceId: mark.id });
  await home.settle();
  const { contacts } = await agent.call('showCase', { caseId: (await casesOf(0))[0]!.id });
  expect(contacts).toHaveLength(2);
  expect(await alertsOf(0)).toMatchObject([{}, { inMaintenance: false }, { inMaintenance: false }]);
});

test('what a person began ends by its time at the latest', async () => {
  const untilAt = new Date(home.clock.now().getTime() + 600_000).toISOString();
  await manager.call('beginMaintenance', { vehicleId: fleet.vehicleIds[2], untilAt, why: '路试' });
  await home.runRounds('end-overdue-maintenance');
  expect((await agent.call('listMaintenance', {})).maintenance[0]).toMatchObject({ endedAt: null });
  home.clock.advance({ minutes: 11 });
  await home.runRounds('end-overdue-maintenance');
  expect((await agent.call('listMaintenance', {})).maintenance.every((one: { endedAt: string | null }) => one.endedAt !== null)).toBe(true);
});

const hoursOn = (hours: number): string => new Date(home.clock.now().getTime() + hours * 3_600_000).toISOString();

test('a red warning reaches only the cars in its area, once, and follows them in and out', async () => {
  const storm = { kind: 'rainstorm', level: 4, name: '上海暴雨红色预警', nameEn: 'Red rainstorm warning, Shanghai', fromAt: home.clock.now().toISOString(), toAt: hoursOn(6) };
  await expect(agent.call('addArea', { ...storm, city: '无此城' })).rejects.toMatchObject({ code: 'cityNotFound' });
  await expect(agent.call('addArea', { ...storm, outline: [[121, 31], [122, 32], [121, 32], [122, 31]] })).rejects.toMatchObject({ code: 'areaCannotBe', details: { field: 'outline' } });
  await expect(agent.call('addArea', { ...storm, city: '上海', toAt: storm.fromAt })).rejects.toMatchObject({ code: 'areaCannotBe', details: { field: 'toAt' } });
  await say([1, shanghai], [3, beijing], [5, {}]);
  const area = await agent.call('addArea', { ...storm, city: '上海' });
  await home.runRounds('watch-areas');
  const inside = (await agent.call('areaCars', { areaId: area.id })).cars.map((car: { vinMasked: string }) => car.vinMasked.slice(-6));
  expect(inside).toContain(vinOf(1).slice(-6));
  expect(inside).not.toContain(vinOf(3).slice(-6));
  const weather = async (nth: number) => (await alertsOf(nth)).filter((alert) => alert.kind === 'badWeather').map((alert) => alert.state);
  expect([await weather(1), await weather(3)]).toEqual([['raised'], []]);
  expect(await casesOf(1)).toHaveLength(0);
  const told = async (): Promise<number> => (await home.inside((tx) => tx.db.query<{ id: string }>(home.sql`select id from notices.notices where code = 'badWeather' and key like ${`%${vinOf(1)}`}`))).length;
  expect(await told()).toBe(1);
  expect(JSON.stringify(await agent.call('areaCars', { areaId: area.id }))).not.toMatch(/121\.|31\.2/);
  expect((await rival.call('areaCars', { areaId: area.id })).cars).toEqual([]);
  home.clock.advance({ minutes: 5 });
  await say([1, beijing]);
  await home.runRounds('watch-areas');
  expect(await weather(1)).toEqual(['cleared']);
  home.clock.advance({ minutes: 5 });
  await say([1, shanghai]);
  await home.runRounds('watch-areas');
  expect(await weather(1)).toEqual(['raised']);
  expect(await told()).toBe(1);
  await expect(agent.call('endArea', { areaId: area.id, version: 99, why: '雨停' })).rejects.toMatchObject({ code: 'staleEdit' });
  await agent.call('endArea', { areaId: area.id, version: 1, why: '雨停' });
  await home.runRounds('watch-areas');
  expect(await weather(1)).toEqual(['cleared']);
  expect((await agent.call('listAreas', {})).areas).toMatchObject([{ carsInside: 0, endedWhy: '雨停' }]);
  await expect(agent.call('endArea', { areaId: area.id, version: 2, why: '雨停' })).rejects.toMatchObject({ code: 'areaOver' });
});

test('warnings of a weather service are taken once each, changed with it, and ended when it says so', async () => {
  const heat: WeatherWarning = { key: 'w1', kind: 'heat', level: 3, name: '高温橙色', nameEn: 'Orange heat', outline: [[116, 39], [117, 39], [117, 40.5], [116, 40.5]], fromAt: home.clock.now(), toAt: new Date(hoursOn(3)), cancelled: false };
  warnings = [heat, { ...heat, key: 'w2', outline: [[1, 1], [1, 1], [1, 1]] }];
  await home.runRounds('ask-weather', 'watch-areas');
  await home.runRounds('ask-weather', 'watch-areas');
  const ours = async () => (await agent.call('listAreas', {})).areas.filter((area: { source: string }) => area.source === 'bureau');
  expect(await ours()).toMatchObject([{ level: 3, version: 1, endedAt: null }]);
  warnings = [{ ...heat, level: 4 }];
  await home.runRounds('ask-weather', 'watch-areas');
  expect(await ours()).toMatchObject([{ level: 4, version: 2 }]);
  warnings = [{ ...heat, cancelled: true }];
  await home.runRounds('ask-weather', 'watch-areas');
  expect(await ours()).toMatchObject([{ carsInside: 0, endedAt: expect.any(String) }]);
  expect((await alertsOf(13)).filter((alert) => alert.kind === 'badWeather')).toMatchObject([{ state: 'cleared' }]);
});

test('a car that falls silent while it is on is told after its time; one that falls silent in danger at once, with a case', async () => {
  home.clock.advance({ hours: 30 });
  await say([9, {}], [11, { tempMaxC: 71 }]);
  home.clock.advance({ minutes: 3 });
  await home.runRounds('watch-silent-cars');
  await home.runRounds('watch-silent-cars');
  const silent = async (nth: number) => (await alertsOf(nth)).filter((alert) => alert.kind === 'wentSilent');
  expect(await silent(9)).toEqual([]);
  expect(await silent(11)).toMatchObject([{ severity: 1, state: 'raised' }]);
  home.clock.advance({ hours: 1 });
  await home.runRounds('watch-silent-cars');
  expect(await silent(9)).toMatchObject([{ severity: 4, state: 'raised' }]);
  expect((await casesOf(9)).length).toBe(1); // from the storm that was; silence of severity 4 opens none
  await say([9, {}]);
  expect(await silent(9)).toMatchObject([{ state: 'cleared' }]);
});
