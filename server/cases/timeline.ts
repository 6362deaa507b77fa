// The timeline of a case: what happened and who said what to whom. Every module writes here.
// N1 a key stands once, however often it is told; N2 owners read what is theirs and never the desk's notes; N3 only
// one's own uploads can be attached.
import { actorId, actorName, type Actor } from '#platform/actor';
import { ownUploads } from '#platform/files';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { ofCase, type Case } from './case.ts';
import type { EntryKind } from './codes.ts';
import { caseById, insertEntry } from './store.ts';

export type Note = {
  kind: string; text?: string | null; by?: Actor | { name: string }; data?: Record<string, unknown>; visibility?: 'owner' | 'staff'; fileIds?: readonly string[];
  /** Repeatable: the same key is written once. (N1) */
  key?: string;
};

const writer = (by: Note['by'], actor: Actor): { byKind: 'owner' | 'staff' | 'system'; byId: string | null; byName: string } => {
  const who = by === undefined ? actor : 'kind' in by ? by : undefined;
  if (who === undefined) return { byKind: 'system', byId: null, byName: (by as { name: string }).name };
  return { byKind: who.kind === 'owner' || who.kind === 'staff' ? who.kind : 'system', byId: actorId(who), byName: actorName(who) };
};

/** Writes on a case that the caller has at hand. Answers the entry's id, undefined when its key stood there already. */
export const writeOn = (tx: Tx, one: Case, note: Note & { kind: EntryKind }): Promise<string | undefined> => write(tx, one, note);

async function write(tx: Tx, one: Case, note: Note): Promise<string | undefined> {
  const entry = await insertEntry(tx, ofCase(one), {
    kind: note.kind, text: note.text ?? null, data: note.data ?? {}, visibility: note.visibility ?? 'staff', fileIds: [...(note.fileIds ?? [])],
    key: note.key ?? null, ...writer(note.by, tx.actor),
  });
  if (entry !== undefined) announceCase(tx, one);
  return entry?.id;
}

/** Writes on a case by its id, for other modules: the words are theirs, the web has a sentence for each kind. */
export async function noteOnCase(tx: Tx, caseId: string, note: Note): Promise<void> {
  const one = (await caseById(tx, caseId)) ?? refuse('caseNotFound', { id: caseId });
  await write(tx, one, note);
}

export const announceCase = (tx: Tx, one: Case): void =>
  tx.announce({ topic: 'cases', id: one.id, brandId: one.brandId, ownerId: one.ownerId });

/** (N3) */
export async function ownFiles(tx: Tx, fileIds: readonly string[] | undefined): Promise<string[]> {
  if (fileIds === undefined || fileIds.length === 0) return [];
  const own = await ownUploads(tx, fileIds);
  if (own.length !== new Set(fileIds).size) refuse('fileNotYours', { field: 'fileIds' });
  return own;
}
