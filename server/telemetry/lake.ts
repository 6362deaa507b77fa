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
import { columns, folderOf, type Column, type HistoryRow, type Shelf } from './history-row.ts';

export type Written = { name: string; rowCount: number; byteCount: number; firstVin: string; lastVin: string; firstAt: Date; lastAt: Date };
export type Lake = {
  readonly bucket: Bucket;
  /** How many shelves the cars of a brand are spread over each day; a power of two. */
  readonly buckets: number;
  write(shelf: Shelf, rows: readonly HistoryRow[]): Promise<Written>;
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
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const typeOf: Readonly<Record<Column['type'], DuckDBType>> = {
  VARCHAR, TIMESTAMPTZ, BIGINT, BOOLEAN, SMALLINT, INTEGER, UINTEGER, FLOAT, DOUBLE,
  'SMALLINT[]': LIST(SMALLINT), 'INTEGER[]': LIST(INTEGER), 'UINTEGER[]': LIST(UINTEGER), 'VARCHAR[]': LIST(VARCHAR), 'BLOB[]': LIST(BLOB),
};
const chunkTypes = columns.map((column) => typeOf[column.type]);
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

/** The rows of `from`, those that tell of the same moment laid into one; for readers of what was not merged yet. (L2) */
export const oncePerMoment = (from: string, where: string): string => `select ${mergedColumns} from ${from} where ${where} group by vin, collected_at, kind`;

const statement = (files: readonly string[]): string => `read_parquet([${files.map(quoted).join(', ')}], union_by_name = true, hive_partitioning = false)`;

async function mergeInto(connection: DuckDBConnection, files: readonly string[], file: string): Promise<void> {
  const from = statement(files);
  await connection.run(`create temp table again as select vin, collected_at, kind from ${from} group by all having count(*) > 1`);
  const [{ count } = { count: 0n }] = (await connection.runAndReadAll('select count(*) as count from again')).getRowObjectsJS() as { count: bigint }[];
  const names = columns.map((column) => column.name).join(', ');
  const rows = count === 0n ? `select ${names} from ${from}`
    : `select ${names} from ${from} anti join again using (vin, collected_at, kind) union all
       select ${names} from (select ${mergedColumns} from (select f.* from ${from} f semi join again using (vin, collected_at, kind)) group by vin, collected_at, kind)`;
  await connection.run(copied(`select * from (${rows}) order by vin, collected_at`, file));
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
      await connection.run(`create temp table fresh (${tableColumns})`);
      append(rows, await connection.createAppender('fresh', 'main', 'temp'));
      await connection.run(copied('select * from fresh order by vin, collected_at', file));
    }),
    merge: (shelf, names) => making(shelf, async (connection, file) => mergeInto(connection, await Promise.all(names.map((name) => options.bucket.open(name))), file)),
    async ask<Row>(names: readonly string[], statementOf: (from: string) => string) {
      if (names.length === 0) return [];
      const files = await Promise.all(names.map((name) => options.bucket.open(name)));
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
