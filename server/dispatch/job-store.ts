// Every SQL statement about jobs and what phones reported of them.
import { many, maybe, one, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import { plannable, underWay, type Job, type JobState, type PhoneMove } from './job.ts';

const columns = sql`id, number, kind, reference, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, state, operations, parts, needs, words, place, to_place, service_min, on_day, window_from, window_until, urgent, readiness,
  van_id, staff_id, seq, planned_from, planned_until, pinned, told_from, told_until, departed_at, arrived_at, started_at, carried_at, ended_at, ended_why, codes, code_tries, hand_overs, most_km, opened_by, opened_at, version`;

export const jobById = (tx: Tx, id: string) => maybe<Job>(tx, sql`select ${columns} from dispatch.jobs where id = ${id}`);
export const lockJob = (tx: Tx, id: string) => maybe<Job>(tx, sql`select ${columns} from dispatch.jobs where id = ${id} for update`);
export const jobByReference = (tx: Tx, kind: string, reference: string) => maybe<Job>(tx, sql`select ${columns} from dispatch.jobs where kind = ${kind} and reference = ${reference}`);
/** All jobs of an outlet's day, also of other days when they are still under way. */
export const jobsOfDay = (tx: Tx, outletId: string, onDay: string) =>
  many<Job>(tx, sql`select ${columns} from dispatch.jobs where outlet_id = ${outletId} and on_day = ${onDay}::date and state <> 'cancelled' order by planned_from nulls last, window_from, id limit 500`);
export const stopsOf = (tx: Tx, staffId: string, onDay: string) =>
  many<Job>(tx, sql`select ${columns} from dispatch.jobs where staff_id = ${staffId} and ((on_day = ${onDay}::date and state <> 'cancelled') or state = any(${[...underWay]}::text[]))
    order by coalesce(departed_at, arrived_at, planned_from) nulls last, seq, id limit 100`);
export const jobsOfOwner = (tx: Tx, ownerId: string) =>
  many<Job>(tx, sql`select ${columns} from dispatch.jobs where owner_id = ${ownerId} order by (state in ('finished', 'failed', 'cancelled')), window_from desc limit 50`);
export const jobsOfCase = (tx: Tx, caseId: string) => many<Job>(tx, sql`select ${columns} from dispatch.jobs where case_id = ${caseId} order by opened_at desc limit 50`);
export const openJobOfCar = (tx: Tx, vehicleId: string, kind: string) =>
  maybe<Job>(tx, sql`select ${columns} from dispatch.jobs where vehicle_id = ${vehicleId} and kind = ${kind} and state in ('waiting', 'planned', 'departed', 'arrived', 'working', 'carrying')`);

type Fresh = Pick<Job, 'id' | 'number' | 'kind' | 'reference' | 'brandId' | 'ownerId' | 'vehicleId' | 'vin' | 'caseId' | 'outletId' | 'operations' | 'parts' | 'needs' | 'words' | 'place' | 'toPlace' | 'serviceMin' | 'onDay' | 'windowFrom' | 'windowUntil' | 'urgent' | 'readiness' | 'codes' | 'mostKm' | 'openedBy'>;
/** Undefined when the reference has a job already. */
export const insertJob = (tx: Tx, j: Fresh) =>
  maybe<Job>(tx, sql`insert into dispatch.jobs (id, number, kind, reference, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, state, operations, parts, needs, words, place, to_place, service_min, on_day, window_from, window_until, urgent, readiness, codes, most_km, opened_by, opened_at)
    values (${j.id}, ${j.number}, ${j.kind}, ${j.reference}::text, ${j.brandId}, ${j.ownerId}, ${j.vehicleId}, ${j.vin}, ${j.caseId}::text, ${j.outletId}, 'waiting', ${JSON.stringify(j.operations)}::jsonb, ${JSON.stringify(j.parts)}::jsonb, ${JSON.stringify(j.needs)}::jsonb,
      ${j.words}::text, ${JSON.stringify(j.place)}::jsonb, ${j.toPlace === null ? null : JSON.stringify(j.toPlace)}::jsonb, ${j.serviceMin}, ${j.onDay}::date, ${j.windowFrom}, ${j.windowUntil}, ${j.urgent}, ${JSON.stringify(j.readiness)}::jsonb, ${JSON.stringify(j.codes)}::jsonb, ${j.mostKm}::int, ${j.openedBy}, ${tx.now})
    on conflict (kind, reference) where reference is not null do nothing returning ${columns}`);

export const saveJob = (tx: Tx, j: Job) =>
  one<Job>(tx, sql`update dispatch.jobs set state = ${j.state}, van_id = ${j.vanId}::text, staff_id = ${j.staffId}::text, seq = ${j.seq}::int, planned_from = ${j.plannedFrom}::timestamptz, planned_until = ${j.plannedUntil}::timestamptz, pinned = ${j.pinned},
      told_from = ${j.toldFrom}::timestamptz, told_until = ${j.toldUntil}::timestamptz, departed_at = ${j.departedAt}::timestamptz, arrived_at = ${j.arrivedAt}::timestamptz, started_at = ${j.startedAt}::timestamptz, carried_at = ${j.carriedAt}::timestamptz,
      ended_at = ${j.endedAt}::timestamptz, ended_why = ${j.endedWhy}::text, codes = ${JSON.stringify(j.codes)}::jsonb, code_tries = ${j.codeTries}, hand_overs = ${JSON.stringify(j.handOvers)}::jsonb, readiness = ${JSON.stringify(j.readiness)}::jsonb,
      on_day = ${j.onDay}::date, window_from = ${j.windowFrom}, window_until = ${j.windowUntil}, service_min = ${j.serviceMin}, version = version + 1
    where id = ${j.id} returning ${columns}`);

/** Rescues that somebody of ours is to reach yet. */
export const rescuesUnderWay = (tx: Tx) => many<Job>(tx, sql`select ${columns} from dispatch.jobs where kind = 'rescue' and state in ('planned', 'departed') order by id limit 100`);
export const writePlaces = (tx: Tx, id: string, place: Job['place'], toPlace: Job['toPlace']) =>
  run(tx, sql`update dispatch.jobs set place = ${JSON.stringify(place)}::jsonb, to_place = ${toPlace === null ? null : JSON.stringify(toPlace)}::jsonb, version = version + 1 where id = ${id}`);

export type Planned = Pick<Job, 'id' | 'vanId' | 'staffId' | 'seq' | 'plannedFrom' | 'plannedUntil' | 'pinned'>;
/** Writes where a plan put its jobs; jobs that are under way or ended keep what they have. */
export async function writePlanned(tx: Tx, rows: readonly Planned[]): Promise<void> {
  const list = rows.map((r) => ({ id: r.id, van_id: r.vanId, staff_id: r.staffId, seq: r.seq, planned_from: r.plannedFrom, planned_until: r.plannedUntil, pinned: r.pinned }));
  await run(tx, sql`update dispatch.jobs j set van_id = r.van_id, staff_id = r.staff_id, seq = r.seq, planned_from = r.planned_from, planned_until = r.planned_until, pinned = r.pinned,
      state = case when r.van_id is null then 'waiting' else 'planned' end, version = version + 1
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id text, van_id text, staff_id text, seq int, planned_from timestamptz, planned_until timestamptz, pinned boolean)
    where j.id = r.id and j.state = any(${[...plannable]}::text[])
      and (j.van_id, j.staff_id, j.seq, j.planned_from, j.planned_until, j.pinned) is distinct from (r.van_id, r.staff_id, r.seq, r.planned_from, r.planned_until, r.pinned)`);
}
export const writeTold = (tx: Tx, id: string, from: Date, until: Date) => run(tx, sql`update dispatch.jobs set told_from = ${from}, told_until = ${until} where id = ${id}`);

export type Mark = { clientId: string; jobId: string; brandId: string; move: PhoneMove; staffId: string; phoneAt: Date; reason: string | null; words: string | null; odometerKm: number | null; socPct: number | null };
/** Undefined when this client id was heard before. */
export const insertMark = (tx: Tx, m: Mark) =>
  maybe<{ clientId: string }>(tx, sql`insert into dispatch.marks (client_id, job_id, brand_id, move, staff_id, phone_at, server_at, reason, words, odometer_km, soc_pct)
    values (${m.clientId}, ${m.jobId}, ${m.brandId}, ${m.move}, ${m.staffId}, ${m.phoneAt}, ${tx.now}, ${m.reason}::text, ${m.words}::text, ${m.odometerKm}::int, ${m.socPct}::int) on conflict (client_id) do nothing returning client_id`);
/** What was read in the car when the work last began. */
export const readingsOf = (tx: Tx, jobId: string) =>
  maybe<{ odometerKm: number | null; socPct: number | null }>(tx, sql`select odometer_km, soc_pct from dispatch.marks where job_id = ${jobId} and move = 'start' order by server_at desc, client_id limit 1`);
export const markByClient = (tx: Tx, clientId: string) => maybe<{ jobId: string; staffId: string; move: PhoneMove }>(tx, sql`select job_id, staff_id, move from dispatch.marks where client_id = ${clientId}`);

/** The rules of dispatch that count on a day. */
export async function rulesOn(tx: Tx, onDay: string): Promise<Map<string, number>> {
  const rows = await many<{ name: string; value: number }>(tx, sql`select name, value from dispatch.rules where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date)`);
  return new Map(rows.map((row) => [row.name, row.value]));
}
export type { JobState };
