// An owner writes from WeChat: the same conversation as in the app, heard once, answered at once, and a person's words go back there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { Refusal } from '#platform/refusals';
import { wechat } from '#platform/outside/wechat';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { api } from './api.ts';
import { readXml, signatureOf } from './wechat-letter.ts';
import { account, imageLetter, locationLetter, sealed, stampOf, textLetter, unsealed, voiceLetter, wechatOffice } from './wechat-office.test-data.ts';

const office = await wechatOffice();
const home = await house({ startsAt: '2026-11-26T02:00:00Z', outside: { wechat: wechat([{ ...account, url: office.url }]) } });
let owner: Caller;
let vehicleId: string;
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const seconds = (): number => Math.floor(Date.parse('2026-11-26T02:00:00Z') / 1000);
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.code : String(error)));
let nth = 0;

const post = async (letter: string, query?: Record<string, string>, body?: string): Promise<string> => {
  const one = sealed(letter, seconds());
  const answer = (await home.nobody.call('hearWechat', { brandId: 'xihe', ...(query ?? one.query), contentType: 'text/xml', bytes: Buffer.from(body ?? one.body) })) as Uint8Array;
  return Buffer.from(answer).toString();
};
const write = async (text: string, msgId = `${++nth}`): Promise<string> => {
  const reply = await post(textLetter('openid-1', text, msgId, seconds()));
  return reply === 'success' ? '' : (readXml(unsealed(reply))?.['Content'] ?? '');
};

beforeAll(async () => {
  await workshop(home);
  ({ owner, vehicleId } = await ownerWithCar(home, 'xihe'));
  await home.runRounds('train-assistant');
}, 600_000);
afterAll(() => office.close());

test('WeChat is told that the address is ours; a stranger is not', async () => {
  const answer = (await home.nobody.call('checkWechat', { brandId: 'xihe', ...stampOf(seconds()), echostr: '5837397520665436492' })) as Uint8Array;
  expect(Buffer.from(answer).toString()).toBe('5837397520665436492');
  expect(await codeOf(home.nobody.call('checkWechat', { brandId: 'xihe', ...stampOf(seconds() - 3600), echostr: 'x' }))).toBe('notAWechatLetter');
  expect(await codeOf(home.nobody.call('checkWechat', { brandId: 'xihe', ...stampOf(seconds()), signature: signatureOf('guess', String(seconds()), 'nonce'), echostr: 'x' }))).toBe('notAWechatLetter');
});

test('who is not joined yet hears the protective step, and how to join; a wrong code joins nobody', async () => {
  expect(await write('车着火了')).toMatch(/下车[\s\S]*119[\s\S]*绑定/);
  expect(await write('转人工')).toContain('绑定');
  expect(await write('绑定 AAAAAAAA')).toContain('关联码');
});

test('a code from the app joins the two; from then on it is one conversation, by letters and by voice', async () => {
  const { code } = await owner.on(api).wechatCode({ brandId: 'xihe' });
  expect(await write(`绑定 ${code}`)).toContain('同一次会话');
  expect(await write(`绑定 ${code}`)).toContain('过期'); // once
  const { conversation } = await owner.on(api).startConversation({ vehicleId });
  expect((await write('你好')).length).toBeGreaterThan(5);
  await post(voiceLetter('openid-1', '胎压多少合适', `${++nth}`, seconds()));
  const { turns } = await owner.on(api).showMyConversation({ conversationId: conversation.id });
  expect(turns.filter((turn) => turn.role === 'user').map((turn) => turn.text)).toEqual(['你好', '胎压多少合适']);
});

test('a letter that comes again is heard once and answered with the same words, also when both come at once', async () => {
  const { conversation } = await owner.on(api).startConversation({ vehicleId });
  const before = (await owner.on(api).showMyConversation({ conversationId: conversation.id })).turns.length;
  const [first, second] = await Promise.all([write('保养多久做一次', 'same'), write('保养多久做一次', 'same')]);
  expect(second).toBe(first);
  expect(await write('保养多久做一次', 'same')).toBe(first);
  expect((await owner.on(api).showMyConversation({ conversationId: conversation.id })).turns.length).toBe(before + 2);
});

test('a person answers from the desk: the words go to WeChat, with a token that is asked for again when it is void', async () => {
  expect(await write('转人工')).toContain('转人工');
  const { conversation } = await owner.on(api).startConversation({ vehicleId });
  expect(conversation.state).toBe('queued');
  await agent.on(api).takeConversation({ conversationId: conversation.id });
  expect(await write('在吗')).toBe(''); // the assistant is silent while a person speaks
  await agent.on(api).answerInConversation({ conversationId: conversation.id, text: '您好，我是小周，马上帮您看。' });
  await home.settle();
  expect(office.sent.at(-1)).toEqual({ touser: 'openid-1', msgtype: 'text', text: { content: '您好，我是小周，马上帮您看。' } });
  office.voidToken();
  await agent.on(api).answerInConversation({ conversationId: conversation.id, text: '已经为您约好。' });
  await home.settle();
  expect(office.sent.at(-1)?.text.content).toBe('已经为您约好。');
  expect(office.tokensGiven()).toBe(2);
  await owner.on(api).sendTurn({ conversationId: conversation.id, text: '谢谢，我在 App 里看' });
  await agent.on(api).answerInConversation({ conversationId: conversation.id, text: '好的。' });
  await home.settle();
  expect(office.sent.at(-1)?.text.content).toBe('已经为您约好。'); // the owner speaks in the app now
  await agent.on(api).leaveConversation({ conversationId: conversation.id, how: 'close' });
});

test('a picture sent in WeChat is fetched and stands in the talk once, for the owner and at the desk; one that cannot be had is asked for again', async () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  office.media.set('media-1', jpeg);
  office.voidToken(); // a void token is asked for again here too
  const sentPicture = async (mediaId: string, msgId: string): Promise<string> => readXml(unsealed(await post(imageLetter('openid-1', mediaId, msgId, seconds()))))?.['Content'] ?? '';
  const said = await sentPicture('media-1', 'picture-1');
  expect(said).toContain('人工来看');
  expect(await sentPicture('media-1', 'picture-1')).toBe(said);
  await home.settle();
  const { conversation, turns } = await owner.on(api).startConversation({ vehicleId });
  expect(conversation.state).toBe('queued');
  const pictures = turns.filter((turn) => turn.role === 'user').flatMap((turn) => turn.pictures);
  expect(pictures).toHaveLength(1);
  const where = { conversationId: conversation.id, fileId: pictures[0]!.fileId };
  expect(((await owner.call('showMyPicture', where)) as Buffer).equals(jpeg)).toBe(true);
  expect(((await agent.call('showPicture', where)) as Buffer).equals(jpeg)).toBe(true);

  office.media.set('media-html', Buffer.from('<html>'));
  for (const lost of ['media-gone', 'media-html']) {
    const before = office.sent.length;
    await sentPicture(lost, `letter ${lost}`);
    await home.settle();
    expect(office.sent.slice(before).map((one) => one.text.content)).toEqual([expect.stringContaining('再发一次')]);
  }
  const after = (await owner.on(api).showMyConversation({ conversationId: conversation.id })).turns;
  expect(after.flatMap((turn) => turn.pictures)).toHaveLength(1);

  await post(locationLetter('openid-1', '上海市闵行区沪青平公路', 'location-1', seconds()));
  expect((await owner.on(api).showMyConversation({ conversationId: conversation.id })).turns.findLast((turn) => turn.role === 'user')?.text).toContain('沪青平公路');
  await agent.on(api).takeConversation({ conversationId: conversation.id });
  await agent.on(api).leaveConversation({ conversationId: conversation.id, how: 'close' });
});

test('a forged, stale, foreign or plain letter, and an entity in the XML, is refused', async () => {
  const letter = textLetter('openid-1', '你好', '77', seconds());
  const good = sealed(letter, seconds());
  for (const [query, body] of [
    [{ ...good.query, msg_signature: '0'.repeat(40) }, good.body], [{ ...good.query, signature: '0'.repeat(40) }, good.body], [sealed(letter, seconds() - 3600).query, good.body],
    [sealed(letter, seconds(), 'wx-of-somebody-else').query, sealed(letter, seconds(), 'wx-of-somebody-else').body], [good.query, letter], [good.query, 'x'], [good.query, good.body.replace('<xml>', '<!DOCTYPE x [<!ENTITY a "b">]><xml>')],
  ] as const) expect(await codeOf(post(letter, query, body))).toBe('notAWechatLetter');
  expect(await codeOf(home.nobody.call('hearWechat', { brandId: 'yuanlan', ...good.query, bytes: Buffer.from(good.body) }))).toBe('notAWechatLetter');
});
