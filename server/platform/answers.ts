// What was answered to a request with an idempotency key, so that a repeat gets the same answer. H2 the same key does a
// thing once; answers hold what people were shown, so they are forgotten when nobody repeats any more.
import { actorId } from './actor.ts';
import { maybe, run, sql } from './database.ts';
import { Refusal } from './refusals.ts';
import type { Tx } from './tx.ts';

/** Does the work once per idempotency key and actor; a repeat gets the first answer. */
export async function once(tx: Tx, name: string, key: string, work: () => Promise<unknown>): Promise<unknown> {
  const actor = actorId(tx.actor) ?? '';
  const fresh = await run(tx, sql`insert into platform.answers (key, actor, operation, status, body, at)
    values (${key}, ${actor}, ${name}, 0, 'null', ${tx.now.toISOString()}::timestamptz) on conflict do nothing returning 1`);
  if (fresh === 0) {
    const earlier = await maybe<{ operation: string; body: unknown }>(tx, sql`select operation, body from platform.answers where actor = ${actor} and key = ${key}`);
    if (earlier?.operation !== name) throw new Refusal('badInput', { field: 'idempotency-key', reason: 'usedForAnother' });
    return earlier.body;
  }
  const answer = await work();
  await run(tx, sql`update platform.answers set status = 200, body = ${JSON.stringify(answer ?? null)}::jsonb where actor = ${actor} and key = ${key}`);
  return answer;
}

/** A round: a screen that was away for two days asks anew. */
export const forgetOldAnswers = (tx: Tx) => run(tx, sql`delete from platform.answers where at < ${tx.now.toISOString()}::timestamptz - interval '2 days'`);
