import { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { preparedOn } from './pglite-statements.ts';

test('statements that come at once, beyond what stays prepared, answer each its own question (P1)', async () => {
  const pglite = await PGlite.create();
  const ask = preparedOn(pglite, 2);
  const questions = Array.from({ length: 12 }, (_, i) => i);
  const answers = await Promise.all(questions.map((i) => (i % 2 === 0 ? ask(`select $1::int + ${i} as sum`, [i]) : ask(`select $1::text || '${i}' as text`, ['n']))));
  expect(answers.map(({ fields, rows }) => [fields[0]?.name, rows[0]?.[0]])).toEqual(questions.map((i) => (i % 2 === 0 ? ['sum', 2 * i] : ['text', `n${i}`])));
  await pglite.close();
});

test('a statement that cannot be prepared fails alone; the next ones run', async () => {
  const pglite = await PGlite.create();
  const ask = preparedOn(pglite, 2);
  const [wrong, right] = await Promise.allSettled([ask('select nonsense', []), ask('select 1 as one', [])]);
  expect(wrong).toMatchObject({ status: 'rejected', reason: { code: '42703' } });
  expect(right).toMatchObject({ status: 'fulfilled', value: { rows: [[1]] } });
  expect((await ask('select 1 as one', [])).rows).toEqual([[1]]);
  await pglite.close();
});
