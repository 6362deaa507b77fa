// Several threads, one plan: the judge finds no fault, the same seed gives the same plan, and no round makes the whole dearer.
import { expect, test } from 'vitest';
import { check, solve } from './routing.ts';
import { smallDay } from './day.test-data.ts';
import { doErrand, type Errand, solveInDistricts } from './districts.ts';
import type { Problem } from './problem.ts';

/** As threads are: what goes in and out is a message. */
const threads = (problem: Problem, count = 2) => Array.from({ length: count }, () => (errand: Errand) => Promise.resolve(structuredClone(doErrand(structuredClone(errand), problem.travel))));

test('a day with every rule, planned on two threads: the judge agrees, and the same seed gives the same plan', async () => {
  for (const seed of [1, 2]) {
    const problem = smallDay(seed, 60, 14);
    const stop = { iterations: 2_000 };
    const plan = await solveInDistricts(problem, { seed, stop, threads: threads(problem), rounds: 5 });
    expect(check(problem, plan)).toEqual([]);
    expect(plan).toEqual(await solveInDistricts(problem, { seed, stop, threads: threads(problem), rounds: 5 }));
    expect(plan.cost.total).toBeLessThan(solve(problem, { seed, stop: { iterations: 1 } }).cost.total);
    for (const left of plan.leftOut) expect(left.reasons.length, left.job).toBeGreaterThan(0);
  }
}, 60_000);

test('a running plan gets no dearer, and what is pinned, frozen or begun stays', async () => {
  const day = smallDay(4, 40, 10);
  const first = solve(day, { seed: 1, stop: { iterations: 300 } });
  const [route] = first.routes.filter((one) => one.stops.some((stop) => stop.kind === 'visit'));
  const begun = route?.stops.find((stop) => stop.kind === 'visit');
  if (route === undefined || begun?.kind !== 'visit') throw new Error('nobody drives');
  const problem = { ...day, vehicles: day.vehicles.map((vehicle) => (vehicle.id === route.vehicle ? { ...vehicle, frozen: [{ job: begun.job, startedAt: begun.starts }] } : vehicle)) };
  const plan = await solveInDistricts(problem, { from: first, stop: { iterations: 1_500 }, threads: threads(problem, 3), rounds: 3 });
  expect(check(problem, plan)).toEqual([]);
  expect(plan.cost.total).toBeLessThanOrEqual(first.cost.total + 1e-6);
  expect(plan.routes.find((one) => one.vehicle === route.vehicle)?.stops.find((stop) => stop.kind === 'visit')).toMatchObject({ job: begun.job, starts: begun.starts });
}, 60_000);

test('nobody to drive and nothing to do are answers; a problem that contradicts itself is refused before a thread is asked', async () => {
  const day = smallDay(5);
  const travel = day.travel;
  expect((await solveInDistricts({ travel, vehicles: [], jobs: day.jobs.slice(5) }, { stop: { iterations: 10 }, threads: threads(day) })).routes).toEqual([]);
  expect((await solveInDistricts({ travel, vehicles: day.vehicles, jobs: [] }, { stop: { iterations: 10 }, threads: threads(day) })).routes).toEqual([]);
  await expect(solveInDistricts({ travel, vehicles: day.vehicles, jobs: [{ id: 'a', place: 999 }] }, { stop: { iterations: 10 }, threads: threads(day) })).rejects.toThrow(/place 999/);
});
