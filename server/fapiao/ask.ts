// Asking for a tax invoice, looking at it, and the red one that follows money given back. F3 only after settlement, once per payer; F4 the
// buyer's title and number are the buyer's own; F5 every refund of a blue paper's payer has its red one, once.
import { taxWithin } from '#ledger';
import { findInvoice, lockInvoice, payersOf, paymentsOf, refundsOf, type Invoice } from '#invoices';
import { actorName, holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { fapiaoAsked, linesOver, type Paper } from './paper.ts';
import { blueOf, insertPaper, lockPaper, paperById, papersOfOwner, papersWithin, redsOf, savePaper } from './store.ts';

const till: readonly Role[] = ['adviser', 'cashier', 'serviceManager'];
const lookers: readonly Role[] = [...till, 'agent', 'warrantyOfficer', 'regionalManager', 'auditor', 'administrator'];
export const tellOf = (tx: Tx, one: Paper, action: `fapiao.${string}`, more: { after?: unknown; why?: string } = {}): void => {
  tx.record({ action, subject: 'fapiao', subjectId: one.id, brandId: one.brandId, version: one.version, ...more });
  tx.announce({ topic: 'fapiao', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
};

async function shown(tx: Tx, papers: readonly Paper[]) {
  const numbers = new Map<string, string>();
  for (const id of new Set(papers.map((one) => one.invoiceId))) numbers.set(id, (await findInvoice(tx, id)).number);
  return papers.map((one) => ({ ...one, invoiceNumber: numbers.get(one.invoiceId) ?? '' }));
}
export const myFapiao = async (tx: Tx, input: Input<typeof api.myFapiao>) => ({ papers: tx.actor.kind === 'owner' ? await shown(tx, await papersOfOwner(tx, tx.actor.id, input.invoiceId)) : [] });
export const listFapiao = async (tx: Tx, input: Input<typeof api.listFapiao>) => ({ papers: await shown(tx, await papersWithin(tx, placesOf(tx.actor, lookers), { ...input, limit: input.limit ?? 100 })) });

function buyer(input: { buyerKind: 'person' | 'company'; title: string; taxNo?: string | undefined }) {
  if (input.buyerKind === 'company' && input.taxNo === undefined) refuse('fapiaoTaxNoNeeded', { field: 'taxNo' });
  return { buyerKind: input.buyerKind, buyerTitle: input.title.trim(), buyerTaxNo: input.buyerKind === 'company' ? (input.taxNo ?? null) : null }; // (F4)
}

/** (F3) */
export async function askFapiao(tx: Tx, input: Input<typeof api.askFapiao>) {
  const invoice = await findInvoice(tx, input.invoiceId);
  if (tx.actor.kind === 'staff' && !holds(tx.actor, till, invoice)) refuse('notAllowed');
  await lockInvoice(tx, invoice.id); // money that goes back meanwhile is seen, or sees this paper
  const payers = await payersOf(tx, [invoice.id]);
  const payer = payers.find((one) => (input.payerId === undefined ? one.kind === 'owner' : one.id === input.payerId));
  if (payer === undefined || (tx.actor.kind === 'owner' && payer.kind !== 'owner')) return refuse('payerNotFound', { field: 'payerId' });
  if (payer.paidFen < payer.owedFen) refuse('fapiaoNotSettled');
  const grossFen = Math.min(payer.owedFen, payer.paidFen - payer.refundedFen);
  if (grossFen <= 0) refuse('fapiaoNothing');
  const lines = linesOver(grossFen, invoice.taxBasisPoints, invoice.lines.map((line) => ({ name: line.name, quantity: line.quantity, partFen: line.ownerFen - line.couponFen > 0 && payer.kind !== 'maker' && payer.kind !== 'insurer' ? line.ownerFen - line.couponFen : payer.kind === 'maker' || payer.kind === 'insurer' ? line.totalFen - line.ownerFen : 0 })));
  const id = newId();
  const paper = await insertPaper(tx, {
    id, brandId: invoice.brandId, ownerId: invoice.ownerId, outletId: invoice.outletId, invoiceId: invoice.id, payerId: payer.id, kind: 'blue', ofId: null, serial: `FP${id.toUpperCase()}`, ...buyer(input), grossFen,
    taxFen: lines.reduce((sum, line) => sum + line.taxFen, 0), taxBasisPoints: invoice.taxBasisPoints, lines, reason: null, refundNo: null, askedBy: actorName(tx.actor),
  });
  if (paper === undefined) return refuse('fapiaoAskedAlready');
  tx.tell(fapiaoAsked({ paperId: paper.id }));
  tellOf(tx, paper, 'fapiao.ask', { after: { grossFen, buyerTitle: paper.buyerTitle } });
  return { ...paper, invoiceNumber: invoice.number };
}

export async function retryFapiao(tx: Tx, input: Input<typeof api.retryFapiao>) {
  const seen = await visiblePaper(tx, input.paperId);
  if (!holds(tx.actor, till, seen)) refuse('notAllowed');
  const paper = (await lockPaper(tx, seen.id)) ?? refuse('fapiaoNotFound', { id: seen.id });
  if (paper.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'fapiao', paper.id, input.version) });
  if (paper.state !== 'failed') refuse('fapiaoNotFailed');
  const again = paper.kind === 'blue' ? { ...paper, ...buyer(input) } : paper;
  const saved = await savePaper(tx, { ...again, state: 'asked', serial: `FP${newId().toUpperCase()}`, confirmationNo: null, error: null, tries: 0 });
  tx.tell(fapiaoAsked({ paperId: saved.id }));
  tellOf(tx, saved, 'fapiao.retry', { after: { buyerTitle: saved.buyerTitle } });
  return { ...saved, invoiceNumber: (await findInvoice(tx, saved.invoiceId)).number };
}

async function visiblePaper(tx: Tx, id: string): Promise<Paper> {
  const paper = await paperById(tx, id);
  const may = paper !== undefined && (tx.actor.kind === 'owner' ? paper.ownerId === tx.actor.id : holds(tx.actor, lookers, paper));
  return may ? paper : refuse('fapiaoNotFound', { id });
}
export async function fapiaoFile(tx: Tx, input: Input<typeof api.fapiaoFile>) {
  const paper = await visiblePaper(tx, input.paperId);
  const bytes = paper.fileId === null ? undefined : await tx.files.get(paper.fileId);
  return bytes === undefined ? refuse('fapiaoNoFile') : { bytes, mediaType: 'application/pdf' };
}

/** A reaction to money given back: a red paper for what was refunded after the blue one. (F5) */
export async function redAfterRefund(tx: Tx, body: { invoiceId: string }): Promise<void> {
  const invoice: Invoice = await findInvoice(tx, body.invoiceId);
  const payments = await paymentsOf(tx, invoice.id);
  for (const payer of await payersOf(tx, [invoice.id])) {
    const blue = await blueOf(tx, payer.id);
    if (blue === undefined) continue;
    const reds = await redsOf(tx, blue.id);
    const undoneFen = -reds.reduce((sum, red) => sum + red.grossFen, 0);
    const keptFen = Math.max(0, Math.min(payer.owedFen, payer.paidFen - payer.refundedFen));
    const dueFen = blue.grossFen - undoneFen - keptFen;
    const latest = (await refundsOf(tx, invoice.id)).filter((one) => one.state === 'done' && payments.some((payment) => payment.outTradeNo === one.outTradeNo && payment.payerId === payer.id)).at(-1);
    if (dueFen <= 0 || latest === undefined) continue;
    const lines = linesOver(dueFen, blue.taxBasisPoints, blue.lines.map((line) => ({ name: line.name, quantity: line.quantity, partFen: line.grossFen }))).map((line) => ({ ...line, grossFen: -line.grossFen, taxFen: -line.taxFen || 0 }));
    const id = newId();
    const lastFen = dueFen + undoneFen === blue.grossFen ? -(blue.taxFen + reds.reduce((sum, red) => sum + red.taxFen, 0)) : -taxWithin(dueFen, blue.taxBasisPoints);
    const red = await insertPaper(tx, {
      id, brandId: blue.brandId, ownerId: blue.ownerId, outletId: blue.outletId, invoiceId: invoice.id, payerId: payer.id, kind: 'red', ofId: blue.id, serial: `FR${id.toUpperCase()}`, buyerKind: blue.buyerKind, buyerTitle: blue.buyerTitle, buyerTaxNo: blue.buyerTaxNo,
      grossFen: -dueFen, taxFen: lastFen, taxBasisPoints: blue.taxBasisPoints, lines, reason: latest.why, refundNo: latest.outRefundNo, askedBy: actorName(tx.actor),
    });
    if (red === undefined) continue;
    tx.tell(fapiaoAsked({ paperId: red.id }));
    tellOf(tx, red, 'fapiao.askRed', { after: { grossFen: red.grossFen } });
  }
}
