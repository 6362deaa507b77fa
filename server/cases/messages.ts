// Notes among colleagues, messages between owner and desk, and the photos that hang on them.
// N2 owners read what is theirs and never the desk's notes; N4 a photo goes only to those who may see what it hangs on.
import type { Input } from '#platform/contract';
import { readKeptFile } from '#platform/files';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { deskMessaged, helpPlanned, ofCase, ownerMessaged } from './case.ts';
import { findCase, openCaseToEdit } from './find-case.ts';
import { meetClock, resumeFor } from './run-clocks.ts';
import { caseById, hasFile, saveCase } from './store.ts';
import { ownFiles, writeOn } from './timeline.ts';

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

/** What happens next and by when; the owner knows it from here on. */
export async function planHelp(tx: Tx, input: Input<typeof api.planHelp>) {
  const one = await openCaseToEdit(tx, input.caseId, input.version);
  const entryId = await writeOn(tx, one, { kind: 'helpPlanned', text: input.words, visibility: 'owner', data: input.byAt === undefined ? {} : { byAt: input.byAt } });
  for (const clock of ['respond', 'plan', 'update'] as const) await meetClock(tx, one, clock);
  const saved = (await saveCase(tx, one)) ?? refuse('staleEdit');
  tx.record({ action: 'cases.planHelp', subject: 'cases', subjectId: one.id, brandId: one.brandId, version: saved.version, after: { words: input.words, byAt: input.byAt } });
  if (entryId !== undefined) tx.tell(helpPlanned({ ...ofCase(one), entryId }));
  return { caseId: saved.id, version: saved.version };
}

/** What another module knows will happen next: it stands once per key, and the owner reads it like a person's plan. */
export async function planHelpFor(tx: Tx, caseId: string, plan: { words: string; byAt: Date | null; key: string }): Promise<void> {
  const one = await caseById(tx, caseId);
  if (one === undefined || one.stage === 'closed') return;
  const entryId = await writeOn(tx, one, { kind: 'helpPlanned', text: plan.words, visibility: 'owner', data: plan.byAt === null ? {} : { byAt: plan.byAt.toISOString() }, key: plan.key });
  if (entryId === undefined) return;
  for (const clock of ['respond', 'plan', 'update'] as const) await meetClock(tx, one, clock);
  tx.tell(helpPlanned({ ...ofCase(one), entryId }));
}

/** What another module answers the owner on a case: it stands once per key, and is an answer and news as a person's message is. */
export async function answerOwnerOn(tx: Tx, caseId: string, answer: { words: string; key: string }): Promise<void> {
  const one = await caseById(tx, caseId);
  const entryId = one === undefined ? undefined : await writeOn(tx, one, { kind: 'deskMessage', text: answer.words, visibility: 'owner', key: answer.key });
  if (one === undefined || entryId === undefined) return;
  if (one.stage !== 'closed') for (const clock of ['respond', 'update'] as const) await meetClock(tx, one, clock);
  tx.tell(deskMessaged({ ...ofCase(one), entryId }));
}

/** Owner to staff: what waited for the owner's word waits no more. */
export async function messageDesk(tx: Tx, input: Input<typeof api.messageDesk>) {
  const one = await openCaseToEdit(tx, input.caseId);
  const entryId = await writeOn(tx, one, { kind: 'ownerMessage', text: input.text, visibility: 'owner', fileIds: await ownFiles(tx, input.fileIds) });
  await resumeFor(tx, one, ['waitingForOwner']);
  if (entryId !== undefined) tx.tell(ownerMessaged({ ...ofCase(one), entryId }));
  return { ok: true as const };
}

/** (N2, N4) */
export async function caseFile(tx: Tx, input: Input<typeof api.caseFile>) {
  const one = await findCase(tx, input.caseId);
  if (!(await hasFile(tx, one.id, input.fileId, tx.actor.kind === 'owner'))) refuse('notFound');
  return readKeptFile(tx, input.fileId);
}
