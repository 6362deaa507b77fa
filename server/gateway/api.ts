// The contract of the gateway: how it is, which platforms may log in, how terminals speak, who is shut out. Vehicles do not come through
// here, they speak GB/T 32960.3 over TCP.
import { dialectApi, dialectRefusals } from './dialect-api.ts';
import { keyApi, keyRefusals } from './key-api.ts';
import { Done, Id, Instant, Nullable, Type, Version, Words, op } from '../platform/contract.ts';

const Count = Type.Integer({ minimum: 0 });
const ByReason = Type.Array(Type.Object({ reason: Type.String(), count: Count }));

/** As the standard has room for: 12 and 20 bytes of GB/T 1988. */
const LinkUser = Type.String({ minLength: 3, maxLength: 12, pattern: '^[A-Za-z0-9_-]+$' });
const LinkPassword = Type.String({ minLength: 10, maxLength: 20, pattern: '^[\\x21-\\x7e]+$' });
const platformFields = {
  name: Words(60), brandIds: Type.Array(Id, { maxItems: 50 }),
  /** The beginning of VINs, a maker's code for example. */
  vinPrefixes: Type.Array(Type.String({ pattern: '^[A-HJ-NPR-Za-hj-npr-z0-9]{3,17}$' }), { maxItems: 200 }),
};
export const Platform = Type.Object({
  id: Id, ...platformFields, userName: Type.String(), disabledAt: Nullable(Instant), lastLoginAt: Nullable(Instant), lastPeer: Nullable(Type.String()),
  loginsToday: Nullable(Count), refusedCount: Count, version: Version,
});
export const Ban = Type.Object({ address: Type.String(), reason: Type.String(), times: Count, bannedAt: Instant, until: Instant });

export const refusals = ['platformNotFound', 'userNameTaken', 'linkPasswordWeak', 'banNotFound', ...dialectRefusals, ...keyRefusals] as const;

export const api = {
  gatewayState: op({
    method: 'GET', path: '/gateway/state', who: ['administrator'], summary: 'The running gateways: connections, frames per second, what was turned away and why',
    input: Type.Object({}),
    output: Type.Object({
      gateways: Type.Array(Type.Object({
        id: Type.String(), startedAt: Instant, seenAt: Instant, connections: Count, vehicles: Count, connectionsTotal: Count, framesTotal: Count,
        framesPerSecond: Type.Number(), bytesTotal: Count, answersTotal: Count, waitingFrames: Count, batchesTotal: Count, failedBatches: Count,
        rejects: ByReason, closed: ByReason,
      })),
      rejected: Type.Array(Type.Object({
        receivedAt: Instant, connectionId: Type.String(), peer: Type.String(), vinMasked: Nullable(Type.String()), reason: Type.String(), hex: Type.String(),
      })),
    }),
    refusals: [],
  }),
  listPlatforms: op({
    method: 'GET', path: '/gateway/platforms', who: ['administrator'], summary: 'Platforms that may log in and speak for many cars',
    input: Type.Object({}), output: Type.Object({ platforms: Type.Array(Platform) }), refusals: [],
  }),
  addPlatform: op({
    method: 'POST', path: '/gateway/platforms', who: ['administrator'], summary: 'Let a platform log in for cars of these brands, or with these VIN prefixes; with neither, for every car',
    input: Type.Object({ ...platformFields, userName: LinkUser, password: LinkPassword }), output: Platform, refusals: ['userNameTaken', 'linkPasswordWeak', 'brandNotFound'],
  }),
  changePlatform: op({
    method: 'POST', path: '/gateway/platforms/:platformId', who: ['administrator'], summary: 'Change, switch off or give a new password to a platform',
    input: Type.Object({ platformId: Id, version: Version, ...platformFields, enabled: Type.Boolean(), password: Type.Optional(LinkPassword) }), output: Platform,
    refusals: ['platformNotFound', 'linkPasswordWeak', 'brandNotFound', 'staleEdit'],
  }),
  listBans: op({
    method: 'GET', path: '/gateway/bans', who: ['administrator'], summary: 'Addresses that are shut out now, why and until when',
    input: Type.Object({}), output: Type.Object({ bans: Type.Array(Ban) }), refusals: [],
  }),
  liftBan: op({
    method: 'POST', path: '/gateway/bans/lift', who: ['administrator'], summary: 'Let an address in again before its time',
    input: Type.Object({ address: Type.String({ minLength: 2, maxLength: 60 }) }), output: Done, refusals: ['banNotFound'],
  }),
  ...dialectApi,
  ...keyApi,
};
