// The history at size: a day's bucket with a million rows (116 cars that report every 10 seconds, 108 cells each), written as
// the house writes it, merged, and read for one car; then ten signals over thirty such days. Local folder, one process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderBucket } from '#platform/bucket/bucket';
import { startCar, stepCar } from '../fleet/car.ts';
import { reportFrame } from '../fleet/frames.ts';
import { createRandom } from '../fleet/random.ts';
import { makeWorld, type CarPlan } from '../fleet/world.ts';
import { rowOf, type HistoryRow } from '../server/telemetry/history-row.ts';
import { openLake, type Lake } from '../server/telemetry/lake.ts';
import { cellStatement } from '../server/telemetry/show-cells.ts';
import { stretchStatement } from '../server/telemetry/show-events.ts';
import { dotsOf, signalStatement, type LakeStretch } from '../server/telemetry/show-signals.ts';

const perDay = 8_640;
const cars = Number(process.env['LAKE_BENCH_CARS'] ?? 116);
const days = Number(process.env['LAKE_BENCH_DAYS'] ?? 30);
const rowsPerFile = 40_000;
const dayMs = 86_400_000;
const firstMs = Date.parse('2026-04-01T16:00:00Z'); // midnight in Beijing
const tens = ['socPct', 'speedKmh', 'totalVoltageV', 'currentA', 'insulationKohm', 'cellMaxMv', 'cellMinMv', 'cellSpreadMv', 'tempMaxC', 'tempMinC'] as const;

type Figure = { what: string; count: string; took: string; aim: string };
const best = async (times: number, work: () => Promise<unknown>): Promise<number[]> => {
  const taken: number[] = [];
  for (let index = 0; index < times; index++) {
    const started = performance.now();
    await work();
    taken.push(performance.now() - started);
  }
  return taken.sort((a, b) => a - b);
};
const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;
const ms = (value: number): string => `${Math.round(value)} ms`;

/** One day of one car, a row every ten seconds. */
function dayOf(plan: CarPlan, seed: number, startMs: number): HistoryRow[] {
  const random = createRandom(seed).fork(`${plan.vin} ${startMs}`);
  const state = startCar(plan, random);
  return Array.from({ length: perDay }, (_, index) => {
    stepCar(plan, state, 10, random);
    const at = startMs + index * 10_000;
    return rowOf({ id: index, vin: plan.vin, edition: 2016, command: 2, bytes: reportFrame(plan, state, at), receivedAt: new Date(at + 300) });
  });
}

/** Days of cars that drive like one of a few, under their own VINs: making each frame of a million anew takes longer than writing it. */
function daysOf(plans: readonly CarPlan[], alike: readonly HistoryRow[][], from: number): HistoryRow[] {
  return plans.flatMap((plan, index) => (alike[(from + index) % alike.length] as HistoryRow[]).map((row) => ({ ...row, vin: plan.vin })));
}

/** A whole day of the bucket as the house would write it: files of many cars, then merged into one. */
async function fullDay(lake: Lake, plans: readonly CarPlan[]): Promise<{ name: string; rows: number; bytes: number; writeMs: number; mergeMs: number }> {
  const shelf = { brandId: 'xihe', onDay: '2026-04-02', bucket: 0, buckets: 1 };
  const names: string[] = [];
  let [rows, writeMs] = [0, 0];
  const alike = plans.slice(0, 4).map((plan) => dayOf(plan, 1, firstMs));
  for (let from = 0; from < plans.length; from += 4) {
    const some = daysOf(plans.slice(from, from + 4), alike, from);
    for (let at = 0; at < some.length; at += rowsPerFile) {
      const part = some.slice(at, at + rowsPerFile);
      const started = performance.now();
      names.push((await lake.write(shelf, part)).name);
      writeMs += performance.now() - started;
      rows += part.length;
    }
  }
  const started = performance.now();
  const merged = await lake.merge(shelf, names);
  for (const name of names) await lake.bucket.remove(name);
  return { name: merged.name, rows, bytes: merged.byteCount, writeMs, mergeMs: performance.now() - started };
}

async function figures(lake: Lake): Promise<Figure[]> {
  const plans = makeWorld({ seed: 7, today: '2026-04-02', owners: 400 }).cars.filter((car) => car.brandId === 'xihe').slice(0, cars);
  const full = await fullDay(lake, plans);
  const vin = (plans[Math.floor(plans.length / 2)] as CarPlan).vin;
  const whole = `vin = '${vin}'`;
  const chart = (names: readonly string[], length: number) => lake.ask<LakeStretch>(names, (from) => signalStatement(tens, Math.ceil((length * dayMs) / 360))(from, whole));
  await chart([full.name], 1);
  let read = 0;
  const oneDay = await best(9, async () => {
    read = (await lake.ask([full.name], (from) => `select collected_at, soc_pct, speed_kmh, total_voltage_v, current_a, insulation_kohm, cell_max_mv, cell_min_mv, temp_max_c, temp_min_c, alarm_level, alarm_bits, lv_battery_mv
      from ${from} where ${whole} order by collected_at`)).length;
  });
  const dayChart = await best(9, () => chart([full.name], 1));
  const dayCells = await best(5, () => lake.ask([full.name], (from) => cellStatement('cells', dayMs / 120)(from, whole)));
  const frames = await best(5, () => lake.ask([full.name], (from) => `select frames from ${from} where ${whole} and collected_at > '2026-04-02 03:00:00Z'::timestamptz and collected_at < '2026-04-02 03:10:00Z'::timestamptz`));
  // thirty days: the full one, and the others of a few cars: a reader of one car opens as many files and as many of its row groups
  const month = [full.name];
  const few = [vin, ...plans.map((plan) => plan.vin).filter((one) => one !== vin)].slice(0, 3).map((one) => plans.find((plan) => plan.vin === one) as CarPlan);
  for (let day = 1; day < days; day++) {
    const shelf = { brandId: 'xihe', onDay: new Date(firstMs + day * dayMs + dayMs / 2).toISOString().slice(0, 10), bucket: 0, buckets: 1 };
    month.push((await lake.write(shelf, few.flatMap((plan) => dayOf(plan, 1, firstMs + day * dayMs)))).name);
  }
  let dots = 0;
  const monthChart = await best(7, async () => {
    const rows = await chart(month, days);
    dots = tens.reduce((sum, _signal, index) => sum + dotsOf(rows, index).length, 0);
  });
  const monthEvents = await best(5, () => lake.ask(month, (from) => stretchStatement('doing')(from, whole)));
  const monthCells = await best(3, () => lake.ask(month, (from) => cellStatement('cells', (days * dayMs) / 120)(from, whole)));
  return [
    { what: `writing rows in files of ${rowsPerFile.toLocaleString('en')}`, count: `${full.rows.toLocaleString('en')} rows`, took: `${Math.round(full.rows / (full.writeMs / 1000)).toLocaleString('en')} rows/s`, aim: '' },
    { what: 'merging the day into one file', count: `${(full.bytes / 1e6).toFixed(0)} MB, ${Math.round(full.bytes / full.rows)} bytes per row`, took: `${(full.mergeMs / 1000).toFixed(1)} s`, aim: '' },
    { what: `**one car's day out of ${full.rows.toLocaleString('en')} rows**, 13 columns`, count: `${read.toLocaleString('en')} rows`, took: `${ms(median(oneDay))} (best ${ms(oneDay[0] ?? 0)})`, aim: '≤ 300 ms' },
    { what: 'the same as a chart of 10 signals', count: '360 stretches', took: ms(median(dayChart)), aim: '' },
    { what: 'every cell of that day', count: '120 stretches × 108 cells', took: ms(median(dayCells)), aim: '' },
    { what: 'raw frames of ten minutes', count: '59 frames', took: ms(median(frames)), aim: '' },
    { what: `**10 signals × ${days} days**`, count: `${(days * perDay).toLocaleString('en')} readings → ${dots.toLocaleString('en')} points`, took: `${ms(median(monthChart))} (best ${ms(monthChart[0] ?? 0)})`, aim: '< 1 s' },
    { what: `charges and trips of ${days} days`, count: '', took: ms(median(monthEvents)), aim: '' },
    { what: `every cell of ${days} days`, count: '120 stretches × 108 cells', took: ms(median(monthCells)), aim: '' },
  ];
}

export async function bench(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'careloop-lake-bench-'));
  const lake = await openLake({ bucket: folderBucket(join(dir, 'lake')), scratchDir: join(dir, 'lake/.writing') });
  try {
    const rows = await figures(lake);
    return ['Frames of the synthetic fleet, whole cell lists and raw bytes included (the cars share the drives of four, so files are smaller than in life); medians of repeated runs, the file system\'s cache warm.', '',
      '| what | how much | took | aim |', '|---|---|---:|---:|', ...rows.map((row) => `| ${row.what} | ${row.count} | ${row.took} | ${row.aim} |`)].join('\n');
  } finally {
    lake.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
