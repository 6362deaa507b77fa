// Round: clocks that come near their time are told of once, clocks that miss it are marked as breaches once.
import { markAtRisk, clocksPastDue } from './clock-store.ts';
import type { Tx } from '#platform/tx';
import { clockAtRisk, ofCase } from './case.ts';
import { breach } from './run-clocks.ts';
import { caseById } from './store.ts';

export async function watchClocks(tx: Tx): Promise<void> {
  for (const clock of await markAtRisk(tx, 500)) {
    const one = await caseById(tx, clock.caseId);
    if (one !== undefined) tx.tell(clockAtRisk({ ...ofCase(one), clockId: clock.id, clock: clock.clock }));
  }
  for (const clock of await clocksPastDue(tx, 500)) {
    const one = await caseById(tx, clock.caseId);
    if (one !== undefined) await breach(tx, one, clock);
  }
}
