// Every SQL statement about the network.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import { soundPattern, soundsOf } from '#platform/name-sounds';
import type { Tx } from '#platform/tx';
import type { Absence, AbsenceKind, Bay, Capability, DayException, Outlet, Period } from './outlet.ts';

const outletColumns = sql`id, name, name_en, city, city_en, tier, kind, address, phone, lon, lat, brand_ids, capabilities, weekly_hours, opens_on_holidays, version`;

const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

export const outletById = (tx: Tx, id: string) => maybe<Outlet>(tx, sql`select ${outletColumns} from network.outlets where id = ${id}`);
export const outletsById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Outlet>> =>
  new Map((await many<Outlet>(tx, sql`select ${outletColumns} from network.outlets where id = any(${[...ids]}::text[])`)).map((outlet) => [outlet.id, outlet]));

/** Outlets by brand served, city and capability, in the order they joined. */
export function outletsFor(tx: Tx, where: { brandId?: string; city?: string; capability?: Capability } = {}): Promise<Outlet[]> {
  const conditions: Sql[] = [sql`true`];
  if (where.brandId !== undefined) conditions.push(sql`brand_ids @> array[${where.brandId}]::text[]`);
  if (where.city !== undefined) conditions.push(sql`(city = ${where.city} or lower(city_en) = lower(${where.city}))`);
  if (where.capability !== undefined) conditions.push(sql`capabilities @> array[${where.capability}]::text[]`);
  return many(tx, sql`select ${outletColumns} from network.outlets where ${join(conditions, ' and ')} order by added_at, id`);
}

/** Outlets by code, name, how the name sounds, or city. */
export const outletsNamed = (tx: Tx, text: string, limit: number) => many<Outlet>(tx, sql`select ${outletColumns} from network.outlets
  where name ilike ${like(text)} or name_en ilike ${like(text)} or city ilike ${like(text)} or city_en ilike ${like(text)} or id = ${text.toLowerCase()} or sounds like ${soundPattern(text) ?? null}::text
  order by name, id limit ${limit}`);

/** Writes how names sound where it is not yet known. Answers how many. */
export async function fillOutletSounds(tx: Tx, limit: number): Promise<number> {
  const rows = await many<{ id: string; name: string }>(tx, sql`select id, name from network.outlets where sounds is null limit ${limit}`);
  await run(tx, sql`update network.outlets o set sounds = r.sounds from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, sounds: soundsOf(row.name) })))}::jsonb)
    as r(id text, name text, sounds text) where o.id = r.id and o.name = r.name`);
  return rows.length;
}

type OutletFields = Omit<Outlet, 'version'>;

/** Undefined when the code is taken. */
export const insertOutlet = (tx: Tx, o: OutletFields) =>
  maybe<Outlet>(tx, sql`insert into network.outlets (id, name, sounds, name_en, city, city_en, tier, kind, address, phone, lon, lat, brand_ids, capabilities, weekly_hours, opens_on_holidays, added_at)
    values (${o.id}, ${o.name}, ${soundsOf(o.name)}, ${o.nameEn}, ${o.city}, ${o.cityEn}, ${o.tier}, ${o.kind}, ${o.address}, ${o.phone}, ${o.lon}, ${o.lat}, ${o.brandIds}::text[],
      ${o.capabilities}::text[], ${JSON.stringify(o.weeklyHours)}::jsonb, ${o.opensOnHolidays}, ${tx.now}::timestamptz)
    on conflict (id) do nothing returning ${outletColumns}`);

/** Undefined when the version is no longer the latest. */
export const updateOutlet = (tx: Tx, o: Outlet) =>
  maybe<Outlet>(tx, sql`update network.outlets set name = ${o.name}, sounds = ${soundsOf(o.name)}, name_en = ${o.nameEn}, city = ${o.city}, city_en = ${o.cityEn}, tier = ${o.tier}, kind = ${o.kind},
      address = ${o.address}, phone = ${o.phone}, lon = ${o.lon}, lat = ${o.lat}, brand_ids = ${o.brandIds}::text[], capabilities = ${o.capabilities}::text[],
      weekly_hours = ${JSON.stringify(o.weeklyHours)}::jsonb, opens_on_holidays = ${o.opensOnHolidays}, version = version + 1
    where id = ${o.id} and version = ${o.version} returning ${outletColumns}`);

// Exceptional days

export const exceptionsFrom = (tx: Tx, outletId: string, fromDay: string) =>
  many<DayException>(tx, sql`select on_day, periods, why from network.day_exceptions where outlet_id = ${outletId} and on_day >= ${fromDay}::date order by on_day limit 60`);

export const exceptionOn = (tx: Tx, outletId: string, onDay: string) =>
  maybe<DayException>(tx, sql`select on_day, periods, why from network.day_exceptions where outlet_id = ${outletId} and on_day = ${onDay}::date`);

export const writeException = (tx: Tx, outletId: string, onDay: string, periods: readonly Period[], why: string) =>
  one<DayException>(tx, sql`insert into network.day_exceptions (outlet_id, on_day, periods, why) values (${outletId}, ${onDay}::date, ${JSON.stringify(periods)}::jsonb, ${why})
    on conflict (outlet_id, on_day) do update set periods = excluded.periods, why = excluded.why returning on_day, periods, why`);

export const deleteException = (tx: Tx, outletId: string, onDay: string) =>
  run(tx, sql`delete from network.day_exceptions where outlet_id = ${outletId} and on_day = ${onDay}::date returning 1`);

// Bays

const bayColumns = sql`id, outlet_id, name, capabilities, in_use, version`;

export const allBaysOf = (tx: Tx, outletId: string) => many<Bay>(tx, sql`select ${bayColumns} from network.bays where outlet_id = ${outletId} order by name, id`);
/** The bays that can be planned. */
export const baysOf = (tx: Tx, outletId: string) => many<Bay>(tx, sql`select ${bayColumns} from network.bays where outlet_id = ${outletId} and in_use order by name, id`);
export const bayById = (tx: Tx, id: string) => maybe<Bay>(tx, sql`select ${bayColumns} from network.bays where id = ${id}`);

export const bayNamed = (tx: Tx, outletId: string, name: string) =>
  maybe<Bay>(tx, sql`select ${bayColumns} from network.bays where outlet_id = ${outletId} and name = ${name}`);

/** Undefined when the name is taken at this outlet. */
export const insertBay = (tx: Tx, bay: { outletId: string; name: string; capabilities: readonly Capability[] }) =>
  maybe<Bay>(tx, sql`insert into network.bays (id, outlet_id, name, capabilities) values (${newId()}, ${bay.outletId}, ${bay.name}, ${[...bay.capabilities]}::text[])
    on conflict (outlet_id, name) do nothing returning ${bayColumns}`);

export const updateBay = (tx: Tx, bay: Omit<Bay, 'outletId'>) =>
  maybe<Bay>(tx, sql`update network.bays set name = ${bay.name}, capabilities = ${bay.capabilities}::text[], in_use = ${bay.inUse}, version = version + 1
    where id = ${bay.id} and version = ${bay.version} returning ${bayColumns}`);

// Absences

const absenceColumns = sql`id, staff_id, first_on, last_on, kind`;

export const absencesFrom = (tx: Tx, staffIds: readonly string[], fromDay: string) =>
  many<Absence>(tx, sql`select ${absenceColumns} from network.absences where staff_id = any(${[...staffIds]}::text[]) and last_on >= ${fromDay}::date order by first_on, id`);
export const absenceById = (tx: Tx, id: string) => maybe<Absence>(tx, sql`select ${absenceColumns} from network.absences where id = ${id}`);

/** Undefined when the person is already absent on one of the days. */
export const insertAbsence = (tx: Tx, a: { staffId: string; firstOn: string; lastOn: string; kind: AbsenceKind }) =>
  maybe<Absence>(tx, sql`insert into network.absences (id, staff_id, first_on, last_on, kind)
    select ${newId()}, ${a.staffId}, ${a.firstOn}::date, ${a.lastOn}::date, ${a.kind}
    where not exists (select 1 from network.absences where staff_id = ${a.staffId} and first_on <= ${a.lastOn}::date and last_on >= ${a.firstOn}::date)
    on conflict do nothing returning ${absenceColumns}`);

export const deleteAbsence = (tx: Tx, id: string) => run(tx, sql`delete from network.absences where id = ${id} returning 1`);

/** Who of these is absent on the day. */
export async function absentOn(tx: Tx, staffIds: readonly string[], onDay: string): Promise<Set<string>> {
  const rows = await many<{ staffId: string }>(tx, sql`select staff_id from network.absences where staff_id = any(${[...staffIds]}::text[]) and first_on <= ${onDay}::date and last_on >= ${onDay}::date`);
  return new Set(rows.map((row) => row.staffId));
}
