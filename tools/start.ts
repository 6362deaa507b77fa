// `npm start`: builds the web if its sources changed since the last build, while the house starts, then opens the door.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../server/main.ts';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'web/dist/.built-from');

function fingerprint(): string {
  const hash = createHash('sha256');
  const look = (path: string): void => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'dist' && name !== 'node_modules') look(join(path, name));
    } else if (/\.(ts|tsx|css|html|svg|png|json|webmanifest)$/.test(path)) {
      hash.update(path.slice(root.length)).update(readFileSync(path));
    }
  };
  look(join(root, 'web'));
  for (const name of readdirSync(join(root, 'server')).sort()) {
    const contract = join(root, 'server', name, 'api.ts');
    if (existsSync(contract)) look(contract);
  }
  hash.update(readFileSync(join(root, 'package-lock.json')));
  return hash.digest('hex');
}

/** Builds web/dist when it is missing or old. Rejects with the builder's words when it fails. */
export function buildWeb(): Promise<void> {
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const build = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    build.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    build.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    build.on('exit', (code) => {
      if (code !== 0) return reject(new Error(`the web could not be built:\n${said}`));
      writeFileSync(stamp, now);
      resolve();
    });
  });
}

/** What went wrong, and what was behind it. */
const saidOf = (error: unknown): string =>
  error instanceof Error ? `${error.message || error.name}${error.cause === undefined ? '' : `\n  because: ${saidOf(error.cause)}`}` : String(error);

if (import.meta.main) {
  try {
    await main(process.argv.slice(2), buildWeb());
  } catch (error) {
    process.stderr.write(`${saidOf(error)}\n`);
    process.exit(1);
  }
}
