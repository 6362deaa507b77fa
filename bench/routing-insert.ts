// One more job into a day that is planned: 300 jobs, 30 vans; every job in turn is taken for the new one.
import { check, insert, solve } from '@careloop/routing';
import { technicianDay } from './routing-world.ts';

export function insertTable(): string {
  const problem = technicianDay({ jobs: 300, vans: 40, seed: 7 });
  const singles = problem.jobs.filter((job) => job.crew === undefined && !problem.pairs!.some((pair) => pair.pickup === job.id || pair.delivery === job.id)).slice(0, 60);
  const whole = solve(problem, { seed: 1, stop: { iterations: 300 } });
  const times = singles.map((job) => {
    const without = { ...problem, jobs: problem.jobs.filter((one) => one.id !== job.id) };
    const before = { ...whole, routes: whole.routes.map((route) => ({ ...route, stops: route.stops.filter((stop) => stop.kind !== 'visit' || stop.job !== job.id) })) };
    if (without.jobs.length !== problem.jobs.length - 1) throw new Error('the new job is still in the old plan');
    const began = process.cpuUsage();
    const plan = insert(problem, before, job.id);
    const { user, system } = process.cpuUsage(began);
    const faults = check(problem, plan);
    if (faults.length > 0) throw new Error(JSON.stringify(faults.slice(0, 3)));
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  const at = (share: number): string => times[Math.min(times.length - 1, Math.floor(share * times.length))]!.toFixed(1);
  return `One more job at ${problem.jobs.length} jobs and ${problem.vehicles.length} vans, with crews, pairs, parts, breaks and a depot; from the problem and the plan as objects to the new plan as object; milliseconds of the process's processor time. Aim: ≤ 50 ms.\n\n| inserts | p50 ms | p90 ms | p99 ms | max ms |\n|---:|---:|---:|---:|---:|\n| ${times.length} | ${at(0.5)} | ${at(0.9)} | ${at(0.99)} | ${at(1)} |`;
}
