// The way of an insured accident: reported, surveyed, asked, approved, added to, billed with the invoice, paid. I1 what the insurer does
// not approve of a line is the owner's to approve before it is begun; begun already, it is the outlet's; I2 while the insurer is
// asked, the car waits for it on every board; I3 it is billed when the work is finished and the insurer has answered; I4 the
// insurer pays no more than the bill, and what is short has its reason.
import { actorName, holds } from '#platform/actor';
import type { Input } from '#platform/contract';
import { ownUploads } from '#platform/files';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { applyInsurance, findWorkOrder, insuredLines, type Line } from '#workorders';
import { about, accidentSettled, approvedBy, approvedFen, keyOf, linesToAsk, moved, type Accident } from './accident.ts';
import type { api } from './api.ts';
import { accidentToEdit, pageOf, tellOf } from './show.ts';
import { accidentOfOrder, insertAccident, saveAccident } from './store.ts';

const counter = ['adviser', 'serviceManager'] as const;
const insurersShare = (lines: readonly Line[]): number => lines.filter((line) => line.done && line.answer === 'approved').reduce((sum, line) => sum + line.totalFen - line.ownerFen, 0);
const isFinished = (order: { finishedAt: Date | null; state: string }): boolean => order.finishedAt !== null && ['ready', 'handedBack'].includes(order.state);

async function saved(tx: Tx, one: Accident, action: `insurance.${string}`, more: { before?: unknown; after?: unknown; why?: string } = {}) {
  const written = await saveAccident(tx, one);
  tellOf(tx, written, action, more);
  return pageOf(tx, written);
}

export async function openAccident(tx: Tx, input: Input<typeof api.openAccident>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  if (!holds(tx.actor, counter, order)) refuse('notAllowed');
  if (order.state === 'cancelled' || order.state === 'handedBack') refuse('workNotNow', { state: order.state });
  if (new Date(input.happenedAt) > tx.now) refuse('accidentInFuture', { field: 'happenedAt' });
  const { insurer, reportNo, policyNo, fault, happenedAt, words } = input;
  const one = await insertAccident(tx, {
    id: newId(), number: await nextNumber(tx, 'Y'), brandId: order.brandId, ownerId: order.ownerId, outletId: order.outletId, caseId: order.caseId, workOrderId: order.id, orderNumber: order.number, vehicleId: order.vehicleId, vin: order.vin,
    insurer: insurer.trim(), reportNo: reportNo.toUpperCase(), policyNo: policyNo?.toUpperCase() ?? null, fault, happenedAt: new Date(happenedAt), words: words.trim(), openedBy: actorName(tx.actor),
  });
  if (one === undefined) return refuse('accidentOpenAlready');
  tellOf(tx, one, 'insurance.open', { after: { insurer: one.insurer, reportNo: one.reportNo } });
  return pageOf(tx, one);
}

export async function recordAccidentSurvey(tx: Tx, input: Input<typeof api.recordAccidentSurvey>) {
  const one = moved(await accidentToEdit(tx, input, [...counter, 'technician']), 'surveyed');
  if ((await ownUploads(tx, input.fileIds)).length !== input.fileIds.length) refuse('fileNotYours', { field: 'fileIds' });
  const { surveyor, siteRisk, batteryGrade, words, fileIds } = input;
  return saved(tx, { ...one, survey: { surveyor: surveyor.trim(), siteRisk, batteryGrade, words: words.trim(), fileIds: [...fileIds], byName: actorName(tx.actor), at: tx.now.toISOString() } }, 'insurance.survey', { after: { siteRisk, batteryGrade } });
}

/** (I2) */
export async function askInsurer(tx: Tx, input: Input<typeof api.askInsurer>) {
  const before = await accidentToEdit(tx, input, counter);
  const one = moved(before, before.assessments.length === 0 ? 'asked' : 'supplementAsked');
  const wanted = linesToAsk(await insuredLines(tx, one.workOrderId), one.assessments);
  if (wanted.length === 0) refuse('nothingToAsk');
  const lines = wanted.map((line) => ({ lineId: line.id, kind: line.kind, code: line.code, forOperation: line.forOperation, name: line.name, nameEn: line.nameEn, totalFen: line.totalFen, askedFen: line.totalFen, approvedFen: null }));
  const askedFen = lines.reduce((sum, line) => sum + line.askedFen, 0);
  const assessment = { number: one.assessments.length + 1, lines, askedFen, approvedFen: null, askedBy: actorName(tx.actor), askedAt: tx.now.toISOString(), answeredBy: null, answeredAt: null, words: null };
  await applyInsurance(tx, one.workOrderId, { waits: true });
  return saved(tx, { ...one, assessments: [...one.assessments, assessment] }, 'insurance.ask', { after: { askedFen, lines: lines.length } });
}

/** (I1, I3) */
export async function answerInsurer(tx: Tx, input: Input<typeof api.answerInsurer>) {
  const before = await accidentToEdit(tx, input, counter);
  if (before.state !== 'asked' && before.state !== 'supplementAsked') return refuse('accidentNotNow', { state: before.state });
  const last = before.assessments.at(-1) ?? refuse('accidentNotNow', { state: before.state });
  if (input.answers.some((one) => !last.lines.some((line) => line.lineId === one.lineId))) refuse('lineNotFound');
  const lines = last.lines.map((line) => {
    const said = input.answers.find((one) => one.lineId === line.lineId) ?? refuse('lineNotFound', { code: line.code });
    if (said.approvedFen > line.askedFen) refuse('approvedTooMuch', { field: 'answers', code: line.code }); // (A2)
    return { ...line, approvedFen: said.approvedFen };
  });
  const answered = { ...last, lines, approvedFen: lines.reduce((sum, line) => sum + line.approvedFen, 0), answeredBy: actorName(tx.actor), answeredAt: tx.now.toISOString(), words: input.words.trim() };
  const assessments = [...before.assessments.slice(0, -1), answered];
  const approved = approvedBy(assessments);
  await applyInsurance(tx, before.workOrderId, { waits: false, approvedFen: (line) => { const known = approved.get(keyOf(line)); return known?.totalFen === line.totalFen ? known.approvedFen : undefined; } });
  const order = await findWorkOrder(tx, before.workOrderId);
  const finished = isFinished(order);
  const one = { ...moved(before, finished ? 'billed' : 'approved'), assessments, ...(finished ? { billedFen: insurersShare(await insuredLines(tx, order.id)) } : {}) };
  return saved(tx, one, 'insurance.answer', { after: { approvedFen: answered.approvedFen, askedFen: answered.askedFen }, why: input.words });
}

/** A reaction to finished work: the bill of the insurer is what it bears of the lines that were done. (I3) */
export async function billInsurer(tx: Tx, body: { workOrderId: string }): Promise<void> {
  const one = await accidentOfOrder(tx, body.workOrderId);
  if (one === undefined || one.state !== 'approved') return;
  const written = await saveAccident(tx, { ...moved(one, 'billed'), billedFen: insurersShare(await insuredLines(tx, body.workOrderId)) });
  tellOf(tx, written, 'insurance.bill', { after: { billedFen: written.billedFen } });
}

/** It ends without the insurer: lines not begun are the owner's to approve, those that were done are the outlet's. */
async function ends(tx: Tx, before: Accident, to: 'refused' | 'withdrawn' | 'totalLoss', words: string) {
  const one = { ...moved(before, to), endedWhy: words.trim() };
  await applyInsurance(tx, one.workOrderId, { waits: false, ...(to === 'totalLoss' ? {} : { approvedFen: () => 0 }) });
  const order = await findWorkOrder(tx, one.workOrderId);
  const lostFen = isFinished(order) ? insurersShare(await insuredLines(tx, order.id)) : 0;
  if (lostFen > 0) tx.tell(accidentSettled({ ...about(one), paidFen: 0, shortFen: lostFen, reference: words.trim(), byName: actorName(tx.actor) }));
  return saved(tx, { ...one, borneFen: lostFen }, `insurance.${to}`, { why: words });
}
export const refuseAccident = async (tx: Tx, input: Input<typeof api.refuseAccident>) => ends(tx, await accidentToEdit(tx, input, counter), 'refused', input.words);
export const withdrawAccident = async (tx: Tx, input: Input<typeof api.withdrawAccident>) => ends(tx, await accidentToEdit(tx, input, counter), 'withdrawn', input.words);
export const declareTotalLoss = async (tx: Tx, input: Input<typeof api.declareTotalLoss>) => ends(tx, await accidentToEdit(tx, input, counter), 'totalLoss', input.words);

/** (I4) */
export async function settleAccident(tx: Tx, input: Input<typeof api.settleAccident>) {
  const before = await accidentToEdit(tx, input, ['cashier', 'warrantyOfficer', 'serviceManager']);
  const one = moved(before, 'settled');
  const billedFen = one.billedFen ?? 0;
  if (input.amountFen > billedFen) refuse('paidTooMuch', { field: 'amountFen', billedYuan: billedFen / 100 });
  const shortFen = billedFen - input.amountFen;
  if (shortFen > 0 && input.shortWords === undefined) refuse('shortNeedsWords', { field: 'shortWords', shortYuan: shortFen / 100 });
  tx.tell(accidentSettled({ ...about(one), paidFen: input.amountFen, shortFen, reference: input.reference.trim(), byName: actorName(tx.actor) }));
  return saved(tx, { ...one, paidFen: input.amountFen, borneFen: shortFen, reference: input.reference.trim(), endedWhy: input.shortWords?.trim() ?? null }, 'insurance.settle', { after: { paidFen: input.amountFen, shortFen, approvedFen: approvedFen(one.assessments) }, ...(input.shortWords === undefined ? {} : { why: input.shortWords }) });
}

/** The insurer that stands behind an order. */
export const insurerOf = async (tx: Tx, workOrderId: string): Promise<string | undefined> => (await accidentOfOrder(tx, workOrderId))?.insurer;
