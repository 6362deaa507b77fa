// Every SQL statement about commands.
import { many, maybe, one, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Agreed, Command } from './command.ts';

const columns = sql`id, vin, brand_id, owner_id, kind, message, details, purpose, why, look_id, asked_by, asked_by_name, asked_at, consent, consent_at, approval, approved_by_name, approval_at, state, dispatch_id, ended_at, expires_at, version`;

export const insertCommand = (tx: Tx, c: Pick<Command, 'vin' | 'brandId' | 'ownerId' | 'kind' | 'message' | 'details' | 'purpose' | 'why' | 'lookId' | 'askedBy' | 'askedByName' | 'consent' | 'approval' | 'expiresAt'>): Promise<Command> =>
  one(tx, sql`insert into commands.commands (id, vin, brand_id, owner_id, kind, message, details, purpose, why, look_id, asked_by, asked_by_name, asked_at, consent, approval, state, expires_at)
    values (${newId()}, ${c.vin}, ${c.brandId}, ${c.ownerId}, ${c.kind}, ${JSON.stringify(c.message)}::jsonb, ${JSON.stringify(c.details)}::jsonb, ${c.purpose}, ${c.why}, ${c.lookId}, ${c.askedBy}, ${c.askedByName},
      ${tx.now}::timestamptz, ${c.consent}, ${c.approval}, 'waiting', ${c.expiresAt.toISOString()}::timestamptz) returning ${columns}`);

export const commandById = (tx: Tx, id: string): Promise<Command | undefined> => maybe(tx, sql`select ${columns} from commands.commands where id = ${id}`);
export const commandsTo = (tx: Tx, vin: string, ownerId: string | null, limit: number): Promise<Command[]> =>
  many(tx, sql`select ${columns} from commands.commands where vin = ${vin} and (${ownerId}::text is null or owner_id = ${ownerId}::text) order by asked_at desc, id desc limit ${limit}`);
export const commandsOfOwner = (tx: Tx, ownerId: string, limit: number): Promise<Command[]> =>
  many(tx, sql`select ${columns} from commands.commands where owner_id = ${ownerId} order by (state = 'waiting' and consent = 'asked') desc, asked_at desc, id desc limit ${limit}`);

/** Undefined when it has moved on meanwhile. */
export const moveCommand = (tx: Tx, c: Command, to: { consent?: Agreed; approval?: Agreed; approvedByName?: string; state: Command['state']; dispatchId?: string }): Promise<Command | undefined> =>
  maybe(tx, sql`update commands.commands set consent = coalesce(${to.consent ?? null}::text, consent), consent_at = case when ${to.consent ?? null}::text is null then consent_at else ${tx.now}::timestamptz end,
      approval = coalesce(${to.approval ?? null}::text, approval), approval_at = case when ${to.approval ?? null}::text is null then approval_at else ${tx.now}::timestamptz end,
      approved_by_name = coalesce(${to.approvedByName ?? null}::text, approved_by_name), state = ${to.state}, dispatch_id = coalesce(${to.dispatchId ?? null}::text, dispatch_id),
      ended_at = case when ${to.state} in ('waiting', 'released') then null else ${tx.now}::timestamptz end, version = version + 1
    where id = ${c.id} and version = ${c.version} returning ${columns}`);

/** What went off to cars and could tell of their software. */
export const releasedAboutSoftware = (tx: Tx, brandId: string, vin: string | undefined): Promise<Command[]> =>
  many(tx, sql`select ${columns} from commands.commands where brand_id = ${brandId} and (${vin ?? null}::text is null or vin = ${vin ?? null}::text) and state = 'released' and kind in ('readParameters', 'remoteUpgrade') order by asked_at, id`);

export const overdueCommands = (tx: Tx): Promise<Command[]> =>
  many(tx, sql`select ${columns} from commands.commands where state = 'waiting' and expires_at <= ${tx.now}::timestamptz order by expires_at limit 500`);
