// What an invoice, a payment and a refund mean in the ledger; pure. L1 what is owed at the till is receivable from its payers; what
// others bear stands on their accounts; L2 money that comes lowers what its payer owes; L3 money given back takes first what
// came too much, then revenue and the tax in it.
import { earned, type Posting } from '#ledger';
import type { Bill, BillLine } from '#prices';
import type { Channel, Invoice, InvoicePayer } from './invoice.ts';

/** The party of a payer's account. */
export const partyOf = (payer: InvoicePayer, invoice: Pick<Invoice, 'ownerId' | 'brandId'>): string =>
  payer.kind === 'owner' ? `owner:${invoice.ownerId}` : payer.kind === 'maker' ? `maker:${invoice.brandId}` : payer.kind === 'insurer' ? `insurer:${payer.name}` : `company:${payer.id}`;

/** (L1) `packageFen` is what the package was sold for; the difference to the list price is a discount given then. */
export function ofIssue(bill: Bill<BillLine>, where: { ownerId: string; brandId: string; insurer: string; basisPoints: number }, packages: readonly { packageId: string; valueFen: number }[]): Posting[] {
  const postings: Posting[] = [];
  for (const { payer, fen } of bill.lines.flatMap((line) => line.shares)) {
    if (payer === 'owner') postings.push({ account: 'receivable', party: `owner:${where.ownerId}`, fen });
    if (payer === 'warranty') postings.push({ account: 'warrantyReceivable', party: `maker:${where.brandId}`, fen });
    if (payer === 'insurance') postings.push({ account: 'insuranceReceivable', party: `insurer:${where.insurer}`, fen });
    if (payer === 'goodwillMaker' || payer === 'goodwillOutlet') postings.push({ account: payer, party: `maker:${where.brandId}`, fen });
    if (payer === 'internal') postings.push({ account: 'internalCost', party: 'internal', fen });
    if (payer === 'package') postings.push({ account: 'discounts', party: 'package', fen });
  }
  for (const used of packages) postings.push({ account: 'packages', party: used.packageId, fen: used.valueFen }, { account: 'discounts', party: 'package', fen: -used.valueFen });
  for (const kind of ['labour', 'part']) postings.push(...earned(bill.lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + line.totalFen, 0), where.basisPoints, kind));
  return postings;
}

export const ofCoupon = (fen: number, ownerId: string): Posting[] => [{ account: 'discounts', party: 'coupon', fen }, { account: 'receivable', party: `owner:${ownerId}`, fen: -fen }];

const receivableOf = (payer: InvoicePayer): 'receivable' | 'warrantyReceivable' | 'insuranceReceivable' => (payer.kind === 'maker' ? 'warrantyReceivable' : payer.kind === 'insurer' ? 'insuranceReceivable' : 'receivable');
/** (L2) `roundedFen` is what cash left off, less than ten fen. */
export function ofPayment(invoice: Invoice, payer: InvoicePayer, channel: Channel, amountFen: number, from: { depositId?: string; roundedFen?: number } = {}): Posting[] {
  const rounded = from.roundedFen ?? 0;
  return [
    channel === 'deposit' ? { account: 'deposits', party: from.depositId ?? '', fen: amountFen } : { account: 'cash', party: channel, fen: amountFen - rounded },
    { account: 'rounding', party: 'cash', fen: rounded },
    { account: receivableOf(payer), party: partyOf(payer, invoice), fen: -amountFen },
  ];
}

/** (L3) What came too much is what stands below nothing on the payer's account of this invoice; `roundedFen`, what cash
 * had left off, goes with the last of the money. */
export function ofRefund(invoice: Invoice, payer: InvoicePayer, channel: Channel, amountFen: number, stands: { receivableFen: number; roundedFen: number; depositId?: string }): Posting[] {
  const surplusFen = Math.min(amountFen, Math.max(0, -stands.receivableFen));
  return [
    stands.depositId === undefined ? { account: 'cash', party: channel, fen: -amountFen } : { account: 'deposits', party: stands.depositId, fen: -amountFen }, { account: 'rounding', party: 'cash', fen: -stands.roundedFen }, { account: 'receivable', party: partyOf(payer, invoice), fen: surplusFen },
    ...earned(-(amountFen + stands.roundedFen - surplusFen), invoice.taxBasisPoints, 'refund'),
  ];
}
