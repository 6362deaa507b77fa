// Asking contractors, one after the other, until one comes: by short message with a link that opens this one job.
// K1 who does not answer by the clock is passed over and the next one asked in the same second; K2 when nobody is left the
// desk is told, and everybody is asked again after a while, a few times; K3 a message that was not taken is sent again.
import { beijingDay } from '#platform/calendar';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import type { Tx } from '#platform/tx';
import { findBrand } from '#brands';
import { askText } from './ask-text.ts';
import { nextToAsk, rankContractors, type Ranked } from './choose.ts';
import { helperOf, ofMission, rescueAsked, rescueUnanswered, type Leg, type Mission } from './mission.ts';
import { contractorsOf, insertLeg, legsUnsent, missionById, rulesOn, takeUnsent, writeFailed, writeSent } from './store.ts';

const sendTries = 8;

export const announceMission = (tx: Tx, one: Mission): void => tx.announce({ topic: 'rescue', id: one.id, brandId: one.brandId, ownerId: one.ownerId });

/** Where our helper meets the car: on a motorway the exit, else where it stands; undefined while that is not known. */
export function meetingPoint(mission: Pick<Mission, 'response' | 'handOver' | 'place'>): { lon?: number | null | undefined; lat?: number | null | undefined } | undefined {
  if (mission.response.trafficRescueFirst && mission.handOver === null) return undefined;
  const at = mission.response.trafficRescueFirst && mission.handOver?.lon != null ? mission.handOver : mission.place;
  return at.lon == null ? undefined : at;
}

export async function rankedFor(tx: Tx, mission: Mission): Promise<Ranked[]> {
  const rules = await rulesOn(tx, beijingDay(tx.now));
  return rankContractors(await contractorsOf(tx, mission.brandId), { meetAt: meetingPoint(mission) ?? null, needs: mission.response.needs, heightMm: mission.place.heightMm },
    { speedKmh: rules.get('speedKmh') ?? 40, roadFactorPct: rules.get('roadFactorPct') ?? 100, readyMin: rules.get('readyMin') ?? 0 });
}

/** Asks one contractor; the mission as it is then, not yet saved. */
export async function ask(tx: Tx, mission: Mission, { contractor, farKm }: Ranked, turn: number): Promise<Mission> {
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const seconds = (mission.level === 1 ? rules.get('answerWithinSeconds1') : rules.get('answerWithinSeconds')) ?? 300;
  const leg = await insertLeg(tx, {
    missionId: mission.id, brandId: mission.brandId, ownerId: mission.ownerId, kind: 'contractor', turn, contractorId: contractor.id, name: contractor.name, phone: contractor.phone, state: 'requested',
    answerByAt: new Date(tx.now.getTime() + seconds * 1000), farKm, linkKey: `${newId()}${newId()}`, arrivesAt: null, arrivesBasis: 'none',
  });
  tx.record({ action: 'rescue.ask', subject: 'missions', subjectId: mission.id, brandId: mission.brandId, version: mission.version + 1, after: { helper: contractor.name, turn, answerByAt: leg.answerByAt } });
  tx.tell(rescueAsked({ ...ofMission(mission), legId: leg.id }));
  return { ...mission, firstAskedAt: mission.firstAskedAt ?? tx.now, unansweredAt: null };
}

/** Asks the next one, if there is somebody to ask and nobody is asked or coming already; the mission is not yet saved. (K1, K2) */
export async function askNext(tx: Tx, mission: Mission, legs: readonly Leg[]): Promise<Mission> {
  if (mission.endedAt !== null || helperOf(legs, 'contractor') !== undefined || meetingPoint(mission) === undefined) return mission;
  const own = legs.filter((leg) => leg.kind === 'contractor');
  const turn = Math.max(1, ...own.map((leg) => leg.turn));
  const ranked = await rankedFor(tx, mission);
  const tried = (inTurn: number): Set<string> => new Set(own.flatMap((leg) => (leg.contractorId !== null && leg.why !== 'ownVehicle' && (leg.turn === inTurn || leg.why === 'cannotDo') ? [leg.contractorId] : [])));
  const next = nextToAsk(ranked, tried(turn));
  if (next !== undefined) return ask(tx, mission, next, turn);
  if (mission.unansweredAt === null) {
    tx.tell(rescueUnanswered({ ...ofMission(mission), at: tx.now.toISOString() }));
    return { ...mission, unansweredAt: tx.now };
  }
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const again = turn < (rules.get('mostTurns') ?? 1) && tx.now.getTime() - mission.unansweredAt.getTime() >= (rules.get('askAgainSeconds') ?? 600) * 1000;
  const first = again ? nextToAsk(ranked, tried(turn + 1)) : undefined;
  return first === undefined ? mission : ask(tx, mission, first, turn + 1);
}

/** Reaction, and round where it failed: the request goes out. Its leg is the key by which a repeat is harmless. (K3) */
export async function sendAsk(tx: Tx, body: { legId: string }): Promise<void> {
  const leg = await takeUnsent(tx, body.legId);
  const mission = leg === undefined ? undefined : await missionById(tx, leg.missionId);
  if (leg === undefined || leg.linkKey === null || mission === undefined) return;
  const brand = await findBrand(tx, leg.brandId);
  const params = { plate: mission.plateNo ?? mission.modelName, link: `/rescue-job#${leg.linkKey}`, minutes: String(Math.max(1, Math.round(((leg.answerByAt ?? tx.now).getTime() - leg.requestedAt.getTime()) / 60_000))), number: mission.number, hotline: brand.hotline };
  try {
    await tx.outside.sms.send({ to: leg.phone, template: 'rescueAsk', params, key: `rescue ${leg.id}`, text: askText(brand.name, params) });
    await writeSent(tx, leg.id);
  } catch (error) {
    log.warn({ err: error, leg: leg.id }, 'a request to a rescue contractor was not taken');
    await writeFailed(tx, leg.id, (error instanceof Error ? error.message : 'unknown').slice(0, 200));
  }
  announceMission(tx, mission);
}

export async function sendAgain(tx: Tx): Promise<void> {
  for (const { id } of await legsUnsent(tx, sendTries)) await sendAsk(tx, { legId: id });
}
