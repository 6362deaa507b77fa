// An article on its way into force, as people with roles and brands walk it: four eyes, the version in force, an emergency, days,
// two at once, and what becomes of a question that had no answer.
import { beforeAll, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { Refusal } from '#platform/refusals';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { api } from './api.ts';
import { readArticle, reviewed } from './article.ts';

const home = await house({ startsAt: '2026-11-26T02:00:00Z' });
const [brandId, foreign] = ['xihe', 'yuanlan'] as const;
let administrator: Caller;
let owner: Caller;
let vehicleId: string;
const agent = home.staff({ role: 'agent', brandId, id: 'agent-lin', name: '林坐席' });
const author = home.staff({ role: 'serviceManager', brandId, id: 'manager-zhou', name: '周经理' });
const second = home.staff({ role: 'regionalManager', brandId, id: 'region-he', name: '何大区' });
const stranger = home.staff({ role: 'regionalManager', brandId: foreign, id: 'stranger', name: '外人' });
const adviser = home.staff({ role: 'adviser', brandId, id: 'adviser' });

beforeAll(async () => {
  ({ administrator } = await workshop(home));
  ({ owner, vehicleId } = await ownerWithCar(home, brandId));
}, 180_000);

const refusalOf = (attempt: Promise<unknown>): Promise<Refusal | undefined> => attempt.then(() => undefined, (error: unknown) => { if (error instanceof Refusal) return error; throw error; });
const codeOf = async (attempt: Promise<unknown>): Promise<string> => (await refusalOf(attempt))?.code ?? 'done';
const text = (id: string, body: string, more: Record<string, string> = {}): string => `---\n${Object.entries({ id, title: '露营灯怎么充电', category: 'charging.use', validFrom: '2026-01-01', reviewedBy: '草稿', reviewedOn: '2026-01-01', aliases: '露营灯充电、营地灯没电了', ...more }).map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n## 露营灯\n${body}\n`;
const show = (who: Caller, articleId: string) => who.on(api).showArticle({ brandId, articleId });
const write = async (who: Caller, markdown: string, base?: { articleId: string; version: number }) => (await who.on(api).saveArticles({ brandId, markdown: [markdown], ...(base === undefined ? {} : { base }) })).articles[0]!;
const act = (who: Caller, row: { articleId: string; version: number }, what: 'submit' | 'takeBack' | 'publish' | 'sendBack' | 'drop' | 'withdraw', why?: string) => who.on(api).moveArticle({ brandId, articleId: row.articleId, version: row.version, act: what, ...(why === undefined ? {} : { why }) });
const ask = async (words: string): Promise<{ text: string; cites: string[]; kind: string | null; turnId: string }> => {
  const { conversation } = await owner.on(api).startConversation({ vehicleId });
  const turn = (await owner.on(api).sendTurn({ conversationId: conversation.id, text: words })).turns.at(-1)!;
  return { text: turn.text, cites: turn.citations.map((one) => one.articleId), kind: turn.kind, turnId: turn.id };
};
const audited = async (articleId: string) => (await administrator.call('listAudit', { subject: 'articles', subjectId: articleId, limit: 50 })).rows as { action: string; actorName: string; why: string | null }[];

test('an agent writes, who wrote cannot publish, a manager sends it back with a reason, and it is published in the name of who reviewed it', async () => {
  const draft = await write(agent, text('q-lamp', '用 USB 口充 2 小时。'));
  expect(draft).toMatchObject({ state: 'draft', inForce: false, byName: '林坐席' });
  const put = await act(agent, draft, 'submit');
  expect(await codeOf(act(agent, put, 'publish'))).toBe('notAllowed');
  expect((await second.on(api).listArticles({ brandId })).waiting).toBe(1);
  expect((await agent.on(api).listArticles({ brandId })).waiting).toBe(0); // it waits, and not for who wrote it
  expect(await codeOf(act(second, put, 'sendBack'))).toBe('articleReasonNeeded');
  const back = await act(second, put, 'sendBack', '时间不对，是 3 小时');
  expect(await show(agent, 'q-lamp')).toMatchObject({ article: { state: 'sentBack', byName: '何大区' }, why: '时间不对，是 3 小时' });
  const better = await write(author, text('q-lamp', '用 USB 口充 3 小时。'), back); // a second person mends it
  const again = await act(agent, better, 'submit');
  expect(await refusalOf(act(author, again, 'publish'))).toMatchObject({ code: 'secondPersonNeededForArticle', details: { names: '林坐席、周经理' } });
  expect((await show(second, 'q-lamp')).hands).toEqual(['林坐席', '周经理']);
  expect((await show(second, 'q-lamp')).reviewers.map((one) => one.name)).not.toContain('周经理');
  const published = await act(second, again, 'publish');
  expect(published).toMatchObject({ state: 'published', inForce: true });
  expect(readArticle((await show(agent, 'q-lamp')).markdown)).toMatchObject({ reviewedBy: '何大区', reviewedOn: '2026-11-26', reviewBy: '2027-11-26' });
  expect(await ask('露营灯怎么充电')).toMatchObject({ cites: ['q-lamp'], text: expect.stringContaining('3 小时') });
  expect((await audited('q-lamp')).map((one) => [one.action, one.actorName]).reverse()).toEqual([['conversations.saveArticle', '林坐席'], ['conversations.submitArticle', '林坐席'], ['conversations.sendArticleBack', '何大区'], ['conversations.saveArticle', '周经理'], ['conversations.submitArticle', '林坐席'], ['conversations.publishArticle', '何大区']]);
});

test('the version in force answers until the new one is published; taking it out of force is one person’s deed, with a reason, and leaves the draft', async () => {
  const before = await show(author, 'q-lamp');
  const draft = await write(author, before.markdown.replace('3 小时', '5 小时'), { articleId: 'q-lamp', version: before.article.version });
  expect(draft).toMatchObject({ state: 'draft', inForce: true });
  expect((await ask('露营灯怎么充电')).text).toContain('3 小时');
  expect((await show(second, 'q-lamp')).inForce).toContain('3 小时'); // what a reviewer compares with
  expect(await codeOf(act(author, draft, 'withdraw'))).toBe('articleReasonNeeded');
  expect(await codeOf(act(agent, draft, 'withdraw', '危险'))).toBe('notAllowed');
  const out = await act(author, draft, 'withdraw', '会烧坏插座');
  expect(out).toMatchObject({ state: 'draft', inForce: false });
  expect((await ask('露营灯怎么充电')).cites).not.toContain('q-lamp');
  expect((await audited('q-lamp'))[0]).toMatchObject({ action: 'conversations.withdrawArticle', actorName: '周经理', why: '会烧坏插座' });
  expect((await show(author, 'q-lamp')).markdown).toContain('5 小时');
  const dropped = await act(author, out, 'drop');
  expect(dropped).toMatchObject({ state: 'withdrawn', inForce: false });
  const put = await act(author, dropped, 'submit'); // back into force takes two again
  expect(await codeOf(act(author, put, 'publish'))).toBe('secondPersonNeededForArticle');
  expect(await act(second, put, 'publish')).toMatchObject({ state: 'published' });
  expect((await ask('露营灯怎么充电')).text).toContain('3 小时');
});

test('two write at once: the second is told who was faster and loses nothing; an import does not run over a draft, nor does another id slip in', async () => {
  const first = await write(author, text('q-two', '甲'));
  await write(second, text('q-two', '乙'), first);
  expect(await refusalOf(write(author, text('q-two', '丙'), first))).toMatchObject({ code: 'staleEdit', details: { changes: [{ actorName: '何大区', action: 'conversations.saveArticle' }] } });
  expect(await refusalOf(write(agent, text('q-two', '由文件')))).toMatchObject({ code: 'articleInWork', details: { name: '何大区' } });
  const now = await show(author, 'q-two');
  expect(await codeOf(write(author, text('q-other', '丙'), now.article))).toBe('articleNotReadable');
  expect((await write(author, now.markdown, now.article)).version).toBe(now.article.version); // the same text is no version
  const both = await Promise.all(['丁', '戊'].map((body) => codeOf(write(author, text('q-two', body), now.article))));
  expect(both.sort()).toEqual(['done', 'staleEdit']);
});

test('an article ends with its day and is told to be looked at; put forward as it is and published by a second person its day moves on', async () => {
  const draft = await write(author, text('q-end', '冬季活动价 99 元。', { title: '冬季检查活动价', category: 'price.repair', aliases: '冬检活动多少钱、冬检价格', validTo: '2026-11-27', reviewBy: '2026-11-26' }));
  await act(second, await act(author, draft, 'submit'), 'publish');
  expect((await ask('冬检活动多少钱')).cites).toContain('q-end');
  home.clock.advance({ days: 1 });
  expect((await ask('冬检活动多少钱')).cites).toContain('q-end'); // its last day
  home.clock.advance({ days: 1 });
  expect((await ask('冬检活动多少钱')).cites).not.toContain('q-end');
  const { stale } = await author.on(api).showGaps({ brandId });
  expect(stale.find((one) => one.articleId === 'q-end')).toMatchObject({ because: ['ended'], validTo: '2026-11-27' });
  const row = (await author.on(api).listArticles({ brandId })).articles.find((one) => one.articleId === 'q-end');
  expect(row).toMatchObject({ state: 'published', overdue: ['ended'] });
  const shipped = (await author.on(api).listArticles({ brandId })).articles.find((one) => one.state === 'shipped')!;
  const put = await act(author, shipped, 'submit');
  expect(put).toMatchObject({ state: 'inReview', inForce: true });
  expect(await act(second, put, 'publish')).toMatchObject({ state: 'published', reviewBy: '2027-11-28' });
});
test('who publishes is named in the head, whatever was typed there; a day to look again that is to come is kept', () => {
  const kept = reviewed(text('a', '正文', { reviewBy: '2027-03-01' }), '何大区', '2026-11-26');
  expect(readArticle(kept)).toMatchObject({ reviewedBy: '何大区', reviewedOn: '2026-11-26', reviewBy: '2027-03-01' });
  expect(kept.match(/reviewedBy/g)).toHaveLength(1);
  expect(readArticle(reviewed(text('a', '正文', { reviewBy: '2026-11-01' }), '何大区', '2026-11-26')).reviewBy).toBe('2027-11-26');
  for (const [name, value] of [['validTo', '2025-12-31'], ['validTo', '2026-02-30'], ['reviewBy', 'soon']] as const) expect(() => readArticle(text('a', '正文', { [name]: value }))).toThrow();
});

test('other brands and other roles stand outside', async () => {
  const article = (await author.on(api).listArticles({ brandId })).articles.find((one) => one.articleId === 'q-two')!;
  for (const attempt of [() => act(stranger, article, 'submit'), () => act(stranger, article, 'withdraw', 'x'), () => write(stranger, text('q-three', '正文')), () => show(stranger, 'q-two'), () => stranger.on(api).listArticles({ brandId }), () => stranger.on(api).articleHistory({ brandId, articleId: 'q-two' })]) expect(await codeOf(attempt())).toBe('notAllowed');
  expect(await codeOf(stranger.on(api).showArticle({ brandId: foreign, articleId: 'q-two' }))).toBe('articleNotFound');
  expect((await stranger.on(api).listArticles({ brandId: foreign })).articles.some((one) => one.articleId.startsWith('q-'))).toBe(false);
  expect(await codeOf(adviser.call('saveArticles', { brandId, markdown: [text('q-three', '正文')] }))).not.toBe('done');
  expect((await show(adviser, 'q-two')).acts).toEqual([]);
  expect((await author.on(api).listArticles({ brandId })).reviewers.map((one) => one.name)).not.toContain('外人');
});

test('a question without an answer, asked in other words, is one gap; its article goes through review, the next is answered, the gap is closed and says with what effect', async () => {
  for (const words of ['天幕帐篷能挂在车顶行李架上吗', '车顶行李架可以挂天幕帐篷吗', '天幕帐篷挂车顶行李架上行吗 13987650001']) await ask(words);
  const find = async () => (await agent.on(api).showGaps({ brandId })).gaps.filter((gap) => gap.asked.some((asked) => asked.includes('天幕')));
  const [gap, ...more] = await find();
  expect(more).toEqual([]);
  expect(gap).toMatchObject({ times: 3, state: 'open', article: null, effect: null });
  expect(gap!.asked.join() + gap!.draft).not.toContain('13987650001');
  const draft = await write(agent, `${gap!.draft}可以，行李架静载 75 kg，帐篷要在停稳后展开。\n`);
  expect((await find())[0]).toMatchObject({ state: 'written', article: { articleId: draft.articleId } });
  await act(second, await act(agent, draft, 'submit'), 'publish');
  expect((await find())[0]).toMatchObject({ state: 'answered', effect: { before: 3, askedAfter: 0, missedAfter: 0 } });
  home.clock.advance({ hours: 1 });
  const answer = await ask('车顶行李架能不能挂天幕帐篷');
  expect(answer).toMatchObject({ kind: 'answer', cites: [draft.articleId] });
  expect((await find())[0]).toMatchObject({ state: 'answered', effect: { before: 3, askedAfter: 1, missedAfter: 0 } });
  await owner.on(api).rateTurn({ turnId: answer.turnId, helped: false });
  expect((await find())[0]).toMatchObject({ state: 'missedAgain', effect: { missedAfter: 1 } });
  expect((await author.on(api).showGaps({ brandId })).stale.find((one) => one.articleId === draft.articleId)).toMatchObject({ because: ['disliked'], times: 1 });
});

test('an evaluation says what the same cases gave the time before, and names a line that is no case with what is wrong in it', async () => {
  const cases = [{ id: 'x-1', turns: [{ role: 'user', text: '车子起火了快来' }], expect: { urgency: 'S0' } }, { id: 'x-2', turns: [{ role: 'user', text: '露营灯怎么充电呀' }], expect: { must_cite_any: ['q-lamp'] } }].map((one) => JSON.stringify(one));
  const run = (lines: string[]) => author.on(api).evaluateAssistant({ brandId, cases: lines.join('\n') });
  expect((await run(cases)).before).toBeNull();
  expect((await run([...cases].reverse())).before).toMatchObject({ byName: '周经理', scores: expect.arrayContaining([{ name: 'cites one of those it must', value: 1 }]) });
  const wrong = async (line: string): Promise<unknown> => (await refusalOf(run([cases[0]!, line])))?.details;
  expect(await wrong('{"id":')).toMatchObject({ line: 2, problem: 'this is no JSON' });
  expect(await wrong(cases[0]!)).toMatchObject({ line: 2, problem: '"x-1" stands here a second time' });
  for (const expectation of [{ urgency: 'S9' }, { category: 'charging.use' }, { must_not_match: ['('] }, { must_include_any: ['a'] }]) expect(await wrong(JSON.stringify({ id: 'x-3', turns: [{ role: 'user', text: '你好' }], expect: expectation }))).toMatchObject({ field: 'cases', line: 2 });
  expect(await codeOf(stranger.on(api).evaluateAssistant({ brandId, cases: cases[0]! }))).toBe('notAllowed');
}, 240_000);
