// The contract of the one who drives: the stops of a day with their packet, reporting how far one is, hand-over of a car.
import { Bytes, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const jobKinds = ['homeVisit', 'pickUp', 'return', 'rescue'] as const;
export const jobStates = ['waiting', 'planned', 'departed', 'arrived', 'working', 'carrying', 'finished', 'failed', 'cancelled'] as const;
export const phoneMoves = ['depart', 'arrive', 'start', 'carry', 'finish', 'fail'] as const;
export const failReasons = ['ownerAbsent', 'wrongPlace', 'noAccess', 'partMissing', 'toolMissing', 'needsWorkshop', 'unsafe', 'weather', 'vanBroken', 'carElsewhere', 'other'] as const;
export const vanKinds = ['serviceVan', 'driver', 'flatbed', 'wheelLift'] as const;
/** What the owner says about the place: what a technician would otherwise find out too late. */
export const readinessItems = ['reachable', 'space', 'shelter', 'petsAway', 'noUpdateToday', 'keyReady'] as const;

export const Lon = Type.Number({ minimum: -180, maximum: 180 });
export const Lat = Type.Number({ minimum: -90, maximum: 90 });
/** WGS-84. */
export const Place = Type.Object({ lon: Lon, lat: Lat, address: Words(160) });
export const Readiness = Type.Object({
  items: Type.Optional(Type.Array(OneOf(readinessItems), { maxItems: 6, uniqueItems: true })),
  gate: Type.Optional(Words(120)), heightCm: Type.Optional(Type.Integer({ minimum: 120, maximum: 600 })), notes: Type.Optional(Words(400)), at: Type.Optional(Instant),
});
export const Km = Type.Integer({ minimum: 0, maximum: 3_000_000 });
export const Soc = Type.Integer({ minimum: 0, maximum: 100 });
export const HandOver = Type.Object({ at: Instant, by: Type.String(), odometerKm: Km, socPct: Soc, photoIds: Type.Array(Id), why: Nullable(Type.String()) });
const Part = Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), onBoard: Type.Integer() });
const Task = Type.Object({
  code: Type.String(), name: Type.String(), nameEn: Type.String(), what: Type.String(), whatEn: Type.String(), labourCentihours: Type.Integer(), hv: Type.Boolean(), safety: Type.Boolean(), tools: Type.Array(Type.String()),
});
export const Stop = Type.Object({
  jobId: Id, number: Type.String(), kind: OneOf(jobKinds), brandId: Id, caseId: Nullable(Id), state: OneOf(jobStates), urgent: Type.Boolean(), version: Version, vanId: Nullable(Id), vanName: Type.String(),
  plannedFrom: Nullable(Instant), plannedUntil: Nullable(Instant), toldFrom: Nullable(Instant), toldUntil: Nullable(Instant), serviceMin: Type.Integer(),
  departedAt: Nullable(Instant), arrivedAt: Nullable(Instant), startedAt: Nullable(Instant), carriedAt: Nullable(Instant), endedAt: Nullable(Instant), endedWhy: Nullable(Type.String()),
  place: Place, toPlace: Nullable(Place), words: Nullable(Type.String()), readiness: Readiness,
  car: Type.Object({ vehicleId: Id, vin: Type.String(), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), colour: Type.String() }),
  /** Masked: 王**. */
  ownerName: Type.String(), ownerPhone: Type.String(),
  tasks: Type.Array(Task), parts: Type.Array(Part), mostKm: Nullable(Type.Integer()), handOvers: Type.Object({ pickup: Type.Optional(HandOver), delivery: Type.Optional(HandOver) }),
});
/** Made by the phone when the button is pressed; sent again as often as it takes. */
export const ClientId = Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });

/** A road that is closed today, or was: who drives through the circle loses so much time until it is opened again. */
export const Road = Type.Object({ id: Id, words: Type.String(), lon: Lon, lat: Lat, radiusM: Type.Integer(), delayMin: Type.Integer(), at: Instant, endedAt: Nullable(Instant), endedWhy: Nullable(Type.String()) });

export const phone = {
  myStops: op({
    method: 'GET', path: '/my/stops', who: ['technician'], summary: 'My stops of a day in driving order, each with everything that is needed there; and the roads that are closed',
    input: Type.Object({ on: Type.Optional(LocalDate) }), output: Type.Object({ onDay: LocalDate, serverAt: Instant, stops: Type.Array(Stop), roads: Type.Array(Road) }), refusals: [],
  }),
  moveStop: op({
    method: 'POST', path: '/my/stops/:jobId', who: ['technician'], summary: 'On the way, there, begun, car loaded, done, or not possible with the reason; the same client id is heard once',
    input: Type.Object({ jobId: Id, clientId: ClientId, move: OneOf(phoneMoves), at: Instant, reason: Type.Optional(OneOf(failReasons)), words: Type.Optional(Words(400)), lon: Type.Optional(Lon), lat: Type.Optional(Lat), /** Of a home visit that begins: as the technician reads it. */ odometerKm: Type.Optional(Km), socPct: Type.Optional(Soc) }),
    output: Stop, refusals: ['jobNotFound', 'jobNotNow', 'reasonNeeded', 'handOverFirst'],
  }),
  reportPosition: op({
    method: 'POST', path: '/my/position', who: ['technician'], summary: 'Where my vehicle is now',
    input: Type.Object({ lon: Lon, lat: Lat, at: Instant }), output: Type.Object({ ok: Type.Literal(true) }), refusals: ['vanNotFound'],
  }),
  recordHandOver: op({
    method: 'POST', path: '/my/stops/:jobId/hand-over', who: ['technician'], summary: 'The car changes hands: the code of the one who gives or takes it, photos, mileage, charge; heard once per end',
    input: Type.Object({
      jobId: Id, end: OneOf(['pickup', 'delivery'] as const), code: Type.String({ minLength: 4, maxLength: 8, pattern: '^[0-9]+$' }), photoIds: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }), odometerKm: Km, socPct: Soc,
      /** Why it is taken with little charge, or why it was driven further than reckoned. */
      why: Type.Optional(Words(200)),
    }),
    output: Stop, refusals: ['jobNotFound', 'jobNotNow', 'codeWrong', 'codeTriedTooOften', 'photosNotYours', 'chargeTooLow', 'drivenTooFar', 'odometerBack', 'odometerUnlikely'],
  }),
  handOverPhoto: op({
    method: 'GET', path: '/dispatch/jobs/:jobId/photos/:fileId', who: ['owner', 'technician', 'dispatcher', 'adviser', 'agent', 'serviceManager'], summary: 'A photo of a hand-over', sendsBytes: true,
    input: Type.Object({ jobId: Id, fileId: Id }), output: Bytes, refusals: ['jobNotFound', 'notFound'],
  }),
};
