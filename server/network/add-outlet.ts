// Outlets are opened and changed by those who run them.
// A1 which brands an outlet serves is decided by the administrators of those brands; A2 hours fit together.
import type { Input } from '#platform/contract';
import { holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { allBrands } from '#brands';
import type { api } from './api.ts';
import { fitTogether, weekFits } from './opening-hours.ts';
import type { DayException, Outlet, WeekPeriod } from './outlet.ts';
import { deleteException, insertOutlet, outletById, updateOutlet, writeException } from './store.ts';

/** Whether the actor runs this outlet for at least one of its brands. */
export const runsOutlet = (tx: Tx, outlet: Pick<Outlet, 'id' | 'brandIds'>): boolean =>
  outlet.brandIds.some((brandId) => holds(tx.actor, ['serviceManager', 'regionalManager', 'administrator'], { brandId, outletId: outlet.id }));

/** Every brand added or taken away needs an administrator of that brand, and must exist. (A1) */
async function judgeBrands(tx: Tx, before: readonly string[], after: readonly string[]): Promise<void> {
  const known = new Set((await allBrands(tx)).map((brand) => brand.id));
  const unknown = after.find((brandId) => !known.has(brandId));
  if (unknown !== undefined) refuse('brandNotFound', { field: 'brandIds', id: unknown });
  const changed = [...after.filter((id) => !before.includes(id)), ...before.filter((id) => !after.includes(id))];
  if (changed.some((brandId) => !holds(tx.actor, ['administrator'], { brandId }))) refuse('notAllowed', { field: 'brandIds' });
}

function judgeHours(weeklyHours: readonly WeekPeriod[]): void {
  if (!weekFits(weeklyHours)) refuse('hoursNotValid', { field: 'weeklyHours' });
}

function tellOf(tx: Tx, action: `network.${string}`, outlet: Outlet, more: { before?: unknown; after?: unknown; why?: string } = {}): void {
  tx.record({ action, subject: 'outlets', subjectId: outlet.id, brandId: outlet.brandIds.length === 1 ? (outlet.brandIds[0] ?? null) : null, version: outlet.version, ...more });
  tx.announce({ topic: 'network', id: outlet.id, outletId: outlet.id });
}

export async function addOutlet(tx: Tx, input: Input<typeof api.addOutlet>): Promise<Outlet> {
  await judgeBrands(tx, [], input.brandIds);
  judgeHours(input.weeklyHours);
  const outlet = (await insertOutlet(tx, { ...input, id: input.id ?? newId() })) ?? refuse('outletCodeTaken', { field: 'id', id: input.id });
  tellOf(tx, 'network.addOutlet', outlet, { after: outlet });
  return outlet;
}

export async function runOutlet(tx: Tx, id: string): Promise<Outlet> {
  const outlet = (await outletById(tx, id)) ?? refuse('outletNotFound', { id });
  return runsOutlet(tx, outlet) ? outlet : refuse('notAllowed');
}

export async function changeOutlet(tx: Tx, input: Input<typeof api.changeOutlet>): Promise<Outlet> {
  const before = await runOutlet(tx, input.id);
  await judgeBrands(tx, before.brandIds, input.brandIds);
  judgeHours(input.weeklyHours);
  const outlet = (await updateOutlet(tx, input)) ?? refuse('staleEdit', { changes: await changesSince(tx, 'outlets', input.id, input.version) });
  tellOf(tx, 'network.changeOutlet', outlet, { before, after: outlet });
  return outlet;
}

export async function setDayException(tx: Tx, input: Input<typeof api.setDayException>): Promise<DayException> {
  const outlet = await runOutlet(tx, input.id);
  if (!fitTogether(input.periods)) refuse('hoursNotValid', { field: 'periods' });
  const exception = await writeException(tx, outlet.id, input.onDay, input.periods, input.why.trim());
  tellOf(tx, 'network.setDayException', outlet, { after: exception, why: input.why });
  return exception;
}

export async function dropDayException(tx: Tx, input: Input<typeof api.dropDayException>) {
  const outlet = await runOutlet(tx, input.id);
  if ((await deleteException(tx, outlet.id, input.onDay)) > 0) tellOf(tx, 'network.dropDayException', outlet, { before: { onDay: input.onDay } });
  return { ok: true as const };
}
