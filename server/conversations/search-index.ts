// Finds the sections of articles that answer a question: BM25 over title, questions, headings and body, with synonyms.
// R1 what does not hold for the reader is left out before anything is ranked; R2 a code or part number that is asked for by
// its letters comes first; R3 at most two sections of one article; R4 the same question has the same answer; R5 an article
// is weighed once, however often the index is made anew after a publication.
import { fold } from '@careloop/danger';
import { holdsFor, sectionsOf, type Article, type Reader, type Section } from './article.ts';

export type Chunk = { article: Article; number: number; section: Section; length: number };
/** `near`: how near by meaning, where vectors were asked; `close`: near enough to answer without a shared word. */
export type Hit = { chunk: Chunk; score: number; coverage: number; likeness: number; exact: boolean; near?: number; close?: boolean };
export type SearchIndex = {
  chunks: Chunk[]; postings: Map<string, { chunks: number[]; weights: number[] }>; averageLength: number; synonyms: [string, string[]][];
  questions: Map<string, { text: string; grams: Set<string> }[]>;
};
/** Lines of `canonical<TAB>variant、variant`. */
export const readAliases = (table: string): [string, string[]][] => table.split('\n').filter((line) => line.includes('\t') && !line.startsWith('#'))
  .map((line) => line.split('\t')).map(([canonical = '', variants = '']) => [fold(canonical), variants.split('、').map((one) => fold(one.trim())).filter((one) => one !== '')]);

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
const stop = new Set(Array.from('的了吗呢啊呀吧哦嘛是在我你他她它们这那有和与就都也还很要会能可以请问一下个怎么办什么么为何如到把给被让对从去来说想着过下上里得地不没').concat(['怎么', '怎么办', '什么', '怎样', '为什么', '一下', '可以', '请问', '我的', '你们', '这个', '那个', '是不是', '有没有', '能不能', '多少', 'the', 'a', 'an', 'is', 'my', 'to', 'of', 'in', 'it', 'how', 'what', 'do', 'i', 'can']));

/** Words by the segmenter, pairs of Han signs, and for titles single signs too. */
export function tokensOf(text: string, singles = false): string[] {
  const folded = fold(text);
  const tokens: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(folded)) if (isWordLike === true && (segment.length > 1 || /[a-z0-9]/.test(segment)) && !stop.has(segment)) tokens.push(segment);
  for (const run of folded.match(/\p{Script=Han}+/gu) ?? []) for (let at = 0; at + 1 < run.length; at++) {
    const pair = run.slice(at, at + 2);
    if (!(stop.has(pair[0] as string) && stop.has(pair[1] as string))) tokens.push(`²${pair}`);
  }
  if (singles) for (const sign of folded.match(/\p{Script=Han}/gu) ?? []) if (!stop.has(sign)) tokens.push(`¹${sign}`);
  return tokens;
}

const gramsOf = (text: string): Set<string> => {
  const plain = fold(text).replaceAll(/[^\p{L}\p{N}]/gu, '');
  const grams = new Set<string>();
  for (let at = 0; at < plain.length; at++) {
    grams.add(plain.slice(at, at + 2));
    if (!stop.has(plain[at] as string)) grams.add(plain[at] as string);
  }
  return grams;
};
const likenessOf = (a: Set<string>, b: Set<string>): number => {
  let both = 0;
  for (const gram of a) if (b.has(gram)) both += gram.length;
  let sum = 0;
  for (const gram of a) sum += gram.length;
  for (const gram of b) sum += gram.length;
  return sum === 0 ? 0 : (2 * both) / sum;
};

type Weighed = { questions: { text: string; grams: Set<string> }[]; sections: { section: Section; tokens: string[]; weights: Float64Array; length: number }[] };
const weighed = new WeakMap<Article, Weighed>();
/** Tokens as one string each, however many sections have them. */
const spelled = new Map<string, string>();
const once = (token: string): string => spelled.get(token) ?? (spelled.set(token, token), token);

/** (R5) */
function weigh(article: Article): Weighed {
  const known = weighed.get(article);
  if (known !== undefined) return known;
  const top = weightsOf([[article.title, 3, true], [article.aliases.join('，'), 2, true]]);
  const sections = sectionsOf(article.body).map((section) => {
    const weights = weightsOf([[section.heading, 1.5, false], [[...section.lines, ...section.warnings].join('\n'), 1, false]]);
    for (const [token, weight] of top) weights.set(token, (weights.get(token) ?? 0) + weight);
    return { section, tokens: [...weights.keys()].map(once), weights: Float64Array.from(weights.values()), length: [...weights.values()].reduce((sum, weight) => sum + weight, 0) };
  });
  const made = { sections, questions: [article.title, ...article.aliases].map((text) => ({ text, grams: gramsOf(text) })) };
  weighed.set(article, made);
  return made;
}

export function buildIndex(articles: readonly Article[], synonyms: readonly [string, string[]][] = []): SearchIndex {
  const index: SearchIndex = { chunks: [], postings: new Map(), averageLength: 1, synonyms: [...synonyms], questions: new Map() };
  for (const article of articles) {
    const { sections, questions } = weigh(article);
    index.questions.set(article.id, questions);
    sections.forEach(({ section, tokens, weights, length }, number) => {
      const at = index.chunks.push({ article, number, section, length }) - 1;
      tokens.forEach((token, nth) => {
        let list = index.postings.get(token);
        if (list === undefined) index.postings.set(token, (list = { chunks: [], weights: [] }));
        list.chunks.push(at);
        list.weights.push(weights[nth] as number);
      });
    });
  }
  index.averageLength = index.chunks.reduce((sum, chunk) => sum + chunk.length, 0) / Math.max(1, index.chunks.length);
  return index;
}

function weightsOf(fields: readonly (readonly [string, number, boolean])[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [text, weight, singles] of fields) for (const token of tokensOf(text, singles)) weights.set(token, (weights.get(token) ?? 0) + weight);
  return weights;
}

/** What the house calls the things that a text names otherwise. */
export function namedIn(synonyms: SearchIndex['synonyms'], text: string): string[] {
  const folded = fold(text);
  return synonyms.filter(([canonical, variants]) => !folded.includes(canonical) && variants.some((variant) => folded.includes(variant))).map(([canonical]) => canonical);
}
/** The question with the words of the house for what people call it. */
export function withSynonyms(index: Pick<SearchIndex, 'synonyms'>, question: string): string {
  const folded = fold(question);
  const added = namedIn(index.synonyms, question);
  return added.length === 0 ? folded : `${folded}，${added.slice(0, 6).join('，')}`;
}

const codePattern = /\b[pcbu][0-9][0-9a-f]{3}(?:-\d{2})?\b|\b\d{5,}[a-z0-9-]*\b|\b[a-z]{1,3}-?\d{3,}[a-z0-9-]*\b/g;
export const codesIn = (text: string): string[] => [...new Set(fold(text).match(codePattern) ?? [])];

const exactFirst = (article: Article, codes: readonly string[]): boolean => {
  const named = `${article.title} ${article.aliases.join(' ')}`.toLowerCase();
  return codes.some((code) => named.includes(code));
};

/** How well each section fits the terms, and which part of what was asked it covers. */
function scoresOf(index: SearchIndex, terms: readonly string[]): { all: number; touched: number[]; score: Float64Array; covered: Float64Array } {
  const count = index.chunks.length;
  const [score, covered, touched] = [new Float64Array(count), new Float64Array(count), [] as number[]];
  let all = 0;
  for (const term of terms) {
    const list = index.postings.get(term);
    const seen = list?.chunks.length ?? 0;
    const value = Math.log(1 + (count - seen + 0.5) / (seen + 0.5)) * (term.startsWith('¹') ? 0.35 : 1);
    all += value;
    for (let nth = 0; nth < seen; nth++) {
      const [chunk, weight] = [list?.chunks[nth] as number, list?.weights[nth] as number];
      if (covered[chunk] === 0) touched.push(chunk);
      const length = (index.chunks[chunk] as Chunk).length / index.averageLength;
      score[chunk] = (score[chunk] as number) + value * ((weight * 2.2) / (weight + 1.2 * (0.4 + 0.6 * length)));
      covered[chunk] = (covered[chunk] as number) + value;
    }
  }
  return { all, touched, score, covered };
}

const able = /(?:能不能|能否|可不可以|可否|是否(?:能|可以|支持)|支不支持|会不会|支持|可以|(?<!不|功|性|智|节|技|电)能|(?<!不)会)(?!量|源|耗|效|员|话|议)|\b(?:can|could|may) (?:i|we|it|you|the car|my car)\b|\b(?:does|do) (?:it|the car|my car|they)\b|\bis it possible to\b/iu;
const ends = /[，。；！？?!,.;\n]/u;
/** Whether it is asked if the car can do something that no article speaks of at all: then what they say of its parts is no answer. */
export function asksForUnheardOf(index: SearchIndex, question: string): boolean {
  const asked = withSynonyms(index, question);
  const found = able.exec(asked);
  if (found === null || !/[吗么?？]|不能|能否|可否|是否|不支持|不可以|会不会|\b(?:can|could|may|does|do|is)\b/iu.test(asked)) return false;
  const what = asked.slice(found.index + found[0].length).split(ends)[0] ?? '';
  const words = [...new Set(tokensOf(what).filter((token) => !token.startsWith('²')))];
  const unheard = words.filter((word) => !index.postings.has(word));
  return unheard.length > 0 && unheard.length >= words.length / 2;
}

/** `liking` is what is known besides the words: how likely each category is. (R1–R4) */
export function search(index: SearchIndex, question: string, reader: Reader, options: { most?: number; liking?: (category: string) => number } = {}): Hit[] {
  const { all, touched, score, covered } = scoresOf(index, [...new Set(tokensOf(withSynonyms(index, question), true))]);
  const codes = codesIn(question);
  const grams = gramsOf(question);
  const holds = new Map<string, boolean>();
  const may = (article: Article): boolean => holds.get(article.id) ?? (holds.set(article.id, holdsFor(article, reader)), holds.get(article.id) as boolean);
  const likely = touched.filter((at) => may((index.chunks[at] as Chunk).article)).sort((a, b) => (score[b] as number) - (score[a] as number) || a - b).slice(0, 60);
  const best = score[likely[0] ?? -1] ?? 1;
  const hits = likely.map((at): Hit => {
    const chunk = index.chunks[at] as Chunk;
    const likeness = Math.max(0, ...(index.questions.get(chunk.article.id) ?? []).map((one) => likenessOf(grams, one.grams)));
    const exact = codes.length > 0 && exactFirst(chunk.article, codes);
    return { chunk, exact, likeness, coverage: all === 0 ? 0 : (covered[at] as number) / all, score: (score[at] as number) / best + 0.8 * likeness + (options.liking?.(chunk.article.category) ?? 0) + (exact ? 10 : 0) };
  }).sort((a, b) => b.score - a.score || a.chunk.article.id.localeCompare(b.chunk.article.id) || a.chunk.number - b.chunk.number);
  const perArticle = new Map<string, number>();
  return hits.filter(({ chunk: { article } }) => {
    const taken = (perArticle.get(article.id) ?? 0) + 1;
    perArticle.set(article.id, taken);
    return taken <= 2;
  }).slice(0, options.most ?? 8);
}
