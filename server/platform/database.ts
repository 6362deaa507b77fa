// One database, two engines: PostgreSQL through node-postgres, or PGlite inside the process.
// Everything above this file writes plain SQL with the `sql` tag and cannot tell which engine is below.
// Promises: D1 values never become SQL text; D2 a transaction commits whole or not at all; D3 rows come back with
// camelCase keys, local dates as 'YYYY-MM-DD', 64-bit counts as numbers, instants as Date.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Writable } from 'node:stream';
import pg from 'pg';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { keepForUs } from './only-one.ts';
import { preparedOn } from './pglite-statements.ts';

/** A piece of SQL with its values; pieces nest. */
export type Sql = { readonly text: string; readonly values: readonly unknown[] };

export type Db = {
  readonly engine: 'postgres' | 'pglite';
  query<Row>(statement: Sql): Promise<Row[]>;
  /** Several statements without values, as migrations need. */
  exec(text: string): Promise<void>;
};

/** Statements of a transaction whose answers nobody waits for. */
export type Written = Promise<unknown>[];

export type Database = Db & {
  /**
   * Runs `work` in one transaction that starts with `settings` (local to it). Retries serialization failures twice. What stands
   * in `written` when `work` ends must have succeeded too, or nothing is committed.
   */
  transaction<T>(settings: Record<string, string>, work: (db: Db, written: Written) => Promise<T>): Promise<T>;
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
  readonly native: { pool: pg.Pool } | { pglite: PGlite };
};

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && 'text' in value && 'values' in value && isSqlMark in value;
const isSqlMark = Symbol('sql');

const build = (text: string, values: unknown[]): Sql => {
  const statement = { text, values };
  Object.defineProperty(statement, isSqlMark, { value: true });
  return statement;
};

/** Tags a statement: every `${value}` becomes a parameter, every `${sql`…`}` is woven in. */
export function sql(strings: TemplateStringsArray, ...parts: unknown[]): Sql {
  let text = strings[0] ?? '';
  const values: unknown[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) {
      const shift = values.length;
      text += part.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + shift}`);
      values.push(...part.values);
    } else {
      values.push(part);
      text += `$${values.length}`;
    }
    text += strings[index + 1] ?? '';
  });
  return build(text, values);
}

/** Joins pieces, for example conditions with `and`. */
export function join(pieces: readonly Sql[], glue: ' and ' | ' or ' | ', '): Sql {
  let text = '';
  const values: unknown[] = [];
  pieces.forEach((piece, index) => {
    if (index > 0) text += glue;
    const shift = values.length;
    text += piece.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + shift}`);
    values.push(...piece.values);
  });
  return build(text, values);
}

type Holder = { db: Db };
export const many = <Row>(at: Holder, statement: Sql): Promise<Row[]> => at.db.query<Row>(statement);
export const maybe = async <Row>(at: Holder, statement: Sql): Promise<Row | undefined> => (await at.db.query<Row>(statement))[0];
export async function one<Row>(at: Holder, statement: Sql): Promise<Row> {
  const row = (await at.db.query<Row>(statement))[0];
  if (row === undefined) throw new Error(`expected a row from: ${statement.text.slice(0, 120)}`);
  return row;
}
/** Runs a statement for its effect; answers how many rows it returned (use `returning` to count). */
export const run = async (at: Holder, statement: Sql): Promise<number> => (await at.db.query(statement)).length;

const isPlain = (value: unknown): boolean =>
  value === null || typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array || (Array.isArray(value) && value.every(isPlain));
/** Runs a statement whose answer the work does not need: it travels with the next one, and without it nothing is committed. */
export function write(at: Holder & { written: Written }, statement: Sql): void {
  if (!statement.values.every(isPlain)) throw new Error('only plain values can be written without waiting'); // what cannot be sent must fail here
  const done = at.db.query(statement);
  done.catch(() => undefined); // said when the transaction ends
  at.written.push(done);
}

const camelKeys = new Map<string, string>();
function camel(name: string): string {
  let key = camelKeys.get(name);
  if (key === undefined) {
    key = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    camelKeys.set(name, key);
  }
  return key;
}

function objects<Row>(fields: readonly { name: string }[], rows: readonly unknown[][]): Row[] {
  const keys = fields.map((field) => camel(field.name));
  return rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (let i = 0; i < keys.length; i++) object[keys[i] as string] = row[i];
    return object as Row;
  });
}

const settingsSql = (settings: Record<string, string>): string => {
  const calls = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value.replaceAll("'", "''")}', true)`);
  return calls.length > 0 ? `select ${calls.join(', ')}` : '';
};

const retryable = (error: unknown): boolean => {
  const code = (error as { code?: string } | undefined)?.code;
  return code === '40001' || code === '40P01';
};

/** The error that began it, where a later statement only found the transaction aborted. */
async function firstError(error: unknown, written: Written): Promise<unknown> {
  if ((error as { code?: string } | undefined)?.code !== '25P02') return error;
  const failed = (await Promise.allSettled(written)).find((one) => one.status === 'rejected');
  return failed?.reason ?? error;
}

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= 2 || !retryable(error)) throw error;
    }
  }
}

const statementNames = new Map<string, string>();
function nameOf(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('md5').update(text).digest('hex');
    if (statementNames.size < 2_000) statementNames.set(text, name);
  }
  return name;
}

/** What is asked for before the next answer can come travels in one packet: writing to a socket costs more than most statements. */
function together(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

function postgresDb(client: pg.ClientBase): Db {
  return {
    engine: 'postgres',
    async query<Row>(statement: Sql) {
      together(client);
      const result = await client.query({
        name: nameOf(statement.text), text: statement.text, values: statement.values as unknown[], rowMode: 'array',
      });
      return objects<Row>(result.fields ?? [], result.rows as unknown[][]);
    },
    async exec(text) {
      await client.query(text);
    },
  };
}

/** Listens on a connection of its own, and on another when that one dies. */
async function keepListening(pool: pg.Pool, channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
  let stopped = false;
  let current: pg.PoolClient | undefined;
  let again: NodeJS.Timeout | undefined;
  async function begin(): Promise<void> {
    const client = await pool.connect();
    client.on('notification', (message) => heard(message.payload ?? ''));
    client.once('end', () => {
      current = undefined;
      client.release(true);
      if (!stopped) retry();
    });
    await client.query(`listen ${channel}`);
    current = client;
  }
  function retry(): void {
    again = setTimeout(() => void begin().catch(() => (stopped ? undefined : retry())), 500);
  }
  await begin();
  return async () => {
    stopped = true;
    clearTimeout(again);
    current?.removeAllListeners('end');
    current?.release(true);
  };
}

function openPostgres(url: string, poolSize: number): Database {
  pg.types.setTypeParser(1082, (text) => text);
  pg.types.setTypeParser(20, Number);
  pg.types.setTypeParser(1700, Number);
  const pool = new pg.Pool({ connectionString: url, max: poolSize, pipeline: true }); // a statement need not wait for the answer to the one before it
  pool.on('error', () => undefined); // an idle connection that died is replaced; work in hand reports its own error
  pool.on('connect', (client) => client.on('error', () => undefined)); // also one that dies between two statements
  const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      if ((error as { code?: string }).code === undefined && /connection|terminated/i.test(String(error))) broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return {
    engine: 'postgres',
    native: { pool },
    query: (statement) => withClient((client) => postgresDb(client).query(statement)),
    exec: (text) => withClient((client) => postgresDb(client).exec(text)),
    transaction: (settings, work) =>
      retrying(() =>
        withClient(async (client) => {
          const written: Written = [];
          together(client);
          const begun = client.query(`begin; ${settingsSql(settings)}`);
          begun.catch(() => undefined); // said below, or by the first statement
          try {
            const result = await work(postgresDb(client), written);
            together(client);
            const committed = client.query('commit'); // after a statement that failed this rolls back
            await Promise.all([begun, ...written, committed]);
            return result;
          } catch (error) {
            await client.query('rollback').catch(() => undefined);
            throw await firstError(error, written);
          }
        }),
      ),
    listen: (channel, heard) => keepListening(pool, channel, heard),
    close: () => pool.end(),
  };
}

type Queryable = Pick<PGlite, 'query' | 'exec'>;
function pgliteDb(pglite: Queryable): Db {
  return {
    engine: 'pglite',
    async query<Row>(statement: Sql) {
      const result = await pglite.query<unknown[]>(statement.text, statement.values as unknown[], { rowMode: 'array' });
      return objects<Row>(result.fields, result.rows);
    },
    async exec(text) {
      await pglite.exec(text);
    },
  };
}

/** Makes the folder and keeps it for this process. Throws a sentence when that cannot be. */
async function ownFolder(dir: string): Promise<() => Promise<void>> {
  try {
    mkdirSync(dir, { recursive: true });
    return await keepForUs(dir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Error(`The data cannot be kept in ${dir} (${code}). Set DATA_DIR to a folder that can be written.`, { cause: error });
  }
}

async function openPglite(dir: string | undefined, snapshot: Blob | undefined): Promise<Database> {
  const letGo = dir === undefined ? undefined : await ownFolder(dir);
  const pglite = await PGlite.create({
    ...(dir === undefined ? {} : { dataDir: dir }),
    ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
    extensions: { btree_gist },
    parsers: { 1082: (text: string) => text, 20: Number, 1700: Number },
  });
  const ask = preparedOn(pglite);
  return {
    ...pgliteDb(pglite),
    native: { pglite },
    transaction: (settings, work) =>
      retrying(() =>
        pglite.transaction(async (inner) => {
          const begin = settingsSql(settings);
          if (begin !== '') await inner.exec(begin);
          const written: Written = [];
          try {
            const result = await work({
              ...pgliteDb(inner as unknown as Queryable),
              async query<Row>(statement: Sql) {
                const { fields, rows } = await ask(statement.text, statement.values);
                return objects<Row>(fields, rows);
              },
            }, written);
            await Promise.all(written);
            return result;
          } catch (error) {
            await Promise.allSettled(written);
            throw await firstError(error, written);
          }
        }) as Promise<Awaited<ReturnType<typeof work>>>,
      ),
    async listen(channel, heard) {
      const stop = await pglite.listen(channel, heard);
      return async () => {
        await stop();
      };
    },
    async close() {
      await pglite.close();
      await letGo?.();
    },
  };
}

/** Opens PostgreSQL when `url` is given, else PGlite in `dir` (or in memory, optionally from a snapshot). */
export async function openDatabase(where: { url?: string; poolSize?: number; dir?: string; snapshot?: Blob }): Promise<Database> {
  return where.url !== undefined ? openPostgres(where.url, where.poolSize ?? 16) : openPglite(where.dir, where.snapshot);
}
