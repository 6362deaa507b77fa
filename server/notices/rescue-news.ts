// What the desk hears of rescues that stand still: nobody comes, or who should be there is not. (T1)
import type { Tx } from '#platform/tx';
import { caseById } from '#cases';
import { missionById } from '#rescue';
import { dataOf, tellDesk, tellHolder } from './tell.ts';

/** Nobody in reach accepted: the managers find somebody. */
export async function tellOfUnansweredRescue(tx: Tx, body: { missionId: string; brandId: string; at: string }): Promise<void> {
  const mission = await missionById(tx, body.missionId);
  const one = mission === undefined ? undefined : await caseById(tx, mission.caseId);
  if (mission === undefined || one === undefined || mission.endedAt !== null) return;
  const data = { ...dataOf(one), missionId: mission.id, mission: mission.number };
  for (const desk of ['brandDesk', 'managerDesk'] as const) await tellDesk(tx, { brandId: body.brandId, desk, outletId: null, code: 'rescueUnanswered', key: `rescue unanswered ${mission.id} ${body.at} ${desk}`, urgent: true, caseId: one.id, data });
}

/** Whoever has the case presses for a new time. */
export async function tellOfLateRescue(tx: Tx, body: { missionId: string; legId: string; said: string }): Promise<void> {
  const mission = await missionById(tx, body.missionId);
  const one = mission === undefined ? undefined : await caseById(tx, mission.caseId);
  if (mission !== undefined && one !== undefined && mission.endedAt === null) await tellHolder(tx, one, 'rescueLate', `rescue late ${body.legId} ${body.said}`, { urgent: true, data: { missionId: mission.id, mission: mission.number, said: body.said } });
}
