// Every SQL statement of duty.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Call, Shift } from './call.ts';

export const numbersOn = async (tx: Tx, day: string): Promise<Map<string, number>> =>
  new Map((await many<{ name: string; value: number }>(tx, sql`select name, value from duty.numbers where valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date) order by valid_from`))
    .map((row) => [row.name, row.value]));

export const insertShift = (tx: Tx, shift: Pick<Shift, 'brandId' | 'outletId' | 'staffId' | 'staffName' | 'phone' | 'turn' | 'fromAt' | 'untilAt' | 'byName'>) =>
  one<Shift>(tx, sql`insert into duty.shifts (id, brand_id, outlet_id, staff_id, staff_name, phone, turn, from_at, until_at, by_name, added_at)
    values (${newId()}, ${shift.brandId}, ${shift.outletId}::text, ${shift.staffId}, ${shift.staffName}, ${shift.phone}, ${shift.turn}, ${shift.fromAt.toISOString()}::timestamptz,
      ${shift.untilAt.toISOString()}::timestamptz, ${shift.byName}, ${tx.now.toISOString()}::timestamptz) returning *`);

/** A shift of the same person for the same place at these hours. */
export const overlapping = (tx: Tx, shift: Pick<Shift, 'brandId' | 'outletId' | 'staffId' | 'fromAt' | 'untilAt'>) =>
  maybe<Shift>(tx, sql`select * from duty.shifts where brand_id = ${shift.brandId} and outlet_id is not distinct from ${shift.outletId}::text and staff_id = ${shift.staffId} and dropped_at is null
    and from_at < ${shift.untilAt.toISOString()}::timestamptz and until_at > ${shift.fromAt.toISOString()}::timestamptz limit 1`);

export const shiftById = (tx: Tx, id: string) => maybe<Shift>(tx, sql`select * from duty.shifts where id = ${id} and dropped_at is null`);
export const dropShiftRow = (tx: Tx, id: string) => run(tx, sql`update duty.shifts set dropped_at = ${tx.now.toISOString()}::timestamptz where id = ${id}`);

export const shiftsNow = (tx: Tx, brandId: string) =>
  many<Shift>(tx, sql`select * from duty.shifts where brand_id = ${brandId} and dropped_at is null and from_at <= ${tx.now.toISOString()}::timestamptz and until_at > ${tx.now.toISOString()}::timestamptz`);

export const shiftsAhead = (tx: Tx, brandId: string | undefined, until: Date) =>
  many<Shift>(tx, sql`select * from duty.shifts where dropped_at is null and until_at > ${tx.now.toISOString()}::timestamptz and from_at < ${until.toISOString()}::timestamptz
    and (${brandId ?? null}::text is null or brand_id = ${brandId ?? null}::text) order by from_at, turn, id limit 500`);

/** Undefined when this call was made already. */
export const insertCall = (tx: Tx, call: Pick<Call, 'alertId' | 'caseId' | 'contactId' | 'contactNumber' | 'brandId' | 'severity' | 'nth' | 'shiftId' | 'staffId' | 'staffName' | 'phone' | 'answerByAt'>) =>
  maybe<Call>(tx, sql`insert into duty.calls (id, alert_id, case_id, contact_id, contact_number, brand_id, severity, nth, shift_id, staff_id, staff_name, phone, called_at, answer_by_at)
    values (${newId()}, ${call.alertId}::text, ${call.caseId}::text, ${call.contactId}::text, ${call.contactNumber}::text, ${call.brandId}, ${call.severity}, ${call.nth}, ${call.shiftId}, ${call.staffId}, ${call.staffName}, ${call.phone},
      ${tx.now.toISOString()}::timestamptz, ${call.answerByAt.toISOString()}::timestamptz) on conflict do nothing returning *`);

/** The worst severity at which an alert, or a case without one, has called somebody. */
export const worstCalled = async (tx: Tx, of: { alertId: string | null; caseId: string | null; contactId: string | null }): Promise<number | null> =>
  (await one<{ severity: number | null }>(tx, sql`select min(severity) as severity from duty.calls where alert_id = ${of.alertId}::text or case_id = ${of.caseId}::text or contact_id = ${of.contactId}::text`)).severity;

export const callById = (tx: Tx, id: string) => maybe<Call>(tx, sql`select * from duty.calls where id = ${id}`);
export const takeCall = (tx: Tx, id: string) => maybe<Call>(tx, sql`select * from duty.calls where id = ${id} and sent_at is null and answered_at is null for update skip locked`);
export const writeSent = (tx: Tx, id: string) => run(tx, sql`update duty.calls set sent_at = ${tx.now.toISOString()}::timestamptz, tries = tries + 1, last_error = null where id = ${id}`);
export const writeFailed = (tx: Tx, id: string, error: string) => run(tx, sql`update duty.calls set tries = tries + 1, last_error = ${error} where id = ${id}`);

export const callsUnsent = (tx: Tx, mostTries: number) =>
  many<{ id: string }>(tx, sql`select id from duty.calls where sent_at is null and answered_at is null and climbed_at is null and tries between 1 and ${mostTries} order by called_at limit 50`);

export const callsUnanswered = (tx: Tx) =>
  many<Call>(tx, sql`select * from duty.calls where answered_at is null and climbed_at is null and answer_by_at <= ${tx.now.toISOString()}::timestamptz order by severity, answer_by_at limit 100 for update skip locked`);

export const writeClimbed = (tx: Tx, id: string) => run(tx, sql`update duty.calls set climbed_at = ${tx.now.toISOString()}::timestamptz where id = ${id}`);

/** Answers what is open of an alert; how many calls that were. */
export const answerCallsOf = (tx: Tx, alertIds: readonly string[], caseId: string | null, contactId: string | null, byName: string) =>
  run(tx, sql`update duty.calls set answered_at = ${tx.now.toISOString()}::timestamptz, answered_by = ${byName}
    where (alert_id = any(${[...alertIds]}::text[]) or case_id = ${caseId}::text or contact_id = ${contactId}::text) and answered_at is null returning id`);

export const callsLately = (tx: Tx, brandId: string | undefined, since: Date) =>
  many<Call>(tx, sql`select * from duty.calls where called_at >= ${since.toISOString()}::timestamptz and (${brandId ?? null}::text is null or brand_id = ${brandId ?? null}::text)
    order by (answered_at is null and climbed_at is null) desc, called_at desc, id limit 60`);
