// The contract of keys of cars: what their signatures are checked with, and what opens their data units.
import { Id, Instant, Nullable, OneOf, Type, Version, op } from '../platform/contract.ts';

const Vin = Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' });
export const VehicleKey = Type.Object({
  id: Id, vin: Type.String(), purpose: OneOf(['signature', 'unit']), algorithm: OneOf(['rsa', 'sm2', 'ecc', 'aes', 'sm4']), publicKeyHex: Nullable(Type.String()), chipId: Nullable(Type.String()),
  source: OneOf(['staff', 'activation', 'exchange']), fromAt: Instant, untilAt: Nullable(Instant), withdrawnAt: Nullable(Instant), addedAt: Instant, version: Version,
});

export const keyRefusals = ['vehicleKeyNotFound', 'vehicleKeyNotValid', 'vehicleKeyKnown', 'secretsNotSet'] as const;

export const keyApi = {
  listVehicleKeys: op({
    method: 'GET', path: '/gateway/vehicles/:vin/keys', who: ['administrator'], summary: 'The keys that a car has had; secret ones without their bytes',
    input: Type.Object({ vin: Vin }), output: Type.Object({ keys: Type.Array(VehicleKey) }), refusals: ['vehicleNotFound'],
  }),
  addVehicleKey: op({
    method: 'POST', path: '/gateway/vehicles/:vin/keys', who: ['administrator'], summary: 'Tell a key of a car: RSA, SM2 and ECC check its signatures, AES and SM4 open its data units',
    input: Type.Object({
      vin: Vin, algorithm: OneOf(['rsa', 'sm2', 'ecc', 'aes', 'sm4']), keyHex: Type.String({ pattern: '^([0-9a-fA-F]{2})+$', minLength: 32, maxLength: 2_048 }),
      chipId: Type.Optional(Type.String({ minLength: 1, maxLength: 16 })), untilAt: Type.Optional(Instant),
    }),
    output: VehicleKey, refusals: ['vehicleNotFound', 'vehicleKeyNotValid', 'vehicleKeyKnown', 'secretsNotSet', 'badInput'],
  }),
  withdrawVehicleKey: op({
    method: 'POST', path: '/gateway/vehicle-keys/:keyId/withdraw', who: ['administrator'], summary: 'Trust a key no more',
    input: Type.Object({ keyId: Id, version: Version }), output: VehicleKey, refusals: ['vehicleKeyNotFound', 'staleEdit'],
  }),
};
