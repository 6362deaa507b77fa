// The contract of commands: asking something of a car, the owner's consent, the second person, and the answer.
import { Id, Instant, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const commandKinds = ['readParameters', 'setParameters', 'remoteUpgrade', 'shutDown', 'reset', 'factorySettings', 'closeLink', 'warnDriver', 'openSampling'] as const;
export const consentStates = ['notNeeded', 'asked', 'given', 'refused'] as const;
export const commandStates = [
  'awaitingConsent', 'awaitingApproval', 'pending', 'sent', 'answered', 'declined', 'unanswered', 'unsayable', 'refused', 'expired', 'withdrawn',
] as const;
/** Of the look in which it was asked. */
const lookPurposes = ['rescue', 'diagnosis', 'ownerAsked', 'safety', 'recall', 'linkCare'] as const;
const askers = ['agent', 'technician', 'serviceManager'] as const;
const readers = [...askers, 'adviser', 'dispatcher', 'warrantyOfficer', 'regionalManager', 'auditor', 'administrator'] as const;

const Vin = Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' });
const ParameterId = Type.Integer({ minimum: 1, maximum: 0x10 });
const Value = Type.Union([Type.Integer({ minimum: 0, maximum: 65_531 }), Type.String({ minLength: 1, maxLength: 250, pattern: '^[\\x21-\\x7e]+$' })]);
const short = (size: number) => Type.Optional(Type.String({ maxLength: size, pattern: '^[\\x21-\\x3a\\x3c-\\x7e]*$' }));
/** A remote upgrade (8.3.1); what is left out is sent empty. */
export const Upgrade = Type.Object({
  url: Type.String({ minLength: 6, maxLength: 200, pattern: '^[\\x21-\\x3a\\x3c-\\x7e]+$' }), hardware: short(5), firmware: short(5), maker: short(4),
  apn: short(40), user: short(40), password: short(40), address: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}$' })), port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_531 })),
  limitMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
});
const asked = {
  parameterIds: Type.Optional(Type.Array(ParameterId, { minItems: 1, maxItems: 16 })),
  parameters: Type.Optional(Type.Array(Type.Object({ parameter: ParameterId, value: Value }), { minItems: 1, maxItems: 16 })),
  warning: Type.Optional(Type.Object({ level: Type.Integer({ minimum: 0, maximum: 4 }), text: Words(100) })),
  upgrade: Type.Optional(Upgrade),
};
const shape = {
  id: Id, vin: Type.String(), kind: OneOf(commandKinds), details: Type.Object(asked), purpose: OneOf(lookPurposes), why: Type.String(), askedByName: Type.String(), askedAt: Instant,
  consent: OneOf(consentStates), consentAt: Nullable(Instant), state: OneOf(commandStates), expiresAt: Instant, endedAt: Nullable(Instant), version: Version,
};
export const Command = Type.Object({
  ...shape, approval: OneOf(consentStates), approvedByName: Nullable(Type.String()), approvalAt: Nullable(Instant), mine: Type.Boolean(),
  heldFor: Nullable(OneOf(['away', 'driving', 'motionUnknown', 'busyLine'])), tries: Type.Integer(), sentAt: Nullable(Instant), answerFlag: Nullable(Type.Integer()),
  answer: Type.Array(Type.Object({ parameter: Type.Integer(), value: Nullable(Type.Union([Type.Number(), Type.String()])) })),
});
export const MyCommand = Type.Object({ ...shape, brandId: Id });

export const refusals = ['commandNotFound', 'commandNotNow', 'commandIncomplete', 'commandNotYours', 'secondPersonNeeded'] as const;

export const api = {
  askCommand: op({
    method: 'POST', path: '/vehicles/by-vin/:vin/commands', who: [...askers], summary: 'Ask something of a car, inside an open look; consent and a second person follow by kind',
    input: Type.Object({ vin: Vin, kind: OneOf(commandKinds), ...asked, validMinutes: Type.Integer({ minimum: 5, maximum: 10_080, default: 1_440 }) }),
    output: Command, refusals: ['vehicleNotFound', 'lookNeeded', 'commandNotYours', 'commandIncomplete'],
  }),
  listCommands: op({
    method: 'GET', path: '/vehicles/by-vin/:vin/commands', who: [...readers], summary: 'What was asked of a car, by whom, who agreed, and what it answered',
    input: Type.Object({ vin: Vin }), output: Type.Object({ commands: Type.Array(Command), mayAsk: Type.Array(OneOf(commandKinds)) }), refusals: ['vehicleNotFound'],
  }),
  approveCommand: op({
    method: 'POST', path: '/commands/:commandId/approve', who: ['technician', 'serviceManager'], summary: 'As the second person, agree or refuse',
    input: Type.Object({ commandId: Id, approved: Type.Boolean() }), output: Command, refusals: ['commandNotFound', 'commandNotNow', 'secondPersonNeeded'],
  }),
  withdrawCommand: op({
    method: 'POST', path: '/commands/:commandId/withdraw', who: [...askers], summary: 'Take back a command that the car has not seen yet',
    input: Type.Object({ commandId: Id }), output: Command, refusals: ['commandNotFound', 'commandNotNow'],
  }),
  myCommands: op({
    method: 'GET', path: '/my/commands', who: ['owner'], summary: 'What is asked of my cars: what waits for my consent first',
    input: Type.Object({}), output: Type.Object({ commands: Type.Array(MyCommand) }), refusals: [],
  }),
  answerCommand: op({
    method: 'POST', path: '/my/commands/:commandId/consent', who: ['owner'], summary: 'I agree, or I do not',
    input: Type.Object({ commandId: Id, agreed: Type.Boolean() }), output: MyCommand, refusals: ['commandNotFound', 'commandNotNow'],
  }),
};
