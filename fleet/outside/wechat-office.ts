// The counterpart of WeChat for the demo and the tests: official accounts, their followers' phones, and the calls of api.weixin.qq.com
// that a brand's server makes (token, message/custom/send, media/get). It stands outside: the house knows only its address and keys.
// F1 a letter that is not answered in five seconds is posted three times more, then the follower reads that the account is out of order,
// as also after an answer that WeChat cannot read; F2 a brand writes to who follows it, spoke within 48 hours, and at most five times
// since; F3 a token ends after two hours, five minutes after the next was given, or when it is declared void; a picture after three days.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { mediaTypeOf } from '../../server/platform/files.ts';
import type { WechatAccount } from '../../server/platform/outside/wechat.ts';
import { fieldOf, letterOf, openReply, seal, stampOf, type Said } from './wechat-post.ts';

const hourMs = 3_600_000;
export const windowMs = 48 * hourMs;
export const mostAnswers = 5;
/** Text as passive reply and by customer service. */
const mostBytes = 2048;
/** What WeChat shows in place of a reply that did not come. */
export const outOfOrder = '该公众号提供的服务出现故障，请稍后再试';

export type Bubble = { id: string; from: 'follower' | 'account' | 'wechat'; kind: 'text' | 'voice' | 'picture' | 'place' | 'event'; text: string; mediaId?: string; state: 'onTheWay' | 'there' | 'failed'; at: string };
export type Follower = { brandId: string; openId: string; name: string; follows: boolean; spokeAt: number; answers: number; bubbles: Bubble[] };
export type WechatOffice = {
  url: string;
  accounts: WechatAccount[];
  /** Where the brands' servers hear from now on; WeChat asks each whether it is theirs. */
  houseAt(url: string): Promise<void>;
  addFollower(of: { brandId: string; openId: string; name: string }): Follower;
  followers(brandId?: string): Follower[];
  followerOf(brandId: string, openId: string): Follower | undefined;
  /** Somebody sends something: resolves when it was answered, or given up. (F1) */
  send(brandId: string, openId: string, said: Said): Promise<void>;
  /** Keeps a picture as WeChat does for three days; answers its media id. */
  keepPicture(bytes: Uint8Array): string;
  picture(mediaId: string): Uint8Array | undefined;
  /** Two days pass in which this follower says nothing. */
  twoDaysPass(brandId: string, openId: string): void;
  tokensGiven(): number;
  voidTokens(): void;
  close(): Promise<void>;
};

type Kept = { followers: Follower[]; media: { id: string; at: number }[] };
/** What is kept in a folder, written at every change; without one it is forgotten at the end. */
function keep(dir: string | undefined) {
  const file = dir === undefined ? undefined : join(dir, 'office.json');
  const known: Kept = file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : { followers: [], media: [] };
  for (const bubble of known.followers.flatMap((one) => one.bubbles)) if (bubble.state === 'onTheWay') bubble.state = 'failed'; // it was on the way when the demo ended
  const bytes = new Map<string, Uint8Array>();
  if (dir !== undefined) mkdirSync(join(dir, 'pictures'), { recursive: true });
  return {
    known,
    changed(): void {
      if (file === undefined) return;
      writeFileSync(`${file}.new`, JSON.stringify(known));
      renameSync(`${file}.new`, file);
    },
    put: (id: string, picture: Uint8Array): void => (dir === undefined ? void bytes.set(id, picture) : writeFileSync(join(dir, 'pictures', id), picture)),
    get(id: string): Uint8Array | undefined {
      const path = join(dir ?? '', 'pictures', id);
      return dir === undefined ? bytes.get(id) : existsSync(path) ? readFileSync(path) : undefined;
    },
  };
}

type Answer = { errcode: number; errmsg: string };
const no = (errcode: number, errmsg: string): Answer => ({ errcode, errmsg });

/** The access tokens of the accounts. (F3) */
function openTokens(accounts: readonly WechatAccount[], now: () => number) {
  const tokens = new Map<string, { appId: string; until: number }>();
  let given = 0;
  function tokenFor(query: URLSearchParams): Answer | { access_token: string; expires_in: number } {
    if (query.get('grant_type') !== 'client_credential') return no(40002, 'invalid grant_type');
    const account = accounts.find((one) => one.appId === query.get('appid'));
    if (account === undefined) return no(40013, 'invalid appid');
    if (account.appSecret !== query.get('secret')) return no(40125, 'invalid appsecret');
    for (const one of tokens.values()) if (one.appId === account.appId) one.until = Math.min(one.until, now() + 300_000);
    const token = `${++given}_${randomBytes(24).toString('base64url')}`;
    tokens.set(token, { appId: account.appId, until: now() + 7_200_000 });
    return { access_token: token, expires_in: 7200 };
  }
  function accountOf(query: URLSearchParams): WechatAccount | Answer {
    const token = query.get('access_token') ?? '';
    if (token === '') return no(41001, 'access_token missing');
    const one = tokens.get(token);
    if (one === undefined) return no(40001, 'invalid credential, access_token is invalid or not latest');
    if (one.until <= now()) return no(42001, 'access_token expired');
    return accounts.find((account) => account.appId === one.appId) as WechatAccount;
  }
  return { tokenFor, accountOf, given: () => given, voidAll: () => tokens.clear() };
}

/** Posts a letter until it is answered; the body, or undefined when it is given up. The same letter each time, stamped anew. (F1) */
async function post(to: () => string, account: WechatAccount, from: string, letter: string, { now, waitMs, ended }: { now(): number; waitMs: number; ended(): boolean }): Promise<string | undefined> {
  for (let tries = 0; tries < 4 && !ended(); tries++) {
    const { query, body } = seal(account, letter, from, Math.floor(now() / 1000));
    const began = Date.now();
    const answer = await fetch(`${to()}?${new URLSearchParams(query)}`, { method: 'POST', headers: { 'content-type': 'text/xml' }, body, signal: AbortSignal.timeout(waitMs) })
      .then(async (response) => ({ ok: response.ok, body: await response.text() }), () => undefined);
    if (answer !== undefined) return answer.ok ? answer.body : undefined;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs - (Date.now() - began))));
  }
  return undefined;
}
/** The words of a reply; '' where nothing is to be said, undefined where WeChat cannot read it. */
function replyIn(account: WechatAccount, openId: string, body: string): string | undefined {
  if (body === '' || body === 'success') return '';
  try {
    const reply = openReply(account, body);
    const content = fieldOf(reply, 'Content');
    return fieldOf(reply, 'MsgType') === 'text' && fieldOf(reply, 'ToUserName') === openId && content !== '' && Buffer.byteLength(content) <= mostBytes ? content : undefined;
  } catch {
    return undefined;
  }
}
const shownAs = (said: Said): Pick<Bubble, 'kind' | 'text' | 'mediaId'> =>
  'text' in said ? { kind: 'text', text: said.text } : 'heard' in said ? { kind: 'voice', text: said.heard } : 'mediaId' in said ? { kind: 'picture', text: '', mediaId: said.mediaId } : 'event' in said ? { kind: 'event', text: said.event } : { kind: 'place', text: said.label };

/** The door of api.weixin.qq.com: every answer is 200, with a code where something is wrong. */
async function openDoor(tokens: ReturnType<typeof openTokens>, send: (account: WechatAccount, body: string) => Answer, picture: (id: string) => Uint8Array | undefined) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
      const answer = (said: unknown): void => void response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(said));
      const what = `${request.method} ${pathname}`;
      if (what === 'GET /cgi-bin/token') return answer(tokens.tokenFor(searchParams));
      if (what !== 'POST /cgi-bin/message/custom/send' && what !== 'GET /cgi-bin/media/get') return void response.writeHead(404).end();
      const account = tokens.accountOf(searchParams);
      if ('errcode' in account) return answer(account);
      if (request.method === 'POST') return answer(send(account, Buffer.concat(chunks).toString('utf8')));
      const bytes = picture(searchParams.get('media_id') ?? '');
      if (bytes === undefined) return answer(no(40007, 'invalid media_id'));
      response.writeHead(200, { 'content-type': mediaTypeOf(bytes) ?? 'application/octet-stream', 'content-disposition': `attachment; filename="${searchParams.get('media_id')}"` }).end(bytes);
    });
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as { port: number }).port}` };
}

/** Opens the office on a free loopback port. `dir` keeps what it knows; `waitMs` is how long an answer is waited for. */
export async function openWechatOffice({ accounts: wanted, clock = () => new Date(), dir, waitMs = 5_000 }: { accounts: readonly Omit<WechatAccount, 'url'>[]; clock?: () => Date; dir?: string; waitMs?: number }): Promise<WechatOffice> {
  const { known, changed, put, get } = keep(dir);
  let closed = false;
  let house = '';
  const now = (): number => clock().getTime();
  const accounts: WechatAccount[] = wanted.map((account) => ({ ...account }));
  const tokens = openTokens(accounts, now);
  const followerOf = (brandId: string, openId: string): Follower | undefined => known.followers.find((one) => one.brandId === brandId && one.openId === openId);
  const show = (to: Follower, bubble: Omit<Bubble, 'id' | 'at'>): Bubble => {
    const one = { ...bubble, id: randomBytes(8).toString('hex'), at: clock().toISOString() };
    to.bubbles.push(one);
    to.bubbles.splice(0, to.bubbles.length - 200);
    changed();
    return one;
  };
  const picture = (id: string): Uint8Array | undefined => (known.media.some((one) => one.id === id && now() - one.at < 72 * hourMs) ? get(id) : undefined);

  /** (F2) */
  function customSend(account: WechatAccount, body: string): Answer {
    let message: { touser?: string; msgtype?: string; text?: { content?: string } };
    try {
      message = JSON.parse(body) as typeof message;
    } catch {
      return no(47001, 'data format error');
    }
    const to = followerOf(account.brandId, message.touser ?? '');
    const content = message.text?.content ?? '';
    if (to === undefined) return no(40003, 'invalid openid');
    if (message.msgtype !== 'text') return no(40008, 'invalid message type');
    if (content === '') return no(44004, 'empty content');
    if (Buffer.byteLength(content) > mostBytes) return no(45002, 'content size out of limit');
    if (!to.follows) return no(43004, 'require subscribe');
    if (now() - to.spokeAt > windowMs) return no(45015, 'response out of time limit or subscription is canceled');
    if (to.answers >= mostAnswers) return no(45047, 'out of response count limit');
    to.answers += 1;
    show(to, { from: 'account', kind: 'text', text: content, state: 'there' });
    return no(0, 'ok');
  }

  const { server, url } = await openDoor(tokens, customSend, picture);
  for (const account of accounts) account.url = url;

  return {
    url, accounts, followerOf, picture,
    async houseAt(address) {
      house = address;
      for (const account of accounts) {
        const asked = new URLSearchParams({ ...stampOf(account, Math.floor(now() / 1000)), echostr: String(randomBytes(6).readUIntBE(0, 6)) });
        const echoed = await fetch(`${house}/api/wechat/${account.brandId}?${asked}`).then((response) => response.text());
        if (echoed !== asked.get('echostr')) throw new Error(`the server of ${account.brandId} is not known to WeChat: it answered "${echoed.slice(0, 100)}"`);
      }
    },
    addFollower({ brandId, openId, name }) {
      const before = followerOf(brandId, openId);
      const one = before ?? { brandId, openId, name, follows: true, spokeAt: 0, answers: 0, bubbles: [] };
      if (before === undefined) known.followers.push(one);
      changed();
      return one;
    },
    followers: (brandId) => known.followers.filter((one) => brandId === undefined || one.brandId === brandId),
    async send(brandId, openId, said) {
      const [account, from] = [accounts.find((one) => one.brandId === brandId), followerOf(brandId, openId)];
      if (account === undefined || from === undefined) throw new Error(`nobody ${openId} follows ${brandId}`);
      if ('event' in said) from.follows = said.event === 'subscribe';
      Object.assign(from, { spokeAt: now(), answers: 0 });
      const bubble = show(from, { from: 'follower', ...shownAs(said), state: 'onTheWay' });
      const body = await post(() => `${house}/api/wechat/${brandId}`, account, openId, letterOf(openId, said, `23${String(randomBytes(6).readUIntBE(0, 6)).padStart(15, '0')}`, Math.floor(now() / 1000)), { now, waitMs, ended: () => closed });
      const reply = body === undefined ? undefined : replyIn(account, openId, body);
      bubble.state = body === undefined ? 'failed' : 'there';
      if (reply === undefined) show(from, { from: 'wechat', kind: 'text', text: outOfOrder, state: 'there' });
      else if (reply !== '') show(from, { from: 'account', kind: 'text', text: reply, state: 'there' });
      else changed();
    },
    keepPicture(bytes) {
      const id = randomBytes(24).toString('base64url');
      put(id, bytes);
      known.media.push({ id, at: now() });
      changed();
      return id;
    },
    twoDaysPass(brandId, openId) {
      const one = followerOf(brandId, openId);
      if (one !== undefined) one.spokeAt = Math.min(one.spokeAt, now() - windowMs) - 1_000;
      changed();
    },
    tokensGiven: tokens.given,
    voidTokens: tokens.voidAll,
    async close() {
      closed = true;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
