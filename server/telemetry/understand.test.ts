import { expect, test } from 'vitest';
import fc from 'fast-check';
import { commands, encodeFrame, type Draft, type Item } from '@careloop/gbt32960';
import { nothingMeasured } from './reading.ts';
import { understand } from './understand.ts';
import { vendorItem, vendorItemType } from './vendor-item.ts';

const vin = 'LTEST4E11TA000001';
const at = Date.UTC(2026, 2, 1, 0, 30, 15);
const understood = (edition: 2016 | 2025, items: Draft<Item>[], command: number = commands.realtime) => understand(encodeFrame({ edition, command, vin, message: { kind: 'report', at, items } }));

const vehicle: Draft<Item> = { kind: 'vehicle', vehicleState: 'started', chargingState: 'notCharging', runningMode: 'electric', speedKmh: 85.6, odometerKm: 12_345.6, totalVoltageV: 385.2, totalCurrentA: -12.5, socPct: 64, gear: 'drive', insulationKohm: 2_500 };
const probes = { kind: 'temperatures' as const, subsystems: [{ number: 1, probes: Uint8Array.of(68, 255, 65) }] };
const twelveVolt = { kind: 'custom' as const, typeId: vendorItemType, data: vendorItem({ lvBatteryMv: 12_650 }) };
const alarms = (level: number, flags: number): Draft<Item> => ({ kind: 'alarms', level, flags, batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [] });
const measured = {
  ...nothingMeasured, vehicleState: 'started', chargingState: 'notCharging', speedKmh: 85.6, odometerKm: 12_345.6, socPct: 64, totalVoltageV: 385.2, currentA: -12.5, insulationKohm: 2_500,
  cellMaxMv: 4_012, cellMaxNo: 3, cellMinMv: 3_991, cellMinNo: 2, tempMaxC: 28, tempMaxNo: 1, tempMinC: 25, tempMinNo: 3, lon: 121.473701, lat: 31.230416, lvBatteryMv: 12_650,
};

test('a report of either edition becomes the same reading; extremes are counted where none are told', () => {
  const row = Uint16Array.of(4003, 3991, 4012, 0xfffe);
  const old = understood(2016, [vehicle, { kind: 'position', fixed: true, longitudeDeg: 121.473701, latitudeDeg: 31.230416 }, alarms(3, 2), { kind: 'cellVoltages', subsystems: [{ number: 1, cellCount: 4, firstCell: 1, cellMv: row }] }, probes, twelveVolt]);
  const young = understood(2025, [vehicle, { kind: 'position', fixed: true, coordinates: 'wgs84', longitudeDeg: 121.473701, latitudeDeg: 31.230416 }, alarms(3, 2), { kind: 'cellVoltages', subsystems: [{ number: 1, cellMv: row }] }, probes, twelveVolt]);
  expect(old).toEqual({ does: 'report', reissued: false, saidAt: new Date(at), measured: { ...measured, alarmLevel: 3, alarmBits: 2 }, signature: 'none', defects: [] });
  expect(young).toEqual(old);
});

test('the level of every flag is kept where 2025 tells it; a flag without one counts as the worst told', () => {
  const graded = (level: number, flags: number, list: { bit: number; level: number }[]) => {
    const said = understood(2025, [{ ...alarms(level, flags), graded: list } as Draft<Item>]);
    return said.does === 'report' ? [said.measured.alarmBits2, said.measured.alarmBits3, said.measured.alarmBits4] : [];
  };
  expect(graded(4, (1 << 1) + (1 << 13) + (1 << 23), [{ bit: 1, level: 1 }, { bit: 13, level: 2 }, { bit: 23, level: 4 }])).toEqual([(1 << 13) + (1 << 23), 1 << 23, 1 << 23]);
  expect(graded(3, (1 << 1) + (1 << 11), [{ bit: 11, level: 1 }])).toEqual([1 << 1, 1 << 1, 0]);
  expect(graded(3, 1 << 1, [])).toEqual([null, null, null]);
});

test('a thermal event of 2025 keeps its level 4 and its flag, signed or not', () => {
  expect(understood(2025, [alarms(4, 1 << 23), { kind: 'signature', type: 1, r: new Uint8Array(32), s: new Uint8Array(32) }], commands.reissue))
    .toEqual({ does: 'report', reissued: true, saidAt: new Date(at), measured: { ...nothingMeasured, alarmLevel: 4, alarmBits: 1 << 23 }, signature: 'noKey', defects: [] });
});

test('a place told in the coordinates of Chinese maps is put right, and one in unknown coordinates is none', () => {
  const place = (coordinates: 'gcj02' | 'other' | undefined) => {
    const said = understood(2025, [{ kind: 'position', fixed: true, coordinates, longitudeDeg: 121.478203, latitudeDeg: 31.228447 }]);
    return said.does === 'report' ? [said.measured.lon, said.measured.lat] : [];
  };
  const [lon, lat] = place('gcj02') as [number, number];
  expect(Math.hypot((lon - 121.473701) * 95_200, (lat - 31.230416) * 110_900)).toBeLessThan(20);
  expect(place('other')).toEqual([null, null]);
  expect(place(undefined)).toEqual([null, null]);
});

test('what was said before a defect is used, and the defect is named', () => {
  const frame = encodeFrame({ edition: 2025, command: commands.realtime, vin, message: { kind: 'report', at, items: [alarms(1, 0)], rest: Uint8Array.of(0x0a, 1) } });
  expect(understand(frame)).toMatchObject({ does: 'report', measured: { alarmLevel: 1 }, defects: ['unknownItem'] });
});

test('logins, logouts and what is of no use are told apart in 2025 as in 2016', () => {
  const login = encodeFrame({ edition: 2025, command: commands.login, vin, message: { kind: 'login', at, serial: 1, iccid: '89860012345678901234', subsystemCount: 0, codeLength: 24, codes: [], packCounts: [] } });
  expect(understand(login)).toEqual({ does: 'login', saidAt: new Date(at), defects: [] });
  expect(understand(encodeFrame({ edition: 2025, command: commands.logout, vin, message: { kind: 'logout', at, serial: 1 } }))).toEqual({ does: 'logout', saidAt: new Date(at), defects: [] });
  expect(understand(encodeFrame({ edition: 2025, command: commands.keyExchange, vin, message: { kind: 'keyExchange', keyType: 3, key: new Uint8Array(16), from: { at }, to: { at } } }))).toEqual({ does: 'nothing', defects: [] });
});

test('no bytes make it throw (D1)', () => {
  fc.assert(fc.property(fc.constantFrom(2016 as const, 2025 as const), fc.uint8Array({ maxLength: 200 }), (edition, data) => {
    understand(encodeFrame({ edition, command: commands.realtime, vin, message: { kind: 'unread', data: Uint8Array.of(0x1a, 3, 1, 8, 30, 15, ...data) } }));
    understand(data);
  }), { numRuns: 500 });
});
