// Booking, moving, giving back. B1 what is confirmed was decided by the same function that showed it, inside the
// confirming transaction; B2 two who want the last slot: one gets it, the other gets the nearest alternatives; B3 a case
// that ended keeps no slot from others.
import { findCase, noEvidence, openCase } from '#cases';
import { actorId, actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findOutlet, outletsById, type Outlet } from '#network';
import { findVehicle, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { about, appointmentBooked, appointmentCancelled, appointmentMoved, moves, mustMove, type Appointment } from './appointment.ts';
import { alternatives, bookableVehicle, serving } from './find-slots.ts';
import type { FreeSlot } from './free-slots.ts';
import { answers, atMinute, operationsOf, planDays, type Plan, type WaitsFor } from './plan-days.ts';
import { offerFreed } from './offer-freed.ts';
import { forOwner, maySee, only } from './show-appointments.ts';
import { insertAppointment, lockAppointment, lockOutlet, openAppointmentOf, reserve, unreserve, updateState, updateTime } from './store.ts';

/** The slot that starts at that time, as it can be confirmed now; refuses with alternatives when it is gone. (B1, B2) */
export async function slotAt(tx: Tx, at: { outlet: Outlet; vehicle: Vehicle; codes: readonly string[]; startsAt: Date; except?: string; waitsFor?: WaitsFor }): Promise<FreeSlot & { onDay: string; needs: Plan['needs'] }> {
  const [, operations] = await Promise.all([lockOutlet(tx, at.outlet.id), operationsOf(tx, at.vehicle, at.codes)]);
  const onDay = beijingDay(at.startsAt);
  const except = { ...(at.except === undefined ? {} : { except: at.except }), ...(at.waitsFor === undefined ? {} : { waitsFor: at.waitsFor }) };
  const plan = await planDays(tx, { outlet: at.outlet, vehicle: at.vehicle, operations, fromOn: onDay, days: 1, ...except });
  const [day] = answers(plan, beijingDay(tx.now));
  const slot = day?.answer.slots.find((one) => atMinute(onDay, one.fromMin).getTime() === at.startsAt.getTime());
  if (slot !== undefined) return { ...slot, onDay, needs: plan.needs };
  return refuse('slotTaken', { field: 'startsAt', why: day?.answer.refused?.code ?? 'full', alternatives: await alternatives(tx, { outlet: at.outlet, vehicle: at.vehicle, codes: at.codes, around: at.startsAt, ...except }) });
}

const tellOf = (tx: Tx, one: Appointment, action: `appointments.${string}`, more: { before?: unknown; why?: string } = {}): void => {
  tx.record({ action, subject: 'appointments', subjectId: one.id, brandId: one.brandId, version: one.version, after: { state: one.state, startsAt: one.startsAt, outletId: one.outletId, operations: one.operations }, ...more });
  tx.announce({ topic: 'appointments', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
};
export { tellOf as tellOfAppointment };

async function caseFor(tx: Tx, vehicle: Vehicle, caseId: string | undefined, words: string | undefined): Promise<string> {
  if (caseId !== undefined) {
    const one = await findCase(tx, caseId);
    if (one.vehicleId !== vehicle.id || one.stage === 'closed') refuse('caseNotFound', { id: caseId });
    if ((await openAppointmentOf(tx, caseId)) !== undefined) refuse('alreadyBooked', { field: 'caseId' });
    return caseId;
  }
  const { case: one, joined } = await openCase(tx, {
    vehicle, source: tx.actor.kind === 'owner' ? 'owner' : 'phone', by: { id: actorId(tx.actor), name: actorName(tx.actor) },
    evidence: { ...noEvidence, troubles: ['maintenance'], words: words === undefined ? [] : [words] }, ...(words === undefined ? {} : { words }),
  });
  if (joined && (await openAppointmentOf(tx, one.id)) !== undefined) refuse('alreadyBooked', { field: 'caseId' });
  return one.id;
}

export async function bookAppointment(tx: Tx, input: Input<typeof api.bookAppointment>) {
  const [vehicle, known] = await Promise.all([bookableVehicle(tx, input.vehicleId), outletsById(tx, [input.outletId])]);
  const outlet = serving(known.get(input.outletId), input.outletId, vehicle);
  const slot = await slotAt(tx, { outlet, vehicle, codes: input.operations, startsAt: new Date(input.startsAt) });
  const [caseId, number] = await Promise.all([caseFor(tx, vehicle, input.caseId, input.words), nextNumber(tx, 'A')]);
  const booked = await insertAppointment(tx, {
    id: newId(), number, brandId: vehicle.brandId, ownerId: vehicle.ownerId, vehicleId: vehicle.id, vin: vehicle.vin, caseId, outletId: outlet.id,
    operations: [...input.operations], startsAt: atMinute(slot.onDay, slot.fromMin), endsAt: atMinute(slot.onDay, slot.toMin),
    technicianId: slot.technicianId, guardianId: slot.guardianId, bayId: slot.bayId, toolIds: slot.toolIds, words: input.words ?? null, bookedBy: actorName(tx.actor),
  });
  await reserve(tx, booked, slot.needs);
  tx.tell(appointmentBooked(about(booked)));
  tellOf(tx, booked, 'appointments.book');
  return only(await forOwner(tx, [booked], known));
}

/** The appointment for an edit; owners their own, desks of its brand and place. */
export async function appointmentToEdit(tx: Tx, id: string, version?: number): Promise<Appointment> {
  const one = await lockAppointment(tx, id);
  if (one === undefined || !maySee(tx, one)) return refuse('appointmentNotFound', { id });
  if (tx.actor.kind === 'staff' && !holds(tx.actor, ['agent', 'adviser', 'serviceManager'], one)) refuse('notAllowed');
  if (version !== undefined && version !== one.version) refuse('staleEdit', { changes: await changesSince(tx, 'appointments', id, version) });
  return one;
}

export async function moveAppointment(tx: Tx, input: Input<typeof api.moveAppointment>) {
  const before = await appointmentToEdit(tx, input.appointmentId, input.version);
  if (before.state !== 'booked') refuse('appointmentNotNow', { state: before.state });
  const [outlet, vehicle] = [await findOutlet(tx, before.outletId), await findVehicle(tx, before.vin)];
  const slot = await slotAt(tx, { outlet, vehicle, codes: before.operations, startsAt: new Date(input.startsAt), except: before.id, ...(before.waitsFor === null ? {} : { waitsFor: before.waitsFor }) });
  await unreserve(tx, before.id);
  const moved = await updateTime(tx, {
    ...before, startsAt: atMinute(slot.onDay, slot.fromMin), endsAt: atMinute(slot.onDay, slot.toMin), technicianId: slot.technicianId, guardianId: slot.guardianId, bayId: slot.bayId, toolIds: slot.toolIds,
  });
  await reserve(tx, moved, slot.needs);
  await offerFreed(tx, before);
  tx.tell(appointmentMoved({ ...about(moved), fromAt: before.startsAt.toISOString(), version: moved.version }));
  tellOf(tx, moved, 'appointments.move', { before: { startsAt: before.startsAt } });
  return only(await forOwner(tx, [moved]));
}

export async function giveBack(tx: Tx, before: Appointment, why: string, byOwner: boolean): Promise<void> {
  await unreserve(tx, before.id);
  const cancelled = await updateState(tx, before.id, 'cancelled', why);
  await offerFreed(tx, before);
  tx.tell(appointmentCancelled({ ...about(cancelled), byOwner, why }));
  tellOf(tx, cancelled, 'appointments.cancel', { before: { state: before.state }, why });
}

export async function cancelAppointment(tx: Tx, input: Input<typeof api.cancelAppointment>) {
  const before = await appointmentToEdit(tx, input.appointmentId, input.version);
  mustMove(before, 'cancelled');
  await giveBack(tx, before, input.why, tx.actor.kind === 'owner');
  return { ok: true as const };
}

/** A reaction: the case ended, and nobody comes for it any more. (B3) */
export async function giveSlotBack(tx: Tx, body: { caseId: string; how: string; at: string }): Promise<void> {
  const one = await openAppointmentOf(tx, body.caseId);
  const before = one === undefined || one.bookedAt > new Date(body.at) ? undefined : await lockAppointment(tx, one.id);
  if (before !== undefined && moves[before.state].includes('cancelled')) await giveBack(tx, before, '服务单已结束 / the case has ended', body.how === 'cancelledByOwner' || body.how === 'confirmed');
}
