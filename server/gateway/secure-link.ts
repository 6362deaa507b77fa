// What a car says to be trusted (2025): activation (0x09) brings the key of its signatures, the exchange of keys (0x0B) one for
// its data units.
// A1 only a car on the register is activated, and its activation has to be signed with the very key that it brings; A2 the first
// key is believed, another one only after staff has withdrawn the first, the same again is a retry; a chip belongs to one car;
// A3 a key for data units is taken sealed or over TLS, never in the clear, and is kept sealed.
import { commands, encodeFrame, encryptions, flags, signatureTypes, type Activation, type FoundFrame, type KeyExchange } from '@careloop/gbt32960';
import { system } from '#platform/actor';
import { log } from '#platform/log';
import { unitOfWork, type Tx, type World } from '#platform/tx';
import { vehicleByVin } from '#vehicles';
import { carOfChip, insertKey, keysInUse, lockKeysOf } from './key-store.ts';
import { judge, type Trust } from './trust.ts';
import { sealedFor } from './trust-of.ts';
import { sealSecret, vehicleSecrets } from './vehicle-secrets.ts';
import { vehicleKeyOf, verifySignature } from './vehicle-signature.ts';

/** `flag`: the answer's; `send`: a command that goes down in its place; `reason`: why it was turned away. */
export type SecureAnswer = { flag: number; reason?: string } | { send: Uint8Array; reason?: string };

const algorithms: Readonly<Record<number, 'rsa' | 'sm2' | 'ecc'>> = { [signatureTypes.rsa]: 'rsa', [signatureTypes.sm2]: 'sm2', [signatureTypes.ecc]: 'ecc' };
const infos = { success: 0, chipKnown: 1, vinDuplicate: 2 } as const;

async function activated(tx: Tx, vin: string, brandId: string, said: Activation, algorithm: 'rsa' | 'sm2' | 'ecc'): Promise<keyof typeof infos> {
  await lockKeysOf(tx, vin);
  const own = (await keysInUse(tx, [vin])).filter((key) => key.purpose === 'signature');
  if (own.some((key) => Buffer.compare(key.key, said.publicKey) === 0)) return 'success'; // a retry, or staff told it before
  if (own.length > 0) return 'vinDuplicate'; // A2
  if (said.chipId !== '' && (await carOfChip(tx, said.chipId, vin)) !== undefined) return 'chipKnown';
  const key = await insertKey(tx, { vin, brandId, purpose: 'signature', algorithm, key: said.publicKey, chipId: said.chipId === '' ? null : said.chipId, source: 'activation', fromAt: tx.now, untilAt: null });
  tx.record({ action: 'gateway.activateVehicle', subject: 'vehicles', subjectId: vin, brandId, after: { keyId: key.id, algorithm, chipId: said.chipId } });
  tx.announce({ topic: 'gateway', id: key.id });
  return 'success';
}

async function activate(tx: Tx, frame: FoundFrame, trust: Trust): Promise<SecureAnswer> {
  const { verdict, plain, closed } = judge(frame.bytes, trust);
  const message = verdict.frame?.message;
  if (closed !== undefined) return { flag: flags.badDecryption, reason: 'encrypted' };
  const algorithm = message?.kind === 'activation' ? algorithms[message.signature.type] : undefined;
  if (verdict.frame === undefined || message?.kind !== 'activation' || message.vin !== frame.vin || algorithm === undefined) return { flag: flags.badStructure, reason: 'badActivation' };
  const vehicle = await vehicleByVin(tx, frame.vin);
  if (vehicle === undefined) return { flag: flags.vinUnknown, reason: 'notOnRegister' }; // A1
  const key = vehicleKeyOf(algorithm, message.publicKey);
  if (key === undefined) return { flag: flags.badStructure, reason: 'badActivation' };
  if (verifySignature(verdict.frame, plain ?? new Uint8Array(0), key, trust.dialect) !== 'valid') return { flag: flags.badSignature, reason: 'wrongSignature' };
  const info = await activated(tx, frame.vin, vehicle.brandId, message, algorithm);
  const result = { kind: 'activationResult' as const, state: info === 'success' ? 1 : 2, info: infos[info] + trust.dialect.settings.activationInfoFrom };
  return { send: encodeFrame({ edition: 2025, command: commands.activationResult, vin: frame.vin, message: result }), ...(info === 'success' ? {} : { reason: info }) };
}

/** A key's kind, when its length fits. */
function unitAlgorithm({ keyType, key }: KeyExchange): 'aes' | 'sm4' | undefined {
  if (keyType === encryptions.aes) return [16, 24, 32].includes(key.length) ? 'aes' : undefined;
  return keyType === encryptions.sm4 && key.length === 16 ? 'sm4' : undefined;
}

async function exchange(tx: Tx, frame: FoundFrame, trust: Trust, overTls: boolean): Promise<SecureAnswer> {
  const { verdict, closed } = judge(frame.bytes, trust);
  const message = verdict.frame?.message;
  if (closed !== undefined) return { flag: flags.badDecryption, reason: 'encrypted' };
  if (frame.encryption === encryptions.none && !overTls) return { flag: flags.badDecryption, reason: 'keyInTheClear' }; // A3
  const algorithm = message?.kind === 'keyExchange' ? unitAlgorithm(message) : undefined;
  const [fromMs, toMs] = message?.kind === 'keyExchange' ? [message.from.at, message.to.at] : [undefined, undefined];
  if (message?.kind !== 'keyExchange' || algorithm === undefined || fromMs === undefined || toMs === undefined || toMs <= fromMs) return { flag: flags.badStructure, reason: 'badKey' };
  const vehicle = await vehicleByVin(tx, frame.vin);
  if (vehicle === undefined) return { flag: flags.vinUnknown, reason: 'notOnRegister' };
  const { sealing } = vehicleSecrets();
  if (sealing === undefined) return { flag: flags.error, reason: 'secretsNotSet' };
  const key = await insertKey(tx, {
    vin: frame.vin, brandId: vehicle.brandId, purpose: 'unit', algorithm, key: sealSecret(sealing, sealedFor(frame.vin, algorithm), message.key), chipId: null, source: 'exchange',
    fromAt: new Date(fromMs), untilAt: new Date(toMs),
  });
  tx.record({ action: 'gateway.exchangeKey', subject: 'vehicles', subjectId: frame.vin, brandId: vehicle.brandId, after: { keyId: key.id, algorithm, fromAt: key.fromAt, untilAt: key.untilAt } });
  tx.announce({ topic: 'gateway', id: key.id });
  return { flag: flags.success };
}

export async function secureAnswer(world: World, frame: FoundFrame, trust: Trust, overTls: boolean): Promise<SecureAnswer> {
  const answer = await unitOfWork(world, system('gateway'), (tx) => (frame.command === commands.activation ? activate(tx, frame, trust) : exchange(tx, frame, trust, overTls)));
  if (answer.reason !== undefined) log.warn({ reason: answer.reason }, 'a car is not trusted with what it sent');
  return answer;
}
