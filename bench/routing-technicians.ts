// Technicians' days: the plan of S seconds against the best plan known for that day, which long runs have written down in
// bench/routing-technicians.csv. `--long S` runs each day that long with three seeds and writes down what is better.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, solve } from '@careloop/routing';
import { cpuSeconds } from './routing.ts';
import { technicianDay, type Day } from './routing-world.ts';

const days: Day[] = [{ jobs: 60, vans: 10, seed: 1 }, { jobs: 60, vans: 12, seed: 2 }, { jobs: 120, vans: 20, seed: 3 }, { jobs: 120, vans: 22, seed: 4 }];
const file = join(import.meta.dirname, 'routing-technicians.csv');
const nameOf = (day: Day): string => `${day.jobs} jobs, ${day.vans} vans, seed ${day.seed}`;
const keyOf = (day: Day): string => `${day.jobs}-${day.vans}-${day.seed}`;

function cost(day: Day, seconds: number, seed: number): number {
  const problem = technicianDay(day);
  const plan = solve(problem, { seed, stop: { seconds, clock: cpuSeconds } });
  const faults = check(problem, plan);
  if (faults.length > 0) throw new Error(`${nameOf(day)}: ${JSON.stringify(faults.slice(0, 3))}`);
  const unserved = plan.leftOut.filter((left) => problem.jobs.find((job) => job.id === left.job)?.prize === undefined).length;
  return plan.cost.total + unserved * 1e6;
}

export function technicianTable(seconds: number): string {
  const known = new Map(readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => [line.split(',')[0]!, Number(line.split(',')[1])]));
  const long = process.argv.indexOf('--long');
  if (long >= 0) {
    for (const day of days) for (const seed of [11, 12, 13]) known.set(keyOf(day), Math.min(known.get(keyOf(day)) ?? Infinity, cost(day, Number(process.argv[long + 1]), seed)));
    writeFileSync(file, `day,cost\n${days.map((day) => `${keyOf(day)},${known.get(keyOf(day))!.toFixed(2)}`).join('\n')}\n`);
  }
  const gaps: number[] = [];
  const rows = days.map((day) => {
    const value = cost(day, seconds, 1);
    const best = known.get(keyOf(day));
    if (best !== undefined) gaps.push(100 * (value / best - 1));
    return `| ${nameOf(day)} | ${value.toFixed(0)} | ${best?.toFixed(0) ?? ''} | ${best === undefined ? '' : (100 * (value / best - 1)).toFixed(2)} |`;
  });
  return `Skills, tools, parts with one call at the outlet, two-person jobs, pairs, lunch break, overtime, wishes, balance, jobs that may be left out. ${seconds} seconds of one thread each; best known by long runs of this solver.\n\nMean gap **${gaps.length === 0 ? 'unknown: no long run is written down' : `${(gaps.reduce((a, b) => a + b, 0) / gaps.length).toFixed(2)} %`}**.\n\n| day | cost | best known | gap % |\n|---|---:|---:|---:|\n${rows.join('\n')}`;
}
