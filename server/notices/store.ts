// SQL of notices, who read them, and the short messages that carry some of them.
import type { Actor } from '#platform/actor';
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import { atMyDesks } from '#cases';
import type { Message, Notice, NoticeRules } from './notice.ts';

export async function rulesOn(tx: Tx, onDay: string): Promise<NoticeRules> {
  const rows = await many<{ name: string; value: string }>(tx, sql`select distinct on (name) name, value from notices.rules
    where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by name, valid_from desc`);
  const rule = (name: string): string => {
    const found = rows.find((row) => row.name === name)?.value;
    if (found === undefined) throw new Error(`no rule "${name}" is in force on ${onDay}`);
    return found;
  };
  return { quiet: { fromTime: rule('quietFrom'), untilTime: rule('quietUntil') }, mostTries: Number(rule('mostTries')) };
}

const columns = sql`n.id, n.brand_id, n.owner_id, n.staff_id, n.desk, n.outlet_id, n.case_id, n.code, n.data, n.urgent, n.at`;

/** Undefined when the key was told already. */
export const insertNotice = (tx: Tx, notice: Omit<Notice, 'id' | 'at' | 'readAt'> & { key: string }) =>
  maybe<{ id: string }>(tx, sql`insert into notices.notices (id, key, brand_id, owner_id, staff_id, desk, outlet_id, case_id, code, data, urgent, at)
    values (${newId()}, ${notice.key}, ${notice.brandId}, ${notice.ownerId}::text, ${notice.staffId}::text, ${notice.desk}::text, ${notice.outletId}::text, ${notice.caseId}::text,
      ${notice.code}, ${JSON.stringify(notice.data)}::jsonb, ${notice.urgent}, ${tx.now}::timestamptz) on conflict (key) do nothing returning id`);

/** Notices of an owner, or of a member of staff and the desks they sit at. */
const forReader = (actor: Actor): Sql => {
  if (actor.kind === 'owner') return sql`n.owner_id = ${actor.id}`;
  if (actor.kind !== 'staff') return sql`false`;
  return sql`(n.staff_id = ${actor.id} or (n.desk is not null and ${atMyDesks(actor, sql`n.desk`, sql`n.brand_id`, sql`n.outlet_id`)}))`;
};
const readAt = (actor: Actor): Sql =>
  actor.kind === 'staff' ? sql`coalesce(n.read_at, (select r.at from notices.reads r where r.notice_id = n.id and r.staff_id = ${actor.id}))` : sql`n.read_at`;
/** What is older is history and not counted as unread. */
const fresh = (tx: Tx): Sql => sql`n.at > ${tx.now}::timestamptz - interval '30 days'`;

export function noticesFor(tx: Tx, filter: { unread: boolean; after?: { at: string; id: string }; limit: number }): Promise<Notice[]> {
  const where: Sql[] = [forReader(tx.actor)];
  if (filter.unread) where.push(sql`${readAt(tx.actor)} is null`, fresh(tx));
  if (filter.after !== undefined) where.push(sql`(n.at, n.id) < (${filter.after.at}::timestamptz, ${filter.after.id})`);
  return many(tx, sql`select ${columns}, ${readAt(tx.actor)} as read_at from notices.notices n where ${join(where, ' and ')} order by n.at desc, n.id desc limit ${filter.limit}`);
}

export const unreadFor = async (tx: Tx): Promise<number> =>
  (await one<{ unread: number }>(tx, sql`select count(*)::int as unread from notices.notices n where ${forReader(tx.actor)} and ${readAt(tx.actor)} is null and ${fresh(tx)}`)).unread;

/** Marks what is the reader's own; others' ids change nothing. */
export async function markRead(tx: Tx, ids: readonly string[] | undefined): Promise<void> {
  const which = sql`${forReader(tx.actor)} and ${ids === undefined ? fresh(tx) : sql`n.id = any(${[...ids]}::text[])`}`;
  await run(tx, sql`update notices.notices n set read_at = ${tx.now}::timestamptz where n.desk is null and n.read_at is null and ${which}`);
  if (tx.actor.kind === 'staff') {
    await run(tx, sql`insert into notices.reads (notice_id, staff_id, brand_id, at) select n.id, ${tx.actor.id}::text, n.brand_id, ${tx.now}::timestamptz from notices.notices n
      where n.desk is not null and ${which} on conflict do nothing`);
  }
}

export type ToldRow = Notice & { sms: Message | null };
export async function toldAbout(tx: Tx, caseId: string): Promise<ToldRow[]> {
  const notices = await many<Notice>(tx, sql`select ${columns}, coalesce(n.read_at, (select min(r.at) from notices.reads r where r.notice_id = n.id)) as read_at
    from notices.notices n where n.case_id = ${caseId} order by n.at, n.id limit 500`);
  const messages = new Map((await many<Message>(tx, sql`select ${messageColumns} from notices.messages m where m.case_id = ${caseId}`)).map((message) => [message.noticeId, message]));
  return notices.map((notice) => ({ ...notice, sms: messages.get(notice.id) ?? null }));
}

// Short messages

const messageColumns = sql`m.id, m.notice_id, m.phone, m.template, m.params, m.text, m.urgent, m.state, m.written_at, m.next_try_at, m.tries, m.last_error, m.sent_at`;

export async function insertMessage(tx: Tx, message: Pick<Message, 'noticeId' | 'phone' | 'template' | 'params' | 'text' | 'urgent' | 'nextTryAt'> & { brandId: string; ownerId: string; caseId: string | null }): Promise<string> {
  const { id } = await one<{ id: string }>(tx, sql`insert into notices.messages (id, notice_id, brand_id, owner_id, case_id, phone, template, params, text, urgent, state, written_at, next_try_at)
    values (${newId()}, ${message.noticeId}, ${message.brandId}, ${message.ownerId}, ${message.caseId}::text, ${message.phone}, ${message.template}, ${JSON.stringify(message.params)}::jsonb,
      ${message.text}, ${message.urgent}, 'waiting', ${tx.now}::timestamptz, ${message.nextTryAt}::timestamptz) returning id`);
  return id;
}

/** A message that may go out now, kept from other senders; undefined when it went, or somebody is at it. */
export const takeMessage = (tx: Tx, id: string) =>
  maybe<Message>(tx, sql`select ${messageColumns} from notices.messages m where m.id = ${id} and m.state = 'waiting' and m.next_try_at <= ${tx.now}::timestamptz for update skip locked`);

export const messagesDue = (tx: Tx, limit: number) =>
  many<{ id: string }>(tx, sql`select id from notices.messages where state = 'waiting' and next_try_at <= ${tx.now}::timestamptz order by urgent desc, next_try_at limit ${limit}`);

export const writeSent = (tx: Tx, id: string) =>
  run(tx, sql`update notices.messages set state = 'sent', sent_at = ${tx.now}::timestamptz, tries = tries + 1, last_error = null where id = ${id}`);

export const writeFailed = (tx: Tx, id: string, error: string, nextTryAt: Date | undefined) =>
  run(tx, sql`update notices.messages set tries = tries + 1, last_error = ${error}, state = case when ${nextTryAt ?? null}::timestamptz is null then 'failed' else state end,
    next_try_at = coalesce(${nextTryAt ?? null}::timestamptz, next_try_at) where id = ${id}`);
