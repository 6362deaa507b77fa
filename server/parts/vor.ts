// Which waiting car gets the box. Pure. V1 a car that is not safe comes first; V2 then the one whose waiting costs most over the
// next days: a limit of the three guarantees that comes near, a loaner that is paid, an owner who waits; V3 then who asked first.
import { priceOfWaiting } from '@careloop/demand';

export type Waits = { safety: boolean; guaranteeDaysLeft: number | null; loanerFenPerDay: number; askedAt: Date };

/** What a replaced or returned car costs beyond its repair, what a place in the yard and an owner's day are worth: beliefs of the house, not law. */
export const worth = { guaranteeFen: 6_000_000, placeFenPerDay: 6_000, goodwillFenPerDay: 10_000, horizonDays: 14, deviationDays: 3 } as const;

/** What another fortnight of waiting would cost for this car. */
export const costOfWaiting = (one: Pick<Waits, 'guaranteeDaysLeft' | 'loanerFenPerDay'>): number =>
  priceOfWaiting({
    loanerFenPerDay: one.loanerFenPerDay, loanerFromDay: 1, placeFenPerDay: worth.placeFenPerDay, goodwillFenPerDay: worth.goodwillFenPerDay,
    ...(one.guaranteeDaysLeft === null ? {} : { guarantee: { fen: worth.guaranteeFen, daysLeft: one.guaranteeDaysLeft, deviationDays: worth.deviationDays } }),
  }, worth.horizonDays);

export const byUrgency = <T extends Waits>(cars: readonly T[]): T[] =>
  cars.toSorted((a, b) => Number(b.safety) - Number(a.safety) || costOfWaiting(b) - costOfWaiting(a) || a.askedAt.getTime() - b.askedAt.getTime());

/** Divides what came among the cars that wait, the one it was ordered for first, then by urgency. */
export function shareOut<T extends Waits & { id: string; quantity: number; served: number }>(cars: readonly T[], units: number, orderedFor: string | null): { car: T; units: number }[] {
  let left = units;
  const inLine = byUrgency(cars);
  const first = inLine.filter((car) => car.id === orderedFor);
  return [...first, ...inLine.filter((car) => car.id !== orderedFor)].flatMap((car) => {
    const given = Math.min(left, car.quantity - car.served);
    left -= given;
    return given > 0 ? [{ car, units: given }] : [];
  });
}
