// Every SQL statement about looks.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Look, Scope, Use } from './look.ts';

const columns = sql`id, vin, brand_id, owner_id, staff_id, staff_name, purpose, why, scopes, opened_at, until, ended_at`;

export const insertLook = (tx: Tx, l: Omit<Look, 'id' | 'openedAt' | 'endedAt'>): Promise<Look> =>
  one(tx, sql`insert into looks.looks (id, vin, brand_id, owner_id, staff_id, staff_name, purpose, why, scopes, opened_at, until)
    values (${newId()}, ${l.vin}, ${l.brandId}, ${l.ownerId}, ${l.staffId}, ${l.staffName}, ${l.purpose}, ${l.why}, ${l.scopes}::text[], ${tx.now}::timestamptz, ${l.until.toISOString()}::timestamptz) returning ${columns}`);

export const lookById = (tx: Tx, id: string): Promise<Look | undefined> => maybe(tx, sql`select ${columns} from looks.looks where id = ${id}`);

export const endLookNow = (tx: Tx, id: string): Promise<Look> =>
  one(tx, sql`update looks.looks set ended_at = least(coalesce(ended_at, ${tx.now}::timestamptz), until) where id = ${id} returning ${columns}`);

/** A look that is open now, by this person into this car of this owner. */
export const openLookOf = (tx: Tx, staffId: string, of: { vin: string; ownerId: string }, scope: Scope): Promise<Look | undefined> =>
  maybe(tx, sql`select ${columns} from looks.looks where vin = ${of.vin} and owner_id = ${of.ownerId} and staff_id = ${staffId} and ${scope} = any(scopes)
    and ended_at is null and until > ${tx.now}::timestamptz order by until desc limit 1`);

export const looksInto = (tx: Tx, vin: string, limit: number): Promise<Look[]> =>
  many(tx, sql`select ${columns} from looks.looks where vin = ${vin} order by opened_at desc, id desc limit ${limit}`);
export const looksAtOwner = (tx: Tx, ownerId: string, limit: number): Promise<Look[]> =>
  many(tx, sql`select ${columns} from looks.looks where owner_id = ${ownerId} order by opened_at desc, id desc limit ${limit}`);

export const noteUse = (tx: Tx, look: Pick<Look, 'id' | 'brandId' | 'ownerId'>, scope: Scope): Promise<number> =>
  run(tx, sql`insert into looks.uses as u (look_id, brand_id, owner_id, scope, count, first_at, last_at) values (${look.id}, ${look.brandId}, ${look.ownerId}, ${scope}, 1, ${tx.now}::timestamptz, ${tx.now}::timestamptz)
    on conflict (look_id, scope) do update set count = u.count + 1, last_at = excluded.last_at`);

export const usesOf = (tx: Tx, lookIds: readonly string[]): Promise<(Use & { lookId: string })[]> =>
  many(tx, sql`select look_id, scope, count, first_at, last_at from looks.uses where look_id = any(${[...lookIds]}::text[]) order by first_at`);
