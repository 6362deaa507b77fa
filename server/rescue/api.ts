// The contract of rescue: missions, the chain of helpers, the contractor's link without an account, the owner's one tap,
// and what the house knows of contractors, exits and quarantine places.
import { Fen, Id, Instant, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const missionStates = ['helpSought', 'helpComing', 'helpThere', 'moving', 'delivered', 'solved', 'cancelled'] as const;
export const legStates = ['requested', 'accepted', 'underWay', 'arrived', 'loaded', 'delivered', 'solved', 'declined', 'unanswered', 'replaced', 'cancelled'] as const;
export const legDeeds = ['accept', 'decline', 'setOut', 'arrive', 'load', 'deliver', 'solve', 'timeOut', 'replace', 'cancel'] as const;
export const ways = ['tow', 'charge', 'jumpStart', 'tyre'] as const;
/** What a contractor brings, and what a mission may need. */
export const means = ['flatbed', 'lowGarage', 'hvTrained', 'mobileCharger', 'jumpStarter', 'tyreService'] as const;
export const scriptSteps = ['people', 'injured', 'smoke', 'lane', 'warned', 'battery', 'height'] as const;
export const scriptAnswers = ['yes', 'no', 'unknown', 'emergencyLane', 'trafficLane', 'serviceArea', 'offRoad', 'under2m', 'under2m4', 'higher'] as const;
export const emergencyNumbers = ['119', '120', '122', '12122'] as const;
export const unknowns = ['place', 'handOverPoint', 'nobodyAcceptedYet', 'trafficRescueTime', 'overdue', 'nobodyFound'] as const;
export const arrivalBases = ['none', 'distance', 'helperSaid'] as const;
export const payers = ['owner', 'maker', 'insurer', 'goodwill'] as const;
export const onwardKinds = ['taxi', 'hotel', 'train', 'loaner'] as const;
export const declineReasons = ['busy', 'tooFar', 'cannotDo', 'other'] as const;
export const cancelReasons = ['solvedByOwner', 'droveOn', 'otherHelp', 'falseAlarm', 'ownerWish'] as const;
export const rescuePlaces = ['motorway', 'tunnel', 'lane', 'roadside', 'home', 'garage', 'chargingStation', 'elsewhere'] as const;
export const troublesForRescue = ['powerLoss', 'outOfCharge', 'twelveVolt', 'tyre', 'collision', 'smokeOrFire', 'batteryHot', 'flooded', 'brakes', 'other'] as const;
export const missingAt = ['hvBay', 'certifiedHands', 'quarantine', 'part', 'closed', 'towAccess'] as const;

const desk = ['agent', 'dispatcher', 'serviceManager', 'regionalManager'] as const;
const readers = ['adviser', 'technician', 'auditor', 'administrator', ...desk] as const;
const planners = ['serviceManager', 'regionalManager', 'administrator'] as const;
const Lon = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });
const Km = Nullable(Type.Number());
const Token = Type.String({ minLength: 20, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });
const Phone = Type.String({ minLength: 5, maxLength: 20, pattern: '^[0-9+ -]+$' });

const place = {
  kind: Type.Optional(OneOf(rescuePlaces)), words: Type.Optional(Words(200)), lon: Type.Optional(Lon), lat: Type.Optional(Lat), road: Type.Optional(Words(40)), direction: Type.Optional(Words(40)),
  kmPost: Type.Optional(Type.String({ minLength: 1, maxLength: 12, pattern: '^[0-9Kk+.]+$' })), heightMm: Type.Optional(Type.Integer({ minimum: 1500, maximum: 6000 })),
};
export const Place = Type.Object(place);
const shownPlace = { kind: Nullable(Type.String()), words: Nullable(Type.String()), lon: Nullable(Type.Number()), lat: Nullable(Type.Number()), road: Nullable(Type.String()), direction: Nullable(Type.String()), kmPost: Nullable(Type.String()), heightMm: Nullable(Type.Integer()) };
const ShownPlace = Type.Object(shownPlace);
const Point = Type.Object({ name: Type.String(), nameEn: Type.String(), lon: Nullable(Type.Number()), lat: Nullable(Type.Number()) });
const Reason = Type.Object({ code: Type.String(), detail: Nullable(Type.String()) });
export const Response = Type.Object({
  level: Type.Integer({ minimum: 1, maximum: 4 }), starts: OneOf(['byItself', 'offered', 'notNeeded']), way: OneOf(ways), needs: Type.Array(OneOf(means)), trafficRescueFirst: Type.Boolean(), quarantine: Type.Boolean(),
  callPersonWithinSeconds: Nullable(Type.Integer()), numbers: Type.Array(OneOf(emergencyNumbers)), reasons: Type.Array(Reason),
});
const Answered = Type.Object({ step: OneOf(scriptSteps), answer: OneOf(scriptAnswers), byName: Type.String(), at: Instant });
const Script = Type.Object({ steps: Type.Array(OneOf(scriptSteps)), next: Nullable(OneOf(scriptSteps)), answers: Type.Array(Answered), numbers: Type.Array(OneOf(emergencyNumbers)), keepAwayM: Nullable(Type.Integer()) });
const Arrival = Type.Object({ of: OneOf(['helpAtCar', 'helpAtHandOver', 'carAtDestination']), at: Nullable(Instant), basis: OneOf(arrivalBases), unknown: Type.Array(OneOf(unknowns)) });
const Destination = Type.Object({ outletId: Id, name: Type.String(), nameEn: Type.String(), address: Type.String(), lon: Type.Number(), lat: Type.Number(), farKm: Km, missing: Type.Array(OneOf(missingAt)), quarantinePlace: Nullable(Type.String()), chosenBy: Nullable(Type.String()) });
const Onward = Type.Object({ kind: OneOf(onwardKinds), people: Type.Integer(), toWords: Type.String(), askedAt: Instant, askedBy: Type.String(), mostFen: Nullable(Fen), arrangedAt: Nullable(Instant), arrangedWords: Nullable(Type.String()) });
const stamps = { requestedAt: Instant, answerByAt: Nullable(Instant), acceptedAt: Nullable(Instant), underWayAt: Nullable(Instant), arrivedAt: Nullable(Instant), loadedAt: Nullable(Instant), endedAt: Nullable(Instant) };
const legFields = { id: Id, kind: OneOf(['trafficRescue', 'contractor']), nth: Type.Integer(), turn: Type.Integer(), /** One of the house's own vehicles. */ own: Type.Boolean(), name: Type.String(), state: OneOf(legStates), ...stamps, arrivesAt: Nullable(Instant), driverName: Nullable(Type.String()), truckPlate: Nullable(Type.String()) };
export const OwnLeg = Type.Object(legFields);
export const Leg = Type.Object({ ...legFields, contractorId: Nullable(Id), phone: Type.String(), driverPhone: Nullable(Type.String()), why: Nullable(Type.String()), farKm: Km, towKm: Km, costFen: Nullable(Fen), heardAt: Instant, sentAt: Nullable(Instant), lastError: Nullable(Type.String()), link: Nullable(Type.String()), version: Version });
const missionFields = {
  id: Id, number: Type.String(), caseId: Id, caseNumber: Type.String(), vehicleId: Id, plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), brandId: Id, trouble: Type.String(), level: Type.Integer(), state: OneOf(missionStates),
  begunBy: OneOf(['owner', 'staff', 'signal']), response: Response, place: ShownPlace, handOver: Nullable(Point), script: Script, arrival: Nullable(Arrival), destination: Nullable(Destination), onward: Nullable(Onward), payer: OneOf(payers), payerRule: Type.String(),
  begunAt: Instant, endedAt: Nullable(Instant), endedWhy: Nullable(Type.String()), version: Version,
};
export const OwnMission = Type.Object({ ...missionFields, legs: Type.Array(OwnLeg), hotline: Type.String(), onwardMost: Type.Array(Type.Object({ kind: OneOf(onwardKinds), fen: Nullable(Fen) })) });
/** A place kept for the car on its way; once it stands there, the watch is in the book of batteries. */
const Quarantine = Type.Object({ placeName: Type.String(), reservedAt: Instant, releasedAt: Nullable(Instant), quarantineId: Nullable(Id) });
export const Mission = Type.Object({ ...missionFields, legs: Type.Array(Leg), ownerName: Type.String(), costFen: Fen, quarantine: Nullable(Quarantine), firstAskedAt: Nullable(Instant), unansweredAt: Nullable(Instant), inReach: Type.Integer() });
const Row = Type.Object({ id: Id, number: Type.String(), caseId: Id, plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), brandId: Id, trouble: Type.String(), level: Type.Integer(), state: OneOf(missionStates), place: ShownPlace, helper: Nullable(Type.String()), helperState: Nullable(OneOf(legStates)), answerByAt: Nullable(Instant), arrival: Nullable(Arrival), destinationName: Nullable(Type.String()), destinationNameEn: Nullable(Type.String()), begunAt: Instant, endedAt: Nullable(Instant), arrivedAt: Nullable(Instant), tried: Type.Integer(), nextStep: Nullable(OneOf(scriptSteps)) });
const contractorFields = { name: Words(60), nameEn: Words(80), phone: Phone, city: Words(20), lon: Lon, lat: Lat, radiusKm: Type.Integer({ minimum: 1, maximum: 500 }), means: Type.Array(OneOf(means), { minItems: 1, maxItems: 6, uniqueItems: true }), truckHeightMm: Nullable(Type.Integer({ minimum: 1500, maximum: 6000 })), baseFen: Type.Integer({ minimum: 0, maximum: 1_000_000 }), includedKm: Type.Integer({ minimum: 0, maximum: 500 }), fenPerKm: Type.Integer({ minimum: 0, maximum: 100_000 }) };
export const Contractor = Type.Object({ id: Id, brandId: Id, ...contractorFields, inUse: Type.Boolean(), version: Version });
const Job = Type.Object({
  number: Type.String(), state: OneOf(legStates), name: Type.String(), brandName: Type.String(), brandNameEn: Type.String(), hotline: Type.String(), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), trouble: Type.String(), level: Type.Integer(), way: OneOf(ways), needs: Type.Array(OneOf(means)), quarantine: Type.Boolean(), keepAwayM: Nullable(Type.Integer()),
  place: ShownPlace, meetAt: Nullable(Point), destination: Nullable(Type.Object({ name: Type.String(), nameEn: Type.String(), address: Type.String(), lon: Type.Number(), lat: Type.Number() })), farKm: Km, baseFen: Nullable(Fen), ...stamps, arrivesAt: Nullable(Instant), driverName: Nullable(Type.String()), truckPlate: Nullable(Type.String()), version: Version,
});

export const refusals = [
  'missionNotFound', 'missionOver', 'legNotFound', 'legNotNow', 'rescueLinkNotFound', 'rescueLinkOver', 'rescueNotNeeded', 'placeMissing', 'arrivalNotValid', 'contractorNotFound', 'contractorCannot', 'handOverPointNotFound', 'scriptStepNotAsked',
  'quarantinePlaceTooNear', 'destinationCannot', 'onwardNotAsked',
] as const;

const at = { missionId: Id, version: Version };
const changed = { output: Mission, refusals: ['missionNotFound', 'missionOver', 'notAllowed', 'staleEdit'] };

export const api = {
  requestRescue: op({
    method: 'POST', path: '/my/rescues', who: ['owner'], summary: 'One tap: help for my car, where it stands; a second tap finds the same mission',
    input: Type.Object({ vehicleId: Id, trouble: Type.Optional(OneOf(troublesForRescue)), words: Type.Optional(Words(2000)), place: Type.Optional(Place) }), output: OwnMission, refusals: ['vehicleNotFound'],
  }),
  myRescues: op({ method: 'GET', path: '/my/rescues', who: ['owner'], summary: 'My rescue under way and the last ones', input: Type.Object({}), output: Type.Object({ missions: Type.Array(OwnMission) }), refusals: [] }),
  answerMyScript: op({
    method: 'POST', path: '/my/rescues/:missionId/script', who: ['owner'], summary: 'My answer to a step of the safety script, or where exactly I stand',
    input: Type.Object({ missionId: Id, step: Type.Optional(OneOf(scriptSteps)), answer: Type.Optional(OneOf(scriptAnswers)), place: Type.Optional(Place) }), output: OwnMission, refusals: ['missionNotFound', 'missionOver', 'scriptStepNotAsked'],
  }),
  askOnward: op({
    method: 'POST', path: '/my/rescues/:missionId/onward', who: ['owner'], summary: 'How we would like to travel on',
    input: Type.Object({ missionId: Id, kind: OneOf(onwardKinds), people: Type.Integer({ minimum: 1, maximum: 9 }), toWords: Words(100) }), output: OwnMission, refusals: ['missionNotFound'],
  }),
  cancelMyRescue: op({ method: 'POST', path: '/my/rescues/:missionId/cancel', who: ['owner'], summary: 'Help is not needed any more', input: Type.Object({ missionId: Id, why: OneOf(cancelReasons) }), output: OwnMission, refusals: ['missionNotFound', 'missionOver'] }),

  listRescues: op({
    method: 'GET', path: '/rescues', who: [...readers], summary: 'Missions of my brands: those under way, or the last ended', input: Type.Object({ open: Type.Optional(Type.Boolean()), caseId: Type.Optional(Id) }),
    output: Type.Object({ missions: Type.Array(Row), figures: Type.Object({ open: Type.Integer(), unanswered: Type.Integer(), toAcceptMin: Nullable(Type.Number()), toArriveMin: Nullable(Type.Number()), ended30: Type.Integer() }) }), refusals: [],
  }),
  showRescue: op({ method: 'GET', path: '/rescues/:missionId', who: [...readers], summary: 'A mission: script, chain with its times, arrival, destination and why', input: Type.Object({ missionId: Id }), output: Mission, refusals: ['missionNotFound'] }),
  startRescueOfCar: op({
    method: 'POST', path: '/vehicles/:vehicleId/rescues', who: [...desk], summary: 'An emergency on the phone: the case and its rescue begin together; a car under rescue is found, not begun again',
    input: Type.Object({ vehicleId: Id, trouble: OneOf(troublesForRescue), words: Type.Optional(Words(2000)), place: Type.Optional(Place) }), output: Mission, refusals: ['vehicleNotFound'],
  }),
  startRescue: op({
    method: 'POST', path: '/rescues', who: [...desk], summary: 'Begins a rescue for a case, on the phone',
    input: Type.Object({ caseId: Id, place: Type.Optional(Place) }), output: Mission, refusals: ['caseNotFound', 'caseClosed', 'rescueNotNeeded', 'notAllowed'],
  }),
  answerScript: op({ method: 'POST', path: '/rescues/:missionId/script', who: [...desk], summary: 'What was answered to a step of the safety script', input: Type.Object({ ...at, step: OneOf(scriptSteps), answer: OneOf(scriptAnswers) }), output: Mission, refusals: [...changed.refusals, 'scriptStepNotAsked'] }),
  setRescuePlace: op({ method: 'POST', path: '/rescues/:missionId/place', who: [...desk], summary: 'Where the car stands: road, direction, kilometre post, height of a garage', input: Type.Object({ ...at, place: Place }), ...changed }),
  setHandOver: op({ method: 'POST', path: '/rescues/:missionId/hand-over', who: [...desk], summary: 'At which exit the motorway’s rescue hands the car over', input: Type.Object({ ...at, pointId: Type.Optional(Id), words: Type.Optional(Words(100)) }), output: Mission, refusals: [...changed.refusals, 'handOverPointNotFound'] }),
  noteTrafficRescue: op({
    method: 'POST', path: '/rescues/:missionId/traffic-rescue', who: [...desk], summary: 'What 12122 said or did: called, comes, later than said, there, loaded, at the exit',
    input: Type.Object({ ...at, /** The last one of 12122 that was seen; none: null and 0. */ legId: Nullable(Id), legVersion: Version, deed: OneOf(['request', 'delay', 'takeBack', ...legDeeds]), arrivesInMin: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })), words: Type.Optional(Words(200)) }), output: Mission, refusals: [...changed.refusals, 'legNotNow', 'legNotFound', 'arrivalNotValid'],
  }),
  listRescueContractors: op({
    method: 'GET', path: '/rescues/:missionId/contractors', who: [...desk], summary: 'Who could be asked, how far, and why others cannot', input: Type.Object({ missionId: Id }),
    output: Type.Object({ contractors: Type.Array(Type.Object({ id: Id, name: Type.String(), nameEn: Type.String(), phone: Type.String(), farKm: Km, minutes: Nullable(Type.Integer()), lacks: Type.Array(Type.String()), asked: Type.Boolean() })) }), refusals: ['missionNotFound'],
  }),
  askContractor: op({ method: 'POST', path: '/rescues/:missionId/ask', who: [...desk], summary: 'Asks this contractor; who was asked before is thanked', input: Type.Object({ ...at, contractorId: Id }), output: Mission, refusals: [...changed.refusals, 'contractorNotFound', 'contractorCannot', 'legNotNow', 'placeMissing'] }),
  recordLeg: op({
    method: 'POST', path: '/rescues/:missionId/legs/:legId', who: [...desk], summary: 'What a contractor said on the phone, in their stead',
    input: Type.Object({ ...at, legId: Id, legVersion: Version, deed: OneOf(['delay', 'takeBack', ...legDeeds]), arrivesInMin: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })), words: Type.Optional(Words(200)) }), output: Mission, refusals: [...changed.refusals, 'legNotFound', 'legNotNow', 'arrivalNotValid'],
  }),
  listDestinations: op({
    method: 'GET', path: '/rescues/:missionId/destinations', who: [...desk], summary: 'Where the car could go: hands, bay, part, quarantine, and what each lacks', input: Type.Object({ missionId: Id }),
    output: Type.Object({ operations: Type.Array(Type.String()), outlets: Type.Array(Destination) }), refusals: ['missionNotFound'],
  }),
  chooseDestination: op({ method: 'POST', path: '/rescues/:missionId/destination', who: [...desk], summary: 'Another place than proposed, by a person', input: Type.Object({ ...at, outletId: Id }), output: Mission, refusals: [...changed.refusals, 'outletNotFound', 'destinationCannot'] }),
  arrangeOnward: op({ method: 'POST', path: '/rescues/:missionId/onward', who: [...desk], summary: 'Onward travel is arranged: with whom, when', input: Type.Object({ ...at, words: Words(200) }), output: Mission, refusals: ['missionNotFound', 'notAllowed', 'staleEdit', 'onwardNotAsked'] }),
  decidePayer: op({ method: 'POST', path: '/rescues/:missionId/payer', who: ['serviceManager', 'regionalManager'], summary: 'Who pays, other than by rule, with the reason', input: Type.Object({ ...at, payer: OneOf(payers), why: Words(200) }), output: Mission, refusals: ['missionNotFound', 'notAllowed', 'staleEdit'] }),
  cancelRescue: op({ method: 'POST', path: '/rescues/:missionId/cancel', who: [...desk], summary: 'Help is not needed any more', input: Type.Object({ ...at, why: OneOf(cancelReasons) }), ...changed }),

  showRescueJob: op({ method: 'GET', path: '/rescue-jobs/:token', who: ['anyone'], summary: 'The contractor’s one job, by its link; no account', input: Type.Object({ token: Token }), output: Job, refusals: ['rescueLinkNotFound', 'rescueLinkOver'] }),
  tellRescueJob: op({
    method: 'POST', path: '/rescue-jobs/:token', who: ['anyone'], summary: 'The contractor accepts with a time, or not; then under way, there, loaded, delivered',
    input: Type.Object({ token: Token, deed: OneOf(['accept', 'decline', 'setOut', 'arrive', 'load', 'deliver', 'solve']), at: Type.Optional(Instant), arrivesInMin: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })), driverName: Type.Optional(Words(20)), driverPhone: Type.Optional(Phone), truckPlate: Type.Optional(Words(12)), why: Type.Optional(OneOf(declineReasons)) }),
    output: Job, refusals: ['rescueLinkNotFound', 'rescueLinkOver', 'legNotNow', 'arrivalNotValid'],
  }),
  sayRescueDelay: op({ method: 'POST', path: '/rescue-jobs/:token/arrival', who: ['anyone'], summary: 'The contractor says another time of arrival', input: Type.Object({ token: Token, arrivesInMin: Type.Integer({ minimum: 1, maximum: 600 }) }), output: Job, refusals: ['rescueLinkNotFound', 'rescueLinkOver', 'legNotNow'] }),

  listContractors: op({ method: 'GET', path: '/rescue-contractors', who: ['auditor', 'dispatcher', 'agent', ...planners], summary: 'Contractors of my brands', input: Type.Object({}), output: Type.Object({ contractors: Type.Array(Contractor) }), refusals: [] }),
  addContractor: op({ method: 'POST', path: '/rescue-contractors', who: [...planners], summary: 'A contractor who can be asked', input: Type.Object({ brandId: Id, ...contractorFields }), output: Contractor, refusals: ['brandNotFound', 'notAllowed'] }),
  changeContractor: op({ method: 'POST', path: '/rescue-contractors/:contractorId', who: [...planners], summary: 'Means, radius, tariff; or not asked any more', input: Type.Object({ contractorId: Id, ...contractorFields, inUse: Type.Boolean(), version: Version }), output: Contractor, refusals: ['contractorNotFound', 'notAllowed', 'staleEdit'] }),
  listHandOverPoints: op({ method: 'GET', path: '/rescue-exits', who: [...readers], summary: 'Exits at which motorways hand cars over', input: Type.Object({ road: Type.Optional(Words(40)) }), output: Type.Object({ points: Type.Array(Type.Object({ id: Id, road: Type.String(), ...Point.properties })) }), refusals: [] }),
  addHandOverPoint: op({ method: 'POST', path: '/rescue-exits', who: ['regionalManager', 'administrator'], summary: 'An exit of a motorway', input: Type.Object({ road: Words(40), name: Words(40), nameEn: Words(60), lon: Lon, lat: Lat }), output: Type.Object({ id: Id }), refusals: ['notAllowed'] }),
  addQuarantinePlace: op({
    method: 'POST', path: '/outlets/:outletId/quarantine-places', who: [...planners], summary: 'A place in the open, apart from all else, for a car whose battery may burn',
    input: Type.Object({ outletId: Id, name: Words(40), distanceM: Type.Integer({ minimum: 1, maximum: 1000 }), outdoors: Type.Boolean(), places: Type.Integer({ minimum: 1, maximum: 20 }) }), output: Type.Object({ id: Id }), refusals: ['outletNotFound', 'notAllowed', 'quarantinePlaceTooNear'],
  }),
};
