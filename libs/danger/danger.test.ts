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
// Every reason against every danger: what a rule knows of one word it must know of all.
const events = ['着火', '冒烟', '自燃', '爆炸', '漏液', '触电', '翻车', '刹车失灵', '刹不住车', '方向盘锁死', '爆胎', '托底', '泡水', '电池过热', '自己加速', '轮子脱落', '有焦味', '电池鼓包', '气囊弹开', '掉进水里'];
const reasons = [
  '万一{}怎么办', '如果{}，我该怎么做', '要是{}了应该打哪个电话', '会不会{}', '夏天会不会容易{}', '怎么防止{}', '担心{}，能做个检查吗', '怕{}，所以先问问', '{}的概率大不大', '{}是什么意思', '什么叫{}', '{}属于三包吗', '上个月{}，已经修好了，想开发票', '去年{}过一次，修好了',
  '以前的车{}过，所以换了你们的', '朋友的车{}了，我的车会有同样问题吗', '同事的车上周{}，让我也查查', '邻居家的车去年{}', '新闻里说有车{}，你们的安全吗', '网上看到{}的视频，是真的吗', '电影里{}的那段是真的吗', '没有{}，就是充电有点慢', '没{}，只想问保养', '不是{}，是想预约',
  '培训要讲{}，有资料吗', '{}演练需要你们配合', '说明书上关于{}怎么写的', '开玩笑说{}了，其实想问优惠', '我的车有没有因为{}召回', '车机有{}提醒功能吗', '发生{}的时候会自动报警吗', '哪些情况会{}', '刚看到别人的车{}，心里发毛，想约个检查',
];
const tellings = ['{}了', '我的车{}了怎么办', '现在{}了', '刚刚{}了，快来', '救命，{}了', '{}了！！！', '上次修好了，今天又{}了', '不是开玩笑，真的{}了', '没撞没磕，突然{}了', '保险先别管，车{}了', '我朋友的车现在{}了，在我旁边，怎么办', '说明书上没写，我的车{}了', '正在充电，{}了', '我没开玩笑，{}了'];
const crossed = (frames: readonly string[]): string[] => frames.flatMap((frame) => events.map((event) => frame.replaceAll('{}', event)));
test('each reason sets each danger aside, and who tells of it is heard (C1, C3)', () => {
  const [calm, told] = [crossed(reasons), crossed(tellings)];
  expect(calm.filter((text) => serious(readDanger(text).level) !== '-').length / calm.length).toBeLessThan(0.01);
  expect(told.filter((text) => serious(readDanger(text).level) === '-')).toEqual([]);
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
