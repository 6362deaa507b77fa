// Issuing. I1 an invoice is made of exactly the approved lines that were done, billed by the function that priced the estimate,
// once per work order; what packages cover is used up, what makers and insurers bear is owed by them.
import { earned, post, repairTax } from '#ledger';
import { spendHeld } from '#benefits';
import { insurerOf } from '#insurance';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { billOf, type Payer } from '#prices';
import { doneLines, findWorkOrder } from '#workorders';
import { about, invoiceIssued, stateOf, type Invoice } from './invoice.ts';
import { ofIssue } from './postings.ts';
import { tellOf } from './show.ts';
import { insertInvoice, insertPayer } from './store.ts';

/** Where nobody recorded which insurer it is. */
const someInsurer = '保险公司';

/** A reaction to finished work. (I1) */
export async function issueInvoice(tx: Tx, body: { workOrderId: string }): Promise<void> {
  const order = await findWorkOrder(tx, body.workOrderId);
  const done = (await doneLines(tx, order.id)).map(({ kind, code, name, nameEn, quantity, unitFen, totalFen, payType, ownerFen, makerFen, forOperation }) => ({ kind, code, forOperation, name, nameEn, quantity, unitFen, totalFen, payType, ownerFen, makerFen }));
  const bill = billOf(done);
  const basisPoints = await repairTax(tx);
  const taxFen = -['labour', 'part'].flatMap((kind) => earned(bill.lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + line.totalFen, 0), basisPoints, kind)).filter((one) => one.account === 'tax').reduce((sum, one) => sum + one.fen, 0);
  const issued = await insertInvoice(tx, {
    id: newId(), number: await nextNumber(tx, 'S'), brandId: order.brandId, ownerId: order.ownerId, caseId: order.caseId, workOrderId: order.id, outletId: order.outletId, vin: order.vin,
    state: stateOf({ owedFen: bill.owedFen, paidFen: 0, refundedFen: 0 }), lines: bill.lines.map(({ shares: _shares, forOperation: _operation, ...line }) => line), totalFen: bill.totalFen, owedFen: bill.owedFen, taxFen, taxBasisPoints: basisPoints,
  });
  if (issued === undefined) return;
  const borne = (payers: readonly Payer[]): number => bill.lines.flatMap((line) => line.shares).filter((share) => payers.includes(share.payer)).reduce((sum, share) => sum + share.fen, 0);
  const insurer = (await insurerOf(tx, order.id)) ?? someInsurer;
  await insertPayers(tx, issued, borne, insurer);
  const used = await spendHeld(tx, order.id, bill.lines.filter((line) => line.payType === 'package').map((line) => line.forOperation ?? line.code));
  await post(tx, {
    kind: 'owed', reference: `invoice ${issued.id}`, brandId: issued.brandId, outletId: issued.outletId, ownerId: issued.ownerId, subject: 'invoices', subjectId: issued.id, amountFen: bill.owedFen, words: issued.number,
    postings: ofIssue(bill, { ownerId: issued.ownerId, brandId: issued.brandId, insurer, basisPoints }, used),
  });
  tx.tell(invoiceIssued(about(issued)));
  tellOf(tx, issued, 'invoices.issue', { after: { totalFen: issued.totalFen, owedFen: issued.owedFen } });
}

async function insertPayers(tx: Tx, issued: Invoice, borne: (payers: readonly Payer[]) => number, insurer: string): Promise<void> {
  await insertPayer(tx, issued, { id: newId(), kind: 'owner', name: '', taxNo: null, owedFen: issued.owedFen });
  const [makerFen, insurerFen] = [borne(['warranty', 'goodwillMaker']), borne(['insurance'])];
  if (makerFen > 0) await insertPayer(tx, issued, { id: newId(), kind: 'maker', name: issued.brandId, taxNo: null, owedFen: makerFen });
  if (insurerFen > 0) await insertPayer(tx, issued, { id: newId(), kind: 'insurer', name: insurer, taxNo: null, owedFen: insurerFen });
}
