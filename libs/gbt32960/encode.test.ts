import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCode, commands, type Draft, decodeFrame, encodeFrame, encryptions, type Frame, type FrameDraft, flags, type Item, type Message } from './gbt32960.ts';
import {
  bytesOf, heartbeat2016, heartbeatAnswer2016, login2016, loginAnswer2016, query2016, queryAnswer2016, realtime2016, realtime2025, workedAt, workedVin,
} from './worked-frames.ts';

const vin = 'LTEST4E11TA000001';

function read(bytes: Uint8Array): Frame {
  const verdict = decodeFrame(bytes);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
  return verdict.frame;
}
const sent = (items: Draft<Item>[]): Uint8Array => encodeFrame({ command: commands.realtime, vin, message: { kind: 'report', at: workedAt, items } });
function back(item: Draft<Item>): Item {
  const { message } = read(sent([item]));
  if (message.kind !== 'report') throw new Error(message.kind);
  expect(sent(message.items)).toEqual(sent([item]));
  return message.items[0]!;
}

test.each(Object.entries({ login2016, loginAnswer2016, realtime2016, heartbeat2016, heartbeatAnswer2016, query2016, queryAnswer2016, realtime2025 }))(
  'the worked frame %s comes back byte for byte', (_name, bytes) => {
    const verdict = decodeFrame(bytes);
    expect(encodeFrame(verdict.frame!)).toEqual(bytes);
  });

test('a login written from what a car knows is the worked login', () => {
  expect(encodeFrame({
    command: commands.login, vin: workedVin,
    message: { kind: 'login', at: workedAt, serial: 7, iccid: '89860012345678901234', subsystemCount: 1, codeLength: 24, codes: ['0TESTPACK000000000000001'] },
  })).toEqual(login2016);
});

test('a report written from plain values is the worked report', () => {
  const items: Draft<Item>[] = [
    {
      kind: 'vehicle', vehicleState: 'started', chargingState: 'notCharging', runningMode: 'electric', speedKmh: 85.6, odometerKm: 12345.6,
      totalVoltageV: 385.2, totalCurrentA: 12.5, socPct: 64, dcdcState: 'working', gear: 'drive', drivingForce: true, insulationKohm: 2500,
      acceleratorPct: 18, brakePct: 0,
    },
    { kind: 'motors', motors: [{ number: 1, state: 'consuming', controllerTempC: 55, speedRpm: 4500, torqueNm: 185, tempC: 48, controllerVoltageV: 385 }] },
    { kind: 'position', fixed: true, longitudeDeg: 121.473701, latitudeDeg: 31.230416 },
    {
      kind: 'extremes', cellMaxSubsystem: 1, cellMaxNumber: 3, cellMaxMv: 4012, cellMinSubsystem: 1, cellMinNumber: 2, cellMinMv: 3991,
      tempMaxSubsystem: 1, tempMaxProbe: 1, tempMaxC: 28, tempMinSubsystem: 1, tempMinProbe: 2, tempMinC: 25,
    },
    { kind: 'alarms', level: 1, flags: (1 << 4) | (1 << 11), batteryFaults: [0x00120034], motorFaults: [], engineFaults: [], otherFaults: [] },
    { kind: 'cellVoltages', subsystems: [{ number: 1, voltageV: 385.2, currentA: 12.5, cellCount: 3, firstCell: 1, cellMv: Uint16Array.of(4003, 3991, 4012) }] },
    { kind: 'temperatures', subsystems: [{ number: 1, probes: Uint8Array.of(68, 65) }] },
    { kind: 'custom', typeId: 0x80, data: bytesOf('A1 B2 C3') },
  ];
  expect(encodeFrame({ command: commands.realtime, vin: workedVin, message: { kind: 'report', at: workedAt, items } })).toEqual(realtime2016);
});

test('a value that is missing is sent as invalid, or as its mark says', () => {
  expect(back({ kind: 'engine', state: 'running', marks: { crankshaftRpm: 'abnormal' } })).toMatchObject({ state: 'running', marks: { crankshaftRpm: 'abnormal', fuelLPer100km: 'invalid' } });
  expect(back({ kind: 'vehicle' })).toMatchObject({ raw: { gear: 0xff, insulationKohm: 0xffff, speedKmh: 0xffff, odometerKm: 0xffffffff } });
});

test('a car that reports nonsense on purpose can: the raw integer goes with its mark', () => {
  expect(back({ kind: 'engine', marks: { state: 'unknownCode', crankshaftRpm: 'outOfRange' }, raw: { state: 9, crankshaftRpm: 60001 } }))
    .toMatchObject({ marks: { state: 'unknownCode', crankshaftRpm: 'outOfRange' }, raw: { state: 9, crankshaftRpm: 60001 } });
  expect(() => sent([{ kind: 'engine', marks: { state: 'unknownCode' } }])).toThrow('state is marked unknownCode without its raw integer');
});

test('a list that was missing and is filled in is sent with its true count', () => {
  expect(back({ kind: 'motors', motors: [], marks: { count: 'abnormal' } })).toMatchObject({ motors: [], marks: { count: 'abnormal' } });
  expect(back({ kind: 'motors', motors: [{ number: 1 }], marks: { count: 'abnormal' } })).toMatchObject({ motors: [{ number: 1 }], raw: { count: 1 } });
});

test('a decoded value that is changed is sent as changed', () => {
  const frame = read(realtime2016);
  if (frame.message.kind !== 'report') throw new Error('no report');
  frame.message.items = frame.message.items.map((item) => (item.kind === 'vehicle' ? { ...item, speedKmh: 20, gear: 'park' } : item));
  expect(read(encodeFrame(frame)).message).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ kind: 'vehicle', speedKmh: 20, gear: 'park' })]) });
});

test.each<[string, Draft<Item>, string]>([
  ['a speed above the printed range', { kind: 'vehicle', speedKmh: 221 }, 'speedKmh: 221 is outside 0 to 220'],
  ['a speed that is no number', { kind: 'vehicle', speedKmh: Number.NaN }, 'speedKmh'],
  ['a current below −1000 A', { kind: 'vehicle', totalCurrentA: -1000.1 }, 'totalCurrentA'],
  ['a state nobody defined', { kind: 'vehicle', vehicleState: 'flying' as 'started' }, 'vehicleState: "flying" is not one of started, off, other'],
  ['a gear nobody defined', { kind: 'vehicle', gear: '13' as '12' }, 'gear'],
  ['a brake pedal at 120 %', { kind: 'vehicle', brakePct: 120 }, 'brakePct'],
  ['a latitude beyond the pole', { kind: 'position', fixed: true, latitudeDeg: -91 }, 'latitudeDeg'],
  ['256 cells in one frame', { kind: 'cellVoltages', subsystems: [{ cellMv: new Uint16Array(256) }] }, 'cells in this frame'],
  ['custom data under a type id of the standard', { kind: 'custom', typeId: 0x0a, data: new Uint8Array(1) }, 'type id 10'],
  ['254 motors', { kind: 'motors', motors: Array.from({ length: 254 }, () => ({})) }, 'count'],
])('%s is refused', (_name, item, message) => {
  expect(() => sent([item])).toThrow(RangeError);
  expect(() => sent([item])).toThrow(message);
});

test('an identity that is too long, a missing time and a data unit that is too long are refused', () => {
  expect(() => encodeFrame({ command: commands.heartbeat, vin: `${vin}X`, message: { kind: 'bare' } })).toThrow('vin');
  expect(() => encodeFrame({ command: commands.logout, vin, message: { kind: 'logout', serial: 1 } })).toThrow('time');
  expect(() => encodeFrame({ command: 0xc0, vin, message: { kind: 'unread', data: new Uint8Array(65532) } })).toThrow('65531');
  expect(() => encodeFrame({ command: commands.login, vin, message: { kind: 'login', at: workedAt, serial: 1, iccid: '', subsystemCount: 2, codeLength: 4, codes: ['A'] } })).toThrow('codes');
});

test('an encrypted frame is sealed by the caller, and opened again', () => {
  const flip = (unit: Uint8Array): Uint8Array => unit.map((byte) => byte ^ 0x5a);
  const draft: FrameDraft = { command: commands.logout, vin, encryption: encryptions.aes, message: { kind: 'logout', at: workedAt, serial: 3 } };
  expect(() => encodeFrame(draft)).toThrow('seal');
  const bytes = encodeFrame(draft, { seal: flip });
  const sealed = read(bytes);
  expect(sealed.message.kind).toBe('sealed');
  expect(encodeFrame(sealed)).toEqual(bytes);
  expect(decodeFrame(bytes, { opened: flip(bytes.subarray(24, -1)) })).toMatchObject({ ok: true, frame: { message: { kind: 'logout', serial: 3 } } });
});

// Every body, from values drawn over its whole printed range.
const tenths = (min: number, max: number) => fc.integer({ min: Math.round(min * 10), max: Math.round(max * 10) }).map((steps) => steps / 10);
const opt = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const int = (min: number, max: number) => opt(fc.integer({ min, max }));
const faults = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 5 });
const dcdc = opt(fc.constantFrom('working', 'open'));
const item: fc.Arbitrary<Draft<Item>> = fc.oneof(
  fc.record({
    kind: fc.constant('vehicle'), vehicleState: opt(fc.constantFrom('started', 'off', 'other')),
    chargingState: opt(fc.constantFrom('parkedCharging', 'drivingCharging', 'notCharging', 'chargeComplete')),
    runningMode: opt(fc.constantFrom('electric', 'hybrid', 'fuel')), speedKmh: opt(tenths(0, 220)), odometerKm: opt(tenths(0, 999999.9)),
    totalVoltageV: opt(tenths(0, 1000)), totalCurrentA: opt(tenths(-1000, 1000)), socPct: int(0, 100), dcdcState: dcdc,
    gear: fc.constantFrom('neutral', '1', '7', '12', 'reverse', 'drive', 'park'), drivingForce: fc.boolean(), brakingForce: fc.boolean(),
    insulationKohm: int(0, 60000), acceleratorPct: int(0, 100), brakePct: int(0, 100),
  }),
  fc.record({
    kind: fc.constant('motors'), motors: fc.array(fc.record({
      number: int(1, 253), state: opt(fc.constantFrom('consuming', 'generating', 'off', 'ready')), controllerTempC: int(-40, 210), speedRpm: int(-20000, 45531),
      torqueNm: opt(tenths(-2000, 4553.1)), tempC: int(-40, 210), controllerVoltageV: opt(tenths(0, 6000)), controllerCurrentA: opt(tenths(-1000, 1000)),
    }), { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('fuelCell'), voltageV: opt(tenths(0, 2000)), currentA: opt(tenths(0, 2000)), fuelKgPer100km: opt(fc.integer({ min: 0, max: 60000 }).map((steps) => steps / 100)),
    probes: fc.uint8Array({ maxLength: 20 }), hydrogenMaxTempC: opt(tenths(-40, 200)), hydrogenMaxTempProbe: int(1, 252), hydrogenMaxMgPerKg: int(0, 60000),
    hydrogenMaxSensor: int(1, 252), pressureMaxMpa: opt(tenths(0, 100)), pressureMaxSensor: int(1, 252), dcdcState: dcdc,
  }),
  fc.record({ kind: fc.constant('engine'), state: opt(fc.constantFrom('running', 'off')), crankshaftRpm: int(0, 60000), fuelLPer100km: opt(fc.integer({ min: 0, max: 60000 }).map((steps) => steps / 100)) }),
  fc.record({
    kind: fc.constant('position'), fixed: fc.boolean(), longitudeDeg: opt(fc.integer({ min: -180e6, max: 180e6 }).map((steps) => steps / 1e6)),
    latitudeDeg: opt(fc.integer({ min: -90e6, max: 90e6 }).map((steps) => steps / 1e6)),
  }),
  fc.record({
    kind: fc.constant('extremes'), cellMaxSubsystem: int(1, 250), cellMaxNumber: int(1, 250), cellMaxMv: int(0, 15000), cellMinSubsystem: int(1, 250),
    cellMinNumber: int(1, 250), cellMinMv: int(0, 15000), tempMaxSubsystem: int(1, 250), tempMaxProbe: int(1, 250), tempMaxC: int(-40, 210),
    tempMinSubsystem: int(1, 250), tempMinProbe: int(1, 250), tempMinC: int(-40, 210),
  }),
  fc.record({ kind: fc.constant('alarms'), level: int(0, 3), flags: int(0, 0xfffffffd), batteryFaults: faults, motorFaults: faults, engineFaults: faults, otherFaults: faults }),
  fc.record({
    kind: fc.constant('cellVoltages'), subsystems: fc.array(fc.record({
      number: int(1, 250), voltageV: opt(tenths(0, 1000)), currentA: opt(tenths(-1000, 1000)), cellCount: int(1, 65531), firstCell: int(1, 65531),
      cellMv: fc.uint16Array({ maxLength: 255 }),
    }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('temperatures'), subsystems: fc.array(fc.record({ number: int(1, 250), probes: fc.uint8Array({ maxLength: 40 }) }), { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('custom'), typeId: fc.integer({ min: 0x80, max: 0xfe }), data: fc.uint8Array({ minLength: 1, maxLength: 60 }) }),
);

/** Every value of `wanted` that is there stands in `got` too; lists element by element. */
function holds(got: unknown, wanted: unknown): void {
  if (typeof wanted !== 'object' || wanted === null || ArrayBuffer.isView(wanted)) return expect(got).toEqual(wanted);
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) holds((got as Record<string, unknown>)[name], value === 0 ? 0 : value);
}

test('every body comes back from its bytes with the values it was given', () => {
  fc.assert(fc.property(fc.array(item, { maxLength: 6 }), (items) => {
    const { message } = read(sent(items));
    holds((message as Message & { kind: 'report' }).items, items);
    expect(sent((message as Message & { kind: 'report' }).items)).toEqual(sent(items));
  }), { numRuns: 400 });
});

// Any data unit inside a sound frame; half of them built of type ids and small numbers, so that many bodies come out whole.
const unit = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc.array(fc.oneof(fc.nat(9), fc.nat(255), fc.constantFrom(0x80, 0xfe, 0xff, 0, 1)), { maxLength: 120 }).map((bytes) => Uint8Array.from(bytes)),
  fc.uint8Array({ maxLength: 90 }).map((bytes) => Uint8Array.of(0x1a, 3, 1, 8, 30, 15, ...bytes)),
  fc.tuple(fc.nat(9), fc.array(fc.constantFrom(0, 1, 2, 3, 0x0f, 0xfe, 0xff), { minLength: 30, maxLength: 60 })).map(([id, bytes]) => Uint8Array.of(0x1a, 3, 1, 8, 30, 15, id, ...bytes)),
);
const command = fc.oneof(fc.constantFrom(1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 0x80, 0x81, 0x82), fc.nat(255));

test('any data unit in a sound frame gets a verdict, and comes back byte for byte, damaged parts included', () => {
  fc.assert(fc.property(unit, command, fc.constantFrom(0xfe, 0xfe, 0xfe, 1, 2), fc.constantFrom(2016 as const, 2025 as const), fc.constantFrom(1, 1, 1, 3), (data, id, flag, edition, encryption) => {
    const bytes = encodeFrame({ edition, command: id, flag, vin, encryption, message: { kind: 'sealed', data } });
    const verdict = decodeFrame(bytes);
    if (verdict.ok) expect('problems' in verdict).toBe(false);
    else expect(verdict.problems).not.toEqual([]);
    expect(encodeFrame(verdict.frame!)).toEqual(bytes);
  }), { numRuns: 4000 });
});

test('any bytes whatsoever get a verdict and never a throw', () => {
  const start = fc.constantFrom([], [0x23, 0x23], [0x24, 0x24], [...realtime2016.subarray(0, 24)], [...realtime2016.subarray(0, 60)]);
  fc.assert(fc.property(start, fc.uint8Array({ maxLength: 120 }), fc.boolean(), (head, tail, readDamaged) => {
    const bytes = Uint8Array.of(...head, ...tail);
    const verdict = decodeFrame(bytes, { readDamaged });
    if (verdict.ok) expect(checkCode(bytes)).toBe(bytes.at(-1));
    else expect(verdict.problems.length).toBeGreaterThan(0);
  }), { numRuns: 2000 });
});

test('a decoded answer to a query says what the parameters are', () => {
  expect(read(queryAnswer2016)).toMatchObject({ flag: flags.success, message: { kind: 'parameters', parameters: [{ id: 2, value: 10 }, { id: 9, value: 30 }] } });
});
