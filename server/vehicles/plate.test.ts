import { describe, expect, test } from 'vitest';
import { normalPlate, plateVerdict } from './plate.ts';

describe('plates', () => {
  test.each([
    ['沪AD12345', 'newEnergy'], ['京AA12345', 'newEnergy'], ['渝A12345D', 'newEnergy'], ['苏EDA0001', 'newEnergy'], ['粤BF12345', 'newEnergy'],
    ['沪A12345', 'civil'], ['京N8P8F8', 'civil'], ['沪A1234学', 'special'], ['粤Z1234港', 'special'], ['粤ZC123澳', 'special'], ['京A1234警', 'special'], ['鲁B1234挂', 'special'],
    ['沪A1234领', 'special'], ['使014578', 'embassy'], ['224578使', 'embassy'], ['沪A临1234', 'temporary'], ['临沪A12345', 'temporary'],
  ])('%s is %s', (plateNo, kind) => {
    expect(plateVerdict(plateNo)).toEqual({ ok: true, plateNo, kind });
  });

  test.each(['沪AZ123456', '沪AZ12345', 'A12345', '沪12345', '沪A1234', '沪AD123', '台A12345', '', '没有'])('%s is not', (text) => {
    expect(plateVerdict(text)).toEqual({ ok: false, suggestion: null });
  });

  test.each([['沪ＡＤ１２３４５', '沪AD12345'], ['沪ad12345', '沪AD12345'], ['沪A·D12345', '沪AD12345'], ['沪 A D1 2345', '沪AD12345'], ['沪A•12345', '沪A12345'], ['沪A-12345', '沪A12345']])('%s is the same as %s (N1)', (typed, plateNo) => {
    expect(normalPlate(typed)).toBe(plateNo);
    expect(plateVerdict(typed)).toMatchObject({ ok: true, plateNo });
  });

  test.each([['沪AD1234O', '沪AD12340'], ['沪AO1234', '沪A01234'], ['沪A1O34I', '沪A10341'], ['沪AI12345', null], ['沪OA1234', null]])('in %s a letter that cannot be there is suggested as a digit: %s (N2)', (typed, suggestion) => {
    expect(plateVerdict(typed)).toEqual({ ok: false, suggestion });
  });
});
