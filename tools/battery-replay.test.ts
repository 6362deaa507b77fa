import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test, vi } from 'vitest';
import { live } from '../fleet/pack/car-life.ts';
import { createRandom } from '../fleet/random.ts';
import { batteryCommand, frameReader, replayFile } from './battery-replay.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

const header = `tboxTime,BMSChargeStatus,vehSpeed,BMSBatteryVoltage,BMSBatteryCurrent,vehBMSPackSOC,BMSProbeTempMax,BMSProbeTempMin,vehOdo,insulationResistance,${Array.from({ length: 100 }, (_, i) => `V_${i + 1}`).join(',')},T_1,T_2`;

test('a row becomes a frame with units, whatever the order of columns', () => {
  const read = frameReader('vehBMSPackSOC,tboxTime,V_2,V_10,V_1,BMSCellVoltageMax,insulationResistance,T_1');
  const frame = read('42.5,2021-05-05 09:10:00,3.660,3.670,62.660,3.688,5.0,28.5')!;
  expect(new Date(frame.at).toISOString()).toBe('2021-05-05T01:10:00.000Z');
  expect(frame.socPct).toBe(42.5);
  expect(Array.from(frame.cellMv!)).toEqual([62_660, 3660, 3670]);
  expect(frame.cellMaxMv).toBe(3688);
  expect(frame.insulationKohm).toBe(5000);
  expect(Array.from(frame.probeC!)).toEqual([28.5]);
  expect(read('42,not a time,,,,,,')).toBeUndefined();
  expect(() => frameReader('a,b')).toThrow('tboxTime');
  const millivolts = frameReader('time,V_1,V_2,BMSCellVoltageMax')('"2021-05-05 09:10:00",3661,"65535",3688')!;
  expect([Array.from(millivolts.cellMv!), millivolts.cellMaxMv]).toEqual([[3661, 65_535], 3688]);
});

test('what cannot be read is named by line and column, and moves no other value', async () => {
  const path = join(folder, 'bad.csv');
  writeFileSync(path, 'tboxTime,BMSBatteryVoltage,BMSBatteryCurrent,vehBMSPackSOC,V_1,V_2\n2026-11-01 08:00:00,352,0.5,55,3.66,3.66\n2026-11-01 08:00:10,352,"0,5",55,3.66,3.66\n2026-11-01 08:00:20,352,0.5,abc,3.66,x\nnot a time,352,0.5,55,3.66,3.66\n2026-11-01 08:00:30,352\n2026-11-01 08:00:40,nan,null,55,,3.66\n');
  const told = await replayFile(path, {});
  expect(told.unread).toEqual([
    { line: 3, column: 'BMSBatteryCurrent', text: '0,5', times: 1 }, { line: 4, column: 'vehBMSPackSOC', text: 'abc', times: 1 }, { line: 4, column: 'V_2', text: 'x', times: 1 },
    { line: 5, column: 'tboxTime', text: 'not a time', times: 1 }, { line: 6, column: '', text: '2 columns where the first line has 6', times: 1 },
  ]);
  expect([told.rows, told.passed]).toEqual([5, 1]);
  const read = frameReader('time,BMSBatteryCurrent,vehBMSPackSOC');
  expect(read('2026-11-01 08:00:10,"0,5",55')).toMatchObject({ currentA: Number.NaN, socPct: 55 });
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await batteryCommand(['replay', path])).toBe(0);
  const words = said.mock.calls.map(([text]) => String(text)).join('');
  said.mockRestore();
  out.mockRestore();
  expect(words).toContain('line 3, column BMSBatteryCurrent: “0,5” cannot be read');
  expect(words).toContain('line 6 has 2 columns');
});

test('a packed file with a leaking cell is replayed to one piece of evidence', async () => {
  const rows: string[] = [];
  live({ kind: 'ncm', cells: 100, ratedAh: 150, soh: 0.92, days: 40, startAt: Date.UTC(2026, 0, 5), stepSeconds: 60, faults: [{ kind: 'leakage', onsetDay: 12, place: 40, size: 500 }] }, createRandom(1), (f) => rows.push([
    new Date(f.at + 28_800_000).toISOString().slice(0, 19).replace('T', ' '), f.charging, f.speedKmh, f.packV, f.currentA, f.socPct, f.tempMaxC, f.tempMinC, f.odometerKm, f.insulationKohm, ...Array.from(f.cellMv!, (mv) => (mv / 1000).toFixed(3)), f.probeC![0], f.probeC![1],
  ].join(',')));
  const path = join(folder, 'car.csv.gz');
  writeFileSync(path, gzipSync([header, ...rows].join('\r\n')));
  const told = await replayFile(path, { ratedAh: 150 });
  expect(told.rows).toBe(rows.length);
  expect(told.evidence.map((one) => [one.kind, one.cells])).toEqual([['leakage', [41]]]);
});

test('a command that is not understood, or a file that is not there, is refused', async () => {
  expect(await batteryCommand(['replay'])).toBe(2);
  expect(await batteryCommand(['replay', 'x.csv', '--chemistry', 'lead'])).toBe(2);
  const said: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const tried = async (name: string, text: string | undefined): Promise<string> => {
    const path = join(folder, name);
    if (text !== undefined) writeFileSync(path, text);
    said.length = 0;
    expect(await batteryCommand(['replay', path])).toBe(1);
    return said.join('');
  };
  expect(await tried('none.csv', undefined)).toContain('there is no such file');
  expect(await tried('empty.csv', '')).toContain('the file is empty');
  expect(await tried('header.csv', 'tboxTime,vehSpeed\n')).toContain('nothing below it');
  expect(await tried('names.csv', 'when,speed\n1,2\n')).toContain('no column of time (tboxTime, time, timestamp or at); it has: when, speed');
  expect(await tried('unknown.csv', 'time,speed\n1,2\n')).toContain('no column that is known; known are BMSBatteryVoltage');
  expect(await tried('times.csv', 'time,vehSpeed\n05/11/26 8pm,2\n')).toContain('none of the 1 lines has a time that can be read');
  expect(await tried('packed.csv.gz', 'time,vehSpeed\n')).toContain('incorrect header check');
  write.mockRestore();
});
