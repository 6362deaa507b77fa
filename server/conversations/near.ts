// What lies near a question by meaning: vectors of sections (made by embedding.ts) against the vector of the question, and one
// ranking out of two. N1 what does not hold for the reader is in neither ranking; N2 what is asked for by its letters stays
// first; N3 only text of articles, and a question without phone numbers, plates, VINs and addresses, is ever embedded;
// N4 a section without a vector is ranked by words alone.
import { createHash } from 'node:crypto';
import { holdsFor, type Article, type Reader } from './article.ts';
import type { Chunk, Hit, SearchIndex } from './search-index.ts';

/** For each section of an index its vector, what all of them have in common, and how long each is without that. */
export type Vectors = { size: number; rows: (Float32Array | undefined)[]; common: Float32Array; rest: Float64Array; missing: number };
/** How near each section is to one question: a cosine, `none` where it has no vector. */
export type Near = { of: string; likeness: Float32Array; alike: number };
const none = -2;

/** What of a section is embedded. */
export const passageOf = ({ article, section }: Pick<Chunk, 'article' | 'section'>): string =>
  [article.title, article.aliases.join('，').slice(0, 200), section.heading, ...section.lines, ...section.warnings].filter((line) => line !== '').join('\n').slice(0, 1200);

export const keyOf = (model: string, text: string): string => createHash('sha256').update(`${model}\n${text}`).digest('hex');
const keys = new WeakMap<Chunk['section'], { model: string; key: string }>();
/** Under which its vector is kept: another text or another model is another key. */
export function keyOfChunk(model: string, chunk: Chunk): string {
  const known = keys.get(chunk.section);
  if (known?.model === model) return known.key;
  const key = keyOf(model, passageOf(chunk));
  keys.set(chunk.section, { model, key });
  return key;
}

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领';
/** The question without what names a person or a car. (N3) */
export const withoutNames = (text: string): string => text.normalize('NFKC')
  .replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '邮箱')
  .replaceAll(/(?<![A-Za-z0-9])(?=[A-Za-z0-9]*\d)[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?![A-Za-z0-9])/g, '车架号')
  .replaceAll(new RegExp(`[${provinces}]\\s*[A-Za-z]\\s*[·.•-]?\\s*[A-Za-z0-9]{4,5}[A-Za-z0-9挂学警港澳](?![A-Za-z0-9])`, 'gu'), '车牌')
  .replaceAll(/(?<!\d)\+?\d(?:[\s-]?\d){6,}[Xx]?(?![\d])/g, '号码').slice(0, 500);

/** The vectors of an index; `find` knows them by section. What all sections have in common says nothing about any of them and is
 * taken off: it makes models comparable that put everything close together. (N4) */
export function vectorsOf(index: SearchIndex, size: number, find: (chunk: Chunk) => Float32Array | undefined): Vectors {
  const rows = index.chunks.map((chunk) => find(chunk)).map((vector) => (vector?.length === size ? vector : undefined));
  const present = rows.filter((row) => row !== undefined);
  const common = new Float32Array(size);
  for (const row of present) for (let i = 0; i < size; i++) common[i] = (common[i] as number) + (row[i] as number) / (present.length + 10);
  const ownLength = dot(common, common);
  const rest = Float64Array.from(rows, (row) => (row === undefined ? 1 : Math.sqrt(Math.max(1e-9, 1 - 2 * dot(row, common) + ownLength))));
  return { size, rows, common, rest, missing: rows.length - present.length };
}
function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Undefined when the question's vector is of another length. */
export function nearTo({ size, rows, common, rest }: Vectors, of: string, vector: Float32Array, alike: number): Near | undefined {
  if (vector.length !== size) return undefined;
  const question = vector.map((value, i) => value - (common[i] as number));
  const length = Math.sqrt(dot(question, question)) || 1;
  const off = dot(question, common);
  return { of, alike, likeness: Float32Array.from(rows, (row, at) => (row === undefined ? none : (dot(row, question) - off) / ((rest[at] as number) * length))) };
}

/** Reciprocal ranks: the smaller, the more the first places count. */
const k = 60;
/** What a place by meaning counts beside one by words: the nearer the more, and in full from where it may answer alone. */
const weightOf = (likeness: number, alike: number): number => Math.min(1, likeness / alike) ** 2;
const depth = 60;

/** One ranking out of the words' and the vectors'. (N1, N2) */
export function fused(index: SearchIndex, byWords: readonly Hit[], near: Near, reader: Reader, most = 8): Hit[] {
  const holds = new Map<Article, boolean>();
  const may = ({ article }: Chunk): boolean => {
    const known = holds.get(article) ?? holdsFor(article, reader);
    holds.set(article, known);
    return known;
  };
  const byMeaning: number[] = [];
  for (let at = 0; at < near.likeness.length; at++) if ((near.likeness[at] as number) > 0 && may(index.chunks[at] as Chunk)) byMeaning.push(at);
  byMeaning.sort((a, b) => (near.likeness[b] as number) - (near.likeness[a] as number) || a - b);
  const meant = (at: number): { near: number; close: boolean } => ({ near: Math.max(0, near.likeness[at] as number), close: (near.likeness[at] as number) >= near.alike });
  const places = new Map(index.chunks.map((chunk, at) => [chunk, at]));
  const ranked = new Map<Chunk, { hit: Hit; rank: number }>();
  byWords.forEach((hit, place) => ranked.set(hit.chunk, { hit: { ...hit, ...meant(places.get(hit.chunk) as number) }, rank: 1 / (k + place + 1) }));
  byMeaning.slice(0, depth).forEach((at, place) => {
    const chunk = index.chunks[at] as Chunk;
    const known = ranked.get(chunk);
    const rank = (known?.rank ?? 0) + weightOf(near.likeness[at] as number, near.alike) / (k + place + 1);
    ranked.set(chunk, { hit: known?.hit ?? { chunk, score: 0, coverage: 0, likeness: 0, exact: false, ...meant(at) }, rank });
  });
  const perArticle = new Map<string, number>();
  return [...ranked.values()].sort((a, b) => Number(b.hit.exact) - Number(a.hit.exact) || b.rank - a.rank || a.hit.chunk.article.id.localeCompare(b.hit.chunk.article.id) || a.hit.chunk.number - b.hit.chunk.number)
    .map(({ hit }) => hit).filter(({ chunk: { article } }) => {
      const taken = (perArticle.get(article.id) ?? 0) + 1;
      perArticle.set(article.id, taken);
      return taken <= 2;
    }).slice(0, most);
}
