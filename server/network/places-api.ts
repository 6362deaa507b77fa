// The contract of an outlet's tools and of its people's roster: calibration dates, shifts, swaps.
import { Done, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const toolKinds = ['insulationTester', 'hvMultimeter', 'torqueWrench', 'airtightnessTester', 'packLift', 'adasTarget', 'wheelAligner', 'hvGloves'] as const;
export const swapStates = ['asked', 'accepted', 'refused', 'withdrawn'] as const;
const managers = ['serviceManager', 'regionalManager', 'administrator'] as const;
const readers = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'storeKeeper', 'warrantyOfficer', 'allianceOfficer', 'auditor', ...managers] as const;
const Time = Type.String({ pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$|^24:00$' });

export const Tool = Type.Object({
  id: Id, outletId: Id, kind: OneOf(toolKinds), name: Words(60), serialNo: Words(60), calibratedOn: Nullable(LocalDate), calibrationDueOn: Nullable(LocalDate), calibrationNo: Nullable(Words(60)),
  inUse: Type.Boolean(), version: Version,
});
const toolFields = { name: Words(60), calibratedOn: Nullable(LocalDate), calibrationDueOn: Nullable(LocalDate), calibrationNo: Type.Optional(Nullable(Words(60))) };
export const Shift = Type.Object({ staffId: Id, onDay: LocalDate, starts: Nullable(Time), ends: Nullable(Time) });
export const Swap = Type.Object({ id: Id, outletId: Id, askerId: Id, askerName: Type.String(), otherId: Id, otherName: Type.String(), askerDay: LocalDate, otherDay: LocalDate, state: OneOf(swapStates), askedAt: Instant, version: Version });

export const refusals = ['toolNotFound', 'toolNumberTaken', 'toolDatesNotValid', 'shiftNotValid', 'shiftNotFound', 'swapNotFound', 'swapNotNow', 'swapAskedAlready'] as const;

export const api = {
  listTools: op({
    method: 'GET', path: '/outlets/:outletId/tools', who: [...readers], summary: 'The special tools of an outlet and until when each is calibrated',
    input: Type.Object({ outletId: Id }), output: Type.Object({ tools: Type.Array(Tool) }), refusals: ['outletNotFound'],
  }),
  addTool: op({
    method: 'POST', path: '/outlets/:outletId/tools', who: [...managers], summary: 'A new special tool',
    input: Type.Object({ outletId: Id, kind: OneOf(toolKinds), serialNo: Words(60), ...toolFields }), output: Tool, refusals: ['outletNotFound', 'toolNumberTaken', 'toolDatesNotValid'],
  }),
  changeTool: op({
    method: 'POST', path: '/tools/:id', who: [...managers], summary: 'A new calibration, another name, or out of use',
    input: Type.Object({ id: Id, ...toolFields, inUse: Type.Boolean(), version: Version }), output: Tool, refusals: ['toolNotFound', 'toolDatesNotValid'],
  }),
  showRoster: op({
    method: 'GET', path: '/outlets/:outletId/roster', who: [...readers], summary: 'Who works when at an outlet: shifts, absences and swaps that wait',
    input: Type.Object({ outletId: Id, fromOn: Type.Optional(LocalDate), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31 })) }),
    output: Type.Object({
      fromOn: LocalDate, days: Type.Integer(), people: Type.Array(Type.Object({ staffId: Id, name: Type.String() })), shifts: Type.Array(Shift),
      absences: Type.Array(Type.Object({ id: Id, staffId: Id, firstOn: LocalDate, lastOn: LocalDate, kind: Type.String() })), swaps: Type.Array(Swap),
      hours: Type.Array(Type.Object({ onDay: LocalDate, closedWhy: Nullable(Type.String()), open: Type.Boolean() })),
    }), refusals: ['outletNotFound'],
  }),
  planShifts: op({
    method: 'POST', path: '/outlets/:outletId/shifts', who: [...managers], summary: 'Plans days of a technician: a shift, days off, or as the outlet is open',
    input: Type.Object({
      outletId: Id, staffId: Id, fromOn: LocalDate, toOn: LocalDate, weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
      kind: OneOf(['shift', 'off', 'asOpen']), starts: Type.Optional(Time), ends: Type.Optional(Time),
    }),
    output: Type.Object({ days: Type.Integer() }), refusals: ['outletNotFound', 'technicianNotFound', 'staffNotFound', 'shiftNotValid'],
  }),
  askSwap: op({
    method: 'POST', path: '/outlets/:outletId/swaps', who: ['technician'], summary: 'I ask a colleague to take my day for one of theirs',
    input: Type.Object({ outletId: Id, withStaffId: Id, myDay: LocalDate, theirDay: LocalDate }), output: Swap, refusals: ['outletNotFound', 'technicianNotFound', 'shiftNotFound', 'swapAskedAlready'],
  }),
  answerSwap: op({
    method: 'POST', path: '/swaps/:id/answer', who: ['technician'], summary: 'The colleague accepts or refuses; accepted, the days are exchanged',
    input: Type.Object({ id: Id, accept: Type.Boolean(), version: Version }), output: Swap, refusals: ['swapNotFound', 'swapNotNow', 'shiftNotFound'],
  }),
  withdrawSwap: op({
    method: 'POST', path: '/swaps/:id/withdraw', who: ['technician'], summary: 'Who asked no longer wants to',
    input: Type.Object({ id: Id, version: Version }), output: Done, refusals: ['swapNotFound', 'swapNotNow'],
  }),
};
