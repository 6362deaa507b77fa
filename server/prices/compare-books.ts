// What differs between two books, line by line, with what the work would cost before and after.
// C1 equal books differ in nothing; C2 every code that is added, removed or changed stands there once.
import { priceLines, type Book } from './price-lines.ts';

type Field = { field: string; before: unknown; after: unknown };
export type PriceChange = {
  kind: 'rate' | 'operation' | 'part'; code: string; name: string; nameEn: string; how: 'added' | 'removed' | 'changed'; fields: Field[];
  /** In a first-tier city; null where there is none, or where the book is not sound. */
  beforeFen: number | null; afterFen: number | null;
};
type Line = { code: string; name: string; nameEn: string };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function fieldsOf(before: Line, after: Line): Field[] {
  const [was, is] = [before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>];
  return Object.keys({ ...was, ...is }).filter((field) => !same(was[field], is[field])).map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }));
}

/** Price of an operation alone in a first-tier city; null when the book cannot say. */
function operationFen(book: Book, code: string): number | null {
  try {
    return priceLines(book, { tier: 1, operations: [code] }).totalFen;
  } catch {
    return null;
  }
}

function changesOf<L extends Line>(kind: 'operation' | 'part', before: readonly L[], after: readonly L[], fen: (side: 'before' | 'after', line: L) => number | null): PriceChange[] {
  const [was, is] = [new Map(before.map((line) => [line.code, line])), new Map(after.map((line) => [line.code, line]))];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((code): PriceChange[] => {
    const [old, fresh] = [was.get(code), is.get(code)];
    const line = (fresh ?? old) as L;
    const [beforeFen, afterFen] = [old === undefined ? null : fen('before', old), fresh === undefined ? null : fen('after', fresh)];
    const fields = old === undefined || fresh === undefined ? [] : fieldsOf(old, fresh);
    if (old !== undefined && fresh !== undefined && fields.length === 0 && beforeFen === afterFen) return [];
    return [{ kind, code, name: line.name, nameEn: line.nameEn, how: old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed', fields, beforeFen, afterFen }];
  });
}

/** (C1, C2) An operation stands here too when only its parts or the hourly rate made it dearer or cheaper. */
export function compareBooks(before: Book, after: Book): PriceChange[] {
  const rates = after.ratesFenPerHour.flatMap((fen, index): PriceChange[] => {
    const old = before.ratesFenPerHour[index] ?? null;
    return old === fen ? [] : [{ kind: 'rate', code: String(index + 1), name: '', nameEn: '', how: 'changed', fields: [], beforeFen: old, afterFen: fen }];
  });
  return [
    ...rates,
    ...changesOf('operation', before.operations, after.operations, (side, line) => operationFen(side === 'before' ? before : after, line.code)),
    ...changesOf('part', before.parts, after.parts, (_side, line) => line.unitFen),
  ];
}
