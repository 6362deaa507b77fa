// Dialects of the house, over live sockets: which holds, what it changes in answers and readings, and who keeps them.
import { afterEach, beforeAll, expect, test } from 'vitest';
import { checkCode, readHeader, standardDialect } from '@careloop/gbt32960';
import { house } from '#platform/testing';
import { consumeAll } from '../telemetry/consume.ts';
import { latestState } from '../telemetry/show-vehicle-state.ts';
import { askTime, cars, healthy, report, vins } from '../telemetry/testing.ts';
import { dialectOf, type HouseDialect } from './dialect.ts';
import { dialectsNow } from './manage-dialects.ts';
import { startGateway, type Gateway } from './start-gateway.ts';
import { terminal, until } from './testing.ts';

const home = await house({ startsAt: '2026-03-01T00:30:15Z' });
const [vin, other] = vins;
const chief = home.staff({ role: 'administrator' });
const at = (seconds: number): Date => new Date(Date.parse('2026-03-01T00:30:15Z') + seconds * 1000);
let gateways: Gateway[] = [];
const open = async (): Promise<Gateway> => {
  const gateway = await startGateway(home.world, { host: '127.0.0.1', port: 0 });
  gateways.push(gateway);
  return gateway;
};
beforeAll(async () => {
  const { register } = await cars(home);
  await register(vin, 'xihe');
  await register(other, 'langtu');
});
afterEach(async () => {
  for (const gateway of gateways) await gateway.close();
  gateways = [];
});
const said = { name: '某型终端', vinPrefix: vin.slice(0, 9), source: '厂家手册 2026-01' };

test('the longest beginning of a VIN holds, then the one that began last, and only while it holds', () => {
  const one = (id: string, vinPrefix: string, from: number, coordinates: 'gcj02' | 'other', until: number | null = null): HouseDialect =>
    ({ id, name: id, vinPrefix, source: '', fromAt: at(from), untilAt: until === null ? null : at(until), settings: { coordinates }, addedAt: at(0), version: 1 });
  const of = dialectOf([one('a', 'LTE', 0, 'gcj02'), one('b', 'LTEST4E1', 10, 'other', 20), one('c', 'LTEST4E1', 5, 'gcj02', 8)]);
  const spoken = [-1, 0, 6, 12, 25].map((second) => of(vin, at(second)).settings.coordinates);
  expect(spoken).toEqual(['wgs84', 'gcj02', 'gcj02', 'other', 'gcj02']);
  expect(of('LAAAA4E11TA000001', at(12))).toBe(standardDialect);
});

test('a terminal model that echoes, keeps the time to itself and tells GCJ-02 is answered and read so, from the moment that was said, and others as before', async () => {
  const dialect = await chief.call('addDialect', { ...said, settings: { answers: 'echo', timeInAnswer: false, coordinates: 'gcj02' } });
  home.clock.advance({ seconds: 1 });
  const { port } = await open();
  const [mine, plain] = [await terminal(port), await terminal(port)];
  const place = { ...healthy, lon: 121.473701, lat: 31.230416 };
  mine.send(report(vin, at(1), place), askTime(vin));
  plain.send(report(other, at(1), place), askTime(other));
  const lengths = async (line: typeof mine): Promise<(number | undefined)[]> => (await line.untilAnswers(2)).map((answer) => readHeader(answer.bytes)?.unitLength);
  expect(await lengths(mine)).toEqual([report(vin, at(1), place).length - 25, 0]);
  expect(await lengths(plain)).toEqual([6, 6]);
  await consumeAll(home.world, []);
  const [bent, straight] = await home.inside((tx) => Promise.all([latestState(tx, vin), latestState(tx, other)]));
  expect(straight).toMatchObject({ lon: 121.473701, lat: 31.230416 });
  expect(Math.abs((bent?.lon ?? 0) - 121.473701)).toBeGreaterThan(0.003); // some 500 m of GCJ-02 taken away
  await chief.call('endDialect', { dialectId: dialect.id, version: 1 });
  home.clock.advance({ seconds: 1 });
  await until(async () => { // the running gateway knows within seconds
    const line = await terminal(port);
    line.send(askTime(vin));
    const [answer] = await line.untilAnswers(1);
    line.end();
    return readHeader(answer!.bytes)?.unitLength === 6;
  }, 15_000);
}, 60_000);

test('makers’ items that come without their length are read over where a dialect says how long they are, and only in frames that came while it held', async () => {
  const whole = report(vin, at(60), healthy);
  const item = Uint8Array.of(0x91, 1, 2, 3, 4); // a type id and four bytes
  const unit = Uint8Array.from([...whole.subarray(24, 30), ...item, ...whole.subarray(30, -1)]);
  const frame = (second: number): Uint8Array => {
    const bytes = Uint8Array.from([...whole.subarray(0, 22), unit.length >> 8, unit.length & 0xff, ...unit, 0]);
    bytes[29] = at(second).getUTCSeconds();
    bytes[bytes.length - 1] = checkCode(bytes);
    return bytes;
  };
  const line = await terminal((await open()).port);
  line.send(frame(3));
  await line.untilAnswers(1);
  home.clock.advance({ seconds: 5 });
  const { id } = await chief.call('addDialect', { ...said, settings: { bareItems: [{ typeId: 0x91, bytes: 4 }] } });
  home.clock.advance({ seconds: 5 });
  line.send(frame(4));
  await line.untilAnswers(2);
  await consumeAll(home.world, []);
  const readings = await home.inside((tx) => tx.db.query<{ second: number; socPct: number | null }>(home.sql`select extract(second from at)::int as second, soc_pct from telemetry.readings where vin = ${vin} order by at`));
  expect(readings.filter((one) => one.second === at(4).getUTCSeconds()).at(-1)).toMatchObject({ socPct: healthy.socPct });
  expect(readings.some((one) => one.second === at(3).getUTCSeconds())).toBe(false);
  await chief.call('endDialect', { dialectId: id, version: 1 });
}, 30_000);

test('a dialect that begins and ends while a car is connected: its answers follow at once, and no frame that was read before is read otherwise after', async () => {
  const line = await terminal((await open()).port);
  const heard: string[] = [];
  const deafen = await home.world.database.listen('careloop_gateway', (payload) => void heard.push(payload));
  home.clock.advance({ seconds: 60 });
  const before = home.clock.now();
  home.clock.advance({ seconds: 10 });
  const dialect = await chief.call('addDialect', { ...said, settings: { timeInAnswer: false }, fromAt: new Date(home.clock.now().getTime() - 30_000).toISOString() });
  const holds = (await home.inside((tx) => dialectsNow(tx)))(vin, before);
  expect([dialect.fromAt, holds]).toEqual([home.clock.now().toISOString(), standardDialect]);
  let asked = 0;
  const answered = async (): Promise<number | undefined> => {
    line.send(askTime(vin));
    return readHeader((await line.untilAnswers(++asked)).at(-1)!.bytes)?.unitLength;
  };
  await until(async () => (await answered()) === 0, 15_000);
  await chief.call('endDialect', { dialectId: dialect.id, version: 1 });
  home.clock.advance({ seconds: 1 });
  await until(async () => (await answered()) === 6, 15_000);
  await until(() => heard.filter((payload) => payload === 'dialects').length === 2); // gateways are told, and need not look by themselves
  await deafen();
}, 60_000);

test('dialects are kept by administrators of the whole alliance, begin now or later, and end once; every step is in the audit', async () => {
  const own = home.staff({ role: 'administrator', brandId: 'xihe' });
  await expect(own.call('addDialect', { ...said, settings: {} })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(chief.call('addDialect', { ...said, settings: {}, fromAt: at(-86_400).toISOString() })).rejects.toMatchObject({ code: 'dialectInThePast' });
  await expect(chief.call('addDialect', { ...said, vinPrefix: 'lt', settings: {} })).rejects.toMatchObject({ code: 'badInput' });
  await expect(chief.call('addDialect', { ...said, settings: { coordinates: 'mars' } })).rejects.toMatchObject({ code: 'badInput' });
  const scales = [{ field: 'motor.torqueNm', per: 10, zero: 20_000 }];
  const dialect = await chief.call('addDialect', { ...said, settings: { scales, parameterBytes: [{ parameter: 0x81, bytes: 4 }] } });
  expect((await own.call('listDialects')).dialects).toEqual([]);
  expect((await chief.call('listDialects')).dialects).toContainEqual(expect.objectContaining({ id: dialect.id, settings: { scales, parameterBytes: [{ parameter: 0x81, bytes: 4 }] } }));
  await expect(own.call('endDialect', { dialectId: dialect.id, version: 1 })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(chief.call('endDialect', { dialectId: 'none', version: 1 })).rejects.toMatchObject({ code: 'dialectNotFound' });
  await chief.call('endDialect', { dialectId: dialect.id, version: 1 });
  await expect(chief.call('endDialect', { dialectId: dialect.id, version: 1 })).rejects.toMatchObject({ code: 'staleEdit' });
  const steps = await home.inside((tx) => tx.db.query<{ action: string }>(home.sql`select action from platform.audit where subject = 'dialects' and subject_id = ${dialect.id} order by id`));
  expect(steps.map((step) => step.action)).toEqual(['gateway.addDialect', 'gateway.endDialect']);
});
