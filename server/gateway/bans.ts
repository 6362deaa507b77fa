// How an address earns being shut out, and for how long. Pure.
// N1 one bad line is borne: a ban takes several bad endings in a short time; N2 every ban ends by itself, each relapse
// lasts twice as long; N3 an address behind which many honest cars speak (a carrier's NAT) is never shut out for one.
export type Ban = { address: string; reason: string; times: number; bannedAt: Date; until: Date; liftedAt: Date | null; liftedBy: string | null };

export const banRules = {
  /** So many bad endings … */
  strikes: 5,
  /** … within so long: a scanner needs seconds, a terminal with a loose antenna rarely fails that often. */
  withinMs: 600_000,
  /** The first ban; long enough to end a flood, short enough that nobody has to be called. */
  firstMs: 900_000,
  /** No ban lasts longer. */
  mostMs: 86_400_000,
  /** With so many proven cars at an address its strikes are those of single lines. */
  honestCars: 20,
};
export type BanRules = typeof banRules;

/** Endings that count against an address: what no terminal does by accident. */
export const strikeReasons: ReadonlySet<string> = new Set(['notATerminal', 'tooManyDefects', 'loginFlood', 'platformRefused', 'badHandshake']);

/** The strikes that still count with this one; `ban` when it is one too many. (N1, N3) */
export function afterStrike(before: readonly number[], nowMs: number, honestCars: number, rules: BanRules = banRules): { strikes: number[]; ban: boolean } {
  const strikes = [...before.filter((at) => nowMs - at < rules.withinMs), nowMs];
  return { strikes, ban: honestCars < rules.honestCars && strikes.length >= rules.strikes };
}

/** How long the `times`-th ban of an address lasts. (N2) */
export const banMs = (times: number, rules: BanRules = banRules): number => Math.min(rules.mostMs, rules.firstMs * 2 ** (times - 1));
