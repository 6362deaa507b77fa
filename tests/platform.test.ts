// What every module stands on, held to its promises: units of work, facts, idempotency, walls, migrations, files, live.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { many, one, openDatabase, run, sql } from '#platform/database';
import { fact, when } from '#platform/facts';
import { filesInMemory, mediaTypeOf } from '#platform/files';
import { buildHouse } from '#platform/house';
import { buildHttp } from '#platform/http';
import { limits } from '#platform/limits';
import { mayHear } from '#platform/live';
import { withoutValues } from '#platform/log';
import { migrate, migrations, WrongDatabase } from '#platform/migrate';
import { house } from '#platform/testing';
import { acrossWalls, unitOfWork, type Outside } from '#platform/tx';

const home = await house();
const fresh = async () => {
  const url = process.env['CARELOOP_TEST_PG'];
  if (url === undefined || url === '') return openDatabase({});
  const name = `careloop_fresh_${Math.random().toString(36).slice(2)}`;
  const admin = await openDatabase({ url, poolSize: 1 });
  await admin.exec(`create database ${name}`);
  await admin.close();
  return openDatabase({ url: Object.assign(new URL(url), { pathname: `/${name}` }).href, poolSize: 3 });
};

test('nested SQL keeps its values in order, and values never become SQL', async () => {
  const outer = sql`select ${1}::int as a where ${sql`b = ${2}`} or c = ${3}`;
  expect(outer.text).toBe('select $1::int as a where b = $2 or c = $3');
  expect(outer.values).toEqual([1, 2, 3]);
  const evil = "'; drop table platform.audit; --";
  expect(await home.inside((tx) => one<{ said: string }>(tx, sql`select ${evil}::text as said`))).toEqual({ said: evil });
});

test('rows come back camelCase, counts as numbers, days as text, instants as dates', async () => {
  const row = await home.inside((tx) => one<Record<string, unknown>>(tx, sql`select count(*) as some_count, '2026-02-28'::date as on_day, '2026-02-28T10:00:00Z'::timestamptz as seen_at from (values (1), (2)) v`));
  expect(row).toEqual({ someCount: 2, onDay: '2026-02-28', seenAt: new Date('2026-02-28T10:00:00Z') });
});

const rang = fact<{ id: string }>('tests.rang');
async function smallHouse(follow: (id: string) => Promise<void>) {
  const built = await buildHouse({
    database: process.env['CARELOOP_TEST_PG'] ? { url: await freshUrl() } : {}, modules: [], files: filesInMemory(), outside: {} as Outside, clock: () => new Date(),
    journey: [when(rang, 'note-it', async (tx, body) => {
      await run(tx, sql`insert into platform.counters (name, value) values (${`rang ${body.id}`}, 1) on conflict (name) do update set value = platform.counters.value + 1`);
      await follow(body.id);
    })],
  });
  const count = async (id: string): Promise<number> => (await unitOfWork(built.world, { kind: 'system', id: 'test' }, (tx) => many<{ value: number }>(tx, sql`select value from platform.counters where name = ${`rang ${id}`}`)))[0]?.value ?? 0;
  return { ...built, count };
}
async function freshUrl(): Promise<string> {
  const database = await fresh();
  const { name } = await one<{ name: string }>({ db: database }, sql`select current_database() as name`);
  await database.close();
  return Object.assign(new URL(process.env['CARELOOP_TEST_PG'] as string), { pathname: `/${name}` }).href;
}

test('a fact of a transaction that rolls back is never told, one that commits is followed, also when the first try fails (T1, J1)', async () => {
  let failures = 1;
  const built = await smallHouse(async () => {
    if (failures-- > 0) throw new Error('not now');
  });
  const ring = (id: string, fail: boolean) => unitOfWork(built.world, { kind: 'system', id: 'test' }, async (tx) => {
    tx.tell(rang({ id }));
    if (fail) throw new Error('rolled back');
  });
  await expect(ring('never', true)).rejects.toThrow('rolled back');
  await ring('once', false);
  await expect(built.jobs.settle(built.world)).rejects.toThrow('not now');
  expect(await built.count('once')).toBe(0); // the failed reaction left nothing behind
  for (let tries = 0; tries < 40 && (await built.count('once')) === 0; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await built.jobs.settle(built.world);
  }
  expect([await built.count('once'), await built.count('never')]).toEqual([1, 0]);
  await built.close();
});

test('the same idempotency key does a thing once, also when pressed twice at the same moment (H2)', async () => {
  const chief = home.staff({ role: 'administrator' });
  await chief.call('setUpAlliance', { name: '同程', nameEn: 'Tongcheng' });
  const brand = { id: 'xihe', name: '曦和', nameEn: 'Xihe', hotline: '400-010-1001' };
  const answers = await Promise.all([1, 2, 3].map(() => chief.call('addBrand', brand, { key: 'one-intent' })));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  await expect(chief.call('addBrand', brand, { key: 'another-intent' })).rejects.toThrow('brandCodeTaken');
  await expect(chief.call('addModel', {}, { key: 'one-intent' })).rejects.toThrow('badInput');
});

test('answers kept for repeats are forgotten after two days: they hold what people were shown', async () => {
  const kept = async () => (await home.inside((tx) => many(tx, sql`select 1 from platform.answers`))).length;
  expect(await kept()).toBeGreaterThan(0);
  await home.runRounds('forget-old-answers');
  expect(await kept()).toBeGreaterThan(0);
  home.clock.advance({ days: 2, minutes: 1 });
  await home.runRounds('forget-old-answers');
  expect(await kept()).toBe(0);
});

test('the page of the operations loads nothing from a foreign host (H4)', async () => {
  const page = await home.app.inject({ method: 'GET', url: '/api/docs/' });
  expect([page.statusCode, String(page.headers['content-security-policy'])]).toEqual([200, expect.not.stringMatching(/https?:|validator/)]);
  const start = await home.app.inject({ method: 'GET', url: '/api/docs/static/swagger-initializer.js' });
  expect(start.body).toContain('"validatorUrl":null');
});

test('bad input is answered with the field to blame, and text no column can hold is not a crash', async () => {
  const chief = home.staff({ role: 'administrator' });
  await expect(chief.call('addBrand', { id: 'X!', name: 'x', nameEn: 'x', hotline: '400-000-0000' })).rejects.toMatchObject({ code: 'badInput', details: { field: 'id', reason: 'pattern' } });
  await expect(chief.call('addBrand', { id: 'xx', nameEn: 'x', hotline: '400-000-0000' })).rejects.toMatchObject({ details: { field: 'name', reason: 'required' } });
  for (const fromAt of ['2026-03-01T23:59:60Z', '2026-02-31T00:00:00Z', '2026-03-01T00:00:00+25:00']) {
    await expect(chief.call('addDialect', { name: 'x', vinPrefix: 'LTE', source: 'x', settings: {}, fromAt })).rejects.toMatchObject({ code: 'badInput', details: { field: 'fromAt' } });
  }
  await expect(chief.call('staffNotices', { after: '+275760-09-13T00:00:00.000Z~x' })).rejects.toMatchObject({ code: 'badInput' });
  await expect(chief.call('addBrand', { id: 'nul', name: 'a\u0000b', nameEn: 'x', hotline: '400-000-0000' })).rejects.toMatchObject({ code: 'badInput' });
  const broken = await home.app.inject({ method: 'POST', url: '/api/brands', headers: { 'content-type': 'application/json', authorization: `Bearer ${chief.token}` }, payload: '{"id":' });
  expect([broken.statusCode, broken.json().code]).toEqual([400, 'badInput']);
});

test('walls fall only for the work that says why, and stand again after it', async () => {
  const seen = await unitOfWork(home.world, { kind: 'owner', id: 'nobody-yet', name: 'x', brandIds: ['xihe'] }, async (tx) => {
    const setting = () => one<{ brands: string; person: string }>(tx, sql`select current_setting('careloop.brands') as brands, current_setting('careloop.person') as person`);
    const inside = await acrossWalls(tx, 'a test', setting);
    return { inside, after: await setting() };
  });
  expect(seen).toEqual({ inside: { brands: '*', person: '' }, after: { brands: 'xihe', person: 'nobody-yet' } });
});

test('a number beyond all measure and half a character are answered as bad input, not as a fault of ours', async () => {
  const chief = home.staff({ role: 'administrator' });
  const staff = await chief.call('addStaff', { userName: 'measured', name: 'x', grants: [] });
  for (const version of [1e308, 2 ** 53, -1]) await expect(chief.call('changeGrants', { id: staff.id, grants: [], version })).rejects.toMatchObject({ code: 'badInput' });
  await expect(home.staff({ role: 'agent', brandId: 'xihe' }).call('addOwner', { brandId: 'xihe', name: 'x\ud800', phone: '13900000001', kind: 'person' })).rejects.toMatchObject({ code: 'badInput' });
});

test('behind one proxy the address is the one it saw, not one that the caller wrote; and only over TLS the cookie says so', async () => {
  process.env['TRUST_PROXY'] = '1';
  const { app, close } = await buildHttp({ world: home.world, operations: home.operations, demo: false, version: 'test', webDir: '/nonexistent', actorFor: async () => ({ kind: 'nobody' }), health: async () => ({ ok: true }) });
  delete process.env['TRUST_PROXY'];
  const signOut = (headers: Record<string, string>) => app.inject({ method: 'POST', url: '/api/sign-out', payload: {}, headers });
  const left = async (forwarded: string) => Number((await signOut({ 'x-forwarded-for': forwarded })).headers['x-ratelimit-remaining']);
  const first = await left('10.0.0.1, 203.0.113.7');
  expect(await left('10.0.0.2, 203.0.113.7'), 'another word before the proxy’s is the same caller').toBe(first - 1);
  expect(String((await signOut({ 'x-forwarded-proto': 'https' })).headers['set-cookie'])).toContain('; Secure');
  expect(String((await signOut({})).headers['set-cookie'])).not.toContain('; Secure');
  await close();
});

test('the audit cannot be changed or emptied, by nobody', async () => {
  await expect(home.inside((tx) => run(tx, sql`update platform.audit set actor_name = 'x'`))).rejects.toThrow('append-only');
  await expect(home.inside((tx) => run(tx, sql`delete from platform.audit`))).rejects.toThrow('append-only');
});

test('what a failed statement carried does not reach the log', async () => {
  const phone = '13812345678';
  const twice = () => home.inside((tx) => run(tx, sql`insert into platform.counters (name, value) values (${phone}, 1)`));
  await twice();
  const error = await twice().then(() => undefined, (failed: unknown) => failed);
  expect(withoutValues(error)).toMatchObject({ code: '23505', constraint: 'counters_pkey' });
  expect(JSON.stringify(withoutValues(new Error('outer', { cause: error })))).not.toContain(phone);
});

test('a database that is newer than the program is refused, and so is one with another past (M1, M2)', async () => {
  const database = await fresh();
  const all = migrations();
  await migrate(database, all);
  await expect(migrate(database, all.slice(0, -1))).rejects.toThrow(WrongDatabase);
  await expect(migrate(database, all.map((one, index) => (index === 0 ? { ...one, sha: 'other' } : one)))).rejects.toThrow(WrongDatabase);
  await migrate(database, all); // and what is up to date stays as it is
  await database.close();
});

test('a folder of data is for one program: a second one is told so, and what a killed one left at the door does not keep the next out', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'careloop-folder-'));
  const first = await openDatabase({ dir: join(dir, 'database') });
  await expect(openDatabase({ dir: join(dir, 'database') })).rejects.toThrow('Another CareLoop is working on the data in');
  await first.close();
  spawnSync(process.execPath, ['-e', `require('node:net').createServer().listen(${JSON.stringify(join(dir, 'database.in-use.sock'))}, () => process.kill(process.pid, 'SIGKILL'))`]);
  expect(readdirSync(dir)).toContain('database.in-use.sock');
  await (await openDatabase({ dir: join(dir, 'database') })).close();
  expect(readdirSync(dir)).toEqual(['database']);
  const inTheWay = join(dir, 'a-file');
  writeFileSync(inTheWay, '');
  await expect(openDatabase({ dir: join(inTheWay, 'database') })).rejects.toThrow(/cannot be kept in .*ENOTDIR.*Set DATA_DIR/);
  rmSync(dir, { recursive: true });
}, 240_000);

test('what is no picture is refused by its bytes, whatever it says it is', async () => {
  expect(mediaTypeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
  const agent = home.staff({ role: 'agent', brandId: 'xihe' });
  await expect(agent.call('uploadFile', { bytes: Buffer.from('<svg onload=alert(1)>'), contentType: 'image/png' })).rejects.toMatchObject({ code: 'badInput' });
  expect(await agent.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), contentType: 'image/png' })).toMatchObject({ mediaType: 'image/png' });
});

test('who uploads more pictures than anybody takes in a day is told so, others go on, and the next day is another', async () => {
  const [many, other] = [home.staff({ role: 'adviser', brandId: 'xihe' }), home.staff({ role: 'adviser', brandId: 'xihe' })];
  const upload = (who: typeof many) => who.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 9, 9]), contentType: 'image/png' });
  const { fileId } = await upload(many);
  await home.inside((tx) => tx.db.query(home.sql`insert into platform.files (id, bytes_size, media_type, sha256, uploaded_by, uploaded_at)
    select id || n::text, bytes_size, media_type, sha256, uploaded_by, uploaded_at from platform.files, generate_series(1, ${limits.photosPerDay - 1}) as n where id = ${fileId}`));
  await expect(upload(many)).rejects.toMatchObject({ code: 'tooManyFiles', details: { most: limits.photosPerDay } });
  expect(await upload(other)).toMatchObject({ mediaType: 'image/png' });
  home.clock.advance({ hours: 25 });
  expect(await upload(many)).toMatchObject({ mediaType: 'image/png' });
});

test('live news of a record reaches only those who may see it (L1)', () => {
  const staff = (brandId: string | null, outletId: string | null) => ({ kind: 'staff' as const, id: 's', name: 's', grants: [{ role: 'agent' as const, brandId, outletId }] });
  const news = { topic: 'cases', id: '1', brandId: 'xihe', ownerId: 'o1', outletId: 'a' };
  expect(mayHear(staff('xihe', null), 'xihe', news)).toBe(true);
  expect(mayHear(staff('yuanlan', null), 'yuanlan', news)).toBe(false);
  expect(mayHear(staff('xihe', 'b'), 'xihe', news)).toBe(false);
  expect(mayHear({ kind: 'owner', id: 'o1', name: '', brandIds: ['xihe'] }, 'xihe', news)).toBe(true);
  expect(mayHear({ kind: 'owner', id: 'o2', name: '', brandIds: ['xihe'] }, 'xihe', news)).toBe(false);
  expect(mayHear({ kind: 'nobody' }, '', news)).toBe(false);
});
