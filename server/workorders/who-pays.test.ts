// Who pays a line: terms to the day and the kilometre, and shares to the fen.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payTypes } from './api.ts';
import { correspondingDay, lastOfMonths } from '#platform/calendar';
import { splitLine } from '#prices';
import { needsAgreement, suggestPayer, type Car, type PayType, type Terms } from './who-pays.ts';

const ownerShare = (totalFen: number, payType: PayType, ownerPct: number | undefined): number => splitLine(totalFen, payType, { ownerPct }).ownerFen;

const terms: Terms = { repairWarrantyMonths: 36, repairWarrantyKm: 60_000, evCoreMonths: 96, evCoreKm: 120_000, wearMonths: 3, wearKm: 5_000 };
const car = (more: Partial<Car> = {}): Car => ({ deliveredOn: '2024-01-31', odometerKm: 1_000, usageNature: 'household', onDay: '2024-02-15', ...more });
const said = (coverage: Parameters<typeof suggestPayer>[0], one: Car): string => {
  const { payType, payReason } = suggestPayer(coverage, one, terms);
  return `${payType} ${payReason}`;
};

describe('the last day of a term (Civil Code 202)', () => {
  test.each([
    ['2024-05-17', 3, '2024-08-17'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-03-31', 3, '2024-06-30'],
    ['2024-11-30', 3, '2025-02-28'],
    ['2024-10-31', 36, '2027-10-31'],
    ['2024-12-31', 2, '2025-02-28'],
    ['2024-12-15', 0, '2024-12-15'],
    ['2100-01-31', 1, '2100-02-28'],
    ['2000-02-29', 1200, '2100-02-28'],
  ])('from %s over %i months is %s', (from, months, last) => {
    expect(correspondingDay(from, months)).toBe(last);
  });
  test('is the corresponding day, or the last of a month that lacks it, and never of another month', () => {
    fc.assert(fc.property(fc.integer({ min: Date.parse('2010-01-01'), max: Date.parse('2040-12-31') }), fc.integer({ min: 0, max: 240 }), (ms, months) => {
      const from = new Date(ms).toISOString().slice(0, 10);
      const [year, month, day] = from.split('-').map(Number) as [number, number, number];
      const last = correspondingDay(from, months);
      const [lastYear, lastMonth, lastOfTerm] = last.split('-').map(Number) as [number, number, number];
      expect(lastYear * 12 + lastMonth).toBe(year * 12 + month + months);
      const next = new Date(Date.parse(last) + 86_400_000);
      expect(lastOfTerm === day || (lastOfTerm < day && next.getUTCDate() === 1)).toBe(true);
    }));
  });
});

test('a term whose last day is a holiday runs to the day after it, as the guarantees do', () => {
  const one = car({ deliveredOn: '2023-10-03', onDay: '2026-10-08' });
  expect(lastOfMonths('2023-10-03', 36)).toBe('2026-10-08');
  expect([said('general', one), said('general', { ...one, onDay: '2026-10-09' })]).toEqual(['warranty withinRepairWarranty', 'owner outOfWarranty']);
});

describe('the suggested payer', () => {
  const inMonths = { repair: '2027-01-31', core: '2032-01-31', wear: '2024-04-30' };
  const pastMonths = { repair: '2027-02-01', core: '2032-02-01', wear: '2024-05-01' };
  test.each([
    // coverage, onDay, km, usage, expected
    ['general', inMonths.repair, 60_000, 'household', 'warranty withinRepairWarranty'],
    ['general', pastMonths.repair, 60_000, 'household', 'owner outOfWarranty'],
    ['general', inMonths.repair, 60_001, 'household', 'owner outOfWarranty'],
    ['general', pastMonths.repair, 60_001, 'household', 'owner outOfWarranty'],
    ['general', inMonths.repair, 60_000, 'commercial', 'owner commercialUse'],
    ['general', pastMonths.repair, 60_001, 'commercial', 'owner commercialUse'],
    ['evCore', inMonths.core, 120_000, 'household', 'warranty withinEvCore'],
    ['evCore', inMonths.core, 120_000, 'commercial', 'warranty withinEvCore'],
    ['evCore', pastMonths.core, 120_000, 'household', 'owner outOfWarranty'],
    ['evCore', inMonths.core, 120_001, 'household', 'owner outOfWarranty'],
    ['evCore', pastMonths.core, 120_001, 'commercial', 'owner commercialUse'],
    ['wear', inMonths.wear, 5_000, 'household', 'warranty withinWear'],
    ['wear', inMonths.wear, 5_000, 'commercial', 'warranty withinWear'],
    ['wear', pastMonths.wear, 5_000, 'household', 'owner outOfWarranty'],
    ['wear', inMonths.wear, 5_001, 'household', 'owner outOfWarranty'],
    ['wear', pastMonths.wear, 5_001, 'commercial', 'owner outOfWarranty'],
    ['none', inMonths.wear, 0, 'household', 'owner notCovered'],
    ['none', inMonths.wear, 0, 'commercial', 'owner notCovered'],
  ] as const)('of %s on %s at %i km, %s, is %s (W2)', (coverage, onDay, odometerKm, usageNature, expected) => {
    expect(said(coverage, car({ onDay, odometerKm, usageNature }))).toBe(expected);
  });
  test('of a core part whose own term has passed is still the repair warranty where that is longer', () => {
    const short = { ...terms, evCoreMonths: 12 };
    expect(suggestPayer('evCore', car({ onDay: '2026-06-01' }), short)).toEqual({ payType: 'warranty', payReason: 'withinRepairWarranty' });
  });
  test('of a car that was never delivered is nobody but the owner', () => {
    for (const coverage of ['general', 'evCore', 'wear', 'none'] as const) expect(suggestPayer(coverage, car({ deliveredOn: null }), terms).payType).toBe('owner');
  });
});

describe('somebody else agrees (W3)', () => {
  test('to every gift, and to a maker or a house that the rules did not name; the kinds of a maker change among themselves', () => {
    const needed = new Set(payTypes.flatMap((suggested) => payTypes.filter((chosen) => needsAgreement(suggested, chosen)).map((chosen) => `${suggested} ${chosen}`)));
    const makers = ['warranty', 'threeGuarantees', 'recall'];
    for (const suggested of payTypes) for (const chosen of payTypes) {
      const expected = chosen === 'goodwill' || (chosen === 'internal' && suggested !== 'internal') || (makers.includes(chosen) && !makers.includes(suggested));
      expect(needed.has(`${suggested} ${chosen}`), `${suggested} → ${chosen}`).toBe(expected);
    }
    for (const payer of ['owner', 'insurance', 'package'] as const) expect(payTypes.some((suggested) => needsAgreement(suggested, payer))).toBe(false);
  });
});

describe('shares', () => {
  const fen = fc.integer({ min: 0, max: 2_000_000_000 });
  const pct = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
  test('of the owner and of the others sum to the line in whole fen, whatever is chosen (W1)', () => {
    fc.assert(fc.property(fen, fc.constantFrom(...payTypes), pct, (totalFen, payType, ownerPct) => {
      const share = ownerShare(totalFen, payType, ownerPct);
      const rest = totalFen - share;
      expect(Number.isInteger(share)).toBe(true);
      expect(share >= 0 && share <= totalFen && rest >= 0).toBe(true);
      expect(share + rest).toBe(totalFen);
    }), { numRuns: 500 });
  });
  test('leave what rounding leaves over to the other side (W1)', () => {
    expect(ownerShare(101, 'goodwill', 50)).toBe(50);
    expect(ownerShare(99, 'goodwill', 1)).toBe(0);
    expect(ownerShare(48_050, 'goodwill', 33)).toBe(15_856);
    expect(ownerShare(48_050, 'goodwill', undefined)).toBe(0);
    expect(ownerShare(48_050, 'goodwill', 100)).toBe(48_050);
  });
  test('are all of the line for an owner who pays, and nothing for every payer but goodwill and insurance (W2)', () => {
    fc.assert(fc.property(fen, pct, (totalFen, ownerPct) => {
      expect(ownerShare(totalFen, 'owner', ownerPct)).toBe(totalFen);
      for (const payType of payTypes) if (payType !== 'owner' && payType !== 'goodwill' && payType !== 'insurance') expect(ownerShare(totalFen, payType, ownerPct)).toBe(0);
    }));
  });
});
