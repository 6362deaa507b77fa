// The contract of claims: built from finished work orders, checked before sending, answered line by line with reasons,
// appealed, settled or reversed; parts that go back; what suppliers give back; partners with their terms by version.
import { Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';

export const claimStates = ['draft', 'checked', 'sent', 'accepted', 'partlyAccepted', 'refused', 'appealed', 'held', 'settled', 'reversed', 'withdrawn'] as const;
export const claimKinds = ['maker', 'supplier'] as const;
export const claimPayTypes = ['warranty', 'threeGuarantees', 'recall', 'goodwill'] as const;
export const refusalReasons = ['notCovered', 'outOfTerm', 'noEvidence', 'wrongDiagnosis', 'labourTooLong', 'partNotDefective', 'partNotReturned', 'duplicate', 'sentLate', 'priceDiffers', 'otherReason'] as const;
export const partStates = ['kept', 'labelled', 'shipped', 'received', 'scrapped', 'missing'] as const;
export const partSteps = ['labelled', 'shipped', 'received', 'scrapped'] as const;
export const ages = ['week', 'month', 'quarter', 'older'] as const;
export const severities = ['error', 'warning'] as const;
export const versionWhats = ['sent', 'answered', 'appealed', 'settled', 'reversed'] as const;

const readers = ['adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
export const claimers = ['warrantyOfficer', 'serviceManager'] as const;
export const partMovers = ['partsPlanner', 'warrantyOfficer', 'serviceManager', 'technician'] as const;

export const ClaimLine = Type.Object({
  lineId: Id, kind: OneOf(['labour', 'part'] as const), code: Type.String(), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), unitFen: Fen, totalFen: Fen, ownerFen: Fen, claimedFen: Fen, safety: Type.Boolean(), hv: Type.Boolean(),
  acceptedFen: Nullable(Fen), reason: Nullable(OneOf(refusalReasons)), words: Nullable(Type.String()),
});
const Finding = Type.Object({ ruleId: Type.String(), version: Type.Integer(), severity: OneOf(severities), text: Type.String(), textEn: Type.String(), about: Type.Array(Type.String()) });
const fields = {
  id: Id, number: Type.String(), brandId: Id, outletId: Id, outletName: Type.String(), outletNameEn: Type.String(), workOrderId: Id, orderNumber: Type.String(), caseId: Id, vehicleId: Id, vin: Type.String(), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(),
  kind: OneOf(claimKinds), payType: OneOf(claimPayTypes), partnerId: Nullable(Id), partnerName: Type.String(), partnerNameEn: Type.String(), parentId: Nullable(Id), state: OneOf(claimStates), claimedFen: Fen, acceptedFen: Nullable(Fen),
  finishedOn: LocalDate, createdAt: Instant, sentAt: Nullable(Instant), answerDueOn: Nullable(LocalDate), answeredAt: Nullable(Instant), appealDueOn: Nullable(LocalDate), heldUntil: Nullable(LocalDate), settledAt: Nullable(Instant), ageDays: Nullable(Type.Integer()), late: Type.Boolean(),
  partDueOn: Nullable(LocalDate), partLate: Type.Boolean(), errors: Type.Integer(), warnings: Type.Integer(), version: Version,
};
export const ClaimRow = Type.Object(fields);
export const ReturnPart = Type.Object({
  id: Id, claimId: Id, code: Type.String(), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), label: Nullable(Type.String()), state: OneOf(partStates), dueOn: Nullable(LocalDate), late: Type.Boolean(), version: Version,
  steps: Type.Array(Type.Object({ step: OneOf(partStates), at: Instant, byName: Type.String(), words: Type.String(), waybill: Nullable(Type.String()), fileIds: Type.Array(Id) })),
});
export const ClaimPage = Type.Object({
  claim: Type.Object({ ...fields, complaint: Type.String(), cause: Type.String(), correction: Type.String(), odometerKm: Type.Integer(), checkedAt: Nullable(Instant), checkedHash: Nullable(Type.String()), settledReference: Nullable(Type.String()), reversedWhy: Nullable(Type.String()), appeals: Type.Integer() }),
  lines: Type.Array(ClaimLine), findings: Type.Array(Finding), parts: Type.Array(ReturnPart),
  versions: Type.Array(Type.Object({ number: Type.Integer(), direction: OneOf(['out', 'in'] as const), what: OneOf(versionWhats), partnerName: Type.String(), totalFen: Fen, words: Type.String(), byName: Type.String(), at: Instant, hash: Type.String() })),
  recoveries: Type.Array(ClaimRow),
});
export const Terms = Type.Object({ version: Type.Integer(), validFrom: LocalDate, sendWithinDays: Type.Integer(), answerWithinDays: Type.Integer(), appealWithinDays: Type.Integer(), partsBackWithinDays: Type.Integer(), byName: Type.String(), at: Instant });
export const Partner = Type.Object({ id: Id, brandId: Id, kind: OneOf(claimKinds), name: Type.String(), nameEn: Type.String(), contact: Type.String(), terms: Type.Array(Terms), version: Version });
export const CheckRule = Type.Object({ id: Type.String(), version: Type.Integer(), validFrom: LocalDate, validTo: Nullable(LocalDate), severity: OneOf(severities), text: Type.String(), textEn: Type.String(), params: Type.Record(Type.String(), Type.Number()), source: Type.String() });

export const refusals = [
  'claimNotFound', 'claimNotNow', 'claimHasErrors', 'nothingToClaim', 'workOrderNotFound', 'lineNotFound', 'acceptedTooMuch', 'refusalReasonNeeded', 'appealTooLate', 'appealedAlready', 'partNotFound', 'partNotNow', 'waybillNeeded', 'scrapProofNeeded', 'fileNotYours',
  'partnerNotFound', 'partnerTaken', 'recoveryTooMuch', 'brandNotFound', 'termsInPast', 'notFound',
] as const;

const at = { claimId: Id, version: Version };
const changed = { output: ClaimPage };
const days = Type.Integer({ minimum: 1, maximum: 730 });
const terms = { validFrom: LocalDate, sendWithinDays: days, answerWithinDays: days, appealWithinDays: days, partsBackWithinDays: days };

const claimOps = {
  listClaims: op({
    method: 'GET', path: '/claims', who: [...readers], summary: 'Claims of my brands and places, what is late first, with the ageing of what is outstanding',
    input: Type.Object({ state: Type.Optional(OneOf(claimStates)), kind: Type.Optional(OneOf(claimKinds)), vehicleId: Type.Optional(Id), workOrderId: Type.Optional(Id), late: Type.Optional(Type.Boolean()), /** Outstanding since as many days. */ age: Type.Optional(OneOf(ages)), find: Type.Optional(Words(40)), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 300 })), after: page.after }),
    output: Type.Object({ claims: Type.Array(ClaimRow), next: Nullable(Type.String()), ageing: Type.Array(Type.Object({ age: OneOf(ages), count: Type.Integer(), fen: Type.Integer() })), partsLate: Type.Integer() }), refusals: [],
  }),
  showClaim: op({ method: 'GET', path: '/claims/:claimId', who: [...readers], summary: 'A claim with its lines, findings, parts and versions', input: Type.Object({ claimId: Id }), ...changed, refusals: ['claimNotFound'] }),
  buildClaims: op({ method: 'POST', path: '/work-orders/:workOrderId/claims', who: [...claimers], summary: 'Builds the claims of a finished work order that are not there yet', input: Type.Object({ workOrderId: Id }), output: Type.Object({ claims: Type.Array(ClaimRow) }), refusals: ['workOrderNotFound', 'nothingToClaim'] }),
  amendClaim: op({ method: 'POST', path: '/claims/:claimId/amend', who: [...claimers], summary: 'Complaint, cause and correction as the partner reads them; the amounts stay those of the work order', input: Type.Object({ ...at, complaint: Words(1000), cause: Words(1000), correction: Words(1000) }), ...changed, refusals: ['claimNotFound', 'claimNotNow'] }),
  checkClaim: op({ method: 'POST', path: '/claims/:claimId/check', who: [...claimers], summary: 'Checks a claim by the open rules', input: Type.Object(at), ...changed, refusals: ['claimNotFound', 'claimNotNow'] }),
  sendClaim: op({ method: 'POST', path: '/claims/:claimId/send', who: [...claimers], summary: 'Sends a claim; it is checked once more and refused while there are errors', input: Type.Object(at), ...changed, refusals: ['claimNotFound', 'claimNotNow', 'claimHasErrors'] }),
  withdrawClaim: op({ method: 'POST', path: '/claims/:claimId/withdraw', who: [...claimers], summary: 'Gives a claim up, with the reason', input: Type.Object({ ...at, words: Words(500) }), ...changed, refusals: ['claimNotFound', 'claimNotNow'] }),
  answerClaim: op({
    method: 'POST', path: '/claims/:claimId/answer', who: [...claimers, 'regionalManager'], summary: 'What the partner answered: each line accepted, in part, or refused with a reason',
    input: Type.Object({ ...at, answers: Type.Array(Type.Object({ lineId: Id, acceptedFen: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }), reason: Type.Optional(OneOf(refusalReasons)), words: Type.Optional(Words(500)) }), { minItems: 1, maxItems: 100 }), words: Words(500) }),
    ...changed, refusals: ['claimNotFound', 'claimNotNow', 'lineNotFound', 'acceptedTooMuch', 'refusalReasonNeeded'],
  }),
  appealClaim: op({ method: 'POST', path: '/claims/:claimId/appeal', who: [...claimers], summary: 'Appeals against a refusal, within the days of the terms', input: Type.Object({ ...at, words: Words(1000) }), ...changed, refusals: ['claimNotFound', 'claimNotNow', 'appealTooLate', 'appealedAlready'] }),
  settleClaim: op({ method: 'POST', path: '/claims/:claimId/settle', who: [...claimers], summary: 'The accepted amount was paid or credited, with its reference', input: Type.Object({ ...at, reference: Words(100) }), ...changed, refusals: ['claimNotFound', 'claimNotNow'] }),
  reverseClaim: op({ method: 'POST', path: '/claims/:claimId/reverse', who: ['serviceManager', 'regionalManager'], summary: 'Takes an accepted claim back, with the reason', input: Type.Object({ ...at, words: Words(500) }), ...changed, refusals: ['claimNotFound', 'claimNotNow'] }),
};
const partOps = {
  movePart: op({
    method: 'POST', path: '/claim-parts/:partId/step', who: [...partMovers], summary: 'An old part is labelled, shipped with its waybill, received, or scrapped with proof',
    input: Type.Object({ partId: Id, version: Version, step: OneOf(partSteps), words: Words(300), waybill: Type.Optional(Words(60)), fileIds: Type.Optional(Type.Array(Id, { maxItems: 9 })) }), ...changed, refusals: ['partNotFound', 'partNotNow', 'waybillNeeded', 'scrapProofNeeded', 'fileNotYours'],
  }),
  claimPartFile: op({ method: 'GET', path: '/claim-parts/:partId/files/:fileId', who: [...readers], summary: 'A photo of a part', sendsBytes: true, input: Type.Object({ partId: Id, fileId: Id }), output: Type.Unsafe<{ bytes: Uint8Array; mediaType: string }>({}), refusals: ['partNotFound', 'notFound'] }),
};
const partnerOps = {
  listPartners: op({ method: 'GET', path: '/claim-partners', who: [...readers], summary: 'Makers and suppliers with their terms by version', input: Type.Object({ brandId: Type.Optional(Id) }), output: Type.Object({ partners: Type.Array(Partner) }), refusals: [] }),
  addPartner: op({ method: 'POST', path: '/claim-partners', who: ['warrantyOfficer', 'regionalManager', 'administrator'], summary: 'Adds the maker of a brand, or a supplier, with the first terms', input: Type.Object({ brandId: Id, kind: OneOf(claimKinds), name: Words(100), nameEn: Words(100), contact: Words(200), ...terms }), output: Partner, refusals: ['brandNotFound', 'partnerTaken'] }),
  setPartnerTerms: op({ method: 'POST', path: '/claim-partners/:partnerId/terms', who: ['warrantyOfficer', 'regionalManager', 'administrator'], summary: 'New terms from a day on; earlier ones stay as they were', input: Type.Object({ partnerId: Id, version: Version, ...terms }), output: Partner, refusals: ['partnerNotFound', 'termsInPast'] }),
  recoverFromSupplier: op({
    method: 'POST', path: '/claims/:claimId/recover', who: [...claimers], summary: 'Claims lines of an accepted claim back from a supplier, never more than was accepted',
    input: Type.Object({ ...at, partnerId: Id, lines: Type.Array(Type.Object({ lineId: Id, claimedFen: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }) }), { minItems: 1, maxItems: 100 }) }), ...changed, refusals: ['claimNotFound', 'claimNotNow', 'partnerNotFound', 'lineNotFound', 'recoveryTooMuch'],
  }),
  listCheckRules: op({ method: 'GET', path: '/claim-rules', who: [...readers], summary: 'The open rules by which claims are checked before they are sent, of all versions', input: Type.Object({}), output: Type.Object({ rules: Type.Array(CheckRule) }), refusals: [] }),
};
export const api = { ...claimOps, ...partOps, ...partnerOps };
