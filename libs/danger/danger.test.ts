// Danger as people say it, and what only sounds like it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, readDanger } from './danger.ts';
import { hardPhrases } from './hard-phrases.test-data.ts';

test.each(hardPhrases.map((one) => [one.text, one.levels] as const))('"%s" is %s', (text, levels) => {
  expect(levels).toContain(readDanger(text).level ?? '-');
});

const phrases = readFileSync(join(import.meta.dirname, 'phrases.tsv'), 'utf8').split('\n').filter((line) => line.includes('\t') && !line.startsWith('#')).map((line) => line.split('\t') as [string, string, string?]);
const serious = (level: string | null): string => (level === 'S0' || level === 'S1' ? level : '-');
test.each(['S0', 'S1', '-'])('every phrase that is %s is heard so; what only a learned ear may hear is a small part', (level) => {
  const mine = phrases.filter(([grade]) => serious(grade) === level);
  const table = mine.filter(([, , ear]) => ear === undefined);
  expect(table.filter(([, text]) => serious(readDanger(text).level) !== level).map(([, text]) => text)).toEqual([]);
  expect(table.length / mine.length).toBeGreaterThan(0.96);
});

const noise = fc.constantFrom('你好，', '我的车，', '在家里。', '充不进电，', '请问一下。', '今天', '唉，', '高速上，', '保养完，', 'hello, ', '孩子也在。');
test.each(['着火了', '冒烟了', '刹车失灵了', '电池漏液了', '气囊弹出来了', '触电了', '爆胎了', '方向盘锁死了'])('"%s" is heard whatever stands in front of it (D3)', (danger) => {
  fc.assert(fc.property(fc.array(noise, { maxLength: 4 }), (parts) => {
    expect(readDanger(`${parts.join('')}${danger}`).level).not.toBeNull();
  }));
});
test('a sentence of its own with smoke is smoke, whatever was set aside before it (C1)', () => {
  for (const before of hardPhrases.filter((one) => one.levels.includes('-'))) {
    if (/演练|翻译/.test(before.text)) continue;
    expect([before.text, readDanger(`${before.text}。现在我的车正在冒烟！`).level]).toEqual([before.text, 'S0']);
  }
});
test('folding twice changes nothing, and nothing invisible is left (N1, N2)', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('冒', '烟', ' ', '車', 'smoke', '\u200b', '，', '🔥'), { maxLength: 12 }).map((parts) => parts.join(''))), (text) => {
    const once = fold(text);
    expect(fold(once)).toBe(once);
    expect(once).not.toMatch(/[\u200b-\u200f\u202a-\u202e]/u);
  }));
});
test('nothing takes long to read, and nothing throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
    expect(() => readDanger(text)).not.toThrow();
  }), { numRuns: 50 });
  const from = process.cpuUsage();
  readDanger('车冒电池没有刹'.repeat(285));
  expect(process.cpuUsage(from).user).toBeLessThan(3_000_000);
});
test('spaces, hidden signs, traditional signs and English do not hide it', () => {
  for (const text of ['着 火 了', '着\u200b火\u200b了', '車起火了', '车 on fire 了', '冒*烟*了', '着火了'.normalize('NFD')]) expect(readDanger(text).level).toBe('S0');
});
