// Every SQL statement about owners who write from WeChat.
import { maybe, one, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';

export type WechatPerson = { brandId: string; openId: string; ownerId: string; heardAt: Date | null };

export const insertCode = (tx: Tx, row: { code: string; brandId: string; ownerId: string; until: Date }) =>
  run(tx, sql`with gone as (delete from conversations.wechat_codes where brand_id = ${row.brandId} and owner_id = ${row.ownerId})
    insert into conversations.wechat_codes (code, brand_id, owner_id, until) values (${row.code}, ${row.brandId}, ${row.ownerId}, ${row.until.toISOString()}::timestamptz)`);
/** A code holds once. */
export const takeCode = (tx: Tx, brandId: string, code: string) =>
  maybe<{ ownerId: string }>(tx, sql`delete from conversations.wechat_codes where brand_id = ${brandId} and code = ${code} and until > ${tx.now.toISOString()}::timestamptz returning owner_id`);
/** One open id is one owner, one owner is one open id. */
export async function joinPerson(tx: Tx, row: { brandId: string; openId: string; ownerId: string }): Promise<void> {
  await run(tx, sql`delete from conversations.wechat_people where brand_id = ${row.brandId} and (owner_id = ${row.ownerId} or open_id = ${row.openId})`);
  await one(tx, sql`insert into conversations.wechat_people (brand_id, open_id, owner_id, joined_at, heard_at) values (${row.brandId}, ${row.openId}, ${row.ownerId}, ${tx.now.toISOString()}::timestamptz, ${tx.now.toISOString()}::timestamptz) returning open_id`);
}
export const partPerson = (tx: Tx, brandId: string, ownerId: string) => run(tx, sql`delete from conversations.wechat_people where brand_id = ${brandId} and owner_id = ${ownerId}`);
export const personByOpenId = (tx: Tx, brandId: string, openId: string) => maybe<WechatPerson>(tx, sql`select brand_id, open_id, owner_id, heard_at from conversations.wechat_people where brand_id = ${brandId} and open_id = ${openId}`);
export const openIdOf = (tx: Tx, brandId: string, ownerId: string) => maybe<WechatPerson>(tx, sql`select brand_id, open_id, owner_id, heard_at from conversations.wechat_people where brand_id = ${brandId} and owner_id = ${ownerId}`);
export const noteHeard = (tx: Tx, brandId: string, openId: string) => run(tx, sql`update conversations.wechat_people set heard_at = ${tx.now.toISOString()}::timestamptz where brand_id = ${brandId} and open_id = ${openId}`);

/** The row is taken first: of two deliveries at once the second waits and hears what the first was told. */
export async function heardReply(tx: Tx, brandId: string, key: string): Promise<{ reply: string | null } | undefined> {
  const fresh = await maybe(tx, sql`insert into conversations.wechat_heard (brand_id, message_key, at) values (${brandId}, ${key}, ${tx.now.toISOString()}::timestamptz) on conflict do nothing returning brand_id`);
  return fresh === undefined ? one<{ reply: string | null }>(tx, sql`select reply from conversations.wechat_heard where brand_id = ${brandId} and message_key = ${key}`) : undefined;
}
export const wasHeard = async (tx: Tx, brandId: string, key: string): Promise<boolean> => (await maybe(tx, sql`select 1 from conversations.wechat_heard where brand_id = ${brandId} and message_key = ${key}`)) !== undefined;
export async function keepReply(tx: Tx, brandId: string, key: string, reply: string | null): Promise<void> {
  await run(tx, sql`update conversations.wechat_heard set reply = ${reply}::text where brand_id = ${brandId} and message_key = ${key}`);
  await run(tx, sql`delete from conversations.wechat_heard where at < ${new Date(tx.now.getTime() - 86_400_000).toISOString()}::timestamptz`);
}

/** What the database would look at when the unit of work ends it looks at now, while the rows can be seen: at the end a letter is nobody's. */
export const checkNow = (tx: Tx) => run(tx, sql`set constraints all immediate`);
