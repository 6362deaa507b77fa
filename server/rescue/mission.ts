// A mission: one car that stands somewhere, from the first cry for help until it is at its destination, solved where it
// stood, or called off; and its helpers, each a leg with the times of what happened.
// M1 both tables are total; M2 what a helper tells late or twice moves nothing back; M3 a mission's state follows from its
// helpers and from nothing else, except that people may call it off.
import { fact } from '#platform/facts';
import type { Static } from '#platform/contract';
import type * as shapes from './api.ts';
import type { cancelReasons, legDeeds, legStates, missionStates, payers } from './api.ts';
import type { Answer } from './script.ts';
import type { Response } from './response.ts';

export type MissionState = (typeof missionStates)[number];
export type LegState = (typeof legStates)[number];
export type LegDeed = (typeof legDeeds)[number];
export type Payer = (typeof payers)[number];
export type CancelReason = (typeof cancelReasons)[number];
export type Place = Static<typeof shapes.Place>;
export type Point = { name: string; nameEn: string; lon: number | null; lat: number | null };
export type Destination = { outletId: string; name: string; nameEn: string; address: string; lon: number; lat: number; farKm: number | null; missing: Missing[]; quarantinePlace: string | null; chosenBy: string | null };
export type Missing = (typeof shapes.missingAt)[number];
export type Onward = { kind: (typeof shapes.onwardKinds)[number]; people: number; toWords: string; askedAt: string; askedBy: string; mostFen: number | null; arrangedAt: string | null; arrangedWords: string | null };

export type Mission = {
  id: string; number: string; caseId: string; brandId: string; ownerId: string; vehicleId: string; vin: string; plateNo: string | null; modelId: string; modelName: string; modelNameEn: string; trouble: string; level: 1 | 2 | 3 | 4;
  state: MissionState; begunBy: 'owner' | 'staff' | 'signal'; response: Response; place: Place; handOver: Point | null; answers: Answer[]; destination: Destination | null; onward: Onward | null; payer: Payer; payerRule: string; costFen: number;
  begunAt: Date; firstAskedAt: Date | null; unansweredAt: Date | null; lateToldAt: Date | null; endedAt: Date | null; endedWhy: string | null; version: number;
};
export type Leg = {
  id: string; missionId: string; brandId: string; ownerId: string; kind: 'trafficRescue' | 'contractor'; nth: number; turn: number; contractorId: string | null; name: string; phone: string; state: LegState;
  requestedAt: Date; answerByAt: Date | null; acceptedAt: Date | null; underWayAt: Date | null; arrivedAt: Date | null; loadedAt: Date | null; endedAt: Date | null; heardAt: Date; arrivesAt: Date | null; arrivesBasis: 'none' | 'distance' | 'helperSaid';
  driverName: string | null; driverPhone: string | null; truckPlate: string | null; why: string | null; farKm: number | null; towKm: number | null; costFen: number | null;
  linkKey: string | null; sentAt: Date | null; tries: number; lastError: string | null; version: number;
};

/** What each deed makes of a leg: the next state; `same`: told again, changes nothing; undefined: refused. (M1, M2) */
type Outcome = LegState | 'same' | undefined;
const over = { accept: undefined, decline: undefined, setOut: undefined, arrive: undefined, load: undefined, deliver: undefined, solve: undefined, timeOut: undefined, replace: undefined, cancel: undefined } as const;
export const legMoves: Record<LegState, Record<LegDeed, Outcome>> = {
  requested: { accept: 'accepted', decline: 'declined', setOut: undefined, arrive: undefined, load: undefined, deliver: undefined, solve: undefined, timeOut: 'unanswered', replace: 'replaced', cancel: 'cancelled' },
  accepted: { accept: 'same', decline: 'declined', setOut: 'underWay', arrive: 'arrived', load: undefined, deliver: undefined, solve: undefined, timeOut: undefined, replace: 'replaced', cancel: 'cancelled' },
  underWay: { accept: 'same', decline: 'declined', setOut: 'same', arrive: 'arrived', load: undefined, deliver: undefined, solve: undefined, timeOut: undefined, replace: 'replaced', cancel: 'cancelled' },
  arrived: { accept: 'same', decline: 'declined', setOut: 'same', arrive: 'same', load: 'loaded', deliver: undefined, solve: 'solved', timeOut: undefined, replace: 'replaced', cancel: 'cancelled' },
  loaded: { accept: 'same', decline: undefined, setOut: 'same', arrive: 'same', load: 'same', deliver: 'delivered', solve: undefined, timeOut: undefined, replace: undefined, cancel: undefined },
  delivered: { ...over, accept: 'same', setOut: 'same', arrive: 'same', load: 'same', deliver: 'same' },
  solved: { ...over, accept: 'same', setOut: 'same', arrive: 'same', solve: 'same' },
  declined: { ...over, decline: 'same' },
  unanswered: { ...over, timeOut: 'same' },
  replaced: { ...over, replace: 'same' },
  cancelled: { ...over, cancel: 'same' },
};

/** Where a helper stood before what was recorded last; undefined where that cannot be taken back: who was asked was asked, what is over is over. */
export function legBefore(leg: Pick<Leg, 'state' | 'underWayAt'>): { state: LegState; without: 'acceptedAt' | 'underWayAt' | 'arrivedAt' | 'loadedAt' } | undefined {
  if (leg.state === 'loaded') return { state: 'arrived', without: 'loadedAt' };
  if (leg.state === 'arrived') return { state: leg.underWayAt === null ? 'accepted' : 'underWay', without: 'arrivedAt' };
  if (leg.state === 'underWay') return { state: 'accepted', without: 'underWayAt' };
  return leg.state === 'accepted' ? { state: 'requested', without: 'acceptedAt' } : undefined;
}

const openLegs: readonly LegState[] = ['requested', 'accepted', 'underWay', 'arrived', 'loaded'];
const coming: readonly LegState[] = ['accepted', 'underWay'];
/** A vehicle of the house, which dispatch drives: a helper like any other, without a contract. */
export const isOwn = (leg: Pick<Leg, 'kind' | 'contractorId'>): boolean => leg.kind === 'contractor' && leg.contractorId === null;
export const isOpenLeg = (leg: Pick<Leg, 'state'>): boolean => openLegs.includes(leg.state);
/** Who helped, or still does: not those who could not, did not answer or were replaced. */
export const counts = (leg: Pick<Leg, 'state'>): boolean => isOpenLeg(leg) || leg.state === 'delivered' || leg.state === 'solved';

/** The helper of a kind whom everybody waits for, or who did it. */
export const helperOf = <L extends Pick<Leg, 'kind' | 'state'>>(legs: readonly L[], kind: Leg['kind']): L | undefined => legs.findLast((leg) => leg.kind === kind && counts(leg));

/** The state of a mission by its helpers: while the motorway's rescue has the car, it is theirs. (M3) */
export function stateByLegs(legs: readonly Pick<Leg, 'kind' | 'state'>[]): MissionState {
  const [own, traffic] = [helperOf(legs, 'contractor'), helperOf(legs, 'trafficRescue')];
  if (own?.state === 'delivered') return 'delivered';
  if (own?.state === 'solved' || traffic?.state === 'solved') return 'solved';
  const atCar = traffic !== undefined && traffic.state !== 'delivered' ? traffic : own;
  if (atCar?.state === 'loaded' || traffic?.state === 'loaded') return 'moving';
  if (atCar?.state === 'arrived') return 'helpThere';
  if ([own, traffic].some((leg) => leg !== undefined && (coming.includes(leg.state) || leg.state === 'arrived'))) return 'helpComing';
  return traffic?.state === 'delivered' ? 'helpComing' : 'helpSought';
}

type Move = 'moves' | 'stays' | 'refused';
/** From each state of a mission to each. A helper who gives up takes it back to the search; what is over stays over. (M1) */
export const missionMoves: Record<MissionState, Record<MissionState, Move>> = {
  helpSought: { helpSought: 'stays', helpComing: 'moves', helpThere: 'moves', moving: 'moves', delivered: 'moves', solved: 'moves', cancelled: 'moves' },
  helpComing: { helpSought: 'moves', helpComing: 'stays', helpThere: 'moves', moving: 'moves', delivered: 'moves', solved: 'moves', cancelled: 'moves' },
  helpThere: { helpSought: 'moves', helpComing: 'moves', helpThere: 'stays', moving: 'moves', delivered: 'moves', solved: 'moves', cancelled: 'moves' },
  moving: { helpSought: 'refused', helpComing: 'moves', helpThere: 'moves', moving: 'stays', delivered: 'moves', solved: 'refused', cancelled: 'refused' },
  delivered: { helpSought: 'refused', helpComing: 'refused', helpThere: 'refused', moving: 'refused', delivered: 'stays', solved: 'refused', cancelled: 'refused' },
  solved: { helpSought: 'refused', helpComing: 'refused', helpThere: 'refused', moving: 'refused', delivered: 'refused', solved: 'stays', cancelled: 'refused' },
  cancelled: { helpSought: 'refused', helpComing: 'refused', helpThere: 'refused', moving: 'refused', delivered: 'refused', solved: 'refused', cancelled: 'stays' },
};
export const endings: readonly MissionState[] = ['delivered', 'solved', 'cancelled'];

type OfMission = { missionId: string; caseId: string; brandId: string; ownerId: string };
export const rescueBegun = fact<OfMission & { level: number }>('rescue.begun');
/** Anything of it changed: who helps, where it stands, where it goes. */
export const rescueMoved = fact<OfMission>('rescue.moved');
export const rescueAsked = fact<OfMission & { legId: string }>('rescue.asked');
export const rescueUnanswered = fact<OfMission & { at: string }>('rescue.unanswered');
export const rescueLate = fact<OfMission & { legId: string; said: string }>('rescue.late');
export const rescueEnded = fact<OfMission & { how: MissionState; at: string }>('rescue.ended');
export const ofMission = (one: Mission): OfMission => ({ missionId: one.id, caseId: one.caseId, brandId: one.brandId, ownerId: one.ownerId });
