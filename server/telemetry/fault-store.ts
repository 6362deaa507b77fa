// Every SQL statement about fault codes: what they mean, sheets that brought meanings, and what cars named.
import type { Static } from '#platform/contract';
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { faultParts, faultSeverities, faultSheetFaults, FaultMeaning } from './fault-api.ts';

export type FaultPart = (typeof faultParts)[number];
export type Severity = (typeof faultSeverities)[number];
export type Meaning = Static<typeof FaultMeaning>;
export type FaultCode = Meaning & { id: string; brandId: string; modelId: string; byName: string; version: number };
export type NewCode = Omit<FaultCode, 'id' | 'byName' | 'version'>;

const columns = sql`id, brand_id, model_id, code, name, valid_from, component, component_en, title, title_en, meaning, meaning_en, severity, advice, advice_en, operation_code, article_id, source, by_name, version`;

/** Every edition of some codes of models; all codes when none are named. */
export const editionsOf = (tx: Tx, brandId: string, modelIds: readonly string[], codes: readonly string[] | null) =>
  many<FaultCode>(tx, sql`select ${columns} from telemetry.fault_codes where brand_id = ${brandId} and model_id = any(${[...modelIds]}::text[]) and (${codes === null}::boolean or code = any(${[...(codes ?? [])]}::text[])) order by model_id, code, valid_from`);

/** Adds editions; what is there already of the same day stays and is not answered. */
export const insertCodes = (tx: Tx, codes: readonly NewCode[], byName: string) =>
  many<FaultCode>(tx, sql`insert into telemetry.fault_codes (id, brand_id, model_id, code, name, valid_from, component, component_en, title, title_en, meaning, meaning_en, severity, advice, advice_en, operation_code, article_id, source, by_name)
    select r.id, r."brandId", r."modelId", r.code, r.name, r."validFrom", r.component, r."componentEn", r.title, r."titleEn", r.meaning, r."meaningEn", r.severity, r.advice, r."adviceEn", r."operationCode", r."articleId", r.source, ${byName}::text
    from jsonb_to_recordset(${JSON.stringify(codes.map((one) => ({ ...one, id: newId() })))}::jsonb) as r(id text, "brandId" text, "modelId" text, code text, name text, "validFrom" date, component text, "componentEn" text, title text, "titleEn" text,
      meaning text, "meaningEn" text, severity text, advice text, "adviceEn" text, "operationCode" text, "articleId" text, source text)
    on conflict (brand_id, model_id, code, valid_from) do nothing returning ${columns}`);

/** Undefined when the version is no longer the latest. */
export const updateCode = (tx: Tx, id: string, version: number, c: NewCode, byName: string) =>
  maybe<FaultCode>(tx, sql`update telemetry.fault_codes set name = ${c.name}::text, component = ${c.component}, component_en = ${c.componentEn}, title = ${c.title}, title_en = ${c.titleEn}, meaning = ${c.meaning}, meaning_en = ${c.meaningEn}, severity = ${c.severity},
    advice = ${c.advice}, advice_en = ${c.adviceEn}, operation_code = ${c.operationCode}::text, article_id = ${c.articleId}::text, source = ${c.source}, by_name = ${byName}, version = version + 1 where id = ${id} and version = ${version} returning ${columns}`);

/** Takes back editions that nobody changed since; answers how many. */
export const dropCodes = (tx: Tx, ids: readonly string[]) => run(tx, sql`delete from telemetry.fault_codes where id = any(${[...ids]}::text[]) and version = 1`);

// Sheets ---------------------------------------------------------------------------------------------------------------

export type SheetRow = { line: number; cells: Record<string, string>; faults: { column: string; code: (typeof faultSheetFaults)[number] }[] };
export type FaultSheet = { id: string; brandId: string; fileName: string; state: 'checked' | 'applied' | 'undone'; rows: SheetRow[]; made: string[]; byName: string; checkedAt: Date; version: number };
const sheetColumns = sql`id, brand_id, file_name, state, rows, made, by_name, checked_at, version`;
export const insertFaultSheet = (tx: Tx, s: Pick<FaultSheet, 'brandId' | 'fileName' | 'rows' | 'byName'>) =>
  one<FaultSheet>(tx, sql`insert into telemetry.fault_sheets (id, brand_id, file_name, state, rows, by_name, checked_at) values (${newId()}, ${s.brandId}, ${s.fileName}, 'checked', ${JSON.stringify(s.rows)}::jsonb, ${s.byName}, ${tx.now}) returning ${sheetColumns}`);
export const lockFaultSheet = (tx: Tx, id: string) => maybe<FaultSheet>(tx, sql`select ${sheetColumns} from telemetry.fault_sheets where id = ${id} for update`);
export const faultSheetsOf = (tx: Tx, brandId: string) => many<FaultSheet>(tx, sql`select ${sheetColumns} from telemetry.fault_sheets where brand_id = ${brandId} order by checked_at desc, id limit 10`);
export const saveFaultSheet = (tx: Tx, s: FaultSheet) =>
  one<FaultSheet>(tx, sql`update telemetry.fault_sheets set state = ${s.state}, rows = ${JSON.stringify(s.rows)}::jsonb, made = ${JSON.stringify(s.made)}::jsonb, version = version + 1 where id = ${s.id} returning ${sheetColumns}`);

// What cars named ------------------------------------------------------------------------------------------------------

export type Named = { vin: string; brandId: string; ownerId: string; part: FaultPart; code: string; firstAt: Date; lastAt: Date };

/** Repeatable: a code named twice in one moment is named once. */
export const keepNamed = (tx: Tx, named: readonly Named[]) =>
  run(tx, sql`insert into telemetry.reported_faults as f (vin, owner_id, part, code, brand_id, first_at, last_at)
    select r.vin, r."ownerId", r.part, r.code, r."brandId", r."firstAt", r."lastAt" from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as r(vin text, "ownerId" text, part text, code text, "brandId" text, "firstAt" timestamptz, "lastAt" timestamptz)
    on conflict (vin, owner_id, part, code) do update set first_at = least(f.first_at, excluded.first_at), last_at = greatest(f.last_at, excluded.last_at)`);

/** What a car named since, in its present owner's time, the latest first. */
export const namedSince = (tx: Tx, car: { vin: string; ownerId: string }, since: Date, limit: number) =>
  many<{ part: FaultPart; code: string; firstAt: Date; lastAt: Date; seenAt: Date | null }>(tx, sql`select f.part, f.code, f.first_at, f.last_at, s.seen_at from telemetry.reported_faults f left join telemetry.states s on s.vin = f.vin
    where f.vin = ${car.vin} and f.owner_id = ${car.ownerId} and f.last_at >= ${since}::timestamptz order by f.last_at desc, f.part, f.code limit ${limit}`);

/** Of one car at most so many are kept, however many a broken terminal invents. */
export async function forgetNamed(tx: Tx, before: Date, most: number): Promise<void> {
  await run(tx, sql`delete from telemetry.reported_faults where last_at < ${before}::timestamptz`);
  await run(tx, sql`delete from telemetry.reported_faults f using (select vin, owner_id, part, code, row_number() over (partition by vin order by last_at desc) as nth from telemetry.reported_faults) n
    where n.nth > ${most}::int and f.vin = n.vin and f.owner_id = n.owner_id and f.part = n.part and f.code = n.code`);
}
