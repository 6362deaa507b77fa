// The contract of issues that begin to come up: what is reported more often than before, what is done about it, and what became of it.
import { Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const issueStates = ['raised', 'looking', 'fixing', 'fixed', 'measured', 'dismissed'] as const;
export const issueVerdicts = ['worked', 'didNotWork', 'notProven'] as const;
const readers = ['adviser', 'agent', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator'] as const;
const managers = ['serviceManager', 'regionalManager', 'allianceOfficer'] as const;

const Reported = Type.Object({ reports: Type.Integer(), carDays: Type.Number() });
const Effect = Type.Object({
  before: Reported, after: Reported, elsewhereBefore: Reported, elsewhereAfter: Reported, ratio: Nullable(Type.Number()), ratioFrom: Nullable(Type.Number()), ratioTo: Nullable(Type.Number()),
});
export const Issue = Type.Object({
  id: Id, number: Type.String(), brandId: Id, trouble: Type.String(), modelId: Nullable(Id), outletId: Nullable(Id), batch: Nullable(Type.String()), software: Nullable(Type.String()), state: OneOf(issueStates), raisedOn: LocalDate, sinceOn: LocalDate,
  seen: Type.Integer(), expected: Type.Number(), ratioFrom: Type.Number(), ratioTo: Type.Number(), finding: Nullable(Type.String()), what: Nullable(Type.String()), ownerStaffId: Nullable(Id),
  ownerName: Nullable(Type.String()), dueOn: Nullable(LocalDate), fixedAt: Nullable(Instant), measureAt: Nullable(Instant), dismissedWhy: Nullable(Type.String()), effect: Nullable(Effect),
  verdict: Nullable(OneOf(issueVerdicts)), version: Version,
});
const Report = Type.Object({ caseId: Nullable(Id), voiceId: Nullable(Id), number: Type.String(), on: LocalDate, modelName: Type.String(), modelNameEn: Type.String(), words: Nullable(Type.String()), counted: Type.Boolean(), why: Nullable(OneOf(['sameReporter', 'copied', 'flood'] as const)) });

export const issueRefusals = ['issueNotFound', 'issueNotNow', 'fixIncomplete'] as const;

export const issuesApi = {
  listIssues: op({
    method: 'GET', path: '/improvement/issues', who: [...readers], summary: 'What begins to come up, open ones first, and how long it took from first report to fix',
    input: Type.Object({ brandId: Type.Optional(Id), state: Type.Optional(OneOf(issueStates)) }),
    output: Type.Object({ issues: Type.Array(Issue), medianDaysToFix: Nullable(Type.Number()), fixed: Type.Integer() }), refusals: [],
  }),
  showIssue: op({
    method: 'GET', path: '/improvement/issues/:issueId', who: [...readers], summary: 'An issue: its weeks against what was to be expected, and the reports behind it',
    input: Type.Object({ issueId: Id }),
    output: Type.Object({ issue: Issue, weeks: Type.Array(Type.Object({ from: LocalDate, reports: Type.Integer(), expected: Type.Number() })), reports: Type.Array(Report) }), refusals: ['issueNotFound'],
  }),
  changeIssue: op({
    method: 'POST', path: '/improvement/issues/:issueId', who: [...managers], summary: 'Looks into an issue, says what will be done by whom until when, says it is done, or dismisses it with a reason',
    input: Type.Object({
      issueId: Id, state: OneOf(['looking', 'fixing', 'fixed', 'dismissed'] as const), finding: Type.Optional(Words(1000)), what: Type.Optional(Words(500)), ownerStaffId: Type.Optional(Id),
      dueOn: Type.Optional(LocalDate), why: Type.Optional(Words(300)), version: Version,
    }),
    output: Issue, refusals: ['issueNotFound', 'issueNotNow', 'fixIncomplete', 'whyMissing', 'staffNotFound', 'cannotOwn', 'dueInThePast'],
  }),
};
