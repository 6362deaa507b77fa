// SQL of who holds a case and of hand-overs.
import { many, maybe, one, run, sql, write } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Holder } from './case.ts';
import type { HandOver, HandOverState } from './holder.ts';

type OfCase = { caseId: string; brandId: string; ownerId: string };
export type NewHolder = Omit<Holder, 'sinceAt'>;
export type Stretch = Holder & { untilAt: Date | null; how: string };

/** From now on the case is with this holder; whoever had it had it until now. Answers the new stretch's id. */
export async function placeHolder(tx: Tx, of: OfCase, holder: NewHolder, how: string): Promise<string> {
  await run(tx, sql`update cases.holdings set until_at = greatest(from_at, ${tx.now}::timestamptz) where case_id = ${of.caseId} and until_at is null`);
  return insertHolding(tx, of, holder, how);
}

/** The first stretch of a new case. */
export const insertFirstHolding = (tx: Tx, of: OfCase, holder: NewHolder, how: string): void =>
  write(tx, sql`insert into cases.holdings (id, case_id, brand_id, owner_id, kind, desk, outlet_id, staff_id, staff_name, from_at, how)
    values (${newId()}, ${of.caseId}, ${of.brandId}, ${of.ownerId}, ${holder.kind}, ${holder.desk}::text, ${holder.outletId}::text, ${holder.staffId}::text, ${holder.name}::text, ${tx.now}::timestamptz, ${how})`);

/** A stretch that begins where the last one ended. */
async function insertHolding(tx: Tx, of: OfCase, holder: NewHolder, how: string): Promise<string> {
  const { id } = await one<{ id: string }>(tx, sql`insert into cases.holdings (id, case_id, brand_id, owner_id, kind, desk, outlet_id, staff_id, staff_name, from_at, how)
    values (${newId()}, ${of.caseId}, ${of.brandId}, ${of.ownerId}, ${holder.kind}, ${holder.desk}::text, ${holder.outletId}::text, ${holder.staffId}::text, ${holder.name}::text,
      coalesce((select max(until_at) from cases.holdings where case_id = ${of.caseId}), ${tx.now}::timestamptz), ${how}) returning id`);
  return id;
}

export const holdingsOf = (tx: Tx, caseId: string) =>
  many<Stretch>(tx, sql`select kind, desk, outlet_id, staff_id, staff_name as name, from_at as since_at, until_at, how from cases.holdings
    where case_id = ${caseId} order by from_at, until_at nulls last`);

/** Everybody who has an open case in person. */
export const peopleWhoHold = async (tx: Tx): Promise<string[]> =>
  (await many<{ staffId: string }>(tx, sql`select distinct h.staff_id from cases.holdings h join cases.cases c on c.id = h.case_id
    where h.until_at is null and h.staff_id is not null and c.stage <> 'closed'`)).map((row) => row.staffId);

const handOverColumns = sql`id, case_id, brand_id, to_kind, to_desk, to_outlet_id, to_staff_id, to_name, words, asked_by, asked_by_name, asked_at, answer_by_at, state,
  answered_by_name, answered_at, answer_words`;

export const insertHandOver = (tx: Tx, of: OfCase, asked: Pick<HandOver, 'toKind' | 'toDesk' | 'toOutletId' | 'toStaffId' | 'toName' | 'words' | 'askedBy' | 'askedByName' | 'answerByAt'>) =>
  one<HandOver>(tx, sql`insert into cases.hand_overs (id, case_id, brand_id, owner_id, to_kind, to_desk, to_outlet_id, to_staff_id, to_name, words, asked_by, asked_by_name,
      asked_at, answer_by_at, state)
    values (${newId()}, ${of.caseId}, ${of.brandId}, ${of.ownerId}, ${asked.toKind}, ${asked.toDesk}::text, ${asked.toOutletId}::text, ${asked.toStaffId}::text, ${asked.toName}::text,
      ${asked.words}::text, ${asked.askedBy}::text, ${asked.askedByName}, ${tx.now}::timestamptz, ${asked.answerByAt}::timestamptz, 'asked')
    returning ${handOverColumns}`);

export const handOverById = (tx: Tx, id: string) => maybe<HandOver>(tx, sql`select ${handOverColumns} from cases.hand_overs where id = ${id}`);
export const openHandOver = (tx: Tx, caseId: string) => maybe<HandOver>(tx, sql`select ${handOverColumns} from cases.hand_overs where case_id = ${caseId} and state = 'asked'`);
export const openHandOvers = async (tx: Tx, caseIds: readonly string[]): Promise<Map<string, HandOver>> =>
  new Map((await many<HandOver>(tx, sql`select ${handOverColumns} from cases.hand_overs where case_id = any(${[...caseIds]}::text[]) and state = 'asked'`)).map((one_) => [one_.caseId, one_]));
export const handOversOf = (tx: Tx, caseId: string) => many<HandOver>(tx, sql`select ${handOverColumns} from cases.hand_overs where case_id = ${caseId} order by asked_at, id`);

/** Undefined when it was answered already. */
export const writeAnswer = (tx: Tx, id: string, answer: { state: HandOverState; byName: string | null; words: string | null }) =>
  maybe<HandOver>(tx, sql`update cases.hand_overs set state = ${answer.state}, answered_by_name = ${answer.byName}::text, answered_at = ${tx.now}::timestamptz,
    answer_words = ${answer.words}::text where id = ${id} and state = 'asked' returning ${handOverColumns}`);

export const handOversOverdue = (tx: Tx, limit: number) =>
  many<HandOver>(tx, sql`select ${handOverColumns} from cases.hand_overs where state = 'asked' and answer_by_at <= ${tx.now}::timestamptz order by answer_by_at limit ${limit}`);

/** Cases at a desk below the top whose first answer is overdue, with the moment since when this desk has let it wait. */
export const casesUnanswered = (tx: Tx, limit: number) =>
  many<{ caseId: string }>(tx, sql`select c.id as case_id from cases.cases c
    join cases.holdings h on h.case_id = c.id and h.until_at is null and h.kind = 'desk' and h.desk <> 'regionalDesk'
    join cases.clocks k on k.case_id = c.id and k.clock = 'respond' and k.ended_at is null and k.paused_at is null and k.due_at < ${tx.now}::timestamptz
    where c.stage <> 'closed' and not exists (select 1 from cases.hand_overs a where a.case_id = c.id and a.state = 'asked')
    order by c.urgency, k.due_at limit ${limit}`);
