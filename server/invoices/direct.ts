// Those who settle directly: makers by their claims, insurers by their accidents. Reactions, each posted once under its claim or
// accident. D1 what they pay or do not pay leaves their receivable, so that nothing stands there for ever; D2 what it does not pay is borne by the outlet; D3 a claim
// that is made again after it was given up is receivable again.
import { balanceOf, post, type Posting } from '#ledger';
import type { Tx } from '#platform/tx';
import { newId } from '#platform/ids';
import type { Invoice, InvoicePayer } from './invoice.ts';
import { countPaid } from './pay.ts';
import { partyOf } from './postings.ts';
import { tellOf } from './show.ts';
import { insertPayment, lockInvoiceOfOrder, payersOf, saveInvoice, savePayer } from './store.ts';

type Claim = { claimId: string; number: string; kind: 'maker' | 'supplier'; payType: string; partnerId: string | null; brandId: string; outletId: string; workOrderId: string; claimedFen: number };
type Owed = { invoice: Invoice; payer: InvoicePayer };

async function owedOf(tx: Tx, claim: Claim): Promise<Owed | undefined> {
  const invoice = await lockInvoiceOfOrder(tx, claim.workOrderId);
  const payer = invoice === undefined ? undefined : (await payersOf(tx, [invoice.id])).find((one) => one.kind === 'maker');
  return invoice === undefined || payer === undefined ? undefined : { invoice, payer };
}
const owes = (claim: Claim, fen: number): Posting => ({ account: claim.payType === 'goodwill' ? 'goodwillMaker' : 'warrantyReceivable', party: `maker:${claim.brandId}`, fen });
const loss = (claim: Claim): string => `claim:${claim.workOrderId}:${claim.payType}`;
const bears = (claim: Claim, fen: number): Posting => ({ account: 'internalCost', party: loss(claim), fen });

const entry = (tx: Tx, claim: Claim, of: { kind: string; ownerId: string | null; subjectId: string; amountFen: number; words: string; postings: Posting[] }) =>
  post(tx, { ...of, reference: claim.claimId, brandId: claim.brandId, outletId: claim.outletId, subject: claim.kind === 'maker' ? 'invoices' : 'claims' });

/** Money of a settled claim; the rest that was claimed is the outlet's. (D1, D2) */
export async function claimPaid(tx: Tx, body: Claim & { acceptedFen: number; reference: string; byName: string }): Promise<void> {
  const words = `${body.number} ${body.reference}`;
  if (body.kind === 'supplier') {
    await entry(tx, body, { kind: 'supplierPaid', ownerId: null, subjectId: body.claimId, amountFen: body.acceptedFen, words, postings: [{ account: 'cash', party: 'bankTransfer', fen: body.acceptedFen }, { account: 'recoveries', party: `supplier:${body.partnerId ?? ''}`, fen: -body.acceptedFen }] });
    return;
  }
  const owed = await owedOf(tx, body);
  if (owed === undefined) return;
  const { invoice, payer } = owed;
  const shortFen = body.claimedFen - body.acceptedFen;
  const counted = await entry(tx, body, { kind: 'claimPaid', ownerId: invoice.ownerId, subjectId: invoice.id, amountFen: body.acceptedFen, words, postings: [{ account: 'cash', party: 'bankTransfer', fen: body.acceptedFen }, bears(body, shortFen), owes(body, -body.claimedFen)] });
  if (!counted) return;
  const id = newId();
  await insertPayment(tx, invoice, { id, payerId: payer.id, outTradeNo: `CM${id.toUpperCase()}`, amountFen: body.acceptedFen, channel: 'bankTransfer', state: 'paid', receivedBy: body.byName, note: words });
  tellOf(tx, await countPaid(tx, invoice, { ...payer, borneFen: payer.borneFen + shortFen }, body.acceptedFen), 'invoices.receive', { after: { amountFen: body.acceptedFen, claim: body.number, borneFen: shortFen } });
}

/** A claim that was taken back: what had come goes back, and all of it is the outlet's. (D2) */
export async function claimTakenBack(tx: Tx, body: Claim & { acceptedFen: number; wasSettled: boolean; why: string }): Promise<void> {
  const paidFen = body.wasSettled ? body.acceptedFen : 0;
  if (body.kind === 'supplier') {
    if (paidFen > 0) await entry(tx, body, { kind: 'supplierTookBack', ownerId: null, subjectId: body.claimId, amountFen: -paidFen, words: body.number, postings: [{ account: 'cash', party: 'bankTransfer', fen: -paidFen }, { account: 'recoveries', party: `supplier:${body.partnerId ?? ''}`, fen: paidFen }] });
    return;
  }
  const owed = await owedOf(tx, body);
  if (owed === undefined) return;
  // what was short when it was settled is the outlet's already
  const newFen = body.wasSettled ? body.acceptedFen : body.claimedFen;
  const counted = await entry(tx, body, { kind: 'claimTakenBack', ownerId: owed.invoice.ownerId, subjectId: owed.invoice.id, amountFen: -paidFen, words: body.number, postings: [bears(body, newFen), body.wasSettled ? { account: 'cash', party: 'bankTransfer', fen: -paidFen } : owes(body, -newFen)] });
  if (counted) await borne(tx, owed, newFen, paidFen, { claim: body.number, why: body.why });
}
/** A claim that was given up. (D2) */
export async function claimGivenUp(tx: Tx, body: Claim & { why: string }): Promise<void> {
  const owed = body.kind === 'maker' ? await owedOf(tx, body) : undefined;
  if (owed === undefined) return;
  const counted = await entry(tx, body, { kind: 'claimGivenUp', ownerId: owed.invoice.ownerId, subjectId: owed.invoice.id, amountFen: body.claimedFen, words: body.number, postings: [bears(body, body.claimedFen), owes(body, -body.claimedFen)] });
  if (counted) await borne(tx, owed, body.claimedFen, 0, { claim: body.number, why: body.why });
}
/** (D3) */
export async function claimMadeAgain(tx: Tx, body: Claim): Promise<void> {
  const owed = body.kind === 'maker' ? await owedOf(tx, body) : undefined;
  const lostFen = owed === undefined ? 0 : await balanceOf(tx, 'internalCost', loss(body));
  if (owed === undefined || lostFen <= 0) return;
  const counted = await entry(tx, body, { kind: 'claimMadeAgain', ownerId: owed.invoice.ownerId, subjectId: owed.invoice.id, amountFen: lostFen, words: body.number, postings: [bears(body, -lostFen), owes(body, lostFen)] });
  if (counted) await borne(tx, owed, -lostFen, 0, { claim: body.number });
}

/** An insurer's payment, or that it pays nothing; what is short is the outlet's. (D1, D2) */
export async function insurerPaid(tx: Tx, body: { insuranceId: string; number: string; workOrderId: string; paidFen: number; shortFen: number; reference: string; byName: string }): Promise<void> {
  const invoice = await lockInvoiceOfOrder(tx, body.workOrderId);
  const payer = invoice === undefined ? undefined : (await payersOf(tx, [invoice.id])).find((one) => one.kind === 'insurer');
  if (invoice === undefined || payer === undefined) return;
  const words = `${body.number} ${body.reference}`;
  const counted = await post(tx, {
    kind: 'insurerPaid', reference: body.insuranceId, brandId: invoice.brandId, outletId: invoice.outletId, ownerId: invoice.ownerId, subject: 'invoices', subjectId: invoice.id, amountFen: body.paidFen, words,
    postings: [{ account: 'cash', party: 'bankTransfer', fen: body.paidFen }, { account: 'internalCost', party: `insurance:${body.insuranceId}`, fen: body.shortFen }, { account: 'insuranceReceivable', party: partyOf(payer, invoice), fen: -(body.paidFen + body.shortFen) }],
  });
  if (!counted) return;
  const id = newId();
  if (body.paidFen > 0) await insertPayment(tx, invoice, { id, payerId: payer.id, outTradeNo: `CI${id.toUpperCase()}`, amountFen: body.paidFen, channel: 'bankTransfer', state: 'paid', receivedBy: body.byName, note: words });
  tellOf(tx, await countPaid(tx, invoice, { ...payer, borneFen: payer.borneFen + body.shortFen }, body.paidFen), 'invoices.receive', { after: { amountFen: body.paidFen, accident: body.number, borneFen: body.shortFen } });
}

async function borne(tx: Tx, { invoice, payer }: Owed, borneFen: number, paidBackFen: number, after: { claim: string; why?: string }): Promise<void> {
  await savePayer(tx, { ...payer, borneFen: payer.borneFen + borneFen, paidFen: payer.paidFen - paidBackFen });
  tellOf(tx, await saveInvoice(tx, invoice), 'invoices.bear', { after: { ...after, borneFen } });
}
