// The contract of the network: outlets and their hours, bays, technicians' certificates and absences. Outlets are
// public; changing them is for those who run them.
import { Done, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';
import { api as imports, refusals as importRefusals } from './import-api.ts';
import { api as places, refusals as placeRefusals } from './places-api.ts';
import { Certificate, api as certificates, refusals as certificateRefusals } from './certificates-api.ts';

export { certificateKinds, standings } from './certificates-api.ts';

export const outletKinds = ['serviceCentre', 'cityShowroom', 'authorisedRepairer', 'communityStation', 'mobileBase'] as const;
export const capabilities = ['lift', 'hvBay', 'batteryLift', 'calibration', 'paint', 'bodyRepair', 'mobile', 'towAccess'] as const;
export const absenceKinds = ['leave', 'sick', 'training', 'other'] as const;

const readers = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'storeKeeper', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator'] as const;
const managers = ['serviceManager', 'regionalManager', 'administrator'] as const;

const Time = Type.String({ pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$|^24:00$' });
const Reason = Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' });
export const Period = Type.Object({ opens: Time, closes: Time });
const Periods = Type.Array(Period, { maxItems: 6 });
/** 1 is Monday, 7 is Sunday. */
export const WeekPeriod = Type.Object({ weekday: Type.Integer({ minimum: 1, maximum: 7 }), opens: Time, closes: Time });
const Capabilities = Type.Array(OneOf(capabilities), { maxItems: 8, uniqueItems: true });

const outletFields = {
  name: Words(60), nameEn: Words(80), city: Words(20), cityEn: Words(40), tier: Type.Integer({ minimum: 1, maximum: 4 }), kind: OneOf(outletKinds),
  address: Words(120), phone: Type.String({ minLength: 5, maxLength: 20, pattern: '^[0-9+ -]+$' }),
  lon: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }),
  brandIds: Type.Array(Id, { minItems: 1, maxItems: 40, uniqueItems: true }), capabilities: Capabilities,
  weeklyHours: Type.Array(WeekPeriod, { maxItems: 42 }), opensOnHolidays: Type.Boolean(),
};
export const Outlet = Type.Object({ id: Id, ...outletFields, version: Version });
export const DayException = Type.Object({ onDay: LocalDate, periods: Periods, why: Type.String() });
export const OpeningPeriod = Type.Object({ opensAt: Instant, closesAt: Instant });
export const Bay = Type.Object({ id: Id, outletId: Id, name: Words(40), capabilities: Capabilities, inUse: Type.Boolean(), version: Version });
export const Absence = Type.Object({ id: Id, staffId: Id, firstOn: LocalDate, lastOn: LocalDate, kind: OneOf(absenceKinds) });
export const Technician = Type.Object({
  staffId: Id, name: Type.String(), brandIds: Nullable(Type.Array(Id)), certificates: Type.Array(Certificate), absences: Type.Array(Absence),
  /** May work on high voltage today, alone in rights but never alone in the bay. */
  mayWorkHv: Type.Boolean(),
});

export const refusals = [
  'outletNotFound', 'outletCodeTaken', 'hoursNotValid', 'bayNotFound', 'bayNameTaken', 'technicianNotFound', 'absenceNotFound', 'absenceNotValid', ...certificateRefusals, ...placeRefusals, ...importRefusals,
] as const;

const outlets = {
  listOutlets: op({
    method: 'GET', path: '/outlets', who: ['anyone'], summary: 'Outlets with what they can do, by brand, city and capability',
    input: Type.Object({ brandId: Type.Optional(Id), city: Type.Optional(Words(20)), capability: Type.Optional(OneOf(capabilities)) }),
    output: Type.Object({ outlets: Type.Array(Outlet) }), refusals: [],
  }),
  showOutlet: op({
    method: 'GET', path: '/outlets/:id', who: ['anyone'], summary: 'An outlet, its coming exceptional days, and when it is open on a day',
    input: Type.Object({ id: Id, on: Type.Optional(LocalDate) }),
    output: Type.Object({ outlet: Outlet, exceptions: Type.Array(DayException), open: Type.Array(OpeningPeriod) }), refusals: ['outletNotFound'],
  }),
  addOutlet: op({
    method: 'POST', path: '/outlets', who: ['administrator'], summary: 'A new outlet, for one brand or shared between several',
    input: Type.Object({ id: Type.Optional(Type.String({ minLength: 2, maxLength: 40, pattern: '^[a-z][a-z0-9-]*$' })), ...outletFields }),
    output: Outlet, refusals: ['outletCodeTaken', 'hoursNotValid', 'brandNotFound'],
  }),
  changeOutlet: op({
    method: 'POST', path: '/outlets/:id', who: [...managers], summary: 'Changes an outlet; which brands it serves is for their administrators',
    input: Type.Object({ id: Id, ...outletFields, version: Version }), output: Outlet, refusals: ['outletNotFound', 'hoursNotValid', 'brandNotFound'],
  }),
  setDayException: op({
    method: 'POST', path: '/outlets/:id/exceptions', who: [...managers], summary: 'A day with hours of its own; none means closed',
    input: Type.Object({ id: Id, onDay: LocalDate, periods: Periods, why: Reason }), output: DayException, refusals: ['outletNotFound', 'hoursNotValid'],
  }),
  dropDayException: op({
    method: 'POST', path: '/outlets/:id/exceptions/drop', who: [...managers], summary: 'The day is like its weekday again',
    input: Type.Object({ id: Id, onDay: LocalDate }), output: Done, refusals: ['outletNotFound'],
  }),
};

const bays = {
  listBays: op({
    method: 'GET', path: '/outlets/:outletId/bays', who: [...readers], summary: 'The bays of an outlet, also those out of use',
    input: Type.Object({ outletId: Id }), output: Type.Object({ bays: Type.Array(Bay) }), refusals: ['outletNotFound'],
  }),
  addBay: op({
    method: 'POST', path: '/outlets/:outletId/bays', who: [...managers], summary: 'A new bay',
    input: Type.Object({ outletId: Id, name: Words(40), capabilities: Capabilities }), output: Bay, refusals: ['outletNotFound', 'bayNameTaken'],
  }),
  changeBay: op({
    method: 'POST', path: '/bays/:id', who: [...managers], summary: 'Renames a bay, changes what it can do, takes it out of use',
    input: Type.Object({ id: Id, name: Words(40), capabilities: Capabilities, inUse: Type.Boolean(), version: Version }), output: Bay,
    refusals: ['bayNotFound', 'bayNameTaken'],
  }),
};

const technicians = {
  listTechnicians: op({
    method: 'GET', path: '/outlets/:outletId/technicians', who: [...readers], summary: 'The technicians of an outlet, their certificates and absences',
    input: Type.Object({ outletId: Id }), output: Type.Object({ technicians: Type.Array(Technician) }), refusals: ['outletNotFound'],
  }),
  addAbsence: op({
    method: 'POST', path: '/technicians/:staffId/absences', who: [...managers], summary: 'Days on which a technician is not there',
    input: Type.Object({ staffId: Id, firstOn: LocalDate, lastOn: LocalDate, kind: OneOf(absenceKinds) }), output: Absence,
    refusals: ['staffNotFound', 'technicianNotFound', 'absenceNotValid'],
  }),
  dropAbsence: op({
    method: 'POST', path: '/absences/:id/drop', who: [...managers], summary: 'The technician is there after all',
    input: Type.Object({ id: Id }), output: Done, refusals: ['absenceNotFound', 'technicianNotFound', 'staffNotFound'],
  }),
};

export const api = { ...outlets, ...bays, ...technicians, ...certificates, ...places, ...imports };
