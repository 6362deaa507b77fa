import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bytesOf, realtime2016, realtime2025 } from '../libs/gbt32960/worked-frames.ts';
import { bytesOfText, tellFrames } from './tell-frames.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const zh = { language: 'zh' as const };
const en = { language: 'en' as const };

test('a frame of either edition is told in Chinese, and in English when asked', () => {
  expect(tellFrames(realtime2016, zh)).toMatchObject({ ok: true, text: expect.stringContaining('车速:85.6 km/h') });
  const told = tellFrames(realtime2025, en);
  expect(told.ok).toBe(true);
  for (const line of ['GB/T 32960.3-2025', 'coordinates: GCJ-02', 'graded alarms: storage device thermal event level 4', 'units (3): 4003 3991 4012 mV', 'signature: SM2 R 32 bytes']) expect(told.text).toContain(line);
});

test('a damaged frame is read as far as it goes, and what is wrong is told with its place', () => {
  const bent = realtime2016.slice();
  bent[40] = 0;
  expect(tellFrames(bent, en)).toMatchObject({ ok: false, text: expect.stringContaining('✗ @135 wrong check code (badCheckCode)') });
  const cut = tellFrames(realtime2016.subarray(0, 60), zh);
  expect(cut.ok).toBe(false);
  for (const line of ['车速:85.6 km/h', '@22 数据单元长度与实际不符', '@51 数据提前结束']) expect(cut.text).toContain(line);
  expect(tellFrames(bytesOf('01 02 03'), zh)).toMatchObject({ ok: false, text: expect.stringContaining('起始符既非##也非$$') });
});

test('several frames and the rubbish between them are told one after the other', () => {
  const told = tellFrames(Uint8Array.of(...realtime2016, 0, 1, ...realtime2025), en);
  expect(told.ok).toBe(false);
  expect(told.text.match(/GB\/T 32960\.3-20(16|25)/g)).toEqual(['GB/T 32960.3-2016', 'GB/T 32960.3-2025']);
  expect(told.text).toContain('✗ @136 bytes outside any frame: 00 01');
});

test('identity and place are hidden when asked, and a dummy signature is not genuine', () => {
  expect(tellFrames(realtime2025, { ...en, masked: true }).text).not.toMatch(/LTESTEV0000000001|121\.47/);
  const key = bytesOf('0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13');
  expect(tellFrames(realtime2025, { ...en, publicKey: key }).text).toContain('the signature is not genuine');
});

test('hex is taken as people paste it, and anything else is not', () => {
  for (const text of ['23 23 07', '0x23,0x23,0x07', '23:23:07\n', '232307']) expect(bytesOfText(text)).toEqual(bytesOf('23 23 07'));
  for (const text of ['', '2', 'frame', '23 2g']) expect(bytesOfText(text)).toBeUndefined();
});

test('the command prints, and its exit code says whether all was well (F1)', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [join(import.meta.dirname, 'careloop.ts'), ...args], { encoding: 'utf8', input: hex(realtime2016) });
  expect(run('frame', hex(realtime2016), '--en')).toMatchObject({ status: 0, stdout: expect.stringContaining('speed: 85.6 km/h') });
  expect(run('frame')).toMatchObject({ status: 0, stdout: expect.stringContaining('车速:85.6 km/h') });
  expect(run('frame', '2323')).toMatchObject({ status: 1 });
  expect(run('frame', 'nonsense')).toMatchObject({ status: 2, stderr: expect.stringContaining('用法') });
}, 60_000);
