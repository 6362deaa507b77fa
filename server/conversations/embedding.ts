// Where the vectors of articles come from and how a question gets its own. V1 nobody is asked unless an operator named an
// endpoint, and nobody in danger; V2 each text is embedded once for each model, in the background, in batches; V3 a question
// is embedded while no transaction is open, and what does not come in time or does not fit is as if there were none;
// V4 when the endpoint's vectors have another length than those that are kept, all of them are made anew.
import type { Embeddings } from '#platform/outside/embeddings';
import { log } from '#platform/log';
import type { Outside, Tx } from '#platform/tx';
import { vectorsWanted } from './conversation.ts';
import { knownBy } from './knowledge.ts';
import { keyOfChunk, nearTo, passageOf, vectorsOf, withoutNames, type Near, type Vectors } from './near.ts';
import type { Chunk, SearchIndex } from './search-index.ts';
import { brandsWithKnowledge, dropOtherVectors, dropVectorsOfOtherLength, insertVectors, keptVectorKeys, keptVectors, knowledgeMark, lastVectorAt } from './store.ts';
import type { Outcome } from './turn.ts';

const inMemory = new Map<string, Float32Array>();
let made = new WeakMap<SearchIndex, { model: string; vectors: Vectors; at: number }>();
/** What is in memory is outdated and read anew. */
function forget(): void {
  inMemory.clear();
  made = new WeakMap();
}

/** As many as one turn may read from the database, and one round; the next goes on. */
const [mostPerTurn, mostPerRound] = [250, 1000];
const lookAgainMs = 5_000;

/** The vectors of an index, as far as there are any. */
export async function vectorsFor(tx: Tx, index: SearchIndex, model: string, most = mostPerTurn): Promise<Vectors | undefined> {
  const known = made.get(index);
  if (known?.model === model && (known.vectors.missing === 0 || performance.now() - known.at < lookAgainMs)) return known.vectors;
  const wanted = [...new Set(index.chunks.map((chunk) => keyOfChunk(model, chunk)))].filter((key) => !inMemory.has(key));
  const read = wanted.length === 0 ? [] : await keptVectors(tx, model, wanted, most);
  for (const { key, vector } of read) inMemory.set(key, floatsOf(vector));
  const first = index.chunks.map((chunk) => inMemory.get(keyOfChunk(model, chunk))).find((vector) => vector !== undefined);
  if (first === undefined) return undefined;
  const vectors = vectorsOf(index, first.length, (chunk) => inMemory.get(keyOfChunk(model, chunk)));
  made.set(index, { model, vectors, at: read.length === most ? -lookAgainMs : performance.now() });
  return vectors;
}
/** A copy: the database's bytes may begin anywhere. */
const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);
const bytesOf = (vector: Float32Array): Uint8Array => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);

export const wantsVectors = (outside: Outside): boolean => outside.embeddings !== undefined;

/** A question that may be embedded, and its vector. */
export type Asking = { embeddings: Embeddings; question: string };
export type Asked = { question: string; vector: Float32Array };

/** What is embedded of a turn that words alone have read: nothing in danger, nothing where no article answers anyway. (V1) */
export async function askingFor(tx: Tx, index: SearchIndex, byWords: Outcome): Promise<Asking | undefined> {
  const { embeddings } = tx.outside;
  if (embeddings === undefined || byWords.inDanger || !['answer', 'clarify', 'unknown'].includes(byWords.kind)) return undefined;
  return (await vectorsFor(tx, index, embeddings.model)) === undefined ? undefined : { embeddings, question: byWords.question };
}

/** (V3) */
export async function ask({ embeddings, question }: Asking): Promise<Asked | undefined> {
  const answer = await embeddings.ofQuestion(withoutNames(question));
  if (answer.ok) return { question, vector: answer.vectors[0] as Float32Array };
  if (answer.why !== 'resting') log.warn({ why: answer.why, model: embeddings.model }, 'a question has no vector and is answered by words alone');
  return undefined;
}

let doubtedAt = Number.NEGATIVE_INFINITY;
/** How near each section is; a vector that does not fit those that are kept makes the house look whether all are outdated. (V3, V4) */
export async function nearFor(tx: Tx, index: SearchIndex, asked: Asked | undefined): Promise<Near | undefined> {
  const { embeddings } = tx.outside;
  if (embeddings === undefined || asked === undefined) return undefined;
  const vectors = await vectorsFor(tx, index, embeddings.model);
  if (vectors === undefined) return undefined;
  const near = nearTo(vectors, asked.question, asked.vector, embeddings.alike);
  if (near === undefined && performance.now() - doubtedAt > 10_000) {
    doubtedAt = performance.now();
    forget();
    tx.tell(vectorsWanted({ look: true }));
  }
  return near;
}

/** Every section that somebody may be answered from: those that ship and those of the brands. */
async function sectionsNow(tx: Tx, model: string): Promise<Map<string, Chunk>> {
  const sections = new Map<string, Chunk>();
  for (const brandId of ['', ...(await brandsWithKnowledge(tx))]) for (const chunk of (await knownBy(tx, brandId)).mind.index.chunks) sections.set(keyOfChunk(model, chunk), chunk);
  return sections;
}
const markNow = async (tx: Tx, model: string): Promise<string> => {
  const marks = [model];
  for (const brandId of await brandsWithKnowledge(tx)) marks.push(brandId, await knowledgeMark(tx, brandId));
  return marks.join(' ');
};

let whole = { mark: '', at: 0 };
/** Round: what is kept is read into memory before a turn needs it; sections without a vector get one. (V2) */
export async function embedArticles(tx: Tx): Promise<void> {
  const { embeddings } = tx.outside;
  if (embeddings === undefined) return;
  for (const brandId of ['', ...(await brandsWithKnowledge(tx))]) await vectorsFor(tx, (await knownBy(tx, brandId)).mind.index, embeddings.model, mostPerRound);
  const mark = await markNow(tx, embeddings.model);
  if (whole.mark === mark && tx.now.getTime() - whole.at < 600_000) return;
  const sections = await sectionsNow(tx, embeddings.model);
  const kept = new Set(await keptVectorKeys(tx, embeddings.model));
  if ([...sections.keys()].every((key) => kept.has(key))) {
    await dropOtherVectors(tx, [...sections.keys()]);
    whole = { mark, at: tx.now.getTime() };
    return;
  }
  const last = await lastVectorAt(tx, embeddings.model); // a batch that was kept just now asks for the next one by itself
  if (last === null || tx.now.getTime() - last.getTime() > 15_000) tx.tell(vectorsWanted({ look: false }));
}

const batchSize = 16;
type Batch = { embeddings: Embeddings; texts: { key: string; text: string }[]; more: boolean };

/** Reaction around: the next batch of sections that have no vector; to look, one that has. (V2, V4) */
export const embedBatch = {
  async read(tx: Tx, body: { look: boolean }): Promise<Batch | undefined> {
    const { embeddings } = tx.outside;
    if (embeddings === undefined) return undefined;
    const sections = await sectionsNow(tx, embeddings.model);
    const kept = new Set(await keptVectorKeys(tx, embeddings.model));
    const missing = [...sections].filter(([key]) => !kept.has(key));
    const batch = (missing.length === 0 && body.look ? [...sections].slice(0, 1) : missing.slice(0, batchSize)).map(([key, chunk]) => ({ key, text: passageOf(chunk) }));
    return batch.length === 0 ? undefined : { embeddings, texts: batch, more: missing.length > batchSize };
  },
  step: ({ embeddings, texts }: Batch) => embeddings.ofTexts(texts.map((one) => one.text)),
  async write(tx: Tx, { embeddings, texts, more }: Batch, answer: Awaited<ReturnType<Embeddings['ofTexts']>>): Promise<void> {
    if (!answer.ok) return log.warn({ why: answer.why, model: embeddings.model, texts: texts.length }, 'sections of articles have no vectors yet; they are tried again');
    const length = (answer.vectors[0] as Float32Array).byteLength;
    const outdated = await dropVectorsOfOtherLength(tx, embeddings.model, length);
    await insertVectors(tx, embeddings.model, texts.map(({ key }, nth) => ({ key, vector: bytesOf(answer.vectors[nth] as Float32Array) })));
    if (outdated > 0) {
      forget();
      whole = { mark: '', at: 0 };
      log.info({ model: embeddings.model, outdated, numbers: length / 4 }, 'vectors have another length now: all are made anew');
    }
    if (more || outdated > 0) tx.tell(vectorsWanted({ look: false }));
  },
};
