// The contract of battery tests, warranty decisions and certificates.
import { Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const testStates = ['running', 'done', 'stopped', 'givenUp'] as const;
export const stepKinds = ['documents', 'visual', 'voltage', 'insulation', 'codes', 'capacity', 'resistance', 'spread', 'result'] as const;
export const verdicts = ['passed', 'failed', 'stopped'] as const;
export const decisionOutcomes = ['covered', 'notCovered', 'testFirst'] as const;
export const decisionStates = ['decided', 'appealed', 'upheld', 'changed'] as const;
export const paperStates = ['valid', 'revoked', 'expired'] as const;
const lookers = ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

const Limit = Type.Object({ name: Type.String(), value: Type.Number(), unit: Type.String(), source: Type.String(), validFrom: LocalDate });
const Step = Type.Object({ kind: OneOf(stepKinds), state: OneOf(['todo', 'passed', 'failed'] as const), values: Type.Record(Type.String(), Type.Number()), words: Nullable(Type.String()), at: Nullable(Instant), byName: Nullable(Type.String()), limits: Type.Array(Limit), asks: Type.Array(Type.String()) });
const Test = Type.Object({
  id: Id, number: Type.String(), vin: Type.String(), brandId: Id, outletId: Nullable(Id), chemistry: Type.String(), ratedAh: Type.Number(), procedure: Type.String(), state: OneOf(testStates), whyGivenUp: Nullable(Type.String()), steps: Type.Array(Step), capacityAh: Nullable(Type.Number()), sohPct: Nullable(Type.Number()), sohSdPct: Nullable(Type.Number()),
  estimate: Nullable(Type.Object({ sohPct: Type.Number(), lowPct: Type.Number(), highPct: Type.Number(), agrees: Nullable(Type.Boolean()) })), begunAt: Instant, doneAt: Nullable(Instant), byName: Type.String(), version: Version,
});
const Decision = Type.Object({
  id: Id, number: Type.String(), vin: Type.String(), brandId: Id, tree: Type.String(), inputs: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Boolean(), Type.Null()])),
  path: Type.Array(Type.Object({ ask: Type.String(), answer: Type.String(), because: Type.String() })), outcome: OneOf(decisionOutcomes), sentence: Type.String(), sentenceEn: Type.String(), state: OneOf(decisionStates),
  decidedAt: Instant, byName: Type.String(), appealWords: Nullable(Type.String()), appealedAt: Nullable(Instant), answerWords: Nullable(Type.String()), answeredAt: Nullable(Instant), answeredBy: Nullable(Type.String()), version: Version,
});
export const PaperContent = Type.Object({
  brandName: Type.String(), brandNameEn: Type.String(), modelName: Type.String(), modelNameEn: Type.String(), vinEnd: Type.String(), packCode: Nullable(Type.String()), chemistry: Nullable(Type.String()), asOf: Instant, odometerKm: Nullable(Type.Number()),
  method: OneOf(['estimate', 'test'] as const), sohPct: Type.Number(), lowPct: Type.Number(), highPct: Type.Number(), capacityAh: Type.Number(), measurements: Type.Integer(), daysOfData: Type.Number(), openFindings: Type.Array(Type.Object({ rule: Type.String(), tier: Type.String() })), validUntil: LocalDate,
});
const Paper = Type.Object({ id: Id, number: Type.String(), vin: Type.String(), brandId: Id, content: PaperContent, hash: Type.String(), code: Type.String(), signature: Type.String(), keyId: Type.String(), issuedAt: Instant, issuedBy: Type.String(), state: OneOf(paperStates), revokedAt: Nullable(Instant), revokedWhy: Nullable(Type.String()) });

export const paperApi = {
  batteryPapersOf: op({
    method: 'GET', path: '/batteries/cars/:vin/papers', who: [...lookers], summary: 'Tests, decisions and certificates of a car’s battery, newest first',
    input: Type.Object({ vin: Id }), output: Type.Object({ tests: Type.Array(Test), decisions: Type.Array(Decision), papers: Type.Array(Paper) }), refusals: ['vehicleNotFound'],
  }),
  startBatteryTest: op({
    method: 'POST', path: '/batteries/cars/:vin/tests', who: ['technician', 'serviceManager'], summary: 'Begins the standard test: guided steps with limits by chemistry and model',
    input: Type.Object({ vin: Id, outletId: Type.Optional(Id) }), output: Test, refusals: ['vehicleNotFound', 'testNotNow', 'outletNotFound'],
  }),
  recordTestStep: op({
    method: 'POST', path: '/batteries/tests/:testId/steps', who: ['technician', 'serviceManager'], summary: 'Records a step; what is beyond its limit stops the test where going on would be a danger, elsewhere the step may be done again until the result is recorded',
    input: Type.Object({ testId: Id, kind: OneOf(stepKinds), values: Type.Record(Type.String({ maxLength: 40 }), Type.Number()), words: Type.Optional(Words(500)), version: Version }), output: Test, refusals: ['batteryTestNotFound', 'testNotNow', 'testStepNotNow'],
  }),
  giveUpBatteryTest: op({
    method: 'POST', path: '/batteries/tests/:testId/give-up', who: ['technician', 'serviceManager'], summary: 'Ends a test that cannot go on (the car has to leave, a tool failed), with the reason: what was recorded stays, nothing of it counts',
    input: Type.Object({ testId: Id, why: Words(500), version: Version }), output: Test, refusals: ['batteryTestNotFound', 'testNotNow'],
  }),
  decideBatteryWarranty: op({
    method: 'POST', path: '/batteries/cars/:vin/decisions', who: ['warrantyOfficer', 'serviceManager'], summary: 'Who bears it, by the tree in force: every question, its answer and why, and the sentence to the owner',
    input: Type.Object({ vin: Id, damaged: Type.Boolean(), modified: Type.Boolean(), flooded: Type.Boolean(), odometerKm: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_000_000 })) }), output: Decision, refusals: ['vehicleNotFound'],
  }),
  appealBatteryDecision: op({
    method: 'POST', path: '/batteries/decisions/:decisionId/appeal', who: ['owner'], summary: 'I see it otherwise', input: Type.Object({ decisionId: Id, words: Words(1000), version: Version }), output: Decision, refusals: ['decisionNotFound', 'decisionNotNow'],
  }),
  answerBatteryAppeal: op({
    method: 'POST', path: '/batteries/decisions/:decisionId/answer', who: ['warrantyOfficer', 'regionalManager'], summary: 'Another person looks again: upheld, or changed with the reason',
    input: Type.Object({ decisionId: Id, outcome: Nullable(OneOf(decisionOutcomes)), words: Words(1000), version: Version }), output: Decision, refusals: ['decisionNotFound', 'decisionNotNow'],
  }),
  issueBatteryPaper: op({
    method: 'POST', path: '/batteries/cars/:vin/certificates', who: ['owner', 'adviser', 'warrantyOfficer', 'serviceManager'], summary: 'A signed certificate of the battery’s health for whoever buys the car', input: Type.Object({ vin: Id }), output: Paper, refusals: ['vehicleNotFound', 'noHealthYet'],
  }),
  revokeBatteryPaper: op({
    method: 'POST', path: '/batteries/certificates/:batteryPaperId/revoke', who: ['owner', 'warrantyOfficer', 'serviceManager'], summary: 'Takes a certificate back, with a reason that whoever verifies it reads', input: Type.Object({ batteryPaperId: Id, why: Words(300) }), output: Paper, refusals: ['paperNotFound', 'paperNotNow'],
  }),
  myBatteryPapers: op({
    method: 'GET', path: '/my/vehicles/:vehicleId/battery/papers', who: ['owner'], summary: 'Tests, decisions and certificates of my battery', input: Type.Object({ vehicleId: Id }), output: Type.Object({ tests: Type.Array(Test), decisions: Type.Array(Decision), papers: Type.Array(Paper) }), refusals: ['vehicleNotFound'],
  }),
  showBatteryPaper: op({ method: 'GET', path: '/batteries/certificates/:batteryPaperId', who: ['owner', ...lookers], summary: 'One certificate as it was issued', input: Type.Object({ batteryPaperId: Id }), output: Paper, refusals: ['paperNotFound'] }),
  verifyBatteryPaper: op({
    method: 'GET', path: '/verify/battery', who: ['anyone'], guarded: true, summary: 'Whether a battery certificate is true and still stands: what it says of the battery, nothing of its owner',
    input: Type.Object({ number: Type.String({ minLength: 4, maxLength: 24 }), code: Type.String({ minLength: 16, maxLength: 64 }) }),
    output: Type.Object({ number: Type.String(), issuedAt: Instant, content: PaperContent, hash: Type.String(), intact: Type.Boolean(), signature: Type.String(), publicKey: Type.String(), state: OneOf(paperStates), revokedAt: Nullable(Instant), revokedWhy: Nullable(Type.String()), newer: Type.Boolean() }), refusals: ['paperNotFound'],
  }),
};
