// Answers in the articles' own words: sentences and steps of the section that fits, each with its citation, and every
// warning box of that section. A1 nothing is said that the cited section does not say; A2 a warning is never left out;
// A3 what gives forbidden advice is not answered from.
import { forbiddenAdvice } from './forbidden.ts';
import type { Hit } from './search-index.ts';

export type Sentence = { text: string; cites: string[] };
export type Citation = { articleId: string; section: number; title: string; heading: string };

export const citeOf = (hit: Hit): string => `${hit.chunk.article.id}#${hit.chunk.number}`;
export const citationOf = (hit: Hit): Citation => ({ articleId: hit.chunk.article.id, section: hit.chunk.number, title: hit.chunk.article.title, heading: hit.chunk.section.heading });

/** All that a citation may stand for. */
export const textOf = (hit: Hit): string => [hit.chunk.article.title, hit.chunk.section.heading, ...hit.chunk.section.lines, ...hit.chunk.section.warnings].join('\n');

/** The lines of a section in full, as many as fit; a step is never cut in two. */
function linesOf(hit: Hit, room: number): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const line of hit.chunk.section.lines) {
    if (lines.length > 0 && used + line.length > room) break;
    lines.push(line);
    used += line.length;
  }
  return lines;
}

/** (A1, A2, A3) Warnings first: they are for before the first step. */
export function fromArticles(hits: readonly Hit[], inDanger: boolean): { sentences: Sentence[]; used: Hit[] } {
  const used: Hit[] = [];
  const sentences: Sentence[] = [];
  for (const hit of hits) {
    if (used.length === 2) break;
    if (forbiddenAdvice(textOf(hit), inDanger) !== undefined) continue;
    if (used[0] !== undefined && used[0].chunk.article.id !== hit.chunk.article.id) continue;
    used.push(hit);
    const cites = [citeOf(hit)];
    sentences.push(...hit.chunk.section.warnings.map((text) => ({ text, cites })), ...linesOf(hit, used.length === 1 ? 420 : 260).map((text) => ({ text, cites })));
  }
  return { sentences, used };
}

/** Whether a section may answer at all: it shares words with the question, or it is so near by meaning that it need not. Where no
 * vectors were asked every section that was found shares words. */
export const mayAnswer = ({ near, close, coverage, likeness }: Hit): boolean => near === undefined || close === true || coverage > 0.15 || likeness > 0.2;

/** How sure one may be that the best section answers the question: 0 to 1. `offTopic` is how likely it is no question for
 * this house; `unheardOf`: it asks whether the car does something that no article speaks of. Weights fitted on the published
 * cases and the developing half of the field cases. */
export function answerability(hits: readonly Hit[], liking: (category: string) => number, offTopic: number, unheardOf = false): number {
  const top = hits[0];
  if (top === undefined) return 0;
  const second = hits.find((hit) => hit.chunk.article.id !== top.chunk.article.id);
  const meant = top.close === true ? (top.near ?? 0) : 0;
  const value = -1.82 + 1.38 * Math.max(top.likeness, meant) + 3.55 * Math.max(top.coverage, meant) + 2.08 * liking(top.chunk.article.category) + 1.29 * Math.min(1, top.score - (second?.score ?? 0)) + (top.exact ? 1.5 : 0) - 6.79 * offTopic - (unheardOf ? 2 : 0);
  return 1 / (1 + Math.exp(-value));
}
