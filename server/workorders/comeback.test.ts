// A car that is back for the same system, to the day and the kilometre.
import { expect, test } from 'vitest';
import { comebackOf, payerOnComeback } from './comeback.ts';

const rules = new Map(Object.entries({ comebackNearDays: 30, comebackFarDays: 60 }));
const past = { workOrderId: 'w', number: 'W1', system: 'brakes', handedBackOn: '2026-10-01', handedBackKm: 10_000, qualityUntilOn: '2026-10-11', qualityUntilKm: 12_000 };
const at = (onDay: string, odometerKm = 99_000, more = {}) => comebackOf({ ...past, ...more }, { onDay, odometerKm }, rules);

test.each([['2026-10-01', 0, true], ['2026-10-31', 30, true], ['2026-11-01', 31, false], ['2026-11-30', 60, false]] as const)('on %s it is %i days and near: %s', (onDay, days, near) => {
  expect(at(onDay)).toEqual({ workOrderId: 'w', number: 'W1', system: 'brakes', days, near });
});
test('after 60 days it is none, unless the quality period of the repair still runs in days and kilometres', () => {
  expect(at('2026-12-01')).toBeUndefined();
  const assembly = { qualityUntilOn: '2027-01-09', qualityUntilKm: 30_000 };
  expect(at('2027-01-09', 30_000, assembly)).toMatchObject({ near: true, days: 100 });
  expect(at('2027-01-09', 30_001, assembly)).toBeUndefined();
  expect(at('2027-01-10', 20_000, assembly)).toBeUndefined();
});
test('the owner never pays for a near comeback of the same system; what a guarantee pays stays so and counts', () => {
  const near = { workOrderId: 'w', number: 'W1', system: 'brakes', days: 3, near: true };
  const owner = { payType: 'owner', payReason: 'notCovered' } as const;
  const warranty = { payType: 'warranty', payReason: 'withinEvCore' } as const;
  expect(payerOnComeback(owner, 'brakes', near)).toEqual({ payType: 'internal', payReason: 'comeback' });
  expect(payerOnComeback(owner, 'tyres', near)).toBe(owner);
  expect(payerOnComeback(owner, 'brakes', { ...near, near: false })).toBe(owner);
  expect(payerOnComeback(warranty, 'brakes', near)).toBe(warranty);
  expect(payerOnComeback(owner, 'brakes', null)).toBe(owner);
});
