// The appointment at which a visit in progress goes on, when parts that were missing have come. R1 its times come from the
// function that books every visit; R2 what lies in the visit's own boxes is not asked of the stock again, what is still to come
// must be there by the day; R3 the time that the visit held before is given back first.
import { beijingDay } from '#platform/calendar';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { actorName } from '#platform/actor';
import { findOutlet } from '#network';
import { takeParts } from '#parts';
import { findBook } from '#prices';
import { findVehicle, type Vehicle } from '#vehicles';
import { about, appointmentBooked, moves, type Appointment } from './appointment.ts';
import { giveBack, slotAt, tellOfAppointment } from './book-appointment.ts';
import { slotOf } from './find-slots.ts';
import { answers, atMinute, operationsOf, planDays, type WaitsFor } from './plan-days.ts';
import { appointmentsByIds, insertAppointment, lockAppointment, reserve, unreserve, updateState, writeWaits } from './store.ts';

export type Resume = { caseId: string; vin: string; outletId: string; codes: readonly string[]; waitsFor: WaitsFor };

/** What the book still has of the work that is left; what it has no more takes the time of a reception. */
async function leftOf(tx: Tx, vehicle: Vehicle, codes: readonly string[]): Promise<string[]> {
  const { content } = await findBook(tx, vehicle.brandId);
  return codes.filter((code) => content.operations.some((one) => one.code === code && (one.modelIds === null || one.modelIds.includes(vehicle.modelId))));
}

/** (R1, R2) Who may see the visit was asked before. */
export async function daysToResume(tx: Tx, at: Resume & { fromOn?: string; days: number }) {
  const [vehicle, outlet, today] = [await findVehicle(tx, at.vin), await findOutlet(tx, at.outletId), beijingDay(tx.now)];
  const operations = await operationsOf(tx, vehicle, await leftOf(tx, vehicle, at.codes));
  const plan = await planDays(tx, { outlet, vehicle, operations, fromOn: at.fromOn ?? today, days: at.days, waitsFor: at.waitsFor });
  return { durationMin: plan.job.durationMin, days: answers(plan, today).map(({ onDay, answer }) => ({ onDay, slots: answer.slots.map((slot) => slotOf(onDay, slot)), refused: answer.refused })) };
}

/** (R1) */
export async function bookToResume(tx: Tx, at: Resume & { startsAt: Date }): Promise<Appointment> {
  const [vehicle, outlet] = [await findVehicle(tx, at.vin), await findOutlet(tx, at.outletId)];
  const codes = await leftOf(tx, vehicle, at.codes);
  const slot = await slotAt(tx, { outlet, vehicle, codes, startsAt: at.startsAt, waitsFor: at.waitsFor });
  const booked = await insertAppointment(tx, {
    id: newId(), number: await nextNumber(tx, 'A'), brandId: vehicle.brandId, ownerId: vehicle.ownerId, vehicleId: vehicle.id, vin: vehicle.vin, caseId: at.caseId, outletId: outlet.id, operations: codes,
    startsAt: atMinute(slot.onDay, slot.fromMin), endsAt: atMinute(slot.onDay, slot.toMin), technicianId: slot.technicianId, guardianId: slot.guardianId, bayId: slot.bayId, toolIds: slot.toolIds, words: null, bookedBy: actorName(tx.actor), waitsFor: [...at.waitsFor],
  });
  await reserve(tx, booked, []);
  tx.tell(appointmentBooked(about(booked)));
  tellOfAppointment(tx, booked, 'appointments.bookResume');
  return booked;
}

/** The work stops until parts come: bay and people are free again, and what had come goes into the boxes of the visit. (R3) */
export async function appointmentPaused(tx: Tx, id: string, orderedCodes: readonly string[], workNumber: string): Promise<void> {
  const before = await lockAppointment(tx, id);
  if (before === undefined || !moves[before.state].includes('done')) return;
  const claimed = await unreserve(tx, id);
  await takeParts(tx, before.outletId, before.brandId, claimed.filter((one) => !orderedCodes.includes(one.code)), workNumber);
  tellOfAppointment(tx, await updateState(tx, id, 'done', null), 'appointments.pause', { before: { state: before.state } });
}

/** Parts of the visit came, or come on another day: moving its time asks for them as they are now. (R2) */
export const resumeWaits = (tx: Tx, id: string, waitsFor: WaitsFor): Promise<unknown> => writeWaits(tx, id, [...waitsFor]);

/** The work is called off, or another time is wanted: the time that was kept for it is free. */
export async function resumeGivenBack(tx: Tx, id: string, why: string): Promise<void> {
  const before = await lockAppointment(tx, id);
  if (before !== undefined && moves[before.state].includes('cancelled')) await giveBack(tx, before, why, tx.actor.kind === 'owner');
}

/** When appointments are and how they stand, for those who see the visit that they belong to. */
export const appointmentTimes = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Pick<Appointment, 'id' | 'startsAt' | 'endsAt' | 'state'>>> =>
  new Map((await appointmentsByIds(tx, ids)).map((one) => [one.id, { id: one.id, startsAt: one.startsAt, endsAt: one.endsAt, state: one.state }]));
