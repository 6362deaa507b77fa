// Whether a vehicle's signature is genuine (GB/T 32960.3-2025, §9 of the reference). The standard names the algorithms and
// leaves digest, padding, user id and the coding of keys open (14, 4 and 5): what is observed or usual is the default, and
// everything is a setting of the key. V1 no signature and no key makes this throw.
import { createPublicKey, verify, constants, type KeyObject } from 'node:crypto';
import { signatureTypes, signedPart, type Dialect, type Frame } from '@careloop/gbt32960';
import { sm2 } from 'sm-crypto-v2';

/** `unverifiable`: there is a signature, and no key for it. Only `invalid` is answered with flag 0x05. */
export type Verification = 'unsigned' | 'unverifiable' | 'valid' | 'invalid';

export type RsaKey = { algorithm: 'rsa'; key: KeyObject; digest?: 'sha256' | 'sha384' | 'sha512'; padding?: 'pkcs1' | 'pss' };
/** `publicKey`: 04 X Y in hex. `userId` takes part in the digest (SM3). */
export type Sm2Key = { algorithm: 'sm2'; publicKey: string; userId?: string };
export type EccKey = { algorithm: 'ecc'; key: KeyObject; digest?: 'sha256' | 'sha384' | 'sha512' };
export type VehicleKey = RsaKey | Sm2Key | EccKey;

const sm2UserId = '1234567812345678';
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/**
 * The public key of a vehicle as it was sent at activation or stands in its static data. RSA: modulus and three bytes of
 * exponent as observed, or DER. SM2: X and Y, with or without 04 in front. ECC: DER. Undefined when the bytes are none.
 */
export function vehicleKeyOf(algorithm: VehicleKey['algorithm'], bytes: Uint8Array): VehicleKey | undefined {
  try {
    if (algorithm === 'sm2') {
      const point = bytes.length === 65 && bytes[0] === 0x04 ? bytes.subarray(1) : bytes;
      const publicKey = `04${Buffer.from(point).toString('hex')}`;
      return point.length === 64 && sm2.verifyPublicKey(publicKey) ? { algorithm, publicKey } : undefined;
    }
    const bare = algorithm === 'rsa' && [131, 259, 387, 515].includes(bytes.length);
    const key = bare ? createPublicKey({ key: { kty: 'RSA', n: base64url(bytes.subarray(0, -3)), e: base64url(bytes.subarray(-3)) }, format: 'jwk' })
      : createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' });
    return { algorithm, key } as VehicleKey;
  } catch {
    return undefined;
  }
}

/** R and S as numbers of 32 bytes in hex. */
const fixed = (bytes: Uint8Array, size: number): string => Buffer.from(bytes).toString('hex').replace(/^0+(?=.)/, '').padStart(2 * size, '0');

function isGenuine(key: VehicleKey, covered: Uint8Array, r: Uint8Array, s: Uint8Array): boolean {
  if (key.algorithm === 'sm2') return sm2.doVerifySignature(covered, fixed(r, 32) + fixed(s, 32), key.publicKey, { hash: true, userId: key.userId ?? sm2UserId });
  const digest = key.digest ?? 'sha256';
  if (key.algorithm === 'rsa') {
    const padding = key.padding === 'pss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    return verify(digest, covered, { key: key.key, padding }, Buffer.concat([r, s]));
  }
  const size = Math.ceil((key.key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 384 : 256) / 8);
  return verify(digest, covered, { key: key.key, dsaEncoding: 'ieee-p1363' }, Buffer.from(fixed(r, size) + fixed(s, size), 'hex'));
}

const typeOf = { rsa: signatureTypes.rsa, sm2: signatureTypes.sm2, ecc: signatureTypes.ecc } as const;

/** Judges the signature of a report or an activation. `unit` is the plain data unit the frame was read from. (V1) */
export function verifySignature(frame: Frame, unit: Uint8Array, key: VehicleKey | undefined, dialect?: Dialect): Verification {
  const signed = signedPart(frame, unit, dialect);
  if (signed === undefined) return 'unsigned';
  if (key === undefined || typeOf[key.algorithm] !== signed.signature.type) return 'unverifiable';
  try {
    return isGenuine(key, signed.covered, signed.signature.r, signed.signature.s) ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}
