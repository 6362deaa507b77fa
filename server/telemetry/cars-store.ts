// SQL of questions about many vehicles at once: which were heard, which fell silent while they should report, which are
// where. Places leave here rounded to a hundredth of a degree, about a kilometre.
import { join, many, sql, type Sql } from '#platform/database';
import type { Tx } from '#platform/tx';

export type SilentCar = { vin: string; brandId: string; ownerId: string; receivedAt: Date };

/** Vehicles that were on or charging when last heard, did not log out, and were heard last between `after` and `before`. */
export const silentCars = (tx: Tx, after: Date, before: Date, limit: number): Promise<SilentCar[]> =>
  many(tx, sql`select vin, brand_id, owner_id, received_at from telemetry.states
    where received_at >= ${after.toISOString()}::timestamptz and received_at < ${before.toISOString()}::timestamptz and (logged_out_at is null or logged_out_at < seen_at)
      and (vehicle_state = 'started' or charging_state in ('parkedCharging', 'drivingCharging'))
    order by received_at desc limit ${limit}`);

export type PlacedCar = { vin: string; brandId: string; ownerId: string; lon: number; lat: number };
type Box = { west: number; south: number; east: number; north: number };
const coarse = sql`round(lon::numeric, 2)::float8 as lon, round(lat::numeric, 2)::float8 as lat`;

/** Vehicles whose latest place lies in the box, heard since `since`. */
export const carsInBox = (tx: Tx, box: Box, since: Date): Promise<PlacedCar[]> =>
  many(tx, sql`select vin, brand_id, owner_id, ${coarse} from telemetry.states
    where lon between ${box.west - 0.01} and ${box.east + 0.01} and lat between ${box.south - 0.01} and ${box.north + 0.01} and received_at >= ${since.toISOString()}::timestamptz`);

export const placesOf = async (tx: Tx, vins: readonly string[]): Promise<Map<string, { lon: number | null; lat: number | null }>> =>
  new Map((await many<{ vin: string; lon: number | null; lat: number | null }>(tx, sql`select vin, ${coarse} from telemetry.states where vin = any(${[...vins]}::text[])`)).map((row) => [row.vin, row]));

/** Vehicles heard since `since`, of a brand where one is named, the last heard first. */
export function carsHeard(tx: Tx, since: Date, brandId: string | undefined, limit: number): Promise<{ vin: string }[]> {
  const where: Sql[] = [sql`received_at >= ${since.toISOString()}::timestamptz`];
  if (brandId !== undefined) where.push(sql`brand_id = ${brandId}`);
  return many(tx, sql`select vin from telemetry.states where ${join(where, ' and ')} order by received_at desc, vin limit ${limit}`);
}
