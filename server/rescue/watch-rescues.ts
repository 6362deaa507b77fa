// The clock of rescue: who does not answer is passed over, who is late is said to be late, nobody is forgotten.
// W1 a contractor has until their clock and not longer; W2 a time that passed is corrected to the owner once, and the desk
// hears of it; W3 the round may run twice; W4 a car of which nobody knows where it stands is told of as one for which nobody comes.
import { beijingDay, beijingTime } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { caseById, planHelpFor } from '#cases';
import { languageOf } from '#people';
import { askNext, meetingPoint, sendAgain } from './ask-contractors.ts';
import { end, moveHelper, savedAndTold } from './move-leg.ts';
import { helperOf, ofMission, rescueLate, rescueUnanswered, type Leg, type Mission } from './mission.ts';
import { lateWords } from './owner-words.ts';
import { legsOf, lockMission, missionsToWatch, openMissionOf, rulesOn } from './store.ts';

/** Round. */
export async function watchRescues(tx: Tx): Promise<void> {
  await sendAgain(tx);
  for (const { id } of await missionsToWatch(tx)) {
    const mission = await lockMission(tx, id);
    if (mission !== undefined && mission.endedAt === null) await watch(tx, mission);
  }
}

async function watch(tx: Tx, mission: Mission): Promise<void> {
  const legs = await legsOf(tx, [mission.id]);
  const own = helperOf(legs, 'contractor');
  if (own === undefined) {
    const next = meetingPoint(mission) === undefined ? await lostSoLong(tx, mission) : await askNext(tx, mission, legs);
    if (next !== mission) await savedAndTold(tx, next);
    return;
  }
  if (own.state === 'requested' && own.answerByAt !== null && own.answerByAt <= tx.now) return void (await moveHelper(tx, mission, own, 'timeOut', { byName: '' })); // (W1)
  const late = [own, helperOf(legs, 'trafficRescue')].find((leg): leg is Leg => leg !== undefined && ['accepted', 'underWay'].includes(leg.state) && leg.arrivesAt !== null && leg.arrivesAt < tx.now);
  if (late !== undefined && (mission.lateToldAt === null || mission.lateToldAt < (late.arrivesAt as Date))) await sayLate(tx, mission, late);
}

/** (W4) */
async function lostSoLong(tx: Tx, mission: Mission): Promise<Mission> {
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const seconds = (mission.level === 1 ? rules.get('answerWithinSeconds1') : rules.get('answerWithinSeconds')) ?? 300;
  if (mission.unansweredAt !== null || mission.begunAt.getTime() + seconds * 1000 > tx.now.getTime()) return mission;
  tx.tell(rescueUnanswered({ ...ofMission(mission), at: tx.now.toISOString() }));
  return { ...mission, unansweredAt: tx.now };
}

/** (W2) */
async function sayLate(tx: Tx, mission: Mission, leg: Leg): Promise<void> {
  const said = leg.arrivesAt as Date;
  await planHelpFor(tx, mission.caseId, { words: lateWords(await languageOf(tx, mission.ownerId), beijingTime(said)), byAt: null, key: `rescue late ${leg.id} ${said.toISOString()}` });
  tx.tell(rescueLate({ ...ofMission(mission), legId: leg.id, said: said.toISOString() }));
  await savedAndTold(tx, { ...mission, lateToldAt: tx.now });
}

/** Reaction: a case that was closed needs no rescue; a car on the flatbed is brought to its end all the same. */
export async function endWithCase(tx: Tx, body: { caseId: string }): Promise<void> {
  const one = await caseById(tx, body.caseId);
  const mission = one === undefined ? undefined : await openMissionOf(tx, one.vin);
  if (mission === undefined || mission.caseId !== body.caseId || one?.stage !== 'closed' || mission.state === 'moving') return;
  await end(tx, mission, 'cancelled', 'ownerWish');
}
