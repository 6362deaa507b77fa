// Statements of the night's run: what was asked for by month, how every shelf stands, what was foreseen and advised.
import { many, maybe, one, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Foreseen } from './foresee.ts';
import type { Why } from './suggest.ts';

export type Asked = { placeId: string; outletId: string; code: string; months: number[]; units: number[] };
const monthOf = (at: ReturnType<typeof sql>, since: string) => sql`((extract(year from ${at}) - extract(year from ${since}::date)) * 12 + extract(month from ${at}) - extract(month from ${since}::date))::int`;
const local = sql`(at at time zone 'Asia/Shanghai')`;
/** Units that went into cars, by place, number and month (0 is `since`), with what was used before the store was kept here; what came back counts back. */
export const askedByMonth = (tx: Tx, brandId: string, since: string) =>
  many<Asked>(tx, sql`select place_id, outlet_id, code, array_agg(month) as months, array_agg(units) as units from (
      select place_id, outlet_id, code, ${monthOf(local, since)} as month, greatest(0, -sum(quantity))::int as units
      from parts.movements where brand_id = ${brandId} and kind in ('pick', 'return') and shelf = 'good' and at >= (${since}::date)::timestamp at time zone 'Asia/Shanghai' group by 1, 2, 3, 4
      union all select place_id, outlet_id, code, ${monthOf(sql`month`, since)}, units from parts.past_use where brand_id = ${brandId} and month >= ${since}::date) m
    group by place_id, outlet_id, code`);
export const askedOf = (tx: Tx, brandId: string, code: string, since: string) =>
  many<{ month: number; units: number }>(tx, sql`select month, sum(units)::int as units from (
      select ${monthOf(local, since)} as month, greatest(0, -sum(quantity))::int as units from parts.movements where brand_id = ${brandId} and code = ${code} and kind in ('pick', 'return') and shelf = 'good' and at >= (${since}::date)::timestamp at time zone 'Asia/Shanghai' group by 1
      union all select ${monthOf(sql`month`, since)}, units from parts.past_use where brand_id = ${brandId} and code = ${code} and month >= ${since}::date) m group by 1 order by 1`);
export const writePastUse = (tx: Tx, at: { placeId: string; outletId: string; brandId: string }, rows: readonly { code: string; month: string; units: number }[]) =>
  run(tx, sql`insert into parts.past_use (place_id, outlet_id, brand_id, code, month, units) select ${at.placeId}, ${at.outletId}, ${at.brandId}, r.code, r.month, r.units from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, month date, units int)
    on conflict (place_id, brand_id, code, month) do update set units = excluded.units`);

export type Standing = { placeId: string; outletId: string; code: string; onHand: number; quarantined: number; bin: string | null; counted: boolean };
export const standings = (tx: Tx, brandId: string) => many<Standing>(tx, sql`select place_id, outlet_id, code, on_hand, quarantined, bin, counted_at is not null as counted from parts.stock where brand_id = ${brandId}`);
type Units = { placeId: string; code: string; units: number };
export const onOrder = (tx: Tx, brandId: string) => many<Units>(tx, sql`select place_id, code, sum(quantity - received)::int as units from parts.purchase_lines where brand_id = ${brandId} and ended_at is null and exists (select 1 from parts.purchases p where p.id = purchase_id and p.state in ('sent', 'partly')) group by 1, 2`);
export const inTransit = (tx: Tx, brandId: string) => many<Units>(tx, sql`select to_place_id as place_id, code, sum(quantity)::int as units from parts.transfers where brand_id = ${brandId} and state in ('asked', 'sent') group by 1, 2`);
export const leaving = (tx: Tx, brandId: string) => many<Units>(tx, sql`select from_place_id as place_id, code, sum(quantity)::int as units from parts.transfers where brand_id = ${brandId} and state = 'asked' group by 1, 2`);
export const heldUnits = (tx: Tx, brandId: string) => many<Units>(tx, sql`select outlet_id as place_id, code, sum(quantity)::int as units from parts.holds where brand_id = ${brandId} group by 1, 2`);
export const waitingUnits = (tx: Tx, brandId: string) => many<Units>(tx, sql`select outlet_id as place_id, code, sum(quantity - served)::int as units from parts.waiting where brand_id = ${brandId} and ended_at is null group by 1, 2`);

export type Run = { id: string; brandId: string; onDay: string; startedAt: Date; endedAt: Date | null; parts: number | null; pairs: number | null; suggestions: number | null; tookMs: number | null; errors: unknown };
const runColumns = sql`id, brand_id, on_day, started_at, ended_at, parts, pairs, suggestions, took_ms, errors`;
export const lastRun = (tx: Tx, brandId: string) => maybe<Run>(tx, sql`select ${runColumns} from parts.runs where brand_id = ${brandId} and ended_at is not null order by on_day desc, started_at desc limit 1`);
export const ranOn = async (tx: Tx, onDay: string): Promise<Set<string>> => new Set((await many<{ brandId: string }>(tx, sql`select brand_id from parts.runs where on_day = ${onDay}::date`)).map((row) => row.brandId));
export const writeRun = (tx: Tx, r: { id: string; brandId: string; onDay: string; parts: number; pairs: number; suggestions: number; tookMs: number; errors: unknown }) =>
  one<Run>(tx, sql`insert into parts.runs (id, brand_id, on_day, started_at, ended_at, parts, pairs, suggestions, took_ms, errors) values (${r.id}, ${r.brandId}, ${r.onDay}::date, ${tx.now}, ${tx.now}, ${r.parts}, ${r.pairs}, ${r.suggestions}, ${r.tookMs}, ${JSON.stringify(r.errors)}::jsonb)
    on conflict (brand_id, on_day) do update set started_at = excluded.started_at, ended_at = excluded.ended_at, parts = excluded.parts, pairs = excluded.pairs, suggestions = excluded.suggestions, took_ms = excluded.took_ms, errors = excluded.errors returning ${runColumns}`);

async function inChunks<T>(rows: readonly T[], write: (some: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < rows.length; first += 20_000) await write(rows.slice(first, first + 20_000));
}
export async function writeForecasts(tx: Tx, brandId: string, onDay: string, parts: readonly Foreseen[]): Promise<void> {
  await run(tx, sql`delete from parts.forecasts where brand_id = ${brandId}`);
  await inChunks(parts, (some) => run(tx, sql`insert into parts.forecasts (brand_id, code, run_on, months, back_test, per_month)
    select ${brandId}, r.code, ${onDay}::date, r.months, r."backTest", r."perMonth" from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as r(code text, months jsonb, "backTest" jsonb, "perMonth" real)`));
}
export async function writeTargets(tx: Tx, brandId: string, targets: readonly { placeId: string; code: string; perMonth: number; target: number; fillRate: number; waiting: number }[]): Promise<void> {
  await run(tx, sql`delete from parts.targets where brand_id = ${brandId}`);
  await inChunks(targets, (some) => run(tx, sql`insert into parts.targets (brand_id, place_id, code, per_month, target, fill_rate, waiting)
    select ${brandId}, r."placeId", r.code, r."perMonth", r.target, r."fillRate", r.waiting from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as r("placeId" text, code text, "perMonth" real, target int, "fillRate" real, waiting real)`));
}
export type ForecastRow = { code: string; runOn: string; months: Foreseen['months']; backTest: Foreseen['backTest']; perMonth: number };
export const forecastOf = (tx: Tx, brandId: string, code: string) => maybe<ForecastRow>(tx, sql`select code, run_on, months, back_test, per_month from parts.forecasts where brand_id = ${brandId} and code = ${code}`);
export const forecastsOf = (tx: Tx, brandId: string) => many<ForecastRow>(tx, sql`select code, run_on, months, back_test, per_month from parts.forecasts where brand_id = ${brandId}`);
export type TargetRow = { placeId: string; code: string; perMonth: number; target: number; fillRate: number; waiting: number };
export const targetsOfCodes = (tx: Tx, brandId: string, codes: readonly string[]) => many<TargetRow>(tx, sql`select place_id, code, per_month, target, fill_rate, waiting from parts.targets where brand_id = ${brandId} and code = any(${[...codes]}::text[])`);

export type SuggestionState = 'open' | 'accepted' | 'dismissed' | 'lapsed';
export type Suggestion = {
  id: string; brandId: string; outletId: string; placeId: string; code: string; kind: 'buy' | 'move' | 'lastBuy'; fromPlaceId: string | null; fromOutletId: string | null; supplierId: string | null; quantity: number; costFen: number; savesFen: number; why: Why;
  state: SuggestionState; madeAt: Date; decidedBy: string | null; decidedAt: Date | null; decidedWhy: string | null; resultId: string | null; version: number;
};
const suggestionColumns = sql`id, brand_id, outlet_id, place_id, code, kind, from_place_id, from_outlet_id, supplier_id, quantity, cost_fen, saves_fen, why, state, made_at, decided_by, decided_at, decided_why, result_id, version`;
export const openSuggestions = (tx: Tx, brandId: string, code: string | null, limit: number) =>
  many<Suggestion>(tx, sql`select ${suggestionColumns} from parts.suggestions where brand_id = ${brandId} and state = 'open' and (${code}::text is null or code = ${code}::text) order by saves_fen desc, id limit ${limit}`);
export const countOpen = async (tx: Tx, brandId: string) => one<{ count: number; costFen: number; savesFen: number }>(tx, sql`select count(*)::int as count, coalesce(sum(cost_fen), 0)::bigint as cost_fen, coalesce(sum(saves_fen), 0)::bigint as saves_fen from parts.suggestions where brand_id = ${brandId} and state = 'open'`);
export const lockSuggestions = (tx: Tx, ids: readonly string[]) => many<Suggestion>(tx, sql`select ${suggestionColumns} from parts.suggestions where id = any(${[...ids]}::text[]) order by id for update`);
export const decide = (tx: Tx, id: string, state: 'accepted' | 'dismissed', by: string, why: string | null, resultId: string | null) =>
  run(tx, sql`update parts.suggestions set state = ${state}, decided_by = ${by}, decided_at = ${tx.now}, decided_why = ${why}::text, result_id = ${resultId}::text, version = version + 1 where id = ${id}`);
/** Yesterday's advice that nobody took gives way to today's. */
export async function writeSuggestions(tx: Tx, brandId: string, rows: readonly Omit<Suggestion, 'brandId' | 'state' | 'madeAt' | 'decidedBy' | 'decidedAt' | 'decidedWhy' | 'resultId' | 'version'>[]): Promise<void> {
  await run(tx, sql`update parts.suggestions set state = 'lapsed', version = version + 1 where brand_id = ${brandId} and state = 'open'`);
  await run(tx, sql`delete from parts.suggestions where brand_id = ${brandId} and state = 'lapsed' and made_at < ${new Date(tx.now.getTime() - 30 * 86_400_000)}`);
  await inChunks(rows, (some) => run(tx, sql`insert into parts.suggestions (id, brand_id, outlet_id, place_id, code, kind, from_place_id, from_outlet_id, supplier_id, quantity, cost_fen, saves_fen, why, state, made_at)
    select r.id, ${brandId}, r."outletId", r."placeId", r.code, r.kind, r."fromPlaceId", r."fromOutletId", r."supplierId", r.quantity, r."costFen", r."savesFen", r.why, 'open', ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as r(id text, "outletId" text, "placeId" text, code text, kind text, "fromPlaceId" text, "fromOutletId" text, "supplierId" text, quantity int, "costFen" bigint, "savesFen" bigint, why jsonb)`));
}
/** What somebody said no to lately, by place and number. */
export const dismissedSince = (tx: Tx, brandId: string, since: Date) => many<{ placeId: string; code: string }>(tx, sql`select distinct place_id, code from parts.suggestions where brand_id = ${brandId} and state = 'dismissed' and decided_at >= ${since}`);

/** How often a part was there at once, by outlet: units asked for, and those of them that had to wait, over a quarter. */
export const serviceByOutlet = (tx: Tx, brandId: string, since: Date) =>
  many<{ outletId: string; asked: number; waited: number; meanDays: number | null }>(tx, sql`select o.outlet_id, coalesce(m.asked, 0)::int as asked, coalesce(w.waited, 0)::int as waited, w.mean_days::float8 from (select distinct outlet_id from parts.stock where brand_id = ${brandId}) o
    left join (select outlet_id, -sum(quantity) as asked from parts.movements where brand_id = ${brandId} and kind in ('pick', 'return') and at >= ${since} group by 1) m on m.outlet_id = o.outlet_id
    left join (select outlet_id, sum(quantity) as waited, avg(greatest(0, extract(epoch from coalesce(ended_at, ${tx.now}::timestamptz) - asked_at)) / 86400) as mean_days from parts.waiting where brand_id = ${brandId} and asked_at >= ${since} group by 1) w on w.outlet_id = o.outlet_id`);
/** What lay still for so long, dearest first is for the caller. */
export const slowMovers = (tx: Tx, brandId: string, since: Date) =>
  many<{ placeId: string; outletId: string; code: string; onHand: number; stillSince: Date }>(tx, sql`select s.place_id, s.outlet_id, s.code, s.on_hand, coalesce(m.last_at, m.first_at) as still_since from parts.stock s
    join (select place_id, code, max(at) filter (where kind in ('pick', 'transferOut')) as last_at, min(at) as first_at from parts.movements where brand_id = ${brandId} group by 1, 2) m on m.place_id = s.place_id and m.code = s.code
    where s.brand_id = ${brandId} and s.on_hand > 0 and coalesce(m.last_at, m.first_at) < ${since} order by coalesce(m.last_at, m.first_at) limit 500`);
