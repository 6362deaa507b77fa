// The contract of forwarding: the platforms that are owed data, how their links are, and the daily proof.
import { Bytes, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

/** As the standard has room for: 12 and 20 bytes of GB/T 1988. */
const LinkUser = Type.String({ minLength: 3, maxLength: 12, pattern: '^[A-Za-z0-9_-]+$' });
const LinkPassword = Type.String({ minLength: 1, maxLength: 20, pattern: '^[\\x21-\\x7e]+$' });
const Count = Type.Integer({ minimum: 0 });
const fields = {
  name: Words(60), host: Type.String({ pattern: '^[A-Za-z0-9.:-]{1,253}$' }), port: Type.Integer({ minimum: 1, maximum: 65_535 }), tls: Type.Boolean(),
  /** Our own id at the target: what our login carries in the place of a VIN. */
  code: Type.String({ pattern: '^[A-Za-z0-9]{1,17}$' }), userName: LinkUser,
  brandIds: Type.Array(Id, { maxItems: 50 }),
  /** The beginning of plates: 沪, 粤B. */
  platePrefixes: Type.Array(Type.String({ pattern: '^[\\u4e00-\\u9fa5][A-Z0-9]{0,6}$' }), { maxItems: 100 }),
  againSeconds: Type.Integer({ minimum: 10, maximum: 3_600, default: 60 }), restMinutes: Type.Integer({ minimum: 1, maximum: 1_440, default: 30 }),
  /** 0: none, as clause 6 of the standard has it. */
  heartbeatSeconds: Type.Integer({ minimum: 0, maximum: 240, default: 0 }), enabled: Type.Boolean(),
};
export const linkFailures = ['unreachable', 'loginRefused', 'loginUnanswered', 'closedAtLogin', 'broken', 'silent'] as const;
export const ForwardTarget = Type.Object({
  id: Id, ...fields, link: OneOf(['down', 'loggingIn', 'up']), linkSince: Nullable(Instant), lastFailure: Nullable(OneOf(linkFailures)), failures: Count, nextTryAt: Nullable(Instant),
  /** To be sent; `unread`: frames of all cars that nobody has looked at for this target yet. */
  waiting: Count, oldestWaitingAt: Nullable(Instant), unread: Count, addedAt: Instant, version: Version,
});
const sums = { due: Count, acknowledged: Count, late: Count, refused: Count, expired: Count, waiting: Count };

export const refusals = ['forwardTargetNotFound'] as const;

export const api = {
  listForwardTargets: op({
    method: 'GET', path: '/forwarding/targets', who: ['administrator'], summary: 'Platforms that are owed data, and how their links are',
    input: Type.Object({}), output: Type.Object({ targets: Type.Array(ForwardTarget) }), refusals: [],
  }),
  addForwardTarget: op({
    method: 'POST', path: '/forwarding/targets', who: ['administrator'], summary: 'Pass on to a platform from now on',
    input: Type.Object({ ...fields, password: LinkPassword }), output: ForwardTarget, refusals: ['brandNotFound'],
  }),
  changeForwardTarget: op({
    method: 'POST', path: '/forwarding/targets/:targetId', who: ['administrator'], summary: 'Change a target; it is tried again at once. What comes in while it is off is not owed',
    input: Type.Object({ targetId: Id, version: Version, ...fields, password: Type.Optional(LinkPassword) }), output: ForwardTarget, refusals: ['forwardTargetNotFound', 'brandNotFound', 'staleEdit'],
  }),
  forwardDays: op({
    method: 'GET', path: '/forwarding/targets/:targetId/days', who: ['administrator', 'auditor'], summary: 'What was due and what was acknowledged, by day',
    input: Type.Object({ targetId: Id, days: Type.Integer({ minimum: 1, maximum: 400, default: 14 }) }),
    output: Type.Object({ days: Type.Array(Type.Object({ onDay: LocalDate, vehicles: Count, ...sums })) }), refusals: ['forwardTargetNotFound'],
  }),
  forwardProof: op({
    method: 'GET', path: '/forwarding/targets/:targetId/proof', who: ['administrator', 'auditor'], summary: 'The proof of a day, car by car, those with something missing first',
    input: Type.Object({ targetId: Id, onDay: LocalDate }), output: Type.Object({ vehicles: Type.Array(Type.Object({ vin: Type.String(), ...sums })), more: Type.Boolean() }), refusals: ['forwardTargetNotFound'],
  }),
  forwardProofCsv: op({
    method: 'GET', path: '/forwarding/targets/:targetId/proof.csv', who: ['administrator', 'auditor'], summary: 'The proof of a day as CSV',
    input: Type.Object({ targetId: Id, onDay: LocalDate }), output: Bytes, sendsBytes: true, refusals: ['forwardTargetNotFound'],
  }),
};
