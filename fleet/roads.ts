// Roads and a river of each city of the country, invented from a seed: what the dispatcher's map draws. No borders. WGS-84.
import { cities, outletPlans, type City } from './places.ts';
import { createRandom } from './random.ts';

export type RoadLine = { id: string; kind: 'motorway' | 'main' | 'street' | 'water' | 'place'; name: string; nameEn: string; points: [number, number][] };
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

function ring(city: City, radius: number, next: () => number): [number, number][] {
  const points = Array.from({ length: 20 }, (_, index): [number, number] => {
    const [angle, far] = [(index / 20) * 2 * Math.PI, radius * (0.92 + next() * 0.16)];
    return [round(city.lon + Math.cos(angle) * far * 1.15), round(city.lat + Math.sin(angle) * far)];
  });
  return [...points, points[0] as [number, number]];
}

/** A line across the city that bends a little; `turn` is where it heads. */
function across(city: City, turn: number, shift: number, length: number, next: () => number): [number, number][] {
  return Array.from({ length: 13 }, (_, index): [number, number] => {
    const along = (index / 12 - 0.5) * 2 * length;
    const aside = shift + (next() - 0.5) * 0.012;
    return [round(city.lon + Math.cos(turn) * along - Math.sin(turn) * aside), round(city.lat + Math.sin(turn) * along + Math.cos(turn) * aside)];
  });
}

function linesOf(city: City, nth: number): RoadLine[] {
  const random = createRandom(nth + 1).fork('roads');
  const { next } = random;
  const line = (id: string, kind: RoadLine['kind'], name: string, nameEn: string, points: [number, number][]): RoadLine => ({ id: `${city.nameEn.toLowerCase().replaceAll(/[^a-z]/g, '')}-${id}`, kind, name, nameEn, points });
  const mains = city.streets.map((street, index) => line(`main-${index}`, 'main', street, `Main road ${index + 1}`, across(city, (index / city.streets.length) * Math.PI + 0.2, (next() - 0.5) * 0.05, 0.28, next)));
  const streets = Array.from({ length: 14 }, (_, index) => line(`street-${index}`, 'street', `${index + 1} 号路`, `Street ${index + 1}`, across(city, index % 2 === 0 ? 0.05 : Math.PI / 2 + 0.05, (Math.floor(index / 2) - 3) * 0.045, 0.2, next)));
  const outlets = outletPlans.filter((one) => one.city === city.name).map((one) => line(`at-${one.id}`, 'place', one.name.replace(city.name, ''), one.nameEn.replace(`${city.nameEn} `, ''), [[round(city.lon + one.off[0]), round(city.lat + one.off[1] + 0.012)]]));
  return [
    line('ring-1', 'main', '内环', 'Inner ring', ring(city, 0.07, next)), line('ring-2', 'motorway', '绕城高速', 'Ring motorway', ring(city, 0.19, next)), line('out', 'motorway', '机场高速', 'Airport motorway', across(city, 0.7, 0.03, 0.4, next)),
    line('river', 'water', '江', 'River', across(city, 1.9, 0.035, 0.4, next)), line('name', 'place', city.name, city.nameEn, [[city.lon, city.lat]]), ...mains, ...streets, ...outlets,
  ];
}

export const roadLines = (): RoadLine[] => cities.flatMap(linesOf);
