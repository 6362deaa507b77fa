// The contract of makers' fault codes: what they mean by brand, model and day; the sheet in; which of them a car names.
import { Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const faultParts = ['battery', 'motor', 'engine', 'other'] as const;
/** Stop now and leave it; to the workshop within a day; at the next visit that suits; nothing to do but to know it. */
export const faultSeverities = ['stopNow', 'soon', 'book', 'note'] as const;
export const faultSheetFaults = ['missing', 'notADate', 'digitsLost', 'tooLong', 'twice', 'notACode', 'notASeverity', 'unknownModel', 'notAnOperation', 'notAnArticle', 'known', 'beginsInThePast'] as const;

const readers = ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
export const faultKeepers = ['warrantyOfficer', 'administrator'] as const;

const Code = Type.String({ pattern: '^(0[xX])?[0-9A-Fa-f]{8}$' });
const JobCode = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });

/** What a code means on a day. `name` is what people call it where it has such a name (P0AA6). */
export const FaultMeaning = Type.Object({
  code: Type.String(), name: Nullable(Type.String()), validFrom: LocalDate, component: Type.String(), componentEn: Type.String(), title: Type.String(), titleEn: Type.String(),
  meaning: Type.String(), meaningEn: Type.String(), severity: OneOf(faultSeverities), advice: Type.String(), adviceEn: Type.String(), operationCode: Nullable(Type.String()), articleId: Nullable(Type.String()), source: Type.String(),
});
const FaultCode = Type.Object({ ...FaultMeaning.properties, id: Id, brandId: Id, modelId: Id, byName: Type.String(), version: Version });
/** `meaning` is null where nobody has told us what this maker means by it. */
export const NamedFault = { part: OneOf(faultParts), hex: Type.String(), meaning: Nullable(FaultMeaning) };
export const ReportedFault = Type.Object({ ...NamedFault, firstAt: Instant, lastAt: Instant, /** Whether the car still named it when it was heard last. */ stands: Type.Boolean() });

const Sheet = Type.Object({
  id: Id, fileName: Type.String(), state: OneOf(['checked', 'applied', 'undone'] as const), byName: Type.String(), checkedAt: Instant, columns: Type.Array(Type.String()), good: Type.Integer(), bad: Type.Integer(), made: Type.Integer(), version: Version,
  rows: Type.Array(Type.Object({ line: Type.Integer(), cells: Type.Record(Type.String(), Type.String()), faults: Type.Array(Type.Object({ column: Type.String(), code: OneOf(faultSheetFaults) })) })),
});

export const faultRefusals = ['faultCodeBegun', 'operationNotFound', 'faultSheetNotFound', 'faultSheetNotNow', 'faultSheetNotReadable', 'faultSheetNoHeader'] as const;

export const faultApi = {
  listFaultCodes: op({
    method: 'GET', path: '/fault-codes', who: [...readers], summary: 'What fault codes of a model mean: what holds today and what comes, or every edition of one code',
    input: Type.Object({ brandId: Id, modelId: Id, code: Type.Optional(Code), text: Type.Optional(Words(60)) }), output: Type.Object({ codes: Type.Array(FaultCode) }), refusals: ['notAllowed', 'modelNotFound'],
  }),
  setFaultCode: op({
    method: 'POST', path: '/fault-codes', who: [...faultKeepers], summary: 'What a code of a model means from a day on; what has begun to hold stays, and a better text begins today or later',
    input: Type.Object({
      brandId: Id, modelId: Id, code: Code, name: Type.Optional(Words(20)), validFrom: LocalDate, component: Words(60), componentEn: Type.Optional(Words(80)), title: Words(80), titleEn: Type.Optional(Words(120)), meaning: Words(500), meaningEn: Type.Optional(Words(700)),
      severity: OneOf(faultSeverities), advice: Words(500), adviceEn: Type.Optional(Words(700)), operationCode: Type.Optional(JobCode), articleId: Type.Optional(Id), source: Words(200), /** The version of the edition of that day, where there is one. */ version: Type.Optional(Version),
    }),
    output: FaultCode, refusals: ['notAllowed', 'modelNotFound', 'operationNotFound', 'faultCodeBegun'],
  }),
  vehicleFaults: op({
    method: 'GET', path: '/vehicles/:vehicleId/fault-codes', who: ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'administrator'], summary: 'The fault codes a car named within the last days, with their meaning',
    input: Type.Object({ vehicleId: Id }), output: Type.Object({ faults: Type.Array(ReportedFault) }), refusals: ['vehicleNotFound'],
  }),
  checkFaultSheet: op({
    method: 'POST', path: '/fault-codes/sheets', who: [...faultKeepers], raw: true, summary: 'A dry run of an Excel or CSV sheet of fault codes with Chinese headers; the body is the file',
    input: Type.Object({ brandId: Id, fileName: Words(120) }), output: Sheet, refusals: ['notAllowed', 'brandNotFound', 'faultSheetNotReadable', 'faultSheetNoHeader'],
  }),
  applyFaultSheet: op({ method: 'POST', path: '/fault-codes/sheets/:faultSheetId/apply', who: [...faultKeepers], summary: 'Brings in the rows without faults', input: Type.Object({ faultSheetId: Id, version: Version }), output: Sheet, refusals: ['faultSheetNotFound', 'faultSheetNotNow'] }),
  undoFaultSheet: op({ method: 'POST', path: '/fault-codes/sheets/:faultSheetId/undo', who: [...faultKeepers], summary: 'What the sheet brought goes; what somebody changed since stays', input: Type.Object({ faultSheetId: Id, version: Version }), output: Sheet, refusals: ['faultSheetNotFound', 'faultSheetNotNow'] }),
  listFaultSheets: op({ method: 'GET', path: '/fault-codes/sheets', who: [...faultKeepers], summary: 'The last sheets of fault codes of a brand', input: Type.Object({ brandId: Id }), output: Type.Object({ sheets: Type.Array(Sheet) }), refusals: ['notAllowed'] }),
};
