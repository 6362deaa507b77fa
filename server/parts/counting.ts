// Counting and expecting parts. C1 only codes of the brand's price list; C2 a part that was never counted is unknown, not none;
// C3 what comes in part leaves the rest expected.
import { findOutlet } from '#network';
import { actorName, holds, type Role } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import type { api } from './api.ts';
import { addToStock, endExpected, expectedOf, insertExpected, lockExpected, reduceExpected, stockOf, writeCount, type Expectation } from './store.ts';

const counters: readonly Role[] = ['partsPlanner', 'serviceManager', 'regionalManager', 'administrator'];
const readers: readonly Role[] = ['adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'auditor', ...counters];

async function placeOf(tx: Tx, at: { outletId: string; brandId: string }, roles: readonly Role[]): Promise<void> {
  const outlet = await findOutlet(tx, at.outletId);
  if (!holds(tx.actor, roles, at)) refuse('outletNotFound', { id: at.outletId });
  if (!outlet.brandIds.includes(at.brandId)) refuse('outletDoesNotStock', { field: 'brandId' });
}

/** (C1) */
async function knownPart(tx: Tx, brandId: string, code: string): Promise<void> {
  if (!(await findBook(tx, brandId)).content.parts.some((part) => part.code === code)) refuse('partNotFound', { field: 'code', code });
}

function tellOf(tx: Tx, action: `parts.${string}`, at: { outletId: string; brandId: string; code: string }, more: { before?: unknown; after?: unknown }): void {
  tx.record({ action, subject: 'parts', subjectId: `${at.outletId} ${at.code}`, brandId: at.brandId, ...more });
  tx.announce({ topic: 'parts', id: at.code, brandId: at.brandId, outletId: at.outletId });
}

const shown = (tx: Tx, one: Expectation) => ({ id: one.id, code: one.code, quantity: one.quantity, expectedOn: one.expectedOn, note: one.note, late: one.expectedOn < beijingDay(tx.now) });

export async function showStock(tx: Tx, input: Input<typeof api.showStock>) {
  await placeOf(tx, input, readers);
  const [{ content }, stock, expected] = [await findBook(tx, input.brandId), await stockOf(tx, input.outletId, input.brandId), await expectedOf(tx, input.outletId, input.brandId)];
  return {
    parts: content.parts.map(({ code, name, nameEn }) => {
      const counted = stock.find((one) => one.code === code);
      return { code, name, nameEn, onHand: counted?.onHand ?? null, countedAt: counted?.countedAt ?? null, countedBy: counted?.countedBy ?? null, expected: expected.filter((one) => one.code === code).map((one) => shown(tx, one)) };
    }),
  };
}

export async function countPart(tx: Tx, input: Input<typeof api.countPart>) {
  await placeOf(tx, input, counters);
  await knownPart(tx, input.brandId, input.code);
  const before = (await stockOf(tx, input.outletId, input.brandId)).find((one) => one.code === input.code);
  const after = await writeCount(tx, { ...input, by: actorName(tx.actor) });
  tellOf(tx, 'parts.count', input, { before: before?.onHand ?? null, after: after.onHand });
  return after;
}

export async function expectParts(tx: Tx, input: Input<typeof api.expectParts>) {
  await placeOf(tx, input, counters);
  await knownPart(tx, input.brandId, input.code);
  const made = await insertExpected(tx, { ...input, note: input.note?.trim() ?? null });
  tellOf(tx, 'parts.expect', input, { after: made });
  return shown(tx, made);
}

async function mine(tx: Tx, id: string): Promise<Expectation> {
  const one = await lockExpected(tx, id);
  return one !== undefined && holds(tx.actor, counters, one) ? one : refuse('expectedPartsNotFound', { id });
}

/** (C3) */
export async function receiveParts(tx: Tx, input: Input<typeof api.receiveParts>) {
  const one = await mine(tx, input.expectedId);
  const came = Math.min(input.quantity, one.quantity);
  if (came === one.quantity) await endExpected(tx, one.id, 'received');
  else await reduceExpected(tx, one.id, came);
  await addToStock(tx, { ...one, more: input.quantity });
  tellOf(tx, 'parts.receive', one, { before: one, after: { came: input.quantity } });
  return { ok: true as const };
}

export async function dropExpectedParts(tx: Tx, input: Input<typeof api.dropExpectedParts>) {
  const one = await mine(tx, input.expectedId);
  await endExpected(tx, one.id, 'dropped');
  tellOf(tx, 'parts.drop', one, { before: one });
  return { ok: true as const };
}
