import { expect, test } from 'vitest';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { encodeFrame, commands } from '@careloop/gbt32960';
import { appendFrames, type IncomingFrame } from '#platform/stream/journal';
import { allParts } from '#platform/stream/stream';
import { house } from '#platform/testing';
import type { World } from '#platform/tx';
import { alertRaised } from '../alerts/alert.ts';
import { consumeAll, consumeOnce, setAside, type Observer } from './consume.ts';
import { startConsumer } from './start-consumer.ts';
import { keepsFrom } from './forget-old-data.ts';
import type { Reading } from './reading.ts';
import { cars, healthy, login, logout, report, vins } from './testing.ts';
import { latestState } from './show-vehicle-state.ts';
import { until } from '../gateway/testing.ts';

const home = await house({ startsAt: '2026-03-01T00:46:55Z' });
const fleet = await cars(home);
const [vin, second, stranger] = vins;
await fleet.register(vin);
await fleet.register(second, 'langtu');
const start = new Date('2026-03-01T00:30:15Z').getTime();
const at = (seconds: number): Date => new Date(start + seconds * 1000);

const incoming = (bytes: Uint8Array, receivedAt: Date = home.clock.now()): IncomingFrame => ({
  vin: Buffer.from(bytes.subarray(4, 21)).toString('latin1'), edition: bytes[0] === 0x24 ? 2025 : 2016, command: bytes[2] as number, bytes, receivedAt,
  sha: createHash('sha256').update(bytes).digest().subarray(0, 16), connectionId: 'c1',
});
const arrive = (...frames: Uint8Array[]): Promise<number> => home.inside((tx) => appendFrames(tx, frames.map((frame) => incoming(frame))));
const readings = (of: string = vin): Promise<Reading[]> => home.inside((tx) => tx.db.query(home.sql`select * from telemetry.readings where vin = ${of} order by at`));
const stateOf = (of: string = vin) => home.inside((tx) => latestState(tx, of));
const collecting = () => {
  const seen: Reading[] = [];
  const observer: Observer = async (_tx, fresh) => void seen.push(...fresh);
  return { seen, observer };
};

test('a report becomes a reading and the latest state, with every number it said', async () => {
  await arrive(login(vin, at(0)), report(vin, at(10), { ...healthy, lon: 121.473701, lat: 31.230416, lvBatteryMv: 12_650 }));
  const { seen, observer } = collecting();
  expect(await consumeAll(home.world, [observer])).toBe(2);
  const [reading] = await readings();
  expect(reading).toMatchObject({ ...healthy, at: at(10), lon: 121.473701, lat: 31.230416, lvBatteryMv: 12_650, brandId: 'xihe', ownerId: fleet.ownerOf('xihe'), clock: 'good', reissued: false });
  expect(seen).toHaveLength(1);
  expect(await stateOf()).toMatchObject({ ...healthy, seenAt: at(10), loggedInAt: at(0), online: true });
});

test('the same frame twice, and the same moment twice, change nothing (R1)', async () => {
  const before = await readings();
  const { seen, observer } = collecting();
  await arrive(report(vin, at(10), { ...healthy, lon: 121.473701, lat: 31.230416, lvBatteryMv: 12_650 }));
  await arrive(report(vin, at(10), { socPct: 11 }));
  await consumeAll(home.world, [observer]);
  expect(await readings()).toEqual(before);
  expect(seen).toEqual([]);
});

test('a report told in two frames of one moment becomes one reading', async () => {
  const { seen, observer } = collecting();
  await arrive(report(vin, at(20), { socPct: 58, totalVoltageV: 398 }));
  await consumeAll(home.world, [observer]);
  await arrive(report(vin, at(20), { tempMaxC: 31, tempMinC: 28 }));
  await consumeAll(home.world, [observer]);
  expect((await readings()).filter((reading) => reading.at.getTime() === at(20).getTime())).toMatchObject([{ socPct: 58, totalVoltageV: 398, tempMaxC: 31 }]);
  expect(seen.map((reading) => reading.tempMaxC)).toEqual([null, 31]);
  expect(await stateOf()).toMatchObject({ socPct: 58, tempMaxC: 31, odometerKm: healthy.odometerKm, seenAt: at(20) });
});

test('a reissued report goes into the history and never moves the latest state back (R3)', async () => {
  await arrive(report(vin, at(15), { socPct: 99 }, { reissued: true }));
  await consumeAll(home.world, []);
  expect((await readings()).find((reading) => reading.at.getTime() === at(15).getTime())).toMatchObject({ socPct: 99, reissued: true });
  expect(await stateOf()).toMatchObject({ socPct: 58, seenAt: at(20) });
});

test('a car whose clock cannot be true is kept by the moment of receipt, with a mark, each report of it', async () => {
  const received = home.clock.now().getTime();
  await arrive(report(second, new Date('2000-01-01T00:00:00Z'), { socPct: 40 }), report(second, new Date('2000-01-01T00:00:10Z'), { socPct: 41 }),
    report(second, new Date('2030-01-01T00:00:00Z'), { socPct: 42 }));
  await consumeAll(home.world, []);
  const kept = await readings(second);
  expect(kept.map((reading) => [reading.socPct, reading.clock])).toEqual([[40, 'absurd'], [41, 'absurd'], [42, 'ahead']]);
  expect(kept.every((reading) => Math.abs(reading.at.getTime() - received) < 10_000)).toBe(true);
});

test('what is sent again from a moment that cannot be true is kept, but moves no state and no observer (alerts) sees it (R4)', async () => {
  const { seen, observer } = collecting();
  const before = await stateOf(second);
  home.clock.advance({ seconds: 5 });
  const long = { socPct: 43, alarmLevel: 3, alarmBits: 2 };
  await arrive(...[new Date('2001-01-01T00:00:00Z'), at(-31 * 86_400), at(86_400)].map((moment) => report(second, moment, long, { reissued: true })));
  await consumeAll(home.world, [observer]);
  expect((await readings(second)).filter((reading) => reading.socPct === 43).map((reading) => reading.clock).sort()).toEqual(['absurd', 'absurd', 'ahead']);
  expect(seen).toEqual([]);
  expect(await stateOf(second)).toMatchObject({ socPct: before?.socPct, seenAt: before?.seenAt });
});

test('a frame with a broken item gives what was good in it, and the defect is counted with its reason (C4, D2)', async () => {
  const unit = [...Buffer.from(report(vin, at(30), { socPct: 57, vehicleState: 'started' }).subarray(24, -1)), 0x44, 1, 2, 3];
  await arrive(encodeFrame({ command: commands.realtime, vin, message: { kind: 'unread', data: Uint8Array.from(unit) } }));
  await arrive(encodeFrame({ command: commands.realtime, vin, message: { kind: 'unread', data: Uint8Array.from([26, 13, 40, 25, 61, 0, 1, 2]) } }));
  await consumeAll(home.world, []);
  expect((await readings()).at(-1)).toMatchObject({ socPct: 57, at: at(30) });
  const state = await home.staff({ role: 'administrator' }).call('telemetryState');
  const reasons = state.defects.map((defect: { reason: string }) => defect.reason);
  expect(reasons).toContain('unknownItem');
  expect(reasons).toContain('truncated');
  expect(state).toMatchObject({ framesWaiting: 0, vehiclesKnown: 2 });
});

test('a car that nobody registered is kept apart, shown to those who may register it, and read in full once it is (C3)', async () => {
  const { seen, observer } = collecting();
  await arrive(login(stranger, at(0)), report(stranger, at(40), { ...healthy, socPct: 70 }), report(stranger, at(50), { ...healthy, socPct: 69 }));
  await consumeAll(home.world, [observer]);
  expect(seen).toEqual([]);
  expect(await stateOf(stranger)).toBeUndefined();
  const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
  const list = await manager.call('listUnknownVehicles');
  expect(list).toMatchObject({ total: 1, unknownVehicles: [{ vin: stranger, framesCount: 3, framesKept: 3, onRegister: false }] });
  await expect(home.staff({ role: 'adviser', brandId: 'xihe' }).call('listUnknownVehicles')).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(manager.call('adoptUnknownVehicle', { vin: stranger })).rejects.toMatchObject({ code: 'vehicleNotRegistered' });
  await fleet.register(stranger);
  expect(await manager.call('adoptUnknownVehicle', { vin: stranger })).toEqual({ vin: stranger, frames: 3 });
  await consumeAll(home.world, [observer]);
  expect(seen.map((reading) => reading.socPct)).toEqual([70, 69]);
  expect(await stateOf(stranger)).toMatchObject({ socPct: 69, loggedInAt: at(0) });
  expect((await manager.call('listUnknownVehicles')).total).toBe(0);
  await expect(manager.call('adoptUnknownVehicle', { vin: stranger })).rejects.toMatchObject({ code: 'unknownVehicleNotFound' });
});

test('a car registered without a word to us is adopted by the round, or by its next frame', async () => {
  const [first, next] = ['LTEST4E1XTA000014', 'LTEST4E11TA000015'];
  await arrive(report(first, at(60), { socPct: 50 }), report(next, at(60), { socPct: 51 }));
  await consumeAll(home.world, []);
  await fleet.register(first);
  await fleet.register(next);
  await home.runRounds('adopt-registered-vehicles');
  await consumeAll(home.world, []);
  expect((await readings(first)).map((reading) => reading.socPct)).toEqual([50]);
  await arrive(report(next, at(70), { socPct: 52 }));
  await consumeAll(home.world, []);
  expect((await readings(next)).map((reading) => reading.socPct)).toEqual([51, 52]);
});

test('a process killed between reading and commit leaves no trace, and the next reads everything once (C1)', async () => {
  const before = await readings();
  await arrive(report(vin, at(100), { ...healthy, socPct: 50 }), report(vin, at(110), { ...healthy, socPct: 49 }));
  const dying: Observer = async (tx) => {
    tx.tell(alertRaised({ alertId: 'x', vin, brandId: 'xihe', ownerId: 'o', kind: 'overheatingPack', severity: 1 }));
    throw new Error('killed');
  };
  await expect(consumeOnce(home.world, [dying])).rejects.toThrow('killed');
  const dyingLater: World = { ...home.world, database: { ...home.world.database, transaction: (settings, work) => home.world.database.transaction(settings, async (db, written) => {
    await work(db, written);
    throw new Error('killed before the commit');
  }) } };
  await expect(consumeOnce(dyingLater, [])).rejects.toThrow('killed before the commit');
  expect(await readings()).toEqual(before);
  const { seen, observer } = collecting();
  await consumeAll(home.world, [observer]);
  expect(seen.map((reading) => reading.socPct)).toEqual([50, 49]);
  expect((await readings()).length).toBe(before.length + 2);
});

test('two readers at once read each frame once (C2)', async () => {
  const { seen, observer } = collecting();
  const slow: Observer = async (tx, fresh, turn) => {
    await tx.db.query(home.sql`select pg_sleep(0.05)`);
    await observer(tx, fresh, turn);
  };
  await arrive(...Array.from({ length: 40 }, (_, i) => report(vin, at(200 + i), { socPct: i })));
  const readers = await Promise.all([consumeOnce(home.world, [slow]), consumeOnce(home.world, [slow]), consumeOnce(home.world, [slow])]);
  expect(readers.reduce((sum, each) => sum + each.frames, 0)).toBe(40);
  expect(seen).toHaveLength(40);
});

test('the reader wakes when this process appends, and a frame that cannot be read is put aside without stopping the rest (K1)', async () => {
  const poison = report(vin, at(300), { socPct: 13 });
  const { seen, observer } = collecting();
  const failing: Observer = async (tx, fresh, turn) => {
    if (fresh.some((reading) => reading.socPct === 13)) throw new Error('a bug met by one frame');
    await observer(tx, fresh, turn);
  };
  await arrive(report(vin, at(299), { socPct: 12 }), poison, report(vin, at(301), { socPct: 14 }));
  const consumer = startConsumer(home.world, { observers: [failing], pollMs: 5 });
  await until(() => seen.length === 2);
  await consumer.close();
  expect(seen.map((reading) => reading.socPct)).toEqual([12, 14]);
  const aside = await home.inside((tx) => tx.db.query<{ lastBytes: Uint8Array; count: number }>(home.sql`select last_bytes, count from telemetry.defects where reason = 'readingFailed'`));
  expect(aside.map((row) => Buffer.from(row.lastBytes).toString('hex'))).toEqual([Buffer.from(poison).toString('hex')]);
  for (const part of allParts) await setAside(home.world, part); // nothing waits: nothing happens
});

test('staff see the cars of their brand, roughly where they are; owners see their own, exactly', async () => {
  await arrive(report(vin, at(400), { lon: 121.473701, lat: 31.230416 }));
  await consumeAll(home.world, []);
  const adviser = home.staff({ role: 'adviser', brandId: 'xihe' });
  expect(await adviser.call('showVehicleState', { vin })).toMatchObject({ lon: 121.47, lat: 31.23, locationPrecise: false, socPct: 14 });
  const dispatcher = home.staff({ role: 'dispatcher', brandId: 'xihe' });
  expect(await dispatcher.call('showVehicleState', { vin })).toMatchObject({ lon: 121.47, locationPrecise: false });
  await dispatcher.call('openLook', { vin, scopes: ['place'], purpose: 'rescue', why: '拖车要找到这辆车', minutes: 60 });
  expect(await dispatcher.call('showVehicleState', { vin })).toMatchObject({ lon: 121.473701, locationPrecise: true });
  expect(await fleet.owner('xihe').call('showVehicleState', { vin })).toMatchObject({ lat: 31.230416, locationPrecise: true });
  await expect(home.staff({ role: 'adviser', brandId: 'langtu' }).call('showVehicleState', { vin })).rejects.toMatchObject({ code: 'vehicleNotFound' });
  await expect(fleet.owner('langtu').call('showVehicleState', { vin })).rejects.toMatchObject({ code: 'vehicleNotFound' });
  await expect(fleet.owner('langtu').call('vehicleReadings', { vin, hours: 1 })).rejects.toMatchObject({ code: 'vehicleNotFound' });
});

test('readings come thinned for a chart, the worst of each stretch', async () => {
  await arrive(report(vin, at(500), { ...healthy, tempMaxC: 33, insulationKohm: 3_000 }), report(vin, at(510), { ...healthy, tempMaxC: 41, insulationKohm: 900 }));
  await consumeAll(home.world, []);
  home.clock.set(at(1001).toISOString());
  const chart = await home.staff({ role: 'technician', brandId: 'xihe' }).call('vehicleReadings', { vin, hours: 1, resolutionSeconds: 3600 });
  const last = chart.points.at(-1);
  expect(last).toMatchObject({ tempMaxC: 41, insulationKohm: 900, cellSpreadMv: 10 });
  expect(chart.points.length).toBeLessThanOrEqual(2);
  expect(JSON.stringify(chart)).not.toContain('lon');
  const auto = await home.staff({ role: 'technician', brandId: 'xihe' }).call('vehicleReadings', { vin, hours: 168 });
  expect(auto.points.length).toBeLessThanOrEqual(301);
});

test('after a change of hands the new owner sees nothing of where the car was before', async () => {
  const before = await home.staff({ role: 'dispatcher' }).call('showVehicleState', { vin });
  expect(before.lon).not.toBeNull();
  await home.inside((tx) => tx.db.query(home.sql`update vehicles.vehicles set owner_id = 'new-owner' where vin = ${vin}`));
  await arrive(report(vin, at(700), { socPct: 66 }));
  await consumeAll(home.world, []);
  const buyer = home.owner({ id: 'new-owner', brandIds: ['xihe'] });
  expect(await buyer.call('showVehicleState', { vin })).toMatchObject({ socPct: 66, lon: null, lat: null });
  home.clock.set(at(1002).toISOString());
  expect((await buyer.call('vehicleReadings', { vin, hours: 1, resolutionSeconds: 1 })).points).toHaveLength(1);
});

test('old readings and read journal entries are forgotten, unread ones never (F1)', async () => {
  const unread = report(vin, at(900), { socPct: 1 });
  await arrive(logout(vin, at(899)));
  await consumeAll(home.world, []);
  await arrive(unread);
  home.clock.set(new Date(start + 8 * 86_400_000).toISOString());
  await home.runRounds('forget-old-vehicle-data');
  expect(await readings()).toEqual([]);
  expect(await home.inside((tx) => tx.db.query(home.sql`select frames from platform.journal`))).toEqual([{ frames: 1 }]);
  expect(await stateOf()).toMatchObject({ socPct: 66, online: false });
  expect(keepsFrom({ READINGS_DAYS: '3', JOURNAL_HOURS: 'x' })).toEqual({ readingsDays: 3, journalHours: 24 });
});

test('whatever frames come in whatever order and how often, the latest state is the newest moment and each moment is one reading', async () => {
  let base = Date.parse('2026-05-01T00:00:00Z');
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ second: fc.nat(30), soc: fc.nat(100) }), { minLength: 1, maxLength: 25 }), fc.nat(6), async (said, cut) => {
    base += 3_600_000;
    home.clock.set(new Date(base + 60_000).toISOString());
    const frames = said.map(({ second: s, soc }) => report(second, new Date(base + s * 1000), { socPct: soc }));
    await arrive(...frames.slice(0, cut));
    await consumeAll(home.world, []);
    await arrive(...frames.slice(cut), ...frames);
    await consumeAll(home.world, []);
    const kept = (await readings(second)).filter((reading) => reading.at.getTime() >= base);
    expect(kept.map((reading) => reading.at.getTime())).toEqual([...new Set(said.map(({ second: s }) => base + s * 1000))].sort((a, b) => a - b));
    const firstSaid = new Map<number, number>();
    for (const { second: s, soc } of said) if (!firstSaid.has(s)) firstSaid.set(s, soc);
    const newest = Math.max(...firstSaid.keys());
    expect(await stateOf(second)).toMatchObject({ seenAt: new Date(base + newest * 1000), socPct: firstSaid.get(newest) });
  }), { numRuns: 12, seed: 5 });
});
