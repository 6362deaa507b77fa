// From the socket to the durable stream with the alert rules on: gateways, workers and the generator each in processes of
// their own, on PostgreSQL as durable as it comes, or NATS JetStream beside it; from 1,000 to 20,000 connections.
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#platform/database';
import { registerCars } from '../tests/journeys/test-register.ts';
import { natsBinary, natsVersion, startNats, type NatsNode } from '../tests/nats.ts';
import { startPostgres } from '../tests/setup.ts';
import type { Tally } from './drive-load.ts';

const root = join(import.meta.dirname, '..');
const numberFrom = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);
const seconds = numberFrom('BENCH_SECONDS', 20);
const warmSeconds = numberFrom('BENCH_WARM_SECONDS', 6);
/** Frames offered per second: more than the machine takes, to find its limit; and what it keeps up with, to see what a car costs. */
const rates = (process.env['BENCH_RATES'] ?? '14000,3000').split(',').map(Number);
const carsWanted = (process.env['BENCH_CARS'] ?? '1000,5000,19500,20000').split(',').map(Number);
/** A connection takes a file, and a process may open 20,000 here: from so many cars on, it takes two gateways. */
const carsPerGateway = numberFrom('BENCH_CARS_PER_GATEWAY', 19_800);
const streams = (process.env['BENCH_STREAMS'] ?? 'database,nats').split(',');

/** Where CPU profiles of gateways and workers are left, if anywhere. */
const profiles = process.env['BENCH_PROFILES'];

const started: ChildProcess[] = [];
process.on('exit', () => started.forEach((child) => void child.kill('SIGKILL')));

type Process = { child: ChildProcess; port: number; origin: string };
const use = (pid: number): { cpuSeconds: number; rssKb: number } => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuSeconds: (Number(stat[11]) + Number(stat[12])) / 100, rssKb: Number(rss) };
};
/** CPU of a process and all below it (PostgreSQL has one process per connection). */
function cpuOfTree(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ended = (Number(stat[13]) + Number(stat[14])) / 100;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((each) => each !== '').map(Number);
  return children.reduce((sum, child) => {
    try {
      return sum + use(child).cpuSeconds;
    } catch {
      return sum;
    }
  }, use(pid).cpuSeconds + ended);
}

function serve(roles: string, env: Record<string, string>): Promise<Process> {
  const child = spawn(process.execPath, ['--expose-gc', ...(profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${roles}-${Date.now()}.cpuprofile`]), join(root, 'tools/careloop.ts'), 'serve', '--empty', '--roles', roles], {
    cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env, PORT: '0', GATEWAY_PORT: '0', LOG_LEVEL: 'error' },
  });
  started.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`${roles} ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const origin = /open at (http:\S+)/.exec(said)?.[1];
      const port = /vehicles connect at \S+:(\d+)/.exec(said)?.[1];
      if (origin !== undefined && (port !== undefined || !roles.includes('gateway'))) resolve({ child, port: Number(port ?? 0), origin });
    });
  });
}
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(profiles === undefined ? 'SIGKILL' : 'SIGTERM');
  await ended;
}

type Generator = { child: ChildProcess; ready: Promise<unknown>; result: Promise<Tally> };
function generate(order: object): Generator {
  const child = fork(join(root, 'bench/drive-load.ts'), [JSON.stringify(order)], { execPath: process.execPath });
  started.push(child);
  let ready = (): void => undefined;
  let result = (_: Tally): void => undefined;
  const readyNow = new Promise<void>((resolve) => (ready = resolve));
  const resultNow = new Promise<Tally>((resolve) => (result = resolve));
  child.on('message', (message) => (message === 'ready' ? ready() : result(message as Tally)));
  return { child, ready: readyNow, result: resultNow };
}

const readingsTotal = 'careloop_telemetry_readings_total';

type Row = {
  stream: string; cars: number; offered: number; perSecond: number; p50: number; p99: number; read: number; behind: number; kb: number; gatewayUs: number; workerUs: number; databaseUs: number; natsUs: number; load: number; closed: number;
};

async function measure(stream: string, cars: number, offered: number): Promise<Row> {
  const postgres = await startPostgres({ durable: true });
  if (postgres === undefined) throw new Error('this bench needs PostgreSQL');
  const nats = stream === 'nats' ? await startNats() : undefined;
  const env: Record<string, string> = { DATABASE_URL: postgres.url, NATS_URL: nats?.url ?? '' };
  const gateways: Process[] = [];
  for (let i = 0; i < Math.ceil(cars / carsPerGateway); i++) gateways.push(await serve('gateway', env));
  const worker = await serve('worker', env);
  const database = await openDatabase({ url: postgres.url, poolSize: 1 });
  await registerCars(database, cars);
  await database.exec('analyze vehicles.vehicles'); // as a house that has stood for a minute
  const idleKb = gateways.reduce((sum, each) => sum + use(each.child.pid as number).rssKb, 0);
  const shares = Math.ceil(cars / 10_000);
  const generators = Array.from({ length: shares }, (_, i) => generate({
    ports: gateways.map((each) => each.port), from: 1 + i * 10_000, cars: Math.min(10_000, cars - i * 10_000), source: 1 + i * 4, seconds, warmSeconds, perSecond: offered / shares,
  }));
  await Promise.race([Promise.all(generators.map((each) => each.ready)), ...generators.map(async (each) => {
    await new Promise((resolve) => each.child.once('exit', resolve));
    const said = await Promise.all(gateways.map(async (gateway) => (await (await fetch(`${gateway.origin}/metrics`)).text()).split('\n').filter((line) => line.startsWith('careloop_gateway_'))));
    throw new Error(`the generator gave up; the gateways say:\n${said.flat().join('\n')}`);
  })]);
  const kb = (gateways.reduce((sum, each) => sum + use(each.child.pid as number).rssKb, 0) - idleKb) / cars;
  await caughtUp(worker, cars);
  for (const each of generators) each.child.send('go');
  await new Promise((resolve) => setTimeout(resolve, warmSeconds * 1000));
  const cpu = () => ({
    gateway: gateways.reduce((sum, each) => sum + use(each.child.pid as number).cpuSeconds, 0), worker: use(worker.child.pid as number).cpuSeconds,
    database: cpuOfTree(postgres.pid()), nats: nats === undefined ? 0 : use((nats.nodes[0] as NatsNode).pid()).cpuSeconds,
  });
  const before = { ...cpu(), read: await metric(worker, readingsTotal) };
  const tallies = await Promise.all(generators.map((each) => each.result));
  const after = { ...cpu(), read: await metric(worker, readingsTotal) };
  const acknowledged = tallies.reduce((sum, each) => sum + each.acknowledged, 0);
  const took = Math.max(...tallies.map((each) => each.seconds));
  const us = (cpuSeconds: number): number => Math.round((cpuSeconds / acknowledged) * 1e7) / 10;
  const row: Row = {
    stream, cars, offered, perSecond: Math.round(acknowledged / took), p50: Math.max(...tallies.map((each) => each.p50Ms)), p99: Math.max(...tallies.map((each) => each.p99Ms)),
    read: Math.round((after.read - before.read) / took), behind: acknowledged - (after.read - before.read), kb: Math.round(kb * 10) / 10,
    gatewayUs: us(after.gateway - before.gateway), workerUs: us(after.worker - before.worker), databaseUs: us(after.database - before.database), natsUs: us(after.nats - before.nats),
    load: Math.round((tallies.reduce((sum, each) => sum + each.cpuSeconds, 0) / took) * 100), closed: tallies.reduce((sum, each) => sum + each.closed + each.refused, 0),
  };
  process.stderr.write(`${JSON.stringify(row)}\n`);
  for (const each of generators) await end(each.child);
  for (const each of [...gateways, worker]) await end(each.child);
  await database.close();
  await nats?.stop();
  await postgres.stop();
  return row;
}

/** Counts of the worker, as Prometheus sees them: reading them costs the database nothing. */
async function metric(of: Process, name: string): Promise<number> {
  const text = await (await fetch(`${of.origin}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
}

async function caughtUp(worker: Process, count: number): Promise<void> {
  for (const stop = Date.now() + 120_000; Date.now() < stop && (await metric(worker, readingsTotal)) < count; ) await new Promise((resolve) => setTimeout(resolve, 100));
}

const heads = ['stream', 'cars', 'offered/s', 'frames/s', 'p50 ms', 'p99 ms', 'read/s', 'backlog after', 'KB per connection', 'gateway µs', 'worker µs', 'database µs', 'NATS µs', 'all µs', 'generator % of a core', 'lost lines'];

export async function bench(): Promise<string> {
  const busy = loadavg()[0]?.toFixed(1);
  const rows: Row[] = [];
  for (const stream of streams) {
    if (stream === 'nats' && natsBinary === undefined) continue;
    for (const offered of rates) for (const cars of carsWanted) rows.push(await measure(stream, cars, offered));
  }
  const table = [`| ${heads.join(' | ')} |`, `|${heads.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map((row) => `| ${row.stream} | ${row.cars} | ${row.offered} | ${row.perSecond} | ${row.p50} | ${row.p99} | ${row.read} | ${row.behind} | ${row.kb} | ${row.gatewayUs} | ${row.workerUs} | ${row.databaseUs} | ${row.natsUs} | ${Math.round((row.gatewayUs + row.workerUs + row.databaseUs + row.natsUs) * 10) / 10} | ${row.load} | ${row.closed} |`)].join('\n');
  return `From the socket to the durable stream, alert rules on, for ${seconds} s after ${warmSeconds} s of warming up: 2016 reports with 108 cell voltages, every moment new.
One gateway process per ${carsPerGateway} connections (a process may open 20,000 files here), one worker, PostgreSQL with fsync on, ${natsVersion()}. \`frames/s\` were acknowledged,
which means durable; \`read/s\` became readings, states and judged alerts meanwhile; \`backlog after\` is the difference. µs are CPU per acknowledged frame of each part.
Other work on the machine when this began: load average ${busy}.

${table}`;
}
