// The packet of a job: how the maker wants it done, and an expert who may be asked. J1 an edition is never changed, a better one
// comes after it; J2 torque has limits the right way round; J3 nobody answers what they asked themselves, and once answered it stays.
import { findBrand } from '#brands';
import { actorId, actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { ownUploads, readKeptFile } from '#platform/files';
import { newId } from '#platform/ids';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import { outletsById } from '#network';
import { vehiclesByVin } from '#vehicles';
import type { api } from './api.ts';
import { experts } from './packet-api.ts';
import { insertInstructions, insertQuestion, instructionsById, latestInstructions, questionsWithin, questionToAnswer, writeAnswer } from './packet-store.ts';
import { findWorkOrder, orderToEdit, pageOf, tellOf } from './show-work-orders.ts';
import { ordersById, saveOrder } from './store.ts';

export async function publishInstructions(tx: Tx, input: Input<typeof api.publishInstructions>) {
  if (!holds(tx.actor, ['warrantyOfficer', 'administrator'], { brandId: input.brandId })) refuse('notAllowed');
  await findBrand(tx, input.brandId);
  const { content } = await findBook(tx, input.brandId, beijingDay(tx.now));
  if (!content.operations.some((one) => one.code === input.code)) refuse('operationNotFound', { field: 'code', code: input.code });
  const crossed = input.steps.find((step) => step.torque !== undefined && step.torque.lowNm > step.torque.highNm);
  if (crossed !== undefined) refuse('limitsCrossed', { field: 'steps' }); // (J2)
  const before = (await latestInstructions(tx, input.brandId, [input.code]))[0];
  const known = new Set(before?.steps.flatMap((step) => step.drawingFileId ?? []) ?? []);
  const drawings = [...new Set(input.steps.flatMap((step) => step.drawingFileId ?? []))].filter((id) => !known.has(id));
  if ((await ownUploads(tx, drawings)).length !== drawings.length) refuse('fileNotYours', { field: 'steps' });
  const published = await insertInstructions(tx, { id: newId(), brandId: input.brandId, code: input.code, steps: input.steps, source: input.source, publishedBy: actorName(tx.actor) }); // (J1)
  tx.record({ action: 'workorders.publishInstructions', subject: 'instructions', subjectId: published.id, brandId: published.brandId, before: before === undefined ? undefined : { edition: before.edition }, after: { code: published.code, edition: published.edition, steps: published.steps.length } });
  tx.announce({ topic: 'instructions', id: published.id, brandId: published.brandId });
  return published;
}

export async function listInstructions(tx: Tx, input: Input<typeof api.listInstructions>) {
  await findBrand(tx, input.brandId);
  return { instructions: await latestInstructions(tx, input.brandId, input.code === undefined ? null : [input.code]) };
}

export async function instructionDrawing(tx: Tx, input: Input<typeof api.instructionDrawing>) {
  const found = (await instructionsById(tx, input.instructionsId)) ?? refuse('instructionsNotFound', { id: input.instructionsId });
  if (!found.steps.some((step) => step.drawingFileId === input.fileId)) refuse('notFound');
  return readKeptFile(tx, input.fileId);
}

export async function askExpert(tx: Tx, input: Input<typeof api.askExpert>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, ['adviser', 'technician', 'serviceManager']);
  if (['handedBack', 'cancelled'].includes(order.state)) refuse('workNotNow', { state: order.state });
  const photos = [...new Set(input.fileIds ?? [])];
  if ((await ownUploads(tx, photos)).length !== photos.length) refuse('fileNotYours', { field: 'fileIds' });
  await insertQuestion(tx, order, { id: newId(), words: input.words, photos, askedById: actorId(tx.actor) ?? '', askedByName: actorName(tx.actor) });
  const saved = await saveOrder(tx, order);
  tellOf(tx, saved, 'workorders.askExpert', { after: { words: input.words, photos: photos.length } });
  return pageOf(tx, saved);
}

/** Does not touch the order: whoever works on it meanwhile is not disturbed. (J3) */
export async function answerQuestion(tx: Tx, input: Input<typeof api.answerQuestion>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  if (!holds(tx.actor, experts, order)) refuse('notAllowed');
  const question = (await questionToAnswer(tx, order.id, input.questionId)) ?? refuse('questionNotFound', { id: input.questionId });
  if (question.answeredAt !== null) refuse('questionAnswered', { name: question.answeredByName ?? '' });
  if (question.askedById === actorId(tx.actor)) refuse('questionOwn');
  await writeAnswer(tx, question.id, { id: actorId(tx.actor) ?? '', name: actorName(tx.actor), words: input.words });
  tellOf(tx, order, 'workorders.answerQuestion', { before: { words: question.words }, after: { words: input.words } });
  return pageOf(tx, order);
}

export async function listQuestions(tx: Tx, _input: Input<typeof api.listQuestions>) {
  const questions = await questionsWithin(tx, placesOf(tx.actor, [...experts, 'auditor']));
  const orders = new Map((await ordersById(tx, [...new Set(questions.map((one) => one.workOrderId))])).map((order) => [order.id, order]));
  const vehicles = await vehiclesByVin(tx, [...orders.values()].map((order) => order.vin));
  const outlets = await outletsById(tx, [...orders.values()].map((order) => order.outletId));
  return {
    questions: questions.flatMap((question) => {
      const order = orders.get(question.workOrderId);
      if (order === undefined) return [];
      const [vehicle, outlet] = [vehicles.get(order.vin), outlets.get(order.outletId)];
      return [{ ...question, number: order.number, plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '', outletName: outlet?.name ?? '', outletNameEn: outlet?.nameEn ?? '', faultCodes: order.diagnosis?.faultCodes ?? [] }];
    }),
  };
}
