// Statements of what lies where: movements, balances, places, and what is kept for whom.
import { many, maybe, one, run, sql } from '#platform/database';
import { actorId, actorName } from '#platform/actor';
import type { Tx } from '#platform/tx';
import type { Balance, MovementKind, Shelf } from './movement.ts';

export type At = { placeId: string; outletId: string; brandId: string };
export type Stock = At & Balance & { code: string; bin: string | null; countedAt: Date | null; countedBy: string | null };
export type Place = { id: string; brandId: string; outletId: string; kind: 'van' | 'warehouse'; name: string; nameEn: string; active: boolean; version: number };
export type MovementRow = At & { code: string; kind: MovementKind; shelf: Shelf; quantity: number; unitFen?: number | null; serial?: string | null; refKind?: string; refId?: string; refLabel?: string; why?: string | null };
export type Movement = { id: number; at: Date; placeId: string; outletId: string; code: string; kind: MovementKind; shelf: Shelf; quantity: number; refLabel: string | null; why: string | null; byName: string };

const columns = sql`place_id, outlet_id, brand_id, code, on_hand, quarantined, cores, bin, counted_at, counted_by`;
export const stockAt = (tx: Tx, at: At) => many<Stock>(tx, sql`select ${columns} from parts.stock where place_id = ${at.placeId} and brand_id = ${at.brandId} order by code`);
export const stockOfPlaces = (tx: Tx, placeIds: readonly string[]) => many<Stock>(tx, sql`select ${columns} from parts.stock where place_id = any(${[...placeIds]}::text[]) order by place_id, brand_id, code`);
/** The same shelf as others see it who want it too: they wait until this transaction ends. */
export async function lockStock(tx: Tx, at: At, codes: readonly string[]): Promise<Map<string, Stock>> {
  const wanted = [...new Set(codes)].toSorted();
  await run(tx, sql`insert into parts.stock (place_id, outlet_id, brand_id, code) select ${at.placeId}, ${at.outletId}, ${at.brandId}, code from unnest(${wanted}::text[]) as code on conflict do nothing`);
  const rows = await many<Stock>(tx, sql`select ${columns} from parts.stock where place_id = ${at.placeId} and brand_id = ${at.brandId} and code = any(${wanted}::text[]) order by code for update`);
  return new Map(rows.map((row) => [row.code, row]));
}
export const stockOfCodes = (tx: Tx, brandId: string, codes: readonly string[]) => many<Stock>(tx, sql`select ${columns} from parts.stock where brand_id = ${brandId} and code = any(${[...codes]}::text[]) order by code, place_id`);
export const writeCounted = (tx: Tx, at: At, code: string, by: string) =>
  run(tx, sql`update parts.stock set counted_at = ${tx.now}, counted_by = ${by} where place_id = ${at.placeId} and brand_id = ${at.brandId} and code = ${code}`);
export const writeBin = (tx: Tx, at: At, code: string, bin: string | null) =>
  run(tx, sql`update parts.stock set bin = ${bin}::text where place_id = ${at.placeId} and brand_id = ${at.brandId} and code = ${code}`);

/** The only way in which a balance changes. */
export async function move(tx: Tx, rows: readonly MovementRow[]): Promise<void> {
  const written = rows.filter((row) => row.quantity !== 0);
  if (written.length === 0) return;
  await run(tx, sql`insert into parts.movements (at, place_id, outlet_id, brand_id, code, kind, shelf, quantity, unit_fen, serial, ref_kind, ref_id, ref_label, why, by_id, by_name)
    select ${tx.now}::timestamptz, r."placeId", r."outletId", r."brandId", r.code, r.kind, r.shelf, r.quantity, r."unitFen", r.serial, r."refKind", r."refId", r."refLabel", r.why, ${actorId(tx.actor)}::text, ${actorName(tx.actor)}
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as r("placeId" text, "outletId" text, "brandId" text, code text, kind text, shelf text, quantity int, "unitFen" int, serial text, "refKind" text, "refId" text, "refLabel" text, why text)`);
}
const movementColumns = sql`id, at, place_id, outlet_id, code, kind, shelf, quantity, ref_label, why, by_name`;
export const movementsAt = (tx: Tx, at: At, code: string | null, limit: number) =>
  many<Movement>(tx, sql`select ${movementColumns} from parts.movements where place_id = ${at.placeId} and brand_id = ${at.brandId} and (${code}::text is null or code = ${code}::text) order by id desc limit ${limit}`);
export const movementsOf = (tx: Tx, brandId: string, code: string, limit: number) =>
  many<Movement>(tx, sql`select ${movementColumns} from parts.movements where brand_id = ${brandId} and code = ${code} order by at desc, id desc limit ${limit}`);
/** What of some numbers was taken for a visit, or for a box of it, and has not come back. */
export const takenFor = async (tx: Tx, at: At, codes: readonly string[], label: string): Promise<number> =>
  (await one<{ units: number }>(tx, sql`select coalesce(-sum(quantity), 0)::int as units from parts.movements where brand_id = ${at.brandId} and outlet_id = ${at.outletId} and code = any(${[...codes]}::text[]) and kind in ('pick', 'return') and (ref_label = ${label} or starts_with(ref_label, ${`${label}-`}))`)).units;
/** The same by number, of what was taken and has not come back. */
export const takenByCode = async (tx: Tx, work: { brandId: string; outletId: string; number: string }, codes: readonly string[]): Promise<Map<string, number>> =>
  new Map((await many<{ code: string; units: number }>(tx, sql`select code, -sum(quantity)::int as units from parts.movements where brand_id = ${work.brandId} and outlet_id = ${work.outletId} and code = any(${[...codes]}::text[]) and kind in ('pick', 'return') and (ref_label = ${work.number} or starts_with(ref_label, ${`${work.number}-`})) group by code`)).map((one) => [one.code, one.units]));

/** Where a piece with a number of its own lies, as far as the book has seen that number. */
export async function serialAt(tx: Tx, at: At, code: string, serial: string): Promise<'here' | 'elsewhere' | 'neverSeen'> {
  const { seen, here } = await one<{ seen: number; here: number }>(tx, sql`select count(*)::int as seen, coalesce(sum(quantity) filter (where place_id = ${at.placeId}), 0)::int as here from parts.movements where brand_id = ${at.brandId} and code = ${code} and serial = ${serial} and shelf = 'good'`);
  return seen === 0 ? 'neverSeen' : here > 0 ? 'here' : 'elsewhere';
}

const placeColumns = sql`id, brand_id, outlet_id, kind, name, name_en, active, version`;
export const placeById = (tx: Tx, brandId: string, id: string) => maybe<Place>(tx, sql`select ${placeColumns} from parts.places where id = ${id} and brand_id = ${brandId}`);
export const placesOf = (tx: Tx, brandId: string) => many<Place>(tx, sql`select ${placeColumns} from parts.places where brand_id = ${brandId} order by kind, name`);
export const insertPlace = (tx: Tx, p: Omit<Place, 'active' | 'version'>) =>
  one<Place>(tx, sql`insert into parts.places (id, brand_id, outlet_id, kind, name, name_en) values (${p.id}, ${p.brandId}, ${p.outletId}, ${p.kind}, ${p.name}, ${p.nameEn}) returning ${placeColumns}`);
/** A van is called in the book as it is called on the road. */
export const writeVanPlaces = (tx: Tx, van: { id: string; outletId: string; name: string }, brandIds: readonly string[]) =>
  run(tx, sql`insert into parts.places (id, brand_id, outlet_id, kind, name, name_en) select ${van.id}, brand_id, ${van.outletId}, 'van', ${van.name}, ${van.name} from unnest(${[...brandIds]}::text[]) as brand_id
    on conflict (id, brand_id) do update set name = excluded.name, name_en = excluded.name_en`);

export type Hold = { forKind: 'appointment' | 'workOrder'; forId: string; label: string; outletId: string; brandId: string; code: string; quantity: number; onDay: string };
const holdColumns = sql`for_kind, for_id, label, outlet_id, brand_id, code, quantity, on_day`;
export const holdsAt = (tx: Tx, outletId: string, brandId: string) => many<Hold>(tx, sql`select ${holdColumns} from parts.holds where outlet_id = ${outletId} and brand_id = ${brandId} order by on_day, for_id`);
export const insertHolds = (tx: Tx, h: Omit<Hold, 'code' | 'quantity'>, needs: readonly { code: string; quantity: number }[]) =>
  run(tx, sql`insert into parts.holds (for_kind, for_id, label, outlet_id, brand_id, code, quantity, on_day)
    select ${h.forKind}, ${h.forId}, ${h.label}, ${h.outletId}, ${h.brandId}, r.code, r.quantity, ${h.onDay}::date from jsonb_to_recordset(${JSON.stringify(needs)}::jsonb) as r(code text, quantity int)`);
export const deleteHolds = (tx: Tx, forKind: Hold['forKind'], forId: string) =>
  many<{ code: string; quantity: number }>(tx, sql`delete from parts.holds where for_kind = ${forKind} and for_id = ${forId} returning code, quantity`);
/** What was kept for a visit has been picked for it, under the number that was kept or one that serves it; no more is let go than was picked. */
export async function pickHeld(tx: Tx, at: At, codes: readonly string[], label: string, units: number): Promise<void> {
  const holds = await many<Hold>(tx, sql`select ${holdColumns} from parts.holds where outlet_id = ${at.outletId} and brand_id = ${at.brandId} and code = any(${[...codes]}::text[]) and (label = ${label} or starts_with(${label}, label || '-')) order by array_position(${[...codes]}::text[], code), for_id for update`);
  let left = units;
  for (const hold of holds) {
    const picked = Math.min(left, hold.quantity);
    if (picked <= 0) break;
    left -= picked;
    const one = sql`for_kind = ${hold.forKind} and for_id = ${hold.forId} and code = ${hold.code} and outlet_id = ${at.outletId}`;
    await run(tx, picked === hold.quantity ? sql`delete from parts.holds where ${one}` : sql`update parts.holds set quantity = quantity - ${picked} where ${one}`);
  }
}
/** The visit has a number of its work now: what was kept for it is asked for by that. */
export const labelHolds = (tx: Tx, forId: string, label: string) => run(tx, sql`update parts.holds set label = ${label} where for_kind = 'appointment' and for_id = ${forId}`);
export const holdsFor = (tx: Tx, forId: string) => many<Hold>(tx, sql`select ${holdColumns} from parts.holds where for_id = ${forId}`);
