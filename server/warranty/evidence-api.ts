// The contract of the evidence pack of a car: everything that was counted and told, with its sums and sources, issued with a
// hash and a code that anybody may check.
import { Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, op } from '../platform/contract.ts';

const lookers = ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
const Text = Type.String();
const PackLine = Type.Object({ kind: OneOf(['labour', 'part'] as const), code: Text, name: Text, nameEn: Text, quantity: Type.Integer(), totalFen: Fen, ownerFen: Fen, payType: Text });
const PackVisit = Type.Object({
  number: Text, outletName: Text, outletNameEn: Text, checkedInAt: Instant, finishedAt: Nullable(Instant), handedBackAt: Nullable(Instant), odometerKm: Type.Integer(), counts: Type.Boolean(), provisional: Type.Boolean(), hidden: Type.Boolean(),
  statement: Text, diagnosis: Nullable(Type.Object({ complaint: Text, cause: Text, correction: Text })), lines: Type.Array(PackLine),
  stated: Type.Array(Type.Object({ kind: Text, state: Text, body: Type.Unknown(), words: Text, byName: Text, at: Instant, secondName: Nullable(Text), /** Photos and papers behind it, by their fingerprint. */ files: Type.Optional(Type.Array(Type.Object({ mediaType: Text, sha256: Text }))) })),
});
const PackCounter = Type.Object({ kind: Text, key: Text, value: Type.Integer(), most: Type.Integer(), state: Text, rule: Text, article: Text, validFrom: LocalDate, source: Text, sum: Type.Array(Type.Object({ number: Text, onDay: LocalDate, hours: Type.Number(), excludedHours: Type.Number(), days: Type.Integer() })) });
export const EvidencePack = Type.Object({
  at: Instant, vin: Text, plateNo: Nullable(Text), modelName: Text, modelNameEn: Text, brandName: Text, brandNameEn: Text, deliveredOn: Nullable(LocalDate), usageNature: Text, standing: Text, startOn: Nullable(LocalDate), odometerKm: Nullable(Type.Integer()), certificateNumber: Nullable(Text),
  periods: Type.Array(Type.Object({ kind: Text, firstOn: LocalDate, lastOn: LocalDate, mostKm: Nullable(Type.Integer()), open: Type.Boolean(), article: Text, validFrom: LocalDate, source: Text })), counters: Type.Array(PackCounter),
  due: Type.Array(Type.Object({ rule: Text, remedy: Text, usageFee: Type.Boolean(), article: Text, validFrom: LocalDate, source: Text, onDay: LocalDate, repairs: Type.Array(Text), value: Nullable(Type.Integer()), most: Nullable(Type.Integer()) })),
  visits: Type.Array(PackVisit), told: Type.Array(Type.Object({ counter: Text, key: Text, value: Type.Integer(), most: Type.Integer(), due: Type.Boolean(), at: Instant, to: Type.Array(Text) })),
  mobility: Type.Array(Type.Object({ number: Text, fromAt: Instant, holderName: Nullable(Text), metHow: Nullable(Text), amountFen: Nullable(Fen), words: Nullable(Text), metAt: Nullable(Instant) })),
});
/** Printed below the code; letters and digits that nobody mistakes for one another. */
const Code = Type.String({ minLength: 12, maxLength: 12, pattern: '^[A-HJ-NP-Z2-9]{12}$' });
const Issued = Type.Object({ code: Code, hash: Text, issuedAt: Instant, issuedBy: Text });
export const evidenceOps = {
  showEvidencePack: op({
    method: 'GET', path: '/vehicles/:vehicleId/evidence', who: ['owner', ...lookers], summary: 'The evidence pack of a car as it stands now, or as it was issued under a code; and what was issued before',
    input: Type.Object({ vehicleId: Id, code: Type.Optional(Code) }), output: Type.Object({ pack: EvidencePack, issued: Nullable(Issued), earlier: Type.Array(Issued) }), refusals: ['vehicleNotFound', 'evidenceNotFound'],
  }),
  issueEvidencePack: op({ method: 'POST', path: '/vehicles/:vehicleId/evidence', who: ['owner', 'adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor'], summary: 'Issues the evidence pack as it stands now: kept whole, with its hash and code', input: Type.Object({ vehicleId: Id }), output: Issued, refusals: ['vehicleNotFound'] }),
  verifyEvidence: op({
    method: 'GET', path: '/evidence/:code', who: ['anyone'], summary: 'Whether an evidence pack was issued here under this code, when, with which hash, and what it says in figures',
    input: Type.Object({ code: Code }), output: Type.Object({ code: Code, hash: Text, issuedAt: Instant, brandName: Text, brandNameEn: Text, vinEnd: Text, visits: Type.Integer(), days: Nullable(Type.Integer()), due: Type.Array(Text), intact: Type.Boolean() }), refusals: ['evidenceNotFound'],
  }),
};
