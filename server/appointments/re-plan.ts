// A technician is ill, a paper ran out, a lift is broken: which booked visits are hit, who else could do each at the same
// time, and which times are nearest if nobody can. N1 it is the function that books which says so; N2 nothing changes by itself.
import { findOutlet, type Outlet } from '#network';
import { actorName, holds } from '#platform/actor';
import { addDays, beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { Refusal } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { mustMove, type Appointment } from './appointment.ts';
import { appointmentToEdit, tellOfAppointment } from './book-appointment.ts';
import { alternatives } from './find-slots.ts';
import { crewAt, whyHit, type Crew } from './free-slots.ts';
import { minuteOf, operationsOf, planDays, type Plan } from './plan-days.ts';
import { forStaff, lookers, maySee, only } from './show-appointments.ts';
import { bookedBetween, lockOutlet, reserve, unreserve, updateTime } from './store.ts';

type Judged = { why: NonNullable<ReturnType<typeof whyHit>> | null; proposal: Crew | undefined; needs: Plan['needs'] };

/** How an appointment stands, as if it were booked now at its own time. (N1) */
export async function judge(tx: Tx, outlet: Outlet, one: Appointment): Promise<Judged> {
  const vehicle = await findVehicle(tx, one.vin);
  const onDay = beijingDay(one.startsAt);
  const operations = await operationsOf(tx, vehicle, one.operations);
  const { days, job, needs } = await planDays(tx, { outlet, vehicle, operations, fromOn: onDay, days: 1, except: one.id, ...(one.waitsFor === null ? {} : { waitsFor: one.waitsFor }) });
  const day = days[0]?.plan;
  if (day === undefined) return { why: 'closed', proposal: undefined, needs };
  const held = { ...one, fromMin: minuteOf(one.startsAt, onDay), toMin: minuteOf(one.endsAt, onDay) };
  const why = whyHit(day, job, held);
  const kept = why !== 'closed' && why !== 'partsMissing' ? crewAt(day, job, held.fromMin, held.toMin) : undefined;
  const bay = day.bays.find((each) => each.id === one.bayId && each.fits);
  return { why, needs, proposal: kept === undefined ? undefined : { ...kept, bayId: bay?.id ?? kept.bayId } };
}

export async function hitAppointments(tx: Tx, input: Input<typeof api.hitAppointments>) {
  const outlet = await findOutlet(tx, input.outletId);
  if (!outlet.brandIds.some((brandId) => holds(tx.actor, lookers, { brandId, outletId: outlet.id }))) refuse('outletNotFound', { id: input.outletId });
  const today = beijingDay(tx.now);
  const fromOn = input.fromOn === undefined || input.fromOn < today ? today : input.fromOn;
  const until = beijingInstant(addDays(fromOn, input.days ?? 7), '00:00');
  const from = beijingInstant(fromOn, '00:00');
  const booked = (await bookedBetween(tx, outlet.id, from < tx.now ? tx.now : from, until)).filter((one) => maySee(tx, one));
  const hit = [];
  for (const one of booked) {
    const { why, proposal } = await judge(tx, outlet, one).catch(goneFromTheBook);
    if (why === null) continue;
    const vehicle = await findVehicle(tx, one.vin);
    const near = proposal === undefined ? await alternatives(tx, { outlet, vehicle, codes: one.operations, around: one.startsAt, except: one.id, ...(one.waitsFor === null ? {} : { waitsFor: one.waitsFor }) }).catch(() => []) : [];
    const [before] = await forStaff(tx, [one]);
    const [after] = proposal === undefined ? [] : await forStaff(tx, [{ ...one, ...proposal }]);
    if (before === undefined) continue;
    hit.push({ appointment: before, why, alternatives: near, proposal: after === undefined ? null : { technicianId: after.technicianId, technicianName: after.technicianName, guardianId: after.guardianId, guardianName: after.guardianName, bayId: after.bayId, bayName: after.bayName } });
  }
  return { looked: booked.length, hit };
}

/** An operation that the book no longer has is judged by whoever opens the visit, not here. */
export function goneFromTheBook(error: unknown): Judged {
  if (error instanceof Refusal && error.code === 'operationNotFound') return { why: null, proposal: undefined, needs: [] };
  throw error;
}

export async function reassignAppointment(tx: Tx, input: Input<typeof api.reassignAppointment>) {
  const before = await appointmentToEdit(tx, input.appointmentId, input.version);
  mustMove(before, 'cancelled');
  if (before.state !== 'booked') refuse('appointmentNotNow', { state: before.state });
  const outlet = await findOutlet(tx, before.outletId);
  await lockOutlet(tx, outlet.id);
  const { proposal, needs } = await judge(tx, outlet, before);
  if (proposal === undefined) return refuse('nobodyElse', { startsAt: before.startsAt });
  await unreserve(tx, before.id);
  const after = await updateTime(tx, { ...before, ...proposal });
  await reserve(tx, after, needs);
  tellOfAppointment(tx, after, 'appointments.reassign', { before: { technicianId: before.technicianId, guardianId: before.guardianId, bayId: before.bayId }, why: actorName(tx.actor) });
  return only(await forStaff(tx, [after]));
}
