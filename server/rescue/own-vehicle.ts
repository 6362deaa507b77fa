// One of the house's own vehicles as the helper: dispatch plans and drives it, and this is how its mission hears of that.
// O1 who first says that they come is who comes: a contractor who was only asked is thanked, one who is coming is not sent away;
// O2 the time of the plan is what the owner is told, and it follows the plan while the vehicle is awaited; O3 what was told already
// moves nothing.
import { actorName } from '#platform/actor';
import type { Tx } from '#platform/tx';
import { meetingPoint } from './ask-contractors.ts';
import { moveHelper, savedAndTold } from './move-leg.ts';
import { helperOf, isOpenLeg, isOwn, legMoves, type Leg, type LegDeed, type Mission } from './mission.ts';
import { insertLeg, legsOf, lockMission, missionById, saveLeg } from './store.ts';

export type OwnVehicle = { name: string; phone: string; driverName: string | null; plateNo: string | null; arrivesAt: Date };

export type Wanted = {
  mission: Mission; meetAt: { lon: number; lat: number } | undefined;
  /** Whether a vehicle of the house would still be of use. */
  open: boolean;
};

/** What dispatch has to know of a mission: where to meet the car, and whether one of ours is still of use. */
export async function wantedOwnVehicle(tx: Tx, missionId: string): Promise<Wanted | undefined> {
  const mission = await missionById(tx, missionId);
  if (mission === undefined) return undefined;
  const legs = await legsOf(tx, [mission.id]);
  const held = helperOf(legs, 'contractor');
  const sentAway = legs.some((leg) => isOwn(leg) && leg.state === 'replaced') && held !== undefined;
  const spot = meetingPoint(mission);
  return {
    mission, meetAt: spot?.lon == null || spot.lat == null ? undefined : { lon: spot.lon, lat: spot.lat },
    open: mission.endedAt === null && !sentAway && (held === undefined || isOwn(held) || held.state === 'requested'),
  };
}

const minute = 60_000;
/** Times closer than this are the same to who waits. */
const noticedMs = 3 * minute;

/** The vehicle comes at this time; false when it is not needed any more. (O1, O2) */
export async function ownVehicleComes(tx: Tx, missionId: string, vehicle: OwnVehicle): Promise<boolean> {
  const mission = await lockMission(tx, missionId);
  if (mission === undefined || mission.endedAt !== null) return false;
  const held = helperOf(await legsOf(tx, [mission.id]), 'contractor');
  if (held !== undefined && isOwn(held)) {
    await follow(tx, mission, held, vehicle);
    return true;
  }
  if (held !== undefined && held.state !== 'requested') return false;
  const by = { byName: actorName(tx.actor) };
  const free = held === undefined ? mission : await moveHelper(tx, mission, held, 'replace', { ...by, why: 'ownVehicle', asksNobody: true });
  const leg = await insertLeg(tx, {
    missionId: mission.id, brandId: mission.brandId, ownerId: mission.ownerId, kind: 'contractor', turn: 1, contractorId: null, name: vehicle.name, phone: vehicle.phone, state: 'requested', answerByAt: null, farKm: null, linkKey: null, arrivesAt: null, arrivesBasis: 'none',
  });
  await moveHelper(tx, { ...free, firstAskedAt: free.firstAskedAt ?? tx.now, unansweredAt: null }, leg, 'accept', { ...by, arrivesAt: vehicle.arrivesAt, ...said(vehicle) });
  return true;
}

const said = (vehicle: Pick<OwnVehicle, 'driverName' | 'plateNo'>) => ({ ...(vehicle.driverName === null ? {} : { driverName: vehicle.driverName }), ...(vehicle.plateNo === null ? {} : { truckPlate: vehicle.plateNo }) });

async function follow(tx: Tx, mission: Mission, leg: Leg, vehicle: OwnVehicle): Promise<void> {
  const awaited = leg.state === 'accepted' || leg.state === 'underWay';
  const same = leg.name === vehicle.name && leg.arrivesAt !== null && Math.abs(leg.arrivesAt.getTime() - vehicle.arrivesAt.getTime()) < noticedMs;
  if (!awaited || same) return;
  await saveLeg(tx, { ...leg, name: vehicle.name, driverName: vehicle.driverName ?? leg.driverName, truckPlate: vehicle.plateNo ?? leg.truckPlate, arrivesAt: vehicle.arrivesAt, arrivesBasis: 'distance' });
  await savedAndTold(tx, mission);
}

/** What its driver did, in the order in which it can have happened. (O3) */
export async function ownVehicleTells(tx: Tx, missionId: string, deeds: readonly { deed: LegDeed; at: Date | null; why?: string }[]): Promise<void> {
  for (const { deed, at, why } of deeds) {
    const mission = await lockMission(tx, missionId);
    const leg = mission === undefined ? undefined : helperOf(await legsOf(tx, [mission.id]), 'contractor');
    if (mission === undefined || mission.endedAt !== null || leg === undefined || !isOwn(leg) || !isOpenLeg(leg) || legMoves[leg.state][deed] === undefined) continue;
    await moveHelper(tx, mission, leg, deed, { byName: leg.driverName ?? leg.name, ...(at === null ? {} : { at }), ...(why === undefined ? {} : { why }) });
  }
}
