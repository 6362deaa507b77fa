// A server that speaks S3, for tests: SeaweedFS (Apache-2.0) where somebody brought it (SEAWEEDFS=/path/to/weed, or `weed` on the
// path), s3rver from npm everywhere else. Both judge signatures of version 4 themselves and share no line of code with CareLoop.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** SeaweedFS's program, where there is one. */
const seaweed: string | undefined = [process.env['SEAWEEDFS'] ?? '', ...(process.env['PATH'] ?? '').split(':').map((dir) => join(dir, 'weed'))].find((path) => path !== '' && existsSync(path));
/** s3rver 5.0.0 escapes `&` in a listing twice: a name with one is tried with SeaweedFS only. */
export const escapesOnce = seaweed !== undefined;

const freePorts = (count: number): Promise<number[]> => Promise.all(Array.from({ length: count }, () => new Promise<{ port: number; close(): void }>((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as { port: number }).port, close: () => server.close() }));
}))).then((open) => open.map((one) => {
  one.close();
  return one.port;
}));

export type S3Server = { endpoint: string; accessKeyId: string; secretAccessKey: string; stop(): Promise<void> };

const [accessKeyId, secretAccessKey] = ['careloop-test', 'a-secret-of-this-test-only'];

function startSeaweed(program: string, dir: string, ports: readonly number[]) {
  writeFileSync(join(dir, 's3.json'), JSON.stringify({ identities: [{ name: 'lake', credentials: [{ accessKey: accessKeyId, secretKey: secretAccessKey }], actions: ['Admin', 'Read', 'Write', 'List'] }] }));
  const [s3, s3Grpc, master, masterGrpc, volume, volumeGrpc, filer, filerGrpc] = ports;
  return spawn(program, ['server', `-dir=${dir}`, '-ip=127.0.0.1', '-ip.bind=127.0.0.1', `-master.port=${master}`, `-master.port.grpc=${masterGrpc}`, '-master.volumeSizeLimitMB=64',
    `-volume.port=${volume}`, `-volume.port.grpc=${volumeGrpc}`, '-volume.max=20', '-filer', `-filer.port=${filer}`, `-filer.port.grpc=${filerGrpc}`,
    '-s3', `-s3.port=${s3}`, `-s3.port.grpc=${s3Grpc}`, `-s3.config=${join(dir, 's3.json')}`], { cwd: dir, stdio: 'ignore' });
}

/** In a process of its own; the key is the only one it knows. Where its next page begins it says under DES, which Node keeps among the legacy ciphers. */
function startS3rver(dir: string, [port]: readonly number[]) {
  const from = fileURLToPath(import.meta.resolve('@20minutes/s3rver'));
  const program = `const S3rver = require(${JSON.stringify(from)}); const Account = require(${JSON.stringify(join(from, '../models/account'))});
    Account.registry.clear(); new Account('000000000000', 'lake').createKeyPair(${JSON.stringify(accessKeyId)}, ${JSON.stringify(secretAccessKey)});
    new S3rver({ address: '127.0.0.1', port: ${port}, silent: true, directory: ${JSON.stringify(dir)} }).run();`;
  return spawn(process.execPath, ['--openssl-legacy-provider', '-e', program], { cwd: dir, stdio: 'ignore' });
}

/** Starts a server with one key that may do everything; a request with another key is refused. */
export async function startS3Server(): Promise<S3Server> {
  const dir = mkdtempSync(join(tmpdir(), 'careloop-s3-'));
  const ports = await freePorts(8);
  const server = seaweed === undefined ? startS3rver(dir, ports) : startSeaweed(seaweed, dir, ports);
  const endpoint = `http://127.0.0.1:${ports[0]}`;
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    if (server.exitCode === null) {
      server.kill('SIGKILL');
      await ended;
    }
    rmSync(dir, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 240; tries++) {
    if (await fetch(endpoint).then((answer) => answer.status < 500, () => false)) return { endpoint, accessKeyId, secretAccessKey, stop };
    if (server.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  await stop();
  throw new Error('the S3 server did not come up within a minute');
}
