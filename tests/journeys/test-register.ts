// Many cars on the register at once, for load: one brand, one owner each, put there by SQL because nothing about
// registering is under test.
import type { Database } from '#platform/database';
import { sql } from '#platform/database';

export const loadVin = (number: number): string => `LTESTLD0XTA${String(number).padStart(6, '0')}`;

export async function registerCars(database: Database, count: number, from = 1): Promise<void> {
  await database.query(sql`insert into brands.brands (id, name, name_en, hotline, added_at) values ('load', '负荷', 'Load', '400-000-0000', now()) on conflict do nothing`);
  await database.query(sql`insert into vehicles.vehicles (vin, id, brand_id, model_id, model_name, model_name_en, owner_id, colour, delivered_on, usage_nature, added_at)
    select 'LTESTLD0XTA' || lpad(n::text, 6, '0'), 'load-' || n, 'load', 'load-one', '一号', 'One', 'load-owner-' || n, '白', '2025-06-01', 'household', now()
    from generate_series(${from}::int, ${from + count - 1}::int) as n`);
}
