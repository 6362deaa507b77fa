// SQL of surveys and the rules they follow.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { DroppedWhy, Survey, SurveyReason, SurveyRules, SurveyState } from './survey.ts';

const columns = sql`s.id, s.case_id, s.case_number, s.work_order_id, s.brand_id, s.owner_id, s.outlet_id, s.vin, s.model_id, s.plate_no, s.model_name, s.model_name_en,
  s.state, s.planned_at, s.send_at, s.sent_at, s.expires_at, s.answered_at, s.score, s.reasons, s.words, s.dropped_why`;

export async function rulesOn(tx: Tx, onDay: string): Promise<SurveyRules> {
  const rows = await many<{ name: string; value: string }>(tx, sql`select distinct on (name) name, value from feedback.rules
    where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by name, valid_from desc`);
  const rule = (name: string): string => {
    const found = rows.find((row) => row.name === name)?.value;
    if (found === undefined) throw new Error(`no rule "${name}" is in force on ${onDay}`);
    return found;
  };
  return {
    askAfterMinutes: Number(rule('askAfterMinutes')), quiet: { fromTime: rule('quietFrom'), untilTime: rule('quietUntil') },
    expireAfterDays: Number(rule('expireAfterDays')), lowScoreAtMost: Number(rule('lowScoreAtMost')), askAgainAfterDays: Number(rule('askAgainAfterDays')),
  };
}

type Fresh = Pick<Survey, 'caseId' | 'caseNumber' | 'workOrderId' | 'brandId' | 'ownerId' | 'outletId' | 'vin' | 'modelId' | 'plateNo' | 'modelName' | 'modelNameEn' | 'sendAt'>;
/** One survey per work order, however often it is planned. */
export const insertSurvey = (tx: Tx, s: Fresh) =>
  run(tx, sql`insert into feedback.surveys (id, case_id, case_number, work_order_id, brand_id, owner_id, outlet_id, vin, model_id, plate_no, model_name, model_name_en, state, planned_at, send_at)
    values (${newId()}, ${s.caseId}, ${s.caseNumber}, ${s.workOrderId}, ${s.brandId}, ${s.ownerId}, ${s.outletId}::text, ${s.vin}, ${s.modelId}, ${s.plateNo}::text, ${s.modelName},
      ${s.modelNameEn}, 'planned', ${tx.now}::timestamptz, ${s.sendAt}::timestamptz) on conflict (work_order_id) do nothing`);

export const surveyById = (tx: Tx, id: string) => maybe<Survey>(tx, sql`select ${columns} from feedback.surveys s where s.id = ${id}`);

export const surveysToSend = (tx: Tx, limit: number) =>
  many<Survey>(tx, sql`select ${columns} from feedback.surveys s where s.state = 'planned' and s.send_at <= ${tx.now}::timestamptz order by s.send_at limit ${limit} for update skip locked`);

/** Undefined when the survey is no longer in the state it came from. */
export const markSent = (tx: Tx, id: string, expiresAt: Date) =>
  maybe<Survey>(tx, sql`update feedback.surveys s set state = 'sent', sent_at = ${tx.now}::timestamptz, expires_at = ${expiresAt}::timestamptz where s.id = ${id} and s.state = 'planned' returning ${columns}`);
export const dropPlanned = (tx: Tx, id: string, why: DroppedWhy) =>
  maybe<Survey>(tx, sql`update feedback.surveys s set state = 'dropped', dropped_why = ${why} where s.id = ${id} and s.state = 'planned' returning ${columns}`);
/** Whether a brand asked an owner anything within these days. */
export const askedWithin = async (tx: Tx, { ownerId, brandId }: Pick<Survey, 'ownerId' | 'brandId'>, days: number): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from feedback.surveys s where s.owner_id = ${ownerId} and s.brand_id = ${brandId} and s.sent_at > ${tx.now}::timestamptz - make_interval(days => ${days}) limit 1`)) !== undefined;

export const expireSurveys = (tx: Tx) =>
  many<Survey>(tx, sql`update feedback.surveys s set state = 'expired' where s.state = 'sent' and s.expires_at <= ${tx.now}::timestamptz returning ${columns}`);

/** Undefined when it was answered or expired meanwhile. */
export const writeAnswer = (tx: Tx, id: string, answer: { score: number; reasons: readonly SurveyReason[]; words: string | null }) =>
  maybe<Survey>(tx, sql`update feedback.surveys s set state = 'answered', answered_at = ${tx.now}::timestamptz, score = ${answer.score}, reasons = ${[...answer.reasons]}::text[],
    words = ${answer.words}::text where s.id = ${id} and s.state = 'sent' and s.expires_at > ${tx.now}::timestamptz returning ${columns}`);

export const surveysOf = (tx: Tx, ownerId: string, state: SurveyState | undefined) =>
  many<Survey>(tx, sql`select ${columns} from feedback.surveys s where s.owner_id = ${ownerId} and s.state not in ('planned', 'dropped')
    and ${state === undefined ? sql`true` : sql`s.state = ${state}`} order by (s.state = 'sent') desc, s.planned_at desc limit 100`);

/** Sent within these months, Beijing time, both included. */
const inMonths = (from: string, until: string): Sql => sql`s.sent_at >= (${from}::text || '-01')::timestamp at time zone interval '+08:00'
  and s.sent_at < ((${until}::text || '-01')::timestamp + interval '1 month') at time zone interval '+08:00'`;

export type SurveyFilter = {
  places: readonly Place[]; brandId?: string; outletId?: string; state?: SurveyState; month?: string; fromMonth?: string; untilMonth?: string; caseId?: string; score?: number; lowAtMost?: number; reason?: SurveyReason; sent?: boolean;
  after?: { at: string; id: string }; limit: number;
};

export function listed(tx: Tx, filter: SurveyFilter): Promise<Survey[]> {
  const where: Sql[] = [withinPlaces(filter.places, sql`s.brand_id`, sql`s.outlet_id`)];
  if (filter.brandId !== undefined) where.push(sql`s.brand_id = ${filter.brandId}`);
  if (filter.outletId !== undefined) where.push(sql`s.outlet_id = ${filter.outletId}`);
  if (filter.state !== undefined) where.push(sql`s.state = ${filter.state}`);
  if (filter.month !== undefined) where.push(inMonths(filter.month, filter.month));
  if (filter.fromMonth !== undefined) where.push(inMonths(filter.fromMonth, filter.untilMonth ?? '2099-12'));
  if (filter.caseId !== undefined) where.push(sql`s.case_id = ${filter.caseId}`);
  if (filter.score !== undefined) where.push(sql`s.score = ${filter.score}`);
  if (filter.reason !== undefined) where.push(sql`${filter.reason} = any(s.reasons)`);
  if (filter.sent === true) where.push(sql`s.sent_at is not null`);
  if (filter.lowAtMost !== undefined) where.push(sql`s.score <= ${filter.lowAtMost}`);
  if (filter.after !== undefined) where.push(sql`(s.planned_at, s.id) < (${filter.after.at}::timestamptz, ${filter.after.id})`);
  return many(tx, sql`select ${columns} from feedback.surveys s where ${join(where, ' and ')} order by s.planned_at desc, s.id desc limit ${filter.limit}`);
}

export type Figure = { outletId: string | null; month: string; sent: number; answered: number; low: number; scoreSum: number };

export const figures = (tx: Tx, by: { places: readonly Place[]; brandId?: string; outletId?: string; fromMonth: string; untilMonth: string; lowAtMost: number }) =>
  many<Figure>(tx, sql`select s.outlet_id, to_char(s.sent_at at time zone interval '+08:00', 'YYYY-MM') as month, count(*)::int as sent,
      count(s.score)::int as answered, (count(*) filter (where s.score <= ${by.lowAtMost}))::int as low, coalesce(sum(s.score), 0)::int as score_sum
    from feedback.surveys s where ${inMonths(by.fromMonth, by.untilMonth)} and ${withinPlaces(by.places, sql`s.brand_id`, sql`s.outlet_id`)}
      and ${by.brandId === undefined ? sql`true` : sql`s.brand_id = ${by.brandId}`} and ${by.outletId === undefined ? sql`true` : sql`s.outlet_id = ${by.outletId}`}
    group by 1, 2 order by 2 desc, 1`);

export type Answers = { answered: number; low: number; lowForCause: number; scoreSum: number; scoreSquares: number };

/** What was answered about an outlet or model of a brand in a time, or about all others of the brand: for measuring whether an improvement worked. */
export const answersIn = (tx: Tx, of: { brandId: string; outletId: string | null; modelId: string | null; cause: string; fromAt: Date; untilAt: Date; lowAtMost: number; elsewhere?: boolean }) =>
  one<Answers>(tx, sql`select count(*)::int as answered, (count(*) filter (where s.score <= ${of.lowAtMost}))::int as low,
      (count(*) filter (where s.score <= ${of.lowAtMost} and (${of.cause} = any(s.reasons) or (${of.cause} = 'other' and cardinality(s.reasons) = 0))))::int as low_for_cause,
      coalesce(sum(s.score), 0)::int as score_sum, coalesce(sum(s.score * s.score), 0)::int as score_squares
    from feedback.surveys s where s.state = 'answered' and s.brand_id = ${of.brandId} and s.answered_at >= ${of.fromAt}::timestamptz and s.answered_at < ${of.untilAt}::timestamptz
      and (((${of.outletId}::text is null or s.outlet_id is not distinct from ${of.outletId}::text) and (${of.modelId}::text is null or s.model_id = ${of.modelId}::text)) = ${of.elsewhere !== true})`);
