// For tests: X.509 certificates, as DER written by hand. Enough for TLS between a gateway and its terminals.
import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const named = (name: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const time = (text: string): Buffer => der(0x17, Buffer.from(text));
const ecdsaSha256 = sequence(oid('2a8648ce3d040302'));
const yes = der(0x01, Buffer.from([0xff]));

export type Certificate = { name: string; cert: string; key: string };

/** A certificate for `name`, signed by `by`, or by itself: then it may sign others. Good for 127.0.0.1 and localhost. */
export function certificateFor(name: string, by?: Certificate): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer: KeyObject = by === undefined ? privateKey : createPrivateKey(by.key);
  const address = sequence(oid('551d11'), der(0x04, sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost')))));
  const authority = sequence(oid('551d13'), yes, der(0x04, sequence(...(by === undefined ? [yes] : []))));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([1, ...crypto.getRandomValues(new Uint8Array(7))])), ecdsaSha256, named(by?.name ?? name),
    sequence(time('250101000000Z'), time('490101000000Z')), named(name), publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(authority, address)),
  );
  const signed = sequence(body, ecdsaSha256, der(0x03, Buffer.from([0]), sign('sha256', body, signer)));
  const lines = (signed.toString('base64').match(/.{1,64}/g) ?? []).join('\n');
  return { name, cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}
