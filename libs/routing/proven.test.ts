// Optima proven by trying everything, on problems small enough for it: the solver must find them, by iterations, and the judge
// must agree with every plan.
import { expect, test } from 'vitest';
import { check, solve, type Job, type Problem, type Vehicle } from './routing.ts';
import { seeded } from './random.ts';

const permutations = <T>(list: readonly T[]): T[][] => (list.length <= 1 ? [[...list]] : list.flatMap((one, at) => permutations(list.toSpliced(at, 1)).map((rest) => [one, ...rest])));

/** The least cost of serving the jobs in this order, breaks tried on every leg; Infinity when it cannot be. A reckoning of its own. */
function driven(problem: Problem, vehicle: Vehicle, jobs: readonly Job[]): number {
  const { distance, duration, places } = problem.travel['road']!;
  const at = (table: ArrayLike<number>, from: number, to: number): number => table[from * places + to]!;
  const pauses = vehicle.breaks ?? [];
  const skilled = (job: Job): boolean => (job.skills ?? []).every((skill) => vehicle.skills?.includes(skill));
  if (!jobs.every(skilled)) return Infinity;
  for (const kind of Object.keys(vehicle.capacity ?? {})) if (jobs.reduce((sum, job) => sum + (job.delivers?.[kind] ?? 0), 0) > vehicle.capacity![kind]!) return Infinity;
  const prices = vehicle.prices ?? { distance: 1 };
  const walk = (index: number, place: number, time: number, left: number): number => {
    const job = jobs[index];
    const to = job?.place ?? vehicle.end!;
    const leg = at(duration ?? distance, place, to);
    const paid = at(distance, place, to) * (prices.distance ?? 0) + leg * (prices.travelTime ?? 0);
    const rest = (ready: number, breaksLeft: number): number => {
      if (job === undefined) {
        if (ready > (vehicle.overtimeUntil ?? vehicle.shift.until) || (breaksLeft > 0 && ready > pauses[0]!.until)) return Infinity;
        return paid + (prices.overtime ?? 0) * Math.max(0, ready - vehicle.shift.until);
      }
      const window = (job.windows ?? [{ from: 0, until: Infinity }]).find((one) => ready <= one.until);
      if (window === undefined) return Infinity;
      const starts = Math.max(ready, window.from);
      return paid + (job.wish?.latePrice ?? 0) * Math.max(0, starts - (job.wish?.until ?? Infinity)) + walk(index + 1, to, starts + (job.service ?? 0), breaksLeft);
    };
    let best = rest(time + leg, left);
    const pause = left > 0 ? pauses[0]! : undefined;
    if (pause !== undefined && Math.max(time, pause.from) <= pause.until) best = Math.min(best, rest(Math.max(time + leg, Math.max(time, pause.from)) + pause.duration, 0));
    return best;
  };
  return (prices.use ?? 0) + walk(0, vehicle.start!, vehicle.shift.from, pauses.length);
}

export function exhaustive(problem: Problem): number {
  const bestOf = problem.vehicles.map((vehicle) => {
    const known = new Map<number, number>([[0, 0]]);
    return (mask: number): number => {
      if (!known.has(mask)) known.set(mask, Math.min(...permutations(problem.jobs.filter((_, index) => mask & (1 << index))).map((order) => driven(problem, vehicle, order))));
      return known.get(mask)!;
    };
  });
  const all = (1 << problem.jobs.length) - 1;
  const share = (vehicle: number, left: number): number => {
    if (vehicle === problem.vehicles.length) return problem.jobs.reduce((sum, job, index) => sum + (left & (1 << index) ? (job.prize ?? Infinity) : 0), 0);
    let best = Infinity;
    for (let mask = left; ; mask = (mask - 1) & left) {
      const own = bestOf[vehicle]!(mask);
      if (own < best) best = Math.min(best, own + share(vehicle + 1, left & ~mask));
      if (mask === 0) return best;
    }
  };
  return share(0, all);
}

const matrix = (places: number, random: () => number): Float64Array => {
  const points = Array.from({ length: places }, () => [Math.floor(random() * 50), Math.floor(random() * 50)] as const);
  return Float64Array.from(points.flatMap(([x, y]) => points.map(([toX, toY]) => Math.round(Math.hypot(x - toX, y - toY)))));
};

function plainProblem(seed: number, vehicles = 2): Problem {
  const random = seeded(seed);
  return {
    travel: { road: { places: 7, distance: matrix(7, random) } },
    vehicles: Array.from({ length: vehicles }, (_, index) => ({ id: `v${index}`, start: 0, end: 0, shift: { from: 0, until: 300 }, capacity: { goods: 4 } })),
    jobs: Array.from({ length: 6 }, (_, index) => {
      const from = Math.floor(random() * 120);
      return { id: `j${index}`, place: index + 1, service: 5, windows: [{ from, until: from + 40 + Math.floor(random() * 100) }], delivers: { goods: 1 }, prize: 120 };
    }),
  };
}

function richProblem(seed: number): Problem {
  const random = seeded(seed);
  const distance = matrix(7, random);
  const chance = (share: number): boolean => random() < share;
  return {
    travel: { road: { places: 7, distance, duration: distance.map((far) => Math.ceil(far * (1 + random()))) } },
    vehicles: ['a', 'b'].map((id) => ({
      id, start: 0, end: chance(0.5) ? 0 : 6, shift: { from: 0, until: 160 }, overtimeUntil: 260, prices: { use: 10, distance: 1, travelTime: 0.5, overtime: 2 }, capacity: { goods: 5, crates: 2 },
      skills: chance(0.6) ? ['highVoltage', 'glass'] : ['glass'], ...(chance(0.7) ? { breaks: [{ from: 50, until: 90, duration: 20 }] } : {}),
    })),
    jobs: Array.from({ length: 5 }, (_, index) => ({
      id: `j${index}`, place: index + 1, service: 10, windows: chance(0.4) ? [{ from: 0, until: 50 }, { from: 110, until: 200 }] : [{ from: 0, until: 220 }], delivers: (chance(0.5) ? { goods: 2 } : { crates: 1 }) as Record<string, number>,
      ...(chance(0.3) ? { skills: ['highVoltage'] } : {}), ...(chance(0.4) ? { wish: { until: 60, latePrice: 0.5 } } : {}), prize: 150,
    })),
  };
}

test('plain problems: the proven optimum is found, and the judge agrees', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const problem = plainProblem(seed);
    const plan = solve(problem, { seed, stop: { iterations: 1000 } });
    expect(check(problem, plan)).toEqual([]);
    expect(plan.cost.total).toBeCloseTo(exhaustive(problem), 6);
  }
});

test('skills, breaks, overtime, two capacities, several windows, wishes and prizes: the proven optimum is found, and the judge agrees', () => {
  for (let seed = 1; seed <= 16; seed++) {
    const problem = richProblem(seed);
    const plan = solve(problem, { seed, stop: { iterations: 1000 } });
    expect(check(problem, plan)).toEqual([]);
    expect(plan.cost.total, `seed ${seed}`).toBeCloseTo(exhaustive(problem), 6);
  }
});

test('one more vehicle never raises the proven optimum, and the solver finds both', () => {
  for (let seed = 20; seed <= 26; seed++) {
    const few = plainProblem(seed, 1);
    const more = plainProblem(seed, 2);
    const [costFew, costMore] = [exhaustive(few), exhaustive(more)];
    expect(costMore).toBeLessThanOrEqual(costFew);
    expect(solve(few, { stop: { iterations: 1000 } }).cost.total).toBeCloseTo(costFew, 6);
    expect(solve(more, { stop: { iterations: 1000 } }).cost.total).toBeCloseTo(costMore, 6);
  }
});
