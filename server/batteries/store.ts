// Every SQL statement about states and findings of batteries.
import { many, maybe, one as only, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Learnt, LearntKind, Reached } from '@careloop/battery';
import type { Finding } from './finding.ts';

const iso = (at: Date): string => at.toISOString();
const ints = (list: readonly number[] | null): string | null => (list === null ? null : `{${list.join(',')}}`);

export type Summary = {
  chemistry: string | null; cells: number; days: number; rests: number; charges: number; kmPerDay: number;
  capacity: { capacityAh: number; lowAh: number; highAh: number; sohPct: number | null; lowPct: number | null; highPct: number | null; measurements: number; updatedAt: string } | null;
  range: { rangeKm: number; batteryPart: number; consumptionPart: number; whPerKm: number } | null;
  remainingLife: { endPct: number; q10: string; q50: string; q90: string; fadePctPerYear: number } | null;
  hygiene: Record<string, number>; fullChargeDueAt: string | null;
};
export type StateHead = {
  vin: string; brandId: string; modelId: string; libraryVersion: number; fedTo: number; firstAt: Date | null; lastAt: Date | null; writtenAt: Date; rebuiltAt: Date | null; rebuiltRows: number | null;
  frames: number; report: Summary;
};
export type StateRow = StateHead & { body: string };
export type ReachedMonth = { no: number; reached: Reached };

const headColumns = sql`vin, brand_id, model_id, library_version, fed_to, first_at, last_at, written_at, rebuilt_at, rebuilt_rows, frames, report`;

export const statesOf = (tx: Tx, vins: readonly string[]): Promise<StateRow[]> =>
  many(tx, sql`select ${headColumns}, body from batteries.states where vin = any(${[...vins]}::text[])`);
export const stateBody = (tx: Tx, vin: string): Promise<StateRow | undefined> => maybe(tx, sql`select ${headColumns}, body from batteries.states where vin = ${vin}`);
export const stateHead = (tx: Tx, vin: string): Promise<StateHead | undefined> => maybe(tx, sql`select ${headColumns} from batteries.states where vin = ${vin}`);
export const outdatedStates = async (tx: Tx, version: number, limit: number): Promise<string[]> =>
  (await many<{ vin: string }>(tx, sql`select vin from batteries.states where library_version <> ${version}::int order by written_at limit ${limit}`)).map((row) => row.vin);
export const isRebuilding = (tx: Tx, version: number): Promise<{ outdated: number; whole: number }> =>
  only(tx, sql`select count(*) filter (where library_version <> ${version}::int)::int as outdated, count(*)::int as whole from batteries.states`);

/** Bodies and reports as lines (JSON has no line breaks): within JSON every quotation mark of 50 KB would be written and read twice. */
export const writeStatesOf = (tx: Tx, states: readonly (StateRow & { reached: ReachedMonth[] })[]): Promise<number> => {
  const rows = states.map((state) => ({
    vin: state.vin, brand_id: state.brandId, model_id: state.modelId, library_version: state.libraryVersion, fed_to: state.fedTo, first_at: state.firstAt, last_at: state.lastAt, written_at: state.writtenAt,
    rebuilt_at: state.rebuiltAt, rebuilt_rows: state.rebuiltRows, frames: state.frames,
  }));
  return run(tx, sql`insert into batteries.states (vin, brand_id, model_id, library_version, fed_to, first_at, last_at, written_at, rebuilt_at, rebuilt_rows, frames, body, report, reached)
    select vin, brand_id, model_id, library_version, fed_to, first_at, last_at, written_at, rebuilt_at, rebuilt_rows, frames, body, report::jsonb, reached::jsonb from rows from (
        jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (vin text, brand_id text, model_id text, library_version int, fed_to bigint, first_at timestamptz, last_at timestamptz, written_at timestamptz,
          rebuilt_at timestamptz, rebuilt_rows int, frames bigint),
        unnest(string_to_array(${states.map((state) => state.body).join('\n')}, chr(10))), unnest(string_to_array(${states.map((state) => JSON.stringify(state.report)).join('\n')}, chr(10))),
        unnest(string_to_array(${states.map((state) => JSON.stringify(state.reached)).join('\n')}, chr(10)))) as t(vin, brand_id, model_id, library_version, fed_to,
          first_at, last_at, written_at, rebuilt_at, rebuilt_rows, frames, body, report, reached)
    on conflict (vin) do update set brand_id = excluded.brand_id, model_id = excluded.model_id, library_version = excluded.library_version, fed_to = excluded.fed_to, first_at = excluded.first_at, last_at = excluded.last_at,
      written_at = excluded.written_at, rebuilt_at = excluded.rebuilt_at, rebuilt_rows = excluded.rebuilt_rows, frames = excluded.frames, body = excluded.body, report = excluded.report, reached = excluded.reached`);
};

// Health ---------------------------------------------------------------------------------------------------------------

export type HealthDay = { vin: string; onDay: string; brandId: string; capacityAh: number; lowAh: number; highAh: number; sohPct: number | null; lowPct: number | null; highPct: number | null; measurements: number };
export const writeHealthDays = (tx: Tx, days: readonly HealthDay[]): Promise<number> => {
  const rows = days.map((day) => ({ vin: day.vin, on_day: day.onDay, brand_id: day.brandId, capacity_ah: day.capacityAh, low_ah: day.lowAh, high_ah: day.highAh, soh_pct: day.sohPct, low_pct: day.lowPct, high_pct: day.highPct, measurements: day.measurements }));
  return run(tx, sql`insert into batteries.health_days (vin, on_day, brand_id, capacity_ah, low_ah, high_ah, soh_pct, low_pct, high_pct, measurements)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(vin text, on_day date, brand_id text, capacity_ah real, low_ah real, high_ah real, soh_pct real, low_pct real, high_pct real, measurements int)
    on conflict (vin, on_day) do update set capacity_ah = excluded.capacity_ah, low_ah = excluded.low_ah, high_ah = excluded.high_ah, soh_pct = excluded.soh_pct, low_pct = excluded.low_pct, high_pct = excluded.high_pct, measurements = excluded.measurements`);
};
export const healthDays = (tx: Tx, vin: string): Promise<HealthDay[]> =>
  many(tx, sql`select vin, on_day, brand_id, capacity_ah, low_ah, high_ah, soh_pct, low_pct, high_pct, measurements from batteries.health_days where vin = ${vin} order by on_day desc limit 800`);

// Findings -------------------------------------------------------------------------------------------------------------

const findingColumns = sql`id, number, thread, vin, brand_id, model_id, owner_id, key, rule, cause, tier, worst_tier, state, cells, probes, quantity, value, unit, low, high, score, onset_at, days_of_data, ruled_out, next_test, also,
  library_version, found_at, told_at, visit_told_at, last_at, cleared_at, cleared_because, series, outcome, outcome_words, outcome_at, outcome_by, found_kind, work_order_id, cost_fen, version`;

export const findingById = (tx: Tx, id: string): Promise<Finding | undefined> => maybe(tx, sql`select ${findingColumns} from batteries.findings where id = ${id}`);
export const lockFinding = (tx: Tx, id: string): Promise<Finding | undefined> => maybe(tx, sql`select ${findingColumns} from batteries.findings where id = ${id} for update`);
export const openFindings = (tx: Tx, vin: string): Promise<Finding[]> => many(tx, sql`select ${findingColumns} from batteries.findings where vin = ${vin} and state = 'open' order by found_at, id`);
export const findingsOf = (tx: Tx, vin: string, limit = 100): Promise<Finding[]> => many(tx, sql`select ${findingColumns} from batteries.findings where vin = ${vin} order by state = 'open' desc, found_at desc limit ${limit}`);
export const findingsOfThread = (tx: Tx, thread: string): Promise<Finding[]> => many(tx, sql`select ${findingColumns} from batteries.findings where thread = ${thread} order by found_at, id`);
export const ownersFindings = (tx: Tx, vin: string, ownerId: string): Promise<Finding[]> => many(tx, sql`select ${findingColumns} from batteries.findings where vin = ${vin} and owner_id = ${ownerId} order by state = 'open' desc, found_at desc limit 50`);
export const findingsFor = (tx: Tx, where: { state: string | null; tier: string | null; brandId: string | null; outcome: 'due' | null; after: string | null; limit: number }): Promise<Finding[]> =>
  many(tx, sql`select ${findingColumns} from batteries.findings where (${where.state}::text is null or state = ${where.state}) and (${where.tier}::text is null or worst_tier = ${where.tier})
    and (${where.brandId}::text is null or brand_id = ${where.brandId}) and (${where.outcome}::text is null or (outcome is null and worst_tier <> 'info')) and (${where.after}::text is null or id < ${where.after})
    order by id desc limit ${where.limit}`);

/** Writes a new finding; undefined when the same is open already (another reader was faster). */
export const insertFinding = (tx: Tx, one: Finding): Promise<Finding | undefined> =>
  maybe(tx, sql`insert into batteries.findings (id, number, thread, vin, brand_id, model_id, owner_id, key, rule, cause, tier, worst_tier, state, cells, probes, quantity, value, unit, low, high, score, onset_at, days_of_data,
      ruled_out, next_test, also, library_version, found_at, told_at, visit_told_at, last_at, series)
    values (${one.id}, ${one.number}, ${one.thread}, ${one.vin}, ${one.brandId}, ${one.modelId}, ${one.ownerId}, ${one.key}, ${one.rule}, ${one.cause}, ${one.tier}, ${one.worstTier}, ${one.state},
      ${ints(one.cells)}::int[], ${ints(one.probes)}::int[], ${one.quantity}, ${one.value}, ${one.unit}, ${one.low}, ${one.high}, ${one.score}, ${one.onsetAt === null ? null : iso(one.onsetAt)}::timestamptz, ${one.daysOfData},
      ${one.ruledOut}::text[], ${one.nextTest}, ${JSON.stringify(one.also)}::jsonb, ${one.libraryVersion}, ${iso(one.foundAt)}::timestamptz, ${iso(one.toldAt)}::timestamptz,
      ${one.visitToldAt === null ? null : iso(one.visitToldAt)}::timestamptz, ${iso(one.lastAt)}::timestamptz, ${one.series === null ? null : JSON.stringify(one.series)}::jsonb)
    on conflict do nothing returning ${findingColumns}`);

/** What the library says now of an open finding. */
export const updateFinding = (tx: Tx, one: Finding): Promise<Finding> =>
  only(tx, sql`update batteries.findings set tier = ${one.tier}, worst_tier = ${one.worstTier}, state = ${one.state}, cause = ${one.cause}, cells = ${ints(one.cells)}::int[], probes = ${ints(one.probes)}::int[], value = ${one.value}, low = ${one.low}, high = ${one.high},
      score = ${one.score}, onset_at = ${one.onsetAt === null ? null : iso(one.onsetAt)}::timestamptz, days_of_data = ${one.daysOfData}, ruled_out = ${one.ruledOut}::text[], next_test = ${one.nextTest}, also = ${JSON.stringify(one.also)}::jsonb,
      library_version = ${one.libraryVersion}, visit_told_at = ${one.visitToldAt === null ? null : iso(one.visitToldAt)}::timestamptz, last_at = ${iso(one.lastAt)}::timestamptz,
      cleared_at = ${one.clearedAt === null ? null : iso(one.clearedAt)}::timestamptz, cleared_because = ${one.clearedBecause}, series = ${one.series === null ? null : JSON.stringify(one.series)}::jsonb, version = version + 1
    where id = ${one.id} returning ${findingColumns}`);


export const writeOutcome = (tx: Tx, id: string, version: number, of: Pick<Finding, 'outcome' | 'outcomeWords' | 'outcomeBy' | 'foundKind' | 'workOrderId' | 'costFen'>): Promise<Finding | undefined> =>
  maybe(tx, sql`update batteries.findings set outcome = ${of.outcome}, outcome_words = ${of.outcomeWords}, outcome_at = ${iso(tx.now)}::timestamptz, outcome_by = ${of.outcomeBy}, found_kind = ${of.foundKind},
      work_order_id = ${of.workOrderId}, cost_fen = ${of.costFen}::bigint, version = version + 1 where id = ${id} and version = ${version} returning ${findingColumns}`);
export const handOnFindings = (tx: Tx, vin: string, fromOwnerId: string, toOwnerId: string): Promise<number> =>
  run(tx, sql`update batteries.findings set owner_id = ${toOwnerId} where vin = ${vin} and owner_id = ${fromOwnerId} and state = 'open' returning 1`);

export type EvidenceRow = { id: string; findingId: string; brandId: string; at: Date; keptAt: Date; state: string; tier: Finding['tier']; value: number; low: number; high: number; score: number; daysOfData: number };
export const insertEvidence = (tx: Tx, row: EvidenceRow): Promise<number> =>
  run(tx, sql`insert into batteries.evidence (id, finding_id, brand_id, at, kept_at, state, tier, value, low, high, score, days_of_data)
    values (${row.id}, ${row.findingId}, ${row.brandId}, ${iso(row.at)}::timestamptz, ${iso(row.keptAt)}::timestamptz, ${row.state}, ${row.tier}, ${row.value}, ${row.low}, ${row.high}, ${row.score}, ${row.daysOfData}) returning 1`);
export const evidenceOf = (tx: Tx, findingId: string): Promise<EvidenceRow[]> =>
  many(tx, sql`select id, finding_id, brand_id, at, kept_at, state, tier, value, low, high, score, days_of_data from batteries.evidence where finding_id = ${findingId} order by at, id limit 200`);

export type FindingDay = { findingId: string; onDay: string; brandId: string; value: number; low: number; high: number; score: number };
export const writeFindingDays = (tx: Tx, days: readonly FindingDay[]): Promise<number> => {
  const rows = days.map((day) => ({ finding_id: day.findingId, on_day: day.onDay, brand_id: day.brandId, value: day.value, low: day.low, high: day.high, score: day.score }));
  return run(tx, sql`insert into batteries.finding_days (finding_id, on_day, brand_id, value, low, high, score)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(finding_id text, on_day date, brand_id text, value float8, low float8, high float8, score real)
    on conflict (finding_id, on_day) do update set value = excluded.value, low = excluded.low, high = excluded.high, score = excluded.score`);
};
export const findingDays = (tx: Tx, findingId: string): Promise<FindingDay[]> =>
  many(tx, sql`select finding_id, on_day, brand_id, value, low, high, score from batteries.finding_days where finding_id = ${findingId} order by on_day limit 800`);

export type Miss = { id: string; brandId: string; modelId: string; vin: string; rule: string; words: string; at: Date; byName: string; workOrderId: string | null };
export const insertMiss = (tx: Tx, miss: Miss): Promise<number> =>
  run(tx, sql`insert into batteries.misses (id, brand_id, model_id, vin, rule, words, at, by_name, work_order_id) values (${miss.id}, ${miss.brandId}, ${miss.modelId}, ${miss.vin}, ${miss.rule}, ${miss.words}, ${iso(miss.at)}::timestamptz, ${miss.byName}, ${miss.workOrderId}) returning 1`);
export const missesSince = (tx: Tx, since: Date): Promise<Miss[]> => many(tx, sql`select id, brand_id, model_id, vin, rule, words, at, by_name, work_order_id from batteries.misses where at >= ${iso(since)}::timestamptz`);
export type Judged = Pick<Finding, 'id' | 'rule' | 'modelId' | 'brandId' | 'worstTier' | 'outcome' | 'foundAt' | 'visitToldAt' | 'outcomeAt' | 'costFen'>;
export const judgedSince = (tx: Tx, since: Date): Promise<Judged[]> =>
  many(tx, sql`select id, rule, model_id, brand_id, worst_tier, outcome, found_at, visit_told_at, outcome_at, cost_fen from batteries.findings where found_at >= ${iso(since)}::timestamptz`);
export const carsPerModel = (tx: Tx): Promise<{ modelId: string; cars: number; days: number }[]> =>
  many(tx, sql`select model_id, count(*)::int as cars, coalesce(sum(extract(epoch from last_at - first_at) / 86400), 0)::float8 as days from batteries.states group by model_id`);

export type Job = { brandId: string; rule: string; fromOn: string; operations: string[]; setBy: string; setAt: Date };
export const jobsOf = (tx: Tx, brandId: string, onDay: string): Promise<Job[]> =>
  many(tx, sql`select distinct on (rule) brand_id, rule, from_on, operations, set_by, set_at from batteries.jobs where brand_id = ${brandId} and from_on <= ${onDay}::date order by rule, from_on desc`);
export const writeJob = (tx: Tx, job: Job): Promise<number> =>
  run(tx, sql`insert into batteries.jobs (brand_id, rule, from_on, operations, set_by, set_at) values (${job.brandId}, ${job.rule}, ${job.fromOn}::date, ${job.operations}::text[], ${job.setBy}, ${iso(job.setAt)}::timestamptz)
    on conflict (brand_id, rule, from_on) do update set operations = excluded.operations, set_by = excluded.set_by, set_at = excluded.set_at returning 1`);

/** How far the cars of a model went, month by month; `healthy`: nobody has found them ill this year, and nothing waits to be looked at. */
export const healthyReached = (tx: Tx, modelId: string, chemistry: string, version: number): Promise<{ healthy: boolean; reached: ReachedMonth[] }[]> => {
  const since = iso(new Date(tx.now.getTime() - 365 * 86_400_000));
  return many(tx, sql`select reached, not exists (select from batteries.findings f where f.vin = s.vin and f.last_at >= ${since}::timestamptz and (f.outcome in ('confirmed', 'otherCause') or (f.outcome is null and f.worst_tier <> 'info')))
      and not exists (select from batteries.misses m where m.vin = s.vin and m.at >= ${since}::timestamptz) as healthy
    from batteries.states s where model_id = ${modelId} and library_version = ${version}::int and report->>'chemistry' = ${chemistry} and reached <> '[]'::jsonb`);
};

export type LimitsRow = {
  modelId: string; version: number; brandId: string; chemistry: string; at: Date; byName: string | null; months: number; cars: number; leftOut: number; rules: Partial<Record<LearntKind, Learnt>>;
  held: boolean; fromVersion: number | null; why: string | null;
};
const limitsColumns = sql`model_id, version, brand_id, chemistry, at, by_name, months, cars, left_out, rules, held, from_version, why`;
/** The newest version of each model, or of these. */
export const limitsInForce = (tx: Tx, modelIds?: readonly string[]): Promise<LimitsRow[]> =>
  many(tx, sql`select distinct on (model_id) ${limitsColumns} from batteries.limits where ${modelIds === undefined}::boolean or model_id = any(${[...(modelIds ?? [])]}::text[]) order by model_id, version desc`);
/** The versions of one model or of all, newest first. */
export const limitsOf = (tx: Tx, modelId?: string): Promise<LimitsRow[]> =>
  many(tx, sql`select ${limitsColumns} from batteries.limits where ${modelId ?? null}::text is null or model_id = ${modelId ?? null} order by version desc`);
/** Writes a version; false when another was faster. */
export const insertLimits = async (tx: Tx, row: LimitsRow): Promise<boolean> =>
  (await maybe(tx, sql`insert into batteries.limits (${limitsColumns}) values (${row.modelId}, ${row.version}, ${row.brandId}, ${row.chemistry}, ${iso(row.at)}::timestamptz, ${row.byName}, ${row.months}, ${row.cars}, ${row.leftOut},
    ${JSON.stringify(row.rules)}::jsonb, ${row.held}, ${row.fromVersion}, ${row.why}) on conflict do nothing returning version`)) !== undefined;

export type BatteryRule = { name: string; chemistry: string; modelId: string; value: number; unit: string; validFrom: string; source: string };
/** The rules in force on a day; a model's own before its chemistry's before the general one. */
export const rulesOn = (tx: Tx, onDay: string): Promise<BatteryRule[]> =>
  many(tx, sql`select name, chemistry, model_id, value, unit, valid_from, source from batteries.rules where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by name, model_id desc, chemistry desc, valid_from desc`);
