// Whether parts will be there on a day. Pure. D1 what was never counted is not judged; D2 what others were promised first is
// not given again, on whichever day they come; D3 a number that another may stand in for has that one's stock too, and no unit
// is promised twice by way of two numbers; D4 a kit is there when its pieces are.
import { piecesOf, type Kits } from './kit.ts';

export type Counted = { onHand: number; expected: readonly { onDay: string; quantity: number }[]; servedBy?: readonly string[]; kit?: readonly { code: string; quantity: number }[] };
export type Claim = { code: string; quantity: number; onDay: string };
export type Missing = { code: string; arrives: string | null };

/** What is free of a part from a day on: the least over that day and every later one on which somebody is promised it. (D2) */
export function freeFrom(counted: Counted, claims: readonly Claim[], onDay: string): number {
  const days = [onDay, ...claims.filter((claim) => claim.onDay > onDay).map((claim) => claim.onDay)];
  return Math.min(...days.map((day) => {
    const there = counted.onHand + counted.expected.filter((one) => one.onDay <= day).reduce((sum, one) => sum + one.quantity, 0);
    return there - claims.filter((claim) => claim.onDay <= day).reduce((sum, claim) => sum + claim.quantity, 0);
  }));
}

type Pool = { counted: Counted; claims: Claim[] };
/** The stocks that bound what is free of a number: its own with those that stand in for it, and every wider one that shares them. (D3) */
function poolsOf(stock: ReadonlyMap<string, Counted>, claims: readonly Claim[], code: string): Pool[] {
  const servers = (one: string): readonly string[] => stock.get(one)?.servedBy ?? [one];
  const own = servers(code);
  const wider = [...new Set([code, ...claims.map((claim) => claim.code)])].filter((one) => own.every((server) => servers(one).includes(server)));
  return wider.flatMap((one) => {
    const pool = servers(one);
    const there = pool.flatMap((server) => stock.get(server) ?? []);
    if (there.length === 0) return []; // (D1)
    return [{ counted: { onHand: there.reduce((sum, each) => sum + each.onHand, 0), expected: there.flatMap((each) => each.expected) }, claims: claims.filter((claim) => servers(claim.code).every((server) => pool.includes(server))) }];
  });
}

/** (D4) */
const kitsAmong = (stock: ReadonlyMap<string, Counted>): Kits => new Map([...stock].flatMap(([code, one]) => (one.kit === undefined ? [] : [[code, one.kit] as const])));

/** The first part that will not be there, and the day from which it will be, if it is known. */
export function missingOn(stock: ReadonlyMap<string, Counted>, claims: readonly Claim[], needs: readonly { code: string; quantity: number }[], onDay: string): Missing | null {
  for (const need of piecesOf(kitsAmong(stock), needs)) {
    const pools = poolsOf(stock, claims, need.code);
    const enough = (day: string): boolean => pools.every((pool) => freeFrom(pool.counted, pool.claims, day) >= need.quantity);
    if (enough(onDay)) continue;
    const later = [...new Set(pools.flatMap((pool) => pool.counted.expected.map((one) => one.onDay)))].filter((day) => day > onDay).sort().find(enough);
    return { code: need.code, arrives: later ?? null };
  }
  return null;
}
