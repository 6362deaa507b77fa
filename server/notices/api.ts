// The contract of notices: what owners and staff are told inside the program, and what went to whom by which channel.
import { Done, Id, Instant, Nullable, OneOf, Type, op, page } from '../platform/contract.ts';

/** What owners are told. */
export const ownerNoticeCodes = [
  'caseReceived', 'alertCase', 'batteryCase', 'batteryWeather', 'caseOnPhone', 'recoveryBegun', 'caseMoreUrgent', 'caseTaken', 'helpPlanned', 'deskMessage', 'confirmSolved', 'confirmReminder',
  'caseClosed', 'appointmentBooked', 'appointmentMoved', 'appointmentCancelled', 'appointmentMissed', 'carCheckedIn', 'estimateToApprove', 'workStarted', 'workFinished', 'nothingDone', 'workOnHold', 'workCancelled', 'promiseMoved',
  'invoiceToPay', 'invoicePaid', 'refundMade', 'carHandedBack', 'surveyAsked', 'badWeather', 'commandConsent', 'waitingOffered', 'waitingEnded',
  'mobilityDue', 'guaranteeRefused', 'goodwillGranted', 'goodwillRefused', 'promiseLate', 'partsArrived', 'carWentHome', 'visitAtRisk', 'campaignOpened', 'weChangedThis',
'comesAt', 'comesLater', 'onTheWay', 'visitNotDone', 'talkAnswered', 'callBackPromised', 'callBackMissed', 'callBackUnreached',
] as const;
/** What staff are told, by name or at their desk. */
export const staffNoticeCodes = [
  'caseWaiting', 'contactAdded', 'caseEscalated', 'handOverAsked', 'handOverAccepted', 'handOverRefused', 'handOverClimbed', 'clockAtRisk', 'clockBreached', 'ownerMessage',
  'caseReopened', 'caseSolved', 'visitBooked', 'visitMoved', 'visitCancelled', 'estimateAnswered', 'promiseAtRisk', 'promisePassed', 'inspectionFailed', 'paid', 'actionYours', 'actionOverdue', 'actionMeasured',
  'dutyCall', 'dutyUnmanned', 'rescueUnanswered', 'rescueLate', 'alertStorm', 'guaranteeNear', 'guaranteeDue', 'mobilityOwed', 'mobilityUnmet', 'goodwillAsked', 'goodwillAnswered', 'claimLate', 'partDue', 'partMissing', 'partsCame', 'partsAnswered', 'visitHit', 'campaignAtVisit', 'issueRaised', 'callBackLate', 'callBackUnreached', 'complaintLate', 'complaintNotSatisfied',
] as const;
export const messageStates = ['waiting', 'sent', 'failed'] as const;

const staff = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'storeKeeper', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator', 'cashier'] as const;
const caseReaders = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'storeKeeper', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

const Code = OneOf([...new Set([...ownerNoticeCodes, ...staffNoticeCodes])]);
export const Notice = Type.Object({
  id: Id, at: Instant, code: Code, data: Type.Unknown(), caseId: Nullable(Id), urgent: Type.Boolean(), readAt: Nullable(Instant),
});
const Page = Type.Object({ notices: Type.Array(Notice), next: Nullable(Type.String()), unread: Type.Integer() });
/** One notice with whom it was for and what went out. */
export const ToldNotice = Type.Object({
  ...Notice.properties, audience: OneOf(['owner', 'staff', 'desk'] as const), to: Type.String(),
  sms: Nullable(Type.Object({
    to: Type.String(), text: Type.String(), state: OneOf(messageStates), writtenAt: Instant, nextTryAt: Instant, sentAt: Nullable(Instant), tries: Type.Integer(), lastError: Nullable(Type.String()),
  })),
});

export const refusals = [] as const;

const list = Type.Object({ unread: Type.Optional(Type.Boolean()), ...page });
export const api = {
  myNotices: op({ method: 'GET', path: '/my/notices', who: ['owner'], summary: 'What I was told, the newest first', input: list, output: Page, refusals: [] }),
  staffNotices: op({ method: 'GET', path: '/notices', who: [...staff], summary: 'What I and my desks were told, the newest first', input: list, output: Page, refusals: [] }),
  markNoticesRead: op({
    method: 'POST', path: '/notices/read', who: ['owner', ...staff], summary: 'I have read these, or all up to now',
    input: Type.Object({ ids: Type.Optional(Type.Array(Id, { maxItems: 200 })) }), output: Done, refusals: [],
  }),
  noticesOfCase: op({
    method: 'GET', path: '/cases/:caseId/notices', who: [...caseReaders], summary: 'What was told to whom about a case, by which channel and when',
    input: Type.Object({ caseId: Id }), output: Type.Object({ notices: Type.Array(ToldNotice) }), refusals: ['caseNotFound'],
  }),
};
