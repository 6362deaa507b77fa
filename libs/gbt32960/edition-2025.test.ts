import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  activationInfo, answerTo, careloopProfile, cellVoltageMv, commands, controls, createDialect, decodeFrame, describeFrame, type Draft, encodeFrame, encryptions, type Frame, flags, type Item,
  type Message, readGb18030, readUpgrade, readVendor, readWarning, signedPart, type Upgrade, type VendorProfile, writeGb18030, writeUpgrade, writeWarning,
} from './gbt32960.ts';
import { bytesOf, login2025, realtime2016, realtime2025, workedAt, workedVin } from './worked-frames.ts';

const vin = 'LTEST4E11TA000001';
const time = '1A 03 01 08 1E 0F ';
const sent = (items: Draft<Item>[], edition: 2016 | 2025 = 2025): Uint8Array => encodeFrame({ edition, command: commands.realtime, vin, message: { kind: 'report', at: workedAt, items } });
const raw = (unit: string, edition: 2016 | 2025 = 2025, command: number = commands.realtime): Uint8Array => encodeFrame({ edition, command, vin, message: { kind: 'unread', data: bytesOf(unit) } });
function itemsOf(frame: Frame | undefined): Item[] {
  if (frame?.message.kind !== 'report') throw new Error('no report');
  return frame.message.items;
}

test('one car says the same in both editions, and the same kinds of items come out', () => {
  const [old, young] = [itemsOf(decodeFrame(realtime2016).frame), itemsOf(decodeFrame(realtime2025).frame)];
  for (const kind of ['vehicle', 'motors', 'position', 'alarms', 'cellVoltages', 'temperatures'] as const) expect(young.some((item) => item.kind === kind) && old.some((item) => item.kind === kind)).toBe(true);
  const values = (items: Item[]) => {
    const vehicle = items.find((item) => item.kind === 'vehicle');
    return [vehicle?.speedKmh, vehicle?.odometerKm, vehicle?.totalVoltageV, vehicle?.totalCurrentA, vehicle?.socPct, vehicle?.gear, vehicle?.insulationKohm];
  };
  expect(values(young)).toEqual(values(old));
  expect(young.map((item) => item.offset)).toEqual([30, 49, 61, 72, 91, 106, 113]);
});

test('a login of 2025 written from what a car knows is the worked login', () => {
  const message = { kind: 'login' as const, at: workedAt, serial: 7, iccid: '89860012345678901234', subsystemCount: 2, codeLength: 24, packCounts: [1, 1], codes: ['0TESTPACK000000000000001', '0TESTPACK000000000000002'] };
  expect(encodeFrame({ edition: 2025, command: commands.login, vin: workedVin, message })).toEqual(login2025);
  expect(() => encodeFrame({ edition: 2025, command: commands.login, vin, message: { ...message, packCounts: [1] } })).toThrow('packCounts');
  expect(() => encodeFrame({ edition: 2025, command: commands.login, vin, message: { ...message, codes: [] } })).toThrow('codes');
});

// Every body, from values drawn over its whole printed range.
const tenths = (min: number, max: number) => fc.integer({ min: Math.round(min * 10), max: Math.round(max * 10) }).map((steps) => steps / 10);
const opt = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const int = (min: number, max: number) => opt(fc.integer({ min, max }));
const faults = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 5 });
const dcdc = opt(fc.constantFrom('working', 'open'));
const tempC = int(-40, 210);
const item: fc.Arbitrary<Draft<Item>> = fc.oneof(
  fc.record({
    kind: fc.constant('vehicle'), vehicleState: opt(fc.constantFrom('started', 'off', 'other')), chargingState: opt(fc.constantFrom('parkedCharging', 'drivingCharging', 'notCharging', 'chargeComplete')),
    runningMode: opt(fc.constantFrom('electric', 'hybrid', 'fuel')), speedKmh: opt(tenths(0, 500)), odometerKm: opt(tenths(0, 999999.9)), totalVoltageV: opt(tenths(0, 6000)),
    totalCurrentA: opt(tenths(-3000, 3000)), socPct: int(0, 100), dcdcState: dcdc, gear: opt(fc.constantFrom('neutral', '1', '7', '12', 'reverse', 'drive', 'park')),
    drivingForce: fc.boolean(), brakingForce: fc.boolean(), insulationKohm: int(0, 60000),
  }),
  fc.record({
    kind: fc.constant('motors'), motors: fc.array(fc.record({
      number: int(1, 253), state: opt(fc.constantFrom('consuming', 'generating', 'off', 'ready')), controllerTempC: tempC, speedRpm: int(-32000, 33531), torqueNm: opt(tenths(-20000, 20000)), tempC,
    }), { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('hydrogenSystem'), hydrogenMaxTempC: tempC, hydrogenMaxTempProbe: int(1, 253), hydrogenMaxVolPct: opt(fc.integer({ min: 0, max: 60000 }).map((steps) => steps / 10000)), hydrogenMaxSensor: int(1, 253),
    pressureMaxMpa: opt(tenths(0, 100)), pressureMaxSensor: int(1, 253), dcdcState: dcdc, remainingPct: int(0, 100), dcdcTempC: tempC,
  }),
  fc.record({ kind: fc.constant('engine'), crankshaftRpm: int(0, 60000) }),
  fc.record({
    kind: fc.constant('position'), fixed: fc.boolean(), coordinates: opt(fc.constantFrom('wgs84', 'gcj02', 'other')), longitudeDeg: opt(fc.integer({ min: -180e6, max: 180e6 }).map((steps) => steps / 1e6)),
    latitudeDeg: opt(fc.integer({ min: -90e6, max: 90e6 }).map((steps) => steps / 1e6)),
  }),
  fc.record({
    kind: fc.constant('alarms'), level: int(0, 4), flags: int(0, 0xfffffffd), batteryFaults: faults, motorFaults: faults, engineFaults: faults, otherFaults: faults,
    graded: fc.array(fc.record({ bit: fc.integer({ min: 0, max: 255 }), level: fc.integer({ min: 0, max: 255 }) }), { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('cellVoltages'), subsystems: fc.array(fc.record({ number: int(1, 50), voltageV: opt(tenths(0, 6000)), currentA: opt(tenths(-3000, 3000)), cellMv: fc.uint16Array({ maxLength: 1300 }) }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('temperatures'), subsystems: fc.array(fc.record({ number: int(1, 50), probes: fc.uint8Array({ maxLength: 40 }) }), { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('stacks'), stacks: fc.array(fc.record({
      number: int(1, 253), voltageV: opt(tenths(0, 2000)), currentA: opt(tenths(0, 2000)), hydrogenInletKpa: opt(tenths(-100, 400)), airInletKpa: opt(tenths(-100, 400)), airInletTempC: tempC, probes: fc.uint8Array({ maxLength: 20 }),
    }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('superCapacitor'), number: int(1, 253), voltageV: opt(tenths(0, 1000)), currentA: opt(tenths(-3000, 3000)), cellMv: fc.uint16Array({ maxLength: 60 }), probes: fc.uint8Array({ maxLength: 20 }) }),
  fc.record({
    kind: fc.constant('superCapacitorExtremes'), cellMaxSystem: int(1, 253), cellMaxNumber: int(1, 65531), cellMaxMv: int(0, 60000), cellMinSystem: int(1, 253), cellMinNumber: int(1, 65531), cellMinMv: int(0, 60000),
    tempMaxSystem: int(1, 253), tempMaxProbe: int(1, 65531), tempMaxC: tempC, tempMinSystem: int(1, 253), tempMinProbe: int(1, 65531), tempMinC: tempC,
  }),
  fc.record({ kind: fc.constant('custom'), typeId: fc.integer({ min: 0x80, max: 0xfe }), data: fc.uint8Array({ minLength: 1, maxLength: 60 }) }),
);
const signature = fc.record({ kind: fc.constant('signature' as const), type: fc.nat(255), r: fc.uint8Array({ maxLength: 300 }), s: fc.uint8Array({ maxLength: 40 }) });

/** Every value of `wanted` that is there stands in `got` too; lists element by element. */
function holds(got: unknown, wanted: unknown): void {
  if (typeof wanted !== 'object' || wanted === null || ArrayBuffer.isView(wanted)) return expect(got).toEqual(wanted);
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) holds((got as Record<string, unknown>)[name], value === 0 ? 0 : value);
}

test('every body of 2025 comes back from its bytes with the values it was given, signed or not', () => {
  fc.assert(fc.property(fc.array(item, { maxLength: 6 }), opt(signature), (items, signed) => {
    const all: Draft<Item>[] = signed === undefined ? items : [...items, signed];
    const verdict = decodeFrame(sent(all));
    expect(verdict.ok).toBe(true);
    holds(itemsOf(verdict.frame), all);
    expect(sent(itemsOf(verdict.frame))).toEqual(sent(all));
  }), { numRuns: 400 });
});

test('the messages of trust come back from their bytes, and are told without their keys', () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  const at = fc.integer({ min: 0, max: 2e9 }).map((seconds) => Date.UTC(2001) + seconds * 1000);
  const messages: fc.Arbitrary<Draft<Message>> = fc.oneof(
    fc.record({ kind: fc.constant('activation'), at, chipId: fc.stringMatching(/^[A-Z0-9]{0,16}$/), publicKey: bytes, vin: fc.constant(vin), signature: fc.record({ type: fc.nat(255), r: bytes, s: bytes }) }),
    fc.record({ kind: fc.constant('activationResult'), state: fc.nat(255), info: fc.nat(255) }),
    fc.record({ kind: fc.constant('keyExchange'), keyType: fc.nat(255), key: bytes, from: fc.record({ at }), to: fc.record({ at }) }),
  );
  const command = { activation: commands.activation, activationResult: commands.activationResult, keyExchange: commands.keyExchange } as Record<string, number>;
  fc.assert(fc.property(messages, (message) => {
    const frame = encodeFrame({ edition: 2025, command: command[message.kind]!, vin, message });
    const verdict = decodeFrame(frame);
    expect(verdict.ok).toBe(true);
    holds(verdict.frame?.message, message);
    expect(encodeFrame(verdict.frame!)).toEqual(frame);
    if (message.kind === 'keyExchange') expect(describeFrame(verdict.frame!, 'en')).toContain(`*** (${message.key.length} bytes)`);
  }));
});

test('a key whose validity is no moment is found out, and comes back as it was', () => {
  const frame = raw(`05 00 01 AA ${time}1A 0D 01 00 00 00`, 2025, commands.keyExchange);
  const verdict = decodeFrame(frame);
  expect(verdict).toMatchObject({ ok: false, problems: [{ code: 'impossibleTime', offset: 24 + 4 + 6 }], frame: { message: { kind: 'keyExchange', from: { at: workedAt } } } });
  expect(encodeFrame(verdict.frame!)).toEqual(frame);
});

test('what exists in one edition only is not written in the other', () => {
  expect(() => sent([{ kind: 'extremes' }])).toThrow('does not exist in the 2025 edition');
  expect(() => sent([{ kind: 'stacks', stacks: [] }], 2016)).toThrow('does not exist in the 2016 edition');
  expect(decodeFrame(raw(time, 2016, commands.activation)).frame).toMatchObject({ message: { kind: 'unread' }, oddities: [{ code: 'unknownCommand' }] });
});

test('a signature ends a report, and bytes behind it are kept apart', () => {
  const frame = raw(`${time}04 09 C4 FF 01 00 01 AA 00 01 BB 04 09 C4`);
  const verdict = decodeFrame(frame);
  expect(verdict).toMatchObject({ ok: true, frame: { message: { items: [{ kind: 'engine' }, { kind: 'signature' }], rest: bytesOf('04 09 C4') }, oddities: [{ code: 'trailingBytes', offset: 41 }] } });
  expect(encodeFrame(verdict.frame!)).toEqual(frame);
});

test('what a signature covers ends before the mark, or behind it where the model says so', () => {
  const unit = bytesOf(`${time}04 09 C4 FF 01 00 01 AA 00 01 BB`);
  const frame = decodeFrame(raw(`${time}04 09 C4 FF 01 00 01 AA 00 01 BB`)).frame!;
  expect(signedPart(frame, unit)).toMatchObject({ signature: { type: 1 }, covered: bytesOf(`${time}04 09 C4`) });
  expect(signedPart(frame, unit, createDialect({ signatureCoversMark: true }))?.covered).toEqual(bytesOf(`${time}04 09 C4 FF`));
  expect(signedPart(decodeFrame(raw(`${time}04 09 C4`)).frame!, unit)).toBeUndefined();
  const activation = encodeFrame({ edition: 2025, command: commands.activation, vin, message: { kind: 'activation', at: workedAt, chipId: 'C', publicKey: Uint8Array.of(1, 2), vin, signature: { type: 1, r: Uint8Array.of(3), s: Uint8Array.of(4) } } });
  expect(signedPart(decodeFrame(activation).frame!, activation.subarray(24, -1))?.covered).toEqual(activation.subarray(24, 24 + 6 + 16 + 2 + 2 + 17));
});

test('a model that scales, leaves out lengths or reserves the pedals is read by its dialect, and written by it', () => {
  const dialect = createDialect({
    link: 'platform', coordinates: 'gcj02', scales: { 'motor.torqueNm': { per: 1000, zero: 0 }, 'stack.airInletKpa': { per: 0.1, zero: 0 } }, cellScale: { stepMv: 10, zeroMv: 0 }, bareItems: { 0x81: 2 }, parameterBytes: { 0x80: 3 },
  });
  const same = (frame: Uint8Array): Frame => {
    const verdict = decodeFrame(frame, { dialect });
    expect(verdict.ok).toBe(true);
    expect(encodeFrame(verdict.frame!, { dialect })).toEqual(frame);
    return verdict.frame!;
  };
  expect(itemsOf(same(raw(`${time}02 01 01 01 5F 8E 94 00 00 27 10 58`)))).toMatchObject([{ motors: [{ torqueNm: 10 }] }]);
  expect(itemsOf(same(raw(`${time}30 01 01 0B B8 03 E8 07 D0 00 0A 50 00 00`)))).toMatchObject([{ stacks: [{ hydrogenInletKpa: 100, airInletKpa: 100 }] }]);
  const [cells] = itemsOf(same(raw(`${time}07 01 01 0F 0C 75 AD 00 02 01 90 FF FF`)));
  if (cells?.kind !== 'cellVoltages') throw new Error('no cells');
  expect([0, 1, 2].map((index) => cellVoltageMv(cells.subsystems[0]!, index))).toEqual([4000, undefined, undefined]);
  expect(itemsOf(same(raw(`${time}81 A1 B2 05 00 07 3D 8A A5 01 DC 89 D0`, 2016)))).toMatchObject([{ kind: 'custom', typeId: 0x81, data: bytesOf('A1 B2'), bare: true }, { coordinates: 'gcj02' }]);
  const [vehicle] = itemsOf(same(raw(`${time}01  01 03 01 03 58 00 01 E2 40 0F 0C 27 8D 40 01 2E 09 C4 FF 12`, 2016)));
  expect(vehicle).toMatchObject({ reservedWord: 0xff12, marks: {} });
  expect((vehicle as Item & { kind: 'vehicle' }).acceleratorPct).toBeUndefined();
  expect(same(raw(`${time}02 80 01 02 03 09 1E`, 2025, commands.parameterSetting)).message).toMatchObject({ parameters: [{ id: 0x80, value: bytesOf('01 02 03') }, { id: 9, value: 30 }] });
  expect([0, 1, 2, 3].map((info) => activationInfo({ info }))).toEqual(['success', 'chipKnown', 'vinDuplicate', undefined]);
  expect([0, 1, 2, 3].map((info) => activationInfo({ info }, createDialect({ activationInfoFrom: 1 })))).toEqual([undefined, 'success', 'chipKnown', 'vinDuplicate']);
});

test('answers are given in the form the model wants', () => {
  const logout = raw(`${time}00 07`, 2016, commands.logout);
  const now = workedAt + 60_000;
  const unit = (frame: Uint8Array | undefined): Uint8Array => frame!.subarray(24, -1);
  expect(unit(answerTo(logout, flags.success, { now, dialect: createDialect({ answers: 'echo' }) }))).toEqual(bytesOf('1A 03 01 08 1F 0F 00 07'));
  const key = raw(`05 00 01 AA ${time}${time}`, 2025, commands.keyExchange);
  expect(unit(answerTo(key, flags.success, { now }))).toEqual(new Uint8Array(0));
  expect(unit(answerTo(key, flags.success, { dialect: createDialect({ keyExchangeAnswer: 'echo' }) }))).toEqual(key.subarray(24, -1));
  expect(decodeFrame(answerTo(key, flags.success, { dialect: createDialect({ keyExchangeAnswer: 'echo' }) })!)).toMatchObject({ ok: true, frame: { message: { kind: 'answer', rest: key.subarray(24, -1) } } });
  expect(unit(answerTo(raw('', 2016, commands.timeCalibration), flags.success, { now, dialect: createDialect({ timeInAnswer: false }) }))).toEqual(new Uint8Array(0));
});

test.each([['first', 'binary'], ['first', 'text'], ['late', 'binary'], ['late', 'text']] as const)('a remote upgrade with the URL %s and numbers in %s is written and read, separators inside numbers included', (url, numbers) => {
  const dialect = createDialect({ upgrade: { url, numbers } });
  const upgrade: Upgrade = { apn: 'cmnet', user: 'u', password: 'p', address: '203.0.113.59', port: 0x3b3b, maker: 'MAKE', hardware: 'H1.00', firmware: 'F2.00', url: 'ftp://host/fw.bin', limitMinutes: 59 };
  expect(readUpgrade(writeUpgrade(upgrade, dialect), dialect)).toEqual(upgrade);
  expect(readUpgrade(writeUpgrade({ url: 'ftp://host' }, dialect), dialect)).toEqual({ url: 'ftp://host' });
  expect(readUpgrade(writeUpgrade({ port: 21 }, dialect), dialect)).toEqual({ port: 21 });
});

test('what is no upgrade is not read as one, and nonsense is not written', () => {
  expect(readUpgrade(bytesOf('41 3B 42'))).toBeUndefined();
  expect(readUpgrade(new Uint8Array(0))).toBeUndefined();
  expect(() => writeUpgrade({ address: 'somewhere' })).toThrow('address');
  expect(() => writeUpgrade({ url: 'a;b' })).toThrow('url');
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (data) => void readUpgrade(data)));
});

test('a warning is Chinese text in GB 18030', () => {
  const data = writeWarning({ level: 3, text: '请停车 stop 😀㐀' });
  expect([...data.subarray(0, 3)]).toEqual([3, 0xc7, 0xeb]);
  expect(readWarning(data)).toEqual({ level: 3, text: '请停车 stop 😀㐀' });
  expect(readWarning(bytesOf('FF'))).toEqual({ level: undefined, text: '' });
  const frame = encodeFrame({ edition: 2025, command: commands.control, vin, message: { kind: 'control', at: workedAt, control: controls.warning, data } });
  expect(describeFrame(decodeFrame(frame).frame!, 'zh')).toContain('请停车 stop');
});

test('every character survives GB 18030, but for nineteen of private use that have no place in it', () => {
  const lost: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    if (point === 0xd800) point = 0xe000;
    const text = `车${String.fromCodePoint(point)}`;
    if (readGb18030(writeGb18030(text)) !== text) lost.push(point.toString(16).toUpperCase());
  }
  expect(lost.join(' ')).toBe('E5E5 E78D E78E E78F E790 E791 E792 E793 E794 E795 E796 E81E E826 E82B E82C E832 E843 E854 E864');
});
const noPlace = /[\uE5E5\uE78D-\uE796\uE81E\uE826\uE82B\uE82C\uE832\uE843\uE854\uE864]/g;
test('text of any plane of Unicode survives GB 18030', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme-composite', maxLength: 12 }), (text) => void expect(readGb18030(writeGb18030(text))).toBe(text.toWellFormed().replace(noPlace, '?'))), { numRuns: 300 });
});

test("a maker's item is explained by the first profile that knows it, and by none otherwise", () => {
  const next: VendorProfile = { ...careloopProfile, version: 2, fits: (data) => data[0] === 0x43 && data[2] === 2, read: (data) => ({ lvBatteryMv: { value: data[3]! * 100, raw: data[3]! } }) };
  expect(readVendor({ typeId: 0x80, data: careloopProfile.write({ lvBatteryMv: 12650 }) })).toEqual({ profile: 'careloop', version: 1, values: { lvBatteryMv: { value: 12650, raw: 12650 } } });
  expect(readVendor({ typeId: 0x80, data: careloopProfile.write({}) })?.values.lvBatteryMv).toEqual({ mark: 'invalid', raw: 0xffff });
  expect(readVendor({ typeId: 0x80, data: bytesOf('43 4C 01 8C A1') })?.values.lvBatteryMv).toEqual({ mark: 'outOfRange', raw: 36001 });
  expect(readVendor({ typeId: 0x80, data: bytesOf('43 4C 02 7D') }, [careloopProfile, next])).toMatchObject({ version: 2, values: { lvBatteryMv: { value: 12500 } } });
  expect(readVendor({ typeId: 0x80, data: bytesOf('A1 B2') })).toBeUndefined();
  expect(readVendor({ typeId: 0x81, data: careloopProfile.write({ lvBatteryMv: 1 }) })).toBeUndefined();
  expect(() => careloopProfile.write({ lvBatteryMv: 36001 })).toThrow('lvBatteryMv');
  expect(describeFrame(decodeFrame(sent([{ kind: 'custom', typeId: 0x80, data: careloopProfile.write({ lvBatteryMv: 12650 }) }])).frame!, 'en')).toContain('12 V battery: 12650 mV');
});

test('a data unit is opened by the way the caller gives, and where it cannot be opened that is said', () => {
  const flip = (unit: Uint8Array): Uint8Array => unit.map((byte) => byte ^ 0x5a);
  const frame = encodeFrame({ edition: 2025, command: commands.realtime, vin, encryption: encryptions.sm4, message: { kind: 'report', at: workedAt, items: [{ kind: 'engine', crankshaftRpm: 1 }] } }, { seal: flip });
  expect(decodeFrame(frame, { open: (sealed, header) => (header.encryption === encryptions.sm4 ? flip(sealed) : undefined) })).toMatchObject({ ok: true, frame: { message: { items: [{ crankshaftRpm: 1, offset: 30 }] } } });
  expect(decodeFrame(frame, { open: () => undefined })).toMatchObject({ ok: false, problems: [{ code: 'badDecryption' }], frame: { message: { kind: 'sealed' } } });
  expect(decodeFrame(frame, { open: () => bytesOf(`${time}0A`) })).toMatchObject({ ok: false, problems: [{ code: 'unknownItem', offset: 30 }] });
});
