// Talking with an owner through the house: danger first, a person when asked for, silence of the assistant after that.
import { beforeAll, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { Refusal } from '#platform/refusals';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { api } from './api.ts';
import { after, moves, states, table } from './conversation.ts';
import { testMarkdown } from './test-articles.test-data.ts';

const home = await house({ startsAt: '2026-11-26T02:00:00Z' });
let owner: Caller;
let vehicleId: string;
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const other = home.staff({ role: 'agent', brandId: 'xihe', id: 'second-agent' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
const reviewer = home.staff({ role: 'regionalManager', brandId: 'xihe', id: 'reviewer', name: '何审核' });
/** What the manager wrote, put forward and published by a second person. */
const publish = async ({ articleId, version }: { articleId: string; version: number }) => {
  const put = await manager.on(api).moveArticle({ brandId: 'xihe', articleId, version, act: 'submit' });
  return reviewer.on(api).moveArticle({ brandId: 'xihe', articleId, version: put.version, act: 'publish' });
};
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.code : String(error)));

beforeAll(async () => {
  await workshop(home);
  ({ owner, vehicleId } = await ownerWithCar(home, 'xihe'));
  const { articles } = await manager.on(api).saveArticles({ brandId: 'xihe', markdown: testMarkdown });
  for (const article of articles) await publish(article);
}, 180_000);

const fresh = async (): Promise<string> => {
  const { conversation } = await owner.on(api).startConversation({ vehicleId });
  if (conversation.state === 'bot') return conversation.id;
  if (conversation.state !== 'human') await agent.on(api).takeConversation({ conversationId: conversation.id });
  await agent.on(api).leaveConversation({ conversationId: conversation.id, how: 'close' });
  return (await owner.on(api).startConversation({ vehicleId })).conversation.id;
};
const say = (conversationId: string, text: string) => owner.on(api).sendTurn({ conversationId, text });

test('a question is answered in the words of an article, each with its citation, and the warning is never left out', async () => {
  const talk = await say(await fresh(), '插枪没反应充不进电怎么办');
  const answer = talk.turns.at(-1);
  expect(answer?.kind).toBe('answer');
  expect(answer?.citations.map((one) => one.articleId)).toContain('t-chg-1');
  expect(answer?.citations.map((one) => one.articleId)).not.toContain('t-chg-old');
  expect(answer?.sentences.every((sentence) => sentence.cites.length > 0)).toBe(true);
  expect(answer?.text).toContain('警告');
});

test('an agent looks it up for the car on the line: the same words with their sources, nothing kept, nobody of another brand and no other brand’s car', async () => {
  const before = (await manager.on(api).showGaps({ brandId: 'xihe' })).gaps.length;
  const found = await agent.on(api).lookUp({ brandId: 'xihe', vehicleId, text: '插枪没反应充不进电怎么办' });
  expect(found.kind).toBe('answer');
  expect(found.citations.map((one) => one.articleId)).toContain('t-chg-1');
  expect(found.sentences.every((sentence) => sentence.cites.length > 0)).toBe(true);
  expect((await agent.on(api).lookUp({ brandId: 'xihe', text: '你好' })).citations).toEqual([]);
  expect((await manager.on(api).showGaps({ brandId: 'xihe' })).gaps).toHaveLength(before);
  const elsewhere = home.staff({ role: 'agent', brandId: 'langtu', id: 'agent-elsewhere' });
  expect(await codeOf(elsewhere.on(api).lookUp({ brandId: 'xihe', text: '充电' }))).toBe('notAllowed');
  expect(await codeOf(elsewhere.on(api).lookUp({ brandId: 'langtu', vehicleId, text: '充电' }))).toBe('vehicleNotFound');
});

test('an agent who looks up a price reads the amount of the book in force: for the outlet of the car, or from city to city where none is known', async () => {
  const asked = (text: string, more: { vehicleId?: string } = {}) => agent.on(api).lookUp({ brandId: 'xihe', text, ...more });
  const { prices } = await asked('换个12V蓄电池要多少钱', { vehicleId });
  expect(prices).toMatchObject({ validFrom: '2026-11-26', outlet: null, model: { name: '一号' } });
  expect(prices?.works[0]).toEqual({ code: 'LV-BATTERY', name: '更换 12V 蓄电池', nameEn: '12 V battery replacement', labourFen: 8_000, partsFen: 48_050, fromFen: 56_050, toFen: 60_850 }); // 0.4 h from the fourth tier to the first
  await home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-one', id: 'adviser-there' }).call('openCase', { vehicleId, words: '电瓶没电了', outletId: 'shanghai-one' });
  const there = (await asked('换个12V蓄电池要多少钱', { vehicleId })).prices;
  expect(there).toMatchObject({ outlet: { name: '上海一号店' }, works: [{ code: 'LV-BATTERY', fromFen: 60_850, toFen: 60_850 }] });
  expect((await asked('做一次保养要花多少')).prices?.works.map((one) => one.code)).toEqual(['MAINTAIN']);
  // the book says 制动片, owners 刹车皮: one place for names serves articles and the book
  expect((await asked('刹车皮要多少钱')).prices).toBeNull();
  await manager.on(api).saveAlias({ brandId: 'xihe', canonical: '刹车片', variants: ['制动片', '刹车皮'], version: 0 });
  for (const text of ['刹车片价格', '刹车皮要多少钱']) expect((await asked(text)).prices?.works.map((one) => one.code)).toContain('BRAKE-PADS');
  expect((await asked('充不进电怎么办', { vehicleId })).prices).toBeNull(); // nobody asked what it costs
  expect((await asked('车着火了，修要多少钱', { vehicleId })).prices).toBeNull(); // and nothing about money in danger
});

test('the draft beside a gap is an article as soon as somebody writes what it says; until then it is refused in words of the reader', async () => {
  await say(await fresh(), '车载冰箱能设到零下十八度吗');
  const { gaps } = await manager.on(api).showGaps({ brandId: 'xihe' });
  const gap = gaps.find((one) => one.asked.some((asked) => asked.includes('冰箱')))!;
  const refused = await manager.on(api).saveArticles({ brandId: 'xihe', markdown: [gap.draft] }).then(() => undefined, (error: unknown) => error as Refusal);
  expect(refused).toMatchObject({ code: 'articleNotReadable', details: { problem: 'the article says nothing', problemZh: '正文还没有写' } });
  const { articles } = await manager.on(api).saveArticles({ brandId: 'xihe', markdown: [`${gap.draft}冰箱最低可设到零下六度。\n`] });
  await publish(articles[0]!);
  const answer = (await say(await fresh(), '车载冰箱能设到零下十八度吗')).turns.at(-1);
  expect(answer?.text).toContain('零下六度');
  expect(answer?.citations[0]?.articleId).toBe(articles[0]!.articleId);
});

test('three signs of panic: the protective step comes first, rescue is one tap, and a person is in the queue', async () => {
  const conversationId = await fresh();
  const talk = await say(conversationId, '着火了');
  expect(talk.turns.at(-1)?.kind).toBe('safety');
  expect(talk.turns.at(-1)?.text.slice(0, 12)).toContain('下车');
  expect(talk.conversation).toMatchObject({ state: 'queued', urgency: 'S0', ahead: 0 });
  const rescue = talk.cards.find((card) => card.tool === 'rescue');
  expect(rescue?.confirm).toBe(false);
  const done = await owner.on(api).confirmCard({ cardId: rescue?.id ?? '' });
  expect(done.result.number).toMatch(/^C/);
  expect((await owner.on(api).confirmCard({ cardId: rescue?.id ?? '' })).result).toEqual(done.result);
  const { cases } = await owner.call('myCases', {});
  expect(cases.filter((one: { id: string }) => one.id === done.result.caseId)).toHaveLength(1);
  expect(cases.find((one: { id: string }) => one.id === done.result.caseId).urgency).toBe(1);
});

test('“转人工” is honoured in the same turn; the person gets a summary, and the assistant is silent from then on', async () => {
  const conversationId = await fresh();
  await say(conversationId, '换了三根桩都充不进电，跑了两万公里');
  const talk = await say(conversationId, '别废话了给我转人工！');
  expect(talk.conversation.state).toBe('queued');
  const page = await agent.on(api).showConversation({ conversationId });
  expect(page.summary).toMatchObject({ problem: { value: '换了三根桩都充不进电，跑了两万公里', turn: 1 }, mileageKm: { value: 20_000, turn: 1 } });
  expect(page.summary.tried[0]?.value).toContain('三根桩');
  await agent.on(api).takeConversation({ conversationId });
  await agent.on(api).answerInConversation({ conversationId, text: '您好，我来看。' });
  const later = await say(conversationId, '充不进电怎么办');
  expect(later.turns.slice(-2).map((turn) => turn.role)).toEqual(['agent', 'user']);
  const danger = await say(conversationId, '等等，车底冒烟了'); // to a new danger the protective step is said whoever is there, once
  expect(danger.turns.at(-1)).toMatchObject({ role: 'assistant', kind: 'safety' });
  expect(danger.turns.at(-1)?.text).toContain('下车');
  expect(danger.cards.filter((card) => card.turnId === danger.turns.at(-1)?.id).map((card) => card.tool)).toEqual(['rescue']);
  expect(danger.conversation).toMatchObject({ state: 'human', urgency: 'S0' });
  expect((await say(conversationId, '烟越来越大')).turns.at(-1)?.role).toBe('user');
  expect(await codeOf(other.on(api).answerInConversation({ conversationId, text: '我也来' }))).toBe('conversationTaken');
  await agent.on(api).leaveConversation({ conversationId, how: 'handBack' });
  expect((await say(conversationId, '胎压多少合适')).turns.at(-1)?.role).toBe('assistant');
});

test('danger waits before everything else at the desk', async () => {
  const conversationId = await fresh();
  await say(conversationId, '刹车失灵了');
  await owner.on(api).askPerson({ conversationId });
  const { conversations } = await agent.on(api).listConversations({});
  expect(conversations[0]).toMatchObject({ id: conversationId, urgency: 'S1', skill: 'safety' });
});

test('what is published a moment ago answers the next turn; what is withdrawn answers nobody; an old version cannot be published over a new one', async () => {
  const conversationId = await fresh();
  const markdown = testMarkdown[4]?.replace('id: t-tyre', 'id: t-wiper').replace('胎压多少合适', '雨刮片多久换').replace('tyre.pressure', 'lv.electrics').replace(/aliases: .*/, 'aliases: 雨刮器更换周期').replace(/冷车.*/, '雨刮片建议每 12 个月更换。') ?? '';
  const [draft] = (await manager.on(api).saveArticles({ brandId: 'xihe', markdown: [markdown] })).articles;
  expect((await say(conversationId, '雨刮片多久换一次')).turns.at(-1)?.text).not.toContain('12 个月');
  const published = await publish(draft!);
  expect((await say(conversationId, '雨刮片多久换一次')).turns.at(-1)?.text).toContain('12 个月');
  expect(await codeOf(manager.on(api).moveArticle({ brandId: 'xihe', articleId: 't-wiper', version: draft?.version ?? 0, act: 'withdraw', why: '旧' }))).toBe('staleEdit');
  await manager.on(api).moveArticle({ brandId: 'xihe', articleId: 't-wiper', version: published.version, act: 'withdraw', why: '写错了' });
  expect((await say(conversationId, '雨刮片多久换一次')).turns.at(-1)?.text).not.toContain('12 个月');
});

test('an article that cannot be read is refused with its line, and none of its fellows is saved', async () => {
  const before = (await manager.on(api).listArticles({ brandId: 'xihe' })).articles.length;
  expect(await codeOf(manager.on(api).saveArticles({ brandId: 'xihe', markdown: [testMarkdown[0]?.replace('t-chg-1', 't-new') ?? '', 'no head'] }))).toBe('articleNotReadable');
  expect((await manager.on(api).listArticles({ brandId: 'xihe' })).articles.length).toBe(before);
});

test('what was not answered, or did not help, becomes a gap with a draft', async () => {
  const conversationId = await fresh();
  const unknown = await say(conversationId, '露营灯插座的额定安培数是几何');
  const turn = unknown.turns.at(-1);
  await owner.on(api).rateTurn({ turnId: turn?.id ?? '', helped: false });
  const { gaps } = await manager.on(api).showGaps({ brandId: 'xihe' });
  expect(gaps.find((gap) => gap.asked.includes('露营灯插座的额定安培数是几何'))?.draft).toContain('title: 露营灯插座的额定安培数是几何');
});

test('an operator scores the assistant on its own cases, and a broken line is named', async () => {
  const one = JSON.stringify({ id: 'x-1', turns: [{ role: 'user', text: '车子起火了快来' }], expect: { urgency: 'S0', category: ['thermal.fire'], intent: ['symptom'] }, tags: [] });
  const report = await manager.on(api).evaluateAssistant({ brandId: 'xihe', cases: one });
  expect(report.scores.find((score) => score.name === 'safety recall, leave the car (S0)')).toMatchObject({ value: 1, of: 1 });
  expect(await codeOf(manager.on(api).evaluateAssistant({ brandId: 'xihe', cases: `${one}\n{}` }))).toBe('casesNotReadable');
});

test('the table of the hand-over: nothing leads out of the end, only the person or an end gives a talk back', () => {
  for (const move of moves) expect(after('closed', move)).toBeUndefined();
  for (const state of states) for (const move of moves) {
    const to = after(state, move);
    if (state === 'human' && to === 'bot') expect(move).toBe('handBack');
    if (move === 'askPerson' && state !== 'closed') expect(['queued', 'human']).toContain(to);
    expect(to === undefined || states.includes(to)).toBe(true);
  }
  expect(Object.keys(table).sort()).toEqual([...states].sort());
});
