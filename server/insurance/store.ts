// Statements of insured accidents.
import { join, many, maybe, one, sql, type Sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Accident } from './accident.ts';

const columns = sql`id, number, brand_id, owner_id, outlet_id, case_id, work_order_id, order_number, vehicle_id, vin, insurer, report_no, policy_no, fault, happened_at, words, state, survey, assessments, billed_fen, paid_fen, borne_fen, reference, ended_why, opened_by, opened_at, state_since, version`;
const stands = sql`state not in ('withdrawn', 'refused', 'totalLoss')`;

export const accidentById = (tx: Tx, id: string) => maybe<Accident>(tx, sql`select ${columns} from insurance.accidents where id = ${id}`);
export const lockAccident = (tx: Tx, id: string) => maybe<Accident>(tx, sql`select ${columns} from insurance.accidents where id = ${id} for update`);
/** The one an insurer stands behind. */
export const accidentOfOrder = (tx: Tx, workOrderId: string) => maybe<Accident>(tx, sql`select ${columns} from insurance.accidents where work_order_id = ${workOrderId} and ${stands} for update`);
export const accidentsOfOwner = (tx: Tx, ownerId: string, caseId?: string) =>
  many<Accident>(tx, sql`select ${columns} from insurance.accidents where owner_id = ${ownerId} and state <> 'withdrawn' and (${caseId ?? null}::text is null or case_id = ${caseId ?? null}) order by opened_at desc limit 50`);
export function listed(tx: Tx, places: readonly Place[], where: { state?: string; workOrderId?: string; limit: number }): Promise<Accident[]> {
  const conditions: Sql[] = [withinPlaces(places, sql`brand_id`, sql`outlet_id`)];
  if (where.state !== undefined) conditions.push(sql`state = ${where.state}`);
  if (where.workOrderId !== undefined) conditions.push(sql`work_order_id = ${where.workOrderId}`);
  return many(tx, sql`select ${columns} from insurance.accidents where ${join(conditions, ' and ')} order by (state in ('settled', 'refused', 'totalLoss', 'withdrawn')), opened_at desc, number limit ${where.limit}`);
}
/** Undefined when the order has one already. */
export const insertAccident = (tx: Tx, a: Omit<Accident, 'state' | 'survey' | 'assessments' | 'billedFen' | 'paidFen' | 'borneFen' | 'reference' | 'endedWhy' | 'openedAt' | 'stateSince' | 'version'>) =>
  maybe<Accident>(tx, sql`insert into insurance.accidents (id, number, brand_id, owner_id, outlet_id, case_id, work_order_id, order_number, vehicle_id, vin, insurer, report_no, policy_no, fault, happened_at, words, state, opened_by, opened_at, state_since)
    values (${a.id}, ${a.number}, ${a.brandId}, ${a.ownerId}, ${a.outletId}, ${a.caseId}, ${a.workOrderId}, ${a.orderNumber}, ${a.vehicleId}, ${a.vin}, ${a.insurer}, ${a.reportNo}, ${a.policyNo}::text, ${a.fault}, ${a.happenedAt}, ${a.words}, 'reported', ${a.openedBy}, ${tx.now}, ${tx.now})
    on conflict do nothing returning ${columns}`);
export const saveAccident = (tx: Tx, a: Accident) =>
  one<Accident>(tx, sql`update insurance.accidents set state_since = case when state = ${a.state} then state_since else ${tx.now} end, state = ${a.state}, survey = ${a.survey === null ? null : JSON.stringify(a.survey)}::jsonb, assessments = ${JSON.stringify(a.assessments)}::jsonb,
    billed_fen = ${a.billedFen}::int, paid_fen = ${a.paidFen}, borne_fen = ${a.borneFen}, reference = ${a.reference}::text, ended_why = ${a.endedWhy}::text, version = version + 1 where id = ${a.id} returning ${columns}`);
