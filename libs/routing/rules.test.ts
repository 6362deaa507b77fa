// The rules of the model, each seen in a plan, and all of them at once before the judge.
import { expect, test } from 'vitest';
import { smallDay } from './day.test-data.ts';
import { check, explain, insert, solve, type Job, type Problem, type Solution, type Vehicle } from './routing.ts';
import { arrival } from './travel.ts';

/** Places on a line, ten apart; one vehicle at place 0. */
const line = (jobs: Job[], vehicle: Partial<Vehicle> = {}, more: Partial<Problem> = {}): Problem => ({
  travel: { road: { places: 6, distance: Float64Array.from({ length: 36 }, (_, cell) => 10 * Math.abs(Math.floor(cell / 6) - (cell % 6))) } },
  vehicles: [{ id: 'van', start: 0, end: 0, shift: { from: 0, until: 500 }, ...vehicle }], jobs, ...more,
});
const run = (problem: Problem, iterations = 200): Solution => {
  const plan = solve(problem, { seed: 3, stop: { iterations } });
  expect(check(problem, plan)).toEqual([]);
  return plan;
};
const reasons = (problem: Problem): Record<string, readonly string[]> => Object.fromEntries(run(problem).leftOut.map((left) => [left.job, left.reasons]));
const visits = (plan: Solution, vehicle = 'van') => plan.routes.find((route) => route.vehicle === vehicle)?.stops.filter((stop) => stop.kind === 'visit') ?? [];

test('every rule at once: the judge finds no fault in any plan, from nothing or from a running one', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const problem = smallDay(seed);
    const plan = run(problem, 150);
    const running = { visits: plan.routes.flatMap((route) => route.stops.flatMap((stop) => (stop.kind === 'visit' ? [{ job: stop.job, vehicle: route.vehicle, startsAt: stop.starts }] : []))), otherVehiclePrice: 40, movedTimePrice: 0.5 };
    const late = { ...problem, running, jobs: problem.jobs.map((job, index) => (index === 7 ? { ...job, windows: [{ from: 0, until: 40 }] } : job)) };
    const again = solve(late, { seed, stop: { iterations: 80 }, from: plan });
    expect(check(late, again)).toEqual([]);
  }
});

test('the order of the input changes nothing', () => {
  for (const seed of [2, 5]) {
    const problem = smallDay(seed);
    const turned = { ...problem, vehicles: problem.vehicles.toReversed(), jobs: problem.jobs.toReversed(), depots: problem.depots!.toReversed() };
    expect(solve(turned, { seed, stop: { iterations: 60 } })).toEqual(solve(problem, { seed, stop: { iterations: 60 } }));
  }
});

test('what cannot be is an answer with reasons', () => {
  expect(reasons(line([{ id: 'a', place: 1, skills: ['hv'] }]))).toEqual({ a: ['skill'] });
  expect(reasons(line([{ id: 'a', place: 1, tools: ['lift'] }]))).toEqual({ a: ['tool'] });
  expect(reasons(line([{ id: 'a', place: 1, parts: { disc: 1 } }]))).toEqual({ a: ['part'] });
  expect(reasons(line([{ id: 'a', place: 1, delivers: { kg: 2 } }], { capacity: { kg: 1 } }))).toEqual({ a: ['capacity'] });
  expect(reasons(line([{ id: 'a', place: 5, windows: [{ from: 0, until: 49 }] }]))).toEqual({ a: ['window'] });
  expect(reasons(line([{ id: 'a', place: 5 }], { shift: { from: 0, until: 99 } }))).toEqual({ a: ['shift'] });
  expect(reasons(line([{ id: 'a', place: 5 }], { mostDistance: 99 }))).toEqual({ a: ['mostDistance'] });
  expect(reasons(line([{ id: 'a', place: 1, crew: 2 }]))).toEqual({ a: ['crew'] });
  expect(reasons(line([{ id: 'a', place: 1, never: ['van'] }]))).toEqual({ a: ['notAllowed'] });
  expect(reasons(line([{ id: 'a', place: 5, prize: 99 }]))).toEqual({ a: ['price'] });
  expect(reasons(line([{ id: 'a', place: 1 }, { id: 'b', place: 2 }], { mostVisits: 1 }))).toMatchObject({ b: ['otherJobs', 'mostVisits'] });
  expect(reasons({ ...line([{ id: 'a', place: 1 }]), vehicles: [] })).toEqual({ a: ['noVehicle'] });
  expect(run(line([{ id: 'a', place: 1, skills: ['hv'] }])).feasible).toBe(false);
  expect(run(line([{ id: 'a', place: 5, prize: 99 }])).feasible).toBe(true);
});

test('what contradicts itself is thrown', () => {
  expect(() => solve(line([{ id: 'a', place: 9 }]), { stop: { iterations: 1 } })).toThrow('place 9');
  expect(() => solve(line([{ id: 'a', place: 1 }, { id: 'a', place: 2 }]), { stop: { iterations: 1 } })).toThrow('same id');
  expect(() => solve(line([{ id: 'a', place: 1, windows: [{ from: 5, until: 4 }] }]), { stop: { iterations: 1 } })).toThrow('ends before');
});

test('a van that lacks a part calls at the depot on its way, once, and takes what it lacks', () => {
  const depots = [{ id: 'depot', place: 2, service: 5, parts: { disc: 3 } }];
  const plan = run(line([{ id: 'a', place: 3, parts: { disc: 2 } }, { id: 'b', place: 4, parts: { disc: 1 } }], { parts: { disc: 1 } }, { depots }));
  expect(plan.routes[0]!.stops.map((stop) => stop.kind)).toEqual(['depot', 'visit', 'visit']);
  expect(plan.routes[0]!.stops[0]).toMatchObject({ loads: { disc: 2 } });
  expect(plan.cost.distance).toBe(80);
  const short = [{ id: 'depot', place: 2, service: 5, parts: { disc: 1 } }];
  expect(run(line([{ id: 'a', place: 3, parts: { disc: 2 } }, { id: 'b', place: 4, parts: { disc: 1 } }], { parts: { disc: 1 } }, { depots: short })).leftOut).toHaveLength(1);
});

test('two vans share a shelf that has enough for one', () => {
  const problem = line([{ id: 'a', place: 3, parts: { disc: 1 }, only: ['van'] }, { id: 'b', place: 4, parts: { disc: 1 }, only: ['other'] }], {}, { depots: [{ id: 'depot', place: 2, parts: { disc: 1 } }] });
  const both = { ...problem, vehicles: [...problem.vehicles, { ...problem.vehicles[0]!, id: 'other' }] };
  expect(run(both).leftOut.map((left) => left.reasons)).toEqual([['otherJobs', 'part']]);
});

test('a crew begins together', () => {
  const problem = line([{ id: 'a', place: 3, crew: 2, service: 30 }, { id: 'b', place: 1, service: 20, windows: [{ from: 0, until: 20 }] }]);
  const plan = run({ ...problem, vehicles: [...problem.vehicles, { ...problem.vehicles[0]!, id: 'other' }] });
  expect(plan.leftOut).toEqual([]);
  expect(new Set(plan.routes.flatMap((route) => route.stops).flatMap((stop) => (stop.kind === 'visit' && stop.job === 'a' ? [stop.starts] : []))).size).toBe(1);
});

test('what is frozen stays in front, what has begun keeps its moment, whatever is late by now', () => {
  const problem = line([{ id: 'a', place: 5, windows: [{ from: 0, until: 10 }] }, { id: 'b', place: 1 }, { id: 'c', place: 2 }], { frozen: [{ job: 'a', startedAt: 70 }, { job: 'c' }] });
  const plan = run(problem);
  expect(visits(plan).map((stop) => stop.job)).toEqual(['a', 'c', 'b']);
  expect(visits(plan)[0]).toMatchObject({ starts: 70 });
});

test('stability: a better plan that moves people must be worth its price', () => {
  const jobs: Job[] = [{ id: 'a', place: 1 }, { id: 'b', place: 2 }];
  const vans = [{ id: 'van', start: 0, end: 0, shift: { from: 0, until: 500 } }, { id: 'far', start: 5, end: 5, shift: { from: 0, until: 500 } }];
  const running = { visits: [{ job: 'a', vehicle: 'van', startsAt: 10 }, { job: 'b', vehicle: 'far', startsAt: 30 }], movedTimePrice: 0 };
  const dear = run({ ...line(jobs), vehicles: vans, running: { ...running, otherVehiclePrice: 1000 } });
  expect(visits(dear, 'far').map((stop) => stop.job)).toEqual(['b']);
  const cheap = run({ ...line(jobs), vehicles: vans, running: { ...running, otherVehiclePrice: 1 } });
  expect(visits(cheap).map((stop) => stop.job).sort()).toEqual(['a', 'b']);
  expect(cheap.cost.stability).toBe(1);
});

test('balance: work above the fair share is shared when its price says so', () => {
  const jobs = Array.from({ length: 4 }, (_, index): Job => ({ id: `j${index}`, place: 1 + index, service: 10 }));
  const vans = ['van', 'other'].map((id) => ({ id, start: 0, end: 0, shift: { from: 0, until: 500 } }));
  expect(run({ ...line(jobs), vehicles: vans }).routes).toHaveLength(1);
  const fair = run({ ...line(jobs), vehicles: vans, balance: { of: 'work', price: 10 } });
  expect(fair.routes.map((route) => route.stops.length)).toEqual([2, 2]);
});

test('slower hours: leaving later never arrives earlier, and a drive through a slow hour takes longer', () => {
  const travel = { places: 1, distance: [0], slowness: { span: 60, factors: [1, 2, 1], startsAt: 0 } };
  expect(arrival(travel, 0, 50)).toBe(50);
  expect(arrival(travel, 30, 50)).toBe(100);
  for (let at = -200; at < 300; at++) expect(arrival(travel, at + 1, 45)).toBeGreaterThanOrEqual(arrival(travel, at, 45));
});

test('one more job finds the cheapest room; nothing else moves', () => {
  const problem = smallDay(4);
  const before = run({ ...problem, jobs: problem.jobs.filter((job) => job.id !== 'job-9') });
  const after = insert(problem, before, 'job-9');
  expect(check(problem, after)).toEqual([]);
  const told = explain(problem, after, 'job-9');
  const served = told.servedBy[0];
  const cheapest = told.vehicles.filter((one) => one.costs !== null).sort((a, b) => a.costs! - b.costs!)[0];
  if (served !== undefined) expect(cheapest?.costs).toBeCloseTo(told.vehicles.find((one) => one.serves)!.costs!, 6);
  const order = (plan: Solution): string[][] => plan.routes.map((route) => [route.vehicle, ...route.stops.flatMap((stop) => (stop.kind === 'visit' && stop.job !== 'job-9' ? [stop.job] : []))]).filter((route) => route.length > 1);
  expect(order(after)).toEqual(order(before));
});

test('explain: the price of each vehicle and what breaks there', () => {
  const problem = line([{ id: 'a', place: 2, skills: ['hv'] }, { id: 'b', place: 1 }], { skills: ['hv'] });
  const vans: Vehicle[] = [...problem.vehicles, { id: 'plain', start: 0, end: 0, shift: { from: 0, until: 500 } }, { id: 'short', start: 0, end: 0, skills: ['hv'], shift: { from: 0, until: 39 } }];
  const both = { ...problem, vehicles: vans };
  const told = explain(both, run(both), 'a');
  expect(told.servedBy).toEqual(['van']);
  expect(told.vehicles).toEqual([{ vehicle: 'plain', serves: false, costs: null, breaks: ['skill'] }, { vehicle: 'short', serves: false, costs: null, breaks: ['shift'] }, { vehicle: 'van', serves: true, costs: 20, breaks: [] }]);
});

test('the judge sees what is wrong', () => {
  const problem = smallDay(6);
  const plan = run(problem, 100);
  const spoiled = (change: (copy: Solution) => void): string[] => {
    const copy = structuredClone(plan);
    change(copy);
    return check(problem, copy).map((fault) => fault.what);
  };
  const first = (copy: Solution) => copy.routes.flatMap((route) => route.stops).find((stop) => stop.kind === 'visit')!;
  expect(spoiled((copy) => { copy.cost.total -= 1; })).toEqual(['cost']);
  expect(spoiled((copy) => { copy.routes[0]!.distance -= 1; })).toContain('cost');
  expect(spoiled((copy) => { copy.routes.pop(); })).toContain('lost');
  expect(spoiled((copy) => { first(copy).starts -= 1; })).toContain('time');
  expect(spoiled((copy) => { copy.routes[0]!.stops.reverse(); })).toContain('time');
  expect(spoiled((copy) => { copy.routes.push({ ...copy.routes[0]!, vehicle: 'nobody' }); })).toContain('unknown');
  expect(spoiled((copy) => { copy.routes.push(copy.routes[0]!); })).toContain('twice');
  expect(spoiled((copy) => { copy.feasible = false; })).toContain('lost');
  expect(spoiled((copy) => { for (const route of copy.routes) route.stops = route.stops.filter((stop) => stop.kind !== 'break'); })).toContain('break');
});

test('the smallest and the large: nothing to do, nobody to do it, one job, and a thousand jobs', () => {
  const road = { road: { places: 2, distance: [0, 3, 7, 0] } }; // there and back differ
  const van = { id: 'v', start: 0, end: 0, shift: { from: 0, until: 100 } };
  const one = { id: 'j', place: 1, service: 5 };
  expect(solve({ travel: road, vehicles: [], jobs: [] }, { stop: { iterations: 10 } })).toMatchObject({ feasible: true, routes: [], leftOut: [] });
  expect(solve({ travel: road, vehicles: [van], jobs: [] }, { stop: { iterations: 10 } })).toMatchObject({ feasible: true, routes: [] });
  expect(solve({ travel: road, vehicles: [], jobs: [one] }, { stop: { iterations: 10 } })).toMatchObject({ feasible: false, leftOut: [{ job: 'j', reasons: ['noVehicle'] }] });
  expect(solve({ travel: road, vehicles: [van], jobs: [one] }, { stop: { iterations: 10 } })).toMatchObject({ feasible: true, cost: { total: 10 } });
  expect(solve({ travel: road, vehicles: [{ ...van, shift: { from: 0, until: 14 } }], jobs: [one] }, { stop: { iterations: 10 } })).toMatchObject({ feasible: false, leftOut: [{ job: 'j', reasons: ['shift'] }] });
  const points = Array.from({ length: 1_201 }, (_, nth) => [(nth * 37) % 211, (nth * 91) % 197] as const);
  const large: Problem = {
    travel: { road: { places: points.length, distance: points.flatMap(([x, y]) => points.map(([toX, toY]) => Math.hypot(x - toX, y - toY))) } },
    vehicles: Array.from({ length: 80 }, (_, nth) => ({ id: `v${nth}`, start: 0, end: 0, shift: { from: 0, until: 2_000 }, capacity: { goods: 20 } })),
    jobs: points.slice(1).map((_, nth) => ({ id: `j${nth}`, place: nth + 1, service: 5, delivers: { goods: 1 }, windows: [{ from: (nth * 53) % 900, until: 1_000 + ((nth * 53) % 900) }] })),
  };
  const plan = solve(large, { seed: 1, stop: { iterations: 200 } });
  expect(check(large, plan)).toEqual([]);
  expect(plan.feasible).toBe(true);
});
