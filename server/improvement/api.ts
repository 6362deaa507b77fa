// The contract of improvement: findings grouped by cause, actions with an owner and a date, and whether they worked.
import { Done, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';

import { issueRefusals, issuesApi } from './issues-api.ts';

export { issueStates, issueVerdicts } from './issues-api.ts';

/** What a finding or an action is about: the reasons that owners can name in a survey. */
export const causes = ['waitTooLong', 'notFixed', 'priceSurprise', 'partsMissing', 'communication', 'attitude', 'cleanliness', 'other'] as const;
export const measures = ['lowShareOfCause', 'lowShare', 'averageScore'] as const;
export const actionStates = ['open', 'inProgress', 'done', 'measured', 'dropped'] as const;
export const verdicts = ['worked', 'didNotWork', 'notProven', 'tooFewAnswers'] as const;

const readers = ['adviser', 'agent', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator'] as const;
const doers = ['adviser', 'agent', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer'] as const;
const managers = ['serviceManager', 'regionalManager', 'allianceOfficer'] as const;

export const Finding = Type.Object({
  id: Id, brandId: Id, outletId: Nullable(Id), modelId: Nullable(Id), cause: OneOf(causes), source: OneOf(['survey', 'staff', 'voice'] as const), surveyId: Nullable(Id), voiceId: Nullable(Id),
  caseId: Nullable(Id), caseNumber: Nullable(Type.String()), score: Nullable(Type.Integer()), words: Nullable(Type.String()), at: Instant, byName: Type.String(),
});
/** A measure as what it is made of, over the time it was taken. */
export const Measured = Type.Object({ numerator: Type.Integer(), denominator: Type.Integer(), fromAt: Instant, untilAt: Instant });
const Arm = Type.Object({ numerator: Type.Integer(), denominator: Type.Integer() });
/** What changed beyond what changed elsewhere, a share or marks, with a 90 % interval. */
export const ActionEffect = Type.Object({ before: Arm, after: Arm, elsewhereBefore: Arm, elsewhereAfter: Arm, controlled: Type.Boolean(), change: Type.Number(), from: Type.Number(), to: Type.Number() });
export const Action = Type.Object({
  id: Id, number: Type.String(), brandId: Id, outletId: Nullable(Id), modelId: Nullable(Id), cause: OneOf(causes), what: Type.String(), ownerStaffId: Id, ownerName: Type.String(),
  dueOn: LocalDate, overdue: Type.Boolean(), measure: OneOf(measures), state: OneOf(actionStates), addedByName: Type.String(), addedAt: Instant,
  doneAt: Nullable(Instant), measureAt: Nullable(Instant), droppedWhy: Nullable(Type.String()), climbedAt: Nullable(Instant),
  before: Measured, after: Nullable(Measured), effect: Nullable(ActionEffect), verdict: Nullable(OneOf(verdicts)), toOwners: Nullable(Type.String()), version: Version,
});
export const FindingGroup = Type.Object({
  brandId: Id, cause: OneOf(causes), outletId: Nullable(Id), modelId: Nullable(Id), findings: Type.Integer(), lastAt: Instant, openActions: Type.Integer(),
});

export const refusals = ['actionNotFound', 'actionNotNow', 'dueInThePast', 'cannotOwn', 'whyMissing', ...issueRefusals] as const;

const where = { brandId: Type.Optional(Id), outletId: Type.Optional(Id), modelId: Type.Optional(Id) };
const period = { fromOn: Type.Optional(LocalDate), untilOn: Type.Optional(LocalDate) };

export const api = {
  ...issuesApi,
  listFindings: op({
    method: 'GET', path: '/improvement/findings', who: [...readers], summary: 'Findings grouped by cause, outlet and model, the commonest first',
    input: Type.Object({ ...where, cause: Type.Optional(OneOf(causes)), ...period }), output: Type.Object({ groups: Type.Array(FindingGroup) }), refusals: [],
  }),
  showCause: op({
    method: 'GET', path: '/improvement/causes/:cause', who: [...readers], summary: 'A cause at a place: its findings and what is done about it',
    input: Type.Object({ cause: OneOf(causes), ...where, ...period }), output: Type.Object({ findings: Type.Array(Finding), actions: Type.Array(Action) }), refusals: [],
  }),
  addFinding: op({
    method: 'POST', path: '/improvement/findings', who: [...doers], summary: 'Something a member of staff noticed',
    input: Type.Object({ brandId: Id, outletId: Type.Optional(Id), modelId: Type.Optional(Id), cause: OneOf(causes), words: Words(1000), caseId: Type.Optional(Id) }), output: Done,
    refusals: ['brandNotFound', 'modelNotFound', 'outletNotFound', 'caseNotFound'],
  }),
  listActions: op({
    method: 'GET', path: '/improvement/actions', who: [...readers], summary: 'Actions of my brands and places, the next due first',
    input: Type.Object({ ...where, cause: Type.Optional(OneOf(causes)), state: Type.Optional(OneOf(actionStates)), overdue: Type.Optional(Type.Boolean()), mine: Type.Optional(Type.Boolean()), ...page }),
    output: Type.Object({ actions: Type.Array(Action), next: Nullable(Type.String()) }), refusals: [],
  }),
  addAction: op({
    method: 'POST', path: '/improvement/actions', who: [...managers], summary: 'An action with an owner, a date and a measure; the measure before is taken now',
    input: Type.Object({ brandId: Id, outletId: Type.Optional(Id), modelId: Type.Optional(Id), cause: OneOf(causes), what: Words(500), ownerStaffId: Id, dueOn: LocalDate, measure: OneOf(measures) }),
    output: Action, refusals: ['brandNotFound', 'modelNotFound', 'outletNotFound', 'staffNotFound', 'cannotOwn', 'dueInThePast'],
  }),
  changeAction: op({
    method: 'POST', path: '/improvement/actions/:actionId', who: [...doers], summary: 'Begins, finishes (and says what owners who named it are told), drops with a reason, re-dates or hands on an action; what was measured is measured on or begun again',
    input: Type.Object({
      actionId: Id, state: Type.Optional(OneOf(['inProgress', 'done', 'dropped'] as const)), what: Type.Optional(Words(500)), ownerStaffId: Type.Optional(Id), dueOn: Type.Optional(LocalDate),
      why: Type.Optional(Words(300)), toOwners: Type.Optional(Words(300)), version: Version,
    }),
    output: Action, refusals: ['actionNotFound', 'actionNotNow', 'staffNotFound', 'cannotOwn', 'dueInThePast', 'whyMissing'],
  }),
  improvementFigures: op({
    method: 'GET', path: '/improvement/figures', who: [...readers], summary: 'Findings by cause now and before, actions by state, and how many worked',
    input: Type.Object({ brandId: Type.Optional(Id), outletId: Type.Optional(Id) }),
    output: Type.Object({
      days: Type.Integer(), causes: Type.Array(Type.Object({ cause: OneOf(causes), findings: Type.Integer(), findingsBefore: Type.Integer() })),
      actions: Type.Array(Type.Object({ state: OneOf(actionStates), actions: Type.Integer() })), overdue: Type.Integer(),
      worked: Type.Integer(), didNotWork: Type.Integer(), notProven: Type.Integer(), tooFewAnswers: Type.Integer(),
    }), refusals: [],
  }),
};
