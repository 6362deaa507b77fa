// From frames to a case: what a car sends is heard once, whatever dies; a leaking cell becomes one finding and one case with its
// curve; calm cars make none; another version of the library starts from the whole history.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { report, restore } from '@careloop/battery';
import { folderBucket } from '#platform/bucket/bucket';
import { house } from '#platform/testing';
import { enrol } from '#platform/stream/cursors';
import { partOf } from '#platform/stream/stream';
import { consumeAll } from '#telemetry';
import { beginHistory } from '../telemetry/history-store.ts';
import { openLake } from '../telemetry/lake.ts';
import { cars, vins } from '../telemetry/testing.ts';
import { writeHistory } from '../telemetry/write-history.ts';
import { smallBook } from '../../tests/two-brands.ts';
import { batteryReader, followAll, followPart, forgetParts } from './follow-batteries.ts';
import { frameOf, libraryVersion } from './frames.ts';
import { intoTheStream, lived } from './testing.test-data.ts';
import { rebuildOutdated } from './rebuild.ts';
import { stateBody } from './store.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const folder = mkdtempSync(join(tmpdir(), 'careloop-batteries-'));
const lake = await openLake({ bucket: folderBucket(join(folder, 'lake')), scratchDir: join(folder, 'lake/.writing'), buckets: 4 });
afterAll(() => {
  lake.close();
  rmSync(folder, { recursive: true, force: true });
});
await home.inside(beginHistory);
const fleet = await cars(home);
const [ill, well] = [vins[0], vins[1]];
const startAt = Date.parse('2026-09-20T00:00:00Z');
await fleet.register(ill);
await fleet.register(well);
await home.staff({ role: 'administrator' }).call('publishPrices', { brandId: 'xihe', validFrom: '2026-11-24', note: '首份', content: smallBook });
await enrol({ db: home.world.database }, batteryReader);
const leak = { kind: 'leakage' as const, onsetDay: 12, place: 41, size: 400 };
const lifeOf = { [ill]: lived({ seed: 11, days: 50, startAt, faults: [leak] }), [well]: lived({ seed: 12, days: 25, startAt }) };
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const technician = home.staff({ role: 'technician', brandId: 'xihe' });
const inHouse = <T>(work: Parameters<typeof home.inside<T>>[0]): Promise<T> => home.inside(work);

test('weeks of frames make one finding that names the right cell, with interval, exclusions and the next test', async () => {
  for (const vin of [ill, well]) await intoTheStream(home, vin, lifeOf[vin] as never);
  await consumeAll(home.world, []);
  await followAll(home.world);
  await home.settle();
  const { findings, followed } = await agent.call('batteryOverview', {});
  expect(followed).toBe(2);
  const own = findings.filter((one: { vin: string }) => one.vin === ill);
  expect(own.filter((one: { rule: string }) => one.rule === 'leakage')).toMatchObject([{ rule: 'leakage', cells: [42], worstTier: 'visit', state: 'open', ruledOut: expect.arrayContaining([expect.any(String)]), nextTest: expect.any(String) }]);
  const leaking = own.find((one: { rule: string }) => one.rule === 'leakage');
  expect(leaking.low).toBeLessThanOrEqual(leaking.value);
  expect(leaking.high).toBeGreaterThanOrEqual(leaking.value);
  expect(findings.filter((one: { vin: string; worstTier: string }) => one.vin === well && one.worstTier !== 'info')).toEqual([]);
}, 240_000);

test('the finding is one case with its evidence on the timeline, however often it is told (B1)', async () => {
  await followAll(home.world);
  await home.settle();
  const { cases } = await agent.call('listCases', {});
  const own = cases.filter((one: { trouble: string }) => one.trouble === 'batteryCells');
  expect(own).toHaveLength(1);
  const page = await agent.call('showCase', { caseId: own[0].id });
  expect(page.contacts.map((contact: { source: string }) => contact.source)).toContain('battery');
  expect(own[0]).toMatchObject({ urgency: 3, urgencyReasons: [expect.objectContaining({ code: 'battery.leakage' })] });
});

test('who reads the case sees how the cell left the others, without a look into the car; the cells themselves need one (C3, S1)', async () => {
  const { findings } = await agent.call('batteryOverview', { tier: 'visit' });
  const page = await agent.call('showFinding', { findingId: findings[0].id });
  expect(page.series.own.length).toBeGreaterThan(20);
  expect(page.series.own.at(-1)).toBeLessThan(page.series.low.at(-1));
  expect(page.evidence[0]).toMatchObject({ state: 'raised' });
  await expect(technician.call('batteryCells', { vin: ill })).rejects.toMatchObject({ code: 'lookNeeded' });
  await technician.call('openLook', { vin: ill, scopes: ['history'], purpose: 'diagnosis', why: '核对电芯', minutes: 60 });
  const cells = await technician.call('batteryCells', { vin: ill });
  expect(cells.deviationsMv[0]).toHaveLength(96);
  expect(cells.rests).toHaveLength(cells.deviationsMv.length);
});

test('every frame is heard once, whatever dies in between: memory lost, turns repeated, the same as in one go (F1)', async () => {
  const whole = restore((await inHouse((tx) => stateBody(tx, ill)))?.body ?? '');
  const heard = whole.hygiene.counts.frames;
  expect(heard).toBe((lifeOf[ill] as unknown[]).length);
  const late = lived({ seed: 13, days: 6, startAt: startAt + 60 * 86_400_000 });
  for (let from = 0; from < late.length; from += 400) {
    await intoTheStream(home, ill, late.slice(from, from + 400));
    await consumeAll(home.world, []);
    await followPart(home.world, partOf(ill), { limit: 130, saveEveryMs: 3_600_000 });
    if (from % 800 === 0) forgetParts(home.world.stream); // the process died before it wrote what it had heard
  }
  await followAll(home.world);
  const after = restore((await inHouse((tx) => stateBody(tx, ill)))?.body ?? '');
  expect(after.hygiene.counts.frames).toBe(heard + late.length);
});

test('states are written in their turn, a few at each look, the longest unwritten first; what is left is heard again after a kill (F1, F3)', async () => {
  forgetParts(home.world.stream);
  await followAll(home.world);
  const part = partOf(well);
  const before = (await inHouse((tx) => stateBody(tx, well)))?.frames ?? 0;
  const more = lived({ seed: 15, days: 1, startAt: startAt + 65 * 86_400_000 }).slice(0, 300);
  await intoTheStream(home, well, more);
  await consumeAll(home.world, []);
  const look = () => followPart(home.world, part, { saveEveryMs: 600_000 });
  expect(await look()).toMatchObject({ frames: 300, saved: 0 });
  forgetParts(home.world.stream); // killed: nothing was written, so all is heard again
  expect(await look()).toMatchObject({ frames: 300, saved: 0 });
  home.clock.advance({ seconds: 599 });
  expect(await look()).toMatchObject({ frames: 0, saved: 0 });
  home.clock.advance({ seconds: 2 });
  expect(await look()).toMatchObject({ frames: 0, saved: 1 });
  forgetParts(home.world.stream);
  expect(await look()).toMatchObject({ frames: 0 });
  expect((await inHouse((tx) => stateBody(tx, well)))?.frames).toBe(before + 300);
});

test('a part with more cars than fit is heard, put away whole, and left to gather before it is heard again', async () => {
  const part = partOf(well);
  const look = () => followPart(home.world, part, { saveEveryMs: 600_000, carsMost: 0 });
  const before = (await inHouse((tx) => stateBody(tx, well)))?.frames ?? 0;
  const more = lived({ seed: 16, days: 1, startAt: startAt + 67 * 86_400_000 }).slice(0, 80);
  await intoTheStream(home, well, more.slice(0, 40));
  await consumeAll(home.world, []);
  expect(await look()).toMatchObject({ frames: 40, saved: 1, more: false });
  expect((await inHouse((tx) => stateBody(tx, well)))?.frames).toBe(before + 40);
  await intoTheStream(home, well, more.slice(40));
  await consumeAll(home.world, []);
  expect(await look()).toMatchObject({ frames: 0 });
  home.clock.advance({ seconds: 301 });
  expect(await look()).toMatchObject({ frames: 40, saved: 1 });
  expect((await inHouse((tx) => stateBody(tx, well)))?.frames).toBe(before + 80);
  forgetParts(home.world.stream);
});

test('a turn that fails writes nothing, and the next one hears the same frames again', async () => {
  const more = lived({ seed: 14, days: 2, startAt: startAt + 70 * 86_400_000 });
  await intoTheStream(home, well, more);
  await consumeAll(home.world, []);
  const before = (await inHouse((tx) => stateBody(tx, well)))?.frames ?? 0;
  const broken = { ...home.world, database: { ...home.world.database, transaction: async () => { throw new Error('the database went away'); } } } as unknown as typeof home.world;
  await expect(followPart(broken, partOf(well))).rejects.toThrow('the database went away');
  await followAll(home.world);
  expect((await inHouse((tx) => stateBody(tx, well)))?.frames).toBe(before + more.length);
});

test('a state of another version of the library hears nothing and is rebuilt from what was sent; nobody is told twice (R1, R3)', async () => {
  await home.settle();
  const casesBefore = (await agent.call('listCases', {})).cases.length;
  const framesBefore = (await inHouse((tx) => stateBody(tx, ill)))?.frames;
  await inHouse((tx) => tx.db.query(home.sql`update batteries.states set library_version = ${libraryVersion + 1} where vin = ${ill}`));
  forgetParts(home.world.stream);
  expect((await agent.call('batteryOverview', {})).outdated).toBe(1);
  await inHouse((tx) => rebuildOutdated(tx));
  const row = await inHouse((tx) => stateBody(tx, ill));
  expect(row).toMatchObject({ libraryVersion, frames: framesBefore, rebuiltRows: framesBefore });
  await home.settle();
  expect((await agent.call('listCases', {})).cases).toHaveLength(casesBefore);
}, 120_000);

test('a state is rebuilt from the history in Parquet and from what only the stream has yet: the same frames, the same state but for what is rounded in the file (R1)', async () => {
  const before = (await inHouse((tx) => stateBody(tx, ill))) ?? expect.unreachable();
  // The history has the first part of the stream, the rest is behind it.
  await writeHistory(home.world, lake, Math.floor(before.frames / 2 / 16));
  home.world.outside.lake = lake;
  const desk = home.staff({ role: 'serviceManager', brandId: 'xihe' });
  await inHouse((tx) => tx.db.query(home.sql`update batteries.states set body = 'lost' where vin = ${ill}`));
  forgetParts(home.world.stream);
  const { frames } = await desk.call('rebuildBattery', { vin: ill });
  expect(frames).toBe(before.frames);
  const after = (await inHouse((tx) => stateBody(tx, ill))) ?? expect.unreachable();
  const [one, other] = [restore(before.body), restore(after.body)];
  expect(other.hygiene.counts).toEqual(one.hygiene.counts);
  expect(other.deviations.made).toBe(one.deviations.made);
  expect(report(other).evidence.map((each) => each.key)).toEqual(report(one).evidence.map((each) => each.key));
  expect(report(other).capacity?.capacityAh).toBeCloseTo(report(one).capacity?.capacityAh ?? 0, 1);
  // What comes next is heard once, by the state that was rebuilt.
  const next = lived({ seed: 15, days: 2, startAt: startAt + 80 * 86_400_000 });
  await intoTheStream(home, ill, next);
  await consumeAll(home.world, []);
  await followAll(home.world);
  expect((await inHouse((tx) => stateBody(tx, ill)))?.frames).toBe(before.frames + next.length);
}, 120_000);

test('what the workshop found is fed back: precision, recall, lead time and cost with intervals', async () => {
  const { findings } = await agent.call('batteryOverview', { tier: 'visit', outcomeDue: true });
  const one = findings.find((each: { rule: string }) => each.rule === 'leakage');
  await expect(technician.call('recordBatteryOutcome', { findingId: one.id, outcome: 'otherCause', words: '采样线', version: one.version })).rejects.toMatchObject({ code: 'badInput', details: { field: 'foundKind' } });
  const saved = await technician.call('recordBatteryOutcome', { findingId: one.id, outcome: 'confirmed', words: '静置三天复测，42 号电芯下降 38 mV', costFen: 58_000, version: one.version });
  expect(saved).toMatchObject({ outcome: 'confirmed', foundKind: 'leakage' });
  await expect(technician.call('recordBatteryOutcome', { findingId: one.id, outcome: 'nothingFound', words: '没有问题', version: one.version })).rejects.toMatchObject({ code: 'staleEdit' });
  await expect(technician.call('recordBatteryMiss', { vin: well, rule: 'a rumour', words: '听说' })).rejects.toMatchObject({ code: 'badInput', details: { field: 'rule' } });
  await technician.call('recordBatteryMiss', { vin: well, rule: 'leakage', words: '拆包时发现' });
  const { rows, budgets } = await agent.call('batteryAccuracy', { days: 365 });
  expect(rows.find((row: { rule: string; modelId: string | null }) => row.rule === 'leakage' && row.modelId === null)).toMatchObject({ confirmed: 1, otherCause: 0, missed: 1, precision: { pct: 100 }, recall: { pct: 50 }, costFen: 58_000, costPerConfirmedFen: 58_000 });
  expect(budgets).toHaveLength(3);
});

test('the owner reads it in plain words of data and is offered the right job; a new owner learns what is open', async () => {
  const desk = home.staff({ role: 'administrator' });
  await desk.call('setBatteryJob', { brandId: 'xihe', rule: 'leakage', operations: ['HV-INSPECT'] });
  await expect(desk.call('setBatteryJob', { brandId: 'xihe', rule: 'leakage', operations: ['NO-SUCH'] })).rejects.toMatchObject({ code: 'operationNotFound' });
  await inHouse((tx) => tx.db.query(home.sql`update batteries.findings set outcome = null where vin = ${ill}`));
  const { vehicles } = await fleet.owner('xihe').call('listMyVehicles', {});
  const mine = await fleet.owner('xihe').call('myBattery', { vehicleId: vehicles.find((one: { vin: string }) => one.vin === ill).id });
  expect(mine.job).toMatchObject({ operations: ['HV-INSPECT'] });
  expect(mine.health.capacity.lowPct).toBeLessThan(mine.health.capacity.highPct);
  expect(mine.findings[0].series).not.toBeNull();
});

test('a car that gets another pack begins anew: what the old one told is not the new one’s health; a pack that comes back has its own past again', async () => {
  const vin = vins[2];
  const brandId = 'xihe';
  await fleet.register(vin);
  const [keeper, desk] = [home.staff({ role: 'partsPlanner', brandId }), home.staff({ role: 'serviceManager', brandId })];
  await intoTheStream(home, vin, lived({ seed: 31, days: 3, startAt: Date.parse('2026-11-19T00:00:00Z') }));
  await consumeAll(home.world, []);
  await followAll(home.world);
  await inHouse((tx) => tx.db.query(home.sql`insert into batteries.health_days (vin, on_day, brand_id, capacity_ah, low_ah, high_ah, soh_pct, low_pct, high_pct, measurements) values (${vin}, '2026-11-21', ${brandId}, 200, 196, 204, 93, 91, 95, 9)`));
  const heard = async (): Promise<number | undefined> => (await inHouse((tx) => stateBody(tx, vin)))?.frames;
  const days = async (): Promise<number> => (await desk.call('showBattery', { vin })).days.length;
  const before = (await heard()) ?? 0;
  expect(before).toBeGreaterThan(100);
  const pack = async (serial: number) => keeper.call('addBatteryUnit', { code: `03UPE01000011CG150000${serial}`, brandId });
  const [old, fresh] = [await pack(101), await pack(102)];
  await keeper.call('fitBatteryUnit', { unitId: old.id, vin, at: '2026-09-01T00:00:00Z', why: '随车', version: old.version });
  await home.settle();
  expect([await heard(), await days()]).toEqual([before, 1]);
  await keeper.call('fitBatteryUnit', { unitId: fresh.id, vin, removedTo: 'removed', why: '更换电池包', version: fresh.version });
  await home.settle();
  expect([await heard(), await days()]).toEqual([0, 0]);
  home.clock.advance({ hours: 2 });
  const { unit } = await keeper.call('showBatteryUnit', { unitId: old.id });
  const stored = await keeper.call('moveBatteryUnit', { unitId: old.id, to: 'stored', version: unit.version });
  await keeper.call('fitBatteryUnit', { unitId: old.id, vin, removedTo: 'removed', why: '修好装回', version: stored.version });
  await home.settle();
  expect([await heard(), await days()]).toEqual([before, 1]);
}, 120_000);

test('what a row does not tell is not told to the library', () => {
  const frame = frameOf({ collectedAt: new Date(1), totalVoltageV: null, currentA: -3, socPct: null, speedKmh: null, odometerKm: null, chargingState: 'chargeComplete', cellMv: Uint16Array.of(3_700, 0), cellMaxMv: null, cellMinMv: null, probeC: Float32Array.of(20, Number.NaN), tempMaxC: null, tempMinC: null, insulationKohm: null, lvBatteryMv: 12_600 });
  expect(frame).toMatchObject({ at: 1, currentA: -3, charging: 4, auxV: 12.6 });
  expect([...(frame.cellMv ?? [])]).toEqual([3_700, 0]);
  expect(Number.isNaN((frame.probeC as Float32Array)[1])).toBe(true);
  expect('packV' in frame).toBe(false);
});
