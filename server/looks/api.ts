// The contract of looks: opening and ending a look into a car, and who looked, for staff and for the owner.
import { Id, Instant, Nullable, OneOf, Type, Words, op } from '../platform/contract.ts';

/** place: exactly where it is; history: how it was over time; frames: the bytes it sent; commands: asking something of it. */
export const lookScopes = ['place', 'history', 'frames', 'commands'] as const;
export const lookPurposes = ['rescue', 'diagnosis', 'ownerAsked', 'safety', 'recall', 'linkCare'] as const;
const lookers = ['agent', 'adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'administrator'] as const;
const readers = [...lookers, 'regionalManager', 'auditor'] as const;

const Vin = Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' });
const Use = Type.Object({ scope: OneOf(lookScopes), count: Type.Integer({ minimum: 1 }), firstAt: Instant, lastAt: Instant });
export const Look = Type.Object({
  id: Id, vin: Type.String(), staffName: Type.String(), purpose: OneOf(lookPurposes), why: Type.String(), scopes: Type.Array(OneOf(lookScopes)),
  openedAt: Instant, until: Instant, endedAt: Nullable(Instant), open: Type.Boolean(), mine: Type.Boolean(), uses: Type.Array(Use),
});

export const refusals = ['lookNotFound', 'lookNotYours', 'lookNeeded'] as const;

export const api = {
  openLook: op({
    method: 'POST', path: '/vehicles/by-vin/:vin/looks', who: [...lookers], summary: 'Look into a car for a purpose and a time; the owner can read it',
    input: Type.Object({ vin: Vin, scopes: Type.Array(OneOf(lookScopes), { minItems: 1, maxItems: 4 }), purpose: OneOf(lookPurposes), why: Words(200), minutes: Type.Integer({ minimum: 5, maximum: 1_440, default: 60 }) }),
    output: Look, refusals: ['vehicleNotFound', 'lookNotYours'],
  }),
  endLook: op({
    method: 'POST', path: '/looks/:lookId/end', who: [...lookers], summary: 'I need not look any longer',
    input: Type.Object({ lookId: Id }), output: Look, refusals: ['lookNotFound'],
  }),
  listLooks: op({
    method: 'GET', path: '/vehicles/by-vin/:vin/looks', who: [...readers], summary: 'Who looks and looked into a car',
    input: Type.Object({ vin: Vin }), output: Type.Object({ looks: Type.Array(Look), mayOpen: Type.Array(OneOf(lookScopes)) }), refusals: ['vehicleNotFound'],
  }),
  myCarLooks: op({
    method: 'GET', path: '/my/car-looks', who: ['owner'], summary: 'Who looked into my cars, why, from when until when, and how often',
    input: Type.Object({}), output: Type.Object({ looks: Type.Array(Type.Object({ ...Look.properties, brandId: Id })) }), refusals: [],
  }),
};
