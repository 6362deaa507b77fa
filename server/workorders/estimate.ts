// The estimate: priced by the same function as the public list, each line with who pays it; sent, answered line by line,
// and asked again when it changes. E1 an unchanged line keeps its answer, a changed or new one needs a new one; E2 goodwill,
// and a payer against the rules, is agreed by somebody else than who chose it; E3 an answer is kept with who, when, by which channel, and what was read;
// E4 what was approved stays so once work has begun; E5 an estimate is approved until its day, then it is renewed
// at the prices of the day.
import { createHash } from 'node:crypto';
import { actorId, actorName, holds } from '#platform/actor';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { ownUploads } from '#platform/files';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { holdFor } from '#benefits';
import { findBookById, priceLines, splitLine } from '#prices';
import { findVehicle } from '#vehicles';
import { insertAnswers } from './answer-store.ts';
import type { answerChannels, api } from './api.ts';
import { openCampaignsOf } from './campaign-store.ts';
import { payerOnComeback } from './comeback.ts';
import { withinGoodwillLimit } from './goodwill.ts';
import { eventOf, lineAfter, lineMoves } from './line-answer.ts';
import { orderToEdit, pageOf, tellOf, totals, waitsForGoodwill } from './show-work-orders.ts';
import { keepsPrice, renewed } from './line-price.ts';
import { linesOf, replaceLines, rulesOn, saveOrder, spellsOf } from './store.ts';
import { makers, needsAgreement, suggestPayer, type Terms } from './who-pays.ts';
import { about, estimateAnswered, estimateSent, inspectionPassed, type Line, type WorkOrder } from './work-order.ts';

const counter = ['adviser', 'serviceManager'] as const;
const open = ['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'];
const sameLine = (a: Line, b: Line): boolean => a.kind === b.kind && a.code === b.code && a.forOperation === b.forOperation && a.totalFen === b.totalFen && a.ownerFen === b.ownerFen && a.makerFen === b.makerFen && a.payType === b.payType;
const unanswered = { goodwillOkBy: null, answer: 'draft' as const, answeredAt: null, answeredBy: null, answerChannel: null, answerWords: null, proof: null, done: false, photos: [] as string[] };

export async function saveEstimate(tx: Tx, input: Input<typeof api.saveEstimate>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...counter]);
  if (!open.includes(order.state)) refuse('workNotNow', { state: order.state });
  const vehicle = await findVehicle(tx, order.vin);
  const { content: book } = await findBookById(tx, order.bookId);
  const priced = priceLines(book, { tier: order.tier, modelId: vehicle.modelId, operations: input.operations, parts: input.parts, diagnosisCentihours: input.diagnosisCentihours });
  const onDay = beijingDay(order.checkedInAt);
  const terms = Object.fromEntries(await rulesOn(tx, onDay)) as unknown as Terms;
  const car = { deliveredOn: vehicle.deliveredOn, odometerKm: order.checkIn.odometerKm, usageNature: vehicle.usageNature, onDay };
  const campaignWork = new Set((await openCampaignsOf(tx, order.vin)).flatMap((one) => one.operations));
  const before = await linesOf(tx, [order.id]);
  const left = [...before];
  const lines = priced.lines.map((list, position): Line => {
    const line = { ...list, ...keepsPrice({ ...list, listFen: null, overrideWhy: null, overrideBy: null } as unknown as Line, before) };
    const operation = book.operations.find((one) => one.code === (line.forOperation ?? line.code));
    const suggested = campaignWork.has(line.forOperation ?? line.code) ? { payType: 'recall' as const, payReason: 'campaign' as const } : payerOnComeback(suggestPayer(line.coverage, car, terms), operation?.system ?? '', order.comeback);
    const chosen = input.payers.find((payer) => payer.code === line.code);
    const payType = chosen?.payType ?? suggested.payType;
    if (suggested.payType === 'recall' && !makers.includes(payType)) refuse('campaignIsFree', { field: 'payers', name: line.name, nameEn: line.nameEn }); // (W4)
    const insured = payType === 'insurance' && chosen?.ownerPct === undefined ? before.find((other) => other.payType === 'insurance' && other.kind === line.kind && other.code === line.code && other.forOperation === line.forOperation && other.totalFen === line.totalFen) : undefined;
    const fresh: Line = {
      id: newId(), workOrderId: order.id, position, estimateVersion: order.estimateVersion + 1, kind: line.kind, code: line.code, forOperation: line.forOperation, name: line.name, nameEn: line.nameEn, quantity: line.quantity, unitFen: line.unitFen, totalFen: line.totalFen, system: operation?.system ?? '', origin: line.origin, labourCentihours: line.kind === 'labour' ? line.labourCentihours : null, wasFen: null, listFen: line.listFen ?? null, overrideWhy: line.overrideWhy ?? null, overrideBy: line.overrideBy ?? null,
      hv: line.kind === 'labour' && operation?.hv === true, safety: line.kind === 'labour' && operation?.safety === true, payType, ...(insured === undefined ? splitLine(line.totalFen, payType, chosen ?? {}) : { ownerFen: insured.ownerFen, makerFen: 0 }),
      payReason: chosen === undefined || chosen.payType === suggested.payType ? suggested.payReason : 'chosen', goodwillBy: needsAgreement(suggested.payType, payType) ? actorId(tx.actor) : null, ...unanswered,
    };
    const kept = left.findIndex((other) => sameLine(other, fresh));
    return kept < 0 ? { ...fresh, photos: before.find((other) => other.kind === fresh.kind && other.code === fresh.code)?.photos ?? [] } : { ...(left.splice(kept, 1)[0] as Line), position }; // (E1)
  });
  const gone = left.find((line) => line.answer === 'approved' && !lines.some((other) => other.kind === line.kind && other.code === line.code && other.forOperation === line.forOperation && other.quantity >= line.quantity));
  if (gone !== undefined && (await spellsOf(tx, order.id)).length > 0) refuse('approvedWorkStays', { field: 'operations', name: gone.name }); // (E4)
  await holdFor(tx, vehicle, order.id, lines.filter((line) => line.payType === 'package').map((line) => line.forOperation ?? line.code));
  await replaceLines(tx, order, lines);
  const saved = await saveOrder(tx, { ...order, estimateVersion: order.estimateVersion + 1 });
  tellOf(tx, saved, 'workorders.saveEstimate', { before: totals(before), after: { ...totals(lines), lines: lines.length } });
  return pageOf(tx, saved);
}

/** (E2) */
export async function approveGoodwill(tx: Tx, input: Input<typeof api.approveGoodwill>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, ['serviceManager', 'regionalManager']);
  if (!open.includes(order.state)) refuse('workNotNow', { state: order.state });
  const lines = await linesOf(tx, [order.id]);
  const me = actorId(tx.actor);
  if (lines.some((line) => waitsForGoodwill(line) && line.goodwillBy === me)) refuse('goodwillOwn');
  await withinGoodwillLimit(tx, order, lines);
  await replaceLines(tx, order, lines.map((line) => (waitsForGoodwill(line) ? { ...line, goodwillOkBy: me } : line)));
  const saved = await saveOrder(tx, order);
  tellOf(tx, saved, 'workorders.approveGoodwill');
  return pageOf(tx, saved);
}

const hasExpired = (tx: Tx, order: WorkOrder): boolean => order.estimateValidUntil !== null && order.estimateValidUntil < tx.now;

/** To be answered until the end of a day. (E5) */
async function validUntil(tx: Tx, days: number | undefined): Promise<Date> {
  const today = beijingDay(tx.now);
  return new Date(`${addDays(today, days ?? (await rulesOn(tx, today)).get('estimateValidDays') ?? 15)}T23:59:59+08:00`);
}

export async function sendEstimate(tx: Tx, input: Input<typeof api.sendEstimate>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...counter]);
  if (!open.includes(order.state)) refuse('workNotNow', { state: order.state });
  const before = await linesOf(tx, [order.id]);
  const renews = hasExpired(tx, order) && before.some((line) => line.answer === 'sent' || line.answer === 'asked');
  const { bookId, lines } = renews ? await renewed(tx, order, before) : { bookId: order.bookId, lines: before };
  if (!renews && !lines.some((line) => line.answer === 'draft')) refuse('nothingToSend');
  if (lines.some(waitsForGoodwill)) refuse('goodwillUnapproved');
  await replaceLines(tx, order, lines.map((line) => ({ ...line, answer: lineMoves[line.answer].send ?? line.answer })));
  const saved = await saveOrder(tx, { ...order, bookId, state: 'quoted', estimateValidUntil: await validUntil(tx, input.validDays), estimateVersion: renews ? order.estimateVersion + 1 : order.estimateVersion });
  tx.tell(estimateSent({ ...about(saved), version: saved.estimateVersion, ...totals(lines), toAnswer: lines.filter((line) => line.answer === 'draft' || (renews && line.answer === 'sent')).length }));
  tellOf(tx, saved, 'workorders.sendEstimate', { after: { ...totals(lines), validUntil: saved.estimateValidUntil } });
  return pageOf(tx, saved);
}

type Answer = { lineId: string; answer: 'approved' | 'declined' | 'asked'; words?: string };

/** Where a work order stands after answers: work may begin when every line is answered and one is approved; with none it is over. */
function stateAfter(order: WorkOrder, lines: readonly Line[]): WorkOrder['state'] {
  if (!['quoted', 'approved'].includes(order.state) || lines.some((line) => line.answer === 'sent' || line.answer === 'asked')) return order.state;
  if (lines.some((line) => line.answer === 'approved')) return 'approved';
  return lines.some((line) => line.answer === 'draft') ? order.state : 'ready';
}

type By = { channel: (typeof answerChannels)[number]; words: string | null; fileId: string | null };
const proofOf = (line: Line, answer: string): string => createHash('sha256').update(JSON.stringify([line.code, line.name, line.quantity, line.totalFen, line.ownerFen, line.payType, answer])).digest('hex');

/** Writes the answers, on the lines and for good. (E3, E4, E5) */
export async function answered(tx: Tx, order: WorkOrder, answers: readonly Answer[], by: By): Promise<WorkOrder> {
  const lines = await linesOf(tx, [order.id]);
  const begun = (await spellsOf(tx, order.id)).length > 0;
  if (answers.some((one) => !lines.some((line) => line.id === one.lineId))) refuse('lineNotFound');
  if (new Set(answers.map((one) => one.lineId)).size !== answers.length) refuse('badInput', { field: 'answers', reason: 'uniqueItems' });
  const { channel, fileId } = by;
  const after = lines.map((line): Line => {
    const said = answers.find((one) => one.lineId === line.id);
    if (said === undefined) return line;
    const answer = ['quoted', 'approved'].includes(order.state) ? lineAfter(line, eventOf[said.answer], begun) : undefined;
    if (answer === undefined) return refuse('lineNotAsked', { lineId: line.id });
    if (answer === 'approved' && hasExpired(tx, order)) return refuse('estimateExpired', { until: order.estimateValidUntil });
    return { ...line, answer, answeredAt: tx.now, answeredBy: actorName(tx.actor), answerChannel: channel, answerWords: said.words ?? by.words, proof: proofOf(line, said.answer) };
  });
  await insertAnswers(tx, order, actorId(tx.actor) ?? '', after.filter((line) => answers.some((one) => one.lineId === line.id)).map((line) => ({
    id: newId(), lineId: line.id, estimateVersion: order.estimateVersion, code: line.code, name: line.name, nameEn: line.nameEn, quantity: line.quantity, totalFen: line.totalFen, ownerFen: line.ownerFen, payType: line.payType, answer: line.answer,
    words: line.answerWords, channel, byKind: tx.actor.kind, byName: actorName(tx.actor), fileId, photos: line.photos, proof: line.proof ?? '',
  })));
  await replaceLines(tx, order, after);
  const approved = after.filter((line) => line.answer === 'approved').length;
  const state = stateAfter(order, after);
  const saved = await saveOrder(tx, { ...order, state, finishedAt: state === 'ready' ? tx.now : order.finishedAt });
  if (state === 'ready') tx.tell(inspectionPassed({ ...about(saved), nothingDone: true }));
  tx.tell(estimateAnswered({ ...about(saved), version: saved.estimateVersion, approved, declined: after.filter((line) => line.answer === 'declined').length, asked: after.filter((line) => line.answer === 'asked').length }));
  tellOf(tx, saved, 'workorders.answerEstimate', { after: { answers: answers.map(({ lineId, answer }) => ({ lineId, answer })), channel }, ...(by.words === null ? {} : { why: by.words }) });
  return saved;
}

export async function answerEstimate(tx: Tx, input: Input<typeof api.answerEstimate>) {
  await answered(tx, await orderToEdit(tx, input.workOrderId, input.version, []), input.answers, { channel: 'app', words: null, fileId: null });
  return { ok: true as const };
}
export async function recordAnswer(tx: Tx, input: Input<typeof api.recordAnswer>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...counter]);
  if (!holds(tx.actor, [...counter], order)) refuse('notAllowed');
  if (input.fileId !== undefined && (await ownUploads(tx, [input.fileId])).length !== 1) refuse('fileNotYours', { field: 'fileId' });
  return pageOf(tx, await answered(tx, order, input.answers, { channel: input.channel ?? 'staff', words: input.words, fileId: input.fileId ?? null }));
}

/** What a line is about, for the owner to see before the answer. */
export async function addLinePhotos(tx: Tx, input: Input<typeof api.addLinePhotos>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...counter, 'technician']);
  if (!open.includes(order.state)) refuse('workNotNow', { state: order.state });
  const lines = await linesOf(tx, [order.id]);
  if (!lines.some((line) => line.id === input.lineId)) refuse('lineNotFound');
  if ((await ownUploads(tx, input.fileIds)).length !== input.fileIds.length) refuse('fileNotYours', { field: 'fileIds' });
  await replaceLines(tx, order, lines.map((line) => (line.id === input.lineId ? { ...line, photos: [...new Set([...line.photos, ...input.fileIds])].slice(0, 12) } : line)));
  const saved = await saveOrder(tx, order);
  tellOf(tx, saved, 'workorders.addLinePhotos', { after: { lineId: input.lineId, photos: input.fileIds.length } });
  return pageOf(tx, saved);
}
