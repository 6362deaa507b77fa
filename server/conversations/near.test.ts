// Two rankings made one: what the vectors bring, what they may not, and what never leaves the house.
import { expect, test } from 'vitest';
import { embeddings } from '#platform/outside/embeddings';
import { hostileModel, meaningOf, paraphrases } from './hostile-model.test-data.ts';
import { readArticle } from './article.ts';
import { fused, nearTo, passageOf, vectorsOf, withoutNames, type Near, type Vectors } from './near.ts';
import { buildIndex, search, type SearchIndex } from './search-index.ts';
import { seedArticles, seedSynonyms } from './seed.ts';
import { testArticles, testExamples, testMarkdown, testMind, testReader } from './test-articles.test-data.ts';
import { buildMind, takeTurn, wordsOf, type Mind } from './turn.ts';

const one = (text: string): Float32Array => {
  const vector = Float32Array.from(meaningOf(text));
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
};
const made = new WeakMap<SearchIndex, Vectors>();
function nearBy(index: SearchIndex, question: string, alike = 0.55): Near {
  const vectors = made.get(index) ?? vectorsOf(index, 256, (chunk) => one(passageOf(chunk)));
  made.set(index, vectors);
  return nearTo(vectors, question, one(question), alike) as Near;
}
/** What can be compared of an outcome. */
const told = (outcome: unknown): unknown => JSON.parse(JSON.stringify(outcome));

const shipped = buildMind([...seedArticles(), ...testArticles()], testExamples, seedSynonyms());
const titles = (mind: Mind, text: string, near?: Near): string[] => [...new Set(takeTurn(mind, { text, earlier: [], reader: testReader, near }).hits.map((hit) => hit.chunk.article.title))].slice(0, 5);

test('recall@5 on what owners say without a word of the article rises with vectors, and falls back without them', () => {
  const recall = (near: (text: string) => Near | undefined): number => paraphrases.filter(([title, said]) => titles(shipped, said, near(said)).some((found) => found.includes(title))).length / paraphrases.length;
  const byWords = recall(() => undefined);
  expect(byWords).toBeLessThan(0.4);
  expect(recall((said) => nearBy(shipped.index, said))).toBeGreaterThan(0.9);
  expect(recall(() => undefined)).toBe(byWords);
});

test('what does not hold for the reader is not found however near it lies', () => {
  const text = '小家伙喂不饱';
  const same = (change: [string | RegExp, string], id: string) => readArticle((testMarkdown[0] as string).replace('id: t-chg-1', `id: ${id}`).replace(...change));
  const index = buildIndex([...testArticles(), same(['models: *', 'models: yuanlan-e5'], 'other-model'), same(['software: *', 'software: >=9.0'], 'other-software'), same(['market: cn', 'market: de'], 'other-market'), same(['audience: owner', 'audience: staff'], 'for-staff'), same(['validTo: -', 'validTo: 2026-01-01'], 'gone')]);
  const found = new Set(fused(index, search(index, text, testReader, { most: 60 }), nearBy(index, text), testReader, 100).map((hit) => hit.chunk.article.id));
  expect(found.has('t-chg-1')).toBe(true);
  for (const id of ['other-model', 'other-software', 'other-market', 'for-staff', 'gone', 't-chg-old']) expect([id, found.has(id)]).toEqual([id, false]);
});

test('what is asked for by its letters stays first, and an article takes two places at most', () => {
  const mind = buildMind([...testArticles(), readArticle((testMarkdown[4] as string).replace('id: t-tyre', 'id: code').replace('胎压多少合适', '故障码 P0A1F 是什么'))], testExamples, []);
  const text = 'P0A1F 小家伙喂不饱';
  const hits = fused(mind.index, search(mind.index, text, testReader, { most: 60 }), nearBy(mind.index, text), testReader);
  expect(hits[0]?.chunk.article.id).toBe('code');
  for (const [, many] of Map.groupBy(hits, (hit) => hit.chunk.article.id)) expect(many.length).toBeLessThanOrEqual(2);
});

test('an article that shares no word answers only from the likeness on, in its own words and cited; a near vector that is not that near makes no answer', () => {
  const mind = testMind();
  const text = '圆圈圈该吹多鼓';
  const byWords = takeTurn(mind, { text, earlier: [], reader: testReader });
  expect(byWords.citations).toEqual([]);
  const near = nearBy(mind.index, text);
  const answer = takeTurn(mind, { text, earlier: [], reader: testReader, near });
  expect(answer.kind).toBe('answer');
  expect(answer.citations.map((each) => each.articleId)).toEqual(['t-tyre']);
  expect(wordsOf(answer)).toContain('冷车胎压 2.5 bar，满载 2.8 bar。');
  const most = Math.max(...near.likeness);
  for (const alike of [most + 0.01, 1]) {
    const weak = takeTurn(mind, { text, earlier: [], reader: testReader, near: { ...near, alike } });
    expect(weak.citations).toEqual([]);
    expect(weak.sure).toBeLessThanOrEqual(byWords.sure);
  }
  expect(told(takeTurn(mind, { text, earlier: [], reader: testReader, near: { ...near, of: '另一个问题' } }))).toEqual(told(byWords));
});

test('in danger vectors change nothing, and no vector makes a danger or a person of calm words', () => {
  const mind = testMind();
  for (const text of ['充电的时候冒烟了', '转人工', '圆圈圈该吹多鼓']) {
    const [calm, near] = [takeTurn(mind, { text, earlier: [], reader: testReader }), takeTurn(mind, { text, earlier: [], reader: testReader, near: nearBy(mind.index, text) })];
    expect(told([near.urgency, near.inDanger, near.read, near.handOff === 'asked', near.cards])).toEqual(told([calm.urgency, calm.inDanger, calm.read, calm.handOff === 'asked', calm.cards]));
    if (calm.inDanger) expect(told(near)).toEqual(told(calm));
  }
});

test('phone numbers, plates, VINs, identity numbers and addresses are no part of what is embedded; codes, prices and models are', () => {
  const said = withoutNames('我叫王明，电话 138 0013 8000 或 021-5555-1234，车牌沪A·D12345，沪AD12345，京B12345，车架号 LXH7A1B23R0001234，身份证 31010119900101123X，me@mail.example 充不进电，P0A1F，显示 300 km，H7 2025 款，花了 1280 元，2026-11-26');
  for (const secret of ['138', '8000', '5555', '12345', 'D1', 'LXH7', '0001234', '3101', '123X', 'mail', 'me@']) expect(said).not.toContain(secret);
  for (const kept of ['充不进电', 'P0A1F', '300 km', 'H7 2025 款', '1280 元']) expect(said).toContain(kept);
  expect(withoutNames('ｌｘｈ７ａ１ｂ２３ｒ０００１２３４')).toBe('车架号');
});

const endpoint = await hostileModel();
test.each([
  ['another count', { fewer: 1 }, 'wrongVectors'], ['no number', { notANumber: true }, 'wrongVectors'], ['all nought', { nothing: true }, 'wrongVectors'], ['too short', { size: 3 }, 'wrongVectors'], ['half an answer', { half: true }, 'cutOff'], ['too many requests', { status: 429 }, 'busy'],
  ['an error', { status: 500 }, 'refused'], ['2 MB', { floodBytes: 2_000_000 }, 'tooLong'], ['silence', { silentMs: 40_000 }, 'slow'], ['no JSON', { raw: 'oops' }, 'unreadable'], ['null', { raw: 'null' }, undefined], ['data that is none', { raw: '{"data":[null]}' }, 'wrongVectors'],
  ['an index beside the list', { raw: `{"data":[{"index":5,"embedding":[${'1,'.repeat(15)}1]}]}` }, 'wrongVectors'], ['a hung-up line', { hangUp: true }, undefined], ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'unreachable'],
] as const)('an endpoint that gives %s gives nothing, in time', async (_name, manner, why) => {
  endpoint.embed(manner);
  const started = performance.now();
  const answer = await embeddings({ url: endpoint.url, model: 'm', questionMs: 400 }).ofQuestion('胎压多少');
  expect(answer.ok).toBe(false);
  if (why !== undefined) expect(answer).toEqual({ ok: false, why });
  expect(performance.now() - started).toBeLessThan(1500);
});

test('after three failures in a row nobody waits for it until it has rested; the same question is asked once', async () => {
  const place = embeddings({ url: endpoint.url, model: 'm', questionMs: 100, restMs: 400 });
  endpoint.embed({ status: 500 });
  for (let nth = 0; nth < 3; nth++) await place.ofQuestion('胎压几何');
  const asked = endpoint.embedded.length;
  endpoint.embed({ size: 64 });
  expect(await place.ofQuestion('胎压几何')).toEqual({ ok: false, why: 'resting' });
  expect(endpoint.embedded.length).toBe(asked);
  await new Promise((done) => setTimeout(done, 450));
  for (let nth = 0; nth < 2; nth++) expect(await place.ofQuestion('胎压几何')).toMatchObject({ ok: true });
  expect(endpoint.embedded.length).toBe(asked + 1);
  await endpoint.close();
  expect(await place.ofQuestion('另一问')).toMatchObject({ ok: false });
});
