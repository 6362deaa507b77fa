// The contractor without an account: a link that opens one job, to accept it with a time or not, and to tell what happened.
// L1 the key opens its one leg and nothing else, and only until some hours after the end; L2 what they see is what they need:
// car, place, how to carry it, where to; no name and no phone of the owner; L3 told twice is told once.
import { actingAs, acrossWalls, type Tx } from '#platform/tx';
import { system } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { findBrand } from '#brands';
import type { api } from './api.ts';
import { moveHelper, sayTime } from './move-leg.ts';
import type { Leg, Mission } from './mission.ts';
import { keepAwayM } from './script.ts';
import { shownPlace } from './show-rescues.ts';
import { contractorById, legByKey, lockMission, rulesOn } from './store.ts';

const goneStates: readonly Leg['state'][] = ['declined', 'unanswered', 'replaced', 'cancelled'];

/** Does `work` with the one leg that the key opens. (L1) */
const withJob = <T>(tx: Tx, token: string, work: (tx: Tx, mission: Mission, leg: Leg) => Promise<T>): Promise<T> =>
  acrossWalls(tx, 'a contractor without an account is known by the key of one job, and is shown that job only', async () => {
    const found = (await legByKey(tx, token)) ?? refuse('rescueLinkNotFound');
    const mission = (await lockMission(tx, found.missionId)) ?? refuse('rescueLinkNotFound');
    const leg = (await legByKey(tx, token)) ?? refuse('rescueLinkNotFound'); // as it is now that the mission is ours
    if (goneStates.includes(leg.state)) refuse('rescueLinkOver', { why: leg.state });
    const hours = (await rulesOn(tx, beijingDay(tx.now))).get('linkHours') ?? 24;
    if (leg.endedAt !== null && leg.endedAt.getTime() + hours * 3_600_000 < tx.now.getTime()) refuse('rescueLinkOver', { why: leg.state });
    return work(actingAs(tx, system(leg.name), tx.now), mission, leg);
  });

/** (L2) */
async function jobOf(tx: Tx, mission: Mission, leg: Leg) {
  const [brand, rules, contractor] = [await findBrand(tx, mission.brandId), await rulesOn(tx, beijingDay(tx.now)), leg.contractorId === null ? undefined : await contractorById(tx, leg.contractorId)];
  const { destination } = mission;
  return {
    number: mission.number, state: leg.state, name: leg.name, brandName: brand.name, brandNameEn: brand.nameEn, hotline: brand.hotline, plateNo: mission.plateNo, modelName: mission.modelName, modelNameEn: mission.modelNameEn, trouble: mission.trouble, level: mission.level,
    way: mission.response.way, needs: mission.response.needs, quarantine: mission.response.quarantine, keepAwayM: keepAwayM(mission.answers, mission.response.quarantine, rules.get('quarantineDistanceM') ?? 15), place: shownPlace(mission.place),
    meetAt: mission.response.trafficRescueFirst ? mission.handOver : null, destination: destination === null ? null : { name: destination.name, nameEn: destination.nameEn, address: destination.address, lon: destination.lon, lat: destination.lat }, farKm: leg.farKm, baseFen: contractor?.baseFen ?? null,
    requestedAt: leg.requestedAt, answerByAt: leg.answerByAt, acceptedAt: leg.acceptedAt, underWayAt: leg.underWayAt, arrivedAt: leg.arrivedAt, loadedAt: leg.loadedAt, endedAt: leg.endedAt, arrivesAt: leg.arrivesAt, driverName: leg.driverName, truckPlate: leg.truckPlate, version: leg.version,
  };
}

export const showRescueJob = (tx: Tx, input: Input<typeof api.showRescueJob>) => withJob(tx, input.token, jobOf);

export const tellRescueJob = (tx: Tx, input: Input<typeof api.tellRescueJob>) =>
  withJob(tx, input.token, async (as, mission, leg) => {
    if (input.deed === 'accept' && leg.state === 'requested' && input.arrivesInMin === undefined) refuse('arrivalNotValid', { field: 'arrivesInMin' });
    const { arrivesInMin, driverName, driverPhone, truckPlate, why } = input;
    const told = input.deed === 'accept' ? { arrivesInMin, driverName, driverPhone, truckPlate } : input.deed === 'decline' ? { why } : {};
    const moved = await moveHelper(as, mission, leg, input.deed, { ...told, at: input.at === undefined ? undefined : new Date(input.at), byName: leg.name });
    return jobOf(as, moved, (await legByKey(as, input.token)) ?? leg);
  });

export const sayRescueDelay = (tx: Tx, input: Input<typeof api.sayRescueDelay>) =>
  withJob(tx, input.token, async (as, mission, leg) => {
    const moved = await sayTime(as, mission, leg, input.arrivesInMin, leg.name);
    return jobOf(as, moved, (await legByKey(as, input.token)) ?? leg);
  });
