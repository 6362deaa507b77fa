// What a bill and our books say of the same numbers; pure. R1 every number that stands on one side only, or with another amount, is a difference,
// and no other is; R2 what is right later resolves itself.
import { fact } from '#platform/facts';
import type { BillRow } from '#platform/outside/bills';
import type { billChannels, differenceKinds, differenceStates } from './api.ts';

export type BillChannel = (typeof billChannels)[number];
export type Difference = {
  id: string; brandId: string; outletId: string; channel: BillChannel; onDay: string; kind: (typeof differenceKinds)[number]; moved: 'payment' | 'refund'; no: string; ourFen: number | null; billFen: number | null; invoiceId: string | null;
  state: (typeof differenceStates)[number]; holderId: string | null; holder: string | null; words: string | null; foundAt: Date; version: number;
};
export const differenceMoves: Record<Difference['state'], readonly Difference['state'][]> = { open: ['explained', 'resolved'], explained: ['resolved'], resolved: [] };
export type Ours = { kind: 'payment' | 'refund'; no: string; amountFen: number };
export type Found = { kind: Difference['kind']; moved: 'payment' | 'refund'; no: string; ourFen: number | null; billFen: number | null };

/** `ours` are our movements of the day and all that the bill names; `elsewhere` says what bills of other days name already. (R1) */
export function compare(bill: readonly Pick<BillRow, 'kind' | 'no' | 'amountFen'>[], ours: readonly Ours[], elsewhere: ReadonlySet<string> = new Set()): Found[] {
  const key = (one: { kind: string; no: string }): string => `${one.kind} ${one.no}`;
  const said = new Map(bill.map((row) => [key(row), row]));
  const known = new Map(ours.map((one) => [key(one), one]));
  const found: Found[] = [];
  for (const [at, row] of said) {
    const mine = known.get(at);
    if (mine === undefined) found.push({ kind: 'missingHere', moved: row.kind, no: row.no, ourFen: null, billFen: row.amountFen });
    else if (mine.amountFen !== row.amountFen) found.push({ kind: 'amountDiffers', moved: row.kind, no: row.no, ourFen: mine.amountFen, billFen: row.amountFen });
  }
  for (const [at, mine] of known) if (!said.has(at) && !elsewhere.has(at)) found.push({ kind: 'missingInBill', moved: mine.kind, no: mine.no, ourFen: mine.amountFen, billFen: null });
  return found;
}
export const billAsked = fact<{ channel: BillChannel; onDay: string; asked: string }>('cashier.billAsked');
