// The contract of the hotline: people at their phones, whoever waits for one, what they were promised, and the exchange
// that tells of calls.
import { Done, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

const agents = ['agent', 'adviser', 'serviceManager', 'regionalManager'] as const;
const leads = ['serviceManager', 'regionalManager', 'administrator'] as const;
const states = ['waiting', 'offered', 'talking', 'wrapUp', 'callBack', 'done'] as const;
const skills = ['safety', 'complaint', 'technical', 'sales'] as const;
const outcomes = ['solved', 'caseOpened', 'calledBack', 'notReached', 'transferred', 'wrongNumber', 'gaveUp'] as const;
const Text = Type.String();
const Urgency = Type.Integer({ minimum: 1, maximum: 4 });

export const modes = ['open', 'night', 'holiday', 'surge'] as const;
export const HotlineContact = Type.Object({
  id: Id, number: Text, brandId: Id, channel: OneOf(['phone', 'chat'] as const), conversationId: Nullable(Id), phoneMasked: Nullable(Text), ownerId: Nullable(Id), ownerName: Nullable(Text), vehicleId: Nullable(Id), skill: OneOf(skills), urgency: Urgency, state: OneOf(states),
  arrivedAt: Instant, promisedAt: Nullable(Instant), offeredTo: Nullable(Id), offeredAt: Nullable(Instant), agentId: Nullable(Id), agentName: Nullable(Text), answeredAt: Nullable(Instant), endedAt: Nullable(Instant), callBackDueAt: Nullable(Instant), callBackTries: Type.Integer(),
  outcome: Nullable(OneOf(outcomes)), note: Nullable(Text), caseId: Nullable(Id), handedFrom: Nullable(Text), handedWords: Nullable(Text), version: Version,
});
const Car = Type.Object({
  /** Whose it is, where it is not the caller's own. */
  ownerName: Nullable(Text),
  vehicleId: Id, plateNo: Nullable(Text), vinMasked: Text, modelName: Text, modelNameEn: Text,
  alerts: Type.Array(Type.Object({ id: Id, kind: Text, severity: Type.Integer() })), campaigns: Type.Array(Type.Object({ id: Id, kind: OneOf(['recall', 'serviceAction'] as const), name: Text, nameEn: Text })),
});
const OpenCase = Type.Object({ id: Id, number: Text, urgency: Urgency, trouble: Text, stage: Text, openedAt: Instant, vehicleId: Id });
export const PhoneAgent = Type.Object({ staffId: Id, brandId: Id, name: Text, outletId: Nullable(Id), skills: Type.Array(OneOf(skills)), state: OneOf(['ready', 'away'] as const), since: Instant, busyWith: Nullable(Text) });
const Time = Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' });
/** As an outlet's: periods by weekday (1 is Monday) and days with hours of their own; none means closed. */
const hours = {
  weeklyHours: Type.Array(Type.Object({ weekday: Type.Integer({ minimum: 1, maximum: 7 }), opens: Time, closes: Time }), { maxItems: 42 }), opensOnHolidays: Type.Boolean(),
  exceptions: Type.Array(Type.Object({ onDay: LocalDate, periods: Type.Array(Type.Object({ opens: Time, closes: Time }), { maxItems: 6 }), why: Words(100) }), { maxItems: 100 }),
};
const HotlineLine = Type.Object({ brandId: Id, ...hours, surge: Type.Boolean(), surgeBy: Nullable(Text), mode: OneOf(modes), mostWaitSeconds: Type.Integer(), usualSeconds: Type.Integer(), version: Version });

export const refusals = ['contactNotFound', 'notNowWithContact', 'contactTaken', 'alreadyOnContact', 'colleagueNotFound', 'callBackNotOpen', 'exchangeNotFound', 'vehicleNotFound', 'notAllowed', 'staleEdit'] as const;
const contactId = Type.Object({ contactId: Id });
const about = ['contactNotFound', 'notNowWithContact', 'notAllowed'] as const;

const desk = {
  showMyDesk: op({
    method: 'GET', path: '/hotline/desk', who: [...agents], summary: 'My place at the phones: what rings or is spoken now, who it is, what I have beside it, who waits, who is to be called back',
    input: Type.Object({ contactId: Type.Optional(Id) }), refusals: [],
    output: Type.Object({
      lines: Type.Array(HotlineLine), me: Type.Array(PhoneAgent), mine: Nullable(HotlineContact), beside: Type.Array(HotlineContact), cars: Type.Array(Car), cases: Type.Array(OpenCase),
      waiting: Type.Array(HotlineContact), callBacks: Type.Array(HotlineContact),
    }),
  }),
  setPhoneState: op({
    method: 'POST', path: '/hotline/desk/state', who: [...agents], summary: 'Ready for the next contact, or away',
    input: Type.Object({ brandId: Id, state: OneOf(['ready', 'away'] as const), skills: Type.Optional(Type.Array(OneOf(skills), { minItems: 1, maxItems: 4, uniqueItems: true })) }), output: Done, refusals: ['notAllowed'],
  }),
  takeContact: op({
    method: 'POST', path: '/hotline/contacts/:contactId/take', who: [...agents], summary: 'Answers what rings, what waits, or calls back; one call at a time, and up to three talks beside it',
    input: contactId, output: HotlineContact, refusals: ['contactTaken', ...about, 'alreadyOnContact'],
  }),
  declineContact: op({ method: 'POST', path: '/hotline/contacts/:contactId/decline', who: [...agents], summary: 'Not now: it is offered to somebody else', input: contactId, output: Done, refusals: [...about] }),
  endContact: op({ method: 'POST', path: '/hotline/contacts/:contactId/end', who: [...agents], summary: 'Hangs up; the wrap-up begins', input: contactId, output: HotlineContact, refusals: [...about] }),
  wrapUpContact: op({
    method: 'POST', path: '/hotline/contacts/:contactId/wrap-up', who: [...agents], summary: 'How it ended, in one word and a note; then the next',
    input: Type.Object({ contactId: Id, outcome: OneOf(outcomes), note: Type.Optional(Words(500)), caseId: Type.Optional(Id) }), output: Done, refusals: [...about],
  }),
  handOnContact: op({
    method: 'POST', path: '/hotline/contacts/:contactId/hand-on', who: [...agents], summary: 'Warm transfer: another skill or a colleague, with words, car, case and what was said',
    input: Type.Object({ contactId: Id, skill: Type.Optional(OneOf(skills)), staffId: Type.Optional(Id), words: Words(500) }), output: Done, refusals: [...about, 'colleagueNotFound'],
  }),
  promiseCallBack: op({
    method: 'POST', path: '/hotline/contacts/:contactId/call-back', who: [...agents], summary: 'Promises a call-back at a time in open hours',
    input: Type.Object({ contactId: Id, dueAt: Instant, words: Type.Optional(Words(500)) }), output: HotlineContact, refusals: [...about, 'callBackNotOpen'],
  }),
  revealContactPhone: op({
    method: 'POST', path: '/hotline/contacts/:contactId/phone', who: [...agents], summary: 'The whole number of the contact I have, to dial it; the look is written down, and its owner can read it',
    input: contactId, output: Type.Object({ phone: Nullable(Text) }), refusals: [...about],
  }),
  takeOverContact: op({
    method: 'POST', path: '/hotline/contacts/:contactId/take-over', who: ['serviceManager', 'regionalManager'], summary: 'Takes a call or a talk from a colleague, with everything: who has left it, or needs help',
    input: contactId, output: HotlineContact, refusals: [...about, 'alreadyOnContact'],
  }),
  closeCallBack: op({
    method: 'POST', path: '/hotline/contacts/:contactId/close', who: ['serviceManager', 'regionalManager'], summary: 'Ends a call-back that was tried three times without reaching anybody, with the reason',
    input: Type.Object({ contactId: Id, why: Words(300) }), output: Done, refusals: [...about],
  }),
  missContact: op({ method: 'POST', path: '/hotline/contacts/:contactId/miss', who: [...agents], summary: 'Called back and not reached; the next try gets a time', input: contactId, output: HotlineContact, refusals: [...about] }),
  linkContact: op({
    method: 'POST', path: '/hotline/contacts/:contactId/car', who: [...agents], summary: 'Whose car it is about, found by plate, VIN, number or name; and the case that was opened for it',
    input: Type.Object({ contactId: Id, vehicleId: Type.Optional(Id), caseId: Type.Optional(Id) }), output: HotlineContact, refusals: ['contactNotFound', 'vehicleNotFound', 'caseNotFound', 'notAllowed'],
  }),
};
const wall = {
  showHotline: op({
    method: 'GET', path: '/hotline/:brandId', who: [...agents, 'administrator', 'auditor'], summary: 'The wall: who waits, how long, who is at the phones, call-backs and promises at risk, the day by quarters of an hour',
    input: Type.Object({ brandId: Id }), refusals: ['notAllowed'],
    output: Type.Object({
      line: HotlineLine, waiting: Type.Array(HotlineContact), talking: Type.Array(HotlineContact), callBacks: Type.Array(HotlineContact), agents: Type.Array(PhoneAgent),
      quarters: Type.Array(Type.Object({ at: Instant, arrived: Type.Integer(), answered: Type.Integer(), calledBack: Type.Integer(), meanWaitSeconds: Type.Integer() })),
      today: Type.Object({ arrived: Type.Integer(), answered: Type.Integer(), inPromise: Type.Integer(), owed: Type.Integer(), late: Type.Integer(), meanWaitSeconds: Type.Integer() }),
    }),
  }),
  saveLine: op({
    method: 'POST', path: '/hotline/:brandId/line', who: [...leads], summary: 'Hours of the line by weekday, days with hours of their own, and the longest wait before a call-back is offered',
    input: Type.Object({ brandId: Id, ...hours, mostWaitSeconds: Type.Integer({ minimum: 30, maximum: 3600 }), version: Version }),
    output: HotlineLine, refusals: ['notAllowed', 'staleEdit', 'hoursNotValid'],
  }),
  switchSurge: op({
    method: 'POST', path: '/hotline/:brandId/surge', who: [...leads], summary: 'Surge: anybody answers anything, waits may be longer before a call-back is offered',
    input: Type.Object({ brandId: Id, on: Type.Boolean() }), output: HotlineLine, refusals: ['notAllowed'],
  }),
  showEventAddress: op({
    method: 'GET', path: '/hotline/:brandId/event-address', who: [...leads], summary: 'Where the exchange tells its events',
    input: Type.Object({ brandId: Id }), output: Type.Object({ path: Text }), refusals: ['notAllowed'],
  }),
};
const outside = {
  renewEventAddress: op({
    method: 'POST', path: '/hotline/:brandId/event-address', who: [...leads], summary: 'A new address for the exchange; the old one is heard no longer',
    input: Type.Object({ brandId: Id }), output: Type.Object({ path: Text }), refusals: ['notAllowed'],
  }),
  myWait: op({
    method: 'GET', path: '/my/conversations/:conversationId/wait', who: ['owner'], summary: 'What I was promised: a person by when, or a call-back at a time',
    input: Type.Object({ conversationId: Id }), refusals: [],
    output: Type.Object({ wait: Nullable(Type.Object({ state: OneOf(states), ahead: Type.Integer(), byAt: Nullable(Instant), callBackDueAt: Nullable(Instant) })) }),
  }),
  hearTelephony: op({
    method: 'POST', path: '/hotline/events/:eventKey', who: ['anyone'], summary: 'An event of Asterisk’s REST Interface, as it is, with fields that the house does not read; heard once however often it is told; answers what may be said to the caller',
    input: Type.Object({
      eventKey: Type.String({ minLength: 20, maxLength: 80 }), type: Words(100), timestamp: Type.Optional(Type.String({ maxLength: 60 })), digit: Type.Optional(Type.String({ maxLength: 8 })),
      channel: Type.Optional(Type.Object({ id: Words(200), caller: Type.Optional(Type.Object({ number: Type.Optional(Type.String({ maxLength: 200 })) })) })),
    }, { additionalProperties: true }), refusals: ['exchangeNotFound'],
    output: Type.Object({ ok: Type.Literal(true), say: Nullable(Type.Object({ number: Text, ahead: Type.Integer(), byAt: Nullable(Instant), callBackDueAt: Nullable(Instant), zh: Text, en: Text })) }),
  }),
  ringDemoCall: op({
    method: 'POST', path: '/hotline/:brandId/demo-call', who: ['demo'], summary: 'The demo’s telephone: somebody calls, through the same events as an exchange',
    input: Type.Object({ brandId: Id, phone: Type.Optional(Words(20)), danger: Type.Optional(Type.Boolean()), calls: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })) }), output: Done, refusals: [],
  }),
};
export const api = { ...desk, ...wall, ...outside };
