// A damaged battery stands apart: distance, hours of watch, a temperature log, and bays that nobody may work in meanwhile.
// Q1 the watch lasts at least as long as the rule of its first day says; a rise of temperature begins it anew; Q2 it ends by a
// manager's word only, after the watch, with readings close enough together and calm at the end; Q3 while it stands its bays take
// no visit, and the place takes no second damaged battery by tow without somebody who decides so; Q4 one quarantine per battery.
import { actorName, holds } from '#platform/actor';
import { beijingDay, beijingTime } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { baysOf, findOutlet } from '#network';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { findUnit } from './battery-file.ts';
import { insertQuarantine, insertTemperature, prolong, quarantineById, quarantinesAt, quarantinesOf, release, temperaturesOf, type QuarantineRow, type Temperature } from './file-store.ts';
import { rulesOn } from './store.ts';

const hourMs = 3_600_000;
export type Watch = { clearanceM: number; hours: number; calmHours: number; riseC: number; logHours: number };

export async function watchRule(tx: Tx, onDay: string): Promise<Watch> {
  const rules = await rulesOn(tx, onDay);
  const value = (name: string): number => rules.find((rule) => rule.name === name)?.value ?? refuse('internal', { rule: name });
  return { clearanceM: value('quarantineClearanceM'), hours: value('quarantineHours'), calmHours: value('quarantineCalmHours'), riseC: value('quarantineRiseC'), logHours: value('quarantineLogHours') };
}

/** Whether a reading is a rise over the calmest one before it. (Q1) */
export const rises = (before: readonly { tempC: number }[], tempC: number, riseC: number): boolean => before.length > 0 && tempC - Math.min(...before.map((one) => one.tempC)) >= riseC;

/** Why a quarantine may not end yet; null when it may. (Q2) */
export function whyNotOver(one: { fromAt: Date; untilAt: Date }, log: readonly { at: Date; tempC: number }[], now: Date, rule: Watch): 'watchNotOver' | 'logHasGaps' | 'noFreshReading' | 'notCalm' | null {
  if (now < one.untilAt) return 'watchNotOver';
  const times = [one.fromAt.getTime(), ...log.map((entry) => entry.at.getTime()), now.getTime()];
  const last = log.at(-1);
  if (last === undefined || now.getTime() - last.at.getTime() > rule.logHours * hourMs) return 'noFreshReading';
  const watched = times.filter((at) => at >= one.untilAt.getTime() - rule.hours * hourMs);
  if (watched.some((at, index) => index > 0 && at - (watched[index - 1] as number) > rule.logHours * hourMs)) return 'logHasGaps';
  const late = log.filter((entry) => entry.at.getTime() >= now.getTime() - rule.calmHours * hourMs).map((entry) => entry.tempC);
  return late.length > 1 && Math.max(...late) - Math.min(...late) >= rule.riseC ? 'notCalm' : null;
}

async function shown(tx: Tx, rows: readonly QuarantineRow[]) {
  const log = Map.groupBy(await temperaturesOf(tx, rows.map((row) => row.id)), (one) => one.quarantineId);
  const rule = await watchRule(tx, beijingDay(tx.now));
  return rows.map((row) => {
    const temperatures: readonly Temperature[] = log.get(row.id) ?? [];
    const whyNot = row.releasedAt === null ? whyNotOver(row, temperatures, tx.now, rule) : 'released';
    return { ...row, temperatures: temperatures.map(({ at, tempC, byName }) => ({ at, tempC, byName })), mayRelease: whyNot === null, whyNot };
  });
}
const shownOne = async (tx: Tx, row: QuarantineRow) => (await shown(tx, [row]))[0] ?? refuse('quarantineNotFound', { id: row.id });
function tellOf(tx: Tx, action: `batteries.${string}`, one: QuarantineRow, more: { after?: unknown; why?: string }): void {
  tx.record({ action, subject: 'quarantines', subjectId: one.id, brandId: one.brandId, version: one.version, ...more });
  tx.announce({ topic: 'batteries', id: one.id, brandId: one.brandId, outletId: one.outletId });
}

/** (Q1, Q4) */
export async function startQuarantine(tx: Tx, input: Input<typeof api.startQuarantine>) {
  const outlet = await findOutlet(tx, input.outletId);
  const unit = input.unitId === undefined ? undefined : await findUnit(tx, input.unitId);
  const vehicle = input.vin === undefined ? undefined : await findVehicle(tx, input.vin);
  const of = unit === undefined ? vehicle : vehicle === undefined ? unit : undefined;
  if (of === undefined) return refuse('badInput', { field: unit === undefined ? 'vin' : 'unitId', reason: 'required' });
  if (!outlet.brandIds.includes(of.brandId)) refuse('outletNotFound', { id: input.outletId });
  if (!holds(tx.actor, ['technician', 'adviser', 'serviceManager'], { brandId: of.brandId, outletId: outlet.id })) refuse('notAllowed');
  const bays = new Set((await baysOf(tx, outlet.id)).map((bay) => bay.id));
  for (const bayId of input.bayIds) if (!bays.has(bayId)) refuse('bayNotFound', { field: 'bayIds', id: bayId });
  const rule = await watchRule(tx, beijingDay(tx.now));
  const made = await insertQuarantine(tx, { id: newId(), brandId: of.brandId, outletId: outlet.id, unitId: input.unitId ?? null, vin: vehicle?.vin ?? null, bayIds: [...input.bayIds], place: input.place, why: input.why, fromAt: tx.now, untilAt: new Date(tx.now.getTime() + rule.hours * hourMs), clearanceM: rule.clearanceM, releasedAt: null, byName: actorName(tx.actor), version: 1 });
  if (made === undefined) return refuse('alreadyQuarantined');
  await insertTemperature(tx, { id: newId(), quarantineId: made.id, brandId: made.brandId, at: tx.now, tempC: input.tempC, byName: actorName(tx.actor) });
  tellOf(tx, 'batteries.quarantine', made, { after: { bayIds: made.bayIds, untilAt: made.untilAt, tempC: input.tempC }, why: made.why });
  return shownOne(tx, made);
}

async function openOne(tx: Tx, id: string, roles: readonly ('technician' | 'adviser' | 'serviceManager')[]): Promise<QuarantineRow> {
  const one = (await quarantineById(tx, id)) ?? refuse('quarantineNotFound', { id });
  if (!holds(tx.actor, roles, one)) refuse('notAllowed');
  return one.releasedAt === null ? one : refuse('quarantineNotOver', { why: 'released' });
}

export async function logQuarantineTemperature(tx: Tx, input: Input<typeof api.logQuarantineTemperature>) {
  const one = await openOne(tx, input.quarantineId, ['technician', 'adviser', 'serviceManager']);
  const rule = await watchRule(tx, beijingDay(one.fromAt));
  const again = rises(await temperaturesOf(tx, [one.id]), input.tempC, rule.riseC);
  await insertTemperature(tx, { id: newId(), quarantineId: one.id, brandId: one.brandId, at: tx.now, tempC: input.tempC, byName: actorName(tx.actor) });
  const saved = again ? await prolong(tx, one.id, new Date(tx.now.getTime() + rule.hours * hourMs)) : one;
  tellOf(tx, 'batteries.quarantineTemperature', saved, { after: { tempC: input.tempC, ...(again ? { untilAt: saved.untilAt } : {}) } });
  return shownOne(tx, saved);
}

/** (Q2) */
export async function releaseQuarantine(tx: Tx, input: Input<typeof api.releaseQuarantine>) {
  const one = await openOne(tx, input.quarantineId, ['serviceManager']);
  const why = whyNotOver(one, await temperaturesOf(tx, [one.id]), tx.now, await watchRule(tx, beijingDay(one.fromAt)));
  if (why !== null) refuse('quarantineNotOver', { why, until: `${beijingDay(one.untilAt)} ${beijingTime(one.untilAt)}` });
  const saved = (await release(tx, one.id, input.version, input.words)) ?? refuse('staleEdit', { changes: [] });
  tellOf(tx, 'batteries.releaseQuarantine', saved, { after: { releasedAt: saved.releasedAt }, why: input.words });
  return shownOne(tx, saved);
}

export const listQuarantines = async (tx: Tx, input: Input<typeof api.listQuarantines>) => ({ quarantines: await shown(tx, await quarantinesAt(tx, input.outletId ?? null, false)) });

/** The bays of an outlet that stand closed beside a damaged battery, whichever brand's, and until when at the earliest. (Q3) */
export const closedBays = (tx: Tx, outletId: string): Promise<Map<string, { fromAt: Date; untilAt: Date }>> =>
  acrossWalls(tx, 'a damaged battery closes a bay for every brand of the outlet', async () =>
    new Map((await quarantinesAt(tx, outletId, true)).flatMap((one) => one.bayIds.map((bayId) => [bayId, { fromAt: one.fromAt, untilAt: one.untilAt }]))));
/** Whether a damaged battery stands at an outlet now: a second one is not towed there unasked. (Q3) */
export const holdsDamagedBattery = async (tx: Tx, outletId: string): Promise<boolean> => acrossWalls(tx, 'a place with a damaged battery takes no second one', async () => (await quarantinesAt(tx, outletId, true)).length > 0);
export const isQuarantined = async (tx: Tx, vinOrUnitId: string): Promise<boolean> => (await quarantinesOf(tx, vinOrUnitId)).length > 0;
