// `npm test`: types, lint, then all tests (unit, verbs over HTTP, journeys, walls, browser) on the engine that
// CARELOOP_ENGINE asks for (postgres, pglite), or on PostgreSQL when the machine has it and PGlite otherwise.
// Arguments choose test files. The web is built first, because the browser tests use it. CARELOOP_AGAIN=1 says that all has
// run on another engine: what no engine changes (types, lint, libraries, how pages look and feel) is not tried a second time.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildWeb } from './start.ts';

type Report = { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number; testResults: Suite[] };
type Suite = { name: string; message: string; status: string; assertionResults: { fullName: string; status: string; duration?: number | null; failureMessages?: string[] }[] };

const root = join(import.meta.dirname, '..');
const chosen = process.argv.slice(2);
const again = process.env['CARELOOP_AGAIN'] === '1';
const engineFree = ['libs/**', 'web/**', 'tools/**', 'tests/tidy.test.ts', 'tests/architecture.test.ts', 'tests/browser/{alerts,console,console-hands,console-news,links,owner}.browser.test.ts'];

function step(name: string, command: string, args: string[]): boolean {
  const started = performance.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }) } });
  process.stdout.write(`${name}: ${status === 0 ? 'ok' : 'failed'} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return status === 0;
}

function tests(): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'careloop-tests-'));
  const file = join(dir, 'report.json');
  const fine = step('test files', process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...(again ? engineFree.flatMap((files) => ['--exclude', files]) : []), ...chosen]);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(dir, { recursive: true });
  const slowest = report.testResults.flatMap((suite) => suite.assertionResults).sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0)).slice(0, 5);
  for (const test of slowest) process.stdout.write(`slow: ${((test.duration ?? 0) / 1000).toFixed(1)} s  ${test.fullName}\n`);
  for (const suite of report.testResults) {
    const bad = suite.assertionResults.filter((test) => test.status === 'failed');
    for (const test of bad) process.stdout.write(`failed: ${relative(root, suite.name)}: ${test.fullName}: ${(test.failureMessages?.[0] ?? '').slice(0, 600)}\n`);
    if (suite.status === 'failed' && bad.length === 0) process.stdout.write(`failed: ${relative(root, suite.name)}: ${suite.message.slice(0, 600)}\n`);
  }
  const failed = report.numFailedTests > 0 ? report.numFailedTests : fine ? 0 : Math.max(1, report.numFailedTestSuites);
  process.stdout.write(`tests: ${report.numPassedTests} passed, ${failed} failed\n`);
  return fine;
}

const statics = chosen.length === 0 && !again;
let fine = true;
if (statics) {
  fine = step('types', join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.json']) && fine;
  fine = step('lint', join(root, 'node_modules/.bin/biome'), ['check', '--diagnostic-level=error', '.']) && fine;
}
if (fine) {
  await buildWeb();
  fine = tests();
}
process.exit(fine ? 0 : 1);
