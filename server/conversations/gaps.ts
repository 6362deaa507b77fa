// What owners asked and the assistant could not answer well, grouped by likeness, with the nearest article, a draft to begin
// from, and what became of it: the article that was written for it and how often it was answered since that one is in force.
// G1 what names somebody (a telephone, a plate, a VIN) is left out of what is shown and of the draft; G2 a group has its article
// when that one carries a question of the group as its title or among its other questions; G3 an answer that helps closes it,
// a question missed again opens it.
import { createHash } from 'node:crypto';
import { fold } from '@careloop/danger';
import type { Article } from './article.ts';
import type { AskedRow } from './store.ts';
import { search, tokensOf } from './search-index.ts';
import { takeTurn, type Mind } from './turn.ts';

export type Because = 'unknown' | 'notHelped' | 'personAfterAnswer' | 'askedAgain';
/** `open`: nobody wrote; `written`: an article is being written; `answered`: it is in force and nothing was missed since; `missedAgain`. */
export type GapState = 'open' | 'written' | 'answered' | 'missedAgain';
export type Gap = {
  asked: string[]; times: number; models: string[]; because: Because[]; lastAt: Date; nearest: string | null; draft: string; state: GapState; article: { articleId: string; title: string } | null;
  /** Since the article is in force: how often it was missed before, asked after, and missed after. */
  effect: { since: Date; before: number; askedAfter: number; missedAfter: number } | null;
};
/** An article of the brand: its text in work, else in force; since when a text of it is in force. */
export type GapArticle = { article: Article; inForceSince: Date | null };
type Asked = { text: string; modelId: string; modelName: string; at: Date; because: Because | undefined; /** Words, pairs and single signs. */ signs: Set<string> };

const alike = (a: Set<string>, b: Set<string>): number => {
  let both = 0;
  for (const token of a) if (b.has(token)) both++;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
};

/** (G1) */
export const withoutNames = (text: string): string => text.replaceAll(/(?<![A-Za-z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-Za-z0-9])/gi, '…').replaceAll(/\p{Script=Han}[A-Z][·•]?[A-Z0-9]{5,6}(?![A-Za-z0-9])/giu, '…').replaceAll(/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g, '…');

/** Every question, each with why it went wrong, if it did. */
function askedIn(turns: readonly AskedRow[]): Asked[] {
  const asked: Asked[] = [];
  for (const [, talk] of Map.groupBy(turns, (turn) => turn.conversationId)) {
    talk.forEach((turn, index) => {
      if (turn.role !== 'user') return;
      const answer = talk[index + 1]?.role === 'assistant' ? talk[index + 1] : undefined;
      const next = talk.slice(index + 1).find((later) => later.role === 'user');
      const text = withoutNames(turn.text);
      const tokens = new Set(tokensOf(text));
      const again = (): boolean => next !== undefined && next.at.getTime() - turn.at.getTime() < 86_400_000 && alike(tokens, new Set(tokensOf(next.text))) > 0.6;
      const because = answer?.kind === 'unknown' ? 'unknown' : answer?.helped === false ? 'notHelped' : answer?.kind === 'answer' && next?.said.wantsPerson === true ? 'personAfterAnswer' : answer?.kind === 'answer' && answer.helped !== true && again() ? 'askedAgain' : undefined;
      if (answer !== undefined) asked.push({ text, modelId: turn.modelId, modelName: turn.modelName, at: turn.at, because, signs: new Set(tokensOf(text, true)) });
    });
  }
  return asked;
}

type Likeness = (a: Asked, b: Asked) => boolean;
/** Whether two questions are about the same: words and signs weigh as rarely as articles have them, so that “how many” joins nothing. */
function likenessBy(index: Mind['index']): Likeness {
  const weights = new Map<string, number>();
  const weigh = (token: string): number => {
    const known = weights.get(token);
    if (known !== undefined) return known;
    const seen = index.postings.get(token)?.chunks.length ?? 0;
    const weight = Math.log(1 + (index.chunks.length - seen + 0.5) / (seen + 0.5)) * (token.startsWith('²') ? 0.5 : 1);
    weights.set(token, weight);
    return weight;
  };
  const sum = (tokens: Iterable<string>): number => [...tokens].reduce((total, token) => total + weigh(token), 0);
  return (a, b) => {
    const all = sum(a.signs) + sum(b.signs);
    return all > 0 && (2 * sum([...a.signs].filter((sign) => b.signs.has(sign)))) / all > 0.38;
  };
}

/** Questions that are alike stand together; one that is like two groups joins them. */
function grouped(missed: readonly Asked[], like: Likeness): Asked[][] {
  let groups: Asked[][] = [];
  for (const one of missed) {
    const kin = groups.filter((group) => group.some((other) => like(one, other)));
    groups = [...groups.filter((group) => !kin.includes(group)), [...kin.flat(), one]];
  }
  return groups;
}

const titlesOf = ({ article }: GapArticle): string[] => [article.title, ...article.aliases].map(fold);

type Looked = { mind: Mind; own: readonly GapArticle[]; /** What the brand says owners call things, and since when. */ names: readonly { variants: string[]; at: Date }[]; turns: readonly AskedRow[]; on: string; by: string };
export function gapsIn({ mind, own, names, turns, on, by }: Looked): Gap[] {
  const all = askedIn(turns);
  const like = likenessBy(mind.index);
  return grouped(all.filter((one) => one.because !== undefined), like).map((group): Gap => {
    const asked = [...new Set(group.map((one) => one.text))];
    const folded = new Set(asked.map(fold));
    const [nearest] = search(mind.index, asked[0] ?? '', { market: 'cn', model: null, software: null, audience: 'staff', on }, { most: 1 });
    const title = [...asked].sort((a, b) => a.length - b.length)[0] ?? '';
    const written = own.find((one) => titlesOf(one).some((text) => folded.has(text)));
    const since = written?.inForceSince ?? null;
    const after = since === null ? [] : all.filter((one) => one.at > since && group.some((other) => other === one || like(one, other)));
    const effect = since === null ? null : { since, before: group.filter((one) => one.at <= since).length, askedAfter: after.length, missedAfter: after.filter((one) => one.because !== undefined).length };
    const draft = ['---', `id: gap-${createHash('sha256').update(title).digest('hex').slice(0, 10)}`, `title: ${title}`, `category: ${nearest?.chunk.article.category ?? 'other.general'}`, 'models: *', 'software: *', 'market: cn', 'audience: owner', 'urgency: -', `validFrom: ${on}`, 'validTo: -', `reviewedBy: ${by}`, `reviewedOn: ${on}`, `aliases: ${asked.slice(0, 6).map((text) => text.replaceAll(/[、|\n]/g, '，')).join('、')}`, 'sources: ', '---', '', `## ${title}`, ''].join('\n');
    return {
      asked: asked.slice(0, 12), times: group.length, models: [...new Set(group.map((one) => one.modelName))], because: [...new Set(group.flatMap((one) => one.because ?? []))], lastAt: new Date(Math.max(...group.map((one) => one.at.getTime()))), nearest: nearest?.chunk.article.id ?? null, draft,
      state: written === undefined ? (answersNow({ mind, own, names, on }, group) ? 'answered' : 'open') : effect === null ? 'written' : effect.missedAfter > 0 ? 'missedAgain' : 'answered', article: written === undefined ? null : { articleId: written.article.id, title: written.article.title }, effect,
    };
  }).sort((a, b) => rank[a.state] - rank[b.state] || b.times - a.times).slice(0, 100);
}
const rank: Record<GapState, number> = { missedAgain: 0, open: 0, written: 1, answered: 2 };

/** Whether what had no answer has one now because of something that was changed since: an article that came into force, or a name. */
function answersNow({ mind, own, names, on }: Pick<Looked, 'mind' | 'own' | 'names' | 'on'>, group: readonly Asked[]): boolean {
  const last = Math.max(...group.map((one) => one.at.getTime()));
  const named = (text: string): boolean => names.some((name) => name.at.getTime() > last && name.variants.some((variant) => fold(text).includes(fold(variant))));
  return group.every((one) => one.because === 'unknown') && group.slice(-5).every((one) => {
    const { kind, citations } = takeTurn(mind, { text: one.text, earlier: [], reader: { market: 'cn', model: one.modelId, software: null, audience: 'owner', on } });
    return kind === 'answer' && (named(one.text) || citations.some((citation) => own.some((written) => written.article.id === citation.articleId && (written.inForceSince?.getTime() ?? 0) > last)));
  });
}

/** Articles that somebody should look at: their time is over, nobody looked for longer than was said, or they were cited and did
 *  not help since they are in force. */
export function staleIn(articles: readonly Article[], own: readonly GapArticle[], turns: readonly AskedRow[], overdue: (article: Article) => ('ended' | 'reviewDue')[]) {
  const since = new Map(own.map((one) => [one.article.id, one.inForceSince]));
  const disliked = new Map<string, number>();
  for (const turn of turns) if (turn.helped === false) for (const id of new Set((turn.said.citations ?? []).map((citation) => citation.articleId))) if (turn.at >= (since.get(id) ?? new Date(0))) disliked.set(id, (disliked.get(id) ?? 0) + 1);
  return articles.map((article) => ({ articleId: article.id, title: article.title, because: [...overdue(article), ...(disliked.has(article.id) ? ['disliked' as const] : [])], times: disliked.get(article.id) ?? 0, validTo: article.validTo, reviewBy: article.reviewBy })).filter((one) => one.because.length > 0)
    .sort((a, b) => b.times - a.times || a.reviewBy.localeCompare(b.reviewBy)).slice(0, 200);
}
