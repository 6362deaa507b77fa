import { expect, test } from 'vitest';
import { openDatabase, sql, one } from '#platform/database';
test('nested SQL keeps its values in order', async () => {
  const inner = sql`b = ${2}`;
  const outer = sql`select ${1}::int as a where ${inner} or c = ${3}`;
  expect(outer.text).toBe('select $1::int as a where b = $2 or c = $3');
  expect(outer.values).toEqual([1, 2, 3]);
});
test('rows come back camelCase', async () => {
  const url = process.env['CARELOOP_TEST_PG'];
  const db = await openDatabase(url ? { url } : {});
  expect(await one<{ someKey: number }>({ db }, sql`select count(*) as some_key from (values (1),(2)) v`)).toEqual({ someKey: 2 });
  await db.close();
});
