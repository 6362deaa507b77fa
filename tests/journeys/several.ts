// Several CareLoop processes with a role each on one database (and one NATS), each to be killed like a pulled plug.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export type Process = { readonly roles: string; readonly origin: string; readonly gatewayPort: number; kill(): Promise<void>; restart(): Promise<void> };
export type Several = { start(roles: string): Promise<Process>; stop(): Promise<void> };

/** `env` says where the database and NATS are. A gateway that is started again keeps its port. */
export function several(env: Record<string, string>): Several {
  const dir = mkdtempSync(join(tmpdir(), 'careloop-several-'));
  const all: Process[] = [];

  async function start(roles: string): Promise<Process> {
    let child: ChildProcess | undefined;
    let origin = '';
    let gatewayPort = 0;
    const launch = (): Promise<void> => new Promise((resolve, reject) => {
      const started = spawn(process.execPath, [join(root, 'tools/careloop.ts'), 'serve', '--empty', '--roles', roles], {
        cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, DATA_DIR: dir, PORT: '0', CARELOOP_NO_RATE_LIMIT: '1', LOG_LEVEL: 'fatal', ...env, GATEWAY_PORT: String(gatewayPort) },
      });
      let said = '';
      const late = setTimeout(() => reject(new Error(`it did not open:\n${said}`)), 90_000);
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        origin = /open at (http:\S+)/.exec(said)?.[1] ?? '';
        const port = /vehicles connect at \S+:(\d+)/.exec(said)?.[1];
        if (origin === '' || (roles.includes('gateway') && port === undefined)) return;
        gatewayPort = Number(port ?? 0);
        clearTimeout(late);
        resolve();
      };
      started.stdout.on('data', hear);
      started.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      started.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${said}`)));
      child = started;
    });
    await launch();
    const one: Process = {
      roles,
      get origin() { return origin; },
      get gatewayPort() { return gatewayPort; },
      async kill() {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
        const ended = new Promise((resolve) => child?.once('exit', resolve));
        child.kill('SIGKILL');
        await ended;
      },
      restart: launch,
    };
    all.push(one);
    return one;
  }
  return {
    start,
    async stop() {
      await Promise.all(all.map((each) => each.kill()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
