// Encrypted data units: how one peer encrypts them, and the two functions the codec asks for. The standard names the cipher
// and leaves mode, padding and initial vector open (§2 of the reference; 14, 9), so all three are settings of the peer.
// C1 nothing a peer sends makes opening throw: what cannot be opened is undefined; C2 keys are neither logged nor kept here.
import { constants, createCipheriv, createDecipheriv, privateDecrypt, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto';
import { encryptions, type Header } from '@careloop/gbt32960';
import { sm2 } from 'sm-crypto-v2';

export type BlockCipher = {
  encryption: 'aes' | 'sm4'; key: Uint8Array; mode: 'ecb' | 'cbc' | 'ctr'; padding: 'pkcs7' | 'zeros' | 'none';
  /** 16 bytes for `cbc` and `ctr`; `inFront`: sent before each data unit. */
  iv?: Uint8Array | 'inFront';
};
/** Units longer than one RSA block are sent block after block. The private key opens, the public one seals. */
export type RsaCipher = { encryption: 'rsa'; padding: 'pkcs1' | 'oaepSha1' | 'oaepSha256'; privateKey?: KeyObject; publicKey?: KeyObject };
/** Keys in hex, the public one as 04 X Y. `marked`: the point in front is sent with its 04. */
export type Sm2Cipher = { encryption: 'sm2'; order: 'c1c3c2' | 'c1c2c3'; marked: boolean; privateKey?: string; publicKey?: string };
export type UnitCipher = BlockCipher | RsaCipher | Sm2Cipher;

const blockBytes = 16;

function nameOf({ encryption, key, mode }: BlockCipher): string {
  return encryption === 'sm4' ? `sm4-${mode}` : `aes-${key.length * 8}-${mode}`;
}

/** The initial vector of one data unit, and where its cipher text begins. */
function vectorOf(cipher: BlockCipher, sealed: Uint8Array): { iv: Uint8Array | null; from: number } {
  if (cipher.mode === 'ecb') return { iv: null, from: 0 };
  return cipher.iv === 'inFront' ? { iv: sealed.subarray(0, blockBytes), from: blockBytes } : { iv: cipher.iv ?? new Uint8Array(blockBytes), from: 0 };
}

function openBlocks(cipher: BlockCipher, sealed: Uint8Array): Uint8Array {
  const { iv, from } = vectorOf(cipher, sealed);
  const decipher = createDecipheriv(nameOf(cipher), cipher.key, iv).setAutoPadding(cipher.padding === 'pkcs7');
  const plain = Buffer.concat([decipher.update(sealed.subarray(from)), decipher.final()]);
  if (cipher.padding !== 'zeros') return new Uint8Array(plain);
  let end = plain.length;
  while (end > Math.max(0, plain.length - blockBytes + 1) && plain[end - 1] === 0) end--;
  return new Uint8Array(plain.subarray(0, end));
}

function sealBlocks(cipher: BlockCipher, unit: Uint8Array): Uint8Array {
  const iv = cipher.mode === 'ecb' ? null : cipher.iv === 'inFront' ? randomBytes(blockBytes) : (cipher.iv ?? new Uint8Array(blockBytes));
  const encipher = createCipheriv(nameOf(cipher), cipher.key, iv).setAutoPadding(cipher.padding === 'pkcs7');
  const missing = cipher.padding === 'zeros' && cipher.mode !== 'ctr' ? (blockBytes - (unit.length % blockBytes)) % blockBytes : 0;
  const front = cipher.iv === 'inFront' && iv !== null ? iv : new Uint8Array(0);
  return new Uint8Array(Buffer.concat([front, encipher.update(unit), encipher.update(new Uint8Array(missing)), encipher.final()]));
}

const rsaPadding = (cipher: RsaCipher) => cipher.padding === 'pkcs1' ? { padding: constants.RSA_PKCS1_PADDING }
  : { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: cipher.padding === 'oaepSha1' ? 'sha1' : 'sha256' };
const rsaOverhead = { pkcs1: 11, oaepSha1: 42, oaepSha256: 66 } as const;

function inParts(bytes: Uint8Array, size: number, work: (part: Uint8Array) => Uint8Array): Uint8Array {
  const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => work(bytes.subarray(index * size, (index + 1) * size)));
  return new Uint8Array(Buffer.concat(parts));
}
const keyBytes = (key: KeyObject): number => (key.asymmetricKeyDetails?.modulusLength ?? 2048) / 8;
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const sm2Order = (cipher: Sm2Cipher): 0 | 1 => (cipher.order === 'c1c3c2' ? 1 : 0);

function openWith(cipher: UnitCipher, sealed: Uint8Array): Uint8Array | undefined {
  if (cipher.encryption === 'rsa') {
    const { privateKey } = cipher;
    return privateKey === undefined ? undefined : inParts(sealed, keyBytes(privateKey), (part) => privateDecrypt({ key: privateKey, ...rsaPadding(cipher) }, part));
  }
  if (cipher.encryption !== 'sm2') return openBlocks(cipher, sealed);
  if (cipher.privateKey === undefined) return undefined;
  if (cipher.marked && sealed[0] !== 0x04) return undefined;
  const plain = sm2.doDecrypt(hexOf(cipher.marked ? sealed.subarray(1) : sealed), cipher.privateKey, sm2Order(cipher), { output: 'array' });
  return plain.length === 0 ? undefined : Uint8Array.from(plain);
}

/** What `decodeFrame` takes as `open`: tries the peer's cipher of the kind the frame names. (C1) */
export function openerFor(ciphers: readonly UnitCipher[]): (sealed: Uint8Array, header: Pick<Header, 'encryption'>) => Uint8Array | undefined {
  return (sealed, header) => {
    const cipher = ciphers.find((one) => encryptions[one.encryption] === header.encryption);
    if (cipher === undefined) return undefined;
    try {
      return openWith(cipher, sealed);
    } catch {
      return undefined;
    }
  };
}

/** What `encodeFrame` takes as `seal`. Throws when the cipher has no key to seal with, or a unit does not fill its blocks. */
export function sealerFor(cipher: UnitCipher): (unit: Uint8Array) => Uint8Array {
  if (cipher.encryption === 'rsa') {
    const { publicKey } = cipher;
    if (publicKey === undefined) throw new RangeError('an RSA cipher seals with a public key');
    return (unit) => inParts(unit, keyBytes(publicKey) - rsaOverhead[cipher.padding], (part) => publicEncrypt({ key: publicKey, ...rsaPadding(cipher) }, part));
  }
  if (cipher.encryption !== 'sm2') return (unit) => sealBlocks(cipher, unit);
  const { publicKey } = cipher;
  if (publicKey === undefined) throw new RangeError('an SM2 cipher seals with a public key');
  return (unit) => Uint8Array.from(Buffer.from((cipher.marked ? '04' : '') + sm2.doEncrypt(unit, publicKey, sm2Order(cipher)), 'hex'));
}
