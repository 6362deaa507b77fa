// Every SQL statement about plans, what breaks a day, closed roads and the base map.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { PlanContent } from './day.ts';
import type { MapLine } from './map.ts';

/** Nobody else plans this outlet's day until the transaction ends. */
export const lockDay = (tx: Tx, outletId: string, onDay: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`dispatch ${outletId} ${onDay}`}))`);

export type Plan = { outletId: string; onDay: string; version: number; content: PlanContent; what: string; by: string; at: Date };
const columns = sql`outlet_id, on_day, version, content, what, by, at`;
export const latestPlan = (tx: Tx, outletId: string, onDay: string) =>
  maybe<Plan>(tx, sql`select ${columns} from dispatch.plans where outlet_id = ${outletId} and on_day = ${onDay}::date order by version desc limit 1`);
export const planAt = (tx: Tx, outletId: string, onDay: string, version: number) =>
  maybe<Plan>(tx, sql`select ${columns} from dispatch.plans where outlet_id = ${outletId} and on_day = ${onDay}::date and version = ${version}`);
export const planSteps = (tx: Tx, outletId: string, onDay: string) =>
  many<Omit<Plan, 'content'>>(tx, sql`select outlet_id, on_day, version, what, by, at from dispatch.plans where outlet_id = ${outletId} and on_day = ${onDay}::date order by version desc limit 12`);
export const plannedNightly = async (tx: Tx, outletId: string, onDay: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 as there from dispatch.plans where outlet_id = ${outletId} and on_day = ${onDay}::date and what = 'nightly' limit 1`)) !== undefined;
export const insertPlan = (tx: Tx, p: Omit<Plan, 'at'>) =>
  one<Plan>(tx, sql`insert into dispatch.plans (outlet_id, on_day, version, content, what, by, at) values (${p.outletId}, ${p.onDay}::date, ${p.version}, ${JSON.stringify(p.content)}::jsonb, ${p.what}, ${p.by}, ${tx.now}) returning ${columns}`);

export type ClosedRoad = { id: string; outletId: string; onDay: string; lon: number; lat: number; radiusM: number; delayMin: number; words: string; reportedBy: string; at: Date; endedAt: Date | null; endedBy: string | null; endedWhy: string | null };
const closed = sql`id, outlet_id, on_day, lon, lat, radius_m, delay_min, words, reported_by, at, ended_at, ended_by, ended_why`;
export const closuresOf = (tx: Tx, outletId: string, onDay: string) =>
  many<ClosedRoad>(tx, sql`select ${closed} from dispatch.closures where outlet_id = ${outletId} and on_day = ${onDay}::date and ended_at is null order by at, id limit 50`);
/** The closed roads of a day, and those that were opened again. */
export const roadsOf = (tx: Tx, outletId: string, onDay: string) =>
  many<ClosedRoad>(tx, sql`select ${closed} from dispatch.closures where outlet_id = ${outletId} and on_day = ${onDay}::date order by coalesce(ended_at, at) desc, id limit 50`);
export const lockClosure = (tx: Tx, id: string) => maybe<ClosedRoad>(tx, sql`select ${closed} from dispatch.closures where id = ${id} for update`);
export const endClosure = (tx: Tx, id: string, by: string, why: string) => run(tx, sql`update dispatch.closures set ended_at = ${tx.now}, ended_by = ${by}, ended_why = ${why} where id = ${id}`);
export const insertClosure = (tx: Tx, c: Omit<ClosedRoad, 'id' | 'at' | 'endedAt' | 'endedBy' | 'endedWhy'>) =>
  one<{ id: string }>(tx, sql`insert into dispatch.closures (id, outlet_id, on_day, lon, lat, radius_m, delay_min, words, reported_by, at)
    values (${newId()}, ${c.outletId}, ${c.onDay}::date, ${c.lon}, ${c.lat}, ${c.radiusM}, ${c.delayMin}, ${c.words}, ${c.reportedBy}, ${tx.now}) returning id`);

export type DisturbanceKind = 'emergency' | 'noShow' | 'overrun' | 'ill' | 'vanBroken' | 'partMissing' | 'roadClosed' | 'roadOpen' | 'replan';
export type Disturbance = {
  id: string; outletId: string; onDay: string; kind: DisturbanceKind; vanId: string | null; jobId: string | null; closureId: string | null; words: string | null; state: 'open' | 'accepted' | 'dismissed'; proposal: PlanContent | null; basedOn: number | null;
  reportedBy: string; at: Date; endedBy: string | null; endedAt: Date | null;
};
const disturbed = sql`id, outlet_id, on_day, kind, van_id, job_id, closure_id, words, state, proposal, based_on, reported_by, at, ended_by, ended_at`;
export const disturbancesOf = (tx: Tx, outletId: string, onDay: string) =>
  many<Disturbance>(tx, sql`select ${disturbed} from dispatch.disturbances where outlet_id = ${outletId} and on_day = ${onDay}::date order by (state = 'open') desc, at desc limit 30`);
export const lockDisturbance = (tx: Tx, id: string) => maybe<Disturbance>(tx, sql`select ${disturbed} from dispatch.disturbances where id = ${id} for update`);
export const openDisturbanceOf = (tx: Tx, jobId: string, kind: DisturbanceKind) =>
  maybe<Disturbance>(tx, sql`select ${disturbed} from dispatch.disturbances where job_id = ${jobId} and kind = ${kind} and state = 'open' limit 1`);
/** A plan of the whole day that nobody has answered yet. */
export const openReplanOf = (tx: Tx, outletId: string, onDay: string) =>
  maybe<Disturbance>(tx, sql`select ${disturbed} from dispatch.disturbances where outlet_id = ${outletId} and on_day = ${onDay}::date and kind = 'replan' and state = 'open' limit 1`);
export const openOfClosure = (tx: Tx, closureId: string) =>
  maybe<Disturbance>(tx, sql`select ${disturbed} from dispatch.disturbances where closure_id = ${closureId} and kind = 'roadClosed' and state = 'open' limit 1`);
export const insertDisturbance = (tx: Tx, d: Pick<Disturbance, 'outletId' | 'onDay' | 'kind' | 'words' | 'reportedBy'> & Partial<Pick<Disturbance, 'vanId' | 'jobId' | 'closureId'>>) =>
  one<Disturbance>(tx, sql`insert into dispatch.disturbances (id, outlet_id, on_day, kind, van_id, job_id, closure_id, words, state, reported_by, at)
    values (${newId()}, ${d.outletId}, ${d.onDay}::date, ${d.kind}, ${d.vanId ?? null}::text, ${d.jobId ?? null}::text, ${d.closureId ?? null}::text, ${d.words}::text, 'open', ${d.reportedBy}, ${tx.now}) returning ${disturbed}`);
export const writeProposal = (tx: Tx, id: string, proposal: PlanContent, basedOn: number) =>
  one<Disturbance>(tx, sql`update dispatch.disturbances set proposal = ${JSON.stringify(proposal)}::jsonb, based_on = ${basedOn} where id = ${id} returning ${disturbed}`);
export const endDisturbance = (tx: Tx, id: string, state: 'accepted' | 'dismissed', by: string) =>
  one<Disturbance>(tx, sql`update dispatch.disturbances set state = ${state}, ended_by = ${by}, ended_at = ${tx.now} where id = ${id} returning ${disturbed}`);

export const mapLinesIn = (tx: Tx, box: { lonFrom: number; lonUntil: number; latFrom: number; latUntil: number }) =>
  many<MapLine>(tx, sql`select id, kind, name, name_en, points from dispatch.map_lines where lon_from <= ${box.lonUntil} and lon_until >= ${box.lonFrom} and lat_from <= ${box.latUntil} and lat_until >= ${box.latFrom} order by kind, id limit 2000`);
export async function writeMapLines(tx: Tx, lines: readonly MapLine[]): Promise<void> {
  const rows = lines.map((line) => {
    const [lons, lats] = [line.points.map((point) => point[0] ?? 0), line.points.map((point) => point[1] ?? 0)];
    return { id: line.id, kind: line.kind, name: line.name, name_en: line.nameEn, points: line.points, lon_from: Math.min(...lons), lon_until: Math.max(...lons), lat_from: Math.min(...lats), lat_until: Math.max(...lats) };
  });
  await run(tx, sql`insert into dispatch.map_lines (id, kind, name, name_en, points, lon_from, lon_until, lat_from, lat_until)
    select r.id, r.kind, r.name, r.name_en, r.points, r.lon_from, r.lon_until, r.lat_from, r.lat_until
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, kind text, name text, name_en text, points jsonb, lon_from float8, lon_until float8, lat_from float8, lat_until float8)
    on conflict (id) do update set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, points = excluded.points, lon_from = excluded.lon_from, lon_until = excluded.lon_until, lat_from = excluded.lat_from, lat_until = excluded.lat_until`);
}
