// The contract of the guarantees of a car: its periods, its counters with the sum shown, what is due by which article, and
// who was told before a limit; with what people state about its repairs.
import { Id, Instant, LocalDate, Nullable, OneOf, Type, op } from '../platform/contract.ts';
import { evidenceOps } from './evidence-api.ts';
import { certificateOps, judgementOps, mobilityOps, partMapOps, Statement } from './judgement-api.ts';

export { assemblies, Certificate, deductions, grounds, hazards, MobilityDuty, mobilityHows, RepairOnRecord, Statement, StatementBody, statementKinds, statementStates } from './judgement-api.ts';

export const standings = ['household', 'contractOnly', 'notDelivered', 'earlierRule'] as const;
export const periodKinds = ['sevenDays', 'early', 'threeGuarantees', 'repairWarranty'] as const;
export const counterKinds = ['singleRepairDays', 'totalRepairDays', 'sameProblemRepairs', 'safetyRepairs', 'assemblyReplacements', 'partReplacements'] as const;
export const counterStates = ['clear', 'near', 'due'] as const;
export const ruleCodes = ['W1', 'W2', 'W3', 'A1', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7'] as const;
export const remedyKinds = ['freeRepair', 'onsiteAndTow', 'loanerOrTransport', 'replaceAssembly', 'replaceOrReturn'] as const;

const rule = { article: Type.String(), validFrom: LocalDate, source: Type.String() };
const Part = Type.Object({ number: Type.String(), onDay: LocalDate, hours: Type.Number(), excludedHours: Type.Number(), days: Type.Integer() });
export const Period = Type.Object({ kind: OneOf(periodKinds), firstOn: LocalDate, lastOn: LocalDate, mostKm: Nullable(Type.Integer()), open: Type.Boolean(), ...rule });
export const Counter = Type.Object({
  kind: OneOf(counterKinds), key: Type.String(), value: Type.Integer(), most: Type.Integer(), state: OneOf(counterStates), steps: Type.Array(Type.Integer()), step: Nullable(Type.Integer()),
  rule: OneOf(ruleCodes), ...rule, sum: Type.Array(Part),
});
export const Finding = Type.Object({
  rule: OneOf(ruleCodes), remedy: OneOf(remedyKinds), usageFee: Type.Boolean(), ...rule, onDay: LocalDate, repairs: Type.Array(Type.String()), key: Nullable(Type.String()),
  sum: Type.Object({ value: Nullable(Type.Integer()), most: Nullable(Type.Integer()), lastOn: LocalDate, odometerKm: Nullable(Type.Number()), mostKm: Nullable(Type.Integer()) }),
});
/** A visit as it was read: `provisional` counts until its estimate says who pays. */
export const Visit = Type.Object({ workOrderId: Nullable(Id), number: Type.String(), checkedInAt: Instant, finishedAt: Nullable(Instant), odometerKm: Type.Integer(), counts: Type.Boolean(), provisional: Type.Boolean() });
export const Told = Type.Object({
  counter: OneOf(counterKinds), key: Type.String(), value: Type.Integer(), most: Type.Integer(), due: Type.Boolean(), at: Instant,
  toldTo: Type.Array(Type.Object({ desk: Nullable(Type.String()), name: Nullable(Type.String()) })),
});

export const refusals = [
  'vehicleNotFound', 'workOrderNotFound', 'mainPartUnknown', 'notEarlier', 'timeOutsideRepair', 'servicedElsewhere', 'statementNotFound', 'statementOwn', 'statementAnswered', 'coefficientTooHigh', 'certificateNotFound', 'dutyNotFound', 'dutyMet', 'amountNeeded', 'evidenceNotFound',
] as const;

/** A refusal of the guarantees as the owner reads it: the ground of art. 32, the evidence, how it caused the fault, and the appeal. */
export const ExclusionShown = Type.Object({ statement: Statement, number: Type.String(), article: Type.String() });

export const api = {
  showGuarantees: op({
    method: 'GET', path: '/vehicles/:vehicleId/guarantees', who: ['owner', 'agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'],
    summary: 'The guarantees of a car: periods, counters with what is next, what is due by which article, and who was told',
    input: Type.Object({ vehicleId: Id }),
    output: Type.Object({
      standing: OneOf(standings), startOn: Nullable(LocalDate), odometerKm: Nullable(Type.Integer()), at: Instant,
      periods: Type.Array(Period), counters: Type.Array(Counter), due: Type.Array(Finding), visits: Type.Array(Visit), told: Type.Array(Told), refused: Type.Array(ExclusionShown),
    }),
    refusals: ['vehicleNotFound'],
  }),
  ...judgementOps, ...certificateOps, ...mobilityOps, ...partMapOps, ...evidenceOps,
};
