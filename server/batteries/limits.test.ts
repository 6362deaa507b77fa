// Limits learnt from a house's own fleet: healthy cars teach, ill ones do not, the night writes a version, the worker judges by
// it from the next frame on, and a person may hold it or go back.
import { expect, test } from 'vitest';
import { restore, type Reached } from '@careloop/battery';
import { one as only } from '#platform/database';
import { house } from '#platform/testing';
import { enrol } from '#platform/stream/cursors';
import { consumeAll } from '#telemetry';
import { beginHistory } from '../telemetry/history-store.ts';
import { cars, vins } from '../telemetry/testing.ts';
import { batteryReader, followAll, forgetParts } from './follow-batteries.ts';
import { libraryVersion } from './frames.ts';
import { learnLimits } from './learn-limits.ts';
import { stateBody } from './store.ts';
import { intoTheStream, lived } from './testing.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
await home.inside(beginHistory);
const fleet = await cars(home);
await enrol({ db: home.world.database }, batteryReader);
const desk = home.staff({ role: 'serviceManager', brandId: 'xihe' });
const vin = vins[0];

/** Cars of a model whose joints went so far in each of six months. */
async function drove(name: string, model: string, many: number, far: (car: number, month: number) => number): Promise<string[]> {
  const rows = Array.from({ length: many }, (_, car) => ({
    vin: `${name}${String(car).padStart(4, '0')}`,
    reached: Array.from({ length: 6 }, (_month, month) => ({ no: 680 + month, reached: { connectionResistance: [far(car, month), 0], cooling: [0, 0] } satisfies Reached })),
  }));
  await home.inside((tx) => tx.db.query(home.sql`insert into batteries.states (vin, brand_id, model_id, library_version, written_at, body, report, reached)
    select vin, ${model.split('-')[0]}, ${model}, ${libraryVersion}::int, now(), '{}', '{"chemistry": "ncm"}'::jsonb, reached from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(vin text, reached jsonb)`));
  return rows.map((row) => row.vin);
}
const found = (of: string, outcome: string | null, tier = 'visit'): Promise<unknown> => home.inside((tx) => tx.db.query(home.sql`insert into batteries.findings (id, number, thread, vin, brand_id, model_id, owner_id, key, rule, cause, tier, worst_tier, state, quantity, value, unit, low, high, score, days_of_data, ruled_out, next_test, library_version, found_at, told_at, last_at, outcome)
  values (${`f-${of}`}, ${`f-${of}`}, 't', ${of}, 'xihe', 'xihe-one', 'o', 'connectionResistance:3', 'connectionResistance', 'connection', ${tier}, ${tier}, 'open', 'q', 1, 'mΩ', 1, 1, 3, 30, '{}', 'torqueAndDrop', 1, ${home.clock.now().toISOString()}::timestamptz, ${home.clock.now().toISOString()}::timestamptz, ${home.clock.now().toISOString()}::timestamptz, ${outcome})`));
/** One car-month in four is near the limit, the farther the rarer: e-fold in 0.15. */
const usual = (car: number, month: number): number => ((car * 6 + month) % 4 === 0 ? 0.3 - 0.15 * Math.log(((car * 37 + month * 11) % 100 + 0.5) / 100) : 0);
const limits = async (model = 'xihe-one') => (await desk.call('listBatteryLimits')).models.find((one: { modelId: string }) => one.modelId === model);
const night = () => home.inside(learnLimits);

test('a state carries how far its signs went in every month that is over', async () => {
  await fleet.register(vin);
  await intoTheStream(home, vin, lived({ seed: 21, days: 17, startAt: Date.parse('2026-09-20T00:00:00Z'), stepSeconds: 120 }));
  await consumeAll(home.world, []);
  await followAll(home.world);
  const row = await home.inside((tx) => only<{ reached: { no: number; reached: Reached }[] }>(tx, home.sql`select reached from batteries.states where vin = ${vin}`));
  expect(row.reached).toEqual([{ no: 690, reached: expect.objectContaining({ leakage: [expect.any(Number), 0], cooling: [0, 0] }) }]);
});

test('too few vehicle-months leave the limit of chance, and the night says how many there are', async () => {
  await drove('LFEW', 'xihe-one', 40, usual);
  await night();
  expect(await limits()).toMatchObject({ chemistry: 'NCM', versions: [{ version: 1, byName: null, held: false, months: 241, cars: 41, leftOut: 0, rules: [] }] });
  await night();
  expect((await limits()).versions).toHaveLength(1);
});

test('enough of them move the limit as far as their tail goes; cars with a confirmed fault, another cause, an unseen visit or a fault nobody announced do not teach', async () => {
  const ill = await drove('LILL', 'xihe-one', 12, () => 6);
  await found(ill[0] as string, 'confirmed', 'info');
  await found(ill[1] as string, 'otherCause');
  for (const each of ill.slice(2, 11)) await found(each, null);
  await home.inside((tx) => tx.db.query(home.sql`insert into batteries.misses (id, brand_id, model_id, vin, rule, words, at, by_name) values ('m', 'xihe', 'xihe-one', ${ill[11] as string}, 'connectionResistance', '拆包', ${home.clock.now().toISOString()}::timestamptz, '技师')`));
  await drove('LMOR', 'xihe-one', 60, (car, month) => usual(car + 40, month));
  await night();
  const [now, before] = (await limits()).versions;
  expect(before.version).toBe(1);
  expect(now).toMatchObject({ version: 2, months: 601, cars: 101, leftOut: 12 });
  const joint = now.rules.find((one: { rule: string }) => one.rule === 'connectionResistance');
  expect(joint).toMatchObject({ infoBy: 'extremeValue', visitBy: 'none', months: 601 });
  // One in four beyond 0.3, e-fold in 0.15: 5 per 1,000 shared by eight rules lie near 0.3 + 0.15 × ln(400) = 1.2.
  expect(joint.info).toBeGreaterThan(1);
  expect(joint.info).toBeLessThan(1.7);
  expect(now.rules.find((one: { rule: string }) => one.rule === 'cooling')).toMatchObject({ info: 1, visit: 1, infoBy: 'none' });
  expect(now.rules.map((one: { rule: string }) => one.rule)).not.toContain('runaway');
});

test('the worker judges by it from the next frame on, in memory and after a restart; another model keeps the limits of chance', async () => {
  const tails = async () => restore((await home.inside((tx) => stateBody(tx, vin)))?.body ?? '').limits.tails;
  expect(await tails()).toEqual({});
  await intoTheStream(home, vin, lived({ seed: 22, days: 1, startAt: Date.parse('2026-10-10T00:00:00Z'), stepSeconds: 120 }));
  await consumeAll(home.world, []);
  await followAll(home.world);
  const info = (await limits()).versions[0].rules.find((one: { rule: string }) => one.rule === 'connectionResistance').info;
  expect(await tails()).toEqual({ connectionResistance: { info, visit: info } });
  forgetParts(home.world.stream);
  expect(await limits('langtu-one')).toBeUndefined();
});

test('a fleet full of ill cars that nobody has looked at moves a limit no further than twice that of chance', async () => {
  await drove('LBAD', 'langtu-one', 60, (car) => 3 + (car % 7));
  await night();
  const other = home.staff({ role: 'serviceManager', brandId: 'langtu' });
  const { models, widest } = await other.call('listBatteryLimits');
  expect(models[0].versions[0].rules.find((one: { rule: string }) => one.rule === 'connectionResistance')).toMatchObject({ info: widest, visit: widest });
  expect(models.map((one: { modelId: string }) => one.modelId)).toEqual(['langtu-one']);
});

test('what a person holds the night leaves alone; an earlier version comes back as a new one; both are in the audit with their reason', async () => {
  const [two] = (await limits()).versions;
  const on = (more: Record<string, unknown>) => desk.call('setBatteryLimits', { modelId: 'xihe-one', why: '冬季样本偏少', ...more });
  await expect(on({ to: 'return', version: two.version })).rejects.toMatchObject({ code: 'badInput', details: { field: 'backTo' } });
  await expect(on({ to: 'return', backTo: 9, version: two.version })).rejects.toMatchObject({ code: 'batteryLimitsNotFound' });
  await expect(on({ to: 'hold', version: 1 })).rejects.toMatchObject({ code: 'staleEdit' });
  await expect(home.staff({ role: 'serviceManager', brandId: 'langtu' }).call('setBatteryLimits', { modelId: 'xihe-one', to: 'hold', why: '别家', version: two.version })).rejects.toMatchObject({ code: 'notAllowed' });
  expect(await on({ to: 'return', backTo: 1, version: two.version })).toMatchObject({ version: 3, held: true, fromVersion: 1, months: 241, rules: [], byName: 'A serviceManager', why: '冬季样本偏少' });
  await night();
  expect((await limits()).versions.map((one: { version: number }) => one.version)).toEqual([3, 2, 1]);
  await on({ to: 'learn', version: 3 });
  await night();
  expect((await limits()).versions.slice(0, 2)).toMatchObject([{ version: 5, held: false, byName: null, months: 601 }, { version: 4, held: false, fromVersion: 3 }]);
  const { rows } = await home.staff({ role: 'auditor', brandId: 'xihe' }).call('listAudit', { action: 'batteries.limits' });
  expect(rows.map((one: { why: string; after: { to: string } }) => [one.after.to, one.why])).toEqual([['learn', '冬季样本偏少'], ['return', '冬季样本偏少']]);
});
