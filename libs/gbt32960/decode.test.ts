import { expect, test } from 'vitest';
import { type Frame, type Item, type Verdict, commands, decodeFrame, encodeFrame, flags, probeC } from './gbt32960.ts';
import {
  bytesOf, heartbeat2016, login2016, loginAnswer2016, realtime2016, workedAt, workedVin,
} from './worked-frames.ts';

function read(bytes: Uint8Array): Frame {
  const verdict = decodeFrame(bytes);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
  return verdict.frame;
}
function itemsOf(frame: Frame | undefined): Item[] {
  if (frame?.message.kind !== 'report') throw new Error(`a ${frame?.message.kind} is no report`);
  return frame.message.items;
}
function itemOf<K extends Item['kind']>(frame: Frame, kind: K): Item & { kind: K } {
  const item = itemsOf(frame).find((one) => one.kind === kind);
  if (item === undefined) throw new Error(`no ${kind}`);
  return item as Item & { kind: K };
}
const codesOf = (verdict: Verdict): string[] => (verdict.ok ? [] : verdict.problems.map((problem) => problem.code));

/** A whole frame around a data unit given in hex, without going through the encoder of messages. */
function wrap(command: number, unit: string, more: { flag?: number; encryption?: number; edition?: 2016 | 2025 } = {}): Uint8Array {
  return encodeFrame({ command, vin: 'LTEST4E11TA000001', ...more, message: { kind: more.encryption === undefined ? 'unread' : 'sealed', data: bytesOf(unit) } });
}
const time = '1A 03 01 08 1E 0F ';
const report = (items: string): Uint8Array => wrap(commands.realtime, time + items);

test('a login tells when, the serial, the SIM card and the codes of the batteries', () => {
  const frame = read(login2016);
  expect(frame).toMatchObject({ edition: 2016, command: commands.login, flag: flags.command, vin: workedVin, encryption: 1, oddities: [] });
  expect(frame.message).toMatchObject({
    kind: 'login', at: workedAt, serial: 7, iccid: '89860012345678901234', subsystemCount: 1, codeLength: 24, codes: ['0TESTPACK000000000000001'],
  });
});

test('a report tells what the car does, in real units', () => {
  const frame = read(realtime2016);
  expect(frame.message).toMatchObject({ kind: 'report', at: workedAt });
  expect(itemOf(frame, 'vehicle')).toMatchObject({
    vehicleState: 'started', chargingState: 'notCharging', runningMode: 'electric', speedKmh: 85.6, odometerKm: 12345.6, totalVoltageV: 385.2,
    totalCurrentA: 12.5, socPct: 64, dcdcState: 'working', gear: 'drive', drivingForce: true, brakingForce: false, insulationKohm: 2500,
    acceleratorPct: 18, brakePct: 0, brakeOn: false, marks: {}, offset: 30, length: 21,
  });
  expect(itemOf(frame, 'vehicle').raw).toMatchObject({ speedKmh: 856, totalCurrentA: 10125 });
  const [motor] = itemOf(frame, 'motors').motors;
  expect(motor).toMatchObject({ number: 1, state: 'consuming', controllerTempC: 55, speedRpm: 4500, torqueNm: 185, tempC: 48, controllerVoltageV: 385 });
  expect(motor!.controllerCurrentA).toBeUndefined();
  expect(motor).toMatchObject({ marks: { controllerCurrentA: 'invalid' }, raw: { controllerCurrentA: 0xffff } });
  expect(itemOf(frame, 'position')).toMatchObject({ fixed: true, longitudeDeg: 121.473701, latitudeDeg: 31.230416 });
  expect(itemOf(frame, 'extremes')).toMatchObject({
    cellMaxMv: 4012, cellMaxSubsystem: 1, cellMaxNumber: 3, cellMinMv: 3991, cellMinNumber: 2, tempMaxC: 28, tempMaxProbe: 1, tempMinC: 25, tempMinProbe: 2,
  });
  expect(itemOf(frame, 'alarms')).toMatchObject({ level: 1, flags: 0x810, batteryFaults: [0x00120034], motorFaults: [], engineFaults: [], otherFaults: [] });
  expect(itemOf(frame, 'cellVoltages').subsystems).toMatchObject([
    { number: 1, voltageV: 385.2, currentA: 12.5, cellCount: 3, firstCell: 1, cellMv: Uint16Array.of(4003, 3991, 4012) }]);
  expect([...itemOf(frame, 'temperatures').subsystems[0]!.probes].map(probeC)).toEqual([28, 25]);
  expect(itemOf(frame, 'custom')).toMatchObject({ typeId: 0x80, data: Uint8Array.of(0xa1, 0xb2, 0xc3) });
  expect(itemsOf(frame).map((item) => item.offset)).toEqual([30, 51, 65, 75, 90, 104, 122, 129]);
});

test('a fuel cell, its probes and its hydrogen are read, and so is an engine', () => {
  const frame = read(report('03 0B B8 03 E8 00 7B 00 02 5A 5B 04 4C 03 00 64 02 01 5E 01 01  04 01 09 C4 02 8A'));
  expect(itemOf(frame, 'fuelCell')).toMatchObject({
    voltageV: 300, currentA: 100, fuelKgPer100km: 1.23, probes: Uint8Array.of(90, 91), hydrogenMaxTempC: 70, hydrogenMaxTempProbe: 3,
    hydrogenMaxMgPerKg: 100, hydrogenMaxSensor: 2, pressureMaxMpa: 35, pressureMaxSensor: 1, dcdcState: 'working', marks: {},
  });
  expect(itemOf(frame, 'engine')).toMatchObject({ state: 'running', crankshaftRpm: 2500, fuelLPer100km: 6.5 });
});

test('abnormal, invalid, out of range and never defined are four different things, and none is a number', () => {
  const vehicle = itemOf(read(report('01  07 FE FF 08 99 FF FF FF FE 0F 0C 4E 21 65 01 00 09 C4 12 00')), 'vehicle');
  expect(vehicle.marks).toEqual({
    vehicleState: 'unknownCode', chargingState: 'abnormal', runningMode: 'invalid', speedKmh: 'outOfRange', odometerKm: 'abnormal',
    totalCurrentA: 'outOfRange', socPct: 'outOfRange',
  });
  for (const name of Object.keys(vehicle.marks) as (keyof typeof vehicle.marks)[]) expect(vehicle[name]).toBeUndefined();
  expect(vehicle).toMatchObject({ raw: { vehicleState: 7, speedKmh: 2201, totalCurrentA: 20001, socPct: 101 } });
});

test('0xFEFE in a word is out of range, not abnormal', () => {
  const vehicle = itemOf(read(report('01  01 03 01 FE FE 00 01 E2 40 0F 0C 27 8D 40 01 2E 09 C4 12 00')), 'vehicle');
  expect(vehicle.marks).toEqual({ speedKmh: 'outOfRange' });
});

test('a sentinel where the standard defines none counts as missing and is noted', () => {
  const frame = read(report('01  01 03 01 03 58 00 01 E2 40 0F 0C 27 8D 40 01 FF FF FF 12 00'));
  expect(itemOf(frame, 'vehicle')).toMatchObject({ marks: { gear: 'invalid', insulationKohm: 'invalid' } });
  expect(frame.oddities.map(({ code, offset }) => [code, offset])).toEqual([['sentinelNotDefined', 47], ['sentinelNotDefined', 46]]);
});

test.each([
  ['0F', { gear: 'park', drivingForce: false, brakingForce: false }], ['1D', { gear: 'reverse', brakingForce: true }], ['20', { gear: 'neutral', drivingForce: true }],
  ['3C', { gear: '12', drivingForce: true, brakingForce: true }],
])('gear byte %s is read bit by bit', (byte, expected) => {
  expect(itemOf(read(report(`01  01 03 01 03 58 00 01 E2 40 0F 0C 27 8D 40 01 ${byte} 09 C4 12 00`)), 'vehicle')).toMatchObject(expected);
});

test('a brake pedal may only tell that it is pressed', () => {
  const vehicle = itemOf(read(report('01  01 03 01 03 58 00 01 E2 40 0F 0C 27 8D 40 01 2E 09 C4 12 65')), 'vehicle');
  expect(vehicle).toMatchObject({ brakeOn: true, marks: {} });
  expect(vehicle.brakePct).toBeUndefined();
});

test('south and west are negative, and without a fix the last position is kept', () => {
  expect(itemOf(read(report('05 07 04 4A A2 00 02 09 7C 30')), 'position')).toMatchObject({ fixed: false, longitudeDeg: -72, latitudeDeg: -34.176048 });
});

test('on the equator there is no minus nought', () => {
  const position = itemOf(read(report('05 06 00 00 00 00 00 00 00 00')), 'position');
  expect([Object.is(position.latitudeDeg, 0), Object.is(position.longitudeDeg, 0), position.raw.state]).toEqual([true, true, 6]);
});

test('a coordinate off the globe is out of range', () => {
  expect(itemOf(read(report('05 00 0A BA 95 01 05 5D 4A 81')), 'position').marks).toEqual({ longitudeDeg: 'outOfRange', latitudeDeg: 'outOfRange' });
});

test('a battery told in two subsystems keeps its cells apart', () => {
  const frame = read(report('08 02  01 0F 0C 27 8D 00 03 00 01 02 0F A3 FF FE  02 0F 0C 27 8D 01 2C 00 C9 01 FF FF'));
  expect(itemOf(frame, 'cellVoltages').subsystems).toMatchObject([
    { number: 1, cellCount: 3, firstCell: 1, cellMv: Uint16Array.of(4003, 0xfffe) }, { number: 2, cellCount: 300, firstCell: 201, cellMv: Uint16Array.of(0xffff) }]);
});

test('a first cell of nought and 255 cells in a frame are taken and noted', () => {
  const frame = read(report(`08 01 01 0F 0C 27 8D 00 FF 00 00 FF ${'0F A0 '.repeat(255)}`));
  expect(itemOf(frame, 'cellVoltages').subsystems[0]).toMatchObject({ marks: { firstCell: 'outOfRange' }, raw: { firstCell: 0 } });
  expect(itemOf(frame, 'cellVoltages').subsystems[0]!.cellMv).toHaveLength(255);
  expect(frame.oddities.map((oddity) => oddity.code)).toEqual(['numberOutOfRange']);
});

test('a count that is a sentinel has no list behind it', () => {
  const frame = read(report('02 FE  07 FE FF FF FF FF FF FE FF FE  08 FF  09 01 01 FF FF  03 FF FF FF FF FF FF FF FE FF FF FF FF FF FF FF FF FF FF'));
  expect(itemOf(frame, 'motors')).toMatchObject({ motors: [], marks: { count: 'abnormal' } });
  expect(itemOf(frame, 'alarms')).toMatchObject({ batteryFaults: [], marks: { level: 'abnormal', flags: 'invalid', batteryFaultCount: 'invalid', motorFaultCount: 'abnormal' } });
  expect(itemOf(frame, 'cellVoltages')).toMatchObject({ subsystems: [], marks: { count: 'invalid' } });
  expect(itemOf(frame, 'temperatures').subsystems[0]).toMatchObject({ probes: new Uint8Array(0), marks: { probeCount: 'invalid' } });
  expect(itemOf(frame, 'fuelCell')).toMatchObject({ probes: new Uint8Array(0), marks: { probeCount: 'abnormal' } });
});

test('reserved alarm bits are kept and noted', () => {
  const frame = read(report('07 00 80 00 00 01 00 00 00 00'));
  expect(itemOf(frame, 'alarms').flags).toBe(0x80000001);
  expect(frame.oddities).toMatchObject([{ code: 'reservedBits', offset: 32 }]);
});

test('the same kind of item may come twice, and the order is free', () => {
  expect(itemsOf(read(report('04 01 00 00 00 00  05 01 00 00 00 00 00 00 00 00  04 02 FF FF FF FF'))).map((item) => item.kind)).toEqual(['engine', 'position', 'engine']);
});

test('items before an unknown one are kept, and what follows stays as bytes', () => {
  const verdict = decodeFrame(report('04 01 09 C4 02 8A  0A 01 02 03'));
  expect(verdict).toMatchObject({ ok: false, problems: [{ code: 'unknownItem', offset: 36 }], frame: { message: { items: [{ kind: 'engine' }], rest: bytesOf('0A 01 02 03') } } });
});

test('a maker who forgets the length of his own data is found out, and the items before are kept', () => {
  const verdict = decodeFrame(report('04 01 09 C4 02 8A  80 A1 B2 C3'));
  expect(verdict).toMatchObject({ ok: false, problems: [{ code: 'truncated', offset: 36 }], frame: { message: { items: [{ kind: 'engine' }], rest: bytesOf('80 A1 B2 C3') } } });
});

test('what was odd in an item that could not be read is not told', () => {
  const verdict = decodeFrame(report('07 00 80 00 00 01 00 00 05'));
  expect(verdict).toMatchObject({ ok: false, problems: [{ code: 'truncated', offset: 30 }], frame: { oddities: [] } });
});

test('a count that lies is found out without making a list for it', () => {
  expect(decodeFrame(report('02 FD 01 01 01'))).toMatchObject({ ok: false, problems: [{ code: 'truncated', offset: 30 }], frame: { message: { items: [] } } });
  expect(codesOf(decodeFrame(report('09 01 01 FF FD 44')))).toEqual(['truncated']);
});

test('a time that is no moment is a problem, and the items are still there', () => {
  const verdict = decodeFrame(wrap(commands.realtime, '1A 02 1E 08 1E 0F  04 01 09 C4 02 8A'));
  expect(verdict).toMatchObject({ ok: false, problems: [{ code: 'impossibleTime', offset: 24 }], frame: { message: { at: undefined, items: [{ kind: 'engine' }] } } });
});

test('what did not change in 2025 is read: logout, heartbeat and answers', () => {
  expect(read(wrap(commands.logout, `${time}00 07`, { edition: 2025 })).message).toMatchObject({ kind: 'logout', at: workedAt, serial: 7 });
  expect(read(wrap(commands.heartbeat, '', { edition: 2025 })).message).toEqual({ kind: 'bare' });
  expect(read(wrap(commands.realtime, time, { edition: 2025, flag: flags.badSignature })).message).toMatchObject({ kind: 'answer', at: workedAt });
});

test('a platform logs in and out', () => {
  const unit = `${time}00 01 ${'41'.repeat(3)}${'00'.repeat(9)} ${'70'.repeat(20)} 03`;
  expect(read(wrap(commands.platformLogin, unit)).message).toMatchObject({ kind: 'platformLogin', at: workedAt, serial: 1, user: 'AAA', password: 'p'.repeat(20), encryptionRule: 3 });
  expect(read(wrap(commands.platformLogout, `${time}00 01`)).message).toMatchObject({ kind: 'logout', serial: 1 });
});

test('answers are taken in the short form, with an echo, and empty', () => {
  expect(read(loginAnswer2016).message).toMatchObject({ kind: 'answer', at: workedAt });
  expect(read(wrap(commands.login, `${time}00 07`, { flag: flags.error })).message).toMatchObject({ kind: 'answer', at: workedAt, rest: bytesOf('00 07') });
  expect(read(wrap(commands.heartbeat, '', { flag: flags.success })).message).toEqual({ kind: 'answer' });
});

test('an encrypted data unit stays sealed until the caller opens it', () => {
  const frame = wrap(commands.logout, 'AA BB CC', { encryption: 3 });
  expect(read(frame).message).toMatchObject({ kind: 'sealed', data: bytesOf('AA BB CC') });
  const opened = decodeFrame(frame, { opened: bytesOf(`${time}00 09`) });
  expect(opened).toMatchObject({ ok: true, frame: { encryption: 3, message: { kind: 'logout', serial: 9 } } });
});

test('an unknown command keeps its bytes', () => {
  const frame = read(wrap(0x33, '01 02 03'));
  expect(frame.message).toMatchObject({ kind: 'unread', data: bytesOf('01 02 03') });
  expect(frame.oddities).toMatchObject([{ code: 'unknownCommand', offset: 2 }]);
  expect(read(wrap(0xc0, '01')).oddities).toEqual([]);
});

test('bytes behind the end of a message are kept and noted', () => {
  const frame = read(wrap(commands.logout, `${time}00 09 55`));
  expect(frame).toMatchObject({ message: { serial: 9, rest: bytesOf('55') }, oddities: [{ code: 'trailingBytes', offset: 32 }] });
});

test('an identity, a flag or an encryption out of the ordinary is noted', () => {
  const frame = read(encodeFrame({ command: commands.heartbeat, flag: 0x55, vin: 'ABC\nDEF', encryption: 9, message: { kind: 'answer' } }));
  expect(frame.oddities.map((oddity) => oddity.code)).toEqual(['unknownFlag', 'unreadableVin', 'unknownEncryption']);
});

test('one wrong bit anywhere behind the start symbol is noticed', () => {
  for (let at = 2; at < realtime2016.length; at++) {
    const bent = realtime2016.slice();
    bent[at]! ^= 0x10;
    const codes = codesOf(decodeFrame(bent));
    expect(codes[0]).toBe(at === 22 || at === 23 ? 'lengthMismatch' : 'badCheckCode');
  }
});

test('a frame cut at any byte gets a verdict, and a damaged one can still be looked at', () => {
  for (let length = 0; length < realtime2016.length; length++) {
    const verdict = decodeFrame(realtime2016.subarray(0, length));
    expect(codesOf(verdict)).toEqual([length < 25 ? 'tooShort' : 'lengthMismatch']);
    expect(verdict.frame).toBeUndefined();
  }
  const looked = decodeFrame(realtime2016.subarray(0, 60), { readDamaged: true });
  expect(looked.ok).toBe(false);
  expect(itemsOf(looked.frame).map((item) => item.kind)).toEqual(['vehicle']);
});

test('bytes that begin with neither ## nor $$ are no frame', () => {
  expect(codesOf(decodeFrame(bytesOf('23 24 07 FE')))).toEqual(['noStartSymbol']);
  expect(codesOf(decodeFrame(new Uint8Array(0)))).toEqual(['tooShort']);
});

test('a data unit of 65532 bytes cannot be', () => {
  const bytes = new Uint8Array(25 + 65532);
  bytes.set(heartbeat2016.subarray(0, 24));
  bytes.set([0xff, 0xfc], 22);
  expect(codesOf(decodeFrame(bytes))).toEqual(['impossibleLength']);
});

test('a data unit cut at any byte of a report keeps the items before the cut', () => {
  const unit = realtime2016.subarray(24, -1);
  const ends = itemsOf(read(realtime2016)).map((item) => item.offset + item.length - 24);
  for (let length = 6; length <= unit.length; length++) {
    const verdict = decodeFrame(encodeFrame({ command: commands.realtime, vin: workedVin, message: { kind: 'unread', data: unit.subarray(0, length) } }));
    expect(itemsOf(verdict.frame)).toHaveLength(ends.filter((end) => end <= length).length);
    expect(verdict.ok).toBe(length === 6 || ends.includes(length));
  }
});
