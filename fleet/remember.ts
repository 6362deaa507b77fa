// Reads of the past are remembered within its one transaction: the same question about tables that nobody wrote to since
// has the same answer (and a row that was locked stays locked). Making a year asks who an owner is thousands of times.
import type { Db, Sql } from '../server/platform/database.ts';

type Shape = { tables: readonly string[]; plain: boolean; idle: boolean };
const mostRemembered = 20_000;

/** Rows as data: whoever asked may change their own. */
const copy = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(copy) : value !== null && typeof value === 'object' && !(value instanceof Date) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copy(one)])) : value;

/** What a statement names, whether it only looks, and whether it only says who may see what or waits for others: here everything is seen and nobody else is. */
function shapeOf(text: string): Shape {
  const tables = [...new Set([...text.matchAll(/\b([a-z]+\.[a-z_]+)\b/g)].map((match) => match[1] as string))];
  return { tables, idle: /^\s*select (set_config|current_setting)\('careloop\.|^\s*select pg_advisory_xact_lock/.test(text), plain: /^\s*select\b/.test(text) && tables.length > 0 && !/\bpg_|set_config|nextval|clock_timestamp|\bnow\(/.test(text) };
}

/** The same database, for one transaction that nobody else writes into. A statement that is not a plain look makes forgotten what was read of every table it names. */
export function remembering(db: Db): Db {
  const shapes = new Map<string, Shape>();
  const writes = new Map<string, number>();
  const answers = new Map<string, { asOf: number; rows: unknown[] }>();
  let count = 0;
  return {
    ...db,
    async query<Row>(statement: Sql) {
      let shape = shapes.get(statement.text);
      if (shape === undefined) shapes.set(statement.text, (shape = shapeOf(statement.text)));
      if (shape.idle) return [];
      if (!shape.plain) {
        count++;
        if (!/^\s*select\b/.test(statement.text)) for (const table of shape.tables) writes.set(table, count);
        return db.query<Row>(statement);
      }
      const key = `${statement.text}\u0000${JSON.stringify(statement.values)}`;
      const known = answers.get(key);
      if (known !== undefined && shape.tables.every((table) => (writes.get(table) ?? 0) <= known.asOf)) return copy(known.rows) as Row[];
      const asOf = count;
      const rows = await db.query<Row>(statement);
      if (answers.size >= mostRemembered) answers.clear();
      answers.set(key, { asOf, rows: copy(rows) as unknown[] });
      return rows;
    },
  };
}
