// The contract of the dispatcher: the day of an outlet on map, time lines and list; trying and making a move; what breaks the day.
import { Done, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';
import { Lat, Lon, Place, Readiness, jobKinds, jobStates, vanKinds } from './phone-api.ts';

export const planReasons = [
  'skill', 'tool', 'part', 'capacity', 'notAllowed', 'window', 'shift', 'break', 'crew', 'frozen', 'pinned', 'mostVisits', 'mostDistance', 'unreachable', 'otherJobs', 'price', 'noVehicle', 'brand', 'kind', 'papers', 'height', 'off',
] as const;
/** What a dispatcher reports, or the road does. */
export const reportKinds = ['emergency', 'noShow', 'overrun', 'ill', 'vanBroken', 'partMissing', 'roadClosed'] as const;
export const disturbanceKinds = [...reportKinds, 'roadOpen', 'replan'] as const;
export const planWhats = ['nightly', 'added', 'planned', 'moved', 'taken', 'pinned', 'undone', ...disturbanceKinds] as const;
export const offWhys = ['ill', 'broken', 'away'] as const;

export const dispatchers = ['dispatcher', 'serviceManager', 'regionalManager', 'administrator'] as const;
const lookers = ['agent', 'adviser', 'technician', ...dispatchers] as const;
const Reasons = Type.Array(OneOf(planReasons));
const Clock = Type.String({ pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$' });

export const BoardJob = Type.Object({
  id: Id, number: Type.String(), kind: OneOf(jobKinds), brandId: Id, vehicleId: Id, state: OneOf(jobStates), urgent: Type.Boolean(), caseId: Nullable(Id), ownerName: Type.String(), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(),
  operations: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() })), parts: Type.Array(Type.Object({ code: Type.String(), quantity: Type.Integer() })), words: Nullable(Type.String()),
  place: Place, toPlace: Nullable(Place), serviceMin: Type.Integer(), windowFrom: Instant, windowUntil: Instant, vanId: Nullable(Id), plannedFrom: Nullable(Instant), plannedUntil: Nullable(Instant), toldFrom: Nullable(Instant), toldUntil: Nullable(Instant), pinned: Type.Boolean(),
  departedAt: Nullable(Instant), arrivedAt: Nullable(Instant), startedAt: Nullable(Instant), carriedAt: Nullable(Instant), endedAt: Nullable(Instant), endedWhy: Nullable(Type.String()), readiness: Readiness,
  /** As it looks now: when somebody will be there, and how late that is after the window. */
  arrivesAt: Nullable(Instant), lateMin: Type.Integer(), leftOut: Reasons, version: Version,
});
const Point = Type.Object({ lon: Lon, lat: Lat });
export const BoardVan = Type.Object({
  id: Id, name: Type.String(), kind: OneOf(vanKinds), plateNo: Nullable(Type.String()), staffId: Nullable(Id), staffName: Type.String(), inUse: Type.Boolean(), off: Nullable(OneOf(offWhys)), offFrom: Nullable(Instant),
  home: Point, position: Nullable(Type.Object({ at: Instant, lon: Lon, lat: Lat })), shiftFrom: Instant, shiftUntil: Instant, departsAt: Nullable(Instant), returnsAt: Nullable(Instant), overtimeMin: Type.Integer(), km: Type.Number(), driveMin: Type.Integer(),
  /** Breaks and calls at the outlet for parts. */
  pauses: Type.Array(Type.Object({ kind: OneOf(['break', 'load'] as const), fromAt: Instant, untilAt: Instant })),
});
export const Change = Type.Object({
  jobId: Id, number: Type.String(), ownerName: Type.String(), kind: OneOf(jobKinds), vanFrom: Nullable(Id), vanTo: Nullable(Id), fromAt: Nullable(Instant), toAt: Nullable(Instant), told: Type.Boolean(),
  /** The owner will be told another time. */
  tells: Type.Boolean(), leftOut: Reasons,
});
export const Disturbance = Type.Object({
  id: Id, kind: OneOf(disturbanceKinds), vanId: Nullable(Id), jobId: Nullable(Id), closureId: Nullable(Id), words: Nullable(Type.String()), state: OneOf(['open', 'accepted', 'dismissed'] as const), reportedBy: Type.String(), at: Instant, endedBy: Nullable(Type.String()), endedAt: Nullable(Instant),
});
const Tried = Type.Object({
  fits: Type.Boolean(), startsAt: Nullable(Instant), lateMin: Type.Integer(), costFen: Nullable(Type.Integer()), breaks: Reasons, km: Type.Number(), overtimeMin: Type.Integer(),
  /** What this does to other visits of my brands, and how many of others. */
  changes: Type.Array(Change), othersMoved: Type.Integer(), version: Version,
});
const Planned = Type.Object({ version: Version, changes: Type.Array(Change) });
const at = { outletId: Id, on: LocalDate };

export const board = {
  showDispatch: op({
    method: 'GET', path: '/outlets/:outletId/dispatch', who: [...lookers], summary: 'A day of the vehicles of an outlet: jobs of my brands, time taken by others, what broke and what is to be loaded',
    input: Type.Object({ outletId: Id, on: Type.Optional(LocalDate) }),
    output: Type.Object({
      onDay: LocalDate, nowAt: Instant, outletName: Type.String(), outletNameEn: Type.String(), place: Point, version: Version, brandIds: Type.Array(Id), jobs: Type.Array(BoardJob), vans: Type.Array(BoardVan),
      takenByOthers: Type.Array(Type.Object({ vanId: Id, fromAt: Instant, untilAt: Instant })), disturbances: Type.Array(Disturbance),
      closures: Type.Array(Type.Object({ id: Id, lon: Lon, lat: Lat, radiusM: Type.Integer(), delayMin: Type.Integer(), words: Type.String(), at: Instant })),
      steps: Type.Array(Type.Object({ version: Version, what: OneOf(planWhats), by: Type.String(), at: Instant })), mayUndo: Type.Boolean(),
      loads: Type.Array(Type.Object({ vanId: Id, brandId: Id, code: Type.String(), name: Type.String(), nameEn: Type.String(), needed: Type.Integer(), onBoard: Type.Integer(), keep: Type.Integer(), load: Type.Integer(), onShelf: Type.Integer() })),
    }), refusals: ['outletNotFound'],
  }),
  showMap: op({
    method: 'GET', path: '/outlets/:outletId/map', who: ['owner', ...lookers], summary: 'The base map around an outlet: the house’s own lines and names, and an approved tile source where one is set',
    input: Type.Object({ outletId: Id }),
    output: Type.Object({
      lines: Type.Array(Type.Object({ id: Id, kind: OneOf(['motorway', 'main', 'street', 'water', 'place'] as const), name: Type.String(), nameEn: Type.String(), points: Type.Array(Type.Array(Type.Number())) })),
      tiles: Nullable(Type.Object({ source: OneOf(['amap', 'tianditu'] as const), url: Type.String(), datum: OneOf(['wgs84', 'gcj02'] as const), credit: Type.String() })),
    }), refusals: ['outletNotFound'],
  }),
  saveMapLines: op({
    method: 'POST', path: '/map-lines', who: ['administrator'], summary: 'Lines and names of the base map, WGS-84; the same id is replaced',
    input: Type.Object({ lines: Type.Array(Type.Object({ id: Type.String({ minLength: 1, maxLength: 80 }), kind: OneOf(['motorway', 'main', 'street', 'water', 'place'] as const), name: Words(60), nameEn: Words(80), points: Type.Array(Type.Array(Lon, { minItems: 2, maxItems: 2 }), { minItems: 1, maxItems: 400 }) }), { minItems: 1, maxItems: 500 }) }),
    output: Done, refusals: [],
  }),
  planDispatch: op({
    method: 'POST', path: '/outlets/:outletId/dispatch/plan', who: [...dispatchers], summary: 'Plans the day whole, near the running plan where there is one',
    input: Type.Object({ ...at, version: Version }), output: Planned, refusals: ['dayOver', 'outletNotFound', 'nothingToPlan'],
  }),
  tryMove: op({
    method: 'GET', path: '/dispatch/jobs/:jobId/try', who: [...dispatchers], summary: 'What would become of it: another vehicle, or another place in its day; which rule breaks, what it costs, who else moves',
    input: Type.Object({ jobId: Id, vanId: Id, startsAt: Type.Optional(Instant) }), output: Tried, refusals: ['dayOver', 'jobNotFound', 'jobNotNow', 'vanNotFound', 'outletNotFound'],
  }),
  explainJob: op({
    method: 'GET', path: '/dispatch/jobs/:jobId/why', who: [...dispatchers], summary: 'Why this vehicle: what each would cost, and what breaks there',
    input: Type.Object({ jobId: Id }), output: Type.Object({ vans: Type.Array(Type.Object({ vanId: Id, serves: Type.Boolean(), costFen: Nullable(Type.Integer()), breaks: Reasons })) }), refusals: ['jobNotFound', 'jobNotNow', 'outletNotFound'],
  }),
  moveJob: op({
    method: 'POST', path: '/dispatch/jobs/:jobId/move', who: [...dispatchers], summary: 'To a vehicle, or (null) out of the plan; refused with the rule that breaks, and to who saw an older plan',
    input: Type.Object({ jobId: Id, vanId: Nullable(Id), startsAt: Type.Optional(Instant), version: Version }), output: Planned, refusals: ['dayOver', 'jobNotFound', 'jobNotNow', 'vanNotFound', 'doesNotFit', 'outletNotFound'],
  }),
  pinJob: op({
    method: 'POST', path: '/dispatch/jobs/:jobId/pin', who: [...dispatchers], summary: 'It stays with its vehicle whatever is planned again; or no longer',
    input: Type.Object({ jobId: Id, pinned: Type.Boolean(), version: Version }), output: Planned, refusals: ['dayOver', 'jobNotFound', 'jobNotNow', 'outletNotFound'],
  }),
  undoPlan: op({
    method: 'POST', path: '/outlets/:outletId/dispatch/undo', who: [...dispatchers], summary: 'The plan before the last step; what has begun since stays as it is',
    input: Type.Object({ ...at, version: Version }), output: Planned, refusals: ['dayOver', 'outletNotFound', 'nothingToUndo'],
  }),
  reportDisturbance: op({
    method: 'POST', path: '/outlets/:outletId/dispatch/disturbances', who: [...dispatchers], summary: 'Somebody is ill, a vehicle broke, a visit takes longer, a part is missing, a road is closed: proposes a new plan',
    input: Type.Object({
      outletId: Id, kind: OneOf(reportKinds), vanId: Type.Optional(Id), jobId: Type.Optional(Id), words: Type.Optional(Words(200)), moreMin: Type.Optional(Type.Integer({ minimum: 5, maximum: 480 })),
      lon: Type.Optional(Lon), lat: Type.Optional(Lat), radiusM: Type.Optional(Type.Integer({ minimum: 50, maximum: 20_000 })), delayMin: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
    }),
    output: Disturbance, refusals: ['outletNotFound', 'jobNotFound', 'vanNotFound', 'disturbanceIncomplete', 'jobNotNow'],
  }),
  reopenRoad: op({
    method: 'POST', path: '/outlets/:outletId/dispatch/closures/:closureId/reopen', who: [...dispatchers], summary: 'A closed road may be driven again, with the reason; proposes a plan without the detour, and the phones of those who drive show it',
    input: Type.Object({ outletId: Id, closureId: Id, why: Words(200) }), output: Disturbance, refusals: ['outletNotFound', 'closureNotFound', 'roadOpenAlready', 'dayOver'],
  }),
  proposePlan: op({
    method: 'POST', path: '/outlets/:outletId/dispatch/proposals', who: [...dispatchers], summary: 'A plan of the whole day to be looked at first: who would get whom and when, and which owners would be told',
    input: Type.Object(at), output: Disturbance, refusals: ['outletNotFound', 'dayOver', 'nothingToPlan'],
  }),
  showProposal: op({
    method: 'GET', path: '/dispatch/disturbances/:disturbanceId', who: [...dispatchers], summary: 'What a new plan would change, for whom, and what it would cost',
    input: Type.Object({ disturbanceId: Id }),
    output: Type.Object({ disturbance: Disturbance, changes: Type.Array(Change), othersMoved: Type.Integer(), leftOutBefore: Type.Integer(), leftOutAfter: Type.Integer(), lateMinBefore: Type.Integer(), lateMinAfter: Type.Integer(), version: Version, outdated: Type.Boolean() }), refusals: ['disturbanceNotFound'],
  }),
  answerProposal: op({
    method: 'POST', path: '/dispatch/disturbances/:disturbanceId/answer', who: [...dispatchers], summary: 'Accepts the proposed plan, asks for a new one, or leaves the day as it is',
    input: Type.Object({ disturbanceId: Id, answer: OneOf(['accept', 'again', 'dismiss'] as const), version: Version }), output: Disturbance, refusals: ['disturbanceNotFound', 'disturbanceOver', 'outletNotFound'],
  }),
};

export const VanFields = {
  name: Words(40), plateNo: Nullable(Words(12)), staffId: Nullable(Id), tools: Type.Array(Words(40), { maxItems: 30, uniqueItems: true }), heightCm: Type.Integer({ minimum: 0, maximum: 450 }), lon: Nullable(Lon), lat: Nullable(Lat),
  shiftFrom: Clock, shiftUntil: Clock, overtimeMin: Type.Integer({ minimum: 0, maximum: 240 }), breakFrom: Clock, breakUntil: Clock, breakMin: Type.Integer({ minimum: 0, maximum: 120 }), inUse: Type.Boolean(),
};
export const VanShape = Type.Object({ id: Id, outletId: Id, kind: OneOf(vanKinds), ...VanFields, version: Version });
const Stock = Type.Object({ vanId: Id, brandId: Id, code: Type.String(), quantity: Type.Integer(), keep: Type.Integer() });
const managers = ['dispatcher', 'serviceManager', 'regionalManager', 'administrator'] as const;

export const vehicles = {
  listVans: op({
    method: 'GET', path: '/outlets/:outletId/vans', who: [...lookers], summary: 'The vehicles of an outlet, who drives them, and what of my brands lies on board',
    input: Type.Object({ outletId: Id }), output: Type.Object({ vans: Type.Array(Type.Object({ ...VanShape.properties, staffName: Type.String() })), stock: Type.Array(Stock) }), refusals: ['outletNotFound'],
  }),
  addVan: op({
    method: 'POST', path: '/outlets/:outletId/vans', who: [...managers], summary: 'A new vehicle with the one who usually drives it',
    input: Type.Object({ outletId: Id, kind: OneOf(vanKinds), ...VanFields }), output: VanShape, refusals: ['outletNotFound', 'vanNameTaken', 'technicianNotFound', 'vanHoursNotValid'],
  }),
  changeVan: op({
    method: 'POST', path: '/vans/:vanId', who: [...managers], summary: 'Changes a vehicle, its shift or its driver; or takes it out of use',
    input: Type.Object({ vanId: Id, ...VanFields, version: Version }), output: VanShape, refusals: ['vanNotFound', 'technicianNotFound', 'vanHoursNotValid'],
  }),
  setVanDay: op({
    method: 'POST', path: '/vans/:vanId/day', who: [...managers], summary: 'Somebody else drives it on a day, or it is off the road',
    input: Type.Object({ vanId: Id, on: LocalDate, staffId: Nullable(Id), offFrom: Nullable(Instant), offWhy: Nullable(OneOf(offWhys)) }), output: Done, refusals: ['vanNotFound', 'technicianNotFound'],
  }),
  stockVan: op({
    method: 'POST', path: '/vans/:vanId/stock', who: [...managers, 'partsPlanner', 'technician'], summary: 'So many of a part were counted on board, the difference is a movement; and so many should be there every morning',
    input: Type.Object({ vanId: Id, brandId: Id, code: Words(40), quantity: Type.Optional(Type.Integer({ minimum: 0, maximum: 999 })), keep: Type.Optional(Type.Integer({ minimum: 0, maximum: 999 })) }), output: Stock, refusals: ['vanNotFound', 'partNotFound', 'priceBookNotFound', 'kitIsPieces'],
  }),
  loadVan: op({
    method: 'POST', path: '/vans/:vanId/load', who: [...managers, 'partsPlanner', 'technician'], summary: 'So many of a part went from the outlet’s shelf on board, where so many were seen',
    input: Type.Object({ vanId: Id, brandId: Id, code: Words(40), quantity: Type.Integer({ minimum: 1, maximum: 999 }), onBoard: Type.Integer({ minimum: 0, maximum: 999 }) }), output: Stock, refusals: ['vanNotFound', 'partNotFound', 'priceBookNotFound', 'notThatMany'],
  }),
};
