// Looking up a case is asking permission for it.
// F1 a case that one may not see is refused like one that does not exist; F2 who works on a case does so with a role
// that works on cases, there where the case is; F3 an edit based on an old version is refused with what changed.
import { changesSince } from '#platform/audit';
import { reaches } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { Case } from './case.ts';
import { openHandOver } from './holder-store.ts';
import { maySee, mayHold, sitsAt, speaksFor } from './holder.ts';
import { caseById, lockCase } from './store.ts';

/** (F1) */
export async function findCase(tx: Tx, id: string): Promise<Case> {
  return seen(tx, await caseById(tx, id), id);
}

async function seen(tx: Tx, one: Case | undefined, id: string): Promise<Case> {
  if (one === undefined) return refuse('caseNotFound', { id });
  if (maySee(tx.actor, one, undefined) || maySee(tx.actor, one, await openHandOver(tx, id))) return one;
  return refuse('caseNotFound', { id });
}

async function refuseOnlookers(tx: Tx, one: Case): Promise<void> {
  const { actor } = tx;
  if (actor.kind !== 'staff' || speaksFor(actor, one)) return;
  if (actor.grants.some((grant) => mayHold.includes(grant.role) && reaches(grant, one))) return;
  const asked = await openHandOver(tx, one.id);
  if (asked !== undefined && (asked.toStaffId === actor.id || (asked.toDesk !== null && sitsAt(actor, asked.toDesk, one.brandId, asked.toOutletId)))) return;
  refuse('notAllowed');
}

/** The case for an edit, kept from others until the transaction ends. (F2, F3) */
export async function caseToEdit(tx: Tx, id: string, version?: number): Promise<Case> {
  const one = await seen(tx, await lockCase(tx, id), id);
  await refuseOnlookers(tx, one);
  if (version !== undefined && version !== one.version) refuse('staleEdit', { changes: await changesSince(tx, 'cases', id, version) });
  return one;
}

export async function openCaseToEdit(tx: Tx, id: string, version?: number): Promise<Case> {
  const one = await caseToEdit(tx, id, version);
  if (one.stage === 'closed') refuse('caseClosed', { number: one.number });
  return one;
}
