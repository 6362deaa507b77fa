import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commands, encodeFrame } from '@careloop/gbt32960';
import { folderBucket } from '#platform/bucket/bucket';
import { appendFrames } from '#platform/stream/journal';
import { house, type Caller } from '#platform/testing';
import { api as looksApi } from '../looks/api.ts';
import { api } from './api.ts';
import { quantile, standing } from './compare-sisters.ts';
import { consumeAll } from './consume.ts';
import { beginHistory } from './history-store.ts';
import { openLake } from './lake.ts';
import { joined } from './show-events.ts';
import { frameForPeople } from './show-frames.ts';
import { cars, healthy, login, report, vins } from './testing.ts';
import { mergeHistory } from './tend-history.ts';
import { writeHistory } from './write-history.ts';

const dir = mkdtempSync(join(tmpdir(), 'careloop-diagnosis-'));
const lake = await openLake({ bucket: folderBucket(join(dir, 'lake')), scratchDir: join(dir, 'lake/.writing') });
const home = await house({ startsAt: '2026-03-02T02:00:00Z' });
home.world.outside.lake = lake;
afterAll(() => {
  lake.close();
  rmSync(dir, { recursive: true, force: true });
});
const fleet = await cars(home);
const [vin] = vins;
await fleet.register(vin);
await home.inside(beginHistory);
const technician = home.staff({ role: 'technician', brandId: 'xihe', name: '周师傅' });
const stranger = home.staff({ role: 'technician', brandId: 'langtu' });
const ask = (who: Caller) => who.on(api);
const look = (why: string, who: Caller = technician) => who.on(looksApi).openLook({ vin, scopes: ['history', 'frames'], purpose: 'diagnosis', why, minutes: 60 });
const start = home.clock.now().getTime();
const at = (minutes: number): Date => new Date(start + minutes * 60_000);
const arrive = (...frames: Uint8Array[]): Promise<number> => home.inside((tx) => appendFrames(tx, frames.map((bytes) => ({
  vin: Buffer.from(bytes.subarray(4, 21)).toString('latin1'), edition: 2016 as const, command: bytes[2] as number, bytes, receivedAt: home.clock.now(),
  sha: createHash('sha256').update(bytes).digest().subarray(0, 16), connectionId: 'c1',
}))));
const hours = (from: number, to: number) => ({ vin, fromAt: at(from * 60).toISOString(), toAt: at(to * 60).toISOString() });

test('nothing of a car is shown without a purpose; the look ends, and its owner can read it (G1)', async () => {
  for (const name of ['vehicleSignals', 'vehicleCells', 'vehicleEvents', 'listVehicleFrames'] as const) {
    await expect(technician.call(name, hours(-1, 0))).rejects.toMatchObject({ code: 'lookNeeded' });
    await expect(stranger.call(name, hours(-1, 0))).rejects.toMatchObject({ code: 'vehicleNotFound' });
  }
  await expect(technician.call('compareSisters', { vin, days: 30 })).rejects.toMatchObject({ code: 'lookNeeded' });
  await expect(stranger.call('openLook', { vin, scopes: ['history'], purpose: 'diagnosis', why: '好奇', minutes: 60 })).rejects.toMatchObject({ code: 'vehicleNotFound' });
  await technician.call('openLook', { vin, scopes: ['history'], purpose: 'diagnosis', why: '充电变慢', minutes: 60 });
  expect((await ask(technician).vehicleSignals(hours(-1, 0))).historyFromAt).toBeNull();
  await expect(technician.call('listVehicleFrames', hours(-1, 0))).rejects.toMatchObject({ code: 'lookNeeded', details: { scope: 'frames' } });
  await expect(home.staff({ role: 'technician', brandId: 'xihe' }).call('vehicleSignals', hours(-1, 0))).rejects.toMatchObject({ code: 'lookNeeded' });
  const { looks } = await fleet.owner('xihe').on(looksApi).myCarLooks({});
  expect(looks[0]).toMatchObject({ staffName: '周师傅', purpose: 'diagnosis', why: '充电变慢', until: at(60).toISOString(), uses: [{ scope: 'history', count: 1 }] });
  home.clock.advance({ minutes: 61 });
  await expect(technician.call('vehicleSignals', hours(-1, 0))).rejects.toMatchObject({ code: 'lookNeeded' });
});

test('lake and database give one line without a gap or a double, and no peak is lost (P1)', async () => {
  home.clock.set(at(0).toISOString());
  for (let minute = 0; minute < 240; minute++) {
    home.clock.set(at(minute).toISOString());
    await arrive(report(vin, at(minute), { ...healthy, socPct: 50 + (minute % 7), tempMaxC: minute === 77 ? 61 : 30, chargingState: minute >= 120 && minute < 150 ? 'parkedCharging' : 'notCharging', vehicleState: minute < 60 ? 'started' : 'off' }));
    if (minute % 40 === 39) {
      home.clock.set(at(minute + 1).toISOString());
      await consumeAll(home.world, []);
      if (minute < 200) await writeHistory(home.world, lake); // the last forty minutes are only in the database
    }
  }
  await look('充电变慢');
  const whole = await ask(technician).vehicleSignals({ ...hours(0, 4), signals: ['socPct', 'tempMaxC'], stretches: 2000 });
  expect(whole.readings).toBe(240);
  expect(whole.series[0]?.points.map((point) => point[0])).toEqual(Array.from({ length: 240 }, (_, minute) => at(minute).getTime()));
  const coarse = await ask(technician).vehicleSignals({ ...hours(0, 4), signals: ['tempMaxC'], stretches: 10 });
  expect(coarse.series[0]?.points).toContainEqual([at(77).getTime(), 61]);
  expect(coarse.series[0]?.points.length).toBeLessThanOrEqual(20);
  home.world.outside.lake = undefined as never;
  delete home.world.outside.lake;
  const onlyDatabase = await ask(technician).vehicleSignals({ ...hours(0, 4), signals: ['tempMaxC'], stretches: 10 });
  home.world.outside.lake = lake;
  const extent = (points: readonly (readonly number[])[] | undefined) => [Math.min(...(points ?? []).map((point) => point[1] as number)), Math.max(...(points ?? []).map((point) => point[1] as number))];
  expect(onlyDatabase.readings).toBe(240);
  expect(extent(onlyDatabase.series[0]?.points)).toEqual(extent(coarse.series[0]?.points)); // equal values may stand at other moments of their stretch
});

test('a drive, a charge and an alarm are told once each, across the seam of lake and database', async () => {
  await arrive(...[232, 233, 234].map((minute) => report(vin, new Date(at(minute).getTime() + 30_000), { ...healthy, vehicleState: 'off', alarmLevel: 2, alarmBits: 1 << 11 })));
  await consumeAll(home.world, []);
  const { events } = await ask(technician).vehicleEvents(hours(0, 4));
  expect(events.map((event) => [event.kind, event.fromAt, event.toAt]).filter(([kind]) => kind !== 'alarm')).toEqual([
    ['charge', at(120).toISOString(), at(149).toISOString()], ['trip', at(0).toISOString(), at(59).toISOString()],
  ]);
  expect(events.find((event) => event.kind === 'alarm')).toMatchObject({ alarmBits: 1 << 11, alarmLevel: 2 });
});

test('stretches that follow each other are one; a silence ends one (E1)', () => {
  const one = (doing: string, from: number, to: number) => ({ doing, fromMs: from * 60_000, toMs: to * 60_000, socFrom: from, socTo: to, kmFrom: null, kmTo: null });
  expect(joined([one('trip', 0, 5), one('trip', 10, 12), one('rest', 13, 20), one('trip', 21, 22), one('trip', 60, 61)]).map(({ doing, fromMs, toMs }) => [doing, fromMs / 60_000, toMs / 60_000]))
    .toEqual([['trip', 0, 12], ['rest', 13, 20], ['trip', 21, 22], ['trip', 60, 61]]);
});

test('the frames of the car are listed and opened; merging does not change what is seen', async () => {
  await writeHistory(home.world, lake);
  const before = await ask(technician).listVehicleFrames({ ...hours(3, 4), limit: 100 });
  expect(before.frames.length).toBeGreaterThan(60);
  while ((await mergeHistory(home.world, lake)) > 0);
  expect(await ask(technician).listVehicleFrames({ ...hours(3, 4), limit: 100 })).toEqual(before);
  const first = before.frames[0] as (typeof before.frames)[number];
  const { frames } = await ask(technician).showVehicleFrame({ vin, kind: first.kind, at: first.at });
  expect(frames[0]?.textEn).toContain('realtime report');
  await expect(technician.call('showVehicleFrame', { vin, kind: 'login', at: first.at })).rejects.toMatchObject({ code: 'frameNotFound' });
});

test('a frame is shown as soon as it is acknowledged, and stays the same when it goes over into the history', async () => {
  home.clock.advance({ seconds: 30 });
  const now = home.clock.now();
  const part = report(vin, now, { socPct: 44 });
  await arrive(part, part, report(vin, now, { tempMaxC: 31 })); // the same content twice, and another of the same moment
  await arrive(report(vins[1], now, { socPct: 12 }));
  const seconds = { vin, fromAt: new Date(now.getTime() - 5_000).toISOString(), toAt: new Date(now.getTime() + 5_000).toISOString() };
  const waiting = await ask(technician).listVehicleFrames(seconds);
  expect(waiting.frames).toMatchObject([{ at: now.toISOString(), kind: 'report', count: 2 }]);
  const shown = await ask(technician).showVehicleFrame({ vin, kind: 'report', at: now.toISOString() });
  expect(shown.frames.filter((frame) => frame.textEn?.includes('44') === true)).toHaveLength(1);
  await consumeAll(home.world, []);
  home.clock.advance({ minutes: 20 });
  await writeHistory(home.world, lake);
  expect((await ask(technician).listVehicleFrames(seconds)).frames).toEqual(waiting.frames);
  expect(await ask(technician).showVehicleFrame({ vin, kind: 'report', at: now.toISOString() })).toEqual(shown);
});

test('VIN, SIM card and place are hidden, in the bytes as in the words (M1)', () => {
  const sure = (frame: Uint8Array, secret: string) => {
    const shown = frameForPeople(frame);
    const bytes = shown.hex.map((byte) => (byte === '··' ? '\0' : String.fromCharCode(Number.parseInt(byte, 16)))).join('');
    expect(bytes).not.toContain(secret);
    expect(`${shown.textZh}${shown.textEn}`).not.toContain(secret);
    return shown;
  };
  sure(login(vin, at(0)), vin);
  sure(login(vin, at(0)), '898600123');
  const place = report(vin, at(0), { ...healthy, lon: 121.473701, lat: 31.230416 });
  const shown = sure(place, '121.47');
  const item = shown.items.find((one) => one.kind === 'position');
  expect(shown.hex.slice((item?.offset ?? 0) + 2, (item?.offset ?? 0) + (item?.length ?? 0)).every((byte) => byte === '··')).toBe(true);
  const cut = report(vin, at(0), { lon: 121.473701, lat: 31.230416 }).subarray(0, 36);
  expect(frameForPeople(cut).hex.slice(32, 35).every((byte) => byte === '··')).toBe(true);
  const half = report(vin, at(0), { lon: 121.473701, lat: 31.230416 }).slice(24, 37); // its place begins and does not end
  const told = frameForPeople(encodeFrame({ command: commands.realtime, vin, message: { kind: 'unread', data: half } }));
  expect([told.textZh, told.textEn].map((text) => /([0-9A-F]{2} ){3}/.test(text ?? ''))).toEqual([false, false]);
  expect(told.textEn).toContain('***');
});

test('when the car changes hands the look is over, and nothing of the former owner’s time is shown (G2, G3)', async () => {
  home.clock.set(at(6 * 60).toISOString());
  const agent = home.staff({ role: 'agent', brandId: 'xihe' });
  const buyer = await agent.call('addOwner', { brandId: 'xihe', name: '新车主', phone: '13700001111', kind: 'person' });
  const { vehicle } = await agent.call('showVehicle', { id: vin });
  await agent.call('transferVehicle', { id: vehicle.id, toOwnerId: buyer.id, plateNo: null, why: '二手交易', version: vehicle.version });
  await expect(technician.call('vehicleSignals', hours(0, 6))).rejects.toMatchObject({ code: 'lookNeeded' });
  home.clock.advance({ days: 2 });
  const later = home.clock.now();
  await arrive(report(vin, later, { ...healthy, socPct: 88 }));
  await consumeAll(home.world, []);
  await writeHistory(home.world, lake);
  await look('新车主来电');
  const stretch = { vin, fromAt: at(0).toISOString(), toAt: new Date(later.getTime() + 1000).toISOString() };
  const signals = await ask(technician).vehicleSignals({ ...stretch, signals: ['socPct'] });
  expect(signals.historyFromAt).toBe('2026-03-02T16:00:00.000Z');
  expect(signals.series[0]?.points).toEqual([[later.getTime(), 88]]);
  expect((await ask(technician).vehicleEvents(stretch)).events).toEqual([]);
  expect((await ask(technician).listVehicleFrames(stretch)).frames).toHaveLength(1);
  await expect(technician.call('showVehicleFrame', { vin, kind: 'report', at: at(0).toISOString() })).rejects.toMatchObject({ code: 'frameNotFound' });
});

test('a car stands among its sisters without naming them; fewer than five say nothing (S1)', () => {
  expect(standing(10, [1, 2, 3, 4], true)).toBeNull();
  expect(standing(10, [1, 2, 3, 4, 20], true)).toEqual({ mine: 10, sisters: 5, p10: 1.4, median: 3, p90: 13.6, betterShare: 0.2 });
  expect(standing(30, [400, 500, 600, 700, 800], false)?.betterShare).toBe(0);
  expect(standing(12_650, Array<number>(43).fill(12_650), false)?.betterShare).toBe(0.5);
  expect(standing(null, [1, 2, 3, 4, 5], true)).toMatchObject({ mine: null, betterShare: null });
  expect(quantile([1, 3], 0.5)).toBe(2);
});

test('a retention rule is dated, has a reason, and is each brand’s own', async () => {
  const chief = home.staff({ role: 'administrator', brandId: 'xihe' });
  const today = '2026-03-04';
  await expect(chief.call('setHistoryRule', { brandId: '*', fromOn: today, keepDays: 90, source: '试' })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(chief.call('setHistoryRule', { brandId: 'langtu', fromOn: today, keepDays: 90, source: '试' })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(chief.call('setHistoryRule', { brandId: 'xihe', fromOn: '2026-03-01', keepDays: 90, source: '试' })).rejects.toMatchObject({ code: 'ruleBeginsInThePast' });
  await chief.call('setHistoryRule', { brandId: 'xihe', fromOn: '2026-04-01', keepDays: 900, source: '内部规定 2026-3' });
  const { rules } = await ask(chief).listHistoryRules({});
  expect(rules.map((rule) => [rule.brandId, rule.keepDays])).toEqual([['*', 5475], ['xihe', 900]]);
  expect(await ask(chief).showHistory({})).toMatchObject({ on: true, framesWaiting: 0, brands: [{ brandId: 'xihe' }] });
});
