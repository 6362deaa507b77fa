// What a WeChat official account and its server tell each other: signed, and in safe mode encrypted, XML.
// L1 a letter counts only with WeChat's signature over token, time, nonce (and the encrypted part) and within ten minutes
// of its time; L2 safe mode is AES-256-CBC with the key of the account, padded to 32 bytes, and names the account it is
// for; L3 nothing in the XML is resolved from outside and nothing of it is code.
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';

export type LetterKeys = { appId: string; token: string; encodingAesKey?: string };
export type LetterStamp = { signature?: string | undefined; timestamp?: string | undefined; nonce?: string | undefined; msg_signature?: string | undefined; encrypt_type?: string | undefined };
export type Letter = Record<string, string>;

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: true, processEntities: false });

/** The fields of one flat XML letter; undefined when it is none. (L3) */
export function readXml(text: string): Letter | undefined {
  if (text.length > 200_000 || /<!DOCTYPE|<!ENTITY/i.test(text)) return undefined;
  try {
    const { xml } = parser.parse(text) as { xml?: Record<string, unknown> };
    if (typeof xml !== 'object' || xml === null) return undefined;
    return Object.fromEntries(Object.entries(xml).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return undefined;
  }
}

const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
export const writeXml = (fields: Record<string, string | number>): string =>
  `<xml>${Object.entries(fields).map(([name, value]) => `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`).join('')}</xml>`;

/** SHA-1 over the parts in the order of their signs, as WeChat signs. */
export const signatureOf = (...parts: readonly string[]): string => createHash('sha1').update([...parts].sort().join('')).digest('hex');

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
const fresh = (timestamp: string, now: Date): boolean => /^\d{9,11}$/.test(timestamp) && Math.abs(now.getTime() / 1000 - Number(timestamp)) <= 600;

/** Whether WeChat signed this, lately. (L1) */
export function isSigned(keys: LetterKeys, stamp: LetterStamp, now: Date): boolean {
  const { signature = '', timestamp = '', nonce = '' } = stamp;
  return fresh(timestamp, now) && same(signature, signatureOf(keys.token, timestamp, nonce));
}

const keyOf = (encodingAesKey: string): Buffer => {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  if (key.length !== 32) throw new Error('an EncodingAESKey has 43 signs');
  return key;
};

/** 16 random bytes, the length of the message in network order, the message, the account; padded to a multiple of 32. (L2) */
export function encrypt(keys: LetterKeys & { encodingAesKey: string }, message: string, random = randomBytes(16)): string {
  const key = keyOf(keys.encodingAesKey);
  const body = Buffer.from(message);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const plain = Buffer.concat([random, size, body, Buffer.from(keys.appId)]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString('base64');
}

/** The message, when it was made with the account's key for this account. (L2) */
export function decrypt(keys: LetterKeys & { encodingAesKey: string }, encrypted: string): string | undefined {
  const key = keyOf(keys.encodingAesKey);
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  if (pad < 1 || pad > 32 || padded.length < 20 + pad) return undefined;
  const plain = padded.subarray(0, padded.length - pad);
  const size = plain.readUInt32BE(16);
  if (20 + size > plain.length || plain.subarray(20 + size).toString() !== keys.appId) return undefined;
  return plain.subarray(20, 20 + size).toString();
}

/** Opens what was posted: plain, or encrypted where the account has a key. An account with a key takes no plain letter. (L1, L2) */
export function openLetter(keys: LetterKeys, stamp: LetterStamp, bytes: Uint8Array, now: Date): Letter | undefined {
  if (!isSigned(keys, stamp, now)) return undefined;
  const outer = readXml(Buffer.from(bytes).toString('utf8'));
  if (outer === undefined) return undefined;
  if (keys.encodingAesKey === undefined) return outer['Encrypt'] === undefined || outer['MsgType'] !== undefined ? outer : undefined;
  const { timestamp = '', nonce = '', msg_signature: signed = '' } = stamp;
  const sealed = outer['Encrypt'] ?? '';
  if (sealed === '' || !same(signed, signatureOf(keys.token, timestamp, nonce, sealed))) return undefined;
  const inner = decrypt({ ...keys, encodingAesKey: keys.encodingAesKey }, sealed);
  return inner === undefined ? undefined : readXml(inner);
}

/** A text as passive reply, sealed where the account has a key. */
export function replyTo(keys: LetterKeys, letter: Letter, text: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const plain = writeXml({ ToUserName: letter['FromUserName'] ?? '', FromUserName: letter['ToUserName'] ?? '', CreateTime: seconds, MsgType: 'text', Content: text });
  if (keys.encodingAesKey === undefined) return plain;
  const sealed = encrypt({ ...keys, encodingAesKey: keys.encodingAesKey }, plain);
  const nonce = randomBytes(8).toString('hex');
  return writeXml({ Encrypt: sealed, MsgSignature: signatureOf(keys.token, String(seconds), nonce, sealed), TimeStamp: seconds, Nonce: nonce });
}
