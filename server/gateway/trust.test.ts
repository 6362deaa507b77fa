import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { sm2, sm4 } from 'sm-crypto-v2';
import { commands, createDialect, decodeFrame, encodeFrame, encryptions, type Draft, type Item } from '@careloop/gbt32960';
import { openerFor, sealerFor, type UnitCipher } from './unit-cipher.ts';
import { vehicleKeyOf, verifySignature, type VehicleKey } from './vehicle-signature.ts';

const vin = 'LTEST4E11TA000001';
const at = Date.UTC(2026, 2, 1, 0, 30, 15);
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ecc = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const chinese = sm2.generateKeyPairHex();
const key16 = Uint8Array.from({ length: 16 }, (_, index) => index * 7);
const iv = Uint8Array.from({ length: 16 }, (_, index) => 255 - index);
const items: Draft<Item>[] = [{ kind: 'engine', crankshaftRpm: 2500 }, { kind: 'alarms', level: 0, flags: 0, batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [], graded: [] }];
const report = (...more: Draft<Item>[]) => ({ edition: 2025 as const, command: commands.realtime, vin, message: { kind: 'report' as const, at, items: [...items, ...more] } });

/** A report whose bytes before the signature (and its mark, when covered) are signed by `by`. */
function signed(type: number, by: (covered: Uint8Array) => { r: Uint8Array; s: Uint8Array }, withMark = false): Uint8Array {
  const unit = encodeFrame(report()).slice(24, -1);
  return encodeFrame(report({ kind: 'signature', type, ...by(withMark ? Uint8Array.of(...unit, 0xff) : unit) }));
}
function judged(frame: Uint8Array, key: VehicleKey | undefined, dialect = createDialect()): string {
  const verdict = decodeFrame(frame, { dialect });
  if (!verdict.ok) throw new Error(verdict.problems[0]?.code);
  return verifySignature(verdict.frame, frame.subarray(24, -1), key, dialect);
}
const bent = (frame: Uint8Array): Uint8Array => {
  const other = frame.slice();
  other[32] = (other[32] as number) ^ 1; // the crankshaft, and the check code to match
  other[other.length - 1] = (other[other.length - 1] as number) ^ 1;
  return other;
};

const rsaKey = vehicleKeyOf('rsa', Uint8Array.from([...Buffer.from(rsa.publicKey.export({ format: 'jwk' }).n as string, 'base64url'), 1, 0, 1])) as VehicleKey;
const sm2Key = vehicleKeyOf('sm2', Uint8Array.from(Buffer.from(chinese.publicKey, 'hex'))) as VehicleKey;
const eccKey = vehicleKeyOf('ecc', new Uint8Array(ecc.publicKey.export({ format: 'der', type: 'spki' }))) as VehicleKey;
const byRsa = (covered: Uint8Array) => ({ r: new Uint8Array(sign('sha256', covered, rsa.privateKey)), s: new Uint8Array(0) });
const bySm2 = (covered: Uint8Array) => {
  const hex = sm2.doSignature(covered, chinese.privateKey, { hash: true, publicKey: chinese.publicKey });
  return { r: Uint8Array.from(Buffer.from(hex.slice(0, 64), 'hex')), s: Uint8Array.from(Buffer.from(hex.slice(64), 'hex')) };
};
const byEcc = (covered: Uint8Array) => {
  const both = sign('sha256', covered, { key: ecc.privateKey, dsaEncoding: 'ieee-p1363' });
  return { r: Uint8Array.from([0, ...both.subarray(0, 32)]), s: new Uint8Array(both.subarray(32)) };
};

test.each([['RSA', 2, byRsa, rsaKey], ['SM2', 1, bySm2, sm2Key], ['ECC', 3, byEcc, eccKey]] as const)('a report signed with %s is genuine, and one bit less is not', (_name, type, by, key) => {
  const frame = signed(type, by);
  expect(judged(frame, key)).toBe('valid');
  expect(judged(bent(frame), key)).toBe('invalid');
  expect(judged(frame, undefined)).toBe('unverifiable');
});

test('a signature of another kind than the key, a strange one, and none at all are told apart', () => {
  expect(judged(signed(2, byRsa), sm2Key)).toBe('unverifiable');
  expect(judged(signed(9, byRsa), rsaKey)).toBe('unverifiable');
  expect(judged(encodeFrame(report()), rsaKey)).toBe('unsigned');
  for (const key of [rsaKey, sm2Key, eccKey]) expect(judged(signed({ rsa: 2, sm2: 1, ecc: 3 }[key.algorithm], () => ({ r: new Uint8Array(3), s: new Uint8Array(0) })), key)).toBe('invalid');
});

test('a model whose signature covers the mark, and keys with settings of their own, are judged by them', () => {
  const withMark = createDialect({ signatureCoversMark: true });
  expect(judged(signed(2, byRsa, true), rsaKey, withMark)).toBe('valid');
  expect(judged(signed(2, byRsa, true), rsaKey)).toBe('invalid');
  const pss = signed(2, (covered) => ({ r: new Uint8Array(sign('sha384', covered, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING })), s: new Uint8Array(0) }));
  expect(judged(pss, { algorithm: 'rsa', key: rsa.publicKey, digest: 'sha384', padding: 'pss' })).toBe('valid');
  const named = signed(1, (covered) => {
    const hex = sm2.doSignature(covered, chinese.privateKey, { hash: true, publicKey: chinese.publicKey, userId: vin });
    return { r: Uint8Array.from(Buffer.from(hex.slice(0, 64), 'hex')), s: Uint8Array.from(Buffer.from(hex.slice(64), 'hex')) };
  });
  expect(judged(named, { algorithm: 'sm2', publicKey: chinese.publicKey, userId: vin })).toBe('valid');
  expect(judged(named, sm2Key)).toBe('invalid');
});

test('an activation signs from the time to the last byte of the VIN', () => {
  const activation = (signature: { type: number; r: Uint8Array; s: Uint8Array }) => encodeFrame({
    edition: 2025, command: commands.activation, vin, message: { kind: 'activation', at, chipId: 'CHIP0001', publicKey: Uint8Array.from(Buffer.from(chinese.publicKey, 'hex')), vin, signature },
  });
  const none = new Uint8Array(0);
  const covered = activation({ type: 1, r: none, s: none }).slice(24, -6);
  expect(judged(activation({ type: 1, ...bySm2(covered) }), sm2Key)).toBe('valid');
});

test('bytes that are no key are none', () => {
  fc.assert(fc.property(fc.constantFrom('rsa' as const, 'sm2' as const, 'ecc' as const), fc.uint8Array({ maxLength: 70 }), (algorithm, bytes) => void vehicleKeyOf(algorithm, bytes)));
  expect(vehicleKeyOf('sm2', new Uint8Array(64))).toBeUndefined();
});

const ciphers: [string, UnitCipher][] = [
  ...(['ecb', 'cbc', 'ctr'] as const).flatMap((mode) => (['pkcs7', 'zeros'] as const).flatMap((padding) => (['aes', 'sm4'] as const).map((encryption): [string, UnitCipher] =>
    [`${encryption} ${mode} ${padding}`, { encryption, key: key16, mode, padding, iv }]))),
  ['aes-256 with its vector in front', { encryption: 'aes', key: new Uint8Array(32).fill(3), mode: 'cbc', padding: 'pkcs7', iv: 'inFront' }],
  ...(['pkcs1', 'oaepSha1', 'oaepSha256'] as const).map((padding): [string, UnitCipher] => [`rsa ${padding}`, { encryption: 'rsa', padding, ...rsa }]),
  ...(['c1c3c2', 'c1c2c3'] as const).flatMap((order) => [true, false].map((marked): [string, UnitCipher] => [`sm2 ${order} ${marked ? 'marked' : 'bare'}`, { encryption: 'sm2', order, marked, ...chinese }])),
];
test.each(ciphers)('a report sealed with %s is opened, read and answered with the same bytes inside', (_name, cipher) => {
  const frame = encodeFrame({ ...report({ kind: 'custom', typeId: 0x81, data: new Uint8Array(300).fill(7) }), encryption: encryptions[cipher.encryption] }, { seal: sealerFor(cipher) });
  expect(decodeFrame(frame, { open: openerFor([cipher]) })).toMatchObject({ ok: true, frame: { message: { kind: 'report', at, items: [{ kind: 'engine', crankshaftRpm: 2500 }, { kind: 'alarms' }, { kind: 'custom' }] } } });
});

test('SM4 agrees with another hand', () => {
  const unit = encodeFrame(report()).slice(24, -1);
  const sealed = sealerFor({ encryption: 'sm4', key: key16, mode: 'cbc', padding: 'pkcs7', iv })(unit);
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  expect(hex(sealed)).toBe(sm4.encrypt(unit, hex(key16), { mode: 'cbc', iv: hex(iv) }));
});

test('what cannot be opened is a problem of the frame, never a throw (C1)', () => {
  const open = openerFor(ciphers.map(([, cipher]) => cipher));
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 2, max: 5 }), (data, encryption) => {
    const verdict = decodeFrame(encodeFrame({ edition: 2025, command: commands.realtime, vin, encryption, message: { kind: 'sealed', data } }), { open });
    if (!verdict.ok) expect(verdict.problems.length).toBeGreaterThan(0);
  }), { numRuns: 60 });
  expect(openerFor([])(key16, { encryption: 3 })).toBeUndefined();
  expect(() => sealerFor({ encryption: 'rsa', padding: 'pkcs1' })).toThrow('public key');
});
