// Looks at coming visits again and again, so that a hit is told when it happens and not found when the car stands at the door.
// L1 it is the function that books which says so; L2 a hit is told once, and again only when it is another or was gone; L3 every visit has its
// turn, however many there are; L4 nothing changes by itself.
import { findOutlet } from '#network';
import type { Tx } from '#platform/tx';
import { about, appointmentHit } from './appointment.ts';
import { goneFromTheBook, judge } from './re-plan.ts';
import { visitsToLookAt, writeLooked } from './store.ts';

const [daysAhead, everyMin, mostAtOnce] = [7, 30, 40];

/** A round. */
export async function watchHits(tx: Tx): Promise<void> {
  const until = new Date(tx.now.getTime() + daysAhead * 86_400_000);
  for (const one of await visitsToLookAt(tx, until, new Date(tx.now.getTime() - everyMin * 60_000), mostAtOnce)) {
    const { why, proposal } = await judge(tx, await findOutlet(tx, one.outletId), one).catch(goneFromTheBook);
    const hit = why === null ? null : `${why} ${proposal === undefined ? 'nobodyElse' : 'sameTime'}`;
    await writeLooked(tx, one.id, hit);
    if (why !== null && hit !== one.hitTold) tx.tell(appointmentHit({ ...about(one), why, sameTime: proposal !== undefined, version: one.version }));
  }
}
