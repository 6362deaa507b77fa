// Every SQL statement about keys of cars.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';

export type KeyRow = {
  id: string; vin: string; brandId: string; purpose: 'signature' | 'unit'; algorithm: 'rsa' | 'sm2' | 'ecc' | 'aes' | 'sm4'; key: Uint8Array; chipId: string | null;
  source: 'staff' | 'activation' | 'exchange'; fromAt: Date; untilAt: Date | null; withdrawnAt: Date | null; addedAt: Date; version: number;
};
const columns = sql`id, vin, brand_id, purpose, algorithm, key, chip_id, source, from_at, until_at, withdrawn_at, added_at, version`;

/** Keys of these cars that are not withdrawn, the newest first. */
export const keysInUse = (tx: Tx, vins: readonly string[]): Promise<KeyRow[]> =>
  many(tx, sql`select ${columns} from gateway.vehicle_keys where vin = any(${[...vins]}::text[]) and withdrawn_at is null order by from_at desc, id desc`);

/** Keys of these cars, those withdrawn too: what came while one was trusted is read with it. The newest first. */
export const keysOfCars = (tx: Tx, vins: readonly string[]): Promise<KeyRow[]> =>
  many(tx, sql`select ${columns} from gateway.vehicle_keys where vin = any(${[...vins]}::text[]) order by from_at desc, id desc`);

/** All keys that a car has had, the newest first. */
export const keysOfCar = (tx: Tx, vin: string): Promise<KeyRow[]> =>
  many(tx, sql`select ${columns} from gateway.vehicle_keys where vin = ${vin} order by added_at desc, id desc limit 200`);

/** Whether there is a key of any car. */
export const anyKey = async (tx: Tx): Promise<boolean> => (await maybe(tx, sql`select 1 from gateway.vehicle_keys where withdrawn_at is null limit 1`)) !== undefined;

/** The other car whose key in use came from this chip. */
export const carOfChip = (tx: Tx, chipId: string, vin: string): Promise<{ vin: string } | undefined> =>
  maybe(tx, sql`select vin from gateway.vehicle_keys where chip_id = ${chipId} and vin <> ${vin} and withdrawn_at is null limit 1`);

export const keyById = (tx: Tx, id: string): Promise<KeyRow | undefined> => maybe(tx, sql`select ${columns} from gateway.vehicle_keys where id = ${id}`);

/** One activation of a car at a time. */
export const lockKeysOf = (tx: Tx, vin: string): Promise<unknown> => many(tx, sql`select pg_advisory_xact_lock(hashtext(${`vehicle keys ${vin}`}))`);

const tellGateways = (tx: Tx): Promise<unknown> => many(tx, sql`select pg_notify('careloop_gateway', 'keys')`);

export async function insertKey(tx: Tx, k: Pick<KeyRow, 'vin' | 'brandId' | 'purpose' | 'algorithm' | 'key' | 'chipId' | 'source'> & { fromAt: Date; untilAt: Date | null }): Promise<KeyRow> {
  const row = await one<KeyRow>(tx, sql`insert into gateway.vehicle_keys (id, vin, brand_id, purpose, algorithm, key, chip_id, source, from_at, until_at, added_at)
    values (${newId()}, ${k.vin}, ${k.brandId}, ${k.purpose}, ${k.algorithm}, decode(${Buffer.from(k.key).toString('base64')}, 'base64'), ${k.chipId}::text, ${k.source},
      ${k.fromAt.toISOString()}::timestamptz, ${k.untilAt?.toISOString() ?? null}::timestamptz, ${tx.now}::timestamptz) returning ${columns}`);
  await tellGateways(tx);
  return row;
}

/** Undefined when somebody else was faster, or it is withdrawn. */
export async function withdrawKey(tx: Tx, id: string, version: number): Promise<KeyRow | undefined> {
  const row = await maybe<KeyRow>(tx, sql`update gateway.vehicle_keys set withdrawn_at = ${tx.now}::timestamptz, version = version + 1
    where id = ${id} and version = ${version} and withdrawn_at is null returning ${columns}`);
  if (row !== undefined) await tellGateways(tx);
  return row;
}

/** Keys of data units that ended long ago open nothing any more. */
export const forgetKeys = (tx: Tx, endedBefore: Date): Promise<number> =>
  run(tx, sql`delete from gateway.vehicle_keys where purpose = 'unit' and (until_at < ${endedBefore.toISOString()}::timestamptz or withdrawn_at < ${endedBefore.toISOString()}::timestamptz)`);
