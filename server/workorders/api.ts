// The contract of work orders: check-in, diagnosis, estimate by line with who pays, the owner's answer, work, inspection,
// hand-back.
import { experts, Instructions, packetOps, Question } from './packet-api.ts';
import { PartsWait, partsThatCame, partsToOrder, ResumeDays, waitChoices, WaitWords } from './parts-api.ts';
import { Bytes, Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';

export { waitChoices };

export const workStates = ['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress', 'inspection', 'ready', 'handedBack', 'cancelled'] as const;
export const payTypes = ['owner', 'warranty', 'threeGuarantees', 'goodwill', 'recall', 'insurance', 'package', 'internal'] as const;
export const lineAnswers = ['draft', 'sent', 'approved', 'declined', 'asked'] as const;
export const payReasons = ['withinRepairWarranty', 'withinEvCore', 'withinWear', 'outOfWarranty', 'notCovered', 'commercialUse', 'comeback', 'campaign', 'chosen'] as const;
export const holdReasons = ['waitingPart', 'waitingOwner', 'waitingInsurer', 'safety'] as const;
export const stopReasons = ['break', 'waitingPart', 'waitingTool', 'waitingAnswer', 'helpNeeded', 'endOfShift', 'handOver', 'otherJob', 'finished'] as const;
export const blockers = ['diagnosis', 'estimate', 'approval', 'queue', 'technician', 'handOver', 'part', 'insurer', 'safety', 'inspection', 'payment', 'pickUp', 'carAtHome'] as const;
export const standings = ['kept', 'atRisk', 'late'] as const;
export const toolKinds = ['torque', 'calibration', 'insulation', 'alignment', 'other'] as const;
export const drainedStates = ['yes', 'no', 'notOpened'] as const;
export const energyStates = ['deEnergised', 'live', 'notTouched'] as const;
export const boltStates = ['torqued', 'someLoose', 'notTouched'] as const;
/** Of a part: original, equal quality, remanufactured, reused. */
export const origins = ['originalPart', 'equalQualityPart', 'remanufacturedPart', 'reusedPart'] as const;
export const answerChannels = ['app', 'phone', 'counter', 'wechat', 'sms', 'paper', 'staff'] as const;
export const oldPartsChoices = ['shownTaken', 'shownLeft', 'declined', 'none'] as const;
export const photoPositions = ['front', 'rear', 'left', 'right', 'inside', 'instrument', 'damage', 'plate', 'vin'] as const;
export const signerRoles = ['owner', 'authorised'] as const;
export const keyKinds = ['fob', 'card', 'phone', 'valet'] as const;
export const campaignKinds = ['recall', 'serviceAction'] as const;

const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });
const counter = ['adviser', 'serviceManager'] as const;
const shop = ['adviser', 'serviceManager', 'technician'] as const;
const lookers = ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

export const Line = Type.Object({
  id: Id, kind: OneOf(['labour', 'part'] as const), code: Code, forOperation: Nullable(Code), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), unitFen: Fen, totalFen: Fen,
  hv: Type.Boolean(), safety: Type.Boolean(), payType: OneOf(payTypes), payReason: OneOf(payReasons), ownerFen: Fen, makerFen: Fen, labourCentihours: Nullable(Type.Integer()), wasFen: Nullable(Fen), listFen: Nullable(Fen), overrideWhy: Nullable(Type.String()), overrideBy: Nullable(Type.String()), answer: OneOf(lineAnswers), answeredAt: Nullable(Instant), answeredBy: Nullable(Type.String()),
  answerWords: Nullable(Type.String()), done: Type.Boolean(), goodwillWaits: Type.Boolean(), photos: Type.Array(Id), origin: Nullable(OneOf(origins)),
});
const Promised = Type.Object({ promisedAt: Instant, at: Instant, reason: Nullable(Type.String()) });
const fields = {
  id: Id, number: Type.String(), brandId: Id, ownerId: Id, vehicleId: Id, caseId: Id, outletId: Id, outletName: Type.String(), outletNameEn: Type.String(), appointmentId: Nullable(Id),
  state: OneOf(workStates), holdReason: Nullable(OneOf(holdReasons)), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(),
  promisedAt: Instant, promises: Type.Array(Promised), promiseMissedAt: Nullable(Instant), estimateVersion: Type.Integer(), estimateValidUntil: Nullable(Instant), settled: Type.Boolean(),
  checkedInAt: Instant, finishedAt: Nullable(Instant), handedBackAt: Nullable(Instant), awaySince: Nullable(Instant), version: Version,
};
/** Where on the drawing of the car: per cent from its left and its top edge. */
const Share = Type.Number({ minimum: 0, maximum: 100 });
const Photo = Type.Object({ position: OneOf(photoPositions), fileId: Id, x: Type.Optional(Share), y: Type.Optional(Share), note: Type.Optional(Type.String({ maxLength: 120 })) });
export const CheckIn = Type.Object({
  odometerKm: Type.Integer(), socPct: Type.Integer(), keys: Type.Integer(), itemsLeft: Type.String(), warningLamps: Type.Array(Type.String()), statement: Type.String(), signerName: Type.String(), signatureFileId: Nullable(Id),
  photos: Type.Array(Photo), /** Why nobody signed. */ unsignedWhy: Type.Optional(Type.String()), signerRole: Type.Optional(OneOf(signerRoles)), authorisation: Type.Optional(Type.String()), keyKinds: Type.Optional(Type.Array(OneOf(keyKinds))), dashcamOff: Type.Optional(Type.Boolean()),
  /** Worked on at its owner's place, on this visit. */ homeVisitId: Type.Optional(Id),
  /** What the car itself said at that moment. */
  car: Type.Optional(Nullable(Type.Object({ odometerKm: Nullable(Type.Number()), socPct: Nullable(Type.Number()), at: Instant }))),
});
export const Comeback = Type.Object({ workOrderId: Id, number: Type.String(), system: Type.String(), days: Type.Integer(), near: Type.Boolean() });
export const Campaign = Type.Object({ id: Id, code: Type.String(), kind: OneOf(campaignKinds), name: Type.String(), nameEn: Type.String(), what: Type.String(), whatEn: Type.String(), operations: Type.Array(Code), openedOn: Type.String() });
const Advice = Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String(), ownerFen: Fen, at: Instant });
export const Row = Type.Object({ ...fields, comeback: Nullable(Comeback), ownerName: Type.String(), waitingFor: Nullable(Type.String()) });
/** One answer, as it was given: what was read, who, through what, the proof. */
export const LineAnswer = Type.Object({
  id: Id, lineId: Id, estimateVersion: Type.Integer(), code: Type.String(), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), totalFen: Fen, ownerFen: Fen, payType: OneOf(payTypes), answer: OneOf(lineAnswers), words: Nullable(Type.String()),
  channel: OneOf(answerChannels), byKind: Type.String(), byName: Type.String(), fileId: Nullable(Id), photos: Type.Array(Id), proof: Type.String(), at: Instant,
});
export const Spell = Type.Object({ id: Id, technicianId: Id, technicianName: Type.String(), guardianName: Nullable(Type.String()), hv: Type.Boolean(), startedAt: Instant, stoppedAt: Nullable(Instant), stopReason: Nullable(Type.String()), note: Nullable(Type.String()) });
const CarState = { drained: OneOf(drainedStates), energy: OneOf(energyStates), bolts: OneOf(boltStates), toolsInside: Type.String({ maxLength: 300 }) };
export const HandOver = Type.Object({ id: Id, fromId: Id, fromName: Type.String(), at: Instant, note: Type.String(), ...CarState, acceptedByName: Nullable(Type.String()), acceptedAt: Nullable(Instant), acceptedWords: Nullable(Type.String()) });
export const ToolRecord = Type.Object({ id: Id, kind: OneOf(toolKinds), what: Type.String(), toolNo: Type.String(), toolValidUntil: LocalDate, value: Type.Number(), unit: Type.String(), low: Nullable(Type.Number()), high: Nullable(Type.Number()), within: Type.Boolean(), byName: Type.String(), at: Instant });
export const Coding = Type.Object({ id: Id, code: Type.String(), tool: Type.String(), softwareVersion: Type.String(), doneAt: Instant, byName: Type.String() });
export const TestDrive = Type.Object({ startKm: Type.Integer(), endKm: Type.Integer(), words: Type.String(), good: Type.Boolean(), byName: Type.String(), at: Instant });
export const LockOut = Type.Object({ id: Id, measuredV: Type.Number(), meter: Type.String(), byName: Type.String(), guardianName: Nullable(Type.String()), releaseWhy: Nullable(Type.String()), insulationMohm: Nullable(Type.Number()), at: Instant, releasedByName: Nullable(Type.String()), releasedAt: Nullable(Instant) });
/** A maker's fault code that the car names, with what it means where somebody has told us. */
const CarFault = Type.Object({
  part: OneOf(['battery', 'motor', 'engine', 'other'] as const), hex: Type.String(), firstAt: Instant, lastAt: Instant, stands: Type.Boolean(),
  meaning: Nullable(Type.Object({
    code: Type.String(), name: Nullable(Type.String()), validFrom: LocalDate, component: Type.String(), componentEn: Type.String(), title: Type.String(), titleEn: Type.String(), meaning: Type.String(), meaningEn: Type.String(),
    severity: OneOf(['stopNow', 'soon', 'book', 'note'] as const), advice: Type.String(), adviceEn: Type.String(), operationCode: Nullable(Type.String()), articleId: Nullable(Type.String()), source: Type.String(),
  })),
});
export const WorkOrderPage = Type.Object({
  workOrder: Row, checkIn: CheckIn, diagnosis: Nullable(Type.Object({ complaint: Type.String(), cause: Type.String(), correction: Type.String(), byName: Type.String(), faultCodes: Type.Optional(Type.Array(Type.String())), spentCentihours: Type.Optional(Type.Integer()) })),
  lines: Type.Array(Line), totalFen: Fen, ownerFen: Fen, spells: Type.Array(Spell), lockOuts: Type.Array(LockOut), handOvers: Type.Array(HandOver), toolRecords: Type.Array(ToolRecord), codings: Type.Array(Coding), testDrives: Type.Array(TestDrive),
  inspection: Nullable(Type.Object({ passed: Type.Boolean(), byName: Type.String(), words: Type.String(), at: Instant })),
  answers: Type.Array(LineAnswer), adviceNotDone: Type.Array(Advice), campaigns: Type.Array(Campaign), partsWait: Nullable(PartsWait),
  carFaults: Type.Array(CarFault), instructions: Type.Array(Instructions), questions: Type.Array(Question),
  /** Below this a system that was powered off counts as safe to touch. */
  hvSafeV: Type.Number(),
  fitting: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String(), softwareCoded: Type.Boolean(), colour: Nullable(Type.String()), serialised: Type.Boolean(), coreReturn: Type.Boolean() })),
});
export const MyWorkOrder = Type.Object({ ...fields, lines: Type.Array(Line), totalFen: Fen, ownerFen: Fen, diagnosis: Nullable(Type.Object({ cause: Type.String(), correction: Type.String() })), blocker: Nullable(Type.String()), partsWait: Nullable(PartsWait) });

export const refusals = [
  'workOrderNotFound', 'workNotNow', 'odometerNeedsConfirming', 'checkedInAlready', 'nothingToSend', 'goodwillUnapproved', 'goodwillOwn', 'goodwillAboveLimit', 'campaignIsFree', 'lineNotFound', 'lineNotAsked', 'technicianNotCertified',
  'guardianNeeded', 'guardianElsewhere', 'lockOutNeeded', 'lockOutOpen', 'voltageTooHigh', 'workingElsewhere', 'handOverNoteNeeded', 'nobodyWorks', 'stillWorking', 'inspectorNeeded', 'ownWorkInspected', 'notPaid', 'promiseInPast', 'promiseTooFar', 'odometerWentBack', 'reasonNeeded', 'fileNotYours', 'authorisationNeeded', 'signatureNeeded', 'notAComeback', 'campaignNotFound', 'campaignTaken', 'campaignClosed', 'handOverWaits', 'noHandOver', 'handOverOwn', 'carStateNeeded', 'toolOutOfDate', 'measuredOutside', 'recordNeeded', 'codingNeeded', 'notCoded', 'estimateExpired', 'approvedWorkStays',
  'partNotOnOrder', 'tooManyCame', 'ownerHasNotSaid', 'notToBeDriven', 'carIsHere', 'carIsAway', 'partsNotHere', 'carInQuarantine',
  'instructionsNotFound', 'limitsCrossed', 'questionNotFound', 'questionAnswered', 'questionOwn',
] as const;

const at = { workOrderId: Id, version: Version };
const changed = { output: WorkOrderPage };
/** When it was done, of what a phone without a network sends later: never after now, nor before what came before it. */
const doneAt = Type.Optional(Instant);

const arriving = {
  showArrival: op({
    method: 'GET', path: '/arrivals/:vehicleId', who: [...counter], summary: 'What the counter must know of a car that stands at the door: its cases, campaigns, advice declined before, what it was here for lately, what it says of itself',
    input: Type.Object({ vehicleId: Id, caseId: Type.Optional(Id), outletId: Type.Optional(Id) }),
    output: Type.Object({
      /** With an outlet: when it may be promised, in its opening hours. */
      promise: Nullable(Instant), vehicleId: Id, checkedInAs: Nullable(Id), car: Nullable(Type.Object({ odometerKm: Nullable(Type.Number()), socPct: Nullable(Type.Number()), at: Instant })),
      cases: Type.Array(Type.Object({ id: Id, number: Type.String(), trouble: Type.String(), openedAt: Instant })), campaigns: Type.Array(Campaign), advice: Type.Array(Advice),
      comebacks: Type.Array(Type.Object({ ...Comeback.properties, sameSystem: Type.Boolean() })), visits: Type.Integer(), lastVisitAt: Nullable(Instant),
    }), refusals: ['vehicleNotFound', 'caseNotFound', 'priceBookNotFound', 'outletNotFound'],
  }),
  showCarHistory: op({
    method: 'GET', path: '/vehicles/:vehicleId/visits', who: [...lookers], summary: 'What was done on a car, at any outlet of its brand: visits with place, mileage, finding and work, and the campaigns that wait',
    input: Type.Object({ vehicleId: Id }),
    output: Type.Object({
      campaigns: Type.Array(Campaign),
      visits: Type.Array(Type.Object({
        id: Id, number: Type.String(), state: OneOf(workStates), checkedInAt: Instant, handedBackAt: Nullable(Instant), odometerKm: Type.Integer(), outletName: Type.String(), outletNameEn: Type.String(), cause: Nullable(Type.String()),
        work: Type.Array(Type.Object({ kind: OneOf(['labour', 'part'] as const), name: Type.String(), nameEn: Type.String(), payType: OneOf(payTypes) })), /** Whether the order itself may be opened. */ mayOpen: Type.Boolean(),
      })),
    }), refusals: ['vehicleNotFound'],
  }),
  openCampaign: op({
    method: 'POST', path: '/campaigns', who: ['warrantyOfficer', 'administrator'], summary: 'A recall or service action begins: its operations, and the cars it is for by VIN',
    input: Type.Object({ brandId: Id, code: Code, kind: OneOf(campaignKinds), name: Words(60), nameEn: Words(100), what: Words(500), whatEn: Words(500), operations: Type.Array(Code, { minItems: 1, maxItems: 10, uniqueItems: true }), openedOn: LocalDate, vins: Type.Array(Id, { minItems: 1, maxItems: 20_000, uniqueItems: true }) }),
    output: Campaign, refusals: ['campaignTaken', 'brandNotFound', 'vehicleNotFound'],
  }),
  addCampaignCars: op({ method: 'POST', path: '/campaigns/:campaignId/cars', who: ['warrantyOfficer', 'administrator'], summary: 'More cars are called in', input: Type.Object({ campaignId: Id, vins: Type.Array(Id, { minItems: 1, maxItems: 20_000, uniqueItems: true }) }), output: Type.Object({ added: Type.Integer() }), refusals: ['campaignNotFound', 'campaignClosed', 'vehicleNotFound'] }),
  closeCampaign: op({ method: 'POST', path: '/campaigns/:campaignId/close', who: ['warrantyOfficer', 'administrator'], summary: 'A campaign ends, with the reason; what was done stays', input: Type.Object({ campaignId: Id, why: Words(300) }), output: Done, refusals: ['campaignNotFound', 'campaignClosed'] }),
  showCampaign: op({
    method: 'GET', path: '/campaigns/:campaignId', who: [...lookers], summary: 'How far a campaign has come: cars told, booked, done, and which are still to be reached', input: Type.Object({ campaignId: Id }),
    output: Type.Object({
      campaign: Type.Object({ ...Campaign.properties, brandId: Id, closedOn: Nullable(Type.String()) }), reach: Type.Object({ cars: Type.Integer(), told: Type.Integer(), booked: Type.Integer(), done: Type.Integer() }),
      cars: Type.Array(Type.Object({ vehicleId: Type.String(), vinMasked: Type.String(), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), toldAt: Nullable(Instant), doneAt: Nullable(Instant), workOrderId: Nullable(Id), bookedAt: Nullable(Instant), appointmentId: Nullable(Id) })),
    }), refusals: ['campaignNotFound'],
  }),
  listCampaigns: op({
    method: 'GET', path: '/campaigns', who: [...lookers], summary: 'Campaigns of my brands with how many cars are done', input: Type.Object({}),
    output: Type.Object({ campaigns: Type.Array(Type.Object({ ...Campaign.properties, brandId: Id, closedOn: Nullable(Type.String()), cars: Type.Integer(), done: Type.Integer() })) }), refusals: [],
  }),
};
const counterOps = {
  checkIn: op({
    method: 'POST', path: '/work-orders', who: [...counter], summary: 'Takes a car in: odometer, charge, keys, photos, the owner’s words, signature',
    input: Type.Object({
      appointmentId: Type.Optional(Id), caseId: Type.Optional(Id), outletId: Type.Optional(Id), odometerKm: Type.Integer({ minimum: 0, maximum: 3_000_000 }), confirmOdometer: Type.Optional(Type.Boolean()),
      socPct: Type.Integer({ minimum: 0, maximum: 100 }), keys: Type.Integer({ minimum: 0, maximum: 9 }), itemsLeft: Type.String({ maxLength: 500 }), warningLamps: Type.Array(Words(40), { maxItems: 12 }),
      photos: Type.Array(Photo, { maxItems: 40 }), statement: Words(2000), signerName: Words(40), signatureFileId: Type.Optional(Id), unsignedWhy: Type.Optional(Words(200)), promisedAt: Instant,
      signerRole: Type.Optional(OneOf(signerRoles)), authorisation: Type.Optional(Words(200)), keyKinds: Type.Optional(Type.Array(OneOf(keyKinds), { maxItems: 4, uniqueItems: true })), dashcamOff: Type.Optional(Type.Boolean()),
      comebackOf: Type.Optional(Id), notComebackWhy: Type.Optional(Words(200)),
    }), ...changed, refusals: ['appointmentNotFound', 'caseNotFound', 'checkedInAlready', 'carInQuarantine', 'odometerNeedsConfirming', 'promiseInPast', 'promiseTooFar', 'fileNotYours', 'workNotNow', 'authorisationNeeded', 'signatureNeeded', 'notAComeback', 'workOrderNotFound'],
  }),
  saveEstimate: op({
    method: 'POST', path: '/work-orders/:workOrderId/estimate', who: [...counter], summary: 'Sets the lines of the estimate: operations, further parts, and who pays; unchanged approved lines stay approved',
    input: Type.Object({
      ...at, operations: Type.Array(Code, { maxItems: 40, uniqueItems: true }), parts: Type.Array(Type.Object({ code: Code, quantity: Type.Integer({ minimum: 1, maximum: 999 }) }), { maxItems: 60 }), diagnosisCentihours: Type.Optional(Type.Integer({ minimum: 5, maximum: 2_000, multipleOf: 5 })),
      payers: Type.Array(Type.Object({ code: Code, payType: OneOf(payTypes), ownerPct: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })), makerPct: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })) }), { maxItems: 100 }),
    }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'operationNotFound', 'partNotFound', 'notInPackage', 'campaignIsFree', 'approvedWorkStays'],
  }),
  overridePrice: op({
    method: 'POST', path: '/work-orders/:workOrderId/lines/:lineId/price', who: ['serviceManager', 'regionalManager'], summary: 'Another price than the list’s for a line not begun, with the reason; the list’s price takes it back',
    input: Type.Object({ ...at, lineId: Id, unitFen: Type.Integer({ minimum: 0, maximum: 100_000_000 }), why: Words(300) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'lineNotFound'],
  }),
  approveGoodwill: op({ method: 'POST', path: '/work-orders/:workOrderId/goodwill', who: ['serviceManager', 'regionalManager'], summary: 'Another person agrees to the goodwill on an estimate', input: Type.Object(at), ...changed, refusals: ['workOrderNotFound', 'goodwillOwn', 'goodwillAboveLimit', 'workNotNow'] }),
  sendEstimate: op({ method: 'POST', path: '/work-orders/:workOrderId/send', who: [...counter], summary: 'Sends the estimate to the owner, to be answered until a day; an expired one is renewed at the prices of the day', input: Type.Object({ ...at, validDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })) }), ...changed, refusals: ['workOrderNotFound', 'nothingToSend', 'goodwillUnapproved', 'workNotNow', 'operationNotFound', 'partNotFound', 'priceBookNotFound'] }),
  recordAnswer: op({
    method: 'POST', path: '/work-orders/:workOrderId/answer', who: [...counter], summary: 'The owner’s answer by phone or at the counter, with the words',
    input: Type.Object({ ...at, answers: Type.Array(Type.Object({ lineId: Id, answer: OneOf(['approved', 'declined'] as const) }), { minItems: 1, maxItems: 100 }), words: Words(500), channel: Type.Optional(OneOf(answerChannels)), fileId: Type.Optional(Id) }), ...changed, refusals: ['workOrderNotFound', 'lineNotFound', 'lineNotAsked', 'estimateExpired', 'fileNotYours'],
  }),
  movePromise: op({ method: 'POST', path: '/work-orders/:workOrderId/promise', who: [...counter], summary: 'Another promised time, with the reason, told before the old one passes', input: Type.Object({ ...at, promisedAt: Instant, reason: Words(300) }), ...changed, refusals: ['workOrderNotFound', 'promiseInPast', 'promiseTooFar', 'workNotNow'] }),
  holdWork: op({ method: 'POST', path: '/work-orders/:workOrderId/hold', who: [...shop], summary: 'Says what everybody waits for; null is: nothing any more', input: Type.Object({ ...at, reason: Nullable(OneOf(holdReasons)) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow'] }),
  cancelWork: op({ method: 'POST', path: '/work-orders/:workOrderId/cancel', who: [...counter], summary: 'Calls the work off before it began, with the owner’s words; the car goes as it came', input: Type.Object({ ...at, words: Words(300) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'lockOutOpen'] }),
  handBack: op({
    method: 'POST', path: '/work-orders/:workOrderId/hand-back', who: [...counter], summary: 'Gives the car back: to whom, odometer, charge; after payment, or with a manager’s reason',
    input: Type.Object({ ...at, toName: Words(40), odometerKm: Type.Integer({ minimum: 0, maximum: 3_000_000 }), confirmOdometer: Type.Optional(Type.Boolean()), socPct: Type.Integer({ minimum: 0, maximum: 100 }), unpaidReason: Type.Optional(Words(300)), oldParts: Type.Optional(OneOf(oldPartsChoices)), toRole: Type.Optional(OneOf(signerRoles)), authorisation: Type.Optional(Words(200)) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'notPaid', 'lockOutOpen', 'odometerWentBack', 'authorisationNeeded', 'codingNeeded'],
  }),
};
const shopOps = {
  recordDiagnosis: op({ method: 'POST', path: '/work-orders/:workOrderId/diagnosis', who: [...shop], summary: 'Complaint, cause, correction', input: Type.Object({ ...at, complaint: Words(1000), cause: Words(1000), correction: Words(1000), faultCodes: Type.Optional(Type.Array(Type.String({ minLength: 2, maxLength: 20, pattern: '^[A-Za-z0-9-]+$' }), { maxItems: 20, uniqueItems: true })), /** Time that finding it took, in hundredths of an hour: what the estimate may ask for. */ spentCentihours: Type.Optional(Type.Integer({ minimum: 5, maximum: 2_000, multipleOf: 5 })) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow'] }),
  startWork: op({ method: 'POST', path: '/work-orders/:workOrderId/start', who: ['technician', 'serviceManager'], summary: 'A technician begins, with the papers the lines need; high voltage with a second person', input: Type.Object({ ...at, technicianId: Type.Optional(Id), guardianId: Type.Optional(Id), doneAt }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'technicianNotCertified', 'guardianNeeded', 'guardianElsewhere', 'lockOutNeeded', 'workingElsewhere', 'handOverNoteNeeded', 'handOverWaits', 'carIsAway'] }),
  stopWork: op({ method: 'POST', path: '/work-orders/:workOrderId/stop', who: ['technician', 'serviceManager'], summary: 'Stops, with the reason; a hand-over with a note', input: Type.Object({ ...at, reason: OneOf(stopReasons), note: Type.Optional(Words(1000)), carState: Type.Optional(Type.Object(CarState)), doneAt }), ...changed, refusals: ['workOrderNotFound', 'nobodyWorks', 'handOverNoteNeeded', 'carStateNeeded'] }),
  recordLockOut: op({ method: 'POST', path: '/work-orders/:workOrderId/lock-out', who: ['technician', 'serviceManager'], summary: 'De-energised: who, who stood by, measured voltage, with which meter', input: Type.Object({ ...at, measuredV: Type.Number({ minimum: 0, maximum: 2000 }), meter: Words(60), guardianId: Type.Optional(Id) }), ...changed, refusals: ['workOrderNotFound', 'technicianNotCertified', 'guardianNeeded', 'guardianElsewhere', 'voltageTooHigh', 'workNotNow', 'carIsAway'] }),
  releaseLockOut: op({ method: 'POST', path: '/work-orders/:workOrderId/lock-out/release', who: ['technician', 'serviceManager'], summary: 'Re-energised, and by whom; another than who locked says why', input: Type.Object({ ...at, why: Type.Optional(Words(300)), insulationMohm: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })) }), ...changed, refusals: ['workOrderNotFound', 'lockOutNeeded', 'stillWorking', 'reasonNeeded', 'technicianNotCertified'] }),
  finishWork: op({ method: 'POST', path: '/work-orders/:workOrderId/finish', who: ['technician', 'serviceManager'], summary: 'All approved lines are done; safety work goes to inspection', input: Type.Object({ ...at, note: Words(1000), doneAt }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'stillWorking', 'lockOutOpen', 'lockOutNeeded', 'measuredOutside', 'recordNeeded', 'codingNeeded', 'partsNotHere'] }),
  inspect: op({ method: 'POST', path: '/work-orders/:workOrderId/inspect', who: ['technician', 'serviceManager'], summary: 'A second person inspects; failed goes back to work', input: Type.Object({ ...at, passed: Type.Boolean(), words: Words(1000) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'inspectorNeeded', 'ownWorkInspected', 'codingNeeded'] }),
  acceptHandOver: op({ method: 'POST', path: '/work-orders/:workOrderId/hand-over/accept', who: ['technician', 'serviceManager'], summary: 'The next person has seen the car as it was left and goes on from there', input: Type.Object({ ...at, words: Type.Optional(Words(500)) }), ...changed, refusals: ['workOrderNotFound', 'noHandOver', 'handOverOwn'] }),
  askExpert: op({ method: 'POST', path: '/work-orders/:workOrderId/questions', who: [...shop], summary: 'Asks an expert about this car, with photos', input: Type.Object({ ...at, words: Words(1000), fileIds: Type.Optional(Type.Array(Id, { maxItems: 6 })) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'fileNotYours'] }),
  answerQuestion: op({ method: 'POST', path: '/work-orders/:workOrderId/questions/:questionId/answer', who: [...experts], summary: 'An expert answers; never who asked', input: Type.Object({ workOrderId: Id, questionId: Id, words: Words(1000) }), ...changed, refusals: ['workOrderNotFound', 'questionNotFound', 'questionAnswered', 'questionOwn'] }),
  addLinePhotos: op({ method: 'POST', path: '/work-orders/:workOrderId/lines/:lineId/photos', who: [...shop], summary: 'Shows the owner what a line is about', input: Type.Object({ ...at, lineId: Id, fileIds: Type.Array(Id, { minItems: 1, maxItems: 6 }) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'lineNotFound', 'fileNotYours'] }),
  recordTool: op({
    method: 'POST', path: '/work-orders/:workOrderId/tools', who: ['technician', 'serviceManager'], summary: 'What a tool in calibration measured or set: torque, calibration, insulation, alignment',
    input: Type.Object({ ...at, kind: OneOf(toolKinds), what: Words(120), toolNo: Words(40), toolValidUntil: LocalDate, value: Type.Number(), unit: Words(20), low: Type.Optional(Type.Number()), high: Type.Optional(Type.Number()) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'toolOutOfDate'],
  }),
  recordCoding: op({
    method: 'POST', path: '/work-orders/:workOrderId/coding', who: ['technician', 'serviceManager'], summary: 'A fitted part was coded to the car by software: with which tool, to which version',
    input: Type.Object({ ...at, code: Type.String({ minLength: 2, maxLength: 40 }), tool: Words(60), softwareVersion: Words(60), doneAt }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'notCoded'],
  }),
  recordTestDrive: op({ method: 'POST', path: '/work-orders/:workOrderId/test-drive', who: ['technician', 'serviceManager'], summary: 'A test drive: from and to which odometer, and how it went', input: Type.Object({ ...at, startKm: Type.Integer({ minimum: 0, maximum: 3_000_000 }), endKm: Type.Integer({ minimum: 0, maximum: 3_000_000 }), good: Type.Boolean(), words: Words(500) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'odometerWentBack'] }),
  findFixes: op({
    method: 'GET', path: '/work-orders/:workOrderId/fixes', who: ['adviser', 'technician', 'serviceManager', 'warrantyOfficer'], summary: 'How the same fault was fixed on the same model before', input: Type.Object({ workOrderId: Id, text: Type.Optional(Words(100)) }),
    output: Type.Object({ fixes: Type.Array(Type.Object({ number: Type.String(), finishedAt: Instant, complaint: Type.String(), cause: Type.String(), correction: Type.String(), faultCodes: Type.Array(Type.String()), operations: Type.Array(Type.Object({ name: Type.String(), nameEn: Type.String() })), cameBack: Type.Boolean() })) }), refusals: ['workOrderNotFound'],
  }),
};
const partsOps = {
  orderParts: op({ method: 'POST', path: '/work-orders/:workOrderId/parts', who: ['partsPlanner', ...counter], summary: 'Orders parts of approved lines, with the day on which each is expected; the work waits for them', input: Type.Object({ ...at, parts: partsToOrder }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'partNotOnOrder'] }),
  receiveOrderedParts: op({ method: 'POST', path: '/work-orders/:workOrderId/parts/came', who: ['partsPlanner', ...counter], summary: 'So many came, each into a box of this visit; when all are here the work may go on', input: Type.Object({ ...at, came: partsThatCame }), ...changed, refusals: ['workOrderNotFound', 'workNotNow', 'partNotOnOrder', 'tooManyCame'] }),
  recordPartsAnswer: op({ method: 'POST', path: '/work-orders/:workOrderId/parts/answer', who: [...counter], summary: 'The owner’s word while parts are missing: the car stays, or goes home', input: Type.Object({ ...at, choice: OneOf(waitChoices), words: WaitWords, channel: Type.Optional(OneOf(answerChannels)) }), ...changed, refusals: ['workOrderNotFound', 'workNotNow'] }),
  letCarHome: op({
    method: 'POST', path: '/work-orders/:workOrderId/home', who: [...counter], summary: 'The car goes home until its parts are here, in a stated condition to be driven; bay and people are free', input: Type.Object({ ...at, odometerKm: Type.Integer({ minimum: 0, maximum: 3_000_000 }), socPct: Type.Integer({ minimum: 0, maximum: 100 }), carState: Type.Object(CarState) }),
    ...changed, refusals: ['workOrderNotFound', 'ownerHasNotSaid', 'stillWorking', 'lockOutOpen', 'notToBeDriven', 'odometerWentBack'],
  }),
  findResumeSlots: op({ method: 'GET', path: '/work-orders/:workOrderId/resume-slots', who: ['owner', 'agent', ...counter], summary: 'Times at which the work can go on: after its parts are here, by the function that books every visit', input: Type.Object({ workOrderId: Id, days: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })) }), output: ResumeDays, refusals: ['workOrderNotFound', 'workNotNow', 'outletNotFound', 'vehicleNotFound', 'priceBookNotFound', 'operationNotFound'] }),
  bookResume: op({ method: 'POST', path: '/work-orders/:workOrderId/resume', who: ['owner', ...counter], summary: 'Books the time at which the work goes on; the promise moves with it', input: Type.Object({ ...at, startsAt: Instant }), output: Type.Object({ id: Id, startsAt: Instant, endsAt: Instant, state: Type.String() }), refusals: ['workOrderNotFound', 'workNotNow', 'outletNotFound', 'vehicleNotFound', 'priceBookNotFound', 'operationNotFound', 'slotTaken'] }),
  takeCarBack: op({ method: 'POST', path: '/work-orders/:workOrderId/back', who: [...counter], summary: 'The car that was home is here again, and the work goes on where it stopped', input: Type.Object({ ...at, odometerKm: Type.Integer({ minimum: 0, maximum: 3_000_000 }), socPct: Type.Integer({ minimum: 0, maximum: 100 }) }), ...changed, refusals: ['workOrderNotFound', 'carIsHere', 'odometerWentBack'] }),
};
const boards = {
  shopBoard: op({
    method: 'GET', path: '/outlets/:outletId/shop', who: ['adviser', 'serviceManager', 'regionalManager', 'administrator'], summary: 'The shop today: every car with its stage, its clock and its one blocker; promises, comebacks, open estimates; who works and who is idle',
    input: Type.Object({ outletId: Id }),
    output: Type.Object({
      onDay: LocalDate, outletName: Type.String(), outletNameEn: Type.String(),
      cars: Type.Array(Type.Object({
        id: Id, number: Type.String(), state: OneOf(workStates), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), ownerName: Type.String(), stageSince: Instant, away: Type.Boolean(), blocker: Nullable(OneOf(blockers)), blockedSince: Instant,
        promisedAt: Instant, promise: OneOf(standings), moved: Type.Integer(), comebackOf: Nullable(Type.String()), technicians: Type.Array(Type.String()), unanswered: Type.Integer(), unansweredFen: Fen, unansweredLong: Type.Boolean(),
        proposals: Type.Array(Type.Object({ id: Id, name: Type.String(), free: Type.Boolean() })),
      })),
      people: Type.Array(Type.Object({ id: Id, name: Type.String(), away: Type.Boolean(), onShift: Type.Boolean(), mayWorkHv: Type.Boolean(), since: Nullable(Instant), onNumber: Nullable(Type.String()) })),
    }), refusals: ['outletNotFound'],
  }),
};
const seen = {
  listWorkOrders: op({ method: 'GET', path: '/work-orders', who: [...lookers], summary: 'Work orders of my brands and places, open ones first', input: Type.Object({ state: Type.Optional(OneOf(workStates)), outletId: Type.Optional(Id), caseId: Type.Optional(Id), ...page }), output: Type.Object({ workOrders: Type.Array(Row), next: Nullable(Type.String()) }), refusals: [] }),
  showWorkOrder: op({ method: 'GET', path: '/work-orders/:workOrderId', who: [...lookers], summary: 'Everything about a work order', input: Type.Object({ workOrderId: Id }), ...changed, refusals: ['workOrderNotFound'] }),
  workOrderFile: op({ method: 'GET', path: '/work-orders/:workOrderId/files/:fileId', who: ['owner', ...lookers], summary: 'A photo or the signature', sendsBytes: true, input: Type.Object({ workOrderId: Id, fileId: Id }), output: Bytes, refusals: ['workOrderNotFound', 'notFound'] }),
};
const owned = {
  myWorkOrders: op({ method: 'GET', path: '/my/work-orders', who: ['owner'], summary: 'My work orders, open ones first', input: Type.Object({ caseId: Type.Optional(Id) }), output: Type.Object({ workOrders: Type.Array(MyWorkOrder) }), refusals: [] }),
  answerPartsWait: op({ method: 'POST', path: '/my/work-orders/:workOrderId/parts-answer', who: ['owner'], summary: 'While parts are missing: my car stays, or I take it home', input: Type.Object({ ...at, choice: OneOf(waitChoices), words: WaitWords }), output: Done, refusals: ['workOrderNotFound', 'workNotNow'] }),
  answerEstimate: op({
    method: 'POST', path: '/my/work-orders/:workOrderId/answer', who: ['owner'], summary: 'Approves, declines or asks, line by line',
    input: Type.Object({ ...at, answers: Type.Array(Type.Object({ lineId: Id, answer: OneOf(['approved', 'declined', 'asked'] as const), words: Type.Optional(Words(300)) }), { minItems: 1, maxItems: 100 }) }), output: Done, refusals: ['workOrderNotFound', 'lineNotFound', 'lineNotAsked', 'estimateExpired'],
  }),
};
export const api = { ...arriving, ...counterOps, ...shopOps, ...packetOps, ...partsOps, ...boards, ...seen, ...owned };
