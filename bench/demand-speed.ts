// How long forecasts take: 100,000 series of 60 months, learnt together, each with its own shares and laws, on two threads.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type CombinedModel, type PartHistory, chanceFrom, forecastCombined, gammaValue, learnCombined, poissonCount, quantiles } from '@careloop/demand';

const [count, months, threads] = [100_000, 60, 2];
const learners = 20_000;

/** Series of one number each: a rate that wanders, seldom asked for, some in pairs; the same whatever thread makes them. */
function seriesOf(index: number): PartHistory {
  const chance = chanceFrom(1000 + index);
  let rate = gammaValue(chance, 0.6, 1.2);
  const each = chance() < 0.2 ? 2 : 1;
  const history = new Float64Array(months);
  for (let t = 0; t < months; t++) {
    rate *= Math.exp(0.25 * (chance() - 0.52));
    history[t] = each * poissonCount(chance, rate / each);
  }
  return { history };
}

type Task = { kind: 'forecast'; from: number; to: number; model: CombinedModel };

export async function speed(): Promise<string[]> {
  const began = performance.now();
  const before = process.cpuUsage();
  // what is common is learnt from a fifth of the parts; more teach nothing that their own record does not
  const model = learnCombined(Array.from({ length: learners }, (_, i) => seriesOf(i * (count / learners))), { ahead: 3, sum: true });
  const learnt = (performance.now() - began) / 1000;
  const parts = await Promise.all(Array.from({ length: threads }, (_, k) => new Promise<{ quantile: number }>((resolve, reject) =>
    new Worker(new URL(import.meta.url), { workerData: { kind: 'forecast', from: (k * count) / threads, to: ((k + 1) * count) / threads, model } satisfies Task }).once('message', resolve).once('error', reject))));
  const used = process.cpuUsage(before);
  return [
    `**Speed.** ${count.toLocaleString('en')} series of ${months} months, learnt and forecast with the combination on ${threads} threads: ${((performance.now() - began) / 1000).toFixed(1)} s by the clock (${learnt.toFixed(1)} s of it learning), ${((used.user + used.system) / 1e6).toFixed(1)} s of processor, that is ${((used.user + used.system) / 2e6).toFixed(1)} s on two free cores (aim ≤ 60 s). Mean 95 % quantile of three months: ${(parts.reduce((sum, one) => sum + one.quantile, 0) / count).toFixed(3)}.`, '',
  ];
}

if (!isMainThread && (workerData as Task | undefined)?.kind === 'forecast') {
  const { from, to, model } = workerData as Task;
  let quantile = 0;
  const batch = 5000;
  for (let first = from; first < to; first += batch) {
    const parts = Array.from({ length: Math.min(batch, to - first) }, (_, i) => seriesOf(first + i));
    const forecast = forecastCombined(model, parts);
    parts.forEach((_, index) => { quantile += quantiles(forecast(index).law(), [0.9, 0.95, 0.99])[1]!; });
  }
  parentPort?.postMessage({ quantile });
}
