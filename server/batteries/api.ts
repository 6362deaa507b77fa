// The contract of batteries: health with its interval, what was found and why, how right it was. The file of a pack stands in
// file-api.ts, papers, tests and decisions in paper-api.ts.
import { Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';
import { fileApi } from './file-api.ts';
import { paperApi } from './paper-api.ts';

export const tiers = ['stop', 'visit', 'info'] as const;
export const findingStates = ['open', 'cleared'] as const;
export const outcomes = ['confirmed', 'otherCause', 'nothingFound'] as const;
export const limitsWays = ['hold', 'return', 'learn'] as const;
export const riskKinds = ['heat', 'frost', 'flood'] as const;
const lookers = ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
const workshop = ['technician', 'adviser', 'serviceManager', 'warrantyOfficer'] as const;

const Interval = { value: Type.Number(), low: Type.Number(), high: Type.Number(), unit: Type.String() };
const findingFields = {
  id: Id, number: Type.String(), vin: Type.String(), brandId: Id, modelId: Id, key: Type.String(), rule: Type.String(), cause: Type.String(), tier: OneOf(tiers), worstTier: OneOf(tiers), state: OneOf(findingStates),
  cells: Nullable(Type.Array(Type.Integer())), probes: Nullable(Type.Array(Type.Integer())), quantity: Type.String(), ...Interval, score: Type.Number(), onsetAt: Nullable(Instant), daysOfData: Type.Number(),
  ruledOut: Type.Array(Type.String()), nextTest: Type.String(), also: Type.Record(Type.String(), Type.Number()), foundAt: Instant, toldAt: Instant, lastAt: Instant, clearedAt: Nullable(Instant), clearedBecause: Nullable(Type.String()),
  outcome: Nullable(OneOf(outcomes)), outcomeWords: Nullable(Type.String()), outcomeAt: Nullable(Instant), outcomeBy: Nullable(Type.String()), foundKind: Nullable(Type.String()), workOrderId: Nullable(Id), costFen: Nullable(Fen), version: Version,
};
export const Finding = Type.Object(findingFields);
const Series = Type.Object({ at: Type.Array(Instant), own: Type.Array(Nullable(Type.Number())), low: Type.Array(Nullable(Type.Number())), high: Type.Array(Nullable(Type.Number())), unit: Type.String() });
const CarName = { vehicleId: Id, plateNo: Nullable(Type.String()), vinMasked: Type.String(), modelName: Type.String(), modelNameEn: Type.String() };

const Capacity = Type.Object({ capacityAh: Type.Number(), lowAh: Type.Number(), highAh: Type.Number(), sohPct: Nullable(Type.Number()), lowPct: Nullable(Type.Number()), highPct: Nullable(Type.Number()), measurements: Type.Integer(), updatedAt: Instant });
export const Health = Type.Object({
  chemistry: Nullable(Type.String()), cells: Type.Integer(), days: Type.Number(), rests: Type.Integer(), charges: Type.Integer(), kmPerDay: Type.Number(), capacity: Nullable(Capacity),
  range: Nullable(Type.Object({ rangeKm: Type.Number(), batteryPart: Type.Number(), consumptionPart: Type.Number(), whPerKm: Type.Number() })),
  remainingLife: Nullable(Type.Object({ endPct: Type.Number(), q10: Type.String(), q50: Type.String(), q90: Type.String(), fadePctPerYear: Type.Number(), km: Type.Optional(Type.Object({ q10: Type.Number(), q50: Type.Number(), q90: Type.Number() })) })),
  hygiene: Type.Record(Type.String(), Type.Number()), fullChargeDueAt: Nullable(Instant),
});
const HealthDay = Type.Object({ onDay: LocalDate, capacityAh: Type.Number(), lowAh: Type.Number(), highAh: Type.Number(), sohPct: Nullable(Type.Number()), lowPct: Nullable(Type.Number()), highPct: Nullable(Type.Number()) });
const Followed = Type.Object({ firstAt: Nullable(Instant), lastAt: Nullable(Instant), frames: Type.Integer(), libraryVersion: Type.Integer(), outdated: Type.Boolean(), rebuiltAt: Nullable(Instant) });
const Job = Type.Object({ rule: Type.String(), fromOn: LocalDate, operations: Type.Array(Type.String()), setBy: Type.String() });

const LimitsVersion = Type.Object({
  version: Type.Integer(), at: Instant, byName: Nullable(Type.String()), held: Type.Boolean(), fromVersion: Nullable(Type.Integer()), why: Nullable(Type.String()), months: Type.Integer(), cars: Type.Integer(), leftOut: Type.Integer(),
  rules: Type.Array(Type.Object({ rule: Type.String(), info: Type.Number(), visit: Type.Number(), infoBy: Type.String(), visitBy: Type.String(), months: Type.Integer() })),
});

const OwnersFinding = Type.Object({
  id: Id, number: Type.String(), rule: Type.String(), cause: Type.String(), tier: OneOf(tiers), state: OneOf(findingStates), cells: Nullable(Type.Array(Type.Integer())), probes: Nullable(Type.Array(Type.Integer())), quantity: Type.String(), ...Interval,
  onsetAt: Nullable(Instant), daysOfData: Type.Number(), ruledOut: Type.Array(Type.String()), nextTest: Type.String(), foundAt: Instant, clearedAt: Nullable(Instant), outcome: Nullable(OneOf(outcomes)), series: Nullable(Series), thread: Id,
});

export const refusals = [
  'batteryNotFound', 'batteryLimitsNotFound', 'findingNotFound', 'batteryBusy', 'historyShort', 'unitNotFound', 'unitCodeNotValid', 'unitCodeTaken', 'unitNotNow', 'carHasPack', 'quarantineNotFound', 'quarantineNotOver', 'alreadyQuarantined', 'receiptNotValid', 'traceNotFound',
  'batteryTestNotFound', 'testNotNow', 'testStepNotNow', 'decisionNotFound', 'decisionNotNow', 'paperNotFound', 'paperNotNow', 'noHealthYet',
] as const;

const health = {
  batteryOverview: op({
    method: 'GET', path: '/batteries', who: [...lookers, 'allianceOfficer'], summary: 'What batteries of my brands say: findings, open first, with their cars',
    input: Type.Object({ state: Type.Optional(OneOf(findingStates)), tier: Type.Optional(OneOf(tiers)), outcomeDue: Type.Optional(Type.Boolean()), brandId: Type.Optional(Id), ...page }),
    output: Type.Object({ findings: Type.Array(Type.Object({ ...findingFields, ...CarName })), next: Nullable(Type.String()), followed: Type.Integer(), outdated: Type.Integer() }), refusals: [],
  }),
  showBattery: op({
    method: 'GET', path: '/batteries/cars/:vin', who: [...lookers], summary: 'The battery of a car: health with its interval over time, findings, what the data were worth',
    input: Type.Object({ vin: Id }),
    output: Type.Object({ ...CarName, brandId: Id, modelId: Id, followed: Nullable(Followed), health: Nullable(Health), days: Type.Array(HealthDay), findings: Type.Array(Finding), jobs: Type.Array(Job) }), refusals: ['vehicleNotFound'],
  }),
  batteryCells: op({
    method: 'GET', path: '/batteries/cars/:vin/cells', who: [...lookers], summary: 'Every cell against the middle cell at rest, over time; needs an open look into the car',
    input: Type.Object({ vin: Id }),
    output: Type.Object({ rests: Type.Array(Type.Object({ at: Instant, socPct: Type.Number(), tempC: Nullable(Type.Number()) })), deviationsMv: Type.Array(Type.Array(Nullable(Type.Number()))), baselinePct: Nullable(Type.Array(Nullable(Type.Number()))), resistanceMohm: Type.Array(Nullable(Type.Number())) }),
    refusals: ['vehicleNotFound', 'lookNeeded', 'batteryNotFound'],
  }),
  showFinding: op({
    method: 'GET', path: '/batteries/findings/:findingId', who: [...lookers], summary: 'One finding with its evidence: every word of it, its curve, what it is not, what to test next',
    input: Type.Object({ findingId: Id }),
    output: Type.Object({
      finding: Finding, ...CarName, series: Nullable(Series), days: Type.Array(Type.Object({ onDay: LocalDate, value: Type.Number(), low: Type.Number(), high: Type.Number(), score: Type.Number() })),
      evidence: Type.Array(Type.Object({ id: Id, at: Instant, state: Type.String(), tier: OneOf(tiers), value: Type.Number(), low: Type.Number(), high: Type.Number(), score: Type.Number(), daysOfData: Type.Number() })),
      kin: Type.Array(Finding),
    }), refusals: ['findingNotFound'],
  }),
  recordBatteryOutcome: op({
    method: 'POST', path: '/batteries/findings/:findingId/outcome', who: [...workshop], summary: 'What the workshop found when it looked: confirmed, another cause, or nothing',
    input: Type.Object({ findingId: Id, outcome: OneOf(outcomes), words: Words(500), foundKind: Type.Optional(Words(40)), costFen: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })), version: Version }),
    output: Finding, refusals: ['findingNotFound'],
  }),
  recordBatteryMiss: op({
    method: 'POST', path: '/batteries/cars/:vin/misses', who: [...workshop], summary: 'A battery fault that the workshop found and nothing had announced',
    input: Type.Object({ vin: Id, rule: Words(40), words: Words(500) }), output: Done, refusals: ['vehicleNotFound'],
  }),
  batteryAccuracy: op({
    method: 'GET', path: '/batteries/accuracy', who: [...lookers, 'allianceOfficer'], summary: 'How right we are: precision, recall, lead time and cost per rule and model, against the budget of false alarms',
    input: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 30, maximum: 1500 })) }),
    output: Type.Object({
      since: Instant, vehicleMonths: Type.Number(),
      rows: Type.Array(Type.Object({
        rule: Type.String(), modelId: Nullable(Id), told: Type.Integer(), confirmed: Type.Integer(), otherCause: Type.Integer(), nothingFound: Type.Integer(), waiting: Type.Integer(), missed: Type.Integer(),
        precision: Nullable(Type.Object({ pct: Type.Number(), lowPct: Type.Number(), highPct: Type.Number() })), recall: Nullable(Type.Object({ pct: Type.Number(), lowPct: Type.Number(), highPct: Type.Number() })),
        leadDays: Nullable(Type.Number()), costFen: Fen, costPerConfirmedFen: Nullable(Fen),
      })),
      budgets: Type.Array(Type.Object({ tier: OneOf(tiers), told: Type.Integer(), falseOnes: Type.Integer(), per1000Months: Nullable(Type.Number()), mostPer1000Months: Nullable(Type.Number()), budget: Type.Number() })),
    }), refusals: [],
  }),
  listBatteryLimits: op({
    method: 'GET', path: '/batteries/limits', who: [...lookers, 'allianceOfficer'], summary: 'The limits of each rule as a model’s own healthy cars have shown them: every version with its day, method and vehicle-months',
    input: Type.Object({}),
    output: Type.Object({ leastMonths: Type.Integer(), widest: Type.Number(), models: Type.Array(Type.Object({ modelId: Id, brandId: Id, chemistry: Type.String(), versions: Type.Array(LimitsVersion) })) }), refusals: [],
  }),
  setBatteryLimits: op({
    method: 'POST', path: '/batteries/limits/:modelId', who: ['serviceManager', 'administrator'], summary: 'Holds the limits of a model, returns to an earlier version, or lets its cars teach again',
    input: Type.Object({ modelId: Id, to: OneOf(limitsWays), backTo: Type.Optional(Type.Integer({ minimum: 1 })), why: Words(300), version: Version }), output: LimitsVersion, refusals: ['modelNotFound', 'batteryLimitsNotFound'],
  }),
  setBatteryJob: op({
    method: 'POST', path: '/batteries/jobs', who: ['serviceManager', 'administrator'], summary: 'Which operations of the price book answer a kind of finding, from today on',
    input: Type.Object({ brandId: Id, rule: Words(40), operations: Type.Array(Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' }), { minItems: 1, maxItems: 5, uniqueItems: true }) }), output: Job, refusals: ['brandNotFound', 'operationNotFound', 'priceBookNotFound'],
  }),
  rebuildBattery: op({
    method: 'POST', path: '/batteries/cars/:vin/rebuild', who: ['serviceManager', 'administrator'], summary: 'Makes the state of a battery anew from the whole history of the car',
    input: Type.Object({ vin: Id }), output: Followed, refusals: ['vehicleNotFound', 'batteryBusy', 'historyShort'],
  }),
  myBattery: op({
    method: 'GET', path: '/my/vehicles/:vehicleId/battery', who: ['owner'], summary: 'My battery in plain words: how healthy, how sure, what was found, which job answers it',
    input: Type.Object({ vehicleId: Id }),
    output: Type.Object({ vin: Type.String(), followedSince: Nullable(Instant), health: Nullable(Health), days: Type.Array(HealthDay), findings: Type.Array(OwnersFinding), job: Nullable(Type.Object({ findingId: Id, operations: Type.Array(Type.String()) })) }), refusals: ['vehicleNotFound'],
  }),
};

export const api = { ...health, ...fileApi, ...paperApi };
