// Parts as far as a promise of time needs them: what an outlet counted, what it expects and when. Purchasing, shelves and
// prices of purchase are not here.
import { beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import type { Counted } from './parts-on-day.ts';
import { addToStock, expectedOf, stockOf } from './store.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';
export { missingOn, type Claim, type Counted } from './parts-on-day.ts';

/** What was counted of a brand's parts at an outlet, and what is expected, by code; what should have come and did not is promised to nobody. */
export async function countedAt(tx: Tx, outletId: string, brandId: string): Promise<Map<string, Counted>> {
  const [stock, awaited] = await Promise.all([stockOf(tx, outletId, brandId), expectedOf(tx, outletId, brandId)]);
  const expected = awaited.filter((one) => one.expectedOn >= beijingDay(tx.now));
  return new Map(stock.map(({ code, onHand }) => [code, { onHand, expected: expected.filter((one) => one.code === code).map((one) => ({ onDay: one.expectedOn, quantity: one.quantity })) }]));
}

/** Parts went into a car. */
export async function takeParts(tx: Tx, outletId: string, brandId: string, parts: readonly { code: string; quantity: number }[]): Promise<void> {
  for (const { code, quantity } of parts) await addToStock(tx, { outletId, brandId, code, more: -quantity });
}
