// How long a repair is answered for, by what was done.
import { expect, test } from 'vitest';
import { qualityPeriod, repairClassOf } from './quality-period.ts';

const rules = new Map(Object.entries({ qualityDaysWhole: 100, qualityKmWhole: 20_000, qualityDaysLevel2: 30, qualityKmLevel2: 5_000, qualityDaysMinor: 10, qualityKmMinor: 2_000 }));
const labour = (code: string, hv = false) => ({ kind: 'labour' as const, code, forOperation: code, hv });
const part = (forOperation: string | null) => ({ kind: 'part' as const, code: 'P', forOperation, hv: false });
const maintenance = new Set(['MAINTAIN']);

test('a part replaced in high-voltage work is an assembly repair, regular maintenance level 2, the rest minor', () => {
  expect(repairClassOf([labour('PACK', true), part('PACK')], maintenance)).toBe('wholeOrAssembly');
  expect(repairClassOf([labour('PACK', true), part('PADS'), labour('MAINTAIN')], maintenance)).toBe('level2');
  expect(repairClassOf([labour('PADS'), part('PADS'), part(null)], maintenance)).toBe('minor');
});
test('days count from the day the car leaves, kilometres from the odometer on that day', () => {
  expect(qualityPeriod('wholeOrAssembly', '2026-11-24', 12_000, rules)).toEqual({ repairClass: 'wholeOrAssembly', fromOn: '2026-11-24', untilOn: '2027-03-04', km: 20_000, untilKm: 32_000 });
  expect(qualityPeriod('minor', '2026-12-28', 500, rules)).toMatchObject({ untilOn: '2027-01-07', untilKm: 2_500 });
});
