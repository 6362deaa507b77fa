// Missions as people see them: the owner's one page, the desk's board and mission page.
// V1 the owner sees who comes, when and what is not known, and no phone of a contractor; V2 staff see missions of their
// brands; V3 medians count what helpers did, from the first cry on.
import { actorId, holds, type Role } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBrand } from '#brands';
import { caseById, placesInWords } from '#cases';
import { nameOf } from '#people';
import type { api } from './api.ts';
import { arrivalOf, type Arrival } from './arrival.ts';
import { rankedFor } from './ask-contractors.ts';
import { helperOf, isOpenLeg, isOwn, type Leg, type Mission, type Place } from './mission.ts';
import { keepAwayM, nextStep, stepsFor } from './script.ts';
import { figuresOf, keptPlaceOf, legsOf, missionById, missionsFor, missionsOfOwner, rulesOn } from './store.ts';

export const readers: readonly Role[] = ['adviser', 'technician', 'auditor', 'administrator', 'agent', 'dispatcher', 'serviceManager', 'regionalManager'];
const desk: readonly Role[] = ['agent', 'dispatcher', 'serviceManager', 'regionalManager'];

export const shownPlace = (place: Place) => ({
  kind: place.kind ?? null, words: place.words ?? null, lon: place.lon ?? null, lat: place.lat ?? null, road: place.road ?? null, direction: place.direction ?? null, kmPost: place.kmPost ?? null, heightMm: place.heightMm ?? null,
});
const kinds = (place: Place): string[] => [...(place.kind === undefined ? [] : [place.kind]), ...placesInWords(place.words ?? '').map((said) => said.place)];

export function scriptOf(mission: Mission, distanceM: number) {
  const places = kinds(mission.place);
  const over = mission.endedAt !== null;
  return { steps: stepsFor(places), next: over ? null : nextStep(places, mission.answers), answers: mission.answers, numbers: mission.response.numbers, keepAwayM: keepAwayM(mission.answers, mission.response.quarantine, distanceM) };
}

const arrival = (tx: Tx, mission: Mission, legs: readonly Leg[]): Arrival | null => arrivalOf({ ...mission, legs, unanswered: mission.unansweredAt !== null }, tx.now);

async function view(tx: Tx, mission: Mission, legs: readonly Leg[], rules: Map<string, number>) {
  const one = await caseById(tx, mission.caseId);
  return { ...mission, caseNumber: one?.number ?? '', place: shownPlace(mission.place), script: scriptOf(mission, rules.get('quarantineDistanceM') ?? 15), arrival: arrival(tx, mission, legs) };
}

const caps = ['taxi', 'hotel', 'train', 'loaner'] as const;
/** What is paid back of onward travel: in the guarantee by rule, a loaner by the rules of loaners. */
export const onwardMost = (mission: Pick<Mission, 'payer'>, rules: Map<string, number>) => caps.map((kind) => ({ kind, fen: mission.payer === 'maker' || mission.payer === 'goodwill' ? (rules.get(`${kind}MostFen`) ?? null) : null }));

/** (V1) */
export async function ownView(tx: Tx, mission: Mission) {
  const [legs, rules] = [await legsOf(tx, [mission.id]), await rulesOn(tx, beijingDay(tx.now))];
  return { ...(await view(tx, mission, legs, rules)), legs: legs.filter((leg) => isOpenLeg(leg) || leg.acceptedAt !== null).map((leg) => ({ ...leg, own: isOwn(leg) })), hotline: (await findBrand(tx, mission.brandId)).hotline, onwardMost: onwardMost(mission, rules) };
}

export async function staffView(tx: Tx, mission: Mission) {
  const [legs, rules] = [await legsOf(tx, [mission.id]), await rulesOn(tx, beijingDay(tx.now))];
  const mayAct = holds(tx.actor, desk, { brandId: mission.brandId });
  return {
    ...(await view(tx, mission, legs, rules)), ownerName: await nameOf(tx, mission.ownerId), quarantine: (await keptPlaceOf(tx, mission.id)) ?? null, inReach: (await rankedFor(tx, mission)).filter((one) => one.lacks.length === 0).length,
    legs: legs.map((leg) => ({ ...leg, own: isOwn(leg), link: mayAct && leg.linkKey !== null && isOpenLeg(leg) ? `/rescue-job#${leg.linkKey}` : null })),
  };
}

export async function findMission(tx: Tx, id: string): Promise<Mission> {
  const mission = await missionById(tx, id);
  if (mission === undefined || !holds(tx.actor, readers, { brandId: mission.brandId })) return refuse('missionNotFound', { id });
  return mission;
}

export const showRescue = async (tx: Tx, input: Input<typeof api.showRescue>) => staffView(tx, await findMission(tx, input.missionId));

export async function myRescues(tx: Tx) {
  const missions = await missionsOfOwner(tx, actorId(tx.actor) ?? '');
  const shown = [];
  for (const mission of missions) shown.push(await ownView(tx, mission));
  return { missions: shown };
}

/** (V2, V3) */
export async function listRescues(tx: Tx, input: Input<typeof api.listRescues>) {
  const missions = await missionsFor(tx, readers, input);
  const legs = Map.groupBy(await legsOf(tx, missions.map((one) => one.id)), (leg) => leg.missionId);
  return {
    figures: await figuresOf(tx, readers),
    missions: missions.map((mission) => {
      const own = legs.get(mission.id) ?? [];
      const helper = helperOf(own, 'contractor') ?? helperOf(own, 'trafficRescue');
      return {
        id: mission.id, number: mission.number, caseId: mission.caseId, plateNo: mission.plateNo, modelName: mission.modelName, modelNameEn: mission.modelNameEn, brandId: mission.brandId, trouble: mission.trouble, level: mission.level, state: mission.state, place: shownPlace(mission.place),
        helper: helper?.name ?? null, helperState: helper?.state ?? null, answerByAt: helper?.state === 'requested' ? helper.answerByAt : null, arrival: arrival(tx, mission, own), destinationName: mission.destination?.name ?? null, destinationNameEn: mission.destination?.nameEn ?? null,
        begunAt: mission.begunAt, endedAt: mission.endedAt, arrivedAt: own.find((leg) => leg.kind === 'contractor' && leg.arrivedAt !== null)?.arrivedAt ?? null, tried: own.filter((leg) => leg.kind === 'contractor').length, nextStep: scriptOf(mission, 0).next,
      };
    }),
  };
}
