// The contract of what people state about a repair: faults graded, parts named, problems joined, time deducted, exclusions
// with their evidence, each by a named person; and of the certificate of a car.
import { Bytes, Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const statementKinds = ['fault', 'replaced', 'problem', 'deduction', 'exclusion'] as const;
export const statementStates = ['stands', 'waits', 'disagreed', 'withdrawn'] as const;
export const assemblies = ['engine', 'transmission', 'tractionBattery', 'driveMotor', 'steering', 'brake', 'suspension', 'driveline', 'pollutionControl', 'body'] as const;
export const hazards = ['steeringFailure', 'brakeFailure', 'bodyCracking', 'fuelLeak', 'batteryFire'] as const;
export const deductions = ['batteryTransport', 'specialPartTransport', 'rescueTravel'] as const;
export const grounds = ['disclosedDefect', 'notMaintained', 'modified', 'ownHandling', 'forceMajeure', 'servicedElsewhere'] as const;

export const judges = ['technician', 'warrantyOfficer', 'serviceManager'] as const;
export const deciders = ['warrantyOfficer', 'serviceManager'] as const;
export const lookers = ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

const PartName = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-zA-Z]+$' });
const maybe = <T extends Parameters<typeof Nullable>[0]>(schema: T) => Type.Optional(Nullable(schema));
/** What was stated, by kind: only the fields of the kind are there. */
export const StatementBody = Type.Object({
  safety: Type.Optional(Type.Boolean()), hazard: maybe(OneOf(hazards)), undrivable: Type.Optional(Type.Boolean()), stillThere: Type.Optional(Type.Boolean()),
  assembly: maybe(OneOf(assemblies)), part: maybe(Type.String()), whole: Type.Optional(Type.Boolean()), partCode: maybe(Type.String()),
  sameAsWorkOrderId: maybe(Id), sameAsNumber: maybe(Type.String()), time: Type.Optional(OneOf(deductions)), fromAt: Type.Optional(Instant), toAt: Type.Optional(Instant),
  ground: Type.Optional(OneOf(grounds)), causalLink: Type.Optional(Type.String()),
});
export const Statement = Type.Object({
  id: Id, kind: OneOf(statementKinds), state: OneOf(statementStates), body: StatementBody, words: Type.String(), byName: Type.String(), at: Instant, needsSecond: Type.Boolean(), fileIds: Type.Array(Id),
  secondName: Nullable(Type.String()), secondAt: Nullable(Instant), secondWords: Nullable(Type.String()), appealWords: Nullable(Type.String()), appealedAt: Nullable(Instant),
  appealAnswer: Nullable(Type.String()), appealBy: Nullable(Type.String()), appealUpheld: Nullable(Type.Boolean()), withdrawnBy: Nullable(Type.String()), withdrawnWhy: Nullable(Type.String()),
});
/** What the house thinks should be stated: by the parts list, or because earlier repairs look alike. */
const Proposal = Type.Object({ kind: OneOf(['replaced', 'problem'] as const), body: StatementBody, why: OneOf(['partsList', 'sameOperation'] as const), of: Type.String() });
export const RepairOnRecord = Type.Object({
  workOrderId: Id, vehicleId: Id, number: Type.String(), counts: Type.Boolean(), problem: Type.String(), statements: Type.Array(Statement), proposals: Type.Array(Proposal),
  earlier: Type.Array(Type.Object({ workOrderId: Id, number: Type.String(), checkedInAt: Instant, sameProblem: Type.Boolean() })),
  mainParts: Type.Array(Type.Object({ assembly: OneOf(assemblies), part: Type.String() })),
});

const order = { workOrderId: Id };
const shown = { output: RepairOnRecord };
/** Photos and papers behind it. */
const Files = Type.Optional(Type.Array(Id, { maxItems: 12, uniqueItems: true }));
const theirs = { statementId: Id, words: Words(1000) };
export const judgementOps = {
  showRepairOnRecord: op({ method: 'GET', path: '/work-orders/:workOrderId/warranty', who: [...lookers], summary: 'A repair before the law: what people stated about it, what the house proposes, and earlier repairs', input: Type.Object(order), ...shown, refusals: ['workOrderNotFound'] }),
  gradeFault: op({
    method: 'POST', path: '/work-orders/:workOrderId/warranty/fault', who: [...judges], summary: 'Grades the fault of a repair: a serious safety fault or hazard (a second person agrees), not drivable, still there, which assembly',
    input: Type.Object({ ...order, safety: Type.Boolean(), hazard: Type.Optional(OneOf(hazards)), undrivable: Type.Boolean(), stillThere: Type.Boolean(), assembly: Type.Optional(OneOf(assemblies)), part: Type.Optional(PartName), words: Words(1000), fileIds: Files }),
    ...shown, refusals: ['fileNotYours', 'workOrderNotFound', 'mainPartUnknown'],
  }),
  nameReplaced: op({
    method: 'POST', path: '/work-orders/:workOrderId/warranty/replaced', who: [...judges, 'adviser'], summary: 'Names an assembly or main part that was replaced in this repair, for quality',
    input: Type.Object({ ...order, assembly: OneOf(assemblies), part: Type.Optional(PartName), whole: Type.Boolean(), partCode: Type.Optional(Words(40)), words: Words(1000), fileIds: Files }), ...shown, refusals: ['fileNotYours', 'workOrderNotFound', 'mainPartUnknown'],
  }),
  judgeProblem: op({
    method: 'POST', path: '/work-orders/:workOrderId/warranty/problem', who: [...judges], summary: 'Says that a repair was of the same problem as an earlier one, or of another',
    input: Type.Object({ ...order, sameAsWorkOrderId: Type.Optional(Id), words: Words(1000), fileIds: Files }), ...shown, refusals: ['fileNotYours', 'workOrderNotFound', 'notEarlier'],
  }),
  deductTime: op({
    method: 'POST', path: '/work-orders/:workOrderId/warranty/deduction', who: [...deciders], summary: 'Time that does not count for the thirty days (art. 24), with its evidence; a second person agrees',
    input: Type.Object({ ...order, time: OneOf(deductions), fromAt: Instant, toAt: Instant, words: Words(1000), fileIds: Files }), ...shown, refusals: ['fileNotYours', 'workOrderNotFound', 'timeOutsideRepair'],
  }),
  excludeRepair: op({
    method: 'POST', path: '/work-orders/:workOrderId/warranty/exclusion', who: [...deciders], summary: 'Refuses the guarantees for a damage: ground of art. 32, evidence, how it caused this fault; a second person agrees, the owner reads it and may appeal',
    input: Type.Object({ ...order, ground: OneOf(grounds), causalLink: Words(1000), words: Words(1000), fileIds: Files }), ...shown, refusals: ['fileNotYours', 'workOrderNotFound', 'servicedElsewhere'],
  }),
  statementFile: op({ method: 'GET', path: '/statements/:statementId/files/:fileId', who: ['owner', ...lookers], summary: 'A photo or paper behind a statement; an owner sees those of a refusal', sendsBytes: true, input: Type.Object({ statementId: Id, fileId: Id }), output: Bytes, refusals: ['statementNotFound', 'notFound'] }),
  answerStatement: op({ method: 'POST', path: '/statements/:statementId/answer', who: [...judges], summary: 'A second person agrees or does not', input: Type.Object({ ...theirs, agrees: Type.Boolean() }), ...shown, refusals: ['statementNotFound', 'statementOwn', 'statementAnswered'] }),
  withdrawStatement: op({ method: 'POST', path: '/statements/:statementId/withdraw', who: [...deciders], summary: 'Withdraws a statement that was wrong, with the reason', input: Type.Object(theirs), ...shown, refusals: ['statementNotFound', 'statementAnswered'] }),
  appealExclusion: op({ method: 'POST', path: '/my/statements/:statementId/appeal', who: ['owner'], summary: 'The owner asks for a refusal to be looked at again by others', input: Type.Object(theirs), output: Done, refusals: ['statementNotFound', 'statementAnswered'] }),
  answerAppeal: op({ method: 'POST', path: '/statements/:statementId/appeal-answer', who: [...deciders, 'regionalManager'], summary: 'Somebody who had no part in a refusal upholds or lifts it', input: Type.Object({ ...theirs, lifted: Type.Boolean() }), ...shown, refusals: ['statementNotFound', 'statementOwn', 'statementAnswered'] }),
};

const Mapped = Type.Object({ partCode: Type.String(), assembly: OneOf(assemblies), part: Nullable(Type.String()), whole: Type.Boolean(), validFrom: LocalDate, source: Type.String() });
export const partMapOps = {
  listMappedParts: op({ method: 'GET', path: '/part-map', who: [...lookers], summary: 'Which parts of a brand are assemblies or main parts before the law', input: Type.Object({ brandId: Id }), output: Type.Object({ parts: Type.Array(Mapped) }), refusals: [] }),
  mapPart: op({
    method: 'POST', path: '/part-map', who: ['warrantyOfficer', 'administrator'], summary: 'Says of a part of a brand which assembly or main part it is, since a day, by which list',
    input: Type.Object({ brandId: Id, partCode: Words(40), assembly: OneOf(assemblies), part: Type.Optional(PartName), whole: Type.Boolean(), validFrom: LocalDate, source: Words(200) }), output: Type.Object({ parts: Type.Array(Mapped) }), refusals: ['mainPartUnknown'],
  }),
};

export const Certificate = Type.Object({
  number: Type.String(), brandName: Type.String(), brandNameEn: Type.String(), modelName: Type.String(), modelNameEn: Type.String(), vin: Type.String(), producedOn: Nullable(LocalDate), invoicedOn: LocalDate, deliveredOn: Nullable(LocalDate), replacedOn: Nullable(LocalDate), replacesVin: Nullable(Type.String()),
  priceFen: Fen, coefficientPpm: Type.Integer(), sellerName: Type.String(), sellerAddress: Type.String(), sellerPhone: Type.String(), makerName: Type.String(), makerAddress: Type.String(), makerPhone: Type.String(), hotline: Type.String(),
  taxPaidFen: Nullable(Fen), taxPaidOn: Nullable(LocalDate), threeGuaranteesMinSohPct: Nullable(Type.Number()), repairWarrantyMinSohPct: Nullable(Type.Number()), at: Instant, version: Version,
});
const car = { vehicleId: Id };
export const certificateOps = {
  showCertificate: op({ method: 'GET', path: '/vehicles/:vehicleId/certificate', who: ['owner', ...lookers], summary: 'The certificate of the three guarantees of a car; null when none is registered', input: Type.Object(car), output: Type.Object({ certificate: Nullable(Certificate) }), refusals: ['vehicleNotFound'] }),
  registerCertificate: op({
    method: 'POST', path: '/vehicles/:vehicleId/certificate', who: ['adviser', 'warrantyOfficer', 'serviceManager', 'administrator'], summary: 'Registers or corrects the certificate of a car: the sale, the seller, the maker’s coefficient of use, a replacement',
    input: Type.Object({
      ...car, number: Words(40), invoicedOn: LocalDate, priceFen: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }), coefficientPpm: Type.Integer({ minimum: 0, maximum: 1_000_000 }), sellerName: Words(100), sellerAddress: Words(200), sellerPhone: Words(40),
      makerName: Words(100), makerAddress: Words(200), makerPhone: Words(40), producedOn: Type.Optional(LocalDate), taxPaidFen: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_000_000_000 })), taxPaidOn: Type.Optional(LocalDate),
      replacedOn: Type.Optional(LocalDate), replacesVin: Type.Optional(Type.String({ maxLength: 17, pattern: '^[A-HJ-NPR-Z0-9]{17}$' })), version: Version,
    }), output: Type.Object({ certificate: Nullable(Certificate) }), refusals: ['vehicleNotFound', 'coefficientTooHigh'],
  }),
  showReturnSum: op({
    method: 'GET', path: '/vehicles/:vehicleId/return-sum', who: ['owner', ...lookers], summary: 'What returning the car would cost and give back: the fee for use with its sum, and the purchase tax',
    input: Type.Object({ ...car, odometerKm: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_000_000 })) }),
    output: Type.Object({ priceFen: Fen, odometerKm: Type.Integer(), coefficientPpm: Type.Integer(), feeFen: Fen, article: Type.String(), taxBackFen: Nullable(Fen) }), refusals: ['vehicleNotFound', 'certificateNotFound'],
  }),
};

export const mobilityHows = ['loanerCar', 'travelMoney', 'agreedOtherwise'] as const;
export const MobilityDuty = Type.Object({
  id: Id, workOrderId: Id, number: Type.String(), caseId: Id, vehicleId: Id, outletId: Id, outletName: Type.String(), outletNameEn: Type.String(), fromAt: Instant, raisedAt: Instant, holderName: Nullable(Type.String()), heldAt: Nullable(Instant), mine: Type.Boolean(),
  metHow: Nullable(OneOf(mobilityHows)), amountFen: Nullable(Fen), words: Nullable(Type.String()), metBy: Nullable(Type.String()), metAt: Nullable(Instant), /** 1: the outlet's managers were told that nobody met it, 2: the region. */ climbed: Type.Integer(), version: Version,
});
const holders = ['adviser', 'warrantyOfficer', 'serviceManager'] as const;
const duty = { dutyId: Id, version: Version };
export const mobilityOps = {
  listMobilityDuties: op({ method: 'GET', path: '/mobility-duties', who: [...lookers], summary: 'Owners who are owed a loaner car or travel money since day 6 of a repair, open ones first', input: Type.Object({ vehicleId: Type.Optional(Id), open: Type.Optional(Type.Boolean()) }), output: Type.Object({ duties: Type.Array(MobilityDuty) }), refusals: [] }),
  takeMobilityDuty: op({ method: 'POST', path: '/mobility-duties/:dutyId/take', who: [...holders], summary: 'Holds a mobility duty from now on', input: Type.Object(duty), output: MobilityDuty, refusals: ['dutyNotFound', 'dutyMet'] }),
  meetMobilityDuty: op({
    method: 'POST', path: '/mobility-duties/:dutyId/meet', who: [...holders], summary: 'The owner got a loaner car, travel money, or agreed to something else, in their words',
    input: Type.Object({ ...duty, how: OneOf(mobilityHows), amountFen: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000_000 })), words: Words(500) }), output: MobilityDuty, refusals: ['dutyNotFound', 'dutyMet', 'amountNeeded'],
  }),
};
