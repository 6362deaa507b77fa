// `npm run generate`: writes docs/generated from the house itself: schema.sql, openapi.json, journey.md. A test fails
// when they are stale.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildHouse } from '../server/platform/house.ts';
import { filesInMemory } from '../server/platform/files.ts';
import { buildHttp } from '../server/platform/http.ts';
import { sql, type Database } from '../server/platform/database.ts';
import type { Outside } from '../server/platform/tx.ts';
import { journey } from '../server/journey.ts';
import { modules } from '../server/modules.ts';
import { rounds } from '../server/rounds.ts';

async function schemaOf(database: Database): Promise<string> {
  const tables = await database.query<{ name: string; walled: boolean; columns: string[] }>(sql`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as walled,
      array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss') group by 1, 2 order by 1`);
  const indexes = await database.query<{ definition: string }>(sql`select indexdef as definition from pg_indexes
    where schemaname !~ '^pg_' and schemaname not in ('pgboss') order by 1`);
  return [
    '-- Made by `npm run generate` from the migrations. Tables marked "walled" are behind row-level security.',
    ...tables.map((table) => `${table.walled ? '-- walled\n' : ''}create table ${table.name} (\n  ${table.columns.join(',\n  ')}\n);`),
    ...indexes.map((index) => `${index.definition};`),
  ].join('\n\n').concat('\n');
}

const journeyPage = (): string => [
  '# The journey', '', 'Made by `npm run generate` from `server/journey.ts` and `server/rounds.ts`.', '',
  '| when this becomes known | that follows |', '|---|---|', ...journey.map((reaction) => `| ${reaction.fact} | ${reaction.name} |`), '',
  '| round | every |', '|---|---|', ...rounds.map((round) => `| ${round.name} | ${round.everySeconds} s |`), '',
].join('\n');

/** The generated documents by file name. */
export async function generated(): Promise<Record<string, string>> {
  const house = await buildHouse({ database: {}, modules, journey, clock: () => new Date(), files: filesInMemory(), outside: {} as Outside });
  const http = await buildHttp({ world: house.world, operations: house.operations, demo: true, version: '0', webDir: '/nonexistent', actorFor: async () => ({ kind: 'nobody' }), health: async () => ({ ok: true }) });
  await http.app.ready();
  const documents = {
    'schema.sql': await schemaOf(house.database),
    'openapi.json': `${JSON.stringify(http.app.swagger(), null, 1)}\n`,
    'journey.md': journeyPage(),
  };
  await http.close();
  await house.close();
  return documents;
}

if (import.meta.main) {
  const dir = join(import.meta.dirname, '../docs/generated');
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of Object.entries(await generated())) writeFileSync(join(dir, name), text);
}
