// Tidiness as a test: names that say nothing, files nobody can hold in the head, leftovers.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { sources } from './sources.ts';

const root = join(import.meta.dirname, '..');
const all = ['server', 'libs', 'fleet', 'web', 'tests', 'tools', 'bench'].flatMap(sources);
const linesOf = (file: string): string[] => readFileSync(join(root, file), 'utf8').split('\n');

test('no file has a name that says nothing', () => {
  const empty = /^(utils?|helpers?|common|shared|misc|types?|constants?|manager|service)\b/;
  expect(all.filter((file) => empty.test(basename(file)) || file.split('/').some((folder) => /^(utils|helpers|common|shared|misc|types|constants)$/.test(folder)))).toEqual([]);
});

test('no file is over 400 lines', () => {
  expect(all.map((file) => `${file}: ${linesOf(file).length}`).filter((entry) => Number(entry.split(': ')[1]) > 401)).toEqual([]);
});

/** Length of each function that starts at the margin or one step in, by its closing bracket at the same indent. */
function longFunctions(file: string): string[] {
  const lines = linesOf(file);
  const found: string[] = [];
  lines.forEach((line, index) => {
    const start = /^(\s{0,2})(?:export )?(?:default )?(?:async )?(?:function\*? (\w+)|const (\w+)(?::[^=]+)? = (?:async )?(?:\([^)]*\)|\w+)(?::[^=]+)? =>)/.exec(line);
    if (start === null || !/[{(]\s*$/.test(line)) return;
    const end = lines.findIndex((other, at) => at > index && new RegExp(`^${start[1]}[})]`).test(other) && !other.trimEnd().endsWith('{'));
    if (end - index > 70) found.push(`${file}:${index + 1} ${start[2] ?? start[3]} has ${end - index} lines`);
  });
  return found;
}

test('no function is over 70 lines', () => {
  expect(all.filter((file) => !/\.(test|words)\.tsx?$/.test(file) && !file.endsWith('/words.ts') && !file.endsWith('platform/testing.ts')).flatMap(longFunctions)).toEqual([]);
});

test('every file of the server and the libraries says in its first lines what it is for', () => {
  const source = all.filter((file) => /^(server|libs|fleet|tools)\//.test(file) && !/\.test\.tsx?$/.test(file));
  expect(source.filter((file) => !/^(\/\/|\/\*)/.test(linesOf(file)[0] ?? ''))).toEqual([]);
});

test('nothing is left over', () => {
  const left = new RegExp(['TO', 'DO|FIX', 'ME|XX', 'X\\b|not imple', 'mented'].join(''));
  expect(all.flatMap((file) => linesOf(file).flatMap((line, index) => (left.test(line) ? [`${file}:${index + 1}`] : [])))).toEqual([]);
  expect(all.filter((file) => /\.test\.tsx?$/.test(file)).flatMap((file) => linesOf(file).flatMap((line, index) => (/\b(test|describe|it)\.(only|skip|todo)\b/.test(line) ? [`${file}:${index + 1}`] : [])))).toEqual([]);
});

test('no page and no server code loads a foreign host', () => {
  const foreign = /https?:\/\/(?!127\.0\.0\.1|localhost|www\.w3\.org|schemas?\.|\$\{)[a-z0-9.-]+/i;
  const allowed = ['server/platform/outside/', 'fleet/outside/'];
  expect(all.filter((file) => /^(server|web|fleet)\//.test(file) && !/\.test\.tsx?$/.test(file) && !allowed.some((dir) => file.startsWith(dir)))
    .flatMap((file) => linesOf(file).flatMap((line, index) => (foreign.test(line) && !/^\s*(\/\/|\*)/.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 80)}`] : [])))).toEqual([]);
});
