// Large problems: one search against districts on two threads, with the same number of iterations, made from a seed.
import { check, solve, type Problem, type Solution } from '@careloop/routing';
import { shareTravel, solveInDistricts, type Thread } from '@careloop/routing/districts';
import { Worker } from 'node:worker_threads';
import { createRandom } from '../fleet/random.ts';
import { technicianDay } from './routing-world.ts';

/** Half of the customers anywhere, half in twenty towns; a depot in the middle; windows of 600 or 3,000; capacity 200. */
function largeTown(count: number, seed: number): Problem {
  const { next: random } = createRandom(seed);
  const towns = Array.from({ length: 20 }, () => [random() * 500, random() * 500] as const);
  const points = [[250, 250] as const, ...Array.from({ length: count }, (_, index) => {
    const [x, y] = towns[Math.floor(random() * towns.length)]!;
    return index % 2 === 0 ? ([random() * 500, random() * 500] as const) : ([x + (random() - 0.5) * 60, y + (random() - 0.5) * 60] as const);
  })];
  const distance = Float64Array.from(points.flatMap(([x, y]) => points.map(([toX, toY]) => Math.floor(10 * Math.hypot(x - toX, y - toY)))));
  return {
    travel: { road: { places: points.length, distance } },
    vehicles: Array.from({ length: count / 4 }, (_, index) => ({ id: `v${String(index).padStart(4, '0')}`, start: 0, end: 0, shift: { from: 0, until: 24_000 }, capacity: { goods: 200 } })),
    jobs: Array.from({ length: count }, (_, index) => {
      const from = 4_000 + Math.floor(random() * 12_000);
      return { id: `j${String(index).padStart(5, '0')}`, place: index + 1, service: 100, windows: [{ from, until: from + (random() < 0.5 ? 600 : 3_000) }], delivers: { goods: 1 + Math.floor(random() * 40) } };
    }),
  };
}

/** Threads of this process that know the travels. */
function openThreads(travel: Problem['travel'], count: number): { threads: Thread[]; close(): Promise<unknown> } {
  const workers = Array.from({ length: count }, () => new Worker(new URL('./district-thread.ts', import.meta.url), { workerData: travel }));
  const threads = workers.map((worker): Thread => (errand) => new Promise((resolve, reject) => {
    worker.removeAllListeners().once('message', resolve).once('error', reject).once('exit', (code) => reject(new Error(`a thread ended with ${code}`)));
    worker.postMessage(errand);
  }));
  return { threads, close: () => Promise.all(workers.map((worker) => worker.removeAllListeners().terminate())) };
}

export async function districtTable(): Promise<string> {
  const rows: string[] = [];
  const line = async (name: string, problem: Problem, iterations: number, plan: () => Promise<Solution> | Solution, how: string): Promise<number> => {
    const began = performance.now();
    const found = await plan();
    const seconds = (performance.now() - began) / 1000;
    const faults = check(problem, found);
    if (faults.length > 0 || !found.feasible) throw new Error(`${name}: ${JSON.stringify(faults.slice(0, 3))} ${found.feasible}`);
    rows.push(`| ${name} | ${how} | ${iterations} | ${found.routes.length} | ${found.cost.total.toFixed(0)} | ${seconds.toFixed(1)} |`);
    process.stderr.write(`${rows.at(-1)}\n`);
    return found.cost.total;
  };
  const gains: number[] = [];
  for (const [name, problem, iterations] of [['1,000 customers', largeTown(1_000, 7), 2_000_000], ['2,000 customers', largeTown(2_000, 8), 2_000_000], ["1,000 jobs of technicians' days", technicianDay({ jobs: 1_000, vans: 180, seed: 9 }), 12_000]] as const) {
    const one = await line(name, problem, iterations, () => solve(problem, { seed: 1, stop: { iterations } }), 'one search');
    const shared = { ...problem, travel: shareTravel(problem.travel) };
    const crew = openThreads(shared.travel, 2);
    const two = await line(name, problem, iterations, () => solveInDistricts(shared, { seed: 1, stop: { iterations }, threads: crew.threads }), 'districts, two threads');
    await crew.close();
    gains.push(100 * (1 - two / one));
  }
  return `The same iterations for both; seconds by the clock on the wall of a machine with other work, so compare costs first. Districts are cheaper by ${gains.map((gain) => `${gain.toFixed(1)} %`).join(', ')}.\n\n| problem | how | iterations | routes | cost | s |\n|---|---|---:|---:|---:|---:|\n${rows.join('\n')}`;
}
