// Every SQL statement of the hotline.
import { randomBytes } from 'node:crypto';
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Agent, Contact, Line } from './contact.ts';

/** The line of a brand; it begins with its first use. */
export async function lineOf(tx: Tx, brandId: string): Promise<Line> {
  const known = await maybe<Line>(tx, sql`select * from hotline.lines where brand_id = ${brandId}`);
  return known ?? (await one<Line>(tx, sql`insert into hotline.lines (brand_id, event_key) values (${brandId}, ${randomBytes(24).toString('base64url')}) on conflict (brand_id) do update set brand_id = excluded.brand_id returning *`));
}
export const lineByKey = (tx: Tx, key: string) => maybe<Line>(tx, sql`select * from hotline.lines where event_key = ${key}`);
export const newEventKey = (tx: Tx, brandId: string) => one<Line>(tx, sql`update hotline.lines set event_key = ${randomBytes(24).toString('base64url')} where brand_id = ${brandId} returning *`);
export const allLines = (tx: Tx) => many<Line>(tx, sql`select * from hotline.lines order by brand_id`);
export const writeLine = (tx: Tx, line: Line) => one<Line>(tx, sql`update hotline.lines set weekly_hours = ${JSON.stringify(line.weeklyHours)}::jsonb, exceptions = ${JSON.stringify(line.exceptions)}::jsonb, opens_on_holidays = ${line.opensOnHolidays}, most_wait_seconds = ${line.mostWaitSeconds},
  surge = ${line.surge}, surge_by = ${line.surgeBy}::text, surge_at = ${line.surgeAt?.toISOString() ?? null}::timestamptz, version = version + 1 where brand_id = ${line.brandId} returning *`);
/** How long a contact takes, measured from the last hundred that ended. */
export const measureUsual = (tx: Tx, brandId: string) => run(tx, sql`update hotline.lines l set usual_seconds = m.seconds from (select greatest(30, least(1800, avg(extract(epoch from ended_at - answered_at))))::int as seconds
  from (select answered_at, ended_at from hotline.contacts where brand_id = ${brandId} and ended_at is not null and answered_at is not null order by ended_at desc limit 100) as lately having count(*) >= 10) as m where l.brand_id = ${brandId} and l.usual_seconds <> m.seconds`);

export const agentsOf = (tx: Tx, brandId: string) => many<Agent>(tx, sql`select * from hotline.agents where brand_id = ${brandId} order by name, staff_id`);
export const myAgents = (tx: Tx, staffId: string) => many<Agent>(tx, sql`select * from hotline.agents where staff_id = ${staffId} order by brand_id`);
export const saveAgent = (tx: Tx, agent: Omit<Agent, 'since'>) => run(tx, sql`insert into hotline.agents (staff_id, brand_id, name, outlet_id, skills, state, since)
  values (${agent.staffId}, ${agent.brandId}, ${agent.name}, ${agent.outletId}::text, ${agent.skills}::text[], ${agent.state}, ${tx.now.toISOString()}::timestamptz)
  on conflict (staff_id, brand_id) do update set name = excluded.name, outlet_id = excluded.outlet_id, skills = excluded.skills, state = excluded.state, since = excluded.since`);
/** From now on somebody is free; also after a contact. */
export const touchAgent = (tx: Tx, staffId: string) => run(tx, sql`update hotline.agents set since = ${tx.now.toISOString()}::timestamptz where staff_id = ${staffId}`);
export const sendAway = (tx: Tx, staffId: string, brandId: string) => run(tx, sql`update hotline.agents set state = 'away', since = ${tx.now.toISOString()}::timestamptz where staff_id = ${staffId} and brand_id = ${brandId}`);

type Fresh = Pick<Contact, 'number' | 'brandId' | 'channel' | 'sourceId' | 'phone' | 'ownerId' | 'ownerName' | 'vehicleId' | 'skill' | 'urgency'>;
/** Undefined when this source is known already. */
export const insertContact = (tx: Tx, row: Fresh) => maybe<Contact>(tx, sql`insert into hotline.contacts (id, number, brand_id, channel, source_id, phone, owner_id, owner_name, vehicle_id, skill, urgency, state, arrived_at)
  values (${newId()}, ${row.number}, ${row.brandId}, ${row.channel}, ${row.sourceId}, ${row.phone}::text, ${row.ownerId}::text, ${row.ownerName}::text, ${row.vehicleId}::text, ${row.skill}, ${row.urgency}, 'waiting', ${tx.now.toISOString()}::timestamptz)
  on conflict (brand_id, channel, source_id) do nothing returning *`);
export const contactById = (tx: Tx, id: string) => maybe<Contact>(tx, sql`select * from hotline.contacts where id = ${id}`);
export const lockContact = (tx: Tx, id: string) => maybe<Contact>(tx, sql`select * from hotline.contacts where id = ${id} for update`);
export const lockBySource = (tx: Tx, brandId: string, channel: string, sourceId: string) => maybe<Contact>(tx, sql`select * from hotline.contacts where brand_id = ${brandId} and channel = ${channel} and source_id = ${sourceId} for update`);
export const saveContact = (tx: Tx, row: Contact) => one<Contact>(tx, sql`update hotline.contacts set source_id = ${row.sourceId}, skill = ${row.skill}, urgency = ${row.urgency}, state = ${row.state}, arrived_at = ${row.arrivedAt.toISOString()}::timestamptz, promised_at = ${row.promisedAt?.toISOString() ?? null}::timestamptz,
  offered_to = ${row.offeredTo}::text, offered_at = ${row.offeredAt?.toISOString() ?? null}::timestamptz, agent_id = ${row.agentId}::text, agent_name = ${row.agentName}::text, answered_at = ${row.answeredAt?.toISOString() ?? null}::timestamptz,
  ended_at = ${row.endedAt?.toISOString() ?? null}::timestamptz, call_back_due_at = ${row.callBackDueAt?.toISOString() ?? null}::timestamptz, call_back_tries = ${row.callBackTries}, outcome = ${row.outcome}::text, note = ${row.note}::text, case_id = ${row.caseId}::text,
  handed_from = ${row.handedFrom}::text, handed_words = ${row.handedWords}::text, owner_id = ${row.ownerId}::text, owner_name = ${row.ownerName}::text, vehicle_id = ${row.vehicleId}::text, version = version + 1 where id = ${row.id} returning *`);

export const contactsIn = (tx: Tx, brandId: string, states: readonly string[]) => many<Contact>(tx, sql`select * from hotline.contacts where brand_id = ${brandId} and state = any(${[...states]}::text[]) order by (urgency = 1) desc, coalesce(call_back_due_at, arrived_at), id limit 300`);
export const lockWaiting = (tx: Tx, brandId: string) => many<Contact>(tx, sql`select * from hotline.contacts where brand_id = ${brandId} and state in ('waiting', 'offered') order by arrived_at for update skip locked`);
/** What somebody has: the call first, then talks in the order in which they were taken, then what rings. */
export const contactsOfAgent = (tx: Tx, staffId: string) => many<Contact>(tx, sql`select * from hotline.contacts where (state in ('talking', 'wrapUp') and agent_id = ${staffId}) or (state = 'offered' and offered_to = ${staffId}) order by (state = 'offered'), (channel = 'chat'), answered_at, id limit 20`);
/** Who is at a contact, ringing or in the wrap-up of one. */
export const busyAgents = async (tx: Tx, brandId: string): Promise<Set<string>> => new Set((await many<{ id: string }>(tx, sql`select agent_id as id from hotline.contacts where state in ('talking', 'wrapUp') and agent_id is not null
  union select offered_to from hotline.contacts where brand_id = ${brandId} and state = 'offered' and offered_to is not null`)).map((row) => row.id));
/** What is told of one call is heard one after the other. */
export const lockChannel = (tx: Tx, brandId: string, channelId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`hotline channel ${brandId} ${channelId}`}))`);
export type Said = 'gone' | 'danger' | 'callBack';
export const hearOnce = async (tx: Tx, brandId: string, hash: string, channelId: string, said: Said | null): Promise<boolean> =>
  (await maybe(tx, sql`insert into hotline.heard (brand_id, event_hash, at, channel_id, said) values (${brandId}, ${hash}, ${tx.now.toISOString()}::timestamptz, ${channelId}, ${said}::text) on conflict do nothing returning brand_id`)) !== undefined;
export const saidOn = async (tx: Tx, brandId: string, channelId: string): Promise<Said[]> => (await many<{ said: Said }>(tx, sql`select distinct said from hotline.heard where brand_id = ${brandId} and channel_id = ${channelId} and said is not null`)).map((row) => row.said);
/** Whom a call-back is owed at a number. */
export const lockOwedTo = (tx: Tx, brandId: string, phone: string) => maybe<Contact>(tx, sql`select * from hotline.contacts where brand_id = ${brandId} and phone = ${phone} and channel = 'phone' and state = 'callBack' order by call_back_due_at, id limit 1 for update`);
/** Call-backs whose time has passed since anybody was told so. */
export const callBacksLate = (tx: Tx, brandId: string, before: Date) => many<Contact>(tx, sql`update hotline.contacts set told_late_at = ${tx.now.toISOString()}::timestamptz where brand_id = ${brandId} and state = 'callBack' and call_back_due_at < ${before.toISOString()}::timestamptz
  and (told_late_at is null or told_late_at < call_back_due_at) returning *`);
/** One person does one thing at a time; whoever only offers does not wait for it. */
export const lockAgent = (tx: Tx, staffId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`hotline agent ${staffId}`}))`);
export const tryAgent = async (tx: Tx, staffId: string): Promise<boolean> => (await one<{ free: boolean }>(tx, sql`select pg_try_advisory_xact_lock(hashtext(${`hotline agent ${staffId}`})) as free`)).free;
export const forgetHeard = (tx: Tx) => run(tx, sql`delete from hotline.heard where at < ${new Date(tx.now.getTime() - 86_400_000).toISOString()}::timestamptz`);

export type Arrival = Pick<Contact, 'arrivedAt' | 'answeredAt' | 'promisedAt' | 'callBackDueAt' | 'state'>;
export const arrivalsSince = (tx: Tx, brandId: string, since: Date) => many<Arrival>(tx, sql`select arrived_at, answered_at, promised_at, call_back_due_at, state from hotline.contacts where brand_id = ${brandId} and arrived_at >= ${since.toISOString()}::timestamptz order by arrived_at limit 20000`);
