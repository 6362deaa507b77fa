// The contract of service cases: the inbox, the case with its timeline, clocks and holders, and the owner's side of it.
// Lists hide the middle of VIN and phone; owners see what happened and is said to them, not the desk's own notes.
import { Bytes, Done, Id, Instant, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';
import { adviceCodes, breachReasons, caseKinds, clockNames, clockStates, closedHow, desks, pauseReasons, placeKinds, stages, troubles, urgencySources } from './codes.ts';

export * from './codes.ts';

const readers = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
const workers = ['agent', 'adviser', 'serviceManager', 'regionalManager'] as const;

const Urgency = Type.Integer({ minimum: 1, maximum: 4 });
const FileIds = Type.Optional(Type.Array(Id, { maxItems: 9 }));
const Why = Words(300);

export const Place = Type.Object({
  kind: Type.Optional(OneOf(placeKinds)), words: Type.Optional(Words(200)),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })), lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
});
export const UrgencyReason = Type.Object({
  from: OneOf(urgencySources), code: Type.String(), urgency: Urgency, matched: Nullable(Type.String()),
});
export const Holder = Type.Object({
  kind: OneOf(['desk', 'person'] as const), desk: Nullable(OneOf(desks)), outletId: Nullable(Id), staffId: Nullable(Id), name: Nullable(Type.String()), sinceAt: Instant,
});
export const Clock = Type.Object({
  id: Id, clock: OneOf(clockNames), calendar: OneOf(['always', 'office'] as const), state: OneOf(clockStates), startedAt: Instant, dueAt: Instant,
  pausedAt: Nullable(Instant), pauseReason: Nullable(OneOf(pauseReasons)), metAt: Nullable(Instant),
  breachedAt: Nullable(Instant), breachReason: Nullable(OneOf(breachReasons)), breachWords: Nullable(Type.String()), explainedBy: Nullable(Type.String()),
  /** The year of the due day has no announced holidays yet; the time may move when they are. */
  provisional: Type.Boolean(),
});
export const HandOver = Type.Object({
  id: Id, toKind: OneOf(['desk', 'person'] as const), toDesk: Nullable(OneOf(desks)), toOutletId: Nullable(Id), toStaffId: Nullable(Id), toName: Nullable(Type.String()),
  words: Nullable(Type.String()), askedByName: Type.String(), askedAt: Instant, answerByAt: Instant,
  state: OneOf(['asked', 'accepted', 'refused', 'climbed', 'withdrawn'] as const),
  answeredByName: Nullable(Type.String()), answeredAt: Nullable(Instant), answerWords: Nullable(Type.String()),
});

const caseFields = {
  id: Id, number: Type.String(), kind: OneOf(caseKinds), brandId: Id, ownerId: Id, vehicleId: Id, plateNo: Nullable(Type.String()),
  modelName: Type.String(), modelNameEn: Type.String(), outletId: Nullable(Id), trouble: OneOf(troubles), urgency: Urgency,
  urgencyReasons: Type.Array(UrgencyReason), place: Place, stage: OneOf(stages), openedAt: Instant, confirmationAskedAt: Nullable(Instant),
  closedAt: Nullable(Instant), closedHow: Nullable(OneOf(closedHow)), linkedCaseId: Nullable(Id), comebackOf: Nullable(Id), version: Version,
};
/** A case as the inbox shows it. */
export const CaseRow = Type.Object({
  ...caseFields, vinMasked: Type.String(), ownerName: Type.String(), ownerPhone: Type.String(), holder: Holder, clocks: Type.Array(Clock),
  handOver: Nullable(HandOver), contacts: Type.Integer(), unexplained: Type.Integer(), ownerWaitsForAnswer: Type.Boolean(),
});
export const Entry = Type.Object({
  id: Id, at: Instant, kind: Type.String(), visibility: OneOf(['owner', 'staff'] as const), byKind: OneOf(['owner', 'staff', 'system'] as const),
  byName: Type.String(), text: Nullable(Type.String()), data: Type.Unknown(), fileIds: Type.Array(Id),
});
export const Contact = Type.Object({
  id: Id, source: OneOf(['alert', 'owner', 'phone', 'survey', 'battery'] as const), sourceKey: Nullable(Type.String()), at: Instant, byName: Type.String(),
  words: Nullable(Type.String()), reasons: Type.Array(UrgencyReason), fileIds: Type.Array(Id),
});
export const HolderStretch = Type.Object({ ...Holder.properties, untilAt: Nullable(Instant), how: Type.String() });
const CaseLink = Type.Object({ id: Id, number: Type.String(), trouble: OneOf(troubles), urgency: Urgency, stage: OneOf(stages), openedAt: Instant });
export const CasePage = Type.Object({
  case: CaseRow, entries: Type.Array(Entry), contacts: Type.Array(Contact), holders: Type.Array(HolderStretch), clocks: Type.Array(Clock),
  handOvers: Type.Array(HandOver), links: Type.Array(CaseLink), advice: Type.Array(OneOf(adviceCodes)),
});
/** A case as its owner sees it. */
export const MyCase = Type.Object({
  ...caseFields, vin: Type.String(), holder: Holder, advice: Type.Array(OneOf(adviceCodes)), mayReopen: Type.Boolean(),
  /** Until when the owner was promised news; null when nothing is due. */
  nextNewsBy: Nullable(Instant),
});
const Opened = Type.Object({ caseId: Id, number: Type.String(), joined: Type.Boolean(), urgency: Urgency, urgencyReasons: Type.Array(UrgencyReason), advice: Type.Array(OneOf(adviceCodes)), version: Version });
const Changed = Type.Object({ caseId: Id, version: Version });

export const refusals = [
  'caseNotFound', 'fileNotYours', 'caseClosed', 'stageNotNow', 'alreadyTaken', 'handOverOpen', 'handOverNotFound', 'notYoursToAnswer', 'notTheHolder',
  'cannotHold', 'safetyClockNeverPauses', 'noClockToPause', 'clockNotFound', 'breachUnexplained', 'duplicateNotFound', 'onlyContact', 'contactNotFound', 'tooLateToReopen',
] as const;

const seen = {
  listCases: op({
    method: 'GET', path: '/cases', who: [...readers], summary: 'The inbox, most urgent and next due first; closed cases by their end',
    input: Type.Object({
      scope: Type.Optional(OneOf(['mine', 'desk', 'all'] as const)), urgency: Type.Optional(Urgency), stage: Type.Optional(OneOf(stages)),
      clocks: Type.Optional(OneOf(['atRisk', 'breached', 'unexplained'] as const)), kind: Type.Optional(OneOf(caseKinds)), outletId: Type.Optional(Id),
      brandId: Type.Optional(Id), vehicleId: Type.Optional(Id), text: Type.Optional(Words(60)), ...page,
    }),
    output: Type.Object({ cases: Type.Array(CaseRow), next: Nullable(Type.String()) }), refusals: [],
  }),
  caseCounts: op({
    method: 'GET', path: '/cases/counts', who: [...readers], summary: 'Numbers for the badges of the inbox',
    input: Type.Object({ brandId: Type.Optional(Id) }),
    output: Type.Object({
      mine: Type.Integer(), desk: Type.Integer(), all: Type.Integer(), asked: Type.Integer(), atRisk: Type.Integer(), breached: Type.Integer(), unexplained: Type.Integer(),
      byUrgency: Type.Array(Type.Object({ urgency: Urgency, cases: Type.Integer() })), byStage: Type.Array(Type.Object({ stage: OneOf(stages), cases: Type.Integer() })),
    }), refusals: [],
  }),
  showCase: op({
    method: 'GET', path: '/cases/:caseId', who: [...readers], summary: 'Everything about a case: timeline, contacts, clocks, who held it, links',
    input: Type.Object({ caseId: Id }), output: CasePage, refusals: ['caseNotFound'],
  }),
  findCaller: op({
    method: 'GET', path: '/callers', who: [...workers], summary: 'Who calls: cars by phone, plate, VIN or name, with their open cases',
    input: Type.Object({ text: Words(60) }),
    output: Type.Object({ callers: Type.Array(Type.Object({
      vehicleId: Id, vinMasked: Type.String(), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), brandId: Id,
      ownerId: Id, ownerName: Type.String(), ownerPhone: Type.String(), cases: Type.Array(CaseLink),
    })) }), refusals: [],
  }),
  caseFile: op({
    method: 'GET', path: '/cases/:caseId/files/:fileId', who: ['owner', ...readers], summary: 'A photo of a case', sendsBytes: true,
    input: Type.Object({ caseId: Id, fileId: Id }), output: Bytes, refusals: ['caseNotFound', 'notFound'],
  }),
};

const worked = {
  openCase: op({
    method: 'POST', path: '/cases', who: [...workers], summary: 'Opens a case on the phone, or joins the open one of the same breakdown',
    input: Type.Object({ vehicleId: Id, words: Words(2000), trouble: Type.Optional(OneOf(troubles)), place: Type.Optional(Place), callerName: Type.Optional(Words(40)), outletId: Type.Optional(Id) }),
    output: Opened, refusals: ['vehicleNotFound', 'outletNotFound'],
  }),
  addCaseNote: op({
    method: 'POST', path: '/cases/:caseId/notes', who: [...readers], summary: 'A note among colleagues',
    input: Type.Object({ caseId: Id, text: Words(2000), fileIds: FileIds }), output: Done, refusals: ['caseNotFound', 'fileNotYours'],
  }),
  messageOwner: op({
    method: 'POST', path: '/cases/:caseId/messages', who: [...workers], summary: 'A message to the owner; counts as news',
    input: Type.Object({ caseId: Id, text: Words(2000), fileIds: FileIds }), output: Done, refusals: ['caseNotFound', 'fileNotYours', 'caseClosed'],
  }),
  planHelp: op({
    method: 'POST', path: '/cases/:caseId/plan', who: [...workers], summary: 'What happens next and by when: a tow truck, a call, a visit',
    input: Type.Object({ caseId: Id, words: Words(500), byAt: Type.Optional(Instant), version: Version }), output: Changed, refusals: ['caseNotFound', 'caseClosed'],
  }),
  changeUrgency: op({
    method: 'POST', path: '/cases/:caseId/urgency', who: [...workers], summary: 'A person judges the urgency, with a reason',
    input: Type.Object({ caseId: Id, urgency: Urgency, why: Why, version: Version }), output: Changed, refusals: ['caseNotFound', 'caseClosed'],
  }),
  takeCase: op({
    method: 'POST', path: '/cases/:caseId/take', who: [...workers], summary: 'Takes a case from a desk; managers also from a person, with a reason',
    input: Type.Object({ caseId: Id, why: Type.Optional(Why), version: Version }), output: Changed, refusals: ['caseNotFound', 'caseClosed', 'alreadyTaken', 'notYoursToAnswer'],
  }),
  askHandOver: op({
    method: 'POST', path: '/cases/:caseId/hand-over', who: [...workers], summary: 'Asks a desk or a person to take the case; it stays here until they accept',
    input: Type.Object({ caseId: Id, desk: Type.Optional(OneOf(desks)), outletId: Type.Optional(Id), staffId: Type.Optional(Id), words: Type.Optional(Words(500)), version: Version }),
    output: Changed, refusals: ['caseNotFound', 'caseClosed', 'notTheHolder', 'handOverOpen', 'cannotHold', 'outletNotFound', 'staffNotFound'],
  }),
  listPossibleHolders: op({
    method: 'GET', path: '/cases/:caseId/possible-holders', who: [...workers], summary: 'Colleagues who may be asked to take the case, by name or as it is typed by sound; those of its outlet first',
    input: Type.Object({ caseId: Id, text: Type.Optional(Words(40)) }),
    output: Type.Object({ people: Type.Array(Type.Object({ id: Id, name: Type.String(), roles: Type.Array(Type.String()), outlet: Nullable(Type.Object({ id: Id, name: Type.String(), nameEn: Type.String() })) })) }),
    refusals: ['caseNotFound'],
  }),
  answerHandOver: op({
    method: 'POST', path: '/hand-overs/:handOverId/answer', who: [...workers], summary: 'Accepts, refuses with a reason, or withdraws a hand-over',
    input: Type.Object({ handOverId: Id, answer: OneOf(['accept', 'refuse', 'withdraw'] as const), words: Type.Optional(Words(300)) }),
    output: Changed, refusals: ['handOverNotFound', 'notYoursToAnswer'],
  }),
  pauseClocks: op({
    method: 'POST', path: '/cases/:caseId/pause', who: [...workers], summary: 'Pauses the clocks of working hours while somebody else must act; safety clocks never pause',
    input: Type.Object({ caseId: Id, reason: OneOf(pauseReasons), words: Type.Optional(Words(300)), version: Version }), output: Changed,
    refusals: ['caseNotFound', 'caseClosed', 'safetyClockNeverPauses', 'noClockToPause'],
  }),
  resumeClocks: op({
    method: 'POST', path: '/cases/:caseId/resume', who: [...workers], summary: 'The paused clocks run again',
    input: Type.Object({ caseId: Id, version: Version }), output: Changed, refusals: ['caseNotFound', 'caseClosed'],
  }),
  explainBreach: op({
    method: 'POST', path: '/cases/:caseId/clocks/:clockId/explain', who: [...workers], summary: 'Why a clock was missed',
    input: Type.Object({ caseId: Id, clockId: Id, reason: OneOf(breachReasons), words: Type.Optional(Words(500)) }), output: Done,
    refusals: ['caseNotFound', 'clockNotFound'],
  }),
  askConfirmation: op({
    method: 'POST', path: '/cases/:caseId/ask-confirmation', who: [...workers], summary: 'Solved without a visit: asks the owner to confirm',
    input: Type.Object({ caseId: Id, words: Words(1000), version: Version }), output: Changed, refusals: ['caseNotFound', 'stageNotNow'],
  }),
  closeCase: op({
    method: 'POST', path: '/cases/:caseId/close', who: [...workers], summary: 'Staff close only a duplicate or what the owner cancelled, with a reason',
    input: Type.Object({ caseId: Id, how: OneOf(['duplicate', 'cancelledByOwner'] as const), ofCaseId: Type.Optional(Id), why: Why, version: Version }), output: Changed,
    refusals: ['caseNotFound', 'caseClosed', 'stageNotNow', 'breachUnexplained', 'duplicateNotFound'],
  }),
  splitCase: op({
    method: 'POST', path: '/cases/:caseId/split', who: [...workers], summary: 'A contact turns out to be another trouble: it gets a case of its own',
    input: Type.Object({ caseId: Id, contactId: Id, why: Why, version: Version }), output: Opened, refusals: ['caseNotFound', 'caseClosed', 'contactNotFound', 'onlyContact'],
  }),
};

const owned = {
  reportTrouble: op({
    method: 'POST', path: '/my/cases', who: ['owner'], summary: 'The owner reports a trouble with words, photos and place',
    input: Type.Object({ vehicleId: Id, words: Words(2000), place: Type.Optional(Place), fileIds: FileIds }), output: Opened,
    refusals: ['vehicleNotFound', 'fileNotYours'],
  }),
  myCases: op({
    method: 'GET', path: '/my/cases', who: ['owner'], summary: 'My cases, open ones first',
    input: Type.Object({ ...page }), output: Type.Object({ cases: Type.Array(MyCase), next: Nullable(Type.String()) }), refusals: [],
  }),
  showMyCase: op({
    method: 'GET', path: '/my/cases/:caseId', who: ['owner'], summary: 'My case: what is known, what to do, what happened',
    input: Type.Object({ caseId: Id }), output: Type.Object({ case: MyCase, entries: Type.Array(Entry) }), refusals: ['caseNotFound'],
  }),
  messageDesk: op({
    method: 'POST', path: '/my/cases/:caseId/messages', who: ['owner'], summary: 'A message to those who work on my case',
    input: Type.Object({ caseId: Id, text: Words(2000), fileIds: FileIds }), output: Done, refusals: ['caseNotFound', 'fileNotYours', 'caseClosed'],
  }),
  confirmSolved: op({
    method: 'POST', path: '/my/cases/:caseId/solved', who: ['owner'], summary: 'It is solved: the case closes',
    input: Type.Object({ caseId: Id, version: Version }), output: Changed, refusals: ['caseNotFound', 'stageNotNow'],
  }),
  notSolved: op({
    method: 'POST', path: '/my/cases/:caseId/not-solved', who: ['owner'], summary: 'It is not solved: the case is worked on again',
    input: Type.Object({ caseId: Id, words: Words(2000), version: Version }), output: Changed, refusals: ['caseNotFound', 'stageNotNow', 'tooLateToReopen'],
  }),
};

export const api = { ...seen, ...worked, ...owned };
