// From the hand-back to the answer: planning, sending, answering, expiring.
// Y1 the question comes some time after the hand-back and never in quiet hours; Y2 it is answered once or expires;
// Y4 an owner who already said that it is not solved, or who complained and waits for an answer, is not asked how it was; Y5 nor is who
// does not want to be asked, or was asked lately.
import { actorId } from '#platform/actor';
import { beijingDay, isQuiet } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { caseById, noteOnCase, openCasesOf } from '#cases';
import { allows } from '#people';
import type { api } from './api.ts';
import { askedWithin, dropPlanned, expireSurveys as expire, insertSurvey, markSent, rulesOn, surveyById, surveysToSend, writeAnswer } from './store.ts';
import { expiryOf, momentToAsk, surveyAnswered, surveySent, whyNotToAsk, type Survey } from './survey.ts';

const announce = (tx: Tx, survey: Survey): void => tx.announce({ topic: 'feedback', id: survey.id, brandId: survey.brandId, ownerId: survey.ownerId });

/** Reaction: a car was handed back. (Y1) */
export async function planSurvey(tx: Tx, body: { workOrderId: string; caseId: string }): Promise<void> {
  const one = await caseById(tx, body.caseId);
  if (one === undefined) return;
  const rules = await rulesOn(tx, beijingDay(tx.now));
  await insertSurvey(tx, {
    caseId: one.id, caseNumber: one.number, workOrderId: body.workOrderId, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId, vin: one.vin,
    modelId: one.modelId, plateNo: one.plateNo, modelName: one.modelName, modelNameEn: one.modelNameEn, sendAt: momentToAsk(tx.now, rules),
  });
}

/** Round: asks those whose moment has come. Who complains stands in a register further down the river: `complaining` asks it. (Y1, Y4, Y5) */
export async function sendSurveys(tx: Tx, complaining: (tx: Tx, survey: Survey) => Promise<boolean>): Promise<void> {
  const rules = await rulesOn(tx, beijingDay(tx.now));
  if (isQuiet(tx.now, rules.quiet)) return;
  for (const planned of await surveysToSend(tx, 200)) {
    const one = await caseById(tx, planned.caseId);
    const solved = one !== undefined && (one.stage === 'awaitingConfirmation' || one.stage === 'closed');
    const why = whyNotToAsk({ solved, agreed: await allows(tx, planned.ownerId, 'surveys'), complaining: (await openCasesOf(tx, planned.vin)).some((open) => open.kind === 'recovery') || (await complaining(tx, planned)), askedLately: await askedWithin(tx, planned, rules.askAgainAfterDays) });
    const survey = why === undefined ? await markSent(tx, planned.id, expiryOf(tx.now, rules)) : await dropPlanned(tx, planned.id, why);
    if (survey?.state !== 'sent') continue;
    await noteOnCase(tx, survey.caseId, { kind: 'surveySent', data: { surveyId: survey.id }, key: `survey ${survey.id}` });
    tx.tell(surveySent({ surveyId: survey.id, caseId: survey.caseId, ownerId: survey.ownerId, brandId: survey.brandId }));
    announce(tx, survey);
  }
}

/** Round: who has not answered will not any more. (Y2) */
export async function expireSurveys(tx: Tx): Promise<void> {
  for (const survey of await expire(tx)) announce(tx, survey);
}

/** (Y2) */
export async function answerSurvey(tx: Tx, input: Input<typeof api.answerSurvey>) {
  const survey = await surveyById(tx, input.surveyId);
  if (survey === undefined || survey.ownerId !== actorId(tx.actor) || survey.state === 'planned' || survey.state === 'dropped') return refuse('surveyNotFound', { id: input.surveyId });
  const answered = await writeAnswer(tx, survey.id, { score: input.score, reasons: input.reasons, words: input.words ?? null });
  if (answered === undefined) return refuse((await surveyById(tx, survey.id))?.state === 'answered' ? 'surveyAnsweredAlready' : 'surveyExpired');
  await noteOnCase(tx, answered.caseId, {
    kind: 'surveyAnswered', visibility: 'owner', text: answered.words, data: { surveyId: answered.id, score: answered.score, reasons: answered.reasons }, key: `survey ${answered.id} answered`,
  });
  tx.record({ action: 'feedback.answer', subject: 'surveys', subjectId: answered.id, brandId: answered.brandId, after: { score: answered.score, reasons: answered.reasons, words: answered.words } });
  tx.tell(surveyAnswered({ surveyId: answered.id, caseId: answered.caseId, score: input.score, brandId: answered.brandId, ownerId: answered.ownerId }));
  announce(tx, answered);
  return { ok: true as const };
}
