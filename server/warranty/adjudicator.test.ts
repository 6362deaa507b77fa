// The adjudicator's cases of the reference, on the rules as they are shipped; and what must hold for every car.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { lastOfDays, lastOfMonths } from '#platform/calendar';
import { house } from '#platform/testing';
import { judge, type Car, type Judgement } from './judge.ts';
import { purchaseTaxBackFen, usageFee } from './money.ts';
import { hazards, exclusionStands, type Repair } from './repair.ts';
import { countedDays, daysTogether, repairDays } from './repair-days.ts';
import type { RuleCode } from './remedies.ts';
import { assemblies, startDay, type RuleBook } from './rule-book.ts';
import { ruleBook } from './store.ts';

const home = await house();
let book: RuleBook;
beforeAll(async () => {
  book = await home.inside(ruleBook);
});

let numbers = 0;
const repair = (onDay: string, more: Partial<Repair> & { hours?: number | null } = {}): Repair => {
  const { hours = 2, ...rest } = more;
  const agreedAt = new Date(`${onDay}T09:00:00+08:00`);
  const id = String(++numbers);
  return {
    id, number: `W${id}`, agreedAt, completedAt: hours === null ? null : new Date(agreedAt.getTime() + hours * 3_600_000), odometerKm: 5_000, cause: 'quality', problem: `problem ${id}`,
    safety: false, resolved: true, undrivable: false, hazard: null, faulty: null, replaced: [], excluded: [], exclusion: null, ...rest,
  };
};
const car = (repairs: readonly Repair[], more: Partial<Car> = {}): Car => ({ invoicedOn: '2024-01-10', deliveredOn: '2024-01-10', replacedOn: null, usageNature: 'household', odometerKm: null, repairs, ...more });
const later = new Date('2027-06-01T00:00:00Z');
const rules = (judgement: Judgement): RuleCode[] => [...new Set(judgement.findings.map((one) => one.rule))].sort();
const said = (repairs: readonly Repair[], more: Partial<Car> = {}, at = later): RuleCode[] => rules(judge(book, car(repairs, more), at));
const found = (repairs: readonly Repair[], rule: RuleCode) => judge(book, car(repairs), later).findings.find((one) => one.rule === rule);
const battery = { assembly: 'tractionBattery', part: null, whole: true } as const;
const cell = { assembly: 'tractionBattery', part: 'cell', whole: false } as const;

describe('the cases of the reference', () => {
  test.each([[0.5, 1, false], [24, 1, false], [24 + 1 / 60, 2, false], [120, 5, false], [120 + 1 / 60, 6, true]])('1: a repair of %d hours is %i days, and only the sixth day owes a loaner car', (hours, days, loaner) => {
    expect(repairDays(hours)).toBe(days);
    expect(said([repair('2024-06-03', { hours })])).toEqual(loaner ? ['W1', 'W3'] : ['W1']);
    expect(judge(book, car([repair('2024-06-03', { hours })]), later).counters.find((one) => one.kind === 'totalRepairDays')?.value).toBe(days);
  });
  test('2: 200 hours of which the battery travelled 72 are 9 days for the loaner car and 6 for the thirty', () => {
    expect([repairDays(200), countedDays(200, 72)]).toEqual([9, 6]);
    const one = repair('2024-06-03', { hours: 200, excluded: [{ kind: 'batteryTransport', fromAt: new Date('2024-06-04T00:00:00Z'), toAt: new Date('2024-06-07T00:00:00Z') }] });
    expect(found([one], 'W3')?.sum).toMatchObject({ value: 9, most: 5 });
    expect(judge(book, car([one]), later).counters.find((other) => other.kind === 'totalRepairDays')).toMatchObject({ value: 6, sum: [{ hours: 200, excludedHours: 72, days: 6 }] });
  });
  test('3: 30 days of repair together give nothing, 31 give another car or the money', () => {
    const days = (...each: number[]) => each.map((one, index) => repair(`2024-0${index + 3}-04`, { hours: one * 24 }));
    expect(said(days(5, 5, 5, 5, 5, 5))).toEqual(['W1']);
    expect(found(days(5, 5, 5, 5, 5, 6), 'V6')).toMatchObject({ remedy: 'replaceOrReturn', article: '24(4)', usageFee: true, validFrom: '2022-01-01', sum: { value: 31, most: 30 } });
  });
  test('4: the same problem repaired 4 times gives nothing, the fifth time another car or the money', () => {
    const times = (count: number) => Array.from({ length: count }, (_, index) => repair(`2024-0${index + 3}-04`, { problem: 'charging' }));
    expect(said(times(4))).toEqual(['W1']);
    expect(found(times(5), 'V7')).toMatchObject({ usageFee: true, key: 'charging', sum: { value: 5, most: 4 } });
    expect(said([...times(4), repair('2024-08-08', { problem: 'noise' })])).toEqual(['W1']);
  });
  test('5: a faulty cell on day 60 at 2,999 km gives another battery', () => {
    expect(said([repair('2024-03-10', { odometerKm: 2_999, faulty: cell })])).toEqual(['A1', 'W1']);
  });
  test('6: the day after, or at 3,001 km, it is repaired free of charge only', () => {
    expect(said([repair('2024-03-11', { odometerKm: 2_999, faulty: cell })])).toEqual(['W1']);
    expect(said([repair('2024-03-10', { odometerKm: 3_001, faulty: cell })])).toEqual(['W1']);
    expect(said([repair('2024-03-10', { odometerKm: 3_000, faulty: cell })])).toEqual(['A1', 'W1']);
  });
  test('7: a battery that must be replaced on day 7 gives another car at any mileage, without a fee; on day 8 it does not', () => {
    const one = repair('2024-01-17', { odometerKm: 9_000, replaced: [battery] });
    expect(said([one])).toEqual(['V1', 'W1']);
    expect(found([one], 'V1')).toMatchObject({ usageFee: false, article: '22', sum: { lastOn: '2024-01-17', mostKm: null } });
    expect(said([repair('2024-01-18', { odometerKm: 9_000, replaced: [battery] })])).toEqual(['W1']);
  });
  test('8: a battery fire on day 30 at 2,500 km gives another car without a fee', () => {
    expect(found([repair('2024-02-09', { odometerKm: 2_500, hazard: 'batteryFire' })], 'V2')).toMatchObject({ remedy: 'replaceOrReturn', usageFee: false, article: '23' });
  });
  test('9: a battery replaced twice and then well gives nothing; failing once more it does', () => {
    const twice = [repair('2024-03-10', { replaced: [battery] }), repair('2024-05-10', { replaced: [battery] })];
    expect(said(twice)).toEqual(['W1']);
    expect(said([...twice, repair('2024-07-10', { faulty: { assembly: 'tractionBattery', part: null } })])).toEqual(['V4', 'W1']);
    expect(said([twice[0] as Repair, { ...(twice[1] as Repair), resolved: false }])).toEqual(['V4', 'W1']);
  });
  test('10: one cell, then the whole battery, and it fails again: nothing is counted twice', () => {
    const fails = repair('2024-07-10', { faulty: { assembly: 'tractionBattery', part: 'cell' } });
    expect(said([repair('2024-03-11', { replaced: [cell] }), repair('2024-05-10', { replaced: [battery] }), fails])).toEqual(['W1']);
    expect(said([repair('2024-03-11', { replaced: [cell] }), repair('2024-05-10', { replaced: [cell] }), fails])).toEqual(['V5', 'W1']);
  });
  test('11: after two safety repairs a third, other safety fault in month 20 at 40,000 km gives another car, with a fee', () => {
    const three = ['2024-05-10', '2024-12-10', '2025-09-09'].map((day) => repair(day, { safety: true, odometerKm: 40_000 }));
    expect(said(three)).toEqual(['V3', 'W1']);
    expect(found(three, 'V3')).toMatchObject({ usageFee: true, article: '24(1)' });
    expect(said(three.slice(0, 2))).toEqual(['W1']);
    expect(said([three[0] as Repair, { ...(three[1] as Repair), resolved: false }])).toEqual(['V3', 'W1']);
  });
  test('12: the same at 50,001 km does not: repair warranty only', () => {
    expect(said([...['2024-05-10', '2024-12-10'].map((day) => repair(day, { safety: true, odometerKm: 40_000 })), repair('2025-09-09', { safety: true, odometerKm: 50_001 })])).toEqual(['W1']);
  });
  test('13: maintenance elsewhere is no reason to refuse a motor bearing in month 10', () => {
    const elsewhere = { code: 0, evidence: '在其他店保养', causalLink: '', approvedBy: '' };
    expect(exclusionStands(elsewhere)).toBe(false);
    expect(said([repair('2024-11-05', { faulty: { assembly: 'driveMotor', part: 'bearing' }, exclusion: elsewhere })])).toEqual(['W1']);
    const stands = { code: 3, evidence: '改装照片', causalLink: '改装线束短路', approvedBy: '质保专员' };
    expect(exclusionStands(stands)).toBe(true);
    for (const missing of ['evidence', 'causalLink', 'approvedBy']) expect(exclusionStands({ ...stands, [missing]: ' ' })).toBe(false);
    expect(said([repair('2024-11-05', { exclusion: stands })])).toEqual([]);
  });
  test('14: invoice on the 5th and delivery on the 10th begin on the 10th', () => {
    expect(startDay({ invoicedOn: '2024-01-05', deliveredOn: '2024-01-10', replacedOn: null })).toBe('2024-01-10');
    expect(startDay({ invoicedOn: '2024-01-05', deliveredOn: null, replacedOn: null })).toBe('2024-01-05');
  });
  test('15: a replacement car handed over on 2024-06-01 begins both periods anew', () => {
    const { periods } = judge(book, car([], { replacedOn: '2024-06-01' }), later);
    expect(periods.map((one) => [one.kind, one.firstOn, one.lastOn])).toEqual([
      ['sevenDays', '2024-06-01', '2024-06-08'], ['early', '2024-06-01', '2024-07-31'], ['threeGuarantees', '2024-06-01', '2026-06-01'], ['repairWarranty', '2024-06-01', '2027-06-01'],
    ]);
  });
  test('16: the fee of ¥219,800, 8,200 km and 0.5 % is ¥9,011.80, and 0.6 % is no coefficient', () => {
    const priced = { priceFen: 21_980_000, odometerKm: 8_200, coefficientPpm: 5_000 };
    expect(usageFee(book, '2024-01-10', priced)).toMatchObject({ feeFen: 901_180, article: '27' });
    expect(usageFee(book, '2024-01-10', { ...priced, coefficientPpm: 6_000 })).toBe('coefficientTooHigh');
    expect(usageFee(book, '2021-12-31', priced)).toBe('noRule');
  });
  test('17: a pick-up used for ride-hailing is a matter of contract only', () => {
    expect(judge(book, car([repair('2024-03-10', { odometerKm: 100, hazard: 'batteryFire', replaced: [battery] })], { usageNature: 'commercial' }), later)).toEqual({ standing: 'contractOnly', periods: [], counters: [], findings: [] });
  });
  test('18: of ¥10,000 purchase tax of 2024-01-10 the state returns ¥8,000 on 2026-03-01', () => {
    expect(purchaseTaxBackFen(book, 1_000_000, '2024-01-10', '2026-03-01')).toBe(800_000);
    expect(purchaseTaxBackFen(book, 1_000_000, '2024-01-10', '2026-01-09')).toBe(900_000);
  });
  test('the last days of the reference', () => {
    expect([lastOfDays('2024-01-10', 7), lastOfDays('2024-01-10', 60), lastOfMonths('2024-01-10', 24), lastOfMonths('2024-01-10', 36), lastOfMonths('2024-02-29', 24)])
      .toEqual(['2024-01-17', '2024-03-10', '2026-01-10', '2027-01-10', '2026-02-28']);
  });
  test('a last day in a holiday moves to the day after it', () => {
    expect([lastOfMonths('2024-10-03', 24), lastOfDays('2026-02-10', 7)]).toEqual(['2026-10-08', '2026-02-24']);
  });
});

describe('what counts', () => {
  test('a campaign, maintenance, an accident or the customer’s own doing adds no day and no count', () => {
    for (const cause of ['wear', 'accident', 'customer', 'campaign', 'maintenance'] as const) expect(judge(book, car([repair('2024-06-03', { cause, hours: 900, safety: true })]), later)).toMatchObject({ counters: [], findings: [] });
  });
  test('a car that cannot be driven is helped where it stands', () => {
    expect(found([repair('2024-06-03', { undrivable: true })], 'W2')).toMatchObject({ remedy: 'onsiteAndTow', article: '15' });
  });
  test('a stay that is under way counts until now, and the time after the last day of the period does not', () => {
    const open = repair('2026-01-08', { hours: null });
    const at = (day: string) => judge(book, car([open]), new Date(`${day}T08:59:00+08:00`)).counters;
    expect(at('2026-01-13').map((one) => [one.kind, one.value, one.state, one.step])).toContainEqual(['singleRepairDays', 5, 'near', 5]);
    expect(at('2026-01-14').map((one) => [one.kind, one.value, one.state, one.step])).toContainEqual(['singleRepairDays', 6, 'due', 6]);
    expect(at('2026-03-14').find((one) => one.kind === 'totalRepairDays')?.value).toBe(3);
  });
  test('people are warned one step before every limit', () => {
    const state = (repairs: readonly Repair[], kind: string, at = later) => judge(book, car(repairs), at).counters.filter((one) => one.kind === kind).map((one) => [one.value, one.state, one.step])[0];
    const stay = (days: number) => [repair('2024-03-04', { hours: days * 24 })];
    expect([19, 20, 25, 28, 30, 31].map((days) => state(stay(days), 'totalRepairDays'))).toEqual([[19, 'clear', null], [20, 'near', 20], [25, 'near', 25], [28, 'near', 28], [30, 'near', 30], [31, 'due', 31]]);
    const same = (times: number) => Array.from({ length: times }, () => repair('2024-03-04', { problem: 'charging' }));
    expect([2, 3, 4, 5].map((times) => state(same(times), 'sameProblemRepairs'))).toEqual([[2, 'clear', null], [3, 'near', 3], [4, 'near', 4], [5, 'due', 5]]);
    expect(state([repair('2024-03-04', { safety: true })], 'safetyRepairs')).toEqual([1, 'near', 1]);
    expect(state([repair('2024-03-04', { replaced: [battery] })], 'assemblyReplacements')).toEqual([1, 'near', 1]);
    expect(state([repair('2024-03-04', { replaced: [cell] })], 'partReplacements')).toEqual([1, 'near', 1]);
  });
  test('two orders at the same hours count each hour once', () => {
    const span = (fromH: number, toH: number) => [{ fromMs: fromH * 3_600_000, toMs: toH * 3_600_000 }];
    expect([daysTogether([span(0, 48), span(0, 48)]), daysTogether([span(0, 25), span(100, 125)]), daysTogether([span(0, 240), span(24, 48)])]).toEqual([3, 4, 11]);
  });
  test('a car delivered before the order was in force, or not yet, has no counters of it', () => {
    expect(judge(book, car([repair('2023-06-03')], { invoicedOn: null, deliveredOn: '2021-12-31' }), later).standing).toBe('earlierRule');
    expect(judge(book, car([], { invoicedOn: null, deliveredOn: null }), later).standing).toBe('notDelivered');
  });
});

const anyRepair = fc.record({
  day: fc.integer({ min: 0, max: 800 }), hours: fc.double({ min: 0, max: 400, noNaN: true }), odometerKm: fc.integer({ min: 0, max: 60_000 }), problem: fc.constantFrom('charging', 'noise', 'screen'), safety: fc.boolean(), resolved: fc.boolean(),
  undrivable: fc.boolean(), hazard: fc.option(fc.constantFrom(...hazards)), faulty: fc.option(fc.record({ assembly: fc.constantFrom(...assemblies), part: fc.constantFrom(null, 'cell', 'bearing') })),
  replaced: fc.array(fc.record({ assembly: fc.constantFrom('tractionBattery' as const, 'driveMotor' as const), part: fc.constantFrom('cell', 'bearing'), whole: fc.boolean() }), { maxLength: 2 }),
}).map(({ day, hours, ...rest }) => {
  const agreedAt = new Date(Date.parse('2024-01-10T01:00:00Z') + day * 86_400_000);
  return repair('2024-01-10', { ...rest, agreedAt, completedAt: new Date(agreedAt.getTime() + hours * 3_600_000) });
});
const anyRepairs = fc.array(anyRepair, { maxLength: 8 });
/** Everything that was due is due still. */
const notWeaker = (before: readonly Repair[], after: readonly Repair[]): void => {
  expect(said(after)).toEqual(expect.arrayContaining(said(before)));
};

describe('for every car', () => {
  test('more repair days never make the remedy weaker', () => {
    fc.assert(fc.property(anyRepairs, fc.nat(), fc.double({ min: 0, max: 900, noNaN: true }), (repairs, which, hours) => {
      const longer = repairs.map((one, index) => (index === which % Math.max(1, repairs.length) ? { ...one, completedAt: new Date((one.completedAt as Date).getTime() + hours * 3_600_000) } : one));
      notWeaker(repairs, longer);
    }), { numRuns: 300 });
  });
  test('another visit never weakens what is due', () => {
    fc.assert(fc.property(anyRepairs, anyRepair, (repairs, another) => {
      notWeaker(repairs, [...repairs, another]);
    }), { numRuns: 300 });
  });
  test('the order in which visits are told makes no difference', () => {
    fc.assert(fc.property(anyRepairs, (repairs) => {
      expect(said([...repairs].reverse())).toEqual(said(repairs));
    }), { numRuns: 100 });
  });
  test('a rule of another date never applies', () => {
    const day = fc.integer({ min: 0, max: 1_500 }).map((days) => new Date(Date.parse('2022-06-01') + days * 86_400_000).toISOString().slice(0, 10));
    fc.assert(fc.property(anyRepairs, day, (repairs, endsOn) => {
      const dated: RuleBook = { ...book, rules: book.rules.flatMap((row) => (row.name === 'totalRepairDays' || row.name === 'sameProblemRepairs' ? [{ ...row, validTo: endsOn }, { ...row, value: 1, validFrom: new Date(Date.parse(endsOn) + 86_400_000).toISOString().slice(0, 10) }] : [row])) };
      for (const one of judge(dated, car(repairs), later).findings) {
        const rule = dated.rules.find((row) => row.validFrom === one.validFrom && row.article === one.article && (one.sum.most === null || row.value === one.sum.most) && row.validFrom <= one.onDay && (row.validTo === null || one.onDay <= row.validTo));
        if (['V6', 'V7'].includes(one.rule)) expect(rule, JSON.stringify(one)).toBeDefined();
        expect(one.validFrom <= one.onDay).toBe(true);
      }
    }), { numRuns: 200 });
  });
  test('no rule in force gives nothing, and events of before 2022 give nothing', () => {
    fc.assert(fc.property(anyRepairs, (repairs) => {
      const ended = { ...book, rules: book.rules.map((row) => ({ ...row, validTo: '2023-12-31' })) };
      expect(rules(judge(ended, car(repairs), later))).toEqual([]);
      expect(said(repairs, { invoicedOn: '2021-06-01', deliveredOn: '2021-06-01' })).toEqual([]);
    }), { numRuns: 50 });
  });
  test('no input throws', () => {
    const anyDate = fc.date({ noInvalidDate: false });
    const anyDay = fc.option(fc.oneof(fc.string(), fc.constantFrom('2024-02-30', '2024-13-01', '', '2024-01-10', '0000-00-00')));
    const wild = fc.record({
      id: fc.string(), number: fc.string(), agreedAt: anyDate, completedAt: fc.option(anyDate), odometerKm: fc.double(), cause: fc.constant('quality' as const), problem: fc.string(), safety: fc.boolean(), resolved: fc.boolean(), undrivable: fc.boolean(),
      hazard: fc.option(fc.constantFrom(...hazards)), faulty: fc.option(fc.record({ assembly: fc.constantFrom(...assemblies), part: fc.option(fc.string()) })), replaced: fc.array(fc.record({ assembly: fc.constantFrom(...assemblies), part: fc.option(fc.string()), whole: fc.boolean() })),
      excluded: fc.array(fc.record({ kind: fc.constant('rescueTravel' as const), fromAt: anyDate, toAt: anyDate })), exclusion: fc.option(fc.record({ code: fc.double(), evidence: fc.string(), causalLink: fc.string(), approvedBy: fc.string() })),
    });
    fc.assert(fc.property(fc.array(wild, { maxLength: 6 }), anyDay, anyDay, anyDay, anyDate, fc.option(fc.double()), (repairs, invoicedOn, deliveredOn, replacedOn, at, odometerKm) => {
      for (const usageNature of ['household', 'commercial'] as const) expect(() => judge(book, { invoicedOn, deliveredOn, replacedOn, usageNature, odometerKm, repairs }, at)).not.toThrow();
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.double(), fc.double(), fc.double(), (priceFen, odometerKm, coefficientPpm) => {
      expect(() => usageFee(book, '2024-01-10', { priceFen, odometerKm, coefficientPpm })).not.toThrow();
    }));
  });
});
