// Statements of work instructions and of questions to experts.
import { many, maybe, one, run, sql } from '#platform/database';
import type { Static } from '#platform/contract';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Step as StepShape } from './packet-api.ts';
import type { WorkOrder } from './work-order.ts';

export type Step = Static<typeof StepShape>;
export type Instructions = { id: string; brandId: string; code: string; edition: number; steps: Step[]; source: string; publishedBy: string; publishedAt: Date };
const columns = sql`id, brand_id, code, edition, steps, source, published_by, published_at`;
export const instructionsById = (tx: Tx, id: string) => maybe<Instructions>(tx, sql`select ${columns} from workorders.instructions where id = ${id}`);
/** The latest edition of each; of these operations, or of all. */
export const latestInstructions = (tx: Tx, brandId: string, codes: readonly string[] | null) =>
  many<Instructions>(tx, sql`select distinct on (code) ${columns} from workorders.instructions where brand_id = ${brandId} and (${codes === null} or code = any(${[...(codes ?? [])]}::text[])) order by code, edition desc`);
/** One edition after the last; two who publish at once wait for each other. */
export async function insertInstructions(tx: Tx, i: Omit<Instructions, 'edition' | 'publishedAt'>): Promise<Instructions> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext(${`instructions ${i.brandId} ${i.code}`}))`);
  return one(tx, sql`insert into workorders.instructions (id, brand_id, code, edition, steps, source, published_by, published_at)
    select ${i.id}, ${i.brandId}, ${i.code}, coalesce(max(edition), 0) + 1, ${JSON.stringify(i.steps)}::jsonb, ${i.source}, ${i.publishedBy}, ${tx.now}::timestamptz from workorders.instructions where brand_id = ${i.brandId} and code = ${i.code} returning ${columns}`);
}

export type Question = { id: string; workOrderId: string; words: string; photos: string[]; askedById: string; askedByName: string; askedAt: Date; answer: string | null; answeredByName: string | null; answeredAt: Date | null };
const asked = sql`id, work_order_id, words, photos, asked_by_id, asked_by_name, asked_at, answer, answered_by_name, answered_at`;
export const questionsOf = (tx: Tx, orderId: string) => many<Question>(tx, sql`select ${asked} from workorders.questions where work_order_id = ${orderId} order by asked_at, id`);
export const insertQuestion = (tx: Tx, order: WorkOrder, q: Pick<Question, 'id' | 'words' | 'photos' | 'askedById' | 'askedByName'>) =>
  run(tx, sql`insert into workorders.questions (id, work_order_id, brand_id, outlet_id, words, photos, asked_by_id, asked_by_name, asked_at)
    values (${q.id}, ${order.id}, ${order.brandId}, ${order.outletId}, ${q.words}, ${JSON.stringify(q.photos)}::jsonb, ${q.askedById}, ${q.askedByName}, ${tx.now})`);
export const questionToAnswer = (tx: Tx, orderId: string, id: string) => maybe<Question>(tx, sql`select ${asked} from workorders.questions where id = ${id} and work_order_id = ${orderId} for update`);
export const writeAnswer = (tx: Tx, id: string, by: { id: string; name: string; words: string }) =>
  run(tx, sql`update workorders.questions set answer = ${by.words}, answered_by_id = ${by.id}, answered_by_name = ${by.name}, answered_at = ${tx.now} where id = ${id} and answered_at is null returning 1`);
export const questionsWithin = (tx: Tx, places: readonly Place[]) =>
  many<Question>(tx, sql`select ${asked} from workorders.questions where ${withinPlaces(places, sql`brand_id`, sql`outlet_id`)} order by (answered_at is not null), case when answered_at is null then asked_at end, answered_at desc limit 100`);
