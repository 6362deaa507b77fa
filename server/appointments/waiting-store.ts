// Statements of the waiting list.
import { many, maybe, one, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Waiting } from './waiting.ts';

const columns = sql`id, brand_id, owner_id, vehicle_id, case_id, outlet_id, operations, from_on, to_on, state, joined_at, line_at, offered_at, offer_starts_at, offer_until, missed_offers, ended_why, appointment_id, version`;

/** Undefined when the car already waits there. */
export const insertWaiting = (tx: Tx, w: Pick<Waiting, 'brandId' | 'ownerId' | 'vehicleId' | 'caseId' | 'outletId' | 'operations' | 'fromOn' | 'toOn'>) =>
  maybe<Waiting>(tx, sql`insert into appointments.waiting (id, brand_id, owner_id, vehicle_id, case_id, outlet_id, operations, from_on, to_on, state, joined_at, line_at)
    values (${newId()}, ${w.brandId}, ${w.ownerId}, ${w.vehicleId}, ${w.caseId}::text, ${w.outletId}, ${JSON.stringify(w.operations)}::jsonb, ${w.fromOn}::date, ${w.toOn}::date, 'waiting', ${tx.now}, ${tx.now})
    on conflict do nothing returning ${columns}`);
export const lockWaiting = (tx: Tx, id: string) => maybe<Waiting>(tx, sql`select ${columns} from appointments.waiting where id = ${id} for update`);
export const waitingOfOwner = (tx: Tx, ownerId: string) =>
  many<Waiting>(tx, sql`select ${columns} from appointments.waiting where owner_id = ${ownerId} and (state in ('waiting', 'offered') or joined_at > ${tx.now}::timestamptz - interval '14 days') order by joined_at desc limit 20`);
/** Who is in line at an outlet, first first. */
export const lineAt = (tx: Tx, outletId: string) =>
  many<Waiting>(tx, sql`select ${columns} from appointments.waiting where outlet_id = ${outletId} and state in ('waiting', 'offered') order by line_at, id limit 200`);
export const outletsWithLines = (tx: Tx) => many<{ outletId: string }>(tx, sql`select distinct outlet_id from appointments.waiting where state in ('waiting', 'offered') order by 1`);

export const saveWaiting = (tx: Tx, w: Waiting) =>
  one<Waiting>(tx, sql`update appointments.waiting set state = ${w.state}, line_at = ${w.lineAt}, offered_at = ${w.offeredAt}::timestamptz, offer_starts_at = ${w.offerStartsAt}::timestamptz, offer_until = ${w.offerUntil}::timestamptz,
    missed_offers = ${w.missedOffers}, ended_why = ${w.endedWhy}::text, appointment_id = ${w.appointmentId}::text, version = version + 1 where id = ${w.id} returning ${columns}`);
