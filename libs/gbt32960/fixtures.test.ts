import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeFrame, describeFrame, encodeFrame, type Frame, type Message } from './gbt32960.ts';
import { fixtures, type Fixture } from './fixtures.test-data.ts';
import { bytesOf, login2016, login2025, query2016, queryAnswer2016, queryAnswer2025, realtime2016, realtime2025, workedVin } from './worked-frames.ts';

const bytes = (fixture: Fixture, unit: Uint8Array = bytesOf(fixture.unit)): Uint8Array =>
  encodeFrame({ edition: fixture.edition, command: fixture.command, flag: fixture.flag, vin: workedVin, message: { kind: 'unread', data: unit } });
const nameOf = ({ edition, row, command, unit }: Fixture): string => `${edition} ${row}, command ${command}: ${unit.slice(0, 60).trim()}`;
const itemsOf = (message: Message | undefined): unknown[] => (message?.kind === 'report' ? message.items : []);

for (const fixture of fixtures) {
  test(`${nameOf(fixture)} is read with what it means, written back and told`, () => {
    const frame = bytes(fixture);
    const verdict = decodeFrame(frame);
    expect(verdict).toMatchObject({ ok: true, frame: { edition: fixture.edition, command: fixture.command, vin: workedVin, message: fixture.means } });
    expect(verdict.frame?.oddities.map((oddity) => oddity.code)).toEqual(fixture.oddities ?? []);
    expect(encodeFrame(verdict.frame as Frame)).toEqual(frame);
    for (const language of ['zh', 'en'] as const) expect(describeFrame(verdict.frame as Frame, language)).not.toMatch(/undefined|NaN|\[object/);
  });

  test(`${nameOf(fixture)}, cut at any byte, gets a verdict and keeps what was whole`, () => {
    const unit = bytesOf(fixture.unit);
    for (let length = 0; length < unit.length; length++) {
      const frame = bytes(fixture, unit.subarray(0, length));
      const verdict = decodeFrame(frame);
      if (!verdict.ok) expect(verdict.problems.map((problem) => problem.code)).not.toContain('badCheckCode');
      expect(itemsOf(verdict.frame?.message)).toHaveLength(0);
      expect(encodeFrame(verdict.frame as Frame)).toEqual(frame);
    }
  });
}

test('every row of the tables in the README has its fixture, and every fixture its row', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| (?:0x|any)[^|]*\| [^|]+ \| (?:`(\w+)` )?\| (?:`(\w+)` )?\|/gm)].flatMap(([, old, young]) => [old && `2016 ${old}`, young && `2025 ${young}`]).filter((row) => row !== undefined && row !== '');
  const kinds = new Set(fixtures.map((fixture) => `${fixture.edition} ${fixture.row}`));
  expect(rows.length).toBeGreaterThan(40);
  expect([...new Set(rows)].sort()).toEqual([...kinds].sort());
});

test.each(Object.entries({ login2016, login2025, query2016, queryAnswer2016, queryAnswer2025, realtime2016, realtime2025 }))(
  'the worked frame %s comes back byte for byte', (_name, frame) => {
    const verdict = decodeFrame(frame);
    expect(verdict.ok).toBe(true);
    expect(encodeFrame(verdict.frame as Frame)).toEqual(frame);
  });

test('the worked report of 2025 is cut at any byte and keeps the items before the cut', () => {
  const unit = realtime2025.subarray(24, -1);
  const whole = decodeFrame(realtime2025);
  const ends = ((whole.frame as Frame).message as Message & { kind: 'report' }).items.map((item) => item.offset + item.length - 24);
  expect(ends.map((end) => end + 24)).toEqual([49, 61, 72, 91, 106, 113, 183]);
  for (let length = 6; length <= unit.length; length++) {
    const verdict = decodeFrame(encodeFrame({ edition: 2025, command: 2, vin: workedVin, message: { kind: 'unread', data: unit.subarray(0, length) } }));
    expect(itemsOf(verdict.frame?.message)).toHaveLength(ends.filter((end) => end <= length).length);
    expect(verdict.ok).toBe(length === 6 || ends.includes(length));
  }
});
