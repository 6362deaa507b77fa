// What people are told while the car is at the outlet: checked in, estimate, work, a moved promise, money, the end. It goes
// to the owner, where it is theirs to act on also by short message, to the outlet's desk, and onto the timeline. (T1)
import type { Tx } from '#platform/tx';
import { caseById, noteOnCase } from '#cases';
import { findInvoice } from '#invoices';
import type { OwnerNoticeCode, StaffNoticeCode } from './notice.ts';
import { dataOf, tellDesk, tellOwnerOf, type Sms } from './tell.ts';
import { momentWords } from './visit-news.ts';

type Work = { workOrderId: string; caseId: string; outletId: string };
type Say = { key: string; entry?: string; owner?: OwnerNoticeCode; desk?: StaffNoticeCode; data?: Record<string, unknown>; sms?: Sms };

async function workNews(tx: Tx, body: Work, say: Say): Promise<void> {
  const one = await caseById(tx, body.caseId);
  if (one === undefined) return;
  const data = { workOrderId: body.workOrderId, ...say.data };
  if (say.entry !== undefined) await noteOnCase(tx, one.id, { kind: say.entry, visibility: 'owner', by: { name: '' }, key: say.key, data });
  if (say.owner !== undefined) await tellOwnerOf(tx, one, say.owner, say.key, { data, ...(say.sms === undefined ? {} : { sms: say.sms }) });
  if (say.desk !== undefined) await tellDesk(tx, { brandId: one.brandId, caseId: one.id, desk: 'outletDesk', outletId: body.outletId, code: say.desk, key: say.key, data: { ...dataOf(one), ...data } });
}

export const tellOfCheckIn = (tx: Tx, body: Work): Promise<void> => workNews(tx, body, { key: `checked in ${body.workOrderId}`, owner: 'carCheckedIn' });

type Estimate = Work & { version: number; totalFen: number; ownerFen: number; toAnswer: number };
export const tellOfEstimate = (tx: Tx, body: Estimate): Promise<void> =>
  workNews(tx, body, {
    key: `estimate ${body.workOrderId} ${body.version}`, entry: 'estimateSent', owner: 'estimateToApprove',
    data: { version: body.version, totalFen: body.totalFen, ownerFen: body.ownerFen, toAnswer: body.toAnswer }, sms: { template: 'estimateToApprove' },
  });

type Answered = Work & { version: number; approved: number; declined: number; asked: number };
export const tellOfEstimateAnswer = (tx: Tx, body: Answered): Promise<void> =>
  workNews(tx, body, {
    key: `estimate answered ${body.workOrderId} ${body.version} ${body.approved} ${body.declined} ${body.asked}`, entry: 'estimateAnswered', desk: 'estimateAnswered',
    data: { version: body.version, approved: body.approved, declined: body.declined, asked: body.asked },
  });

export const tellOfWorkStarted = (tx: Tx, body: Work): Promise<void> => workNews(tx, body, { key: `work started ${body.workOrderId}`, entry: 'workStarted', owner: 'workStarted' });
/** Finished, or ready as it came because the owner declined every line: nobody is told that work was done which was not. */
export const tellOfWorkFinished = (tx: Tx, body: Work & { nothingDone?: true }): Promise<void> =>
  workNews(tx, body, { key: `work finished ${body.workOrderId}`, ...(body.nothingDone === true ? { entry: 'nothingDone', owner: 'nothingDone' as const } : { entry: 'workFinished', owner: 'workFinished' as const }) });

/** A reason as it fits into a short message; whole it stands in the app. */
const short = (words: string): string => (words.length > 40 ? `${words.slice(0, 39)}…` : words);

/** A hold names what it waits for. */
export const tellOfHold = (tx: Tx, body: Work & { reason: string }): Promise<void> =>
  workNews(tx, body, { key: `hold ${body.workOrderId} ${body.reason} ${tx.now.toISOString().slice(0, 10)}`, entry: 'workOnHold', owner: 'workOnHold', data: { reason: body.reason } });

/** Parts came: the owner hears how many of how many, and what to say or do next. */
export const tellOfPartsArrived = (tx: Tx, body: Work & { arrivalId: string; came: number; of: number; complete: boolean; away: boolean }): Promise<void> => {
  const sms: Sms | undefined = body.complete ? (body.away ? { template: 'partsHere' } : undefined) : body.away ? undefined : { template: 'partsSome', params: { came: String(body.came), of: String(body.of) } };
  return workNews(tx, body, { key: `parts ${body.arrivalId}`, owner: 'partsArrived', desk: 'partsCame', data: { came: body.came, of: body.of, complete: body.complete, away: body.away }, ...(sms === undefined ? {} : { sms }) });
};
export const tellOfPartsAnswer = (tx: Tx, body: Work & { choice: string; at: string; byOwner: boolean }): Promise<void> =>
  body.byOwner ? workNews(tx, body, { key: `parts answer ${body.workOrderId} ${body.at}`, desk: 'partsAnswered', data: { choice: body.choice } }) : Promise.resolve();
export const tellOfWentHome = (tx: Tx, body: Work & { at: string }): Promise<void> => workNews(tx, body, { key: `went home ${body.workOrderId} ${body.at}`, owner: 'carWentHome' });

/** Called off before it began: the owner reads their own words again, the desk knows the bay is free. */
export const tellOfWorkCancelled = (tx: Tx, body: Work & { why: string }): Promise<void> =>
  workNews(tx, body, { key: `work called off ${body.workOrderId}`, entry: 'workCancelled', owner: 'workCancelled', data: { why: body.why } });

/** Before the old promise passes; by short message too, which waits for the morning when it is moved at night. */
export const tellOfPromise = (tx: Tx, body: Work & { promiseId: string; promisedAt: string; fromAt: string | null; reason: string }): Promise<void> =>
  workNews(tx, body, {
    key: `promise ${body.promiseId}`, entry: 'promiseMoved', owner: 'promiseMoved', data: { promisedAt: body.promisedAt, fromAt: body.fromAt, reason: body.reason },
    sms: { template: 'promiseMoved', params: { promisedAt: momentWords(new Date(body.promisedAt)), fromAt: body.fromAt === null ? '–' : momentWords(new Date(body.fromAt)), reason: short(body.reason) } },
  });
export const tellOfPromiseAtRisk = (tx: Tx, body: Work & { promisedAt: string }): Promise<void> =>
  workNews(tx, body, { key: `promise at risk ${body.workOrderId} ${body.promisedAt}`, desk: 'promiseAtRisk', data: { promisedAt: body.promisedAt } });
/** Before the promise passes, to the owner, by short message too: they may have planned their day by it. */
export const tellOfPromiseLate = (tx: Tx, body: Work & { promisedAt: string }): Promise<void> =>
  workNews(tx, body, { key: `promise late ${body.workOrderId} ${body.promisedAt}`, owner: 'promiseLate', data: { promisedAt: body.promisedAt }, sms: { template: 'promiseLate' } });
export const tellOfPromisePassed = (tx: Tx, body: Work & { promisedAt: string }): Promise<void> =>
  workNews(tx, body, { key: `promise passed ${body.workOrderId} ${body.promisedAt}`, desk: 'promisePassed', data: { promisedAt: body.promisedAt } });
export const tellOfFailedInspection = (tx: Tx, body: Work & { inspectionId: string }): Promise<void> =>
  workNews(tx, body, { key: `inspection ${body.inspectionId}`, desk: 'inspectionFailed' });

export const tellOfHandBack = (tx: Tx, body: Work): Promise<void> => workNews(tx, body, { key: `handed back ${body.workOrderId}`, owner: 'carHandedBack', sms: { template: 'carHandedBack' } });

type Owed = { invoiceId: string; caseId: string; workOrderId: string; outletId: string; owedFen: number };
/** Fen as people read it: 12,345.60 */
export const amountWords = (fen: number): string => {
  const [whole, part] = (fen / 100).toFixed(2).split('.') as [string, string];
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${part}`;
};

/** Somebody who owes nothing is not asked for money. */
export const tellOfInvoice = (tx: Tx, body: Owed): Promise<void> =>
  workNews(tx, body, {
    key: `invoice ${body.invoiceId}`, entry: 'invoiceIssued', data: { invoiceId: body.invoiceId, owedFen: body.owedFen },
    ...(body.owedFen > 0 ? { owner: 'invoiceToPay' as const, sms: { template: 'invoiceToPay' as const, params: { amount: amountWords(body.owedFen) } } } : {}),
  });
export const tellOfPayment = (tx: Tx, body: Owed & { paidFen: number }): Promise<void> =>
  workNews(tx, body, { key: `paid ${body.invoiceId} ${body.paidFen}`, entry: 'invoicePaid', owner: 'invoicePaid', desk: 'paid', data: { invoiceId: body.invoiceId, paidFen: body.paidFen } });
/** Told by the sum refunded so far, so that two refunds of one amount are two. */
export async function tellOfRefund(tx: Tx, body: Owed & { refundedFen: number }): Promise<void> {
  const sumFen = (await findInvoice(tx, body.invoiceId)).refundedFen;
  await workNews(tx, body, { key: `refund ${body.invoiceId} ${sumFen}`, entry: 'refundMade', owner: 'refundMade', data: { invoiceId: body.invoiceId, refundedFen: body.refundedFen, sumFen } });
}
