// Passing on to another platform, against a server of its own over real TCP.
import { spawn, type ChildProcess } from 'node:child_process';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { commands, flags } from '@careloop/gbt32960';
import { readFrames } from '#platform/stream/journal';
import { readByAll } from '#platform/stream/cursors';
import { allParts } from '#platform/stream/stream';
import { house } from '#platform/testing';
import { certificateFor } from '../gateway/certificates.test-data.ts';
import { until } from '../gateway/testing.ts';
import { forgetOldData } from '../telemetry/forget-old-data.ts';
import { cars, healthy, login, report, vins } from '../telemetry/testing.ts';
import { cityPlatform, type Got, type Manners } from './city-platform.test-data.ts';
import { startForwarding, type Forwarding, type ForwardingOptions } from './start-forwarding.ts';
import { asReissue, forwardRules, selects, waitAfter } from './target.ts';

const home = await house();
const [vin, other, stranger] = vins;
const chief = home.staff({ role: 'administrator' });
const password = 'Tidal-Plate-77';
const quick = { reopenMs: 50, pollMs: 20, passedOverMs: 200, answerMs: 2_000, leaseMs: 5_000 };
let platforms: Awaited<ReturnType<typeof cityPlatform>>[] = [];
let forwardings: Forwarding[] = [];
let second = 0;
const moment = (): Date => new Date(home.clock.now().getTime() + 1000 * ++second);

beforeAll(async () => {
  const { register } = await cars(home);
  await register(vin, 'xihe');
  await register(other, 'langtu');
});
afterEach(async () => {
  for (const forwarding of forwardings) await forwarding.close();
  for (const platform of platforms) await platform.kill();
  [forwardings, platforms] = [[], []];
  await home.inside((tx) => tx.db.query(home.sql`with w as (delete from forwarding.waiting), d as (delete from forwarding.days) delete from forwarding.targets where true`));
});

const city = async (manners: Partial<Manners> = {}, port?: number) => {
  const platform = await cityPlatform({ user: 'careloop', password, ...manners }, port);
  platforms.push(platform);
  return platform;
};
const forward = (options: ForwardingOptions = {}): Forwarding => {
  const forwarding = startForwarding(home.world, { lookMs: 100, ...options, rules: { ...quick, ...options.rules } });
  forwardings.push(forwarding);
  return forwarding;
};
type Shown = { id: string; version: number; link: string; failures: number; nextTryAt: string | null; lastFailure: string | null; waiting: number };
const said = { name: '市监测平台', host: '127.0.0.1', tls: false, code: 'CARELOOP1', userName: 'careloop', brandIds: [], platePrefixes: [], againSeconds: 60, restMinutes: 30, heartbeatSeconds: 0, enabled: true };
const target = (port: number, more: Record<string, unknown> = {}): Promise<Shown> => chief.call('addForwardTarget', { ...said, port, password, ...more });
const shown = async (): Promise<Shown> => (await chief.call('listForwardTargets')).targets[0];
/** Lets the resends of a minute come at once. */
const hurry = (): Promise<unknown> => home.inside((tx) => tx.db.query(home.sql`update forwarding.waiting set next_at = now() - interval '1 minute'`));

async function journal(frames: readonly Uint8Array[], receivedAt = home.clock.now()): Promise<string[]> {
  await home.world.stream.append(home.world, frames.map((bytes) => ({
    vin: Buffer.from(bytes.subarray(4, 21)).toString('latin1'), edition: 2016 as const, command: bytes[2] as number, bytes, sha: hash('sha256', bytes, 'buffer').subarray(0, 16), receivedAt, connectionId: 'test',
  })));
  return frames.map((bytes) => Buffer.from(bytes).toString('hex'));
}
const reports = (count: number, of: string = vin): Uint8Array[] => Array.from({ length: count }, () => report(of, moment(), healthy));
const sums = async (id: string): Promise<Record<string, number>> => (await chief.call('forwardDays', { targetId: id })).days[0] ?? {};
const hexOf = (got: readonly Got[]): string[] => got.map((one) => one.hex);
const reissued = (hexes: readonly string[]): string[] => hexes.map((hex) => Buffer.from(asReissue(new Uint8Array(Buffer.from(hex, 'hex')))).toString('hex'));

test('whom a target gets, and how long to wait after a failed login', () => {
  expect(selects({ brandIds: [], platePrefixes: [] }, { brandId: 'xihe', plateNo: null })).toBe(true);
  expect(selects({ brandIds: ['langtu'], platePrefixes: [] }, { brandId: 'xihe', plateNo: '沪AD12345' })).toBe(false);
  expect(selects({ brandIds: ['xihe'], platePrefixes: ['沪', '粤B'] }, { brandId: 'xihe', plateNo: '沪AD12345' })).toBe(true);
  expect(selects({ brandIds: [], platePrefixes: ['粤B'] }, { brandId: 'xihe', plateNo: '粤AD12345' })).toBe(false);
  expect(selects({ brandIds: [], platePrefixes: ['粤B'] }, { brandId: 'xihe', plateNo: null })).toBe(false);
  const minutes = [1, 2, 3, 4, 5, 6].map((failures) => waitAfter(failures, { againSeconds: 60, restMinutes: 30 }) / 60_000);
  expect(minutes).toEqual([1, 1, 30, 1, 1, 30]);
});

test('a reissue differs from the report in its command and its check code alone', () => {
  const [bytes] = reports(1) as [Uint8Array];
  const again = asReissue(bytes);
  const different = [...bytes.keys()].filter((place) => bytes[place] !== again[place]);
  expect(different).toEqual([2, bytes.length - 1]);
  const entry = login(vin, moment());
  expect(asReissue(entry)).toBe(entry);
});

test('what cars send arrives byte for byte, each car’s in order, over one line with its own login; the proof says all was acknowledged', async () => {
  const platform = await city();
  const { id } = await target(platform.port, { heartbeatSeconds: 1 });
  forward();
  const sent = await journal([login(vin, moment()), ...reports(300), ...reports(5, other), ...reports(3, stranger)]);
  await until(() => platform.got.length >= 306, 20_000);
  const ofCar = (frames: readonly string[], car: string): string[] => frames.filter((frame) => frame.includes(Buffer.from(car).toString('hex')));
  for (const car of [vin, other]) expect(ofCar(hexOf(platform.got), car)).toEqual(ofCar(sent, car));
  expect(platform.got).toHaveLength(306);
  expect(platform.logins).toMatchObject([{ serial: 1, code: 'CARELOOP1' }]);
  await until(async () => (await sums(id))['acknowledged'] === 306);
  expect(await sums(id)).toMatchObject({ vehicles: 2, due: 306, acknowledged: 306, late: 0, refused: 0, expired: 0, waiting: 0 });
  expect(await shown()).toMatchObject({ link: 'up', failures: 0, waiting: 0 });
  await until(() => platform.beats() > 0);
  const [first] = forwardings.splice(0);
  await first?.close();
  expect(platform.logouts).toEqual([1]);
  forward();
  await until(() => platform.logins.length === 2);
  expect(platform.logins[1]).toMatchObject({ serial: 2 }); // one more on the same day
}, 40_000);

test('targets get what they are owed: by brand, and nothing of cars on no register', async () => {
  const platform = await city();
  await target(platform.port, { brandIds: ['langtu'] });
  forward();
  const sent = await journal([...reports(2), ...reports(2, stranger), ...reports(2, other)]);
  await until(() => platform.got.length === 2);
  expect(hexOf(platform.got)).toEqual(sent.slice(4));
});

test('what came while the platform was dead is kept, and sent as a reissue beside what is fresh once it is back', async () => {
  const platform = await city();
  const { id } = await target(platform.port, { againSeconds: 10 });
  forward();
  const before = await journal(reports(3));
  await until(() => platform.got.length === 3);
  await platform.kill();
  const meanwhile = await journal(reports(250));
  await until(async () => (await shown()).waiting === 250, 20_000);
  expect(await sums(id)).toMatchObject({ due: 253, acknowledged: 3, waiting: 250 });
  expect(await shown()).toMatchObject({ link: 'down', lastFailure: expect.stringMatching(/broken|unreachable/) });
  const back = await city({}, platform.port);
  const now = await shown();
  await chief.call('changeForwardTarget', { targetId: id, version: now.version, ...said, port: platform.port }); // tries at once
  await until(async () => (await shown()).link === 'up', 10_000);
  const after = await journal(reports(2));
  await until(() => back.got.length >= 252, 20_000);
  const late = new Set(reissued(meanwhile));
  expect(back.got.filter((one) => one.command === commands.reissue).map((one) => one.hex).sort()).toEqual([...late].sort());
  expect(back.got.filter((one) => one.command === commands.realtime).map((one) => one.hex)).toEqual(after);
  await until(async () => (await sums(id))['acknowledged'] === 255);
  expect(await sums(id)).toMatchObject({ due: 255, acknowledged: 255, late: 250, waiting: 0 });
  expect(before.length).toBe(3);
}, 60_000);

test('a refused record is sent again as it was, three times more at most, and counts as refused then; others are not held up', async () => {
  const bad = reports(1);
  const [badHex] = bad.map((bytes) => Buffer.from(bytes).toString('hex'));
  const platform = await city({ judge: (got) => (got.hex === badHex ? flags.error : flags.success) });
  const { id } = await target(platform.port);
  forward();
  await journal([...bad, ...reports(4)]);
  await until(async () => (await sums(id))['acknowledged'] === 4);
  for (let tries = 2; tries <= 1 + forwardRules.resendsMost; tries++) {
    await until(async () => {
      await hurry();
      return platform.got.filter((one) => one.hex === badHex).length >= tries;
    });
  }
  await until(async () => (await sums(id))['refused'] === 1);
  await hurry();
  expect(await sums(id)).toMatchObject({ due: 5, acknowledged: 4, refused: 1, waiting: 0 });
  expect(platform.got.filter((one) => one.hex === badHex).length).toBe(4);
}, 30_000);

test('a record that is passed over without an answer is sent again; a platform that answers nothing any more is left', async () => {
  const forgotten = reports(1);
  const [hex] = forgotten.map((bytes) => Buffer.from(bytes).toString('hex'));
  let deaf = false;
  let passed = 0;
  const platform = await city({ judge: (got) => (deaf || (got.hex === hex && passed++ === 0) ? undefined : flags.success) });
  const { id } = await target(platform.port);
  forward({ rules: { answerMs: 600, reopenMs: 100 } });
  await journal([...forgotten, ...reports(3)]);
  await until(async () => (await sums(id))['acknowledged'] === 3);
  await until(async () => {
    await hurry();
    return (await sums(id))['acknowledged'] === 4;
  });
  deaf = true;
  await journal(reports(2));
  await until(async () => (await shown()).lastFailure === 'silent', 10_000);
  deaf = false;
  await until(async () => (await sums(id))['acknowledged'] === 6, 10_000);
}, 40_000);

test('a slow platform slows passing on down, and nothing else: all arrives once', async () => {
  const platform = await city({ slowMs: 120 });
  const { id } = await target(platform.port);
  forward({ rules: { windowFrames: 20 } });
  const sent = await journal(reports(100));
  await until(async () => (await sums(id))['acknowledged'] === 100, 30_000);
  expect(hexOf(platform.got)).toEqual(sent);
}, 40_000);

test('a refused login is tried again after a minute, after the third failure after half an hour, with a serial of its own each time', async () => {
  const platform = await city({ refuseLogins: 3 });
  const { id, version } = await target(platform.port);
  forward();
  await until(async () => (await shown()).failures === 1);
  const untilNext = async (): Promise<number> => Math.round((Date.parse((await shown()).nextTryAt ?? '') - home.clock.now().getTime()) / 60_000);
  expect(await shown()).toMatchObject({ link: 'down', lastFailure: 'loginRefused' });
  expect(await untilNext()).toBe(1);
  for (const failures of [2, 3]) {
    for (const forwarding of forwardings.splice(0)) await forwarding.close();
    await home.inside((tx) => tx.db.query(home.sql`update forwarding.targets set next_try_at = now() - interval '1 second' where id = ${id}`));
    forward();
    await until(async () => (await shown()).failures === failures, 10_000);
  }
  expect(await untilNext()).toBe(30);
  const waits = await journal(reports(2));
  await until(async () => (await shown()).waiting === 2);
  expect(platform.logins.map((one) => one.serial)).toEqual([1, 2, 3]);
  await chief.call('changeForwardTarget', { targetId: id, version, ...said, port: platform.port });
  await until(() => platform.got.length === 2, 10_000);
  expect(hexOf(platform.got)).toEqual(reissued(waits));
  expect(platform.logins.length).toBe(4);
}, 60_000);

test('a login without an answer, and a platform nobody can reach, are failures too', async () => {
  const platform = await city({ silentLogins: true });
  const { id, version } = await target(platform.port);
  forward({ rules: { answerMs: 200 } });
  await until(async () => (await shown()).lastFailure === 'loginUnanswered');
  await platform.kill();
  await chief.call('changeForwardTarget', { targetId: id, version, ...said, port: platform.port });
  await until(async () => (await shown()).lastFailure === 'unreachable', 10_000);
}, 30_000);

test('over TLS the platform has to prove who it is', async () => {
  const authority = certificateFor('A city');
  const platform = await city({ tls: certificateFor('city', authority) });
  const { id, version } = await target(platform.port, { tls: true });
  const distrusting = forward();
  await until(async () => (await shown()).lastFailure === 'unreachable');
  await distrusting.close();
  forwardings = [];
  forward({ ca: authority.cert });
  await chief.call('changeForwardTarget', { targetId: id, version, ...said, port: platform.port, tls: true });
  await journal(reports(1));
  await until(() => platform.got.length === 1, 10_000);
}, 30_000);

test('two processes hold a target one after the other, never both; seven days are kept, then they count as expired', async () => {
  const platform = await city();
  const { id, version } = await target(platform.port);
  forward();
  forward();
  const sent = await journal(reports(40));
  await until(async () => (await sums(id))['acknowledged'] === 40);
  expect(hexOf(platform.got)).toEqual(sent);
  expect(platform.logins.length).toBe(1);
  await platform.kill();
  await journal(reports(2));
  await until(async () => (await shown()).waiting === 2, 10_000);
  await home.inside((tx) => tx.db.query(home.sql`update forwarding.waiting set received_at = received_at - interval '8 days'`));
  await home.runRounds('expire-forwards');
  expect((await shown()).waiting).toBe(0);
  const { days } = await chief.call('forwardDays', { targetId: id, days: 30 });
  expect(days.reduce((sum: number, day: { expired: number }) => sum + day.expired, 0)).toBe(2);
  await chief.call('changeForwardTarget', { targetId: id, version, ...said, port: platform.port, enabled: false });
  await until(async () => (await shown()).link === 'down');
}, 40_000);

test('the proof is shown car by car and as CSV, to those who keep the target, and taking it stands in the audit', async () => {
  const platform = await city({ judge: (got) => (got.vin === other ? flags.error : flags.success) });
  const { id } = await target(platform.port);
  forward();
  await journal([...reports(2), ...reports(1, other)]);
  await until(async () => (await sums(id))['acknowledged'] === 2);
  const { onDay } = await sums(id) as unknown as { onDay: string };
  expect((await chief.call('forwardProof', { targetId: id, onDay })).vehicles).toEqual([
    { vin: other, due: 1, acknowledged: 0, late: 0, refused: 0, expired: 0, waiting: 1 }, { vin, due: 2, acknowledged: 2, late: 0, refused: 0, expired: 0, waiting: 0 },
  ]);
  const csv = Buffer.from(await chief.call('forwardProofCsv', { targetId: id, onDay })).toString('utf8');
  expect(csv.split('\r\n').slice(0, 3)).toEqual(['\ufeffvin,day,due,acknowledged,late,refused,expired,waiting,complete', `${other},${onDay},1,0,0,0,0,1,no`, `${vin},${onDay},2,2,0,0,0,0,yes`]);
  const rows = await home.inside((tx) => tx.db.query(home.sql`select 1 from platform.audit where action = 'forwarding.takeProof' and subject_id = ${id}`));
  expect(rows.length).toBe(1);
  await expect(home.staff({ role: 'administrator', brandId: 'xihe' }).call('forwardProof', { targetId: id, onDay })).rejects.toMatchObject({ code: 'forwardTargetNotFound' });
  expect(JSON.stringify(await chief.call('listForwardTargets'))).not.toContain(password);
});

test.runIf(home.database.engine === 'postgres')('killed with frames under way, another process takes over: all arrive, at most one window twice, and each counts once', async () => {
  const platform = await city({ slowMs: 5 });
  const { id } = await target(platform.port);
  const sent = await journal(reports(1_500));
  const url = ('pool' in home.database.native ? home.database.native.pool.options.connectionString : undefined) ?? '';
  const start = (): ChildProcess => spawn(process.execPath, [join(import.meta.dirname, 'forwarder.test-data.ts'), url, JSON.stringify({ lookMs: 200, rules: { ...quick, leaseMs: 1_500, windowFrames: 50, answerMs: 20_000 } })], { stdio: 'inherit' });
  const first = start();
  await until(() => platform.got.length > 200, 60_000);
  first.kill('SIGKILL');
  await new Promise((resolve) => first.once('exit', resolve));
  const atDeath = platform.got.length;
  const second = start();
  await until(async () => (await sums(id))['acknowledged'] === 1_500, 60_000);
  second.kill('SIGTERM');
  await new Promise((resolve) => second.once('exit', resolve));
  expect(atDeath).toBeLessThan(1_500);
  const known = new Set(sent);
  expect(new Set(hexOf(platform.got).filter((hex) => known.has(hex))).size).toBe(1_500);
  expect(platform.got.length - 1_500).toBeLessThanOrEqual(50);
  expect(await sums(id)).toMatchObject({ due: 1_500, acknowledged: 1_500, waiting: 0 });
}, 150_000);

test('a target that nobody passes on to holds the journal for seven days: then what it was owed counts as expired, and the journal may forget it', async () => {
  const platform = await city();
  const { id } = await target(platform.port, { brandIds: ['xihe'] });
  const readers = () => home.inside((tx) => readByAll(tx));
  for (const { reader } of await home.inside((tx) => tx.db.query<{ reader: string }>(home.sql`select distinct reader from platform.cursors where reader <> ${`forward ${id}`}`))) await home.inside((tx) => tx.db.query(home.sql`delete from platform.cursors where reader = ${reader}`));
  const kept = async (): Promise<number> => (await home.inside(async (tx) => (await Promise.all(allParts.map((part) => readFrames(tx, part, 0, 10_000)))).flat())).length;
  await journal([...reports(3), ...reports(2, other), ...reports(4, stranger)]);
  const inTime = await kept();
  home.clock.advance({ days: 6, hours: 23 });
  await home.runRounds('expire-forwards');
  await home.inside((tx) => forgetOldData(tx, { readingsDays: 7, journalHours: 24 }));
  expect(await kept()).toBe(inTime); // six days and some: still owed
  expect((await shown()) as object).toMatchObject({ waiting: 0, unread: inTime });
  home.clock.advance({ hours: 2 });
  await journal(reports(1));
  await home.runRounds('expire-forwards');
  await home.inside((tx) => forgetOldData(tx, { readingsDays: 7, journalHours: 24 }));
  expect(await kept()).toBe(1); // the one that came a moment ago
  const { days } = await chief.call('forwardDays', { targetId: id, days: 30 });
  expect(days).toMatchObject([{ vehicles: 1, due: 3, acknowledged: 0, expired: 3, waiting: 0 }]);
  expect((await chief.call('forwardProof', { targetId: id, onDay: days[0].onDay })).vehicles).toMatchObject([{ vin, due: 3, expired: 3, waiting: 0 }]);
  expect(Math.max(...(await readers()).map((one) => one.position))).toBeGreaterThan(0);
  forward();
  await until(async () => platform.got.filter((one) => one.command === commands.realtime || one.command === commands.reissue).length === 1); // and goes on with what is fresh
  await until(async () => (await shown() as unknown as { unread: number }).unread === 0);
}, 40_000);
