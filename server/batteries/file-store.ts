// Every SQL statement about units, their places, their chains and quarantine.
import { many, maybe, one as only, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Fitting, Gap, Step, Trace, Unit } from './unit.ts';

const iso = (at: Date): string => at.toISOString();
const unitColumns = sql`id, code, kind, brand_id, model_id, parsed, state, title_kind, title_name, cascade_code, weight_kg, holder, outlet_id, state_since_at, version`;

export const unitById = (tx: Tx, id: string): Promise<Unit | undefined> => maybe(tx, sql`select ${unitColumns} from batteries.units where id = ${id}`);
export const lockUnit = (tx: Tx, id: string): Promise<Unit | undefined> => maybe(tx, sql`select ${unitColumns} from batteries.units where id = ${id} for update`);
export const unitByCode = (tx: Tx, code: string): Promise<Unit | undefined> => maybe(tx, sql`select ${unitColumns} from batteries.units where code = ${code}`);
export const unitsFor = (tx: Tx, where: { state: string | null; code: string | null; kind: string | null; after: string | null; limit: number }): Promise<Unit[]> =>
  many(tx, sql`select ${unitColumns} from batteries.units where (${where.state}::text is null or state = ${where.state}) and (${where.kind}::text is null or kind = ${where.kind})
    and (${where.code}::text is null or strpos(code, ${where.code}) > 0) and (${where.after}::text is null or id < ${where.after}) order by id desc limit ${where.limit}`);
export const unitsNotEnded = (tx: Tx, after: string, limit: number): Promise<Unit[]> => many(tx, sql`select ${unitColumns} from batteries.units where id > ${after} order by id limit ${limit}`);
export const insertUnit = (tx: Tx, one: Unit): Promise<Unit | undefined> =>
  maybe(tx, sql`insert into batteries.units (id, code, kind, brand_id, model_id, parsed, state, title_kind, title_name, weight_kg, holder, outlet_id, state_since_at, added_at)
    values (${one.id}, ${one.code}, ${one.kind}, ${one.brandId}, ${one.modelId}, ${JSON.stringify(one.parsed)}::jsonb, ${one.state}, ${one.titleKind}, ${one.titleName}, ${one.weightKg}::real, ${one.holder}, ${one.outletId}, ${iso(one.stateSinceAt)}::timestamptz, ${iso(tx.now)}::timestamptz)
    on conflict do nothing returning ${unitColumns}`);
export const updateUnit = (tx: Tx, one: Unit, version: number): Promise<Unit | undefined> =>
  maybe(tx, sql`update batteries.units set state = ${one.state}, cascade_code = ${one.cascadeCode}, weight_kg = ${one.weightKg}::real, holder = ${one.holder}, outlet_id = ${one.outletId}, state_since_at = ${iso(one.stateSinceAt)}::timestamptz, version = version + 1
    where id = ${one.id} and version = ${version} returning ${unitColumns}`);

const fittingColumns = sql`id, unit_id, code, kind, brand_id, in_kind, in_key, fit, from_at, to_at, why, by_name`;
export const fittingsOfUnit = (tx: Tx, unitId: string): Promise<Fitting[]> => many(tx, sql`select ${fittingColumns} from batteries.fittings where unit_id = ${unitId} order by from_at desc limit 100`);
export const fittingsIn = (tx: Tx, inKey: string): Promise<Fitting[]> => many(tx, sql`select ${fittingColumns} from batteries.fittings where in_key = ${inKey} order by from_at desc limit 300`);
export const openFitting = (tx: Tx, unitId: string): Promise<Fitting | undefined> => maybe(tx, sql`select ${fittingColumns} from batteries.fittings where unit_id = ${unitId} and to_at is null`);
export const packInCar = (tx: Tx, vin: string): Promise<Fitting | undefined> => maybe(tx, sql`select ${fittingColumns} from batteries.fittings where in_key = ${vin} and in_kind = 'car' and to_at is null`);
export const insertFitting = (tx: Tx, one: Fitting): Promise<number> =>
  run(tx, sql`insert into batteries.fittings (id, unit_id, code, kind, brand_id, in_kind, in_key, fit, from_at, to_at, why, by_name) values (${one.id}, ${one.unitId}, ${one.code}, ${one.kind}, ${one.brandId}, ${one.inKind}, ${one.inKey}, ${one.fit},
    ${iso(one.fromAt)}::timestamptz, null, ${one.why}, ${one.byName}) on conflict do nothing returning 1`);
export const endFitting = (tx: Tx, id: string, at: Date): Promise<number> => run(tx, sql`update batteries.fittings set to_at = greatest(from_at, ${iso(at)}::timestamptz) where id = ${id} and to_at is null returning 1`);

const stepColumns = sql`id, unit_id, brand_id, from_state as "from", to_state as "to", at, by_name, party_kind, party_name, weight_kg, certificate_no, words`;
export const stepsOf = (tx: Tx, unitId: string): Promise<Step[]> => many(tx, sql`select ${stepColumns} from batteries.steps where unit_id = ${unitId} order by at, id limit 200`);
export const insertStep = (tx: Tx, one: Step): Promise<number> =>
  run(tx, sql`insert into batteries.steps (id, unit_id, brand_id, from_state, to_state, at, by_name, party_kind, party_name, weight_kg, certificate_no, words)
    values (${one.id}, ${one.unitId}, ${one.brandId}, ${one.from}, ${one.to}, ${iso(one.at)}::timestamptz, ${one.byName}, ${one.partyKind}, ${one.partyName}, ${one.weightKg}::real, ${one.certificateNo}, ${one.words}) returning 1`);

const traceColumns = sql`id, unit_id, code, kind, brand_id, step_id, vin, occurred_at, due_on, state, receipt_no, removed_code, party_name, weight_kg, certificate_no, version`;
export const tracesOf = (tx: Tx, unitId: string): Promise<Trace[]> => many(tx, sql`select ${traceColumns} from batteries.traces where unit_id = ${unitId} order by occurred_at, id limit 200`);
export const traceById = (tx: Tx, id: string): Promise<Trace | undefined> => maybe(tx, sql`select ${traceColumns} from batteries.traces where id = ${id} for update`);
export const tracesDue = (tx: Tx, brandId: string): Promise<Trace[]> => many(tx, sql`select ${traceColumns} from batteries.traces where brand_id = ${brandId} and state in ('due', 'rejected', 'sent') order by due_on, id limit 5000`);
export const insertTrace = (tx: Tx, one: Trace): Promise<number> =>
  run(tx, sql`insert into batteries.traces (id, unit_id, code, kind, brand_id, step_id, vin, occurred_at, due_on, state, removed_code, party_name, weight_kg, certificate_no)
    values (${one.id}, ${one.unitId}, ${one.code}, ${one.kind}, ${one.brandId}, ${one.stepId}, ${one.vin}, ${iso(one.occurredAt)}::timestamptz, ${one.dueOn}::date, ${one.state}, ${one.removedCode}, ${one.partyName}, ${one.weightKg}::real, ${one.certificateNo}) returning 1`);
export const answerTrace = (tx: Tx, id: string, state: Trace['state'], receiptNo: string): Promise<Trace | undefined> =>
  maybe(tx, sql`update batteries.traces set state = ${state}, receipt_no = ${receiptNo}, version = version + 1 where id = ${id} returning ${traceColumns}`);

export const gapsFor = (tx: Tx, limit: number): Promise<Gap[]> => many(tx, sql`select kind, unit_id, code, brand_id, since_at, data from batteries.gaps order by since_at limit ${limit}`);
export const gapsOfUnits = (tx: Tx, unitIds: readonly string[]): Promise<Gap[]> => many(tx, sql`select kind, unit_id, code, brand_id, since_at, data from batteries.gaps where unit_id = any(${[...unitIds]}::text[])`);
export const writeGap = (tx: Tx, gap: Gap): Promise<number> =>
  run(tx, sql`insert into batteries.gaps (kind, unit_id, code, brand_id, since_at, data) values (${gap.kind}, ${gap.unitId}, ${gap.code}, ${gap.brandId}, ${iso(gap.sinceAt)}::timestamptz, ${JSON.stringify(gap.data)}::jsonb) on conflict do nothing returning 1`);
export const dropGap = (tx: Tx, gap: Pick<Gap, 'kind' | 'unitId'>): Promise<number> => run(tx, sql`delete from batteries.gaps where kind = ${gap.kind} and unit_id = ${gap.unitId} returning 1`);

export const saidCode = async (tx: Tx, vin: string): Promise<string | null> => (await maybe<{ code: string }>(tx, sql`select code from batteries.said_codes where vin = ${vin}`))?.code ?? null;
export const writeSaidCode = (tx: Tx, said: { vin: string; brandId: string; code: string; at: Date }): Promise<number> =>
  run(tx, sql`insert into batteries.said_codes (vin, brand_id, code, at) values (${said.vin}, ${said.brandId}, ${said.code}, ${iso(said.at)}::timestamptz)
    on conflict (vin) do update set code = excluded.code, at = excluded.at, brand_id = excluded.brand_id where batteries.said_codes.at < excluded.at returning 1`);

// Quarantine -----------------------------------------------------------------------------------------------------------

export type QuarantineRow = { id: string; brandId: string; outletId: string; unitId: string | null; vin: string | null; bayIds: string[]; place: string; placeId: string | null; why: string; fromAt: Date; untilAt: Date; clearanceM: number; releasedAt: Date | null; byName: string; version: number };
export type Temperature = { quarantineId: string; at: Date; tempC: number; smoke: boolean; byName: string };
const quarantineColumns = sql`id, brand_id, outlet_id, unit_id, vin, bay_ids, place, place_id, why, from_at, until_at, clearance_m, released_at, by_name, version`;
export const quarantineById = (tx: Tx, id: string): Promise<QuarantineRow | undefined> => maybe(tx, sql`select ${quarantineColumns} from batteries.quarantines where id = ${id} for update`);
export const quarantinesAt = (tx: Tx, outletId: string | null, openOnly: boolean): Promise<QuarantineRow[]> =>
  many(tx, sql`select ${quarantineColumns} from batteries.quarantines where (${outletId}::text is null or outlet_id = ${outletId}) and (not ${openOnly}::boolean or released_at is null) order by released_at is null desc, from_at desc limit 100`);
export const quarantinesOf = (tx: Tx, key: string): Promise<QuarantineRow[]> => many(tx, sql`select ${quarantineColumns} from batteries.quarantines where (unit_id = ${key} or vin = ${key}) and released_at is null`);
export const insertQuarantine = (tx: Tx, one: QuarantineRow): Promise<QuarantineRow | undefined> =>
  maybe(tx, sql`insert into batteries.quarantines (id, brand_id, outlet_id, unit_id, vin, bay_ids, place, place_id, why, from_at, until_at, clearance_m, by_name)
    values (${one.id}, ${one.brandId}, ${one.outletId}, ${one.unitId}, ${one.vin}, ${one.bayIds}::text[], ${one.place}, ${one.placeId}, ${one.why}, ${iso(one.fromAt)}::timestamptz, ${iso(one.untilAt)}::timestamptz, ${one.clearanceM}, ${one.byName}) on conflict do nothing returning ${quarantineColumns}`);
export const prolong = (tx: Tx, id: string, untilAt: Date): Promise<QuarantineRow> => only(tx, sql`update batteries.quarantines set until_at = ${iso(untilAt)}::timestamptz, version = version + 1 where id = ${id} returning ${quarantineColumns}`);
/** The watch goes along with the pack that leaves a car which stands apart. */
export const carryWatch = (tx: Tx, vin: string, unitId: string): Promise<number> => run(tx, sql`update batteries.quarantines set unit_id = ${unitId}, vin = null, version = version + 1 where vin = ${vin} and released_at is null returning 1`);
export const release = (tx: Tx, id: string, version: number, words: string): Promise<QuarantineRow | undefined> =>
  maybe(tx, sql`update batteries.quarantines set released_at = ${iso(tx.now)}::timestamptz, released_words = ${words}, version = version + 1 where id = ${id} and version = ${version} and released_at is null returning ${quarantineColumns}`);
export const temperaturesOf = (tx: Tx, ids: readonly string[]): Promise<Temperature[]> =>
  many(tx, sql`select quarantine_id, at, temp_c, smoke, by_name from batteries.temperatures where quarantine_id = any(${[...ids]}::text[]) order by at limit 2000`);
export const insertTemperature = (tx: Tx, one: Temperature & { id: string; brandId: string }): Promise<number> =>
  run(tx, sql`insert into batteries.temperatures (id, quarantine_id, brand_id, at, temp_c, smoke, by_name) values (${one.id}, ${one.quarantineId}, ${one.brandId}, ${iso(one.at)}::timestamptz, ${one.tempC}, ${one.smoke}, ${one.byName}) returning 1`);
