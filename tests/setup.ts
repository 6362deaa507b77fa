// Before all tests: one migrated database to clone from. PostgreSQL when the machine has its binaries or DATABASE_URL
// (a server of our own on a free port, ended by its own process id), PGlite otherwise or when CARELOOP_ENGINE=pglite.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, sql, type Database } from '#platform/database';
import { bindRole, migrate } from '#platform/migrate';
import { openJobs } from '#platform/jobs';

function postgresBin(): string | undefined {
  const root = '/usr/lib/postgresql';
  const candidates = [...(existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin')) : []),
    '/opt/homebrew/opt/postgresql@17/bin', '/opt/homebrew/opt/postgresql@16/bin', '/usr/local/opt/postgresql@16/bin', '/usr/bin'];
  return candidates.find((dir) => existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'postgres')));
}

export const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => resolve(port));
  });
});

export type Postgres = {
  url: string;
  pid(): number;
  /** Ends it as a power cut does: nothing is written down first; it recovers from its log when started again. */
  crash(): Promise<void>;
  startAgain(): Promise<void>;
  stop(): Promise<void>;
};

async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const database = await openDatabase({ url, poolSize: 1 });
    const up = await database.query(sql`select 1`).then(() => true, () => false);
    await database.close();
    if (up) return;
    if (tries > 300) throw new Error('PostgreSQL did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Starts a throw-away PostgreSQL, by default one that may lose everything in a power cut; answers its URL. PostgreSQL refuses to run as root, so root lends it to `nobody`. */
export async function startPostgres({ durable = false } = {}): Promise<Postgres | undefined> {
  const bin = postgresBin();
  if (bin === undefined) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'careloop-pg-'));
  const root = process.getuid?.() === 0;
  const as = root ? { uid: Number(execFileSync('id', ['-u', 'nobody'])), gid: Number(execFileSync('id', ['-g', 'nobody'])) } : {};
  if (root) execFileSync('chown', ['nobody', dir]);
  chmodSync(dir, 0o700);
  const data = join(dir, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'], { ...as, stdio: 'ignore', cwd: dir });
  const port = await freePort();
  const launch = (): ChildProcess => spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', dir,
    ...(durable ? ['-c', 'max_wal_size=4GB'] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']), '-c', 'max_connections=200'], { ...as, stdio: 'ignore', cwd: dir });
  let server = launch();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres?host=${encodeURIComponent(dir)}`; // its socket: cheaper than TCP
  const end = async (signal: 'SIGQUIT' | 'SIGINT'): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  await answers(url);
  return {
    url, pid: () => server.pid ?? 0,
    crash: () => end('SIGQUIT'),
    async startAgain() {
      server = launch();
      await answers(url);
    },
    async stop() {
      await end('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function shape(database: Database): Promise<void> {
  await migrate(database);
  const role = await bindRole(database);
  await (await openJobs(database, [], role)).stop();
}

async function makeTemplate(url: string): Promise<void> {
  const admin = await openDatabase({ url, poolSize: 1 });
  await admin.exec('drop database if exists careloop_template with (force)');
  await admin.exec('create database careloop_template');
  await admin.close();
  const at = new URL(url);
  at.pathname = '/careloop_template';
  const template = await openDatabase({ url: at.href, poolSize: 2 });
  await shape(template);
  await template.close();
}

async function makeSnapshot(): Promise<() => void> {
  const database = await openDatabase({});
  await shape(database);
  if (!('pglite' in database.native)) throw new Error('a snapshot is of PGlite');
  const dump = await database.native.pglite.dumpDataDir('none');
  const dir = mkdtempSync(join(tmpdir(), 'careloop-snapshot-'));
  const file = join(dir, 'template.tar');
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
  await database.close();
  process.env['CARELOOP_TEST_SNAPSHOT'] = file;
  return () => rmSync(dir, { recursive: true, force: true });
}

export default async function setup(): Promise<() => Promise<void>> {
  const wanted = process.env['CARELOOP_ENGINE'];
  const given = process.env['DATABASE_URL'];
  if (wanted !== 'pglite' && given !== undefined && given !== '') {
    await makeTemplate(given);
    process.env['CARELOOP_TEST_PG'] = given;
    return async () => undefined;
  }
  const own = wanted === 'pglite' ? undefined : await startPostgres();
  if (own === undefined) {
    if (wanted === 'postgres') throw new Error('PostgreSQL was asked for, but this machine has none');
    const drop = await makeSnapshot();
    return async () => drop();
  }
  await makeTemplate(own.url);
  process.env['CARELOOP_TEST_PG'] = own.url;
  return () => own.stop();
}
