// Arriving, being worked on, done, or not coming. A1 a car that does not come frees its slot after the grace; a car that
// comes late all the same is taken in; A2 done work is practice for those who did it.
import type { Input } from '#platform/contract';
import { beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { notePractice, type CertificateKind } from '#network';
import { findBook } from '#prices';
import type { api } from './api.ts';
import { about, appointmentMissed, carArrived, moves, mustMove, type Appointment, type AppointmentState } from './appointment.ts';
import { appointmentToEdit, tellOfAppointment } from './book-appointment.ts';
import { offerFreed } from './offer-freed.ts';
import { ruleOf } from './plan-days.ts';
import { forStaff, only } from './show-appointments.ts';
import { lockAppointment, missedBefore, rulesOn, unreserve, updateState } from './store.ts';

export async function markArrived(tx: Tx, input: Input<typeof api.markArrived>) {
  const before = await appointmentToEdit(tx, input.appointmentId, input.version);
  mustMove(before, 'arrived');
  const arrived = await updateState(tx, before.id, 'arrived', null);
  tx.tell(carArrived(about(arrived)));
  tellOfAppointment(tx, arrived, 'appointments.arrive', { before: { state: before.state } });
  return only(await forStaff(tx, [arrived]));
}

/** Bay, people and parts are free again, and what was done keeps the papers of those who did it fresh. (A2) */
async function leave(tx: Tx, one: Appointment, codes: readonly string[]): Promise<void> {
  await unreserve(tx, one.id);
  const { content } = await findBook(tx, one.brandId);
  const done = content.operations.filter((operation) => one.operations.includes(operation.code) && codes.includes(operation.code));
  if (done.length === 0) return;
  const hv: CertificateKind[] = done.some((operation) => operation.hv) ? ['lvElectrician', 'makerHv'] : [];
  await notePractice(tx, [one.technicianId], [...new Set([...hv, ...done.flatMap((operation) => operation.certificate ?? [])])], beijingDay(tx.now));
  if (one.guardianId !== null) await notePractice(tx, [one.guardianId], hv, beijingDay(tx.now));
}

/** Moves an appointment on for the work order that stands on it; what the table does not allow is left as it is. */
async function carryOn(tx: Tx, id: string, to: AppointmentState, done: readonly string[] = []): Promise<void> {
  const before = await lockAppointment(tx, id);
  if (before === undefined || !moves[before.state].includes(to)) return;
  const after = await updateState(tx, id, to, null);
  if (to === 'done') await leave(tx, before, done);
  if (before.state === 'booked' || before.state === 'noShow') tx.tell(carArrived(about(after)));
  tellOfAppointment(tx, after, `appointments.${to}`, { before: { state: before.state } });
}
/** The car is checked in: it is here, and being worked on. */
export const appointmentArrived = (tx: Tx, id: string): Promise<void> => carryOn(tx, id, 'inWork');
/** The car has left, with these operations done: bay and people are free again. */
export const appointmentDone = (tx: Tx, id: string, done: readonly string[]): Promise<void> => carryOn(tx, id, 'done', done);

/** A round: cars that did not come within the grace free their slots. (A1) */
export async function watchNoShows(tx: Tx): Promise<void> {
  const graceMin = ruleOf(await rulesOn(tx, beijingDay(tx.now)), 'graceMin');
  for (const missed of await missedBefore(tx, new Date(tx.now.getTime() - graceMin * 60_000))) {
    await unreserve(tx, missed.id);
    const after = await updateState(tx, missed.id, 'noShow', null);
    await offerFreed(tx, missed);
    tx.tell(appointmentMissed(about(after)));
    tellOfAppointment(tx, after, 'appointments.miss', { before: { state: missed.state } });
  }
}
