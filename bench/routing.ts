// `npm run bench -- routing --set solomon|homberger-200|homberger-400|pdptw --seconds S`: the gap to the best known value of every
// instance and their mean, one thread, seconds of its processor time. More: --dir FOLDER, --best FILE.csv, --only A,B, --seed N,
// --record no. `--set insert` measures one more job at 300 jobs, `--set technicians` problems with skills, tools and parts,
// `--set districts` large ones on two threads.
// Every plan is judged by the library's checker before it counts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, solve } from '@careloop/routing';
import { bestKnown, readSet } from './routing-files.ts';
import { districtTable } from './routing-districts.ts';
import { insertTable } from './routing-insert.ts';
import { technicianTable } from './routing-technicians.ts';

const option = (name: string, usual: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : (process.argv[at + 1] ?? usual);
};

/** Seconds this thread had the processor. */
export const cpuSeconds = (): number => {
  const { user, system } = typeof process.threadCpuUsage === 'function' ? process.threadCpuUsage() : process.cpuUsage();
  return (user + system) / 1e6;
};

function benchmark(set: string, seconds: number): string {
  const folder = option('dir', join(import.meta.dirname, '../../shared/data/routing'));
  const table = option('best', join(folder, 'best-known.csv'));
  const instances = readSet(folder, set, option('only', '').split(',').filter((name) => name !== ''));
  if (instances.length === 0) throw new Error(`no file of the set ${set} in ${folder}; name another folder with --dir`);
  const known = existsSync(table) ? bestKnown(table, instances[0]!.kind) : new Map<string, number>();
  const seeds = option('seed', '1').split(',').map(Number);
  const gaps: number[] = [];
  const rows = instances.flatMap(({ name, problem, scale }) => seeds.map((seed) => {
    const began = cpuSeconds();
    const plan = solve(problem, { seed, stop: { seconds, clock: cpuSeconds } });
    const took = cpuSeconds() - began;
    const faults = check(problem, plan);
    if (faults.length > 0 || !plan.feasible) throw new Error(`${name}: ${JSON.stringify(faults.slice(0, 3))} ${plan.feasible}`);
    const value = plan.cost.distance / scale;
    const best = known.get(name);
    const gap = best === undefined ? Number.NaN : 100 * (value / best - 1);
    if (best !== undefined) gaps.push(gap);
    process.stderr.write(`${name} ${value.toFixed(scale === 1 ? 3 : 1)} gap ${gap.toFixed(3)} %\n`);
    return `| ${name} | ${seed} | ${plan.routes.length} | ${value.toFixed(scale === 1 ? 3 : 1)} | ${best ?? ''} | ${Number.isNaN(gap) ? '' : gap.toFixed(3)} | ${plan.iterations} | ${took.toFixed(1)} |`;
  }));
  const mean = gaps.length === 0 ? 'unknown' : (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toFixed(3);
  const rule = instances[0]!.kind === 'vrptw' ? 'Total distance, distances cut to one decimal, number of routes free (DIMACS 2022).' : 'Total distance, double precision, number of routes free.';
  return `${rule} ${seconds} seconds of one thread's processor time each.\n\nMean gap **${mean} %** over ${gaps.length} runs.\n\n| instance | seed | routes | distance | best known | gap % | iterations | CPU s |\n|---|---:|---:|---:|---:|---:|---:|---:|\n${rows.join('\n')}`;
}

/** The page holds one part per set; the part that was measured is new, the others stay. */
function merged(part: string, text: string): string {
  const file = join(import.meta.dirname, 'results', 'routing.md');
  const old = existsSync(file) ? readFileSync(file, 'utf8').split(/^## /m).slice(1).map((section) => section.trimEnd()) : [];
  const sections = [...old.filter((section) => !section.startsWith(`${part}\n`)), `${part}\n\n${text}`].sort();
  return sections.map((section) => `## ${section}`).join('\n\n');
}

export async function bench(): Promise<string> {
  const set = option('set', 'solomon');
  const seconds = Number(option('seconds', '10'));
  const text = set === 'insert' ? insertTable() : set === 'districts' ? await districtTable() : set === 'technicians' ? technicianTable(seconds) : benchmark(set, seconds);
  if (option('record', 'yes') === 'no') {
    process.stdout.write(`${text}\n`);
    process.exit(0);
  }
  return merged(set === 'insert' || set === 'districts' ? set : `${set}, ${seconds} s`, text);
}
