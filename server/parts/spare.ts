// What of a shelf is free. S1 what is kept for visits and work is not, as far as what is on its way does not serve them;
// S2 a van keeps for nobody.
import { beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { mostOf } from './movement.ts';
import { openLinesAt } from './order-store.ts';
import { freeFrom } from './parts-on-day.ts';
import { holdsAt, lockStock, type At, type Hold } from './store.ts';

/** Units on the shelf that are kept for others; `mine` are holds of whoever asks. (S1, S2) */
export async function keptFor(tx: Tx, at: At, code: string, onHand: number, mine: (hold: Hold) => boolean): Promise<number> {
  if (at.placeId !== at.outletId) return 0;
  const [holds, lines, today] = [await holdsAt(tx, at.outletId, at.brandId), await openLinesAt(tx, at), beijingDay(tx.now)];
  const expected = lines.flatMap((one) => (one.code === code && one.expectedOn !== null && one.expectedOn >= today ? [{ onDay: one.expectedOn, quantity: one.quantity - one.received }] : []));
  return Math.max(0, onHand - freeFrom({ onHand, expected }, holds.filter((one) => one.code === code && !mine(one)), today));
}

/** What may leave a shelf without taking it from visits that were promised it. */
export async function spareAt(tx: Tx, at: At, code: string, mine: (hold: Hold) => boolean = () => false): Promise<number> {
  const stock = (await lockStock(tx, at, [code])).get(code);
  return stock === undefined ? 0 : mostOf('transferOut', stock, await keptFor(tx, at, code, stock.onHand, mine));
}
