// Every SQL statement about dialects.
import { many, maybe, one, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { HouseDialect } from './dialect.ts';

const columns = sql`id, name, vin_prefix, from_at, until_at, source, settings, added_at, version`;

export const allDialects = (tx: Pick<Tx, 'db'>): Promise<HouseDialect[]> => many(tx, sql`select ${columns} from gateway.dialects order by vin_prefix, from_at desc, id`);
export const dialectById = (tx: Tx, id: string): Promise<HouseDialect | undefined> => maybe(tx, sql`select ${columns} from gateway.dialects where id = ${id}`);

export const insertDialect = (tx: Tx, said: Pick<HouseDialect, 'name' | 'vinPrefix' | 'source' | 'settings'> & { fromAt: string }): Promise<HouseDialect> =>
  one(tx, sql`insert into gateway.dialects (id, name, vin_prefix, from_at, source, settings, added_at)
    values (${newId()}, ${said.name}, ${said.vinPrefix}, ${said.fromAt}::timestamptz, ${said.source}, ${JSON.stringify(said.settings)}::jsonb, ${tx.now}::timestamptz) returning ${columns}`);

/** Undefined when somebody else was faster, or it has ended. One that had not begun never does. */
export const endDialectAt = (tx: Tx, id: string, version: number): Promise<HouseDialect | undefined> =>
  maybe(tx, sql`update gateway.dialects set until_at = greatest(${tx.now}::timestamptz, from_at), version = version + 1
    where id = ${id} and version = ${version} and until_at is null returning ${columns}`);
