// Improvement is what feedback teaches: findings grouped by cause, outlet and model; actions against a cause, each with
// an owner, a date and a measure taken before and as long after, which says whether it worked.
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { Action } from './action.ts';
import { actionById } from './store.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';
export { actionAdded, actionDone, actionMeasured, actionOverdue, type Action } from './action.ts';
export { climbOverdueActions, measureActions } from './actions.ts';
export { findingFromVoice, findingsFromSurvey, whoNamed } from './findings.ts';
export { issueFixed, issueRaised, type Issue } from './issue.ts';
export { findIssue, reportersOf } from './issues.ts';
export { measureIssues, watchReports } from './watch-reports.ts';

export async function findAction(tx: Tx, id: string): Promise<Action> {
  return (await actionById(tx, id)) ?? refuse('actionNotFound', { id });
}
