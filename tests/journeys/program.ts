// CareLoop as a process of its own, to be started, killed like a pulled plug, and started again on the same data.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#platform/database';
import { newId } from '#platform/ids';

const root = join(import.meta.dirname, '../..');

export type Program = {
  origin: string;
  gatewayPort: number;
  /** kill -9, and wait until it is gone. */
  kill(): Promise<void>;
  /** Starts again on the same data (after kill), from now on also with these settings. */
  restart(env?: Record<string, string>): Promise<void>;
  /** What it has said on its standard output since it was last started. */
  said(): string;
  remove(): Promise<void>;
};

type Running = { child: ChildProcess; origin: string; gatewayPort: number; said(): string };

function launch(env: Record<string, string>): Promise<Running> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'tests/journeys/paying-house.ts')], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const late = setTimeout(() => reject(new Error(`it did not open:\n${said}`)), 60_000);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const origin = /open at (http:\S+)/.exec(said)?.[1];
      const gateway = /vehicles connect at \S+:(\d+)/.exec(said)?.[1];
      if (origin === undefined || gateway === undefined) return;
      clearTimeout(late);
      resolve({ child, origin, gatewayPort: Number(gateway), said: () => said });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('exit', (code) => reject(new Error(`it ended with ${code}:\n${said}`)));
  });
}

/** Starts an empty house in a folder (PGlite) or a database (PostgreSQL) of its own. */
export async function startProgram(more: Record<string, string> = {}): Promise<Program> {
  const dir = mkdtempSync(join(tmpdir(), 'careloop-program-'));
  const admin = process.env['CARELOOP_TEST_PG'];
  const env: Record<string, string> = { DATA_DIR: dir, PORT: '0', GATEWAY_PORT: '0', CARELOOP_NO_RATE_LIMIT: '1', LOG_LEVEL: 'fatal', ...more };
  let drop = async (): Promise<void> => undefined;
  if (admin !== undefined) {
    const name = `careloop_program_${newId()}`;
    const database = await openDatabase({ url: admin, poolSize: 1 });
    await database.exec(`create database ${name}`);
    await database.close();
    const url = new URL(admin);
    url.pathname = `/${name}`;
    env['DATABASE_URL'] = url.href;
    drop = async () => {
      const again = await openDatabase({ url: admin, poolSize: 1 });
      await again.exec(`drop database if exists ${name} with (force)`);
      await again.close();
    };
  } else {
    env['DATABASE_URL'] = '';
  }
  let running = await launch(env);
  const gone = async (): Promise<void> => {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return;
    const ended = new Promise((resolve) => running.child.once('exit', resolve));
    running.child.kill('SIGKILL');
    await ended;
  };
  const program: Program = {
    origin: running.origin, gatewayPort: running.gatewayPort,
    kill: gone,
    said: () => running.said(),
    async restart(settings = {}) {
      Object.assign(env, settings);
      running = await launch(env);
      program.origin = running.origin;
      program.gatewayPort = running.gatewayPort;
    },
    async remove() {
      await gone();
      await drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return program;
}
