// The vehicles of an outlet: who runs the place changes them. V1 a name stands once; V2 a shift ends after it begins, and its break lies
// inside; V3 only a technician of the outlet drives; V4 who runs the place, plans its parts or drives the vehicle loads and counts it.
import { findOutlet, techniciansOf, type Outlet } from '#network';
import { countOnBoard, keepVanPlaces, knownPart, loadParts } from '#parts';
import { actorId, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import type { api } from './api.ts';
import { brandsOf, lookers, placeFor, planners } from './board.ts';
import { stockOf, type OnBoard } from './on-board.ts';
import type { Van } from './van.ts';
import { insertVan, updateVan, vanById, vansAt, writeKeep, writeVanDay } from './van-store.ts';

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

/** What it carries lies in the book of every brand of the outlet; who drives without a vehicle carries nothing. */
async function keepPlaces(tx: Tx, van: Van, { brandIds }: Outlet): Promise<void> {
  if (van.kind !== 'driver') await acrossWalls(tx, 'a van is shared between the brands of its outlet', () => keepVanPlaces(tx, van, brandIds));
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
  await keepPlaces(tx, van, outlet);
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
  await keepPlaces(tx, van, await findOutlet(tx, van.outletId));
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

/** (V4) */
async function vanToStock(tx: Tx, input: { vanId: string; brandId: string }): Promise<Van> {
  const van = await vanById(tx, input.vanId);
  const place = { brandId: input.brandId, outletId: van?.outletId ?? '' };
  const may = van !== undefined && (await findOutlet(tx, van.outletId)).brandIds.includes(input.brandId) && (holds(tx.actor, [...planners, 'partsPlanner'], place) || (holds(tx.actor, ['technician'], place) && van.staffId === actorId(tx.actor)));
  return van !== undefined && may ? van : refuse('vanNotFound', { id: input.vanId });
}

async function lies(tx: Tx, a: { vanId: string; brandId: string; code: string }): Promise<OnBoard> {
  return (await stockOf(tx, [a.vanId])).find((one) => one.brandId === a.brandId && one.code === a.code) ?? { vanId: a.vanId, brandId: a.brandId, code: a.code, quantity: 0, keep: 0 };
}

export async function stockVan(tx: Tx, input: Input<typeof api.stockVan>) {
  const van = await vanToStock(tx, input);
  await knownPart(tx, input.brandId, input.code);
  if (input.quantity !== undefined) await countOnBoard(tx, van, { ...input, onHand: input.quantity });
  if (input.keep !== undefined) await writeKeep(tx, { vanId: van.id, brandId: input.brandId, code: input.code, keep: input.keep });
  const after = await lies(tx, input);
  tellOf(tx, van, 'dispatch.stockVan', { after });
  return after;
}

export async function loadVan(tx: Tx, input: Input<typeof api.loadVan>) {
  const van = await vanToStock(tx, input);
  await loadParts(tx, van, input);
  const after = await lies(tx, input);
  tellOf(tx, van, 'dispatch.loadVan', { after });
  return after;
}
