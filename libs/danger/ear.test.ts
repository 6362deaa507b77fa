// The ear: what it learns, how it is kept, and how it and the table judge together.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { featuresOf, hear, packEar, unpackEar, type Ear } from './ear.ts';
import { judgeDanger } from './judge.ts';
import { learnEar, type Told } from './learn-ear.ts';

const shipped = unpackEar(gunzipSync(new Uint8Array(readFileSync(join(import.meta.dirname, 'ear.bin.gz')))));
const judge = (text: string) => judgeDanger(text, shipped);
const serious = (text: string): boolean => ['S0', 'S1'].includes(judge(text).level ?? '');

const told = (grade: Told['grade'], ...texts: string[]): Told[] => texts.map((text) => ({ text, grade }));
const lesson: Told[] = [...told('S0', '车底冒烟了', '后面在冒烟', '前舱冒出烟来', '座椅下面有烟'), ...told('S1', '刹车没反应', '踩刹车没用', '刹车踩空了', '刹车一点没有'), ...told('calm', '空调不冷', '蓝牙连不上', '想约保养', '保养要多久', '空调有响声')];

test('the same sentences give the same ear, and it hears what they have in common (E1)', () => {
  const [one, two] = [learnEar(lesson), learnEar(lesson)];
  expect(packEar(one)).toEqual(packEar(two));
  expect(hear(one, '车里有烟').leave).toBeGreaterThan(0.4);
  expect(hear(one, '刹车踩了没反应').stop).toBeGreaterThan(0.5);
  expect(hear(one, '空调要保养').leave + hear(one, '空调要保养').stop).toBeLessThan(0.5);
});

test('what stands in one sentence only teaches nothing (E2)', () => {
  const keys = learnEar([...lesson, { text: '麒麟', grade: 'S0' }]).keys;
  expect([...featuresOf('麒麟')].some((key) => keys.includes(key))).toBe(false);
});

test('an ear that is kept and read back says nearly the same', () => {
  const ear = learnEar(lesson);
  const back = unpackEar(packEar(ear));
  for (const { text } of lesson) expect(hear(back, text).leave).toBeCloseTo(hear(ear, text).leave, 1);
});

test('shares are shares, whatever is said', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
    const { leave, stop } = hear(shipped, text);
    expect(leave).toBeGreaterThanOrEqual(0);
    expect(leave + stop).toBeLessThanOrEqual(1.000001);
  }), { numRuns: 200 });
});

const deafTo = (level: number): Ear => ({ keys: new Uint32Array(0), rarity: new Float32Array(0), leave: new Float32Array(0), stop: new Float32Array(0), bias: [level, level] });
test('an ear that holds everything for calm sets even what the table heard aside, and says why; one that holds everything for danger raises it (J1, J2, J5)', () => {
  expect(judgeDanger('车底冒烟了', deafTo(-5))).toMatchObject({ level: null, dangers: [], aside: [{ code: 'smoke', why: 'unlikely' }] });
  expect(judgeDanger('座位底下像有人在放小鞭炮', deafTo(5)).level).toBe('S0');
});

test.each(['着火了', '冒烟了', '起火了！', '爆炸了', '触电了', '漏液了', '翻车了', '气囊弹了', '有人被困', '救命', '车著火了', '冒眼了', 'my car is on fire', 'smoke is coming out', 'the car is burning'])('"%s" is leaving the car: plain words are never lost', (text) => {
  expect(judge(text).level).toBe('S0');
});
test.each(['刹车失灵了', '刹不住车', '方向盘锁死了', '爆胎了', '车自己往前冲', '绝缘报警', '枪头烫手', 'the brakes do not work', 'steering is locked'])('"%s" is serious', (text) => {
  expect(serious(text)).toBe(true);
});
test.each(['刹车片多少钱', '冒烟点烟器坏了怎么买', '烟灰缸', '防火墙在哪', '上个月冒烟已经修好了, 发票怎么开', '消防演练', '热失控是什么意思', '朋友的车着火了我的车有召回吗', '空调不制冷, 像着火一样热', '动力真猛像失控', '没有冒烟', '屏幕黑了怎么办', '你好', '充不进电', '怎么连蓝牙', 'how do i pair my phone'])('"%s" is calm', (text) => {
  expect(serious(text)).toBe(false);
});
// Sentences of the kind that no table of words foresees; none of them was learned from.
test.each(['脚垫烫得我袜子都粘住了', '后排底下像有人拿小锤子敲锅，越敲越快，还有股怪甜味', '一摸门边，胳膊像被橡皮筋弹了一下，整条都木了', '轮子那边红得跟烙铁似的', '踏板一脚下去软得像踩豆腐，车没停'])('"%s" is heard although no word of danger is said', (text) => {
  expect(serious(text)).toBe(true);
});
