// The contract of a manager's month: indicators, each beside the guard that shows what it may have cost, and the records each
// figure is made of.
import { Id, Instant, LocalDate, Nullable, OneOf, Type, op } from '../platform/contract.ts';

export const measures = [
  'carsHandedBack', 'comebacks', 'invoicedFen', 'refundedFen', 'promisesKept', 'promisesMoved', 'linesApproved', 'estimatesChanged', 'hoursToReady', 'inspectionsFailed', 'satisfaction', 'surveysAnswered',
] as const;
/** How a figure is made of its records: how many, which share of them, their mean, their sum. */
export const figureKinds = ['count', 'share', 'mean', 'sum'] as const;
const readers = ['serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
const Month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' });

export const Figure = Type.Object({ measure: OneOf(measures), kind: OneOf(figureKinds), records: Type.Integer(), value: Nullable(Type.Number()), before: Nullable(Type.Number()) });
const Record_ = Type.Object({ link: OneOf(['workOrder', 'invoice', 'case'] as const), id: Id, number: Type.String(), plateNo: Nullable(Type.String()), at: Instant, counts: Type.Boolean(), value: Type.Number() });
const span = { month: Month, fromOn: LocalDate, untilAt: Instant };

export const monthOps = {
  monthToDate: op({
    method: 'GET', path: '/outlets/:outletId/month', who: [...readers], summary: 'A month of an outlet up to now, or whole when it is over: pairs of an indicator and its guard, with the same days of the month before',
    input: Type.Object({ outletId: Id, month: Type.Optional(Month) }), output: Type.Object({ ...span, pairs: Type.Array(Type.Object({ indicator: Figure, guard: Figure })) }), refusals: ['outletNotFound'],
  }),
  monthRecords: op({
    method: 'GET', path: '/outlets/:outletId/month/:measure', who: [...readers], summary: 'The records a figure of the month is made of; the figure is of exactly these',
    input: Type.Object({ outletId: Id, measure: OneOf(measures), month: Type.Optional(Month) }), output: Type.Object({ ...span, figure: Figure, records: Type.Array(Record_) }), refusals: ['outletNotFound'],
  }),
};
