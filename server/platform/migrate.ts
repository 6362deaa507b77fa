// Brings a database to this program's shape: numbered SQL files, forward only, each once, all in one transaction.
// M1 a database that is newer than the program is refused; M2 a migration that changed after it ran is refused.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Database } from './database.ts';

const dir = join(import.meta.dirname, '..', 'migrations');

export type Migration = { name: string; text: string; sha: string };

export function migrations(): Migration[] {
  return readdirSync(dir).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort().map((name) => {
    const text = readFileSync(join(dir, name), 'utf8');
    return { name, text, sha: createHash('sha256').update(text).digest('hex').slice(0, 16) };
  });
}

export class WrongDatabase extends Error {}

/** Applies what is missing; throws WrongDatabase when the database is not one this program can serve. */
export async function migrate(database: Database, known: readonly Migration[] = migrations()): Promise<void> {
  await database.transaction({}, async (db) => {
    await db.exec('create table if not exists public.careloop_migrations (name text primary key, sha text not null, applied_at timestamptz not null default now())');
    await db.exec('lock table public.careloop_migrations in exclusive mode');
    const applied = await db.query<{ name: string; sha: string }>(sql`select name, sha from public.careloop_migrations order by name`);
    const byName = new Map(known.map((migration) => [migration.name, migration]));
    for (const one of applied) {
      const ours = byName.get(one.name);
      if (ours === undefined) throw new WrongDatabase(`The database is newer than this program: it has "${one.name}", which this version does not know. Start the newer version, or restore an older backup.`);
      if (ours.sha !== one.sha) throw new WrongDatabase(`Migration "${one.name}" is not the one this database was made with.`);
    }
    const done = new Set(applied.map((one) => one.name));
    for (const migration of known) {
      if (done.has(migration.name)) continue;
      try {
        await db.exec(migration.text);
      } catch (error) {
        throw new Error(`migration ${migration.name}: ${(error as Error).message}`, { cause: error });
      }
      await db.query(sql`insert into public.careloop_migrations (name, sha) values (${migration.name}, ${migration.sha})`);
    }
  });
}

/** The role that row-level security binds; undefined when the connection itself is bound already. */
export async function bindRole(database: Database): Promise<string | undefined> {
  const [me] = await database.query<{ above: boolean }>(sql`select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user`);
  if (me?.above !== true) return undefined;
  await database.transaction({}, async (db) => {
    await db.query(sql`select pg_advisory_xact_lock(7391)`); // roles are shared by all databases of a server
    const [role] = await db.query(sql`select 1 from pg_roles where rolname = 'careloop_app'`);
    if (role === undefined) await db.exec('create role careloop_app nologin');
    const schemas = await db.query<{ name: string }>(sql`select nspname as name from pg_namespace
      where nspname !~ '^pg_' and nspname not in ('information_schema', 'pgboss', 'public')`);
    for (const { name } of schemas) {
      await db.exec(`grant usage on schema "${name}" to careloop_app; grant all on all tables in schema "${name}" to careloop_app;
        grant all on all sequences in schema "${name}" to careloop_app; grant execute on all routines in schema "${name}" to careloop_app`);
    }
  });
  return 'careloop_app';
}
