// The knowledge of a brand: what ships, overlaid by what the brand wrote itself. Articles are read from Markdown, kept in
// every version, and answer owners only when published. K3 what was published a moment ago answers the next turn.
import { fold } from '@careloop/danger';
import { actorName, holds, type Role } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { ArticleProblem, readArticle, type Article } from './article.ts';
import { evaluate, type Case } from './evaluate.ts';
import { gapsIn } from './gaps.ts';
import { isLearned, learnedFor, learnedFully, lessonOf, type Lesson } from './learning.ts';
import { buildIndex, type SearchIndex } from './search-index.ts';
import { seedArticles, seedExamples, seedSynonyms } from './seed.ts';
import { aliasesOf, examplesOf, heldArticles, insertArticle, insertExample, knowledgeMark, ownArticle, ownArticles, turnsLately, type OwnArticle } from './store.ts';
import type { Labelled } from './triage.ts';
import type { Mind } from './turn.ts';

/** `learned`: whether the newest examples are learned already, or what was learned before still answers. */
type Known = { mark: string; mind: Mind; articles: Article[]; examples: Labelled[]; learned: boolean; lesson: Lesson };
type Shipped = { articles: Article[]; examples: Labelled[]; synonyms: [string, string[]][]; index: SearchIndex };
const minds = new Map<string, { mark: string; articles: Article[]; examples: Labelled[]; index: SearchIndex; lesson: Lesson }>();
let shippedKnowledge: Shipped | undefined;

function shipped(): Shipped {
  if (shippedKnowledge === undefined) {
    const [articles, examples, synonyms] = [seedArticles(), seedExamples(), seedSynonyms()];
    shippedKnowledge = { articles, examples, synonyms, index: buildIndex(articles, synonyms) };
  }
  return shippedKnowledge;
}
/** The mark of a brand that has nothing of its own. */
const nothingOwn = '0/0./0';
let shippedLesson: Lesson | undefined;
const lessonShipped = (): Lesson => (shippedLesson ??= lessonOf(shipped().articles, shipped().examples));

/** The shipped articles, with those of the brand in the place of theirs. */
export function articlesWith(base: readonly Article[], own: readonly OwnArticle[]): Article[] {
  const replaced = new Set(own.map((row) => row.articleId));
  const brandId = own[0]?.brandId ?? '';
  const before = readOf.get(brandId) ?? new Map<string, Article>();
  const now = new Map(own.filter((row) => row.state === 'published').map((row) => [`${row.articleId} ${row.version}`, row] as const).map(([key, row]) => [key, before.get(key) ?? readArticle(row.markdown, row.articleId)]));
  readOf.set(brandId, now);
  return [...base.filter((article) => !replaced.has(article.id)), ...now.values()];
}
/** A version of an article is read once. */
const readOf = new Map<string, Map<string, Article>>();

/** What the assistant of a brand knows now: articles at once, what is learned from them as soon as it is learned. (K3) */
export async function knownBy(tx: Tx, brandId: string): Promise<Known> {
  const mark = await knowledgeMark(tx, brandId);
  const base = shipped();
  let known = minds.get(brandId);
  if (known?.mark !== mark) {
    if (mark === nothingOwn) known = { mark, articles: base.articles, examples: base.examples, index: base.index, lesson: lessonShipped() };
    else {
      const articles = articlesWith(base.articles, await heldArticles(tx, brandId));
      const examples = [...base.examples, ...(await examplesOf(tx, brandId))];
      known = { mark, articles, examples, index: buildIndex(articles, [...base.synonyms, ...(await aliasesOf(tx, brandId)).map((row): [string, string[]] => [fold(row.canonical), row.variants.map(fold)])]), lesson: lessonOf(articles, examples) };
    }
    minds.set(brandId, known);
  }
  return { mark, articles: known.articles, examples: known.examples, lesson: known.lesson, learned: await isLearned(tx, known.lesson.key), mind: { index: known.index, learned: await learnedFor(tx, brandId, known.lesson, lessonShipped) } };
}

export const needs = (tx: Tx, roles: readonly Role[], brandId: string): void => {
  if (!holds(tx.actor, roles, { brandId })) refuse('notAllowed');
};
export const editors: readonly Role[] = ['serviceManager', 'regionalManager', 'administrator'];
export const readers: readonly Role[] = [...editors, 'agent', 'adviser', 'technician', 'auditor'];

const rowOf = (row: OwnArticle) => ({ brandId: row.brandId, articleId: row.articleId, version: row.version, state: row.state, title: row.title, category: row.category, byName: row.byName, at: row.at });
const shippedRow = (article: Article) => ({ brandId: null, articleId: article.id, version: 0, state: 'shipped' as const, title: article.title, category: article.category, byName: article.reviewedBy, at: null });

export async function listArticles(tx: Tx, input: Input<typeof api.listArticles>) {
  needs(tx, readers, input.brandId);
  const own = await ownArticles(tx, input.brandId);
  const replaced = new Set(own.map((row) => row.articleId));
  return { articles: [...own.map(rowOf), ...shipped().articles.filter((article) => !replaced.has(article.id)).map(shippedRow)] };
}

const markdownOf = (article: Article): string => ['---', `id: ${article.id}`, `title: ${article.title}`, `category: ${article.category}`, `models: ${article.models.join(',') || '*'}`, `software: ${article.software}`, `market: ${article.market}`, `audience: ${article.audience}`,
  `urgency: ${article.urgency ?? '-'}`, `validFrom: ${article.validFrom}`, `validTo: ${article.validTo ?? '-'}`, `reviewedBy: ${article.reviewedBy}`, `reviewedOn: ${article.reviewedOn}`, `aliases: ${article.aliases.join('、')}`, `sources: ${article.sources}`, '---', '', article.body, ''].join('\n');

export async function showArticle(tx: Tx, input: Input<typeof api.showArticle>) {
  needs(tx, readers, input.brandId);
  const own = await ownArticle(tx, input.brandId, input.articleId);
  if (own !== undefined) return { article: rowOf(own), markdown: own.markdown };
  const article = shipped().articles.find((one) => one.id === input.articleId) ?? refuse('articleNotFound', { id: input.articleId });
  return { article: shippedRow(article), markdown: markdownOf(article) };
}

export async function saveArticles(tx: Tx, input: Input<typeof api.saveArticles>) {
  needs(tx, editors, input.brandId);
  const read = input.markdown.map((markdown, index) => {
    try {
      return { article: readArticle(markdown), markdown };
    } catch (error) {
      if (!(error instanceof ArticleProblem)) throw error;
      return refuse('articleNotReadable', { field: 'markdown', number: index + 1, line: error.line, problem: error.message, problemZh: error.zh });
    }
  });
  const articles = [];
  for (const { article, markdown } of read) {
    const row = await insertArticle(tx, { brandId: input.brandId, articleId: article.id, state: 'draft', title: article.title, category: article.category, markdown, byName: actorName(tx.actor), why: input.why ?? null });
    tx.record({ action: 'conversations.saveArticle', subject: 'articles', subjectId: article.id, brandId: input.brandId, version: row.version, after: { title: article.title, category: article.category }, why: input.why ?? null });
    articles.push(rowOf(row));
  }
  return { articles };
}

export async function publishArticle(tx: Tx, input: Input<typeof api.publishArticle>) {
  needs(tx, editors, input.brandId);
  const own = await ownArticle(tx, input.brandId, input.articleId);
  const article = own === undefined ? shipped().articles.find((one) => one.id === input.articleId) : undefined;
  if (own === undefined && article === undefined) refuse('articleNotFound', { id: input.articleId });
  if (input.version !== (own?.version ?? 0)) refuse('staleEdit', { changes: [] });
  const base = own ?? { title: (article as Article).title, category: (article as Article).category, markdown: markdownOf(article as Article) };
  const row = await insertArticle(tx, { brandId: input.brandId, articleId: input.articleId, state: input.state, title: base.title, category: base.category, markdown: base.markdown, byName: actorName(tx.actor), why: input.why ?? null });
  tx.record({ action: 'conversations.publishArticle', subject: 'articles', subjectId: input.articleId, brandId: input.brandId, version: row.version, before: { state: own?.state ?? 'shipped' }, after: { state: input.state }, why: input.why ?? null });
  return rowOf(row);
}

export async function addExample(tx: Tx, input: Input<typeof api.addExample>) {
  needs(tx, [...editors, 'agent'], input.brandId);
  const { brandId, ...example } = input;
  await insertExample(tx, brandId, example, actorName(tx.actor));
  tx.record({ action: 'conversations.addExample', subject: 'examples', subjectId: brandId, brandId, after: example });
  return { ok: true as const };
}

export async function showGaps(tx: Tx, input: Input<typeof api.showGaps>) {
  needs(tx, [...editors, 'agent', 'auditor'], input.brandId);
  const since = new Date(tx.now.getTime() - (input.days ?? 30) * 86_400_000);
  const { mind, articles } = await knownBy(tx, input.brandId);
  return gapsIn(mind, articles, await turnsLately(tx, input.brandId, since), tx.now, actorName(tx.actor));
}

export async function evaluateAssistant(tx: Tx, input: Input<typeof api.evaluateAssistant>) {
  needs(tx, editors, input.brandId);
  const lines = input.cases.split('\n').filter((line) => line.trim() !== '').slice(0, 2000);
  const cases = lines.map((line, index) => {
    try {
      const one = JSON.parse(line) as Case;
      if (typeof one.id !== 'string' || !Array.isArray(one.turns) || !one.turns.some((turn) => turn.role === 'user' && typeof turn.text === 'string') || typeof one.expect !== 'object' || one.expect === null) throw new Error('no case');
      return one;
    } catch {
      return refuse('casesNotReadable', { field: 'cases', line: index + 1 });
    }
  });
  const { mind, articles, examples, lesson } = await knownBy(tx, input.brandId);
  const report = evaluate({ ...mind, learned: await learnedFully(tx, lesson) }, cases, { articles, texts: examples.map((one) => one.text) });
  return { curves: report.curves, cases: report.cases, learnedFrom: report.learnedFrom, scores: report.scores.map((one) => ({ name: one.name, value: one.value, of: one.of, aim: one.aim ?? null, met: one.met ?? null, failed: one.failed })) };
}
