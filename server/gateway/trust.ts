// What a frame says when its data unit is opened and its signature judged with the keys of its car. Pure.
// T1 a wrong signature is told apart from one for which there is no key, and from none; T2 a data unit that cannot be opened
// is kept as it is, and named by whether there was a key; of several keys of a car, the one that makes sense of it opens it, so
// that a car may change to a new key in its own time; T3 no bytes make this throw.
import { decodeFrame, encryptions, standardDialect, type Dialect, type Frame, type Verdict } from '@careloop/gbt32960';
import { openerFor, type UnitCipher } from './unit-cipher.ts';
import { verifySignature, type VehicleKey } from './vehicle-signature.ts';

/** What is known of a car: how it speaks, what its signatures are checked with, what opens its data units. */
export type Trust = { dialect: Dialect; signatureKeys: readonly VehicleKey[]; ciphers: readonly UnitCipher[] };
export type SignatureVerdict = 'verified' | 'wrong' | 'noKey' | 'none';
export type Judged = {
  verdict: Verdict; signature: SignatureVerdict;
  /** Why the data unit stayed closed. */
  closed: 'sealedNoKey' | 'sealedWrongKey' | undefined;
  /** The data unit in plain; undefined while it is closed. */
  plain: Uint8Array | undefined;
};

export const trustNobody: Trust = { dialect: standardDialect, signatureKeys: [], ciphers: [] };

const unitFrom = 24;
const encryptionAt = 21;
export const isSealed = (bytes: Uint8Array): boolean => bytes[encryptionAt] !== encryptions.none && bytes.length > unitFrom + 1;

function signatureOf(frame: Frame, unit: Uint8Array, { dialect, signatureKeys }: Trust): SignatureVerdict {
  if (verifySignature(frame, unit, undefined, dialect) === 'unsigned') return 'none';
  const verdicts = signatureKeys.map((key) => verifySignature(frame, unit, key, dialect));
  return verdicts.includes('valid') ? 'verified' : verdicts.includes('invalid') ? 'wrong' : 'noKey'; // T1
}

/** The data unit in plain, and what it says. (T2) */
function opened(bytes: Uint8Array, { dialect, ciphers }: Trust): { plain: Uint8Array; verdict: Verdict } | undefined {
  let found: { plain: Uint8Array; verdict: Verdict } | undefined;
  for (const cipher of ciphers) {
    const plain = openerFor([cipher])(bytes.subarray(unitFrom, -1), { encryption: bytes[encryptionAt] as number });
    if (plain === undefined) continue;
    const verdict = decodeFrame(bytes, { dialect, opened: plain });
    if (verdict.ok) return { plain, verdict };
    found ??= { plain, verdict };
  }
  return found;
}

export function judge(bytes: Uint8Array, trust: Trust): Judged {
  if (!isSealed(bytes)) {
    const verdict = decodeFrame(bytes, { dialect: trust.dialect });
    const plain = bytes.subarray(unitFrom, -1);
    return { verdict, plain, closed: undefined, signature: verdict.frame === undefined ? 'none' : signatureOf(verdict.frame, plain, trust) };
  }
  const open = opened(bytes, trust);
  if (open !== undefined) return { ...open, closed: undefined, signature: open.verdict.frame === undefined ? 'none' : signatureOf(open.verdict.frame, open.plain, trust) };
  const hasKey = trust.ciphers.some((cipher) => encryptions[cipher.encryption] === bytes[encryptionAt]);
  return { verdict: decodeFrame(bytes, { dialect: trust.dialect }), plain: undefined, closed: hasKey ? 'sealedWrongKey' : 'sealedNoKey', signature: 'none' };
}
