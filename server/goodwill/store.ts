// Statements of goodwill requests.
import { many, maybe, one, sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Goodwill } from './request.ts';

const columns = sql`id, number, brand_id, owner_id, outlet_id, work_order_id, order_number, case_id, vehicle_id, vin, state, lines, maker_pct, outlet_pct, owner_pct, given_fen, reason, words, requested_by, requested_name, requested_at, needed_role,
  decided_by, decided_name, decided_at, decision_reason, sentence, appeal_words, appealed_at, answered_by, answered_name, answered_at, answer_sentence, version`;
export const lockRequest = (tx: Tx, id: string) => maybe<Goodwill>(tx, sql`select ${columns} from goodwill.requests where id = ${id} for update`);
/** Undefined when the order has an open request already. */
export const insertRequest = (tx: Tx, r: Pick<Goodwill, 'id' | 'number' | 'brandId' | 'ownerId' | 'outletId' | 'workOrderId' | 'orderNumber' | 'caseId' | 'vehicleId' | 'vin' | 'lines' | 'makerPct' | 'outletPct' | 'ownerPct' | 'givenFen' | 'reason' | 'words' | 'requestedBy' | 'requestedName' | 'neededRole'>) =>
  maybe<Goodwill>(tx, sql`insert into goodwill.requests (id, number, brand_id, owner_id, outlet_id, work_order_id, order_number, case_id, vehicle_id, vin, state, lines, maker_pct, outlet_pct, owner_pct, given_fen, reason, words, requested_by, requested_name, requested_at, needed_role)
    values (${r.id}, ${r.number}, ${r.brandId}, ${r.ownerId}, ${r.outletId}, ${r.workOrderId}, ${r.orderNumber}, ${r.caseId}, ${r.vehicleId}, ${r.vin}, 'requested', ${JSON.stringify(r.lines)}::jsonb, ${r.makerPct}, ${r.outletPct}, ${r.ownerPct}, ${r.givenFen}, ${r.reason}, ${r.words},
      ${r.requestedBy}, ${r.requestedName}, ${tx.now}, ${r.neededRole}::text) on conflict do nothing returning ${columns}`);
export const saveRequest = (tx: Tx, r: Goodwill) =>
  one<Goodwill>(tx, sql`update goodwill.requests set state = ${r.state}, decided_by = ${r.decidedBy}::text, decided_name = ${r.decidedName}::text, decided_at = ${r.decidedAt}::timestamptz, decision_reason = ${r.decisionReason}::text, sentence = ${r.sentence}::text,
    appeal_words = ${r.appealWords}::text, appealed_at = ${r.appealedAt}::timestamptz, answered_by = ${r.answeredBy}::text, answered_name = ${r.answeredName}::text, answered_at = ${r.answeredAt}::timestamptz, answer_sentence = ${r.answerSentence}::text, version = version + 1
    where id = ${r.id} returning ${columns}`);
export const listedRequests = (tx: Tx, places: readonly Place[], where: { state?: string; workOrderId?: string }) =>
  many<Goodwill>(tx, sql`select ${columns} from goodwill.requests where ${withinPlaces(places, sql`brand_id`, sql`outlet_id`)} and (${where.state ?? null}::text is null or state = ${where.state ?? null}) and (${where.workOrderId ?? null}::text is null or work_order_id = ${where.workOrderId ?? null})
    order by (state not in ('requested', 'appealed')), requested_at desc limit 200`);
export const requestsOfOwner = (tx: Tx, ownerId: string, caseId?: string) =>
  many<Goodwill>(tx, sql`select ${columns} from goodwill.requests where owner_id = ${ownerId} and state <> 'withdrawn' and (${caseId ?? null}::text is null or case_id = ${caseId ?? null}) order by requested_at desc limit 50`);
