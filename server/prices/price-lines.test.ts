import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOf, labourFen, priceLines, type Book } from './price-lines.ts';

const operation = (code: string, labourCentihours: number, more: Partial<Book['operations'][number]> = {}): Book['operations'][number] => ({
  code, system: 'battery', name: code, nameEn: code, what: 'x', whatEn: 'x', labourCentihours, hv: false, safety: false, mobile: false, certificate: null, bayCapability: null,
  includes: [], parts: [], troubles: [], coverage: 'general', modelIds: null, ...more,
});
const book: Book = {
  ratesFenPerHour: [32_000, 28_000, 24_000, 20_000],
  operations: [operation('A', 105, { parts: [{ code: 'p1', quantity: 2 }] }), operation('B', 35), operation('C', 200, { includes: ['A', 'B'] }), operation('D', 15, { modelIds: ['m2'] }), operation('E', 333 - 3)],
  parts: [{ code: 'p1', name: 'p1', nameEn: 'p1', origin: 'originalPart', unitFen: 1999, coverage: 'general', modelIds: null }, { code: 'p2', name: 'p2', nameEn: 'p2', origin: 'equalQualityPart', unitFen: 5, coverage: 'wear', modelIds: null }],
};

test('an hour and five hundredths at 320 yuan is 336 yuan', () => {
  expect(labourFen(105, 32_000)).toBe(33_600);
  expect(labourFen(5, 19_990)).toBe(1000); // 999.5 fen, half upwards
});

test('what another operation includes costs nothing more beside it, and says so (P2)', () => {
  const both = priceLines(book, { tier: 1, operations: ['B', 'C'] });
  expect(both.lines.find((line) => line.code === 'B')).toMatchObject({ totalFen: 0, includedIn: 'C', labourCentihours: 0 });
  expect(both.labourFen).toBe(priceLines(book, { tier: 1, operations: ['C'] }).labourFen);
});

test('two operations that include each other do not both become free', () => {
  const circle: Book = { ...book, operations: [operation('X', 100, { includes: ['Y'] }), operation('Y', 100, { includes: ['X'] })] };
  expect(priceLines(circle, { tier: 1, operations: ['X', 'Y'] }).labourFen).toBe(32_000);
  expect(faultsOf(circle)).toContainEqual({ fault: 'includesItself', code: 'X', other: null });
});

test('an operation of another model, an unknown part, are refused by name', () => {
  expect(() => priceLines(book, { tier: 1, modelId: 'm1', operations: ['D'] })).toThrow('operationNotFound');
  expect(() => priceLines(book, { tier: 1, operations: [], parts: [{ code: 'nope', quantity: 1 }] })).toThrow('partNotFound');
});

test('the list price of each operation is the estimate of it alone, lines sum to the fen, and order does not matter (P1, P3, P4)', () => {
  const codes = fc.subarray(['A', 'B', 'C', 'E']);
  fc.assert(fc.property(codes, fc.integer({ min: 1, max: 4 }), fc.array(fc.record({ code: fc.constantFrom('p1', 'p2'), quantity: fc.integer({ min: 1, max: 9 }) }), { maxLength: 3 }), (operations, tier, parts) => {
    const forwards = priceLines(book, { tier, operations, parts });
    const backwards = priceLines(book, { tier, operations: [...operations].reverse(), parts });
    expect(backwards).toEqual(forwards);
    expect(forwards.totalFen).toBe(forwards.lines.reduce((sum, line) => sum + line.totalFen, 0));
    expect(forwards.lines.every((line) => Number.isInteger(line.totalFen) && line.totalFen === line.unitFen * line.quantity)).toBe(true);
    const alone = operations.filter((code) => !forwards.lines.some((line) => line.code === code && line.includedIn !== null));
    for (const code of alone) {
      const list = priceLines(book, { tier, operations: [code] });
      expect(forwards.lines.find((line) => line.kind === 'labour' && line.code === code)?.totalFen).toBe(list.labourFen);
    }
  }));
});

test('diagnosis costs its time by the rate of the place, alone or beside work, to the fen (P3)', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 4 }), fc.subarray(['A', 'B', 'C']), (steps, tier, operations) => {
    const alone = priceLines(book, { tier, operations: [], diagnosisCentihours: steps * 5 });
    expect(alone.totalFen).toBe(labourFen(steps * 5, book.ratesFenPerHour[tier - 1] as number));
    expect(priceLines(book, { tier, operations, diagnosisCentihours: steps * 5 }).totalFen).toBe(priceLines(book, { tier, operations }).totalFen + alone.totalFen);
  }));
});

test('a book with a code twice, or needing what it has not, is not sound', () => {
  expect(faultsOf({ ...book, operations: [...book.operations, operation('A', 5, { includes: ['Z'], parts: [{ code: 'zz', quantity: 1 }] })] })).toEqual(
    expect.arrayContaining([{ fault: 'twice', code: 'A', other: null }, { fault: 'includesUnknown', code: 'A', other: 'Z' }, { fault: 'needsUnknownPart', code: 'A', other: 'zz' }]));
  expect(faultsOf(book)).toEqual([]);
});
