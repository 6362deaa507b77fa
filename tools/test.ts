// `npm test`: types, lint, then all tests (unit, verbs over HTTP, journeys, walls, browser) on the engine that
// CARELOOP_ENGINE asks for (postgres, pglite), or on PostgreSQL when the machine has it and PGlite otherwise.
// Arguments choose test files. The web is built first, because the browser tests use it. CARELOOP_AGAIN=1 says that all has
// run on another engine: what no engine changes (types, lint, libraries, how pages look and feel) is not tried a second time.
// CARELOOP_SECOND_TRY=1, which .ci/run sets: up to three test files that fail are run once more, alone. What passes only then
// is named in a line of its own ("passed at the second try: ..."): it is a fault to find, but no reason to throw the rest away.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildWeb } from './start.ts';

type Report = { testResults: Suite[] };
type Suite = { name: string; message: string; status: string; assertionResults: { fullName: string; status: string; duration?: number | null; failureMessages?: string[] }[] };

const root = join(import.meta.dirname, '..');
const chosen = process.argv.slice(2);
const again = process.env['CARELOOP_AGAIN'] === '1';
const secondTry = process.env['CARELOOP_SECOND_TRY'] === '1';
const engineFree = ['libs/**', 'web/**', 'tools/**', 'tests/tidy.test.ts', 'tests/architecture.test.ts', 'tests/browser/{alerts,cashier,claims,console,console-hands,console-news,diagnosis,documents,links,owner,slots}.browser.test.ts'];

function step(name: string, command: string, args: string[]): boolean {
  const started = performance.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }) } });
  process.stdout.write(`${name}: ${status === 0 ? 'ok' : 'failed'} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return status === 0;
}

/** One run of vitest over `files` (all when there are none) and what it said of each test. */
function run(name: string, files: readonly string[]): { fine: boolean; report: Report } {
  const dir = mkdtempSync(join(tmpdir(), 'careloop-tests-'));
  const file = join(dir, 'report.json');
  const fine = step(name, process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...(again ? engineFree.flatMap((files) => ['--exclude', files]) : []), ...files]);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(dir, { recursive: true });
  return { fine, report };
}

/** What failed, in the words of the tests, a line each. */
function failures(report: Report): string[] {
  return report.testResults.flatMap((suite) => {
    const bad = suite.assertionResults.filter((test) => test.status === 'failed');
    const lines = bad.map((test) => `${relative(root, suite.name)}: ${test.fullName}: ${(test.failureMessages?.[0] ?? '').slice(0, 600)}`);
    return suite.status === 'failed' && bad.length === 0 ? [`${relative(root, suite.name)}: ${suite.message.slice(0, 600)}`] : lines;
  });
}

function tests(): boolean {
  let { fine, report } = run('test files', chosen);
  const slowest = report.testResults.flatMap((suite) => suite.assertionResults).sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0)).slice(0, 5);
  for (const test of slowest) process.stdout.write(`slow: ${((test.duration ?? 0) / 1000).toFixed(1)} s  ${test.fullName}\n`);
  const broken = report.testResults.filter((suite) => suite.status === 'failed');
  if (!fine && secondTry && broken.length > 0 && broken.length <= 3) {
    const first = failures(report);
    const second = run('second try', broken.map((suite) => relative(root, suite.name)));
    const tried = new Set(second.report.testResults.map((suite) => suite.name));
    report = { ...report, testResults: [...report.testResults.filter((suite) => !tried.has(suite.name)), ...second.report.testResults] };
    fine = second.fine;
    const still = new Set(failures(second.report).map((line) => line.split(': ').slice(0, 2).join(': ')));
    for (const line of first) if (!still.has(line.split(': ').slice(0, 2).join(': '))) process.stdout.write(`passed at the second try: ${line}\n`);
  }
  for (const line of failures(report)) process.stdout.write(`failed: ${line}\n`);
  const all = report.testResults.flatMap((suite) => suite.assertionResults);
  const failed = all.filter((test) => test.status === 'failed').length;
  process.stdout.write(`tests: ${all.filter((test) => test.status === 'passed').length} passed, ${failed > 0 ? failed : fine ? 0 : Math.max(1, report.testResults.filter((suite) => suite.status === 'failed').length)} failed\n`);
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
