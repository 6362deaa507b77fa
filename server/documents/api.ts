// The contract of documents: what a visit puts on paper, issued once, printed as often as needed, verified by anybody who
// holds it without learning whose it is.
import { Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Words, op } from '../platform/contract.ts';

export const documentKinds = ['checkIn', 'estimate', 'jobs', 'settlement', 'release', 'quarantine'] as const;
export const repairClasses = ['wholeOrAssembly', 'level2', 'minor'] as const;
/** Why a true paper no longer says what is: the visit was called off, money went back after it was printed, or its day is over. */
export const noLongers = ['visitCancelled', 'moneyBack', 'dayOver'] as const;
/** Papers that owners open themselves. */
export const ownersKinds = ['checkIn', 'estimate', 'settlement', 'release'] as const;
const issuers = ['adviser', 'serviceManager', 'technician'] as const;
const lookers = ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

/** A line as it stood when the paper was issued; codes as the work order has them. */
const Line = Type.Object({
  id: Id, kind: OneOf(['labour', 'part'] as const), code: Type.String(), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), unitFen: Fen, totalFen: Fen, ownerFen: Fen, payType: Type.String(), answer: Type.String(), origin: Type.Optional(Nullable(Type.String())), hv: Type.Boolean(), safety: Type.Boolean(),
});
const CheckIn = Type.Object({
  odometerKm: Type.Integer(), socPct: Type.Integer(), keys: Type.Integer(), itemsLeft: Type.String(), warningLamps: Type.Array(Type.String()), statement: Type.String(), signerName: Type.String(), signatureFileId: Nullable(Id), unsignedWhy: Type.Optional(Type.String()),
  photos: Type.Array(Type.Object({ position: Type.String(), fileId: Id, note: Type.Optional(Type.String()) })),
});
export const Content = Type.Object({
  brand: Type.Object({ name: Type.String(), nameEn: Type.String(), hotline: Type.String() }),
  outlet: Type.Object({ name: Type.String(), nameEn: Type.String(), address: Type.String(), phone: Type.String() }),
  car: Type.Object({ plateNo: Nullable(Type.String()), vin: Type.String(), modelName: Type.String(), modelNameEn: Type.String(), colour: Type.String() }),
  owner: Type.Object({ name: Type.String(), phone: Type.String() }),
  workOrder: Type.Object({ id: Id, number: Type.String(), estimateValidUntil: Type.Optional(Nullable(Instant)), checkedInAt: Instant, promisedAt: Instant, finishedAt: Nullable(Instant), estimateVersion: Type.Integer() }),
  checkIn: CheckIn, diagnosis: Nullable(Type.Object({ complaint: Type.String(), cause: Type.String(), correction: Type.String(), byName: Type.String() })),
  lines: Type.Array(Line), totalFen: Fen, ownerFen: Fen,
  advice: Type.Array(Type.Object({ name: Type.String(), nameEn: Type.String() })),
  workers: Type.Array(Type.Object({ name: Type.String(), guardian: Nullable(Type.String()), hv: Type.Boolean() })),
  inspection: Nullable(Type.Object({ passed: Type.Boolean(), byName: Type.String(), words: Type.String(), at: Instant })),
  quality: Nullable(Type.Object({ repairClass: OneOf(repairClasses), fromOn: LocalDate, untilOn: LocalDate, km: Type.Integer(), untilKm: Type.Integer() })),
  invoice: Nullable(Type.Object({ number: Type.String(), totalFen: Fen, owedFen: Fen, paidFen: Fen, refundedFen: Fen, payments: Type.Optional(Type.Array(Type.Object({ channel: Type.String(), amountFen: Fen }))) })),
  quarantine: Nullable(Type.Object({ why: Type.String(), fromAt: Instant, untilAt: Instant, clearanceM: Type.Integer(), watchHours: Type.Integer(), byName: Type.String() })),
});
const fields = { id: Id, number: Type.String(), kind: OneOf(documentKinds), brandId: Id, workOrderId: Id, issuedAt: Instant, issuedBy: Type.String(), prints: Type.Integer(), lastPrintedAt: Nullable(Instant) };
export const Row = Type.Object(fields);
export const Document = Type.Object({ ...fields, hash: Type.String(), code: Type.String(), intact: Type.Boolean(), content: Content });

export const refusals = ['documentNotFound', 'documentNotYet'] as const;

export const api = {
  issueDocument: op({
    method: 'POST', path: '/work-orders/:workOrderId/documents', who: [...issuers], summary: 'Puts the visit as it stands on paper: numbered, fingerprinted, never changed afterwards',
    input: Type.Object({ workOrderId: Id, kind: OneOf(documentKinds), invoiceId: Type.Optional(Id), why: Type.Optional(Words(300)) }), output: Document, refusals: ['workOrderNotFound', 'invoiceNotFound', 'documentNotYet'],
  }),
  listDocuments: op({ method: 'GET', path: '/work-orders/:workOrderId/documents', who: [...lookers], summary: 'What was put on paper of a visit, newest first', input: Type.Object({ workOrderId: Id }), output: Type.Object({ documents: Type.Array(Row) }), refusals: ['workOrderNotFound'] }),
  showDocument: op({ method: 'GET', path: '/documents/:documentId', who: ['owner', ...lookers], summary: 'One document as it was issued', input: Type.Object({ documentId: Id }), output: Document, refusals: ['documentNotFound'] }),
  printDocument: op({ method: 'POST', path: '/documents/:documentId/print', who: ['owner', ...issuers, 'warrantyOfficer', 'agent'], summary: 'Counts a print; from the second on it is marked as a copy', input: Type.Object({ documentId: Id }), output: Document, refusals: ['documentNotFound'] }),
  myDocuments: op({ method: 'GET', path: '/my/work-orders/:workOrderId/documents', who: ['owner'], summary: 'Which papers of my visit there are by now', input: Type.Object({ workOrderId: Id }), output: Type.Object({ kinds: Type.Array(OneOf(ownersKinds)) }), refusals: ['workOrderNotFound'] }),
  openMyDocument: op({ method: 'POST', path: '/my/work-orders/:workOrderId/documents', who: ['owner'], summary: 'A paper of my visit as it stands: the one that was issued, or a new one when something changed since', input: Type.Object({ workOrderId: Id, kind: OneOf(ownersKinds) }), output: Document, refusals: ['workOrderNotFound', 'documentNotYet'] }),
  verifyDocument: op({
    method: 'GET', path: '/verify', who: ['anyone'], guarded: true, summary: 'Whether a paper is true: its number with the code printed on it; says nothing of person or car',
    input: Type.Object({ number: Type.String({ minLength: 4, maxLength: 24 }), code: Type.String({ minLength: 16, maxLength: 64 }) }),
    output: Type.Object({ number: Type.String(), kind: OneOf(documentKinds), issuedAt: Instant, brandName: Type.String(), brandNameEn: Type.String(), outletName: Type.String(), outletNameEn: Type.String(), hash: Type.String(), intact: Type.Boolean(), newer: Type.Boolean(), noLonger: Nullable(OneOf(noLongers)) }), refusals: ['documentNotFound'],
  }),
};
