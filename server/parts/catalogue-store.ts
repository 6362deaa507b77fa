// Statements of the catalogue: numbers, what replaces what, and sheets that somebody brought.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { origins, partClasses } from './catalogue-api.ts';
import type { sheetFaults } from './sheet-api.ts';
import type { Supersession } from './supersession.ts';

export type PartClass = (typeof partClasses)[number];
export type Origin = (typeof origins)[number];
export type Entry = {
  brandId: string; code: string; name: string; nameEn: string; class: PartClass; origin: Origin; costFen: number | null; supplierId: string | null; lot: number; side: 'left' | 'right' | null; pairCode: string | null; colour: string | null;
  softwareCoded: boolean; serialised: boolean; coreReturn: boolean; unNumber: string | null; packing: string | null; socMaxPct: number | null; kit: { code: string; quantity: number }[]; modelIds: string[] | null; builtFrom: string | null; builtTo: string | null;
  shelfLifeDays: number | null; endedOn: string | null; version: number;
};
const columns = sql`brand_id, code, name, name_en, class, origin, cost_fen, supplier_id, lot, side, pair_code, colour, software_coded, serialised, core_return, un_number, packing, soc_max_pct, kit, model_ids, built_from, built_to, shelf_life_days, ended_on, version`;
export const catalogueOf = (tx: Tx, brandId: string) => many<Entry>(tx, sql`select ${columns} from parts.catalogue where brand_id = ${brandId} order by code`);
export const catalogueCode = (tx: Tx, brandId: string, code: string) => maybe<Entry>(tx, sql`select ${columns} from parts.catalogue where brand_id = ${brandId} and code = ${code}`);
export const kitsOf = async (tx: Tx, brandId: string): Promise<Map<string, Entry['kit']>> =>
  new Map((await many<Pick<Entry, 'code' | 'kit'>>(tx, sql`select code, kit from parts.catalogue where brand_id = ${brandId} and kit <> '[]'::jsonb`)).map((one) => [one.code, one.kit]));
export type Minded = Pick<Entry, 'code' | 'name' | 'nameEn' | 'softwareCoded' | 'colour' | 'serialised' | 'coreReturn'>;
/** Of some numbers those that are to be minded when they are fitted. */
export const entriesMinded = (tx: Tx, brandId: string, codes: readonly string[]) =>
  many<Minded>(tx, sql`select code, name, name_en, software_coded, colour, serialised, core_return from parts.catalogue where brand_id = ${brandId} and code = any(${[...codes]}::text[]) and (software_coded or serialised or core_return or colour is not null) order by code`);
export const lockEntry = (tx: Tx, brandId: string, code: string) => maybe<Entry>(tx, sql`select ${columns} from parts.catalogue where brand_id = ${brandId} and code = ${code} for update`);
/** Many at once: a sheet has thousands. */
export async function saveEntries(tx: Tx, entries: readonly Omit<Entry, 'version'>[], sheetId: string | null): Promise<Entry[]> {
  const saved: Entry[] = [];
  for (let first = 0; first < entries.length; first += 2_000) saved.push(...(await many<Entry>(tx, sql`insert into parts.catalogue (brand_id, code, name, name_en, class, origin, cost_fen, supplier_id, lot, side, pair_code, colour, software_coded, serialised, core_return, un_number, packing, soc_max_pct, kit, model_ids, built_from, built_to, shelf_life_days, ended_on, sheet_id)
    select r."brandId", r.code, r.name, r."nameEn", r.class, r.origin, r."costFen", r."supplierId", r.lot, r.side, r."pairCode", r.colour, r."softwareCoded", r.serialised, r."coreReturn", r."unNumber", r.packing, r."socMaxPct", r.kit, r."modelIds", r."builtFrom", r."builtTo", r."shelfLifeDays", r."endedOn", ${sheetId}::text
    from jsonb_to_recordset(${JSON.stringify(entries.slice(first, first + 2_000))}::jsonb) as r("brandId" text, code text, name text, "nameEn" text, class text, origin text, "costFen" int, "supplierId" text, lot int, side text, "pairCode" text, colour text, "softwareCoded" boolean, serialised boolean, "coreReturn" boolean,
      "unNumber" text, packing text, "socMaxPct" int, kit jsonb, "modelIds" text[], "builtFrom" date, "builtTo" date, "shelfLifeDays" int, "endedOn" date)
    on conflict (brand_id, code) do update set name = excluded.name, name_en = excluded.name_en, class = excluded.class, origin = excluded.origin, cost_fen = excluded.cost_fen, supplier_id = excluded.supplier_id, lot = excluded.lot, side = excluded.side, pair_code = excluded.pair_code,
      colour = excluded.colour, software_coded = excluded.software_coded, serialised = excluded.serialised, core_return = excluded.core_return, un_number = excluded.un_number, packing = excluded.packing, soc_max_pct = excluded.soc_max_pct, kit = excluded.kit, model_ids = excluded.model_ids,
      built_from = excluded.built_from, built_to = excluded.built_to, shelf_life_days = excluded.shelf_life_days, ended_on = excluded.ended_on, sheet_id = excluded.sheet_id, version = catalogue.version + 1 returning ${columns}`)));
  return saved;
}
export const saveEntry = async (tx: Tx, entry: Omit<Entry, 'version'>): Promise<Entry> => (await saveEntries(tx, [entry], null))[0] as Entry;
export const lockEntries = (tx: Tx, brandId: string, codes: readonly string[]) => many<Entry>(tx, sql`select ${columns} from parts.catalogue where brand_id = ${brandId} and code = any(${[...codes]}::text[]) order by code for update`);
export const versionsOf = async (tx: Tx, brandId: string, codes: readonly string[]): Promise<Map<string, number>> =>
  new Map((await many<{ code: string; version: number }>(tx, sql`select code, version from parts.catalogue where brand_id = ${brandId} and code = any(${[...codes]}::text[]) order by code for update`)).map((one) => [one.code, one.version]));
export const deleteEntries = (tx: Tx, brandId: string, codes: readonly string[]) => run(tx, sql`delete from parts.catalogue where brand_id = ${brandId} and code = any(${[...codes]}::text[])`);

export const supersessionsOf = (tx: Tx, brandId: string) => many<Supersession & { why: string }>(tx, sql`select old_code, new_code, both_ways, use_old_first, from_on, why from parts.supersessions where brand_id = ${brandId} order by from_on, old_code, new_code`);
export const insertSupersession = (tx: Tx, s: Supersession & { brandId: string; why: string }) =>
  run(tx, sql`insert into parts.supersessions (brand_id, old_code, new_code, both_ways, use_old_first, from_on, why) values (${s.brandId}, ${s.oldCode}, ${s.newCode}, ${s.bothWays}, ${s.useOldFirst}, ${s.fromOn}::date, ${s.why})
    on conflict (brand_id, old_code, new_code) do update set both_ways = excluded.both_ways, use_old_first = excluded.use_old_first, from_on = excluded.from_on, why = excluded.why`);
export const lockChains = (tx: Tx, brandId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`parts chains ${brandId}`}))`);

export type SheetFault = (typeof sheetFaults)[number];
export type SheetRow = { line: number; cells: Record<string, string>; faults: { column: string; code: SheetFault }[] };
/** What a row made: the code, and what stood there before (null: nothing). */
export type SheetMade = { code: string; before: Entry | null; version: number };
export type Sheet = { id: string; brandId: string; fileName: string; state: 'checked' | 'applied' | 'undone'; rows: SheetRow[]; made: SheetMade[]; byName: string; checkedAt: Date; version: number };
const sheetColumns = sql`id, brand_id, file_name, state, rows, made, by_name, checked_at, version`;
export const insertSheet = (tx: Tx, s: Pick<Sheet, 'brandId' | 'fileName' | 'rows' | 'byName'>) =>
  one<Sheet>(tx, sql`insert into parts.sheets (id, brand_id, file_name, state, rows, by_name, checked_at) values (${newId()}, ${s.brandId}, ${s.fileName}, 'checked', ${JSON.stringify(s.rows)}::jsonb, ${s.byName}, ${tx.now}) returning ${sheetColumns}`);
export const lockSheet = (tx: Tx, id: string) => maybe<Sheet>(tx, sql`select ${sheetColumns} from parts.sheets where id = ${id} for update`);
export const saveSheet = (tx: Tx, s: Sheet) => one<Sheet>(tx, sql`update parts.sheets set state = ${s.state}, rows = ${JSON.stringify(s.rows)}::jsonb, made = ${JSON.stringify(s.made)}::jsonb, version = version + 1 where id = ${s.id} returning ${sheetColumns}`);
