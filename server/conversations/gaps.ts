// What owners asked and the assistant could not answer well, grouped by likeness, with the nearest article and a draft to
// begin from; and articles that are past their day or were cited and did not help.
import { createHash } from 'node:crypto';
import type { Article } from './article.ts';
import type { AskedRow } from './store.ts';
import { search, tokensOf } from './search-index.ts';
import type { Mind } from './turn.ts';

export type Because = 'unknown' | 'notHelped' | 'personAfterAnswer' | 'askedAgain';
export type Gap = { asked: string[]; times: number; models: string[]; because: Because[]; nearest: string | null; draft: string };
type Missed = { text: string; modelName: string; because: Because; tokens: Set<string> };

const alike = (a: Set<string>, b: Set<string>): number => {
  let both = 0;
  for (const token of a) if (b.has(token)) both++;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
};

/** The questions that went wrong, each with why. */
function missedIn(turns: readonly AskedRow[]): Missed[] {
  const missed: Missed[] = [];
  for (const [, talk] of Map.groupBy(turns, (turn) => turn.conversationId)) {
    talk.forEach((turn, index) => {
      if (turn.role !== 'user') return;
      const answer = talk[index + 1];
      const next = talk.slice(index + 1).find((later) => later.role === 'user');
      const tokens = new Set(tokensOf(turn.text));
      const add = (because: Because): void => void missed.push({ text: turn.text, modelName: turn.modelName, because, tokens });
      if (answer?.kind === 'unknown') add('unknown');
      else if (answer?.helped === false) add('notHelped');
      else if (answer?.kind === 'answer' && next?.said.wantsPerson === true) add('personAfterAnswer');
      else if (answer?.kind === 'answer' && next !== undefined && next.at.getTime() - turn.at.getTime() < 86_400_000 && alike(tokens, new Set(tokensOf(next.text))) > 0.6) add('askedAgain');
    });
  }
  return missed;
}

export function gapsIn(mind: Mind, articles: readonly Article[], turns: readonly AskedRow[], now: Date, by: string): { gaps: Gap[]; stale: string[] } {
  const groups: Missed[][] = [];
  for (const one of missedIn(turns)) {
    const kin = groups.find((group) => group.some((other) => alike(one.tokens, other.tokens) > 0.34));
    if (kin === undefined) groups.push([one]);
    else kin.push(one);
  }
  const on = now.toISOString().slice(0, 10);
  const gaps = groups.map((group): Gap => {
    const asked = [...new Set(group.map((one) => one.text))];
    const [nearest] = search(mind.index, asked[0] ?? '', { market: 'cn', model: null, software: null, audience: 'staff', on }, { most: 1 });
    const title = [...asked].sort((a, b) => a.length - b.length)[0] ?? '';
    const draft = ['---', `id: gap-${createHash('sha256').update(title).digest('hex').slice(0, 10)}`, `title: ${title}`, `category: ${nearest?.chunk.article.category ?? 'other.general'}`, 'models: *', 'software: *', 'market: cn', 'audience: owner', 'urgency: -', `validFrom: ${on}`, 'validTo: -', `reviewedBy: ${by}`, `reviewedOn: ${on}`, `aliases: ${asked.slice(0, 6).join('、')}`, 'sources: ', '---', '', `## ${title}`, ''].join('\n');
    return { asked: asked.slice(0, 12), times: group.length, models: [...new Set(group.map((one) => one.modelName))], because: [...new Set(group.map((one) => one.because))], nearest: nearest?.chunk.article.id ?? null, draft };
  }).sort((a, b) => b.times - a.times);
  const disliked = new Set(turns.filter((turn) => turn.helped === false).flatMap((turn) => (turn.said.citations ?? []).map((citation) => citation.articleId)));
  return { gaps: gaps.slice(0, 100), stale: articles.filter((article) => (article.validTo !== null && article.validTo < on) || disliked.has(article.id)).map((article) => article.id) };
}
