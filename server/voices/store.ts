// SQL of voices, sheets, hooks and their rules.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Lesson } from './judge.ts';
import type { AnswerRules, ClockRule, Known, Voice } from './voice.ts';
import type { SheetRow } from './sheet-rows.ts';

const inForce = (onDay: string): Sql => sql`valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date)`;
export async function clockRuleOn(tx: Tx, channel: string, onDay: string): Promise<ClockRule> {
  return one<ClockRule>(tx, sql`select respond_days, answer_days from voices.clock_rules where channel in (${channel}, '*') and ${inForce(onDay)} order by channel = '*', valid_from desc limit 1`);
}
export async function rulesOn(tx: Tx, onDay: string): Promise<AnswerRules & { twinDays: number }> {
  const rows = await many<{ name: string; value: string }>(tx, sql`select distinct on (name) name, value from voices.rules where ${inForce(onDay)} order by name, valid_from desc`);
  const rule = (name: string): number => {
    const found = rows.find((row) => row.name === name);
    if (found === undefined) throw new Error(`no rule "${name}" is in force on ${onDay}`);
    return Number(found.value);
  };
  return { apologyUpToSeverity: rule('apologyUpToSeverity'), managerUpToSeverity: rule('managerUpToSeverity'), gestureUpToSeverity: rule('gestureUpToSeverity'), twinDays: rule('twinDays') };
}

/** Undefined when the same was heard already. */
export const insertVoice = (tx: Tx, v: Omit<Voice, 'id' | 'heardAt' | 'version' | 'labelledBy' | 'labelledAt' | 'state' | 'holderId' | 'holderName' | 'respondedAt' | 'answeredAt' | 'answerWords' | 'answeredBy' | 'apology' | 'gesture' | 'againAt' | 'caseId' | 'ownerId' | 'againDueAt' | 'satisfied' | 'judgedWords' | 'judgedAt' | 'climbedAt' | 'climbedWhy'>) =>
  maybe<Voice>(tx, sql`insert into voices.voices (id, number, brand_id, channel, source_key, url, author, author_phone, vin, vehicle_id, plate_no, model_id, outlet_id, words, said_at, heard_at, kind, topic, topic_share, sentiment, severity, machine_topic, machine_sentiment, twin_of, state, respond_due_at, answer_due_at, sheet_id, desk_of)
    values (${newId()}, ${v.number}, ${v.brandId}, ${v.channel}, ${v.sourceKey}, ${v.url}::text, ${v.author}::text, ${v.authorPhone}::text, ${v.vin}::text, ${v.vehicleId}::text, ${v.plateNo}::text, ${v.modelId}::text, ${v.outletId}::text, ${v.words}, ${v.saidAt}::timestamptz, ${tx.now}::timestamptz,
      ${v.kind}, ${v.topic}, ${v.topicShare}, ${v.sentiment}, ${v.severity}, ${v.machineTopic}, ${v.machineSentiment}, ${v.twinOf}::text, 'fresh', ${v.respondDueAt}::timestamptz, ${v.answerDueAt}::timestamptz, ${v.sheetId}::text, ${v.deskOf}::text)
    on conflict (brand_id, channel, source_key) do nothing returning *`);
export const isKnown = async (tx: Tx, brandId: string, channel: string, sourceKey: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from voices.voices where brand_id = ${brandId} and channel = ${channel} and source_key = ${sourceKey}`)) !== undefined;
/** What was said from one moment to another, and some days around it. */
export const voicesNear = (tx: Tx, brandId: string, from: Date, until: Date, days: number) =>
  many<Known>(tx, sql`select id, words, author, author_phone, vin, said_at from voices.voices where brand_id = ${brandId} and twin_of is null
    and said_at > ${from}::timestamptz - make_interval(days => ${days}) and said_at < ${until}::timestamptz + make_interval(days => ${days}) order by said_at, id limit 50000`);
/** Those of these keys, as channel and key, that were heard. */
export const knownKeys = async (tx: Tx, brandId: string, sourceKeys: readonly string[]): Promise<Set<string>> =>
  new Set((await many<{ channel: string; sourceKey: string }>(tx, sql`select channel, source_key from voices.voices where brand_id = ${brandId} and source_key = any(${[...sourceKeys]}::text[])`)).map((one) => `${one.channel} ${one.sourceKey}`));
export const voiceById = (tx: Tx, id: string) => maybe<Voice>(tx, sql`select * from voices.voices where id = ${id}`);
/** Undefined when somebody else was faster. */
export const saveVoice = (tx: Tx, v: Voice) =>
  maybe<Voice>(tx, sql`update voices.voices set kind = ${v.kind}, topic = ${v.topic}, sentiment = ${v.sentiment}, severity = ${v.severity}, labelled_by = ${v.labelledBy}::text, labelled_at = ${v.labelledAt}::timestamptz, twin_of = ${v.twinOf}::text, state = ${v.state},
      holder_id = ${v.holderId}::text, holder_name = ${v.holderName}::text, respond_due_at = ${v.respondDueAt}::timestamptz, responded_at = ${v.respondedAt}::timestamptz, answer_due_at = ${v.answerDueAt}::timestamptz, answered_at = ${v.answeredAt}::timestamptz, answer_words = ${v.answerWords}::text,
      answered_by = ${v.answeredBy}::text, apology = ${v.apology}::text, gesture = ${v.gesture}::text, again_at = ${v.againAt}::timestamptz, case_id = ${v.caseId}::text, outlet_id = ${v.outletId}::text,
      owner_id = ${v.ownerId}::text, again_due_at = ${v.againDueAt}::timestamptz, satisfied = ${v.satisfied}::boolean, judged_words = ${v.judgedWords}::text, judged_at = ${v.judgedAt}::timestamptz, climbed_at = ${v.climbedAt}::timestamptz, climbed_why = ${v.climbedWhy}::text, version = version + 1
    where id = ${v.id} and version = ${v.version} returning *`);

export const complaintsOf = (tx: Tx, ownerId: string, caseId: string | undefined) =>
  many<Voice>(tx, sql`select * from voices.voices where owner_id = ${ownerId} and kind = 'complaint' and twin_of is null and ${caseId === undefined ? sql`true` : sql`case_id = ${caseId}`} order by said_at desc, id limit 50`);
/** Complaints whose answer is late and of which nobody further up was told since it was due. */
export const lateComplaints = (tx: Tx, limit: number) =>
  many<Voice>(tx, sql`select * from voices.voices where kind = 'complaint' and twin_of is null and state in ('fresh', 'looking') and coalesce(again_due_at, answer_due_at) < ${tx.now}::timestamptz
    and (climbed_at is null or climbed_at < coalesce(again_due_at, answer_due_at)) order by answer_due_at limit ${limit} for update skip locked`);

/** What somebody outside reported of a car or of service; `deskOf` is the desk that wrote it down or brought it in, null where it came by itself. */
export type OutsideReport = Pick<Voice, 'id' | 'number' | 'topic' | 'modelId' | 'outletId' | 'vehicleId' | 'channel' | 'author' | 'deskOf' | 'words'> & { on: string; /** A person said what it is about, or the machine is not guessing. */ sure: boolean };
/** The reports of a brand since a day, the oldest first: no twins, nothing dismissed, no praise or wish, and not what opened a case, which is a report itself. (V3) */
export const outsideReports = (tx: Tx, brandId: string, since: string) =>
  many<OutsideReport>(tx, sql`select id, number, topic, model_id, outlet_id, vehicle_id, channel, author, desk_of, words, (labelled_by is not null or topic_share >= 0.3) as sure, to_char(said_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on from voices.voices
    where brand_id = ${brandId} and twin_of is null and state <> 'dismissed' and case_id is null and severity <= 3 and kind in ('complaint', 'mention') and said_at >= (${since}::date::timestamp at time zone 'Asia/Shanghai') order by said_at, id`);

/** Whether an owner, or somebody about that car, complained and waits for an answer. */
export const complains = async (tx: Tx, of: { ownerId: string; vin: string }): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from voices.voices where kind = 'complaint' and state in ('fresh', 'looking') and (owner_id = ${of.ownerId} or vin = ${of.vin}) limit 1`)) !== undefined;

export const labelledVoices = (tx: Tx, brandId: string) => many<Lesson>(tx, sql`select words, topic, sentiment from voices.voices where brand_id = ${brandId} and labelled_by is not null order by labelled_at desc, id limit 2000`);
export const lessonMark = async (tx: Tx, brandId: string): Promise<string> => {
  const row = await one<{ count: number; last: string | null }>(tx, sql`select count(*)::int as count, max(labelled_at)::text as last from voices.voices where brand_id = ${brandId} and labelled_by is not null`);
  return `${row.count} ${row.last ?? ''}`;
};

export type Filter = { places: readonly Place[]; brandId?: string | undefined; outletId?: string | undefined; modelId?: string | undefined; channel?: string | undefined; kind?: string | undefined; topic?: string | undefined; sentiment?: string | undefined; month?: string | undefined; fromMonth?: string | undefined; unhappy?: boolean | undefined; labelled?: boolean | undefined };
const late = (now: Date): Sql => sql`v.state in ('fresh', 'looking') and (coalesce(v.again_due_at, v.answer_due_at) < ${now}::timestamptz or (v.responded_at is null and v.respond_due_at < ${now}::timestamptz))`;
const soon = (now: Date): Sql => sql`v.state in ('fresh', 'looking') and coalesce(v.again_due_at, v.answer_due_at) >= ${now}::timestamptz and coalesce(v.again_due_at, v.answer_due_at) < ${now}::timestamptz + interval '1 day'`;
const openComplaint = sql`v.kind = 'complaint' and v.state in ('fresh', 'looking')`;
/** What belongs to no outlet yet is everybody's of the brand, as one by one. */
const inReach = (places: readonly Place[]): Sql => sql`(${withinPlaces(places, sql`v.brand_id`, sql`v.outlet_id`)} or (v.outlet_id is null and v.brand_id = any(${places.flatMap(({ brandId }) => brandId ?? [])}::text[])))`;
const matching = (filter: Filter): Sql[] => [
  inReach(filter.places),
  ...([['brand_id', filter.brandId], ['outlet_id', filter.outletId], ['model_id', filter.modelId], ['channel', filter.channel], ['kind', filter.kind], ['topic', filter.topic], ['sentiment', filter.sentiment]] as const).flatMap(([column, value]) => (value === undefined ? [] : [equals(column, value)])),
  ...(filter.unhappy === true ? [sql`v.sentiment in ('angry', 'unhappy')`] : []), ...(filter.labelled === true ? [sql`v.labelled_by is not null`] : []),
  ...(filter.fromMonth === undefined ? [] : [sql`v.said_at >= (${`${filter.fromMonth}-01`}::timestamp) at time zone interval '+08:00'`]),
  ...(filter.month === undefined ? [] : [sql`to_char(v.said_at at time zone interval '+08:00', 'YYYY-MM') = ${filter.month}`]),
];
const columnsOf = { brand_id: sql`v.brand_id`, outlet_id: sql`v.outlet_id`, model_id: sql`v.model_id`, channel: sql`v.channel`, kind: sql`v.kind`, topic: sql`v.topic`, sentiment: sql`v.sentiment` };
const equals = (column: keyof typeof columnsOf, value: string): Sql => sql`${columnsOf[column]} = ${value}`;

const withTwins = sql`v.*, (select count(*)::int from voices.voices t where t.twin_of = v.id) as twins`;
export type Shown = Voice & { twins: number };
export const shownVoice = (tx: Tx, id: string) => maybe<Shown>(tx, sql`select ${withTwins} from voices.voices v where v.id = ${id}`);
export function listed(tx: Tx, filter: Filter & { state?: string | undefined; open?: boolean | undefined; overdue?: boolean | undefined; dueSoon?: boolean | undefined; twins?: boolean | undefined; twinsOf?: string | undefined; find?: string | undefined; after?: { at: string; id: string } | undefined; limit: number }): Promise<Shown[]> {
  const where = matching(filter);
  where.push(filter.twins === true ? sql`v.twin_of is not null` : filter.twinsOf === undefined ? sql`v.twin_of is null` : sql`v.twin_of = ${filter.twinsOf}`);
  if (filter.open === true) where.push(openComplaint);
  if (filter.dueSoon === true) where.push(soon(tx.now));
  if (filter.state !== undefined) where.push(sql`v.state = ${filter.state}`);
  if (filter.overdue === true) where.push(late(tx.now));
  if (filter.find !== undefined) where.push(sql`(strpos(v.words, ${filter.find}) > 0 or v.number = ${filter.find} or v.plate_no = ${filter.find} or v.author = ${filter.find})`);
  if (filter.after !== undefined) where.push(sql`(v.said_at, v.id) < (${filter.after.at}::timestamptz, ${filter.after.id})`);
  return many<Shown>(tx, sql`select ${withTwins} from voices.voices v where ${join(where, ' and ')} order by v.said_at desc, v.id desc limit ${filter.limit}`);
}
export type Counted = { topic: Voice['topic']; channel: Voice['channel']; sentiment: Voice['sentiment']; month: string; voices: number; complaints: number; answered: number; inTime: number };
export const counted = (tx: Tx, filter: Filter, sinceMonth: string) =>
  many<Counted>(tx, sql`select v.topic, v.channel, v.sentiment, to_char(v.said_at at time zone interval '+08:00', 'YYYY-MM') as month, count(*)::int as voices, (count(*) filter (where v.kind = 'complaint'))::int as complaints,
      (count(*) filter (where v.kind = 'complaint' and v.answered_at is not null))::int as answered, (count(*) filter (where v.kind = 'complaint' and v.answered_at <= v.answer_due_at))::int as in_time
    from voices.voices v where v.twin_of is null and v.said_at >= (${`${sinceMonth}-01`}::timestamp) at time zone interval '+08:00' and ${join(matching(filter), ' and ')} group by 1, 2, 3, 4`);
export const standing = (tx: Tx, filter: Filter) =>
  one<{ open: number; late: number; dueSoon: number; twins: number; labelled: number; topicRight: number; sentimentRight: number }>(tx, sql`select (count(*) filter (where v.twin_of is null and ${openComplaint}))::int as open,
      (count(*) filter (where v.twin_of is null and ${late(tx.now)}))::int as late,
      (count(*) filter (where v.twin_of is null and ${soon(tx.now)}))::int as due_soon, (count(*) filter (where v.twin_of is not null))::int as twins,
      (count(*) filter (where v.twin_of is null and v.labelled_by is not null))::int as labelled, (count(*) filter (where v.twin_of is null and v.labelled_by is not null and v.topic = v.machine_topic))::int as topic_right, (count(*) filter (where v.twin_of is null and v.labelled_by is not null and v.sentiment = v.machine_sentiment))::int as sentiment_right
    from voices.voices v where ${join(matching(filter), ' and ')}`);

// Sheets and hooks

export type Sheet = { id: string; brandId: string; fileName: string; state: 'checked' | 'applying' | 'applied' | 'undone'; rows: SheetRow[]; done: number; deskOf: string | null; made: number; twins: number; byName: string; at: Date; version: number };
export const insertSheet = (tx: Tx, s: Pick<Sheet, 'brandId' | 'fileName' | 'rows' | 'byName'>) => one<Sheet>(tx, sql`insert into voices.sheets (id, brand_id, file_name, state, rows, by_name, at) values (${newId()}, ${s.brandId}, ${s.fileName}, 'checked', ${JSON.stringify(s.rows)}::jsonb, ${s.byName}, ${tx.now}::timestamptz) returning *`);
export const lockSheet = (tx: Tx, id: string) => maybe<Sheet>(tx, sql`select * from voices.sheets where id = ${id} for update`);
export const saveSheet = (tx: Tx, s: Sheet) => one<Sheet>(tx, sql`update voices.sheets set state = ${s.state}, made = ${s.made}, twins = ${s.twins}, done = ${s.done}, desk_of = ${s.deskOf}::text, version = version + 1 where id = ${s.id} returning *`);
export const sheetById = (tx: Tx, id: string) => maybe<Sheet>(tx, sql`select * from voices.sheets where id = ${id}`);
export const sheetsOf = (tx: Tx, brandId: string) => many<Sheet>(tx, sql`select * from voices.sheets where brand_id = ${brandId} order by at desc, id desc limit 10`);
/** Nobody has worked on these since: they go, and what was a twin of one stands by itself again. */
export async function dropSheet(tx: Tx, sheetId: string): Promise<number> {
  await run(tx, sql`update voices.voices set twin_of = null where twin_of in (select id from voices.voices where sheet_id = ${sheetId} and version = 1)`);
  return run(tx, sql`delete from voices.voices where sheet_id = ${sheetId} and version = 1 returning 1`);
}
export type Hook = { brandId: string; hookKey: string; secret: string; byName: string; at: Date; heard: number; lastAt: Date | null };
export const hookOf = (tx: Tx, brandId: string) => maybe<Hook>(tx, sql`select * from voices.hooks where brand_id = ${brandId}`);
export const hookByKey = (tx: Tx, key: string) => maybe<Hook>(tx, sql`select * from voices.hooks where hook_key = ${key}`);
export const writeHook = (tx: Tx, h: Pick<Hook, 'brandId' | 'hookKey' | 'secret' | 'byName'>) => run(tx, sql`insert into voices.hooks (brand_id, hook_key, secret, by_name, at) values (${h.brandId}, ${h.hookKey}, ${h.secret}, ${h.byName}, ${tx.now}::timestamptz)
  on conflict (brand_id) do update set hook_key = excluded.hook_key, secret = excluded.secret, by_name = excluded.by_name, at = excluded.at`);
export const countHeard = (tx: Tx, brandId: string, heard: number) => run(tx, sql`update voices.hooks set heard = heard + ${heard}, last_at = ${tx.now}::timestamptz where brand_id = ${brandId}`);
/** One at a time for a brand, so that twins see each other. */
export const lockHearing = (tx: Tx, brandId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`voices ${brandId}`}))`);
