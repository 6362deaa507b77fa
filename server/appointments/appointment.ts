// An appointment: a confirmed slot for one case. Its states have one table of moves; what ended stays as it was.
import { fact } from '#platform/facts';
import { refuse } from '#platform/refusals';
import type { appointmentStates } from './api.ts';

export type AppointmentState = (typeof appointmentStates)[number];
export type Appointment = {
  id: string; number: string; brandId: string; ownerId: string; vehicleId: string; vin: string; caseId: string; outletId: string;
  operations: string[]; startsAt: Date; endsAt: Date; technicianId: string; guardianId: string | null; bayId: string; toolIds: string[];
  state: AppointmentState; words: string | null; bookedBy: string; bookedAt: Date; arrivedAt: Date | null; endedWhy: string | null;
  /** Parts of its own that a visit in progress waits for, and when each comes; null for a visit that begins. */
  waitsFor: WaitsFor | null; version: number;
};
export type WaitsFor = { code: string; arrivesOn: string | null }[];

/** From each state, where it may go. */
export const moves: Record<AppointmentState, readonly AppointmentState[]> = {
  booked: ['arrived', 'inWork', 'cancelled', 'noShow'],
  arrived: ['inWork', 'cancelled'],
  inWork: ['done'],
  done: [],
  cancelled: [],
  noShow: ['arrived', 'inWork'],
};

/** Refuses a move that the table does not have. */
export function mustMove(appointment: Appointment, to: AppointmentState): void {
  if (!moves[appointment.state].includes(to)) refuse('appointmentNotNow', { state: appointment.state });
}

type About = { appointmentId: string; caseId: string; brandId: string; ownerId: string; outletId: string; startsAt: string };
export const appointmentBooked = fact<About>('appointments.booked');
export const appointmentMoved = fact<About & { fromAt: string; version: number }>('appointments.moved');
export const appointmentCancelled = fact<About & { byOwner: boolean; why: string }>('appointments.cancelled');
export const appointmentMissed = fact<About>('appointments.missed');
/** A coming visit cannot be kept as it was booked; `sameTime`: others could do it at the same time. */
export const appointmentHit = fact<About & { why: string; sameTime: boolean; version: number }>('appointments.hit');
export const carArrived = fact<About>('appointments.arrived');

export const about = (appointment: Appointment): About => ({
  appointmentId: appointment.id, caseId: appointment.caseId, brandId: appointment.brandId, ownerId: appointment.ownerId, outletId: appointment.outletId,
  startsAt: appointment.startsAt.toISOString(),
});
