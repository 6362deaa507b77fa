// How long and how far from place to place: matrices the caller brings, or reckoned from co-ordinates when there is no road data.
import type { Travel } from './problem.ts';

/** Leaving at `departs` for a drive that takes `base` at full speed: when it ends. Speed changes on the way, so nobody overtakes by leaving later. */
export function arrival(travel: Travel, departs: number, base: number): number {
  const { slowness } = travel;
  if (slowness === undefined) return departs + base;
  const { span, factors, startsAt } = slowness;
  let time = departs;
  let left = base;
  for (;;) {
    const count = Math.floor((time - startsAt) / span);
    const factor = factors[((count % factors.length) + factors.length) % factors.length]!;
    const ends = startsAt + (count + 1) * span;
    if (left * factor <= ends - time) return time + left * factor;
    left -= (ends - time) / factor;
    time = ends;
  }
}

export const legDistance = (travel: Travel, from: number, to: number): number => travel.distance[from * travel.places + to]!;
export const legDuration = (travel: Travel, from: number, to: number): number => (travel.duration ?? travel.distance)[from * travel.places + to]!;

/** The caller's numbers as the search reads them; not copied when they are such already. */
export const asNumbers = (list: ArrayLike<number>): Float64Array => (list instanceof Float64Array ? list : Float64Array.from(list));

export type Point = { lat: number; lon: number };

const earthRadiusMetres = 6_371_008.8;

/** Metres along the great circle. */
export function greatCircle(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const half = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Metres and seconds between points: the great circle times a road factor; slower on short legs, faster beyond `longFrom`. */
export function reckonedTravel(points: readonly Point[], by: {
  roadFactor?: number; kmPerHour?: number; longFromMetres?: number; longKmPerHour?: number; hourFactors?: readonly number[]; midnight?: number;
} = {}): Travel {
  const { roadFactor = 1.35, kmPerHour = 32, longFromMetres = 15_000, longKmPerHour = 70, hourFactors, midnight = 0 } = by;
  const places = points.length;
  const distance = new Float64Array(places * places);
  const duration = new Float64Array(places * places);
  points.forEach((from, i) => points.forEach((to, k) => {
    const metres = Math.round(greatCircle(from, to) * roadFactor);
    const long = Math.max(0, metres - longFromMetres);
    distance[i * places + k] = metres;
    duration[i * places + k] = Math.round((metres - long) / (kmPerHour / 3.6) + long / (longKmPerHour / 3.6));
  }));
  return hourFactors === undefined ? { places, distance, duration } : { places, distance, duration, slowness: { span: 3600, factors: hourFactors, startsAt: midnight } };
}
