// Data units as a link carries them, one for each row of the tables in README.md and some for the corners of a row, each with
// what it means. Made by hand from the tables of the standard, with identities that belong to no vehicle.
import type { Edition } from './frame-header.ts';

/** `row`: the row of the table, `edition name`. `unit`: the data unit in hex; a report's items come behind their time. */
export interface Fixture { row: string; edition: Edition; command: number; flag?: number; unit: string; means: object; oddities?: string[] }

const time = '1A 03 01 08 1E 0F ';
export const fixtureAt = Date.UTC(2026, 2, 1, 0, 30, 15);

const item = (edition: Edition, row: string, bytes: string, means: object, oddities?: string[]): Fixture =>
  ({ row, edition, command: 2, unit: time + bytes, means: { kind: 'report', at: fixtureAt, items: [means] }, oddities });
const message = (edition: Edition, row: string, command: number, unit: string, means: object, flag?: number): Fixture => ({ row, edition, command, flag, unit, means });

const both = (row: string, command: number, unit: string, means: object, flag?: number): Fixture[] =>
  ([2016, 2025] as const).map((edition) => message(edition, row, command, unit, means, flag));

const iccid = '38 39 38 36 30 30 31 32 33 34 35 36 37 38 39 30 31 32 33 34 ';
const pack = (last: string): string => `30 54 45 53 54 50 41 43 4B ${'30 '.repeat(14)}${last} `;

const items2016: Fixture[] = [
  item(2016, 'vehicle', '01  01 03 01 03 58 00 01 E2 40 0F 0C 27 8D 40 01 2E 09 C4 12 00', {
    kind: 'vehicle', vehicleState: 'started', chargingState: 'notCharging', runningMode: 'electric', speedKmh: 85.6, odometerKm: 12345.6, totalVoltageV: 385.2,
    totalCurrentA: 12.5, socPct: 64, dcdcState: 'working', gear: 'drive', drivingForce: true, brakingForce: false, insulationKohm: 2500, acceleratorPct: 18, brakePct: 0, brakeOn: false,
  }),
  item(2016, 'vehicle', '01  02 01 02 00 00 00 98 96 7F 27 10 00 00 64 02 1F EA 60 64 65', {
    vehicleState: 'off', chargingState: 'parkedCharging', runningMode: 'hybrid', speedKmh: 0, odometerKm: 999999.9, totalVoltageV: 1000, totalCurrentA: -1000, socPct: 100,
    dcdcState: 'open', gear: 'park', brakingForce: true, insulationKohm: 60000, acceleratorPct: 100, brakeOn: true,
  }),
  item(2016, 'vehicle', '01  07 FE FF 08 99 FF FF FF FE 0F 0C 4E 21 65 01 00 EA 61 12 66', {
    marks: {
      vehicleState: 'unknownCode', chargingState: 'abnormal', runningMode: 'invalid', speedKmh: 'outOfRange', odometerKm: 'abnormal', totalCurrentA: 'outOfRange',
      socPct: 'outOfRange', insulationKohm: 'outOfRange', brakePct: 'outOfRange',
    }, raw: { vehicleState: 7, speedKmh: 2201, odometerKm: 0xfffffffe, totalCurrentA: 20001, socPct: 101, insulationKohm: 60001, brakePct: 102 },
  }),
  item(2016, 'motors', '02 02  01 01 5F 5F B4 55 5A 58 0F 0A FF FF  02 03 28 4E 20 4E 20 28 FF FE 27 10', {
    kind: 'motors', motors: [
      { number: 1, state: 'consuming', controllerTempC: 55, speedRpm: 4500, torqueNm: 185, tempC: 48, controllerVoltageV: 385, marks: { controllerCurrentA: 'invalid' } },
      { number: 2, state: 'off', controllerTempC: 0, speedRpm: 0, torqueNm: 0, tempC: 0, controllerCurrentA: 0, marks: { controllerVoltageV: 'abnormal' } },
    ],
  }),
  item(2016, 'fuelCell', '03 0B B8 03 E8 00 7B 00 02 5A 5B 04 4C 03 00 64 02 01 5E 01 01', {
    kind: 'fuelCell', voltageV: 300, currentA: 100, fuelKgPer100km: 1.23, probes: Uint8Array.of(90, 91), hydrogenMaxTempC: 70, hydrogenMaxTempProbe: 3,
    hydrogenMaxMgPerKg: 100, hydrogenMaxSensor: 2, pressureMaxMpa: 35, pressureMaxSensor: 1, dcdcState: 'working', marks: {},
  }),
  item(2016, 'engine', '04 01 09 C4 02 8A', { kind: 'engine', state: 'running', crankshaftRpm: 2500, fuelLPer100km: 6.5 }),
  item(2016, 'position', '05 00 07 3D 8A A5 01 DC 89 D0', { kind: 'position', fixed: true, longitudeDeg: 121.473701, latitudeDeg: 31.230416, coordinates: 'wgs84' }),
  item(2016, 'position', '05 07 04 4A A2 00 02 09 7C 30', { fixed: false, longitudeDeg: -72, latitudeDeg: -34.176048 }),
  item(2016, 'extremes', '06 01 03 0F AC 01 02 0F 97 01 01 44 01 02 41', {
    kind: 'extremes', cellMaxSubsystem: 1, cellMaxNumber: 3, cellMaxMv: 4012, cellMinSubsystem: 1, cellMinNumber: 2, cellMinMv: 3991, tempMaxSubsystem: 1, tempMaxProbe: 1,
    tempMaxC: 28, tempMinSubsystem: 1, tempMinProbe: 2, tempMinC: 25,
  }),
  item(2016, 'alarms', '07 03 00 00 08 10 01 00 12 00 34 01 FF FF FF FF 01 00 00 00 01 01 00 00 00 02', {
    kind: 'alarms', level: 3, flags: 0x810, batteryFaults: [0x00120034], motorFaults: [0xffffffff], engineFaults: [1], otherFaults: [2], marks: {},
  }),
  item(2016, 'cellVoltages', '08 02  01 0F 0C 27 8D 00 03 00 01 02 0F A3 FF FE  02 0F 0C FF FF 01 2C 00 C9 01 FF FF', {
    kind: 'cellVoltages', subsystems: [
      { number: 1, voltageV: 385.2, currentA: 12.5, cellCount: 3, firstCell: 1, cellMv: Uint16Array.of(4003, 0xfffe) },
      { number: 2, cellCount: 300, firstCell: 201, cellMv: Uint16Array.of(0xffff), marks: { currentA: 'invalid' } },
    ],
  }),
  item(2016, 'temperatures', '09 02  01 00 02 44 41  02 00 00', {
    kind: 'temperatures', subsystems: [{ number: 1, probes: Uint8Array.of(68, 65) }, { number: 2, probes: new Uint8Array(0) }],
  }),
  item(2016, 'custom', '80 00 03 A1 B2 C3', { kind: 'custom', typeId: 0x80, data: Uint8Array.of(0xa1, 0xb2, 0xc3) }),
  item(2016, 'custom', 'FE 00 01 FF', { kind: 'custom', typeId: 0xfe, data: Uint8Array.of(0xff) }),
];

const items2025: Fixture[] = [
  item(2025, 'vehicle', '01  01 03 01 03 58 00 01 E2 40 0F 0C 75 AD 40 01 2E 09 C4', {
    kind: 'vehicle', vehicleState: 'started', chargingState: 'notCharging', runningMode: 'electric', speedKmh: 85.6, odometerKm: 12345.6, totalVoltageV: 385.2,
    totalCurrentA: 12.5, socPct: 64, dcdcState: 'working', gear: 'drive', drivingForce: true, brakingForce: false, insulationKohm: 2500, marks: {},
  }),
  item(2025, 'vehicle', '01  03 04 03 13 88 00 00 00 00 EA 60 EA 60 00 02 B2 FF FF', {
    vehicleState: 'other', chargingState: 'chargeComplete', runningMode: 'fuel', speedKmh: 500, totalVoltageV: 6000, totalCurrentA: 3000, drivingForce: true, brakingForce: true,
    marks: { gear: 'invalid', insulationKohm: 'invalid' },
  }),
  item(2025, 'vehicle', '01  FE FF 04 13 89 00 98 96 80 FF FE EA 61 FF 00 0F FF FE', {
    gear: 'park', marks: {
      vehicleState: 'abnormal', chargingState: 'invalid', runningMode: 'unknownCode', speedKmh: 'outOfRange', odometerKm: 'outOfRange', totalVoltageV: 'abnormal',
      totalCurrentA: 'outOfRange', socPct: 'invalid', dcdcState: 'unknownCode', insulationKohm: 'abnormal',
    }, raw: { runningMode: 4, speedKmh: 5001, odometerKm: 10000000, totalCurrentA: 60001, dcdcState: 0 },
  }),
  item(2025, 'motors', '02 02  01 01 5F 8E 94 00 03 14 7A 58  02 02 28 7D 00 00 00 00 00 FF', {
    kind: 'motors', motors: [
      { number: 1, state: 'consuming', controllerTempC: 55, speedRpm: 4500, torqueNm: 185, tempC: 48 },
      { number: 2, state: 'generating', controllerTempC: 0, speedRpm: 0, torqueNm: -20000, marks: { tempC: 'invalid' } },
    ],
  }),
  item(2025, 'hydrogenSystem', '03 00 69 02 04 D2 01 02 BC 03 01 50 5A', {
    kind: 'hydrogenSystem', hydrogenMaxTempC: 65, hydrogenMaxTempProbe: 2, hydrogenMaxVolPct: 0.1234, hydrogenMaxSensor: 1, pressureMaxMpa: 70, pressureMaxSensor: 3,
    dcdcState: 'working', remainingPct: 80, dcdcTempC: 50, marks: {},
  }),
  item(2025, 'engine', '04 09 C4', { kind: 'engine', crankshaftRpm: 2500 }),
  item(2025, 'position', '05 00 02 07 3D 8A A5 01 DC 89 D0', { kind: 'position', fixed: true, coordinates: 'gcj02', longitudeDeg: 121.473701, latitudeDeg: 31.230416 }),
  item(2025, 'position', '05 01 09 07 3D 8A A5 01 DC 89 D0', { fixed: false, marks: { coordinates: 'unknownCode' }, raw: { coordinates: 9 } }),
  item(2025, 'alarms', '06 04 00 80 00 02 01 00 12 00 34 00 00 00 02 17 04 01 03', {
    kind: 'alarms', level: 4, flags: 0x00800002, batteryFaults: [0x00120034], motorFaults: [], engineFaults: [], otherFaults: [],
    graded: [{ bit: 23, level: 4 }, { bit: 1, level: 3 }], marks: {},
  }),
  item(2025, 'alarms', '06 05 00 00 00 00 00 00 00 00 01 1C 01', { marks: { level: 'outOfRange' }, graded: [{ bit: 28, level: 1 }] }, ['unknownAlarm']),
  item(2025, 'cellVoltages', '07 02  01 0F 0C 75 AD 00 03 0F A3 0F 97 FF FE  02 FF FE FF FF 00 01 EA 61', {
    kind: 'cellVoltages', subsystems: [
      { number: 1, voltageV: 385.2, currentA: 12.5, cellCount: 3, cellMv: Uint16Array.of(4003, 3991, 0xfffe) },
      { number: 2, cellCount: 1, cellMv: Uint16Array.of(60001), marks: { voltageV: 'abnormal', currentA: 'invalid' } },
    ],
  }),
  item(2025, 'cellVoltages', '07 01  FE 0F 0C 75 AD FF FF', { subsystems: [{ cellMv: new Uint16Array(0), marks: { number: 'abnormal', cellCount: 'invalid' } }] }),
  item(2025, 'temperatures', '08 02  01 00 02 44 41  32 00 01 FF', { kind: 'temperatures', subsystems: [{ number: 1, probes: Uint8Array.of(68, 65) }, { number: 50, probes: Uint8Array.of(255) }] }),
  item(2025, 'stacks', '30 01  01 0B B8 03 E8 07 D0 05 DC 50 00 02 6E 70', {
    kind: 'stacks', stacks: [{ number: 1, voltageV: 300, currentA: 100, hydrogenInletKpa: 100, airInletKpa: 50, airInletTempC: 40, probes: Uint8Array.of(110, 112), marks: {} }],
  }),
  item(2025, 'superCapacitor', '31 01 0C 80 75 AD 00 02 0A 8C 0A 96 00 01 46', {
    kind: 'superCapacitor', number: 1, voltageV: 320, currentA: 12.5, cellMv: Uint16Array.of(2700, 2710), probes: Uint8Array.of(70), marks: {},
  }),
  item(2025, 'superCapacitorExtremes', '32 01 00 05 0A 96 01 00 02 0A 8C 01 00 01 46 01 01 02 44', {
    kind: 'superCapacitorExtremes', cellMaxSystem: 1, cellMaxNumber: 5, cellMaxMv: 2710, cellMinSystem: 1, cellMinNumber: 2, cellMinMv: 2700, tempMaxSystem: 1, tempMaxProbe: 1,
    tempMaxC: 30, tempMinSystem: 1, tempMinProbe: 258, tempMinC: 28, marks: {},
  }),
  item(2025, 'custom', '80 00 05 43 4C 01 31 6A', { kind: 'custom', typeId: 0x80, data: Uint8Array.of(0x43, 0x4c, 1, 0x31, 0x6a) }),
  item(2025, 'signature', 'FF 01 00 02 11 12 00 01 22', { kind: 'signature', type: 1, r: Uint8Array.of(0x11, 0x12), s: Uint8Array.of(0x22) }),
  item(2025, 'signature', 'FF 02 00 04 01 02 03 04 00 00', { kind: 'signature', type: 2, r: Uint8Array.of(1, 2, 3, 4), s: new Uint8Array(0) }),
];

const messages2025: Fixture[] = [
  message(2025, 'login', 1, `${time}00 07 ${iccid}02 01 01 ${pack('31')}${pack('32')}`, {
    kind: 'login', at: fixtureAt, serial: 7, iccid: '89860012345678901234', subsystemCount: 2, packCounts: [1, 1], codes: ['0TESTPACK000000000000001', '0TESTPACK000000000000002'],
  }),
  message(2025, 'activation', 9, `${time}43 48 49 50 30 30 30 31 ${'20 '.repeat(8)}00 04 0A 0B 0C 0D 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 02 AA AB 00 01 BB`, {
    kind: 'activation', at: fixtureAt, chipId: 'CHIP0001', publicKey: Uint8Array.of(10, 11, 12, 13), vin: 'LTESTEV0000000001',
    signature: { type: 1, r: Uint8Array.of(0xaa, 0xab), s: Uint8Array.of(0xbb) },
  }),
  message(2025, 'activationResult', 10, '02 01', { kind: 'activationResult', state: 2, info: 1 }),
  message(2025, 'keyExchange', 11, `05 00 04 DE AD BE EF ${time}1A 04 01 00 00 00`, {
    kind: 'keyExchange', keyType: 5, key: Uint8Array.of(0xde, 0xad, 0xbe, 0xef), from: { at: fixtureAt }, to: { at: Date.UTC(2026, 2, 31, 16) },
  }),
  message(2025, 'parameters', 0x80, `${time}03 01 27 10 02 0A 03 01`, { kind: 'parameters', parameters: [{ id: 1, value: 10000 }, { id: 2, value: 10 }, { id: 3, value: 1 }] }, 1),
  message(2025, 'parameters', 0x81, `${time}04 02 1F 03 FE 10 03 09 FF`, {
    kind: 'parameters', parameters: [{ id: 2, mark: 'outOfRange', raw: 31 }, { id: 3, mark: 'abnormal' }, { id: 16, mark: 'unknownCode', raw: 3 }, { id: 9, mark: 'invalid' }],
  }),
];

const messages2016: Fixture[] = [
  message(2016, 'login', 1, `${time}00 07 ${iccid}01 18 ${pack('31')}`, {
    kind: 'login', at: fixtureAt, serial: 7, iccid: '89860012345678901234', subsystemCount: 1, codeLength: 24, codes: ['0TESTPACK000000000000001'],
  }),
  message(2016, 'parameters', 0x80, `${time}03 02 00 0A 03 03 E8 09 1E`, { kind: 'parameters', parameters: [{ id: 2, value: 10 }, { id: 3, value: 1000 }, { id: 9, value: 30 }] }, 1),
  message(2016, 'parameters', 0x81, `${time}04 04 0B 05 65 78 61 6D 70 6C 65 2E 6F 72 67 06 80 C0 07 48 31 2E 30 00`, {
    kind: 'parameters', parameters: [{ id: 4, value: 11 }, { id: 5, value: 'example.org' }, { id: 6, value: 32960 }, { id: 7, value: 'H1.0' }],
  }),
];

const messagesOfBoth: Fixture[] = [
  ...both('report', 2, time, { kind: 'report', at: fixtureAt, items: [] }),
  ...both('report', 3, time, { kind: 'report', at: fixtureAt, items: [] }),
  ...both('logout', 4, `${time}00 07`, { kind: 'logout', at: fixtureAt, serial: 7 }),
  ...both('platformLogin', 5, `${time}00 01 ${'41 '.repeat(3)}${'00 '.repeat(9)}${'70 '.repeat(20)}03`, { kind: 'platformLogin', at: fixtureAt, serial: 1, user: 'AAA', password: 'p'.repeat(20), encryptionRule: 3 }),
  ...both('logout', 6, `${time}FF FB`, { kind: 'logout', at: fixtureAt, serial: 65531 }),
  ...both('bare', 7, '', { kind: 'bare' }),
  ...both('bare', 8, '', { kind: 'bare' }),
  ...both('parameterQuery', 0x80, `${time}02 02 09`, { kind: 'parameterQuery', at: fixtureAt, ids: [2, 9] }),
  ...both('control', 0x82, `${time}03`, { kind: 'control', at: fixtureAt, control: 3, data: new Uint8Array(0) }),
  ...both('control', 0x82, `${time}06 02 48 56`, { kind: 'control', control: 6, data: Uint8Array.of(2, 0x48, 0x56) }),
  ...both('answer', 1, time, { kind: 'answer', at: fixtureAt }, 1),
  ...both('answer', 1, `${time}00 07`, { kind: 'answer', at: fixtureAt, rest: Uint8Array.of(0, 7) }, 2),
  ...both('answer', 7, '', { kind: 'answer' }, 1),
  ...both('unread', 0xc0, '01 02 03', { kind: 'unread', data: Uint8Array.of(1, 2, 3) }),
];

export const fixtures: readonly Fixture[] = [...items2016, ...items2025, ...messages2016, ...messages2025, ...messagesOfBoth];
