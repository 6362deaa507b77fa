// Vectors in the house: articles get theirs in the background, a question only when nobody is in danger, and an endpoint that
// is slow, wrong or gone costs its deadline at most.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { embeddings } from '#platform/outside/embeddings';
import { languageModel } from '#platform/outside/language-model';
import { wechat } from '#platform/outside/wechat';
import { house, type Caller } from '#platform/testing';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { api } from './api.ts';
import { hostileModel, type VectorManner } from './hostile-model.test-data.ts';
import { testMarkdown } from './test-articles.test-data.ts';
import { openWechatOffice } from '../../fleet/outside/wechat-office.ts';
import { fieldOf, letterOf, openReply, seal } from '../../fleet/outside/wechat-post.ts';

const deadline = 400;
const endpoint = await hostileModel();
const account = { brandId: 'xihe', appId: 'wx5823bf96d3bd56c7', appSecret: 'a-secret', token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
const office = await openWechatOffice({ accounts: [account] });
const place = (model = 'first', url = endpoint.url) => embeddings({ url, model, alike: 0.55, questionMs: deadline, restMs: 1 });
const home = await house({ startsAt: '2026-11-26T02:00:00Z', outside: { embeddings: place(), wechat: wechat(office.accounts) } });
let owner: Caller;
let vehicleId: string;
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
const reviewer = home.staff({ role: 'serviceManager', brandId: 'xihe', id: 'reviewer', name: '审阅人' });

const publish = async (markdown: string[]): Promise<void> => {
  const { articles } = await manager.on(api).saveArticles({ brandId: 'xihe', markdown });
  for (const { articleId, version } of articles) {
    const put = await manager.on(api).moveArticle({ brandId: 'xihe', articleId, version, act: 'submit' });
    await reviewer.on(api).moveArticle({ brandId: 'xihe', articleId, version: put.version, act: 'publish' });
  }
};
/** A talk in which nothing was said yet. */
const fresh = async (): Promise<string> => {
  const { conversation, turns } = await owner.on(api).startConversation({ vehicleId });
  if (conversation.state === 'bot' && turns.length === 0) return conversation.id;
  if (conversation.state === 'bot') await owner.on(api).askPerson({ conversationId: conversation.id });
  if (conversation.state !== 'human') await agent.on(api).takeConversation({ conversationId: conversation.id });
  await agent.on(api).leaveConversation({ conversationId: conversation.id, how: 'close' });
  return (await owner.on(api).startConversation({ vehicleId })).conversation.id;
};
const say = async (text: string) => (await owner.on(api).sendTurn({ conversationId: await fresh(), text })).turns.at(-1)!;
const embedAll = async (): Promise<void> => {
  home.clock.advance({ seconds: 30 });
  await home.runRounds('embed-articles');
};
const kept = () => home.inside((tx) => tx.db.query<{ model: string; bytes: number; n: number }>(home.sql`select model, length(vector) as bytes, count(*)::int as n from conversations.vectors group by 1, 2 order by 1, 2`));
const askedOf = (model: string): string[] => endpoint.embedded.filter((one) => one.model === model).flatMap((one) => one.texts);

const paraphrase = '圆圈圈该吹多鼓';

beforeAll(async () => {
  await workshop(home);
  ({ owner, vehicleId } = await ownerWithCar(home, 'xihe'));
  await publish(testMarkdown);
  await home.runRounds('train-assistant');
  await embedAll();
}, 600_000);
beforeEach(() => {
  endpoint.embed({ size: 256 });
  home.world.outside.embeddings = place();
});
afterAll(async () => {
  await endpoint.close();
  await office.close();
});

test('every section is embedded once, in batches, and what is published later alone', async () => {
  const asked = askedOf('first');
  expect(asked.length).toBe(new Set(asked).size);
  expect(endpoint.embedded.every((one) => one.texts.length <= 16)).toBe(true);
  expect(await kept()).toEqual([{ model: 'first', bytes: 1024, n: asked.length }]);
  expect(asked.some((text) => text.includes('冷车胎压'))).toBe(true);
  await embedAll();
  expect(askedOf('first')).toHaveLength(asked.length);
  await publish([testMarkdown[4]!.replace('id: t-tyre', 'id: t-spare').replace('胎压多少合适', '备胎的标准').replace('冷车胎压 2.5 bar，满载 2.8 bar。', '备胎 4.2 bar。')]);
  await embedAll();
  expect(askedOf('first').slice(asked.length)).toEqual([expect.stringContaining('备胎 4.2 bar。')]);
  const spare = (await manager.on(api).listArticles({ brandId: 'xihe' })).articles.find((one) => one.articleId === 't-spare')!;
  await manager.on(api).moveArticle({ brandId: 'xihe', articleId: 't-spare', version: spare.version, act: 'withdraw', why: '没有备胎了' });
  await embedAll();
  expect((await kept())[0]?.n).toBe(asked.length); // nobody is answered from it any more
});

test('an owner who says it in other words has the article’s own words, cited; without the endpoint it is not found', async () => {
  const answer = await say(paraphrase);
  expect(answer).toMatchObject({ kind: 'answer', citations: [{ articleId: 't-tyre' }] });
  expect(answer.text).toContain('冷车胎压 2.5 bar，满载 2.8 bar。');
  expect((await agent.on(api).lookUp({ brandId: 'xihe', vehicleId, text: paraphrase })).citations.map((one) => one.articleId)).toEqual(['t-tyre']);
  delete home.world.outside.embeddings;
  expect((await say(paraphrase)).citations).toEqual([]);
});

test('an agent of another brand is not answered from this brand’s article, however near it lies', async () => {
  const elsewhere = home.staff({ role: 'agent', brandId: 'langtu', id: 'agent-elsewhere' });
  const found = await elsewhere.on(api).lookUp({ brandId: 'langtu', text: paraphrase });
  expect([...found.citations, ...found.nearest].map((one) => one.articleId)).not.toContain('t-tyre');
});

test('in danger, for a person, and while a person speaks nobody is asked; what names a person or a car is not sent', async () => {
  const before = endpoint.embedded.length;
  expect((await say('充电的时候冒烟了')).kind).toBe('safety');
  expect((await say('转人工')).kind).toBe('person');
  const { conversation } = await owner.on(api).startConversation({ vehicleId });
  await agent.on(api).takeConversation({ conversationId: conversation.id });
  await owner.on(api).sendTurn({ conversationId: conversation.id, text: paraphrase });
  expect(endpoint.embedded.length).toBe(before);
  await say('三电质保几年，13800138000，沪AD12345，LXH7A1B23R0001234');
  const sent = askedOf('first').at(-1);
  expect(sent).toContain('三电质保几年');
  expect(sent).not.toMatch(/138|12345|LXH/);
});

test('a stranger’s talk is not read for its question', async () => {
  const conversationId = await fresh();
  const before = endpoint.embedded.length;
  const stranger = home.owner({ id: 'stranger', brandIds: ['xihe'] });
  await expect(stranger.on(api).sendTurn({ conversationId, text: paraphrase })).rejects.toMatchObject({ code: 'conversationNotFound' });
  expect(endpoint.embedded.length).toBe(before);
});

test('a letter of WeChat is answered with vectors too, and asked once however often it comes', async () => {
  const { code } = await owner.on(api).wechatCode({ brandId: 'xihe' });
  const seconds = Math.floor(home.clock.now().getTime() / 1000);
  const write = async (text: string, msgId: string): Promise<string> => {
    const one = seal(account, letterOf('openid-9', { text }, msgId, seconds), 'openid-9', seconds);
    const reply = Buffer.from((await home.nobody.call('hearWechat', { brandId: 'xihe', ...one.query, contentType: 'text/xml', bytes: Buffer.from(one.body) })) as Uint8Array).toString();
    return reply === 'success' ? '' : fieldOf(openReply(account, reply), 'Content');
  };
  await fresh();
  await write(`绑定 ${code}`, 'v1');
  const before = endpoint.embedded.length;
  expect(await write(paraphrase, 'v2')).toContain('冷车胎压 2.5 bar');
  expect(await write(paraphrase, 'v2')).toContain('冷车胎压 2.5 bar');
  expect(endpoint.embedded.length).toBe(before + 1);
});

test('a language model is given the section that was found by meaning, and its answer is verified against it', async () => {
  home.world.outside.languageModel = languageModel({ url: endpoint.url, model: 'test' });
  endpoint.behave({ answer: JSON.stringify({ answer_sentences: [{ text: '冷车胎压 2.5 bar，满载 2.8 bar。', cites: ['t-tyre#0'] }], handoff: false, language: 'zh' }) });
  const conversationId = await fresh();
  const turn = (await owner.on(api).sendTurn({ conversationId, text: paraphrase })).turns.at(-1)!;
  await home.settle();
  delete home.world.outside.languageModel;
  expect(endpoint.asked.at(-1)?.user).toContain('t-tyre#0');
  const { turns } = await owner.on(api).showMyConversation({ conversationId });
  expect(turns.find((one) => one.id === turn.id)?.text).toContain('冷车胎压 2.5 bar，满载 2.8 bar。');
});

describe.each<[string, VectorManner]>([
  ['slow', { silentMs: 20_000 }], ['busy', { status: 429, headers: { 'retry-after': '60' } }], ['broken', { status: 500 }], ['half', { half: true }], ['hung up', { hangUp: true }], ['of another length', { size: 128 }], ['not numbers', { notANumber: true }],
  ['fewer than asked', { fewer: 1 }], ['2 MB long', { floodBytes: 2_000_000 }], ['nonsense', { raw: 'oops' }],
])('an endpoint that is %s', (_name, manner) => {
  test('leaves the turn to words alone, and is waited for no longer than its deadline', async () => {
    endpoint.embed(manner);
    const started = performance.now();
    const answer = await say('三电质保几年');
    expect(answer.citations[0]?.articleId).toBe('t-warranty');
    expect((await say(paraphrase)).citations).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2 * deadline + 2500);
  });
});

test('an endpoint that is gone leaves the turn to words alone', async () => {
  home.world.outside.embeddings = place('first', 'http://127.0.0.1:9/v1');
  expect((await say('三电质保几年')).citations[0]?.articleId).toBe('t-warranty');
});

test('one vector of another length drops nothing; when the endpoint’s vectors have another length, all are made anew', async () => {
  const [before] = await kept();
  endpoint.embed({ size: 128 });
  await say('这句话问的是别的长度');
  endpoint.embed({ size: 256 });
  await home.settle();
  expect(await kept()).toEqual([before]);
  endpoint.embed({ size: 128 });
  await publish([testMarkdown[4]!.replace('id: t-tyre', 'id: t-spare-2').replace('胎压多少合适', '备胎的标准').replace('冷车胎压 2.5 bar，满载 2.8 bar。', '备胎 4.4 bar。')]);
  await embedAll();
  expect(await kept()).toEqual([{ model: 'first', bytes: 512, n: before!.n + 1 }]);
  await embedAll(); // the next round reads what was kept
  expect((await say(paraphrase)).citations.map((one) => one.articleId)).toEqual(['t-tyre']);
}, 120_000);

test('another model embeds everything anew, and the vectors of the one before go', async () => {
  home.world.outside.embeddings = place('second');
  expect((await say(paraphrase)).citations).toEqual([]); // not yet
  await embedAll();
  await embedAll();
  expect((await kept()).map((one) => [one.model, one.bytes])).toEqual([['second', 1024]]);
  expect((await say(paraphrase)).citations.map((one) => one.articleId)).toEqual(['t-tyre']);
}, 120_000);

test('a house without the setting asks nobody and keeps nothing', async () => {
  delete home.world.outside.embeddings;
  const before = endpoint.embedded.length;
  await publish([testMarkdown[4]!.replace('id: t-tyre', 'id: t-spare-3')]);
  await embedAll();
  await say('三电质保几年');
  expect(endpoint.embedded.length).toBe(before);
});
