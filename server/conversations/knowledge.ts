// The knowledge of a brand: what ships, overlaid by what the brand wrote itself. Articles are read from Markdown, kept in
// every version, and answer owners only when published (articles.ts). K3 what was published a moment ago answers the next turn.
import { createHash } from 'node:crypto';
import { fold } from '@careloop/danger';
import { actorName, holds, type Role } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { overdue, readArticle, type Article } from './article.ts';
import { mostCases, readCases } from './cases.ts';
import { LineProblem } from './line-problem.ts';
import { evaluate, type Case } from './evaluate.ts';
import { gapsIn, staleIn } from './gaps.ts';
import { isLearned, learnedFor, learnedFully, lessonOf, type Lesson } from './learning.ts';
import { buildIndex, type SearchIndex } from './search-index.ts';
import { seedArticles, seedExamples, seedSynonyms } from './seed.ts';
import { aliasesOf, examplesOf, heldArticles, insertEvaluation, insertExample, knowledgeMark, lastEvaluation, turnsLately, worksOf, type OwnArticle } from './store.ts';
import type { Labelled } from './triage.ts';
import type { Mind } from './turn.ts';

/** `learned`: whether the newest examples are learned already, or what was learned before still answers. */
type Known = { mark: string; mind: Mind; articles: Article[]; examples: Labelled[]; learned: boolean; lesson: Lesson };
type Shipped = { articles: Article[]; examples: Labelled[]; synonyms: [string, string[]][]; index: SearchIndex };
const minds = new Map<string, { mark: string; articles: Article[]; examples: Labelled[]; index: SearchIndex; lesson: Lesson }>();
let shippedKnowledge: Shipped | undefined;

export function shipped(): Shipped {
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

/** Articles that answer owners now, or would on another day. */
export const articlesInForce = async (tx: Tx, brandId: string): Promise<Article[]> => articlesWith(shipped().articles, await heldArticles(tx, brandId));

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
  const [turns, works, held] = [await turnsLately(tx, input.brandId, since), await worksOf(tx, input.brandId), await heldArticles(tx, input.brandId)];
  const published = new Map(held.filter((row) => row.state === 'published').map((row) => [row.articleId, row]));
  const own = [...works.map((row) => ({ article: readArticle(row.markdown, row.articleId), inForceSince: published.get(row.articleId)?.at ?? null })), ...[...published.values()].filter((row) => !works.some((work) => work.articleId === row.articleId)).map((row) => ({ article: readArticle(row.markdown, row.articleId), inForceSince: row.at }))];
  const on = beijingDay(tx.now);
  return { gaps: gapsIn({ mind, own, names: await aliasesOf(tx, input.brandId), turns, on, by: actorName(tx.actor) }), stale: staleIn(articles, own, turns, (article) => overdue(article, on)) };
}

export async function evaluateAssistant(tx: Tx, input: Input<typeof api.evaluateAssistant>) {
  needs(tx, editors, input.brandId);
  const cases = casesIn(input.cases);
  const { mind, articles, examples, lesson } = await knownBy(tx, input.brandId);
  const report = await evaluate({ ...mind, learned: await learnedFully(tx, lesson) }, cases, { articles, texts: examples.map((one) => one.text) });
  const casesHash = createHash('sha256').update(cases.map((one) => JSON.stringify(one)).sort().join('\n')).digest('hex');
  const before = await lastEvaluation(tx, input.brandId, casesHash);
  const scores = report.scores.map((one) => ({ name: one.name, value: one.value, of: one.of, aim: one.aim ?? null, met: one.met ?? null, failed: one.failed }));
  await insertEvaluation(tx, input.brandId, { casesHash, cases: report.cases, byName: actorName(tx.actor), scores: scores.map(({ name, value }) => ({ name, value })) });
  return { curves: report.curves, cases: report.cases, learnedFrom: report.learnedFrom, scores, before: before === undefined ? null : { at: before.at, byName: before.byName, scores: before.scores } };
}
function casesIn(text: string): Case[] {
  try {
    return readCases(text, mostCases);
  } catch (error) {
    if (!(error instanceof LineProblem)) throw error;
    return refuse('casesNotReadable', { field: 'cases', line: error.line, problem: error.message, problemZh: error.zh });
  }
}
