// The contract of voices: what is said of a brand outside its own surveys, judged, answered in time, and counted.
import { Done, Id, Instant, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';

export const voiceChannels = ['market12315', 'city12345', 'chezhiwang', 'community', 'weibo', 'hotline', 'app', 'event', 'letter', 'other'] as const;
export const voiceKinds = ['complaint', 'suggestion', 'praise', 'mention'] as const;
export const voiceTopics = ['battery', 'charging', 'range', 'drive', 'brakesAndChassis', 'body', 'cabin', 'climate', 'software', 'driverAids', 'attitude', 'waiting', 'repairQuality', 'price', 'parts', 'delivery', 'rescue', 'other'] as const;
export const sentiments = ['angry', 'unhappy', 'neutral', 'happy'] as const;
export const voiceStates = ['fresh', 'looking', 'answered', 'closed', 'dismissed'] as const;
export const voiceMoves = ['take', 'answer', 'again', 'close', 'dismiss'] as const;
export const apologies = ['written', 'called', 'inPerson', 'none'] as const;
export const gestures = ['none', 'coupon', 'goodwill', 'mobility'] as const;
export const climbedWhys = ['late', 'notSatisfied'] as const;
export const sheetFaults = ['missing', 'notADate', 'notAChannel', 'digitsLost', 'tooLong', 'twice', 'known', 'inFuture', 'notAPhone', 'notACar'] as const;

const readers = ['agent', 'adviser', 'serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator'] as const;
const doers = ['agent', 'adviser', 'serviceManager', 'regionalManager'] as const;
const managers = ['serviceManager', 'regionalManager', 'administrator'] as const;
const Month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' });
const Severity = Type.Integer({ minimum: 1, maximum: 4 });

export const Voice = Type.Object({
  id: Id, number: Type.String(), brandId: Id, channel: OneOf(voiceChannels), url: Nullable(Type.String()), author: Nullable(Type.String()), authorPhone: Nullable(Type.String()), vehicleId: Nullable(Id), plateNo: Nullable(Type.String()), modelId: Nullable(Id), outletId: Nullable(Id),
  words: Type.String(), saidAt: Instant, heardAt: Instant, kind: OneOf(voiceKinds), topic: OneOf(voiceTopics), topicShare: Type.Number(), sentiment: OneOf(sentiments), severity: Severity, labelledBy: Nullable(Type.String()), twinOf: Nullable(Id), twins: Type.Integer(),
  state: OneOf(voiceStates), holderName: Nullable(Type.String()), respondDueAt: Nullable(Instant), respondedAt: Nullable(Instant), answerDueAt: Nullable(Instant), answeredAt: Nullable(Instant), answerWords: Nullable(Type.String()), answeredBy: Nullable(Type.String()),
  apology: Nullable(OneOf(apologies)), gesture: Nullable(OneOf(gestures)), againAt: Nullable(Instant), againDueAt: Nullable(Instant), satisfied: Nullable(Type.Boolean()), judgedWords: Nullable(Type.String()), judgedAt: Nullable(Instant), climbedAt: Nullable(Instant), climbedWhy: Nullable(OneOf(climbedWhys)), caseId: Nullable(Id), version: Version,
});
/** A complaint as its owner reads it. */
export const MyComplaint = Type.Object({
  id: Id, number: Type.String(), brandId: Id, caseId: Nullable(Id), words: Type.String(), saidAt: Instant, state: OneOf(voiceStates), holderName: Nullable(Type.String()), dueAt: Nullable(Instant), answeredAt: Nullable(Instant),
  answerWords: Nullable(Type.String()), satisfied: Nullable(Type.Boolean()), climbed: Type.Boolean(), mayJudge: Type.Boolean(), version: Version,
});
const CellFault = Type.Object({ column: Type.String(), code: OneOf(sheetFaults) });
export const Sheet = Type.Object({
  id: Id, brandId: Id, fileName: Type.String(), state: OneOf(['checked', 'applying', 'applied', 'undone'] as const), byName: Type.String(), at: Instant, columns: Type.Array(Type.String()), good: Type.Integer(), bad: Type.Integer(), made: Type.Integer(), twins: Type.Integer(), done: Type.Integer(), noted: Type.Integer(), version: Version,
  // Those with faults first, then those with something to note; no more than the page shows. Faults keep a row out, notes do not.
  rows: Type.Array(Type.Object({ line: Type.Integer(), cells: Type.Record(Type.String(), Type.String()), faults: Type.Array(CellFault), notes: Type.Array(CellFault) })),
});
const filter = {
  brandId: Type.Optional(Id), outletId: Type.Optional(Id), modelId: Type.Optional(Id), channel: Type.Optional(OneOf(voiceChannels)), kind: Type.Optional(OneOf(voiceKinds)), topic: Type.Optional(OneOf(voiceTopics)), sentiment: Type.Optional(OneOf(sentiments)), month: Type.Optional(Month), fromMonth: Type.Optional(Month), unhappy: Type.Optional(Type.Boolean()), labelled: Type.Optional(Type.Boolean()),
};

export const refusals = ['voiceNotFound', 'voiceNotNow', 'answerIncomplete', 'managerAnswers', 'regionAnswers', 'sheetNotFound', 'sheetNotNow', 'sheetNotReadable', 'sheetTooLong', 'sheetNoHeader', 'hookNotFound', 'signatureWrong', 'voiceUnreadable'] as const;

export const api = {
  listVoices: op({
    method: 'GET', path: '/voices', who: [...readers], summary: 'What is said of my brands and places, the newest first; twins of another are left out unless asked for',
    input: Type.Object({ ...filter, state: Type.Optional(OneOf(voiceStates)), open: Type.Optional(Type.Boolean()), overdue: Type.Optional(Type.Boolean()), dueSoon: Type.Optional(Type.Boolean()), twins: Type.Optional(Type.Boolean()), twinsOf: Type.Optional(Id), find: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })), ...page }),
    output: Type.Object({ voices: Type.Array(Voice), next: Nullable(Type.String()) }), refusals: [],
  }),
  voiceFigures: op({
    method: 'GET', path: '/voices/figures', who: [...readers], summary: 'Voices of thirteen months by topic and month and by channel, clocks that run and are late, and how often people agreed with the machine',
    input: Type.Object(filter),
    output: Type.Object({
      months: Type.Array(Month), topics: Type.Array(Type.Object({ topic: OneOf(voiceTopics), byMonth: Type.Array(Type.Integer()), unhappy: Type.Integer(), voices: Type.Integer() })),
      channels: Type.Array(Type.Object({ channel: OneOf(voiceChannels), voices: Type.Integer(), complaints: Type.Integer(), inTime: Type.Integer(), answered: Type.Integer() })), sentiments: Type.Array(Type.Object({ sentiment: OneOf(sentiments), voices: Type.Integer() })),
      open: Type.Integer(), late: Type.Integer(), dueSoon: Type.Integer(), twins: Type.Integer(), labelled: Type.Integer(), topicRight: Type.Integer(), sentimentRight: Type.Integer(), shipped: Type.Integer(),
    }),
    refusals: [],
  }),
  showVoice: op({ method: 'GET', path: '/voices/:voiceId', who: [...readers], summary: 'One voice with what was done about it', input: Type.Object({ voiceId: Id }), output: Type.Object({ voice: Voice, deeds: Type.Array(Type.Object({ at: Instant, byName: Type.String(), action: Type.String(), words: Nullable(Type.String()) })), needsRegion: Type.Boolean(), mustApologise: Type.Boolean(), needsManager: Type.Boolean(), needsGesture: Type.Boolean() }), refusals: ['voiceNotFound'] }),
  addVoice: op({
    method: 'POST', path: '/voices', who: [...doers], summary: 'Writes down what somebody said: a letter, an event, a complaint by telephone',
    input: Type.Object({ brandId: Id, channel: OneOf(voiceChannels), words: Words(4000), author: Type.Optional(Words(60)), phone: Type.Optional(Type.String({ maxLength: 20 })), car: Type.Optional(Type.String({ maxLength: 20 })), outletId: Type.Optional(Id), url: Type.Optional(Type.String({ maxLength: 300 })) }),
    output: Voice, refusals: ['outletNotFound'],
  }),
  judgeVoice: op({
    method: 'POST', path: '/voices/:voiceId/judgement', who: [...doers], summary: 'Says what it is about, and teaches the machine so',
    input: Type.Object({ voiceId: Id, version: Version, kind: Type.Optional(OneOf(voiceKinds)), topic: Type.Optional(OneOf(voiceTopics)), sentiment: Type.Optional(OneOf(sentiments)), severity: Type.Optional(Severity), notATwin: Type.Optional(Type.Boolean()) }),
    output: Voice, refusals: ['voiceNotFound'],
  }),
  moveVoice: op({
    method: 'POST', path: '/voices/:voiceId/moves/:move', who: [...doers], summary: 'Takes it, answers it by the rules of apology and gesture, hears it again, closes or dismisses it',
    input: Type.Object({ voiceId: Id, move: OneOf(voiceMoves), version: Version, words: Type.Optional(Words(2000)), apology: Type.Optional(OneOf(apologies)), gesture: Type.Optional(OneOf(gestures)) }),
    output: Voice, refusals: ['voiceNotFound', 'voiceNotNow', 'answerIncomplete', 'managerAnswers', 'regionAnswers'],
  }),
  myComplaints: op({ method: 'GET', path: '/my/complaints', who: ['owner'], summary: 'What I complained of, by when it is answered, and the answers', input: Type.Object({ caseId: Type.Optional(Id) }), output: Type.Object({ complaints: Type.Array(MyComplaint) }), refusals: [] }),
  judgeMyAnswer: op({
    method: 'POST', path: '/my/complaints/:voiceId/verdict', who: ['owner'], summary: 'Whether the answer satisfies me; if not it goes to the region, on a clock of its own',
    input: Type.Object({ voiceId: Id, satisfied: Type.Boolean(), words: Type.Optional(Words(1000)), version: Version }), output: MyComplaint, refusals: ['voiceNotFound', 'voiceNotNow'],
  }),
  checkVoices: op({
    method: 'POST', path: '/voices/sheets', who: [...managers], raw: true, summary: 'A dry run of an Excel or CSV sheet with Chinese headers as platforms export it: every row with what is wrong',
    input: Type.Object({ brandId: Id, channel: Type.Optional(OneOf(voiceChannels)), fileName: Words(120) }), output: Sheet, refusals: ['sheetNotReadable', 'sheetTooLong', 'sheetNoHeader'],
  }),
  applyVoices: op({ method: 'POST', path: '/voices/sheets/:sheetId/apply', who: [...managers], summary: 'Hears the rows without faults, a long sheet in portions', input: Type.Object({ sheetId: Id, version: Version }), output: Sheet, refusals: ['sheetNotFound', 'sheetNotNow'] }),
  undoVoices: op({ method: 'POST', path: '/voices/sheets/:sheetId/undo', who: [...managers], summary: 'Takes back what the sheet brought, where nobody has worked on it since', input: Type.Object({ sheetId: Id, version: Version }), output: Sheet, refusals: ['sheetNotFound', 'sheetNotNow'] }),
  listVoiceSheets: op({ method: 'GET', path: '/voices/sheets', who: [...managers], summary: 'The last sheets of a brand, without their rows', input: Type.Object({ brandId: Id }), output: Type.Object({ sheets: Type.Array(Sheet) }), refusals: [] }),
  showVoiceSheet: op({ method: 'GET', path: '/voices/sheets/:sheetId', who: [...managers], summary: 'A sheet: its rows with faults first, and how far it is heard', input: Type.Object({ sheetId: Id }), output: Sheet, refusals: ['sheetNotFound'] }),
  showVoiceHook: op({ method: 'GET', path: '/voices/hook', who: [...managers], summary: 'Where an outside system sends voices, and how many came', input: Type.Object({ brandId: Id }), output: Type.Object({ path: Nullable(Type.String()), at: Nullable(Instant), heard: Type.Integer(), lastAt: Nullable(Instant) }), refusals: [] }),
  renewVoiceHook: op({ method: 'POST', path: '/voices/hook', who: [...managers], summary: 'A new address and a new secret, shown this once; the old ones end', input: Type.Object({ brandId: Id }), output: Type.Object({ path: Type.String(), secret: Type.String() }), refusals: [] }),
  hearVoices: op({
    method: 'POST', path: '/voices/hooks/:hookKey', who: ['anyone'], raw: true, summary: 'Voices from outside as JSON, signed: x-careloop-signature: t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">, not older than five minutes',
    input: Type.Object({ hookKey: Type.String({ minLength: 1, maxLength: 80 }) }), output: Done, refusals: ['hookNotFound', 'signatureWrong', 'voiceUnreadable'],
  }),
};
