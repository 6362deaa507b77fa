// People state what no work order says: how grave a fault was, what was replaced, which problem it was, which time does not
// count, and when the guarantees do not cover a damage. Each by name, with words; the second person is never the first.
// R1 nothing is changed afterwards: it is answered once, or withdrawn with its reason; R2 who excluded or agreed to it does
// not answer the owner's appeal.
import { actorId, actorName, holds, type Role } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { ownUploads, readKeptFile } from '#platform/files';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { doneLinesOf, findWorkOrder, type WorkOrder } from '#workorders';
import type { api } from './api.ts';
import { deciders, judges, lookers } from './judgement-api.ts';
import { insertStatement, lockStatement, mappedParts, saveStatement } from './judgement-store.ts';
import { isMainPart, type Assembly } from './rule-book.ts';
import { needsSecond, stateOf, type Body, type Kind, type Statement } from './statement.ts';
import { ruleBook } from './store.ts';
import { carsOf, type Read } from './visits.ts';
import { exclusionStated } from './guarantee-facts.ts';

export const shownStatement = (one: Statement) => ({ ...one, state: stateOf(one) });

/** Parts by the parts list that nobody named yet, and earlier repairs by the same operation under another problem. */
async function proposals(tx: Tx, order: WorkOrder, read: readonly Read[], own: readonly Statement[]) {
  const lines = await doneLinesOf(tx, read.map((one) => one.visit.id));
  const mine = lines.filter((line) => line.workOrderId === order.id && line.payType !== 'recall');
  const standing = own.filter((one) => one.withdrawnAt === null);
  const mapped = await mappedParts(tx, order.brandId, mine.filter((line) => line.kind === 'part').map((line) => line.code), beijingDay(order.checkedInAt));
  const parts = mapped.filter((part) => !standing.some((one) => one.kind === 'replaced' && (one.body.partCode === part.partCode || one.body.assembly === part.assembly)))
    .map((part) => ({ kind: 'replaced' as const, why: 'partsList' as const, of: mine.find((line) => line.code === part.partCode)?.name ?? part.partCode, body: { assembly: part.assembly as Assembly, part: part.part, whole: part.whole, partCode: part.partCode } }));
  const me = read.find((one) => one.visit.id === order.id);
  const codes = new Set(mine.filter((line) => line.kind === 'labour').map((line) => line.code));
  const alike = standing.some((one) => one.kind === 'problem') || me === undefined ? [] : read.filter((one) => one.visit.checkedInAt < order.checkedInAt && one.repair.cause === 'quality' && one.repair.problem !== me.repair.problem && lines.some((line) => line.workOrderId === one.visit.id && line.kind === 'labour' && codes.has(line.code)));
  return [...parts, ...alike.slice(-1).map((one) => ({ kind: 'problem' as const, why: 'sameOperation' as const, of: one.visit.number, body: { sameAsWorkOrderId: one.visit.id, sameAsNumber: one.visit.number } }))];
}

async function recordOf(tx: Tx, order: WorkOrder) {
  const { read, statements } = await carsOf(tx, [order.vin]).then((cars) => cars.get(order.vin) ?? { read: [], statements: [] });
  const own = statements.filter((one) => one.workOrderId === order.id);
  const me = read.find((one) => one.visit.id === order.id);
  const book = await ruleBook(tx);
  const onDay = beijingDay(order.checkedInAt);
  return {
    workOrderId: order.id, vehicleId: order.vehicleId, number: order.number, counts: me?.repair.cause === 'quality', problem: me?.repair.problem ?? '', statements: own.map(shownStatement), proposals: await proposals(tx, order, read, own),
    earlier: read.filter((one) => one.visit.checkedInAt < order.checkedInAt && one.repair.cause === 'quality').map((one) => ({ workOrderId: one.visit.id, number: one.visit.number, checkedInAt: one.visit.checkedInAt, sameProblem: one.repair.problem === me?.repair.problem })),
    mainParts: book.mainParts.filter((row) => row.validFrom <= onDay && (row.validTo === null || onDay <= row.validTo)).map((row) => ({ assembly: row.assembly as Assembly, part: row.part })),
  };
}
export const showRepairOnRecord = async (tx: Tx, input: Input<typeof api.showRepairOnRecord>) => recordOf(tx, await findWorkOrder(tx, input.workOrderId));

type Stated = { workOrderId: string; words: string; fileIds?: readonly string[] };
async function state(tx: Tx, { workOrderId, words, fileIds = [] }: Stated, roles: readonly Role[], kind: Kind, bodyOf: (order: WorkOrder) => Body | Promise<Body>) {
  const order = await findWorkOrder(tx, workOrderId);
  if (!holds(tx.actor, roles, order)) refuse('notAllowed');
  if ((await ownUploads(tx, fileIds, { papers: true })).length !== fileIds.length) refuse('fileNotYours', { field: 'fileIds' });
  const body = await bodyOf(order);
  const statement = { id: newId(), brandId: order.brandId, vin: order.vin, workOrderId, kind, body, words: words.trim(), byId: actorId(tx.actor) ?? '', byName: actorName(tx.actor), needsSecond: needsSecond(kind, body), fileIds: [...fileIds] };
  await insertStatement(tx, statement);
  told(tx, order, `warranty.${kind}`, statement.id, { kind, body, files: fileIds.length }, words);
  return recordOf(tx, order);
}
function told(tx: Tx, order: WorkOrder, action: `warranty.${string}`, statementId: string, after: unknown, why: string): void {
  tx.record({ action, subject: 'workorders', subjectId: order.id, brandId: order.brandId, after: { statementId, ...(after as object) }, why });
  tx.announce({ topic: 'warranty', id: order.vehicleId, brandId: order.brandId, ownerId: order.ownerId, outletId: order.outletId });
}

/** A part must be on the list of its assembly where there is one. */
async function known(tx: Tx, order: WorkOrder, assembly: Assembly | undefined, part: string | undefined): Promise<void> {
  if (part === undefined || assembly === undefined) return;
  const [book, onDay] = [await ruleBook(tx), beijingDay(order.checkedInAt)];
  if (book.mainParts.some((row) => row.assembly === assembly) && !isMainPart(book, assembly, part, onDay)) refuse('mainPartUnknown', { field: 'part', parts: book.mainParts.filter((row) => row.assembly === assembly).map((row) => row.part) });
}

export const gradeFault = (tx: Tx, input: Input<typeof api.gradeFault>) => state(tx, input, judges, 'fault', async (order) => {
  const { safety, hazard = null, undrivable, stillThere, assembly, part } = input;
  await known(tx, order, assembly, part);
  return { safety, hazard, undrivable, stillThere, assembly: assembly ?? null, part: part ?? null };
});

export const nameReplaced = (tx: Tx, input: Input<typeof api.nameReplaced>) => state(tx, input, [...judges, 'adviser'], 'replaced', async (order) => {
  const { assembly, part, whole, partCode } = input;
  await known(tx, order, assembly, part);
  return { assembly, part: part ?? null, whole, partCode: partCode ?? null };
});

export const judgeProblem = (tx: Tx, input: Input<typeof api.judgeProblem>) => state(tx, input, judges, 'problem', async (order) => {
  if (input.sameAsWorkOrderId === undefined) return { sameAsWorkOrderId: null };
  const earlier = await findWorkOrder(tx, input.sameAsWorkOrderId);
  if (earlier.vin !== order.vin || earlier.checkedInAt >= order.checkedInAt) refuse('notEarlier', { field: 'sameAsWorkOrderId' });
  return { sameAsWorkOrderId: earlier.id, sameAsNumber: earlier.number };
});

export const deductTime = (tx: Tx, input: Input<typeof api.deductTime>) => state(tx, input, deciders, 'deduction', (order) => {
  const [from, to, end] = [new Date(input.fromAt), new Date(input.toAt), order.finishedAt ?? tx.now];
  if (from >= to || from < order.checkedInAt || to > end) refuse('timeOutsideRepair', { field: 'fromAt' });
  return { time: input.time, fromAt: from.toISOString(), toAt: to.toISOString() };
});

/** Art. 32: where the car was maintained is no ground. */
export const excludeRepair = (tx: Tx, input: Input<typeof api.excludeRepair>) => state(tx, input, deciders, 'exclusion', () => {
  if (input.ground === 'servicedElsewhere') refuse('servicedElsewhere', { field: 'ground' });
  return { ground: input.ground, causalLink: input.causalLink.trim() };
});

/** A statement of the actor's places with its order, kept from others until the end. */
async function statementToEdit(tx: Tx, id: string, roles: readonly Role[]): Promise<{ one: Statement; order: WorkOrder }> {
  const one = (await lockStatement(tx, id)) ?? refuse('statementNotFound');
  const order = await findWorkOrder(tx, one.workOrderId).catch(() => refuse('statementNotFound'));
  if (tx.actor.kind === 'staff' && !holds(tx.actor, roles, order)) refuse('notAllowed');
  return { one, order };
}

/** An owner sees what stands behind a refusal, and nothing else. */
export async function statementFile(tx: Tx, input: Input<typeof api.statementFile>) {
  const { one } = await statementToEdit(tx, input.statementId, lookers);
  if (tx.actor.kind === 'owner' && (one.kind !== 'exclusion' || stateOf(one) === 'waits')) refuse('statementNotFound');
  if (!one.fileIds.includes(input.fileId)) refuse('notFound');
  return readKeptFile(tx, input.fileId);
}

export async function answerStatement(tx: Tx, input: Input<typeof api.answerStatement>) {
  const { one, order } = await statementToEdit(tx, input.statementId, judges);
  if (one.kind !== 'fault' && !holds(tx.actor, deciders, order)) refuse('notAllowed');
  if (stateOf(one) !== 'waits') refuse('statementAnswered');
  if (one.byId === actorId(tx.actor)) refuse('statementOwn');
  await saveStatement(tx, { ...one, secondId: actorId(tx.actor), secondName: actorName(tx.actor), secondAt: tx.now, secondWords: input.words.trim(), agreed: input.agrees });
  told(tx, order, 'warranty.answerStatement', one.id, { kind: one.kind, agrees: input.agrees }, input.words);
  if (one.kind === 'exclusion' && input.agrees) tx.tell(exclusionStated({ statementId: one.id, vin: order.vin, vehicleId: order.vehicleId, brandId: order.brandId, ownerId: order.ownerId, outletId: order.outletId, caseId: order.caseId, number: order.number, ground: one.body.ground ?? '', evidence: one.words, causalLink: one.body.causalLink ?? '' }));
  return recordOf(tx, order);
}

export async function withdrawStatement(tx: Tx, input: Input<typeof api.withdrawStatement>) {
  const { one, order } = await statementToEdit(tx, input.statementId, deciders);
  if (one.withdrawnAt !== null) refuse('statementAnswered');
  await saveStatement(tx, { ...one, withdrawnBy: actorName(tx.actor), withdrawnAt: tx.now, withdrawnWhy: input.words.trim() });
  told(tx, order, 'warranty.withdrawStatement', one.id, { kind: one.kind }, input.words);
  return recordOf(tx, order);
}

export async function appealExclusion(tx: Tx, input: Input<typeof api.appealExclusion>) {
  const { one, order } = await statementToEdit(tx, input.statementId, []);
  if (order.ownerId !== actorId(tx.actor) || one.kind !== 'exclusion') refuse('statementNotFound');
  if (stateOf(one) !== 'stands' || one.appealedAt !== null) refuse('statementAnswered');
  await saveStatement(tx, { ...one, appealWords: input.words.trim(), appealedAt: tx.now });
  told(tx, order, 'warranty.appeal', one.id, {}, input.words);
  return { ok: true as const };
}

export async function answerAppeal(tx: Tx, input: Input<typeof api.answerAppeal>) {
  const { one, order } = await statementToEdit(tx, input.statementId, [...deciders, 'regionalManager']);
  if (one.kind !== 'exclusion' || one.appealedAt === null || one.appealAt !== null || one.withdrawnAt !== null) refuse('statementAnswered');
  if ([one.byId, one.secondId].includes(actorId(tx.actor))) refuse('statementOwn'); // (R2)
  const answered = { ...one, appealAnswer: input.words.trim(), appealBy: actorName(tx.actor), appealAt: tx.now, appealUpheld: !input.lifted };
  await saveStatement(tx, input.lifted ? { ...answered, withdrawnBy: actorName(tx.actor), withdrawnAt: tx.now, withdrawnWhy: input.words.trim() } : answered);
  told(tx, order, 'warranty.answerAppeal', one.id, { lifted: input.lifted }, input.words);
  return recordOf(tx, order);
}
