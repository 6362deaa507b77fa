// Every SQL statement about what goes out to cars.
import { many, maybe, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Dispatch, HeldFor } from './dispatch.ts';

const columns = sql`id, vin, brand_id, owner_id, command, message, while_driving, state, held_for, tries, said_at, sent_at, answer_flag, answer, settled_at, asked_at, expires_at`;

export async function insertDispatch(tx: Tx, d: Pick<Dispatch, 'id' | 'vin' | 'brandId' | 'ownerId' | 'command' | 'message' | 'whileDriving' | 'expiresAt'>): Promise<void> {
  await run(tx, sql`insert into gateway.dispatches (id, vin, brand_id, owner_id, command, message, while_driving, state, asked_at, expires_at)
    values (${d.id}, ${d.vin}, ${d.brandId}, ${d.ownerId}, ${d.command}, ${JSON.stringify(d.message)}::jsonb, ${d.whileDriving}, 'pending', ${tx.now}::timestamptz, ${d.expiresAt.toISOString()}::timestamptz)`);
  await many(tx, sql`select pg_notify('careloop_gateway', 'dispatch')`);
}

export const dispatchesById = (tx: Tx, ids: readonly string[]): Promise<Dispatch[]> =>
  many(tx, sql`select ${columns} from gateway.dispatches where id = any(${[...ids]}::text[])`);

/** What is under way; few at any time. */
export const openDispatches = (tx: Tx): Promise<Dispatch[]> =>
  many(tx, sql`select ${columns} from gateway.dispatches where state in ('pending', 'sent') order by asked_at, id limit 2000`);

/** Takes a message up for sending; undefined when another gateway was faster, or it is no longer to be sent. */
export const claimDispatch = (tx: Tx, id: string, tries: number, said: { gatewayId: string; saidAt: Date }): Promise<Dispatch | undefined> =>
  maybe(tx, sql`update gateway.dispatches set state = 'sent', tries = tries + 1, gateway_id = ${said.gatewayId}, said_at = ${said.saidAt.toISOString()}::timestamptz,
      sent_at = ${tx.now}::timestamptz, held_for = null
    where id = ${id} and tries = ${tries} and expires_at > ${tx.now}::timestamptz and state in ('pending', 'sent') returning ${columns}`);

export const holdDispatch = (tx: Tx, id: string, heldFor: HeldFor | null): Promise<Dispatch | undefined> =>
  maybe(tx, sql`update gateway.dispatches set held_for = ${heldFor}::text where id = ${id} and state = 'pending' and held_for is distinct from ${heldFor}::text returning ${columns}`);

/** Ends one; undefined when it had ended. */
export const settleDispatch = (tx: Tx, id: string, to: { state: Dispatch['state']; flag?: number; answer?: unknown; bytes?: Uint8Array }): Promise<Dispatch | undefined> =>
  maybe(tx, sql`update gateway.dispatches set state = ${to.state}, answer_flag = ${to.flag ?? null}::smallint, answer = ${to.answer === undefined ? null : JSON.stringify(to.answer)}::jsonb,
      answer_bytes = decode(${to.bytes === undefined ? null : Buffer.from(to.bytes).toString('base64')}::text, 'base64'), settled_at = ${tx.now}::timestamptz
    where id = ${id} and state in ('pending', 'sent') returning ${columns}`);

/** Ends what nobody took up in time, and what was sent `triesMost` times without an answer. */
export const settleOverdue = (tx: Tx, triesMost: number, sentBefore: Date): Promise<Dispatch[]> =>
  many(tx, sql`update gateway.dispatches set settled_at = ${tx.now}::timestamptz, state = case when state = 'sent' then 'unanswered' else 'expired' end
    where (state = 'pending' and expires_at <= ${tx.now}::timestamptz)
      or (state = 'sent' and sent_at < ${sentBefore.toISOString()}::timestamptz and (tries >= ${triesMost} or expires_at <= ${tx.now}::timestamptz)) returning ${columns}`);

export const forgetDispatches = (tx: Tx, before: Date): Promise<number> => run(tx, sql`delete from gateway.dispatches where asked_at < ${before.toISOString()}::timestamptz`);
