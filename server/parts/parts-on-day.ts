// Whether parts will be there on a day. Pure. D1 what was never counted is not judged; D2 what others were promised first is
// not given again, on whichever day they come.
export type Counted = { onHand: number; expected: readonly { onDay: string; quantity: number }[] };
export type Claim = { code: string; quantity: number; onDay: string };
export type Missing = { code: string; arrives: string | null };

/** What is free of a part from a day on: the least over that day and every later one on which somebody is promised it. (D2) */
function freeFrom(counted: Counted, claims: readonly Claim[], onDay: string): number {
  const days = [onDay, ...claims.filter((claim) => claim.onDay > onDay).map((claim) => claim.onDay)];
  return Math.min(...days.map((day) => {
    const there = counted.onHand + counted.expected.filter((one) => one.onDay <= day).reduce((sum, one) => sum + one.quantity, 0);
    return there - claims.filter((claim) => claim.onDay <= day).reduce((sum, claim) => sum + claim.quantity, 0);
  }));
}

/** The first part that will not be there, and the day from which it will be, if it is known. */
export function missingOn(stock: ReadonlyMap<string, Counted>, claims: readonly Claim[], needs: readonly { code: string; quantity: number }[], onDay: string): Missing | null {
  for (const need of needs) {
    const counted = stock.get(need.code);
    if (counted === undefined) continue; // (D1)
    const others = claims.filter((claim) => claim.code === need.code);
    if (freeFrom(counted, others, onDay) >= need.quantity) continue;
    const later = counted.expected.map((one) => one.onDay).filter((day) => day > onDay).sort().find((day) => freeFrom(counted, others, day) >= need.quantity);
    return { code: need.code, arrives: later ?? null };
  }
  return null;
}
