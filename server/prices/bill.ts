// Who pays how much of priced lines, with a coupon and the tax in it: one pure function for the estimate and the invoice.
// B1 the shares of a line sum to the line exactly; B2 a coupon takes only from what the payer at the till owes, and what it takes from
// the lines sums to it; B3 a price of zero is a price, and a line without one is none.
export type Share = { ownerFen: number; makerFen: number };
/** What the owner and, of goodwill, the maker pay of a line in whole percent; the rest is the other side's: insurer, package, outlet. */
export function splitLine(totalFen: number, payType: string, pct: { ownerPct?: number | undefined; makerPct?: number | undefined }): Share {
  if (payType === 'owner') return { ownerFen: totalFen, makerFen: 0 };
  const shared = payType === 'goodwill' || payType === 'insurance';
  const ownerFen = shared ? Math.floor((totalFen * (pct.ownerPct ?? 0)) / 100) : 0;
  if (payType !== 'goodwill') return { ownerFen, makerFen: 0 };
  return { ownerFen, makerFen: Math.min(totalFen - ownerFen, Math.floor((totalFen * (pct.makerPct ?? 100 - (pct.ownerPct ?? 0))) / 100)) };
}

/** Divides an amount by weights, the left-over fen to the largest remainders, first ones first. All together is the amount. */
export function spread(amountFen: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(amountFen) * BigInt(weight));
  const whole = exact.map((each) => Number(each / BigInt(sum)));
  let left = amountFen - whole.reduce((total, fen) => total + fen, 0);
  const order = exact.map((each, at) => ({ at, rest: Number(each % BigInt(sum)) })).sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order) {
    if (left === 0) break;
    whole[at] = (whole[at] as number) + 1;
    left -= 1;
  }
  return whole;
}

/** Off what is owed: so many fen, or so many percent; only from `minFen` on. */
export type Coupon = { fen: number } | { pct: number; mostFen: number | null };
const couponFen = (coupon: Coupon, owedFen: number): number =>
  Math.min(owedFen, 'fen' in coupon ? coupon.fen : Math.min(coupon.mostFen ?? owedFen, Math.floor((owedFen * coupon.pct) / 100)));

export type BillLine = { kind: string; code: string; totalFen: number; payType: string; ownerFen: number; makerFen: number };
export type Payer = 'owner' | 'warranty' | 'insurance' | 'package' | 'goodwillMaker' | 'goodwillOutlet' | 'internal';
export type Bill<L> = { lines: (L & { couponFen: number; shares: { payer: Payer; fen: number }[] })[]; totalFen: number; ownerFen: number; couponFen: number; owedFen: number };

const otherSide: Record<string, Payer> = { warranty: 'warranty', threeGuarantees: 'warranty', recall: 'warranty', insurance: 'insurance', package: 'package', internal: 'internal', goodwill: 'goodwillOutlet' };

/** The shares of a line; those of nothing are left out. (B1) */
export function sharesOf(line: BillLine): { payer: Payer; fen: number }[] {
  const rest = line.totalFen - line.ownerFen - line.makerFen;
  const all: { payer: Payer; fen: number }[] = [{ payer: 'owner', fen: line.ownerFen }, { payer: 'goodwillMaker', fen: line.makerFen }, { payer: otherSide[line.payType] ?? 'owner', fen: rest }];
  return all.filter((share) => share.fen !== 0);
}

/** The bill over priced lines. (B2, B3) */
export function billOf<L extends BillLine>(lines: readonly L[], coupon: Coupon | null = null): Bill<L> {
  const ownerFen = lines.reduce((sum, line) => sum + line.ownerFen, 0);
  const off = coupon === null ? 0 : couponFen(coupon, ownerFen);
  const offBy = spread(off, lines.map((line) => line.ownerFen));
  return {
    lines: lines.map((line, at) => ({ ...line, couponFen: offBy[at] as number, shares: sharesOf(line) })),
    totalFen: lines.reduce((sum, line) => sum + line.totalFen, 0), ownerFen, couponFen: off, owedFen: ownerFen - off,
  };
}
