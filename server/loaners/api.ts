// The contract of loaner cars: stock, who is given one by which rule, contract, hand-over, return, charges, deposit.
import { Bytes, Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const loanStates = ['reserved', 'contracted', 'out', 'returned', 'settled', 'cancelled'] as const;
export const grounds = ['owed', 'longStay', 'goodwill'] as const;
export const chargeKinds = ['damage', 'charging', 'toll', 'fine', 'late', 'cleaning'] as const;
export const licenceClasses = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2'] as const;
export const depositWays = ['cash', 'wechatHold', 'alipayHold', 'card', 'none'] as const;

const desk = ['adviser', 'serviceManager'] as const;
const managers = ['serviceManager', 'regionalManager', 'administrator'] as const;
const readers = ['agent', 'adviser', 'warrantyOfficer', 'auditor', ...managers] as const;
const Km = Type.Integer({ minimum: 0, maximum: 2_000_000 });
const Soc = Type.Integer({ minimum: 0, maximum: 100 });
const Photos = Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true });
const carFields = { modelName: Words(40), modelNameEn: Words(60), odometerKm: Km, socPct: Soc, insuredUntil: LocalDate };

export const LoanerCar = Type.Object({ id: Id, brandId: Id, outletId: Id, plateNo: Type.String(), ...carFields, inUse: Type.Boolean(), note: Nullable(Type.String()), version: Version });
export const Charge = Type.Object({ id: Id, kind: OneOf(chargeKinds), what: Type.String(), fen: Fen, happenedAt: Instant, proofFileId: Nullable(Id) });
const Record = Type.Object({ at: Instant, odometerKm: Km, socPct: Soc, photoIds: Type.Array(Id), byName: Type.String(), damage: Nullable(Type.String()) });
const Contract = Type.Object({ holder: Type.String(), licenceNo: Type.String(), licenceClass: OneOf(licenceClasses), licenceUntil: LocalDate, checkedBy: Type.String(), checkedAt: Instant, signatureFileId: Id, depositWay: OneOf(depositWays), depositRef: Nullable(Type.String()) });
export const Loan = Type.Object({
  id: Id, number: Type.String(), brandId: Id, ownerId: Id, vehicleId: Id, caseId: Nullable(Id), outletId: Id, carId: Id, plateNo: Type.String(), modelName: Type.String(), modelNameEn: Type.String(), outletName: Type.String(), outletNameEn: Type.String(),
  state: OneOf(loanStates), ground: OneOf(grounds), groundRule: Type.String(), fromAt: Instant, untilAt: Instant, late: Type.Boolean(), contract: Nullable(Contract), outRecord: Nullable(Record), backRecord: Nullable(Record),
  depositFen: Fen, charges: Type.Array(Charge), chargedFen: Fen, depositBackFen: Nullable(Fen), paidFen: Fen, stillOwedFen: Fen, finesUntil: Nullable(LocalDate), endedWhy: Nullable(Type.String()), version: Version,
});
export const StaffLoan = Type.Object({ ...Loan.properties, ownerName: Type.String(), forPlateNo: Nullable(Type.String()) });

export const refusals = [
  'loanerNotFound', 'loanerPlateTaken', 'loanerTaken', 'loanerNotInsured', 'loanNotFound', 'loanNotNow', 'loanTimeNotValid', 'chargeOutsideLoan', 'noGroundForLoan', 'hasLoanAlready', 'licenceNotValid', 'loanFileNotYours', 'odometerBackwards', 'finesMayCome', 'nothingCharged', 'depositAboveRule',
'loanOwesLess',
] as const;

export const api = {
  listLoaners: op({
    method: 'GET', path: '/outlets/:outletId/loaners', who: [...readers], summary: 'The loaner cars of an outlet, of my brands',
    input: Type.Object({ outletId: Id }), output: Type.Object({ cars: Type.Array(Type.Object({ ...LoanerCar.properties, withUntil: Nullable(Instant), standing: OneOf(['free', 'reserved', 'out', 'notInUse']) })) }), refusals: ['outletNotFound'],
  }),
  addLoaner: op({
    method: 'POST', path: '/outlets/:outletId/loaners', who: [...managers], summary: 'A new loaner car',
    input: Type.Object({ outletId: Id, brandId: Id, plateNo: Words(12), ...carFields }), output: LoanerCar, refusals: ['outletNotFound', 'brandNotFound', 'loanerPlateTaken'],
  }),
  changeLoaner: op({
    method: 'POST', path: '/loaners/:loanerId', who: [...managers], summary: 'Insurance renewed, in the workshop, no longer lent',
    input: Type.Object({ loanerId: Id, ...carFields, inUse: Type.Boolean(), note: Type.Optional(Nullable(Words(120))), version: Version }), output: LoanerCar, refusals: ['loanerNotFound', 'loanNotNow'],
  }),
  judgeLoan: op({
    method: 'GET', path: '/loans/ground', who: [...desk, 'agent', 'owner'], summary: 'Whether a car’s owner is owed a loaner, may have one, or only by goodwill; by which rule',
    input: Type.Object({ vehicleId: Id, fromAt: Instant, untilAt: Instant }), output: Type.Object({ ground: OneOf(grounds), rule: Type.String(), depositFen: Fen }), refusals: ['vehicleNotFound', 'loanTimeNotValid'],
  }),
  reserveLoan: op({
    method: 'POST', path: '/loans', who: [...desk], summary: 'A loaner for somebody whose car is in service; goodwill is the manager’s',
    input: Type.Object({ vehicleId: Id, caseId: Type.Optional(Id), loanerId: Id, fromAt: Instant, untilAt: Instant, goodwill: Type.Optional(Words(200)) }), output: StaffLoan,
    refusals: ['vehicleNotFound', 'caseNotFound', 'loanerNotFound', 'loanerTaken', 'loanerNotInsured', 'loanTimeNotValid', 'noGroundForLoan', 'hasLoanAlready'],
  }),
  signLoan: op({
    method: 'POST', path: '/loans/:loanId/contract', who: [...desk], summary: 'Licence seen, contract signed, deposit taken',
    input: Type.Object({ loanId: Id, holder: Words(40), licenceNo: Type.String({ minLength: 6, maxLength: 20, pattern: '^[0-9A-Za-z]+$' }), licenceClass: OneOf(licenceClasses), licenceUntil: LocalDate, signatureFileId: Id, depositFen: Type.Integer({ minimum: 0, maximum: 10_000_000 }), depositWay: OneOf(depositWays), depositRef: Type.Optional(Words(60)), version: Version }),
    output: StaffLoan, refusals: ['loanNotFound', 'loanNotNow', 'licenceNotValid', 'loanFileNotYours', 'depositAboveRule'],
  }),
  handOverLoaner: op({
    method: 'POST', path: '/loans/:loanId/hand-over', who: [...desk], summary: 'The loaner leaves, with photos, mileage and charge',
    input: Type.Object({ loanId: Id, odometerKm: Km, socPct: Soc, photoIds: Photos, damage: Type.Optional(Words(300)), version: Version }), output: StaffLoan, refusals: ['loanNotFound', 'loanNotNow', 'loanerNotFound', 'loanerTaken', 'loanerNotInsured', 'loanFileNotYours', 'odometerBackwards'],
  }),
  returnLoaner: op({
    method: 'POST', path: '/loans/:loanId/return', who: [...desk], summary: 'The loaner is back; missing charge and late days are charged by rule',
    input: Type.Object({ loanId: Id, odometerKm: Km, socPct: Soc, photoIds: Photos, damage: Type.Optional(Words(300)), damageFen: Type.Optional(Type.Integer({ minimum: 1, maximum: 50_000_000 })), version: Version }), output: StaffLoan,
    refusals: ['loanNotFound', 'loanNotNow', 'loanFileNotYours', 'odometerBackwards', 'nothingCharged'],
  }),
  extendLoan: op({
    method: 'POST', path: '/loans/:loanId/extend', who: [...desk], summary: 'The loaner stays longer',
    input: Type.Object({ loanId: Id, untilAt: Instant, version: Version }), output: StaffLoan, refusals: ['loanNotFound', 'loanNotNow', 'loanTimeNotValid', 'loanerTaken', 'loanerNotInsured', 'licenceNotValid'],
  }),
  chargeLoan: op({
    method: 'POST', path: '/loans/:loanId/charges', who: [...desk], summary: 'A toll, a traffic fine or damage that became known after the return',
    input: Type.Object({ loanId: Id, kind: OneOf(chargeKinds), what: Words(120), fen: Type.Integer({ minimum: 1, maximum: 50_000_000 }), happenedAt: Instant, proofFileId: Type.Optional(Id), version: Version }), output: StaffLoan,
    refusals: ['loanNotFound', 'loanNotNow', 'chargeOutsideLoan', 'loanFileNotYours'],
  }),
  settleLoan: op({
    method: 'POST', path: '/loans/:loanId/settle', who: [...desk], summary: 'The deposit goes back less what was charged; before fines can be known only with a reason',
    input: Type.Object({ loanId: Id, early: Type.Optional(Words(200)), version: Version }), output: StaffLoan, refusals: ['loanNotFound', 'loanNotNow', 'finesMayCome'],
  }),
  receiveForLoan: op({
    method: 'POST', path: '/loans/:loanId/money', who: [...desk], summary: 'Money for what the deposit of a settled loan did not cover',
    input: Type.Object({ loanId: Id, amountFen: Type.Integer({ minimum: 1, maximum: 50_000_000 }), channel: OneOf(['cash', 'card', 'bankTransfer'] as const), version: Version }), output: StaffLoan, refusals: ['loanNotFound', 'loanNotNow', 'loanOwesLess'],
  }),
  cancelLoan: op({
    method: 'POST', path: '/loans/:loanId/cancel', who: [...desk], summary: 'It is not needed after all',
    input: Type.Object({ loanId: Id, why: Words(200), version: Version }), output: Done, refusals: ['loanNotFound', 'loanNotNow'],
  }),
  listLoans: op({
    method: 'GET', path: '/outlets/:outletId/loans', who: [...readers], summary: 'The loans of an outlet, open ones first',
    input: Type.Object({ outletId: Id }), output: Type.Object({ loans: Type.Array(StaffLoan) }), refusals: ['outletNotFound'],
  }),
  myLoans: op({
    method: 'GET', path: '/my/loans', who: ['owner'], summary: 'Loaners I have or had, with charges and deposit',
    input: Type.Object({}), output: Type.Object({ loans: Type.Array(Loan) }), refusals: [],
  }),
  loanFile: op({
    method: 'GET', path: '/loans/:loanId/files/:fileId', who: ['owner', ...readers], summary: 'A photo, signature or proof of a loan', sendsBytes: true,
    input: Type.Object({ loanId: Id, fileId: Id }), output: Bytes, refusals: ['loanNotFound', 'notFound'],
  }),
};
