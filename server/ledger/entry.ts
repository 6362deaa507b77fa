// An entry of the ledger: what moved between which accounts. Pure: G1 an entry sums to zero or is none; G2 tax is inside
// the price, and price = net + tax to the fen.
import type { accounts } from './api.ts';

export type Account = (typeof accounts)[number];
/** Debit positive, credit negative. `party` says whose: a payer, a channel, a package. */
export type Posting = { account: Account; party: string; fen: number };

/** Postings of the same account and party as one, without those of nothing. Throws when they do not sum to zero. (G1) */
export function balanced(postings: readonly Posting[]): Posting[] {
  const sums = new Map<string, Posting>();
  for (const { account, party, fen } of postings) {
    if (!Number.isSafeInteger(fen)) throw new Error(`${fen} is not a number of fen`);
    const key = `${account} ${party}`;
    sums.set(key, { account, party, fen: (sums.get(key)?.fen ?? 0) + fen });
  }
  const left = [...sums.values()].filter((one) => one.fen !== 0);
  const off = left.reduce((sum, one) => sum + one.fen, 0);
  if (off !== 0) throw new Error(`an entry is ${off} fen away from zero`);
  return left;
}

export const reversed = (postings: readonly Posting[]): Posting[] => postings.map((one) => ({ ...one, fen: -one.fen }));

/** The tax inside a price, half a fen upwards. (G2) */
export function taxWithin(grossFen: number, basisPoints: number): number {
  const sign = grossFen < 0 ? -1 : 1;
  const gross = Math.abs(grossFen);
  const net = Math.floor((gross * 10_000 + (10_000 + basisPoints) / 2) / (10_000 + basisPoints));
  return sign * (gross - net) || 0;
}

/** Revenue and the tax in it, as the credit side of an entry. */
export function earned(grossFen: number, basisPoints: number, party: string): Posting[] {
  const taxFen = taxWithin(grossFen, basisPoints);
  return [{ account: 'revenue', party, fen: -(grossFen - taxFen) }, { account: 'tax', party: 'output', fen: -taxFen }];
}
