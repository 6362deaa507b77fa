// Signatures, activation and encrypted data units over live sockets, with keys made here, from the wire to the reading.
import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sm2 } from 'sm-crypto-v2';
import { checkCode, commands, decodeFrame, encodeFrame, encryptions, flags, type Draft, type Item, type Signature } from '@careloop/gbt32960';
import { house } from '#platform/testing';
import { readFrames } from '#platform/stream/journal';
import { allParts } from '#platform/stream/stream';
import { consumeAll } from '../telemetry/consume.ts';
import { rowsOf } from '../telemetry/history-row.ts';
import type { Reading } from '../telemetry/reading.ts';
import { cars, vins } from '../telemetry/testing.ts';
import { gatewayCounters } from './counters.ts';
import { startGateway, type Gateway } from './start-gateway.ts';
import { terminal, until, type Terminal } from './testing.ts';
import { trustOfCars, trustsByVin } from './trust-of.ts';
import { sealerFor } from './unit-cipher.ts';
import { readVehicleSecrets, sealSecret, unsealSecret } from './vehicle-secrets.ts';

const dir = mkdtempSync(join(tmpdir(), 'vehicle-secrets-'));
const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const named = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};
process.env['GATEWAY_SECRETS_FILE'] = named('sealing', 'a1'.repeat(32));
process.env['GATEWAY_RSA_KEY_FILE'] = named('rsa.pem', ours.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string);

const home = await house({ startsAt: '2026-03-01T00:30:15Z' });
const [vin, other, stranger] = vins;
const chief = home.staff({ role: 'administrator' });
const at = (second: number): number => home.clock.now().getTime() + second * 1000;
let gateway: Gateway;
const lines: Terminal[] = [];
beforeAll(async () => {
  const { register } = await cars(home);
  await register(vin, 'xihe');
  await register(other, 'langtu');
  gateway = await startGateway(home.world, { host: '127.0.0.1', port: 0 });
});
afterEach(() => {
  for (const line of lines.splice(0)) line.end();
});
afterAll(async () => {
  await gateway.close();
  rmSync(dir, { recursive: true });
});
/** Sends frames on a line of their own; answers what comes back, as command and flag. */
async function say(...frames: Uint8Array[]): Promise<(number | undefined)[][]> {
  const line = await terminal(gateway.port);
  lines.push(line);
  line.send(...frames);
  return (await line.untilAnswers(frames.length)).map((answer) => [answer.command, answer.flag]);
}
const journalled = async (of: string): Promise<number> => (await home.inside(async (tx) => (await Promise.all(allParts.map((part) => readFrames(tx, part, 0, 10_000)))).flat())).filter((frame) => frame.vin === of).length;
/** What the worker makes of what has come: the new readings, as observers (alerts) see them. */
async function read(): Promise<Reading[]> {
  const seen: Reading[] = [];
  await consumeAll(home.world, [async (_tx, fresh) => void seen.push(...fresh)]);
  return seen;
}

const items = (socPct: number): Draft<Item>[] => [
  { kind: 'vehicle', vehicleState: 'started', chargingState: 'notCharging', runningMode: 'electric', speedKmh: 60, odometerKm: 12_000, totalVoltageV: 400, totalCurrentA: 10, socPct, dcdcState: 'working', gear: 'drive', insulationKohm: 4_000 } as Draft<Item>,
  { kind: 'alarms', level: 3, flags: 2, batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [], graded: [] },
];
const report = (of: string, ms: number, socPct: number, ...more: Draft<Item>[]) => ({ edition: 2025 as const, command: commands.realtime, vin: of, message: { kind: 'report' as const, at: ms, items: [...items(socPct), ...more] } });
type Signer = (covered: Uint8Array) => Signature;
function signed(of: string, ms: number, socPct: number, by: Signer): Uint8Array {
  return encodeFrame(report(of, ms, socPct, { kind: 'signature', ...by(encodeFrame(report(of, ms, socPct)).slice(24, -1)) }));
}
const bent = (frame: Uint8Array): Uint8Array => {
  const copy = frame.slice();
  copy[42] = copy[42]! ^ 1; // somewhere in the vehicle's item
  copy[copy.length - 1] = checkCode(copy);
  return copy;
};
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const byRsa: Signer = (covered) => ({ type: 2, r: new Uint8Array(sign('sha256', covered, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PADDING })), s: new Uint8Array(0) });
const rsaHex = Buffer.concat([Buffer.from(rsa.publicKey.export({ format: 'jwk' }).n as string, 'base64url'), Buffer.from([1, 0, 1])]).toString('hex');
const pair = sm2.generateKeyPairHex();
const bySm2 = (keys = pair): Signer => (covered) => {
  const hex = sm2.doSignature(covered, keys.privateKey, { hash: true, publicKey: keys.publicKey });
  return { type: 1, r: Uint8Array.from(Buffer.from(hex.slice(0, 64), 'hex')), s: Uint8Array.from(Buffer.from(hex.slice(64), 'hex')) };
};
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

test('a signature is verified with the car’s key; a wrong one is answered so, kept apart and counted, and reaches neither reading nor alert', async () => {
  expect(await say(signed(vin, at(1), 51, byRsa), bent(signed(vin, at(2), 52, byRsa)))).toEqual([[2, flags.success], [2, flags.success]]); // no key yet
  expect((await read()).map((reading) => reading.signature)).toEqual(['noKey', 'noKey']);
  await chief.call('addVehicleKey', { vin, algorithm: 'rsa', keyHex: rsaHex });
  home.clock.advance({ seconds: 10 });
  const wrongBefore = gatewayCounters.rejects['wrongSignature'] ?? 0;
  const kept = await journalled(vin);
  await until(async () => (await say(bent(signed(vin, at(3), 53, byRsa))))[0]?.[1] === flags.badSignature, 15_000);
  expect(await say(signed(vin, at(4), 54, byRsa), bent(signed(vin, at(5), 55, byRsa)), encodeFrame(report(vin, at(6), 56)))).toEqual([[2, flags.success], [2, flags.badSignature], [2, flags.success]]);
  const seen = await read();
  expect(seen.map((reading) => [reading.socPct, reading.signature]).slice(-2)).toEqual([[54, 'verified'], [56, null]]);
  expect(seen.some((reading) => reading.at.getTime() === at(5))).toBe(false);
  expect(await journalled(vin)).toBe(kept + seen.length);
  expect(gatewayCounters.rejects['wrongSignature'] ?? 0).toBeGreaterThan(wrongBefore);
  const rejected = await home.inside((tx) => tx.db.query<{ bytes: Uint8Array }>(home.sql`select bytes from gateway.rejected_frames where reason = 'wrongSignature' order by id desc limit 1`));
  expect(Buffer.from(rejected[0]!.bytes).equals(Buffer.from(bent(signed(vin, at(5), 55, byRsa))))).toBe(true); // the whole frame is there to be looked at
  await say(signed(vin, at(7), 57, byRsa));
  await read();
  expect(await chief.call('showVehicleState', { vin })).toMatchObject({ socPct: 57, signature: 'verified' });
}, 60_000);

test('a wrong signature that got into the journal before its key was told makes no reading either', async () => {
  const key = (await chief.call('listVehicleKeys', { vin })).keys.find((one: { withdrawnAt: string | null }) => one.withdrawnAt === null);
  await home.world.stream.append(home.world, [{ vin, edition: 2025, command: 2, bytes: bent(signed(vin, at(20), 58, byRsa)), sha: new Uint8Array(16).fill(7), receivedAt: home.clock.now(), connectionId: 't' }]);
  expect(await read()).toEqual([]);
  expect(await home.inside((tx) => tx.db.query(home.sql`select reason from telemetry.defects where vin = ${vin}`))).toContainEqual({ reason: 'wrongSignature' });
  expect(key).toMatchObject({ source: 'staff', algorithm: 'rsa', publicKeyHex: rsaHex });
});

const activation = (of: string, keys: { publicKey: string; privateKey: string }, chipId: string, by: Signer = bySm2(keys)): Uint8Array => {
  const frame = (signature: Signature) => encodeFrame({ edition: 2025, command: commands.activation, vin: of, message: { kind: 'activation', at: at(30), chipId, publicKey: bytesOf(keys.publicKey), vin: of, signature } });
  const none = new Uint8Array(0);
  return frame(by(frame({ type: 1, r: none, s: none }).slice(24, -6)));
};
async function activate(frame: Uint8Array): Promise<unknown> {
  const line = await terminal(gateway.port);
  lines.push(line);
  line.send(frame);
  const [answer] = await line.untilAnswers(1);
  const message = decodeFrame(answer!.bytes).frame?.message;
  return message?.kind === 'activationResult' ? { state: message.state, info: message.info, flag: answer!.flag } : answer!.flag;
}

test('a car brings its key by activation: the first is believed, the same is a retry, another is not, nor a chip of another car, a forged one, or a car on no register', async () => {
  const success = { state: 1, info: 0, flag: flags.command };
  expect(await activate(activation(other, pair, 'CHIP-1', bySm2(sm2.generateKeyPairHex())))).toBe(flags.badSignature);
  expect(await activate(activation(stranger, pair, 'CHIP-9'))).toBe(flags.vinUnknown);
  expect(await activate(activation(other, pair, 'CHIP-1'))).toEqual(success);
  expect(await activate(activation(other, pair, 'CHIP-1'))).toEqual(success);
  expect(await activate(activation(other, sm2.generateKeyPairHex(), 'CHIP-1'))).toEqual({ state: 2, info: 2, flag: flags.command });
  expect((await chief.call('listVehicleKeys', { vin: other })).keys).toMatchObject([{ source: 'activation', algorithm: 'sm2', chipId: 'CHIP-1', publicKeyHex: pair.publicKey }]);
  for (const key of (await chief.call('listVehicleKeys', { vin })).keys) if (key.withdrawnAt === null) await chief.call('withdrawVehicleKey', { keyId: key.id, version: key.version });
  expect(await activate(activation(vin, sm2.generateKeyPairHex(), 'CHIP-1'))).toEqual({ state: 2, info: 1, flag: flags.command });
  home.clock.advance({ seconds: 60 });
  await until(async () => (await say(bent(signed(other, at(1), 41, bySm2()))))[0]?.[1] === flags.badSignature, 15_000);
  expect(await say(signed(other, at(2), 42, bySm2()))).toEqual([[2, flags.success]]);
  expect((await read()).at(-1)).toMatchObject({ vin: other, socPct: 42, signature: 'verified' });
}, 60_000);

const aesKey = Uint8Array.from({ length: 16 }, (_, index) => index * 11);
const exchange = (of: string, from: number, to: number) => ({ edition: 2025 as const, command: commands.keyExchange, vin: of, message: { kind: 'keyExchange' as const, keyType: encryptions.aes, key: aesKey, from: { at: from }, to: { at: to } } });
const toUs = { seal: sealerFor({ encryption: 'rsa', padding: 'pkcs1', publicKey: ours.publicKey }) };
const inAes = (of: string, ms: number, socPct: number, key = aesKey): Uint8Array =>
  encodeFrame({ ...report(of, ms, socPct), encryption: encryptions.aes }, { seal: sealerFor({ encryption: 'aes', key, mode: 'cbc', padding: 'pkcs7' }) });

test('a car gives a key for its data units, sealed to ours: its reports are opened with it while it is good; without it they are kept closed, named so and answered so', async () => {
  expect(await say(inAes(vin, at(1), 61))).toEqual([[2, flags.badDecryption]]);
  expect(await read()).toEqual([]);
  expect(await home.inside((tx) => tx.db.query(home.sql`select reason from telemetry.defects where vin = ${vin}`))).toContainEqual({ reason: 'sealedNoKey' });
  expect(await say(encodeFrame(exchange(vin, at(0), at(3_600))))).toEqual([[0x0b, flags.badDecryption]]); // in the clear
  expect(await say(encodeFrame({ ...exchange(vin, at(0), at(3_600)), encryption: encryptions.rsa }, toUs))).toEqual([[0x0b, flags.success]]);
  home.clock.advance({ seconds: 10 });
  const kept = await journalled(vin);
  await until(async () => (await say(inAes(vin, at(2), 62)))[0]?.[1] === flags.success, 15_000);
  expect(await journalled(vin)).toBeGreaterThan(kept);
  expect((await read()).at(-1)).toMatchObject({ vin, socPct: 62, signature: null });
  expect(await say(inAes(vin, at(3), 63, new Uint8Array(16).fill(9)))).toEqual([[2, flags.badDecryption]]);
  await read();
  expect(await home.inside((tx) => tx.db.query(home.sql`select reason from telemetry.defects where vin = ${vin}`))).toContainEqual({ reason: 'sealedWrongKey' });
  const stored = JSON.stringify(await home.inside((tx) => tx.db.query(home.sql`select k::text as row from gateway.vehicle_keys k union all select after::text from platform.audit union all select encode(bytes, 'hex') from gateway.rejected_frames`)));
  expect(stored).not.toContain(Buffer.from(aesKey).toString('hex')); // sealed at rest, and nowhere else
  home.clock.advance({ hours: 2 });
  await until(async () => (await say(inAes(vin, at(4), 64)))[0]?.[1] === flags.badDecryption, 15_000); // its time is over
}, 60_000);

test('while a car has two keys for its data units both open; what came while a key was trusted is read with it after it was withdrawn, in readings and history alike', async () => {
  const [old, young] = [new Uint8Array(16).fill(0x31), new Uint8Array(16).fill(0x32)];
  const told = async (key: Uint8Array) => (await chief.call('addVehicleKey', { vin, algorithm: 'aes', keyHex: Buffer.from(key).toString('hex') })) as { id: string };
  await told(old);
  const second = await told(young);
  home.clock.advance({ seconds: 1 });
  await until(async () => (await say(inAes(vin, at(40), 71, young)))[0]?.[1] === flags.success, 15_000);
  expect(await say(inAes(vin, at(41), 72, old), inAes(vin, at(42), 73, young))).toEqual([[2, flags.success], [2, flags.success]]);
  home.clock.advance({ seconds: 1 });
  await chief.call('withdrawVehicleKey', { keyId: second.id, version: 1 });
  home.clock.advance({ seconds: 1 });
  const frames = (await home.inside(async (tx) => (await Promise.all(allParts.map((part) => readFrames(tx, part, 0, 10_000)))).flat())).filter((frame) => frame.vin === vin).slice(-2);
  expect((await read()).map((reading) => reading.socPct).slice(-2)).toEqual([72, 73]);
  const trustOf = await home.inside((tx) => trustOfCars(tx, [vin]));
  expect(rowsOf(frames, trustOf).map((row) => row.socPct)).toEqual([72, 73]);
  await until(async () => (await say(inAes(vin, at(43), 74, young)))[0]?.[1] === flags.badDecryption, 15_000);
  expect(await say(inAes(vin, at(44), 75, old))).toEqual([[2, flags.success]]);
}, 60_000);

test('a gateway that asks for keys while they change does not remember what was before', async () => {
  let then = (): void => undefined;
  const trusts = trustsByVin({
    ...home.world,
    clock() {
      then(); // a unit of work has begun
      return home.clock.now();
    },
  });
  await trusts.refresh();
  then = () => trusts.forget();
  await trusts.lookUp([vin]);
  then = () => undefined;
  expect(trusts.trustOf(vin)).toBeUndefined();
  await trusts.lookUp([vin]);
  expect(trusts.trustOf(vin)).toBeDefined();
});

test('keys are told by administrators of the brand, once, and only keys are; secret ones never come out', async () => {
  const own = home.staff({ role: 'administrator', brandId: 'langtu' });
  await expect(own.call('listVehicleKeys', { vin })).rejects.toMatchObject({ code: 'vehicleNotFound' });
  await expect(own.call('addVehicleKey', { vin: other, algorithm: 'rsa', keyHex: rsaHex })).rejects.toMatchObject({ code: 'vehicleKeyKnown' });
  await expect(own.call('addVehicleKey', { vin: other, algorithm: 'sm2', keyHex: '00'.repeat(64) })).rejects.toMatchObject({ code: 'vehicleKeyNotValid' });
  await expect(own.call('addVehicleKey', { vin: other, algorithm: 'sm4', keyHex: '00'.repeat(17) })).rejects.toMatchObject({ code: 'vehicleKeyNotValid' });
  await expect(own.call('addVehicleKey', { vin: other, algorithm: 'sm4', keyHex: '0f'.repeat(16), untilAt: new Date(at(-1)).toISOString() })).rejects.toMatchObject({ code: 'badInput', details: { field: 'untilAt' } });
  const secret = await own.call('addVehicleKey', { vin: other, algorithm: 'sm4', keyHex: '0f'.repeat(16) });
  expect(JSON.stringify([secret, await own.call('listVehicleKeys', { vin: other })])).not.toContain('0f0f');
  await own.call('withdrawVehicleKey', { keyId: secret.id, version: 1 });
  await expect(own.call('withdrawVehicleKey', { keyId: secret.id, version: 1 })).rejects.toMatchObject({ code: 'staleEdit' });
  await expect(home.staff({ role: 'administrator', brandId: 'xihe' }).call('withdrawVehicleKey', { keyId: secret.id, version: 2 })).rejects.toMatchObject({ code: 'vehicleKeyNotFound' });
});

test('a signature key whose time is over makes room for the next without being withdrawn', async () => {
  for (const key of (await chief.call('listVehicleKeys', { vin })).keys) if (key.purpose === 'signature' && key.withdrawnAt === null) await chief.call('withdrawVehicleKey', { keyId: key.id, version: key.version });
  await chief.call('addVehicleKey', { vin, algorithm: 'rsa', keyHex: rsaHex, untilAt: new Date(at(60)).toISOString() });
  await expect(chief.call('addVehicleKey', { vin, algorithm: 'sm2', keyHex: pair.publicKey })).rejects.toMatchObject({ code: 'vehicleKeyKnown' });
  home.clock.advance({ minutes: 2 });
  expect(await chief.call('addVehicleKey', { vin, algorithm: 'sm2', keyHex: pair.publicKey })).toMatchObject({ source: 'staff', untilAt: null });
});

test('what is sealed for one car opens for no other and with no other secret; a setting that cannot be understood stops the start', () => {
  const [one, two] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const sealed = sealSecret(one, 'A aes', aesKey);
  expect(unsealSecret(one, 'A aes', sealed)).toEqual(aesKey);
  expect([unsealSecret(one, 'B aes', sealed), unsealSecret(two, 'A aes', sealed), unsealSecret(one, 'A aes', sealed.subarray(1))]).toEqual([undefined, undefined, undefined]);
  expect(() => readVehicleSecrets({ GATEWAY_SECRETS_FILE: named('short', 'abc') })).toThrow('GATEWAY_SECRETS_FILE names a file that does not hold 32 bytes');
  expect(() => readVehicleSecrets({ GATEWAY_RSA_KEY_FILE: named('none.pem', 'no key') })).toThrow('GATEWAY_RSA_KEY_FILE');
  expect(() => readVehicleSecrets({ GATEWAY_SM2_KEY_FILE: join(dir, 'nowhere') })).toThrow('cannot be read');
});
