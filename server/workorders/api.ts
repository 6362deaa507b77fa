// The contract of work orders: check-in, diagnosis, estimate by line with who pays, the owner's answer, work, inspection,
// hand-back.
import { Bytes, Done, Fen, Id, Instant, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const workStates = ['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress', 'inspection', 'ready', 'handedBack', 'cancelled'] as const;
export const payTypes = ['owner', 'warranty', 'threeGuarantees', 'goodwill', 'recall', 'insurance', 'package', 'internal'] as const;
export const lineAnswers = ['draft', 'sent', 'approved', 'declined', 'asked'] as const;
export const payReasons = ['withinRepairWarranty', 'withinEvCore', 'withinWear', 'outOfWarranty', 'notCovered', 'commercialUse', 'chosen'] as const;
export const holdReasons = ['waitingPart', 'waitingOwner', 'waitingInsurer', 'safety'] as const;
export const stopReasons = ['break', 'waitingPart', 'handOver', 'otherJob', 'finished'] as const;
export const photoPositions = ['front', 'rear', 'left', 'right', 'inside', 'instrument', 'damage'] as const;

const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });
const counter = ['adviser', 'serviceManager'] as const;
const shop = ['adviser', 'serviceManager', 'technician'] as const;
const lookers = ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

export const Line = Type.Object({
  id: Id, kind: OneOf(['labour', 'part'] as const), code: Code, forOperation: Nullable(Code), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), unitFen: Fen, totalFen: Fen,
  hv: Type.Boolean(), safety: Type.Boolean(), payType: OneOf(payTypes), payReason: OneOf(payReasons), ownerFen: Fen, answer: OneOf(lineAnswers), answeredAt: Nullable(Instant), answeredBy: Nullable(Type.String()),
  answerWords: Nullable(Type.String()), done: Type.Boolean(), goodwillWaits: Type.Boolean(),
});
const Promised = Type.Object({ promisedAt: Instant, at: Instant, reason: Nullable(Type.String()) });
const fields = {
  id: Id, number: Type.String(), brandId: Id, ownerId: Id, vehicleId: Id, caseId: Id, outletId: Id, outletName: Type.String(), outletNameEn: Type.String(), appointmentId: Nullable(Id),
  state: OneOf(workStates), holdReason: Nullable(OneOf(holdReasons)), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(),
  promisedAt: Instant, promises: Type.Array(Promised), promiseMissedAt: Nullable(Instant), estimateVersion: Type.Integer(), settled: Type.Boolean(),
  checkedInAt: Instant, finishedAt: Nullable(Instant), handedBackAt: Nullable(Instant), version: Version,
};
export const CheckIn = Type.Object({
  odometerKm: Type.Integer(), socPct: Type.Integer(), keys: Type.Integer(), itemsLeft: Type.String(), warningLamps: Type.Array(Type.String()), statement: Type.String(), signerName: Type.String(), signatureFileId: Nullable(Id),
  photos: Type.Array(Type.Object({ position: OneOf(photoPositions), fileId: Id })),
});
export const Row = Type.Object({ ...fields, ownerName: Type.String(), waitingFor: Nullable(Type.String()) });
export const Spell = Type.Object({ id: Id, technicianId: Id, technicianName: Type.String(), guardianName: Nullable(Type.String()), hv: Type.Boolean(), startedAt: Instant, stoppedAt: Nullable(Instant), stopReason: Nullable(Type.String()), note: Nullable(Type.String()) });
export const LockOut = Type.Object({ id: Id, measuredV: Type.Number(), meter: Type.String(), byName: Type.String(), at: Instant, releasedByName: Nullable(Type.String()), releasedAt: Nullable(Instant) });
export const WorkOrderPage = Type.Object({
  workOrder: Row, checkIn: CheckIn, diagnosis: Nullable(Type.Object({ complaint: Type.String(), cause: Type.String(), correction: Type.String(), byName: Type.String() })),
  lines: Type.Array(Line), totalFen: Fen, ownerFen: Fen, spells: Type.Array(Spell), lockOuts: Type.Array(LockOut),
  inspection: Nullable(Type.Object({ passed: Type.Boolean(), byName: Type.String(), words: Type.String(), at: Instant })),
  adviceNotDone: Type.Array(Type.Object({ name: Type.String(), nameEn: Type.String(), at: Instant })),
});
export const MyWorkOrder = Type.Object({ ...fields, lines: Type.Array(Line), totalFen: Fen, ownerFen: Fen, diagnosis: Nullable(Type.Object({ cause: Type.String(), correction: Type.String() })), blocker: Nullable(Type.String()) });

export const refusals = [
  'workOrderNotFound', 'workNotNow', 'odometerNeedsConfirming', 'checkedInAlready', 'nothingToSend', 'goodwillUnapproved', 'goodwillOwn', 'goodwillAboveLimit', 'lineNotFound', 'lineNotAsked', 'technicianNotCertified',
  'guardianNeeded', 'lockOutNeeded', 'lockOutOpen', 'voltageTooHigh', 'workingElsewhere', 'handOverNoteNeeded', 'nobodyWorks', 'stillWorking', 'inspectorNeeded', 'ownWorkInspected', 'notPaid', 'promiseInPast', 'promiseTooFar', 'odometerWentBack', 'reasonNeeded', 'fileNotYours',
] as const;

const at = { workOrderId: Id, version: Version };
const changed = { output: WorkOrderPage };

const counterOps = {
  checkIn: op({
    method: 'POST', path: '/work-orders', who: [...counter], summary: 'Takes a car in: odometer, charge, keys, photos, the owner’s words, signature',
    input: Type.Object({
      appointmentId: Type.Optional(Id), caseId: Type.Optional(Id), outletId: Type.Optional(Id), odometerKm: Type.Integer({ minimum: 0, maximum: 3_000_000 }), confirmOdometer: Type.Optional(Type.Boolean()),
      socPct: Type.Integer({ minimum: 0, maximum: 100 }), keys: Type.Integer({ minimum: 0, maximum: 9 }), itemsLeft: Type.String({ maxLength: 500 }), warningLamps: Type.Array(Words(40), { maxItems: 12 }),
      photos: Type.Array(Type.Object({ position: OneOf(photoPositions), fileId: Id }), { maxItems: 24 }), statement: Words(2000), signerName: Words(40), signatureFileId: Type.Optional(Id), promisedAt: Instant,
    }), ...changed, refusals: ['appointmentNotFound', 'caseNotFound', 'checkedInAlready', 'odometerNeedsConfirming', 'promiseInPast', 'promiseTooFar', 'fileNotYours', 'workNotNow'],
  }),
  saveEstimate: op({
    method: 'POST', path: '/work-orders/:workOrderId/estimate', who: [...counter], summary: 'Sets the lines of the estimate: operations, further parts, and who pays; unchanged approved lines stay approved',
    input: Type.Object({
      ...at, operations: Type.Array(Code, { maxItems: 40, uniqueItems: true }), parts: Type.Array(Type.Object({ code: Code, quantity: Type.Integer({ minimum: 1, maximum: 999 }) }), { maxItems: 60 }),
      payers: Type.Array(Type.Object({ code: Code, payType: OneOf(payTypes), ownerPct: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })) }), { maxItems: 100 }),
    }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'operationNotFound', 'partNotFound'],
  }),
  approveGoodwill: op({ method: 'POST', path: '/work-orders/:workOrderId/goodwill', who: ['serviceManager', 'regionalManager'], summary: 'Another person agrees to the goodwill on an estimate', input: Type.Object(at), ...changed, refusals: ['workOrderNotFound', 'goodwillOwn', 'goodwillAboveLimit', 'workNotNow'] }),
  sendEstimate: op({ method: 'POST', path: '/work-orders/:workOrderId/send', who: [...counter], summary: 'Sends the estimate to the owner', input: Type.Object(at), ...changed, refusals: ['workOrderNotFound', 'nothingToSend', 'goodwillUnapproved', 'workNotNow'] }),
  recordAnswer: op({
    method: 'POST', path: '/work-orders/:workOrderId/answer', who: [...counter], summary: 'The owner’s answer by phone or at the counter, with the words',
    input: Type.Object({ ...at, answers: Type.Array(Type.Object({ lineId: Id, answer: OneOf(['approved', 'declined'] as const) }), { minItems: 1, maxItems: 100 }), words: Words(500) }), ...changed, refusals: ['workOrderNotFound', 'lineNotFound', 'lineNotAsked'],
  }),
  movePromise: op({ method: 'POST', path: '/work-orders/:workOrderId/promise', who: [...counter], summary: 'Another promised time, with the reason, told before the old one passes', input: Type.Object({ ...at, promisedAt: Instant, reason: Words(300) }), ...changed, refusals: ['workOrderNotFound', 'promiseInPast', 'promiseTooFar', 'workNotNow'] }),
  holdWork: op({ method: 'POST', path: '/work-orders/:workOrderId/hold', who: [...shop], summary: 'Says what everybody waits for; null is: nothing any more', input: Type.Object({ ...at, reason: Nullable(OneOf(holdReasons)) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow'] }),
  cancelWork: op({ method: 'POST', path: '/work-orders/:workOrderId/cancel', who: [...counter], summary: 'Calls the work off before it began, with the owner’s words; the car goes as it came', input: Type.Object({ ...at, words: Words(300) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'lockOutOpen'] }),
  handBack: op({
    method: 'POST', path: '/work-orders/:workOrderId/hand-back', who: [...counter], summary: 'Gives the car back: to whom, odometer, charge; after payment, or with a manager’s reason',
    input: Type.Object({ ...at, toName: Words(40), odometerKm: Type.Integer({ minimum: 0, maximum: 3_000_000 }), confirmOdometer: Type.Optional(Type.Boolean()), socPct: Type.Integer({ minimum: 0, maximum: 100 }), unpaidReason: Type.Optional(Words(300)) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'notPaid', 'odometerWentBack'],
  }),
};
const shopOps = {
  recordDiagnosis: op({ method: 'POST', path: '/work-orders/:workOrderId/diagnosis', who: [...shop], summary: 'Complaint, cause, correction', input: Type.Object({ ...at, complaint: Words(1000), cause: Words(1000), correction: Words(1000) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow'] }),
  startWork: op({ method: 'POST', path: '/work-orders/:workOrderId/start', who: ['technician', 'serviceManager'], summary: 'A technician begins, with the papers the lines need; high voltage with a second person', input: Type.Object({ ...at, technicianId: Type.Optional(Id), guardianId: Type.Optional(Id) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'technicianNotCertified', 'guardianNeeded', 'lockOutNeeded', 'workingElsewhere', 'handOverNoteNeeded'] }),
  stopWork: op({ method: 'POST', path: '/work-orders/:workOrderId/stop', who: ['technician', 'serviceManager'], summary: 'Stops, with the reason; a hand-over with a note', input: Type.Object({ ...at, reason: OneOf(stopReasons), note: Type.Optional(Words(1000)) }), ...changed, refusals: ['workOrderNotFound', 'nobodyWorks', 'handOverNoteNeeded'] }),
  recordLockOut: op({ method: 'POST', path: '/work-orders/:workOrderId/lock-out', who: ['technician', 'serviceManager'], summary: 'De-energised: who, measured voltage, with which meter', input: Type.Object({ ...at, measuredV: Type.Number({ minimum: 0, maximum: 2000 }), meter: Words(60) }), ...changed, refusals: ['workOrderNotFound', 'technicianNotCertified', 'voltageTooHigh', 'workNotNow'] }),
  releaseLockOut: op({ method: 'POST', path: '/work-orders/:workOrderId/lock-out/release', who: ['technician', 'serviceManager'], summary: 'Re-energised, and by whom', input: Type.Object(at), ...changed, refusals: ['workOrderNotFound', 'lockOutNeeded', 'stillWorking'] }),
  finishWork: op({ method: 'POST', path: '/work-orders/:workOrderId/finish', who: ['technician', 'serviceManager'], summary: 'All approved lines are done; safety work goes to inspection', input: Type.Object({ ...at, note: Words(1000) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'stillWorking', 'lockOutOpen'] }),
  inspect: op({ method: 'POST', path: '/work-orders/:workOrderId/inspect', who: ['technician', 'serviceManager'], summary: 'A second person inspects; failed goes back to work', input: Type.Object({ ...at, passed: Type.Boolean(), words: Words(1000) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'inspectorNeeded', 'ownWorkInspected'] }),
};
const seen = {
  listWorkOrders: op({ method: 'GET', path: '/work-orders', who: [...lookers], summary: 'Work orders of my brands and places, open ones first', input: Type.Object({ state: Type.Optional(OneOf(workStates)), outletId: Type.Optional(Id), caseId: Type.Optional(Id), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }), output: Type.Object({ workOrders: Type.Array(Row) }), refusals: [] }),
  showWorkOrder: op({ method: 'GET', path: '/work-orders/:workOrderId', who: [...lookers], summary: 'Everything about a work order', input: Type.Object({ workOrderId: Id }), ...changed, refusals: ['workOrderNotFound'] }),
  workOrderFile: op({ method: 'GET', path: '/work-orders/:workOrderId/files/:fileId', who: ['owner', ...lookers], summary: 'A photo or the signature', sendsBytes: true, input: Type.Object({ workOrderId: Id, fileId: Id }), output: Bytes, refusals: ['workOrderNotFound', 'notFound'] }),
};
const owned = {
  myWorkOrders: op({ method: 'GET', path: '/my/work-orders', who: ['owner'], summary: 'My work orders, open ones first', input: Type.Object({ caseId: Type.Optional(Id) }), output: Type.Object({ workOrders: Type.Array(MyWorkOrder) }), refusals: [] }),
  answerEstimate: op({
    method: 'POST', path: '/my/work-orders/:workOrderId/answer', who: ['owner'], summary: 'Approves, declines or asks, line by line',
    input: Type.Object({ ...at, answers: Type.Array(Type.Object({ lineId: Id, answer: OneOf(['approved', 'declined', 'asked'] as const), words: Type.Optional(Words(300)) }), { minItems: 1, maxItems: 100 }) }), output: Done, refusals: ['workOrderNotFound', 'lineNotFound', 'lineNotAsked'],
  }),
};
export const api = { ...counterOps, ...shopOps, ...seen, ...owned };
