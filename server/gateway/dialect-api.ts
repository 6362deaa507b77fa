// The contract of dialects: how terminals speak where the standard leaves a choice (section 14 of the reference), by the
// beginning of their VINs and from a moment on. Every setting may be left out: then the stated reading holds.
import { Id, Instant, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

const Scale = Type.Object({ per: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 }), zero: Type.Number({ minimum: -1_000_000, maximum: 1_000_000 }) });
const MakersId = Type.Integer({ minimum: 0x80, maximum: 0xfe });
const scaled = ['motor.torqueNm', 'hydrogenSystem.hydrogenMaxTempC', 'hydrogenSystem.hydrogenMaxVolPct', 'hydrogenSystem.pressureMaxMpa', 'hydrogenSystem.remainingPct', 'stack.hydrogenInletKpa', 'stack.airInletKpa'] as const;

export const DialectSettings = Type.Object({
  link: Type.Optional(OneOf(['terminal', 'platform'])),
  coordinates: Type.Optional(OneOf(['wgs84', 'gcj02', 'other'])),
  /** value = (raw − zero) / per */
  scales: Type.Optional(Type.Array(Type.Object({ field: OneOf(scaled), ...Scale.properties }), { maxItems: scaled.length })),
  cellScale: Type.Optional(Type.Object({ stepMv: Type.Number({ exclusiveMinimum: 0, maximum: 1_000 }), zeroMv: Type.Number({ minimum: -65_535, maximum: 65_535 }) })),
  faultsMost: Type.Optional(Type.Integer({ minimum: 1, maximum: 255 })),
  bareItems: Type.Optional(Type.Array(Type.Object({ typeId: MakersId, bytes: Type.Integer({ minimum: 0, maximum: 65_531 }) }), { maxItems: 127 })),
  parameterBytes: Type.Optional(Type.Array(Type.Object({ parameter: MakersId, bytes: Type.Integer({ minimum: 1, maximum: 65_531 }) }), { maxItems: 127 })),
  upgrade: Type.Optional(Type.Object({ url: Type.Optional(OneOf(['first', 'late'])), numbers: Type.Optional(OneOf(['binary', 'text'])) })),
  activationInfoFrom: Type.Optional(Type.Integer({ minimum: 0, maximum: 1 })),
  signatureCoversMark: Type.Optional(Type.Boolean()),
  answers: Type.Optional(OneOf(['short', 'echo'])),
  keyExchangeAnswer: Type.Optional(OneOf(['empty', 'echo'])),
  timeInAnswer: Type.Optional(Type.Boolean()),
  /** How often a terminal of this kind beats, where it has not said so itself. */
  heartbeatSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
  /** How data units are encrypted (14, 9): mode, padding and first vector of AES and SM4; padding of RSA; order and mark of SM2. */
  cipher: Type.Optional(Type.Object({
    mode: Type.Optional(OneOf(['ecb', 'cbc', 'ctr'])), padding: Type.Optional(OneOf(['pkcs7', 'zeros', 'none'])), iv: Type.Optional(OneOf(['zero', 'inFront'])),
    rsaPadding: Type.Optional(OneOf(['pkcs1', 'oaepSha1', 'oaepSha256'])), sm2Order: Type.Optional(OneOf(['c1c3c2', 'c1c2c3'])), sm2Marked: Type.Optional(Type.Boolean()),
  })),
  /** How reports are signed (14, 4). */
  signing: Type.Optional(Type.Object({
    digest: Type.Optional(OneOf(['sha256', 'sha384', 'sha512'])), padding: Type.Optional(OneOf(['pkcs1', 'pss'])), sm2UserId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  })),
});

export const dialectFields = {
  name: Words(60), vinPrefix: Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{3,17}$' }), source: Words(300), settings: DialectSettings,
};
export const Dialect = Type.Object({ id: Id, ...dialectFields, fromAt: Instant, untilAt: Nullable(Instant), addedAt: Instant, version: Version });

export const dialectRefusals = ['dialectNotFound', 'dialectInThePast'] as const;

export const dialectApi = {
  listDialects: op({
    method: 'GET', path: '/gateway/dialects', who: ['administrator', 'auditor'], summary: 'How terminals speak where the standard leaves a choice, by the beginning of their VINs',
    input: Type.Object({}), output: Type.Object({ dialects: Type.Array(Dialect) }), refusals: [],
  }),
  addDialect: op({
    method: 'POST', path: '/gateway/dialects', who: ['administrator'], summary: 'Read frames of cars whose VIN begins so by these settings, from a moment on; the longest beginning holds, then the latest',
    input: Type.Object({ ...dialectFields, fromAt: Type.Optional(Instant) }), output: Dialect, refusals: ['dialectInThePast'],
  }),
  endDialect: op({
    method: 'POST', path: '/gateway/dialects/:dialectId/end', who: ['administrator'], summary: 'End a dialect now; what was read by it stays as it was read',
    input: Type.Object({ dialectId: Id, version: Version }), output: Dialect, refusals: ['dialectNotFound', 'staleEdit'],
  }),
};
