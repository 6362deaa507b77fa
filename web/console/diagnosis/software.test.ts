import { expect, test } from 'vitest';
import { softwareOf } from './software.ts';

type Command = Parameters<typeof softwareOf>[0][number];
const at = (hour: number): string => new Date(Date.UTC(2026, 2, 1, hour)).toISOString();
const read = (hour: number, version: string | null, state: Command['state'] = 'answered'): Command => ({ kind: 'readParameters', state, endedAt: at(hour), answer: [{ parameter: 7, value: 'H1.00' }, { parameter: 8, value: version }], details: {} });
const upgrade = (hour: number, firmware: string, state: Command['state'] = 'answered'): Command => ({ kind: 'remoteUpgrade', state, endedAt: at(hour), answer: [], details: { upgrade: { url: 'ftp://203.0.113.7/t.bin', firmware } } });

test('the version is the last one the car named; nothing is known of a car that was never asked, or did not say', () => {
  expect(softwareOf([])).toEqual({ now: undefined, changes: [] });
  expect(softwareOf([read(1, null), read(2, 'F2.10', 'unanswered')]).now).toBeUndefined();
  expect(softwareOf([read(5, 'F2.11'), read(1, 'F2.10')]).now).toEqual({ version: 'F2.11', atMs: Date.parse(at(5)) });
});

test('software changed when the car took an upgrade, and when it names another version than before; newest first, each change once', () => {
  const told = softwareOf([read(1, 'F2.10'), read(2, 'F2.10'), upgrade(3, 'F2.11'), read(4, 'F2.11'), upgrade(5, 'F2.12', 'declined'), read(9, 'F3.00')]);
  expect(told.changes).toEqual([{ atMs: Date.parse(at(9)), version: 'F3.00' }, { atMs: Date.parse(at(3)), version: 'F2.11' }]);
});
