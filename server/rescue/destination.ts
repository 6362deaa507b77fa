// Where the car is taken: certified hands, high-voltage bay and the part on the shelf, asked of the network and the parts at
// this moment; a place apart in the open for a battery that may burn.
// D1 what was never counted is not called missing; D2 a quarantine place counts when it is outdoors, far enough from all
// else and free, whichever brand's car stands there; D3 a place that a person chose is not changed by the house.
import { beijingDay } from '#platform/calendar';
import { Refusal } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { placesTaken } from '#batteries';
import { absentOn, mayWorkHv, outletsFor, techniciansOf, workingHours } from '#network';
import { countedAt, missingOn } from '#parts';
import { findBook, operationsFor } from '#prices';
import { drivingMin, roadKm } from './arrival.ts';
import { mayGoTo, rankOutlets, type Candidate, type Outlet } from './choose.ts';
import type { Destination, Mission } from './mission.ts';
import { endKeptPlace, keepPlace, keptPlaceOf, lockQuarantinePlace, quarantinePlacesOf, rulesOn, type QuarantinePlace } from './store.ts';

const nearest = 8;

/** The work that the trouble usually takes, by the price list of the day; nothing where there is no list. */
async function likelyWork(tx: Tx, mission: Pick<Mission, 'brandId' | 'modelId' | 'trouble'>) {
  try {
    return operationsFor((await findBook(tx, mission.brandId)).content, { modelId: mission.modelId, trouble: mission.trouble });
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** (D2) */
async function freeQuarantine(tx: Tx, outletIds: readonly string[], distanceM: number): Promise<Map<string, QuarantinePlace>> {
  const places = await acrossWalls(tx, 'a place in quarantine is taken by a car of any brand; only how many nobody has kept is read', () => quarantinePlacesOf(tx, outletIds));
  const free = new Map<string, QuarantinePlace>();
  for (const one of places.filter((each) => each.outdoors && each.distanceM >= distanceM)) {
    // What stands at the outlet without a named place may stand in this one.
    const taken = (await placesTaken(tx, one.outletId)).filter((placeId) => placeId === null || placeId === one.id).length;
    if (one.free > taken) free.set(one.outletId, one);
  }
  return free;
}

export type Looked = { candidates: Candidate[]; operations: string[]; quarantinePlaces: Map<string, QuarantinePlace> };

/** Outlets as they are today, in the order in which the car should go there. */
export async function lookForDestination(tx: Tx, mission: Mission): Promise<Looked> {
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const factor = rules.get('roadFactorPct') ?? 100;
  const from = standsAt(mission);
  const all = await outletsFor(tx, { brandId: mission.brandId });
  const far = (outlet: { lon: number; lat: number }): number => roadKm(from, outlet, factor) ?? 0;
  const quarantinePlaces = await freeQuarantine(tx, all.map((one) => one.id), rules.get('quarantineDistanceM') ?? 15);
  const near = all.toSorted((a, b) => far(a) - far(b)).filter((one, index) => index < nearest || (mission.response.quarantine && quarantinePlaces.has(one.id)));
  const work = await likelyWork(tx, mission);
  const needs = work.slice(0, 1).flatMap((one) => one.parts.map(({ code, quantity }) => ({ code, quantity })));
  const hv = mission.response.needs.includes('hvTrained') || work.slice(0, 1).some((one) => one.hv);
  const outlets: Outlet[] = [];
  for (const one of near) {
    const arriveAt = new Date(tx.now.getTime() + (60 + drivingMin(far(one), rules.get('speedKmh') ?? 40)) * 60_000);
    const onDay = beijingDay(arriveAt);
    const technicians = await techniciansOf(tx, one.id);
    const away = await absentOn(tx, technicians.map((each) => each.staffId), onDay);
    const certified = technicians.filter((each) => !away.has(each.staffId) && mayWorkHv(each, onDay, mission.brandId)).length;
    const hours = await workingHours(tx, one.id, onDay);
    const parts = needs.length === 0 ? null : missingOn(await countedAt(tx, one.id, mission.brandId), [], needs, onDay);
    outlets.push({
      id: one.id, name: one.name, nameEn: one.nameEn, address: one.address, lon: one.lon, lat: one.lat, towAccess: one.capabilities.includes('towAccess'), hvBay: one.capabilities.includes('hvBay'), certified, partsMissing: parts !== null,
      quarantinePlace: quarantinePlaces.get(one.id)?.name ?? null, openOnArrival: hours.some((each) => each.opensAt <= arriveAt && arriveAt < each.closesAt),
    });
  }
  return { candidates: rankOutlets(outlets, { from, hv, quarantine: mission.response.quarantine }, factor), operations: work.slice(0, 1).map((one) => one.code), quarantinePlaces };
}

export const asDestination = ({ outlet, farKm, missing }: Candidate, chosenBy: string | null): Destination => ({
  outletId: outlet.id, name: outlet.name, nameEn: outlet.nameEn, address: outlet.address, lon: outlet.lon, lat: outlet.lat, farKm, missing, quarantinePlace: outlet.quarantinePlace, chosenBy,
});

/** Goes to the place and, where the battery may burn, keeps a quarantine place for it there. */
export async function goTo(tx: Tx, mission: Mission, looked: Looked, candidate: Candidate, chosenBy: string | null): Promise<Destination> {
  const place = looked.quarantinePlaces.get(candidate.outlet.id);
  if (mission.response.quarantine && place !== undefined) {
    await lockQuarantinePlace(tx, place.id);
    await keepPlace(tx, { missionId: mission.id, brandId: mission.brandId, ownerId: mission.ownerId, vin: mission.vin, outletId: candidate.outlet.id, placeId: place.id });
  }
  return asDestination(candidate, chosenBy);
}

/** The battery cannot burn after all, or the car goes elsewhere: the place is free for another. */
export async function freeKeptPlace(tx: Tx, missionId: string): Promise<void> {
  const kept = await keptPlaceOf(tx, missionId);
  if (kept !== undefined && kept.releasedAt === null) await endKeptPlace(tx, kept.id, null);
}

const standsAt = (mission: Pick<Mission, 'handOver' | 'place'>) => (mission.handOver?.lon == null ? mission.place : mission.handOver);

/** What is known has changed: what a person chose stays, unless the battery may burn now and there is no place apart. (D3) */
export async function destinationAgain(tx: Tx, mission: Mission, burnsNow: boolean): Promise<Destination | null> {
  const { destination } = mission;
  if (destination === null || destination.chosenBy === null) return proposeDestination(tx, mission);
  if (!burnsNow) return destination;
  const looked = await lookForDestination(tx, mission);
  const chosen = looked.candidates.find((one) => one.outlet.id === destination.outletId);
  return chosen !== undefined && mayGoTo(chosen) ? goTo(tx, mission, looked, chosen, destination.chosenBy) : proposeDestination(tx, mission);
}

/** The first place to which it may go; null for help on the spot, where no place may take it, and while nobody knows where the car stands. */
export async function proposeDestination(tx: Tx, mission: Mission): Promise<Destination | null> {
  if (mission.response.way !== 'tow' || standsAt(mission).lon == null) return null;
  const looked = await lookForDestination(tx, mission);
  const best = looked.candidates.find(mayGoTo);
  return best === undefined ? null : goTo(tx, mission, looked, best, null);
}
