// Every SQL statement about dialects.
import { many, maybe, one, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { HouseDialect } from './dialect.ts';

const columns = sql`id, name, vin_prefix, from_at, until_at, source, settings, added_at, version`;

export const allDialects = (tx: Pick<Tx, 'db'>): Promise<HouseDialect[]> => many(tx, sql`select ${columns} from gateway.dialects order by vin_prefix, from_at desc, id`);
export const dialectById = (tx: Tx, id: string): Promise<HouseDialect | undefined> => maybe(tx, sql`select ${columns} from gateway.dialects where id = ${id}`);

/** Running gateways hear of it at once. */
const tellGateways = (tx: Tx): Promise<unknown> => many(tx, sql`select pg_notify('careloop_gateway', 'dialects')`);

export async function insertDialect(tx: Tx, said: Pick<HouseDialect, 'name' | 'vinPrefix' | 'source' | 'settings'> & { fromAt: string }): Promise<HouseDialect> {
  const dialect = await one<HouseDialect>(tx, sql`insert into gateway.dialects (id, name, vin_prefix, from_at, source, settings, added_at)
    values (${newId()}, ${said.name}, ${said.vinPrefix}, ${said.fromAt}::timestamptz, ${said.source}, ${JSON.stringify(said.settings)}::jsonb, ${tx.now}::timestamptz) returning ${columns}`);
  await tellGateways(tx);
  return dialect;
}

/** Undefined when somebody else was faster, or it has ended. One that had not begun never does. */
export async function endDialectAt(tx: Tx, id: string, version: number): Promise<HouseDialect | undefined> {
  const dialect = await maybe<HouseDialect>(tx, sql`update gateway.dialects set until_at = greatest(${tx.now}::timestamptz, from_at), version = version + 1
    where id = ${id} and version = ${version} and until_at is null returning ${columns}`);
  if (dialect !== undefined) await tellGateways(tx);
  return dialect;
}
