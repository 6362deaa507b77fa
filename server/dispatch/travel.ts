// How far and how long, reckoned without road data: the great circle times the road factor, slower in the city and at the peaks,
// slower for trucks, and around what is closed. Pure; the numbers are dated rules.
import { greatCircle, reckonedTravel, type Travel } from '@careloop/routing';
import type { VanKind } from './job.ts';

export type Point = { lon: number; lat: number };
/** A road that is closed: who drives through the circle loses so much time. */
export type Closure = Point & { radiusM: number; delayMin: number };
export type Rules = ReadonlyMap<string, number>;

const of = (rules: Rules, name: string): number => {
  const value = rules.get(name);
  if (value === undefined) throw new Error(`dispatch has no rule ${name}`);
  return value;
};

/** The 24 hours of a day, as shares of the quiet time. */
export const hourFactors = (rules: Rules): number[] =>
  Array.from({ length: 24 }, (_, hour) => ([7, 8, 17, 18].includes(hour) ? of(rules, 'peakPct') : hour >= 9 && hour < 17 ? of(rules, 'dayPct') : 100) / 100);

export const roadKm = (rules: Rules, from: Point, to: Point): number => (greatCircle(from, to) * of(rules, 'roadFactorPct')) / 100_000;

/** Metres from a point to the straight line between two others; flat, which is exact enough within a city. */
function metresToLine(point: Point, from: Point, to: Point): number {
  const scale = 111_320;
  const x = (p: Point): number => (p.lon - point.lon) * scale * Math.cos((point.lat * Math.PI) / 180);
  const y = (p: Point): number => (p.lat - point.lat) * scale;
  const [ax, ay, dx, dy] = [x(from), y(from), x(to) - x(from), y(to) - y(from)];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + share * dx, ay + share * dy);
}

/** The last days that were reckoned: a dispatcher tries many moves on the same places. */
const reckoned = new Map<string, Record<'car' | 'truck', Travel>>();

/** Seconds and metres between all places, by kind of vehicle; times count from midnight. */
export function travelOf(rules: Rules, points: readonly Point[], closures: readonly Closure[] = []): Record<'car' | 'truck', Travel> {
  const key = JSON.stringify([[...rules], points, closures]);
  const travel = reckoned.get(key) ?? reckon(rules, points, closures);
  reckoned.delete(key);
  reckoned.set(key, travel);
  if (reckoned.size > 4) reckoned.delete(reckoned.keys().next().value as string);
  return travel;
}

function reckon(rules: Rules, points: readonly Point[], closures: readonly Closure[]): Record<'car' | 'truck', Travel> {
  const plain = reckonedTravel(points, { roadFactor: of(rules, 'roadFactorPct') / 100, kmPerHour: of(rules, 'cityKmPerHour'), longKmPerHour: of(rules, 'longKmPerHour'), hourFactors: hourFactors(rules), midnight: 0 });
  const duration = Float64Array.from(plain.duration ?? []);
  for (const closed of closures) {
    points.forEach((from, a) => points.forEach((to, b) => {
      if (a !== b && metresToLine(closed, from, to) <= closed.radiusM) duration[a * points.length + b] = (duration[a * points.length + b] ?? 0) + closed.delayMin * 60;
    }));
  }
  const slower = of(rules, 'truckPct') / 100;
  return { car: { ...plain, duration }, truck: { ...plain, duration: duration.map((seconds) => Math.round(seconds * slower)) } };
}

export const travelFor = (kind: VanKind): 'car' | 'truck' => (kind === 'flatbed' || kind === 'wheelLift' ? 'truck' : 'car');
