// Small days with every rule of the model at once, from a seed: what the tests of the general craft plan.
import type { Job, Problem, Vehicle } from './problem.ts';
import { seeded } from './random.ts';

export function smallDay(seed: number, count = 16, vans = 4): Problem {
  const random = seeded(seed);
  const chance = (share: number): boolean => random() < share;
  const points = Array.from({ length: count + vans + 2 }, () => [random() * 60, random() * 60] as const);
  const places = points.length;
  const distance = Float64Array.from(points.flatMap(([x, y]) => points.map(([toX, toY]) => Math.round(Math.hypot(x - toX, y - toY) * (1 + 0.1 * random())))));
  const vehicles = Array.from({ length: vans }, (_, index): Vehicle => ({
    id: `van-${index}`, travel: chance(0.5) ? 'van' : 'truck', ...(chance(0.8) ? { start: count + index } : {}), ...(chance(0.8) ? { end: count + index } : {}),
    shift: { from: 0, until: 400 }, overtimeUntil: 520, prices: { use: 20, distance: 1, travelTime: 0.2, overtime: 3 }, capacity: { kg: 10, crates: 2 },
    skills: ['hv', 'glass'].filter(() => chance(0.7)), tools: ['lift'].filter(() => chance(0.5)), parts: { disc: 2, fuse: 1 }, breaks: chance(0.7) ? [{ from: 100, until: 200, duration: 30 }, { from: 260, until: 330, duration: 15 }] : [],
    ...(chance(0.3) ? { mostVisits: 8, mostDistance: 300 } : {}),
  }));
  const jobs = Array.from({ length: count }, (_, index): Job => {
    const from = Math.floor(random() * 250);
    return {
      id: `job-${index}`, place: index, service: 10, serviceWith: { hv: 7 }, windows: chance(0.3) ? [{ from: 0, until: 60 }, { from: 200, until: 300 }] : [{ from, until: from + 120 }], prize: 150 + Math.floor(random() * 150),
      ...(chance(0.3) ? { skills: ['hv'] } : {}), ...(chance(0.2) ? { tools: ['lift'] } : {}), ...(chance(0.5) ? { parts: { [chance(0.5) ? 'disc' : 'fuse']: 1 } } : {}), ...(chance(0.3) ? { delivers: { kg: 3 } } : {}),
      ...(chance(0.3) ? { collects: { kg: 2 } } : {}), ...(chance(0.2) ? { never: ['van-0'] } : {}), ...(chance(0.2) ? { releasedAt: 30 } : {}), ...(chance(0.4) ? { wish: { from: from + 20, until: from + 60, earlyPrice: 0.3, latePrice: 0.4 } } : {}),
    };
  });
  jobs[0] = { id: 'job-0', place: 0, service: 5, prize: 200 };
  jobs[1] = { id: 'job-1', place: 1, service: 5, windows: [{ from: 50, until: 380 }], prize: 200 };
  jobs[2] = { id: 'job-2', place: 2, service: 20, crew: 2, windows: [{ from: 20, until: 350 }], prize: 300 };
  jobs[3] = { id: 'job-3', place: 3, service: 20, crew: 2, prize: 300, pinned: { vehicle: 'van-1' } };
  jobs[4] = { id: 'job-4', place: 4, service: 10, prize: 400, pinned: { vehicle: 'van-2', startsAt: 180 } };
  return {
    travel: { van: { places, distance, slowness: { span: 60, factors: [1, 1.5, 1.2, 1], startsAt: 0 } }, truck: { places, distance, duration: distance.map((far) => far * 1.3) } },
    vehicles, jobs, pairs: [{ pickup: 'job-0', delivery: 'job-1', carries: { crates: 1 } }],
    depots: [{ id: 'north', place: count + vans, service: 8, tools: ['lift'], parts: { disc: 3 } }, { id: 'south', place: count + vans + 1, service: 5, windows: [{ from: 40, until: 300 }], parts: { disc: 2, fuse: 4 } }],
    balance: { of: seed % 2 === 0 ? 'visits' : 'work', price: 2 },
  };
}
