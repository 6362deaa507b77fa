// The contract of feedback: the owner's one answer after a visit, and what the answers say by outlet and month.
import { Done, Id, Instant, Nullable, OneOf, Type, Words, op, page } from '../platform/contract.ts';

/** What went wrong; the same codes name the causes of findings. */
export const causes = ['waitTooLong', 'notFixed', 'priceSurprise', 'partsMissing', 'communication', 'attitude', 'cleanliness', 'other'] as const;
/** What went well. */
export const praises = ['fast', 'fixedWell', 'clearPrice', 'wellInformed', 'friendly', 'clean'] as const;
export const surveyStates = ['planned', 'sent', 'answered', 'expired', 'dropped'] as const;
export const droppedWhys = ['notSolved', 'refused', 'complaintOpen', 'askedLately'] as const;

const readers = ['adviser', 'agent', 'serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator'] as const;
const Score = Type.Integer({ minimum: 1, maximum: 5 });
const Reasons = Type.Array(OneOf([...causes, ...praises] as const), { maxItems: 8, uniqueItems: true });
const Month = Type.String({ pattern: '^\\d{4}-(?:0[1-9]|1[0-2])$' });

const surveyFields = {
  id: Id, caseId: Id, caseNumber: Type.String(), workOrderId: Id, brandId: Id, outletId: Nullable(Id), plateNo: Nullable(Type.String()), modelName: Type.String(),
  modelNameEn: Type.String(), state: OneOf(surveyStates), sentAt: Nullable(Instant), expiresAt: Nullable(Instant), answeredAt: Nullable(Instant),
  score: Nullable(Score), reasons: Reasons, words: Nullable(Type.String()),
};
export const MySurvey = Type.Object(surveyFields);
/** Who is asked is for those who may see customers. */
export const SurveyRow = Type.Object({ ...surveyFields, ownerId: Nullable(Id), ownerName: Type.String(), plannedAt: Instant, sendAt: Instant, droppedWhy: Nullable(OneOf(droppedWhys)) });
/** Every rate as what it is made of, so that it can be counted again by hand. */
export const SurveyFigure = Type.Object({
  outletId: Nullable(Id), month: Month, sent: Type.Integer(), answered: Type.Integer(), low: Type.Integer(), scoreSum: Type.Integer(),
});

export const refusals = ['surveyNotFound', 'surveyAnsweredAlready', 'surveyExpired'] as const;

export const api = {
  mySurveys: op({
    method: 'GET', path: '/my/surveys', who: ['owner'], summary: 'Questions to me, open ones first',
    input: Type.Object({ state: Type.Optional(OneOf(surveyStates)) }), output: Type.Object({ surveys: Type.Array(MySurvey) }), refusals: [],
  }),
  answerSurvey: op({
    method: 'POST', path: '/my/surveys/:surveyId/answer', who: ['owner'], summary: 'Answers once: a mark of 1 to 5, reasons, words',
    input: Type.Object({ surveyId: Id, score: Score, reasons: Reasons, words: Type.Optional(Words(1000)) }), output: Done,
    refusals: ['surveyNotFound', 'surveyAnsweredAlready', 'surveyExpired'],
  }),
  listSurveys: op({
    method: 'GET', path: '/surveys', who: [...readers], summary: 'Surveys of my brands and places, the last planned first',
    input: Type.Object({
      brandId: Type.Optional(Id), outletId: Type.Optional(Id), state: Type.Optional(OneOf(surveyStates)), month: Type.Optional(Month), fromMonth: Type.Optional(Month), untilMonth: Type.Optional(Month), caseId: Type.Optional(Id),
      score: Type.Optional(Score), low: Type.Optional(Type.Boolean()), reason: Type.Optional(OneOf([...causes, ...praises] as const)), sent: Type.Optional(Type.Boolean()), ...page,
    }),
    output: Type.Object({ surveys: Type.Array(SurveyRow), next: Nullable(Type.String()) }), refusals: [],
  }),
  surveyFigures: op({
    method: 'GET', path: '/surveys/figures', who: [...readers], summary: 'Sent, answered, low marks and their sum, by outlet and month of sending',
    input: Type.Object({ brandId: Type.Optional(Id), outletId: Type.Optional(Id), fromMonth: Type.Optional(Month), untilMonth: Type.Optional(Month) }),
    output: Type.Object({ figures: Type.Array(SurveyFigure) }), refusals: [],
  }),
};
