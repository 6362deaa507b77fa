// The contract of appointments: true slots with the reason for every refused day, booking, moving, arriving, the board.
import { Done, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const appointmentStates = ['booked', 'arrived', 'inWork', 'done', 'cancelled', 'noShow'] as const;
/** Why a day has no slot. */
export const refusedDays = [
  'closedHoliday', 'closedDay', 'closedWeek', 'noBay', 'bayQuarantined', 'noTechnician', 'noGuardian', 'techniciansAway', 'noTool', 'toolOutOfCalibration', 'partsMissing', 'tooLate', 'reserved', 'full', 'beyondHorizon', 'missedBefore',
] as const;

const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });
const Codes = Type.Array(Code, { minItems: 1, maxItems: 20, uniqueItems: true });
const desk = ['agent', 'adviser', 'serviceManager'] as const;
const lookers = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'serviceManager', 'regionalManager', 'administrator'] as const;

export const Slot = Type.Object({ startsAt: Instant, endsAt: Instant });
export const Day = Type.Object({
  onDay: LocalDate, slots: Type.Array(Slot),
  refused: Nullable(Type.Object({ code: OneOf(refusedDays), data: Type.Record(Type.String(), Type.String()) })),
});
const fields = {
  id: Id, number: Type.String(), brandId: Id, ownerId: Id, vehicleId: Id, caseId: Id, outletId: Id, outletName: Type.String(), outletNameEn: Type.String(),
  operations: Type.Array(Type.Object({ code: Code, name: Type.String(), nameEn: Type.String() })),
  startsAt: Instant, endsAt: Instant, state: OneOf(appointmentStates), words: Nullable(Type.String()), version: Version,
};
/** An appointment as its owner sees it. */
export const MyAppointment = Type.Object({ ...fields, address: Type.String(), phone: Type.String(), lon: Type.Number(), lat: Type.Number() });
export const Appointment = Type.Object({
  ...fields, plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), ownerName: Type.String(),
  technicianId: Id, technicianName: Type.String(), guardianId: Nullable(Id), guardianName: Nullable(Type.String()), bayId: Id, bayName: Type.String(),
});

export const refusals = ['appointmentNotFound', 'slotTaken', 'alreadyBooked', 'appointmentNotNow', 'outletDoesNotServe', 'nothingToBook', 'waitingNotFound', 'waitingNotNow', 'alreadyWaiting', 'slotsAreFree', 'nothingToWaitFor', 'offerOver', 'nobodyElse'] as const;

/** Why a booked visit can no longer be kept as it stands. */
export const hits = ['closed', 'bayGone', 'technicianGone', 'paperGone', 'guardianGone', 'toolGone', 'partsMissing'] as const;
export const waitingStates = ['waiting', 'offered', 'taken', 'left', 'ended'] as const;

const booking = {
  findSlots: op({
    method: 'GET', path: '/appointments/slots', who: ['owner', ...desk], summary: 'Slots that can be confirmed, day by day, and why other days have none',
    input: Type.Object({ vehicleId: Id, outletId: Id, operations: Codes, fromOn: Type.Optional(LocalDate), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })), moving: Type.Optional(Id) }),
    output: Type.Object({ durationMin: Type.Integer(), days: Type.Array(Day) }),
    refusals: ['vehicleNotFound', 'outletNotFound', 'outletDoesNotServe', 'operationNotFound', 'priceBookNotFound'],
  }),
  suggestOutlets: op({
    method: 'GET', path: '/appointments/outlets', who: ['owner', ...desk], summary: 'Outlets that can do the work, nearest first where the place is known; and why others cannot',
    input: Type.Object({ vehicleId: Id, operations: Codes, lon: Type.Optional(Type.Number()), lat: Type.Optional(Type.Number()) }),
    output: Type.Object({ outlets: Type.Array(Type.Object({
      id: Id, name: Type.String(), nameEn: Type.String(), city: Type.String(), cityEn: Type.String(), address: Type.String(), phone: Type.String(), kmAway: Nullable(Type.Number()),
      firstSlot: Nullable(Slot), refused: Nullable(Type.Object({ code: OneOf(refusedDays), data: Type.Record(Type.String(), Type.String()) })),
    })) }),
    refusals: ['vehicleNotFound', 'operationNotFound', 'priceBookNotFound'],
  }),
  suggestOperations: op({
    method: 'GET', path: '/appointments/operations', who: ['owner', ...desk], summary: 'What the visit would be for: operations that answer the trouble of a case, or maintenance',
    input: Type.Object({ vehicleId: Id, caseId: Type.Optional(Id) }),
    output: Type.Object({ operations: Type.Array(Type.Object({ code: Code, name: Type.String(), nameEn: Type.String(), what: Type.String(), whatEn: Type.String(), totalFen: Type.Integer(), likely: Type.Boolean() })) }),
    refusals: ['vehicleNotFound', 'caseNotFound', 'priceBookNotFound'],
  }),
  bookAppointment: op({
    method: 'POST', path: '/appointments', who: ['owner', ...desk], summary: 'Books a slot; without a case one is opened for it',
    input: Type.Object({ vehicleId: Id, caseId: Type.Optional(Id), outletId: Id, operations: Codes, startsAt: Instant, words: Type.Optional(Words(500)) }),
    output: MyAppointment, refusals: ['vehicleNotFound', 'caseNotFound', 'outletNotFound', 'outletDoesNotServe', 'slotTaken', 'alreadyBooked', 'operationNotFound', 'priceBookNotFound'],
  }),
  moveAppointment: op({
    method: 'POST', path: '/appointments/:appointmentId/move', who: ['owner', ...desk], summary: 'Another time at the same outlet',
    input: Type.Object({ appointmentId: Id, startsAt: Instant, version: Version }), output: MyAppointment, refusals: ['appointmentNotFound', 'appointmentNotNow', 'slotTaken'],
  }),
  cancelAppointment: op({
    method: 'POST', path: '/appointments/:appointmentId/cancel', who: ['owner', ...desk], summary: 'Gives the slot back, with a reason',
    input: Type.Object({ appointmentId: Id, why: Words(300), version: Version }), output: Done, refusals: ['appointmentNotFound', 'appointmentNotNow'],
  }),
  markArrived: op({
    method: 'POST', path: '/appointments/:appointmentId/arrived', who: ['adviser', 'serviceManager'], summary: 'The car is here',
    input: Type.Object({ appointmentId: Id, version: Version }), output: Appointment, refusals: ['appointmentNotFound', 'appointmentNotNow'],
  }),
  showAppointment: op({
    method: 'GET', path: '/appointments/:appointmentId', who: [...lookers], summary: 'One appointment',
    input: Type.Object({ appointmentId: Id }), output: Appointment, refusals: ['appointmentNotFound'],
  }),
  appointmentsOfCase: op({
    method: 'GET', path: '/cases/:caseId/appointments', who: [...lookers], summary: 'All appointments of a case, newest first',
    input: Type.Object({ caseId: Id }), output: Type.Object({ appointments: Type.Array(Appointment) }), refusals: ['caseNotFound'],
  }),
  myAppointments: op({
    method: 'GET', path: '/my/appointments', who: ['owner'], summary: 'My appointments, coming ones first',
    input: Type.Object({}), output: Type.Object({ appointments: Type.Array(MyAppointment) }), refusals: [],
  }),
  dayBoard: op({
    method: 'GET', path: '/outlets/:outletId/board', who: [...lookers], summary: 'A day at an outlet: bays, technicians, appointments of my brands, and time taken by others',
    input: Type.Object({ outletId: Id, on: Type.Optional(LocalDate) }),
    output: Type.Object({
      onDay: LocalDate, outletName: Type.String(), outletNameEn: Type.String(), hours: Type.Array(Type.Object({ opensAt: Instant, closesAt: Instant })), closedWhy: Nullable(Type.String()),
      bays: Type.Array(Type.Object({ id: Id, name: Type.String(), capabilities: Type.Array(Type.String()) })),
      technicians: Type.Array(Type.Object({ id: Id, name: Type.String(), mayWorkHv: Type.Boolean(), away: Type.Boolean() })),
      appointments: Type.Array(Appointment),
      takenByOthers: Type.Array(Type.Object({ resourceKind: OneOf(['bay', 'staff']), resourceId: Id, startsAt: Instant, endsAt: Instant })),
      bookedBayMin: Type.Integer(), openBayMin: Type.Integer(),
    }), refusals: ['outletNotFound'],
  }),
};

const Waiting = Type.Object({
  id: Id, vehicleId: Id, outletId: Id, outletName: Type.String(), outletNameEn: Type.String(), operations: Type.Array(Type.Object({ code: Code, name: Type.String(), nameEn: Type.String() })),
  fromOn: LocalDate, toOn: LocalDate, state: OneOf(waitingStates), joinedAt: Instant,
  /** 1 is first; null when no longer in line. */
  place: Nullable(Type.Integer()), offerStartsAt: Nullable(Instant), offerUntil: Nullable(Instant), endedWhy: Nullable(Type.String()), version: Version,
});
const waiting = {
  joinWaiting: op({
    method: 'POST', path: '/appointments/waiting', who: ['owner', ...desk], summary: 'Waits in line for days of an outlet that have no free time',
    input: Type.Object({ vehicleId: Id, caseId: Type.Optional(Id), outletId: Id, operations: Codes, fromOn: LocalDate, toOn: LocalDate }), output: Waiting,
    refusals: ['vehicleNotFound', 'caseNotFound', 'outletNotFound', 'outletDoesNotServe', 'operationNotFound', 'priceBookNotFound', 'alreadyWaiting', 'slotsAreFree', 'nothingToWaitFor', 'waitingNotNow'],
  }),
  myWaiting: op({
    method: 'GET', path: '/my/waiting', who: ['owner'], summary: 'Where I wait, my place in line, and what is offered to me until when',
    input: Type.Object({}), output: Type.Object({ waiting: Type.Array(Waiting) }), refusals: [],
  }),
  outletWaiting: op({
    method: 'GET', path: '/outlets/:outletId/waiting', who: [...lookers], summary: 'Who of my brands waits at an outlet, first in line first',
    input: Type.Object({ outletId: Id }), output: Type.Object({ waiting: Type.Array(Type.Object({ ...Waiting.properties, ownerName: Type.String(), plateNo: Nullable(Type.String()) })) }), refusals: ['outletNotFound'],
  }),
  takeOffer: op({
    method: 'POST', path: '/appointments/waiting/:waitingId/take', who: ['owner', ...desk], summary: 'Takes the offered time: it becomes an appointment',
    input: Type.Object({ waitingId: Id, version: Version }), output: MyAppointment, refusals: ['waitingNotFound', 'waitingNotNow', 'offerOver', 'slotTaken', 'alreadyBooked', 'operationNotFound', 'caseNotFound'],
  }),
  leaveWaiting: op({
    method: 'POST', path: '/appointments/waiting/:waitingId/leave', who: ['owner', ...desk], summary: 'No longer waits; an offered time goes to the next in line',
    input: Type.Object({ waitingId: Id, version: Version }), output: Done, refusals: ['waitingNotFound', 'waitingNotNow'],
  }),
};

const Crew = Type.Object({ technicianId: Id, technicianName: Type.String(), guardianId: Nullable(Id), guardianName: Nullable(Type.String()), bayId: Id, bayName: Type.String() });
const replanning = {
  hitAppointments: op({
    method: 'GET', path: '/outlets/:outletId/hit', who: [...lookers], summary: 'Booked visits that can no longer be kept as they stand, each with a crew for the same time or the nearest other times',
    input: Type.Object({ outletId: Id, fromOn: Type.Optional(LocalDate), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31 })) }),
    output: Type.Object({ looked: Type.Integer(), hit: Type.Array(Type.Object({ appointment: Appointment, why: OneOf(hits), proposal: Nullable(Crew), alternatives: Type.Array(Slot) })) }), refusals: ['outletNotFound'],
  }),
  reassignAppointment: op({
    method: 'POST', path: '/appointments/:appointmentId/reassign', who: ['adviser', 'serviceManager'], summary: 'The same time with other people, bay or tools, as proposed',
    input: Type.Object({ appointmentId: Id, version: Version }), output: Appointment, refusals: ['appointmentNotFound', 'appointmentNotNow', 'nobodyElse', 'operationNotFound', 'priceBookNotFound'],
  }),
};

export const api = { ...booking, ...waiting, ...replanning };
