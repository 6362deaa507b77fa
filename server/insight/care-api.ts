// The contract of the CARE scorecard: four values, each with indicators beside their guards, by brand, city, outlet and month; and
// the records a figure is counted from, those that count and those that do not.
import { Id, Instant, Nullable, OneOf, Type, op } from '../platform/contract.ts';

export const careValues = ['userCentred', 'active', 'respect', 'digital'] as const;
export const careMeasures = [
  'fixedFirstTime', 'saidNotSolved', 'satisfied', 'surveysAnswered', 'respondedInTime', 'handedOnTwice',
  'foundByUs', 'foundNothing', 'updatedInTime', 'closedBySilence', 'toldBeforeLate', 'promisesMoved',
  'agreedBeforeWork', 'estimatesChanged', 'linePromiseKept', 'calledBack', 'complaintsInTime', 'complaintsAgain', 'goodwillAnswered', 'goodwillAppealed',
  'askedOnline', 'wentToPerson', 'approvedOnline', 'linesDeclined', 'paidOnline', 'refunded',
] as const;
const readers = ['serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator'] as const;
const Month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' });

/** A share as what it is made of, so that it can be counted again by hand. */
const share = { counted: Type.Integer(), records: Type.Integer() };
export const CareFigure = Type.Object({ measure: OneOf(careMeasures), ...share, before: Type.Object(share), trend: Type.Array(Type.Object({ month: Month, ...share, frozen: Type.Boolean() })) });
const where = { month: Type.Optional(Month), brandId: Type.Optional(Id), city: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })), outletId: Type.Optional(Id) };

export const careOps = {
  showCare: op({
    method: 'GET', path: '/care', who: [...readers], summary: 'The CARE scorecard of a month: four values, each indicator beside its guard with thirteen months, and every outlet side by side',
    input: Type.Object(where),
    output: Type.Object({
      month: Month, frozenAt: Nullable(Instant), values: Type.Array(Type.Object({ value: OneOf(careValues), pairs: Type.Array(Type.Object({ indicator: CareFigure, guard: CareFigure })) })),
      outlets: Type.Array(Type.Object({ outletId: Id, name: Type.String(), nameEn: Type.String(), city: Type.String(), cityEn: Type.String(), figures: Type.Array(Type.Object({ measure: OneOf(careMeasures), ...share })) })),
    }),
    refusals: [],
  }),
  careRecords: op({
    method: 'GET', path: '/care/:measure', who: [...readers], summary: 'The records an indicator of the scorecard is counted from; a frozen month shows them as they were',
    input: Type.Object({ measure: OneOf(careMeasures), ...where }),
    output: Type.Object({
      month: Month, frozenAt: Nullable(Instant), figure: CareFigure, partner: CareFigure,
      records: Type.Array(Type.Object({ link: OneOf(['workOrder', 'invoice', 'case', 'vehicle', 'finding', 'complaint', 'none'] as const), id: Id, number: Type.String(), plateNo: Nullable(Type.String()), outletId: Nullable(Id), at: Instant, counts: Type.Boolean() })),
    }),
    refusals: [],
  }),
};
