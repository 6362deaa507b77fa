// A damaged battery stands apart: distance, hours of watch, a temperature log, and bays that nobody may work in meanwhile. There
// is one book of it: who begins it at the counter and who brings a smoking car by tow write here.
// Q1 the watch (watch.ts) is as long as the rule of its first day; Q2 it ends by a manager's word only, after the watch; Q3 while
// it stands its bays take no visit, its car enters no workshop, and it fills its place for every brand; Q4 one quarantine per
// battery; Q5 a unit that stands apart is in quarantine in its chain too, and comes out of it by the end of the watch only; a pack
// taken out of a car that stands apart takes the watch along.
import { actorName, holds } from '#platform/actor';
import { beijingDay, beijingTime } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { baysOf, findOutlet } from '#network';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { putApart, takeBack } from './battery-file.ts';
import { insertQuarantine, insertTemperature, lockUnit, openFitting, packInCar, prolong, quarantineById, quarantinesAt, quarantinesOf, release, temperaturesOf, unitById, type QuarantineRow, type Temperature } from './file-store.ts';
import { rises, watchRule, whyNotOver } from './watch.ts';

const watchers = ['technician', 'adviser', 'serviceManager'] as const;
const hourMs = 3_600_000;

async function shown(tx: Tx, rows: readonly QuarantineRow[]) {
  const log = Map.groupBy(await temperaturesOf(tx, rows.map((row) => row.id)), (one) => one.quarantineId);
  const rule = await watchRule(tx, beijingDay(tx.now));
  const codes = new Map<string, string>();
  for (const { unitId } of rows) if (unitId !== null) codes.set(unitId, (await unitById(tx, unitId))?.code ?? '');
  return rows.map((row) => {
    const temperatures: readonly Temperature[] = log.get(row.id) ?? [];
    const whyNot = row.releasedAt === null ? whyNotOver(row, temperatures, tx.now, rule) : 'released';
    return { ...row, unitCode: row.unitId === null ? null : (codes.get(row.unitId) ?? null), temperatures: temperatures.map(({ at, tempC, smoke, byName }) => ({ at, tempC, smoke, byName })), mayRelease: whyNot === null, whyNot };
  });
}
const shownOne = async (tx: Tx, row: QuarantineRow) => (await shown(tx, [row]))[0] ?? refuse('quarantineNotFound', { id: row.id });
function tellOf(tx: Tx, action: `batteries.${string}`, one: QuarantineRow, more: { after?: unknown; why?: string }): void {
  tx.record({ action, subject: 'quarantines', subjectId: one.id, brandId: one.brandId, version: one.version, ...more });
  tx.announce({ topic: 'batteries', id: one.id, brandId: one.brandId, outletId: one.outletId });
}

type Begun = Pick<QuarantineRow, 'brandId' | 'outletId' | 'unitId' | 'vin' | 'bayIds' | 'place' | 'placeId' | 'why'>;
/** (Q1, Q4) */
async function begin(tx: Tx, of: Begun): Promise<QuarantineRow | undefined> {
  const rule = await watchRule(tx, beijingDay(tx.now));
  const made = await insertQuarantine(tx, { ...of, id: newId(), fromAt: tx.now, untilAt: new Date(tx.now.getTime() + rule.hours * hourMs), clearanceM: rule.clearanceM, releasedAt: null, byName: actorName(tx.actor), version: 1 });
  if (made !== undefined) tellOf(tx, 'batteries.quarantine', made, { after: { bayIds: made.bayIds, place: made.place, untilAt: made.untilAt }, why: made.why });
  return made;
}

/** The car, or the unit that is in none: of which brand, and which of both stands apart. A pack in a car stands apart with it. */
async function standing(tx: Tx, input: Input<typeof api.startQuarantine>): Promise<{ brandId: string; vin: string | null; unit: Awaited<ReturnType<typeof lockUnit>> }> {
  const unit = input.unitId === undefined ? undefined : ((await lockUnit(tx, input.unitId)) ?? refuse('unitNotFound', { id: input.unitId }));
  const car = input.vin === undefined ? undefined : await findVehicle(tx, input.vin);
  if ((unit === undefined) === (car === undefined)) return refuse('badInput', { field: unit === undefined ? 'vin' : 'unitId', reason: 'required' });
  const fitting = unit?.state === 'inCar' ? await openFitting(tx, unit.id) : undefined;
  if (unit !== undefined && fitting === undefined) return { brandId: unit.brandId, vin: null, unit };
  const vehicle = car ?? (await findVehicle(tx, fitting?.inKey ?? ''));
  return { brandId: vehicle.brandId, vin: vehicle.vin, unit: undefined };
}

/** (Q1, Q4, Q5) */
export async function startQuarantine(tx: Tx, input: Input<typeof api.startQuarantine>) {
  const outlet = await findOutlet(tx, input.outletId);
  const { brandId, vin, unit } = await standing(tx, input);
  if (!outlet.brandIds.includes(brandId)) refuse('outletNotFound', { id: input.outletId });
  if (!holds(tx.actor, watchers, { brandId, outletId: outlet.id })) refuse('notAllowed');
  const bays = new Set((await baysOf(tx, outlet.id)).map((bay) => bay.id));
  for (const bayId of input.bayIds) if (!bays.has(bayId)) refuse('bayNotFound', { field: 'bayIds', id: bayId });
  const made = (await begin(tx, { brandId, outletId: outlet.id, unitId: unit?.id ?? null, vin, bayIds: [...input.bayIds], place: input.place, placeId: null, why: input.why })) ?? refuse('alreadyQuarantined');
  if (unit !== undefined) await putApart(tx, unit, outlet.id, input.why);
  await insertTemperature(tx, { id: newId(), quarantineId: made.id, brandId, at: tx.now, tempC: input.tempC, smoke: false, byName: actorName(tx.actor) });
  return shownOne(tx, made);
}

/** A car that was brought to a place kept for it: its watch begins, or the one that runs already goes on. (Q4) */
export async function standApart(tx: Tx, car: { brandId: string; vin: string; outletId: string; place: string; placeId: string; why: string }): Promise<string> {
  const made = await begin(tx, { ...car, unitId: null, bayIds: [] });
  return made?.id ?? (await quarantinesOf(tx, car.vin))[0]?.id ?? refuse('internal', { vin: car.vin });
}

async function openOne(tx: Tx, id: string, roles: readonly (typeof watchers)[number][]): Promise<QuarantineRow> {
  const one = (await quarantineById(tx, id)) ?? refuse('quarantineNotFound', { id });
  if (!holds(tx.actor, roles, one)) refuse('notAllowed');
  return one.releasedAt === null ? one : refuse('quarantineNotOver', { why: 'released' });
}

export async function logQuarantineTemperature(tx: Tx, input: Input<typeof api.logQuarantineTemperature>) {
  const one = await openOne(tx, input.quarantineId, watchers);
  const rule = await watchRule(tx, beijingDay(one.fromAt));
  const reading = { tempC: input.tempC, smoke: input.smoke ?? false };
  const again = rises(await temperaturesOf(tx, [one.id]), reading, rule.riseC);
  await insertTemperature(tx, { id: newId(), quarantineId: one.id, brandId: one.brandId, at: tx.now, ...reading, byName: actorName(tx.actor) });
  const saved = again ? await prolong(tx, one.id, new Date(tx.now.getTime() + rule.hours * hourMs)) : one;
  tellOf(tx, 'batteries.quarantineTemperature', saved, { after: { ...reading, ...(again ? { untilAt: saved.untilAt } : {}) } });
  return shownOne(tx, saved);
}

/** (Q2, Q5) */
export async function releaseQuarantine(tx: Tx, input: Input<typeof api.releaseQuarantine>) {
  const one = await openOne(tx, input.quarantineId, ['serviceManager']);
  const why = whyNotOver(one, await temperaturesOf(tx, [one.id]), tx.now, await watchRule(tx, beijingDay(one.fromAt)));
  if (why !== null) refuse('quarantineNotOver', { why, until: `${beijingDay(one.untilAt)} ${beijingTime(one.untilAt)}` });
  const saved = (await release(tx, one.id, input.version, input.words)) ?? refuse('staleEdit', { changes: [] });
  if (one.unitId !== null) await takeBack(tx, one.unitId, input.words);
  tellOf(tx, 'batteries.releaseQuarantine', saved, { after: { releasedAt: saved.releasedAt }, why: input.words });
  return shownOne(tx, saved);
}

export const listQuarantines = async (tx: Tx, input: Input<typeof api.listQuarantines>) => ({ quarantines: await shown(tx, await quarantinesAt(tx, input.outletId ?? null, false)) });

export async function showQuarantine(tx: Tx, input: Input<typeof api.showQuarantine>) {
  return shownOne(tx, (await quarantineById(tx, input.quarantineId)) ?? refuse('quarantineNotFound', { id: input.quarantineId }));
}

/** The bays of an outlet that stand closed beside a damaged battery, whichever brand's, and until when at the earliest. (Q3) */
export const closedBays = (tx: Tx, outletId: string): Promise<Map<string, { fromAt: Date; untilAt: Date }>> =>
  acrossWalls(tx, 'a damaged battery closes a bay for every brand of the outlet', async () =>
    new Map((await quarantinesAt(tx, outletId, true)).flatMap((one) => one.bayIds.map((bayId) => [bayId, { fromAt: one.fromAt, untilAt: one.untilAt }]))));
/** Damaged batteries that stand at an outlet now, of every brand: in which kept place, null where nobody named one. (Q3) */
export const placesTaken = (tx: Tx, outletId: string): Promise<(string | null)[]> =>
  acrossWalls(tx, 'a place in quarantine is taken by a battery of any brand; only which place is read', async () => (await quarantinesAt(tx, outletId, true)).map((one) => one.placeId));
/** Until when at the earliest a car enters no workshop, for itself or for the pack in it; undefined when it may. (Q3) */
export async function apartUntil(tx: Tx, vin: string): Promise<Date | undefined> {
  const pack = await packInCar(tx, vin);
  const open = [...(await quarantinesOf(tx, vin)), ...(pack === undefined ? [] : await quarantinesOf(tx, pack.unitId))];
  return open[0]?.untilAt;
}
