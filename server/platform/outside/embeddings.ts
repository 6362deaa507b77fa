// Vectors of texts from any endpoint that speaks OpenAI's /embeddings. It may be slow, wrong, half or gone: E1 a question
// has an answer within its deadline or none; E2 as many vectors as texts, all of one length, finite and not nothing, or
// none at all; E3 it never throws, it says why there is none; E4 after three failures in a row questions do not wait for it
// for half a minute; E5 the last questions are not asked again. Every vector that comes out is one long.
import '../tx.ts';
import { readBody } from './language-model.ts';

export type Embedded = { ok: true; vectors: Float32Array[] } | { ok: false; why: 'slow' | 'tooLong' | 'cutOff' | 'busy' | 'refused' | 'unreadable' | 'wrongVectors' | 'unreachable' | 'resting' };
export type Embeddings = {
  model: string;
  /** From which likeness (cosine) on a section may answer a question with which it shares no word. */
  alike: number;
  /** One question, while somebody waits. (E1, E4) */
  ofQuestion(text: string): Promise<Embedded>;
  /** Texts of articles, while nobody waits. */
  ofTexts(texts: readonly string[]): Promise<Embedded>;
};
export type EmbeddingsPlace = { url: string; model: string; key?: string; alike?: number; questionMs?: number; textsMs?: number; restMs?: number };

declare module '../tx.ts' {
  interface Outside {
    embeddings?: Embeddings;
  }
}

/** A vector of 4,096 numbers written out in full, and what stands around it. */
const bytesPerText = 120_000;

/** (E2) */
function vectorsIn(body: string, count: number): Float32Array[] | undefined {
  const { data } = JSON.parse(body) as { data?: { index?: unknown; embedding?: unknown }[] };
  if (!Array.isArray(data) || data.length !== count) return undefined;
  const vectors: Float32Array[] = [];
  data.forEach((one, nth) => {
    const vector = Array.isArray(one?.embedding) ? Float32Array.from(one.embedding as number[]) : new Float32Array(0);
    const length = Math.hypot(...vector);
    if (Number.isFinite(length) && length > 1e-6) vectors[typeof one.index === 'number' ? one.index : nth] = vector.map((value) => value / length);
  });
  const size = vectors[0]?.length ?? 0;
  return size >= 8 && size <= 4096 && vectors.length === count && Object.keys(vectors).length === count && vectors.every((vector) => vector.length === size) ? vectors : undefined;
}

async function ask(place: EmbeddingsPlace, texts: readonly string[], withinMs: number): Promise<Embedded> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), withinMs);
  try {
    const response = await fetch(`${place.url.replace(/\/$/, '')}/embeddings`, {
      method: 'POST', redirect: 'error', signal: stop.signal, headers: { 'content-type': 'application/json', ...(place.key === undefined ? {} : { authorization: `Bearer ${place.key}` }) },
      body: JSON.stringify({ model: place.model, input: texts, encoding_format: 'float' }),
    });
    if (response.status === 429 || response.status === 503) return { ok: false, why: 'busy' };
    if (!response.ok) return { ok: false, why: 'refused' };
    const body = await readBody(response, bytesPerText * texts.length, () => undefined);
    if (body === undefined) return { ok: false, why: 'tooLong' };
    const vectors = vectorsIn(body, texts.length);
    return vectors === undefined ? { ok: false, why: 'wrongVectors' } : { ok: true, vectors };
  } catch (error) {
    return { ok: false, why: stop.signal.aborted ? 'slow' : error instanceof SyntaxError ? 'unreadable' : error instanceof TypeError && /terminated|closed|aborted/i.test(`${error.message} ${String(error.cause)}`) ? 'cutOff' : 'unreachable' };
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/** (E1–E5) */
export function embeddings(place: EmbeddingsPlace): Embeddings {
  const { questionMs = 800, textsMs = 20_000, restMs = 30_000, alike = 1 } = place;
  const lately = new Map<string, Float32Array>();
  let failures = 0;
  let restsUntil = 0;
  return {
    model: place.model, alike,
    async ofQuestion(text) {
      const known = lately.get(text);
      if (known !== undefined) return { ok: true, vectors: [known] };
      if (performance.now() < restsUntil) return { ok: false, why: 'resting' };
      const answer = await ask(place, [text], questionMs);
      failures = answer.ok ? 0 : failures + 1;
      if (failures >= 3) [failures, restsUntil] = [0, performance.now() + restMs];
      if (lately.size >= 100) lately.delete(lately.keys().next().value as string);
      if (answer.ok) lately.set(text, answer.vectors[0] as Float32Array);
      return answer;
    },
    ofTexts: (texts) => ask(place, texts, textsMs),
  };
}
