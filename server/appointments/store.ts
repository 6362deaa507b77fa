// Statements of appointments and their reservations.
import { many, maybe, one, run, sql, write } from '#platform/database';
import { beijingDay } from '#platform/calendar';
import { holdParts, releaseParts } from '#parts';
import type { Tx } from '#platform/tx';
import type { Appointment, AppointmentState, WaitsFor } from './appointment.ts';

const columns = sql`id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, operations, starts_at, ends_at, technician_id, guardian_id, bay_id, tool_ids, state, words,
  booked_by, booked_at, arrived_at, ended_why, waits_for, version`;

/** Nobody else books at the outlet until this transaction ends. */
export const lockOutlet = (tx: Tx, outletId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`appointments ${outletId}`}))`);

/** Where the car was at last, or goes next. */
export const lastOutletOf = async (tx: Tx, vehicleId: string): Promise<string | undefined> => (await maybe<{ outletId: string }>(tx, sql`select outlet_id from appointments.appointments where vehicle_id = ${vehicleId} and state <> 'cancelled' order by starts_at desc limit 1`))?.outletId;
export const appointmentById = (tx: Tx, id: string) => maybe<Appointment>(tx, sql`select ${columns} from appointments.appointments where id = ${id}`);
export const appointmentsByIds = (tx: Tx, ids: readonly string[]) => many<Appointment>(tx, sql`select ${columns} from appointments.appointments where id = any(${[...ids]}::text[])`);
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

export const insertAppointment = (tx: Tx, a: Omit<Appointment, 'state' | 'arrivedAt' | 'endedWhy' | 'version' | 'bookedAt' | 'waitsFor'> & { waitsFor?: WaitsFor }) =>
  one<Appointment>(tx, sql`insert into appointments.appointments (id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, operations, starts_at, ends_at, technician_id, guardian_id, bay_id, tool_ids, state, words, booked_by, booked_at, waits_for)
    values (${a.id}, ${a.number}, ${a.brandId}, ${a.ownerId}, ${a.vehicleId}, ${a.vin}, ${a.caseId}, ${a.outletId}, ${JSON.stringify(a.operations)}::jsonb, ${a.startsAt}, ${a.endsAt},
      ${a.technicianId}, ${a.guardianId}, ${a.bayId}, ${a.toolIds}::text[], 'booked', ${a.words}, ${a.bookedBy}, ${tx.now}, ${a.waitsFor === undefined ? null : JSON.stringify(a.waitsFor)}::jsonb) returning ${columns}`);

export const updateTime = (tx: Tx, a: Appointment) =>
  one<Appointment>(tx, sql`update appointments.appointments set starts_at = ${a.startsAt}, ends_at = ${a.endsAt}, technician_id = ${a.technicianId}, guardian_id = ${a.guardianId},
    bay_id = ${a.bayId}, tool_ids = ${a.toolIds}::text[], version = version + 1 where id = ${a.id} returning ${columns}`);

/** What it waits for has changed: a part came, or comes on another day. */
export const writeWaits = (tx: Tx, id: string, waitsFor: WaitsFor) => run(tx, sql`update appointments.appointments set waits_for = ${JSON.stringify(waitsFor)}::jsonb, looked_at = null where id = ${id} and waits_for is not null`);

export const updateState = (tx: Tx, id: string, state: AppointmentState, why: string | null) =>
  one<Appointment>(tx, sql`update appointments.appointments set state = ${state}, ended_why = coalesce(${why}::text, ended_why),
    arrived_at = case when ${state} in ('arrived', 'inWork') then coalesce(arrived_at, ${tx.now}::timestamptz) else arrived_at end,
    version = version + 1 where id = ${id} returning ${columns}`);

type Hold = Pick<Appointment, 'id' | 'number' | 'outletId' | 'brandId' | 'bayId' | 'technicianId' | 'guardianId' | 'toolIds' | 'startsAt' | 'endsAt'>;
/** Takes bay, people and tools for the time, and claims the parts. */
export async function reserve(tx: Tx, a: Hold, needs: readonly { code: string; quantity: number }[]): Promise<void> {
  const rows = [{ kind: 'bay', id: a.bayId }, { kind: 'staff', id: a.technicianId }, ...(a.guardianId === null ? [] : [{ kind: 'staff', id: a.guardianId }]), ...a.toolIds.map((id) => ({ kind: 'tool', id }))];
  write(tx, sql`insert into appointments.reservations (appointment_id, outlet_id, resource_kind, resource_id, during)
    select ${a.id}, ${a.outletId}, r.kind, r.id, tstzrange(${a.startsAt}::timestamptz, ${a.endsAt}::timestamptz) from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, id text)`);
  if (needs.length > 0) await holdParts(tx, { forKind: 'appointment', forId: a.id, label: a.number, outletId: a.outletId, brandId: a.brandId, onDay: beijingDay(a.startsAt) }, needs);
}
/** Gives everything back that it held; answers the parts it had claimed. */
export async function unreserve(tx: Tx, appointmentId: string): Promise<{ code: string; quantity: number }[]> {
  const [claimed] = await Promise.all([
    releaseParts(tx, 'appointment', appointmentId),
    run(tx, sql`delete from appointments.reservations where appointment_id = ${appointmentId}`),
  ]);
  return claimed;
}
/** How many visits an owner missed since. */
export const missedVisits = async (tx: Tx, ownerId: string, since: Date): Promise<number> =>
  (await one<{ count: number }>(tx, sql`select count(*)::int as count from appointments.appointments where owner_id = ${ownerId} and state = 'noShow' and starts_at >= ${since}`)).count;

/** Coming visits of cars. */
export const bookedVisitsOf = (tx: Tx, vins: readonly string[]) =>
  many<Appointment>(tx, sql`select ${columns} from appointments.appointments where vin = any(${[...vins]}::text[]) and state = 'booked' and starts_at >= ${tx.now} order by starts_at`);
/** Coming visits that were not looked at for a while, longest first. */
export const visitsToLookAt = (tx: Tx, until: Date, lookedBefore: Date, most: number) =>
  many<Appointment & { hitTold: string | null }>(tx, sql`select ${columns}, hit_told from appointments.appointments where state = 'booked' and starts_at > ${tx.now} and starts_at < ${until} and (looked_at is null or looked_at < ${lookedBefore})
    order by looked_at nulls first limit ${most} for update skip locked`);
export const writeLooked = (tx: Tx, id: string, hit: string | null) => run(tx, sql`update appointments.appointments set looked_at = ${tx.now}, hit_told = ${hit}::text where id = ${id}`);

/** What is booked and not yet here, of the days of an outlet. */
export const bookedBetween = (tx: Tx, outletId: string, from: Date, to: Date) =>
  many<Appointment>(tx, sql`select ${columns} from appointments.appointments where outlet_id = ${outletId} and state = 'booked' and starts_at >= ${from} and starts_at < ${to} order by starts_at, id limit 100`);

export type Reservation = { appointmentId: string; resourceKind: 'bay' | 'staff' | 'tool'; resourceId: string; startsAt: Date; endsAt: Date };
/** What is taken at an outlet, by whichever brand. */
export const reservationsAt = (tx: Tx, outletId: string, from: Date, to: Date) =>
  many<Reservation>(tx, sql`select appointment_id, resource_kind, resource_id, lower(during) as starts_at, upper(during) as ends_at from appointments.reservations
    where outlet_id = ${outletId} and during && tstzrange(${from}::timestamptz, ${to}::timestamptz)`);

/** The booking rules that count on a day. */
export async function rulesOn(tx: Tx, onDay: string): Promise<Map<string, number>> {
  const rows = await many<{ name: string; value: number }>(tx, sql`select name, value from appointments.rules where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date)`);
  return new Map(rows.map((row) => [row.name, row.value]));
}
