// A low mark is not filed but answered: it opens a recovery case at the desk of the outlet's manager.
// X1 one answer opens one recovery case, linked to the visit; X2 a danger in the owner's words is a trouble of the car
// and opens or joins a case of its own.
import { beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { noEvidence, openCase, weigh } from '#cases';
import { findOwner } from '#people';
import { vehicleByVin } from '#vehicles';
import { rulesOn, surveyById } from './store.ts';

/** Reaction: a survey was answered. (X1, X2) */
export async function openRecovery(tx: Tx, body: { surveyId: string; score: number }): Promise<void> {
  const survey = await surveyById(tx, body.surveyId);
  const vehicle = survey === undefined ? undefined : await vehicleByVin(tx, survey.vin);
  if (survey === undefined || vehicle === undefined) return;
  const { lowScoreAtMost } = await rulesOn(tx, beijingDay(tx.now));
  const by = { id: survey.ownerId, name: (await findOwner(tx, survey.ownerId)).name };
  const words = survey.words === null ? {} : { words: survey.words };
  const outletId = survey.outletId === null ? {} : { outletId: survey.outletId };
  const told = { vehicle: { ...vehicle, ownerId: survey.ownerId }, source: 'survey' as const, by, ...words, ...outletId, linkedCaseId: survey.caseId, data: { surveyId: survey.id, score: body.score, reasons: survey.reasons } };
  if (body.score <= lowScoreAtMost) {
    await openCase(tx, {
      ...told, sourceKey: survey.id, kind: 'recovery', evidence: { ...noEvidence, score: body.score },
      holder: { kind: 'desk', desk: 'managerDesk', outletId: survey.outletId, staffId: null, name: null },
    });
  }
  const evidence = { ...noEvidence, words: survey.words === null ? [] : [survey.words] };
  if (survey.words !== null && weigh(evidence).urgency === 1) await openCase(tx, { ...told, sourceKey: `${survey.id} words`, evidence });
}
