// WeChat as a brand's server meets it, to the byte: letters as WeChat posts them (plain and sealed, by a writer of its own
// that shares nothing with ours), and the three calls of api.weixin.qq.com that the house makes.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const account = { brandId: 'xihe', appId: 'wx5823bf96d3bd56c7', appSecret: 'a-secret', token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
const sha1 = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex');
const aesKey = Buffer.from(`${account.encodingAesKey}=`, 'base64');

export const textLetter = (from: string, text: string, msgId: string, at: number): string =>
  `<xml><ToUserName><![CDATA[gh_7f083739789a]]></ToUserName>\n<FromUserName><![CDATA[${from}]]></FromUserName>\n<CreateTime>${at}</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[${text}]]></Content>\n<MsgId>${msgId}</MsgId>\n</xml>`;
export const voiceLetter = (from: string, heard: string, msgId: string, at: number): string =>
  `<xml><ToUserName><![CDATA[gh_7f083739789a]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${at}</CreateTime><MsgType><![CDATA[voice]]></MsgType><MediaId><![CDATA[m]]></MediaId><Format><![CDATA[amr]]></Format><Recognition><![CDATA[${heard}]]></Recognition><MsgId>${msgId}</MsgId></xml>`;

export const imageLetter = (from: string, mediaId: string, msgId: string, at: number): string =>
  `<xml><ToUserName><![CDATA[gh_7f083739789a]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${at}</CreateTime><MsgType><![CDATA[image]]></MsgType><PicUrl><![CDATA[this is a url]]></PicUrl><MediaId><![CDATA[${mediaId}]]></MediaId><MsgId>${msgId}</MsgId></xml>`;
export const locationLetter = (from: string, label: string, msgId: string, at: number): string =>
  `<xml><ToUserName><![CDATA[gh_7f083739789a]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${at}</CreateTime><MsgType><![CDATA[location]]></MsgType><Location_X>31.134</Location_X><Location_Y>121.358</Location_Y><Scale>20</Scale><Label><![CDATA[${label}]]></Label><MsgId>${msgId}</MsgId></xml>`;

export function stampOf(at: number, nonce = 'nonce'): { signature: string; timestamp: string; nonce: string } {
  return { signature: sha1(account.token, String(at), nonce), timestamp: String(at), nonce };
}

/** As WeChat seals: 16 bytes, the length, the message, the account; padding to 32. */
export function sealed(letter: string, at: number, appId = account.appId): { query: Record<string, string>; body: string } {
  const message = Buffer.from(letter);
  const head = Buffer.alloc(20, 7);
  head.writeUInt32BE(message.length, 16);
  const plain = Buffer.concat([head, message, Buffer.from(appId)]);
  const fill = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16));
  cipher.setAutoPadding(false);
  const encrypted = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(fill, fill)])), cipher.final()]).toString('base64');
  const stamp = stampOf(at);
  return { query: { ...stamp, openid: 'o', encrypt_type: 'aes', msg_signature: sha1(account.token, stamp.timestamp, stamp.nonce, encrypted) }, body: `<xml><ToUserName><![CDATA[gh_7f083739789a]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>` };
}

/** Opens a sealed reply as WeChat would; throws when its signature or its account is wrong. */
export function unsealed(reply: string): string {
  const field = (name: string): string => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(reply)?.[1] ?? '';
  const encrypted = field('Encrypt');
  if (field('MsgSignature') !== sha1(account.token, field('TimeStamp'), field('Nonce'), encrypted)) throw new Error('the reply is not signed');
  const decipher = createDecipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16));
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()]);
  const plain = padded.subarray(0, padded.length - (padded.at(-1) as number));
  const size = plain.readUInt32BE(16);
  if (plain.subarray(20 + size).toString() !== account.appId) throw new Error('the reply names another account');
  return plain.subarray(20, 20 + size).toString();
}

export type WechatOffice = { url: string; sent: { touser: string; msgtype: string; text: { content: string } }[]; media: Map<string, Uint8Array>; tokensGiven: () => number; voidToken(): void; close(): Promise<void> };
/** GET /cgi-bin/token, GET /cgi-bin/media/get and POST /cgi-bin/message/custom/send. */
export async function wechatOffice(): Promise<WechatOffice> {
  const sent: WechatOffice['sent'] = [];
  const media: WechatOffice['media'] = new Map();
  let given = 0;
  let good = '';
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part)).on('end', () => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      response.setHeader('content-type', 'application/json');
      if (request.method === 'GET' && url.pathname === '/cgi-bin/token') {
        if (url.searchParams.get('grant_type') !== 'client_credential' || url.searchParams.get('appid') !== account.appId || url.searchParams.get('secret') !== account.appSecret) return response.end('{"errcode":40013,"errmsg":"invalid appid"}');
        good = `token-${++given}`;
        return response.end(JSON.stringify({ access_token: good, expires_in: 7200 }));
      }
      if (request.method === 'GET' && url.pathname === '/cgi-bin/media/get') {
        if (url.searchParams.get('access_token') !== good) return response.end('{"errcode":40001,"errmsg":"invalid credential"}');
        const bytes = media.get(url.searchParams.get('media_id') ?? '');
        if (bytes === undefined) return response.end('{"errcode":40007,"errmsg":"invalid media_id"}');
        return response.writeHead(200, { 'content-type': 'image/jpeg', 'content-disposition': 'attachment; filename="MEDIA_ID.jpg"' }).end(bytes);
      }
      if (url.pathname !== '/cgi-bin/message/custom/send') return response.writeHead(404).end();
      if (url.searchParams.get('access_token') !== good) return response.end('{"errcode":40001,"errmsg":"invalid credential"}');
      sent.push(JSON.parse(body) as WechatOffice['sent'][number]);
      response.end('{"errcode":0,"errmsg":"ok"}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent, media, tokensGiven: () => given, voidToken: () => void (good = 'another'), close: () => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))) };
}
