// The timeline of a case: what happened, who said what to whom, and the photos. Every module writes here.
// N1 a key stands once, however often it is told; N2 owners read what is theirs and never the desk's notes; N3 only
// one's own uploads can be attached, and a photo goes only to those who may see what it hangs on.
import { actorId, actorName, type Actor } from '#platform/actor';
import type { Input } from '#platform/contract';
import { ownUploads, readKeptFile } from '#platform/files';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { deskMessaged, ofCase, ownerMessaged, type Case } from './case.ts';
import { meetClock, resumeFor } from './run-clocks.ts';
import { caseToEdit, findCase, openCaseToEdit } from './find-case.ts';
import { caseById, hasFile, insertEntry } from './store.ts';

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
export async function writeOn(tx: Tx, one: Case, note: Note): Promise<string | undefined> {
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
  await writeOn(tx, one, note);
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

export async function addCaseNote(tx: Tx, input: Input<typeof api.addCaseNote>) {
  const one = await findCase(tx, input.caseId);
  await writeOn(tx, one, { kind: 'note', text: input.text, fileIds: await ownFiles(tx, input.fileIds) });
  tx.record({ action: 'cases.note', subject: 'cases', subjectId: one.id, brandId: one.brandId, after: { text: input.text } });
  return { ok: true as const };
}

/** Staff to owner. It is an answer and it is news: both clocks are met. */
export async function messageOwner(tx: Tx, input: Input<typeof api.messageOwner>) {
  const one = await openCaseToEdit(tx, input.caseId);
  const entryId = await writeOn(tx, one, { kind: 'deskMessage', text: input.text, visibility: 'owner', fileIds: await ownFiles(tx, input.fileIds) });
  await meetClock(tx, one, 'respond');
  await meetClock(tx, one, 'update');
  tx.record({ action: 'cases.messageOwner', subject: 'cases', subjectId: one.id, brandId: one.brandId, after: { text: input.text } });
  if (entryId !== undefined) tx.tell(deskMessaged({ ...ofCase(one), entryId }));
  return { ok: true as const };
}

/** Owner to staff: what waited for the owner's word waits no more. */
export async function messageDesk(tx: Tx, input: Input<typeof api.messageDesk>) {
  const one = await caseToEdit(tx, input.caseId);
  if (one.stage === 'closed') refuse('caseClosed', { number: one.number });
  const entryId = await writeOn(tx, one, { kind: 'ownerMessage', text: input.text, visibility: 'owner', fileIds: await ownFiles(tx, input.fileIds) });
  await resumeFor(tx, one, ['waitingForOwner']);
  if (entryId !== undefined) tx.tell(ownerMessaged({ ...ofCase(one), entryId }));
  return { ok: true as const };
}

/** (N2, N3) */
export async function caseFile(tx: Tx, input: Input<typeof api.caseFile>) {
  const one = await findCase(tx, input.caseId);
  if (!(await hasFile(tx, one.id, input.fileId, tx.actor.kind === 'owner'))) refuse('notFound');
  return readKeptFile(tx, input.fileId);
}
