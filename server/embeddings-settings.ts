// Which endpoint makes vectors of texts, from the environment: ASSISTANT_EMBEDDINGS_URL (up to and with /v1) and
// ASSISTANT_EMBEDDINGS_MODEL; the key is ASSISTANT_EMBEDDINGS_KEY, else that of the language model where it is the same house;
// ASSISTANT_EMBEDDINGS_LIKENESS is from where on a section may answer without a shared word. Default: nobody is asked.
import type { EmbeddingsPlace } from './platform/outside/embeddings.ts';

/** Measured on the published and the field cases (conversations/README.md). */
export const usualLikeness = 0.55;

/** Throws a sentence that names the setting which cannot be understood. */
export function readEmbeddings(env: NodeJS.ProcessEnv): EmbeddingsPlace | undefined {
  const said = (name: string): string | undefined => env[name]?.trim() || undefined;
  const [url, model] = [said('ASSISTANT_EMBEDDINGS_URL'), said('ASSISTANT_EMBEDDINGS_MODEL')];
  if (url === undefined) return undefined;
  if (model === undefined || !URL.canParse(url) || !/^https?:\/\//.test(url)) throw new Error('ASSISTANT_EMBEDDINGS_URL must be an http(s) address and needs ASSISTANT_EMBEDDINGS_MODEL, the name of a model there');
  const alike = Number(said('ASSISTANT_EMBEDDINGS_LIKENESS') ?? usualLikeness);
  if (!(alike > 0 && alike <= 1)) throw new Error(`ASSISTANT_EMBEDDINGS_LIKENESS must be more than 0 and at most 1, not "${said('ASSISTANT_EMBEDDINGS_LIKENESS')}"`);
  const modelUrl = said('ASSISTANT_MODEL_URL');
  const sameHouse = modelUrl !== undefined && URL.canParse(modelUrl) && new URL(modelUrl).origin === new URL(url).origin;
  const key = said('ASSISTANT_EMBEDDINGS_KEY') ?? (sameHouse ? said('ASSISTANT_MODEL_KEY') : undefined);
  return { url, model, alike, ...(key === undefined ? {} : { key }) };
}
