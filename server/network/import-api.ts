// The contract of bringing sheets: a dry run that says what is wrong with each row, then the deed, then its undoing.
import { Id, Instant, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const importKinds = ['staff', 'certificates', 'tools'] as const;
export const importStates = ['checked', 'applied', 'undone'] as const;
/** What can be wrong with a cell, or with a row as a whole. */
export const cellFaults = ['missing', 'notADate', 'notAKind', 'notARole', 'notABrand', 'notALevel', 'nobody', 'several', 'digitsLost', 'tooLong', 'twice', 'refused'] as const;

const managers = ['serviceManager', 'regionalManager', 'administrator'] as const;
const Row = Type.Object({
  line: Type.Integer(), cells: Type.Record(Type.String(), Type.String()),
  faults: Type.Array(Type.Object({ column: Type.String(), code: OneOf(cellFaults), refusal: Type.Optional(Type.String()) })),
});
export const Import = Type.Object({
  id: Id, outletId: Id, kind: OneOf(importKinds), fileName: Type.String(), state: OneOf(importStates), byName: Type.String(), checkedAt: Instant,
  columns: Type.Array(Type.String()), rows: Type.Array(Row), good: Type.Integer(), bad: Type.Integer(), made: Type.Integer(), version: Version,
});

export const refusals = ['importNotFound', 'importNotNow', 'importNotReadable', 'importTooLarge', 'importNoHeader'] as const;

export const api = {
  checkImport: op({
    method: 'POST', path: '/outlets/:outletId/imports/:kind', who: [...managers], raw: true, summary: 'A dry run of an Excel or CSV sheet with Chinese headers: every row with what is wrong; the body is the file',
    input: Type.Object({ outletId: Id, kind: OneOf(importKinds), fileName: Words(120) }), output: Import, refusals: ['outletNotFound', 'importNotReadable', 'importTooLarge', 'importNoHeader'],
  }),
  applyImport: op({
    method: 'POST', path: '/imports/:importId/apply', who: [...managers], summary: 'Brings in the rows without faults; the others stay listed',
    input: Type.Object({ importId: Id, version: Version }), output: Import, refusals: ['importNotFound', 'importNotNow'],
  }),
  undoImport: op({
    method: 'POST', path: '/imports/:importId/undo', who: [...managers], summary: 'Takes back what the sheet made: certificates and tools go, people may no longer sign in',
    input: Type.Object({ importId: Id, version: Version }), output: Import, refusals: ['importNotFound', 'importNotNow'],
  }),
  listImports: op({
    method: 'GET', path: '/outlets/:outletId/imports', who: [...managers], summary: 'The last sheets brought to an outlet',
    input: Type.Object({ outletId: Id }), output: Type.Object({ imports: Type.Array(Import) }), refusals: ['outletNotFound'],
  }),
};
