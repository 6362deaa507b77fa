// The case changes hands. H1 exactly one holder at every moment: the old one ends where the new one begins, and a
// question to somebody else that is still open falls away.
import type { Tx } from '#platform/tx';
import { ofCase, type Case } from './case.ts';
import { openHandOver, placeHolder, writeAnswer, type NewHolder } from './holder-store.ts';

/** Answers the id of the new stretch. */
export async function giveTo(tx: Tx, one: Case, holder: NewHolder, how: string, answeredId?: string): Promise<string> {
  const open = await openHandOver(tx, one.id);
  if (open !== undefined && open.id !== answeredId) await writeAnswer(tx, open.id, { state: 'withdrawn', byName: null, words: null });
  return placeHolder(tx, ofCase(one), holder, how);
}
