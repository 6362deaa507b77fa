// Feedback is what owners say of a visit: one question, some hours after the hand-back, answered once. A low mark opens
// a recovery case; the answers, counted by outlet and month, say how things go.
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { surveyById } from './store.ts';
import type { Survey } from './survey.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';
export { expireSurveys, planSurvey, sendSurveys } from './ask-owners.ts';
export { openRecovery } from './open-recovery.ts';
export { answersIn, rulesOn as surveyRulesOn, type Answers } from './store.ts';
export { surveyAnswered, surveySent, type Cause, type Survey } from './survey.ts';

export async function findSurvey(tx: Tx, id: string): Promise<Survey> {
  return (await surveyById(tx, id)) ?? refuse('surveyNotFound', { id });
}
