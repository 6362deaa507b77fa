// What a reviewer sees of a change is what changed.
import { expect, test } from 'vitest';
import { compare, headOf, withHead } from './text-changes.ts';

const shown = (before: string, after: string): string[] => compare(before, after).map((line) => `${{ same: ' ', gone: '-', new: '+' }[line.kind]}${line.parts.map((part) => (part.marked ? `[${part.text}]` : part.text)).join('')}`);

test('lines that stayed stand once, changed ones twice with what differs marked', () => {
  expect(shown('甲\n冷车 2.5 bar。\n乙', '甲\n冷车 2.8 bar。\n乙')).toEqual([' 甲', '-冷车 2.[5] bar。', '+冷车 2.[8] bar。', ' 乙']);
  expect(shown('甲\n乙', '甲\n新\n乙')).toEqual([' 甲', '+新', ' 乙']);
  expect(shown('甲\n旧\n乙', '甲\n乙')).toEqual([' 甲', '-旧', ' 乙']);
  expect(shown('甲', '乙')).toEqual(['-甲', '+乙']); // nothing in common: nothing to mark
  expect(shown('甲\n', '甲')).toEqual([' 甲']);
});
test('what went and what came give back both texts, whatever the texts', () => {
  let seed = 7;
  const next = (most: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % most;
  for (let nth = 0; nth < 200; nth++) {
    const text = (): string => Array.from({ length: 1 + next(8) }, () => '甲乙丙丁'[next(4)]).join('\n');
    const [a, b] = [text(), text()];
    const lines = compare(a, b);
    const side = (not: string): string => lines.filter((line) => line.kind !== not).map((line) => line.parts.map((part) => part.text).join('')).join('\n');
    expect([side('new'), side('gone')]).toEqual([a, b]);
  }
});
test('the days of an article are read from its head and written into it, and nowhere else', () => {
  const text = '---\nid: a\nvalidTo: -\n---\n## x\nvalidTo: 2020-01-01\n';
  expect([headOf(text, 'validTo'), headOf(text, 'reviewBy')]).toEqual(['', '']);
  const dated = withHead(withHead(text, 'validTo', '2027-01-05'), 'reviewBy', '2026-12-01');
  expect(dated).toBe('---\nid: a\nvalidTo: 2027-01-05\nreviewBy: 2026-12-01\n---\n## x\nvalidTo: 2020-01-01\n');
  expect(headOf(dated, 'validTo')).toBe('2027-01-05');
  expect(withHead(dated, 'validTo', '')).toContain('validTo: -');
  expect(withHead('no head', 'validTo', '2027-01-05')).toBe('no head');
});
