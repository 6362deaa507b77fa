// A draft of the next book: begun from the book in force, changed line by line, compared with it, published whole.
// D1 one draft per brand, seen and touched only by those who may publish for the brand; D2 two who change it at once:
// the second is told what the first did; D3 publishing says who, why and from when, and ends the draft.
import { findBrand } from '#brands';
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { compareBooks } from './compare-books.ts';
import { faultsOf, type Book } from './price-lines.ts';
import { publishBook } from './publish-prices.ts';
import { bookOn, deleteDraft, draftOf, insertDraft, updateDraft, type Draft } from './store.ts';

const empty: Book = { ratesFenPerHour: [0, 0, 0, 0], operations: [], parts: [] };
const publishers = ['administrator', 'regionalManager'] as const;

/** (D1) */
async function mayDraft(tx: Tx, brandId: string): Promise<void> {
  await findBrand(tx, brandId);
  if (!holds(tx.actor, publishers, { brandId })) refuse('notAllowed');
}

async function shown(tx: Tx, brandId: string) {
  const [draft, present] = [await draftOf(tx, brandId), await bookOn(tx, brandId, beijingDay(tx.now))];
  return {
    draft: draft ?? null, present: present === undefined ? null : { id: present.id, validFrom: present.validFrom, operations: present.content.operations.length, parts: present.content.parts.length },
    changes: draft === undefined ? [] : compareBooks(present?.content ?? empty, draft.content), faults: draft === undefined ? [] : faultsOf(draft.content),
  };
}

/** The draft as it was when the actor looked at it. (D2) */
async function draftToEdit(tx: Tx, brandId: string, version: number): Promise<Draft> {
  await mayDraft(tx, brandId);
  const draft = (await draftOf(tx, brandId)) ?? refuse('priceDraftNotFound', { brandId });
  if (draft.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'priceDrafts', draft.id, version) });
  return draft;
}

const tellOf = (tx: Tx, draft: Draft): void => tx.announce({ topic: 'prices', id: draft.id, brandId: draft.brandId });

export async function showPriceDraft(tx: Tx, input: Input<typeof api.showPriceDraft>) {
  await mayDraft(tx, input.brandId);
  return shown(tx, input.brandId);
}

export async function startPriceDraft(tx: Tx, input: Input<typeof api.startPriceDraft>) {
  await mayDraft(tx, input.brandId);
  const present = await bookOn(tx, input.brandId, beijingDay(tx.now));
  const draft = await insertDraft(tx, { brandId: input.brandId, content: present?.content ?? empty, by: actorName(tx.actor) });
  if (draft === undefined) return shown(tx, input.brandId); // somebody began it a moment ago: it is the brand's one draft
  tx.record({ action: 'prices.startDraft', subject: 'priceDrafts', subjectId: draft.id, brandId: input.brandId, version: draft.version, after: { from: present?.validFrom ?? null } });
  tellOf(tx, draft);
  return shown(tx, input.brandId);
}

const merged = <L extends { code: string }>(lines: readonly L[], put: readonly L[], remove: readonly string[]): L[] => {
  const fresh = new Map(put.map((line) => [line.code, line]));
  return [...lines.map((line) => fresh.get(line.code) ?? line), ...put.filter((line) => !lines.some((one) => one.code === line.code))].filter((line) => !remove.includes(line.code));
};

export async function changePriceDraft(tx: Tx, input: Input<typeof api.changePriceDraft>) {
  const draft = await draftToEdit(tx, input.brandId, input.version);
  const before = draft.content;
  const content: Book = {
    ratesFenPerHour: input.ratesFenPerHour ?? before.ratesFenPerHour,
    operations: merged(before.operations, input.operations ?? [], input.removeOperations ?? []), parts: merged(before.parts, input.parts ?? [], input.removeParts ?? []),
  };
  const saved = await updateDraft(tx, { brandId: input.brandId, version: input.version, content, by: actorName(tx.actor) });
  if (saved === undefined) return refuse('staleEdit', { changes: await changesSince(tx, 'priceDrafts', draft.id, input.version) });
  tx.record({ action: 'prices.changeDraft', subject: 'priceDrafts', subjectId: draft.id, brandId: input.brandId, version: saved.version, after: { changes: compareBooks(before, content).slice(0, 50) } });
  tellOf(tx, saved);
  return shown(tx, input.brandId);
}

export async function dropPriceDraft(tx: Tx, input: Input<typeof api.dropPriceDraft>) {
  const draft = await draftToEdit(tx, input.brandId, input.version);
  if (!(await deleteDraft(tx, input.brandId, input.version))) refuse('staleEdit', { changes: await changesSince(tx, 'priceDrafts', draft.id, input.version) });
  tx.record({ action: 'prices.dropDraft', subject: 'priceDrafts', subjectId: draft.id, brandId: input.brandId, version: draft.version + 1, before: { changedBy: draft.changedBy } });
  tellOf(tx, draft);
  return { ok: true as const };
}

/** (D3) */
export async function publishPriceDraft(tx: Tx, input: Input<typeof api.publishPriceDraft>) {
  const draft = await draftToEdit(tx, input.brandId, input.version);
  const present = await bookOn(tx, input.brandId, beijingDay(tx.now));
  const changes = compareBooks(present?.content ?? empty, draft.content);
  if (changes.length === 0) refuse('priceDraftUnchanged');
  if (!(await deleteDraft(tx, input.brandId, input.version))) refuse('staleEdit', { changes: await changesSince(tx, 'priceDrafts', draft.id, input.version) });
  return publishBook(tx, { brandId: input.brandId, validFrom: input.validFrom, note: input.note, content: draft.content }, changes);
}
