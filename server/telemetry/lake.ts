// The lake: Parquet files by brand, day and VIN bucket in a folder or bucket, written and read by DuckDB inside the process.
// Rows lie in the order of (vin, collected_at) in small row groups, so that one car's day is found without reading the
// others'. L1 a file is finished before it gets its name; L2 merging keeps one row per (vin, collected_at, kind): the
// first known value of each column in the order of the journal, and every frame; L3 DuckDB is bounded in memory and threads.
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BIGINT, BLOB, BOOLEAN, DOUBLE, DuckDBBlobValue, DuckDBDataChunk, DuckDBInstance, DuckDBListValue, DuckDBTimestampTZValue, FLOAT, INTEGER, LIST, SMALLINT, TIMESTAMPTZ, UINTEGER, VARCHAR,
  type DuckDBConnection, type DuckDBType, type DuckDBValue,
} from '@duckdb/node-api';
import type { Bucket } from '#platform/bucket/bucket';
import { newId } from '#platform/ids';
import { columns, folderOf, quoted, type Column, type HistoryRow, type Shelf } from './history-row.ts';
import { newOnly, type KnownRow } from './once.ts';

export type Written = { name: string; rowCount: number; byteCount: number; firstVin: string; lastVin: string; firstAt: Date; lastAt: Date };
/** What adding rows came to: a file, the files it takes the place of, and how many rows were new. */
export type Added = { written: Written | undefined; replaced: string[]; rows: number };
export type Lake = {
  readonly bucket: Bucket;
  /** How many shelves the cars of a brand are spread over each day; a power of two. */
  readonly buckets: number;
  write(shelf: Shelf, rows: readonly HistoryRow[]): Promise<Written>;
  /** Writes what is new beside these files of the shelf; what says more of a moment they know comes with them into one file. (once.ts) */
  add(shelf: Shelf, rows: readonly HistoryRow[], beside: readonly string[]): Promise<Added>;
  merge(shelf: Shelf, names: readonly string[]): Promise<Written>;
  /** Asks about the rows of these files; `statement` gets what to select from. No file answers no row. */
  ask<Row>(names: readonly string[], statement: (from: string) => string): Promise<Row[]>;
  /** Files that a writer began before then and never finished. */
  leftovers(before: Date): Promise<string[]>;
  close(): void;
};

declare module '../platform/tx.ts' {
  interface Outside {
    /** Where the history of vehicle data lies; without it there is none beyond the readings of the last days. */
    lake?: Lake;
  }
}

const rowGroupRows = 8_192;
const chunkRows = 2_048;

const typeOf: Readonly<Record<Column['type'], DuckDBType>> = {
  VARCHAR, TIMESTAMPTZ, BIGINT, BOOLEAN, SMALLINT, INTEGER, UINTEGER, FLOAT, DOUBLE,
  'SMALLINT[]': LIST(SMALLINT), 'INTEGER[]': LIST(INTEGER), 'UINTEGER[]': LIST(UINTEGER), 'VARCHAR[]': LIST(VARCHAR), 'BLOB[]': LIST(BLOB),
};
const chunkTypes = columns.map((column) => typeOf[column.type]);
const names = columns.map((column) => column.name).join(', ');
const tableColumns = columns.map((column) => `${column.name} ${column.type}`).join(', ');

function storedValue(value: unknown): DuckDBValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return new DuckDBTimestampTZValue(BigInt(value.getTime()) * 1000n);
  if (value instanceof Uint8Array) return new DuckDBBlobValue(value);
  if (Array.isArray(value)) return new DuckDBListValue(value.map(storedValue));
  return value as DuckDBValue;
}

function append(rows: readonly HistoryRow[], appender: Awaited<ReturnType<DuckDBConnection['createAppender']>>): void {
  for (let from = 0; from < rows.length; from += chunkRows) {
    const part = rows.slice(from, from + chunkRows);
    const chunk = DuckDBDataChunk.create(chunkTypes, part.length);
    columns.forEach((column, index) => chunk.setColumnValues(index, part.map((row) => (column.type === 'BIGINT' ? BigInt(row[column.field] as number) : storedValue(row[column.field])))));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

const copied = (select: string, file: string): string => `copy (${select}) to ${quoted(file)} (format parquet, compression zstd, row_group_size ${rowGroupRows})`;

/** One row of what several frames said of one moment. (L2) */
const mergedColumns = columns.map(({ name }) => {
  if (['vin', 'collected_at', 'kind'].includes(name)) return name;
  if (name === 'received_at' || name === 'sequence') return `min(${name}) as ${name}`;
  if (name === 'frames') return 'list_sort(list_distinct(flatten(list(frames)))) as frames';
  if (name === 'defects') return 'list_sort(list_distinct(flatten(list(defects)))) as defects';
  return `arg_min(${name}, sequence) as ${name}`;
}).join(', ');

const statement = (files: readonly string[]): string => `read_parquet([${files.map(quoted).join(', ')}], union_by_name = true, hive_partitioning = false)`;

async function mergeInto(connection: DuckDBConnection, from: string, file: string): Promise<void> {
  await connection.run(`create temp table again as select vin, collected_at, kind from ${from} group by all having count(*) > 1`);
  const [{ count } = { count: 0n }] = (await connection.runAndReadAll('select count(*) as count from again')).getRowObjectsJS() as { count: bigint }[];
  const rows = count === 0n ? `select ${names} from ${from}`
    : `select ${names} from ${from} anti join again using (vin, collected_at, kind) union all
       select ${names} from (select ${mergedColumns} from (select f.* from ${from} f semi join again using (vin, collected_at, kind)) group by vin, collected_at, kind)`;
  await connection.run(copied(`select * from (${rows}) order by vin, collected_at`, file));
}

async function fill(connection: DuckDBConnection, rows: readonly HistoryRow[]): Promise<void> {
  await connection.run(`create temp table fresh (${tableColumns})`);
  append(rows, await connection.createAppender('fresh', 'main', 'temp'));
}

/** What these files have of the moments of rows. Their frames are only read when there is such a moment. */
async function knownRows(connection: DuckDBConnection, rows: readonly HistoryRow[], paths: readonly string[], files: readonly string[]): Promise<KnownRow[]> {
  const ask = async (query: string): Promise<Record<string, unknown>[]> => (await connection.runAndReadAll(query)).getRowObjectsJS();
  const times = rows.map((row) => row.collectedAt.getTime());
  const [first, last] = times.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [times[0] ?? 0, times[0] ?? 0] as [number, number]);
  const between = `collected_at between make_timestamptz(${first * 1000}) and make_timestamptz(${last * 1000})`;
  await connection.run('create temp table wanted (vin varchar, ms bigint, kind varchar)');
  const appender = await connection.createAppender('wanted', 'main', 'temp');
  for (let from = 0; from < rows.length; from += chunkRows) {
    const part = rows.slice(from, from + chunkRows);
    const chunk = DuckDBDataChunk.create([VARCHAR, BIGINT, VARCHAR], part.length);
    chunk.setColumns([part.map((row) => row.vin), part.map((row) => BigInt(row.collectedAt.getTime())), part.map((row) => row.kind)]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const known = (more: string, where: string): string => `select f.vin, epoch_ms(f.collected_at)::double as ms, f.kind, f.filename as path${more}
    from read_parquet([${paths.map(quoted).join(', ')}], union_by_name = true, hive_partitioning = false, filename = true) f semi join wanted w on w.vin = f.vin and w.ms = epoch_ms(f.collected_at) and w.kind = f.kind
    where ${between}${where}`;
  const found = await ask(known('', ''));
  if (found.length === 0) return [];
  const vins = [...new Set(found.map((row) => row['vin'] as string))];
  const whole = await ask(known(', f.frames as frames', ` and f.vin in (${vins.map(quoted).join(', ')})`));
  return whole.map((row) => ({ vin: row['vin'] as string, ms: row['ms'] as number, kind: row['kind'] as string, file: files[paths.indexOf(row['path'] as string)] as string, frames: row['frames'] as Uint8Array[] }));
}

/** Opens the lake. `scratchDir` must lie on the same disk as a local lake. (L3) */
export async function openLake(options: { bucket: Bucket; scratchDir: string; buckets?: number; memory?: string; threads?: number }): Promise<Lake> {
  await mkdir(options.scratchDir, { recursive: true });
  const duck = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memory ?? '1GB', threads: String(options.threads ?? 2), temp_directory: join(options.scratchDir, 'spill'),
    autoinstall_known_extensions: 'false', autoload_known_extensions: 'false',
  });
  const connected = async <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const connection = await duck.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  };
  await connected(async (connection) => {
    await connection.run("set global TimeZone = 'UTC'");
    await connection.run('set global parquet_metadata_cache = true');
  });
  const opened = (of: readonly string[]): Promise<string[]> => Promise.all(of.map((name) => options.bucket.open(name)));
  const finish = async (connection: DuckDBConnection, shelf: Shelf, file: string): Promise<Written> => {
    const [about] = (await connection.runAndReadAll(`select count(*) as row_count, min(vin) as first_vin, max(vin) as last_vin, min(collected_at) as first_at, max(collected_at) as last_at
      from read_parquet(${quoted(file)})`)).getRowObjectsJS() as { row_count: bigint; first_vin: string; last_vin: string; first_at: Date; last_at: Date }[];
    if (about === undefined) throw new Error('a file without rows was written');
    const { size } = await stat(file);
    const name = `${folderOf(shelf)}/${newId()}.parquet`;
    await options.bucket.keep(name, file); // L1
    return { name, rowCount: Number(about.row_count), byteCount: size, firstVin: about.first_vin, lastVin: about.last_vin, firstAt: about.first_at, lastAt: about.last_at };
  };
  const making = async (shelf: Shelf, make: (connection: DuckDBConnection, file: string) => Promise<void>): Promise<Written> => {
    const file = join(options.scratchDir, `${newId()}.partial`);
    try {
      return await connected(async (connection) => {
        await make(connection, file);
        return finish(connection, shelf, file);
      });
    } finally {
      await rm(file, { force: true });
    }
  };
  return {
    bucket: options.bucket, buckets: options.buckets ?? 4,
    write: (shelf, rows) => making(shelf, async (connection, file) => {
      await fill(connection, rows);
      await connection.run(copied('select * from fresh order by vin, collected_at', file));
    }),
    async add(shelf, rows, beside) {
      const known = beside.length === 0 ? [] : await connected(async (connection) => knownRows(connection, rows, await opened(beside), beside));
      const { rows: fresh, files } = newOnly(rows, known);
      if (fresh.length === 0) return { written: undefined, replaced: [], rows: 0 };
      const paths = await opened(files);
      const written = await making(shelf, async (connection, file) => {
        await fill(connection, fresh);
        await mergeInto(connection, paths.length === 0 ? 'fresh' : `(select ${names} from ${statement(paths)} union all select ${names} from fresh)`, file);
      });
      return { written, replaced: files, rows: fresh.length };
    },
    merge: (shelf, files) => making(shelf, async (connection, file) => mergeInto(connection, statement(await opened(files)), file)),
    async ask<Row>(names: readonly string[], statementOf: (from: string) => string) {
      if (names.length === 0) return [];
      const files = await opened(names);
      return connected(async (connection) => (await connection.runAndReadAll(statementOf(statement(files)))).getRowObjectsJS() as Row[]);
    },
    async leftovers(before) {
      const paths = (await readdir(options.scratchDir)).filter((name) => name.endsWith('.partial')).map((name) => join(options.scratchDir, name));
      const old = await Promise.all(paths.map(async (path) => ((await stat(path).catch(() => undefined))?.mtime ?? before) < before));
      return paths.filter((_, index) => old[index]);
    },
    close: () => duck.closeSync(),
  };
}
