// The CARE scorecard. S1 a figure and its list come from the same rows; S2 a frozen month never changes, whatever becomes of its
// records later: its figures and its lists are those of the day on which it was frozen; S3 a reader counts only what lies within
// the own brands and places, what belongs to no outlet only where the whole brand may be seen.
import { beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { join, many, maybe, run, sql, type Sql } from '#platform/database';
import { placesOf, withinPlaces } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { careMeasures } from './care-api.ts';
import { careOf, monthsBack, partnerOf, type CareMeasure, type CareValue } from './care-measures.ts';
import { recordsFor, recordsOf } from './care-rows.ts';

const readers = ['serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator'] as const;
/** Of them, those who may know customers. */
const customerReaders = ['serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
const opensBrandsOnly: ReadonlySet<string> = new Set(['complaint']);
type Where = { brandId?: string | undefined; city?: string | undefined; outletId?: string | undefined };
type Cell = { measure: CareMeasure; month: string; outletId: string; counted: number; records: number };

/** (S3) */
function within(tx: Tx, where: Where): Sql {
  const conditions = [withinPlaces(placesOf(tx.actor, readers), sql`r.brand_id`, sql`r.outlet_id`)];
  if (where.brandId !== undefined) conditions.push(sql`r.brand_id = ${where.brandId}`);
  if (where.outletId !== undefined) conditions.push(sql`r.outlet_id = ${where.outletId}`);
  if (where.city !== undefined) conditions.push(sql`r.outlet_id in (select n.id from network.outlets n where n.city = ${where.city})`);
  return join(conditions, ' and ');
}
const monthOf = sql`to_char(r.at at time zone interval '+08:00', 'YYYY-MM')`;
const between = (fromMonth: string, untilMonth: string): Sql => sql`r.at >= ${beijingInstant(`${fromMonth}-01`, '00:00')}::timestamptz and r.at < (${`${untilMonth}-01`}::timestamp + interval '1 month') at time zone interval '+08:00'`;
const notFrozen = sql`not exists (select 1 from insight.care_frozen z where z.brand_id = r.brand_id and z.month = ${monthOf})`;

/** What is counted now where nothing is frozen, and what was counted where it is. (S1, S2) */
async function cellsOf(tx: Tx, where: Where, months: readonly string[], of: readonly CareMeasure[] = careMeasures): Promise<Cell[]> {
  const [from, until] = [months[0] as string, months.at(-1) as string];
  const live = await many<Cell>(tx, sql`select r.measure, ${monthOf} as month, coalesce(r.outlet_id, '') as outlet_id, (count(*) filter (where r.counts))::int as counted, count(*)::int as records
    from (${recordsOf(of, tx.now)}) r where ${between(from, until)} and r.at <= ${tx.now}::timestamptz and ${notFrozen} and ${within(tx, where)} group by 1, 2, 3`);
  const kept = await many<Cell>(tx, sql`select r.measure, r.month, coalesce(r.outlet_id, '') as outlet_id, sum(r.counted)::int as counted, sum(r.records)::int as records
    from (select m.measure, m.month, m.brand_id, nullif(m.outlet_id, '') as outlet_id, m.counted, m.records from insight.care_months m where m.month >= ${from} and m.month <= ${until}) r where ${within(tx, where)} group by 1, 2, 3`);
  return [...live, ...kept];
}
const frozenMonths = async (tx: Tx, where: Where): Promise<Map<string, Date>> => new Map((await many<{ month: string; at: Date }>(tx, sql`select r.month, max(r.frozen_at) as at from insight.care_frozen r
  where ${where.brandId === undefined ? sql`true` : sql`r.brand_id = ${where.brandId}`} group by 1`)).map(({ month, at }) => [month, at]));

const add = (cells: readonly Cell[]) => cells.reduce((sum, one) => ({ counted: sum.counted + one.counted, records: sum.records + one.records }), { counted: 0, records: 0 });
function figureOf(measure: CareMeasure, cells: readonly Cell[], months: readonly string[], frozen: ReadonlyMap<string, Date>) {
  const mine = cells.filter((one) => one.measure === measure);
  const trend = months.map((month) => ({ month, frozen: frozen.has(month), ...add(mine.filter((one) => one.month === month)) }));
  const [before, now] = trend.slice(-2) as [(typeof trend)[number], (typeof trend)[number]];
  return { measure, counted: now.counted, records: now.records, before: { counted: before.counted, records: before.records }, trend };
}
const monthAsked = (tx: Tx, month: string | undefined): string => month ?? beijingDay(tx.now).slice(0, 7);

export async function showCare(tx: Tx, input: Input<typeof api.showCare>) {
  const month = monthAsked(tx, input.month);
  const months = monthsBack(month, 13);
  const [cells, frozen] = [await cellsOf(tx, input, months), await frozenMonths(tx, input)];
  const names = await many<{ outletId: string; name: string; nameEn: string; city: string; cityEn: string }>(tx, sql`select id as outlet_id, name, name_en, city, city_en from network.outlets order by city_en, name_en`);
  const figures = (measure: CareMeasure) => figureOf(measure, cells, months, frozen);
  return {
    month, frozenAt: frozen.get(month) ?? null,
    values: (Object.keys(careOf) as CareValue[]).map((value) => ({ value, pairs: careOf[value].map(([indicator, guard]) => ({ indicator: figures(indicator), guard: figures(guard) })) })),
    outlets: names.flatMap((outlet) => {
      const mine = cells.filter((one) => one.month === month && one.outletId === outlet.outletId);
      return mine.length === 0 ? [] : [{ ...outlet, figures: Object.values(careOf).flat(2).map((measure) => ({ measure, ...add(mine.filter((one) => one.measure === measure)) })) }];
    }),
  };
}

type Row = { link: 'workOrder' | 'invoice' | 'case' | 'vehicle' | 'finding' | 'complaint' | 'none'; id: string; number: string; vin: string | null; outletId: string | null; at: Date; counts: boolean };
/** (S1, S2) */
export async function careRecords(tx: Tx, input: Input<typeof api.careRecords>) {
  const month = monthAsked(tx, input.month);
  const months = monthsBack(month, 13);
  const [cells, frozen] = [await cellsOf(tx, input, months, [input.measure, partnerOf(input.measure)]), await frozenMonths(tx, input)];
  const records = await many<Row & { plateNo: string | null }>(tx, sql`select a.link, a.id, a.number, a.outlet_id, a.at, a.counts, (select p.plate_no from vehicles.plates p where p.vin = a.vin order by p.from_on desc, p.id desc limit 1) as plate_no from (
      select r.link, r.id, r.number, r.vin, r.outlet_id, r.at, r.counts from (${recordsFor(input.measure, tx.now)}) r where ${between(month, month)} and r.at <= ${tx.now}::timestamptz and ${notFrozen} and ${within(tx, input)}
      union all
      select x.link, x.id, x.number, x.vin, r.outlet_id, x.at, x.counts from (select m.brand_id, nullif(m.outlet_id, '') as outlet_id, m.of from insight.care_months m where m.month = ${month} and m.measure = ${input.measure}) r
        cross join lateral jsonb_to_recordset(r.of) as x(link text, id text, number text, vin text, at timestamptz, counts boolean) where ${within(tx, input)}
    ) a order by a.counts, a.at desc, a.number limit 2000`);
  // Who sees brands and no customers counts the same records without their plates, and without ways to what is not theirs to open. (S3)
  const known = placesOf(tx.actor, customerReaders);
  const shown = records.map((row) => (known.some((place) => place.outletId === null || place.outletId === row.outletId) ? row : { ...row, plateNo: null, ...(opensBrandsOnly.has(row.link) ? {} : { link: 'none' as const }) }));
  return { month, frozenAt: frozen.get(month) ?? null, figure: figureOf(input.measure, cells, months, frozen), partner: figureOf(partnerOf(input.measure), cells, months, frozen), records: shown };
}

/** Round: months that are long enough over are kept as they are, a brand at a time. Done twice it changes nothing. (S2) */
export async function freezeCareMonths(tx: Tx): Promise<void> {
  const today = beijingDay(tx.now);
  const rule = await maybe<{ value: string }>(tx, sql`select value from insight.care_rules where name = 'freezeAfterDays' and valid_from <= ${today}::date and (valid_to is null or valid_to >= ${today}::date) order by valid_from desc limit 1`);
  if (rule === undefined) throw new Error(`no rule "freezeAfterDays" is in force on ${today}`);
  const lastWhole = beijingDay(new Date(tx.now.getTime() - Number(rule.value) * 86_400_000)).slice(0, 7);
  const months = monthsBack(lastWhole, 26).slice(0, -1); // the month of that day itself is younger than the rule at its end
  for (const { id: brandId } of await many<{ id: string }>(tx, sql`select id from brands.brands order by id`)) {
    const due = (await many<{ month: string }>(tx, sql`insert into insight.care_frozen (brand_id, month, frozen_at) select ${brandId}, m, ${tx.now}::timestamptz from unnest(${months}::text[]) m on conflict do nothing returning month`)).map((one) => one.month).sort();
    const [from, until] = [due[0], due.at(-1)];
    if (from === undefined || until === undefined) continue;
    await run(tx, sql`insert into insight.care_months (brand_id, month, measure, outlet_id, counted, records, of)
      select r.brand_id, ${monthOf}, r.measure, coalesce(r.outlet_id, ''), (count(*) filter (where r.counts))::int, count(*)::int, jsonb_agg(jsonb_build_object('link', r.link, 'id', r.id, 'number', r.number, 'vin', r.vin, 'at', r.at, 'counts', r.counts))
      from (${recordsOf(careMeasures, tx.now)}) r where r.brand_id = ${brandId} and ${between(from, until)} and ${monthOf} = any(${due}::text[]) group by 1, 2, 3, 4 on conflict do nothing`);
    tx.record({ action: 'insight.freezeCareMonths', subject: 'careMonths', subjectId: brandId, brandId, after: { months: due } });
  }
}
