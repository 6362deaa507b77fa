// The contract of sheets of the catalogue: a dry run with what is wrong in each row, the deed, its undoing, and the way out.
import { Bytes, Id, Instant, OneOf, Type, Version, Words, op } from '../platform/contract.ts';
import { planners } from './shapes.ts';

export const sheetFaults = ['missing', 'notANumber', 'notAClass', 'notAnOrigin', 'notADate', 'digitsLost', 'tooLong', 'twice', 'refused', 'notASide', 'notAKit', 'unknownSupplier', 'unknownModel', 'unknownPart', 'kitOfItself', 'pairIncomplete', 'before'] as const;
const Sheet = Type.Object({
  id: Id, fileName: Type.String(), state: OneOf(['checked', 'applied', 'undone'] as const), byName: Type.String(), checkedAt: Instant, columns: Type.Array(Type.String()), good: Type.Integer(), bad: Type.Integer(), made: Type.Integer(), version: Version,
  rows: Type.Array(Type.Object({ line: Type.Integer(), cells: Type.Record(Type.String(), Type.String()), faults: Type.Array(Type.Object({ column: Type.String(), code: OneOf(sheetFaults) })) })),
});

export const sheetRefusals = ['partSheetNotFound', 'partSheetNotNow', 'partSheetNotReadable', 'partSheetNoHeader'] as const;

export const sheetApi = {
  checkPartSheet: op({
    method: 'POST', path: '/parts/sheets', who: [...planners], raw: true, summary: 'A dry run of an Excel or CSV sheet of the catalogue with Chinese headers; the body is the file', input: Type.Object({ brandId: Id, fileName: Words(120) }), output: Sheet, refusals: ['brandNotFound', 'priceBookNotFound', 'partSheetNotReadable', 'partSheetNoHeader'],
  }),
  applyPartSheet: op({ method: 'POST', path: '/parts/sheets/:partSheetId/apply', who: [...planners], summary: 'Brings in the rows without faults', input: Type.Object({ partSheetId: Id, version: Version }), output: Sheet, refusals: ['partSheetNotFound', 'partSheetNotNow'] }),
  undoPartSheet: op({ method: 'POST', path: '/parts/sheets/:partSheetId/undo', who: [...planners], summary: 'What the sheet made is as it was before; what others changed since stays', input: Type.Object({ partSheetId: Id, version: Version }), output: Sheet, refusals: ['partSheetNotFound', 'partSheetNotNow'] }),
  exportParts: op({ method: 'GET', path: '/parts/sheets/catalogue.xlsx', who: [...planners, 'auditor'], sendsBytes: true, summary: 'The catalogue as an Excel sheet with Chinese headers, ready to be brought back', input: Type.Object({ brandId: Id }), output: Bytes, refusals: ['brandNotFound', 'priceBookNotFound'] }),
};
