// The house's own secrets for speaking with cars, from files that the environment names; none of them is ever in the database.
// GATEWAY_SECRETS_FILE: 32 bytes in hex, under which keys of data units are sealed at rest; GATEWAY_RSA_KEY_FILE (PEM) and
// GATEWAY_SM2_KEY_FILE (hex): the private keys to which cars encrypt. S1 what is sealed for one car opens for no other;
// S2 a setting that cannot be understood stops the start with a sentence that says no secret.
import { createCipheriv, createDecipheriv, createPrivateKey, randomBytes, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

export type VehicleSecrets = { sealing: Uint8Array | undefined; rsa: KeyObject | undefined; sm2: string | undefined };
type Environment = Readonly<Record<string, string | undefined>>;

function fileOf(env: Environment, name: string): string | undefined {
  const path = env[name];
  if (path === undefined || path === '') return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new Error(`${name} names "${path}", which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

function hexOf(env: Environment, name: string): string | undefined {
  const text = fileOf(env, name);
  if (text !== undefined && !/^[0-9a-fA-F]{64}$/.test(text)) throw new Error(`${name} names a file that does not hold 32 bytes in hexadecimal.`);
  return text?.toLowerCase();
}

function rsaOf(env: Environment): KeyObject | undefined {
  const pem = fileOf(env, 'GATEWAY_RSA_KEY_FILE');
  if (pem === undefined) return undefined;
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // said below
  }
  throw new Error('GATEWAY_RSA_KEY_FILE names a file that holds no RSA private key in PEM form.');
}

/** (S2) */
export function readVehicleSecrets(env: Environment): VehicleSecrets {
  const sealing = hexOf(env, 'GATEWAY_SECRETS_FILE');
  return { sealing: sealing === undefined ? undefined : new Uint8Array(Buffer.from(sealing, 'hex')), rsa: rsaOf(env), sm2: hexOf(env, 'GATEWAY_SM2_KEY_FILE') };
}

let known: VehicleSecrets | undefined;
/** Those of this process, read once. */
export const vehicleSecrets = (): VehicleSecrets => (known ??= readVehicleSecrets(process.env));

const ivBytes = 12;
const tagBytes = 16;

/** Seals a key for what it is named for (AES-256-GCM). (S1) */
export function sealSecret(sealing: Uint8Array, name: string, secret: Uint8Array): Uint8Array {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
}

/** Undefined when it was sealed under another key, for another name, or was touched. */
export function unsealSecret(sealing: Uint8Array, name: string, sealed: Uint8Array): Uint8Array | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, ivBytes)).setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]));
  } catch {
    return undefined;
  }
}
