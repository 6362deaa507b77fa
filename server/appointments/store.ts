// Statements of appointments and their reservations.
import { many, maybe, one, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Appointment, AppointmentState } from './appointment.ts';

const columns = sql`id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, operations, starts_at, ends_at, technician_id, guardian_id, bay_id, state, words,
  booked_by, booked_at, arrived_at, ended_why, version`;

/** Nobody else books at the outlet until this transaction ends. */
export const lockOutlet = (tx: Tx, outletId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`appointments ${outletId}`}))`);

export const appointmentById = (tx: Tx, id: string) => maybe<Appointment>(tx, sql`select ${columns} from appointments.appointments where id = ${id}`);
export const lockAppointment = (tx: Tx, id: string) => maybe<Appointment>(tx, sql`select ${columns} from appointments.appointments where id = ${id} for update`);
export const openAppointmentOf = (tx: Tx, caseId: string) =>
  maybe<Appointment>(tx, sql`select ${columns} from appointments.appointments where case_id = ${caseId} and state in ('booked', 'arrived', 'inWork')`);
export const appointmentsFor = (tx: Tx, caseId: string) =>
  many<Appointment>(tx, sql`select ${columns} from appointments.appointments where case_id = ${caseId} order by starts_at desc limit 50`);
export const appointmentsOfOwner = (tx: Tx, ownerId: string) =>
  many<Appointment>(tx, sql`select ${columns} from appointments.appointments where owner_id = ${ownerId} order by (state in ('booked', 'arrived', 'inWork')) desc, starts_at desc limit 50`);
export const appointmentsAt = (tx: Tx, outletId: string, from: Date, to: Date) =>
  many<Appointment>(tx, sql`select ${columns} from appointments.appointments where outlet_id = ${outletId} and starts_at < ${to} and ends_at > ${from}
    and state <> 'cancelled' order by starts_at, id`);
export const missedBefore = (tx: Tx, before: Date) =>
  many<Appointment>(tx, sql`select ${columns} from appointments.appointments where state = 'booked' and starts_at < ${before} order by starts_at limit 100 for update skip locked`);

export const insertAppointment = (tx: Tx, a: Omit<Appointment, 'state' | 'arrivedAt' | 'endedWhy' | 'version' | 'bookedAt'>) =>
  one<Appointment>(tx, sql`insert into appointments.appointments (id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, operations, starts_at, ends_at, technician_id, guardian_id, bay_id, state, words, booked_by, booked_at)
    values (${a.id}, ${a.number}, ${a.brandId}, ${a.ownerId}, ${a.vehicleId}, ${a.vin}, ${a.caseId}, ${a.outletId}, ${JSON.stringify(a.operations)}::jsonb, ${a.startsAt}, ${a.endsAt},
      ${a.technicianId}, ${a.guardianId}, ${a.bayId}, 'booked', ${a.words}, ${a.bookedBy}, ${tx.now}) returning ${columns}`);

export const updateTime = (tx: Tx, a: Appointment) =>
  one<Appointment>(tx, sql`update appointments.appointments set starts_at = ${a.startsAt}, ends_at = ${a.endsAt}, technician_id = ${a.technicianId}, guardian_id = ${a.guardianId},
    bay_id = ${a.bayId}, version = version + 1 where id = ${a.id} returning ${columns}`);

export const updateState = (tx: Tx, id: string, state: AppointmentState, why: string | null) =>
  one<Appointment>(tx, sql`update appointments.appointments set state = ${state}, ended_why = coalesce(${why}::text, ended_why),
    arrived_at = case when ${state} in ('arrived', 'inWork') then coalesce(arrived_at, ${tx.now}::timestamptz) else arrived_at end,
    version = version + 1 where id = ${id} returning ${columns}`);

export async function reserve(tx: Tx, a: Appointment): Promise<void> {
  const rows = [{ kind: 'bay', id: a.bayId }, { kind: 'staff', id: a.technicianId }, ...(a.guardianId === null ? [] : [{ kind: 'staff', id: a.guardianId }])];
  await run(tx, sql`insert into appointments.reservations (appointment_id, outlet_id, resource_kind, resource_id, during)
    select ${a.id}, ${a.outletId}, r.kind, r.id, tstzrange(${a.startsAt}::timestamptz, ${a.endsAt}::timestamptz) from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, id text)`);
}
export const unreserve = (tx: Tx, appointmentId: string) => run(tx, sql`delete from appointments.reservations where appointment_id = ${appointmentId}`);

export type Reservation = { appointmentId: string; resourceKind: 'bay' | 'staff'; resourceId: string; startsAt: Date; endsAt: Date };
/** What is taken at an outlet, by whichever brand. */
export const reservationsAt = (tx: Tx, outletId: string, from: Date, to: Date) =>
  many<Reservation>(tx, sql`select appointment_id, resource_kind, resource_id, lower(during) as starts_at, upper(during) as ends_at from appointments.reservations
    where outlet_id = ${outletId} and during && tstzrange(${from}::timestamptz, ${to}::timestamptz)`);

/** The booking rules that count on a day. */
export async function rulesOn(tx: Tx, onDay: string): Promise<Map<string, number>> {
  const rows = await many<{ name: string; value: number }>(tx, sql`select name, value from appointments.rules where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date)`);
  return new Map(rows.map((row) => [row.name, row.value]));
}
