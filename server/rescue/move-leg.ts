// What a helper tells or the clock finds, and all that follows from it: the chain, the mission, the next one to be asked, the
// owner's news, the quarantine at the end.
// H1 nothing moves but by the table; H2 a time that a helper says lies between the last one and now, else it is now; H3 the
// owner hears of every step that matters to them, once, in their language; H4 when it is over, nobody stays asked; H5 the desk may
// take back what it recorded wrongly, step by step, and the owner who was told hears that it was wrong.
import { beijingDay, beijingTime } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { standApart } from '#batteries';
import { caseBrought, noteOnCase, planHelpFor } from '#cases';
import { languageOf } from '#people';
import { drivingMin, roadKm } from './arrival.ts';
import { announceMission, askNext, meetingPoint } from './ask-contractors.ts';
import { costOf } from './choose.ts';
import { endings, isOpenLeg, legBefore, legMoves, missionMoves, ofMission, rescueEnded, rescueMoved, stateByLegs, type Leg, type LegDeed, type Mission } from './mission.ts';
import { ownerWords, takenBackWords } from './owner-words.ts';
import { contractorById, endKeptPlace, keptPlaceOf, legsOf, rulesOn, saveLeg, saveMission } from './store.ts';

export type Told = { at?: Date | undefined; arrivesInMin?: number | undefined; /** As a plan reckons it. */ arrivesAt?: Date; driverName?: string | undefined; driverPhone?: string | undefined; truckPlate?: string | undefined; why?: string | undefined; byName: string; /** A person asks another themselves. */ asksNobody?: boolean };

const stampOf = { accepted: 'acceptedAt', underWay: 'underWayAt', arrived: 'arrivedAt', loaded: 'loadedAt', delivered: 'endedAt', solved: 'endedAt', declined: 'endedAt', unanswered: 'endedAt', replaced: 'endedAt', cancelled: 'endedAt', requested: undefined } as const;
const given: readonly LegDeed[] = ['decline', 'timeOut', 'replace'];

/** (H2) */
function momentOf(tx: Tx, leg: Leg, said: Date | undefined): Date {
  const last = [leg.loadedAt, leg.arrivedAt, leg.underWayAt, leg.acceptedAt, leg.requestedAt].find((at) => at !== null) as Date;
  return said === undefined || said > tx.now || said < last ? tx.now : said;
}

/** When the helper is where they are awaited, or the car where it goes. */
async function arrivesAt(tx: Tx, mission: Mission, leg: Leg, deed: LegDeed, told: Told, at: Date): Promise<Pick<Leg, 'arrivesAt' | 'arrivesBasis'>> {
  if (told.arrivesAt !== undefined) return { arrivesAt: told.arrivesAt, arrivesBasis: 'distance' };
  if (told.arrivesInMin !== undefined) return { arrivesAt: new Date(tx.now.getTime() + told.arrivesInMin * 60_000), arrivesBasis: 'helperSaid' };
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const speed = rules.get('speedKmh') ?? 40;
  if (deed === 'load' && leg.kind === 'contractor') {
    const km = roadKm(meetingPoint(mission), mission.destination, rules.get('roadFactorPct') ?? 100);
    return km === null ? { arrivesAt: null, arrivesBasis: 'none' } : { arrivesAt: new Date(at.getTime() + drivingMin(km, speed) * 60_000), arrivesBasis: 'distance' };
  }
  if (deed === 'accept' && leg.farKm !== null) return { arrivesAt: new Date(at.getTime() + ((rules.get('readyMin') ?? 0) + drivingMin(leg.farKm, speed)) * 60_000), arrivesBasis: 'distance' };
  return { arrivesAt: leg.arrivesAt, arrivesBasis: leg.arrivesBasis };
}

async function costs(tx: Tx, mission: Mission, leg: Leg, deed: LegDeed): Promise<Pick<Leg, 'towKm' | 'costFen'>> {
  const tariff = leg.contractorId === null || !['deliver', 'solve'].includes(deed) ? undefined : await contractorById(tx, leg.contractorId);
  if (tariff === undefined) return { towKm: leg.towKm, costFen: leg.costFen };
  const km = deed === 'solve' ? 0 : (roadKm(meetingPoint(mission), mission.destination, (await rulesOn(tx, beijingDay(tx.now))).get('roadFactorPct') ?? 100) ?? 0);
  return { towKm: km, costFen: costOf(tariff, km) };
}

/** Moves a helper and all that follows; answers the mission saved, or the same one when it was told again. (H1) */
export async function moveHelper(tx: Tx, mission: Mission, leg: Leg, deed: LegDeed, told: Told): Promise<Mission> {
  const to = legMoves[leg.state][deed];
  if (to === undefined) return refuse('legNotNow', { state: leg.state });
  if (to === 'same') return mission;
  const at = momentOf(tx, leg, told.at);
  const stamp = stampOf[to];
  const moved = await saveLeg(tx, {
    ...leg, state: to, ...(stamp === undefined ? {} : { [stamp]: at }), ...(deed === 'arrive' && leg.acceptedAt === null ? { acceptedAt: at } : {}), ...(await arrivesAt(tx, mission, leg, deed, told, at)), ...(await costs(tx, mission, leg, deed)),
    driverName: told.driverName ?? leg.driverName, driverPhone: told.driverPhone ?? leg.driverPhone, truckPlate: told.truckPlate ?? leg.truckPlate, why: told.why ?? leg.why,
  });
  const legs = (await legsOf(tx, [mission.id])).map((one) => (one.id === moved.id ? moved : one));
  const state = stateByLegs(legs);
  if (missionMoves[mission.state][state] === 'refused') refuse('legNotNow', { state: leg.state });
  const costFen = legs.reduce((sum, one) => sum + (one.costFen ?? 0), 0);
  const next: Mission = { ...mission, state, costFen, lateToldAt: deed === 'accept' ? null : mission.lateToldAt };
  await noteOnCase(tx, mission.caseId, { kind: 'rescueMoved', visibility: 'staff', by: { name: told.byName }, data: { number: mission.number, helper: moved.name, helperKind: moved.kind, state: to, at: at.toISOString(), arrivesAt: moved.arrivesAt } });
  tx.record({ action: `rescue.${deed}`, subject: 'missions', subjectId: mission.id, brandId: mission.brandId, version: mission.version + 1, before: { helper: leg.name, state: leg.state }, after: { helper: moved.name, state: to, at, byName: told.byName } });
  if (!given.includes(deed) || leg.state !== 'requested') await tellOwner(tx, next, moved, deed);
  if (endings.includes(state)) return end(tx, next, state, null);
  return savedAndTold(tx, given.includes(deed) && told.asksNobody !== true ? await askNext(tx, next, legs) : next);
}

/** The last thing recorded of a helper was wrong: it stands where it stood, and the owner hears so. (H5) */
export async function takeBack(tx: Tx, mission: Mission, leg: Leg): Promise<Mission> {
  const before = legBefore(leg);
  if (before === undefined) return refuse('legNotNow', { state: leg.state });
  const again = before.state !== 'requested' ? {} : {
    arrivesAt: null, arrivesBasis: 'none' as const, answerByAt: leg.answerByAt === null ? null : new Date(tx.now.getTime() + (leg.answerByAt.getTime() - leg.requestedAt.getTime())),
  };
  const saved = await saveLeg(tx, { ...leg, state: before.state, [before.without]: null, ...again, ...(before.state === 'arrived' ? { arrivesAt: null, arrivesBasis: 'none' } : {}) });
  const state = stateByLegs((await legsOf(tx, [mission.id])).map((one) => (one.id === saved.id ? saved : one)));
  if (missionMoves[mission.state][state] === 'refused') refuse('legNotNow', { state: leg.state });
  const time = saved.arrivesAt !== null && saved.arrivesAt > tx.now ? beijingTime(saved.arrivesAt) : null;
  await planHelpFor(tx, mission.caseId, { words: takenBackWords(await languageOf(tx, mission.ownerId), leg.state, time), byAt: time === null ? null : saved.arrivesAt, key: `rescue taken back ${leg.id} ${saved.version}` });
  await noteOnCase(tx, mission.caseId, { kind: 'rescueMoved', visibility: 'staff', data: { number: mission.number, helper: saved.name, helperKind: saved.kind, state: saved.state, at: tx.now.toISOString(), arrivesAt: saved.arrivesAt } });
  tx.record({ action: 'rescue.takeBack', subject: 'missions', subjectId: mission.id, brandId: mission.brandId, version: mission.version + 1, before: { helper: leg.name, state: leg.state }, after: { helper: saved.name, state: saved.state } });
  return savedAndTold(tx, { ...mission, state });
}

/** A helper who is coming, or has the car, says another time: the owner reads the new one, and nobody is late yet. */
export async function sayTime(tx: Tx, mission: Mission, leg: Leg, arrivesInMin: number, byName: string): Promise<Mission> {
  if (!['accepted', 'underWay', 'loaded'].includes(leg.state)) return refuse('legNotNow', { state: leg.state });
  const saved = await saveLeg(tx, { ...leg, arrivesAt: new Date(tx.now.getTime() + arrivesInMin * 60_000), arrivesBasis: 'helperSaid' });
  const words = leg.state === 'loaded' ? undefined : ownerWords(await languageOf(tx, mission.ownerId), 'accept', { helper: saved.name, kind: saved.kind, time: beijingTime(saved.arrivesAt as Date), exit: mission.response.trafficRescueFirst ? mission.handOver : null, destination: mission.destination });
  if (words !== undefined) await planHelpFor(tx, mission.caseId, { words, byAt: saved.arrivesAt, key: `rescue delay ${leg.id} ${saved.version}` });
  tx.record({ action: 'rescue.delay', subject: 'missions', subjectId: mission.id, brandId: mission.brandId, version: mission.version + 1, before: { helper: leg.name, arrivesAt: leg.arrivesAt }, after: { helper: saved.name, arrivesAt: saved.arrivesAt, byName } });
  return savedAndTold(tx, { ...mission, lateToldAt: null });
}

export async function savedAndTold(tx: Tx, mission: Mission): Promise<Mission> {
  const saved = (await saveMission(tx, mission)) ?? refuse('staleEdit');
  tx.tell(rescueMoved(ofMission(saved)));
  announceMission(tx, saved);
  return saved;
}

/** (H3) */
async function tellOwner(tx: Tx, mission: Mission, leg: Leg, deed: LegDeed): Promise<void> {
  const words = ownerWords(await languageOf(tx, mission.ownerId), deed, { helper: leg.name, kind: leg.kind, time: leg.arrivesAt === null ? null : beijingTime(leg.arrivesAt), exit: mission.response.trafficRescueFirst ? (mission.handOver ?? null) : null, destination: mission.destination });
  if (words !== undefined) await planHelpFor(tx, mission.caseId, { words, byAt: leg.arrivesAt, key: `rescue ${leg.id} ${deed}` });
}

/** It is over: who is still asked is thanked, the quarantine begins, costs stand. (H4) */
export async function end(tx: Tx, mission: Mission, state: Mission['state'], why: string | null): Promise<Mission> {
  for (const leg of (await legsOf(tx, [mission.id])).filter(isOpenLeg)) await saveLeg(tx, { ...leg, state: 'cancelled', endedAt: tx.now, why: why ?? leg.why });
  const kept = await keptPlaceOf(tx, mission.id);
  if (kept !== undefined && kept.releasedAt === null) await endKeptPlace(tx, kept.id, state === 'delivered' ? await standApart(tx, { ...kept, place: kept.placeName, why: mission.number }) : null);
  if (state === 'delivered' && mission.destination !== null) await caseBrought(tx, { caseId: mission.caseId, missionId: mission.id, outletId: mission.destination.outletId });
  tx.tell(rescueEnded({ ...ofMission(mission), how: state, at: tx.now.toISOString() }));
  await noteOnCase(tx, mission.caseId, { kind: 'rescueEnded', visibility: 'owner', data: { number: mission.number, how: state, why, destination: mission.destination?.name ?? null, destinationEn: mission.destination?.nameEn ?? null }, key: `rescue ended ${mission.id}` });
  return savedAndTold(tx, { ...mission, state, endedAt: tx.now, endedWhy: why, unansweredAt: state === 'cancelled' ? null : mission.unansweredAt });
}
