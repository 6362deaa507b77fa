import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, createDialect, decodeFrame, encodeFrame, type Draft, type Report } from '@careloop/gbt32960';
import { afterAll, expect, test } from 'vitest';
import { trustNobody } from '#gateway';
import { beijingDay } from '#platform/calendar';
import { folderBucket } from '#platform/bucket/bucket';
import { appendFrames } from '#platform/stream/journal';
import { house } from '#platform/testing';
import type { World } from '#platform/tx';
import { consumeAll } from './consume.ts';
import { beginHistory, filesOf, historyReach, listFiles, dropFiles } from './history-store.ts';
import { bucketOf, rowOf, type HistoryRow } from './history-row.ts';
import { heardFrom } from './read-behind.ts';
import { openLake, type Lake } from './lake.ts';
import { lakePlaceFrom, openLakeAt } from './lake-place.ts';
import { forgetHistory, keepDaysOf, mergeHistory, removeGone, removeStrays } from './tend-history.ts';
import { cars, healthy, login, report, vins } from './testing.ts';
import { writeHistory } from './write-history.ts';

const dir = mkdtempSync(join(tmpdir(), 'careloop-lake-'));
const lake = await openLake({ bucket: folderBucket(join(dir, 'lake')), scratchDir: join(dir, 'lake/.writing'), buckets: 4 });
afterAll(() => {
  lake.close();
  rmSync(dir, { recursive: true, force: true });
});
const home = await house({ startsAt: '2026-03-02T02:00:00Z' });
const fleet = await cars(home);
const [vin, second, stranger] = vins;
await fleet.register(vin);
await fleet.register(second, 'langtu');
await home.inside(beginHistory);
const start = new Date('2026-03-02T01:00:00Z').getTime();
const at = (seconds: number): Date => new Date(start + seconds * 1000);

const arrive = (...frames: Uint8Array[]): Promise<number> => home.inside((tx) => appendFrames(tx, frames.map((bytes) => ({
  vin: Buffer.from(bytes.subarray(4, 21)).toString('latin1'), edition: 2016 as const, command: bytes[2] as number, bytes, receivedAt: home.clock.now(),
  sha: createHash('sha256').update(bytes).digest().subarray(0, 16), connectionId: 'c1',
}))));
const write = async (into: Lake = lake) => {
  await consumeAll(home.world, []);
  return writeHistory(home.world, into);
};
const longAgo = new Date('2020-01-01T00:00:00Z');
const farAhead = new Date('2030-01-01T00:00:00Z');
const namesOf = (car: string = vin, brandId = 'xihe') => home.inside((tx) => filesOf(tx, { vin: car, brandId }, longAgo, farAhead));
type Kept = { collected_at: Date; kind: string; soc_pct: number | null; cell_mv: (number | null)[] | null; frames: Uint8Array[] };
const rowsOf = async (car: string = vin, brandId = 'xihe') => (await lake.ask<Kept>(await namesOf(car, brandId), (from) => `select * from ${from} where vin = '${car}' order by collected_at, kind`));

const withCells = (when: Date, cellMv: Uint16Array, reissued = false): Uint8Array => encodeFrame({
  command: reissued ? commands.reissue : commands.realtime, vin, message: { kind: 'report', at: when.getTime(), items: [
    { kind: 'cellVoltages', subsystems: [{ number: 1, voltageV: 400, currentA: 1, cellCount: cellMv.length, firstCell: 1, cellMv }] },
    { kind: 'temperatures', subsystems: [{ number: 1, probes: Uint8Array.of(65, 66, 0xff) }] },
  ] as Draft<Report['items']> },
});

test('a frame becomes a row with its bytes, its columns, its cells and its probes', () => {
  const bytes = withCells(at(0), Uint16Array.of(3_700, 0xffff, 3_702));
  const row = rowOf({ id: 1, vin, edition: 2016, command: 2, bytes, receivedAt: at(3) });
  expect(row).toMatchObject({ vin, collectedAt: at(0), receivedAt: at(3), kind: 'report', cellMv: [3_700, null, 3_702], probeC: [25, 26, null], defects: [], frames: [bytes] });
});

test('cells of a terminal model with a scale of its own stand in the history, and are heard of by batteries, in millivolts', () => {
  const cellMv = Uint16Array.of(1_350, 0xffff);
  const bytes = encodeFrame({ edition: 2025, command: commands.realtime, vin, message: { kind: 'report', at: at(0).getTime(), items: [{ kind: 'cellVoltages', subsystems: [{ number: 1, voltageV: 400, currentA: 1, cellMv }] }] as Draft<Report['items']> } });
  const trust = { ...trustNobody, dialect: createDialect({ cellScale: { stepMv: 2, zeroMv: 1_000 } }) };
  const placed = { id: 7, vin, edition: 2025 as const, command: 2, bytes, receivedAt: at(3) };
  expect(rowOf(placed, trust)).toMatchObject({ cellMv: [3_700, null], cellMaxMv: 3_700 });
  expect(heardFrom(placed, trust)).toMatchObject({ vin, sequence: 7, kind: 'report', collectedAt: at(0), cellMv: Uint16Array.of(3_700, 0), cellMaxMv: 3_700 });
  expect(heardFrom({ ...placed, bytes: withCells(at(0), Uint16Array.of(3_700, 0xfffe)) }, trustNobody)).toMatchObject({ cellMv: Uint16Array.of(3_700, 0), probeC: Float32Array.of(25, 26, Number.NaN) });
});

test('bytes that nobody can read are a row too, with their reason (W1)', () => {
  const row = rowOf({ id: 1, vin, edition: 2016, command: 2, bytes: Uint8Array.of(0x23, 0x23, 2), receivedAt: at(3) });
  expect(row).toMatchObject({ kind: 'other', collectedAt: at(3), socPct: null });
  expect(row.defects.length).toBeGreaterThan(0);
});

test('what the journal has is in the lake once, under its brand and day, and any reader finds the frame byte for byte', async () => {
  const frame = report(vin, at(10), { ...healthy, lvBatteryMv: 12_600 });
  await arrive(login(vin, at(0)), frame, withCells(at(20), Uint16Array.of(3_700, 3_701)), report(second, at(10), healthy));
  expect(await write()).toMatchObject({ frames: 4, rows: 4, won: true });
  const names = await namesOf();
  expect(names[0]).toMatch(new RegExp(`^brand=xihe/day=2026-03-02/bucket=00${bucketOf(vin, 4)}/\\w+\\.parquet$`));
  const rows = await rowsOf();
  expect(rows.map((row) => [row.kind, row.collected_at.getTime()])).toEqual([['login', at(0).getTime()], ['report', at(10).getTime()], ['report', at(20).getTime()]]);
  expect(Buffer.from(rows[1]?.frames[0] as Uint8Array)).toEqual(Buffer.from(frame));
  expect(decodeFrame(rows[1]?.frames[0] as Uint8Array).ok).toBe(true);
  expect(rows[2]?.cell_mv).toEqual([3_700, 3_701]);
  expect(await rowsOf(second, 'langtu')).toHaveLength(1);
});

test('a brand’s reader is never given a file of another brand', async () => {
  const xihe = home.staff({ role: 'technician', brandId: 'xihe' });
  const { unitOfWork } = await import('#platform/tx');
  const names = await unitOfWork(home.world, xihe.actor, (tx) => filesOf(tx, { vin: second, brandId: 'langtu' }, longAgo, farAhead));
  expect(names).toEqual([]);
  expect(await namesOf(second, 'langtu')).toHaveLength(1);
});

test('a reissue and a repeat add what was unknown, and change nothing that was known (W2)', async () => {
  await arrive(report(vin, at(10), { ...healthy, socPct: 11 }, { reissued: true }), withCells(at(10), Uint16Array.of(3_650), true));
  home.clock.advance({ minutes: 1 });
  await write();
  const moment = (await rowsOf()).filter((row) => row.collected_at.getTime() === at(10).getTime());
  expect(moment).toHaveLength(1);
  expect(moment[0]).toMatchObject({ soc_pct: healthy.socPct, cell_mv: [3_650] });
  expect(moment[0]?.frames).toHaveLength(3);
});

test('what is sent again and again, as it was or as reissue, in one batch or many, is one row at any time (H5)', async () => {
  const first = report(vin, at(50), healthy);
  const again = report(vin, at(50), healthy, { reissued: true });
  await arrive(first, first, again);
  expect(await write()).toMatchObject({ frames: 3, rows: 1, files: 1 });
  const names = await namesOf();
  for (const frame of [first, again]) {
    await arrive(frame);
    home.clock.advance({ seconds: 1 });
    expect(await write()).toMatchObject({ frames: 1, rows: 0, files: 0, won: true });
  }
  expect(await namesOf()).toEqual(names);
  await arrive(withCells(at(50), Uint16Array.of(3_651, 3_652), true), report(vin, at(55), healthy));
  expect(await write()).toMatchObject({ rows: 2, files: 1 });
  expect(await namesOf()).toHaveLength(names.length);
  const rows = (await rowsOf()).filter((row) => row.collected_at >= at(50) && row.collected_at <= at(55));
  expect(rows.map((row) => [row.collected_at, row.soc_pct, row.cell_mv, row.frames.length])).toEqual([[at(50), healthy.socPct, [3_651, 3_652], 2], [at(55), healthy.socPct, null, 1]]);
});

test('a writer that lays rows into a file that was merged meanwhile does not count, and comes again (H5)', async () => {
  await arrive(report(vin, at(60), healthy));
  await write();
  await arrive(withCells(at(60), Uint16Array.of(3_700)));
  await consumeAll(home.world, []);
  const late: Lake = { ...lake, add: async (...asked) => {
    const added = await lake.add(...asked);
    const copies = added.replaced.length === 0 ? undefined : await lake.merge(asked[0], added.replaced);
    await home.inside(async (tx) => {
      await dropFiles(tx, added.replaced);
      if (copies !== undefined) await listFiles(tx, [{ shelf: asked[0], written: copies }]);
    });
    return added;
  } };
  expect(await writeHistory(home.world, late)).toMatchObject({ rows: 0, won: false });
  expect(await writeHistory(home.world, lake)).toMatchObject({ rows: 1, won: true });
  expect((await rowsOf()).filter((row) => row.collected_at.getTime() === at(60).getTime())).toMatchObject([{ soc_pct: healthy.socPct, cell_mv: [3_700] }]);
});

test('merging leaves one row per vehicle, moment and kind, and the same rows as before (L2)', async () => {
  for (let turn = 0; turn < 8; turn++) {
    await arrive(report(vin, at(100 + turn * 10), healthy));
    await write();
  }
  const before = await rowsOf();
  expect((await namesOf()).length).toBeGreaterThanOrEqual(8);
  expect(await mergeHistory(home.world, lake)).toBe(1);
  expect(await namesOf()).toHaveLength(1);
  expect(await rowsOf()).toEqual(before);
});

test('a writer that dies after its files and before its transaction loses nothing and doubles nothing (H1)', async () => {
  await arrive(report(vin, at(300), healthy), report(vin, at(310), healthy));
  await consumeAll(home.world, []);
  let transactions = 0;
  const dying: World = { ...home.world, database: { ...home.world.database, transaction: (settings, work) => {
    if (++transactions === 3) throw new Error('killed'); // takes what waits, looks what is there, writes the files, and would count them
    return home.world.database.transaction(settings, work);
  } } };
  const before = await rowsOf();
  await expect(writeHistory(dying, lake)).rejects.toThrow('killed');
  expect(await rowsOf()).toEqual(before);
  expect(await write()).toMatchObject({ rows: 2, won: true });
  expect(await rowsOf()).toHaveLength(before.length + 2);
  home.clock.advance({ hours: 2 });
  const found = (await lake.bucket.list('brand=')).length;
  expect(await removeStrays(home.world, { ...lake, bucket: { ...lake.bucket, list: async (under) => (await lake.bucket.list(under)).map((file) => ({ ...file, changedAt: longAgo })) } })).toBeGreaterThan(0);
  expect((await lake.bucket.list('brand=')).length).toBeLessThan(found);
  expect(await rowsOf()).toHaveLength(before.length + 2);
});

test('of two writers at once one counts (H3)', async () => {
  await arrive(report(vin, at(400), healthy));
  await consumeAll(home.world, []);
  const before = (await rowsOf()).length;
  const turns = await Promise.all([writeHistory(home.world, lake), writeHistory(home.world, lake)]);
  expect(turns.filter((turn) => turn.rows > 0)).toHaveLength(1);
  expect(await rowsOf()).toHaveLength(before + 1);
});

test('the history never reads ahead of telemetry, and a frame that is not in it stays in the journal (H2, F1)', async () => {
  await arrive(report(vin, at(500), healthy));
  expect(await writeHistory(home.world, lake)).toMatchObject({ rows: 0 });
  await consumeAll(home.world, []);
  home.clock.advance({ days: 2 });
  await home.runRounds('forget-old-vehicle-data');
  expect(await write()).toMatchObject({ rows: 1 });
  expect((await home.inside(historyReach))?.writtenTo).toEqual(home.clock.now());
});

test('what a car said before it was registered comes into the history when it is', async () => {
  const when = home.clock.now();
  await arrive(report(stranger, when, healthy));
  expect(await write()).toMatchObject({ rows: 0 });
  await fleet.register(stranger);
  await arrive(report(stranger, new Date(when.getTime() + 10_000), healthy));
  await write();
  await write();
  expect(await rowsOf(stranger)).toHaveLength(2);
});

test('a closed day becomes one file per shelf once it is quiet', async () => {
  await arrive(report(vin, at(600), healthy, { reissued: true }));
  await write();
  expect((await namesOf()).filter((name) => name.includes('day=2026-03-02')).length).toBeGreaterThan(1);
  home.clock.advance({ hours: 3 });
  const before = await rowsOf();
  while ((await mergeHistory(home.world, lake)) > 0);
  expect((await namesOf()).filter((name) => name.includes('day=2026-03-02'))).toHaveLength(1);
  expect(await rowsOf()).toEqual(before);
});

test('a brand’s own newest rule that has begun decides how long its history is kept, else the house’s', () => {
  const rules = [{ brandId: '*', fromOn: '2026-01-01', keepDays: 5475 }, { brandId: 'xihe', fromOn: '2026-02-01', keepDays: 90 }, { brandId: 'xihe', fromOn: '2027-01-01', keepDays: 40 }];
  expect([keepDaysOf(rules, 'xihe', '2026-01-31'), keepDaysOf(rules, 'xihe', '2026-02-01'), keepDaysOf(rules, 'xihe', '2027-02-01'), keepDaysOf(rules, 'langtu', '2027-02-01'), keepDaysOf([], 'x', '2027-01-01')]).toEqual([5475, 90, 40, 5475, undefined]);
});

test('history older than the rule is forgotten, with a word in the audit; the other brand’s stays', async () => {
  const chief = home.staff({ role: 'administrator' });
  await chief.call('setHistoryRule', { brandId: 'xihe', fromOn: beijingDay(home.clock.now()), keepDays: 30, source: '试验车，按 PIPL 第 19 条尽快删除' });
  home.clock.advance({ days: 40 });
  await removeGone(home.world, lake); // what earlier merges left
  await home.inside(forgetHistory);
  expect(await rowsOf()).toEqual([]);
  expect(await rowsOf(second, 'langtu')).toHaveLength(1);
  const had = (await lake.bucket.list('brand=xihe')).length;
  expect(await removeGone(home.world, lake)).toBe(0); // somebody may be reading them
  home.clock.advance({ minutes: 11 });
  expect(await removeGone(home.world, lake, 1)).toBe(had); // all of them, however few at once
  expect(had).toBeGreaterThan(1);
  expect((await lake.bucket.list('brand=xihe')).length).toBe(0);
  const { rows } = await chief.call('listAudit', { limit: 20, action: 'telemetry.forgetHistory' });
  expect(rows[0]).toMatchObject({ brandId: 'xihe', after: { keepDays: 30 } });
});

test('only who writes the history or answers for it opens the lake, and nobody where it is switched off', async () => {
  const place = lakePlaceFrom({ LAKE_DIR: join(dir, 'unopened') }, dir);
  expect(await openLakeAt(place, { roles: ['gateway'], historySeconds: 30 })).toBeUndefined();
  expect(await openLakeAt(place, { roles: ['api', 'gateway', 'worker'], historySeconds: 0 })).toBeUndefined();
  expect(existsSync(join(dir, 'unopened'))).toBe(false);
  for (const role of ['api', 'worker']) {
    const opened = await openLakeAt(place, { roles: [role], historySeconds: 30 });
    expect(opened?.bucket.place).toBe(join(dir, 'unopened'));
    opened?.close();
  }
});

test('a place that cannot be understood is refused in words', () => {
  expect(() => lakePlaceFrom({ LAKE_BUCKETS: '3' }, dir)).toThrow('LAKE_BUCKETS must be a power of two up to 4096, not "3"');
  expect(() => lakePlaceFrom({ LAKE_S3_ENDPOINT: 'http://127.0.0.1:1' }, dir)).toThrow('LAKE_S3_ENDPOINT is set, and LAKE_S3_BUCKET is not');
});

test('wide rows of many cars stay in order, so that one car lies together', async () => {
  const rows: HistoryRow[] = Array.from({ length: 3_000 }, (_, index) => rowOf({ id: index, vin: `LTEST4E11TA${String(index % 30).padStart(6, '0')}`, edition: 2016, command: 2, bytes: withCells(at(index), Uint16Array.of(3_000 + index)), receivedAt: at(index) }));
  const written = await lake.write({ brandId: 'xihe', onDay: '2026-03-02', bucket: 0, buckets: 1 }, rows);
  expect(written).toMatchObject({ rowCount: 3_000, firstVin: 'LTEST4E11TA000000', lastVin: 'LTEST4E11TA000029' });
  const kept = await lake.ask<{ vin: string; collected_at: Date }>([written.name], (from) => `select vin, collected_at from ${from}`);
  expect(kept).toEqual(kept.toSorted((a, b) => (a.vin === b.vin ? a.collected_at.getTime() - b.collected_at.getTime() : a.vin < b.vin ? -1 : 1)));
});
