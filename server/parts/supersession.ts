// Numbers that replace numbers. Pure. U1 a chain never closes on itself; U2 who asks for an old number is served by the newer
// ones, who asks for a new one by an old one only where it goes both ways; U3 where the old stock is to be used up it is asked first.
export type Supersession = { oldCode: string; newCode: string; bothWays: boolean; useOldFirst: boolean; fromOn: string };

const reach = (links: ReadonlyMap<string, readonly string[]>, from: string): string[] => {
  const seen = [from];
  for (let at = 0; at < seen.length; at++) for (const next of links.get(seen[at] as string) ?? []) if (!seen.includes(next)) seen.push(next);
  return seen;
};
const linksOf = (all: readonly Supersession[], pairs: (one: Supersession) => [string, string][]): Map<string, string[]> => {
  const links = new Map<string, string[]>();
  for (const one of all) for (const [from, to] of pairs(one)) links.set(from, [...(links.get(from) ?? []), to]);
  return links;
};

/** Whether a new link would let a number come after itself. (U1) */
export const wouldLoop = (all: readonly Supersession[], oldCode: string, newCode: string): boolean => reach(linksOf(all, (one) => [[one.oldCode, one.newCode]]), newCode).includes(oldCode);

/** All numbers that may be fitted where this one is asked for, on a day, in the order in which they are to be used. (U2, U3) */
export function serversOf(all: readonly Supersession[], code: string, onDay: string): string[] {
  const now = all.filter((one) => one.fromOn <= onDay);
  const found = reach(linksOf(now, (one) => [[one.oldCode, one.newCode], ...(one.bothWays ? [[one.newCode, one.oldCode] as [string, string]] : [])]), code);
  const older = new Set(now.filter((one) => one.useOldFirst && found.includes(one.oldCode) && found.includes(one.newCode)).map((one) => one.oldCode));
  const age = new Map(orderOf(now, found).map((one, index) => [one, index]));
  const rank = (one: string): number => (older.has(one) ? 0 : one === code ? 1 : 2);
  return found.toSorted((a, b) => rank(a) - rank(b) || (age.get(a) ?? 0) - (age.get(b) ?? 0));
}

/** Codes from the oldest number to the newest. */
export function orderOf(all: readonly Supersession[], codes: readonly string[]): string[] {
  const links = linksOf(all, (one) => [[one.oldCode, one.newCode]]);
  return codes.toSorted((a, b) => reach(links, b).length - reach(links, a).length || (a < b ? -1 : 1));
}

/** The numbers that stand before and after one, whole. */
export function chainOf(all: readonly Supersession[], code: string): string[] {
  return orderOf(all, reach(linksOf(all, (one) => [[one.oldCode, one.newCode], [one.newCode, one.oldCode]]), code));
}

/** The number to order now in place of an old one. */
export const newestOf = (all: readonly Supersession[], code: string, onDay: string): string => orderOf(all, reach(linksOf(all.filter((one) => one.fromOn <= onDay), (one) => [[one.oldCode, one.newCode]]), code)).at(-1) ?? code;
