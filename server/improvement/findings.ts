// Findings: from low marks by themselves, from staff who noticed something; shown by cause, outlet and model.
// J1 a survey gives one finding per cause it names, however often it is told; J2 nobody adds or sees findings beyond
// their brands and places.
import { actorName } from '#platform/actor';
import { addDays, beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findCase } from '#cases';
import { findSurvey, surveyRulesOn, type Cause } from '#feedback';
import { findVoice } from '#voices';
import { quoteMasked } from '#platform/masks';
import { actionStates, causes, type api } from './api.ts';
import { shown, type Action } from './action.ts';
import { doers, placeChecked, readers } from './reach.ts';
import { actionNumbers, findingsByCause, findingsOf, groupedFindings, insertFinding, listedActions } from './store.ts';

const usualDays = 90;

/** Reaction: a survey was answered. (J1) */
export async function findingsFromSurvey(tx: Tx, body: { surveyId: string; score: number }): Promise<void> {
  if (body.score > (await surveyRulesOn(tx, beijingDay(tx.now))).lowScoreAtMost) return;
  const survey = await findSurvey(tx, body.surveyId);
  const named = survey.reasons.filter((reason): reason is Cause => (causes as readonly string[]).includes(reason));
  for (const cause of named.length > 0 ? named : (['other'] as const)) {
    await insertFinding(tx, {
      brandId: survey.brandId, outletId: survey.outletId, modelId: survey.modelId, cause, source: 'survey', surveyId: survey.id, caseId: survey.caseId,
      caseNumber: survey.caseNumber, score: survey.score, words: survey.words, byName: '',
    });
  }
  tx.announce({ topic: 'improvement', id: survey.id, brandId: survey.brandId, outletId: survey.outletId });
}

const causeOfTopic: Record<string, Cause> = { waiting: 'waitTooLong', repairQuality: 'notFixed', price: 'priceSurprise', parts: 'partsMissing', attitude: 'attitude' };
/** Reaction: somebody outside complained of what service can change; once per voice. (J1) */
export async function findingFromVoice(tx: Tx, body: { voiceId: string; brandId: string; outletId: string | null; modelId: string | null; topic: string; kind: string; words: string }): Promise<void> {
  const cause = body.kind === 'complaint' ? causeOfTopic[body.topic] : undefined;
  if (cause === undefined) return;
  await insertFinding(tx, { brandId: body.brandId, outletId: body.outletId, modelId: body.modelId, cause, source: 'voice', surveyId: null, voiceId: body.voiceId, caseId: null, caseNumber: null, score: null, words: body.words.slice(0, 1000), byName: '' });
  tx.announce({ topic: 'improvement', id: body.voiceId, brandId: body.brandId, outletId: body.outletId });
}

/** (J2) */
export async function addFinding(tx: Tx, input: Input<typeof api.addFinding>) {
  const place = await placeChecked(tx, input, doers);
  const about = input.caseId === undefined ? undefined : await findCase(tx, input.caseId);
  if (about !== undefined && about.brandId !== input.brandId) refuse('caseNotFound', { id: input.caseId });
  await insertFinding(tx, {
    ...place, cause: input.cause, source: 'staff', surveyId: null, caseId: about?.id ?? null, caseNumber: about?.number ?? null, score: null, words: input.words, byName: actorName(tx.actor),
  });
  tx.record({ action: 'improvement.addFinding', subject: 'findings', subjectId: about?.id ?? input.brandId, brandId: input.brandId, after: input });
  tx.announce({ topic: 'improvement', id: input.brandId, brandId: input.brandId, outletId: place.outletId });
  return { ok: true as const };
}

const periodOf = (tx: Tx, input: { fromOn?: string | undefined; untilOn?: string | undefined }) => {
  const today = beijingDay(tx.now);
  return { fromAt: beijingInstant(input.fromOn ?? addDays(today, 1 - usualDays), '00:00'), untilAt: beijingInstant(input.untilOn ?? today, '24:00') };
};

/** (J2) */
export async function listFindings(tx: Tx, input: Input<typeof api.listFindings>) {
  const { fromOn, untilOn, ...where } = input;
  return { groups: await groupedFindings(tx, { ...where, places: placesOf(tx.actor, readers) }, periodOf(tx, { fromOn, untilOn })) };
}

export async function showCause(tx: Tx, input: Input<typeof api.showCause>) {
  const { fromOn, untilOn, ...given } = input;
  const where = { ...given, places: placesOf(tx.actor, readers) };
  const findings = await findingsOf(tx, where, periodOf(tx, { fromOn, untilOn }));
  return { findings: findings.map((one) => ({ ...one, voiceId: one.voiceId ?? null, words: one.words === null ? null : quoteMasked(one.words) })), actions: (await listedActions(tx, { ...where, limit: 100 })).map((action) => shown(action, tx.now)) };
}

/** The owners who named what an action is about, at its place, in the time before it and while it was done. (I7) */
export async function whoNamed(tx: Tx, action: Action): Promise<{ ownerId: string; caseId: string | null }[]> {
  const places = [{ brandId: action.brandId, outletId: null }];
  const where = { places, brandId: action.brandId, cause: action.cause, ...(action.outletId === null ? {} : { outletId: action.outletId }), ...(action.modelId === null ? {} : { modelId: action.modelId }) };
  const named = new Map<string, string | null>();
  for (const { surveyId, voiceId } of await findingsOf(tx, where, { fromAt: new Date(action.addedAt.getTime() - usualDays * 86_400_000), untilAt: tx.now }, 10_000)) {
    const said = surveyId !== null ? await findSurvey(tx, surveyId) : typeof voiceId === 'string' ? await findVoice(tx, voiceId) : undefined;
    if (said !== undefined && said.ownerId !== null && !named.has(said.ownerId)) named.set(said.ownerId, said.caseId);
  }
  return [...named].map(([ownerId, caseId]) => ({ ownerId, caseId }));
}

/** The last thirty days beside the thirty before. */
export async function improvementFigures(tx: Tx, input: Input<typeof api.improvementFigures>) {
  const days = 30;
  const today = beijingDay(tx.now);
  const where = { ...input, places: placesOf(tx.actor, readers) };
  const at = (back: number): Date => beijingInstant(addDays(today, 1 - back), '00:00');
  const byCause = await findingsByCause(tx, where, { fromAt: at(2 * days), untilAt: beijingInstant(today, '24:00') }, at(days));
  const numbers = await actionNumbers(tx, where, today);
  const count = (of: (row: (typeof numbers)[number]) => boolean): number => numbers.filter(of).reduce((sum, row) => sum + row.actions, 0);
  return {
    days, causes: byCause, actions: actionStates.map((state) => ({ state, actions: count((row) => row.state === state) })), overdue: numbers.reduce((sum, row) => sum + row.overdue, 0),
    worked: count((row) => row.verdict === 'worked'), didNotWork: count((row) => row.verdict === 'didNotWork'), notProven: count((row) => row.verdict === 'notProven'), tooFewAnswers: count((row) => row.verdict === 'tooFewAnswers'),
  };
}
