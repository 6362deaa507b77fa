// The signature of a vehicle (车端签名信息, 2025): the block of bytes, and which bytes of a frame it covers (§9). Whether it is
// genuine is found out outside: this library knows no keys and no ciphers.
import { left, putBytes, putUint, takeBytes, takeUint, type Sink, type Source } from './cursor.ts';
import { standardDialect, type Dialect } from './dialect.ts';
import type { Frame } from './frame.ts';
import type { Signature } from './items.ts';

export const signatureTypes = { sm2: 0x01, rsa: 0x02, ecc: 0x03 } as const;

/** Type, R and S, each of the two behind its length; undefined when the bytes end too early. */
export function readSignature(source: Source): Signature | undefined {
  if (left(source) < 3) return undefined;
  const type = takeUint(source, 1);
  const rLength = takeUint(source, 2);
  if (left(source) < rLength + 2) return undefined;
  const r = takeBytes(source, rLength);
  const sLength = takeUint(source, 2);
  if (left(source) < sLength) return undefined;
  return { type, r, s: takeBytes(source, sLength) };
}

export function writeSignature(sink: Sink, signature: Signature): void {
  putUint(sink, 1, signature.type, 'signature type');
  putUint(sink, 2, signature.r.length, 'length of R');
  putBytes(sink, signature.r);
  putUint(sink, 2, signature.s.length, 'length of S');
  putBytes(sink, signature.s);
}

/**
 * The signature of a report or an activation and the bytes of the plain data unit it covers: from the first byte of the
 * time to the last before the signature information; in a report without the mark 0xFF, unless the dialect says otherwise
 * (§14, 2). Undefined for a frame that bears none. `unit` is the data unit the frame was read from, decrypted if it was
 * encrypted.
 */
export function signedPart(frame: Frame, unit: Uint8Array, dialect: Dialect = standardDialect): { signature: Signature; covered: Uint8Array } | undefined {
  const { message } = frame;
  if (message.kind === 'activation') return { signature: message.signature, covered: unit.subarray(0, 6 + 16 + 2 + message.publicKey.length + 17) };
  if (message.kind !== 'report') return undefined;
  const last = message.items.at(-1);
  if (last?.kind !== 'signature') return undefined;
  return { signature: last, covered: unit.subarray(0, last.offset - 24 + (dialect.settings.signatureCoversMark ? 1 : 0)) };
}
