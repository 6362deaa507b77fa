// Every SQL statement about the alliance, its brands and models.
import { many, maybe, one, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Alliance, Brand, Model } from './brand.ts';

const brandColumns = sql`id, name, name_en, hotline, version`;
const modelColumns = sql`id, brand_id, name, name_en, chemistry, cell_count, probe_count, battery_kwh::float8 as battery_kwh,
  range_km, three_guarantees_min_soh_pct, repair_warranty_min_soh_pct, version`;

export const theAlliance = (tx: Tx) => maybe<Alliance>(tx, sql`select name, name_en, version from brands.alliance`);

export const writeAlliance = (tx: Tx, alliance: { name: string; nameEn: string }) =>
  one<Alliance>(tx, sql`insert into brands.alliance (name, name_en) values (${alliance.name}, ${alliance.nameEn})
    on conflict (id) do update set name = excluded.name, name_en = excluded.name_en, version = brands.alliance.version + 1
    returning name, name_en, version`);

export const allBrands = (tx: Tx) => many<Brand>(tx, sql`select ${brandColumns} from brands.brands order by added_at, id`);

export const brandById = (tx: Tx, id: string) => maybe<Brand>(tx, sql`select ${brandColumns} from brands.brands where id = ${id}`);

/** Undefined when the code is taken. */
export const insertBrand = (tx: Tx, brand: Omit<Brand, 'version'>) =>
  maybe<Brand>(tx, sql`insert into brands.brands (id, name, name_en, hotline, added_at)
    values (${brand.id}, ${brand.name}, ${brand.nameEn}, ${brand.hotline}, ${tx.now}::timestamptz)
    on conflict (id) do nothing returning ${brandColumns}`);

/** Undefined when somebody else was faster. */
export const updateBrand = (tx: Tx, brand: Brand) =>
  maybe<Brand>(tx, sql`update brands.brands set name = ${brand.name}, name_en = ${brand.nameEn}, hotline = ${brand.hotline},
    version = version + 1 where id = ${brand.id} and version = ${brand.version} returning ${brandColumns}`);

export const allModels = (tx: Tx) => many<Model>(tx, sql`select ${modelColumns} from brands.models order by brand_id, added_at, id`);

export const modelsOf = (tx: Tx, brandId: string) =>
  many<Model>(tx, sql`select ${modelColumns} from brands.models where brand_id = ${brandId} order by added_at, id`);

export const modelById = (tx: Tx, id: string) => maybe<Model>(tx, sql`select ${modelColumns} from brands.models where id = ${id}`);

/** Undefined when the code is taken. */
export const insertModel = (tx: Tx, model: Omit<Model, 'version'>) =>
  maybe<Model>(tx, sql`insert into brands.models (id, brand_id, name, name_en, chemistry, cell_count, probe_count, battery_kwh, range_km,
      three_guarantees_min_soh_pct, repair_warranty_min_soh_pct, added_at)
    values (${model.id}, ${model.brandId}, ${model.name}, ${model.nameEn}, ${model.chemistry}, ${model.cellCount}, ${model.probeCount},
      ${model.batteryKwh}::numeric, ${model.rangeKm}, ${model.threeGuaranteesMinSohPct}, ${model.repairWarrantyMinSohPct}, ${tx.now}::timestamptz)
    on conflict (id) do nothing returning ${modelColumns}`);
