// An owner writes from WeChat: the same conversation as in the app, heard once, answered at once, and a person's words go back there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { Refusal } from '#platform/refusals';
import { wechat } from '#platform/outside/wechat';
import { openWechatOffice, outOfOrder, type Bubble } from '../../fleet/outside/wechat-office.ts';
import { fieldOf, letterOf, openReply, seal, stampOf, type Posted, type Said } from '../../fleet/outside/wechat-post.ts';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { api } from './api.ts';
import { signatureOf } from './wechat-letter.ts';

const account = { brandId: 'xihe', appId: 'wx5823bf96d3bd56c7', appSecret: 'a-secret', token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
const other = { brandId: 'yuanlan', appId: 'wx0000000000000002', appSecret: 'another', token: 'other-token', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
const from = 'openid-1';
let clock = (): Date => new Date('2026-11-26T02:00:00Z');
const office = await openWechatOffice({ accounts: [account, other], clock: () => clock() });
const home = await house({ startsAt: '2026-11-26T02:00:00Z', outside: { wechat: wechat(structuredClone(office.accounts), () => clock().getTime()) } });
clock = home.clock.now;
let owner: Caller;
let vehicleId: string;
const agent = home.staff({ role: 'agent', brandId: 'xihe', id: 'agent-lin', name: '林坐席' });
const seconds = (): number => Math.floor(clock().getTime() / 1000);
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.code : String(error)));

/** Sends from a phone over HTTP; what the account says to it at once. */
async function send(said: Said, openId = from, brandId = 'xihe'): Promise<string> {
  const phone = office.addFollower({ brandId, openId, name: openId });
  const before = phone.bubbles.length;
  await office.send(brandId, openId, said);
  return phone.bubbles.slice(before).filter((bubble) => bubble.from !== 'follower').map((bubble) => bubble.text).join('|');
}
const write = (text: string, openId = from): Promise<string> => send({ text }, openId);
const received = (openId = from): Bubble[] => office.followerOf('xihe', openId)!.bubbles.filter((bubble) => bubble.from === 'account');
/** Posts by hand what WeChat would not. */
const post = async ({ query, body }: Posted): Promise<string> => Buffer.from((await home.nobody.call('hearWechat', { brandId: 'xihe', ...query, contentType: 'text/xml', bytes: Buffer.from(body) })) as Uint8Array).toString();
const talkOf = async () => (await owner.on(api).startConversation({ vehicleId })).conversation.id;

beforeAll(async () => {
  await workshop(home);
  ({ owner, vehicleId } = await ownerWithCar(home, 'xihe'));
  await home.runRounds('train-assistant');
  await office.houseAt(await home.app.listen({ host: '127.0.0.1', port: 0 })); // throws unless each brand's address answers
}, 600_000);
afterAll(() => office.close());

test('WeChat is told that the address is ours; a stranger is not', async () => {
  const answer = (await home.nobody.call('checkWechat', { brandId: 'xihe', ...stampOf(account, seconds()), echostr: '5837397520665436492' })) as Uint8Array;
  expect(Buffer.from(answer).toString()).toBe('5837397520665436492');
  expect(await codeOf(home.nobody.call('checkWechat', { brandId: 'xihe', ...stampOf(account, seconds() - 3600), echostr: 'x' }))).toBe('notAWechatLetter');
  expect(await codeOf(home.nobody.call('checkWechat', { brandId: 'xihe', ...stampOf(account, seconds(), 'nonce'), signature: signatureOf('guess', String(seconds()), 'nonce'), echostr: 'x' }))).toBe('notAWechatLetter');
  expect(await codeOf(home.nobody.call('checkWechat', { brandId: 'xihe', ...stampOf(other, seconds()), echostr: 'x' }))).toBe('notAWechatLetter');
});

test('who is not joined yet hears the protective step, the hotline and how to join; a wrong code joins nobody', async () => {
  expect(await write('车着火了')).toMatch(/下车[\s\S]*119[\s\S]*热线[\s\S]*绑定/);
  expect(await write('转人工')).toMatch(/绑定[\s\S]*热线/);
  expect(await write('绑定 AAAAAAAA')).toContain('不对或已过期');
  expect(await write('绑定 12345')).toContain('不对或已过期');
  expect(await write('AAAAAAAA')).toMatch(/在微信里继续|Go on in WeChat/); // eight letters alone are words like others, unless they are a code
});

test('a code from the app joins the two, however it is written; from then on it is one conversation, by letters and by voice, until they are parted', async () => {
  const joined = async (): Promise<string> => (await owner.on(api).startConversation({ vehicleId })).wechat;
  expect(await joined()).toBe('open');
  const first = (await owner.on(api).wechatCode({ brandId: 'xihe' })).code as string;
  expect(await write(`绑定：“${first.toLowerCase()}”`)).toContain('同一次会话');
  expect(await joined()).toBe('joined');
  expect(await write('解绑')).toContain('已取消');
  expect(await joined()).toBe('open');
  expect(await write('你好')).toContain('在微信里继续');
  await write((await owner.on(api).wechatCode({ brandId: 'xihe' })).code as string);
  expect(await joined()).toBe('joined');
  await owner.on(api).partWechat({ brandId: 'xihe' });
  expect(await joined()).toBe('open');
  const { code } = await owner.on(api).wechatCode({ brandId: 'xihe' });
  expect(await write(`绑定 ${code}`)).toContain('同一次会话');
  expect(await write(`绑定 ${code}`)).toContain('过期'); // once
  expect((await write('你好')).length).toBeGreaterThan(5);
  await send({ heard: '胎压多少合适' });
  const { turns } = await owner.on(api).showMyConversation({ conversationId: await talkOf() });
  expect(turns.filter((turn) => turn.role === 'user').map((turn) => [turn.text, turn.via])).toEqual([['你好', 'wechat'], ['胎压多少合适', 'wechat']]);
});

test('an answer says where it is from and what can be done, since WeChat has no cards; the same openid at another brand is a stranger', async () => {
  expect(await write('保养多久做一次')).toMatch(/依据：.+/);
  expect(await write('我要预约保养')).toMatch(/办理：.*“预约到店”/);
  expect(await send({ text: '保养多久做一次' }, from, 'yuanlan')).toContain('在微信里继续');
  const turns = async (): Promise<number> => (await owner.on(api).showMyConversation({ conversationId: await talkOf() })).turns.length;
  const before = await turns();
  await send({ text: '着火了' }, from, 'yuanlan');
  expect(await turns()).toBe(before);
});

test('a letter that comes again is heard once and answered with the same words, also when both come at once', async () => {
  const conversationId = await talkOf();
  const before = (await owner.on(api).showMyConversation({ conversationId })).turns.length;
  const again = async (): Promise<string> => fieldOf(openReply(account, await post(seal(account, letterOf(from, { text: '保养多久做一次' }, 'same', seconds()), from, seconds()))), 'Content');
  const [first, second] = await Promise.all([again(), again()]);
  expect(second).toBe(first);
  expect(await again()).toBe(first);
  expect((await owner.on(api).showMyConversation({ conversationId })).turns.length).toBe(before + 2);
});

test('a person answers from the desk: the words go to WeChat in order, with a token that is asked for again when it is void', async () => {
  expect(await write('转人工')).toContain('转人工');
  const { conversation } = await owner.on(api).startConversation({ vehicleId });
  expect(conversation.state).toBe('queued');
  const { id: conversationId } = conversation;
  await agent.on(api).takeConversation({ conversationId });
  expect(await write('在吗')).toBe(''); // the assistant is silent while a person speaks
  await agent.on(api).answerInConversation({ conversationId, text: '您好，我是小周，马上帮您看。' });
  await agent.on(api).answerInConversation({ conversationId, text: '请稍等。' });
  await home.settle();
  expect(received().slice(-2).map((bubble) => bubble.text)).toEqual(['您好，我是小周，马上帮您看。', '请稍等。']);
  const given = office.tokensGiven();
  office.voidTokens();
  await agent.on(api).answerInConversation({ conversationId, text: '已经为您约好。' });
  await home.settle();
  expect(received().at(-1)?.text).toBe('已经为您约好。');
  expect(office.tokensGiven()).toBe(given + 1);
  await owner.on(api).sendTurn({ conversationId, text: '谢谢，我在 App 里看' });
  await agent.on(api).answerInConversation({ conversationId, text: '好的。' });
  await home.settle();
  expect(received().at(-1)?.text).toBe('已经为您约好。'); // the owner speaks in the app now
  expect((await agent.on(api).showConversation({ conversationId })).turns.slice(-5).map((turn) => turn.wechat)).toEqual(['sent', 'sent', 'sent', null, null]);
  await agent.on(api).leaveConversation({ conversationId, how: 'close' });
});

test('at night who asks for a person reads in WeChat when they are called back, once', async () => {
  home.clock.advance({ hours: 13 }); // 23:00 in Beijing
  expect(await write('转人工')).toContain('转人工');
  await home.settle();
  const told = (): string[] => received().map((bubble) => bubble.text).filter((text) => text.includes('给您回电'));
  expect(told()).toEqual([expect.stringMatching(/11-27 \d\d:\d\d 前给您回电/)]);
  await write('转人工');
  await home.settle();
  expect(told()).toHaveLength(1);
  const conversationId = await talkOf();
  await agent.on(api).takeConversation({ conversationId });
  const late = home.staff({ role: 'agent', brandId: 'xihe', id: 'agent-wang', name: '王坐席' });
  const refused = await late.on(api).takeConversation({ conversationId }).catch((error: Refusal) => error);
  expect(refused).toMatchObject({ code: 'conversationTaken', details: { name: '林坐席' } }); // who came second reads who has it
  await agent.on(api).leaveConversation({ conversationId, how: 'close' });
  home.clock.advance({ hours: 11 });
});

test('what WeChat does not take is seen at the desk, and the owner is asked by text message to read it in the app', async () => {
  await write('转人工');
  const conversationId = await talkOf();
  await agent.on(api).takeConversation({ conversationId });
  const answer = async (text: string): Promise<string | null | undefined> => {
    await agent.on(api).answerInConversation({ conversationId, text });
    await home.settle();
    return (await agent.on(api).showConversation({ conversationId })).turns.at(-1)?.wechat;
  };
  await write('在吗');
  for (let nth = 1; nth <= 5; nth++) expect(await answer(`第 ${nth} 条`)).toBe('sent');
  const before = home.sms.messages().length;
  expect(await answer('第六条')).toBe('tooMany');
  expect(home.sms.messages()[0]?.text).toMatch(/服务人员回复了您/);
  expect(home.sms.messages().length).toBe(before + 1);
  expect((await owner.call('myNotices', {})).notices[0]).toMatchObject({ code: 'talkAnswered', data: { vehicleId } });
  await write('还在吗');
  expect(await answer('在的')).toBe('sent');
  office.followerOf('xihe', from)!.follows = false;
  expect(await answer('没有人看到')).toBe('notFollowing');
  office.followerOf('xihe', from)!.follows = true;
  office.twoDaysPass('xihe', from);
  expect(await answer('太晚了')).toBe('late'); // as WeChat counts
  await write('我回来了');
  home.clock.advance({ hours: 49 });
  const sent = received().length;
  expect(await answer('更晚了')).toBe('late'); // as the house counts: WeChat is not even asked
  expect(received().length).toBe(sent);
  await agent.on(api).leaveConversation({ conversationId, how: 'close' });
});

test('rescue is sent by one word, as by the button of the app; said twice it is one case', async () => {
  expect(await write('着火了')).toMatch(/^.*下车.*\n回复“一键救援”就派车/);
  const first = await write('一键救援');
  expect(first).toMatch(/救援已受理（C/);
  expect(await write('一键救援')).toBe(first);
  const talk = await owner.on(api).startConversation({ vehicleId });
  expect(talk.cards.filter((card) => card.tool === 'rescue').map((card) => card.state)).not.toContain('offered');
  const { cases } = await owner.call('myCases', {});
  expect(cases.filter((one: { number: string }) => first.includes(one.number))).toHaveLength(1);
  await agent.on(api).takeConversation({ conversationId: talk.conversation.id });
  await agent.on(api).leaveConversation({ conversationId: talk.conversation.id, how: 'close' });
});

test('a picture sent in WeChat is fetched and stands in the talk once, for the owner and at the desk; one that cannot be had is asked for again', async () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  const mediaId = office.keepPicture(jpeg);
  office.voidTokens(); // a void token is asked for again here too
  await write('我拍一张');
  expect(await send({ mediaId })).toContain('人');
  await home.settle();
  const { conversation, turns } = await owner.on(api).startConversation({ vehicleId });
  expect(conversation.state).toBe('queued');
  const pictures = turns.filter((turn) => turn.role === 'user').flatMap((turn) => turn.pictures);
  expect(pictures).toHaveLength(1);
  const where = { conversationId: conversation.id, fileId: pictures[0]!.fileId };
  expect(((await owner.call('showMyPicture', where)) as Buffer).equals(jpeg)).toBe(true);
  expect(((await agent.call('showPicture', where)) as Buffer).equals(jpeg)).toBe(true);

  for (const lost of ['media-gone', office.keepPicture(Buffer.from('<html>'))]) {
    const before = received().length;
    await send({ mediaId: lost });
    await home.settle();
    expect(received().slice(before).map((bubble) => bubble.text)).toEqual([expect.stringContaining('人'), expect.stringContaining('再发一次')]);
  }
  const after = (await owner.on(api).showMyConversation({ conversationId: conversation.id })).turns;
  expect(after.flatMap((turn) => turn.pictures)).toHaveLength(1);

  await send({ label: '上海市闵行区沪青平公路', lat: 31.134, lon: 121.358 });
  expect((await owner.on(api).showMyConversation({ conversationId: conversation.id })).turns.findLast((turn) => turn.role === 'user')?.text).toContain('沪青平公路');
  await agent.on(api).takeConversation({ conversationId: conversation.id });
  await agent.on(api).leaveConversation({ conversationId: conversation.id, how: 'close' });
});

test('a forged, stale, foreign or plain letter, and an entity in the XML, is refused; the follower reads that the account is out of order', async () => {
  const letter = letterOf(from, { text: '你好' }, '77', seconds());
  const good = seal(account, letter, from, seconds());
  const foreign = seal({ ...account, appId: 'wx-of-somebody-else' }, letter, from, seconds());
  for (const [query, body] of [
    [{ ...good.query, msg_signature: '0'.repeat(40) }, good.body], [{ ...good.query, signature: '0'.repeat(40) }, good.body], [seal(account, letter, from, seconds() - 3600).query, good.body],
    [foreign.query, foreign.body], [good.query, letter], [good.query, 'x'], [good.query, good.body.replace('<xml>', '<!DOCTYPE x [<!ENTITY a "b">]><xml>')], [seal(other, letter, from, seconds()).query, seal(other, letter, from, seconds()).body],
  ] as const) expect(await codeOf(post({ query, body }))).toBe('notAWechatLetter');
  const [first] = office.accounts;
  first!.token = 'changed at WeChat, not at the house';
  expect(await write('你好')).toBe(outOfOrder);
  first!.token = account.token;
});
