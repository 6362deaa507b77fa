// A manager's month: what a figure says is what its list holds, each beside its guard, of one's own outlet and brand.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { newCar, outletId, refusalOf, shop, visit, type Shop } from '../workorders/small-shop.test-data.ts';
import { careMeasures } from './care-api.ts';
import { freezeCareMonths } from './care.ts';
import { careOf, monthsBack, partnerOf } from './care-measures.ts';
import { pairs, valueFrom, type MonthRecord } from './figure.ts';
import { spansOf } from './month.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
type Pair = { indicator: { measure: string; value: number | null; before: number | null; records: number }; guard: { measure: string; value: number | null } };
const figures = async (who = people.manager, month?: string) => {
  const page = await who.call('monthToDate', { outletId, ...(month === undefined ? {} : { month }) });
  return new Map((page.pairs as Pair[]).flatMap(({ indicator, guard }) => [indicator, guard]).map((one) => [one.measure, one as Pair['indicator']]));
};

test('every indicator stands beside its guard, and each figure is exactly its list, which leads to the records', async () => {
  const car = await newCar(home, 'xihe', { usageNature: 'commercial' });
  const one = await visit(home, people, car);
  await one.ready(['MAINTAIN', 'BRAKE-PADS'], ['BRAKE-PADS']);
  await one.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_001, socPct: 50, unpaidReason: '月结' });
  const late = await visit(home, people);
  await late.approved(['MAINTAIN']);
  home.clock.advance({ hours: 7 });
  await late.by(people.adviser, 'movePromise', { promisedAt: new Date(home.clock.now().getTime() + 3_600_000).toISOString(), reason: '等技师' });
  await late.by(people.worker, 'startWork');
  await late.by(people.worker, 'finishWork', { note: '完成' });
  await home.settle();
  home.clock.advance({ seconds: 1 });
  const of = await figures();
  expect(of.get('carsHandedBack')).toMatchObject({ value: 1 });
  expect(of.get('promisesKept')).toMatchObject({ value: 1 }); // kept, because it was moved: that is what the guard is for
  expect(of.get('promisesMoved')).toMatchObject({ value: 0.5 });
  expect(of.get('linesApproved')?.value).toBeCloseTo(2 / 3);
  expect(of.get('comebacks')).toMatchObject({ value: 0 });
  expect(of.get('satisfaction')).toMatchObject({ value: null, records: 0 }); // nobody was asked: no figure, not zero
  const { records } = await people.manager.call('monthRecords', { outletId, measure: 'carsHandedBack' });
  expect(records).toMatchObject([{ link: 'workOrder', id: one.id, number: one.page.workOrder.number, counts: true }]);
  const invoices = await people.manager.call('monthRecords', { outletId, measure: 'invoicedFen' });
  expect(invoices.figure.value).toBe(invoices.records.reduce((sum: number, row: { value: number }) => sum + row.value, 0));
  for (const [measure, figure] of of) {
    const list = await people.manager.call('monthRecords', { outletId, measure });
    expect(list.figure, measure).toEqual(figure);
    expect(valueFrom(list.figure.kind, list.records), measure).toBe(figure.value);
  }
});

test('a manager sees the own brand at the own outlet, and a month in which nothing was is empty', async () => {
  expect(await refusalOf(home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'elsewhere' }).call('monthToDate', { outletId }))).toBe('outletNotFound');
  expect((await figures(home.staff({ role: 'serviceManager', brandId: 'yuanlan', outletId }))).get('carsHandedBack')).toMatchObject({ value: 0 });
  expect((await figures(people.manager, '2025-03')).get('carsHandedBack')).toMatchObject({ value: 0, before: 0 });
  expect((await figures(people.manager, '2026-12')).get('carsHandedBack')).toMatchObject({ value: 0 }); // not begun
});

type CareShown = { counted: number; records: number };
describe('the CARE scorecard', () => {
  const care = async (more: Record<string, unknown> = {}) => home.staff({ role: 'regionalManager', brandId: 'xihe' }).call('showCare', more);
  const figuresOf = (page: { values: { pairs: { indicator: CareShown & { measure: string }; guard: CareShown & { measure: string } }[] }[] }) => new Map(page.values.flatMap((value) => value.pairs).flatMap(({ indicator, guard }) => [indicator, guard]).map((one) => [one.measure, one]));
  test('has four values; every indicator stands once, beside its guard, and each figure is exactly its records', async () => {
    expect(Object.values(careOf).flat(2).sort()).toEqual([...careMeasures].sort());
    for (const measure of careMeasures) expect(partnerOf(partnerOf(measure))).toBe(measure);
    expect(monthsBack('2026-02', 3)).toEqual(['2025-12', '2026-01', '2026-02']);
    const page = await care({ month: '2026-11' });
    expect(page.values.map((value: { value: string }) => value.value)).toEqual(['userCentred', 'active', 'respect', 'digital']);
    const of = figuresOf(page);
    expect(of.get('fixedFirstTime')).toMatchObject({ counted: 1, records: 1 });
    expect(of.get('agreedBeforeWork')?.records).toBeGreaterThan(0);
    for (const [measure, figure] of of) {
      const list = await home.staff({ role: 'regionalManager', brandId: 'xihe' }).call('careRecords', { measure, month: '2026-11' });
      expect(list.figure, measure).toEqual(figure);
      expect([list.records.filter((row: { counts: boolean }) => row.counts).length, list.records.length], measure).toEqual([figure.counted, figure.records]);
    }
    const sums = page.outlets.flatMap((outlet: { figures: (CareShown & { measure: string })[] }) => outlet.figures).filter((figure: { measure: string }) => figure.measure === 'fixedFirstTime');
    expect(sums.reduce((sum: number, figure: CareShown) => sum + figure.records, 0)).toBe(1);
  });
  test('is counted by the alliance too, which reads no plate and has no way to what is not its own to open', async () => {
    for (const measure of ['fixedFirstTime', 'agreedBeforeWork', 'askedOnline'] as const) {
      const [ally, mine] = [await home.staff({ role: 'allianceOfficer' }).call('careRecords', { measure, month: '2026-11', brandId: 'xihe' }), await home.staff({ role: 'regionalManager', brandId: 'xihe' }).call('careRecords', { measure, month: '2026-11' })];
      expect(mine.records.every((row: { link: string }) => row.link !== 'none')).toBe(true);
      expect(ally.figure).toEqual(mine.figure);
      expect(ally.records).toEqual(mine.records.map((row: object) => ({ ...row, plateNo: null, link: 'none' })));
    }
  });
  test('is of the own brand, outlet and city alone', async () => {
    expect(figuresOf(await care({ month: '2026-11', city: '火星' })).get('fixedFirstTime')).toMatchObject({ records: 0 });
    expect(figuresOf(await care({ month: '2026-11', outletId })).get('fixedFirstTime')).toMatchObject({ records: 1 });
    expect(figuresOf(await home.staff({ role: 'regionalManager', brandId: 'yuanlan' }).call('showCare', { month: '2026-11' })).get('fixedFirstTime')).toMatchObject({ records: 0 });
  });
  test('keeps a month that is over as it was, whatever becomes of its records; the round may run twice', async () => {
    const live = await care({ month: '2026-11' });
    expect(live.frozenAt).toBeNull();
    home.clock.set('2027-01-10T02:00:00Z');
    const before = figuresOf(await care({ month: '2026-11' }));
    await home.inside(freezeCareMonths);
    await home.inside(freezeCareMonths);
    await home.inside((tx) => tx.db.query(home.sql`update workorders.work_orders set handed_back_at = null`));
    const kept = await care({ month: '2026-11' });
    expect(kept.frozenAt).not.toBeNull();
    for (const [measure, figure] of figuresOf(kept)) expect([measure, figure.counted, figure.records]).toEqual([measure, before.get(measure)?.counted, before.get(measure)?.records]);
    const list = await home.staff({ role: 'regionalManager', brandId: 'xihe' }).call('careRecords', { measure: 'fixedFirstTime', month: '2026-11' });
    expect(list.records).toHaveLength(1);
    expect(list.records[0]).toMatchObject({ link: 'workOrder', counts: true });
    expect((await care({ month: '2026-12' })).frozenAt).toBeNull(); // too young
  });
});

describe('as arithmetic', () => {
  const row = (counts: boolean, value: number): MonthRecord => ({ link: 'case', id: 'x', number: 'x', plateNo: null, at: new Date(0), counts, value });
  test.each([['count', [], 0], ['sum', [], 0], ['share', [], null], ['mean', [], null], ['share', [row(true, 1), row(false, 1)], 0.5], ['mean', [row(true, 5), row(true, 4), row(false, 0)], 4.5], ['sum', [row(true, 100), row(false, 7)], 100]] as const)('%s of %o is %o', (kind, rows, value) => expect(valueFrom(kind, rows)).toBe(value));
  test('a young month is compared with as many days of the one before, a whole one with a whole one', () => {
    expect(spansOf('2026-11', new Date('2026-11-05T04:00:00Z')).before).toEqual({ from: new Date('2026-09-30T16:00:00Z'), until: new Date('2026-10-05T04:00:00Z') });
    expect(spansOf('2026-02', new Date('2026-06-01T00:00:00Z')).before).toEqual({ from: new Date('2025-12-31T16:00:00Z'), until: new Date('2026-01-31T16:00:00Z') });
    expect(spansOf('2026-03', new Date('2026-03-31T10:00:00Z')).before.until).toEqual(new Date('2026-02-28T16:00:00Z')); // a short month before
  });
  test('no indicator stands without a guard, and none twice', () => expect(new Set(pairs.flat()).size).toBe(pairs.length * 2));
});
