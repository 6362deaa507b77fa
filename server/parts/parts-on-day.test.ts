// Whether parts will be there: by tables in a parts planner's words.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingOn, type Claim, type Counted } from './parts-on-day.ts';

const stock = (onHand: number, expected: Counted['expected'] = []) => new Map([['P', { onHand, expected }]]);
const claim = (onDay: string, quantity = 1): Claim => ({ code: 'P', quantity, onDay });
const need = (quantity = 1) => [{ code: 'P', quantity }];

test('a part that was never counted is unknown and stops nothing (D1)', () => {
  expect(missingOn(new Map(), [], need(), '2026-12-01')).toBeNull();
});

test('what is on hand serves, what comes serves from its day on, and who asks before hears when it comes', () => {
  expect(missingOn(stock(1), [], need(), '2026-12-01')).toBeNull();
  expect(missingOn(stock(0), [], need(), '2026-12-01')).toEqual({ code: 'P', arrives: null });
  const coming = stock(0, [{ onDay: '2026-12-05', quantity: 2 }]);
  expect(missingOn(coming, [], need(), '2026-12-04')).toEqual({ code: 'P', arrives: '2026-12-05' });
  expect(missingOn(coming, [], need(2), '2026-12-05')).toBeNull();
  expect(missingOn(coming, [], need(3), '2026-12-05')).toEqual({ code: 'P', arrives: null });
});

test('the last part that somebody was promised for later is not given to somebody sooner (D2)', () => {
  expect(missingOn(stock(1), [claim('2026-12-10')], need(), '2026-12-01')).toEqual({ code: 'P', arrives: null });
  expect(missingOn(stock(1, [{ onDay: '2026-12-09', quantity: 1 }]), [claim('2026-12-10')], need(), '2026-12-01')).toBeNull();
  expect(missingOn(stock(1, [{ onDay: '2026-12-20', quantity: 1 }]), [claim('2026-12-10')], need(), '2026-12-01')).toEqual({ code: 'P', arrives: '2026-12-20' });
});

test('whoever is promised in whatever order, nobody is ever promised a part that will not be there', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((nth) => `2026-12-${String(nth).padStart(2, '0')}`);
  fc.assert(fc.property(fc.nat({ max: 4 }), fc.array(fc.record({ onDay: day, quantity: fc.integer({ min: 1, max: 3 }) }), { maxLength: 4 }), fc.array(day, { maxLength: 12 }), (onHand, expected, wishes) => {
    const claims: Claim[] = [];
    for (const onDay of wishes) if (missingOn(stock(onHand, expected), claims, need(), onDay) === null) claims.push(claim(onDay));
    for (const { onDay } of claims) {
      const there = onHand + expected.filter((one) => one.onDay <= onDay).reduce((sum, one) => sum + one.quantity, 0);
      expect(claims.filter((one) => one.onDay <= onDay).length).toBeLessThanOrEqual(there);
    }
  }));
});
