// The contract of insured accidents: the report, the survey with the grade of the damage, what the insurer approves line by line, first
// and in supplements, total loss, and the insurer's payment. Insurers publish no common interface: people record what was said.
import { Fen, Id, Instant, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const accidentStates = ['reported', 'surveyed', 'asked', 'approved', 'supplementAsked', 'billed', 'settled', 'refused', 'totalLoss', 'withdrawn'] as const;
/** Whose fault the accident was, as the police or the insurer says. */
export const faults = ['own', 'third', 'shared', 'unknown'] as const;
const counter = ['adviser', 'serviceManager'] as const;
const money = ['cashier', 'warrantyOfficer', 'serviceManager'] as const;
const readers = ['agent', 'adviser', 'technician', 'cashier', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

const Assessed = Type.Object({ lineId: Id, kind: OneOf(['labour', 'part'] as const), code: Type.String(), forOperation: Nullable(Type.String()), name: Type.String(), nameEn: Type.String(), totalFen: Fen, askedFen: Fen, approvedFen: Nullable(Fen) });
export const Assessment = Type.Object({ number: Type.Integer(), lines: Type.Array(Assessed), askedFen: Fen, approvedFen: Nullable(Fen), askedBy: Type.String(), askedAt: Instant, answeredBy: Nullable(Type.String()), answeredAt: Nullable(Instant), words: Nullable(Type.String()) });
/**
 * Risk of the scene: 1 low, 2 raised, 3 high. Grade of the traction battery: 1 untouched, 2 case marked but sound, 3 case or modules
 * to be repaired, 4 not to be used again.
 */
export const Survey = Type.Object({ surveyor: Type.String(), siteRisk: Type.Integer(), batteryGrade: Nullable(Type.Integer()), words: Type.String(), fileIds: Type.Array(Id), byName: Type.String(), at: Instant });
export const Accident = Type.Object({
  id: Id, number: Type.String(), brandId: Id, ownerId: Id, outletId: Id, outletName: Type.String(), outletNameEn: Type.String(), caseId: Id, workOrderId: Id, orderNumber: Type.String(), vehicleId: Id, vin: Type.String(), plateNo: Nullable(Type.String()),
  insurer: Type.String(), reportNo: Type.String(), policyNo: Nullable(Type.String()), fault: OneOf(faults), happenedAt: Instant, words: Type.String(), state: OneOf(accidentStates), survey: Nullable(Survey), assessments: Type.Array(Assessment), approvedFen: Fen,
  billedFen: Nullable(Fen), paidFen: Fen, borneFen: Fen, reference: Nullable(Type.String()), endedWhy: Nullable(Type.String()), openedBy: Type.String(), openedAt: Instant, stateSince: Instant, version: Version,
});
const Page = Type.Object({ accident: Accident, toAskFen: Fen, toAsk: Type.Integer() });

export const refusals = ['accidentNotFound', 'accidentNotNow', 'accidentOpenAlready', 'workOrderNotFound', 'workNotNow', 'nothingToAsk', 'lineNotFound', 'approvedTooMuch', 'paidTooMuch', 'shortNeedsWords', 'fileNotYours', 'accidentInFuture', 'notFound'] as const;
const at = { insuranceId: Id, version: Version };
const changed = { output: Page };

export const api = {
  listAccidents: op({
    method: 'GET', path: '/insurance', who: [...readers], summary: 'Insured accidents of my brands and places, open ones first', input: Type.Object({ state: Type.Optional(OneOf(accidentStates)), workOrderId: Type.Optional(Id), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
    output: Type.Object({ accidents: Type.Array(Accident), openFen: Fen }), refusals: [],
  }),
  showAccident: op({ method: 'GET', path: '/insurance/:insuranceId', who: [...readers], summary: 'An insured accident with its survey and assessments', input: Type.Object({ insuranceId: Id }), ...changed, refusals: ['accidentNotFound'] }),
  myAccidents: op({ method: 'GET', path: '/my/insurance', who: ['owner'], summary: 'Accidents of mine that an insurer pays for', input: Type.Object({ caseId: Type.Optional(Id) }), output: Type.Object({ accidents: Type.Array(Accident) }), refusals: [] }),
  openAccident: op({
    method: 'POST', path: '/work-orders/:workOrderId/insurance', who: [...counter], summary: 'An insurer is to pay lines of this order: its report number and what happened',
    input: Type.Object({ workOrderId: Id, insurer: Words(60), reportNo: Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' }), policyNo: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' })), fault: OneOf(faults), happenedAt: Instant, words: Words(500) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'accidentOpenAlready', 'accidentInFuture'],
  }),
  recordAccidentSurvey: op({
    method: 'POST', path: '/insurance/:insuranceId/survey', who: [...counter, 'technician'], summary: 'The insurer’s survey: risk of the scene and grade of the battery’s damage', input: Type.Object({ ...at, surveyor: Words(60), siteRisk: Type.Integer({ minimum: 1, maximum: 3 }), batteryGrade: Nullable(Type.Integer({ minimum: 1, maximum: 4 })), words: Words(1000), fileIds: Type.Array(Id, { maxItems: 20 }) }),
    ...changed, refusals: ['accidentNotFound', 'accidentNotNow', 'fileNotYours'],
  }),
  askInsurer: op({ method: 'POST', path: '/insurance/:insuranceId/ask', who: [...counter], summary: 'Asks the insurer for the lines of the estimate it has not approved yet: the first time the damage list, later a supplement', input: Type.Object(at), ...changed, refusals: ['accidentNotFound', 'accidentNotNow', 'nothingToAsk'] }),
  answerInsurer: op({
    method: 'POST', path: '/insurance/:insuranceId/answer', who: [...counter], summary: 'What the insurer approved of each line; the rest is the owner’s to approve', input: Type.Object({ ...at, answers: Type.Array(Type.Object({ lineId: Id, approvedFen: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }) }), { minItems: 1, maxItems: 100 }), words: Words(500) }),
    ...changed, refusals: ['accidentNotFound', 'accidentNotNow', 'lineNotFound', 'approvedTooMuch'],
  }),
  declareTotalLoss: op({ method: 'POST', path: '/insurance/:insuranceId/total-loss', who: [...counter], summary: 'The insurer pays the car instead of its repair', input: Type.Object({ ...at, words: Words(500) }), ...changed, refusals: ['accidentNotFound', 'accidentNotNow'] }),
  refuseAccident: op({ method: 'POST', path: '/insurance/:insuranceId/refuse', who: [...counter], summary: 'The insurer pays nothing; lines not begun are asked of the owner', input: Type.Object({ ...at, words: Words(500) }), ...changed, refusals: ['accidentNotFound', 'accidentNotNow'] }),
  withdrawAccident: op({ method: 'POST', path: '/insurance/:insuranceId/withdraw', who: [...counter], summary: 'The owner does not claim after all', input: Type.Object({ ...at, words: Words(500) }), ...changed, refusals: ['accidentNotFound', 'accidentNotNow'] }),
  settleAccident: op({
    method: 'POST', path: '/insurance/:insuranceId/settle', who: [...money], summary: 'The insurer’s payment; what is short of the bill is borne by the outlet, with the reason', input: Type.Object({ ...at, amountFen: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }), reference: Words(100), shortWords: Type.Optional(Words(300)) }),
    ...changed, refusals: ['accidentNotFound', 'accidentNotNow', 'paidTooMuch', 'shortNeedsWords'],
  }),
  accidentFile: op({ method: 'GET', path: '/insurance/:insuranceId/files/:fileId', who: ['owner', ...readers], summary: 'A photo of the survey', sendsBytes: true, input: Type.Object({ insuranceId: Id, fileId: Id }), output: Type.Unsafe<{ bytes: Uint8Array; mediaType: string }>({}), refusals: ['accidentNotFound', 'notFound'] }),
};
