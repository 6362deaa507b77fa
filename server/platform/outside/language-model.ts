// A language model behind any endpoint that speaks OpenAI's /chat/completions, streamed or whole. It may be slow, wrong,
// endless or hostile: M1 nothing until the first sign within the deadline is nothing at all; M2 an answer over the limit is
// dropped while it is still coming; M3 half a stream is no answer; M4 it never throws, it says why there is none.
import '../tx.ts';

export type ModelAnswer = { ok: true; text: string } | { ok: false; why: 'slow' | 'tooLong' | 'cutOff' | 'busy' | 'refused' | 'unreadable' | 'unreachable' };
export type LanguageModel = { name: string; ask(question: { system: string; user: string }): Promise<ModelAnswer> };
export type ModelPlace = { url: string; model: string; key?: string; stream?: boolean; firstSignMs?: number; wholeMs?: number; mostBytes?: number };

declare module '../tx.ts' {
  interface Outside {
    languageModel?: LanguageModel;
  }
}

type Piece = { choices?: { delta?: { content?: unknown }; message?: { content?: unknown }; finish_reason?: unknown }[] };
const contentOf = (piece: Piece): string => {
  const [choice] = piece.choices ?? [];
  const content = choice?.delta?.content ?? choice?.message?.content;
  return typeof content === 'string' ? content : '';
};

/** The text of server-sent events; undefined when the end was not said. (M3) */
function fromEvents(body: string): string | undefined {
  let text = '';
  let ended = false;
  for (const line of body.split('\n')) {
    if (!line.startsWith('data:')) continue;
    const data = line.slice(5).trim();
    if (data === '[DONE]') {
      ended = true;
      break;
    }
    const piece = JSON.parse(data) as Piece;
    text += contentOf(piece);
    if (typeof piece.choices?.[0]?.finish_reason === 'string') ended = piece.choices[0].finish_reason === 'stop';
  }
  return ended ? text : undefined;
}

export async function readBody(response: Response, most: number, heard: () => void): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    heard();
    bytes += value.byteLength;
    if (bytes > most) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** (M1–M4) */
export function languageModel(place: ModelPlace): LanguageModel {
  const { firstSignMs = 8_000, wholeMs = 20_000, mostBytes = 200_000, stream = true } = place;
  return {
    name: place.model,
    async ask({ system, user }) {
      const stop = new AbortController();
      const [first, whole] = [setTimeout(() => stop.abort(), firstSignMs), setTimeout(() => stop.abort(), wholeMs)];
      try {
        const response = await fetch(`${place.url.replace(/\/$/, '')}/chat/completions`, {
          method: 'POST', redirect: 'error', signal: stop.signal, headers: { 'content-type': 'application/json', ...(place.key === undefined ? {} : { authorization: `Bearer ${place.key}` }) },
          body: JSON.stringify({ model: place.model, stream, temperature: 0, max_tokens: 900, messages: [{ role: 'system', content: system }, { role: 'user', content: user }] }),
        });
        if (response.status === 429 || response.status === 503) return { ok: false, why: 'busy' };
        if (!response.ok) return { ok: false, why: 'refused' };
        const body = await readBody(response, mostBytes, () => clearTimeout(first));
        if (body === undefined) return { ok: false, why: 'tooLong' };
        const text = stream && !body.trimStart().startsWith('{') ? fromEvents(body) : contentOf(JSON.parse(body) as Piece);
        return text === undefined ? { ok: false, why: 'cutOff' } : text === '' ? { ok: false, why: 'unreadable' } : { ok: true, text };
      } catch (error) {
        return { ok: false, why: stop.signal.aborted ? 'slow' : error instanceof SyntaxError ? 'unreadable' : error instanceof TypeError && /terminated|closed|aborted/i.test(`${error.message} ${String(error.cause)}`) ? 'cutOff' : 'unreachable' };
      } finally {
        clearTimeout(first);
        clearTimeout(whole);
        stop.abort();
      }
    },
  };
}
