// One honest time of arrival: who comes where and when, on what it rests, and what is not known.
// A1 no time is said that nobody gave and no distance supports; A2 a time that has passed is not said as if it were to
// come; A3 on a motorway it is the motorway's rescue who comes to the car, and without their word there is no time.
import { greatCircle } from '@careloop/routing';
import type { Leg, Place, Point } from './mission.ts';
import { helperOf } from './mission.ts';

export type Arrival = { of: 'helpAtCar' | 'helpAtHandOver' | 'carAtDestination'; at: Date | null; basis: Leg['arrivesBasis']; unknown: ('place' | 'handOverPoint' | 'nobodyAcceptedYet' | 'trafficRescueTime' | 'overdue' | 'nobodyFound')[] };
type Spot = { lon?: number | null | undefined; lat?: number | null | undefined };

/** Kilometres on the road between two places; null where one is not known. */
export function roadKm(a: Spot | null | undefined, b: Spot | null | undefined, roadFactorPct: number): number | null {
  if (a?.lon == null || a.lat == null || b?.lon == null || b.lat == null) return null;
  return Math.round(greatCircle({ lon: a.lon, lat: a.lat }, { lon: b.lon, lat: b.lat }) * roadFactorPct / 10_000) / 10;
}
/** Minutes for so many kilometres, door to door. */
export const drivingMin = (km: number, speedKmh: number): number => Math.ceil((km / speedKmh) * 60);

type Known = { state: string; place: Place; handOver: Point | null; response: { trafficRescueFirst: boolean }; legs: readonly Pick<Leg, 'kind' | 'state' | 'arrivesAt' | 'arrivesBasis'>[]; unanswered: boolean };

/** The arrival that matters to the owner now; null when nothing is awaited any more. */
export function arrivalOf(known: Known, now: Date): Arrival | null {
  if (['delivered', 'solved', 'cancelled'].includes(known.state)) return null;
  const [own, traffic] = [helperOf(known.legs, 'contractor'), helperOf(known.legs, 'trafficRescue')];
  const byTraffic = known.response.trafficRescueFirst && traffic?.state !== 'delivered';
  const unknown: Arrival['unknown'] = [];
  const { place } = known;
  const onlyWords = place.lon === undefined && own === undefined && (known.handOver === null || !known.response.trafficRescueFirst); // words alone ask nobody
  if (onlyWords || (place.lon === undefined && place.words === undefined && place.road === undefined)) unknown.push('place');
  if (known.response.trafficRescueFirst && known.handOver === null) unknown.push('handOverPoint');
  if (own === undefined || own.state === 'requested') unknown.push(known.unanswered ? 'nobodyFound' : 'nobodyAcceptedYet');
  const say = (of: Arrival['of'], leg: { arrivesAt: Date | null; arrivesBasis: Leg['arrivesBasis'] } | undefined): Arrival => {
    const at = leg?.arrivesAt ?? null;
    if (at !== null && at < now) return { of, at: null, basis: 'none', unknown: [...unknown, 'overdue'] }; // (A2)
    return { of, at, basis: at === null ? 'none' : (leg?.arrivesBasis ?? 'none'), unknown };
  };
  if (own?.state === 'loaded') return say('carAtDestination', own);
  if (byTraffic && traffic !== undefined && ['accepted', 'underWay'].includes(traffic.state)) {
    if (traffic.arrivesAt === null) unknown.push('trafficRescueTime');
    return say('helpAtCar', traffic); // (A3)
  }
  if (byTraffic && traffic?.state !== 'loaded' && traffic?.state !== 'arrived') return { of: 'helpAtCar', at: null, basis: 'none', unknown: [...unknown, 'trafficRescueTime'] };
  return say(known.response.trafficRescueFirst ? 'helpAtHandOver' : 'helpAtCar', own?.state === 'requested' ? undefined : own);
}
