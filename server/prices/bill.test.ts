// The published list, the estimate and the invoice agree to the fen, for any list, model, region, operations that contain each
// other, diagnosis time, coupon and shares: they call the same functions.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { billOf, sharesOf, splitLine, spread, type Coupon } from './bill.ts';
import { faultsOf, labourFen, priceLines, type Book } from './price-lines.ts';

const codes = Array.from({ length: 6 }, (_, at) => `OP-${at}`);
const partCodes = ['PART-0', 'PART-1', 'PART-2'];
const models = ['one', 'two'];
const onModels = fc.constantFrom(null, ['one'], ['one', 'two']);
/** A top-level operation contains only those after it, so that no book contains itself. */
const book: fc.Arbitrary<Book> = fc.record({
  ratesFenPerHour: fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 4, maxLength: 4 }),
  operations: fc.tuple(...codes.map((code, at) => fc.record({
    code: fc.constant(code), system: fc.constant('x'), name: fc.constant(code), nameEn: fc.constant(code), what: fc.constant('x'), whatEn: fc.constant('x'), labourCentihours: fc.integer({ min: 0, max: 400 }).map((steps) => steps * 5),
    hv: fc.boolean(), safety: fc.boolean(), mobile: fc.boolean(), certificate: fc.constant(null), bayCapability: fc.constant(null), includes: fc.subarray(codes.slice(at + 1)), troubles: fc.constant([]), coverage: fc.constant('none' as const), modelIds: fc.constant(null),
    parts: fc.subarray(partCodes).chain((some) => fc.tuple(...some.map((part) => fc.record({ code: fc.constant(part), quantity: fc.integer({ min: 1, max: 9 }) })))),
  }))),
  parts: fc.tuple(...partCodes.map((code) => fc.record({ code: fc.constant(code), name: fc.constant(code), nameEn: fc.constant(code), origin: fc.constant('originalPart' as const), unitFen: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999_999 })), coverage: fc.constant('none' as const), modelIds: onModels.filter((list) => list === null || list.length === 2) }))),
}) as unknown as fc.Arbitrary<Book>;
const coupon: fc.Arbitrary<Coupon | null> = fc.oneof(fc.constant(null), fc.record({ fen: fc.integer({ min: 1, max: 500_000 }) }), fc.record({ pct: fc.integer({ min: 1, max: 100 }), mostFen: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 9_999 })) }));
const payType = fc.constantFrom('owner', 'owner', 'warranty', 'threeGuarantees', 'goodwill', 'recall', 'insurance', 'package', 'internal');
const pct = fc.record({ ownerPct: fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 100 })), makerPct: fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 100 })) });
const request = fc.record({ tier: fc.integer({ min: 1, max: 4 }), modelId: fc.constantFrom(...models), operations: fc.subarray(codes, { minLength: 1 }), diagnosisCentihours: fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 60 }).map((steps) => steps * 5)), payTypes: fc.array(payType, { minLength: 60, maxLength: 60 }), pcts: fc.array(pct, { minLength: 60, maxLength: 60 }) });

test('list, estimate and invoice agree to the fen, and the shares of a line sum to the line exactly', () => {
  fc.assert(fc.property(book, request, coupon, (one, wants, off) => {
    expect(faultsOf(one)).toEqual([]);
    const { tier, modelId } = wants;
    // The list: each operation by itself.
    const listed = new Map(one.operations.map((operation) => [operation.code, priceLines(one, { tier, modelId, operations: [operation.code] })]));
    for (const operation of one.operations) expect(listed.get(operation.code)?.labourFen).toBe(labourFen(operation.labourCentihours, one.ratesFenPerHour[tier - 1] as number));
    // The estimate: all together, whatever the order.
    const estimate = priceLines(one, wants);
    expect(priceLines(one, { ...wants, operations: [...wants.operations].reverse() })).toEqual(estimate);
    const inside = new Set(wants.operations.flatMap((code) => [...reach(one, code)]));
    const alone = wants.operations.filter((code) => !inside.has(code));
    const diagnosisFen = wants.diagnosisCentihours === undefined ? 0 : labourFen(wants.diagnosisCentihours, one.ratesFenPerHour[tier - 1] as number);
    expect(estimate.labourFen, 'labour is that of the operations no other contains, as listed, and the diagnosis').toBe(alone.reduce((sum, code) => sum + (listed.get(code)?.labourFen ?? 0), 0) + diagnosisFen);
    expect(estimate.partsFen, 'parts are those of every operation, as listed').toBe(wants.operations.reduce((sum, code) => sum + (listed.get(code)?.partsFen ?? 0), 0));
    // The invoice: the estimate's lines with who pays them.
    const lines = estimate.lines.map((line, at) => ({ ...line, payType: wants.payTypes[at] as string, ...splitLine(line.totalFen, wants.payTypes[at] as string, wants.pcts[at] ?? {}) }));
    const bill = billOf(lines, off);
    expect(bill.totalFen).toBe(estimate.totalFen);
    expect(bill.lines.map(({ totalFen }) => totalFen)).toEqual(estimate.lines.map(({ totalFen }) => totalFen));
    for (const line of bill.lines) {
      expect(line.shares.reduce((sum, share) => sum + share.fen, 0)).toBe(line.totalFen);
      expect(line.shares.every((share) => share.fen > 0)).toBe(true);
      expect(line.couponFen >= 0 && line.couponFen <= line.ownerFen).toBe(true);
    }
    expect(bill.lines.reduce((sum, line) => sum + line.couponFen, 0)).toBe(bill.couponFen);
    expect(bill.owedFen).toBe(bill.ownerFen - bill.couponFen);
    expect(bill.owedFen).toBeGreaterThanOrEqual(0);
    expect(billOf(lines).owedFen, 'without a coupon the owner owes what the estimate said').toBe(lines.reduce((sum, line) => sum + line.ownerFen, 0));
  }), { numRuns: 300 });
});

function reach(one: Book, code: string): Set<string> {
  const found = new Set<string>();
  const walk = (from: string): void => {
    for (const inner of one.operations.find((each) => each.code === from)?.includes ?? []) {
      if (found.has(inner)) continue;
      found.add(inner);
      walk(inner);
    }
  };
  walk(code);
  return found;
}

test('a price of zero is a price, and a part without one is refused', () => {
  const free: Book = { ratesFenPerHour: [0, 0, 0, 0], operations: [], parts: [{ code: 'FREE', name: '赠品', nameEn: 'Gift', origin: 'originalPart', unitFen: 0, coverage: 'none', modelIds: null }] };
  expect(priceLines(free, { tier: 1, operations: [], parts: [{ code: 'FREE', quantity: 2 }] })).toMatchObject({ totalFen: 0, lines: [{ code: 'FREE', unitFen: 0, totalFen: 0 }] });
  expect(() => priceLines(free, { tier: 1, operations: [], parts: [{ code: 'MISSING', quantity: 1 }] })).toThrow(expect.objectContaining({ code: 'partNotFound' }));
  expect(() => priceLines(free, { tier: 1, operations: ['MISSING'] })).toThrow(expect.objectContaining({ code: 'operationNotFound' }));
});

test('an amount is divided by weights without a fen lost or made, and nobody gets more than a fen beyond their part', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 1, maxLength: 20 }), (fen, weights) => {
    const parts = spread(fen, weights);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    expect(parts.reduce((total, part) => total + part, 0)).toBe(sum === 0 ? 0 : fen);
    if (sum > 0) for (const [at, part] of parts.entries()) expect(Math.abs(part - (fen * (weights[at] as number)) / sum)).toBeLessThanOrEqual(1.001);
  }));
});

test('the shares of every way to pay are those of its people, and only goodwill and insurance are shared with the owner', () => {
  const of = (payTyped: string, given = {}) => sharesOf({ kind: 'labour', code: 'X', totalFen: 1_001, payType: payTyped, ...splitLine(1_001, payTyped, given) }).map((share) => `${share.payer} ${share.fen}`);
  expect(of('owner')).toEqual(['owner 1001']);
  for (const payTyped of ['warranty', 'threeGuarantees', 'recall']) expect(of(payTyped, { ownerPct: 50 })).toEqual(['warranty 1001']);
  expect(of('package')).toEqual(['package 1001']);
  expect(of('internal')).toEqual(['internal 1001']);
  expect(of('insurance', { ownerPct: 20 })).toEqual(['owner 200', 'insurance 801']);
  expect(of('goodwill')).toEqual(['goodwillMaker 1001']);
  expect(of('goodwill', { ownerPct: 30 })).toEqual(['owner 300', 'goodwillMaker 700', 'goodwillOutlet 1']);
  expect(of('goodwill', { ownerPct: 33, makerPct: 33 })).toEqual(['owner 330', 'goodwillMaker 330', 'goodwillOutlet 341']);
  expect(of('goodwill', { ownerPct: 60, makerPct: 60 })).toEqual(['owner 600', 'goodwillMaker 401']);
});
