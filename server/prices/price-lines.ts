// The one function that prices work: the public list, the estimate and the invoice call it and therefore agree.
// P1 an operation alone costs what the list says; P2 what another operation includes costs nothing more beside it;
// P3 every line is rounded to the fen by itself, and the total is the sum of the lines; P4 order does not matter.
import type { Static } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type * as shapes from './api.ts';

export type Book = Static<typeof shapes.BookContent>;
export type LabourOperation = Static<typeof shapes.LabourOperation>;
export type Part = Static<typeof shapes.Part>;
export type PricedLine = Static<typeof shapes.PricedLine>;
export type PriceRequest = { tier: number; modelId?: string | undefined; operations: readonly string[]; parts?: readonly { code: string; quantity: number }[]; diagnosisCentihours?: number | undefined };
export type Priced = { lines: PricedLine[]; labourFen: number; partsFen: number; totalFen: number };

const fits = (one: { modelIds: string[] | null }, modelId: string | undefined): boolean => one.modelIds === null || modelId === undefined || one.modelIds.includes(modelId);

/** Fen of so many hundredths of an hour at so many fen an hour, half a fen upwards. */
export const labourFen = (centihours: number, fenPerHour: number): number => Math.floor((centihours * fenPerHour + 50) / 100);

/** Everything an operation includes, also through others. */
function includedBy(book: Book, code: string, seen = new Set<string>()): Set<string> {
  for (const inner of book.operations.find((one) => one.code === code)?.includes ?? []) {
    if (seen.has(inner)) continue;
    seen.add(inner);
    includedBy(book, inner, seen);
  }
  return seen;
}

const totalOf = (lines: readonly PricedLine[]): Priced => {
  const sum = (kind: PricedLine['kind']): number => lines.reduce((fen, line) => fen + (line.kind === kind ? line.totalFen : 0), 0);
  return { lines: [...lines], labourFen: sum('labour'), partsFen: sum('part'), totalFen: sum('labour') + sum('part') };
};

/** Prices operations (with the parts they need) and further parts. Refuses codes that the book does not have for the model. */
export function priceLines(book: Book, request: PriceRequest): Priced {
  const rate = book.ratesFenPerHour[request.tier - 1] as number;
  const wanted = [...new Set(request.operations)].sort();
  const covers = new Map(wanted.map((code) => [code, includedBy(book, code)]));
  const lines: PricedLine[] = [];
  const addPart = (code: string, quantity: number, forOperation: string | null): void => {
    const part = book.parts.find((one) => one.code === code && fits(one, request.modelId)) ?? refuse('partNotFound', { code });
    lines.push({ kind: 'part', code, name: part.name, nameEn: part.nameEn, quantity, unitFen: part.unitFen, totalFen: part.unitFen * quantity, labourCentihours: 0, forOperation, includedIn: null, origin: part.origin, coverage: part.coverage });
  };
  for (const code of wanted) {
    const operation = book.operations.find((one) => one.code === code && fits(one, request.modelId)) ?? refuse('operationNotFound', { code });
    const top = wanted.find((other) => other !== code && covers.get(other)?.has(code) === true && !(covers.get(code)?.has(other) === true && code < other)) ?? null;
    const centihours = top === null ? operation.labourCentihours : 0;
    const fen = labourFen(centihours, rate);
    lines.push({ kind: 'labour', code, name: operation.name, nameEn: operation.nameEn, quantity: 1, unitFen: fen, totalFen: fen, labourCentihours: centihours, forOperation: code, includedIn: top, origin: null, coverage: operation.coverage });
    for (const part of operation.parts) addPart(part.code, part.quantity, code);
  }
  if (request.diagnosisCentihours !== undefined) {
    const fen = labourFen(request.diagnosisCentihours, rate);
    lines.push({ kind: 'labour', code: 'DIAGNOSIS-TIME', name: '诊断工时', nameEn: 'Diagnosis time', quantity: 1, unitFen: fen, totalFen: fen, labourCentihours: request.diagnosisCentihours, forOperation: null, includedIn: null, origin: null, coverage: 'none' });
  }
  for (const part of [...(request.parts ?? [])].sort((a, b) => a.code.localeCompare(b.code))) addPart(part.code, part.quantity, null);
  return totalOf(lines);
}

export type Fault = Static<typeof shapes.Fault>;

/** What is wrong with a book: twice the same code, unknown codes, an operation that includes itself. */
export function faultsOf(book: Book): Fault[] {
  const operations = book.operations.map((one) => one.code);
  const parts = book.parts.map((one) => one.code);
  const twice = (codes: string[]): Fault[] => codes.filter((code, index) => codes.indexOf(code) !== index).map((code) => ({ fault: 'twice', code, other: null }));
  return [
    ...twice(operations), ...twice(parts),
    ...book.operations.flatMap((one): Fault[] => [
      ...one.includes.filter((code) => !operations.includes(code)).map((other) => ({ fault: 'includesUnknown' as const, code: one.code, other })),
      ...one.parts.filter((part) => !parts.includes(part.code)).map((part) => ({ fault: 'needsUnknownPart' as const, code: one.code, other: part.code })),
      ...(includedBy(book, one.code).has(one.code) ? [{ fault: 'includesItself' as const, code: one.code, other: null }] : []),
    ]),
  ];
}

export const operationsFor = (book: Book, filter: { modelId?: string | undefined; trouble?: string | undefined; text?: string | undefined }): LabourOperation[] => {
  const text = filter.text?.trim().toLowerCase() ?? '';
  return book.operations.filter((one) => fits(one, filter.modelId) && (filter.trouble === undefined || one.troubles.includes(filter.trouble)) &&
    (text === '' || `${one.code} ${one.name} ${one.nameEn} ${one.system}`.toLowerCase().includes(text)));
};
export const partsFor = (book: Book, filter: { modelId?: string | undefined; text?: string | undefined }): Part[] => {
  const text = filter.text?.trim().toLowerCase() ?? '';
  return book.parts.filter((one) => fits(one, filter.modelId) && (text === '' || `${one.code} ${one.name} ${one.nameEn}`.toLowerCase().includes(text)));
};
