// The links of the gateway: platforms with their logins, TLS, limits and bans.
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { commands, createFrameFinder, decodeFrame, encodeFrame, flags, type FoundFrame } from '@careloop/gbt32960';
import { house } from '#platform/testing';
import { readFrames } from '#platform/stream/journal';
import { allParts } from '#platform/stream/stream';
import { cars, healthy, heartbeat, login, report, vins } from '../telemetry/testing.ts';
import { afterStrike, banMs, banRules } from './bans.ts';
import { silenceOf } from './conduct.ts';
import { sendToVehicle } from './dispatch.ts';
import { certificateFor } from './certificates.test-data.ts';
import { createDoorkeeper, doorRules } from './doorkeeper.ts';
import { gatewayCounters } from './counters.ts';
import { createGate } from './gate.ts';
import { nextSerial, speaksFor } from './platform.ts';
import { startGateway, type Gateway, type GatewayOptions } from './start-gateway.ts';
import { terminal, until, type Terminal } from './testing.ts';

const home = await house();
const [vin, other, third] = vins;
const now = new Date('2026-03-01T00:30:15Z');
const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const chief = home.staff({ role: 'administrator', name: '总管理员' });
let gateways: Gateway[] = [];
const open = async (options: Partial<GatewayOptions> = {}): Promise<Gateway> => {
  const gateway = await startGateway(home.world, { host: '127.0.0.1', port: 0, ...options });
  gateways.push(gateway);
  return gateway;
};
afterEach(async () => {
  for (const gateway of gateways) await gateway.close();
  gateways = [];
  await home.inside((tx) => tx.db.query(home.sql`delete from gateway.bans`));
});
beforeAll(async () => {
  const { register } = await cars(home);
  await register(vin, 'xihe');
  await register(other, 'langtu');
});

const password = 'Tidal-Plate-77';
const platformLogin = (user: string, secret: string, serial = 1): Uint8Array =>
  encodeFrame({ command: commands.platformLogin, vin: 'PLATFORM1', message: { kind: 'platformLogin', at: now.getTime(), serial, user, password: secret, encryptionRule: 1 } });
const answersOf = async (link: Terminal, count: number): Promise<(number | undefined)[][]> => (await link.untilAnswers(count)).map((answer) => [answer.command, answer.flag]);
let users = 0;
const register = async (said: { brandIds?: string[]; vinPrefixes?: string[] } = {}): Promise<{ id: string; userName: string; version: number }> =>
  chief.call('addPlatform', { name: '城市充电平台', userName: `city${++users}`, password, brandIds: [], vinPrefixes: [], ...said });

test('a registered platform logs in and speaks for many cars; a wrong password is refused and is nowhere', async () => {
  const { userName } = await register();
  const link = await terminal((await open()).port);
  link.send(platformLogin(userName, 'wrong secret'), platformLogin('nobody', password), platformLogin(userName, password), ...vins.map((one) => report(one, at(400), healthy)));
  expect(await answersOf(link, 6)).toEqual([[5, 2], [5, 2], [5, 1], [2, 1], [2, 1], [2, 1]]);
  const kept = await home.inside((tx) => tx.db.query<{ bytes: Uint8Array; reason: string }>(home.sql`select bytes, reason from gateway.rejected_frames where reason like 'platform%' order by id`));
  expect(kept.map((row) => row.reason)).toEqual(['platformPassword', 'platformUnknown']);
  expect(kept.map((row) => Buffer.from(row.bytes).toString('latin1')).join('')).not.toMatch(/secret|Tidal/);
  const stored = await home.inside((tx) => tx.db.query<{ row: string }>(home.sql`select p::text as row from gateway.platforms p union all select after::text from platform.audit where subject = 'platforms'`));
  expect(JSON.stringify(stored)).not.toContain(password);
  expect((await chief.call('listPlatforms')).platforms.at(-1)).toMatchObject({ userName, loginsToday: 1, refusedCount: 1, lastPeer: expect.stringContaining('127.0.0.1') });
});

test('a platform of a brand speaks for its cars alone, in the order they came; others are answered with an error and kept nowhere', async () => {
  const { userName } = await register({ brandIds: ['xihe'] });
  const link = await terminal((await open()).port);
  link.send(platformLogin(userName, password), report(vin, at(500), healthy), report(other, at(500), healthy), report(third, at(500), healthy), heartbeat('PLATFORM1'));
  expect(await answersOf(link, 5)).toEqual([[5, 1], [2, 1], [2, 2], [2, 2], [7, 1]]);
  const [refused] = await home.inside((tx) => tx.db.query<{ connectionId: string }>(home.sql`select connection_id from gateway.rejected_frames where reason = 'notItsVehicle' limit 1`));
  const kept = await home.inside(async (tx) => (await Promise.all(allParts.map((part) => readFrames(tx, part, 0, 10_000)))).flat());
  expect(kept.filter((frame) => frame.connectionId === refused?.connectionId).map((frame) => frame.vin)).toEqual([vin]);
});

test('whom a platform speaks for, and how its logins are numbered', () => {
  expect(speaksFor({ brandIds: [], vinPrefixes: [] }, vin, null)).toBe(true);
  expect(speaksFor({ brandIds: ['xihe'], vinPrefixes: [] }, vin, null)).toBe(false);
  expect(speaksFor({ brandIds: ['xihe'], vinPrefixes: ['LTEST'] }, vin, null)).toBe(true);
  expect(speaksFor({ brandIds: ['xihe'], vinPrefixes: ['LAAAA'] }, vin, 'langtu')).toBe(false);
  expect(nextSerial({ loginOn: null, loginSerial: null }, '2026-03-01')).toBe(1);
  expect(nextSerial({ loginOn: '2026-03-01', loginSerial: 7 }, '2026-03-01')).toBe(8);
  expect(nextSerial({ loginOn: '2026-03-01', loginSerial: 7 }, '2026-03-02')).toBe(1);
  expect(nextSerial({ loginOn: '2026-03-01', loginSerial: 65_531 }, '2026-03-01')).toBe(1);
});

test('a login that is sent again is a retry; a serial outside the standard, and a platform switched off, are refused', async () => {
  const one = await register();
  const link = await terminal((await open()).port);
  link.send(platformLogin(one.userName, password, 4), platformLogin(one.userName, password, 4), platformLogin(one.userName, password, 65_535));
  expect(await answersOf(link, 3)).toEqual([[5, 1], [5, 1], [5, 2]]);
  await chief.call('changePlatform', { platformId: one.id, version: 1, name: '城市充电平台', brandIds: [], vinPrefixes: [], enabled: false });
  const again = await terminal((gateways[0] as Gateway).port);
  again.send(platformLogin(one.userName, password, 5));
  expect(await answersOf(again, 1)).toEqual([[5, 2]]);
});

test('a platform that is switched off or changed speaks no longer on the line it has, and one that has logged out for nobody', async () => {
  const said = { name: '城市充电平台', vinPrefixes: [] };
  const { id, userName } = await register({ brandIds: ['xihe'] });
  const gateway = await open();
  const enter = async (): Promise<Terminal> => {
    const link = await terminal(gateway.port);
    link.send(platformLogin(userName, password));
    expect(await answersOf(link, 1)).toEqual([[5, 1]]);
    return link;
  };
  const first = await enter();
  await chief.call('changePlatform', { platformId: id, version: 1, ...said, brandIds: ['langtu'], enabled: true });
  await first.closed;
  const second = await enter();
  second.send(report(vin, at(520), healthy), report(other, at(520), healthy));
  expect(await answersOf(second, 3)).toEqual([[5, 1], [2, 2], [2, 1]]);
  await chief.call('changePlatform', { platformId: id, version: 2, ...said, brandIds: ['langtu'], enabled: false });
  await second.closed;
  expect(gatewayCounters.closed['platformChanged']).toBe(2);
  await chief.call('changePlatform', { platformId: id, version: 3, ...said, brandIds: [], enabled: true });
  const third = await enter();
  third.send(encodeFrame({ command: commands.platformLogout, vin: 'PLATFORM1', message: { kind: 'logout', at: now.getTime(), serial: 1 } }));
  third.send(...Array.from({ length: 9 }, (_, i) => report(`LTEST4X10TA00000${i}`, at(530), healthy)));
  expect((await answersOf(third, 11)).slice(1)).toEqual([[6, 1], ...Array<number[]>(8).fill([2, 1]), [2, 2]]); // as a terminal, which has no more than eight cars
});

test('an administrator reads why bytes were turned away, and neither the VIN nor the place in them', async () => {
  const { userName } = await register({ brandIds: ['xihe'] });
  const link = await terminal((await open()).port);
  const placed = report(other, at(540), { ...healthy, lon: 121.473701, lat: 31.230416 });
  const bent = Uint8Array.from(placed, (byte, index) => (index === placed.length - 1 ? byte ^ 1 : byte));
  link.send(platformLogin(userName, password), placed, bent, new Uint8Array(Buffer.from(`no frame of ${other} at all`)));
  await link.untilAnswers(3);
  await until(async () => (await chief.call('gatewayState')).rejected.some((row: { reason: string }) => row.reason === 'noStart'));
  const shown = (await chief.call('gatewayState')).rejected.slice(0, 3) as { reason: string; hex: string }[];
  expect(shown.map((row) => row.reason)).toEqual(['noStart', 'badCheckCode', 'notItsVehicle']);
  const place = '073D8AA501DC89D0';
  expect(Buffer.from(placed).toString('hex').toUpperCase()).toContain(place);
  for (const { hex } of shown) {
    expect(hex).toContain('··'.repeat(10));
    expect(hex).not.toContain(place);
    expect(hex).not.toContain(Buffer.from(other).toString('hex').toUpperCase());
  }
});

test('platforms are kept by administrators: of their own brands, with a good password, each name once, and no stale edit', async () => {
  const own = home.staff({ role: 'administrator', brandId: 'langtu' });
  const platform = await register({ brandIds: ['xihe'] });
  const said = { name: '平台', brandIds: ['xihe'], vinPrefixes: [], enabled: true };
  await expect(own.call('changePlatform', { platformId: platform.id, version: 1, ...said })).rejects.toMatchObject({ code: 'platformNotFound' });
  await expect(own.call('addPlatform', { ...said, userName: 'mine', password })).rejects.toMatchObject({ code: 'badInput' });
  await expect(own.call('addPlatform', { name: '平台', brandIds: [], vinPrefixes: [], userName: 'mine', password })).rejects.toMatchObject({ code: 'notAllowed' });
  expect((await own.call('listPlatforms')).platforms).toEqual([]);
  await expect(chief.call('addPlatform', { name: '平台', brandIds: [], vinPrefixes: [], userName: platform.userName, password })).rejects.toMatchObject({ code: 'userNameTaken' });
  await expect(chief.call('addPlatform', { name: '平台', brandIds: [], vinPrefixes: [], userName: 'weak', password: 'password123456' })).rejects.toMatchObject({ code: 'linkPasswordWeak' });
  await chief.call('changePlatform', { platformId: platform.id, version: 1, ...said });
  await expect(chief.call('changePlatform', { platformId: platform.id, version: 1, ...said })).rejects.toMatchObject({ code: 'staleEdit' });
});

test('without a platform login nobody speaks for many cars', async () => {
  const link = await terminal((await open({ rules: { vehiclesPerTerminal: 2 } })).port);
  link.send(report(vin, at(600), healthy), report(other, at(600), healthy), report(third, at(600), healthy));
  expect(await answersOf(link, 3)).toEqual([[2, 1], [2, 1], [2, 2]]);
});

// TLS -----------------------------------------------------------------------------------------------------------------

const authority = certificateFor('CareLoop test authority');
const server = certificateFor('gateway', authority);
const over = (port: number, own?: { cert: string; key: string }) => {
  const finder = createFrameFinder();
  const answers: FoundFrame[] = [];
  const socket = connectTls({ host: '127.0.0.1', port, ca: authority.cert, ...(own === undefined ? {} : { cert: own.cert, key: own.key }) });
  let ended = false;
  socket.on('data', (chunk: Buffer) => answers.push(...finder.push(chunk).flatMap((found) => (found.kind === 'frame' ? [found] : []))));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    ended = true;
  });
  return { socket, answers, ended: () => ended };
};

test('terminals may speak TLS on a second port, with a certificate that they can check', async () => {
  const gateway = await open({ tls: { port: 0, cert: server.cert, key: server.key } });
  const car = over(gateway.tlsPort as number);
  car.socket.write(login(vin, at(700)));
  await until(() => car.answers.length === 1);
  expect(car.socket.authorized).toBe(true);
  expect(car.answers[0]).toMatchObject({ command: 1, flag: 1 });
  car.socket.destroy();
});

test('where terminals need certificates, those without one, and with one of somebody else, do not come in; one that names a car speaks for it alone', async () => {
  const gateway = await open({ tls: { port: 0, cert: server.cert, key: server.key, ca: authority.cert } });
  const port = gateway.tlsPort as number;
  const forged = certificateFor(vin, certificateFor('CareLoop test authority'));
  for (const own of [undefined, forged]) {
    const stranger = over(port, own);
    stranger.socket.write(login(vin, at(800)));
    await until(stranger.ended);
    expect(stranger.answers).toEqual([]);
  }
  const car = over(port, certificateFor(vin, authority));
  car.socket.write(Buffer.concat([login(vin, at(801)), report(other, at(801), healthy)]));
  await until(() => car.answers.length === 2);
  expect(car.answers.map((answer) => answer.flag)).toEqual([flags.success, flags.error]);
  car.socket.destroy();
});

// Limits and bans -----------------------------------------------------------------------------------------------------

test('bans: several bad endings in a short time, each relapse twice as long, none where many honest cars are', () => {
  let strikes: number[] = [];
  for (let i = 1; i < banRules.strikes; i++) {
    const after = afterStrike(strikes, i * 1000, 0);
    expect(after.ban).toBe(false);
    strikes = after.strikes;
  }
  expect(afterStrike(strikes, 6_000, 0).ban).toBe(true);
  expect(afterStrike(strikes, 6_000, banRules.honestCars).ban).toBe(false);
  expect(afterStrike(strikes, banRules.withinMs + 10_000, 0).ban).toBe(false);
  expect([1, 2, 3, 20].map((times) => banMs(times))).toEqual([900_000, 1_800_000, 3_600_000, 86_400_000]);
});

test('the doorkeeper caps an address, lines that never speak, and new lines per minute; who leaves makes room', () => {
  const door = createDoorkeeper({ ...doorRules, connectionsMost: 5, connectionsPerAddress: 3, unprovenPerAddress: 2, opensPerMinute: 6 });
  expect(door.comes('a', 0)).toBeUndefined();
  expect(door.comes('a', 0)).toBeUndefined();
  expect(door.comes('a', 0)).toBe('tooManyUnproven');
  door.proves('a');
  expect(door.comes('a', 0)).toBeUndefined();
  door.proves('a');
  expect(door.comes('a', 0)).toBe('tooManyFromAddress');
  door.goes('a', true, 'peerLeft', 0);
  expect(door.comes('a', 0)).toBeUndefined();
  expect(door.comes('b', 0)).toBeUndefined();
  expect(door.comes('c', 0)).toBeUndefined();
  expect(door.comes('d', 0)).toBe('tooManyConnections');
  for (const [address, proven] of [['a', true], ['a', false], ['a', false], ['b', false], ['c', false]] as const) door.goes(address, proven, 'peerLeft', 0);
  expect(door.comes('a', 0)).toBeUndefined();
  expect(door.comes('a', 0)).toBeUndefined();
  door.proves('a');
  expect(door.comes('a', 0)).toBe('tooManyOpens');
  door.minute(60_000);
  expect(door.comes('a', 0)).toBeUndefined();
  door.bans(['e']);
  expect(door.comes('e', 0)).toBe('banned');
});

test('who is shut out is so from that moment on, whatever a look begun earlier says, until the ban is lifted', async () => {
  const { door, ban, refresh } = createGate(home.world);
  const shut = (address: string): boolean => {
    const turnedAway = door.comes(address, 0);
    if (turnedAway === undefined) door.goes(address, true, 'peerLeft', 0);
    return turnedAway === 'banned';
  };
  const [before, banned] = [refresh(), ban('192.0.2.7', 'notATerminal')];
  expect(shut('192.0.2.7')).toBe(true);
  await before;
  expect(shut('192.0.2.7')).toBe(true);
  await Promise.all([banned, refresh()]);
  expect(shut('192.0.2.7')).toBe(true);
  await chief.call('liftBan', { address: '192.0.2.7' });
  await refresh();
  expect(shut('192.0.2.7')).toBe(false);
});

test('an address that behaves badly again and again is shut out by every gateway, seen by the administrator, and let in when the ban is lifted', async () => {
  const [gateway, second] = [await open({ rules: { bytesBeforeFirstFrame: 64 } }), await open()];
  for (let i = 0; i < banRules.strikes; i++) {
    const rude = await terminal(gateway.port);
    rude.send(Buffer.from('GET / HTTP/1.1\r\n'.repeat(20)));
    await rude.closed;
  }
  const bans = async (): Promise<{ address: string; reason: string; times: number; until: string }[]> => (await chief.call('listBans')).bans;
  await until(async () => (await bans()).length === 1);
  const [ban] = await bans();
  expect(ban).toMatchObject({ reason: 'notATerminal', times: 1, address: expect.stringContaining('127.0.0.1') });
  const shutOut = async (port: number): Promise<boolean> => {
    const car = await terminal(port).catch(() => undefined);
    if (car === undefined) return true;
    car.send(heartbeat(vin));
    await until(() => car.isClosed() || car.answers.length === 1);
    const out = car.answers.length === 0;
    car.socket.destroy();
    return out;
  };
  expect(await shutOut(gateway.port)).toBe(true);
  await until(() => shutOut(second.port), 15_000);
  await expect(home.staff({ role: 'administrator', brandId: 'xihe' }).call('liftBan', { address: ban?.address })).rejects.toMatchObject({ code: 'notAllowed' });
  await chief.call('liftBan', { address: ban?.address });
  await expect(chief.call('liftBan', { address: ban?.address })).rejects.toMatchObject({ code: 'banNotFound' });
  await until(async () => !(await shutOut(gateway.port)), 15_000);
  await until(async () => !(await shutOut(second.port)), 15_000);
}, 60_000);

test('logging in over and over ends a connection; sending too fast makes it wait, and nothing is lost', async () => {
  const gateway = await open({ rules: { loginsPerMinute: 3, framesAtOnce: 20, framesPerSecond: 100 } });
  const flood = await terminal(gateway.port);
  for (let i = 0; i < 5; i++) flood.send(login(vin, at(900 + i), i + 1));
  await flood.closed;
  await until(() => (gatewayCounters.closed['loginFlood'] ?? 0) > 0);
  const slowed = gatewayCounters.rejects['slowedDown'] ?? 0;
  const hasty = await terminal(gateway.port);
  for (let i = 0; i < 120; i++) {
    hasty.send(report(other, at(1_000 + i), healthy));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await (async () => {
    await until(() => hasty.answers.length === 120, 20_000);
    return hasty.answers;
  })()).every((answer) => answer.flag === flags.success)).toBe(true);
  expect(gatewayCounters.rejects['slowedDown'] ?? 0).toBeGreaterThan(slowed);
}, 30_000);

test('a drip of single bytes does not hold a line for long (slow-loris)', async () => {
  const gateway = await open({ rules: { firstFrameMs: 1_500, restOfFrameMs: 500 } });
  const drip = await terminal(gateway.port);
  const frame = login(vin, at(1_500));
  let sent = 0;
  const dripping = setInterval(() => !drip.isClosed() && sent < 40 && drip.send(frame.subarray(sent, ++sent)), 100);
  await until(() => drip.isClosed(), 10_000);
  clearInterval(dripping);
  expect(sent).toBeLessThan(frame.length);
});

test('a line that neither reports nor beats for three heartbeat periods is closed as silent: the period is the dialect’s, or what the car itself told; one that beats stays, and so does one whose period nobody knows', async () => {
  expect([undefined, 5_000, 60_000, 240_000].map((period) => silenceOf(period))).toEqual([300_000, 30_000, 180_000, 720_000]);
  const { id } = await chief.call('addDialect', { name: '快跳终端', vinPrefix: other, source: '手册', settings: { heartbeatSeconds: 1 } });
  const silent = gatewayCounters.closed['silent'] ?? 0;
  const gateway = await open({ rules: { silenceLeastMs: 0 } });
  const [quiet, beating, unknown, told] = [await terminal(gateway.port), await terminal(gateway.port), await terminal(gateway.port), await terminal(gateway.port)];
  quiet.send(report(other, at(2_000), healthy));
  beating.send(report(other, at(2_001), healthy));
  unknown.send(report(third, at(2_000), healthy));
  told.send(login(vin, at(2_000)));
  const beats = setInterval(() => beating.isClosed() || beating.send(heartbeat(other)), 300);
  await home.inside((tx) => sendToVehicle(tx, { vin, brandId: 'xihe', ownerId: 'x', message: { kind: 'parameterQuery', ids: [9] }, whileDriving: true, expiresAt: new Date(tx.now.getTime() + 60_000) }));
  await until(() => told.answers.some((answer) => answer.command === commands.parameterQuery), 15_000);
  const asked = told.answers.find((answer) => answer.command === commands.parameterQuery)!;
  const message = decodeFrame(asked.bytes).frame!.message as { at: number };
  told.send(encodeFrame({ command: commands.parameterQuery, flag: flags.success, vin, message: { kind: 'parameters', at: message.at, parameters: [{ id: 9, value: 1 }] } }));
  await until(() => quiet.isClosed() && told.isClosed() && (gatewayCounters.closed['silent'] ?? 0) >= silent + 2, 20_000);
  expect([beating.isClosed(), unknown.isClosed()]).toEqual([false, false]);
  clearInterval(beats);
  await chief.call('endDialect', { dialectId: id, version: 1 });
}, 60_000);

test('a car that logs in at another gateway leaves its old line at the first', async () => {
  const [one, two] = [await open(), await open()];
  const before = await terminal(one.port);
  before.send(login(vin, at(1_600), 1));
  await before.untilAnswers(1);
  await new Promise((resolve) => setTimeout(resolve, 3_200)); // a line younger than a moment may be the newer one
  const after = await terminal(two.port);
  after.send(login(vin, at(1_605), 2));
  await until(() => before.isClosed(), 10_000);
  expect(after.isClosed()).toBe(false);
}, 30_000);
