// The contract of parts: what an outlet has, as counted, and what is expected on which day.
import { Done, Id, Instant, LocalDate, Nullable, Type, Words, op } from '../platform/contract.ts';

const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });
const Count = Type.Integer({ minimum: 0, maximum: 100_000 });
const counters = ['partsPlanner', 'serviceManager', 'regionalManager', 'administrator'] as const;
const readers = ['adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'auditor', ...counters] as const;

export const Expected = Type.Object({ id: Id, code: Code, quantity: Type.Integer(), expectedOn: LocalDate, note: Nullable(Type.String()), late: Type.Boolean() });

export const refusals = ['partNotFound', 'expectedPartsNotFound', 'outletDoesNotStock'] as const;

export const api = {
  showStock: op({
    method: 'GET', path: '/outlets/:outletId/parts', who: [...readers], summary: 'A brand’s parts at an outlet: counted on hand, and expected',
    input: Type.Object({ outletId: Id, brandId: Id }),
    output: Type.Object({
      parts: Type.Array(Type.Object({ code: Code, name: Type.String(), nameEn: Type.String(), onHand: Nullable(Type.Integer()), countedAt: Nullable(Instant), countedBy: Nullable(Type.String()), expected: Type.Array(Expected) })),
    }), refusals: ['outletNotFound', 'outletDoesNotStock', 'brandNotFound', 'priceBookNotFound'],
  }),
  countPart: op({
    method: 'POST', path: '/outlets/:outletId/parts/count', who: [...counters], summary: 'So many were counted',
    input: Type.Object({ outletId: Id, brandId: Id, code: Code, onHand: Count }), output: Type.Object({ code: Code, onHand: Type.Integer() }), refusals: ['outletNotFound', 'outletDoesNotStock', 'brandNotFound', 'priceBookNotFound', 'partNotFound'],
  }),
  expectParts: op({
    method: 'POST', path: '/outlets/:outletId/parts/expect', who: [...counters], summary: 'So many are expected on a day',
    input: Type.Object({ outletId: Id, brandId: Id, code: Code, quantity: Type.Integer({ minimum: 1, maximum: 100_000 }), expectedOn: LocalDate, note: Type.Optional(Words(120)) }), output: Expected,
    refusals: ['outletNotFound', 'outletDoesNotStock', 'brandNotFound', 'priceBookNotFound', 'partNotFound'],
  }),
  receiveParts: op({
    method: 'POST', path: '/parts/expected/:expectedId/receive', who: [...counters], summary: 'They came, so many of them; the rest stays expected',
    input: Type.Object({ expectedId: Id, quantity: Type.Integer({ minimum: 1, maximum: 100_000 }) }), output: Done, refusals: ['expectedPartsNotFound'],
  }),
  dropExpectedParts: op({
    method: 'POST', path: '/parts/expected/:expectedId/drop', who: [...counters], summary: 'They will not come',
    input: Type.Object({ expectedId: Id }), output: Done, refusals: ['expectedPartsNotFound'],
  }),
};
