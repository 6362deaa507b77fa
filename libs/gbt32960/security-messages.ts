// The messages by which the 2025 edition makes a terminal trusted: activation, its result, and the exchange of keys for data
// units (§5.6 to §5.8). Keys and signatures are carried, not judged.
import { left, note, putBytes, putText, putUint, takeBytes, takeUint, textOf, type Sink, type Source } from './cursor.ts';
import { standardDialect, type Dialect } from './dialect.ts';
import type { Activation, ActivationResult, Draft, KeyExchange } from './frame.ts';
import { readSignature, writeSignature } from './signature.ts';
import { putTime, takeTime } from './timed.ts';

const chipIdBytes = 16;

export function readActivation(source: Source): Activation | undefined {
  if (left(source) < 6 + chipIdBytes + 2) return undefined;
  const time = takeTime(source);
  const chipId = String.fromCharCode(...takeBytes(source, chipIdBytes)).replace(/ +$/, '');
  const keyLength = takeUint(source, 2);
  if (left(source) < keyLength + 17) return undefined;
  const publicKey = takeBytes(source, keyLength);
  const vin = textOf(takeBytes(source, 17));
  const signature = readSignature(source);
  return signature === undefined ? undefined : { kind: 'activation', ...time, chipId, publicKey, vin, signature };
}
export function writeActivation(sink: Sink, message: Draft<Activation>): void {
  putTime(sink, message);
  putText(sink, message.chipId.padEnd(chipIdBytes, ' '), chipIdBytes, 'chipId');
  putUint(sink, 2, message.publicKey.length, 'length of the public key');
  putBytes(sink, message.publicKey);
  putText(sink, message.vin, 17, 'vin');
  writeSignature(sink, message.signature);
}

export function readActivationResult(source: Source): ActivationResult | undefined {
  if (left(source) < 2) return undefined;
  const state = takeUint(source, 1);
  if (state !== 1 && state !== 2) note(source, 'numberOutOfRange', source.at - 1, `activation state is ${state}`);
  return { kind: 'activationResult', state, info: takeUint(source, 1) };
}
export function writeActivationResult(sink: Sink, message: Draft<ActivationResult>): void {
  putUint(sink, 1, message.state, 'state');
  putUint(sink, 1, message.info, 'info');
}

const infos = ['success', 'chipKnown', 'vinDuplicate'] as const;

/** What the information of an activation result says, by the numbers the dialect goes by (§14, 7); undefined: not defined. */
export const activationInfo = (message: Pick<ActivationResult, 'info'>, dialect: Dialect = standardDialect): (typeof infos)[number] | undefined =>
  infos[message.info - dialect.settings.activationInfoFrom];

export function readKeyExchange(source: Source): KeyExchange | undefined {
  if (left(source) < 3) return undefined;
  const keyType = takeUint(source, 1);
  const length = takeUint(source, 2);
  if (left(source) < length + 12) return undefined;
  return { kind: 'keyExchange', keyType, key: takeBytes(source, length), from: takeTime(source), to: takeTime(source) };
}
export function writeKeyExchange(sink: Sink, message: Draft<KeyExchange>): void {
  putUint(sink, 1, message.keyType, 'keyType');
  putUint(sink, 2, message.key.length, 'length of the key');
  putBytes(sink, message.key);
  putTime(sink, message.from);
  putTime(sink, message.to);
}
