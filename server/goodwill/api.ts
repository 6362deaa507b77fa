// The contract of goodwill: asked for with shares and a reason, granted by somebody else whose role may give so much, or
// refused with the sentence the owner reads, who may appeal to others.
import { Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const goodwillStates = ['requested', 'granted', 'refused', 'appealed', 'upheld', 'withdrawn'] as const;
export const goodwillReasons = ['justOutOfTerm', 'repeatedTrouble', 'longWait', 'loyalOwner', 'ourMistake', 'otherReason'] as const;
export const goodwillRefusals = ['tooLongOutOfTerm', 'wearAndUse', 'ownHandling', 'noRecords', 'amountTooHigh', 'otherReason'] as const;
export const ladderRoles = ['serviceManager', 'warrantyOfficer', 'regionalManager'] as const;
const readers = ['adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

const Share = Type.Object({ lineId: Id, code: Type.String(), name: Type.String(), nameEn: Type.String(), totalFen: Fen, makerFen: Fen, outletFen: Fen, ownerFen: Fen });
export const Goodwill = Type.Object({
  id: Id, number: Type.String(), brandId: Id, outletId: Id, workOrderId: Id, orderNumber: Type.String(), caseId: Id, vehicleId: Id, state: OneOf(goodwillStates), lines: Type.Array(Share), makerPct: Type.Integer(), outletPct: Type.Integer(), ownerPct: Type.Integer(), givenFen: Fen, reason: OneOf(goodwillReasons), words: Type.String(),
  requestedName: Type.String(), requestedAt: Instant, neededRole: Nullable(OneOf(ladderRoles)), mine: Type.Boolean(), mayDecide: Type.Boolean(), decidedName: Nullable(Type.String()), decidedAt: Nullable(Instant), decisionReason: Nullable(OneOf(goodwillRefusals)), sentence: Nullable(Type.String()),
  appealWords: Nullable(Type.String()), appealedAt: Nullable(Instant), answeredName: Nullable(Type.String()), answeredAt: Nullable(Instant), answerSentence: Nullable(Type.String()), version: Version,
});
export const MyGoodwill = Type.Object({
  id: Id, number: Type.String(), workOrderId: Id, caseId: Id, vehicleId: Id, state: OneOf(goodwillStates), totalFen: Fen, ownerFen: Fen, givenFen: Fen, requestedAt: Instant, decidedAt: Nullable(Instant), decisionReason: Nullable(OneOf(goodwillRefusals)), sentence: Nullable(Type.String()), appealWords: Nullable(Type.String()), appealedAt: Nullable(Instant), answerSentence: Nullable(Type.String()),
});
export const refusals = ['workOrderNotFound', 'workNotNow', 'lineNotFound', 'sharesNotWhole', 'nothingGiven', 'goodwillNotFound', 'goodwillNotNow', 'goodwillOwn', 'goodwillAboveLimit', 'goodwillAskedAlready'] as const;

const at = { requestId: Id, version: Version };
const pct = Type.Integer({ minimum: 0, maximum: 100 });
export const api = {
  listGoodwill: op({ method: 'GET', path: '/goodwill', who: [...readers], summary: 'Goodwill requests of my places, open ones first', input: Type.Object({ state: Type.Optional(OneOf(goodwillStates)), workOrderId: Type.Optional(Id) }), output: Type.Object({ requests: Type.Array(Goodwill), mostFen: Fen }), refusals: [] }),
  listGoodwillLadder: op({ method: 'GET', path: '/goodwill-ladder', who: [...readers], summary: 'How much each role may give away at once, since when', input: Type.Object({}), output: Type.Object({ ladder: Type.Array(Type.Object({ role: Type.String(), mostFen: Fen, validFrom: LocalDate, source: Type.String() })) }), refusals: [] }),
  requestGoodwill: op({
    method: 'POST', path: '/work-orders/:workOrderId/goodwill-request', who: ['adviser', 'serviceManager', 'warrantyOfficer'], summary: 'Asks for goodwill on lines that the owner would pay: who takes which share, and why',
    input: Type.Object({ workOrderId: Id, lineIds: Type.Array(Id, { minItems: 1, maxItems: 60, uniqueItems: true }), makerPct: pct, outletPct: pct, ownerPct: pct, reason: OneOf(goodwillReasons), words: Words(500) }),
    output: Goodwill, refusals: ['workOrderNotFound', 'workNotNow', 'lineNotFound', 'sharesNotWhole', 'nothingGiven', 'goodwillAskedAlready'],
  }),
  grantGoodwill: op({ method: 'POST', path: '/goodwill/:requestId/grant', who: [...ladderRoles], summary: 'Grants goodwill: never one’s own request, never above one’s step of the ladder', input: Type.Object({ ...at, sentence: Words(500) }), output: Goodwill, refusals: ['goodwillNotFound', 'goodwillNotNow', 'goodwillOwn', 'goodwillAboveLimit', 'workNotNow', 'lineNotFound'] }),
  refuseGoodwill: op({ method: 'POST', path: '/goodwill/:requestId/refuse', who: [...ladderRoles], summary: 'Refuses goodwill with a reason and the exact sentence that the owner reads', input: Type.Object({ ...at, reason: OneOf(goodwillRefusals), sentence: Words(500) }), output: Goodwill, refusals: ['goodwillNotFound', 'goodwillNotNow', 'goodwillOwn'] }),
  withdrawGoodwill: op({ method: 'POST', path: '/goodwill/:requestId/withdraw', who: ['adviser', 'serviceManager', 'warrantyOfficer'], summary: 'Takes a request back', input: Type.Object(at), output: Goodwill, refusals: ['goodwillNotFound', 'goodwillNotNow'] }),
  myGoodwill: op({ method: 'GET', path: '/my/goodwill', who: ['owner'], summary: 'What was decided about goodwill for my car, in the words written for me', input: Type.Object({ caseId: Type.Optional(Id) }), output: Type.Object({ requests: Type.Array(MyGoodwill) }), refusals: [] }),
  appealGoodwill: op({ method: 'POST', path: '/my/goodwill/:requestId/appeal', who: ['owner'], summary: 'Asks others to decide again, once', input: Type.Object({ requestId: Id, words: Words(1000) }), output: Done, refusals: ['goodwillNotFound', 'goodwillNotNow'] }),
};
