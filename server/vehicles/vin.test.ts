import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigitOf, maskVin, normalVin, vinVerdict } from './vin.ts';

describe('the check digit', () => {
  test.each(['1M8GDM9AXKP042788', '11111111111111111', 'LTEST4E11TA000001', 'LTEST4E13TA000002', 'LTEST4E18TA000013'])('of %s fits', (vin) => {
    expect(vinVerdict(vin)).toEqual({ ok: true, vin, checkDigitFits: true });
  });

  test('of LSVAM40E7GA000001 should be 4: a warning, not a refusal (V2)', () => {
    expect(checkDigitOf('LSVAM40E7GA000001')).toBe('4');
    expect(vinVerdict('LSVAM40E7GA000001')).toEqual({ ok: true, vin: 'LSVAM40E7GA000001', checkDigitFits: false });
  });

  test('notices one mistyped character in nearly every place', () => {
    const letters = [...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'];
    const vin = fc.array(fc.constantFrom(...letters), { minLength: 17, maxLength: 17 }).map((characters) => {
      const draft = characters.join('');
      return draft.slice(0, 8) + checkDigitOf(draft) + draft.slice(9);
    });
    fc.assert(fc.property(vin, fc.nat(16), fc.nat(9), (good, place, digit) => {
      expect(vinVerdict(good)).toEqual({ ok: true, vin: good, checkDigitFits: true });
      fc.pre(/\d/.test(good[place] ?? '') && good[place] !== String(digit) && place !== 8);
      const bad = good.slice(0, place) + String(digit) + good.slice(place + 1);
      expect(vinVerdict(bad)).toMatchObject({ checkDigitFits: false });
    }));
  });
});

test.each([
  ['ltest4e11ta000001', 'LTEST4E11TA000001'], ['  LTEST4E11 TA000001 ', 'LTEST4E11TA000001'], ['ＬＴＥＳＴ４Ｅ１１ＴＡ０００００１', 'LTEST4E11TA000001'],
  ['*LTEST4E11TA000001*', 'LTEST4E11TA000001'], ['LTEST-4E11-TA000001', 'LTEST4E11TA000001'],
])('what is typed or scanned as “%s” is %s', (typed, vin) => {
  expect(normalVin(typed)).toBe(vin);
});

test.each([
  ['LTEST4E11TA00000', { ok: false, reason: 'length', suggestion: null }],
  ['LTEST4E11TA0000012', { ok: false, reason: 'length', suggestion: null }],
  ['', { ok: false, reason: 'length', suggestion: null }],
  ['LTEST4E11TAOOOOO1', { ok: false, reason: 'letters', suggestion: 'LTEST4E11TA000001' }],
  ['LTEST4EI1TA00000I', { ok: false, reason: 'letters', suggestion: 'LTEST4E11TA000001' }],
  ['LTEST4E11TA00京001', { ok: false, reason: 'letters', suggestion: null }],
])('“%s” is not a VIN (V1)', (typed, verdict) => {
  expect(vinVerdict(typed)).toEqual(verdict);
});

test('a list hides the middle (V3)', () => {
  expect(maskVin('LTEST4E11TA000001')).toBe('LTE********000001');
});
