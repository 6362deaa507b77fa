// Articles of a brand as people work on them: the list, one with what changed against the version in force, writing, and the
// acts of review (review.ts). W1 nobody writes over what somebody else wrote meanwhile without having seen it; W2 a file brings
// nothing over a text that is being worked on; W3 who publishes stands in the article as its reviewer, with the day.
import { actorId, actorName, holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { staffFor } from '#people';
import type { api } from './api.ts';
import { ArticleProblem, markdownOf, overdue, readArticle, reviewed, type Article } from './article.ts';
import { categoryCodes } from './category-words.ts';
import { forbiddenAdvice } from './forbidden.ts';
import { articlesInForce, editors, needs, readers, shipped } from './knowledge.ts';
import { actsFor, afterAct, isHand, needsWhy, standingOf, type Part, type Standing } from './review.ts';
import { articleSteps, insertArticle, lockArticle, versionsOf, worksOf, type OwnArticle } from './store.ts';

export const reviewers = editors;
export const writers: readonly Role[] = [...editors, 'agent'];
const me = (tx: Tx) => ({ id: actorId(tx.actor), name: actorName(tx.actor) });
const partOf = (tx: Tx, brandId: string, standing: Standing): Part => ({ writes: holds(tx.actor, writers, { brandId }), reviews: holds(tx.actor, reviewers, { brandId }), hand: isHand(standing, me(tx)) });

function rowOf(tx: Tx, brandId: string, of: { articleId: string; standing: Standing; newest: Omit<OwnArticle, 'markdown'> | undefined; dated: Article }) {
  const { standing, newest, dated } = of;
  return {
    brandId: newest === undefined ? null : brandId, articleId: of.articleId, version: standing.version, state: standing.state, inForce: standing.inForce, title: newest?.title ?? dated.title, category: newest?.category ?? dated.category,
    byName: newest?.byName ?? dated.reviewedBy, at: newest?.at ?? null, validFrom: dated.validFrom, validTo: dated.validTo, reviewBy: dated.reviewBy, overdue: standing.inForce ? overdue(dated, beijingDay(tx.now)) : [],
    waits: actsFor(standing, partOf(tx, brandId, standing)).includes('publish'),
  };
}

/** Who may publish what somebody else wrote, so that the page can say whom to ask. */
const reviewersOf = async (tx: Tx, brandId: string) => (await staffFor(tx, { roles: reviewers, brandId })).map((one) => ({ id: one.id, name: one.name, roles: [...new Set(one.grants.filter((grant) => reviewers.includes(grant.role) && (grant.brandId === null || grant.brandId === brandId)).map((grant) => grant.role))] }));

const showsFirst = (steps: readonly Omit<OwnArticle, 'markdown'>[], standing: Standing): Omit<OwnArticle, 'markdown'> | undefined => steps.find((step) => step.version === (standing.work ?? standing.held)?.version) ?? steps.at(-1);

export async function listArticles(tx: Tx, input: Input<typeof api.listArticles>) {
  needs(tx, readers, input.brandId);
  const [steps, works, inForce, people] = [await articleSteps(tx, input.brandId), await worksOf(tx, input.brandId), await articlesInForce(tx, input.brandId), await reviewersOf(tx, input.brandId)];
  const ships = new Set(shipped().articles.map((article) => article.id));
  const current = new Map(inForce.map((article) => [article.id, article]));
  const written = new Map(works.map((row) => [row.articleId, row]));
  const own = [...Map.groupBy(steps, (step) => step.articleId)].flatMap(([articleId, of]) => {
    const standing = standingOf(of, ships.has(articleId));
    const work = written.get(articleId);
    const dated = current.get(articleId) ?? (work === undefined ? shipped().articles.find((one) => one.id === articleId) : readArticle(work.markdown, articleId));
    const newest = showsFirst(of, standing);
    return newest === undefined ? [] : [rowOf(tx, input.brandId, { articleId, standing, newest, dated: dated ?? { ...nothingDated, title: newest.title, category: newest.category } })];
  });
  const seen = new Set(own.map((row) => row.articleId));
  const articles = [...own, ...shipped().articles.filter((article) => !seen.has(article.id)).map((article) => rowOf(tx, input.brandId, { articleId: article.id, standing: standingOf([], true), newest: undefined, dated: article }))];
  return { articles, waiting: articles.filter((row) => row.waits).length, inReview: articles.filter((row) => row.state === 'inReview').length, reviewers: people };
}
/** Of an article that is in force no longer and that nobody works on. */
const nothingDated: Article = { id: '', title: '', category: '', models: [], software: '*', market: 'cn', audience: 'owner', urgency: null, validFrom: '2000-01-01', validTo: null, reviewedBy: '', reviewedOn: '2000-01-01', reviewBy: '2000-01-01', aliases: [], sources: '', body: '' };

type Opened = { steps: OwnArticle[]; standing: Standing; ships: Article | undefined; text: string; textInForce: string | null };
async function opened(tx: Tx, brandId: string, articleId: string): Promise<Opened> {
  const steps = (await versionsOf(tx, brandId, articleId)).reverse();
  const ships = shipped().articles.find((one) => one.id === articleId);
  const standing = standingOf(steps, ships !== undefined);
  const textOf = (version: number | undefined): string | undefined => steps.find((step) => step.version === version)?.markdown;
  const shippedText = ships === undefined ? undefined : markdownOf(ships);
  const text = textOf(standing.work?.version) ?? textOf(standing.held?.version) ?? shippedText ?? steps.at(-1)?.markdown ?? '';
  return { steps, standing, ships, text, textInForce: standing.inForce ? (textOf(standing.held?.version) ?? shippedText ?? null) : null };
}

/** What a reviewer and a writer must know of a text before it answers owners. */
function notesOn(article: Article, on: string): { code: 'forbidden' | 'ended' | 'notYet' | 'reviewDue' | 'categoryUnknown'; words: string }[] {
  const advice = article.audience === 'owner' ? forbiddenAdvice(article.body, article.urgency === 'S0' || article.urgency === 'S1') : undefined;
  return [...(advice === undefined ? [] : [{ code: 'forbidden' as const, words: advice }]), ...(categoryCodes.includes(article.category) ? [] : [{ code: 'categoryUnknown' as const, words: article.category }]), ...overdue(article, on).map((code) => ({ code, words: code === 'ended' ? (article.validTo as string) : article.reviewBy })), ...(article.validFrom > on ? [{ code: 'notYet' as const, words: article.validFrom }] : [])];
}

export async function showArticle(tx: Tx, input: Input<typeof api.showArticle>) {
  needs(tx, readers, input.brandId);
  const { steps, standing, text, textInForce } = await opened(tx, input.brandId, input.articleId);
  if (text === '') return refuse('articleNotFound', { id: input.articleId });
  const article = readArticle(text, input.articleId);
  const people = await reviewersOf(tx, input.brandId);
  return {
    article: rowOf(tx, input.brandId, { articleId: input.articleId, standing, newest: showsFirst(steps, standing), dated: article }), markdown: text, inForce: textInForce, acts: actsFor(standing, partOf(tx, input.brandId, standing)), hands: standing.hands.map((hand) => hand.name),
    why: standing.work === undefined || standing.work.state === 'draft' ? null : standing.work.why, notes: notesOn(article, beijingDay(tx.now)), reviewers: people.filter((person) => !isHand(standing, person)),
  };
}

const written = (tx: Tx, brandId: string, articleId: string, step: { state: OwnArticle['state']; wrote: boolean; why: string | undefined; of: Pick<OwnArticle, 'title' | 'category' | 'markdown'> }) =>
  insertArticle(tx, { brandId, articleId, state: step.state, wrote: step.wrote, title: step.of.title, category: step.of.category, markdown: step.of.markdown, byId: actorId(tx.actor), byName: actorName(tx.actor), why: step.why ?? null });

/** (W1, W2) Nothing is written where the text is as it stands. */
async function saveOne(tx: Tx, input: Input<typeof api.saveArticles>, given: { article: Article; markdown: string }): Promise<string> {
  const { brandId, base } = input;
  const { article, markdown } = given;
  await lockArticle(tx, brandId, article.id);
  const { standing, text } = await opened(tx, brandId, article.id);
  if (base !== undefined && base.version !== standing.version) return refuse('staleEdit', { changes: await changesSince(tx, 'articles', article.id, base.version) });
  if (base === undefined && standing.work !== undefined && text.trim() !== markdown.trim()) return refuse('articleInWork', { title: article.title, name: standing.work.byName });
  const next = afterAct(standing, 'write', partOf(tx, brandId, standing));
  if ('no' in next) return refuse(next.no);
  if (text.trim() === markdown.trim()) return article.id;
  const row = await written(tx, brandId, article.id, { state: next.to, wrote: true, why: input.why, of: { title: article.title, category: article.category, markdown } });
  tx.record({ action: 'conversations.saveArticle', subject: 'articles', subjectId: article.id, brandId, version: row.version, before: { state: standing.state }, after: { state: row.state, title: article.title, category: article.category }, why: input.why ?? null });
  tx.announce({ topic: 'knowledge', id: article.id, brandId });
  return article.id;
}

export async function saveArticles(tx: Tx, input: Input<typeof api.saveArticles>) {
  needs(tx, writers, input.brandId);
  const problem = (index: number, one: ArticleProblem): never => refuse('articleNotReadable', { field: 'markdown', number: index + 1, line: one.line, problem: one.message, problemZh: one.zh });
  const read = input.markdown.map((markdown, index) => {
    try {
      const article = readArticle(markdown);
      if (input.base !== undefined && article.id !== input.base.articleId) throw new ArticleProblem(2, `the id must stay "${input.base.articleId}"; another id is another article`, `“id”不能改，应为“${input.base.articleId}”；换了 id 就是另一篇文章`);
      if (!categoryCodes.includes(article.category)) throw new ArticleProblem(4, `"category" is none of the known ones: "${article.category}"`, `没有“${article.category}”这个类别`);
      return { article, markdown };
    } catch (error) {
      if (!(error instanceof ArticleProblem)) throw error;
      return problem(index, error);
    }
  });
  const twice = read.findIndex((one, index) => read.findIndex((other) => other.article.id === one.article.id) < index);
  if (twice >= 0) problem(twice, new ArticleProblem(2, `two articles have the id "${read[twice]?.article.id}"`, `有两篇文章的 id 都是“${read[twice]?.article.id}”`));
  const ids = [];
  for (const one of [...read].sort((a, b) => a.article.id.localeCompare(b.article.id))) ids.push(await saveOne(tx, input, one));
  const { articles } = await listArticles(tx, { brandId: input.brandId });
  return { articles: read.map((one) => articles.find((row) => row.articleId === one.article.id)).filter((row) => row !== undefined) };
}

const audited = { submit: 'conversations.submitArticle', takeBack: 'conversations.takeArticleBack', publish: 'conversations.publishArticle', sendBack: 'conversations.sendArticleBack', drop: 'conversations.dropArticle', withdraw: 'conversations.withdrawArticle' } as const;

/** (W1, W3) */
export async function moveArticle(tx: Tx, input: Input<typeof api.moveArticle>) {
  needs(tx, writers, input.brandId);
  const { brandId, articleId, act } = input;
  await lockArticle(tx, brandId, articleId);
  const { steps, standing, ships, text, textInForce } = await opened(tx, brandId, articleId);
  if (text === '') return refuse('articleNotFound', { id: articleId });
  if (input.version !== standing.version) return refuse('staleEdit', { changes: await changesSince(tx, 'articles', articleId, input.version) });
  const next = afterAct(standing, act, partOf(tx, brandId, standing));
  if ('no' in next) return refuse(next.no, { names: standing.hands.map((hand) => hand.name).join('、'), state: standing.state });
  if (needsWhy.includes(act) && (input.why ?? '').trim() === '') return refuse('articleReasonNeeded', { field: 'why' });
  const markdown = act === 'withdraw' ? (textInForce ?? text) : act === 'publish' ? reviewed(text, actorName(tx.actor), beijingDay(tx.now), text !== textInForce) : text;
  const article = readArticle(markdown, articleId);
  const row = await written(tx, brandId, articleId, { state: next.to, wrote: false, why: input.why, of: { title: article.title, category: article.category, markdown } });
  tx.record({ action: audited[act], subject: 'articles', subjectId: articleId, brandId, version: row.version, before: { state: standing.state, inForce: standing.inForce }, after: { state: next.to, title: article.title, writtenBy: standing.hands.map((hand) => hand.name) }, why: input.why ?? null });
  tx.announce({ topic: 'knowledge', id: articleId, brandId });
  const after = standingOf([...steps, row], ships !== undefined);
  return rowOf(tx, brandId, { articleId, standing: after, newest: showsFirst([...steps, row], after), dated: article });
}

export async function articleHistory(tx: Tx, input: Input<typeof api.articleHistory>) {
  needs(tx, readers, input.brandId);
  return { versions: (await versionsOf(tx, input.brandId, input.articleId)).map(({ version, state, title, byName, wrote, why, at, markdown }) => ({ version, state, title, byName, wrote, why, at, markdown })) };
}
