// A real server that speaks S3, for tests: SeaweedFS (Apache-2.0), found as SEAWEEDFS=/path/to/weed or as `weed` on the path.
// Neither Debian nor npm has such a server, so these tests are skipped, and say so, where nobody brought one.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The server's program; undefined where there is none. */
export const s3Binary: string | undefined = [process.env['SEAWEEDFS'] ?? '', ...(process.env['PATH'] ?? '').split(':').map((dir) => join(dir, 'weed'))].find((path) => path !== '' && existsSync(path));
export const withoutS3 = s3Binary === undefined ? ' (skipped: no S3 server; name one by SEAWEEDFS=/path/to/weed)' : '';

const freePorts = (count: number): Promise<number[]> => Promise.all(Array.from({ length: count }, () => new Promise<{ port: number; close(): void }>((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as { port: number }).port, close: () => server.close() }));
}))).then((open) => open.map((one) => {
  one.close();
  return one.port;
}));

export type S3Server = { endpoint: string; accessKeyId: string; secretAccessKey: string; stop(): Promise<void> };

/** Starts the server with one key that may do everything; a request with another key is refused. */
export async function startS3Server(program: string): Promise<S3Server> {
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
