// The contract of duty: the roster of who is on call for a brand or an outlet, and the calls that dangerous alarms made.
import { Done, Id, Instant, Nullable, Type, Words, op } from '../platform/contract.ts';

const readers = ['agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator'] as const;
const planners = ['serviceManager', 'regionalManager', 'administrator'] as const;

export const Shift = Type.Object({
  id: Id, brandId: Id, outletId: Nullable(Id), staffId: Id, staffName: Type.String(), phone: Type.String(), turn: Type.Integer({ minimum: 1, maximum: 3 }), fromAt: Instant, untilAt: Instant, byName: Type.String(),
});
export const Call = Type.Object({
  id: Id, alertId: Nullable(Id), caseId: Nullable(Id), contactId: Nullable(Id), brandId: Id, severity: Type.Integer({ minimum: 1, maximum: 4 }), nth: Type.Integer(), staffName: Type.String(), calledAt: Instant, answerByAt: Instant,
  sentAt: Nullable(Instant), lastError: Nullable(Type.String()), answeredAt: Nullable(Instant), answeredBy: Nullable(Type.String()), climbedAt: Nullable(Instant),
  alertNumber: Type.String(), alertKind: Type.String(), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(),
});

export const refusals = ['staffNotFound', 'outletNotFound', 'brandNotFound', 'shiftNotFound', 'shiftCannotBe', 'shiftTaken', 'phoneNotValid', 'callNotFound', 'notAllowed'] as const;

export const api = {
  listDuty: op({
    method: 'GET', path: '/duty', who: readers, summary: 'Who is on call now and in the coming weeks, where nobody is, and the calls of the last days',
    input: Type.Object({ brandId: Type.Optional(Id) }),
    output: Type.Object({ shifts: Type.Array(Shift), onDutyNow: Type.Array(Id), unmannedBrandIds: Type.Array(Id), calls: Type.Array(Call) }), refusals: [],
  }),
  listOnCallStaff: op({
    method: 'GET', path: '/duty/staff', who: planners, summary: 'People of a brand who may be put on call',
    input: Type.Object({ brandId: Id }), output: Type.Object({ staff: Type.Array(Type.Object({ id: Id, name: Type.String() })) }), refusals: ['notAllowed'],
  }),
  addShift: op({
    method: 'POST', path: '/duty/shifts', who: planners, summary: 'Puts a person on call, once or for several weeks at the same hours',
    input: Type.Object({
      brandId: Id, outletId: Type.Optional(Nullable(Id)), staffId: Id, phone: Words(20), turn: Type.Integer({ minimum: 1, maximum: 3 }), fromAt: Instant, untilAt: Instant,
      weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 26 })),
    }),
    output: Type.Object({ shifts: Type.Array(Shift) }), refusals: ['staffNotFound', 'outletNotFound', 'brandNotFound', 'shiftCannotBe', 'shiftTaken', 'phoneNotValid', 'notAllowed'],
  }),
  dropShift: op({
    method: 'POST', path: '/duty/shifts/:shiftId/drop', who: planners, summary: 'The person is not on call after all',
    input: Type.Object({ shiftId: Id }), output: Done, refusals: ['shiftNotFound', 'notAllowed'],
  }),
  answerCall: op({
    method: 'POST', path: '/duty/calls/:callId/answer', who: readers, summary: 'I have heard it and take care; nobody else is called for this alarm',
    input: Type.Object({ callId: Id }), output: Done, refusals: ['callNotFound', 'notAllowed'],
  }),
};
