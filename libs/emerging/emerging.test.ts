import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { countReports, learnCommon, usualCountRules, usualWatchRules, watch, type Day, type Report } from './emerging.ts';

/** A seeded stream of chance; the tests of a library bring their own. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
}
function poisson(next: () => number, mean: number): number {
  let [product, n] = [next(), 0];
  for (const end = Math.exp(-mean); product > end; product *= next()) n++;
  return n;
}
const seriesOf = (seed: number, days: number, rateOn: (day: number) => number): Day[] => {
  const next = chanceFrom(seed);
  return Array.from({ length: days }, (_, day) => ({ count: poisson(next, rateOn(day)), exposure: 1 }));
};
const commonOf = (all: readonly Day[][]) => learnCommon(all.map((days) => ({ counts: days.map(({ count }) => count), exposure: days.map(({ exposure }) => exposure) })), all[0]!.length);

describe('which reports count (E1)', () => {
  const report = (id: string, day: number, more: Partial<Report> = {}): Report => ({ id, day, reporter: id, ...more });

  it('counts an owner who says it three times once, and again after a month', () => {
    const { counted, left } = countReports([0, 3, 20, 55].map((day) => report(`r${day}`, day, { reporter: 'car 1' })));
    expect(counted.map(({ day }) => day)).toEqual([0, 55]);
    expect(left.map(({ why }) => why)).toEqual(['sameReporter', 'sameReporter']);
  });
  it('counts a text that is passed around once, however it is spaced and marked', () => {
    const words = ['空调一开就有异响，声音很大，开车完全受不了', '空调一开就有异响 声音很大 开车完全受不了！！！', '空调一开就有异响，声音很大，开车完全受不了。转'];
    const { counted, left } = countReports(words.map((text, at) => report(`r${at}`, at, { words: text })));
    expect(counted).toHaveLength(1);
    expect(left.every(({ why }) => why === 'copied')).toBe(true);
  });
  it('counts owners who say the same thing in words of their own', () => {
    const words = ['充电到八成就自己停了，重新插枪也不行', '每次充到百分之八十左右就断开，拔了再插没用', '在小区的桩上充不满，总停在80%'];
    expect(countReports(words.map((text, at) => report(`r${at}`, at, { words: text }))).counted).toHaveLength(3);
  });
  it('does not take "好的" and other short words for copies', () => {
    expect(countReports([0, 1, 2].map((day) => report(`r${day}`, day, { words: '异响' }))).counted).toHaveLength(3);
  });
  it('counts a flood from one desk no faster than the rule allows, and owners beside it as ever', () => {
    const desk = Array.from({ length: 30 }, (_, at) => report(`d${at}`, at % 7, { source: 'desk 7' }));
    const owners = Array.from({ length: 5 }, (_, at) => report(`o${at}`, at));
    const { counted } = countReports([...desk, ...owners]);
    expect(counted.filter(({ source }) => source !== undefined)).toHaveLength(usualCountRules.perSource);
    expect(counted.filter(({ source }) => source === undefined)).toHaveLength(5);
  });
  it('loses no report and does not care in which order they came', () => {
    const reports = fc.array(fc.record({ id: fc.uuid(), day: fc.integer({ min: 0, max: 60 }), reporter: fc.constantFrom('a', 'b', 'c', 'd'), source: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
      words: fc.option(fc.constantFrom('方向盘在高速上抖动得厉害', '方向盘在高速上抖动得厉害！', '刹车有异响'), { nil: undefined }) }), { maxLength: 40 });
    fc.assert(fc.property(reports, fc.integer(), (list, seed) => {
      const all = list.map(({ source, words, ...rest }): Report => ({ ...rest, ...(source === undefined ? {} : { source }), ...(words === undefined ? {} : { words }) }));
      const next = chanceFrom(seed >>> 0);
      const shuffled = all.map((one) => ({ one, key: next() })).sort((a, b) => a.key - b.key).map(({ one }) => one);
      const [first, second] = [countReports(all), countReports(shuffled)];
      expect(first.counted.length + first.left.length).toBe(all.length);
      expect(second.counted.map(({ id }) => id)).toEqual(first.counted.map(({ id }) => id));
    }), { numRuns: 200 });
  });
});

describe('the watch (E2, E3)', () => {
  const quiet = Array.from({ length: 80 }, (_, at) => seriesOf(at + 1, 720, () => [0.02, 0.1, 0.5, 1.5][at % 4]!));
  const common = commonOf(quiet);

  it('keeps its budget over 158 quiet series-years: no more than one false alarm a series-year when one is allowed, a tenth of it when a tenth is', () => {
    for (const falseAlarmsPerYear of [1, 0.1]) {
      const alarms = quiet.reduce((sum, days) => sum + watch(days, common, { ...usualWatchRules, falseAlarmsPerYear }).alarms.length, 0);
      expect(alarms / ((80 * 720) / 365.25)).toBeLessThanOrEqual(falseAlarmsPerYear);
    }
  });
  it('names a rise from one in two days to three in two days within six weeks in nine of ten series, and says since when and by how much', () => {
    const days = Array.from({ length: 60 }, (_, at) => seriesOf(1000 + at, 500, (day) => (day < 400 ? 0.5 : 1.5)));
    const first = days.map((one) => watch(one, common).alarms.find(({ day }) => day >= 400));
    expect(first.filter((alarm) => alarm !== undefined && alarm.day < 442).length).toBeGreaterThanOrEqual(54);
    for (const alarm of first) if (alarm !== undefined) expect(alarm.seen).toBeGreaterThan(alarm.expected);
    const since = first.flatMap((alarm) => (alarm === undefined ? [] : [alarm.sinceDay])).sort((a, b) => a - b);
    expect(Math.abs(since[Math.floor(since.length / 2)]! - 400)).toBeLessThanOrEqual(5);
    const within = first.filter((alarm) => alarm !== undefined && alarm.ratioFrom <= 3 && alarm.ratioTo >= 3).length;
    expect(within).toBeGreaterThanOrEqual(48);
  });
  it('is silent about what rises in all series at once', () => {
    const all = Array.from({ length: 80 }, (_, at) => seriesOf(5000 + at, 500, (day) => (day >= 400 && day < 430 ? 1.2 : 0.4)));
    const shared = commonOf(all);
    const alarms = all.reduce((sum, days) => sum + watch(days, shared, { ...usualWatchRules, falseAlarmsPerYear: 0.1 }).alarms.filter(({ day }) => day >= 400).length, 0);
    expect(alarms).toBeLessThanOrEqual(4);
  });
  it('is silent about more reports from more cars', () => {
    const next = chanceFrom(77);
    const days = Array.from({ length: 600 }, (_, day): Day => ({ exposure: 1 + day / 60, count: poisson(next, 0.1 * (1 + day / 60)) }));
    expect(watch(days, common, { ...usualWatchRules, falseAlarmsPerYear: 0.1 }).alarms).toEqual([]);
  });
  it('does not ring for two reports of something that was never heard of, and does for six in two weeks', () => {
    const none = Array.from({ length: 400 }, (): Day => ({ count: 0, exposure: 1 }));
    const with_ = (on: readonly number[]): Day[] => none.map((day, at) => (on.includes(at) ? { ...day, count: 1 } : day));
    expect(watch(with_([390, 394]), common).alarms).toEqual([]);
    expect(watch(with_([384, 386, 389, 391, 393, 396]), common).alarms).toHaveLength(1);
  });
  it('follows slow drift: a rate that grows by half over two years rings no more than twice as often as allowed', () => {
    const days = Array.from({ length: 20 }, (_, at) => seriesOf(9000 + at, 720, (day) => 0.5 * (1 + day / 1440)));
    const alarms = days.reduce((sum, one) => sum + watch(one, common, { ...usualWatchRules, falseAlarmsPerYear: 0.1 }).alarms.length, 0);
    expect(alarms).toBeLessThanOrEqual(8);
  });
  it('takes an empty series, a series without cars and a single day, and says so when days are missing in what is common', () => {
    expect(watch([], common).alarms).toEqual([]);
    expect(watch([{ count: 0, exposure: 0 }, { count: 0, exposure: 0 }], common).alarms).toEqual([]);
    expect(watch([{ count: 1, exposure: 1 }], common).alarms).toEqual([]);
    expect(learnCommon([], 0).factor).toHaveLength(0);
    expect(() => watch(seriesOf(1, 900, () => 1), common)).toThrow('has 900');
  });
  it('rings again when it rises again', () => {
    const days = seriesOf(31, 720, (day) => (day < 400 ? 0.5 : day < 450 ? 2 : day < 650 ? 0.5 : 2));
    const alarms = watch(days, common).alarms.map(({ day }) => day);
    expect(alarms.some((day) => day >= 400 && day < 450)).toBe(true);
    expect(alarms.some((day) => day >= 650)).toBe(true);
  });
});
