// The rules of the house, read off the source: who may import whom, and who may name whose SQL.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { modules } from '../server/modules.ts';
import { sources } from './sources.ts';

const root = join(import.meta.dirname, '..');
const river = modules.map((module) => module.name).filter((name) => name !== 'platform');
/** Reads across the river by design: questions, not verbs. */
const readers = ['insight', 'planning'];

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string);

/** Where an import leads, as a path from the root; undefined for packages. */
function target(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(file), specifier));
  if (specifier.startsWith('#platform/')) return `server/platform/${specifier.slice(10)}.ts`;
  if (specifier.startsWith('#api/')) return `server/${specifier.slice(5)}/api.ts`;
  if (specifier.startsWith('#fleet/')) return `fleet/${specifier.slice(7)}.ts`;
  if (specifier.startsWith('#kit/')) return `web/kit/${specifier.slice(5)}`;
  if (specifier.startsWith('#client/')) return `web/client/${specifier.slice(8)}.ts`;
  if (specifier.startsWith('#')) return `server/${specifier.slice(1)}/${specifier.slice(1)}.ts`;
  return undefined;
}

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
const moduleOf = (path: string): string | undefined => /^server\/([^/]+)\//.exec(path)?.[1];

test('a module imports only from modules above it, and only through their door', () => {
  const wrong: string[] = [];
  for (const file of sources('server').filter((path) => !isTest(path))) {
    const from = moduleOf(file);
    if (from === undefined || from === 'platform') continue;
    for (const specifier of importsOf(file)) {
      const to = target(file, specifier);
      const other = to === undefined ? undefined : moduleOf(to);
      if (other === undefined || other === from || other === 'platform') continue;
      if (to !== `server/${other}/${other}.ts`) wrong.push(`${file} enters ${other} beside its door: ${specifier}`);
      else if (river.indexOf(other) >= river.indexOf(from)) wrong.push(`${file} imports ${other}, which lies below it in the river`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the platform imports no module', () => {
  const wrong = sources('server/platform').filter((path) => !isTest(path) && path !== 'server/platform/testing.ts')
    .flatMap((file) => importsOf(file).filter((specifier) => {
      const to = target(file, specifier);
      return to !== undefined && !to.startsWith('server/platform/');
    }).map((specifier) => `${file} imports ${specifier}`));
  expect(wrong).toEqual([]);
});

test("only a module's store names its SQL schema", () => {
  const wrong: string[] = [];
  for (const file of sources('server').filter((path) => !isTest(path))) {
    const from = moduleOf(file);
    if (from === undefined || readers.includes(from)) continue;
    const text = readFileSync(join(root, file), 'utf8');
    for (const name of river) {
      if (!new RegExp(`\\b(from|join|into|update|table)\\s+${name}\\.[a-z_]+`, 'i').test(text)) continue;
      if (name !== from) wrong.push(`${file} names the schema of ${name}`);
      else if (!/\/(store|[a-z-]+-store)\.ts$/.test(file)) wrong.push(`${file} has SQL of ${name} outside its store`);
    }
  }
  expect(wrong).toEqual([]);
});

test('libraries import no Node, no server and no web', () => {
  const wrong = sources('libs').filter((path) => !isTest(path)).flatMap((file) =>
    importsOf(file).filter((specifier) => !specifier.startsWith('./') && !specifier.startsWith('@careloop/')).map((specifier) => `${file} imports ${specifier}`));
  expect(wrong).toEqual([]);
});

test("the web imports of the server only contracts", () => {
  const wrong = sources('web').filter((path) => !isTest(path) && !path.endsWith('vite.config.ts')).flatMap((file) =>
    importsOf(file).filter((specifier) => {
      const to = target(file, specifier);
      return to !== undefined && !to.startsWith('web/') && !/^server\/([a-z]+\/api|platform\/contract)\.ts$/.test(to);
    }).map((specifier) => `${file} imports ${specifier}`));
  expect(wrong).toEqual([]);
});

test('the kit knows no request and no route; contracts know only contracts', () => {
  const wrong = [
    ...sources('web/kit').flatMap((file) => importsOf(file).filter((specifier) => specifier.startsWith('#client') || specifier.startsWith('#api')).map((specifier) => `${file}: ${specifier}`)),
    ...modules.filter((module) => module.name !== 'platform').flatMap((module) => {
      const file = `server/${module.name}/api.ts`;
      return importsOf(file).filter((specifier) => !['../platform/contract.ts', '../platform/actor.ts', '#platform/contract', '#platform/actor'].includes(specifier) && !/^\.\.\/[a-z]+\/api\.ts$/.test(specifier) && !specifier.startsWith('#api/') && !specifier.startsWith('./')).map((specifier) => `${file}: ${specifier}`);
    }),
  ];
  expect(wrong).toEqual([]);
});
