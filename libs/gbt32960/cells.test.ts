import { expect, test } from 'vitest';
import { activeAlarms, alarmNames, beijingBytes, cellMark, formatBeijing, joinCells, probeC, probeMark, readBeijing } from './gbt32960.ts';
import { bytesOf, workedAt } from './worked-frames.ts';

test('a battery of 300 cells told in two frames is one row again, in any order', () => {
  const low = { cellCount: 300, firstCell: 1, cellMv: new Uint16Array(200).fill(3700) };
  const high = { cellCount: 300, firstCell: 201, cellMv: new Uint16Array(100).fill(3800) };
  const joined = joinCells([high, low]);
  expect(joined.missing).toBe(0);
  expect([joined.cellMv.length, joined.cellMv[0], joined.cellMv[199], joined.cellMv[200], joined.cellMv[299]]).toEqual([300, 3700, 3700, 3800, 3800]);
});

test('cells nobody told are invalid and counted', () => {
  const joined = joinCells([{ cellCount: 4, firstCell: 3, cellMv: Uint16Array.of(3700) }]);
  expect(joined).toEqual({ cellMv: Uint16Array.of(0xffff, 0xffff, 3700, 0xffff), missing: 3 });
  expect(joinCells([])).toEqual({ cellMv: new Uint16Array(0), missing: 0 });
  expect(joinCells([{ firstCell: 0, cellMv: Uint16Array.of(1) }])).toEqual({ cellMv: Uint16Array.of(1), missing: 0 });
});

test('cells told by another scale are millivolts when joined; what is no voltage stays what it is', () => {
  const scale = { stepMv: 2, zeroMv: 1_000 };
  expect(joinCells([{ firstCell: 1, cellMv: Uint16Array.of(1_350, 0xffff, 0xfffe), scale }, { firstCell: 4, cellMv: Uint16Array.of(3_700) }]).cellMv).toEqual(Uint16Array.of(3_700, 0xffff, 0xfffe, 3_700));
});

test('one raw number says whether it is a voltage, or a temperature', () => {
  expect([0, 60000, 60001, 0xfffe, 0xffff].map(cellMark)).toEqual([undefined, undefined, 'outOfRange', 'abnormal', 'invalid']);
  expect([0, 250, 251, 254, 255].map(probeC)).toEqual([-40, 210, undefined, undefined, undefined]);
  expect([0, 250, 251, 254, 255].map(probeMark)).toEqual([undefined, undefined, 'outOfRange', 'abnormal', 'invalid']);
});

test('every alarm has a bit, a key and a name in both languages', () => {
  expect(alarmNames.map((alarm) => alarm.bit)).toEqual(Array.from({ length: 28 }, (_, bit) => bit));
  expect(new Set(alarmNames.map((alarm) => alarm.key)).size).toBe(28);
  expect(alarmNames.filter((alarm) => alarm.since === 2016)).toHaveLength(19);
});

test('alarm flags are named by the edition they came in', () => {
  expect(activeAlarms(0x810).map((alarm) => alarm.key)).toEqual(['socLow', 'insulation']);
  expect(activeAlarms(0x80800000)).toEqual([]);
  expect(activeAlarms(0x80800000, 2025).map((alarm) => alarm.zh)).toEqual(['可充电储能装置热事件报警']);
});

test('Beijing time and moments turn into each other', () => {
  expect(readBeijing(bytesOf('1A 03 01 08 1E 0F'))).toBe(workedAt);
  expect(beijingBytes(workedAt + 999)).toEqual(bytesOf('1A 03 01 08 1E 0F'));
  expect(formatBeijing(workedAt)).toBe('2026-03-01 08:30:15');
  expect(beijingBytes(Date.UTC(1999, 11, 31, 16))).toEqual(bytesOf('00 01 01 00 00 00'));
  expect(readBeijing(bytesOf('00 1A 03 01 08 1E 0F'), 1)).toBe(workedAt);
});

test.each(['1A 00 01 00 00 00', '1A 0D 01 00 00 00', '1A 02 1D 00 00 00', '1A 04 1F 00 00 00', '1A 03 00 00 00 00', '1A 03 01 18 00 00', '1A 03 01 00 3C 00',
  '1A 03 01 00 00 3C', '64 03 01 00 00 00', 'FF FF FF FF FF FF', '1A 03 01 00 00'])('%s is no moment', (hex) => {
  expect(readBeijing(bytesOf(hex))).toBeUndefined();
});

test('29 February is a moment in a leap year', () => {
  expect(readBeijing(bytesOf('1C 02 1D 00 00 00'))).toBe(Date.UTC(2028, 1, 28, 16));
});

test('a moment outside the years 2000 to 2099 cannot be sent', () => {
  expect(() => beijingBytes(Date.UTC(1999, 11, 31))).toThrow(RangeError);
  expect(() => beijingBytes(Date.UTC(2100, 0, 1))).toThrow(RangeError);
  expect(() => beijingBytes(Number.NaN)).toThrow(RangeError);
});
