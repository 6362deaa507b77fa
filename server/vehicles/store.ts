// Every SQL statement about the register of cars.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { OwnerStretch, PlateStretch, Vehicle } from './vehicle.ts';

const columns = sql`v.id, v.vin, v.brand_id, v.model_id, v.model_name, v.model_name_en, v.owner_id, v.plate_no, v.colour, v.delivered_on, v.usage_nature, v.version`;

/** The car of a VIN, undefined when there is none to see. */
export const vehicleByVin = (tx: Tx, vin: string) => maybe<Vehicle>(tx, sql`select ${columns} from vehicles.vehicles v where v.vin = ${vin}`);

/** The car of an id or VIN. */
export const vehicleByIdOrVin = (tx: Tx, key: string) => maybe<Vehicle>(tx, sql`select ${columns} from vehicles.vehicles v where v.vin = ${key} or v.id = ${key}`);

/** Many cars at once, by VIN. */
export const vehiclesByVin = async (tx: Tx, vins: readonly string[]): Promise<Map<string, Vehicle>> =>
  new Map((await many<Vehicle>(tx, sql`select ${columns} from vehicles.vehicles v where v.vin = any(${[...vins]}::text[])`)).map((vehicle) => [vehicle.vin, vehicle]));

/** Whose these vehicles are, as far as they are on the register; for readers of every report. */
export const holdersOf = (tx: Tx, vins: readonly string[]): Promise<Pick<Vehicle, 'vin' | 'brandId' | 'ownerId'>[]> =>
  many(tx, sql`select v.vin, v.brand_id, v.owner_id from unnest(${[...vins]}::text[]) as w(vin) join vehicles.vehicles v on v.vin = w.vin`); // a join, so that a plan made for a small register still serves a large one

export const vehiclesOf = (tx: Tx, ownerId: string) =>
  many<Vehicle>(tx, sql`select ${columns} from vehicles.vehicles v where v.owner_id = ${ownerId} order by v.added_at, v.vin`);

export type Search = {
  /** Upper case, without spaces: compared with plates (also former ones) and the end of VINs. */
  mark?: string;
  ownerIds?: readonly string[];
  brandId?: string; modelId?: string; ownerId?: string; after?: string; limit: number;
};

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** Plates are compared with O as 0 and I as 1, as people mistype them. */
function matching(search: Search): Sql | undefined {
  const ways: Sql[] = [];
  if (search.mark !== undefined && search.mark.length >= 3) {
    const alike = `%${escaped(search.mark.replaceAll('O', '0').replaceAll('I', '1'))}%`;
    ways.push(sql`translate(v.plate_no, 'OI', '01') like ${alike}`);
    ways.push(sql`v.vin in (select p.vin from vehicles.plates p where translate(p.plate_no, 'OI', '01') like ${alike})`);
    // a VIN knows no I, O, Q: whoever reads one aloud or types one means 1 and 0
    if (search.mark.length >= 4) ways.push(sql`v.vin like ${`%${escaped(search.mark.replaceAll(/[OQ]/g, '0').replaceAll('I', '1'))}`}`);
  }
  if (search.ownerIds !== undefined && search.ownerIds.length > 0) ways.push(sql`v.owner_id = any(${[...search.ownerIds]}::text[])`);
  return ways.length === 0 ? undefined : join(ways, ' or ');
}

/** Cars, the last registered first. A mark that is too short and no owner finds nothing. */
export async function foundVehicles(tx: Tx, search: Search): Promise<Vehicle[]> {
  const conditions: Sql[] = [sql`true`];
  if (search.mark !== undefined || search.ownerIds !== undefined) {
    const ways = matching(search);
    if (ways === undefined) return [];
    conditions.push(sql`(${ways})`);
  }
  if (search.brandId !== undefined) conditions.push(sql`v.brand_id = ${search.brandId}`);
  if (search.modelId !== undefined) conditions.push(sql`v.model_id = ${search.modelId}`);
  if (search.ownerId !== undefined) conditions.push(sql`v.owner_id = ${search.ownerId}`);
  if (search.after !== undefined) conditions.push(sql`v.id < ${search.after}`);
  return many(tx, sql`select ${columns} from vehicles.vehicles v where ${join(conditions, ' and ')} order by v.id desc limit ${search.limit}`);
}

/** Undefined when the VIN is taken. */
export const insertVehicle = (tx: Tx, v: Omit<Vehicle, 'version' | 'id'>) =>
  maybe<Vehicle>(tx, sql`insert into vehicles.vehicles as v (vin, id, brand_id, model_id, model_name, model_name_en, owner_id, plate_no, colour, delivered_on, usage_nature, added_at)
    values (${v.vin}, ${newId()}, ${v.brandId}, ${v.modelId}, ${v.modelName}, ${v.modelNameEn}, ${v.ownerId}, ${v.plateNo}::text, ${v.colour}, ${v.deliveredOn}::date,
      ${v.usageNature}, ${tx.now}::timestamptz)
    on conflict (vin) do nothing returning ${columns}`);

/** Undefined when the version is no longer the latest. */
export const updateHolder = (tx: Tx, vin: string, version: number, to: { ownerId: string; plateNo: string | null }) =>
  maybe<Vehicle>(tx, sql`update vehicles.vehicles v set owner_id = ${to.ownerId}, plate_no = ${to.plateNo}::text, version = version + 1
    where v.vin = ${vin} and v.version = ${version} returning ${columns}`);

type Place = { vin: string; brandId: string; ownerId: string };

export const openPlate = (tx: Tx, at: Place & { plateNo: string; fromOn: string }) =>
  run(tx, sql`insert into vehicles.plates (id, vin, brand_id, owner_id, plate_no, from_on) values (${newId()}, ${at.vin}, ${at.brandId}, ${at.ownerId}, ${at.plateNo}, ${at.fromOn}::date)`);
export const closePlate = (tx: Tx, vin: string, toOn: string) => run(tx, sql`update vehicles.plates set to_on = ${toOn}::date where vin = ${vin} and to_on is null`);

export const openOwnership = (tx: Tx, at: Place & { fromOn: string }) =>
  run(tx, sql`insert into vehicles.ownerships (id, vin, brand_id, owner_id, from_on) values (${newId()}, ${at.vin}, ${at.brandId}, ${at.ownerId}, ${at.fromOn}::date)`);
export const closeOwnership = (tx: Tx, vin: string, toOn: string) => run(tx, sql`update vehicles.ownerships set to_on = ${toOn}::date where vin = ${vin} and to_on is null`);

/** The day on which the present plate, or the present ownership, began: nothing may begin before it. */
export const presentSince = async (tx: Tx, vin: string): Promise<{ plateFromOn: string | null; ownerFromOn: string }> =>
  one(tx, sql`select (select from_on from vehicles.plates where vin = ${vin} and to_on is null) as plate_from_on, from_on as owner_from_on
    from vehicles.ownerships where vin = ${vin} and to_on is null`);

/** Which of these plates and VINs are of cars of a brand. */
export const marksKnown = async (tx: Tx, brandId: string, marks: readonly string[]): Promise<Set<string>> =>
  new Set((await many<{ mark: string }>(tx, sql`select v.vin as mark from vehicles.vehicles v where v.brand_id = ${brandId} and v.vin = any(${[...marks]}::text[])
    union select p.plate_no from vehicles.plates p where p.brand_id = ${brandId} and p.plate_no = any(${[...marks]}::text[])`)).map(({ mark }) => mark));

/** All plates of a car that can be seen, the present one first. */
export const plateHistory = (tx: Tx, vin: string) =>
  many<PlateStretch>(tx, sql`select vin, plate_no, from_on, to_on from vehicles.plates where vin = ${vin} order by from_on desc, to_on desc nulls first`);
export const ownerHistory = (tx: Tx, vin: string) =>
  many<OwnerStretch>(tx, sql`select vin, owner_id, from_on, to_on from vehicles.ownerships where vin = ${vin} order by from_on desc, to_on desc nulls first`);

/** Other cars that bear this plate now. */
export const othersWithPlate = (tx: Tx, plateNo: string, exceptVin: string) =>
  many<Vehicle>(tx, sql`select ${columns} from vehicles.vehicles v where v.plate_no = ${plateNo} and v.vin <> ${exceptVin}`);

/** How many cars of a model were delivered on a day; cars without a day of delivery count from the day they were added. */
export type Delivered = { modelId: string; on: string; cars: number };
export const carsDelivered = (tx: Tx, brandId: string) =>
  many<Delivered>(tx, sql`select model_id, to_char(coalesce(delivered_on, (added_at at time zone 'Asia/Shanghai')::date), 'YYYY-MM-DD') as on, count(*)::int as cars
    from vehicles.vehicles where brand_id = ${brandId} group by 1, 2`);

/** The day of delivery by car; a car without one counts from the day it was added. */
export const deliveryDays = async (tx: Tx, vehicleIds: readonly string[]): Promise<Map<string, { on: string; ownerId: string; vin: string }>> =>
  new Map((await many<{ id: string; on: string; ownerId: string; vin: string }>(tx, sql`select id, vin, to_char(coalesce(delivered_on, (added_at at time zone 'Asia/Shanghai')::date), 'YYYY-MM-DD') as on, owner_id from vehicles.vehicles where id in (select jsonb_array_elements_text(${JSON.stringify(vehicleIds)}::jsonb))`)).map(({ id, on, ownerId, vin }) => [id, { on, ownerId, vin }]));

/** How many cars of a brand are on the road, by model. */
export const carsByModel = (tx: Tx, brandId: string) =>
  many<{ modelId: string; name: string; nameEn: string; cars: number }>(tx, sql`select model_id, min(model_name) as name, min(model_name_en) as name_en, count(*)::int as cars from vehicles.vehicles where brand_id = ${brandId} group by model_id order by cars desc`);
