// Operations of appointments on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { markArrived } from './arrivals.ts';
import { bookAppointment, cancelAppointment, moveAppointment } from './book-appointment.ts';
import { findSlots, suggestOperations, suggestOutlets } from './find-slots.ts';
import { hitAppointments, reassignAppointment } from './re-plan.ts';
import { joinWaiting, leaveWaiting, myWaiting, outletWaiting, takeOffer } from './wait-in-line.ts';
import { appointmentsOfCase, dayBoard, myAppointments, showAppointment } from './show-appointments.ts';

export const routes = serve(api, {
  findSlots, suggestOutlets, suggestOperations, bookAppointment, moveAppointment, cancelAppointment, markArrived, showAppointment, appointmentsOfCase, myAppointments, dayBoard,
  joinWaiting, myWaiting, outletWaiting, takeOffer, leaveWaiting, hitAppointments, reassignAppointment,
});
