// The contract of waiting for parts: what was ordered for a visit, what of it came, whether the car stays or goes home, and
// the appointment at which the work goes on.
import { Id, Instant, LocalDate, Nullable, OneOf, Type, Words } from '../platform/contract.ts';

export const waitChoices = ['stays', 'goesHome'] as const;

export const Ordered = Type.Object({
  id: Id, code: Type.String(), name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), arrived: Type.Integer(), expectedOn: Nullable(LocalDate), orderedAt: Instant, orderedBy: Type.String(),
  /** What stands on the box: the waiting order and which of its boxes. */
  box: Type.String(), late: Type.Boolean(),
});
export const PartsWait = Type.Object({
  ordered: Type.Array(Ordered), complete: Type.Boolean(), waitingSince: Nullable(Instant), awaySince: Nullable(Instant),
  choice: Nullable(Type.Object({ choice: OneOf(waitChoices), words: Nullable(Type.String()), channel: Type.String(), byName: Type.String(), at: Instant })),
  resume: Nullable(Type.Object({ id: Id, startsAt: Instant, endsAt: Instant, state: Type.String() })),
});

const Count = Type.Integer({ minimum: 1, maximum: 999 });
export const partsToOrder = Type.Array(Type.Object({ code: Type.String({ minLength: 2, maxLength: 40 }), quantity: Count, expectedOn: Type.Optional(LocalDate) }), { minItems: 1, maxItems: 60 });
export const partsThatCame = Type.Array(Type.Object({ orderedId: Id, quantity: Count }), { minItems: 1, maxItems: 60 });
export const ResumeDays = Type.Object({ durationMin: Type.Integer(), days: Type.Array(Type.Object({
  onDay: LocalDate, slots: Type.Array(Type.Object({ startsAt: Instant, endsAt: Instant })), refused: Nullable(Type.Object({ code: Type.String(), data: Type.Record(Type.String(), Type.String()) })),
})) });
export const WaitWords = Type.Optional(Words(300));
