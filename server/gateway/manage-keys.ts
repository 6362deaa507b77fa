// Keys of cars, kept by administrators of their brand: told by staff, or withdrawn. A secret key goes in and never comes out.
import { holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { insertKey, keyById, keysInUse, keysOfCar, lockKeysOf, withdrawKey, type KeyRow } from './key-store.ts';
import { sealedFor } from './trust-of.ts';
import { sealSecret, vehicleSecrets } from './vehicle-secrets.ts';
import { vehicleKeyOf } from './vehicle-signature.ts';

const keyBytes = { aes: [16, 24, 32], sm4: [16] } as const;

/** Without the key of a data unit; of a signature the public key in hex. */
const shown = ({ key, brandId: _, ...row }: KeyRow) => ({ ...row, publicKeyHex: row.purpose === 'signature' ? Buffer.from(key).toString('hex') : null });

export async function listVehicleKeys(tx: Tx, input: Input<typeof api.listVehicleKeys>) {
  const vehicle = await findVehicle(tx, input.vin);
  return { keys: (await keysOfCar(tx, vehicle.vin)).map(shown) };
}

/** The key as it is kept; refuses bytes that are none. */
function keptKey(vin: string, algorithm: KeyRow['algorithm'], key: Uint8Array): Pick<KeyRow, 'purpose' | 'key'> {
  const wrong = (): never => refuse('vehicleKeyNotValid', { field: 'keyHex' });
  if (algorithm !== 'aes' && algorithm !== 'sm4') return vehicleKeyOf(algorithm, key) === undefined ? wrong() : { purpose: 'signature', key };
  if (!(keyBytes[algorithm] as readonly number[]).includes(key.length)) return wrong();
  const sealing = vehicleSecrets().sealing ?? refuse('secretsNotSet');
  return { purpose: 'unit', key: sealSecret(sealing, sealedFor(vin, algorithm), key) };
}

export async function addVehicleKey(tx: Tx, input: Input<typeof api.addVehicleKey>) {
  const vehicle = await findVehicle(tx, input.vin);
  if (!holds(tx.actor, ['administrator'], { brandId: vehicle.brandId })) refuse('vehicleNotFound', { id: input.vin });
  const kept = keptKey(vehicle.vin, input.algorithm, new Uint8Array(Buffer.from(input.keyHex, 'hex')));
  const untilAt = input.untilAt === undefined ? null : new Date(input.untilAt);
  if (untilAt !== null && untilAt <= tx.now) refuse('badInput', { field: 'untilAt' });
  await lockKeysOf(tx, vehicle.vin);
  if (kept.purpose === 'signature' && (await keysInUse(tx, [vehicle.vin])).some((key) => key.purpose === 'signature' && (key.untilAt === null || key.untilAt > tx.now))) refuse('vehicleKeyKnown');
  const row = await insertKey(tx, {
    vin: vehicle.vin, brandId: vehicle.brandId, ...kept, algorithm: input.algorithm, chipId: input.chipId ?? null, source: 'staff', fromAt: tx.now, untilAt,
  });
  tx.record({ action: 'gateway.addVehicleKey', subject: 'vehicleKeys', subjectId: row.id, brandId: row.brandId, version: row.version, after: shown(row) });
  tx.announce({ topic: 'gateway', id: row.id });
  return shown(row);
}

export async function withdrawVehicleKey(tx: Tx, input: Input<typeof api.withdrawVehicleKey>) {
  const before = await keyById(tx, input.keyId);
  if (before === undefined || !holds(tx.actor, ['administrator'], { brandId: before.brandId })) refuse('vehicleKeyNotFound', { id: input.keyId });
  const after = (await withdrawKey(tx, before.id, input.version)) ?? refuse('staleEdit', { changes: await changesSince(tx, 'vehicleKeys', before.id, input.version) });
  tx.record({ action: 'gateway.withdrawVehicleKey', subject: 'vehicleKeys', subjectId: after.id, brandId: after.brandId, version: after.version, before: { withdrawnAt: null }, after: { withdrawnAt: after.withdrawnAt } });
  tx.announce({ topic: 'gateway', id: after.id });
  return shown(after);
}
