// Tidiness as a test: names that say nothing, files nobody can hold in the head, leftovers.
import { readdirSync, readFileSync } from 'node:fs';
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

type Stretch = { from: number; to: number; name: string };

/** Every function with a body of its own lines, by its closing bracket at the same indent. */
function functionsOf(lines: readonly string[]): Stretch[] {
  const found: Stretch[] = [];
  lines.forEach((line, from) => {
    const start = /^(\s*)(?:export )?(?:default )?(?:async )?(?:function\*? (\w+)|const (\w+)(?::[^=]+)? = (?:async )?(?:\([^)]*\)|\w+)(?::[^=]+)? =>)/.exec(line);
    if (start === null || !/[{(]\s*$/.test(line)) return;
    const to = lines.findIndex((other, at) => at > from && new RegExp(`^${start[1]}[})]`).test(other) && !other.trimEnd().endsWith('{'));
    if (to > from) found.push({ from, to, name: start[2] ?? start[3] ?? '' });
  });
  return found;
}

/** Functions whose own lines, without those of functions inside them, are too many. */
function longFunctions(file: string): string[] {
  const all = functionsOf(linesOf(file));
  return all.flatMap((one) => {
    const inside = all.filter((other) => other.from > one.from && other.to < one.to);
    const outermost = inside.filter((other) => !inside.some((wider) => wider.from < other.from && wider.to > other.to));
    const own = one.to - one.from + 1 - outermost.reduce((sum, other) => sum + other.to - other.from + 1, 0);
    return own > 70 ? [`${file}:${one.from + 1} ${one.name} has ${own} lines of its own`] : [];
  });
}

test('no function is over 70 lines', () => {
  expect(all.filter((file) => !/\.(test|words)\.tsx?$/.test(file) && !file.endsWith('/words.ts') && !file.endsWith('platform/testing.ts')).flatMap(longFunctions)).toEqual([]);
});

test('every file of the server and the libraries says in its first lines what it is for', () => {
  const source = all.filter((file) => /^(server|libs|fleet|tools)\//.test(file) && !/\.test\.tsx?$/.test(file));
  expect(source.filter((file) => !/^(\/\/|\/\*)/.test(linesOf(file).find((line) => !line.startsWith('#!')) ?? ''))).toEqual([]);
});

test('nothing is left over', () => {
  const left = new RegExp(['TO', 'DO|FIX', 'ME|XX', 'X\\b|not imple', 'mented'].join(''));
  expect(all.flatMap((file) => linesOf(file).flatMap((line, index) => (left.test(line) ? [`${file}:${index + 1}`] : [])))).toEqual([]);
  expect(all.filter((file) => /\.test\.tsx?$/.test(file)).flatMap((file) => linesOf(file).flatMap((line, index) => (/\b(test|describe|it)\.(only|skip|todo)\b/.test(line) ? [`${file}:${index + 1}`] : [])))).toEqual([]);
});

test('no two pages of one face dress the same class: the sheet of a page stays when somebody goes on to another', () => {
  const sheets = (dir: string): string[] => readdirSync(join(root, dir), { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? sheets(`${dir}/${one.name}`) : one.name.endsWith('.css') ? [`${dir}/${one.name}`] : []));
  for (const face of ['web/console', 'web/owner']) {
    const frame = face === 'web/console' ? 'web/console/console.css' : 'web/owner/owner.css';
    const dressed = new Map<string, Set<string>>();
    for (const sheet of sheets(face)) {
      if (sheet === frame) continue;
      const selectors = [...readFileSync(join(root, sheet), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{/g)].flatMap(([, list]) => list!.split(','));
      for (const selector of selectors) {
        const first = /\.([a-z]+-[a-z-]+)/.exec(selector)?.[1]; // the class that a selector begins with says whose it is
        if (first !== undefined && !first.startsWith('k-') && !readFileSync(join(root, frame), 'utf8').includes(`.${first}`)) dressed.set(first, (dressed.get(first) ?? new Set()).add(sheet));
      }
    }
    expect([...dressed].filter(([, by]) => by.size > 1).map(([name, by]) => `${name}: ${[...by].join(' and ')}`)).toEqual([]);
  }
});

test('no page and no server code loads a foreign host', () => {
  const foreign = /https?:\/\/(?!127\.0\.0\.1|localhost|www\.w3\.org|schemas?\.|\$\{)[a-z0-9.-]+/i;
  const allowed = ['server/platform/outside/', 'fleet/outside/'];
  expect(all.filter((file) => /^(server|web|fleet)\//.test(file) && !/\.test\.tsx?$/.test(file) && !allowed.some((dir) => file.startsWith(dir)))
    .flatMap((file) => linesOf(file).flatMap((line, index) => (foreign.test(line) && !/^\s*(\/\/|\*)/.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 80)}`] : [])))).toEqual([]);
});

test('a page writes Chinese marks only where it speaks Chinese', () => {
  const marks = /[：、，。；（）]/;
  const without = (line: string): string => line.replaceAll(/\/(?:\[[^\]]*\]|[^/\s[])+\/[gimu]*/g, '').replaceAll(/\.replace\([^)]*\)/g, '').replace(/\/\/.*$/, '');
  const pages = all.filter((file) => file.startsWith('web/') && file.endsWith('.tsx') && file !== 'web/kit/words.tsx');
  const chinese = /\bzh\b|^\s*\w+: ['`({]/;
  expect(pages.flatMap((file) => linesOf(file).flatMap((line, index) => (marks.test(without(line)) && !chinese.test(line) ? [`${file}:${index + 1}`] : [])))).toEqual([]);
});
