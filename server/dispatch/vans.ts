// The vehicles of an outlet: who runs the place changes them. V1 a name stands once; V2 a shift ends after it begins, and its break lies
// inside; V3 only a technician of the outlet drives; V4 only parts of the brand's book lie on board.
import { findOutlet, techniciansOf } from '#network';
import { actorId, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { findBook } from '#prices';
import type { api } from './api.ts';
import { brandsOf, lookers, placeFor, planners } from './board.ts';
import type { Van } from './van.ts';
import { insertVan, stockOf, updateVan, vanById, vansAt, writeStock, writeVanDay } from './van-store.ts';

const peopleAt = (tx: Tx, outletId: string) => acrossWalls(tx, 'people of an outlet are shared between its brands', () => techniciansOf(tx, outletId));

function tellOf(tx: Tx, van: Pick<Van, 'id' | 'outletId' | 'version'>, action: `dispatch.${string}`, more: { before?: unknown; after?: unknown }): void {
  tx.record({ action, subject: 'vans', subjectId: van.id, version: van.version, ...more });
  tx.announce({ topic: 'dispatch', id: van.id, outletId: van.outletId });
}

/** (V2) */
function judgeHours(van: Pick<Van, 'shiftFrom' | 'shiftUntil' | 'breakFrom' | 'breakUntil' | 'breakMin'>): void {
  if (van.shiftUntil <= van.shiftFrom) refuse('vanHoursNotValid', { field: 'shiftUntil' });
  if (van.breakMin > 0 && (van.breakUntil <= van.breakFrom || van.breakFrom < van.shiftFrom || van.breakUntil > van.shiftUntil)) refuse('vanHoursNotValid', { field: 'breakUntil' });
}

/** (V3) */
async function mayDrive(tx: Tx, outletId: string, staffId: string | null): Promise<void> {
  if (staffId !== null && !(await peopleAt(tx, outletId)).some((one) => one.staffId === staffId)) refuse('technicianNotFound', { field: 'staffId' });
}

export async function listVans(tx: Tx, input: Input<typeof api.listVans>) {
  const outlet = await placeFor(tx, input.outletId, lookers);
  const vans = await vansAt(tx, outlet.id);
  const names = new Map((await peopleAt(tx, outlet.id)).map((one) => [one.staffId, one.name]));
  const mine = new Set(brandsOf(tx, outlet, lookers));
  return { vans: vans.map((van) => ({ ...van, staffName: names.get(van.staffId ?? '') ?? '' })), stock: (await stockOf(tx, vans.map((van) => van.id))).filter((row) => mine.has(row.brandId)) };
}

export async function addVan(tx: Tx, input: Input<typeof api.addVan>): Promise<Van> {
  const outlet = await placeFor(tx, input.outletId, planners);
  await mayDrive(tx, outlet.id, input.staffId);
  judgeHours(input);
  const van = (await insertVan(tx, outlet.id, { ...input, name: input.name.trim() })) ?? refuse('vanNameTaken', { field: 'name' });
  tellOf(tx, van, 'dispatch.addVan', { after: van });
  return van;
}

async function vanToEdit(tx: Tx, id: string): Promise<Van> {
  const van = await vanById(tx, id);
  if (van === undefined) return refuse('vanNotFound', { id });
  await placeFor(tx, van.outletId, planners).catch(() => refuse('vanNotFound', { id }));
  return van;
}

export async function changeVan(tx: Tx, input: Input<typeof api.changeVan>): Promise<Van> {
  const before = await vanToEdit(tx, input.vanId);
  judgeHours(input);
  await mayDrive(tx, before.outletId, input.staffId);
  const van = (await updateVan(tx, { ...input, id: before.id, name: input.name.trim() })) ?? refuse('staleEdit', { changes: await changesSince(tx, 'vans', before.id, input.version) });
  tellOf(tx, van, 'dispatch.changeVan', { before, after: van });
  return van;
}

export async function setVanDay(tx: Tx, input: Input<typeof api.setVanDay>) {
  const van = await vanToEdit(tx, input.vanId);
  await mayDrive(tx, van.outletId, input.staffId);
  const day = { vanId: van.id, staffId: input.staffId, offFrom: input.offFrom === null ? null : new Date(input.offFrom), offWhy: input.offWhy };
  await writeVanDay(tx, input.on, day);
  tellOf(tx, van, 'dispatch.setVanDay', { after: { on: input.on, ...day } });
  return { ok: true as const };
}

/** (V4) Who drives it counts what lies on board, too. */
export async function stockVan(tx: Tx, input: Input<typeof api.stockVan>) {
  const van = await vanById(tx, input.vanId);
  const place = { brandId: input.brandId, outletId: van?.outletId ?? '' };
  const serves = van !== undefined && (await findOutlet(tx, van.outletId)).brandIds.includes(input.brandId);
  const may = van !== undefined && serves && (holds(tx.actor, [...planners, 'partsPlanner'], place) || (holds(tx.actor, ['technician'], place) && van.staffId === actorId(tx.actor)));
  if (van === undefined || !may) return refuse('vanNotFound', { id: input.vanId });
  if (!(await findBook(tx, input.brandId)).content.parts.some((part) => part.code === input.code)) refuse('partNotFound', { field: 'code', code: input.code });
  const row = await writeStock(tx, input);
  tellOf(tx, van, 'dispatch.stockVan', { after: row });
  return row;
}
