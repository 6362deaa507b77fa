// What editors of the knowledge do besides writing articles: bring in files part by part, look at every version, say what
// owners call a thing, and what was taught. E1 nothing of a file is kept before an editor chose it; E2 a name that ships is
// not lost when a brand adds its own.
import { actorName } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { listArticles } from './articles.ts';
import { knownBy, needs, editors, readers } from './knowledge.ts';
import { DocumentProblem, readDocument } from './read-document.ts';
import { seedSynonyms } from './seed.ts';
import { aliasesOf, dropExample, saveAliasRow, taughtExamples } from './store.ts';
import { triage } from './triage.ts';

/** (E1) */
export async function previewImport(tx: Tx, input: Input<typeof api.previewImport>, call: Call) {
  needs(tx, editors, input.brandId);
  const { mind } = await knownBy(tx, input.brandId);
  try {
    const { parts, left } = await readDocument(input.name, call.bytes, { by: actorName(tx.actor), on: beijingDay(tx.now), categoryOf: (text) => triage(mind.learned, text, []).category });
    const known = new Map((await listArticles(tx, { brandId: input.brandId })).articles.map((row) => [row.articleId, row]));
    return { left, parts: parts.map(({ id, ...part }) => {
      const there = known.get(id);
      return { ...part, stands: there === undefined ? null : { state: there.state, title: there.title, byName: there.byName } };
    }) };
  } catch (error) {
    if (error instanceof DocumentProblem) return refuse('documentNotReadable', { field: 'file', problem: error.message, problemZh: error.zh });
    throw error;
  }
}

/** (E2) */
export async function listAliases(tx: Tx, input: Input<typeof api.listAliases>) {
  needs(tx, readers, input.brandId);
  const own = await aliasesOf(tx, input.brandId);
  return { own: own.map(({ canonical, variants, byName, at, version }) => ({ canonical, variants, byName, at, version })), shipped: seedSynonyms().map(([canonical, variants]) => ({ canonical, variants })) };
}

export async function saveAlias(tx: Tx, input: Input<typeof api.saveAlias>) {
  needs(tx, editors, input.brandId);
  const before = (await aliasesOf(tx, input.brandId)).find((row) => row.canonical === input.canonical.trim());
  if ((before?.version ?? 0) !== input.version) refuse('staleEdit', { changes: [] });
  const variants = [...new Set(input.variants.map((one) => one.trim()).filter((one) => one !== ''))];
  await saveAliasRow(tx, { brandId: input.brandId, canonical: input.canonical.trim(), variants, byName: actorName(tx.actor) });
  tx.record({ action: 'conversations.saveAlias', subject: 'aliases', subjectId: input.canonical.trim(), brandId: input.brandId, before: before?.variants ?? [], after: variants });
  return { ok: true as const };
}

export async function listExamples(tx: Tx, input: Input<typeof api.listExamples>) {
  needs(tx, [...readers], input.brandId);
  const { examples, learned } = await knownBy(tx, input.brandId);
  const own = await taughtExamples(tx, input.brandId);
  return { examples: own, shipped: examples.length - own.length, learned };
}

export async function removeExample(tx: Tx, input: Input<typeof api.removeExample>) {
  needs(tx, editors, input.brandId);
  const gone = await dropExample(tx, input.brandId, input.exampleId);
  if (gone === undefined) return refuse('exampleNotFound', { id: input.exampleId });
  tx.record({ action: 'conversations.removeExample', subject: 'examples', subjectId: input.brandId, brandId: input.brandId, before: gone });
  return { ok: true as const };
}
