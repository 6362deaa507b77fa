// A case is not left behind when people or cars go.
// G1 a case whose holder may no longer come in returns to a desk; G2 a car that changes hands leaves its seller's cases
// with the seller, marked, and none of them is shown to the buyer.
import { Refusal } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findStaffMember } from '#people';
import { ofCase, handOverClimbed, type Desk } from './case.ts';
import { giveTo } from './give-case.ts';
import { peopleWhoHold } from './holder-store.ts';
import { casesHeldBy, lockCase, openCasesOf, saveCase } from './store.ts';
import { writeOn } from './timeline.ts';

/** Whether somebody on the list of staff was shut out; who is on no list cannot be. */
async function isShutOut(tx: Tx, staffId: string): Promise<boolean> {
  try {
    return (await findStaffMember(tx, staffId)).disabledAt !== null;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Round: looks for holders who were shut out. (G1) */
export async function returnCases(tx: Tx): Promise<void> {
  for (const staffId of await peopleWhoHold(tx)) {
    if (!(await isShutOut(tx, staffId))) continue;
    for (const id of await casesHeldBy(tx, staffId)) {
      const one = await lockCase(tx, id);
      if (one === undefined || one.holder.staffId !== staffId) continue;
      const outletId = one.holder.outletId ?? one.outletId;
      const desk: Desk = outletId === null ? 'brandDesk' : 'outletDesk';
      const holdingId = await giveTo(tx, one, { kind: 'desk', desk, outletId, staffId: null, name: null }, 'returned');
      await writeOn(tx, one, { kind: 'returnedToDesk', data: { desk, outletId, name: one.holder.name } });
      const saved = (await saveCase(tx, one)) ?? one;
      tx.record({ action: 'cases.return', subject: 'cases', subjectId: one.id, brandId: one.brandId, version: saved.version, before: { holder: one.holder }, after: { desk, outletId } });
      tx.tell(handOverClimbed({ ...ofCase(one), desk, key: holdingId }));
    }
  }
}

/** Reaction: a car has a new owner. (G2) */
export async function noteTransfer(tx: Tx, body: { vin: string; fromOwnerId: string; toOwnerId: string }): Promise<void> {
  for (const one of await openCasesOf(tx, body.vin)) {
    if (one.ownerId === body.fromOwnerId) await writeOn(tx, one, { kind: 'carSold', key: `sold ${body.fromOwnerId} ${body.toOwnerId}` });
  }
}
