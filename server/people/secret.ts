// Passwords and codes: kept only as salted scrypt hashes, with the parameters beside them so that they can grow.
// S1 what is stored cannot be turned back; S2 checking an unknown name costs the same as checking a known one;
// S3 a password is long, is not the user name, and is not one of those everybody tries.
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const cost = { N: 2 ** 14, r: 8, p: 1 };
type Cost = typeof cost;

const derive = (secret: string, salt: Buffer, { N, r, p }: Cost, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, length, { N, r, p, maxmem: 256 * N * r }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });

/** `scrypt$N$r$p$salt$key` (S1) */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(secret, salt, cost, 32);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

let decoy: Promise<string> | undefined;

/** Whether the secret is the one behind the hash. Without a hash it works as long and answers no. (S2) */
export async function secretMatches(secret: string, hash: string | null | undefined): Promise<boolean> {
  decoy ??= hashSecret(randomBytes(16).toString('hex'));
  const [, N, r, p, salt = '', key = ''] = (hash ?? (await decoy)).split('$');
  const expected = Buffer.from(key, 'base64url');
  const got = await derive(secret, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) }, expected.length);
  return timingSafeEqual(got, expected) && hash !== null && hash !== undefined;
}

const everybodyTries = ['password', 'careloop', '12345', 'qwerty', 'abc123', 'admin', 'letmein', 'iloveyou', '888888', '666666', '000000'];

/** Why a password is not good enough, or undefined when it is. (S3) */
export function passwordWeakness(password: string, userName: string): 'tooShort' | 'likeUserName' | 'tooCommon' | undefined {
  const folded = password.normalize('NFKC').toLowerCase();
  if ([...folded].length < 10) return 'tooShort';
  if (userName.length >= 3 && folded.includes(userName.toLowerCase())) return 'likeUserName';
  const rest = everybodyTries.reduce((left, common) => left.replaceAll(common, ''), folded).replaceAll(/[^\p{L}\p{N}]/gu, '');
  return new Set(rest).size < 4 ? 'tooCommon' : undefined;
}

export const newToken = (): string => randomBytes(32).toString('base64url');
/** Tokens are long and random, so a plain hash is enough to keep them from a reader of the database. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
