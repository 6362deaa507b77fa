import { expect, test } from 'vitest';
import { sql, type Db, type Sql } from '../server/platform/database.ts';
import { remembering } from './remember.ts';

/** A database that answers how often it was asked. */
function counting(): Db {
  let asked = 0;
  return { engine: 'pglite', query: async <Row>(_: Sql) => [{ asked: ++asked, list: [1] }] as Row[], exec: async () => undefined };
}
type Answer = { asked: number; list: number[] };

test('the same question is asked once until its table is written; another question and another table are their own', async () => {
  const db = remembering(counting());
  const ask = async (id: string): Promise<number | undefined> => (await db.query<Answer>(sql`select * from people.owners where id = ${id}`))[0]?.asked;
  expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([1, 1, 2]);
  await db.query(sql`update brands.models set name = ${'x'}`);
  expect(await ask('a')).toBe(1);
  await db.query(sql`update people.owners set phone = ${'x'}`);
  expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([5, 5, 6]);
});

test('what somebody does to an answer stays theirs; what is no plain look is always done', async () => {
  const db = remembering(counting());
  const look = sql`select * from prices.books`;
  (await db.query<Answer>(look))[0]?.list.push(2);
  expect((await db.query<Answer>(look))[0]?.list).toEqual([1]);
  const walls = sql`select set_config('a.b', '', true)`;
  expect([(await db.query<Answer>(walls))[0]?.asked, (await db.query<Answer>(walls))[0]?.asked]).toEqual([2, 3]);
});
