// Real NATS servers for tests and benches, on loopback and free ports, each ended by its own process id.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './setup.ts';

/** The server's program: NATS_SERVER, or where Debian, Go and Homebrew put it. */
export const natsBinary: string | undefined = [process.env['NATS_SERVER'], ...(process.env['PATH'] ?? '').split(':').map((dir) => join(dir, 'nats-server')),
  '/usr/sbin/nats-server', '/usr/local/bin/nats-server', '/opt/homebrew/bin/nats-server', join(process.env['HOME'] ?? '/root', 'go/bin/nats-server')]
  .find((path) => path !== undefined && path !== '' && existsSync(path));
export const natsVersion = (): string => (natsBinary === undefined ? 'none' : execFileSync(natsBinary, ['--version'], { encoding: 'utf8' }).trim());
/** Added to the name of a test that cannot run. */
export const withoutNats = natsBinary === undefined ? ' (skipped: this machine has no nats-server; Debian has a package of that name)' : '';

export type NatsNode = { url: string; pid(): number; kill(): Promise<void>; start(): Promise<void> };
export type Nats = { url: string; nodes: readonly NatsNode[]; stop(): Promise<void> };

async function reachable(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const up = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ host: '127.0.0.1', port });
      socket.once('data', () => resolve(true));
      socket.once('error', () => resolve(false));
      setTimeout(() => resolve(false), 1_000).unref();
      socket.once('data', () => socket.destroy());
    });
    if (up) return;
    if (tries > 100) throw new Error('nats-server did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** PEM text of a server that speaks TLS only, to clients whose certificate the authority signed. */
export type NatsTls = { cert: string; key: string; ca: string };

/** Starts one server, or a cluster of three. Streams are on disk, as in earnest. */
export async function startNats(size: 1 | 3 = 1, tls?: NatsTls): Promise<Nats> {
  if (natsBinary === undefined) throw new Error('this machine has no nats-server');
  const binary = natsBinary;
  const dir = mkdtempSync(join(tmpdir(), 'careloop-nats-'));
  const ports = await Promise.all(Array.from({ length: size }, async () => ({ client: await freePort(), route: await freePort() })));
  if (tls !== undefined) for (const [name, text] of Object.entries(tls)) writeFileSync(join(dir, `${name}.pem`), text, { mode: 0o600 });
  const secured = tls === undefined ? '' : `tls { cert_file: "${join(dir, 'cert.pem')}", key_file: "${join(dir, 'key.pem')}", ca_file: "${join(dir, 'ca.pem')}", verify: true }`;
  const nodes = ports.map(({ client, route }, index): NatsNode & { end(): Promise<void> } => {
    const conf = join(dir, `n${index}.conf`);
    const cluster = size === 1 ? '' : `cluster { name: careloop, listen: "127.0.0.1:${route}", routes: [${ports.map((each) => `"nats://127.0.0.1:${each.route}"`).join(', ')}] }`;
    writeFileSync(conf, `server_name: n${index}\nlisten: "127.0.0.1:${client}"\njetstream { store_dir: "${join(dir, `n${index}`)}" }\n${cluster}\n${secured}\n`);
    let child: ChildProcess | undefined;
    const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child.kill(signal);
      await ended;
    };
    return {
      url: tls === undefined ? `nats://127.0.0.1:${client}` : `tls://localhost:${client}`, pid: () => child?.pid ?? 0,
      async start() {
        child = spawn(binary, ['-c', conf], { stdio: 'ignore' });
        await reachable(client);
      },
      kill: () => end('SIGKILL'),
      end: () => end('SIGTERM'),
    };
  });
  await Promise.all(nodes.map((node) => node.start()));
  return {
    url: nodes.map((node) => node.url).join(','), nodes,
    async stop() {
      await Promise.all(nodes.map((node) => node.end()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
