// An appointment is a promise of time: a certified technician, a bay with the equipment and, for high voltage, a second
// certified person, all free for the whole of it. Slots are true because showing and confirming ask the same function,
// and because the database refuses to sell the same time twice, whichever brand asks.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { appointmentBooked, appointmentCancelled, appointmentHit, appointmentMissed, appointmentMoved, carArrived, type Appointment, type AppointmentState } from './appointment.ts';
export { appointmentArrived, appointmentDone, watchNoShows } from './arrivals.ts';
export { bookedVisitsOf } from './store.ts';
export { watchHits } from './watch-hits.ts';
export { giveSlotBack } from './book-appointment.ts';
export { appointmentPaused, appointmentTimes, bookToResume, daysToResume, resumeGivenBack, resumeWaits } from './resume.ts';
export { findAppointment } from './show-appointments.ts';
export { openAppointmentOf } from './store.ts';
export { waitingOffered, waitingEnded } from './waiting.ts';
export { runWaitingLists } from './offer-freed.ts';
