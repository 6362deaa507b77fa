// Days of mobile technicians, made from a seed: homes, shifts with a lunch break, skills, tools and parts on board, an outlet
// to load more, jobs with windows and needs, some for two people, some carried from place to place, some that may be left out.
import { reckonedTravel, type Job, type Pair, type Problem, type Vehicle } from '@careloop/routing';
import { createRandom } from '../fleet/random.ts';

export type Day = { jobs: number; vans: number; seed: number };

const hour = 3600;
const skills = ['highVoltage', 'bodywork', 'software', 'airSprings'];
const tools = ['lift', 'insulationTester', 'calibrationBoard'];
const parts = ['battery12v', 'wiper', 'brakeDisc', 'filter', 'gateway'];

export function technicianDay({ jobs: count, vans, seed }: Day): Problem {
  const { next: random } = createRandom(seed);
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const some = <T>(from: readonly T[], share: number): T[] => from.filter(() => chance(share));
  const towns = Array.from({ length: 6 }, () => ({ lat: 31 + random() * 0.5, lon: 121 + random() * 0.6 }));
  const point = () => {
    const town = pick(towns);
    return { lat: town.lat + (random() - 0.5) * 0.12, lon: town.lon + (random() - 0.5) * 0.14 };
  };
  const points = [towns[0]!, ...Array.from({ length: vans + count }, point)];
  const vehicles = Array.from({ length: vans }, (_, index): Vehicle => {
    const from = pick([7.5, 8, 8, 9]) * hour;
    return {
      id: `van-${String(index).padStart(3, '0')}`, start: chance(0.5) ? 0 : 1 + index, end: chance(0.5) ? 0 : 1 + index,
      shift: { from, until: from + 9 * hour }, overtimeUntil: from + 10.5 * hour, prices: { use: 3000, distance: 0.12, travelTime: 0.5, overtime: 2.5 },
      skills: some(skills, 0.6), tools: some(tools, 0.6), parts: Object.fromEntries(some(parts, 0.7).map((part) => [part, 1 + Math.floor(random() * 3)])), capacity: { crates: 4 },
      breaks: [{ from: 11.5 * hour, until: 13.5 * hour, duration: 0.5 * hour }],
    };
  });
  const jobs = Array.from({ length: count }, (_, index): Job => {
    const opens = pick([8, 8, 10, 13, 15]) * hour;
    return {
      id: `job-${String(index).padStart(4, '0')}`, place: 1 + vans + index, service: (20 + Math.floor(random() * 70)) * 60, windows: [{ from: opens, until: opens + pick([2, 4, 8]) * hour }],
      ...(chance(0.5) ? { skills: [pick(skills)] } : {}), ...(chance(0.25) ? { tools: [pick(tools)] } : {}), ...(chance(0.4) ? { parts: { [pick(parts)]: 1 } } : {}),
      ...(chance(0.3) ? { wish: { until: opens + hour, latePrice: 0.3 } } : {}), ...(chance(0.25) ? { prize: 20_000 + Math.floor(random() * 40_000) } : {}),
    };
  });
  const pairs: Pair[] = [];
  for (let index = 0; index + 1 < count; index += 12) {
    jobs[index] = { id: jobs[index]!.id, place: jobs[index]!.place, service: 900, windows: [{ from: 8 * hour, until: 15 * hour }] };
    jobs[index + 1] = { id: jobs[index + 1]!.id, place: jobs[index + 1]!.place, service: 900, windows: [{ from: 9 * hour, until: 17 * hour }] };
    pairs.push({ pickup: jobs[index]!.id, delivery: jobs[index + 1]!.id, carries: { crates: 1 } });
  }
  for (let index = 5; index < count; index += 15) jobs[index] = { id: jobs[index]!.id, place: jobs[index]!.place, service: 2700, windows: [{ from: 8 * hour, until: 17 * hour }], crew: 2 };
  return {
    travel: { road: reckonedTravel(points) }, vehicles, jobs, pairs,
    depots: [{ id: 'outlet', place: 0, service: 600, windows: [{ from: 8 * hour, until: 18 * hour }], tools, parts: Object.fromEntries(parts.map((part) => [part, 40])) }],
    balance: { of: 'work', price: 0.2 },
  };
}
