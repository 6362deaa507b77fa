// The seed of the assistant holds together: every article can be trusted to be whole, every case of the evaluation can be
// met by what ships, nothing that is measured was learned before, and no owner is ever told to touch what may kill.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brandPlans } from '../../../fleet/brand-plans.ts';

type Article = { file: string; head: Record<string, string>; body: string };
type Turn = { role: 'user' | 'assistant'; text: string };
type Expected = {
  intent: string[]; category: string[]; urgency: string; urgency_accept: string[]; service: string[]; must_cite_any: string[]; must_not_cite: string[]; must_include_any: string[][]; must_not_match: string[];
  answerable: boolean; handoff: string; actions: unknown[]; relevant?: Record<string, number>; canary?: string[]; summary?: Record<string, unknown>; topics?: string[]; sentiment?: Record<string, number>;
};
type Case = {
  id: string; lang: string; vehicle: { model: string; year: number; sw: string; mileage_km: number }; context: { time: string }; turns: Turn[]; documents?: { id: string; channel: string; text: string }[]; expect: Expected; tags: string[]; source: string;
};
type Phrase = { text: string; intent: string; category: string; urgency: string };

const here = import.meta.dirname;
const lines = (file: string): string[] => readFileSync(join(here, file), 'utf8').split('\n').filter((line) => line !== '');
const articles: Article[] = readdirSync(join(here, 'articles')).map((file) => {
  const text = readFileSync(join(here, 'articles', file), 'utf8');
  const match = /^---\n([\s\S]*?)\n---\n\n([\s\S]*)$/.exec(text);
  if (match === null) throw new Error(`${file} has no front matter`);
  const head = Object.fromEntries((match[1] as string).split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
  return { file, head, body: match[2] as string };
});
const byId = new Map(articles.map((one) => [one.head.id as string, one]));
const categories = lines('categories.tsv').map((line) => line.split('\t'));
const keys = new Set(categories.map((row) => row[0] as string));
const cases = lines('evaluation.jsonl').map((line) => JSON.parse(line) as Case);
const phrases = lines('training.jsonl').map((line) => JSON.parse(line) as Phrase);

const urgencies = ['S0', 'S1', 'S2', 'S3', 'S4'];
const intents = ['kb_question', 'symptom', 'fault_code', 'booking', 'progress', 'rescue', 'price', 'policy', 'complaint', 'human', 'feedback', 'chitchat', 'out_of_scope'];
const models = brandPlans.flatMap((brand) => brand.models.map((model) => model.id));
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

const number = (version: string): number => version.split('.').slice(0, 2).reduce((sum, part, index) => sum + Number(part) / 1000 ** index, 0);
/** Whether a car with this software reads an article of this range ('*', '>=4.0', '<4.0'). */
const suits = (range: string, version: string): boolean => range === '*' || (range.startsWith('>=') ? number(version) >= number(range.slice(2)) : number(version) < number(range.slice(1)));
const modelsOf = (one: Article): string[] => (one.head.models === '*' ? models : (one.head.models as string).split(','));
const holdsOn = (one: Article, day: string): boolean => (one.head.validFrom as string) <= day && (one.head.validTo === '-' || day <= (one.head.validTo as string));
/** Whether an owner with this car may be shown the article on this day. */
const shown = (one: Article, car: Case['vehicle'], day: string): boolean => one.head.audience === 'owner' && modelsOf(one).includes(car.model) && suits(one.head.software as string, car.sw) && holdsOn(one, day);
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

test('articles are called by their id, each has a whole head, and there are at least 150', () => {
  const wanted = ['id', 'title', 'category', 'models', 'software', 'market', 'audience', 'urgency', 'validFrom', 'validTo', 'reviewedBy', 'reviewedOn', 'aliases', 'sources'];
  expect(articles.length).toBeGreaterThanOrEqual(150);
  expect(byId.size).toBe(articles.length);
  expect(articles.filter((one) => one.file !== `${one.head.id}.md`).map((one) => one.file)).toEqual([]);
  expect(articles.filter((one) => Object.keys(one.head).join() !== wanted.join() || Object.values(one.head).some((value) => value.trim() === '')).map((one) => one.file)).toEqual([]);
  expect(articles.filter(({ head }) => head.market !== 'cn' || !['owner', 'staff'].includes(head.audience as string) || ![...urgencies, '-'].includes(head.urgency as string)).map((one) => one.file)).toEqual([]);
  expect(articles.filter(({ head }) => !/^(\*|>=\d+\.\d+|<\d+\.\d+)$/.test(head.software as string)).map((one) => one.file)).toEqual([]);
  expect(articles.flatMap((one) => modelsOf(one).filter((model) => !models.includes(model)).map((model) => `${one.file} ${model}`))).toEqual([]);
  expect(articles.filter(({ head }) => (head.aliases as string).split('、').length < 3).map((one) => one.file)).toEqual([]);
});

test('every day in a head is a day, validity runs forward, and what holds today was reviewed after it began', () => {
  expect(articles.filter(({ head }) => !isDay(head.validFrom as string) || !isDay(head.reviewedOn as string) || (head.validTo !== '-' && !isDay(head.validTo as string))).map((one) => one.file)).toEqual([]);
  expect(articles.filter(({ head }) => head.validTo !== '-' && (head.validTo as string) < (head.validFrom as string)).map((one) => one.file)).toEqual([]);
  expect(articles.filter(({ head }) => (head.reviewedOn as string) < (head.validFrom as string)).map((one) => one.file)).toEqual([]);
});

test('categories are two-level, named in both languages, and each has articles, cases and phrases', () => {
  expect(categories.filter((row) => row.length !== 4 || row.some((cell) => cell === '') || !/^[a-z]+\.[a-z0-9_]+$/.test(row[0] as string))).toEqual([]);
  expect(keys.size).toBe(categories.length);
  expect(articles.filter((one) => !keys.has(one.head.category as string)).map((one) => one.file)).toEqual([]);
  const used = (found: readonly string[]): string[] => [...keys].filter((key) => !found.includes(key));
  expect(used(articles.map((one) => one.head.category as string))).toEqual([]);
  expect(used(cases.flatMap((one) => one.expect.category))).toEqual([]);
  expect(used(phrases.map((one) => one.category))).toEqual([]);
});

test('no owner reads a word about opening, disconnecting or measuring what is live, nor about driving on or wiping codes', () => {
  // Not even in a denial: an answer quotes sentences, and half a sentence must do no harm.
  const forbidden = [/拆/, /维修开关|\bMSD\b/i, /清[除掉]?.{0,3}(?:故障)?码/, /(?:继续|接着)(?:行驶|开车|开)(?!始)/, /短接|跳线|万用表|兆欧表/, /灭火器|扑灭|浇水|泼水/, /再观察(?:几天|看看)/, /用.{0,4}(?:酒精|湿布|纸巾).{0,6}擦/, /(?:拔下|拔掉|断开).{0,8}(?:高压|橙色|电池)/];
  const wrong = articles.filter((one) => one.head.audience === 'owner').flatMap((one) => forbidden.flatMap((pattern) => { const hit = pattern.exec(one.body); return hit === null ? [] : [`${one.file}: ${hit[0]}`]; }));
  expect(wrong).toEqual([]);
});

test('an answer to a danger begins with what protects, names who to call, warns, and speaks of no money before', () => {
  const dangers = articles.filter((one) => one.head.audience === 'owner' && ['S0', 'S1'].includes(one.head.urgency as string));
  expect(dangers.length).toBeGreaterThanOrEqual(20);
  const wrong = dangers.flatMap((one) => {
    const first = /^## 现在马上做\n([\s\S]*?)(?=\n## |$)/.exec(one.body)?.[1] ?? '';
    const lead = first.split('\n')[0] ?? '';
    const sound = /^1\. /.test(lead) && (lead.match(/[。！]/g) ?? []).length <= 2 && /119|120|一键救援|12122/.test(first) && first.includes('> 警告：') && !/元|费用|价格|预约/.test(first);
    return sound && (one.head.urgency !== 'S0' || /119|120/.test(first)) ? [] : [one.file];
  });
  expect(wrong).toEqual([]);
});

test('two articles on the same question are never shown to the same car on the same day', () => {
  const owners = articles.filter((one) => one.head.audience === 'owner');
  const days = [...new Set(owners.flatMap((one) => [one.head.validFrom as string, one.head.validTo as string]))].filter((day) => day !== '-');
  const versions = ['2.8.0', '3.0.2', '3.3.0', '4.0.0', '4.1.0'];
  const together = (a: Article, b: Article): boolean => models.some((model) => versions.some((sw) => days.some((day) => shown(a, { model, sw, year: 2025, mileage_km: 1 }, day) && shown(b, { model, sw, year: 2025, mileage_km: 1 }, day))));
  const twins = owners.flatMap((a, index) => owners.slice(index + 1).filter((b) => a.head.aliases === b.head.aliases).map((b) => [a, b] as const));
  expect(twins.length).toBeGreaterThanOrEqual(25);
  expect(twins.filter(([a, b]) => together(a, b)).map(([a, b]) => `${a.file} ${b.file}`)).toEqual([]);
  const differing = (what: string): boolean => twins.some(([a, b]) => a.head[what] !== b.head[what]);
  expect(['models', 'software', 'validTo'].filter((what) => !differing(what))).toEqual([]);
});

test('cases have the format of the evaluation, each with an id of its own', () => {
  expect(cases.length).toBeGreaterThanOrEqual(320);
  expect(new Set(cases.map((one) => one.id)).size).toBe(cases.length);
  const wrong = cases.filter((one) => !['zh-CN', 'en'].includes(one.lang) || !models.includes(one.vehicle.model) || Number.isNaN(Date.parse(one.context.time)) || one.turns.length === 0 || one.turns.at(-1)?.role !== 'user' || one.source !== 'authored'
    || one.expect.intent.some((intent) => !intents.includes(intent)) || one.expect.category.some((key) => !keys.has(key)) || !urgencies.includes(one.expect.urgency) || !one.expect.urgency_accept.includes(one.expect.urgency) || !['none', 'optional', 'required'].includes(one.expect.handoff));
  expect(wrong.map((one) => one.id)).toEqual([]);
  expect(cases.flatMap((one) => one.expect.must_not_match.filter((pattern) => { new RegExp(pattern, 'u'); return pattern === ''; }))).toEqual([]);
});

test('what a case wants cited is shown to its car on its day, and holds what the case wants and nothing that it forbids', () => {
  const named = cases.flatMap((one) => [...one.expect.must_cite_any, ...one.expect.must_not_cite, ...Object.keys(one.expect.relevant ?? {})].map((id) => [one.id, id] as const));
  expect(named.filter(([, id]) => !byId.has(id))).toEqual([]);
  const wrong = cases.filter((one) => one.expect.must_cite_any.length > 0).flatMap((one) => {
    const day = new Date(one.context.time).toJSON().slice(0, 10);
    const cited = one.expect.must_cite_any.map((id) => byId.get(id) as Article).filter((article) => shown(article, one.vehicle, day));
    if (cited.length === 0) return [`${one.id}: hidden from its car`];
    const clean = cited.filter((article) => !one.expect.must_not_match.some((pattern) => new RegExp(pattern, 'u').test(article.body)));
    if (clean.length !== cited.length) return [`${one.id}: cites what it forbids`];
    return one.lang !== 'zh-CN' || one.expect.must_include_any.every((group) => group.some((word) => cited.some((article) => article.body.includes(word)))) ? [] : [`${one.id}: the words it wants are nowhere`];
  });
  expect(wrong).toEqual([]);
});

test('a danger is answered by an article on dangers', () => {
  const calm = cases.filter((one) => ['S0', 'S1'].includes(one.expect.urgency) && one.expect.must_cite_any.length > 0 && !one.expect.must_cite_any.some((id) => ['S0', 'S1'].includes(byId.get(id)?.head.urgency as string)));
  expect(calm.map((one) => one.id)).toEqual([]);
});

test('every style, urgency, intent and kind of case is there', () => {
  const tags = new Map<string, number>();
  for (const tag of cases.flatMap((one) => one.tags)) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  const atLeast: Record<string, number> = {
    plain: 50, dialect: 10, typo: 8, voice: 4, mixed: 3, english: 20, several: 4, denial: 10, past: 5, hypothetical: 2, third: 6, word: 1, panic3: 6, turn3: 6, anger: 8, 'hard-negative': 30, injection: 18, handoff: 10, retrieval: 40, feedback: 6, human: 15,
    model: 15, software: 8, validity: 8, code: 12, colloquial: 8, 'multi-turn': 15, unanswerable: 3, idiom: 60, 'held-out': 60,
  };
  expect(Object.entries(atLeast).filter(([tag, least]) => (tags.get(tag) ?? 0) < least)).toEqual([]);
  expect(urgencies.filter((one) => cases.filter((each) => each.expect.urgency === one).length < 40)).toEqual([]);
  expect(intents.filter((one) => !cases.some((each) => each.expect.intent[0] === one) || !phrases.some((each) => each.intent === one))).toEqual([]);
  expect(cases.filter((one) => one.tags.includes('hard-negative') && one.expect.urgency !== 'S4').map((one) => one.id)).toEqual([]);
  expect(cases.filter((one) => one.tags.includes('injection') && (one.expect.canary ?? []).length === 0).map((one) => one.id)).toEqual([]);
  expect(cases.filter((one) => one.tags.includes('handoff') && (one.expect.summary === undefined || one.turns.length < 3)).map((one) => one.id)).toEqual([]);
  expect(cases.filter((one) => one.tags.includes('retrieval') && Object.values(one.expect.relevant ?? {}).some((grade) => ![0, 1, 2, 3].includes(grade))).map((one) => one.id)).toEqual([]);
  expect(cases.filter((one) => one.tags.includes('turn3') && !['S0', 'S1'].includes(one.expect.urgency)).map((one) => one.id)).toEqual([]);
});

test('nothing that is measured was learned before, not even nearly', () => {
  const pairs = (text: string): Set<string> => new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
  const learned = phrases.map((one) => folded(one.text));
  const exact = new Set(learned);
  const said = [...new Set(cases.flatMap((one) => one.turns.filter((turn) => turn.role === 'user').map((turn) => folded(turn.text))))];
  expect(said.filter((text) => exact.has(text))).toEqual([]);
  const known = learned.map(pairs);
  const holders = new Map<string, number[]>();
  known.forEach((set, index) => {
    for (const pair of set) {
      const found = holders.get(pair);
      if (found === undefined) holders.set(pair, [index]);
      else found.push(index);
    }
  });
  const near = said.flatMap((text) => {
    const mine = pairs(text);
    const same = new Map<number, number>();
    for (const pair of mine) for (const index of holders.get(pair) ?? []) same.set(index, (same.get(index) ?? 0) + 1);
    return [...same].filter(([index, count]) => count / (mine.size + (known[index]?.size ?? 0) - count) >= 0.8).map(([index]) => `${text} ~ ${learned[index]}`);
  });
  expect(near).toEqual([]);
});

test('what is held out shares no four Chinese signs in a row with a phrase or with the aliases of an article', () => {
  const fours = (text: string): string[] => Array.from({ length: Math.max(0, text.length - 3) }, (_, at) => text.slice(at, at + 4)).filter((four) => /^\p{sc=Han}{4}$/u.test(four));
  const heldOut = new Set(cases.filter((one) => one.tags.includes('held-out')).flatMap((one) => fours(folded(one.turns.map((turn) => turn.text).join('|')))));
  expect(heldOut.size).toBeGreaterThan(400);
  const seen = [...phrases.map((one) => one.text), ...articles.filter((one) => one.head.audience === 'owner').flatMap((one) => (one.head.aliases as string).split('、'))];
  expect(seen.filter((text) => fours(folded(text)).some((four) => heldOut.has(four)))).toEqual([]);
});

test('phrases are labelled with what the house knows, and none is said twice', () => {
  expect(phrases.length).toBeGreaterThanOrEqual(2000);
  expect(phrases.filter((one) => !intents.includes(one.intent) || !keys.has(one.category) || !urgencies.includes(one.urgency) || one.text.trim() !== one.text || one.text === '')).toEqual([]);
  expect(new Set(phrases.map((one) => folded(one.text))).size).toBe(phrases.length);
  expect(urgencies.filter((level) => phrases.filter((one) => one.urgency === level).length < 150)).toEqual([]);
});

test('no word is another name for two things', () => {
  const rows = lines('aliases.tsv').map((line) => line.split('\t'));
  expect(rows.length).toBeGreaterThanOrEqual(150);
  expect(rows.filter((row) => row.length !== 2 || row.some((cell) => cell.trim() === ''))).toEqual([]);
  const meanings = new Map<string, string[]>();
  for (const [canonical, variants] of rows as [string, string][]) for (const variant of variants.split('、')) meanings.set(variant, [...(meanings.get(variant) ?? []), canonical]);
  const names = new Set(rows.map((row) => row[0] as string));
  expect([...meanings].filter(([variant, found]) => found.length > 1 || names.has(variant))).toEqual([]);
});
