// A car whose battery may burn stands apart, in the open, watched, and enters no workshop until a person lets it go.
// Q1 not before the hours of the rule; Q2 the last measurement is recent, cool and without smoke; Q3 who lets it go is named.
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Role } from '#platform/actor';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { announceMission } from './ask-contractors.ts';
import type { Mission } from './mission.ts';
import { findMission, staffView } from './show-rescues.ts';
import { lockMission, quarantineOf, quarantineOfCar, rulesOn, saveQuarantine, type Quarantine } from './store.ts';

const recentMs = 4 * 3_600_000;

/** Until when at the earliest a car may enter no workshop; undefined when it may. */
export async function quarantineUntil(tx: Tx, vin: string): Promise<Date | undefined> {
  const one = await quarantineOfCar(tx, vin);
  return one === undefined ? undefined : (one.notBeforeAt ?? tx.now);
}

async function toEdit(tx: Tx, input: { missionId: string; version: number }, may: readonly Role[]): Promise<{ mission: Mission; quarantine: Quarantine }> {
  await findMission(tx, input.missionId);
  const mission = (await lockMission(tx, input.missionId)) ?? refuse('missionNotFound', { id: input.missionId });
  const quarantine = await quarantineOf(tx, mission.id);
  if (quarantine === undefined || quarantine.fromAt === null || quarantine.releasedAt !== null) return refuse('quarantineNotFound');
  if (!holds(tx.actor, may, { brandId: mission.brandId, outletId: quarantine.outletId })) refuse('notAllowed');
  if (quarantine.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'quarantines', quarantine.id, input.version) });
  return { mission, quarantine };
}

async function keep(tx: Tx, mission: Mission, before: Quarantine, after: Quarantine, action: `rescue.${string}`) {
  await saveQuarantine(tx, after);
  tx.record({ action, subject: 'quarantines', subjectId: after.id, brandId: mission.brandId, version: before.version + 1, before: { checks: before.checks.length }, after: { check: after.checks.at(-1) ?? null, releasedBy: after.releasedBy } });
  announceMission(tx, mission);
  return staffView(tx, mission);
}

export async function checkQuarantine(tx: Tx, input: Input<typeof api.checkQuarantine>) {
  const { mission, quarantine } = await toEdit(tx, input, ['adviser', 'technician', 'serviceManager']);
  const check = { at: tx.now.toISOString(), maxC: input.maxC, smoke: input.smoke, byName: actorName(tx.actor) };
  return keep(tx, mission, quarantine, { ...quarantine, checks: [...quarantine.checks, check] }, 'rescue.checkQuarantine');
}

/** (Q1, Q2, Q3) */
export async function endRescueQuarantine(tx: Tx, input: Input<typeof api.endRescueQuarantine>) {
  const { mission, quarantine } = await toEdit(tx, input, ['serviceManager']);
  if (quarantine.notBeforeAt !== null && quarantine.notBeforeAt > tx.now) refuse('quarantineTooShort', { until: quarantine.notBeforeAt.toISOString() });
  const last = quarantine.checks.at(-1);
  const calmC = (await rulesOn(tx, beijingDay(tx.now))).get('quarantineCalmC') ?? 45;
  if (last === undefined || last.smoke || last.maxC > calmC || tx.now.getTime() - Date.parse(last.at) > recentMs) refuse('quarantineTooWarm', { calmC });
  return keep(tx, mission, quarantine, { ...quarantine, releasedAt: tx.now, releasedBy: actorName(tx.actor) }, 'rescue.endRescueQuarantine');
}
