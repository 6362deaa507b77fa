// Letters as WeChat posts them to a brand's server and replies as WeChat opens them, plain and sealed (AES-256-CBC, PKCS#7 to 32
// bytes). Written from WeChat's own description; it shares nothing with the house's side, so that one proves the other.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { WechatAccount } from '../../server/platform/outside/wechat.ts';

export type Keys = Pick<WechatAccount, 'appId' | 'token' | 'encodingAesKey'>;
export type Posted = { query: Record<string, string>; body: string };
/** What a follower sends: the part of a letter that is its kind's own. */
export type Said = { text: string } | { heard: string } | { mediaId: string } | { label: string; lat: number; lon: number } | { event: 'subscribe' | 'unsubscribe' };

const sha1 = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex');
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
const keyOf = (encodingAesKey: string): Buffer => Buffer.from(`${encodingAesKey}=`, 'base64');

function ownPart(said: Said): string {
  if ('text' in said) return `<MsgType><![CDATA[text]]></MsgType>\n<Content>${cdata(said.text)}</Content>`;
  if ('heard' in said) return `<MsgType><![CDATA[voice]]></MsgType>\n<MediaId><![CDATA[voice]]></MediaId>\n<Format><![CDATA[amr]]></Format>\n<Recognition>${cdata(said.heard)}</Recognition>`;
  if ('mediaId' in said) return `<MsgType><![CDATA[image]]></MsgType>\n<PicUrl><![CDATA[http://mmbiz.qpic.cn/${said.mediaId}]]></PicUrl>\n<MediaId>${cdata(said.mediaId)}</MediaId>`;
  if ('event' in said) return `<MsgType><![CDATA[event]]></MsgType>\n<Event><![CDATA[${said.event}]]></Event>`;
  return `<MsgType><![CDATA[location]]></MsgType>\n<Location_X>${said.lat}</Location_X>\n<Location_Y>${said.lon}</Location_Y>\n<Scale>20</Scale>\n<Label>${cdata(said.label)}</Label>`;
}

/** The XML of what somebody sent; an event has no MsgId. `at` in seconds. */
export const letterOf = (from: string, said: Said, msgId: string, at: number): string =>
  `<xml><ToUserName><![CDATA[gh_7f083739789a]]></ToUserName>\n<FromUserName>${cdata(from)}</FromUserName>\n<CreateTime>${at}</CreateTime>\n${ownPart(said)}\n${'event' in said ? '' : `<MsgId>${msgId}</MsgId>\n`}</xml>`;

export const stampOf = (keys: Keys, at: number, nonce = String(randomBytes(4).readUInt32BE())): { signature: string; timestamp: string; nonce: string } =>
  ({ signature: sha1(keys.token, String(at), nonce), timestamp: String(at), nonce });

/** 16 random bytes, the length, the message, the account; padded to 32; and the signature over all that is posted. Plain where the account has no key. */
export function seal(keys: Keys, letter: string, from: string, at: number): Posted {
  const stamp = { ...stampOf(keys, at), openid: from };
  if (keys.encodingAesKey === undefined) return { query: stamp, body: letter };
  const key = keyOf(keys.encodingAesKey);
  const message = Buffer.from(letter);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(message.length);
  const plain = Buffer.concat([randomBytes(16), size, message, Buffer.from(keys.appId)]);
  const fill = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const encrypted = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(fill, fill)])), cipher.final()]).toString('base64');
  return {
    query: { ...stamp, encrypt_type: 'aes', msg_signature: sha1(keys.token, stamp.timestamp, stamp.nonce, encrypted) },
    body: `<xml><ToUserName><![CDATA[gh_7f083739789a]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  };
}

/** A field of flat XML; a text that holds the end of a CDATA section stands in several. */
export function fieldOf(xml: string, name: string): string {
  const inside = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '';
  return inside.startsWith('<![CDATA[') ? [...inside.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map((part) => part[1]).join('') : inside;
}

/** The reply in a body as WeChat reads it. Throws where it is not signed, names another account or is not sealed though it must be. */
export function openReply(keys: Keys, body: string): string {
  if (keys.encodingAesKey === undefined) return body;
  const encrypted = fieldOf(body, 'Encrypt');
  if (encrypted === '') throw new Error('the reply is not sealed');
  if (fieldOf(body, 'MsgSignature') !== sha1(keys.token, fieldOf(body, 'TimeStamp'), fieldOf(body, 'Nonce'), encrypted)) throw new Error('the reply is not signed');
  const key = keyOf(keys.encodingAesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()]);
  const fill = padded.at(-1) ?? 0;
  if (padded.length % 32 !== 0 || fill < 1 || fill > 32) throw new Error('the reply is not padded to 32');
  const plain = padded.subarray(0, padded.length - fill);
  const size = plain.readUInt32BE(16);
  if (plain.subarray(20 + size).toString() !== keys.appId) throw new Error('the reply names another account');
  return plain.subarray(20, 20 + size).toString();
}
