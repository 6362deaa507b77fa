// The contract of the battery file: packs and modules by their codes, where each is and was, its way to second life and recycler.
import { Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';

export const unitKinds = ['pack', 'module', 'cell'] as const;
/** Where a unit is in its life. */
export const custodyStates = ['new', 'inCar', 'inPack', 'removed', 'quarantined', 'tested', 'stored', 'inTransit', 'secondLife', 'atRecycler', 'recycled', 'returnedToMaker'] as const;
export const fitKinds = ['own', 'loan', 'swap'] as const;
export const titleKinds = ['carOwner', 'batteryCompany', 'maker'] as const;
export const partyKinds = ['outlet', 'carrier', 'recoveryPoint', 'secondLifeUser', 'recycler', 'maker'] as const;
export const traceKinds = ['batteryServiced', 'wasteIn', 'wasteOut', 'cascadeOut', 'recycleIn', 'recycleDone'] as const;
export const traceStates = ['due', 'sent', 'accepted', 'rejected'] as const;
export const gapKinds = ['noWeight', 'noCertificate', 'stuck', 'traceLate', 'removedNowhere', 'codeMismatch'] as const;
const lookers = ['adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
const keepers = ['technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager'] as const;

const Code = Type.String({ minLength: 4, maxLength: 40, pattern: '\\S' });
export const Parsed = Type.Object({ makerCode: Type.String(), productType: Type.String(), chemistry: Type.String(), specCode: Type.String(), traceCode: Type.String(), madeOn: Nullable(LocalDate), serial: Type.String(), strict: Type.Boolean(), warnings: Type.Array(Type.String()) });
export const Unit = Type.Object({
  id: Id, code: Type.String(), kind: OneOf(unitKinds), brandId: Id, modelId: Nullable(Id), parsed: Parsed, state: OneOf(custodyStates), titleKind: OneOf(titleKinds), titleName: Nullable(Type.String()), cascadeCode: Nullable(Type.String()),
  weightKg: Nullable(Type.Number()), holder: Nullable(Type.String()), outletId: Nullable(Id), stateSinceAt: Instant, version: Version,
});
const Fitting = Type.Object({ id: Id, unitId: Id, code: Type.String(), kind: OneOf(unitKinds), inKind: OneOf(['car', 'pack'] as const), inKey: Type.String(), fit: OneOf(fitKinds), fromAt: Instant, toAt: Nullable(Instant), why: Type.String(), byName: Type.String() });
const Step = Type.Object({ id: Id, from: OneOf(custodyStates), to: OneOf(custodyStates), at: Instant, byName: Type.String(), partyKind: Nullable(OneOf(partyKinds)), partyName: Nullable(Type.String()), weightKg: Nullable(Type.Number()), certificateNo: Nullable(Type.String()), words: Nullable(Type.String()) });
const Gap = Type.Object({ kind: OneOf(gapKinds), unitId: Id, code: Type.String(), brandId: Id, sinceAt: Instant, data: Type.Record(Type.String(), Type.String()) });
const Trace = Type.Object({ id: Id, unitId: Id, code: Type.String(), kind: OneOf(traceKinds), brandId: Id, occurredAt: Instant, dueOn: LocalDate, state: OneOf(traceStates), receiptNo: Nullable(Type.String()), problems: Type.Array(Type.String()) });
const Quarantine = Type.Object({
  id: Id, unitId: Nullable(Id), unitCode: Nullable(Type.String()), vin: Nullable(Type.String()), brandId: Id, outletId: Id, bayIds: Type.Array(Id), place: Type.String(), placeId: Nullable(Id), why: Type.String(), fromAt: Instant, untilAt: Instant, clearanceM: Type.Integer(), releasedAt: Nullable(Instant), byName: Type.String(), version: Version,
  temperatures: Type.Array(Type.Object({ at: Instant, tempC: Type.Number(), smoke: Type.Boolean(), byName: Type.String() })), mayRelease: Type.Boolean(), whyNot: Nullable(Type.String()),
});

export const fileApi = {
  readBatteryCode: op({ method: 'GET', path: '/batteries/codes/:code', who: [...lookers, 'agent'], summary: 'What a battery code says (GB/T 34014), and what is odd about it', input: Type.Object({ code: Code }), output: Parsed, refusals: ['unitCodeNotValid'] }),
  listBatteryUnits: op({
    method: 'GET', path: '/batteries/units', who: [...lookers], summary: 'Packs and modules by state or code, with what is missing in their chains',
    input: Type.Object({ state: Type.Optional(OneOf(custodyStates)), code: Type.Optional(Words(40)), kind: Type.Optional(OneOf(unitKinds)), ...page }),
    output: Type.Object({ units: Type.Array(Unit), gaps: Type.Array(Gap), next: Nullable(Type.String()) }), refusals: [],
  }),
  showBatteryUnit: op({
    method: 'GET', path: '/batteries/units/:unitId', who: [...lookers], summary: 'One pack or module: where it was from when to when, every hand it went through, what is due to the regulator',
    input: Type.Object({ unitId: Id }), output: Type.Object({ unit: Unit, fittings: Type.Array(Fitting), modules: Type.Array(Fitting), steps: Type.Array(Step), traces: Type.Array(Trace), gaps: Type.Array(Gap), next: Type.Array(OneOf(custodyStates)) }), refusals: ['unitNotFound'],
  }),
  carBatteryUnits: op({
    method: 'GET', path: '/batteries/cars/:vin/units', who: [...lookers, 'agent'], summary: 'Which packs a car carried from when to when, with the modules in them on a day',
    input: Type.Object({ vin: Id, at: Type.Optional(Instant) }), output: Type.Object({ now: Nullable(Fitting), fittings: Type.Array(Fitting), modules: Type.Array(Fitting), saysCode: Nullable(Type.String()) }), refusals: ['vehicleNotFound'],
  }),
  addBatteryUnit: op({
    method: 'POST', path: '/batteries/units', who: [...keepers, 'administrator'], summary: 'Enters a pack or module by its code',
    input: Type.Object({ code: Code, brandId: Id, modelId: Type.Optional(Id), titleKind: Type.Optional(OneOf(titleKinds)), titleName: Type.Optional(Words(80)), weightKg: Type.Optional(Type.Number({ minimum: 0.1, maximum: 2000 })) }), output: Unit, refusals: ['unitCodeNotValid', 'unitCodeTaken', 'brandNotFound', 'modelNotFound'],
  }),
  fitBatteryUnit: op({
    method: 'POST', path: '/batteries/units/:unitId/fit', who: [...keepers], summary: 'Puts a pack into a car, or a module into a pack; what was there is taken out first',
    input: Type.Object({ unitId: Id, vin: Type.Optional(Id), packId: Type.Optional(Id), fit: Type.Optional(OneOf(fitKinds)), at: Type.Optional(Instant), why: Words(300), removedTo: Type.Optional(OneOf(['removed'] as const)), outletId: Type.Optional(Id), version: Version }),
    output: Unit, refusals: ['unitNotFound', 'unitNotNow', 'vehicleNotFound', 'carHasPack', 'outletNotFound'],
  }),
  removeBatteryUnit: op({
    method: 'POST', path: '/batteries/units/:unitId/remove', who: [...keepers], summary: 'Takes a pack out of its car, or a module out of its pack, and puts nothing in its place: for repair, or before a car is scrapped',
    input: Type.Object({ unitId: Id, at: Type.Optional(Instant), why: Words(300), outletId: Type.Optional(Id), version: Version }), output: Unit, refusals: ['unitNotFound', 'unitNotNow', 'outletNotFound'],
  }),
  moveBatteryUnit: op({
    method: 'POST', path: '/batteries/units/:unitId/move', who: [...keepers], summary: 'Hands a unit on: the next link of its chain, with weight and certificate where they are owed',
    input: Type.Object({ unitId: Id, to: OneOf(custodyStates), partyKind: Type.Optional(OneOf(partyKinds)), partyName: Type.Optional(Words(120)), weightKg: Type.Optional(Type.Number({ minimum: 0.1, maximum: 2000 })), certificateNo: Type.Optional(Words(60)), cascadeCode: Type.Optional(Words(40)), words: Type.Optional(Words(300)), outletId: Type.Optional(Id), version: Version }),
    output: Unit, refusals: ['unitNotFound', 'unitNotNow', 'outletNotFound', 'quarantineNotOver'],
  }),
  checkScrapping: op({
    method: 'GET', path: '/batteries/cars/:vin/scrapping', who: [...lookers], summary: 'Car and battery together: whether a car may be scrapped as complete, or with which proof instead',
    input: Type.Object({ vin: Id }), output: Type.Object({ verdict: OneOf(['complete', 'replacedWithProof', 'swapModel', 'incomplete'] as const), why: Type.Array(Type.String()), packCode: Nullable(Type.String()), proofs: Type.Array(Type.Object({ code: Type.String(), at: Instant, certificateNo: Nullable(Type.String()) })) }), refusals: ['vehicleNotFound'],
  }),
  exportTraceFile: op({
    method: 'GET', path: '/batteries/trace-file', who: ['partsPlanner', 'warrantyOfficer', 'serviceManager', 'auditor', 'administrator'], summary: 'The regulator’s file of what is due: validated line by line, with its fingerprint',
    input: Type.Object({ brandId: Id }), output: Type.Object({ fileName: Type.String(), text: Type.String(), sha256: Type.String(), rows: Type.Integer(), traces: Type.Array(Trace) }), refusals: ['brandNotFound'],
  }),
  recordTraceReceipt: op({
    method: 'POST', path: '/batteries/traces/:traceId/receipt', who: ['partsPlanner', 'warrantyOfficer', 'serviceManager', 'administrator'], summary: 'What the regulator’s platform answered to one line',
    input: Type.Object({ traceId: Id, accepted: Type.Boolean(), receiptNo: Words(60) }), output: Trace, refusals: ['traceNotFound', 'receiptNotValid'],
  }),
  startQuarantine: op({
    method: 'POST', path: '/batteries/quarantines', who: ['technician', 'adviser', 'serviceManager'], summary: 'A damaged battery stands apart: distance, hours of watch, and the bays it closes',
    input: Type.Object({ outletId: Id, vin: Type.Optional(Id), unitId: Type.Optional(Id), bayIds: Type.Array(Id, { maxItems: 30, uniqueItems: true }), place: Words(120), why: Words(300), tempC: Type.Number({ minimum: -40, maximum: 300 }) }),
    output: Quarantine, refusals: ['outletNotFound', 'vehicleNotFound', 'unitNotFound', 'unitNotNow', 'bayNotFound', 'alreadyQuarantined'],
  }),
  logQuarantineTemperature: op({
    method: 'POST', path: '/batteries/quarantines/:quarantineId/temperatures', who: ['technician', 'adviser', 'serviceManager'], summary: 'Notes a temperature; one that rises, or smoke, starts the watch anew',
    input: Type.Object({ quarantineId: Id, tempC: Type.Number({ minimum: -40, maximum: 300 }), smoke: Type.Optional(Type.Boolean()) }), output: Quarantine, refusals: ['quarantineNotFound', 'quarantineNotOver'],
  }),
  releaseQuarantine: op({
    method: 'POST', path: '/batteries/quarantines/:quarantineId/release', who: ['serviceManager'], summary: 'Opens the bays again, when the watch is over and the temperatures are calm',
    input: Type.Object({ quarantineId: Id, words: Words(300), version: Version }), output: Quarantine, refusals: ['quarantineNotFound', 'quarantineNotOver'],
  }),
  showQuarantine: op({
    method: 'GET', path: '/batteries/quarantines/:quarantineId', who: [...lookers, 'agent', 'dispatcher'], summary: 'One battery that stands apart: since when, its temperatures, why it may not leave yet', input: Type.Object({ quarantineId: Id }), output: Quarantine, refusals: ['quarantineNotFound'],
  }),
  listQuarantines: op({
    method: 'GET', path: '/batteries/quarantines', who: [...lookers], summary: 'Batteries that stand apart, at an outlet or everywhere', input: Type.Object({ outletId: Type.Optional(Id) }), output: Type.Object({ quarantines: Type.Array(Quarantine) }), refusals: [],
  }),
};
