// CareLoop as a process of its own for a bench, with the demo's country on record and its cars at home, on either engine.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../tests/setup.ts';

const root = join(import.meta.dirname, '..');
export type Server = { origin: URL; gatewayPort: number; /** Milliseconds that this process, with reactions and rounds, has computed so far; Linux only. */ cpuMs(): number; stop(): Promise<void> };

/** Starts on PostgreSQL (a throw-away server, as durable as it comes) or PGlite; undefined where there is no PostgreSQL. */
export async function startServer(engine: 'postgres' | 'pglite'): Promise<Server | undefined> {
  const postgres = engine === 'postgres' ? await startPostgres({ durable: true }) : undefined;
  if (engine === 'postgres' && postgres === undefined) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'careloop-bench-'));
  const profiles = process.env['BENCH_PROFILES']; // where a CPU profile is left, if anywhere
  const child = spawn(process.execPath, [...(profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]), join(root, 'server/main.ts'), '--demo'], {
    cwd: root, stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: postgres?.url ?? '', DATA_DIR: dir, PORT: '0', GATEWAY_PORT: '0', DEMO_CARS: '0', CARELOOP_NO_RATE_LIMIT: '1', LOG_LEVEL: 'error' },
  });
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (/vehicles connect at \S+:\d+/.test(text)) resolve(text);
    });
  });
  return {
    origin: new URL(/open at (http:\S+)/.exec(said)?.[1] ?? ''), gatewayPort: Number(/vehicles connect at \S+:(\d+)/.exec(said)?.[1]),
    cpuMs() {
      const stat = `/proc/${child.pid}/stat`;
      const [, fields = ''] = existsSync(stat) ? readFileSync(stat, 'utf8').split(') ') : [];
      const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
      return (user + system) * 10; // ticks of a hundredth of a second
    },
    async stop() {
      child.removeAllListeners('exit');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await postgres?.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Signs in as someone of the demo; answers the header that says so. */
export async function signIn(origin: URL, kind: 'owner' | 'staff', id: string): Promise<{ cookie: string }> {
  const response = await fetch(new URL('/api/demo/sign-in', origin), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind, id }) });
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}
export async function ask<T>(origin: URL, path: string, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(new URL(`/api${path}`, origin), { headers });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
export async function act<T>(origin: URL, path: string, headers: Record<string, string>, body: unknown): Promise<T> {
  const response = await fetch(new URL(`/api${path}`, origin), { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
