// WeChat's counterpart keeps WeChat's rules, and seals as the house opens and opens as the house seals.
import { createServer } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { decrypt, encrypt, openLetter, replyTo } from '../../server/conversations/wechat-letter.ts';
import { openWechatOffice, outOfOrder } from './wechat-office.ts';
import { fieldOf, letterOf, openReply, seal } from './wechat-post.ts';

const account = { brandId: 'xihe', appId: 'wx5823bf96d3bd56c7', appSecret: 'a-secret', token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
let now = Date.parse('2026-11-26T02:00:00Z');
const seconds = (): number => now / 1000;
const office = await openWechatOffice({ accounts: [account], clock: () => new Date(now), waitMs: 60 });
afterAll(() => office.close());
const ask = async (path: string, body?: unknown) => (await fetch(`${office.url}${path}`, body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })).json() as Promise<{ errcode?: number; access_token?: string; expires_in?: number }>;
const tokenAsked = async (): Promise<string> => (await ask(`/cgi-bin/token?grant_type=client_credential&appid=${account.appId}&secret=${account.appSecret}`)).access_token as string;

test('what WeChat seals the house opens, what the house seals WeChat opens, for every length of a message and every sign', () => {
  for (let length = 0; length < 70; length++) {
    const text = '好]]>&<b>😀'.repeat(length % 3) + 'x'.repeat(length);
    const { query, body } = seal(account, letterOf('openid', { text }, '1', seconds()), 'openid', seconds());
    const letter = openLetter(account, query, Buffer.from(body), new Date(now));
    expect(letter?.['Content'] ?? '').toBe(text);
    expect(letter?.['FromUserName']).toBe('openid');
    expect(decrypt(account, encrypt(account, text))).toBe(text);
    expect(fieldOf(openReply(account, replyTo(account, letter ?? {}, text, new Date(now))), 'Content')).toBe(text);
  }
  const plain = { ...account, encodingAesKey: undefined };
  const { query, body } = seal(plain as never, letterOf('openid', { text: '你好' }, '1', seconds()), 'openid', seconds());
  expect(openLetter(plain as never, query, Buffer.from(body), new Date(now))?.['Content']).toBe('你好');
});

test('a reply that is not sealed, or sealed with another token or for another account, is not read', () => {
  const letter = { FromUserName: 'openid', ToUserName: 'gh' };
  expect(() => openReply(account, replyTo({ ...account, encodingAesKey: undefined } as never, letter, 'x', new Date(now)))).toThrow('not sealed');
  expect(() => openReply(account, replyTo({ ...account, token: 'other' }, letter, 'x', new Date(now)))).toThrow('not signed');
  expect(() => openReply(account, replyTo({ ...account, appId: 'wx-other' }, letter, 'x', new Date(now)))).toThrow('another account');
});

test('a token is for who knows the secret, ends after two hours, and five minutes after the next was given', async () => {
  expect((await ask(`/cgi-bin/token?grant_type=client_credential&appid=wx-other&secret=${account.appSecret}`)).errcode).toBe(40013);
  expect((await ask(`/cgi-bin/token?grant_type=client_credential&appid=${account.appId}&secret=guess`)).errcode).toBe(40125);
  const codeWith = async (token: string) => (await ask(`/cgi-bin/message/custom/send?access_token=${token}`, 'no JSON')).errcode;
  const first = await tokenAsked();
  expect(await codeWith(first)).toBe(47001);
  expect(await codeWith('')).toBe(41001);
  expect(await codeWith('made-up')).toBe(40001);
  const second = await tokenAsked();
  now += 299_000;
  expect(await codeWith(first)).toBe(47001);
  now += 2_000;
  expect(await codeWith(first)).toBe(42001);
  expect(await codeWith(second)).toBe(47001);
  now += 7_200_000;
  expect(await codeWith(second)).toBe(42001);
});

test('a brand writes to who follows and spoke within 48 hours, five times; a picture is kept for three days', async () => {
  const phone = office.addFollower({ brandId: 'xihe', openId: 'openid', name: '小周' });
  const token = await tokenAsked();
  const sendTo = async (touser: string, content: string, msgtype = 'text') => (await ask(`/cgi-bin/message/custom/send?access_token=${token}`, { touser, msgtype, text: { content } })).errcode;
  expect(await sendTo('nobody', '你好')).toBe(40003);
  expect(await sendTo('openid', '你好')).toBe(45015); // never spoke
  phone.spokeAt = now;
  expect(await sendTo('openid', '你好', 'card')).toBe(40008);
  expect(await sendTo('openid', '')).toBe(44004);
  expect(await sendTo('openid', '好'.repeat(683))).toBe(45002);
  expect(await sendTo('openid', '好'.repeat(682))).toBe(0);
  for (let nth = 2; nth <= 5; nth++) expect(await sendTo('openid', '你好')).toBe(0);
  expect(await sendTo('openid', '你好')).toBe(45047);
  phone.follows = false;
  expect(await sendTo('openid', '你好')).toBe(43004);
  expect(phone.bubbles).toHaveLength(5);
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 1]);
  const mediaId = office.keepPicture(jpeg);
  const got = await fetch(`${office.url}/cgi-bin/media/get?access_token=${token}&media_id=${mediaId}`);
  expect([got.headers.get('content-type'), Buffer.from(await got.arrayBuffer()).equals(jpeg)]).toEqual(['image/jpeg', true]);
  now += 73 * 3_600_000;
  expect((await ask(`/cgi-bin/media/get?access_token=${await tokenAsked()}&media_id=${mediaId}`)).errcode).toBe(40007);
});

test('a letter without an answer is posted three times more, the same letter; then the follower reads that the account is out of order', async () => {
  const posted: string[] = [];
  let answer = 'silence' as 'silence' | 'success' | 'rubbish' | 'long';
  const house = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const query = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams);
      if (request.method === 'GET') return void response.end(query['echostr']);
      const letter = openLetter(account, query, Buffer.concat(chunks), new Date(now));
      posted.push(letter?.['MsgId'] ?? '');
      if (answer === 'success' || answer === 'rubbish') response.end(answer);
      else if (answer === 'long') response.end(replyTo(account, letter ?? {}, '好'.repeat(700), new Date(now)));
    });
  });
  await new Promise<void>((resolve) => house.listen(0, '127.0.0.1', resolve));
  const phone = office.addFollower({ brandId: 'xihe', openId: 'second', name: '小李' });
  await office.houseAt(`http://127.0.0.1:${(house.address() as { port: number }).port}`);
  await office.send('xihe', 'second', { text: '在吗' });
  expect(posted).toHaveLength(4);
  expect(new Set(posted).size).toBe(1);
  expect(phone.bubbles.map((bubble) => [bubble.from, bubble.text, bubble.state])).toEqual([['follower', '在吗', 'failed'], ['wechat', outOfOrder, 'there']]);
  answer = 'success';
  await office.send('xihe', 'second', { text: '在吗' });
  expect(phone.bubbles.at(-1)).toMatchObject({ from: 'follower', state: 'there' });
  for (answer of ['rubbish', 'long'] as const) {
    await office.send('xihe', 'second', { text: '在吗' });
    expect(phone.bubbles.at(-1)).toMatchObject({ from: 'wechat', text: outOfOrder });
  }
  house.closeAllConnections();
  await new Promise((resolve) => house.close(resolve));
  await office.send('xihe', 'second', { text: '没人' });
  expect(phone.bubbles.at(-2)).toMatchObject({ text: '没人', state: 'failed' });
});
