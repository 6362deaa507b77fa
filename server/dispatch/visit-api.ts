// The contract of the owner, and of desks for them: when somebody can come, asking for it, one honest time, what to prepare, codes.
import { Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';
import { HandOver, Lat, Lon, Place, Readiness, jobKinds, jobStates, readinessItems } from './phone-api.ts';

export const askedKinds = ['homeVisit', 'pickUp', 'return'] as const;
export const refusedVisits = ['noVan', 'papers', 'part', 'full', 'tooLate', 'closed'] as const;
const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });
const Operations = Type.Array(Code, { maxItems: 10, uniqueItems: true });
const desk = ['agent', 'adviser', 'dispatcher', 'serviceManager'] as const;
const Named = Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() });
export const Visit = Type.Object({
  id: Id, number: Type.String(), kind: OneOf(jobKinds), brandId: Id, vehicleId: Id, caseId: Nullable(Id), outletId: Id, outletName: Type.String(), outletNameEn: Type.String(), outletPhone: Type.String(), state: OneOf(jobStates), operations: Type.Array(Named),
  place: Place, toPlace: Nullable(Place), windowFrom: Instant, windowUntil: Instant, toldFrom: Nullable(Instant), toldUntil: Nullable(Instant),
  /** The one time: when somebody is there as it looks now; null until a plan knows. */
  arrivesAt: Nullable(Instant), endedAt: Nullable(Instant), endedWhy: Nullable(Type.String()), serviceMin: Type.Integer(), driverName: Type.String(), vanPlateNo: Nullable(Type.String()),
  /** Only while somebody is on the way to this owner. */
  van: Nullable(Type.Object({ lon: Lon, lat: Lat, at: Instant })),
  readiness: Readiness, readinessOpen: Type.Boolean(), asks: Type.Array(OneOf(readinessItems)),
  codes: Type.Object({ pickup: Type.Optional(Type.String()), delivery: Type.Optional(Type.String()) }), handOvers: Type.Object({ pickup: Type.Optional(HandOver), delivery: Type.Optional(HandOver) }), mostKm: Nullable(Type.Integer()), version: Version,
});
const where = { vehicleId: Id, kind: OneOf(askedKinds), operations: Operations };

export const visits = {
  findVisitTimes: op({
    method: 'GET', path: '/visits/times', who: ['owner', ...desk], summary: 'When somebody can come to the car: only for work that may be done outside, with the reason for days without',
    input: Type.Object({ ...where, operations: Type.Optional(Operations), lon: Lon, lat: Lat, fromOn: Type.Optional(LocalDate), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })), moving: Type.Optional(Id) }),
    output: Type.Object({
      outletId: Nullable(Id), outletName: Type.String(), outletNameEn: Type.String(), /** By the list of the day, parts included; in the guarantee the maker pays. */ priceFen: Nullable(Fen), notOutside: Type.Array(Named),
      days: Type.Array(Type.Object({ onDay: LocalDate, windows: Type.Array(Type.Object({ fromAt: Instant, untilAt: Instant })), refused: Nullable(OneOf(refusedVisits)) })),
    }), refusals: ['vehicleNotFound', 'operationNotFound', 'priceBookNotFound'],
  }),
  askVisit: op({
    method: 'POST', path: '/visits', who: ['owner', ...desk], summary: 'Somebody comes in this window; without a case one is opened for a home visit',
    input: Type.Object({ ...where, caseId: Type.Optional(Id), place: Place, fromAt: Instant, words: Type.Optional(Words(400)), readiness: Type.Optional(Readiness) }),
    output: Visit, refusals: ['vehicleNotFound', 'caseNotFound', 'operationNotFound', 'priceBookNotFound', 'notOutside', 'nothingToDo', 'noVanThere', 'windowTaken', 'visitAsked', 'outletNotFound'],
  }),
  myVisits: op({ method: 'GET', path: '/my/visits', who: ['owner'], summary: 'Visits to my cars, coming ones first', input: Type.Object({}), output: Type.Object({ visits: Type.Array(Visit) }), refusals: [] }),
  showVisit: op({ method: 'GET', path: '/visits/:jobId', who: ['owner', ...desk], summary: 'One visit with the time as it looks now', input: Type.Object({ jobId: Id }), output: Visit, refusals: ['jobNotFound'] }),
  visitsOfCase: op({ method: 'GET', path: '/cases/:caseId/visits', who: [...desk], summary: 'Visits of a case, newest first', input: Type.Object({ caseId: Id }), output: Type.Object({ visits: Type.Array(Visit) }), refusals: ['caseNotFound'] }),
  saveReadiness: op({
    method: 'POST', path: '/visits/:jobId/readiness', who: ['owner', ...desk], summary: 'What the one who comes should know of the place; until somebody is on the way',
    input: Type.Object({ jobId: Id, readiness: Readiness, version: Version }), output: Visit, refusals: ['jobNotFound', 'jobNotNow'],
  }),
  moveVisit: op({ method: 'POST', path: '/visits/:jobId/window', who: ['owner', ...desk], summary: 'Another window', input: Type.Object({ jobId: Id, fromAt: Instant, version: Version }), output: Visit, refusals: ['jobNotFound', 'jobNotNow', 'windowTaken'] }),
  cancelVisit: op({ method: 'POST', path: '/visits/:jobId/cancel', who: ['owner', ...desk], summary: 'Nobody needs to come', input: Type.Object({ jobId: Id, why: Words(300), version: Version }), output: Done, refusals: ['jobNotFound', 'jobNotNow'] }),
  renewCodes: op({ method: 'POST', path: '/visits/:jobId/codes', who: [...desk], summary: 'New codes for the ends that are not recorded yet', input: Type.Object({ jobId: Id, version: Version }), output: Visit, refusals: ['jobNotFound', 'jobNotNow'] }),
};
